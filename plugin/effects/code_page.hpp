// The characters that a receipt printer has: its code page, and what a text becomes on it.
// Promises: nothing that comes out is a command: no byte below 0x20, none of 0x7F. Pure. [thread-safe]
// Refuses: to know every script: what has no byte and no plain likeness is a question mark, or a picture (raster_text.hpp).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "desk/printer.hpp"

namespace amends {

// The characters to be printed, of any bytes: a run of blanks, tabs and breaks that a line can't carry stays as blanks,
// what is invisible or steers the direction goes, what isn't UTF-8 is U+FFFD.
[[nodiscard]] std::u32string printable(std::string_view text);

// Nothing: the code page has no such character.
[[nodiscard]] std::optional<std::uint8_t> byte_of(CodePage page, char32_t character);

// The text in characters that the page has, a curly quote as a straight one and the like, so that nobody misses anything.
// Nothing: letters would get lost.
[[nodiscard]] std::optional<std::u32string> carried(CodePage page, std::u32string_view text);

// The same, with letters that get lost: their base letter, otherwise a question mark.
[[nodiscard]] std::u32string carried_poorly(CodePage page, std::u32string_view text);

}  // namespace amends
