// What an act is called, on screens and on slips.
#pragma once

#include <string>

#include "desk/words.hpp"
#include "domain/case.hpp"

namespace amends {

// Its template's title, with the amount where the words have a place for it.
[[nodiscard]] std::string remedy_title(const Words& words, const Act& act);
// The items it brings, "2 × Lemonade, Water"; without such, the same.
[[nodiscard]] std::string act_title(const Words& words, const Act& act);

}  // namespace amends
