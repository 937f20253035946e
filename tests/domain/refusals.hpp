// Names of refusals for messages of tests.
#pragma once

#include <ostream>

#include "domain/decide.hpp"

namespace amends {

inline std::ostream& operator<<(std::ostream& out, Refusal refusal) {
  return out << "refusal " << static_cast<int>(refusal);
}

}  // namespace amends
