#include <algorithm>
#include <cmath>
#include <string>

#include "ui/component_parts.hpp"

namespace amends {

namespace {

constexpr float kButtonPadding = 22;
constexpr float kButtonGap = 10;
constexpr float kCompactPadding = 12;
constexpr float kCompactGap = 9;
constexpr float kDetailGap = 2;
constexpr float kCardPadding = 9;  // above and below text that fills a card
constexpr float kTagGap = 6;
constexpr float kTagHeight = 24;
constexpr float kRowPadding = 16;
constexpr float kRowGap = 14;
constexpr float kRowTitle = 17;
constexpr int kPrimaryOffPercent = 20;

float button_type(const ButtonSpec& spec) {
  if (spec.size > 0) return spec.size;
  return spec.kind == ButtonKind::primary ? type::kMainButton : type::kButton;
}

struct ButtonLook {
  Rgba ground;
  Rgba line;
  Rgba ink;
};

ButtonLook button_look(const Ui& ui, const ButtonSpec& spec, bool pressed) {
  if (spec.kind == ButtonKind::primary) {
    if (!spec.enabled) {
      const Rgba ground = mixed(ui.colour(Colour::paper), ui.colour(Colour::line), kPrimaryOffPercent);
      return {ground, ui.colour(Colour::line), ui.colour(Colour::soft)};
    }
    const Rgba ground = ui.colour(pressed ? Colour::accent_pressed : Colour::accent);
    return {ground, ground, ui.colour(Colour::on_accent)};
  }
  const CardLook look = card_look(ui, false, pressed, spec.enabled);
  return {look.ground, look.line, look.ink};
}

// The two lines of a choice: where they stand and how they are broken, for drawing and for its height.
struct ChoiceLayout {
  float padding = 0;
  float gap = 0;
  float icon = 0;
  float trailing = 0;  // with the gap before it
  TextLayout label;
  TextLayout detail;

