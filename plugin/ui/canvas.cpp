#include "ui/canvas.hpp"

#include <imgui.h>

#include <algorithm>
#include <cmath>

namespace amends {

namespace {

ImU32 packed(Rgba colour) {
  return IM_COL32(colour.red, colour.green, colour.blue, colour.alpha);
}

// Quarter-pixel steps of the pen are rounded to the nearest, not down.
constexpr float kHalfPhase = 0.125F;
constexpr int kSamples = 16;  // a side of the grid that measures how much of a pixel a round corner covers

int whole(float value) {
  return static_cast<int>(std::lround(value));
}

// The share of the pixel at (x, y) that lies between two circles around the centre of a square, 0 to 255.
std::uint8_t ring_coverage(int x, int y, int radius, int thickness) {
  const float outer = static_cast<float>(radius);
  const float inner = static_cast<float>(thickness > 0 ? radius - thickness : 0);
  // Most pixels lie wholly inside or outside: half a diagonal tells.
  constexpr float kHalfDiagonal = 0.71F;
  const float away = std::hypot(static_cast<float>(x) + 0.5F - outer, static_cast<float>(y) + 0.5F - outer);
  if (away >= outer + kHalfDiagonal || away <= inner - kHalfDiagonal) return 0;
  if (away <= outer - kHalfDiagonal && (inner == 0 || away >= inner + kHalfDiagonal)) return 255;
  int inside = 0;
  for (int row = 0; row < kSamples; ++row) {
    for (int column = 0; column < kSamples; ++column) {
      const float dx = static_cast<float>(x) + (static_cast<float>(column) + 0.5F) / kSamples - outer;
      const float dy = static_cast<float>(y) + (static_cast<float>(row) + 0.5F) / kSamples - outer;
      const float squared = dx * dx + dy * dy;
      if (squared <= outer * outer && squared >= inner * inner) ++inside;
    }
  }
  return static_cast<std::uint8_t>((inside * 255 + kSamples * kSamples / 2) / (kSamples * kSamples));
}

}  // namespace

AtlasPlace Canvas::disc(int radius, int thickness) {
  const auto [found, is_new] = masks_.try_emplace({radius, thickness});
  if (!is_new) return found->second;
  const AtlasPlace place = atlas_.add(2 * radius, 2 * radius);
  found->second = place;
  if (place.empty()) return place;
  std::uint8_t* pixels = atlas_.pixels(place);
  for (int y = 0; y < 2 * radius; ++y) {
    for (int x = 0; x < 2 * radius; ++x) {
      pixels[y * Atlas::kWidth + x] = ring_coverage(x, y, radius, thickness);
    }
  }
  return place;
}

void Canvas::masked(const Rect& rect, const AtlasPlace& place, int from_x, int from_y, Rgba colour) {
  const auto u = static_cast<float>(place.x + from_x);
  const auto v = static_cast<float>(place.y + from_y);
  list_->PrimReserve(6, 4);
  list_->PrimRectUV({rect.x, rect.y}, {rect.right(), rect.bottom()}, {u, v}, {u + rect.width, v + rect.height},
                    packed(colour));
}

void Canvas::fill(const Rect& rect, Rgba colour) {
  if (rect.empty() || colour.alpha == 0) return;
  const AtlasPlace& white = atlas_.white();
  const ImVec2 texel{static_cast<float>(white.x) + 1, static_cast<float>(white.y) + 1};
  list_->PrimReserve(6, 4);
  list_->PrimRectUV({rect.x, rect.y}, {rect.right(), rect.bottom()}, texel, texel, packed(colour));
}

void Canvas::fill_rounded(const Rect& rect, float radius, Rgba colour, Corners corners) {
  const int limit = whole(std::min(rect.width, rect.height)) / 2;
  const int round = std::min(whole(radius), limit);
  if (round <= 0 || colour.alpha == 0) return fill(rect, colour);
  const AtlasPlace place = disc(round, 0);
  const auto side = static_cast<float>(round);
  const auto corner = [&](bool is_round, float x, float y, int from_x, int from_y) {
    const Rect piece{x, y, side, side};
    if (is_round && !place.empty()) {
      masked(piece, place, from_x, from_y, colour);
    } else {
      fill(piece, colour);
    }
  };
  corner(corners.top_left, rect.x, rect.y, 0, 0);
  corner(corners.top_right, rect.right() - side, rect.y, round, 0);
  corner(corners.bottom_left, rect.x, rect.bottom() - side, 0, round);
  corner(corners.bottom_right, rect.right() - side, rect.bottom() - side, round, round);
  fill({rect.x + side, rect.y, rect.width - 2 * side, side}, colour);
  fill({rect.x, rect.y + side, rect.width, rect.height - 2 * side}, colour);
  fill({rect.x + side, rect.bottom() - side, rect.width - 2 * side, side}, colour);
}

void Canvas::sides(const Rect& rect, float radius, float thickness, Rgba colour) {
  fill({rect.x + radius, rect.y, rect.width - 2 * radius, thickness}, colour);
  fill({rect.x + radius, rect.bottom() - thickness, rect.width - 2 * radius, thickness}, colour);
  fill({rect.x, rect.y + radius, thickness, rect.height - 2 * radius}, colour);
  fill({rect.right() - thickness, rect.y + radius, thickness, rect.height - 2 * radius}, colour);
}

void Canvas::stroke_rounded(const Rect& rect, float radius, float thickness, Rgba colour) {
  const int limit = whole(std::min(rect.width, rect.height)) / 2;
  const int round = std::min(whole(radius), limit);
  const int line = std::max(1, whole(thickness));
  if (round <= line) {
    fill({rect.x, rect.y, rect.width, thickness}, colour);
    fill({rect.x, rect.bottom() - thickness, rect.width, thickness}, colour);
    fill({rect.x, rect.y + thickness, thickness, rect.height - 2 * thickness}, colour);
    return fill({rect.right() - thickness, rect.y + thickness, thickness, rect.height - 2 * thickness}, colour);
  }
  const AtlasPlace place = disc(round, line);
  const auto side = static_cast<float>(round);
  masked({rect.x, rect.y, side, side}, place, 0, 0, colour);
  masked({rect.right() - side, rect.y, side, side}, place, round, 0, colour);
  masked({rect.x, rect.bottom() - side, side, side}, place, 0, round, colour);
  masked({rect.right() - side, rect.bottom() - side, side, side}, place, round, round, colour);
  sides(rect, side, static_cast<float>(line), colour);
}

void Canvas::card(const Rect& rect, float radius, Rgba ground, float thickness, Rgba line) {
  const auto edge = static_cast<float>(std::max(1, whole(thickness)));
  const auto side = static_cast<float>(whole(radius));
  if (side <= edge || rect.width < 2 * side || rect.height < 2 * side) {
    fill_rounded(rect, radius, line);
    return fill_rounded(rect.inset(edge, edge), radius - edge, ground);
  }
  const AtlasPlace outer = disc(whole(side), 0);
  const auto corner = [&](float x, float y, int from_x, int from_y) {
    masked({x, y, side, side}, outer, from_x, from_y, line);
  };
  corner(rect.x, rect.y, 0, 0);
  corner(rect.right() - side, rect.y, whole(side), 0);
  corner(rect.x, rect.bottom() - side, 0, whole(side));
  corner(rect.right() - side, rect.bottom() - side, whole(side), whole(side));
  sides(rect, side, edge, line);
  fill_rounded(rect.inset(edge, edge), side - edge, ground);
}

void Canvas::circle(Point centre, float radius, Rgba colour) {
  const auto side = static_cast<float>(2 * whole(radius));
  const Rect rect = Rect{centre.x - side / 2, centre.y - side / 2, side, side}.snapped();
  const AtlasPlace place = disc(whole(radius), 0);
  if (!place.empty()) masked({rect.x, rect.y, side, side}, place, 0, 0, colour);
}

void Canvas::ring(Point centre, float radius, float thickness, Rgba colour) {
  const auto side = static_cast<float>(2 * whole(radius));
  const Rect rect = Rect{centre.x - side / 2, centre.y - side / 2, side, side}.snapped();
  const AtlasPlace place = disc(whole(radius), std::max(1, whole(thickness)));
  if (!place.empty()) masked({rect.x, rect.y, side, side}, place, 0, 0, colour);
}

float Canvas::line(std::string_view text, float pen_x, float baseline, Weight weight, float em_px, Rgba colour) {
  const float base = std::round(baseline);
  float pen = pen_x + kHalfPhase;
  char32_t before = 0;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t character = next_character(text, at);
    if (before != 0) pen += fonts_.kerning(weight, em_px, before, character);
    const float column = std::floor(pen);
    const Glyph glyph = fonts_.glyph(weight, em_px, character, pen - column);
    if (!glyph.place.empty()) {
      const Rect rect{column + static_cast<float>(glyph.left), base - static_cast<float>(glyph.top),
                      static_cast<float>(glyph.place.width), static_cast<float>(glyph.place.height)};
      masked(rect, glyph.place, 0, 0, colour);
    }
    pen += fonts_.advance(weight, em_px, character);
    before = character;
  }
  return pen - kHalfPhase;
}

void Canvas::icon(Icon which, const Rect& rect, float size_px, Rgba colour) {
  const float size_whole = std::round(size_px);
  const Glyph glyph = fonts_.icon(which, size_whole);
  if (glyph.place.empty()) return;
  const Point centre = rect.centre();
  // The font's em square stands on the baseline.
  const float left = std::round(centre.x - size_whole / 2) + static_cast<float>(glyph.left);
  const float top = std::round(centre.y + size_whole / 2) - static_cast<float>(glyph.top);
  masked({left, top, static_cast<float>(glyph.place.width), static_cast<float>(glyph.place.height)}, glyph.place, 0, 0,
         colour);
}

void Canvas::push_clip(const Rect& rect) {
  list_->PushClipRect({rect.x, rect.y}, {rect.right(), rect.bottom()}, true);
}

void Canvas::pop_clip() {
  list_->PopClipRect();
}

}  // namespace amends
