// The distances between certain letters that an OpenType font asks for: the pair adjustments of its GPOS table, which
// FreeType doesn't read. Promises: reads only inside the bytes it was given, whatever stands in them; what it can't
// read it leaves out. Refuses: every other kind of positioning.

#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace amends {

class PairKerning {
 public:
  PairKerning() = default;
  // `font`: the whole file, kept by the caller for as long as this lives.
  explicit PairKerning(std::span<const std::uint8_t> font);

  // How much further the second glyph stands, in font units; mostly negative or 0.
  [[nodiscard]] int between(std::uint32_t first_glyph, std::uint32_t second_glyph) const;

 private:
  [[nodiscard]] int in_subtable(std::size_t at, std::uint32_t first, std::uint32_t second, bool& covered) const;

  std::span<const std::uint8_t> table_;
  // The subtables of each lookup of the kern feature, in order: where they begin in table_.
  std::vector<std::vector<std::size_t>> lookups_;
};

}  // namespace amends
