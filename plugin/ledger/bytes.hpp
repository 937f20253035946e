// Bytes as lower-case hexadecimal digits, two each, and back; and bytes of an expected number.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace amends {

[[nodiscard]] std::string to_hex(std::span<const std::uint8_t> bytes);
// False, and `bytes` undefined, unless `digits` are exactly that many bytes in lower case.
[[nodiscard]] bool from_hex(std::string_view digits, std::span<std::uint8_t> bytes);

// False, and `target` untouched, unless there are exactly that many.
template <std::size_t Size>
[[nodiscard]] bool copy_exactly(std::span<const std::uint8_t> bytes, std::array<std::uint8_t, Size>& target) {
  if (bytes.size() != Size) {
    return false;
  }
  std::copy(bytes.begin(), bytes.end(), target.begin());
  return true;
}

}  // namespace amends
