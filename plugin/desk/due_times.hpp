// When the follow-ups of the playbook fall due, in the store's local time. Pure.
#pragma once

#include "desk/ports.hpp"

namespace amends {

// before_bill: ten minutes on, while the guest is still there (S1.7). today: 18:00, or two hours on where that is later.
// tomorrow: 11:00. Both are when people take a call.
[[nodiscard]] DueTimes due_times(Instant now, const Calendar& calendar);

}  // namespace amends
