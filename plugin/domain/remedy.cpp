#include "domain/remedy.hpp"

namespace amends {

RemedyKind kind_of(const Remedy& remedy) {
  static_assert(std::variant_size_v<Remedy> == static_cast<std::size_t>(RemedyKind::gesture));
  return static_cast<RemedyKind>(remedy.index() + 1);
}

}  // namespace amends
