// A slip that shows whether a printer is set up as it is: how many letters fit a line, the accents, a code to scan.
#pragma once

#include "desk/slip.hpp"
#include "desk/words.hpp"

namespace amends {

// Rulers of 32, 42 and 48 letters: the longest that stands in one line says which kind of printer it is.
[[nodiscard]] Slip test_slip(const Words& words);

}  // namespace amends
