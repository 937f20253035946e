#include "ui/component_parts.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

namespace amends {

namespace {

constexpr float kFocusGap = 2;
constexpr float kFocusLine = 2;
constexpr int kPressedPercent = 12;
constexpr int kOffPercent = 60;  // of the line around what is out of use

}  // namespace

TextLayout lay_out(Ui& ui, std::string_view content, float size, Weight weight, float width, std::size_t lines_max) {
  return lay_out(ui.fonts(), content, weight, size * ui.scale(), width, lines_max);
}

void draw_text(Ui& ui, const Rect& rect, std::string_view content, const TextLayout& layout, Weight weight, Rgba colour,
               Align align, Place place) {
  if (layout.lines.empty()) return;
  if (layout.word_broken) ui.tell_word_broken();
  const float capital = ui.fonts().metrics(weight, layout.em).cap_height;
  const float spare = rect.height - layout.height();
  float top = rect.y + (place == Place::middle ? spare / 2 : 0);
  for (const TextLine& line : layout.lines) {
    float pen = rect.x;
    if (align == Align::centre) pen += (rect.width - line.width) / 2;
    if (align == Align::right) pen += rect.width - line.width;
    // A capital's middle stands in the line's middle: what the eye takes for the text's middle.
    const float baseline = top + (layout.line_height + capital) / 2;
    const std::string_view part = content.substr(line.begin, line.end - line.begin);
    const float end = ui.canvas().line(part, pen, baseline, weight, layout.em, colour);
    if (line.ellipsis) ui.canvas().line(kEllipsis, end, baseline, weight, layout.em, colour);
    top += layout.line_height;
  }
}

TextLayout draw_line(Ui& ui, const Rect& rect, std::string_view content, float size, Weight weight, Rgba colour,
                     Align align) {
  TextLayout layout = lay_out(ui, content, size, weight, rect.width, 1);
  draw_text(ui, rect, content, layout, weight, colour, align);
  return layout;
}

std::uint32_t argb_of(Rgba colour) {
  return static_cast<std::uint32_t>(colour.alpha) << 24U | static_cast<std::uint32_t>(colour.red) << 16U |
         static_cast<std::uint32_t>(colour.green) << 8U | colour.blue;
}

CardLook card_look(const Ui& ui, bool selected, bool pressed, bool enabled) {
  const Rgba accent = ui.colour(Colour::accent);
  CardLook look;
  if (selected) {
    look = {ui.colour(Colour::accent_tint), accent, accent, accent, ui.px(size::kSelectedLine)};
    if (pressed) look.ground = mixed(look.ground, accent, kPressedPercent);
  } else {
    look = {ui.colour(Colour::card), ui.colour(Colour::line), ui.colour(Colour::ink), ui.colour(Colour::soft),
            ui.px(size::kHairline)};
    if (pressed) look.ground = ui.colour(Colour::card_pressed);
  }
  if (!enabled) {
    look.ground = ui.colour(Colour::paper);
    look.line = mixed(look.line, look.ground, kOffPercent);
    look.ink = ui.colour(Colour::soft);
  }
  return look;
}

void draw_card(Ui& ui, const Rect& rect, const CardLook& look, float corner_radius) {
  ui.canvas().card(rect, ui.px(corner_radius), look.ground, look.thickness, look.line);
}

void draw_elevation(Ui& ui, const Rect& rect, float corner_radius) {
  Rgba shade = ui.colour(Colour::shade);
  shade.alpha = elevation::kBandAlpha;
  for (std::size_t band = elevation::kBands; band > 0; --band) {
    const float out =
        std::round(ui.px(elevation::kReach) * static_cast<float>(band) / static_cast<float>(elevation::kBands));
    const Rect around{rect.x - out, rect.y - out / 2, rect.width + 2 * out, rect.height + out + out / 2};
    ui.canvas().fill_rounded(around.snapped(), ui.px(corner_radius) + out, shade);
  }
}

void draw_focus(Ui& ui, const Rect& rect, float corner_radius) {
  const float gap = ui.px(kFocusGap);
  const float line = ui.px(kFocusLine);
  ui.canvas().stroke_rounded(rect.inset(-gap - line, -gap - line), ui.px(corner_radius) + gap + line, line,
                             ui.colour(Colour::focus));
}

Node& add_tap_node(Ui& ui, WidgetId id, const Rect& rect, const Ui::Touch& touch, const TapNode& spec) {
  Node node;
  node.id = id;
  node.role = spec.role;
  node.label = spec.label;
  node.value = spec.value;
  node.rect = rect;
  node.tappable = spec.enabled;
  node.state.disabled = !spec.enabled;
  node.state.selected = spec.selected;
  node.state.focused = touch.focused;
  node.state.pressed = touch.pressed;
  return ui.node(std::move(node));
}

Node& add_node(Ui& ui, NodeRole role, std::string_view label, const Rect& rect, std::string_view value) {
  Node node;
  node.id = ui.next_id(label);
  node.role = role;
  node.label = label;
  node.value = value;
  node.rect = rect;
  return ui.node(std::move(node));
}

void set_colours(Node& node, Rgba text, Rgba ground) {
  node.text_argb = argb_of(text);
  node.ground_argb = argb_of(ground);
}

}  // namespace amends
