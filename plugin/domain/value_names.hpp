// The names of alternatives, as files that leave the house have them: "wants_manager".
// Promises: each alternative has one, and keeps it for ever; a new one gets a name at the end. They are the enumerators' own.
// Refuses: to be shown to people; their words stand in language files.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include "domain/facts.hpp"
#include "domain/remedy.hpp"

namespace amends {

// In the order of the enumerators, the first of which is 1. Empty: an enumeration that leaves in no file.
template <class Enum>
inline constexpr std::array<std::string_view, 0> kValueNames{};
template <>
inline constexpr std::array kValueNames<PrivateKind> =
    std::to_array<std::string_view>({"words", "meaning", "wish", "guest_name", "phone", "mail", "promise", "note"});
template <>
inline constexpr std::array kValueNames<Channel> = std::to_array<std::string_view>({"at_check", "phone", "later"});
template <>
inline constexpr std::array kValueNames<Affected> = std::to_array<std::string_view>({"guest", "child", "companion",
                                                                                     "everyone"});
template <>
inline constexpr std::array kValueNames<Feeling> = std::to_array<std::string_view>({"annoyed", "angry", "embarrassed",
                                                                                    "worried", "disappointed"});
template <>
inline constexpr std::array kValueNames<Temper> = std::to_array<std::string_view>({"calm", "upset", "wants_manager",
                                                                                   "may_go_public"});
template <>
inline constexpr std::array kValueNames<Manner> = std::to_array<std::string_view>({"in_person", "by_phone",
                                                                                   "in_writing"});
template <>
inline constexpr std::array kValueNames<Step> = std::to_array<std::string_view>({"hear", "put_right", "extra",
                                                                                 "after"});
template <>
inline constexpr std::array kValueNames<AnswerKind> = std::to_array<std::string_view>(
    {"sent_back", "affected", "feeling", "temper", "words", "meaning", "wish_words", "guest_name", "promise_words",
     "contact", "wish", "said_back", "apology", "manager_called", "prevention", "extra_declined", "follow_up"});
template <>
inline constexpr std::array kValueNames<Told> = std::to_array<std::string_view>({"yes", "no", "not_known"});
template <>
inline constexpr std::array kValueNames<ActPurpose> = std::to_array<std::string_view>({"fix", "extra"});
template <>
inline constexpr std::array kValueNames<ActState> = std::to_array<std::string_view>({"needs_approval", "ready",
                                                                                     "started", "done", "failed",
                                                                                     "in_doubt", "to_be_keyed", "keyed",
                                                                                     "withdrawn", "declined"});
template <>
inline constexpr std::array kValueNames<WhyYes> = std::to_array<std::string_view>({"greater_loss", "failed_before",
                                                                                   "our_fault", "goodwill"});
template <>
inline constexpr std::array kValueNames<WhyNo> = std::to_array<std::string_view>({"beyond_harm", "other_fits",
                                                                                  "given_already"});
template <>
inline constexpr std::array kValueNames<FollowUpResult> = std::to_array<std::string_view>({"satisfied", "not_yet",
                                                                                           "lost", "not_reached"});
template <>
inline constexpr std::array kValueNames<FollowUpWhen> = std::to_array<std::string_view>({"before_bill", "today",
                                                                                         "tomorrow", "not_needed"});
template <>
inline constexpr std::array kValueNames<Severity> = std::to_array<std::string_view>({"minor", "clear", "serious",
                                                                                     "grave"});
template <>
inline constexpr std::array kValueNames<HostWork> = std::to_array<std::string_view>({"refund", "discount", "void_line",
                                                                                     "reorder", "exchange", "credit",
                                                                                     "add_at_zero"});
template <>
inline constexpr std::array kValueNames<SlipKind> = std::to_array<std::string_view>({"coupon", "promise", "remake",
                                                                                     "apology", "line_up"});
template <>
inline constexpr std::array kValueNames<Destination> = std::to_array<std::string_view>({"printer", "mail", "webhook",
                                                                                        "calendar"});
template <>
inline constexpr std::array kValueNames<DeliveryState> =
    std::to_array<std::string_view>({"waiting", "started", "done", "failed", "in_doubt", "dropped"});

// Empty for a number that the enumeration doesn't have.
template <class Enum>
[[nodiscard]] constexpr std::string_view value_name(Enum value) {
  static_assert(!kValueNames<Enum>.empty(), "every alternative that leaves the house has a name");
  const auto index = static_cast<std::size_t>(value) - 1;
  return index < kValueNames<Enum>.size() ? kValueNames<Enum>[index] : std::string_view();
}

}  // namespace amends
