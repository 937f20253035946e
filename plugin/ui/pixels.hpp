// What is done to single pixels: 0xAARRGGBB, not premultiplied.
// Promises: whole numbers only, the same result everywhere.

#pragma once

#include <algorithm>
#include <cstdint>

namespace amends {

// x / 255, rounded, for x up to 255 × 255.
[[nodiscard]] constexpr std::uint32_t over_255(std::uint32_t x) {
  return (x + 128 + ((x + 128) >> 8U)) >> 8U;
}

// The colour of `source`, with this alpha instead of its own, laid over `below`.
[[nodiscard]] constexpr std::uint32_t blend(std::uint32_t below, std::uint32_t source, std::uint32_t alpha) {
  if (alpha == 255) return source | 0xff000000U;
  if (alpha == 0) return below;
  const std::uint32_t below_alpha = below >> 24U;
  if (below_alpha == 255) {
    const std::uint32_t rest = 255 - alpha;
    const auto channel = [&](unsigned shift) {
      return over_255((source >> shift & 0xffU) * alpha + (below >> shift & 0xffU) * rest) << shift;
    };
    return 0xff000000U | channel(16) | channel(8) | channel(0);
  }
  if (below_alpha == 0) return (source & 0xffffffU) | alpha << 24U;
  const std::uint32_t kept = over_255(below_alpha * (255 - alpha));
  const std::uint32_t result_alpha = alpha + kept;
  const auto channel = [&](unsigned shift) {
    const std::uint32_t sum = (source >> shift & 0xffU) * alpha + (below >> shift & 0xffU) * kept;
    return std::min(255U, (sum + result_alpha / 2) / result_alpha) << shift;
  };
  return result_alpha << 24U | channel(16) | channel(8) | channel(0);
}

// Red and blue change places: the words of rgba8/1 on a little-endian machine, and back.
[[nodiscard]] constexpr std::uint32_t red_blue_swapped(std::uint32_t pixel) {
  return (pixel & 0xff00ff00U) | (pixel >> 16U & 0xffU) | (pixel & 0xffU) << 16U;
}

}  // namespace amends
