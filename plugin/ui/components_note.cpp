#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "ui/component_parts.hpp"

namespace amends {

namespace {

constexpr float kBannerGap = 10;
constexpr float kBannerPadding = 12;
constexpr float kQuotePadding = 16;
constexpr float kQuoteBar = 4;
constexpr float kQuoteAbove = 9;
constexpr float kQuoteGap = 2;
constexpr float kMarkIcon = 34;
constexpr float kEmptyIcon = 48;
constexpr float kEmptyWidth = 420;
constexpr int kBadgeMost = 99;
// Wide enough for "Rückgängig" with its icon.
constexpr float kCueAction = 142;
constexpr float kCueActionHeight = 38;
constexpr float kCueActionPadding = 12;
constexpr float kCueActionGap = 7;
constexpr float kCueActionIcon = 20;

struct BannerLayout {
  float icon = 0;
  float trailing = 0;
  TextLayout content;
};

BannerLayout lay_out_banner(Ui& ui, float width, bool with_icon, std::string_view content, std::string_view trailing) {
  BannerLayout layout;
  layout.icon = with_icon ? ui.px(size::kIcon) + ui.px(kBannerGap) : 0;
  if (!trailing.empty()) layout.trailing = std::ceil(text_width(ui, trailing, type::kLabel)) + ui.px(kBannerGap);
  const float room = width - 2 * ui.px(space::kInside) - layout.icon - layout.trailing;
  layout.content = lay_out(ui, content, 16, Weight::semibold, room, 0);
  return layout;
}

float quote_room(Ui& ui, float width) {
  return width - ui.px(kQuoteBar) - 2 * ui.px(kQuotePadding);
}

TextLayout lay_out_cue(Ui& ui, float width, std::string_view content) {
  const float icon = ui.px(size::kIcon) + ui.px(space::kButtons);
  const float action = ui.px(kCueAction) + ui.px(space::kButtons);
  return lay_out(ui, content, type::kCompact, Weight::regular, width - 2 * ui.px(space::kEdge) - icon - action, 0);
}

bool draw_cue_action(Ui& ui, std::string_view id, const Rect& line, const CueAction& action) {
  const bool with_icon = action.icon.has_value();
  const float icon = with_icon ? ui.px(kCueActionIcon) + ui.px(kCueActionGap) : 0;
  const float word = std::ceil(text_width(ui, action.label, type::kCompact, Weight::semibold));
  const float wanted = std::max(icon + word + 2 * ui.px(kCueActionPadding), ui.target(size::kTarget));
  const float width = std::min(wanted, std::max(ui.px(kCueAction), ui.target(size::kTarget)));
  const float reach = std::min(line.height, ui.target(size::kTarget));
  const Rect place =
      Rect{line.right() - ui.px(space::kEdge) - width, line.centre().y - reach / 2, width, reach}.snapped();
  const WidgetId item = ui.id(id);
  const Ui::Touch touch = ui.touch(item, place);
  const Rgba ink = ui.colour(Colour::accent);
  const Rgba ground = mixed(ui.colour(Colour::accent_tint), ink, touch.pressed ? 20 : 0);
  const Rect pill = place.inset(0, std::max(0.0F, std::floor((place.height - ui.px(kCueActionHeight)) / 2)));
  ui.canvas().fill_rounded(pill, ui.px(radius::kButton), ground);
  Rect inside = pill.inset(ui.px(kCueActionPadding), 0);
  if (with_icon) {
    ui.canvas().icon(*action.icon, inside.left(ui.px(kCueActionIcon)), kCueActionIcon * ui.scale(), ink);
    inside = inside.right_of(icon);
  }
  const TextLayout label = draw_line(ui, inside, action.label, type::kCompact, Weight::semibold, ink, Align::centre);
  if (touch.focused) draw_focus(ui, pill, radius::kButton);
  Node& node = add_tap_node(ui, item, place, touch, {NodeRole::button, action.label, action.what, false, true});
  node.text_cut = label.cut;
  set_colours(node, ink, ground);
  return touch.tapped;
}

}  // namespace

void banner(Ui& ui, const Rect& rect, std::optional<Icon> icon, std::string_view content, std::string_view trailing,
            BannerKind kind) {
  const Rect place = rect.snapped();
  const bool waiting = kind == BannerKind::waiting;
  const Rgba ground = ui.colour(waiting ? Colour::waiting_tint : Colour::accent_tint);
  const Rgba ink = ui.colour(waiting ? Colour::waiting : Colour::accent);
  ui.canvas().fill_rounded(place, ui.px(radius::kCard), ground);
  const BannerLayout layout = lay_out_banner(ui, place.width, icon.has_value(), content, trailing);
  Rect inside = place.inset(ui.px(space::kInside), 0);
  if (icon) {
    ui.canvas().icon(*icon, inside.left(ui.px(size::kIcon)), size::kIcon * ui.scale(), ink);
    inside = inside.right_of(layout.icon);
  }
  bool cut = layout.content.cut || layout.content.height() > place.height;
  if (!trailing.empty()) {
    cut = draw_line(ui, inside, trailing, type::kLabel, Weight::regular, ink, Align::right).cut || cut;
  }
  draw_text(ui, inside.left_of(layout.trailing), content, layout.content, Weight::semibold, ink);
  Node& node = add_node(ui, NodeRole::alert, content, place, trailing);
  node.text_cut = cut;
  set_colours(node, ink, ground);
}

float banner_height(Ui& ui, float width, std::optional<Icon> icon, std::string_view content,
                    std::string_view trailing) {
  const BannerLayout layout = lay_out_banner(ui, std::round(width), icon.has_value(), content, trailing);
  return std::max(ui.px(size::kBanner), layout.content.height() + 2 * ui.px(kBannerPadding));
}

void quote(Ui& ui, const Rect& rect, std::string_view small, std::string_view content) {
  const Rect place = rect.snapped();
  const Rgba ground = ui.colour(Colour::card);
  const float bar = ui.px(kQuoteBar);
  ui.canvas().fill_rounded(place.left(bar * 2), ui.px(radius::kMark), ui.colour(Colour::accent),
                           {true, false, true, false});
  ui.canvas().fill_rounded(place.right_of(bar), ui.px(radius::kCard), ground, {false, true, false, true});
  const float left = place.x + bar + ui.px(kQuotePadding);
  const float room = quote_room(ui, place.width);
  const TextLayout first = lay_out(ui, small, type::kSmall, Weight::regular, room, 1);
  const TextLayout words = lay_out(ui, content, type::kText, Weight::regular, room, 0);
  const float between = first.lines.empty() ? 0 : ui.px(kQuoteGap);
  const float height = first.height() + between + words.height();
  const float top = std::round(place.y + (place.height - height) / 2);
  draw_text(ui, {left, top, room, first.height()}, small, first, Weight::regular, ui.colour(Colour::soft));
  draw_text(ui, {left, top + first.height() + between, room, words.height()}, content, words, Weight::regular,
            ui.colour(Colour::ink));
  Node& node = add_node(ui, NodeRole::text, content, place, small);
  node.text_cut = first.cut || words.cut || height > place.height;
  set_colours(node, ui.colour(Colour::ink), ground);
}

float quote_height(Ui& ui, float width, std::string_view small, std::string_view content) {
  const float room = quote_room(ui, std::round(width));
  const float first = small.empty() ? 0 : line_height(ui, type::kSmall) + ui.px(kQuoteGap);
  const float words = lay_out(ui, content, type::kText, Weight::regular, room, 0).height();
  return std::max(ui.px(size::kQuote), first + words + 2 * ui.px(kQuoteAbove));
}

void cue(Ui& ui, const Rect& rect, std::string_view content) {
  const Rect place = rect.snapped();
  divider(ui, place);
  const Rgba soft = ui.colour(Colour::soft);
  const Rect inside = place.inset(ui.px(space::kEdge), 0);
  ui.canvas().icon(Icon::chat_bubble_outline, inside.left(ui.px(size::kIcon)), size::kIcon * ui.scale(), soft);
  const TextLayout layout = lay_out_cue(ui, place.width, content);
  draw_text(ui, inside.right_of(ui.px(size::kIcon), ui.px(space::kButtons)), content, layout, Weight::regular, soft);
  Node& node = add_node(ui, NodeRole::text, content, place);
  node.text_cut = layout.cut || layout.height() > place.height;
  set_colours(node, soft, ui.colour(Colour::paper));
}

bool cue(Ui& ui, std::string_view id, const Rect& rect, std::string_view content, const CueAction& action) {
  cue(ui, rect, content);
  return draw_cue_action(ui, id, rect.snapped(), action);
}

float cue_height(Ui& ui, float width, std::string_view content) {
  return std::max(ui.target(size::kCue), lay_out_cue(ui, std::round(width), content).height() + 2 * ui.px(10));
}

void mark(Ui& ui, const Rect& rect, std::string_view label, bool done) {
  const Rect place = rect.snapped();
  card(ui, place);
  const Rgba ink = ui.colour(done ? Colour::ink : Colour::soft);
  const Rgba sign = ui.colour(done ? Colour::accent : Colour::soft);
  const TextLayout layout = lay_out(ui, label, type::kText, Weight::semibold, place.width - 2 * ui.px(8), 2);
  const float height = ui.px(kMarkIcon) + ui.px(6) + layout.height();
  const float top = std::round(place.centre().y - height / 2);
  ui.canvas().icon(done ? Icon::check_circle : Icon::radio_button_unchecked,
                   {place.x, top, place.width, ui.px(kMarkIcon)}, kMarkIcon * ui.scale(), sign);
  draw_text(ui, {place.x, top + ui.px(kMarkIcon) + ui.px(6), place.width, layout.height()}, label, layout,
            Weight::semibold, ink, Align::centre);
  Node node;
  node.id = ui.next_id(label);
  node.role = NodeRole::check_box;
  node.label = label;
  node.rect = place;
  node.state.selected = done;
  node.text_cut = layout.cut || height > place.height;
  set_colours(node, ink, ui.colour(Colour::card));
  ui.node(std::move(node));
}

void badge(Ui& ui, const Rect& rect, int count, std::string_view label) {
  const Rect place = rect.snapped();
  const float round = std::floor(std::min(place.width, place.height) / 2);
  ui.canvas().circle(place.centre(), round, ui.colour(Colour::badge));
  const std::string digits = count > kBadgeMost ? std::to_string(kBadgeMost) + "+" : std::to_string(count);
  const float type_size = digits.size() > 2 ? 12 : type::kLabel;
  draw_line(ui, place, digits, type_size, Weight::semibold, ui.colour(Colour::on_badge), Align::centre);
  Node& node = add_node(ui, NodeRole::text, label, place, digits);
  set_colours(node, ui.colour(Colour::on_badge), ui.colour(Colour::badge));
}

void progress_bar(Ui& ui, const Rect& rect, int thousandths, std::string_view label) {
  const Rect place = rect.snapped();
  const float round = std::floor(place.height / 2);
  const int shown = std::clamp(thousandths, 0, 1000);
  ui.canvas().fill_rounded(place, round, ui.colour(Colour::line));
  const float filled = std::round(place.width * static_cast<float>(shown) / 1000);
  if (shown > 0) ui.canvas().fill_rounded(place.left(std::max(filled, 2 * round)), round, ui.colour(Colour::accent));
  add_node(ui, NodeRole::progress, label, place, std::to_string((shown + 5) / 10) + " %");
}

void card(Ui& ui, const Rect& rect) {
  draw_card(ui, rect.snapped(), card_look(ui, false, false, true), radius::kCard);
}

void empty_state(Ui& ui, const Rect& rect, Icon which, std::string_view title, std::string_view content) {
  const Rect place = rect.snapped();
  const float width = std::min(place.width, ui.px(kEmptyWidth));
  const TextLayout first = lay_out(ui, title, type::kTitle, Weight::semibold, width, 0);
  const TextLayout words = lay_out(ui, content, type::kText, Weight::regular, width, 0);
  // Where there is little room the picture goes first, then the detail.
  const float picture = ui.px(kEmptyIcon) + ui.px(space::kButtons);
  const float detail = ui.px(6) + words.height();
  const bool with_picture = picture + first.height() + detail <= place.height;
  const bool with_detail = first.height() + detail <= place.height;
  const float height = (with_picture ? picture : 0) + first.height() + (with_detail ? detail : 0);
  float top = std::round(place.y + std::max(0.0F, place.height - height) / 2);
  const float left = std::round(place.centre().x - width / 2);
  if (with_picture) {
    ui.canvas().icon(which, {left, top, width, ui.px(kEmptyIcon)}, kEmptyIcon * ui.scale(), ui.colour(Colour::soft));
    top += picture;
  }
  draw_text(ui, {left, top, width, first.height()}, title, first, Weight::semibold, ui.colour(Colour::ink),
            Align::centre);
  Node& heading_node = add_node(ui, NodeRole::heading, title, {left, top, width, first.height()});
  heading_node.text_cut = first.cut || first.height() > place.height;
  set_colours(heading_node, ui.colour(Colour::ink), ui.colour(Colour::paper));
  if (!with_detail) return;
  top += first.height() + ui.px(6);
  draw_text(ui, {left, top, width, words.height()}, content, words, Weight::regular, ui.colour(Colour::soft),
            Align::centre);
  Node& node = add_node(ui, NodeRole::text, content, {left, top, width, words.height()});
  node.text_cut = words.cut;
  set_colours(node, ui.colour(Colour::soft), ui.colour(Colour::paper));
}

bool toast(Ui& ui, std::string_view id, const Rect& rect, const ToastSpec& spec) {
  const Rect place = rect.snapped();
  ui.cover(place, false);
  const Rgba ground = ui.colour(Colour::ink);
  const Rgba ink = ui.colour(Colour::paper);
  ui.canvas().fill_rounded(place, ui.px(radius::kButton), ground);
  Rect inside = place.inset(ui.px(space::kInside), 0);
  if (spec.icon) {
    ui.canvas().icon(*spec.icon, inside.left(ui.px(size::kIcon)), size::kIcon * ui.scale(), ink);
    inside = inside.right_of(ui.px(size::kIcon), ui.px(space::kButtons));
  }
  Rect action;
  if (!spec.action.empty()) {
    const float width = std::ceil(text_width(ui, spec.action, type::kText, Weight::semibold)) + 2 * ui.px(14);
    const float wide = std::max(width, ui.target(size::kTarget));
    // A finger may miss a low line by a little.
    const float reach = std::max(place.height, ui.target(size::kTarget));
    action = Rect{place.right() - wide, place.centre().y - reach / 2, wide, reach}.snapped();
    inside = inside.left(action.x - inside.x);
  }
  const auto lines_of = [&](float type_size) {
    const float line = line_height(ui, type_size);
    return static_cast<std::size_t>(std::max(1.0F, std::floor((place.height - ui.px(6)) / line)));
  };
  TextLayout layout = lay_out(ui, spec.content, type::kText, Weight::medium, inside.width, lines_of(type::kText));
  // Smaller rather than cut.
  if (layout.cut) {
    layout = lay_out(ui, spec.content, type::kTag, Weight::medium, inside.width, lines_of(type::kTag));
  }
  draw_text(ui, inside, spec.content, layout, Weight::medium, ink);
  Node& node = add_node(ui, NodeRole::alert, spec.content,
                        spec.action.empty() ? place : place.left(std::min(place.width, action.x - place.x)));
  node.text_cut = layout.cut;
  set_colours(node, ink, ground);
  if (spec.action.empty()) return false;

  const WidgetId item = ui.id(id);
  const Ui::Touch touch = ui.touch(item, action);
  // On the theme's reversed ground the accent is too near to it; with much of the ink it is read.
  const bool high = ui.theme().kind == ThemeKind::contrast;
  const Rgba accent = high ? ink : mixed(ui.colour(Colour::accent), ink, touch.pressed ? 70 : 50);
  const TextLayout label = draw_line(ui, action, spec.action, type::kText, Weight::semibold, accent, Align::centre);
  if (touch.focused) ui.canvas().stroke_rounded(action.intersected(place), ui.px(radius::kButton), ui.px(2), ink);
  Node& button_node = add_tap_node(ui, item, action, touch, {NodeRole::button, spec.action, {}, false, true});
  button_node.text_cut = label.cut;
  set_colours(button_node, accent, ground);
  return touch.tapped;
}

}  // namespace amends
