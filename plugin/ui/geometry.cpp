#include "ui/geometry.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace amends {

Rect Rect::inset(float horizontal, float vertical) const {
  return {x + horizontal, y + vertical, std::max(0.0F, width - 2 * horizontal), std::max(0.0F, height - 2 * vertical)};
}

Rect Rect::intersected(const Rect& other) const {
  const float left_edge = std::max(x, other.x);
  const float top_edge = std::max(y, other.y);
  const float right_edge = std::min(right(), other.right());
  const float bottom_edge = std::min(bottom(), other.bottom());
  if (right_edge <= left_edge || bottom_edge <= top_edge) return {};
  return {left_edge, top_edge, right_edge - left_edge, bottom_edge - top_edge};
}

Rect Rect::united(const Rect& other) const {
  if (empty()) return other;
  if (other.empty()) return *this;
  const float left_edge = std::min(x, other.x);
  const float top_edge = std::min(y, other.y);
  return {left_edge, top_edge, std::max(right(), other.right()) - left_edge,
          std::max(bottom(), other.bottom()) - top_edge};
}

Rect Rect::snapped() const {
  const float left_edge = std::round(x);
  const float top_edge = std::round(y);
  return {left_edge, top_edge, std::round(right()) - left_edge, std::round(bottom()) - top_edge};
}

Rect Rect::top(float piece_height) const {
  return {x, y, width, std::min(piece_height, height)};
}

Rect Rect::below(float piece_height, float gap) const {
  const float taken = std::min(height, piece_height + gap);
  return {x, y + taken, width, height - taken};
}

Rect Rect::bottom_piece(float piece_height) const {
  const float kept = std::min(piece_height, height);
  return {x, bottom() - kept, width, kept};
}

Rect Rect::above(float piece_height, float gap) const {
  return {x, y, width, std::max(0.0F, height - piece_height - gap)};
}

Rect Rect::left(float piece_width) const {
  return {x, y, std::min(piece_width, width), height};
}

Rect Rect::right_of(float piece_width, float gap) const {
  const float taken = std::min(width, piece_width + gap);
  return {x + taken, y, width - taken, height};
}

Rect Rect::right_piece(float piece_width) const {
  const float kept = std::min(piece_width, width);
  return {right() - kept, y, kept, height};
}

Rect Rect::left_of(float piece_width, float gap) const {
  return {x, y, std::max(0.0F, width - piece_width - gap), height};
}

Box Box::intersected(const Box& other) const {
  const int left_edge = std::max(x, other.x);
  const int top_edge = std::max(y, other.y);
  const int right_edge = std::min(right(), other.right());
  const int bottom_edge = std::min(bottom(), other.bottom());
  if (right_edge <= left_edge || bottom_edge <= top_edge) return {};
  return {left_edge, top_edge, right_edge - left_edge, bottom_edge - top_edge};
}

Box Box::united(const Box& other) const {
  if (empty()) return other;
  if (other.empty()) return *this;
  const int left_edge = std::min(x, other.x);
  const int top_edge = std::min(y, other.y);
  return {left_edge, top_edge, std::max(right(), other.right()) - left_edge,
          std::max(bottom(), other.bottom()) - top_edge};
}

Box box_around(const Rect& rect) {
  if (rect.empty()) return {};
  const int left_edge = static_cast<int>(std::floor(rect.x));
  const int top_edge = static_cast<int>(std::floor(rect.y));
  return {left_edge, top_edge, static_cast<int>(std::ceil(rect.right())) - left_edge,
          static_cast<int>(std::ceil(rect.bottom())) - top_edge};
}

Rect Column::next(float height, float gap_before) {
  first_ = false;
  const Rect row{area_.x, y_ + gap_before, area_.width, height};
  y_ = row.bottom();
  return row;
}

Rect Column::rest() const {
  const float from = y_ + (first_ ? 0 : gap_);
  return {area_.x, from, area_.width, std::max(0.0F, area_.bottom() - from)};
}

Rect row_cell(const Rect& row, std::size_t index, std::size_t count, float gap, std::size_t span) {
  assert(count > 0);
  assert(index + span <= count);
  const float cell_width = (row.width - gap * static_cast<float>(count - 1)) / static_cast<float>(count);
  const float from = row.x + static_cast<float>(index) * (cell_width + gap);
  const float to = from + static_cast<float>(span) * cell_width + static_cast<float>(span - 1) * gap;
  return Rect{from, row.y, to - from, row.height}.snapped();
}

std::vector<Rect> split_row(const Rect& row, std::size_t count, float gap) {
  std::vector<Rect> cells;
  cells.reserve(count);
  for (std::size_t index = 0; index < count; ++index)
    cells.push_back(row_cell(row, index, count, gap));
  return cells;
}

}  // namespace amends
