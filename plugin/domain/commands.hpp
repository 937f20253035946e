// Commands: what somebody wants to happen. Free words arrive here as text and leave decide() as references.
#pragma once

#include <string>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "domain/case.hpp"

namespace amends {

// Words of or about a guest on their way into the side table. They go nowhere else.
struct PrivateText {
  std::string text;
  bool operator==(const PrivateText&) const = default;
};

struct RecordCase {  // on the context's check; without one, with the channel it came by
  std::vector<LineId> lines;
  FailureId failure;
  Channel channel = Channel::at_check;
  bool operator==(const RecordCase&) const = default;
};
struct ChangeLines {
  std::vector<LineId> lines;
  bool operator==(const ChangeLines&) const = default;
};
struct ChangeFailure {
  FailureId failure;
  bool operator==(const ChangeFailure&) const = default;
};
struct NoteReturn {
  bool sent_back = false;
  bool operator==(const NoteReturn&) const = default;
};
struct NoteAffected {
  Affected affected = Affected::guest;
  bool operator==(const NoteAffected&) const = default;
};
struct NoteFeeling {
  Feeling feeling = Feeling::annoyed;
  bool operator==(const NoteFeeling&) const = default;
};
struct NoteOnlookers {
  bool in_front_of_others = false;
  bool operator==(const NoteOnlookers&) const = default;
};
struct NoteTemper {
  Temper temper = Temper::calm;
  bool operator==(const NoteTemper&) const = default;
};
struct NoteText {  // words, meaning, wish, guest_name, promise
  PrivateKind kind = PrivateKind::words;
  PrivateText text;
  bool operator==(const NoteText&) const = default;
};
struct ChooseWish {
  WishId wish;
  bool operator==(const ChooseWish&) const = default;
};
struct SayBack {
  bool operator==(const SayBack&) const = default;
};
struct Apologise {
  Manner how = Manner::in_person;
  bool operator==(const Apologise&) const = default;
};
struct CallManager {
  bool operator==(const CallManager&) const = default;
};
struct TellManager {  // somebody went and told that manager, who is on staff
  PersonId person;
  bool operator==(const TellManager&) const = default;
};
struct AnswerQuestion {  // of the safety branch; nothing: not answered after all
  QuestionId question;
  std::optional<Told> told;
  bool operator==(const AnswerQuestion&) const = default;
};
struct ShowStep {
  Step step = Step::hear;
  bool operator==(const ShowStep&) const = default;
};
// Takes an option of options.hpp; `items` says which, where the option leaves a choice. `from` must be one the playbook
// offers for the failure; the cost is worked out again here, never taken from the screen.
struct ChooseAct {
  ActPurpose purpose = ActPurpose::fix;
  TemplateId from;
  std::vector<ItemPart> items;
  bool guest_chose = true;
  bool operator==(const ChooseAct&) const = default;
};
// The context's approver, whose PIN was checked, says yes: to what is asked, whose cost is named, or to another amount
// of it; with a reason where what is given lies outside the fair band.
struct ApproveAct {
  ActId act;
  Money cost;
  std::optional<Money> amount{};
  std::optional<WhyYes> why{};
  bool operator==(const ApproveAct&) const = default;
};
// The context's approver says no, why, and what may be given instead: a no without one is no answer (S0.25).
struct DeclineAct {
  ActId act;
  WhyNo why = WhyNo::beyond_harm;
  TemplateId instead;
  bool operator==(const DeclineAct&) const = default;
};
struct RefusePin {  // a PIN was wrong; kept, changes nothing else
  PersonId person;
  bool operator==(const RefusePin&) const = default;
};
struct StartAct {  // the outbox is about to ask the host
  RequestId request;
  bool operator==(const StartAct&) const = default;
};
enum class HostOutcome : std::uint8_t { done = 1, rejected, in_doubt };
struct TakeHostAnswer {
  RequestId request;
  HostOutcome outcome = HostOutcome::done;
  std::string reference;
  std::string reason;
  Money amount;
  bool operator==(const TakeHostAnswer&) const = default;
};
struct TryAgain {  // what is in doubt is asked of the host once more, under the same id
  ActId act;
  bool operator==(const TryAgain&) const = default;
};
struct ConfirmAct {  // a person did it: keyed it on the till, said sorry, brought the gift
  ActId act;
  std::string reference;
  bool operator==(const ConfirmAct&) const = default;
};
struct WithdrawAct {
  ActId act;
  bool operator==(const WithdrawAct&) const = default;
};
// The coupon of an act is presented for the check on the till's screen.
struct RedeemCoupon {
  ActId act;
  bool operator==(const RedeemCoupon&) const = default;
};
struct ConfirmCoupon {  // a person saw it come off, or keyed it
  ActId act;
  std::string reference;
  bool operator==(const ConfirmCoupon&) const = default;
};
struct ReleaseCoupon {  // a person saw that it did not, or the guest keeps it for another day
  ActId act;
  bool operator==(const ReleaseCoupon&) const = default;
};
struct VoidCoupon {
  ActId act;
  bool operator==(const VoidCoupon&) const = default;
};
struct AskDelivery {
  Destination to = Destination::printer;
  std::optional<SlipKind> slip;
  ActId act;
  FollowUpId follow_up;
  bool operator==(const AskDelivery&) const = default;
};
struct StartDelivery {  // it is about to be sent
  DeliveryId delivery;
  bool operator==(const StartDelivery&) const = default;
};
struct NoteDelivery {  // what became of it, as its sender says
  DeliveryId delivery;
  DeliveryState state = DeliveryState::done;
  std::string why;
  bool operator==(const NoteDelivery&) const = default;
};
struct ConfirmDelivery {  // a person holds it in their hand
  DeliveryId delivery;
  bool operator==(const ConfirmDelivery&) const = default;
};
struct RepeatDelivery {  // once more, because a person says so
  DeliveryId delivery;
  bool operator==(const RepeatDelivery&) const = default;
};
struct DropDelivery {  // it isn't needed any more
  DeliveryId delivery;
  bool operator==(const DropDelivery&) const = default;
};
struct DeclineExtra {
  bool operator==(const DeclineExtra&) const = default;
};
struct ChoosePrevention {
  PreventionId prevention;
  bool told = true;
  bool operator==(const ChoosePrevention&) const = default;
};
struct GiveContact {
  PrivateKind kind = PrivateKind::phone;
  PrivateText text;
  bool consent = true;
  bool operator==(const GiveContact&) const = default;
};
struct PlanFollowUp {  // replaces the open one; not_needed drops it
  FollowUpWhen when = FollowUpWhen::tomorrow;
  PersonId owner;  // empty: the operator
  bool operator==(const PlanFollowUp&) const = default;
};
struct AnswerFollowUp {
  FollowUpId follow_up;
  FollowUpResult result = FollowUpResult::satisfied;
  bool operator==(const AnswerFollowUp&) const = default;
};
struct RevealText {
  PrivateId text;
  bool operator==(const RevealText&) const = default;
};
struct FinishCase {
  bool operator==(const FinishCase&) const = default;
};
struct WithdrawCase {
  bool operator==(const WithdrawCase&) const = default;
};
// Nothing stands there any more, as before it was said. What was said, and that it was taken back, stay in the ledger; a
// text stays in the side table until it is erased.
struct TakeBackAnswer {
  AnswerKind which = AnswerKind::sent_back;
  bool operator==(const TakeBackAnswer&) const = default;
};

using AnyCommand =
    std::variant<RecordCase, ChangeLines, ChangeFailure, NoteReturn, NoteAffected, NoteFeeling, NoteOnlookers,
                 NoteTemper, NoteText, ChooseWish, SayBack, Apologise, CallManager, ShowStep, ChooseAct, ApproveAct,
                 RefusePin, StartAct, TakeHostAnswer, ConfirmAct, WithdrawAct, DeclineExtra, ChoosePrevention,
                 GiveContact, PlanFollowUp, AnswerFollowUp, RevealText, FinishCase, WithdrawCase, TakeBackAnswer,
                 DeclineAct, TellManager, AnswerQuestion, RedeemCoupon, ConfirmCoupon, ReleaseCoupon, VoidCoupon,
                 TryAgain, AskDelivery, StartDelivery, NoteDelivery, ConfirmDelivery, RepeatDelivery, DropDelivery>;
// One of these. What copies, compares and ends it is compiled once, not in every file that holds a command: of so many kinds that
// takes longer than all else in the file.
struct Command : AnyCommand {
  Command();
  template <class Kind>
  requires std::is_constructible_v<AnyCommand, Kind&&> &&
      (!std::is_base_of_v<AnyCommand, std::remove_cvref_t<Kind>>)Command(Kind&& kind)
      : AnyCommand(std::forward<Kind>(kind)) {}  // as a variant's, not explicit
  Command(const Command& other);
  Command(Command&& other) noexcept;
  Command& operator=(const Command& other);
  Command& operator=(Command&& other) noexcept;
  ~Command();
  bool operator==(const Command& other) const;
};

}  // namespace amends
