// Every refusal, in its order of precedence; then what happens where two apply at once.
#include <catch_amalgamated.hpp>

#include <functional>
#include <set>
#include <string_view>

#include "refusals.hpp"
#include "support/domain_fakes.hpp"

namespace amends {
namespace {

using fakes::euro;
using fakes::Story;

struct Row {
  Refusal refusal;
  std::string_view situation;
  std::function<Command(Story&)> given;  // what happened before; answers the command that is refused
};

void must(Story& story, const Command& command) {
  const auto decision = story.give(command);
  INFO("command " << command.index());
  REQUIRE(decision);
}

void record(Story& story, std::vector<LineId> lines = {{"1"}}, std::string failure = "awful") {
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

// Ana asks for the whole paid bill, which is above what she may give.
ApproveAct whole_bill_asked(Story& story) {
  story.context.check = fakes::paid_check();
  record(story);
  must(story, fix("whole"));
  REQUIRE(story.state.acts.back().state == ActState::needs_approval);
  return {.act = story.state.acts.back().id, .cost = story.state.acts.back().cost, .why = WhyYes::greater_loss};
}

// The host was asked under this request.
RequestId started_discount(Story& story) {
  record(story);
  must(story, fix("off"));
  const RequestId request = story.state.acts.back().request;
  must(story, StartAct{request});
  return request;
}

// Something was put right, and a coupon given with it; the guest is back, with another check.
ActId coupon_given(Story& story) {
  record(story);
  must(story, fix("part"));
  must(story, fix("coupon"));
  REQUIRE(story.state.acts.back().coupon == CouponState::issued);
  story.context.check->id = {"the next visit's"};
  return story.state.acts.back().id;
}

// The till is asked to take the coupon off that was presented last, and answers.
void take_off(Story& story, HostOutcome outcome) {
  const RequestId request = story.state.acts.back().use()->request;
  must(story, StartAct{request});
  must(story, TakeHostAnswer{request, outcome, "R-1", "No.", story.state.acts.back().use()->amount});
}

TakeHostAnswer answer_of(RequestId request, HostOutcome outcome) {
  return {std::move(request), outcome, "R-1", {}, euro(450)};
}

std::vector<Row> rows() {
  return {
      {Refusal::no_case, "an answer before anything was recorded", [](Story&) { return SayBack{}; }},
      {Refusal::no_case, "a host's answer to a case that isn't there",
       [](Story&) {
         return TakeHostAnswer{{"request-1"}, HostOutcome::done, {}, {}, euro(1)};
       }},
      {Refusal::already_recorded, "recorded twice",
       [](Story& story) {
         record(story);
         return RecordCase{{{"1"}}, {"awful"}};
       }},
      {Refusal::already_so, "the same lines",
       [](Story& story) {
         record(story, {{"1"}, {"2"}});
         return ChangeLines{{{"2"}, {"1"}}};
       }},
      {Refusal::already_so, "the same failure",
       [](Story& story) {
         record(story);
         return ChangeFailure{{"awful"}};
       }},
      {Refusal::already_so, "sent back twice",
       [](Story& story) {
         record(story);
         must(story, NoteReturn{true});
         return NoteReturn{true};
       }},
      {Refusal::already_so, "not in front of others, which is so from the start",
       [](Story& story) {
         record(story);
         return NoteOnlookers{false};
       }},
      {Refusal::already_so, "the same wish",
       [](Story& story) {
         record(story);
         must(story, ChooseWish{{"part"}});
         return ChooseWish{{"part"}};
       }},
      {Refusal::already_so, "said back twice",
       [](Story& story) {
         record(story);
         must(story, SayBack{});
         return SayBack{};
       }},
      {Refusal::already_so, "the same apology by the same person",
       [](Story& story) {
         record(story);
         must(story, Apologise{});
         return Apologise{};
       }},
      {Refusal::already_so, "the manager called twice",
       [](Story& story) {
         record(story);
         must(story, CallManager{});
         return CallManager{};
       }},
      {Refusal::already_so, "the same manager told twice",
       [](Story& story) {
         record(story);
         must(story, TellManager{{"mira"}});
         return TellManager{{"mira"}};
       }},
      {Refusal::already_so, "the same answer to a question of the safety branch",
       [](Story& story) {
         record(story, {{"1"}}, "allergy");
         must(story, AnswerQuestion{{"sample_kept"}, Told::yes});
         return AnswerQuestion{{"sample_kept"}, Told::yes};
       }},
      {Refusal::already_so, "an answer taken back that stands nowhere",
       [](Story& story) {
         record(story, {{"1"}}, "allergy");
         return AnswerQuestion{{"sample_kept"}, std::nullopt};
       }},
      {Refusal::already_so, "the step that is shown",
       [](Story& story) {
         record(story);
         return ShowStep{Step::hear};
       }},
      {Refusal::already_so, "a second tap on the same remedy",
       [](Story& story) {
         record(story);
         must(story, fix("off"));
         return fix("off");
       }},
      {Refusal::already_so, "a second tap on a coupon that was issued",
       [](Story& story) {
         record(story);
         must(story, fix("coupon"));
         return fix("coupon");
       }},
      {Refusal::already_so, "the same pieces again",
       [](Story& story) {
         record(story);
         must(story, fix("replace", {pieces("water", 1)}));
         return fix("replace", {pieces("water", 1)});
       }},
      {Refusal::already_so, "approved twice by the same",
       [](Story& story) {
         const ApproveAct approve = whole_bill_asked(story);
         story.context.approver = fakes::mira();
         must(story, approve);
         return approve;
       }},
      {Refusal::already_so, "started again, as a retry does",
       [](Story& story) { return StartAct{started_discount(story)}; }},
      {Refusal::already_so, "in doubt twice",
       [](Story& story) {
         const RequestId request = started_discount(story);
         must(story, answer_of(request, HostOutcome::in_doubt));
         return answer_of(request, HostOutcome::in_doubt);
       }},
      {Refusal::already_so, "keyed twice",
       [](Story& story) {
         story.context.capabilities = {};
         record(story);
         must(story, fix("off"));
         must(story, ConfirmAct{{1}, "17"});
         return ConfirmAct{{1}, "17"};
       }},
      {Refusal::already_so, "taken back twice",
       [](Story& story) {
         record(story);
         must(story, fix("off"));
         must(story, WithdrawAct{{1}});
         return WithdrawAct{{1}};
       }},
      {Refusal::already_so, "no extra, twice",
       [](Story& story) {
         record(story);
         must(story, DeclineExtra{});
         return DeclineExtra{};
       }},
      {Refusal::already_so, "the same prevention, told again",
       [](Story& story) {
         record(story);
         must(story, ChoosePrevention{{"new_batch"}, true});
         return ChoosePrevention{{"new_batch"}, true};
       }},
      {Refusal::already_so, "the same follow-up planned again",
       [](Story& story) {
         record(story);
         must(story, PlanFollowUp{FollowUpWhen::today, {}});
         return PlanFollowUp{FollowUpWhen::today, {"ana"}};
       }},
      {Refusal::already_so, "no follow-up, said twice",
       [](Story& story) {
         record(story);
         must(story, PlanFollowUp{FollowUpWhen::not_needed, {}});
         return PlanFollowUp{FollowUpWhen::not_needed, {}};
       }},
      {Refusal::already_so, "the same result of a follow-up",
       [](Story& story) {
         record(story);
         must(story, PlanFollowUp{FollowUpWhen::today, {}});
         must(story, AnswerFollowUp{{1}, FollowUpResult::satisfied});
         return AnswerFollowUp{{1}, FollowUpResult::satisfied};
       }},
      {Refusal::already_so, "finished twice",
       [](Story& story) {
         record(story);
         must(story, Apologise{});
         must(story, FinishCase{});
         return FinishCase{};
       }},
      {Refusal::already_so, "withdrawn twice",
       [](Story& story) {
         record(story);
         must(story, WithdrawCase{});
         return WithdrawCase{};
       }},
      {Refusal::already_so, "an answer taken back that nobody gave",
       [](Story& story) {
         record(story);
         return TakeBackAnswer{AnswerKind::feeling};
       }},
      {Refusal::already_so, "an answer taken back twice",
       [](Story& story) {
         record(story);
         must(story, NoteReturn{true});
         must(story, TakeBackAnswer{AnswerKind::sent_back});
         return TakeBackAnswer{AnswerKind::sent_back};
       }},
      {Refusal::case_withdrawn, "an answer to a case that was tapped by mistake",
       [](Story& story) {
         record(story);
         must(story, WithdrawCase{});
         return NoteReturn{true};
       }},
      {Refusal::case_withdrawn, "a remedy for it",
       [](Story& story) {
         record(story);
         must(story, WithdrawCase{});
         return fix("off");
       }},
      {Refusal::case_withdrawn, "the outbox wants to start what was withdrawn with it",
       [](Story& story) {
         record(story);
         must(story, fix("off"));
         must(story, WithdrawCase{});
         return StartAct{{"request-1"}};
       }},
      {Refusal::nobody_signed_on, "recorded by nobody",
       [](Story& story) {
         story.context.operator_.reset();
         return RecordCase{{{"1"}}, {"awful"}};
       }},
      {Refusal::nobody_signed_on, "signed off in between",
       [](Story& story) {
         record(story);
         story.context.operator_.reset();
         return NoteReturn{true};
       }},
      {Refusal::no_check, "lines, and no check on the screen",
       [](Story& story) {
         story.context.check.reset();
         return RecordCase{{{"1"}}, {"awful"}};
       }},
      {Refusal::no_check, "other lines, with another check on the screen",
       [](Story& story) {
         record(story);
         story.context.check->id = {"check-7"};
         return ChangeLines{{{"2"}}};
       }},
      {Refusal::no_check, "money off a check that isn't on the screen",
       [](Story& story) {
         record(story);
         story.context.check.reset();
         return fix("off");
       }},
      {Refusal::no_check, "money back on the phone, without a check",
       [](Story& story) {
         must(story, RecordCase{{}, {"rude"}, Channel::phone});
         return fix("whole");
       }},
      {Refusal::unknown_failure, "not in the playbook",
       [](Story&) {
         return RecordCase{{{"1"}}, {"haunted"}};
       }},
      {Refusal::unknown_failure, "changed to what isn't in the playbook",
       [](Story& story) {
         record(story);
         return ChangeFailure{{"haunted"}};
       }},
      {Refusal::unknown_failure, "a wish after the playbook lost the failure",
       [](Story& story) {
         record(story);
         story.book.failures.clear();
         return ChooseWish{{"part"}};
       }},
      {Refusal::no_lines, "about lines, none tapped",
       [](Story&) {
         return RecordCase{{}, {"awful"}};
       }},
      {Refusal::no_lines, "all lines untapped",
       [](Story& story) {
         record(story);
         return ChangeLines{};
       }},
      {Refusal::no_lines, "from rude to awful without a line",
       [](Story& story) {
         record(story, {}, "rude");
         return ChangeFailure{{"awful"}};
       }},
      {Refusal::no_lines, "a share of lines that weren't tapped",
       [](Story& story) {
         story.book.failures[1].remedies.push_back({"off"});
         record(story, {}, "rude");
         return fix("off");
       }},
      {Refusal::unknown_line, "a line of another check",
       [](Story&) {
         return RecordCase{{{"1"}, {"77"}}, {"awful"}};
       }},
      {Refusal::unknown_line, "changed to a line of another check",
       [](Story& story) {
         record(story);
         return ChangeLines{{{"77"}}};
       }},
      {Refusal::voided_line, "a line that was voided",
       [](Story& story) {
         story.context.check->lines[0].voided = true;
         return RecordCase{{{"1"}}, {"awful"}};
       }},
      {Refusal::too_late_to_change, "other lines after a discount was sent",
       [](Story& story) {
         static_cast<void>(started_discount(story));
         return ChangeLines{{{"2"}}};
       }},
      {Refusal::too_late_to_change, "another failure after a coupon was issued",
       [](Story& story) {
         record(story);
         must(story, fix("coupon"));
         return ChangeFailure{{"rude"}};
       }},
      {Refusal::nothing_written, "only blanks",
       [](Story& story) {
         record(story);
         return NoteText{PrivateKind::words, {" \n\t"}};
       }},
      {Refusal::nothing_written, "an empty phone number",
       [](Story& story) {
         record(story);
         return GiveContact{PrivateKind::phone, {""}, true};
       }},
      {Refusal::unknown_option, "a remedy the playbook doesn't know",
       [](Story& story) {
         record(story);
         return fix("house_and_car");
       }},
      {Refusal::unknown_option, "a remedy of another failure",
       [](Story& story) {
         record(story, {}, "rude");
         return fix("replace");
       }},
      {Refusal::unknown_option, "an extra as a fix",
       [](Story& story) {
         record(story);
         return fix("treat");
       }},
      {Refusal::unknown_option, "a wish of another failure",
       [](Story& story) {
         record(story);
         return ChooseWish{{"peace"}};
       }},
      {Refusal::unknown_option, "an extra in the safety branch",
       [](Story& story) {
         record(story, {{"1"}}, "allergy");
         return extra("treat", {pieces("cake", 1)});
       }},
      {Refusal::unknown_option, "a no with nothing instead",
       [](Story& story) {
         static_cast<void>(whole_bill_asked(story));
         story.context.approver = fakes::mira();
         return DeclineAct{{1}, WhyNo::other_fits, {}};
       }},
      {Refusal::unknown_option, "a no with something that can't be given either",
       [](Story& story) {
         story.context.standing.failures_before = 1;
         static_cast<void>(whole_bill_asked(story));
         story.context.approver = fakes::mira();
         return DeclineAct{{1}, WhyNo::other_fits, {"coupon"}};
       }},
      {Refusal::unknown_option, "a no with the same instead",
       [](Story& story) {
         static_cast<void>(whole_bill_asked(story));
         story.context.approver = fakes::mira();
         return DeclineAct{{1}, WhyNo::other_fits, {"whole"}};
       }},
      {Refusal::unknown_question, "a question that isn't asked here",
       [](Story& story) {
         record(story, {{"1"}}, "allergy");
         return AnswerQuestion{{"police_wanted"}, Told::no};
       }},
      {Refusal::unknown_question, "a question outside the safety branch",
       [](Story& story) {
         record(story);
         return AnswerQuestion{{"sample_kept"}, Told::yes};
       }},
      {Refusal::safety_needs_manager, "money by the waiter in the safety branch",
       [](Story& story) {
         record(story, {{"1"}}, "allergy");
         return fix("off");
       }},
      {Refusal::safety_needs_manager, "goods by the shift lead in the safety branch",
       [](Story& story) {
         record(story, {{"1"}}, "allergy");
         story.context.operator_ = fakes::jon();
         return fix("replace", {pieces("water", 1)});
       }},
      {Refusal::not_a_manager, "a shift lead told instead",
       [](Story& story) {
         record(story, {{"1"}}, "allergy");
         return TellManager{{"jon"}};
       }},
      {Refusal::not_a_manager, "somebody told who isn't on staff",
       [](Story& story) {
         record(story, {{"1"}}, "allergy");
         return TellManager{{"nobody"}};
       }},
      {Refusal::not_a_manager, "nobody told",
       [](Story& story) {
         record(story, {{"1"}}, "allergy");
         return TellManager{};
       }},
      {Refusal::manager_is_wanted, "the call taken back while the guest wants a manager",
       [](Story& story) {
         record(story);
         must(story, NoteTemper{Temper::wants_manager});
         return TakeBackAnswer{AnswerKind::manager_called};
       }},
      {Refusal::manager_is_wanted, "the call taken back where it is serious",
       [](Story& story) {
         record(story, {}, "rude");
         return TakeBackAnswer{AnswerKind::manager_called};
       }},
      {Refusal::manager_is_wanted, "the call taken back in the safety branch",
       [](Story& story) {
         record(story, {{"1"}}, "allergy");
         return TakeBackAnswer{AnswerKind::manager_called};
       }},
      {Refusal::unknown_item, "not on the menu",
       [](Story& story) {
         record(story);
         return fix("replace", {pieces("whale", 1)});
       }},
      {Refusal::unknown_item, "of another group",
       [](Story& story) {
         record(story);
         return fix("replace", {pieces("steak", 1)});
       }},
      {Refusal::unknown_item, "items for a remedy that takes none",
       [](Story& story) {
         record(story);
         return fix("off", {pieces("water", 1)});
       }},
      {Refusal::not_available, "sold out",
       [](Story& story) {
         record(story, {{"4"}});
         return fix("replace", {pieces("octopus", 1)});
       }},
      {Refusal::not_available, "nothing else of the group is there",
       [](Story& story) {
         for (Item& item : story.context.items)
           item.available = false;
         record(story);
         return fix("replace");
       }},
      {Refusal::same_flaw, "the flawed item again",
       [](Story& story) {
         record(story);
         return fix("replace", {pieces("tea-peach", 1)});
       }},
      {Refusal::same_flaw, "hot tea from the same base",
       [](Story& story) {
         record(story);
         return fix("replace", {pieces("tea-hot", 1)});
       }},
      {Refusal::same_flaw, "an exchange for one that shares the flaw and isn't the same article",
       [](Story& story) {
         story.context.check = fakes::paid_check();
         record(story);
         return fix("swap", {pieces("tea-hot", 1)});
       }},
      {Refusal::wrong_quantity, "two for three teas",
       [](Story& story) {
         record(story, {{"1"}, {"2"}, {"3"}});
         return fix("replace", {pieces("water", 2)});
       }},
      {Refusal::wrong_quantity, "none picked where there is a choice",
       [](Story& story) {
         record(story);
         return fix("replace");
       }},
      {Refusal::wrong_quantity, "less than nothing beside too much",
       [](Story& story) {
         record(story);
         return fix("replace", {pieces("water", 3), pieces("lemonade", -2)});
       }},
      {Refusal::wrong_quantity, "half pieces",
       [](Story& story) {
         record(story);
         return fix("replace", {{{"water"}, {}, 500}, {{"lemonade"}, {}, 500}});
       }},
      {Refusal::wrong_quantity, "two sweets as an extra",
       [](Story& story) {
         record(story);
         return extra("treat", {pieces("cake", 2)});
       }},
      {Refusal::nothing_left_to_refund, "the line was given back before",
       [](Story& story) {
         story.context.check = fakes::paid_check();
         story.context.check->lines[0].refunded = euro(450);
         record(story);
         return fix("off");
       }},
      {Refusal::nothing_left_to_refund, "the whole check was given back before",
       [](Story& story) {
         story.context.check = fakes::paid_check();
         record(story);
         story.context.check->refunded = euro(2640);
         return fix("off_ten");
       }},
      {Refusal::nothing_left_to_refund, "given back elsewhere while it waited for a yes",
       [](Story& story) {
         const ApproveAct approve = whole_bill_asked(story);
         story.context.approver = fakes::mira();
         story.context.check->refunded = euro(1);
         return approve;
       }},
      {Refusal::nothing_left_to_refund, "a yes to more than was paid",
       [](Story& story) {
         ApproveAct approve = whole_bill_asked(story);
         story.context.approver = fakes::mira();
         approve.amount = euro(2641);
         return approve;
       }},
      {Refusal::nothing_left_to_refund, "a yes to more than is still to be paid",
       [](Story& story) {
         story.book.limit[0] = euro(100);
         record(story);
         must(story, fix("off"));
         story.context.approver = fakes::mira();
         return ApproveAct{.act = {1}, .cost = euro(450), .amount = euro(2641), .why = WhyYes::goodwill};
       }},
      {Refusal::coupon_alone, "a coupon for a table where something failed before",
       [](Story& story) {
         story.context.standing.failures_before = 1;
         record(story);
         return fix("coupon");
       }},
      {Refusal::coupon_alone, "a coupon beside an apology, where something else is owed",
       [](Story& story) {
         story.book.failures[0].owed = {{"replace"}};
         record(story);
         must(story, fix("sorry"));
         return fix("coupon");
       }},
      {Refusal::over_extra_budget, "a feast as an extra",
       [](Story& story) {
         record(story);
         return extra("treat", {pieces("feast", 1)});
       }},
      {Refusal::over_extra_budget, "a coupon of 60 as an extra",
       [](Story& story) {
         record(story);
         return extra("big_coupon");
       }},
      {Refusal::one_extra_only, "a second extra",
       [](Story& story) {
         record(story);
         must(story, extra("treat", {pieces("cake", 1)}));
         return extra("small_coupon");
       }},
      {Refusal::unknown_act, "a yes to nothing",
       [](Story& story) {
         record(story);
         return ApproveAct{{7}, euro(1)};
       }},
      {Refusal::unknown_act, "done, and there is no such act",
       [](Story& story) {
         record(story);
         return ConfirmAct{{7}, {}};
       }},
      {Refusal::unknown_act, "taken back, and there is no such act",
       [](Story& story) {
         record(story);
         return WithdrawAct{{7}};
       }},
      {Refusal::unknown_act, "started, and was withdrawn before",
       [](Story& story) {
         record(story);
         must(story, fix("off"));
         must(story, WithdrawAct{{1}});
         return StartAct{{"request-1"}};
       }},
      {Refusal::unknown_act, "the host answers to a request that nobody made",
       [](Story& story) {
         record(story);
         return answer_of({"request-99"}, HostOutcome::done);
       }},
      {Refusal::unknown_act, "a late no to what was withdrawn while in doubt",
       [](Story& story) {
         const RequestId request = started_discount(story);
         must(story, answer_of(request, HostOutcome::in_doubt));
         must(story, WithdrawAct{{1}});
         return answer_of(request, HostOutcome::rejected);
       }},
      {Refusal::unknown_act, "a no to nothing",
       [](Story& story) {
         record(story);
         return DeclineAct{{7}, WhyNo::other_fits, {"coupon"}};
       }},
      {Refusal::not_waiting_for_approval, "a no to what was the waiter's to give",
       [](Story& story) {
         record(story);
         must(story, fix("off"));
         story.context.approver = fakes::mira();
         return DeclineAct{{1}, WhyNo::other_fits, {"coupon"}};
       }},
      {Refusal::not_waiting_for_approval, "a yes after a no",
       [](Story& story) {
         const ApproveAct approve = whole_bill_asked(story);
         story.context.approver = fakes::mira();
         must(story, DeclineAct{{1}, WhyNo::other_fits, {"coupon"}});
         return approve;
       }},
      {Refusal::not_waiting_for_approval, "a yes to what was the waiter's to give",
       [](Story& story) {
         record(story);
         must(story, fix("off"));
         story.context.approver = fakes::mira();
         return ApproveAct{{1}, euro(450)};
       }},
      {Refusal::own_approval, "a manager says yes to what they asked for",
       [](Story& story) {
         story.book.limit[2] = euro(2000);
         story.context.operator_ = fakes::mira();
         const ApproveAct approve = whole_bill_asked(story);
         story.context.approver = fakes::mira();
         return approve;
       }},
      {Refusal::own_approval, "a manager says no to what they asked for",
       [](Story& story) {
         story.book.limit[2] = euro(2000);
         story.context.operator_ = fakes::mira();
         static_cast<void>(whole_bill_asked(story));
         story.context.approver = fakes::mira();
         return DeclineAct{{1}, WhyNo::other_fits, {"coupon"}};
       }},
      {Refusal::approver_may_not, "a shift lead's no to a manager's question",
       [](Story& story) {
         static_cast<void>(whole_bill_asked(story));
         story.context.approver = fakes::jon();
         return DeclineAct{{1}, WhyNo::other_fits, {"coupon"}};
       }},
      {Refusal::approver_may_not, "made more than the approver may give",
       [](Story& story) {
         story.book.limit[2] = euro(2640);
         ApproveAct approve = whole_bill_asked(story);
         story.context.check->paid = story.context.check->total = euro(9000);
         story.context.approver = fakes::mira();
         approve.amount = euro(2641);
         return approve;
       }},
      {Refusal::approver_may_not, "above the approver, too",
       [](Story& story) {
         story.book.limit[1] = euro(2600);
         const ApproveAct approve = whole_bill_asked(story);
         story.context.approver = fakes::jon();
         return approve;
       }},
      {Refusal::approver_may_not, "nobody's PIN was checked", [](Story& story) { return whole_bill_asked(story); }},
      {Refusal::approval_changed, "another amount than was asked",
       [](Story& story) {
         ApproveAct approve = whole_bill_asked(story);
         story.context.approver = fakes::mira();
         approve.cost = euro(2641);
         return approve;
       }},
      {Refusal::no_such_amount, "a yes to nothing of it",
       [](Story& story) {
         ApproveAct approve = whole_bill_asked(story);
         story.context.approver = fakes::mira();
         approve.amount = euro(0);
         return approve;
       }},
      {Refusal::no_such_amount, "another amount of what is no money",
       [](Story& story) {
         story.book.limit[0] = euro(100);
         record(story);
         must(story, fix("gift"));
         story.context.approver = fakes::mira();
         return ApproveAct{.act = {1}, .cost = euro(800), .amount = euro(500)};
       }},
      {Refusal::reason_needed, "outside the band, and nobody said why",
       [](Story& story) {
         ApproveAct approve = whole_bill_asked(story);
         story.context.approver = fakes::mira();
         approve.why.reset();
         return approve;
       }},
      {Refusal::not_started, "the host answers before it was asked",
       [](Story& story) {
         record(story);
         must(story, fix("off"));
         return answer_of({"request-1"}, HostOutcome::done);
       }},
      {Refusal::not_started, "sent before the yes",
       [](Story& story) {
         static_cast<void>(whole_bill_asked(story));
         return StartAct{story.state.acts.back().request};
       }},
      {Refusal::not_started, "confirmed before the yes",
       [](Story& story) {
         static_cast<void>(whole_bill_asked(story));
         return ConfirmAct{{1}, {}};
       }},
      {Refusal::not_started, "confirmed by hand, and the host is still to be asked",
       [](Story& story) {
         record(story);
         must(story, fix("off"));
         return ConfirmAct{{1}, {}};
       }},
      {Refusal::already_answered, "done twice",
       [](Story& story) {
         const RequestId request = started_discount(story);
         must(story, answer_of(request, HostOutcome::done));
         return answer_of(request, HostOutcome::done);
       }},
      {Refusal::already_answered, "a yes after a no",
       [](Story& story) {
         const RequestId request = started_discount(story);
         must(story, answer_of(request, HostOutcome::rejected));
         return answer_of(request, HostOutcome::done);
       }},
      {Refusal::already_answered, "the host answers after somebody keyed it",
       [](Story& story) {
         const RequestId request = started_discount(story);
         must(story, answer_of(request, HostOutcome::in_doubt));
         must(story, ConfirmAct{{1}, "17"});
         return answer_of(request, HostOutcome::done);
       }},
      {Refusal::already_answered, "started again after it was done",
       [](Story& story) {
         const RequestId request = started_discount(story);
         must(story, answer_of(request, HostOutcome::done));
         return StartAct{request};
       }},
      {Refusal::already_answered, "confirmed after the host did it",
       [](Story& story) {
         must(story, answer_of(started_discount(story), HostOutcome::done));
         return ConfirmAct{{1}, {}};
       }},
      {Refusal::already_answered, "taken back after it was done",
       [](Story& story) {
         record(story);
         must(story, fix("coupon"));
         return WithdrawAct{{1}};
       }},
      {Refusal::already_answered, "another result of the same follow-up",
       [](Story& story) {
         record(story);
         must(story, PlanFollowUp{FollowUpWhen::today, {}});
         must(story, AnswerFollowUp{{1}, FollowUpResult::satisfied});
         return AnswerFollowUp{{1}, FollowUpResult::lost};
       }},
      {Refusal::already_sent, "taken back while the host is asked",
       [](Story& story) {
         static_cast<void>(started_discount(story));
         return WithdrawAct{{1}};
       }},
      {Refusal::already_sent, "confirmed while the host is asked",
       [](Story& story) {
         static_cast<void>(started_discount(story));
         return ConfirmAct{{1}, {}};
       }},
      {Refusal::already_sent, "a case tapped by mistake, after a coupon",
       [](Story& story) {
         record(story);
         must(story, fix("coupon"));
         return WithdrawCase{};
       }},
      {Refusal::waits_for_yes, "done, while somebody is asked",
       [](Story& story) {
         static_cast<void>(whole_bill_asked(story));
         return FinishCase{};
       }},
      {Refusal::unknown_prevention, "of another failure",
       [](Story& story) {
         record(story);
         return ChoosePrevention{{"coaching"}};
       }},
      {Refusal::no_consent, "a number that may not be kept",
       [](Story& story) {
         record(story);
         return GiveContact{PrivateKind::phone, {"0123"}, false};
       }},
      {Refusal::unknown_follow_up, "answered, and there is none",
       [](Story& story) {
         record(story);
         return AnswerFollowUp{{1}, FollowUpResult::satisfied};
       }},
      {Refusal::unknown_follow_up, "answered after it was dropped",
       [](Story& story) {
         record(story);
         must(story, PlanFollowUp{FollowUpWhen::today, {}});
         must(story, PlanFollowUp{FollowUpWhen::tomorrow, {}});
         return AnswerFollowUp{{1}, FollowUpResult::satisfied};
       }},
      {Refusal::unknown_text, "revealed, and the case has no such text",
       [](Story& story) {
         record(story);
         return RevealText{PrivateId{{1, 2, 3}}};
       }},
      {Refusal::unknown_text, "a phone number as a free word",
       [](Story& story) {
         record(story);
         return NoteText{PrivateKind::phone, {"0123"}};
       }},
      {Refusal::unknown_text, "words as a contact",
       [](Story& story) {
         record(story);
         return GiveContact{PrivateKind::words, {"0123"}, true};
       }},
      {Refusal::unknown_coupon, "of an act that is none",
       [](Story& story) {
         record(story);
         must(story, fix("off"));
         return RedeemCoupon{{1}};
       }},
      {Refusal::unknown_coupon, "voided before it was issued",
       [](Story& story) {
         record(story);
         return VoidCoupon{{1}};
       }},
      {Refusal::coupon_voided, "redeemed after it was voided",
       [](Story& story) {
         const ActId coupon = coupon_given(story);
         story.context.operator_ = fakes::mira();
         must(story, VoidCoupon{coupon});
         return RedeemCoupon{coupon};
       }},
      {Refusal::coupon_voided, "released after it was voided",
       [](Story& story) {
         const ActId coupon = coupon_given(story);
         story.context.operator_ = fakes::mira();
         must(story, VoidCoupon{coupon});
         return ReleaseCoupon{coupon};
       }},
      {Refusal::coupon_spent, "redeemed on another check after it was spent",
       [](Story& story) {
         const ActId coupon = coupon_given(story);
         must(story, RedeemCoupon{coupon});
         take_off(story, HostOutcome::done);
         story.context.check->id = {"the one after"};
         return RedeemCoupon{coupon};
       }},
      {Refusal::coupon_spent, "voided after it was spent",
       [](Story& story) {
         const ActId coupon = coupon_given(story);
         must(story, RedeemCoupon{coupon});
         take_off(story, HostOutcome::done);
         story.context.operator_ = fakes::mira();
         return VoidCoupon{coupon};
       }},
      {Refusal::coupon_reserved, "on a second check while the till is asked for the first",
       [](Story& story) {
         const ActId coupon = coupon_given(story);
         must(story, RedeemCoupon{coupon});
         story.context.check->id = {"the one beside"};
         return RedeemCoupon{coupon};
       }},
      {Refusal::coupon_reserved, "on a second check while nobody knows of the first",
       [](Story& story) {
         const ActId coupon = coupon_given(story);
         must(story, RedeemCoupon{coupon});
         take_off(story, HostOutcome::in_doubt);
         story.context.check->id = {"the one beside"};
         return RedeemCoupon{coupon};
       }},
      {Refusal::coupon_reserved, "voided while the till is asked",
       [](Story& story) {
         const ActId coupon = coupon_given(story);
         must(story, RedeemCoupon{coupon});
         story.context.operator_ = fakes::mira();
         return VoidCoupon{coupon};
       }},
      {Refusal::coupon_expired, "a second after its last",
       [](Story& story) {
         const ActId coupon = coupon_given(story);
         story.now = story.state.find(coupon)->coupon_expires.plus_seconds(24 * 3600);
         return RedeemCoupon{coupon};
       }},
      {Refusal::coupon_other_currency, "on a check in yen",
       [](Story& story) {
         const ActId coupon = coupon_given(story);
         story.context.check->currency = *find_currency("JPY");
         return RedeemCoupon{coupon};
       }},
      {Refusal::one_coupon_a_bill, "on a check that had another",
       [](Story& story) {
         const ActId coupon = coupon_given(story);
         story.context.standing.coupon_used = true;
         return RedeemCoupon{coupon};
       }},
      {Refusal::nothing_to_take_off, "on a check that is paid",
       [](Story& story) {
         const ActId coupon = coupon_given(story);
         story.context.check->state = CheckState::paid;
         story.context.check->paid = story.context.check->total;
         return RedeemCoupon{coupon};
       }},
      {Refusal::nothing_to_take_off, "on a check of which the rest is about to come off",
       [](Story& story) {
         const ActId coupon = coupon_given(story);
         story.context.standing.discounts_under_way = story.context.check->total;
         return RedeemCoupon{coupon};
       }},
      {Refusal::not_yours_to_void, "voided by a waiter", [](Story& story) { return VoidCoupon{coupon_given(story)}; }},
      {Refusal::only_once, "a till that might do it again is asked again",
       [](Story& story) {
         const RequestId request = started_discount(story);
         must(story, answer_of(request, HostOutcome::in_doubt));
         story.context.capabilities.idempotent = false;
         return TryAgain{story.state.acts.back().id};
       }},
      {Refusal::unknown_delivery, "printed by a printer that was never asked",
       [](Story& story) {
         record(story);
         return NoteDelivery{{1}, DeliveryState::done, {}};
       }},
      {Refusal::unknown_delivery, "asked for again, and it never was",
       [](Story& story) {
         record(story);
         return RepeatDelivery{{1}};
       }},
      {Refusal::nothing_to_send, "a kitchen slip of an act that brings nothing",
       [](Story& story) {
         record(story);
         must(story, fix("off"));
         return AskDelivery{Destination::printer, SlipKind::remake, {1}, {}};
       }},
      {Refusal::nothing_to_send, "a slip of no kind",
       [](Story& story) {
         record(story);
         return AskDelivery{Destination::printer, std::nullopt, {}, {}};
       }},
  };
}

}  // namespace

TEST_CASE("each refusal is given where it applies, in the order of precedence") {
  std::set<Refusal> shown;
  Refusal before = Refusal::no_case;
  for (const Row& row : rows()) {
    INFO(row.situation);
    CHECK(before <= row.refusal);
    before = row.refusal;
    shown.insert(row.refusal);
    Story story;
    const Command command = row.given(story);
    const Case state = story.state;
    const auto decision = story.give(command);
    REQUIRE_FALSE(decision);
    CHECK(decision.error() == row.refusal);
    CHECK(story.state == state);
  }
  for (int each = 1; each < static_cast<int>(Refusal::count_); ++each) {
    const auto refusal = static_cast<Refusal>(each);
    const bool is_desks = refusal == Refusal::not_stored || refusal == Refusal::managers_only ||
                          refusal == Refusal::no_printer || refusal == Refusal::not_set_up;
    if (is_desks) continue;
    INFO(refusal);
    CHECK(shown.contains(refusal));
  }
}

TEST_CASE("where two refusals apply, the first in order is given") {
  struct Pair {
    Refusal first;
    Refusal second;
    std::function<Command(Story&)> given;
  };
  const std::vector<Pair> table = {
      {Refusal::no_case, Refusal::nobody_signed_on,
       [](Story& story) {
         story.context.operator_.reset();
         return SayBack{};
       }},
      {Refusal::already_recorded, Refusal::case_withdrawn,
       [](Story& story) {
         record(story);
         must(story, WithdrawCase{});
         return RecordCase{{{"1"}}, {"awful"}};
       }},
      {Refusal::already_so, Refusal::case_withdrawn,
       [](Story& story) {
         record(story);
         must(story, NoteReturn{true});
         must(story, WithdrawCase{});
         return NoteReturn{true};
       }},
      {Refusal::already_so, Refusal::case_withdrawn,
       [](Story& story) {
         record(story);
         must(story, WithdrawCase{});
         return TakeBackAnswer{AnswerKind::apology};
       }},
      {Refusal::nobody_signed_on, Refusal::manager_is_wanted,
       [](Story& story) {
         record(story);
         must(story, NoteTemper{Temper::may_go_public});
         story.context.operator_.reset();
         return TakeBackAnswer{AnswerKind::manager_called};
       }},
      {Refusal::already_so, Refusal::nobody_signed_on,
       [](Story& story) {
         record(story);
         must(story, SayBack{});
         story.context.operator_.reset();
         return SayBack{};
       }},
      {Refusal::already_so, Refusal::too_late_to_change,
       [](Story& story) {
         static_cast<void>(started_discount(story));
         return ChangeLines{{{"1"}}};
       }},
      {Refusal::case_withdrawn, Refusal::nobody_signed_on,
       [](Story& story) {
         record(story);
         must(story, WithdrawCase{});
         story.context.operator_.reset();
         return SayBack{};
       }},
      {Refusal::nobody_signed_on, Refusal::no_check,
       [](Story& story) {
         story.context.operator_.reset();
         story.context.check.reset();
         return RecordCase{{{"1"}}, {"awful"}};
       }},
      {Refusal::no_check, Refusal::unknown_failure,
       [](Story& story) {
         story.context.check.reset();
         return RecordCase{{{"1"}}, {"haunted"}};
       }},
      {Refusal::unknown_failure, Refusal::unknown_line,
       [](Story&) {
         return RecordCase{{{"77"}}, {"haunted"}};
       }},
      {Refusal::unknown_line, Refusal::voided_line,
       [](Story& story) {
         story.context.check->lines[0].voided = true;
         return RecordCase{{{"1"}, {"77"}}, {"awful"}};
       }},
      {Refusal::unknown_line, Refusal::too_late_to_change,
       [](Story& story) {
         static_cast<void>(started_discount(story));
         return ChangeLines{{{"77"}}};
       }},
      {Refusal::no_check, Refusal::safety_needs_manager,
       [](Story& story) {
         record(story, {{"1"}}, "allergy");
         story.context.check.reset();
         return fix("off");
       }},
      {Refusal::already_so, Refusal::unknown_question,
       [](Story& story) {
         record(story, {{"1"}}, "allergy");
         must(story, AnswerQuestion{{"sample_kept"}, Told::yes});
         story.book.failures[2].questions.clear();
         return AnswerQuestion{{"sample_kept"}, Told::yes};
       }},
      {Refusal::nobody_signed_on, Refusal::not_a_manager,
       [](Story& story) {
         record(story, {{"1"}}, "allergy");
         story.context.operator_.reset();
         return TellManager{{"jon"}};
       }},
      {Refusal::nobody_signed_on, Refusal::unknown_question,
       [](Story& story) {
         record(story, {{"1"}}, "allergy");
         story.context.operator_.reset();
         return AnswerQuestion{{"police_wanted"}, Told::no};
       }},
      {Refusal::unknown_option, Refusal::unknown_item,
       [](Story& story) {
         record(story);
         return fix("house_and_car", {pieces("whale", 1)});
       }},
      {Refusal::safety_needs_manager, Refusal::unknown_item,
       [](Story& story) {
         record(story, {{"1"}}, "allergy");
         return fix("replace", {pieces("whale", 1)});
       }},
      {Refusal::unknown_item, Refusal::same_flaw,
       [](Story& story) {
         record(story);
         return fix("replace", {pieces("tea-hot", 1), pieces("whale", 1)});
       }},
      {Refusal::not_available, Refusal::wrong_quantity,
       [](Story& story) {
         record(story, {{"4"}});
         return fix("replace", {pieces("octopus", 9)});
       }},
      {Refusal::same_flaw, Refusal::wrong_quantity,
       [](Story& story) {
         record(story);
         return fix("replace", {pieces("tea-hot", 9)});
       }},
      {Refusal::over_extra_budget, Refusal::one_extra_only,
       [](Story& story) {
         record(story);
         must(story, extra("small_coupon"));
         return extra("treat", {pieces("feast", 1)});
       }},
      {Refusal::own_approval, Refusal::approval_changed,
       [](Story& story) {
         ApproveAct approve = whole_bill_asked(story);
         approve.cost = euro(1);
         story.context.approver = fakes::ana();
         return approve;
       }},
      {Refusal::approver_may_not, Refusal::approval_changed,
       [](Story& story) {
         story.book.limit[1] = euro(2600);
         ApproveAct approve = whole_bill_asked(story);
         approve.cost = euro(1);
         story.context.approver = fakes::jon();
         return approve;
       }},
      {Refusal::nothing_written, Refusal::no_consent,
       [](Story& story) {
         record(story);
         return GiveContact{PrivateKind::mail, {" "}, false};
       }},
  };
  for (const Pair& pair : table) {
    INFO(pair.first << " before " << pair.second);
    CHECK(pair.first < pair.second);
    Story story;
    const Command command = pair.given(story);
    const auto decision = story.give(command);
    REQUIRE_FALSE(decision);
    CHECK(decision.error() == pair.first);
  }
}

}  // namespace amends
