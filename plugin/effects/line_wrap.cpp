#include "effects/line_wrap.hpp"

#include <algorithm>

namespace amends {

namespace {

std::u32string_view without_blanks_at_end(std::u32string_view text) {
  const std::size_t last = text.find_last_not_of(U' ');
  return last == std::u32string_view::npos ? std::u32string_view{} : text.substr(0, last + 1);
}

// How many characters fit into the line, at least one.
std::size_t fitting(std::u32string_view text, std::int32_t line_width, const CharacterWidth& width) {
  std::int32_t used = 0;
  std::size_t count = 0;
  while (count < text.size()) {
    used += width(text[count]);
    if (used > line_width) break;
    ++count;
  }
  return std::max<std::size_t>(count, 1);
}

}  // namespace

std::int32_t width_of(std::u32string_view text, const CharacterWidth& width) {
  std::int32_t sum = 0;
  for (const char32_t character : text)
    sum += width(character);
  return sum;
}

std::vector<std::u32string> wrapped(std::u32string_view text, std::int32_t line_width, const CharacterWidth& width) {
  std::vector<std::u32string> lines;
  text = without_blanks_at_end(text);
  while (true) {
    std::size_t count = text.empty() ? 0 : fitting(text, line_width, width);
    if (count < text.size()) {
      // The blank may be the first character that no longer fits.
      const std::size_t blank = text.rfind(U' ', count);
      const bool only_blanks_before = text.find_first_not_of(U' ') >= blank;
      if (blank != std::u32string_view::npos && !only_blanks_before) count = blank;
    }
    lines.emplace_back(without_blanks_at_end(text.substr(0, count)));
    text.remove_prefix(count);
    if (text.empty()) return lines;
    text.remove_prefix(std::min(text.find_first_not_of(U' '), text.size()));
  }
}

}  // namespace amends
