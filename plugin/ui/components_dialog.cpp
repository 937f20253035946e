#include <algorithm>
#include <cmath>

#include "ui/component_parts.hpp"

namespace amends {

namespace {

constexpr float kWidest = 520;
constexpr float kComesFrom = 16;    // pixels at scale 1 below its place
constexpr std::uint8_t kVeil = 96;  // of 255: what lies behind stays in sight

}  // namespace

DialogTap dialog(Ui& ui, std::string_view id, const DialogSpec& spec) {
  const Rect surface = ui.surface();
  ui.set_modal(true);
  ui.cover(surface, false);
  Rgba veil = ui.colour(Colour::shade);
  veil.alpha = kVeil;
  ui.canvas().fill(surface, veil);

  const float edge = ui.px(space::kEdge);
  const float width = std::min(ui.px(kWidest), surface.width - 2 * edge);
  const float room = width - 2 * edge;
  const TextStyle words{
      .size = type::kText, .colour = Colour::soft, .max_lines = 0, .place = Place::top, .ground = Colour::card};
  const TextStyle title{
      .size = type::kTitle, .weight = Weight::semibold, .max_lines = 2, .place = Place::top, .ground = Colour::card};
  const float title_px = text_height(ui, spec.title, room, title);
  const float words_px = text_height(ui, spec.content, room, words);
  const float gap = ui.px(space::kInside);
  const float buttons_px = ui.target(size::kMainButton);
  const float height = edge + title_px + gap + words_px + gap + buttons_px + edge;
  const float away = (1 - ui.come(ui.id(id))) * ui.px(kComesFrom);
  const Rect card =
      Rect{surface.centre().x - width / 2, surface.centre().y - height / 2 + away, width, height}.snapped();
  draw_elevation(ui, card, radius::kButton);
  ui.canvas().card(card, ui.px(radius::kButton), ui.colour(Colour::card), ui.px(size::kHairline),
                   ui.colour(Colour::line));
  Node window;
  window.id = ui.id(id);
  window.role = NodeRole::window;
  window.label = spec.title;
  window.rect = card;
  ui.open_window(std::move(window));
  const IdScope scope(ui, id);
  Rect inside = card.inset(edge, edge);
  text(ui, inside.top(title_px), spec.title, title);
  inside = inside.below(title_px, gap);
  text(ui, inside.top(words_px), spec.content, words);
  const Rect row = inside.bottom_piece(buttons_px);
  DialogTap tapped = DialogTap::none;
  const std::size_t action_at = ui.left_handed() ? 0 : 1;
  if (button(ui, "safe", row_cell(row, 1 - action_at, 2, ui.px(space::kButtons)), {.label = spec.safe}) ||
      ui.key(Key::escape)) {
    tapped = DialogTap::safe;
  }
  if (button(ui, "action", row_cell(row, action_at, 2, ui.px(space::kButtons)),
             {.label = spec.action, .kind = ButtonKind::primary})) {
    tapped = DialogTap::action;
  }
  return tapped;
}

}  // namespace amends
