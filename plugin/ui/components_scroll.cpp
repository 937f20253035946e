#include <algorithm>
#include <cmath>

#include "ui/component_parts.hpp"

namespace amends {

namespace {

constexpr float kMarkWidth = 4;
constexpr float kMarkOut = 8;  // right of the area, in the sheet's edge
constexpr float kMarkShortest = 32;

}  // namespace

Rect begin_scroll(Ui& ui, std::string_view id, const Rect& rect) {
  const Rect area = rect.snapped();
  const WidgetId item = ui.id(id);
  const Ui::Scroll& scroll = ui.open_scroll(item, area);
  Node node;
  node.id = item;
  node.role = NodeRole::group;
  node.rect = area;
  ui.begin_group(std::move(node));
  return {area.x, area.y - std::round(scroll.offset), area.width, area.height};
}

void end_scroll(Ui& ui, float content_bottom) {
  Ui::Scroll& scroll = ui.scroll();
  const Rect area = scroll.area;
  const float content = std::ceil(content_bottom - area.y + std::round(scroll.offset));
  scroll.content_height = content;
  const float last = std::max(0.0F, content - area.height);
  if (scroll.offset > last) {
    scroll.offset = last;
    ui.request_frame();
  }
  const float offset = scroll.offset;
  ui.end_group();
  ui.close_scroll();
  if (last <= 0) return;
  const float length = std::max(ui.px(kMarkShortest), std::round(area.height * area.height / content));
  const float travel = area.height - length;
  const Rect mark{area.right() + ui.px(kMarkOut), area.y + std::round(travel * offset / last), ui.px(kMarkWidth),
                  length};
  ui.canvas().fill_rounded(mark, ui.px(kMarkWidth) / 2, ui.colour(Colour::line));
}

void scroll_to_top(Ui& ui, std::string_view id) {
  ui.scroll_to_top(ui.id(id));
}

}  // namespace amends
