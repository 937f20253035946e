// Facts: everything that can have happened to a case. Immutable, only appended; a correction is another fact.
// Promises: plain comparable values; none holds a guest's name, contact or free words.
// Each kind's stored name and version stand in ledger/fact_codec; kinds are never reused or reordered there.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "domain/case.hpp"

namespace amends {

struct CaseRecorded {
  CaseNumber number;
  Channel channel = Channel::at_check;
  CheckId check;
  std::string check_number;
  std::string place;
  Currency currency;
  std::vector<CheckLine> lines;
  FailureId failure;
  Severity severity = Severity::clear;
  std::string pack;
  std::string pack_version;
  std::optional<StoreHour> when;  // nothing: recorded before it was kept
  bool operator==(const CaseRecorded&) const = default;
};
struct LinesChanged {
  std::vector<CheckLine> lines;
  bool operator==(const LinesChanged&) const = default;
};
struct FailureChanged {
  FailureId failure;
  Severity severity = Severity::clear;
  bool operator==(const FailureChanged&) const = default;
};
struct ReturnNoted {
  bool sent_back = false;
  bool operator==(const ReturnNoted&) const = default;
};
struct AffectedNoted {
  Affected affected = Affected::guest;
  bool operator==(const AffectedNoted&) const = default;
};
struct FeelingNoted {
  Feeling feeling = Feeling::annoyed;
  bool operator==(const FeelingNoted&) const = default;
};
struct OnlookersNoted {
  bool in_front_of_others = false;
  bool operator==(const OnlookersNoted&) const = default;
};
struct TemperNoted {
  Temper temper = Temper::calm;
  bool operator==(const TemperNoted&) const = default;
};
struct TextNoted {
  PrivateKind kind = PrivateKind::words;
  PrivateRef text;
  bool operator==(const TextNoted&) const = default;
};
struct WishChosen {
  WishId wish;
  bool operator==(const WishChosen&) const = default;
};
struct SaidBack {
  bool operator==(const SaidBack&) const = default;
};
struct Apologised {
  PersonId by;
  Manner how = Manner::in_person;
  bool operator==(const Apologised&) const = default;
};
struct ApologyAsked {  // *Done* was tapped without one; it is asked for once
  bool operator==(const ApologyAsked&) const = default;
};
struct ManagerCalled {
  bool operator==(const ManagerCalled&) const = default;
};
struct StepShown {
  Step step = Step::hear;
  bool operator==(const StepShown&) const = default;
};
struct ActChosen {
  ActId act;
  ActPurpose purpose = ActPurpose::fix;
  TemplateId from;
  Remedy remedy;
  Money cost;
  bool guest_chose = false;
  std::int32_t ready_minutes = 0;
  ActState state = ActState::ready;  // needs_approval, ready or to_be_keyed
  RequestId request;                 // empty: no host is asked
  bool operator==(const ActChosen&) const = default;
};
struct ActApproved {
  ActId act;
  PersonId by;
  ActState state = ActState::ready;  // ready or to_be_keyed
  bool operator==(const ActApproved&) const = default;
};
// An approver said yes to another amount; the yes itself follows.
struct ActAmended {
  ActId act;
  PersonId by;
  Remedy remedy;
  Money cost;
  bool operator==(const ActAmended&) const = default;
};
struct ApprovalReasoned {
  ActId act;
  WhyYes why = WhyYes::greater_loss;
  bool operator==(const ApprovalReasoned&) const = default;
};
struct ActDeclined {
  ActId act;
  PersonId by;
  WhyNo why = WhyNo::beyond_harm;
  TemplateId instead;
  bool operator==(const ActDeclined&) const = default;
};
struct ActStarted {
  ActId act;
  bool operator==(const ActStarted&) const = default;
};
struct ActDone {
  ActId act;
  std::string reference;
  Money amount;  // what really moved
  bool operator==(const ActDone&) const = default;
};
struct CouponIssued {
  ActId act;
  std::string number;
  Instant expires;
  bool operator==(const CouponIssued&) const = default;
};
// A coupon was presented for a check: from now on it is nobody else's, until it is spent or released.
struct CouponReserved {
  ActId act;
  RequestId request;  // empty: staff key it
  CheckId check;
  std::string check_number;
  std::string place;
  Money amount;  // that comes off
  bool operator==(const CouponReserved&) const = default;
};
struct CouponStarted {
  ActId act;
  bool operator==(const CouponStarted&) const = default;
};
struct CouponSpent {
  ActId act;
  std::string reference;
  Money amount;  // what really came off
  bool operator==(const CouponSpent&) const = default;
};
// The host says of a use that was over that it came off after all. Where the coupon is nobody's at that moment it is spent
// with that; otherwise it came off two checks, an incident: somebody looks at both.
struct CouponSpentLate {
  ActId act;
  RequestId request;  // of that use
  std::string reference;
  Money amount;
  bool operator==(const CouponSpentLate&) const = default;
};
struct CouponInDoubt {
  ActId act;
  bool operator==(const CouponInDoubt&) const = default;
};
struct CouponReleased {  // nothing came off: it is worth what it was
  ActId act;
  std::string reason;  // the host's sentence; empty: a person said so
  bool operator==(const CouponReleased&) const = default;
};
struct CouponVoided {
  ActId act;
  bool operator==(const CouponVoided&) const = default;
};
struct ActFailed {
  ActId act;
  std::string reason;  // the host's sentence
  bool operator==(const ActFailed&) const = default;
};
struct ActInDoubt {
  ActId act;
  bool operator==(const ActInDoubt&) const = default;
};
struct ActRetried {
  ActId act;
  bool operator==(const ActRetried&) const = default;
};
struct ActKeyed {
  ActId act;
  std::string reference;
  bool operator==(const ActKeyed&) const = default;
};
struct ActWithdrawn {
  ActId act;
  bool operator==(const ActWithdrawn&) const = default;
};
// Something is to leave the house: one fact for each destination, before anything is sent.
struct DeliveryAsked {
  DeliveryId delivery;
  Destination to = Destination::printer;
  std::optional<SlipKind> slip;
  ActId act;
  FollowUpId follow_up;
  bool operator==(const DeliveryAsked&) const = default;
};
struct DeliveryStarted {
  DeliveryId delivery;
  bool operator==(const DeliveryStarted&) const = default;
};
struct DeliveryChanged {
  DeliveryId delivery;
  DeliveryState state = DeliveryState::done;
  std::string why;  // of Delivery
  bool operator==(const DeliveryChanged&) const = default;
};
struct ExtraDeclined {
  bool operator==(const ExtraDeclined&) const = default;
};
struct PreventionChosen {
  PreventionId prevention;
  bool told = false;
  bool operator==(const PreventionChosen&) const = default;
};
struct ContactGiven {
  Contact contact;
  bool operator==(const ContactGiven&) const = default;
};
struct FollowUpPlanned {
  FollowUp follow_up;
  bool operator==(const FollowUpPlanned&) const = default;
};
struct FollowUpDropped {
  FollowUpId follow_up;
  bool operator==(const FollowUpDropped&) const = default;
};
struct FollowUpAnswered {
  FollowUpId follow_up;
  FollowUpResult result = FollowUpResult::satisfied;
  bool operator==(const FollowUpAnswered&) const = default;
};
struct TextRevealed {
  PrivateId text;
  bool operator==(const TextRevealed&) const = default;
};
struct PinRefused {
  PersonId person;
  bool operator==(const PinRefused&) const = default;
};
struct CaseFinished {
  bool operator==(const CaseFinished&) const = default;
};
struct CaseReopened {
  bool operator==(const CaseReopened&) const = default;
};
struct CaseWithdrawn {  // tapped by mistake
  bool operator==(const CaseWithdrawn&) const = default;
};
struct AnswerTakenBack {  // nothing stands there any more
  AnswerKind which = AnswerKind::sent_back;
  bool operator==(const AnswerTakenBack&) const = default;
};

struct ManagerTold {
  PersonId person;
  bool operator==(const ManagerTold&) const = default;
};
struct QuestionAnswered {
  QuestionId question;
  std::optional<Told> told;  // nothing: taken back
  bool operator==(const QuestionAnswered&) const = default;
};
// The guest asked, or the time was over: names, contact and free words are gone for good; what was done for them stands.
struct GuestErased {
  bool operator==(const GuestErased&) const = default;
};

using AnyFact =
    std::variant<CaseRecorded, LinesChanged, FailureChanged, ReturnNoted, AffectedNoted, FeelingNoted, OnlookersNoted,
                 TemperNoted, TextNoted, WishChosen, SaidBack, Apologised, ApologyAsked, ManagerCalled, StepShown,
                 ActChosen, ActApproved, ActStarted, ActDone, CouponIssued, ActFailed, ActInDoubt, ActKeyed,
                 ActWithdrawn, ExtraDeclined, PreventionChosen, ContactGiven, FollowUpPlanned, FollowUpDropped,
                 FollowUpAnswered, TextRevealed, PinRefused, CaseFinished, CaseReopened, CaseWithdrawn, AnswerTakenBack,
                 ActAmended, ApprovalReasoned, ActDeclined, ManagerTold, QuestionAnswered, GuestErased, CouponReserved,
                 CouponStarted, CouponSpent, CouponInDoubt, CouponReleased, CouponVoided, CouponSpentLate, ActRetried,
                 DeliveryAsked, DeliveryStarted, DeliveryChanged>;
// One of these. What copies, compares and ends it is compiled once, not in every file that holds a fact: of so many kinds that
// takes longer than all else in the file.
struct FactBody : AnyFact {
  FactBody();
  template <class Kind>
  requires std::is_constructible_v<AnyFact, Kind&&> &&
      (!std::is_base_of_v<AnyFact, std::remove_cvref_t<Kind>>)FactBody(Kind&& kind)
      : AnyFact(std::forward<Kind>(kind)) {}  // as a variant's, not explicit
  FactBody(const FactBody& other);
  FactBody(FactBody&& other) noexcept;
  FactBody& operator=(const FactBody& other);
  FactBody& operator=(FactBody&& other) noexcept;
  ~FactBody();
  bool operator==(const FactBody& other) const;
};

struct Fact {
  CaseId subject;
  Instant at;
  PersonId actor;  // empty: the program itself, or the host
  FactBody body;
  bool operator==(const Fact&) const = default;
};

}  // namespace amends
