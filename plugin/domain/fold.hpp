// fold: what a case is after one more fact. The only place where a case changes.
// Promises: total and pure; the same facts give the same case, in this version and in all later ones.
#pragma once

#include <span>

#include "domain/facts.hpp"

namespace amends {

[[nodiscard]] Case fold(Case state, const Fact& fact);
[[nodiscard]] Case fold_all(std::span<const Fact> facts);

}  // namespace amends
