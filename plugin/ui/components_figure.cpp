#include <qrencode.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <string>

#include "ui/component_parts.hpp"

namespace amends {

namespace {

constexpr float kBarRow = 40;
constexpr float kBarHeight = 14;
constexpr float kLabelShare = 0.32F;
constexpr float kMarkWidth = 3;
constexpr float kColumnShare = 0.66F;  // of the place between two columns' middles
constexpr float kColumnMost = 28;
constexpr int kQuietModules = 4;  // ISO/IEC 18004
constexpr Rgba kBlack{0, 0, 0, 255};
constexpr Rgba kWhite{255, 255, 255, 255};

struct FreeCode {
  void operator()(QRcode* code) const { QRcode_free(code); }
};

float share(std::int64_t count, std::int64_t most, float width) {
  return most <= 0 ? 0 : std::round(width * static_cast<float>(count) / static_cast<float>(most));
}

// The one scale of some bars, and how much of a row their words take.
struct BarScale {
  std::int64_t most = 0;
  float values = 0;
  float labels = 0;
};

BarScale scale_of(Ui& ui, float width, std::span<const BarSpec> bars) {
  BarScale scale;
  for (const BarSpec& bar : bars) {
    scale.most = std::max({scale.most, bar.count, bar.before.value_or(0)});
    scale.values = std::max(scale.values, std::ceil(text_width(ui, bar.value, type::kLabel, Weight::semibold)));
  }
  scale.labels = std::round(width * kLabelShare);
  return scale;
}

// Answers whether the label was cut.
bool draw_bar(Ui& ui, const Rect& row, const BarScale& scale, const BarSpec& bar) {
  const float gap = ui.px(space::kButtons);
  const TextLayout said = lay_out(ui, bar.label, type::kLabel, Weight::regular, scale.labels, 2);
  draw_text(ui, row.left(scale.labels), bar.label, said, Weight::regular, ui.colour(Colour::ink));
  const Rect track = row.right_of(scale.labels, gap).left_of(scale.values, gap);
  const float height = ui.px(kBarHeight);
  const Rect line{track.x, row.centre().y - height / 2, track.width, height};
  const Rect drawn = line.left(share(bar.count, scale.most, track.width)).snapped();
  if (!drawn.empty()) ui.canvas().fill_rounded(drawn, ui.px(radius::kMark), ui.colour(Colour::accent));
  if (bar.before) {
    const float mark = ui.px(kMarkWidth);
    const float at = std::min(line.x + share(*bar.before, scale.most, track.width), line.right() - mark);
    ui.canvas().fill(Rect{at, row.y + ui.px(6), mark, row.height - 2 * ui.px(6)}.snapped(), ui.colour(Colour::soft));
  }
  draw_line(ui, row.right_piece(scale.values), bar.value, type::kLabel, Weight::semibold, ui.colour(Colour::ink),
            Align::right);
  return said.cut;
}

std::string spoken_of(const BarSpec& bar) {
  std::string spoken(bar.value);
  if (bar.before) spoken += " · " + std::to_string(*bar.before);
  return spoken;
}

}  // namespace

void bar_chart(Ui& ui, const Rect& rect, std::string_view label, std::span<const BarSpec> bars,
               std::string_view empty) {
  const Rect place = rect.snapped();
  const GroupScope group(ui, label, NodeRole::list, label, place);
  if (bars.empty()) {
    text(ui, place, empty, {.colour = Colour::soft, .align = Align::centre, .max_lines = 2});
    return;
  }
  const BarScale scale = scale_of(ui, place.width, bars);
  Column column(place);
  for (const BarSpec& bar : bars) {
    const Rect row = column.next(ui.px(kBarRow));
    const bool cut = draw_bar(ui, row, scale, bar);
    Node& node = add_node(ui, NodeRole::text, bar.label, row, spoken_of(bar));
    node.text_cut = cut;
    set_colours(node, ui.colour(Colour::ink), ui.colour(Colour::paper));
  }
}

std::optional<std::size_t> bar_list(Ui& ui, std::string_view id, const Rect& rect, std::string_view label,
                                    std::span<const BarSpec> bars) {
  const Rect place = rect.snapped();
  const GroupScope group(ui, id, NodeRole::list, label, place);
  card(ui, place);
  const float edge = ui.px(space::kInside);
  const BarScale scale = scale_of(ui, place.width - 2 * edge, bars);
  std::optional<std::size_t> tapped;
  Column column(place);
  for (std::size_t index = 0; index < bars.size(); ++index) {
    const Rect row = column.next(ui.target(size::kTarget)).snapped();
    const WidgetId item = ui.id("bar", index);
    const Ui::Touch touch = ui.touch(item, row);
    const CardLook look = card_look(ui, false, touch.pressed, true);
    if (touch.pressed) draw_card(ui, row, look, radius::kCard);
    const bool cut = draw_bar(ui, row.inset(edge, 0), scale, bars[index]);
    if (touch.focused) draw_focus(ui, row, radius::kCard);
    const std::string spoken = spoken_of(bars[index]);
    Node& node = add_tap_node(ui, item, row, touch, {NodeRole::list_item, bars[index].label, spoken, false, true});
    node.text_cut = cut;
    set_colours(node, look.ink, look.ground);
    if (touch.tapped) tapped = index;
  }
  return tapped;
}

float bar_list_height(Ui& ui, std::size_t bars) {
  return ui.target(size::kTarget) * static_cast<float>(bars);
}

void column_chart(Ui& ui, const Rect& rect, std::string_view label, std::span<const ColumnSpec> columns,
                  std::string_view first, std::string_view last) {
  const Rect place = rect.snapped();
  const GroupScope group(ui, label, NodeRole::list, label, place);
  card(ui, place);
  const Rect inside = place.inset(ui.px(space::kInside), ui.px(space::kBetween));
  const float words = line_height(ui, type::kSmall);
  std::int64_t most = 0;
  for (const ColumnSpec& column : columns)
    most = std::max(most, column.count);
  const TextStyle small{.size = type::kSmall, .colour = Colour::soft, .in_tree = false, .ground = Colour::card};
  text(ui, inside.top(words), std::to_string(most), small);
  const Rect plot = inside.below(words, ui.px(4)).above(words, ui.px(4));
  ui.canvas().fill(plot.bottom_piece(ui.px(size::kHairline)).snapped(), ui.colour(Colour::line));
  const auto count = static_cast<float>(std::max<std::size_t>(columns.size(), 1));
  const float step = plot.width / count;
  const float width = std::max(1.0F, std::min(step * kColumnShare, ui.px(kColumnMost)));
  for (std::size_t index = 0; index < columns.size(); ++index) {
    const ColumnSpec& column = columns[index];
    const float middle = plot.x + step * (static_cast<float>(index) + 0.5F);
    const float height = std::max(ui.px(2), share(column.count, most, plot.height));
    const Rect drawn = Rect{middle - width / 2, plot.bottom() - height, width, height}.snapped();
    ui.canvas().fill(drawn, ui.colour(column.raised ? Colour::waiting : Colour::accent));
    add_node(ui, NodeRole::text, column.label, drawn, std::to_string(column.count));
  }
  const Rect below = inside.bottom_piece(words);
  text(ui, below, first, small);
  TextStyle right = small;
  right.align = Align::right;
  text(ui, below, last, right);
}

float bar_chart_height(Ui& ui, std::size_t bars) {
  return ui.px(kBarRow) * static_cast<float>(std::max<std::size_t>(bars, 1));
}

bool qr_code(Ui& ui, const Rect& rect, std::string_view label, std::string_view text) {
  // As text, so that capitals and digits take the smaller alphanumeric mode.
  const std::unique_ptr<QRcode, FreeCode> code(
      QRcode_encodeString(std::string(text).c_str(), 0, QR_ECLEVEL_M, QR_MODE_8, 1));
  if (!code) return false;
  const int modules = code->width + 2 * kQuietModules;
  const Rect room = rect.snapped();
  const auto module = static_cast<int>(std::min(room.width, room.height)) / modules;
  if (module < 1) return false;
  const auto side = static_cast<float>(module * modules);
  const Rect place = Rect{room.centre().x - side / 2, room.centre().y - side / 2, side, side}.snapped();
  ui.canvas().fill(place, kWhite);
  for (int y = 0; y < code->width; ++y) {
    // A run of dark modules is one quad.
    for (int x = 0; x < code->width;) {
      const auto dark = [&](int at) { return (code->data[y * code->width + at] & 1U) != 0; };
      if (!dark(x)) {
        ++x;
        continue;
      }
      int end = x;
      while (end < code->width && dark(end))
        ++end;
      ui.canvas().fill({place.x + static_cast<float>((x + kQuietModules) * module),
                        place.y + static_cast<float>((y + kQuietModules) * module),
                        static_cast<float>((end - x) * module), static_cast<float>(module)},
                       kBlack);
      x = end;
    }
  }
  add_node(ui, NodeRole::image, label, place);
  return true;
}

}  // namespace amends
