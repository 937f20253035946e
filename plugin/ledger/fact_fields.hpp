// How the parts of a fact are named where they are stored: one description for each type, used to write and to read.
// Promises: what is written by a description is read by the same one. A name here is for ever; a change is a new version.
// Refuses: to know JSON; `io` is the writer or the reader of fact_codec.cpp, called with a name and a part.
#pragma once

#include <array>
#include <concepts>
#include <string_view>
#include <type_traits>

#include "domain/facts.hpp"
#include "domain/house.hpp"
#include "domain/remedy.hpp"

namespace amends {

template <class T, class Described>
concept Like = std::same_as<std::remove_const_t<T>, Described>;

// The last value of each enumeration; the first is 1. A value beyond is not ours to guess.
template <class Enum>
inline constexpr Enum kLast = Enum{};
template <>
inline constexpr auto kLast<PrivateKind> = PrivateKind::note;
template <>
inline constexpr auto kLast<Channel> = Channel::later;
template <>
inline constexpr auto kLast<Affected> = Affected::everyone;
template <>
inline constexpr auto kLast<Feeling> = Feeling::disappointed;
template <>
inline constexpr auto kLast<Temper> = Temper::may_go_public;
template <>
inline constexpr auto kLast<Manner> = Manner::in_writing;
template <>
inline constexpr auto kLast<Step> = Step::after;
template <>
inline constexpr auto kLast<AnswerKind> = AnswerKind::follow_up;
template <>
inline constexpr auto kLast<ActPurpose> = ActPurpose::extra;
template <>
inline constexpr auto kLast<ActState> = ActState::withdrawn;
template <>
inline constexpr auto kLast<WhyYes> = WhyYes::goodwill;
template <>
inline constexpr auto kLast<WhyNo> = WhyNo::given_already;
template <>
inline constexpr auto kLast<Told> = Told::not_known;
template <>
inline constexpr auto kLast<FollowUpResult> = FollowUpResult::not_reached;
template <>
inline constexpr auto kLast<FollowUpWhen> = FollowUpWhen::not_needed;
template <>
inline constexpr auto kLast<Severity> = Severity::grave;
template <>
inline constexpr auto kLast<HostWork> = HostWork::add_at_zero;

template <>
inline constexpr auto kLast<SlipKind> = SlipKind::line_up;
template <>
inline constexpr auto kLast<Destination> = Destination::calendar;
template <>
inline constexpr auto kLast<DeliveryState> = DeliveryState::dropped;

// What each kind is written as; a kind's earlier versions are read for ever. `io.since(2, …)` is a part that came with
// version 2: a fact of version 1 is without it.
template <class Kind>
inline constexpr std::uint32_t kKindVersion = 1;
template <>
inline constexpr std::uint32_t kKindVersion<CaseRecorded> = 2;

// The stored name of each kind of fact.
template <class Kind>
inline constexpr std::string_view kKindName = "";
template <>
inline constexpr std::string_view kKindName<CaseRecorded> = "case.recorded";
template <>
inline constexpr std::string_view kKindName<LinesChanged> = "lines.changed";
template <>
inline constexpr std::string_view kKindName<FailureChanged> = "failure.changed";
template <>
inline constexpr std::string_view kKindName<ReturnNoted> = "return.noted";
template <>
inline constexpr std::string_view kKindName<AffectedNoted> = "affected.noted";
template <>
inline constexpr std::string_view kKindName<FeelingNoted> = "feeling.noted";
template <>
inline constexpr std::string_view kKindName<OnlookersNoted> = "onlookers.noted";
template <>
inline constexpr std::string_view kKindName<TemperNoted> = "temper.noted";
template <>
inline constexpr std::string_view kKindName<TextNoted> = "text.noted";
template <>
inline constexpr std::string_view kKindName<WishChosen> = "wish.chosen";
template <>
inline constexpr std::string_view kKindName<SaidBack> = "case.said_back";
template <>
inline constexpr std::string_view kKindName<Apologised> = "apology.given";
template <>
inline constexpr std::string_view kKindName<ApologyAsked> = "apology.asked";
template <>
inline constexpr std::string_view kKindName<ManagerCalled> = "manager.called";
template <>
inline constexpr std::string_view kKindName<StepShown> = "step.shown";
template <>
inline constexpr std::string_view kKindName<ActChosen> = "act.chosen";
template <>
inline constexpr std::string_view kKindName<ActApproved> = "act.approved";
template <>
inline constexpr std::string_view kKindName<ActStarted> = "act.started";
template <>
inline constexpr std::string_view kKindName<ActDone> = "act.done";
template <>
inline constexpr std::string_view kKindName<CouponIssued> = "coupon.issued";
template <>
inline constexpr std::string_view kKindName<ActFailed> = "act.failed";
template <>
inline constexpr std::string_view kKindName<ActInDoubt> = "act.in_doubt";
template <>
inline constexpr std::string_view kKindName<ActKeyed> = "act.keyed";
template <>
inline constexpr std::string_view kKindName<ActWithdrawn> = "act.withdrawn";
template <>
inline constexpr std::string_view kKindName<ExtraDeclined> = "extra.declined";
template <>
inline constexpr std::string_view kKindName<PreventionChosen> = "prevention.chosen";
template <>
inline constexpr std::string_view kKindName<ContactGiven> = "contact.given";
template <>
inline constexpr std::string_view kKindName<FollowUpPlanned> = "follow_up.planned";
template <>
inline constexpr std::string_view kKindName<FollowUpDropped> = "follow_up.dropped";
template <>
inline constexpr std::string_view kKindName<FollowUpAnswered> = "follow_up.answered";
template <>
inline constexpr std::string_view kKindName<TextRevealed> = "text.revealed";
template <>
inline constexpr std::string_view kKindName<PinRefused> = "pin.refused";
template <>
inline constexpr std::string_view kKindName<CaseFinished> = "case.finished";
template <>
inline constexpr std::string_view kKindName<CaseReopened> = "case.reopened";
template <>
inline constexpr std::string_view kKindName<CaseWithdrawn> = "case.withdrawn";
template <>
inline constexpr std::string_view kKindName<AnswerTakenBack> = "answer.taken_back";
template <>
inline constexpr std::string_view kKindName<ActAmended> = "act.amended";
template <>
inline constexpr std::string_view kKindName<ApprovalReasoned> = "approval.reasoned";
template <>
inline constexpr std::string_view kKindName<ActDeclined> = "act.declined";
template <>
inline constexpr std::string_view kKindName<ManagerTold> = "manager.told";
template <>
inline constexpr std::string_view kKindName<QuestionAnswered> = "question.answered";
template <>
inline constexpr std::string_view kKindName<GuestErased> = "guest.erased";
template <>
inline constexpr std::string_view kKindName<DeliveryAsked> = "delivery.asked";
template <>
inline constexpr std::string_view kKindName<DeliveryStarted> = "delivery.started";
template <>
inline constexpr std::string_view kKindName<DeliveryChanged> = "delivery.changed";
template <>
inline constexpr std::string_view kKindName<ActRetried> = "act.retried";
template <>
inline constexpr std::string_view kKindName<CouponReserved> = "coupon.reserved";
template <>
inline constexpr std::string_view kKindName<CouponStarted> = "coupon.started";
template <>
inline constexpr std::string_view kKindName<CouponSpent> = "coupon.spent";
template <>
inline constexpr std::string_view kKindName<CouponSpentLate> = "coupon.spent_late";
template <>
inline constexpr std::string_view kKindName<CouponInDoubt> = "coupon.in_doubt";
template <>
inline constexpr std::string_view kKindName<CouponReleased> = "coupon.released";
template <>
inline constexpr std::string_view kKindName<CouponVoided> = "coupon.voided";
template <>
inline constexpr std::string_view kKindName<PackTaken> = "pack.taken";
template <>
inline constexpr std::string_view kKindName<LedgerRestored> = "ledger.restored";
template <>
inline constexpr std::string_view kKindName<ClockJumped> = "clock.jumped";
template <>
inline constexpr std::string_view kKindName<ClockSeen> = "clock.seen";
template <>
inline constexpr std::string_view kKindName<CouponsLocked> = "coupons.locked";
// What the ledger itself appends beside a decision's facts: the outbox in the chain.
template <>
inline constexpr std::string_view kKindName<HostRequest> = "request.asked";

template <class Kind>
inline constexpr std::string_view kRemedyName = "";
template <>
inline constexpr std::string_view kRemedyName<Refund> = "refund";
template <>
inline constexpr std::string_view kRemedyName<Discount> = "discount";
template <>
inline constexpr std::string_view kRemedyName<Replacement> = "replacement";
template <>
inline constexpr std::string_view kRemedyName<Exchange> = "exchange";
template <>
inline constexpr std::string_view kRemedyName<Coupon> = "coupon";
template <>
inline constexpr std::string_view kRemedyName<PersonalApology> = "personal_apology";
template <>
inline constexpr std::string_view kRemedyName<Gesture> = "gesture";

// Kinds that say all by having happened.
template <class Value>
requires std::is_empty_v<Value>
void describe(auto&, Value&) {}

void describe(auto& io, Like<CheckLine> auto& line) {
  io("id", line.id);
  io("item", line.item);
  io("name", line.name);
  io("group", line.group);
  io("component", line.component);
  io("quantity_thousandths", line.quantity_thousandths);
  io("unit", line.unit);
  io("total", line.total);
  io("refunded", line.refunded);
  io("seat", line.seat);
  io("course", line.course);
  io("fired", line.fired);
  io("voided", line.voided);
  io("alcohol", line.alcohol);
}

void describe(auto& io, Like<LinePart> auto& part) {
  io("line", part.line);
  io("quantity_thousandths", part.quantity_thousandths);
  io("amount", part.amount);
}

void describe(auto& io, Like<ItemPart> auto& part) {
  io("item", part.item);
  io("name", part.name);
  io("quantity_thousandths", part.quantity_thousandths);
}

void describe(auto& io, Like<Refund> auto& refund) {
  io("amount", refund.amount);
  io("lines", refund.lines);
}

void describe(auto& io, Like<Discount> auto& discount) {
  io("amount", discount.amount);
  io("lines", discount.lines);
}

void describe(auto& io, Like<Replacement> auto& replacement) {
  io("instead_of", replacement.instead_of);
  io("items", replacement.items);
}

void describe(auto& io, Like<Exchange> auto& exchange) {
  io("instead_of", exchange.instead_of);
  io("items", exchange.items);
}

void describe(auto& io, Like<Coupon> auto& coupon) {
  io("amount", coupon.amount);
  io("valid_days", coupon.valid_days);
}

void describe(auto& io, Like<PersonalApology> auto& apology) {
  io("by", apology.by);
}

void describe(auto& io, Like<Gesture> auto& gesture) {
  io("items", gesture.items);
}

void describe(auto& io, Like<PrivateRef> auto& text) {
  io("id", text.id);
  io("commitment", text.commitment);
}

void describe(auto& io, Like<Contact> auto& contact) {
  io("kind", contact.kind);
  io("text", contact.text);
  io("consent", contact.consent);
}

void describe(auto& io, Like<FollowUp> auto& follow_up) {
  io("id", follow_up.id);
  io("when", follow_up.when);
  io("due", follow_up.due);
  io("owner", follow_up.owner);
  io("result", follow_up.result);
  io("answered", follow_up.answered);
}

void describe(auto& io, Like<HostRequest> auto& request) {
  io("id", request.id);
  io("work", request.work);
  io("check", request.check);
  io("case_number", request.case_number);
  io("reason", request.reason);
  io("by", request.by);
  io("approver", request.approver);
  io("amount", request.amount);
  io("lines", request.lines);
  io("items", request.items);
}

void describe(auto& io, Like<PackTaken> auto& fact) {
  io("name", fact.text.name);
  io("version", fact.text.version);
  io("rules", fact.text.rules);
  io("site", fact.text.site);
  io("allowed_by", fact.allowed_by);
}

void describe(auto& io, Like<LedgerRestored> auto& fact) {
  io("seq", fact.seq);
  io("hash", fact.hash);
  io("cases", fact.cases);
  io("coupons", fact.coupons);
}

void describe(auto& io, Like<ClockJumped> auto& fact) {
  io("from", fact.from);
  io("to", fact.to);
}

void describe(auto& io, Like<CouponsLocked> auto& fact) {
  io("tried", fact.tried);
}

void describe(auto& io, Like<ClockSeen> auto& fact) {
  io("from", fact.from);
  io("to", fact.to);
}

void describe(auto& io, Like<CaseRecorded> auto& fact) {
  io("number", fact.number);
  io("channel", fact.channel);
  io("check", fact.check);
  io("check_number", fact.check_number);
  io("place", fact.place);
  io("currency", fact.currency);
  io("lines", fact.lines);
  io("failure", fact.failure);
  io("severity", fact.severity);
  io("pack", fact.pack);
  io("pack_version", fact.pack_version);
  io.since(2, "when", fact.when);
}

void describe(auto& io, Like<StoreHour> auto& when) {
  io("day", when.day);
  io("hour", when.hour);
}

void describe(auto& io, Like<LinesChanged> auto& fact) {
  io("lines", fact.lines);
}

void describe(auto& io, Like<FailureChanged> auto& fact) {
  io("failure", fact.failure);
  io("severity", fact.severity);
}

void describe(auto& io, Like<ReturnNoted> auto& fact) {
  io("sent_back", fact.sent_back);
}

void describe(auto& io, Like<AffectedNoted> auto& fact) {
  io("affected", fact.affected);
}

void describe(auto& io, Like<FeelingNoted> auto& fact) {
  io("feeling", fact.feeling);
}

void describe(auto& io, Like<OnlookersNoted> auto& fact) {
  io("in_front_of_others", fact.in_front_of_others);
}

void describe(auto& io, Like<TemperNoted> auto& fact) {
  io("temper", fact.temper);
}

void describe(auto& io, Like<TextNoted> auto& fact) {
  io("kind", fact.kind);
  io("text", fact.text);
}

void describe(auto& io, Like<WishChosen> auto& fact) {
  io("wish", fact.wish);
}

void describe(auto& io, Like<Apologised> auto& fact) {
  io("by", fact.by);
  io("how", fact.how);
}

void describe(auto& io, Like<ManagerTold> auto& fact) {
  io("person", fact.person);
}

void describe(auto& io, Like<QuestionAnswered> auto& fact) {
  io("question", fact.question);
  io("told", fact.told);
}

void describe(auto& io, Like<StepShown> auto& fact) {
  io("step", fact.step);
}

void describe(auto& io, Like<ActChosen> auto& fact) {
  io("act", fact.act);
  io("purpose", fact.purpose);
  io("from", fact.from);
  io("remedy", fact.remedy);
  io("cost", fact.cost);
  io("guest_chose", fact.guest_chose);
  io("ready_minutes", fact.ready_minutes);
  io("state", fact.state);
  io("request", fact.request);
}

void describe(auto& io, Like<ActAmended> auto& fact) {
  io("act", fact.act);
  io("by", fact.by);
  io("remedy", fact.remedy);
  io("cost", fact.cost);
}

void describe(auto& io, Like<ApprovalReasoned> auto& fact) {
  io("act", fact.act);
  io("why", fact.why);
}

void describe(auto& io, Like<ActDeclined> auto& fact) {
  io("act", fact.act);
  io("by", fact.by);
  io("why", fact.why);
  io("instead", fact.instead);
}

void describe(auto& io, Like<ActApproved> auto& fact) {
  io("act", fact.act);
  io("by", fact.by);
  io("state", fact.state);
}

void describe(auto& io, Like<ActStarted> auto& fact) {
  io("act", fact.act);
}

void describe(auto& io, Like<ActDone> auto& fact) {
  io("act", fact.act);
  io("reference", fact.reference);
  io("amount", fact.amount);
}

void describe(auto& io, Like<CouponIssued> auto& fact) {
  io("act", fact.act);
  io("number", fact.number);
  io("expires", fact.expires);
}

void describe(auto& io, Like<CouponReserved> auto& fact) {
  io("act", fact.act);
  io("request", fact.request);
  io("check", fact.check);
  io("check_number", fact.check_number);
  io("place", fact.place);
  io("amount", fact.amount);
}

void describe(auto& io, Like<CouponStarted> auto& fact) {
  io("act", fact.act);
}

void describe(auto& io, Like<CouponSpent> auto& fact) {
  io("act", fact.act);
  io("reference", fact.reference);
  io("amount", fact.amount);
}

void describe(auto& io, Like<CouponSpentLate> auto& fact) {
  io("act", fact.act);
  io("request", fact.request);
  io("reference", fact.reference);
  io("amount", fact.amount);
}

void describe(auto& io, Like<CouponInDoubt> auto& fact) {
  io("act", fact.act);
}

void describe(auto& io, Like<CouponReleased> auto& fact) {
  io("act", fact.act);
  io("reason", fact.reason);
}

void describe(auto& io, Like<CouponVoided> auto& fact) {
  io("act", fact.act);
}

void describe(auto& io, Like<ActFailed> auto& fact) {
  io("act", fact.act);
  io("reason", fact.reason);
}

void describe(auto& io, Like<ActInDoubt> auto& fact) {
  io("act", fact.act);
}

void describe(auto& io, Like<DeliveryAsked> auto& fact) {
  io("delivery", fact.delivery);
  io("to", fact.to);
  io("slip", fact.slip);
  io("act", fact.act);
  io("follow_up", fact.follow_up);
}

void describe(auto& io, Like<DeliveryStarted> auto& fact) {
  io("delivery", fact.delivery);
}

void describe(auto& io, Like<DeliveryChanged> auto& fact) {
  io("delivery", fact.delivery);
  io("state", fact.state);
  io("why", fact.why);
}

void describe(auto& io, Like<ActRetried> auto& fact) {
  io("act", fact.act);
}

void describe(auto& io, Like<ActKeyed> auto& fact) {
  io("act", fact.act);
  io("reference", fact.reference);
}

void describe(auto& io, Like<ActWithdrawn> auto& fact) {
  io("act", fact.act);
}

void describe(auto& io, Like<PreventionChosen> auto& fact) {
  io("prevention", fact.prevention);
  io("told", fact.told);
}

void describe(auto& io, Like<ContactGiven> auto& fact) {
  io("contact", fact.contact);
}

void describe(auto& io, Like<FollowUpPlanned> auto& fact) {
  io("follow_up", fact.follow_up);
}

void describe(auto& io, Like<FollowUpDropped> auto& fact) {
  io("follow_up", fact.follow_up);
}

void describe(auto& io, Like<FollowUpAnswered> auto& fact) {
  io("follow_up", fact.follow_up);
  io("result", fact.result);
}

void describe(auto& io, Like<TextRevealed> auto& fact) {
  io("text", fact.text);
}

void describe(auto& io, Like<PinRefused> auto& fact) {
  io("person", fact.person);
}

void describe(auto& io, Like<AnswerTakenBack> auto& fact) {
  io("which", fact.which);
}

}  // namespace amends
