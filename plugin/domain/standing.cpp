#include "domain/standing.hpp"

#include <algorithm>

namespace amends {

std::size_t Standing::complaints_of(const ItemId& item) const {
  return static_cast<std::size_t>(std::count(complained_of.begin(), complained_of.end(), item));
}

}  // namespace amends
