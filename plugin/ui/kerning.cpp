#include "ui/kerning.hpp"

#include <algorithm>
#include <bit>
#include <optional>

namespace amends {

namespace {

using Bytes = std::span<const std::uint8_t>;

constexpr std::uint16_t kXAdvance = 4;
constexpr std::uint32_t kTagGpos = 0x47504f53;
constexpr std::uint32_t kTagKern = 0x6b65726e;
constexpr std::uint16_t kPairAdjustment = 2;
constexpr std::uint16_t kExtension = 9;

// Outside of the table everything is zero, which ends every search.
std::uint16_t u16(Bytes bytes, std::size_t at) {
  if (at + 2 > bytes.size()) return 0;
  return static_cast<std::uint16_t>(bytes[at] << 8U | bytes[at + 1]);
}

std::uint32_t u32(Bytes bytes, std::size_t at) {
  return static_cast<std::uint32_t>(u16(bytes, at)) << 16U | u16(bytes, at + 2);
}

std::size_t value_size(std::uint16_t format) {
  return 2 * static_cast<std::size_t>(std::popcount(format));
}

// The horizontal advance within a value record; 0 where it has none.
int advance_in(Bytes bytes, std::size_t record, std::uint16_t format) {
  if ((format & kXAdvance) == 0) return 0;
  const auto before = static_cast<std::uint16_t>(format & (kXAdvance - 1));
  return static_cast<std::int16_t>(u16(bytes, record + value_size(before)));
}

// The last of `count` records, `size` apart, whose first 16 bits are at most `wanted`.
std::optional<std::size_t> last_up_to(Bytes bytes, std::size_t first, std::size_t count, std::size_t size,
                                      std::uint32_t wanted) {
  std::size_t low = 0;
  std::size_t high = count;
  while (low < high) {
    const std::size_t middle = (low + high) / 2;
    if (u16(bytes, first + middle * size) <= wanted) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  if (low == 0) return std::nullopt;
  return first + (low - 1) * size;
}

std::optional<std::uint32_t> coverage_index(Bytes bytes, std::size_t at, std::uint32_t glyph) {
  const std::size_t count = u16(bytes, at + 2);
  if (u16(bytes, at) == 1) {
    const auto found = last_up_to(bytes, at + 4, count, 2, glyph);
    if (!found || u16(bytes, *found) != glyph) return std::nullopt;
    return static_cast<std::uint32_t>((*found - at - 4) / 2);
  }
  const auto range = last_up_to(bytes, at + 4, count, 6, glyph);
  if (!range || glyph > u16(bytes, *range + 2)) return std::nullopt;
  return u16(bytes, *range + 4) + glyph - u16(bytes, *range);
}

std::uint32_t class_of(Bytes bytes, std::size_t at, std::uint32_t glyph) {
  if (u16(bytes, at) == 1) {
    const std::uint32_t first = u16(bytes, at + 2);
    if (glyph < first || glyph - first >= u16(bytes, at + 4)) return 0;
    return u16(bytes, at + 6 + 2 * (glyph - first));
  }
  const auto range = last_up_to(bytes, at + 4, u16(bytes, at + 2), 6, glyph);
  if (!range || glyph > u16(bytes, *range + 2)) return 0;
  return u16(bytes, *range + 4);
}

Bytes find_gpos(Bytes font) {
  const std::size_t count = u16(font, 4);
  for (std::size_t index = 0; index < count; ++index) {
    const std::size_t record = 12 + index * 16;
    if (u32(font, record) != kTagGpos) continue;
    const std::size_t offset = u32(font, record + 8);
    const std::size_t length = u32(font, record + 12);
    if (offset > font.size() || length > font.size() - offset) return {};
    return font.subspan(offset, length);
  }
  return {};
}

// The lookups of every feature called kern: families repeat the same ones for each script.
std::vector<std::uint16_t> kern_lookups(Bytes table) {
  std::vector<std::uint16_t> lookups;
  const std::size_t features = u16(table, 6);
  const std::size_t count = u16(table, features);
  for (std::size_t index = 0; index < count; ++index) {
    const std::size_t record = features + 2 + index * 6;
    if (u32(table, record) != kTagKern) continue;
    const std::size_t feature = features + u16(table, record + 4);
    const std::size_t lookup_count = u16(table, feature + 2);
    for (std::size_t at = 0; at < lookup_count; ++at)
      lookups.push_back(u16(table, feature + 4 + 2 * at));
  }
  std::sort(lookups.begin(), lookups.end());
  lookups.erase(std::unique(lookups.begin(), lookups.end()), lookups.end());
  return lookups;
}

}  // namespace

PairKerning::PairKerning(std::span<const std::uint8_t> font) : table_(find_gpos(font)) {
  const std::size_t list = u16(table_, 8);
  for (const std::uint16_t index : kern_lookups(table_)) {
    if (index >= u16(table_, list)) continue;
    const std::size_t lookup = list + u16(table_, list + 2 + 2 * static_cast<std::size_t>(index));
    const std::uint16_t kind = u16(table_, lookup);
    std::vector<std::size_t> subtables;
    const std::size_t count = u16(table_, lookup + 4);
    for (std::size_t at = 0; at < count; ++at) {
      std::size_t subtable = lookup + u16(table_, lookup + 6 + 2 * at);
      std::uint16_t subtable_kind = kind;
      if (kind == kExtension) {
        subtable_kind = u16(table_, subtable + 2);
        subtable += u32(table_, subtable + 4);
      }
      if (subtable_kind == kPairAdjustment) subtables.push_back(subtable);
    }
    if (!subtables.empty()) lookups_.push_back(std::move(subtables));
  }
}

int PairKerning::in_subtable(std::size_t at, std::uint32_t first, std::uint32_t second, bool& covered) const {
  const auto index = coverage_index(table_, at + u16(table_, at + 2), first);
  if (!index) return 0;
  const std::uint16_t first_format = u16(table_, at + 4);
  const std::uint16_t second_format = u16(table_, at + 6);
  const std::size_t values = value_size(first_format) + value_size(second_format);
  if (u16(table_, at) == 1) {
    if (*index >= u16(table_, at + 8)) return 0;
    const std::size_t set = at + u16(table_, at + 10 + 2 * static_cast<std::size_t>(*index));
    const auto pair = last_up_to(table_, set + 2, u16(table_, set), 2 + values, second);
    if (!pair || u16(table_, *pair) != second) return 0;
    covered = true;
    return advance_in(table_, *pair + 2, first_format);
  }
  if (u16(table_, at) != 2) return 0;
  const std::size_t second_count = u16(table_, at + 14);
  const std::uint32_t first_class = class_of(table_, at + u16(table_, at + 8), first);
  const std::uint32_t second_class = class_of(table_, at + u16(table_, at + 10), second);
  if (first_class >= u16(table_, at + 12) || second_class >= second_count) return 0;
  covered = true;
  return advance_in(table_, at + 16 + (first_class * second_count + second_class) * values, first_format);
}

int PairKerning::between(std::uint32_t first_glyph, std::uint32_t second_glyph) const {
  int sum = 0;
  for (const std::vector<std::size_t>& subtables : lookups_) {
    bool covered = false;
    for (const std::size_t subtable : subtables) {
      sum += in_subtable(subtable, first_glyph, second_glyph, covered);
      if (covered) break;
    }
  }
  return sum;
}

}  // namespace amends
