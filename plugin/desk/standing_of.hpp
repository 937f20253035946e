// What stands beside a case: worked out from the cases of the business day, the clock and the calendar. Pure.
#pragma once

#include <span>

#include "desk/ports.hpp"

namespace amends {

// When the business day began that `now` belongs to: 04:00 of the store's time (PRODUCT.md, Defaults).
[[nodiscard]] Instant business_day_begin(Instant now, const Calendar& calendar);

[[nodiscard]] SaleAge sale_age(const Check& check, const Playbook& playbook, Instant now, const Calendar& calendar);

// `today`: the cases of the business day, the newest first; `unsettled`: those of other days in which something is under way,
// which count for what a check still has to give. `subject` may be among either, and counts for nothing.
// `check`: the one that the case is about, or will be.
[[nodiscard]] Standing standing_of(const Case& subject, const FailureId& failure, const std::optional<Check>& check,
                                   const std::optional<Person>& operator_, const std::vector<Item>& items,
                                   std::span<const Case* const> today, std::span<const Case* const> unsettled,
                                   const Playbook& playbook);

}  // namespace amends
