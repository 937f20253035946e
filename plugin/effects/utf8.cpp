#include "effects/utf8.hpp"

#include <cstdint>

namespace amends {
namespace {

[[nodiscard]] std::uint32_t byte_at(std::string_view text, std::size_t index) {
  return static_cast<unsigned char>(text[index]);
}

[[nodiscard]] std::size_t bytes_announced(std::uint32_t first) {
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first <= 0xDF) return 2;
  if (first >= 0xE0 && first <= 0xEF) return 3;
  if (first >= 0xF0 && first <= 0xF4) return 4;
  return 0;
}

}  // namespace

std::size_t utf8_character_bytes(std::string_view text) {
  if (text.empty()) return 0;
  const std::uint32_t first = byte_at(text, 0);
  const std::size_t count = bytes_announced(first);
  if (count == 0 || count > text.size()) return 0;
  for (std::size_t index = 1; index < count; ++index) {
    if ((byte_at(text, index) & 0xC0U) != 0x80U) return 0;
  }
  if (count < 3) return count;
  const std::uint32_t second = byte_at(text, 1);
  if (first == 0xE0 && second < 0xA0) return 0;
  if (first == 0xED && second > 0x9F) return 0;
  if (first == 0xF0 && second < 0x90) return 0;
  if (first == 0xF4 && second > 0x8F) return 0;
  return count;
}

bool is_utf8(std::string_view text) {
  while (!text.empty()) {
    const std::size_t count = utf8_character_bytes(text);
    if (count == 0) return false;
    text.remove_prefix(count);
  }
  return true;
}

std::string repaired_utf8(std::string_view text) {
  std::string repaired;
  repaired.reserve(text.size());
  while (!text.empty()) {
    const std::size_t count = utf8_character_bytes(text);
    if (count == 0) {
      repaired += "\xEF\xBF\xBD";
      text.remove_prefix(1);
      continue;
    }
    repaired += text.substr(0, count);
    text.remove_prefix(count);
  }
  return repaired;
}

std::string_view cut_utf8(std::string_view text, std::size_t bytes_max) {
  if (text.size() <= bytes_max) return text;
  std::size_t end = bytes_max;
  while (end > 0 && (byte_at(text, end) & 0xC0U) == 0x80U)
    --end;
  return text.substr(0, end);
}

}  // namespace amends
