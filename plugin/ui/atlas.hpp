// One picture of coverage, 8 bits a pixel, in which glyphs, icons and round corners lie side by side.
// Promises: it grows downwards when full and nothing in it ever moves, so a place stays right for good; places are in
// texels, not in fractions. Refuses: to forget single places; `clear` forgets all (another scale).

#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace amends {

struct AtlasPlace {
  std::uint16_t x = 0;
  std::uint16_t y = 0;
  std::uint16_t width = 0;
  std::uint16_t height = 0;
  [[nodiscard]] bool empty() const { return width == 0 || height == 0; }
};

class Atlas {
 public:
  static constexpr int kWidth = 512;

  Atlas();

  // Room for a mask; its pixels are zero. An empty place for an empty size, or where 16 bits no longer suffice.
  [[nodiscard]] AtlasPlace add(int width, int height);
  // The first row's pixels of a place; rows are kWidth apart. Until the next add.
  [[nodiscard]] std::uint8_t* pixels(const AtlasPlace& place);
  [[nodiscard]] std::span<const std::uint8_t> all() const { return pixels_; }
  [[nodiscard]] int height() const { return height_; }
  // A texel that is wholly covered: what plain fills are drawn with.
  [[nodiscard]] const AtlasPlace& white() const { return white_; }

  void clear();

 private:
  struct Shelf {
    int y = 0;
    int height = 0;
    int used = 0;
  };
  std::vector<std::uint8_t> pixels_;
  std::vector<Shelf> shelves_;
  int height_ = 0;
  int next_y_ = 0;
  AtlasPlace white_;
};

}  // namespace amends
