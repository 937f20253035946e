#include "ui/accessibility.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

namespace amends {

std::uint32_t NodeState::bits() const {
  return (disabled ? 1U << 0U : 0U) | (selected ? 1U << 1U : 0U) | (focused ? 1U << 2U : 0U) |
         (pressed ? 1U << 3U : 0U) | (clipped ? 1U << 4U : 0U);
}

void AccessibilityTree::begin() {
  building_.clear();
  open_.clear();
}

void AccessibilityTree::end() {
  assert(open_.empty() && "a group was opened and not closed");
  if (building_ == nodes_) return;
  std::swap(building_, nodes_);
  ++revision_;
}

std::uint64_t AccessibilityTree::add(Node node) {
  assert(node.id != 0);
  node.parent_id = open_.empty() ? 0 : open_.back();
  building_.push_back(std::move(node));
  return building_.back().id;
}

std::uint64_t AccessibilityTree::open(Node node) {
  const std::uint64_t id = add(std::move(node));
  open_.push_back(id);
  return id;
}

void AccessibilityTree::close() {
  assert(!open_.empty());
  open_.pop_back();
}

std::size_t AccessibilityTree::cut_text_count() const {
  return static_cast<std::size_t>(
      std::count_if(nodes_.begin(), nodes_.end(), [](const Node& node) { return node.text_cut; }));
}

const Node* AccessibilityTree::find(std::string_view label) const {
  const Node* found = nullptr;
  for (const Node& node : nodes_) {
    if (node.label != label) continue;
    if (node.tappable && !node.state.clipped) return &node;
    if (found == nullptr || (node.tappable && !found->tappable)) found = &node;
  }
  return found;
}

}  // namespace amends
