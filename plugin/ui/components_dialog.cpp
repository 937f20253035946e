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
  const bool is_new = ui.ask(ui.id(id));
  ui.cover(surface, false);
  Rgba veil = ui.colour(Colour::shade);
  veil.alpha = kVeil;
  ui.canvas().fill(surface, veil);

  const float edge = ui.px(space::kEdge);
  const float gap = ui.px(space::kInside);
  const float between = ui.px(space::kButtons);
  const float width = std::min(ui.px(kWidest), surface.width - 2 * edge);
  const float room = width - 2 * edge;
  const TextStyle words{
      .size = type::kText, .colour = Colour::soft, .max_lines = 0, .place = Place::top, .ground = Colour::card};
  const TextStyle title{
      .size = type::kTitle, .weight = Weight::semibold, .max_lines = 0, .place = Place::top, .ground = Colour::card};
  const ButtonSpec safe{.label = spec.safe};
  const ButtonSpec action{.label = spec.action, .kind = ButtonKind::primary};
  // Beside each other where both have the room, else below each other with the safe one last, under the thumb.
  const bool stacked = std::max(button_width(ui, safe), button_width(ui, action)) > (room - between) / 2;
  const float button_px = ui.target(size::kMainButton);
  const float buttons_px = stacked ? 2 * button_px + between : button_px;
  const float title_px = text_height(ui, spec.title, room, title);
  const float words_px = text_height(ui, spec.content, room, words);
  const float said_px = title_px + gap + words_px;
  const float said_most = surface.height - 4 * edge - gap - buttons_px;
  const float height = edge + std::min(said_px, said_most) + gap + buttons_px + edge;
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
  const Rect inside = card.inset(edge, edge);
  const auto draw_said = [&](const Rect& place) {
    text(ui, place.top(title_px), spec.title, title);
    text(ui, place.below(title_px, gap).top(words_px), spec.content, words);
  };
  if (said_px <= said_most) {
    draw_said(inside.top(said_px));
  } else {
    const Rect said = begin_scroll(ui, "said", inside.above(buttons_px, gap));
    draw_said({said.x, said.y, said.width, said_px});
    end_scroll(ui, said.y + said_px);
  }
  const Rect row = inside.bottom_piece(buttons_px);
  const std::size_t action_at = ui.left_handed() ? 0 : 1;
  const Rect safe_place = stacked ? row.bottom_piece(button_px) : row_cell(row, 1 - action_at, 2, between);
  const Rect action_place = stacked ? row.top(button_px) : row_cell(row, action_at, 2, between);
  DialogTap tapped = DialogTap::none;
  if (is_new) ui.focus(ui.id("safe"));
  if (button(ui, "safe", safe_place, safe) || ui.key(Key::escape)) tapped = DialogTap::safe;
  if (button(ui, "action", action_place, action)) tapped = DialogTap::action;
  return tapped;
}

}  // namespace amends
