// Lines of text as dots, for letters that no code page of the printer has.
// Promises: black dots only, one height for every line of a size; what the font hasn't got is its box for missing letters.
// Refuses: shaping: a script that needs it (Arabic, Devanagari) is drawn letter by letter, from left to right.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string_view>

#include "desk/slip.hpp"

namespace amends {

// [one thread at a time]
class RasterText {
 public:
  // Null: this is no font that can be read.
  [[nodiscard]] static std::unique_ptr<RasterText> open(const std::filesystem::path& font_file);
  ~RasterText();
  RasterText(const RasterText&) = delete;
  RasterText& operator=(const RasterText&) = delete;

  // How far the character goes to the right, in dots, in lines of `height_dots`.
  [[nodiscard]] std::int32_t width_dots(char32_t character, std::int32_t height_dots);
  // Draws over what is there; `x_dots` is where the first letter begins, `image` is `height_dots` high or higher. What lies
  // beyond the picture's edge is cut.
  void draw(SlipImage& image, std::u32string_view text, std::int32_t x_dots, std::int32_t height_dots, bool bold);

 private:
  struct Face;
  explicit RasterText(std::unique_ptr<Face> face);
  bool load(char32_t character, std::int32_t height_dots);

  std::unique_ptr<Face> face_;
};

}  // namespace amends
