// The safety branch: who is called, what is asked, who may look.
#include "domain/authority.hpp"
#include "domain/undo.hpp"

#include "must.hpp"

namespace amends {
namespace {

using fakes::Story;

Story hurt() {
  Story story;
  must(story, RecordCase{{{"1"}}, {"allergy"}});
  return story;
}

void only_waiters_on_shift(Story& story) {
  for (Person& person : story.context.staff)
    person.on_shift = person.role == Role::waiter;
}

}  // namespace

TEST_CASE("with nobody on shift who decides, the record proceeds and the owner has a call to make at once") {
  Story story;
  only_waiters_on_shift(story);
  must(story, RecordCase{{{"1"}}, {"allergy"}});
  CHECK(story.state.manager_called == story.now);
  REQUIRE(story.state.open_follow_up());
  CHECK(story.state.open_follow_up()->owner == fakes::tom().id);
  CHECK(story.state.open_follow_up()->due == story.now);
  // Taken back with the record.
  const auto back = undo_of(Case{}, story.facts, story.book);
  CHECK(back == std::vector<Command>{WithdrawCase{}});
}

TEST_CASE("a failure that turns out to be one of safety calls the same, once") {
  Story story;
  only_waiters_on_shift(story);
  must(story, RecordCase{{{"1"}}, {"awful"}});
  CHECK_FALSE(story.state.open_follow_up());
  must(story, ChangeFailure{{"allergy"}});
  REQUIRE(story.state.follow_ups.size() == 1);
  CHECK(story.state.open_follow_up()->owner == fakes::tom().id);
  must(story, ChangeFailure{{"awful"}});
  must(story, ChangeFailure{{"allergy"}});
  CHECK(story.state.follow_ups.size() == 1);
}

TEST_CASE("with a manager on shift nobody else has a call to make, nor where a manager is at the till") {
  CHECK_FALSE(hurt().state.open_follow_up());
  Story story;
  only_waiters_on_shift(story);
  story.context.operator_ = fakes::mira();
  must(story, RecordCase{{{"1"}}, {"allergy"}});
  CHECK_FALSE(story.state.open_follow_up());
}

TEST_CASE("a manager who was told counts as called, and another may be told after") {
  Story story;
  must(story, RecordCase{{{"1"}}, {"awful"}});
  must(story, TellManager{{"mira"}});
  CHECK(story.state.manager_told == fakes::mira().id);
  CHECK(story.state.manager_called == story.now);
  must(story, TellManager{{"tom"}});
  CHECK(story.state.manager_told == fakes::tom().id);
}

TEST_CASE("an answer is changed by another, and undone to what stood before it") {
  Story story = hurt();
  must(story, AnswerQuestion{{"sample_kept"}, Told::no});
  const Case before = story.state;
  const auto yes = story.give(AnswerQuestion{{"sample_kept"}, Told::yes});
  REQUIRE(yes);
  CHECK(story.state.answers == std::vector<QuestionAnswer>{{{"sample_kept"}, Told::yes}});
  CHECK(story.state.answer_to({"sample_kept"}) == Told::yes);
  CHECK_FALSE(story.state.answer_to({"doctor_now"}));
  const auto back = undo_of(before, yes->facts, story.book);
  REQUIRE(back.size() == 1);
  must(story, back.front());
  CHECK(story.state.answer_to({"sample_kept"}) == Told::no);
  must(story, AnswerQuestion{{"sample_kept"}, std::nullopt});
  CHECK(story.state.answers.empty());
}

TEST_CASE("who may open a case of the safety branch") {
  struct Row {
    std::string_view situation;
    void (*given)(Story&);
    std::optional<Person> who;
    bool may;
  };
  const auto nothing = [](Story&) {};
  const auto done = [](Story& story) {
    must(story, Apologise{});
    must(story, FinishCase{});
  };
  const Row table[] = {
      {"its author, while it is open", nothing, fakes::ana(), true},
      {"another waiter", nothing, Person{{"eva"}, "Eva", Role::waiter, true}, false},
      {"the shift lead", nothing, fakes::jon(), false},
      {"a manager", nothing, fakes::mira(), true},
      {"the owner", nothing, fakes::tom(), true},
      {"nobody", nothing, std::nullopt, false},
      {"its author, once it is done", done, fakes::ana(), false},
      {"a manager, once it is done", done, fakes::mira(), true},
      {"its author, once it was withdrawn", [](Story& story) { must(story, WithdrawCase{}); }, fakes::ana(), false},
      {"another waiter, where it turned out to be none", [](Story& story) { must(story, ChangeFailure{{"awful"}}); },
       fakes::jon(), true},
      {"another waiter, after the playbook lost what it was", [](Story& story) { story.book.failures.clear(); },
       fakes::jon(), false},
  };
  for (const Row& row : table) {
    INFO(row.situation);
    Story story = hurt();
    row.given(story);
    CHECK(may_open(story.state, story.book, row.who) == row.may);
  }
}

}  // namespace amends
