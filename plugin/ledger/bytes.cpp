#include "ledger/bytes.hpp"

namespace amends {

namespace {

constexpr std::string_view kDigits = "0123456789abcdef";

}  // namespace

std::string to_hex(std::span<const std::uint8_t> bytes) {
  std::string digits;
  digits.reserve(bytes.size() * 2);
  for (const std::uint8_t byte : bytes) {
    digits += kDigits[byte >> 4];
    digits += kDigits[byte & 15];
  }
  return digits;
}

bool from_hex(std::string_view digits, std::span<std::uint8_t> bytes) {
  if (digits.size() != bytes.size() * 2) {
    return false;
  }
  for (std::size_t index = 0; index < bytes.size(); ++index) {
    const std::size_t high = kDigits.find(digits[2 * index]);
    const std::size_t low = kDigits.find(digits[2 * index + 1]);
    if (high == std::string_view::npos || low == std::string_view::npos) {
      return false;
    }
    bytes[index] = static_cast<std::uint8_t>(high * 16 + low);
  }
  return true;
}

}  // namespace amends
