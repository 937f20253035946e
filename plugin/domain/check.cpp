#include "domain/check.hpp"

#include <algorithm>

namespace amends {

const CheckLine* Check::find(const LineId& line) const {
  const auto found = std::find_if(lines.begin(), lines.end(), [&](const CheckLine& it) { return it.id == line; });
  return found == lines.end() ? nullptr : &*found;
}

}  // namespace amends
