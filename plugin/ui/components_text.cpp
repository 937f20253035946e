#include <algorithm>
#include <cmath>

#include "ui/component_parts.hpp"

namespace amends {

float text(Ui& ui, const Rect& rect, std::string_view content, const TextStyle& style) {
  if (content.empty()) return 0;
  const Rect place = rect.snapped();
  const float line = line_height(ui, style.size);
  const auto held = static_cast<std::size_t>(std::max(1.0F, std::floor(place.height / line)));
  const std::size_t lines_max = style.max_lines > 0 ? static_cast<std::size_t>(style.max_lines) : held;
  const TextLayout layout = lay_out(ui, content, style.size, style.weight, place.width, lines_max);
  const Rgba colour = ui.colour(style.colour);
  draw_text(ui, place, content, layout, style.weight, colour, style.align, style.place);
  if (style.in_tree) {
    Node& node = add_node(ui, NodeRole::text, content, place);
    node.text_cut = layout.cut;
    set_colours(node, colour, ui.colour(style.ground));
  }
  return layout.height();
}

float text_width(Ui& ui, std::string_view content, float size, Weight weight) {
  return ui.fonts().width(content, weight, size * ui.scale());
}

float text_height(Ui& ui, std::string_view content, float width, const TextStyle& style) {
  const auto lines_max = static_cast<std::size_t>(std::max(0, style.max_lines));
  return lay_out(ui, content, style.size, style.weight, width, lines_max).height();
}

float line_height(Ui& ui, float size) {
  return ui.fonts().metrics(Weight::regular, size * ui.scale()).line_height;
}

void heading(Ui& ui, const Rect& rect, std::string_view label, std::string_view trailing) {
  const Rect place = rect.snapped();
  const Rgba colour = ui.colour(Colour::soft);
  float taken = 0;
  bool cut = false;
  if (!trailing.empty()) {
    const TextLayout end = draw_line(ui, place, trailing, type::kLabel, Weight::semibold, colour, Align::right);
    taken = end.width() + ui.px(space::kButtons);
    cut = end.cut;
  }
  const Rect room = place.left(place.width - taken);
  const TextLayout layout = draw_line(ui, room, label, type::kLabel, Weight::semibold, colour);
  Node& node = add_node(ui, NodeRole::heading, label, place, trailing);
  node.text_cut = cut || layout.cut;
  set_colours(node, colour, ui.colour(Colour::paper));
}

void icon(Ui& ui, const Rect& rect, Icon which, Colour colour, float size) {
  ui.canvas().icon(which, rect, size * ui.scale(), ui.colour(colour));
}

void divider(Ui& ui, const Rect& rect) {
  const Rect place = rect.snapped();
  ui.canvas().fill({place.x, place.y, place.width, ui.px(size::kHairline)}, ui.colour(Colour::line));
}

}  // namespace amends
