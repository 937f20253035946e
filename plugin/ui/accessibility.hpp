// The tree of what is visible: the ground for screen readers, for journeys and for tests.
// Promises: it describes the picture built last; parents stand before children, in reading order; an id stays the same
// while the thing is there; the revision grows by one with each picture whose tree differs from the one before.
// Refuses: to hold anything that is not on screen.

#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ui/geometry.hpp"

namespace amends {

// In step with AMENDS_NODE_*.
enum class NodeRole : std::uint8_t {
  window = 1,
  group,
  heading,
  text,
  button,
  check_box,
  radio,
  tab,
  text_field,
  list,
  list_item,
  alert,
  image,
  progress,
};

// In step with the AMENDS_NODE_* state bits.
struct NodeState {
  bool disabled = false;
  bool selected = false;
  bool focused = false;
  bool pressed = false;
  bool clipped = false;  // scrolled away, in part or whole

  [[nodiscard]] std::uint32_t bits() const;
  friend bool operator==(const NodeState&, const NodeState&) = default;
};

struct Node {
  std::uint64_t id = 0;
  std::uint64_t parent_id = 0;  // 0: the root
  NodeRole role = NodeRole::text;
  std::string label;
  std::string value;  // a field's content, a choice's second line; empty: none
  Rect rect;          // surface pixels, the whole thing even where it is clipped
  NodeState state;
  bool tappable = false;
  bool text_cut = false;     // some of its text did not fit and ends in an ellipsis
  bool word_broken = false;  // a word of it goes on in the next line, without a hyphen
  // The colours that its text has, for contrast checks; alpha 0: not known.
  std::uint32_t text_argb = 0;
  std::uint32_t ground_argb = 0;

  friend bool operator==(const Node&, const Node&) = default;
};

class AccessibilityTree {
 public:
  // A new picture begins; the nodes are filled anew.
  void begin();
  // The picture is whole; the revision grows if it differs from the last one.
  void end();

  // Adds a node below the open group. Its parent_id is set here. Returns its id.
  std::uint64_t add(Node node);
  // Nodes added until `close` are children of this one.
  std::uint64_t open(Node node);
  void close();
  // The node added last is changed further: a component learns late that its text was cut.
  [[nodiscard]] Node& last() { return building_.back(); }

  // The whole picture built last, in reading order.
  [[nodiscard]] std::span<const Node> nodes() const { return nodes_; }
  [[nodiscard]] std::uint64_t revision() const { return revision_; }
  // How many nodes of the picture built last have cut text; tests want zero.
  [[nodiscard]] std::size_t cut_text_count() const;
  // The first visible node with that label, a tappable one before others; null: none. Valid until the next picture.
  [[nodiscard]] const Node* find(std::string_view label) const;

 private:
  std::vector<Node> nodes_;
  std::vector<Node> building_;
  std::vector<std::uint64_t> open_;
  std::uint64_t revision_ = 0;
};

}  // namespace amends
