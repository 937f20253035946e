// What the components share: text set into a rectangle, the look of a card in its states, the node of a thing to tap.
// For plugin/ui/components_*.cpp only.

#pragma once

#include <optional>
#include <string_view>

#include "ui/components.hpp"
#include "ui/text_layout.hpp"
#include "ui/theme.hpp"
#include "ui/ui.hpp"

namespace amends {

// As wide as it is drawn and no wider than `width` (surface pixels). `size` is at scale 1.
[[nodiscard]] TextLayout lay_out(Ui& ui, std::string_view content, float size, Weight weight, float width,
                                 std::size_t lines_max);

// Draws a layout into a rectangle, with another weight than it was laid out with if wanted.
void draw_text(Ui& ui, const Rect& rect, std::string_view content, const TextLayout& layout, Weight weight, Rgba colour,
               Align align = Align::left, Place place = Place::middle);

// Lays out and draws on one line. Answers the layout, for its width and whether it was cut.
TextLayout draw_line(Ui& ui, const Rect& rect, std::string_view content, float size, Weight weight, Rgba colour,
                     Align align = Align::left);

// The colour that shows there when nothing else does: a colour over the paper.
[[nodiscard]] std::uint32_t argb_of(Rgba colour);

// How a card looks when it is chosen, pressed or out of use.
struct CardLook {
  Rgba ground;
  Rgba line;
  Rgba ink;
  Rgba soft;
  float thickness = 1;  // surface pixels
};
[[nodiscard]] CardLook card_look(const Ui& ui, bool selected, bool pressed, bool enabled);
void draw_card(Ui& ui, const Rect& rect, const CardLook& look, float corner_radius);

// What stands off: bands of shade around the rectangle, drawn before it.
void draw_elevation(Ui& ui, const Rect& rect, float corner_radius);

void draw_focus(Ui& ui, const Rect& rect, float corner_radius);

// A thing to tap in the tree.
struct TapNode {
  NodeRole role = NodeRole::button;
  std::string_view label;
  std::string_view value;
  bool selected = false;
  bool enabled = true;
};
Node& add_tap_node(Ui& ui, WidgetId id, const Rect& rect, const Ui::Touch& touch, const TapNode& spec);
// Text or another thing that only is there; its id comes from its label and place in the tree.
Node& add_node(Ui& ui, NodeRole role, std::string_view label, const Rect& rect, std::string_view value = {});
void set_colours(Node& node, Rgba text, Rgba ground);

}  // namespace amends
