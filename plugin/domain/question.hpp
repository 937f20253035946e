// Question: what decide() was asked, handed to the rule of each command; and the words that all rules share.
// Internal to decide*.cpp.
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include <tl/expected.hpp>

#include "domain/decide.hpp"

namespace amends {

struct Question {
  const Case& state;
  const Context& context;
  const Playbook& playbook;
  Instant now;
  Mint& mint;
};

using Verdict = tl::expected<Decision, Refusal>;

[[nodiscard]] inline tl::unexpected<Refusal> refuse(Refusal refusal) {
  return tl::unexpected<Refusal>(refusal);
}

// What stands before every change by a person, after idempotency was asked.
[[nodiscard]] inline std::optional<Refusal> hindrance(const Question& question) {
  if (question.state.withdrawn) return Refusal::case_withdrawn;
  if (!question.context.operator_) return Refusal::nobody_signed_on;
  return std::nullopt;
}

[[nodiscard]] inline Fact by_operator(const Question& question, FactBody body) {
  const auto& person = question.context.operator_;
  return {question.state.id, question.now, person ? person->id : PersonId{}, std::move(body)};
}

[[nodiscard]] inline Fact by_itself(const Question& question, FactBody body) {
  return {question.state.id, question.now, PersonId{}, std::move(body)};
}

// An answer of one tap: `already` says whether it was given so before.
[[nodiscard]] inline Verdict answer(const Question& question, bool already, FactBody body) {
  if (already) return refuse(Refusal::already_so);
  if (const auto refusal = hindrance(question)) return refuse(*refusal);
  return Decision{{by_operator(question, std::move(body))}, {}};
}

// The acts that wait and were never sent, withdrawn: what they rested on has changed.
void withdraw_waiting(const Question& question, Decision& decision);

// The manager is called once.
void call_manager(const Question& question, Decision& decision);

[[nodiscard]] Verdict decide_on(const Question& question, const RecordCase& command);
[[nodiscard]] Verdict decide_on(const Question& question, const ChangeLines& command);
[[nodiscard]] Verdict decide_on(const Question& question, const ChangeFailure& command);
[[nodiscard]] Verdict decide_on(const Question& question, const NoteReturn& command);
[[nodiscard]] Verdict decide_on(const Question& question, const NoteAffected& command);
[[nodiscard]] Verdict decide_on(const Question& question, const NoteFeeling& command);
[[nodiscard]] Verdict decide_on(const Question& question, const NoteOnlookers& command);
[[nodiscard]] Verdict decide_on(const Question& question, const NoteTemper& command);
[[nodiscard]] Verdict decide_on(const Question& question, const NoteText& command);
[[nodiscard]] Verdict decide_on(const Question& question, const ChooseWish& command);
[[nodiscard]] Verdict decide_on(const Question& question, const SayBack& command);
[[nodiscard]] Verdict decide_on(const Question& question, const Apologise& command);
[[nodiscard]] Verdict decide_on(const Question& question, const CallManager& command);
[[nodiscard]] Verdict decide_on(const Question& question, const TellManager& command);
[[nodiscard]] Verdict decide_on(const Question& question, const AnswerQuestion& command);
[[nodiscard]] Verdict decide_on(const Question& question, const ShowStep& command);
[[nodiscard]] Verdict decide_on(const Question& question, const ChooseAct& command);
[[nodiscard]] Verdict decide_on(const Question& question, const ApproveAct& command);
[[nodiscard]] Verdict decide_on(const Question& question, const DeclineAct& command);
[[nodiscard]] Verdict decide_on(const Question& question, const RefusePin& command);
[[nodiscard]] Verdict decide_on(const Question& question, const StartAct& command);
[[nodiscard]] Verdict decide_on(const Question& question, const TakeHostAnswer& command);
[[nodiscard]] Verdict decide_on(const Question& question, const TryAgain& command);
[[nodiscard]] Verdict decide_on(const Question& question, const ConfirmAct& command);
[[nodiscard]] Verdict decide_on(const Question& question, const WithdrawAct& command);
[[nodiscard]] Verdict decide_on(const Question& question, const RedeemCoupon& command);
[[nodiscard]] Verdict decide_on(const Question& question, const ConfirmCoupon& command);
[[nodiscard]] Verdict decide_on(const Question& question, const ReleaseCoupon& command);
[[nodiscard]] Verdict decide_on(const Question& question, const VoidCoupon& command);
// The host's part of a coupon that is being used, where the request is such.
[[nodiscard]] Verdict start_use(const Question& question, const Act& act);
[[nodiscard]] Verdict take_answer(const Question& question, const Act& act, const TakeHostAnswer& answer);
[[nodiscard]] Verdict decide_on(const Question& question, const AskDelivery& command);
[[nodiscard]] Verdict decide_on(const Question& question, const StartDelivery& command);
[[nodiscard]] Verdict decide_on(const Question& question, const NoteDelivery& command);
[[nodiscard]] Verdict decide_on(const Question& question, const ConfirmDelivery& command);
[[nodiscard]] Verdict decide_on(const Question& question, const RepeatDelivery& command);
[[nodiscard]] Verdict decide_on(const Question& question, const DropDelivery& command);
[[nodiscard]] Verdict decide_on(const Question& question, const DeclineExtra& command);
[[nodiscard]] Verdict decide_on(const Question& question, const ChoosePrevention& command);
[[nodiscard]] Verdict decide_on(const Question& question, const GiveContact& command);
[[nodiscard]] Verdict decide_on(const Question& question, const PlanFollowUp& command);
[[nodiscard]] Verdict decide_on(const Question& question, const AnswerFollowUp& command);
[[nodiscard]] Verdict decide_on(const Question& question, const RevealText& command);
[[nodiscard]] Verdict decide_on(const Question& question, const FinishCase& command);
[[nodiscard]] Verdict decide_on(const Question& question, const WithdrawCase& command);
[[nodiscard]] Verdict decide_on(const Question& question, const TakeBackAnswer& command);

}  // namespace amends
