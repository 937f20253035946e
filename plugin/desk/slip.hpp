// A slip: what a receipt printer prints and the screen shows as paper, before either knows how wide its paper is.
// Promises: a plain comparable value; its texts are finished, in the language of who will read them.
// Refuses: to know a printer's commands or a screen's pixels.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace amends {

struct SlipText {
  enum class Align : std::uint8_t { left = 1, centre };
  enum class Size : std::uint8_t { normal = 1, large };  // large: twice as wide and high
  std::string text;  // UTF-8, no line breaks; wrapped between words where the paper ends
  Align align = Align::left;
  Size size = Size::normal;
  bool bold = false;
  bool operator==(const SlipText&) const = default;
};
// Two ends of one line; what comes right is never cut, what comes left is wrapped.
struct SlipPair {
  std::string left;
  std::string right;
  bool bold = false;
  bool operator==(const SlipPair&) const = default;
};
struct SlipRule {  // a line across the paper
  bool operator==(const SlipRule&) const = default;
};
struct SlipSpace {  // an empty line
  bool operator==(const SlipSpace&) const = default;
};
struct SlipQr {  // in the middle; error correction M
  std::string data;
  bool operator==(const SlipQr&) const = default;
};
// CODE128, code set B; left out where the paper is too narrow for it, so never the only way to read something.
struct SlipBarcode {
  std::string data;  // printable ASCII
  bool operator==(const SlipBarcode&) const = default;
};
struct SlipImage {  // in the middle; one bit a dot, 1 is black
  std::int32_t width_dots = 0;
  std::int32_t height_dots = 0;
  std::vector<std::uint8_t> rows;  // (width_dots + 7) / 8 bytes each, the leftmost dot highest
  bool operator==(const SlipImage&) const = default;
};

using SlipPart = std::variant<SlipText, SlipPair, SlipRule, SlipSpace, SlipQr, SlipBarcode, SlipImage>;

struct Slip {
  std::vector<SlipPart> parts;
  bool operator==(const Slip&) const = default;
};

}  // namespace amends
