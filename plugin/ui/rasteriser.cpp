#include "ui/rasteriser.hpp"

#include <imgui.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <utility>

#include "ui/pixels.hpp"

namespace amends {

namespace {

constexpr std::uint64_t kHashSeed = 0x9e3779b97f4a7c15ULL;
constexpr std::uint64_t kHashFactor = 0xd6e8feb86659fd93ULL;

std::uint64_t mixed(std::uint64_t hash, std::uint64_t value) {
  hash = (hash ^ value) * kHashFactor;
  return hash ^ (hash >> 32U);
}

std::uint64_t mixed(std::uint64_t hash, const Box& box) {
  const auto pair = [](int first, int second) {
    return static_cast<std::uint64_t>(static_cast<std::uint32_t>(first)) << 32U | static_cast<std::uint32_t>(second);
  };
  return mixed(mixed(hash, pair(box.x, box.y)), pair(box.width, box.height));
}

std::uint32_t argb_of(ImU32 colour) {
  const std::uint32_t red = colour >> IM_COL32_R_SHIFT & 0xffU;
  const std::uint32_t green = colour >> IM_COL32_G_SHIFT & 0xffU;
  const std::uint32_t blue = colour >> IM_COL32_B_SHIFT & 0xffU;
  const std::uint32_t alpha = colour >> IM_COL32_A_SHIFT & 0xffU;
  return alpha << 24U | red << 16U | green << 8U | blue;
}

// To the nearest whole pixel. Four times for each quad of a frame, so without a call to the library.
int rounded(float value) {
  constexpr float kFarthest = 32'000;
  constexpr int kAboveZero = 32'768;
  const float near = std::clamp(value, -kFarthest, kFarthest);
  return static_cast<int>(near + 0.5F + static_cast<float>(kAboveZero)) - kAboveZero;
}

Box rounded_box(float left, float top, float right, float bottom) {
  const int x = rounded(left);
  const int y = rounded(top);
  return {x, y, rounded(right) - x, rounded(bottom) - y};
}

}  // namespace

std::span<const Box> Rasteriser::draw(const ImDrawData& data, const Atlas& atlas, const Box& bounds) {
  if (!(bounds == bounds_)) resize(bounds);
  dirty_.clear();
  if (bounds_.empty()) return dirty_;
  std::fill(hashes_.begin(), hashes_.end(), kHashSeed);
  collect(data);
  find_dirty();
  for (const Box& dirty : dirty_)
    paint(dirty, atlas);
  std::swap(hashes_, previous_);
  whole_ = false;
  return dirty_;
}

void Rasteriser::resize(const Box& bounds) {
  bounds_ = bounds.empty() ? Box{} : bounds;
  const auto count = static_cast<std::size_t>(bounds_.width) * static_cast<std::size_t>(bounds_.height);
  // A closed sheet gives its pixels back.
  if (pixels_.capacity() > 2 * count) std::vector<std::uint32_t>().swap(pixels_);
  pixels_.resize(count);
  tile_columns_ = (bounds_.width + kTilePx - 1) / kTilePx;
  tile_rows_ = (bounds_.height + kTilePx - 1) / kTilePx;
  const auto tiles = static_cast<std::size_t>(tile_columns_) * static_cast<std::size_t>(tile_rows_);
  hashes_.assign(tiles, kHashSeed);
  previous_.assign(tiles, kHashSeed);
  whole_ = true;
}

void Rasteriser::collect(const ImDrawData& data) {
  quads_.clear();
  triangles_.clear();
  order_.clear();
  for (const ImDrawList* list : data.CmdLists) {
    for (const ImDrawCmd& command : list->CmdBuffer) {
      if (command.UserCallback != nullptr) continue;
      const Box clip = rounded_box(command.ClipRect.x, command.ClipRect.y, command.ClipRect.z, command.ClipRect.w)
                           .intersected(bounds_);
      if (!clip.empty()) collect(*list, command, clip);
    }
  }
}

void Rasteriser::collect(const ImDrawList& list, const ImDrawCmd& command, const Box& clip) {
  const ImDrawIdx* indices = list.IdxBuffer.Data + command.IdxOffset;
  const ImDrawVert* vertices = list.VtxBuffer.Data + command.VtxOffset;
  for (unsigned at = 0; at + 3 <= command.ElemCount;) {
    const ImDrawIdx* index = indices + at;
    const bool paired = at + 6 <= command.ElemCount && index[3] == index[0] && index[4] == index[2];
    if (paired) {
      const ImDrawVert* const corners[4] = {vertices + index[0], vertices + index[1], vertices + index[2],
                                            vertices + index[5]};
      if (add_quad(corners, clip)) {
        at += 6;
        continue;
      }
    }
    const ImDrawVert* const corners[3] = {vertices + index[0], vertices + index[1], vertices + index[2]};
    add_triangle(corners, clip);
    at += 3;
  }
}

bool Rasteriser::add_quad(const ImDrawVert* const (&corners)[4], const Box& clip) {
  const ImDrawVert& first = *corners[0];
  const ImDrawVert& third = *corners[2];
  const bool upright = corners[1]->pos.x == third.pos.x && corners[1]->pos.y == first.pos.y &&
                       corners[3]->pos.x == first.pos.x && corners[3]->pos.y == third.pos.y;
  const bool one_colour = first.col == corners[1]->col && first.col == third.col && first.col == corners[3]->col;
  if (!upright || !one_colour || third.pos.x < first.pos.x || third.pos.y < first.pos.y) return false;
  Quad quad;
  quad.box = rounded_box(first.pos.x, first.pos.y, third.pos.x, third.pos.y);
  quad.clip = quad.box.intersected(clip);
  quad.argb = argb_of(first.col);
  quad.masked = first.uv.x != third.uv.x || first.uv.y != third.uv.y;
  if (quad.masked) {
    const Box texels = rounded_box(first.uv.x, first.uv.y, third.uv.x, third.uv.y);
    const bool same_uv = corners[1]->uv.x == third.uv.x && corners[1]->uv.y == first.uv.y &&
                         corners[3]->uv.x == first.uv.x && corners[3]->uv.y == third.uv.y;
    if (!same_uv || texels.width != quad.box.width || texels.height != quad.box.height) return false;
    quad.u = texels.x;
    quad.v = texels.y;
  }
  if (quad.clip.empty() || quad.argb >> 24U == 0) return true;
  std::uint64_t hash = mixed(kHashSeed, quad.clip);
  hash = mixed(hash, static_cast<std::uint64_t>(quad.argb) << 1U | (quad.masked ? 1U : 0U));
  if (quad.masked) {
    // From where in the mask the visible part comes: the same for a quad that is clipped elsewhere.
    const auto from_u = static_cast<std::uint32_t>(quad.u + quad.clip.x - quad.box.x);
    const auto from_v = static_cast<std::uint32_t>(quad.v + quad.clip.y - quad.box.y);
    hash = mixed(hash, static_cast<std::uint64_t>(from_u) << 32U | from_v);
  }
  hash_into_tiles(quad.clip, hash);
  order_.push_back(static_cast<std::uint32_t>(quads_.size()));
  quads_.push_back(quad);
  return true;
}

void Rasteriser::add_triangle(const ImDrawVert* const (&corners)[3], const Box& clip) {
  Triangle triangle;
  std::uint64_t hash = kHashSeed;
  float left = corners[0]->pos.x;
  float top = corners[0]->pos.y;
  float right = left;
  float bottom = top;
  for (std::size_t index = 0; index < 3; ++index) {
    const ImDrawVert& vertex = *corners[index];
    triangle.corners[index] = {vertex.pos.x, vertex.pos.y, vertex.uv.x, vertex.uv.y, argb_of(vertex.col)};
    left = std::min(left, vertex.pos.x);
    right = std::max(right, vertex.pos.x);
    top = std::min(top, vertex.pos.y);
    bottom = std::max(bottom, vertex.pos.y);
    const auto bits = [](float value) { return static_cast<std::uint64_t>(std::bit_cast<std::uint32_t>(value)); };
    hash = mixed(hash, bits(vertex.pos.x) << 32U | bits(vertex.pos.y));
    hash = mixed(hash, bits(vertex.uv.x) << 32U | bits(vertex.uv.y));
    hash = mixed(hash, vertex.col);
  }
  triangle.clip = box_around({left, top, right - left, bottom - top}).intersected(clip);
  if (triangle.clip.empty()) return;
  hash_into_tiles(triangle.clip, mixed(hash, triangle.clip));
  order_.push_back(static_cast<std::uint32_t>(triangles_.size()) | kTriangleBit);
  triangles_.push_back(triangle);
}

void Rasteriser::hash_into_tiles(const Box& clip, std::uint64_t hash) {
  const int first_column = (clip.x - bounds_.x) / kTilePx;
  const int last_column = (clip.right() - 1 - bounds_.x) / kTilePx;
  const int first_row = (clip.y - bounds_.y) / kTilePx;
  const int last_row = (clip.bottom() - 1 - bounds_.y) / kTilePx;
  for (int tile_row = first_row; tile_row <= last_row; ++tile_row) {
    std::uint64_t* tiles = hashes_.data() + static_cast<std::ptrdiff_t>(tile_row) * tile_columns_;
    for (int column = first_column; column <= last_column; ++column)
      tiles[column] = mixed(tiles[column], hash);
  }
}

void Rasteriser::find_dirty() {
  if (whole_) {
    dirty_.push_back(bounds_);
    return;
  }
  for (int tile_row = 0; tile_row < tile_rows_; ++tile_row) {
    const auto from = static_cast<std::size_t>(tile_row) * static_cast<std::size_t>(tile_columns_);
    const auto differs = [&](int column) {
      const std::size_t at = from + static_cast<std::size_t>(column);
      return hashes_[at] != previous_[at];
    };
    for (int column = 0; column < tile_columns_;) {
      if (!differs(column)) {
        ++column;
        continue;
      }
      const int first = column;
      while (column < tile_columns_ && differs(column))
        ++column;
      const Box run =
          Box{bounds_.x + first * kTilePx, bounds_.y + tile_row * kTilePx, (column - first) * kTilePx, kTilePx}
              .intersected(bounds_);
      const auto above = std::find_if(dirty_.begin(), dirty_.end(), [&](const Box& box) {
        return box.x == run.x && box.width == run.width && box.bottom() == run.y;
      });
      if (above == dirty_.end()) {
        dirty_.push_back(run);
      } else {
        above->height += run.height;
      }
    }
  }
}

void Rasteriser::paint(const Box& dirty, const Atlas& atlas) {
  for (int y = dirty.y; y < dirty.bottom(); ++y)
    std::fill_n(row(y) + (dirty.x - bounds_.x), dirty.width, 0U);
  for (const std::uint32_t shape : order_) {
    if ((shape & kTriangleBit) == 0) {
      const Quad& quad = quads_[shape];
      const Box part = quad.clip.intersected(dirty);
      if (!part.empty()) paint(quad, part, atlas);
    } else {
      const Triangle& triangle = triangles_[shape & ~kTriangleBit];
      const Box part = triangle.clip.intersected(dirty);
      if (!part.empty()) paint(triangle, part, atlas);
    }
  }
}

void Rasteriser::paint(const Quad& quad, const Box& part, const Atlas& atlas) {
  const std::uint32_t alpha = quad.argb >> 24U;
  const auto width = static_cast<std::size_t>(part.width);
  if (!quad.masked) {
    for (int y = part.y; y < part.bottom(); ++y) {
      std::uint32_t* to = row(y) + (part.x - bounds_.x);
      if (alpha == 255) {
        std::fill_n(to, width, quad.argb);
      } else {
        for (std::size_t x = 0; x < width; ++x)
          to[x] = blend(to[x], quad.argb, alpha);
      }
    }
    return;
  }
  const int from_u = quad.u + part.x - quad.box.x;
  for (int y = part.y; y < part.bottom(); ++y) {
    std::uint32_t* to = row(y) + (part.x - bounds_.x);
    const auto texel =
        static_cast<std::size_t>(quad.v + y - quad.box.y) * Atlas::kWidth + static_cast<std::size_t>(from_u);
    const std::uint8_t* mask = atlas.all().data() + texel;
    if (alpha == 255) {
      for (std::size_t x = 0; x < width; ++x)
        to[x] = blend(to[x], quad.argb, mask[x]);
    } else {
      for (std::size_t x = 0; x < width; ++x)
        to[x] = blend(to[x], quad.argb, over_255(alpha * mask[x]));
    }
  }
}

// Pixel centres inside the triangle; a centre on a shared edge belongs to the triangle whose top or left edge it is.
void Rasteriser::paint(const Triangle& triangle, const Box& part, const Atlas& atlas) {
  const Corner* a = &triangle.corners[0];
  const Corner* b = &triangle.corners[1];
  const Corner* c = &triangle.corners[2];
  double area = (b->x - a->x) * static_cast<double>(c->y - a->y) - (b->y - a->y) * static_cast<double>(c->x - a->x);
  if (area == 0) return;
  if (area < 0) {
    std::swap(b, c);
    area = -area;
  }
  const auto edge = [](const Corner& from, const Corner& to, double x, double y) {
    return (to.x - from.x) * (y - from.y) - (to.y - from.y) * (x - from.x);
  };
  const auto inside = [](const Corner& from, const Corner& to, double value) {
    if (value != 0) return value > 0;
    return to.y < from.y || (to.y == from.y && to.x > from.x);
  };
  for (int y = part.y; y < part.bottom(); ++y) {
    std::uint32_t* to = row(y);
    for (int x = part.x; x < part.right(); ++x) {
      const double at_x = x + 0.5;
      const double at_y = y + 0.5;
      const double weight_a = edge(*b, *c, at_x, at_y);
      const double weight_b = edge(*c, *a, at_x, at_y);
      const double weight_c = edge(*a, *b, at_x, at_y);
      if (!inside(*b, *c, weight_a) || !inside(*c, *a, weight_b) || !inside(*a, *b, weight_c)) continue;
      const auto between = [&](double from_a, double from_b, double from_c) {
        return (from_a * weight_a + from_b * weight_b + from_c * weight_c) / area;
      };
      const auto channel = [&](unsigned shift) {
        return static_cast<std::uint32_t>(
            std::lround(between(a->argb >> shift & 0xffU, b->argb >> shift & 0xffU, c->argb >> shift & 0xffU)));
      };
      const auto u = static_cast<int>(between(a->u, b->u, c->u));
      const auto v = static_cast<int>(between(a->v, b->v, c->v));
      if (u < 0 || u >= Atlas::kWidth || v < 0 || v >= atlas.height()) continue;
      const std::uint8_t mask = atlas.all()[static_cast<std::size_t>(v) * Atlas::kWidth + static_cast<std::size_t>(u)];
      const std::uint32_t colour = channel(16) << 16U | channel(8) << 8U | channel(0);
      std::uint32_t& pixel = to[x - bounds_.x];
      pixel = blend(pixel, colour, over_255(channel(24) * mask));
    }
  }
}

}  // namespace amends
