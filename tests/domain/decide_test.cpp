// What follows from each command that is taken: its facts, its requests to the host, and the case after them.
#include <catch_amalgamated.hpp>

#include <algorithm>
#include <set>

#include "support/domain_fakes.hpp"

namespace amends {
namespace {

using fakes::euro;
using fakes::Story;

Decision must(Story& story, const Command& command) {
  auto decision = story.give(command);
  INFO("command " << command.index());
  REQUIRE(decision);
  return *decision;
}

template <class Body>
Body only(const Decision& decision) {
  REQUIRE(decision.facts.size() == 1);
  REQUIRE(std::holds_alternative<Body>(decision.facts[0].body));
  return std::get<Body>(decision.facts[0].body);
}

template <class Body>
Body body_at(const Decision& decision, std::size_t at) {
  REQUIRE(decision.facts.size() > at);
  REQUIRE(std::holds_alternative<Body>(decision.facts[at].body));
  return std::get<Body>(decision.facts[at].body);
}

void record(Story& story, std::vector<LineId> lines = {{"1"}, {"2"}, {"3"}}, std::string failure = "awful") {
  must(story, RecordCase{std::move(lines), {std::move(failure)}});
}

ChooseAct fix(std::string from, std::vector<ItemPart> items = {}) {
  return {ActPurpose::fix, {std::move(from)}, std::move(items)};
}

ChooseAct extra(std::string from, std::vector<ItemPart> items = {}) {
  return {ActPurpose::extra, {std::move(from)}, std::move(items)};
}

ItemPart pieces(std::string item, std::int64_t count) {
  return {{item}, {}, count * 1000};
}

TakeHostAnswer answer_of(RequestId request, HostOutcome outcome, std::int64_t cents) {
  return {std::move(request), outcome, "R-7", "Not now.", euro(cents)};
}

}  // namespace

TEST_CASE("recording keeps the lines as they stand, who, when, where and by which playbook") {
  Story story;
  const Decision decision = must(story, RecordCase{{{"1"}, {"3"}, {"1"}}, {"awful"}});
  const auto& recorded = only<CaseRecorded>(decision);
  CHECK(recorded.number == CaseNumber{"T3-0001"});
  CHECK(recorded.check == CheckId{"check-41"});
  CHECK(recorded.check_number == "41");
  CHECK(recorded.place == "Table 12");
  CHECK(recorded.lines == std::vector{story.context.check->lines[0], story.context.check->lines[2]});
  CHECK(recorded.severity == Severity::clear);
  CHECK(recorded.pack == "test");
  CHECK(recorded.pack_version == "0f");
  CHECK(decision.facts[0].actor == PersonId{"ana"});
  CHECK(decision.facts[0].at == story.now);
  CHECK(story.state.is_recorded());
  CHECK(story.state.opened_by == PersonId{"ana"});
  CHECK(decision.requests.empty());
}

TEST_CASE("a failure of the visit needs no line") {
  Story story;
  record(story, {}, "rude");
  CHECK(story.state.lines.empty());
  CHECK(story.state.check == CheckId{"check-41"});
}

TEST_CASE("a guest on the phone has nothing to do with the check on the screen") {
  Story story;
  must(story, RecordCase{{}, {"awful"}, Channel::phone});
  CHECK(story.state.check.empty());
  CHECK(story.state.channel == Channel::phone);
  CHECK(story.state.currency == fakes::kEuro);
}

TEST_CASE("a guest who comes back later is heard on the lines of their check") {
  Story story;
  must(story, RecordCase{{{"4"}}, {"awful"}, Channel::later});
  CHECK(story.state.check == CheckId{"check-41"});
}

TEST_CASE("a host without a till's check still records what is about lines") {
  Story story;
  story.context = fakes::context_without_pos();
  must(story, RecordCase{{}, {"awful"}});
  CHECK(story.state.check.empty());
  CHECK(story.state.lines.empty());
  // And what it should do is keyed by staff.
  must(story, fix("replace"));
  CHECK(story.state.acts[0].state == ActState::to_be_keyed);
  must(story, ConfirmAct{{1}, "17"});
  CHECK(story.state.acts[0].state == ActState::keyed);
  CHECK(story.state.acts[0].reference == "17");
}

TEST_CASE("what is serious calls a manager by itself, and is followed up on the same day") {
  Story story;
  must(story, RecordCase{{}, {"rude"}});
  CHECK(story.state.manager_called == story.now);
  must(story, GiveContact{PrivateKind::phone, {"+351 912"}, true});
  must(story, Apologise{});
  must(story, FinishCase{});
  REQUIRE(story.state.open_follow_up());
  CHECK(story.state.open_follow_up()->when == FollowUpWhen::today);
  Story other;
  record(other);
  CHECK(other.state.manager_called == Instant{});
  must(other, ChangeFailure{{"rude"}});
  CHECK(other.state.manager_called == other.now);
}

TEST_CASE("in the safety branch the manager is called with the record") {
  Story story;
  const Decision decision = must(story, RecordCase{{{"1"}}, {"allergy"}});
  REQUIRE(decision.facts.size() == 2);
  CHECK(std::holds_alternative<ManagerCalled>(decision.facts[1].body));
  CHECK(decision.facts[1].subject == decision.facts[0].subject);
  CHECK(story.state.manager_called == story.now);
}

TEST_CASE("other lines, other failure: what waits is taken back, and the manager comes for safety") {
  Story story;
  record(story);
  must(story, fix("off"));
  must(story, extra("treat", {pieces("cake", 1)}));
  const Decision lines = must(story, ChangeLines{{{"4"}}});
  CHECK(body_at<LinesChanged>(lines, 0).lines == std::vector{story.context.check->lines[3]});
  CHECK(body_at<ActWithdrawn>(lines, 1).act == ActId{1});
  CHECK(body_at<ActWithdrawn>(lines, 2).act == ActId{2});
  const Decision failure = must(story, ChangeFailure{{"allergy"}});
  CHECK(body_at<FailureChanged>(failure, 0).severity == Severity::grave);
  CHECK(std::holds_alternative<ManagerCalled>(failure.facts[1].body));
  CHECK(failure.facts.size() == 2);
}

TEST_CASE("what the host refused is no reason to keep wrong lines") {
  Story story;
  record(story);
  must(story, fix("off"));
  must(story, StartAct{{"request-1"}});
  must(story, answer_of({"request-1"}, HostOutcome::rejected, 0));
  must(story, ChangeLines{{{"4"}}});
  CHECK(story.state.lines.size() == 1);
}

TEST_CASE("each answer of one tap is one fact, and the last one holds") {
  Story story;
  record(story);
  CHECK(only<ReturnNoted>(must(story, NoteReturn{true})).sent_back);
  must(story, NoteReturn{false});
  CHECK(story.state.sent_back == false);
  CHECK(only<AffectedNoted>(must(story, NoteAffected{Affected::child})).affected == Affected::child);
  CHECK(only<FeelingNoted>(must(story, NoteFeeling{Feeling::embarrassed})).feeling == Feeling::embarrassed);
  CHECK(only<OnlookersNoted>(must(story, NoteOnlookers{true})).in_front_of_others);
  CHECK(only<WishChosen>(must(story, ChooseWish{{"part"}})).wish == WishId{"part"});
  must(story, SayBack{});
  must(story, ShowStep{Step::extra});
  must(story, DeclineExtra{});
  must(story, CallManager{});
  CHECK(story.state.said_back);
  CHECK(story.state.step == Step::extra);
  CHECK(story.state.extra_declined);
  CHECK(story.state.manager_called == story.now);
}

TEST_CASE("from wanting a manager on, the manager is called at once, and once") {
  Story story;
  record(story);
  CHECK(must(story, NoteTemper{Temper::upset}).facts.size() == 1);
  const Decision wants = must(story, NoteTemper{Temper::wants_manager});
  CHECK(wants.facts.size() == 2);
  CHECK(std::holds_alternative<ManagerCalled>(wants.facts.at(1).body));
  CHECK(must(story, NoteTemper{Temper::may_go_public}).facts.size() == 1);
}

TEST_CASE("a guest's words go to the side table, a fact holds the reference") {
  Story story;
  record(story);
  const std::vector<PrivateKind> kinds = {PrivateKind::words, PrivateKind::meaning, PrivateKind::wish,
                                          PrivateKind::guest_name, PrivateKind::promise};
  for (const PrivateKind kind : kinds) {
    const auto& noted = only<TextNoted>(must(story, NoteText{kind, {"something of theirs"}}));
    CHECK(noted.kind == kind);
    CHECK_FALSE(noted.text.id.is_none());
  }
  CHECK(story.mint.kept.size() == kinds.size());
  CHECK(story.state.words->id != story.state.meaning->id);
  CHECK((story.state.wish_words && story.state.guest_name && story.state.promise_words));
  const PrivateId words = story.state.words->id;
  CHECK(only<TextRevealed>(must(story, RevealText{words})).text == words);
}

TEST_CASE("an apology says who gave it, and a manager's comes beside the waiter's") {
  Story story;
  record(story);
  must(story, Apologise{Manner::by_phone});
  CHECK(story.state.apology->by == PersonId{"ana"});
  CHECK(story.state.apology->how == Manner::by_phone);
  story.context.operator_ = fakes::mira();
  must(story, Apologise{});
  CHECK(story.state.apology->by == PersonId{"mira"});
}

TEST_CASE("three teas are replaced by three drinks that share nothing with them") {
  Story story;
  record(story);
  const Decision decision = must(story, fix("replace", {pieces("lemonade", 2), pieces("water", 1)}));
  const auto& chosen = only<ActChosen>(decision);
  CHECK(chosen.state == ActState::ready);
  CHECK(chosen.cost == euro(2 * 450 + 320));
  CHECK(chosen.guest_chose);
  const auto& replacement = std::get<Replacement>(chosen.remedy);
  CHECK(replacement.instead_of == std::vector<LineId>{{"1"}, {"2"}, {"3"}});
  CHECK(replacement.items[0].name == "lemonade");
  REQUIRE(decision.requests.size() == 1);
  const HostRequest& request = decision.requests[0];
  CHECK(request.work == HostWork::reorder);
  CHECK(request.id == chosen.request);
  CHECK(request.check == CheckId{"check-41"});
  CHECK(request.case_number == CaseNumber{"T3-0001"});
  CHECK(request.reason == FailureId{"awful"});
  CHECK(request.by == PersonId{"ana"});
  CHECK(request.approver.empty());
  CHECK(request.amount == euro(0));
  CHECK(request.lines.size() == 3);
  CHECK(request.items == replacement.items);
}

TEST_CASE("an act lives through the host's answers: ready, started, done") {
  Story story;
  record(story);
  must(story, fix("off"));
  const Decision started = must(story, StartAct{{"request-1"}});
  CHECK(only<ActStarted>(started).act == ActId{1});
  CHECK(started.facts[0].actor.empty());
  const Decision done = must(story, answer_of({"request-1"}, HostOutcome::done, 1350));
  CHECK(only<ActDone>(done).amount == euro(1350));
  CHECK(done.facts[0].actor.empty());
  CHECK(story.state.acts[0].state == ActState::done);
  CHECK(story.state.acts[0].reference == "R-7");
  CHECK(story.state.is_put_right());
}

TEST_CASE("the host says no: the reason is kept, and something else can be chosen, even the same") {
  Story story;
  record(story);
  must(story, fix("off"));
  must(story, StartAct{{"request-1"}});
  CHECK(only<ActFailed>(must(story, answer_of({"request-1"}, HostOutcome::rejected, 0))).reason == "Not now.");
  CHECK_FALSE(story.state.is_put_right());
  CHECK(must(story, fix("off")).requests[0].id == RequestId{"request-2"});
}

TEST_CASE("in doubt, and the host knows after all") {
  Story story;
  record(story);
  must(story, fix("off"));
  must(story, StartAct{{"request-1"}});
  must(story, answer_of({"request-1"}, HostOutcome::in_doubt, 0));
  CHECK(story.state.acts[0].state == ActState::in_doubt);
  CHECK(story.state.has_sent_anything());
  SECTION("it was done") {
    must(story, answer_of({"request-1"}, HostOutcome::done, 1350));
    CHECK(story.state.acts[0].state == ActState::done);
  }
  SECTION("it was not") {
    must(story, answer_of({"request-1"}, HostOutcome::rejected, 0));
    CHECK(story.state.acts[0].state == ActState::failed);
  }
  SECTION("somebody looked, it was, and keyed its number") {
    CHECK(only<ActKeyed>(must(story, ConfirmAct{{1}, "17"})).reference == "17");
  }
  SECTION("somebody looked and it was not, and the host says so late: it was") {
    must(story, WithdrawAct{{1}});
    CHECK(story.state.acts[0].state == ActState::withdrawn);
    must(story, answer_of({"request-1"}, HostOutcome::done, 1350));
    CHECK(story.state.acts[0].state == ActState::done);
  }
}

TEST_CASE("above authority it waits for a yes, and nothing is asked of the host before") {
  Story story;
  story.context.check = fakes::paid_check();
  record(story);
  const Decision chosen = must(story, fix("whole"));
  CHECK(only<ActChosen>(chosen).state == ActState::needs_approval);
  CHECK(chosen.requests.empty());
  story.context.approver = fakes::mira();
  const Decision approved = must(story, ApproveAct{.act = {1}, .cost = euro(2640), .why = WhyYes::greater_loss});
  CHECK(body_at<ApprovalReasoned>(approved, 0).why == WhyYes::greater_loss);
  CHECK(body_at<ActApproved>(approved, 1).by == PersonId{"mira"});
  REQUIRE(approved.requests.size() == 1);
  CHECK(approved.requests[0].approver == PersonId{"mira"});
  CHECK(approved.requests[0].by == PersonId{"ana"});
  CHECK(approved.requests[0].work == HostWork::refund);
  CHECK(approved.requests[0].amount == euro(2640));
  CHECK(story.state.find(approved.requests[0].id) == &story.state.acts[0]);
  CHECK(story.state.acts[0].state == ActState::ready);
}

TEST_CASE("a yes where the host can't do it leaves it to be keyed, under no request") {
  Story story;
  story.context.check = fakes::paid_check();
  story.context.capabilities = {};
  record(story);
  must(story, fix("whole"));
  story.context.approver = fakes::mira();
  const Decision approved = must(story, ApproveAct{.act = {1}, .cost = euro(2640), .why = WhyYes::greater_loss});
  CHECK(body_at<ActApproved>(approved, 1).state == ActState::to_be_keyed);
  CHECK(approved.requests.empty());
  CHECK(story.state.acts[0].request.empty());
}

TEST_CASE("a yes to a coupon issues it") {
  Story story;
  record(story);
  CHECK(only<ActChosen>(must(story, fix("big_coupon"))).state == ActState::needs_approval);
  story.context.approver = fakes::jon();
  const Decision approved = must(story, ApproveAct{{1}, euro(6000)});
  CHECK(body_at<CouponIssued>(approved, 1).number == "COUPON-1");
  CHECK(body_at<ActDone>(approved, 2).amount == euro(6000));
}

TEST_CASE("a coupon is issued at once, with a number and an end") {
  Story story;
  record(story);
  const Decision decision = must(story, fix("coupon"));
  CHECK(body_at<ActChosen>(decision, 0).cost == euro(1500));
  const auto& issued = body_at<CouponIssued>(decision, 1);
  CHECK(issued.number == "COUPON-1");
  CHECK(issued.expires == story.now.plus_seconds(30 * 86'400));
  CHECK(std::holds_alternative<ActDone>(decision.facts.at(2).body));
  CHECK(story.state.acts[0].coupon_number == "COUPON-1");
  CHECK(story.state.acts[0].state == ActState::done);
  CHECK(decision.requests.empty());
}

TEST_CASE("who says sorry themselves has done it with the tap") {
  Story story;
  record(story);
  const Decision decision = must(story, fix("sorry"));
  CHECK(std::get<PersonalApology>(body_at<ActChosen>(decision, 0).remedy).by == PersonId{"ana"});
  CHECK(std::holds_alternative<ActDone>(decision.facts.at(1).body));
  CHECK(body_at<Apologised>(decision, 2).by == PersonId{"ana"});
  CHECK(story.state.is_put_right());
  CHECK(story.state.is_acknowledged());
}

TEST_CASE("the manager's apology waits until somebody says that it was given") {
  Story story;
  record(story, {}, "rude");
  must(story, fix("manager_apology"));
  CHECK(story.state.acts[0].state == ActState::ready);
  CHECK(story.state.acts[0].request.empty());
  CHECK(std::get<PersonalApology>(story.state.acts[0].remedy).by == PersonId{"mira"});
  CHECK_FALSE(story.state.apology);
  const Decision confirmed = must(story, ConfirmAct{{1}, {}});
  CHECK(std::holds_alternative<ActDone>(confirmed.facts.at(0).body));
  CHECK(body_at<Apologised>(confirmed, 1).by == PersonId{"mira"});
  CHECK(story.state.apology->by == PersonId{"mira"});
}

TEST_CASE("with no manager on shift, whoever confirms the apology gave it") {
  Story story;
  story.context.staff = {fakes::ana()};
  record(story, {}, "rude");
  must(story, fix("manager_apology"));
  must(story, ConfirmAct{{1}, {}});
  CHECK(story.state.apology->by == PersonId{"ana"});
}

TEST_CASE("a manager at the till gives the manager's apology at once") {
  Story story;
  story.context.operator_ = fakes::mira();
  record(story, {}, "rude");
  must(story, fix("manager_apology"));
  CHECK(story.state.acts[0].state == ActState::done);
}

TEST_CASE("another remedy takes the place of one that waits, the same goes on if it was sent") {
  Story story;
  record(story);
  must(story, fix("off"));
  SECTION("waiting") {
    const Decision second = must(story, fix("replace", {pieces("water", 3)}));
    CHECK(body_at<ActWithdrawn>(second, 0).act == ActId{1});
    CHECK(body_at<ActChosen>(second, 1).act == ActId{2});
    CHECK(story.state.given(ActPurpose::fix) == euro(960));
  }
  SECTION("sent") {
    must(story, StartAct{{"request-1"}});
    CHECK(must(story, fix("replace", {pieces("water", 3)})).facts.size() == 1);
    CHECK(story.state.given(ActPurpose::fix) == euro(1350 + 960));
  }
  SECTION("waiting, and the new one is a person's alone") {
    CHECK(must(story, fix("manager_apology")).facts.size() == 1);
    CHECK(story.state.acts[0].state == ActState::ready);
    // And money doesn't push the apology out.
    must(story, fix("coupon"));
    CHECK(story.state.acts[0].state == ActState::withdrawn);
    CHECK(story.state.acts[1].state == ActState::ready);
  }
}

TEST_CASE("an extra is given once, at price zero, inside its own budget, whatever the fix cost") {
  Story story;
  record(story);
  must(story, fix("coupon"));
  must(story, DeclineExtra{});
  const Decision decision = must(story, extra("treat", {pieces("cake", 1)}));
  CHECK(only<ActChosen>(decision).cost == euro(350));
  CHECK(decision.requests.at(0).work == HostWork::add_at_zero);
  CHECK_FALSE(story.state.extra_declined);
  CHECK(story.state.given(ActPurpose::fix) == euro(1500));
  CHECK(story.state.given(ActPurpose::extra) == euro(350));
  must(story, WithdrawAct{{2}});
  must(story, extra("small_coupon"));
  CHECK(story.state.given(ActPurpose::extra) == euro(500));
}

TEST_CASE("a prevention is told, a contact is kept with consent") {
  Story story;
  record(story);
  CHECK(only<PreventionChosen>(must(story, ChoosePrevention{{"new_batch"}, true})).told);
  CHECK(story.state.is_prevention_told());
  must(story, ChoosePrevention{{"off_the_menu"}, false});
  CHECK_FALSE(story.state.is_prevention_told());
  const auto& given = only<ContactGiven>(must(story, GiveContact{PrivateKind::phone, {"0123 456"}, true}));
  CHECK(given.contact.consent);
  CHECK(story.mint.kept.back() == std::pair{PrivateKind::phone, std::string("0123 456")});
  must(story, RevealText{story.state.contact->text.id});
}

TEST_CASE("a follow-up is planned, replaced and dropped, and no number is given twice") {
  Story story;
  record(story);
  const auto& planned = only<FollowUpPlanned>(must(story, PlanFollowUp{FollowUpWhen::tomorrow, {}}));
  CHECK(planned.follow_up.id == FollowUpId{1});
  CHECK(planned.follow_up.due == story.context.due.tomorrow);
  CHECK(planned.follow_up.owner == PersonId{"ana"});
  const Decision replaced = must(story, PlanFollowUp{FollowUpWhen::today, {"mira"}});
  CHECK(body_at<FollowUpDropped>(replaced, 0).follow_up == FollowUpId{1});
  CHECK(body_at<FollowUpPlanned>(replaced, 1).follow_up.id == FollowUpId{2});
  CHECK(only<FollowUpDropped>(must(story, PlanFollowUp{FollowUpWhen::not_needed, {}})).follow_up == FollowUpId{2});
  CHECK(story.state.follow_ups.empty());
  must(story, PlanFollowUp{FollowUpWhen::before_bill, {}});
  CHECK(story.state.follow_ups.at(0).id == FollowUpId{3});
  CHECK(story.state.follow_ups[0].due == story.context.due.before_bill);
}

TEST_CASE("done without an apology asks for it, once") {
  Story story;
  record(story);
  only<ApologyAsked>(must(story, FinishCase{}));
  CHECK(story.state.apology_asked);
  CHECK_FALSE(story.state.finished);
  must(story, FinishCase{});
  CHECK(story.state.finished);
}

TEST_CASE("finishing plans what the playbook says, with a contact the next day, without one before the bill") {
  Story story;
  record(story);
  must(story, Apologise{});
  SECTION("without a contact, still at the table") {
    const Decision decision = must(story, FinishCase{});
    CHECK(body_at<FollowUpPlanned>(decision, 0).follow_up.when == FollowUpWhen::before_bill);
    CHECK(std::holds_alternative<CaseFinished>(decision.facts.at(1).body));
  }
  SECTION("with a contact") {
    must(story, GiveContact{PrivateKind::mail, {"a@b.c"}, true});
    CHECK(body_at<FollowUpPlanned>(must(story, FinishCase{}), 0).follow_up.when == FollowUpWhen::tomorrow);
  }
  SECTION("without a contact, and they have paid") {
    story.context.check = fakes::paid_check();
    only<CaseFinished>(must(story, FinishCase{}));
  }
  SECTION("nobody wants one") {
    must(story, PlanFollowUp{FollowUpWhen::not_needed, {}});
    only<CaseFinished>(must(story, FinishCase{}));
  }
  SECTION("one was asked for") {
    must(story, PlanFollowUp{FollowUpWhen::today, {}});
    only<CaseFinished>(must(story, FinishCase{}));
    CHECK(story.state.follow_ups.size() == 1);
  }
}

TEST_CASE("a follow-up's result closes, reopens at a manager's, or lets go") {
  Story story;
  record(story);
  must(story, Apologise{});
  must(story, PlanFollowUp{FollowUpWhen::today, {}});
  must(story, FinishCase{});
  SECTION("satisfied") {
    only<FollowUpAnswered>(must(story, AnswerFollowUp{{1}, FollowUpResult::satisfied}));
    CHECK(story.state.follow_ups[0].answered == story.now);
  }
  SECTION("not yet") {
    const Decision decision = must(story, AnswerFollowUp{{1}, FollowUpResult::not_yet});
    CHECK(std::holds_alternative<CaseReopened>(decision.facts.at(1).body));
    const FollowUp& next = body_at<FollowUpPlanned>(decision, 2).follow_up;
    CHECK(next.id == FollowUpId{2});
    CHECK(next.owner == PersonId{"mira"});
    CHECK(next.when == FollowUpWhen::tomorrow);
    CHECK_FALSE(story.state.finished);
  }
  SECTION("lost, and that is a normal end") {
    only<FollowUpAnswered>(must(story, AnswerFollowUp{{1}, FollowUpResult::lost}));
    CHECK(story.state.finished);
  }
  SECTION("not reached") {
    only<FollowUpAnswered>(must(story, AnswerFollowUp{{1}, FollowUpResult::not_reached}));
  }
}

TEST_CASE("a guest who is lost before the case was finished ends it") {
  Story story;
  record(story);
  must(story, PlanFollowUp{FollowUpWhen::before_bill, {}});
  const Decision decision = must(story, AnswerFollowUp{{1}, FollowUpResult::lost});
  CHECK(std::holds_alternative<CaseFinished>(decision.facts.at(1).body));
}

TEST_CASE("something more for a finished case opens it again") {
  Story story;
  record(story);
  must(story, Apologise{});
  must(story, FinishCase{});
  const Decision decision = must(story, fix("coupon"));
  CHECK(std::holds_alternative<CaseReopened>(decision.facts.at(0).body));
  CHECK_FALSE(story.state.finished);
}

TEST_CASE("tapped by mistake: what waits goes with it, the rest stays readable") {
  Story story;
  record(story);
  must(story, fix("off"));
  const Decision decision = must(story, WithdrawCase{});
  CHECK(body_at<ActWithdrawn>(decision, 0).act == ActId{1});
  CHECK(std::holds_alternative<CaseWithdrawn>(decision.facts.at(1).body));
  CHECK(story.state.withdrawn);
}

TEST_CASE("a wrong PIN is kept and changes nothing else") {
  Story story;
  record(story);
  Case before = story.state;
  CHECK(only<PinRefused>(must(story, RefusePin{{"mira"}})).person == PersonId{"mira"});
  before.changed = story.now;
  CHECK(story.state == before);
}

TEST_CASE("the same question has the same answer") {
  Story story;
  record(story);
  for (const Command& command : {Command{fix("off")}, Command{fix("coupon")}, Command{NoteReturn{true}}}) {
    fakes::CountedMint one;
    fakes::CountedMint other;
    const auto first = decide(story.state, command, story.context, story.book, story.now, one);
    const auto second = decide(story.state, command, story.context, story.book, story.now, other);
    REQUIRE(first);
    CHECK(*first == *second);
  }
}

TEST_CASE("a complaint goes from the first tap to its three marks") {
  Story story;
  record(story);
  CHECK_FALSE(story.state.is_complete());
  must(story, Apologise{});
  must(story, NoteReturn{true});
  must(story, fix("replace", {pieces("lemonade", 3)}));
  must(story, StartAct{{"request-1"}});
  must(story, answer_of({"request-1"}, HostOutcome::done, 0));
  must(story, extra("treat", {pieces("cake", 1)}));
  must(story, ChoosePrevention{{"new_batch"}, true});
  must(story, FinishCase{});
  CHECK(story.state.is_complete());
  CHECK(fold_all(story.facts) == story.state);
}

}  // namespace amends
