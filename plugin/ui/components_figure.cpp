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
constexpr int kQuietModules = 4;  // ISO/IEC 18004
constexpr Rgba kBlack{0, 0, 0, 255};
constexpr Rgba kWhite{255, 255, 255, 255};

struct FreeCode {
  void operator()(QRcode* code) const { QRcode_free(code); }
};

float share(std::int64_t count, std::int64_t most, float width) {
  return most <= 0 ? 0 : std::round(width * static_cast<float>(count) / static_cast<float>(most));
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
  std::int64_t most = 0;
  float values = 0;
  for (const BarSpec& bar : bars) {
    most = std::max({most, bar.count, bar.before.value_or(0)});
    values = std::max(values, std::ceil(text_width(ui, bar.value, type::kLabel, Weight::semibold)));
  }
  const float gap = ui.px(space::kButtons);
  const float labels = std::round(place.width * kLabelShare);
  Column column(place);
  for (const BarSpec& bar : bars) {
    const Rect row = column.next(ui.px(kBarRow));
    const TextLayout said = lay_out(ui, bar.label, type::kLabel, Weight::regular, labels, 2);
    draw_text(ui, row.left(labels), bar.label, said, Weight::regular, ui.colour(Colour::ink));
    const Rect track = row.right_of(labels, gap).left_of(values, gap);
    const float height = ui.px(kBarHeight);
    const Rect line{track.x, row.centre().y - height / 2, track.width, height};
    const Rect drawn = line.left(share(bar.count, most, track.width)).snapped();
    if (!drawn.empty()) ui.canvas().fill_rounded(drawn, ui.px(radius::kMark), ui.colour(Colour::accent));
    if (bar.before) {
      const float mark = ui.px(kMarkWidth);
      const float at = std::min(line.x + share(*bar.before, most, track.width), line.right() - mark);
      ui.canvas().fill(Rect{at, row.y + ui.px(6), mark, row.height - 2 * ui.px(6)}.snapped(), ui.colour(Colour::soft));
    }
    draw_line(ui, row.right_piece(values), bar.value, type::kLabel, Weight::semibold, ui.colour(Colour::ink),
              Align::right);
    std::string spoken(bar.value);
    if (bar.before) spoken += " · " + std::to_string(*bar.before);
    Node& node = add_node(ui, NodeRole::text, bar.label, row, spoken);
    node.text_cut = said.cut;
    set_colours(node, ui.colour(Colour::ink), ui.colour(Colour::paper));
  }
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