  [[nodiscard]] float text_height(float between) const {
    return label.height() + (detail.lines.empty() ? 0 : between + detail.height());
  }
};

ChoiceLayout lay_out_choice(Ui& ui, float width, const ChoiceSpec& spec) {
  ChoiceLayout layout;
  layout.padding = ui.px(spec.compact ? kCompactPadding : space::kInside);
  layout.gap = ui.px(spec.compact ? kCompactGap : space::kButtons);
  layout.icon = spec.icon ? ui.px(size::kIcon) + layout.gap : 0;
  if (spec.trailing_icon) layout.trailing += ui.px(size::kIcon) + layout.gap;
  if (!spec.trailing.empty()) layout.trailing += std::ceil(text_width(ui, spec.trailing, type::kLabel)) + layout.gap;
  const float room = width - 2 * layout.padding - layout.icon - layout.trailing;
  const float label_size = spec.compact ? type::kCompact : type::kText;
  // Broken as if it were chosen, so that nothing moves when it is.
  layout.label = lay_out(ui, spec.label, label_size, spec.hint ? Weight::regular : Weight::semibold, room, 0);
  layout.detail = lay_out(ui, spec.detail, type::kSmall, Weight::regular, room, 0);
  return layout;
}

NodeRole role_of(ChoiceRole role) {
  switch (role) {
    case ChoiceRole::check_box:
      return NodeRole::check_box;
    case ChoiceRole::radio:
      return NodeRole::radio;
    case ChoiceRole::button:
      break;
  }
  return NodeRole::button;
}

float tag_width(Ui& ui, std::string_view label) {
  return std::ceil(text_width(ui, label, type::kTag, Weight::semibold)) + 2 * ui.px(9);
}

// Label and, below it, detail, in the middle of the rectangle. True: some of it was cut.
bool draw_two(Ui& ui, const Rect& rect, std::string_view label, const TextLayout& first, Weight weight, Rgba ink,
              std::string_view detail, const TextLayout& second, Rgba soft) {
  const float between = second.lines.empty() ? 0 : ui.px(kDetailGap);
  const float height = first.height() + between + second.height();
  const float top = rect.y + (rect.height - height) / 2;
  draw_text(ui, {rect.x, top, rect.width, first.height()}, label, first, weight, ink);
  const Rect below{rect.x, top + first.height() + between, rect.width, second.height()};
  draw_text(ui, below, detail, second, Weight::regular, soft);
  return first.cut || second.cut || height > rect.height;
}

struct OptionLayout {
  float right = 0;  // the column of cost and answer
  TextLayout title;
  TextLayout reason;
};

OptionLayout lay_out_option(Ui& ui, float width, const OptionSpec& spec) {
  OptionLayout layout;
  const float cost = std::ceil(text_width(ui, spec.cost, type::kLabel, Weight::medium));
  layout.right = std::max(cost, spec.answer.empty() ? 0 : tag_width(ui, spec.answer));
  const float icon = spec.icon ? ui.px(size::kIcon) + ui.px(space::kButtons) : 0;
  const float room = width - 2 * ui.px(space::kInside) - icon - layout.right - ui.px(space::kButtons);
  layout.title = lay_out(ui, spec.title, type::kText, Weight::semibold, room, 0);
  layout.reason = lay_out(ui, spec.reason, type::kSmall, Weight::regular, room, 0);
  return layout;
}

struct RowLayout {
  float icon = 0;
  float tag = 0;
  float action = 0;
  TextLayout title;
  TextLayout detail;
};

ButtonSpec action_button(const ListRowSpec& spec) {
  return {.label = spec.action};
}

RowLayout lay_out_row(Ui& ui, float width, const ListRowSpec& spec) {
  RowLayout layout;
  const float gap = ui.px(kRowGap);
  if (spec.icon) layout.icon = ui.px(size::kIcon) + gap;
  if (!spec.tag.empty()) layout.tag = tag_width(ui, spec.tag) + gap;
  if (!spec.action.empty()) layout.action = button_width(ui, action_button(spec)) + gap;
  const float room = width - 2 * ui.px(kRowPadding) - layout.icon - layout.tag - layout.action;
  layout.title = lay_out(ui, spec.title, kRowTitle, Weight::semibold, room, 0);
  layout.detail = lay_out(ui, spec.detail, type::kLabel, Weight::regular, room, 0);
  return layout;
}

}  // namespace

bool button(Ui& ui, std::string_view id, const Rect& rect, const ButtonSpec& spec) {
  const Rect place = rect.snapped();
  const WidgetId item = ui.id(id);
  const Ui::Touch touch = ui.touch(item, place, spec.enabled);
  const ButtonLook look = button_look(ui, spec, touch.pressed);
  const bool small = place.height <= ui.target(size::kSmallButton) && spec.kind == ButtonKind::icon_only;
  const float corners = small ? radius::kCard : radius::kButton;
  ui.canvas().card(place, ui.px(corners), look.ground, ui.px(size::kHairline), look.line);

  bool cut = false;
  const float icon_side = ui.px(size::kIcon);
  if (spec.kind == ButtonKind::icon_only) {
    ui.canvas().icon(spec.icon.value_or(Icon::more_horiz), place, size::kIcon * ui.scale(), look.ink);
  } else {
    const float before = spec.icon ? icon_side + ui.px(kButtonGap) : 0;
    const float after = spec.trailing_icon ? icon_side + ui.px(kButtonGap) : 0;
    const float tight = std::min(ui.px(kButtonPadding), ui.px(8));
    const float room = place.width - before - after - 2 * tight;
    const float line = line_height(ui, button_type(spec));
    const auto lines = static_cast<std::size_t>(std::max(1.0F, std::floor((place.height - ui.px(8)) / line)));
    const TextLayout layout = lay_out(ui, spec.label, button_type(spec), Weight::semibold, room, lines);
    cut = layout.cut;
    const float width = before + layout.width() + after;
    float from = std::round(place.x + (place.width - width) / 2);
    if (spec.icon) {
      ui.canvas().icon(*spec.icon, {from, place.y, icon_side, place.height}, size::kIcon * ui.scale(), look.ink);
    }
    from += before;
    draw_text(ui, {from, place.y, layout.width(), place.height}, spec.label, layout, Weight::semibold, look.ink,
              Align::centre);
    if (spec.trailing_icon) {
      const Rect end{std::round(from + layout.width() + ui.px(kButtonGap)), place.y, icon_side, place.height};
      ui.canvas().icon(*spec.trailing_icon, end, size::kIcon * ui.scale(), look.ink);
    }
  }
  if (touch.focused) draw_focus(ui, place, corners);
  Node& node = add_tap_node(ui, item, place, touch, {NodeRole::button, spec.label, {}, false, spec.enabled});
  node.text_cut = cut;
  set_colours(node, look.ink, look.ground);
  return touch.tapped;
}

float button_width(Ui& ui, const ButtonSpec& spec) {
  const float icon_side = ui.px(size::kIcon);
  if (spec.kind == ButtonKind::icon_only) return ui.px(70);
  float width = std::ceil(text_width(ui, spec.label, button_type(spec), Weight::semibold)) + 2 * ui.px(kButtonPadding);
  if (spec.icon) width += icon_side + ui.px(kButtonGap);
  if (spec.trailing_icon) width += icon_side + ui.px(kButtonGap);
  return std::max(width, ui.target(size::kMainButton));
}

bool choice(Ui& ui, std::string_view id, const Rect& rect, const ChoiceSpec& spec) {
  const Rect place = rect.snapped();
  const WidgetId item = ui.id(id);
  const Ui::Touch touch = ui.touch(item, place, spec.enabled);
  const CardLook look = card_look(ui, spec.selected, touch.pressed, spec.enabled);
  draw_card(ui, place, look, radius::kCard);
  const ChoiceLayout layout = lay_out_choice(ui, place.width, spec);
  const Rgba ink = spec.hint && !spec.selected ? look.soft : look.ink;
  if (spec.icon) {
    const Rect at{place.x + layout.padding, place.y, ui.px(size::kIcon), place.height};
    ui.canvas().icon(*spec.icon, at, size::kIcon * ui.scale(), ink);
  }
  Rect end = place.inset(layout.padding, 0);
  if (spec.trailing_icon) {
    ui.canvas().icon(*spec.trailing_icon, end.right_piece(ui.px(size::kIcon)), size::kIcon * ui.scale(), look.soft);
    end = end.left_of(ui.px(size::kIcon), layout.gap);
  }
  if (!spec.trailing.empty()) {
    draw_line(ui, end, spec.trailing, type::kLabel, Weight::regular, look.soft, Align::right);
  }
  const Rect inside{place.x + layout.padding + layout.icon, place.y,
                    place.width - 2 * layout.padding - layout.icon - layout.trailing, place.height};
  const Weight weight = spec.hint ? Weight::regular : spec.selected ? Weight::semibold : Weight::medium;
  const bool cut = draw_two(ui, inside, spec.label, layout.label, weight, ink, spec.detail, layout.detail, look.soft);
  if (touch.focused) draw_focus(ui, place, radius::kCard);
  Node& node = add_tap_node(ui, item, place, touch,
                            {role_of(spec.role), spec.spoken.empty() ? spec.label : spec.spoken,
                             spec.detail.empty() ? spec.trailing : spec.detail, spec.selected, spec.enabled});
  node.text_cut = cut;
  set_colours(node, ink, look.ground);
  return touch.tapped;
}

float choice_height(Ui& ui, float width, const ChoiceSpec& spec) {
  const ChoiceLayout layout = lay_out_choice(ui, std::round(width), spec);
  const float least = ui.target(spec.detail.empty() ? size::kCard : size::kCardWithDetail);
  return std::max(least, layout.text_height(ui.px(kDetailGap)) + 2 * ui.px(kCardPadding));
}

bool option(Ui& ui, std::string_view id, const Rect& rect, const OptionSpec& spec) {
  const Rect place = rect.snapped();
  const WidgetId item = ui.id(id);
  const Ui::Touch touch = ui.touch(item, place);
  const CardLook look = card_look(ui, spec.selected, touch.pressed, true);
  draw_card(ui, place, look, radius::kCard);
  const OptionLayout layout = lay_out_option(ui, place.width, spec);
  Rect inside = place.inset(ui.px(space::kInside), 0);
  if (spec.icon) {
    ui.canvas().icon(*spec.icon, inside.left(ui.px(size::kIcon)), size::kIcon * ui.scale(), look.ink);
    inside = inside.right_of(ui.px(size::kIcon), ui.px(space::kButtons));
  }
  const Rect right = inside.right_piece(layout.right);
  const float cost_height = line_height(ui, type::kLabel);
  const float tag_height = spec.answer.empty() ? 0 : ui.px(kTagHeight) + ui.px(kTagGap) - ui.px(2);
  const float top = std::round(place.centre().y - (cost_height + tag_height) / 2);
  const TextLayout cost = draw_line(ui, {right.x, top, right.width, cost_height}, spec.cost, type::kLabel,
                                    Weight::medium, spec.selected ? look.ink : look.soft, Align::right);
  if (!spec.answer.empty()) {
    tag(ui, {right.x, top + cost_height + ui.px(kTagGap) - ui.px(2), right.width, ui.px(kTagHeight)}, spec.answer,
        spec.answer_kind);
  }
  const Rect words = inside.left_of(layout.right, ui.px(space::kButtons));
  const Weight weight = spec.selected ? Weight::semibold : Weight::medium;
  const bool cut =
      draw_two(ui, words, spec.title, layout.title, weight, look.ink, spec.reason, layout.reason, look.soft);
  if (touch.focused) draw_focus(ui, place, radius::kCard);
  std::string value(spec.cost);
  if (!spec.answer.empty()) value.append(" · ").append(spec.answer);
  if (!spec.reason.empty()) value.append(" · ").append(spec.reason);
  Node& node = add_tap_node(ui, item, place, touch, {NodeRole::radio, spec.title, value, spec.selected, true});
  node.text_cut = cut || cost.cut;
  set_colours(node, look.ink, look.ground);
  return touch.tapped;
}

float option_height(Ui& ui, float width, const OptionSpec& spec) {
  const OptionLayout layout = lay_out_option(ui, std::round(width), spec);
  const float between = layout.reason.lines.empty() ? 0 : ui.px(kDetailGap);
  return std::max(ui.target(size::kOption),
                  layout.title.height() + between + layout.reason.height() + 2 * ui.px(kCardPadding));
}

RowTap list_row(Ui& ui, std::string_view id, const Rect& rect, const ListRowSpec& spec) {
  const Rect place = rect.snapped();
  const RowLayout layout = lay_out_row(ui, place.width, spec);
  const WidgetId item = ui.id(id);
  RowTap tap = RowTap::none;
  // The action lies on the row: what is touched first there gets the tap.
  Ui::Touch action_touch;
  Rect action_place;
  const WidgetId action_item = ui.id(id, 1);
  if (!spec.action.empty()) {
    const float height = ui.target(size::kSmallButton);
    const float width = layout.action - ui.px(kRowGap);
    action_place = Rect{place.right() - ui.px(kRowPadding) - width, place.centre().y - height / 2, width, height};
    action_place = action_place.snapped();
    action_touch = ui.touch(action_item, action_place);
    if (action_touch.tapped) tap = RowTap::action;
  }
  const Ui::Touch touch = ui.touch(item, place);
  if (touch.tapped) tap = RowTap::row;
  CardLook look = card_look(ui, spec.selected, touch.pressed, true);
  if (spec.waiting) {
    look.line = ui.colour(Colour::waiting);
    look.thickness = ui.px(size::kSelectedLine);
  }
  draw_card(ui, place, look, radius::kCard);
  Rect inside = place.inset(ui.px(kRowPadding), 0);
  if (spec.icon) {
    ui.canvas().icon(*spec.icon, inside.left(ui.px(size::kIcon)), size::kIcon * ui.scale(), look.ink);
    inside = inside.right_of(ui.px(size::kIcon), ui.px(kRowGap));
  }
  inside = inside.left_of(layout.action);
  if (!spec.tag.empty()) tag(ui, inside, spec.tag, spec.tag_kind);
  const Rect words = inside.left_of(layout.tag);
  const bool cut =
      draw_two(ui, words, spec.title, layout.title, Weight::semibold, look.ink, spec.detail, layout.detail, look.soft);
  if (touch.focused) draw_focus(ui, place, radius::kCard);
  std::string value(spec.detail);
  if (!spec.tag.empty()) value.append(value.empty() ? "" : " · ").append(spec.tag);
  Node& node = add_tap_node(ui, item, place, touch, {NodeRole::list_item, spec.title, value, spec.selected, true});
  node.text_cut = cut;
  set_colours(node, look.ink, look.ground);
  if (spec.action.empty()) return tap;

  const ButtonLook button_colours = button_look(ui, action_button(spec), action_touch.pressed);
  ui.canvas().card(action_place, ui.px(radius::kButton), button_colours.ground, ui.px(size::kHairline),
                   button_colours.line);
  const TextLayout label =
      draw_line(ui, action_place, spec.action, type::kButton, Weight::semibold, button_colours.ink, Align::centre);
  if (action_touch.focused) draw_focus(ui, action_place, radius::kButton);
  Node& action = add_tap_node(ui, action_item, action_place, action_touch,
                              {NodeRole::button, spec.action, spec.title, false, true});
  action.text_cut = label.cut;
  set_colours(action, button_colours.ink, button_colours.ground);
  return tap;
}

float list_row_height(Ui& ui, float width, const ListRowSpec& spec) {
  const RowLayout layout = lay_out_row(ui, std::round(width), spec);
  const float between = layout.detail.lines.empty() ? 0 : ui.px(kDetailGap);
  const float least = ui.px(spec.action.empty() ? size::kRow : size::kRowWithAction);
  return std::max(least, layout.title.height() + between + layout.detail.height() + 2 * ui.px(space::kInside));
}

float tag(Ui& ui, const Rect& rect, std::string_view label, TagKind kind) {
  const Rect place = rect.snapped();
  const bool waiting = kind == TagKind::waiting;
  const Rgba ground = ui.colour(waiting ? Colour::waiting_tint : Colour::accent_tint);
  const Rgba ink = ui.colour(waiting ? Colour::waiting : Colour::accent);
  const float width = std::min(tag_width(ui, label), place.width);
  const float height = ui.px(kTagHeight);
  const Rect pill = Rect{place.right() - width, place.y + (place.height - height) / 2, width, height}.snapped();
  ui.canvas().fill_rounded(pill, ui.px(radius::kTag), ground);
  const TextLayout layout =
      draw_line(ui, pill.inset(ui.px(8), 0), label, type::kTag, Weight::semibold, ink, Align::centre);
  Node& node = add_node(ui, NodeRole::text, label, pill);
  node.text_cut = layout.cut;
  set_colours(node, ink, ground);
  return width;
}

}  // namespace amends
