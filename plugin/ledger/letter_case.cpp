#include "ledger/letter_case.hpp"

#include <cstddef>
#include <cstdint>

namespace amends {

namespace {

// Only letters that UTF-8 writes with two bytes: U+0080 to U+07FF. A capital's small letter has two bytes, too.
std::uint32_t small_letter(std::uint32_t letter) {
  constexpr std::uint32_t kMultiplicationSign = 0xd7;
  constexpr std::uint32_t kDotlessPair = 0x130;  // İ and ı: their own language's rule
  if (letter >= 0xc0 && letter <= 0xde && letter != kMultiplicationSign) {
    return letter + 0x20;
  }
  const bool is_even_capital = (letter >= 0x100 && letter <= 0x137 && letter != kDotlessPair) ||
                               (letter >= 0x14a && letter <= 0x177) || (letter >= 0x1de && letter <= 0x1ef) ||
                               (letter >= 0x1f8 && letter <= 0x21f) || (letter >= 0x222 && letter <= 0x233) ||
                               (letter >= 0x460 && letter <= 0x481) || (letter >= 0x48a && letter <= 0x4bf) ||
                               (letter >= 0x4d0 && letter <= 0x52f);
  const bool is_odd_capital = (letter >= 0x139 && letter <= 0x148) || (letter >= 0x179 && letter <= 0x17e) ||
                              (letter >= 0x1cd && letter <= 0x1dc) || (letter >= 0x4c1 && letter <= 0x4ce);
  if ((is_even_capital && letter % 2 == 0) || (is_odd_capital && letter % 2 == 1)) {
    return letter + 1;
  }
  if (letter == 0x178) {
    return 0xff;
  }
  if (letter >= 0x391 && letter <= 0x3ab && letter != 0x3a2) {
    return letter + 0x20;
  }
  if (letter >= 0x400 && letter <= 0x40f) {
    return letter + 0x50;
  }
  if (letter >= 0x410 && letter <= 0x42f) {
    return letter + 0x20;
  }
  return letter;
}

}  // namespace

std::string without_case(std::string_view text) {
  std::string small(text);
  for (std::size_t place = 0; place < small.size(); ++place) {
    const auto byte = static_cast<std::uint8_t>(small[place]);
    if (byte >= 'A' && byte <= 'Z') {
      small[place] = static_cast<char>(byte - 'A' + 'a');
      continue;
    }
    const bool leads_two = byte >= 0xc2 && byte <= 0xdf;
    if (!leads_two || place + 1 >= small.size()) {
      continue;
    }
    const auto follower = static_cast<std::uint8_t>(small[place + 1]);
    if ((follower & 0xc0) != 0x80) {
      continue;
    }
    const std::uint32_t letter = small_letter((static_cast<std::uint32_t>(byte & 0x1f) << 6) | (follower & 0x3fU));
    small[place] = static_cast<char>(0xc0 | (letter >> 6));
    small[place + 1] = static_cast<char>(0x80 | (letter & 0x3f));
    ++place;
  }
  return small;
}

}  // namespace amends
