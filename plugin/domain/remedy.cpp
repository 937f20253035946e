#include "domain/remedy.hpp"

namespace amends {

const std::vector<ItemPart>* items_of(const Remedy& remedy) {
  if (const auto* replacement = std::get_if<Replacement>(&remedy)) return &replacement->items;
  if (const auto* exchange = std::get_if<Exchange>(&remedy)) return &exchange->items;
  if (const auto* gesture = std::get_if<Gesture>(&remedy)) return &gesture->items;
  return nullptr;
}

bool is_money(RemedyKind kind) {
  return kind == RemedyKind::refund || kind == RemedyKind::discount;
}

RemedyKind kind_for_guest(RemedyKind kind) {
  return is_money(kind) ? RemedyKind::refund : kind;
}

RemedyKind kind_of(const Remedy& remedy) {
  static_assert(std::variant_size_v<Remedy> == static_cast<std::size_t>(RemedyKind::gesture));
  return static_cast<RemedyKind>(remedy.index() + 1);
}

}  // namespace amends
