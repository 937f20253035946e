// UTF-8 at the border: what is well formed, and making it so.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace amends {

// How many bytes the well-formed character at the front has; 0: none stands there. Refuses overlong forms, surrogates
// and what lies beyond U+10FFFF.
[[nodiscard]] std::size_t utf8_character_bytes(std::string_view text);

[[nodiscard]] bool is_utf8(std::string_view text);

// Each byte that belongs to no character becomes U+FFFD.
[[nodiscard]] std::string repaired_utf8(std::string_view text);

// The longest front of at most `bytes_max` bytes that ends between two characters of well-formed text.
[[nodiscard]] std::string_view cut_utf8(std::string_view text, std::size_t bytes_max);

}  // namespace amends
