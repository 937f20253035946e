// Text broken into lines for a width.
// Promises: breaks at blanks, after hyphens and slashes, and within a word only where it is wider than the whole line.
// What doesn't fit its lines is set a little smaller first, down to nine tenths; only then it is cut, and says so.

#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "ui/fonts.hpp"
#include "ui/theme.hpp"

namespace amends {

struct TextLine {
  std::size_t begin = 0;  // bytes
  std::size_t end = 0;
  float width = 0;  // with the ellipsis
  bool ellipsis = false;
};

struct TextLayout {
  std::vector<TextLine> lines;
  float em = 0;              // pixels; perhaps smaller than asked for
  float line_height = 0;     // whole pixels
  bool cut = false;          // ends in an ellipsis
  bool word_broken = false;  // within a word that is wider than the line

  [[nodiscard]] float height() const { return line_height * static_cast<float>(lines.size()); }
  [[nodiscard]] float width() const;
};

inline constexpr std::string_view kEllipsis = "…";

// `lines_max` 0: as many as it takes. Widths and sizes in surface pixels.
[[nodiscard]] TextLayout lay_out(FontSet& fonts, std::string_view text, Weight weight, float em_px, float width,
                                 std::size_t lines_max);

}  // namespace amends
