// Drawing with few, cheap shapes: rectangles along the axes and masks from the atlas, set into a Dear ImGui draw list.
// Promises: every shape is made of quads along the axes that the rasteriser fills without interpolation; round corners
// are masks baked once for each radius. Coordinates are surface pixels and should be whole. Refuses: slanted lines.

#pragma once

#include <cstdint>
#include <map>
#include <string_view>
#include <utility>

#include "ui/atlas.hpp"
#include "ui/fonts.hpp"
#include "ui/geometry.hpp"
#include "ui/theme.hpp"

struct ImDrawList;

namespace amends {

// Which corners are round.
struct Corners {
  bool top_left = true;
  bool top_right = true;
  bool bottom_left = true;
  bool bottom_right = true;
};

class Canvas {
 public:
  Canvas(Atlas& atlas, FontSet& fonts) : atlas_(atlas), fonts_(fonts) {}

  // Where shapes go from now on; clipping is the list's own.
  void set_list(ImDrawList* list) { list_ = list; }

  void fill(const Rect& rect, Rgba colour);
  // Radii and thickness in surface pixels; whole ones are baked, fractions rounded.
  void fill_rounded(const Rect& rect, float radius, Rgba colour, Corners corners = {});
  // The line lies inside the rectangle.
  void stroke_rounded(const Rect& rect, float radius, float thickness, Rgba colour);
  // Ground and line in one, without the line's outer edge being blended twice.
  void card(const Rect& rect, float radius, Rgba ground, float thickness, Rgba line);
  void circle(Point centre, float radius, Rgba colour);
  void ring(Point centre, float radius, float thickness, Rgba colour);

  // One line of text; `pen_x` may be a fraction, `baseline` is rounded. Answers where the pen ended.
  float line(std::string_view text, float pen_x, float baseline, Weight weight, float em_px, Rgba colour);
  // In the middle of the rectangle.
  void icon(Icon which, const Rect& rect, float size_px, Rgba colour);

  void push_clip(const Rect& rect);
  void pop_clip();

  // Forgets baked corners (the atlas was cleared).
  void clear() { masks_.clear(); }

 private:
  [[nodiscard]] AtlasPlace disc(int radius, int thickness);
  void masked(const Rect& rect, const AtlasPlace& place, int from_x, int from_y, Rgba colour);
  void sides(const Rect& rect, float radius, float thickness, Rgba colour);

  Atlas& atlas_;
  FontSet& fonts_;
  ImDrawList* list_ = nullptr;
  std::map<std::pair<int, int>, AtlasPlace> masks_;
};

}  // namespace amends
