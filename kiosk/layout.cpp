#include "kiosk/layout.hpp"

#include <algorithm>

namespace kiosk {
namespace {

constexpr int kEdge = 20;
constexpr int kBarTop = 12;
constexpr int kBarHeight = 52;
constexpr int kBelowBar = 76;
constexpr int kButtonHeight = 61;
constexpr int kStatusHeight = 24;
constexpr int kTabStrip = 96;  // an overlay's tab stands at the right edge

Layout beside(int width, int height) {
  const int check_width = width >= 1180 ? 500 : width >= 1000 ? 400 : width * 9 / 20;
  const int floor_x = kEdge + check_width + (width >= 1180 ? 40 : kEdge);
  Layout layout{};
  layout.buttons = {kEdge, height - kEdge - kButtonHeight, check_width, kButtonHeight};
  layout.check = {kEdge, kEdge, check_width, layout.buttons.y - 12 - kEdge};
  layout.bar = {floor_x, kBarTop, width - floor_x - kEdge, kBarHeight};
  layout.status = {floor_x, height - kEdge - kStatusHeight, width - floor_x - kTabStrip, kStatusHeight};
  layout.floor = {floor_x, kBelowBar, width - floor_x - kTabStrip, layout.status.y - 10 - kBelowBar};
  return layout;
}

Layout stacked(int width, int height) {
  constexpr int kCheckTop = kBelowBar + 8;
  const int inner_width = width - kEdge - kTabStrip;
  const int floor_height = (height - kBelowBar - kEdge) * 2 / 5;
  Layout layout{};
  layout.bar = {kEdge, kBarTop, width - 2 * kEdge, kBarHeight};
  layout.status = {kEdge, height - kEdge - kStatusHeight, inner_width, kStatusHeight};
  layout.floor = {kEdge, layout.status.y - 10 - floor_height, inner_width, floor_height};
  layout.buttons = {kEdge, layout.floor.y - 16 - kButtonHeight, inner_width, kButtonHeight};
  layout.check = {kEdge, kCheckTop, inner_width, layout.buttons.y - 12 - kCheckTop};
  return layout;
}

}  // namespace

Layout lay_out(int width, int height) {
  const int wide = std::max(width, kSmallestWidth);
  const int high = std::max(height, kSmallestHeight);
  return wide > high ? beside(wide, high) : stacked(wide, high);
}

SDL_Rect column(const SDL_Rect& row, int index, int count, int gap) {
  // Ends are computed alike for all, so that the last one ends where the row does.
  const int begin = index * (row.w + gap) / count;
  const int end = (index + 1) * (row.w + gap) / count - gap;
  return {row.x + begin, row.y, end - begin, row.h};
}

SDL_Rect Grid::card(const SDL_Rect& floor, int index) const {
  return {floor.x + (index % columns) * (card_width + gap), floor.y + (index / columns) * (card_height + gap),
          card_width, card_height};
}

int Grid::content_height(int count) const {
  const int rows = (count + columns - 1) / columns;
  return rows == 0 ? 0 : rows * (card_height + gap) - gap;
}

Grid lay_out_cards(const SDL_Rect& floor, int count) {
  constexpr int kLeastWidth = 140;
  constexpr int kLeastHeight = 58;
  constexpr int kMostHeight = 104;
  Grid grid;
  grid.columns = std::max(1, (floor.w + grid.gap) / (kLeastWidth + grid.gap));
  while (grid.columns > 1 && (floor.w + grid.gap) / grid.columns - grid.gap < 190 && floor.w > 560)
    --grid.columns;
  grid.card_width = (floor.w - (grid.columns - 1) * grid.gap) / grid.columns;
  const int rows = std::max(1, (count + grid.columns - 1) / grid.columns);
  grid.card_height = std::clamp((floor.h + grid.gap) / rows - grid.gap, kLeastHeight, kMostHeight);
  return grid;
}

}  // namespace kiosk
