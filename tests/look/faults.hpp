// What is wrong with a screen as it is seen: worked out from the accessibility tree and the pixels alone.
// Promises: each finding names the thing, the rule and the places. Refuses: to know which screen it is.

#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "ui/accessibility.hpp"

namespace amends::look {

struct Screen {
  std::span<const Node> nodes;
  std::span<const std::uint32_t> pixels;  // 0xAABBGGRR, rows without a gap
  std::int32_t width_px = 0;
  std::int32_t height_px = 0;
  float device_scale = 1;  // dots an inch / 96
};

enum class Rule : std::uint8_t { cut, off_screen, overlap, target, contrast, lying_colour };

struct Fault {
  Rule rule = Rule::cut;
  std::string what;
};

// All faults, in reading order:
// cut: text that ends in an ellipsis or breaks within a word; off_screen: beside the surface, or beside the area that
// scrolls it; overlap: two things of which neither lies in the other; target: tappable and smaller than 48 px or 9 mm;
// contrast: below 4.5 to 1 (WCAG 2, level AA); lying_colour: the pixels have other colours than the tree says.
[[nodiscard]] std::vector<Fault> faults_of(const Screen& screen);

}  // namespace amends::look
