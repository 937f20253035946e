// Figures: what one case counts for in the reports of its business day. A day's figures are the sum of its cases', so they can
// be kept with each fact and never need the cases again. Promises: pure; a case that was tapped by mistake counts for nothing.
// Refuses: to hold a guest's name, contact or words.
#pragma once

#include <compare>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/case.hpp"

namespace amends {

// What is counted. The number is stored; none is given again. A key of two parts has kPartGap between them.
enum class Measure : std::uint8_t {
  cases = 1,  // no key; sum: of the severities
  failure,    // FailureId
  item,       // a line's name, once for each case
  component,  // what items share
  group,      // menu group: the station that makes it
  hour,       // of the store's clock, "00" to "23"
  person,     // who recorded it
  lacks,      // "acknowledged", "remedied", "told": which of the three marks (S3) a finished case is without; "nothing"
  first_action,  // within so many minutes, a bound of kMinutes; sum: seconds. Apology, manager, offer: what came first
  offer,         // likewise, until something was offered
  fix,           // likewise, until the first fix was settled
  remedy,        // RemedyKind's name, of fixes that were done or keyed; sum: minor units
  extra,         // likewise
  given_by,      // who chose it, fixes and extras; sum: minor units
  approval,      // who said yes, and to whom; sum: minor units
  tried,         // FailureId and RemedyKind's name: a case in which that was done for it; sum: minor units
  outcome,       // FailureId and RemedyKind's name, gap, Outcome's name: how the guest left
  asked,         // WishId and the kind of the first fix that was done; "" where none was
  follow_up,     // FollowUpResult's name, or "open"
  recovered,     // of cases with a "not_yet": Outcome's name at the end
  coupon         // "issued", "spent": of coupons given; sum: minor units
};
inline constexpr Measure kLastMeasure = Measure::coupon;
inline constexpr char kPartGap = '\x1f';

// How a guest left, as far as anybody knows: by the last follow-up's result, or because their coupon came back.
enum class Outcome : std::uint8_t { unknown = 1, satisfied, came_back, not_yet, lost, not_reached };
[[nodiscard]] Outcome outcome_of(const Case& of);

[[nodiscard]] std::string_view name_of(Outcome outcome);
[[nodiscard]] std::string_view name_of(RemedyKind kind);
[[nodiscard]] std::string_view name_of(FollowUpResult result);

// The bounds, in minutes, that times are counted within; what took longer has the key "more".
inline constexpr std::int64_t kMinutes[] = {1, 2, 3, 5, 10, 20, 40};

struct Figure {
  Measure measure = Measure::cases;
  std::string key;
  std::int64_t count = 0;
  std::int64_t sum = 0;
  auto operator<=>(const Figure&) const = default;
};

// In the order of measure and key, each once.
[[nodiscard]] std::vector<Figure> figures_of(const Case& of);

// What has to be added to `before` to make it `after`: without what is the same. Both in the order of figures_of.
[[nodiscard]] std::vector<Figure> difference(std::span<const Figure> before, std::span<const Figure> after);

// The parts of a key, as many as there are gaps and one more.
[[nodiscard]] std::vector<std::string_view> parts_of(std::string_view key);
[[nodiscard]] std::string joined(std::string_view first, std::string_view second);

}  // namespace amends
