// Where a text goes on in the next line, on paper of any unit of width: columns or dots.
// Promises: nothing gets lost but the blanks at which a line ends; a word wider than the line is cut where the line ends.
// Pure. [thread-safe]
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace amends {

// How wide a character is, at least 0.
using CharacterWidth = std::function<std::int32_t(char32_t)>;

[[nodiscard]] std::int32_t width_of(std::u32string_view text, const CharacterWidth& width);

// At least one line, which may be empty. `line_width` is at least 1; a character wider than it stands alone.
[[nodiscard]] std::vector<std::u32string> wrapped(std::u32string_view text, std::int32_t line_width,
                                                  const CharacterWidth& width);

}  // namespace amends
