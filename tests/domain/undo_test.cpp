// Undo, one tap at a time: what is given back, and what no tap takes back. That it holds after whatever was tapped before
// is tried in any_sequence_test.
#include <catch_amalgamated.hpp>

#include <functional>
#include <string_view>

#include "domain/undo.hpp"
#include "support/domain_fakes.hpp"

namespace amends {
namespace {

using fakes::euro;
using fakes::Story;

void record(Story& story, std::string failure = "awful") {
  REQUIRE(story.give(RecordCase{{{"1"}, {"2"}}, {std::move(failure)}}));
}

// The way back from the command, which must be taken.
std::vector<Command> way_back(Story& story, const Command& command) {
  const Case before = story.state;
  const auto decision = story.give(command);
  REQUIRE(decision);
  return undo_of(before, decision->facts, story.book);
}

ChooseAct fix(std::string from) {
  return {ActPurpose::fix, {std::move(from)}, {}};
}

}  // namespace

TEST_CASE("an answer where none stood is cleared, another one gives way to what stood") {
  Story story;
  record(story);
  CHECK(way_back(story, NoteReturn{true}) == std::vector<Command>{TakeBackAnswer{AnswerKind::sent_back}});
  CHECK(way_back(story, NoteReturn{false}) == std::vector<Command>{NoteReturn{true}});
  CHECK(way_back(story, NoteOnlookers{true}) == std::vector<Command>{NoteOnlookers{false}});
  CHECK(way_back(story, Apologise{}) == std::vector<Command>{TakeBackAnswer{AnswerKind::apology}});
  CHECK(way_back(story, ChangeLines{{{"1"}}}) == std::vector<Command>{ChangeLines{{{"1"}, {"2"}}}});
  // What is serious calls a manager; undone, nobody is called any more.
  CHECK(way_back(story, ChangeFailure{{"rude"}}) ==
        std::vector<Command>{ChangeFailure{{"awful"}}, TakeBackAnswer{AnswerKind::manager_called}});
}

TEST_CASE("a record is withdrawn, with the manager it called") {
  Story story;
  const auto decision = story.give(RecordCase{{{"1"}}, {"allergy"}});
  REQUIRE(decision);
  REQUIRE(decision->facts.size() == 2);
  CHECK(undo_of(Case{}, decision->facts, story.book) == std::vector<Command>{WithdrawCase{}});
}

TEST_CASE("the manager is called off with the tap that called, and only with that") {
  Story story;
  record(story);
  const Command call_off = TakeBackAnswer{AnswerKind::manager_called};
  CHECK(way_back(story, NoteTemper{Temper::wants_manager}) ==
        std::vector<Command>{TakeBackAnswer{AnswerKind::temper}, call_off});
  CHECK(way_back(story, NoteTemper{Temper::may_go_public}) == std::vector<Command>{NoteTemper{Temper::wants_manager}});
  Story other;
  record(other);
  CHECK(way_back(other, CallManager{}) == std::vector<Command>{call_off});
}

TEST_CASE("a follow-up gives way to the one before, to none needed, or to nothing planned") {
  Story story;
  record(story);
  const Command nothing = TakeBackAnswer{AnswerKind::follow_up};
  CHECK(way_back(story, PlanFollowUp{FollowUpWhen::today, {"mira"}}) == std::vector<Command>{nothing});
  CHECK(way_back(story, PlanFollowUp{FollowUpWhen::tomorrow, {}}) ==
        std::vector<Command>{PlanFollowUp{FollowUpWhen::today, {"mira"}}});
  CHECK(way_back(story, PlanFollowUp{FollowUpWhen::not_needed, {}}) ==
        std::vector<Command>{PlanFollowUp{FollowUpWhen::tomorrow, {"ana"}}});
  CHECK(way_back(story, PlanFollowUp{FollowUpWhen::today, {}}) ==
        std::vector<Command>{PlanFollowUp{FollowUpWhen::not_needed, {}}});
}

TEST_CASE("a follow-up taken back leaves finishing to plan what the playbook says") {
  Story story;
  record(story);
  REQUIRE(story.give(Apologise{}));
  REQUIRE(story.give(PlanFollowUp{FollowUpWhen::today, {}}));
  REQUIRE(story.give(TakeBackAnswer{AnswerKind::follow_up}));
  CHECK(story.state.follow_ups.empty());
  REQUIRE(story.give(FinishCase{}));
  REQUIRE(story.state.follow_ups.size() == 1);
  CHECK(story.state.follow_ups[0].when == FollowUpWhen::before_bill);
  CHECK(story.state.follow_ups[0].id == FollowUpId{2});
}

TEST_CASE("what is done by hand is withdrawn as long as nobody did it") {
  Story story;
  record(story);
  CHECK(way_back(story, fix("call")) == std::vector<Command>{WithdrawAct{{1}}});
  REQUIRE(story.give(DeclineExtra{}));
  story.context.operator_ = fakes::mira();
  CHECK(way_back(story, fix("manager_apology")).empty());  // she has said sorry with the tap
}

TEST_CASE("what has left the house, or changed more than one tap can give back, is not undone") {
  struct Row {
    std::string_view situation;
    std::function<Command(Story&)> given;  // what happened before; answers the command that has no way back
  };
  const std::vector<Row> table = {{"money on its way", [](Story&) { return fix("off"); }},
                                  {"a coupon with a number", [](Story&) { return fix("coupon"); }},
                                  {"an apology given with the tap", [](Story&) { return fix("sorry"); }},
                                  {"asked of a manager, with a way back of its own",
                                   [](Story& story) {
                                     story.context.check = fakes::paid_check();
                                     return fix("whole");
                                   }},
                                  {"to be keyed, with a way back of its own",
                                   [](Story& story) {
                                     story.context.capabilities = {};
                                     return fix("off");
                                   }},
                                  {"other lines, and what waited was taken back",
                                   [](Story& story) {
                                     REQUIRE(story.give(fix("call")));
                                     return ChangeLines{{{"1"}}};
                                   }},
                                  {"somebody else had apologised before",
                                   [](Story& story) {
                                     REQUIRE(story.give(Apologise{}));
                                     story.context.operator_ = fakes::mira();
                                     return Apologise{};
                                   }},
                                  {"words over words",
                                   [](Story& story) {
                                     REQUIRE(story.give(NoteText{PrivateKind::words, {"Cold."}}));
                                     return NoteText{PrivateKind::words, {"Stone cold."}};
                                   }},
                                  {"a contact over a contact",
                                   [](Story& story) {
                                     REQUIRE(story.give(GiveContact{PrivateKind::phone, {"0123"}, true}));
                                     return GiveContact{PrivateKind::mail, {"a@b.example"}, true};
                                   }},
                                  {"a wish of the failure before",
                                   [](Story& story) {
                                     REQUIRE(story.give(ChooseWish{{"part"}}));
                                     story.book.failures[0].wishes = {{"something_else"}};
                                     return ChooseWish{{"something_else"}};
                                   }},
                                  {"done",
                                   [](Story& story) {
                                     REQUIRE(story.give(Apologise{}));
                                     return FinishCase{};
                                   }},
                                  {"tapped by mistake", [](Story&) { return WithdrawCase{}; }},
                                  {"a step that is shown", [](Story&) { return ShowStep{Step::after}; }},
                                  {"a wrong PIN", [](Story&) { return RefusePin{{"mira"}}; }},
                                  {"an answer taken back", [](Story& story) {
                                     REQUIRE(story.give(SayBack{}));
                                     return TakeBackAnswer{AnswerKind::said_back};
                                   }}};
  for (const Row& row : table) {
    INFO(row.situation);
    Story story;
    record(story);
    const Command command = row.given(story);
    CHECK(way_back(story, command).empty());
  }
}

TEST_CASE("each answer is cleared alone, and both the tap and its taking back stay") {
  struct Row {
    AnswerKind which;
    Command given;
  };
  const std::vector<Row> table = {{AnswerKind::sent_back, NoteReturn{false}},
                                  {AnswerKind::affected, NoteAffected{Affected::child}},
                                  {AnswerKind::feeling, NoteFeeling{Feeling::angry}},
                                  {AnswerKind::temper, NoteTemper{Temper::upset}},
                                  {AnswerKind::words, NoteText{PrivateKind::words, {"Cold."}}},
                                  {AnswerKind::meaning, NoteText{PrivateKind::meaning, {"Late."}}},
                                  {AnswerKind::wish_words, NoteText{PrivateKind::wish, {"Soup."}}},
                                  {AnswerKind::guest_name, NoteText{PrivateKind::guest_name, {"Zoe"}}},
                                  {AnswerKind::promise_words, NoteText{PrivateKind::promise, {"Soon."}}},
                                  {AnswerKind::contact, GiveContact{PrivateKind::mail, {"a@b.example"}, true}},
                                  {AnswerKind::wish, ChooseWish{{"part"}}},
                                  {AnswerKind::said_back, SayBack{}},
                                  {AnswerKind::apology, Apologise{}},
                                  {AnswerKind::manager_called, CallManager{}},
                                  {AnswerKind::prevention, ChoosePrevention{{"new_batch"}, true}},
                                  {AnswerKind::extra_declined, DeclineExtra{}},
                                  {AnswerKind::follow_up, PlanFollowUp{FollowUpWhen::not_needed, {}}}};
  Story story;
  record(story);
  for (const Row& row : table)
    REQUIRE(story.give(row.given));
  const std::size_t facts = story.facts.size();
  for (std::size_t at = 0; at < table.size(); ++at) {
    INFO("answer " << at + 1);
    CHECK(static_cast<std::size_t>(table[at].which) == at + 1);
    CHECK(story.state.has(table[at].which));
    const auto decision = story.give(TakeBackAnswer{table[at].which});
    REQUIRE(decision);
    CHECK(decision->facts.size() == 1);
    for (std::size_t other = 0; other < table.size(); ++other)
      CHECK(story.state.has(table[other].which) == (other > at));
  }
  CHECK(story.facts.size() == facts + table.size());
  CHECK_FALSE(story.state.prevention_told);
}

}  // namespace amends
