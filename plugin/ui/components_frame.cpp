#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "ui/component_parts.hpp"

namespace amends {

namespace {

constexpr float kTitleCentre = 31;
constexpr float kDetailCentre = 56;
constexpr float kHeaderGap = 14;
constexpr float kConfirmedIcon = 17;
constexpr float kStepIcon = 20;
constexpr float kTabIcon = 30;
constexpr float kBadgeOut = 10;  // how far the badge stands out of the tab
constexpr float kTabPadding = 16;
constexpr float kTabSide = 8;

// A row of text whose middle lies that far below the top.
Rect line_at(Ui& ui, const Rect& rect, float centre, float type_size) {
  const float height = line_height(ui, type_size);
  return {rect.x, rect.y + ui.px(centre) - height / 2, rect.width, height};
}

// Draws a line smaller rather than cut.
TextLayout draw_fitting(Ui& ui, const Rect& rect, std::string_view content, float wanted, float smallest, Weight weight,
                        Rgba colour) {
  const float width = text_width(ui, content, wanted, weight);
  const float fitting = width > rect.width ? std::max(smallest, wanted * rect.width / width - 0.1F) : wanted;
  return draw_line(ui, rect, content, fitting, weight, colour);
}

// Title, and below it what is recorded: in the rectangle left of the buttons.
void draw_title(Ui& ui, const Rect& rect, const HeaderSpec& spec) {
  const Rgba paper = ui.colour(Colour::paper);
  const bool alone = spec.confirmed.empty() && spec.detail.empty();
  const Rect title = line_at(ui, rect, alone ? size::kHead / 2 : kTitleCentre, type::kTitle);
  const TextLayout layout =
      draw_fitting(ui, title, spec.title, type::kTitle, type::kLabel, Weight::semibold, ui.colour(Colour::ink));
  Node& node = add_node(ui, NodeRole::heading, spec.title, title);
  node.text_cut = layout.cut;
  set_colours(node, ui.colour(Colour::ink), paper);

  Rect line = line_at(ui, rect, kDetailCentre, type::kLabel);
  if (!spec.confirmed.empty()) {
    const Rgba accent = ui.colour(Colour::accent);
    const float mark = ui.px(kConfirmedIcon);
    ui.canvas().icon(Icon::check_circle, line.left(mark), kConfirmedIcon * ui.scale(), accent);
    const Rect rest = line.right_of(mark, ui.px(4));
    const TextLayout said = draw_line(ui, rest, spec.confirmed, type::kLabel, Weight::semibold, accent);
    Node& confirmed = add_node(ui, NodeRole::text, spec.confirmed, rest.left(std::ceil(said.width())));
    confirmed.text_cut = said.cut;
    set_colours(confirmed, accent, paper);
    line = rest.right_of(std::ceil(said.width()), ui.px(space::kButtons));
  }
  if (spec.detail.empty()) return;
  const TextLayout said =
      draw_fitting(ui, line, spec.detail, type::kLabel, type::kTag, Weight::regular, ui.colour(Colour::soft));
  Node& detail = add_node(ui, NodeRole::text, spec.detail, line);
  detail.text_cut = said.cut;
  set_colours(detail, ui.colour(Colour::soft), paper);
}

// As wide as its longest word needs it, in every language.
float tab_width(Ui& ui, const TabSpec& spec) {
  float widest = 0;
  for (std::size_t begin = 0; begin < spec.label.size();) {
    const std::size_t end = std::min(spec.label.find(' ', begin), spec.label.size());
    widest = std::max(widest, text_width(ui, spec.label.substr(begin, end - begin), type::kTab, Weight::semibold));
    begin = end + 1;
  }
  return std::max(ui.target(size::kTabWidth), std::ceil(widest) + 2 * ui.px(kTabSide));
}

TextLayout tab_label(Ui& ui, const TabSpec& spec) {
  return lay_out(ui, spec.label, type::kTab, Weight::semibold, tab_width(ui, spec) - 2 * ui.px(kTabSide), 3);
}

float badge_out(Ui& ui, const TabSpec& spec) {
  return spec.badge > 0 ? ui.px(kBadgeOut) : 0;
}

}  // namespace

void sheet_frame(Ui& ui, const Rect& rect, std::string_view label) {
  const Rect place = rect.snapped();
  ui.cover(place, true);
  ui.set_open(true);
  ui.canvas().fill(place, ui.colour(Colour::paper));
  Node node;
  node.id = ui.next_id(label);
  node.role = NodeRole::window;
  node.label = label;
  node.rect = place;
  ui.open_window(std::move(node));
}

std::optional<std::size_t> header(Ui& ui, const Rect& rect, const HeaderSpec& spec) {
  const Rect place = rect.snapped();
  const float side = ui.target(size::kSmallButton);
  const float gap = ui.px(kHeaderGap);
  const auto count = static_cast<float>(spec.buttons.size());
  const float taken = count * side + std::max(0.0F, count) * gap;
  draw_title(ui, place.left(place.width - taken), spec);
  std::optional<std::size_t> tapped;
  for (std::size_t index = 0; index < spec.buttons.size(); ++index) {
    const HeaderButton& wanted = spec.buttons[index];
    const float from_right = (count - static_cast<float>(index)) * (side + gap) - gap;
    const Rect square{place.right() - from_right, place.y + ui.px((size::kHead - size::kSmallButton) / 2 + 2), side,
                      side};
    const ButtonSpec button_spec{.label = wanted.label, .icon = wanted.icon, .kind = ButtonKind::icon_only};
    if (button(ui, wanted.id, square, button_spec)) tapped = index;
  }
  return tapped;
}

std::optional<std::size_t> step_bar(Ui& ui, std::string_view id, const Rect& rect, std::span<const StepSpec> steps) {
  const IdScope scope(ui, id);
  std::optional<std::size_t> tapped;
  for (std::size_t index = 0; index < steps.size(); ++index) {
    const StepSpec& step = steps[index];
    const Rect cell = row_cell(rect.snapped(), index, steps.size(), ui.px(8));
    const WidgetId item = ui.id("step", index);
    const Ui::Touch touch = ui.touch(item, cell);
    if (touch.tapped) tapped = index;
    const bool is_now = step.state == StepState::now;
    const bool is_done = step.state == StepState::done;
    CardLook look = card_look(ui, false, touch.pressed, true);
    look.ink = ui.colour(Colour::soft);
    if (!touch.pressed) look.ground = ui.colour(Colour::paper);
    if (is_done) {
      look.ground = ui.colour(touch.pressed ? Colour::card_pressed : Colour::accent_tint);
      look.line = look.ground;
      look.ink = ui.colour(Colour::accent);
    } else if (is_now) {
      look.ground = ui.colour(Colour::ink);
      look.line = look.ground;
      look.ink = ui.colour(Colour::paper);
    }
    draw_card(ui, cell, look, radius::kStep);
    const float mark = is_done ? ui.px(kStepIcon) : 0;
    const float gap = is_done ? ui.px(8) : 0;
    const Rect room = cell.inset(ui.px(6), 0);
    const TextLayout layout = lay_out(ui, step.label, type::kLabel, Weight::semibold, room.width - mark - gap, 1);
    const float from = std::round(room.x + (room.width - mark - gap - layout.width()) / 2);
    if (is_done) {
      ui.canvas().icon(Icon::check, {from, cell.y, mark, cell.height}, kStepIcon * ui.scale(), look.ink);
    }
    draw_text(ui, {from + mark + gap, cell.y, layout.width(), cell.height}, step.label, layout, Weight::semibold,
              look.ink);
    if (touch.focused) draw_focus(ui, cell, radius::kStep);
    Node& node = add_tap_node(ui, item, cell, touch, {NodeRole::tab, step.label, {}, is_now, true});
    node.text_cut = layout.cut;
    set_colours(node, look.ink, look.ground);
  }
  return tapped;
}

Rect tab_rect(Ui& ui, const TabSpec& spec, float y) {
  const float out = badge_out(ui, spec);
  const float content = ui.px(kTabIcon) + ui.px(6) + tab_label(ui, spec).height() + 2 * ui.px(kTabPadding);
  const float height = std::max(ui.px(size::kTabHeight), content);
  const float width = tab_width(ui, spec);
  const float x = ui.left_handed() ? ui.surface().x : ui.surface().right() - width - out;
  return {x, std::round(y) - out, width + out, height + out};
}

bool tab_button(Ui& ui, std::string_view id, const Rect& rect, const TabSpec& spec) {
  const Rect place = rect.snapped();
  ui.cover(place, false);
  const float out = badge_out(ui, spec);
  const bool left = ui.left_handed();
  const Rect body{left ? place.x : place.x + out, place.y + out, place.width - out, place.height - out};
  const WidgetId item = ui.id(id);
  const Ui::Touch touch = ui.touch(item, place);
  const Rgba ground = ui.colour(touch.pressed ? Colour::accent_pressed : Colour::accent);
  const Rgba ink = ui.colour(Colour::on_accent);
  ui.canvas().fill_rounded(body, ui.px(radius::kButton), ground, {!left, left, !left, left});
  const TextLayout layout = tab_label(ui, spec);
  const float content = ui.px(kTabIcon) + ui.px(6) + layout.height();
  const float top = std::round(body.centre().y - content / 2);
  ui.canvas().icon(spec.icon, {body.x, top, body.width, ui.px(kTabIcon)}, kTabIcon * ui.scale(), ink);
  const Rect lines{body.x, top + ui.px(kTabIcon) + ui.px(6), body.width, layout.height()};
  draw_text(ui, lines, spec.label, layout, Weight::semibold, ink, Align::centre, Place::top);
  if (touch.focused) ui.canvas().stroke_rounded(body, ui.px(radius::kButton), ui.px(2), ink);
  Node& node = add_tap_node(ui, item, place, touch, {NodeRole::button, spec.label, spec.badge_label, false, true});
  node.text_cut = layout.cut;
  set_colours(node, ink, ground);
  if (spec.badge > 0) {
    const float side = ui.px(size::kBadge);
    badge(ui, {left ? place.right() - side : place.x, place.y, side, side}, spec.badge, spec.badge_label);
  }
  return touch.tapped;
}

}  // namespace amends
