// Places on the surface: points, sizes, rectangles, and the few ways in which screens cut a rectangle into pieces.
// Promises: surface pixels, x to the right and y down, a rectangle holds its left and top edge and not its right and
// bottom one. Nothing here knows a theme or a frame; sizes given are used as they are, already scaled.

#pragma once

#include <cstddef>
#include <vector>

namespace amends {

struct Point {
  float x = 0;
  float y = 0;
  friend bool operator==(const Point&, const Point&) = default;
};

struct Size {
  float width = 0;
  float height = 0;
  friend bool operator==(const Size&, const Size&) = default;
};

struct Rect {
  float x = 0;
  float y = 0;
  float width = 0;
  float height = 0;

  [[nodiscard]] float right() const { return x + width; }
  [[nodiscard]] float bottom() const { return y + height; }
  [[nodiscard]] Point centre() const { return {x + width / 2, y + height / 2}; }
  [[nodiscard]] bool empty() const { return !(width > 0 && height > 0); }
  [[nodiscard]] bool contains(Point point) const {
    return point.x >= x && point.x < right() && point.y >= y && point.y < bottom();
  }
  [[nodiscard]] bool contains(const Rect& other) const {
    return other.x >= x && other.y >= y && other.right() <= right() && other.bottom() <= bottom();
  }
  // Smaller by the same amount on both sides; negative amounts grow it. Never below zero.
  [[nodiscard]] Rect inset(float horizontal, float vertical) const;
  [[nodiscard]] Rect moved(float by_x, float by_y) const { return {x + by_x, y + by_y, width, height}; }
  // What both cover; empty where they don't meet.
  [[nodiscard]] Rect intersected(const Rect& other) const;
  // The smallest rectangle around both; an empty one adds nothing.
  [[nodiscard]] Rect united(const Rect& other) const;
  // Edges on whole pixels, each rounded by itself, so that neighbours stay neighbours.
  [[nodiscard]] Rect snapped() const;

  // A piece of that size at an edge, and what is left of the rectangle without it and without `gap`.
  [[nodiscard]] Rect top(float piece_height) const;
  [[nodiscard]] Rect below(float piece_height, float gap = 0) const;
  [[nodiscard]] Rect bottom_piece(float piece_height) const;
  [[nodiscard]] Rect above(float piece_height, float gap = 0) const;
  [[nodiscard]] Rect left(float piece_width) const;
  [[nodiscard]] Rect right_of(float piece_width, float gap = 0) const;
  [[nodiscard]] Rect right_piece(float piece_width) const;
  [[nodiscard]] Rect left_of(float piece_width, float gap = 0) const;

  friend bool operator==(const Rect&, const Rect&) = default;
};

// Whole pixels, for what is compared, uploaded and handed to the host.
struct Box {
  int x = 0;
  int y = 0;
  int width = 0;
  int height = 0;

  [[nodiscard]] int right() const { return x + width; }
  [[nodiscard]] int bottom() const { return y + height; }
  [[nodiscard]] bool empty() const { return width <= 0 || height <= 0; }
  [[nodiscard]] bool contains(const Box& other) const {
    return other.x >= x && other.y >= y && other.right() <= right() && other.bottom() <= bottom();
  }
  [[nodiscard]] Box intersected(const Box& other) const;
  [[nodiscard]] Box united(const Box& other) const;
  friend bool operator==(const Box&, const Box&) = default;
};

// The smallest box of whole pixels that covers the rectangle.
[[nodiscard]] Box box_around(const Rect& rect);

// Hands out rows from the top of an area downwards. `gap` comes before every row but the first.
class Column {
 public:
  explicit Column(const Rect& area, float gap = 0) : area_(area), y_(area.y), gap_(gap) {}

  // The next row, as wide as the area; below the area's end too (end_scroll is told by `bottom`).
  Rect next(float height) { return next(height, first_ ? 0 : gap_); }
  // The same with another gap before it.
  Rect next(float height, float gap_before);
  // Room that nobody fills.
  void skip(float height) { y_ += height; }

  // Where the last row ended; the area's top before the first.
  [[nodiscard]] float bottom() const { return y_; }
  // What is left of the area below the last row and the gap.
  [[nodiscard]] Rect rest() const;

 private:
  Rect area_;
  float y_;
  float gap_;
  bool first_ = true;
};

// The row cut into `count` cells as wide as each other, to the pixel, with `gap` between them.
[[nodiscard]] std::vector<Rect> split_row(const Rect& row, std::size_t count, float gap);
// One such cell; `span` cells wide. Allocates nothing.
[[nodiscard]] Rect row_cell(const Rect& row, std::size_t index, std::size_t count, float gap, std::size_t span = 1);

}  // namespace amends
