// The policy as a page to print for staff: who may give what, and what fits which failure.
// Promises: the same rules and the same words that the screens have. Plain text, at most 78 columns but for long names.
#pragma once

#include <string>

#include "desk/policy.hpp"
#include "desk/words.hpp"

namespace amends {

[[nodiscard]] std::string policy_page(const Policy& policy, const Words& words);

}  // namespace amends
