#include "ui/atlas.hpp"

#include <algorithm>
#include <cassert>
#include <limits>

namespace amends {

namespace {

constexpr int kGap = 1;          // between masks, so that a rounding error never shows a neighbour
constexpr int kGrowHeight = 64;  // rows added at once
constexpr int kHeightMax = std::numeric_limits<std::uint16_t>::max();

// Shelves as high as 4, 8, 12, …: masks of nearly one height share one.
int shelf_height(int height) {
  return (height + 3) / 4 * 4;
}

}  // namespace

Atlas::Atlas() {
  clear();
}

void Atlas::clear() {
  pixels_.clear();
  shelves_.clear();
  height_ = 0;
  next_y_ = 0;
  white_ = add(3, 3);
  for (int row = 0; row < white_.height; ++row)
    std::fill_n(pixels(white_) + row * kWidth, white_.width, 255);
}

AtlasPlace Atlas::add(int width, int height) {
  if (width <= 0 || height <= 0 || width + kGap > kWidth) return {};
  const int wanted = shelf_height(height + kGap);
  auto shelf = std::find_if(shelves_.begin(), shelves_.end(), [&](const Shelf& candidate) {
    return candidate.height == wanted && candidate.used + width + kGap <= kWidth;
  });
  if (shelf == shelves_.end()) {
    if (next_y_ + wanted > kHeightMax) return {};
    shelf = shelves_.insert(shelves_.end(), Shelf{next_y_, wanted, 0});
    next_y_ += wanted;
  }
  if (next_y_ > height_) {
    height_ = (next_y_ + kGrowHeight - 1) / kGrowHeight * kGrowHeight;
    pixels_.resize(static_cast<std::size_t>(height_) * kWidth);
  }
  const AtlasPlace place{static_cast<std::uint16_t>(shelf->used), static_cast<std::uint16_t>(shelf->y),
                         static_cast<std::uint16_t>(width), static_cast<std::uint16_t>(height)};
  shelf->used += width + kGap;
  return place;
}

std::uint8_t* Atlas::pixels(const AtlasPlace& place) {
  assert(!place.empty());
  return pixels_.data() + static_cast<std::size_t>(place.y) * kWidth + place.x;
}

}  // namespace amends
