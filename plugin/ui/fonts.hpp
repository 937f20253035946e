// Type and icons as little masks of coverage: Inter (else Noto Sans, else DejaVu Sans) and Material Icons, through
// FreeType with light hinting, rasterised when a character is first drawn.
// Promises: sizes are em sizes in pixels; glyphs stand on quarter pixels, so that words are evenly spaced; a character
// that the first family lacks comes from the next one; files are opened in `open` and never in a frame.
// Refuses: shaping, right-to-left and composed scripts.

#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "ui/atlas.hpp"
#include "ui/geometry.hpp"
#include "ui/icons.hpp"
#include "ui/theme.hpp"

namespace amends {

// One mask in the atlas, and where it stands relative to the pen on the baseline.
struct Glyph {
  AtlasPlace place;  // empty for blanks
  int left = 0;      // from the pen to the mask's left edge
  int top = 0;       // from the baseline up to the mask's top edge
};

// A weight at a size. Numbers are pixels.
struct FontMetrics {
  float em = 0;
  float line_height = 0;  // whole pixels
  float cap_height = 0;
};

// Where the file of the first family that the system has lies; empty: it has none. For letters that are drawn elsewhere.
[[nodiscard]] std::string text_font_file();

class FontSet {
 public:
  // Finds and maps the fonts, in the system's font folders, or in `folders` instead where any are given. The error is a
  // sentence that names what is missing and the package that has it.
  [[nodiscard]] static tl::expected<std::unique_ptr<FontSet>, std::string> open(Atlas& atlas,
                                                                                std::span<const std::string> folders);
  ~FontSet();
  FontSet(const FontSet&) = delete;
  FontSet& operator=(const FontSet&) = delete;

  [[nodiscard]] FontMetrics metrics(Weight weight, float em_px);
  // How far the pen moves, with fractions.
  [[nodiscard]] float advance(Weight weight, float em_px, char32_t character);
  // The space between two characters that differs from their advances (kerning).
  [[nodiscard]] float kerning(Weight weight, float em_px, char32_t first, char32_t second);
  // The mask of a character whose pen stands at this fraction of a pixel (0 to below 1).
  [[nodiscard]] Glyph glyph(Weight weight, float em_px, char32_t character, float fraction);
  // The mask of an icon, `size_px` wide and high with its own margins.
  [[nodiscard]] Glyph icon(Icon which, float size_px);

  // Forgets all masks: the atlas was cleared.
  void clear();
  // For the end of a frame: what was read of the files is let go of.
  void rest();

  // As wide as the text on one line.
  [[nodiscard]] float width(std::string_view text, Weight weight, float em_px);

 private:
  struct Parts;
  FontSet(Atlas& atlas, std::unique_ptr<Parts> parts);
  Atlas& atlas_;
  std::unique_ptr<Parts> parts_;
};

// Reads one character of UTF-8 and moves `at` behind it; U+FFFD for what isn't UTF-8.
[[nodiscard]] char32_t next_character(std::string_view text, std::size_t& at);

}  // namespace amends
