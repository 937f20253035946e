// Which follow-up the playbook plans by itself. One rule for what the screen shows as preset and for what decide does.
#pragma once

#include "domain/decide.hpp"

namespace amends {

// Without a contact only a look in before the guest pays is possible, and only while they are still there.
[[nodiscard]] FollowUpWhen follow_up_preset(const Case& state, const Context& context, const Playbook& playbook);

}  // namespace amends
