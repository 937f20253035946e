// What stands beside a case: worked out from the cases of the business day, the clock and the calendar. Pure.
#pragma once

#include <span>

#include "desk/ports.hpp"

namespace amends {

// When the business day began that `now` belongs to: 04:00 of the store's time (PRODUCT.md, Defaults).
[[nodiscard]] Instant business_day_begin(Instant now, const Calendar& calendar);

// The store's hour, on the business day that it belongs to.
[[nodiscard]] StoreHour store_hour(Instant now, const Calendar& calendar);

// Midnight of a day counted since 1970-01-01, as a calendar writes it.
[[nodiscard]] LocalTime calendar_day(std::int32_t day);

[[nodiscard]] SaleAge sale_age(const Check& check, const Playbook& playbook, Instant now, const Calendar& calendar);

// What stands beside a case. It may be among them itself, and counts for nothing there but with its coupons.
struct OtherCases {
  std::span<const Case* const> today;      // of the business day, the newest first
  std::span<const Case* const> unsettled;  // of other days, in which something is under way: what a check has to give
  std::span<const Case* const> with_coupons;  // that came off the check, or are about to
};

// `check`: the one that the case is about, or will be.
[[nodiscard]] Standing standing_of(const Case& subject, const FailureId& failure, const std::optional<Check>& check,
                                   const std::optional<Person>& operator_, const std::vector<Item>& items,
                                   const OtherCases& others, const Playbook& playbook);

}  // namespace amends
