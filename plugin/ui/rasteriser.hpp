// Draw data of Dear ImGui → pixels of our own, drawing again only what differs from the picture before.
// Promises: the same pixels as a full redraw, whatever was drawn before: each picture's shapes are hashed into tiles of 32
// pixels, the tiles whose hash changed are filled and every shape is drawn again within them. Texture coordinates are
// texels of the atlas. Quads along the axes are filled without interpolation; other triangles are drawn too, slower.
// Pixels are 0xAARRGGBB, not premultiplied, transparent where nothing is drawn. Refuses: other textures than the atlas.

#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "ui/atlas.hpp"
#include "ui/geometry.hpp"

struct ImDrawCmd;
struct ImDrawData;
struct ImDrawList;
struct ImDrawVert;

namespace amends {

class Rasteriser {
 public:
  static constexpr int kTilePx = 32;

  // Draws what lies in `bounds` (surface pixels). Other bounds than before: all is drawn again.
  // Answers what was drawn again: rectangles that don't overlap, in surface pixels. Valid until the next draw.
  std::span<const Box> draw(const ImDrawData& data, const Atlas& atlas, const Box& bounds);

  // The next draw draws all again.
  void invalidate() { whole_ = true; }

  [[nodiscard]] const Box& bounds() const { return bounds_; }
  [[nodiscard]] std::span<const std::uint32_t> pixels() const { return pixels_; }

 private:
  // A quad along the axes: a plain fill, or a mask of its own size.
  struct Quad {
    Box box;   // where it lies, not clipped
    Box clip;  // what of it is drawn
    std::uint32_t argb = 0;
    std::int32_t u = 0;
    std::int32_t v = 0;
    bool masked = false;
  };
  struct Corner {
    float x = 0;
    float y = 0;
    float u = 0;
    float v = 0;
    std::uint32_t argb = 0;
  };
  struct Triangle {
    Corner corners[3];
    Box clip;
  };
  // Shapes in drawing order: an index into quads_, or into triangles_ with the top bit set.
  static constexpr std::uint32_t kTriangleBit = 0x80000000U;

  void resize(const Box& bounds);
  void collect(const ImDrawData& data);
  void collect(const ImDrawList& list, const ImDrawCmd& command, const Box& clip);
  [[nodiscard]] bool add_quad(const ImDrawVert* const (&corners)[4], const Box& clip);
  void add_triangle(const ImDrawVert* const (&corners)[3], const Box& clip);
  void hash_into_tiles(const Box& clip, std::uint64_t hash);
  void find_dirty();
  void paint(const Box& dirty, const Atlas& atlas);
  void paint(const Quad& quad, const Box& part, const Atlas& atlas);
  void paint(const Triangle& triangle, const Box& part, const Atlas& atlas);
  [[nodiscard]] std::uint32_t* row(int y) {
    return pixels_.data() + static_cast<std::size_t>(y - bounds_.y) * static_cast<std::size_t>(bounds_.width);
  }

  Box bounds_;
  std::vector<std::uint32_t> pixels_;
  bool whole_ = true;
  int tile_columns_ = 0;
  int tile_rows_ = 0;
  std::vector<std::uint64_t> hashes_;
  std::vector<std::uint64_t> previous_;
  std::vector<Quad> quads_;
  std::vector<Triangle> triangles_;
  std::vector<std::uint32_t> order_;
  std::vector<Box> dirty_;
};

}  // namespace amends
