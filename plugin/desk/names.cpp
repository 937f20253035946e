#include "desk/names.hpp"

#include <array>
#include <cassert>
#include <string_view>

namespace amends {

namespace {

// Names in the order of the enumerators, the first of which is `first`.
template <class Value, std::size_t kCount>
std::string_view name_in(const std::array<std::string_view, kCount>& names, Value value, int first = 1) {
  const int index = static_cast<int>(value) - first;
  assert(index >= 0 && static_cast<std::size_t>(index) < kCount);
  return names[static_cast<std::size_t>(index)];
}

std::string key(std::string_view table, std::string_view name) {
  return std::string(table).append(".").append(name);
}

constexpr std::array<std::string_view, 4> kAffected = {"guest", "child", "companion", "everyone"};
constexpr std::array<std::string_view, 5> kFeeling = {"annoyed", "angry", "embarrassed", "worried", "disappointed"};
constexpr std::array<std::string_view, 4> kTemper = {"calm", "upset", "wants_manager", "may_go_public"};
constexpr std::array<std::string_view, 4> kStep = {"hear", "put_right", "extra", "after"};
constexpr std::array<std::string_view, 4> kFollowUpWhen = {"before_bill", "today", "tomorrow", "not_needed"};
constexpr std::array<std::string_view, 4> kFollowUpResult = {"satisfied", "not_yet", "lost", "not_reached"};
constexpr std::array<std::string_view, 4> kRole = {"waiter", "shift_lead", "manager", "owner"};
constexpr std::array<std::string_view, 19> kReason = {
    "flawed_product", "money_for_money", "sent_back",   "kept_part", "as_good_as_money",
    "costs_nothing",  "in_person",       "beyond_band", "by_hand",   "nothing_to_refund",
    "needs_lines",    "sold_out",        "below_band",  "owed",      "not_alone",
    "sale_is_old",    "guest_had",       "kind_used",   "shift_used"};
constexpr std::array<std::string_view, 56> kRefusal = {"no_case",
                                                       "already_recorded",
                                                       "already_so",
                                                       "case_withdrawn",
                                                       "nobody_signed_on",
                                                       "no_check",
                                                       "unknown_failure",
                                                       "no_lines",
                                                       "unknown_line",
                                                       "voided_line",
                                                       "too_late_to_change",
                                                       "nothing_written",
                                                       "unknown_option",
                                                       "unknown_question",
                                                       "safety_needs_manager",
                                                       "not_a_manager",
                                                       "manager_is_wanted",
                                                       "unknown_item",
                                                       "not_available",
                                                       "same_flaw",
                                                       "wrong_quantity",
                                                       "nothing_left_to_refund",
                                                       "coupon_alone",
                                                       "over_extra_budget",
                                                       "one_extra_only",
                                                       "unknown_act",
                                                       "not_waiting_for_approval",
                                                       "own_approval",
                                                       "approver_may_not",
                                                       "approval_changed",
                                                       "no_such_amount",
                                                       "reason_needed",
                                                       "not_started",
                                                       "already_answered",
                                                       "already_sent",
                                                       "waits_for_yes",
                                                       "unknown_prevention",
                                                       "no_consent",
                                                       "unknown_follow_up",
                                                       "unknown_text",
                                                       "unknown_coupon",
                                                       "coupon_voided",
                                                       "coupon_spent",
                                                       "coupon_reserved",
                                                       "coupon_expired",
                                                       "coupon_other_currency",
                                                       "one_coupon_a_bill",
                                                       "nothing_to_take_off",
                                                       "not_yours_to_void",
                                                       "only_once",
                                                       "unknown_delivery",
                                                       "nothing_to_send",
                                                       "no_printer",
                                                       "not_set_up",
                                                       "managers_only",
                                                       "not_stored"};
constexpr std::array<std::string_view, 8> kStorageTrouble = {"none",     "locked",    "damaged",   "newer",
                                                             "no_space", "read_only", "uncertain", "unavailable"};
constexpr std::array<std::string_view, 8> kPrivateKind = {"words", "meaning", "wish",    "guest_name",
                                                          "phone", "mail",    "promise", "note"};
constexpr std::array<std::string_view, 17> kAnswerKind = {
    "sent_back",  "affected",       "feeling",       "temper",         "words",    "meaning",
    "wish_words", "guest_name",     "promise_words", "contact",        "wish",     "said_back",
    "apology",    "manager_called", "prevention",    "extra_declined", "follow_up"};
constexpr std::array<std::string_view, 4> kWhyYes = {"greater_loss", "failed_before", "our_fault", "goodwill"};
constexpr std::array<std::string_view, 4> kException = {"own_request", "reciprocal", "outside_band", "other_amount"};
constexpr std::array<std::string_view, 7> kCouponFault = {"too_short", "too_long",  "not_a_letter", "mistyped",
                                                          "unknown",   "elsewhere", "locked"};
static_assert(kCouponFault.size() == static_cast<std::size_t>(CouponFault::locked));
constexpr std::array<std::string_view, 3> kTold = {"yes", "no", "not_known"};
constexpr std::array<std::string_view, 3> kWhyNo = {"beyond_harm", "other_fits", "given_already"};
static_assert(kWhyYes.size() == static_cast<std::size_t>(WhyYes::goodwill));
static_assert(kWhyNo.size() == static_cast<std::size_t>(WhyNo::given_already));
static_assert(kException.size() == static_cast<std::size_t>(ExceptionKind::other_amount));
static_assert(kTold.size() == static_cast<std::size_t>(Told::not_known));
static_assert(kAnswerKind.size() == static_cast<std::size_t>(AnswerKind::follow_up));
static_assert(kRefusal.size() == static_cast<std::size_t>(Refusal::count_) - 1);
static_assert(kReason.size() == static_cast<std::size_t>(Reason::shift_used));
static_assert(kAffected.size() == static_cast<std::size_t>(Affected::everyone));
static_assert(kFeeling.size() == static_cast<std::size_t>(Feeling::disappointed));
static_assert(kTemper.size() == static_cast<std::size_t>(Temper::may_go_public));
static_assert(kFollowUpWhen.size() == static_cast<std::size_t>(FollowUpWhen::not_needed));
static_assert(kFollowUpResult.size() == static_cast<std::size_t>(FollowUpResult::not_reached));
static_assert(kStorageTrouble.size() == static_cast<std::size_t>(StorageTrouble::unavailable) + 1);
static_assert(kPrivateKind.size() == static_cast<std::size_t>(PrivateKind::note));

}  // namespace

std::string key_of(Affected value) {
  return key("affected", name_in(kAffected, value));
}
std::string key_of(Feeling value) {
  return key("feeling", name_in(kFeeling, value));
}
std::string key_of(Temper value) {
  return key("temper", name_in(kTemper, value));
}
std::string key_of(Step value) {
  return key("step", name_in(kStep, value));
}
std::string key_of(FollowUpWhen value) {
  return key("follow_up_when", name_in(kFollowUpWhen, value));
}
std::string key_of(FollowUpResult value) {
  return key("result", name_in(kFollowUpResult, value));
}
std::string key_of(Role value) {
  return key("role", name_in(kRole, value));
}
std::string key_of(Reason value) {
  return key("reason", name_in(kReason, value));
}
std::string key_of(WhyYes value) {
  return key("why_yes", name_in(kWhyYes, value));
}
std::string key_of(WhyNo value) {
  return key("why_no", name_in(kWhyNo, value));
}
std::string key_of(ExceptionKind value) {
  return key("exception", name_in(kException, value));
}
std::string key_of(CouponFault value) {
  return key("coupon_fault", name_in(kCouponFault, value));
}
std::string key_of(Told value) {
  return key("told", name_in(kTold, value));
}
std::string key_of(Refusal value) {
  return key("refusal", name_in(kRefusal, value));
}
std::string key_of(StorageTrouble value) {
  return key("storage", name_in(kStorageTrouble, value, 0));
}
std::string key_of(AnswerKind value) {
  return key("answer", name_in(kAnswerKind, value));
}
std::string name_of(Role value) {
  return std::string(name_in(kRole, value));
}
std::string name_of(PrivateKind value) {
  return std::string(name_in(kPrivateKind, value));
}

}  // namespace amends
