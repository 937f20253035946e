#include "ui/theme.hpp"

#include <algorithm>
#include <cmath>

namespace amends {

namespace {

constexpr Rgba rgb(std::uint32_t value) {
  return {static_cast<std::uint8_t>(value >> 16U), static_cast<std::uint8_t>(value >> 8U),
          static_cast<std::uint8_t>(value), 255};
}

// In the order of Colour.
constexpr Theme kLight{ThemeKind::light,
                       {Rgba{0, 0, 0, 0}, rgb(0xf4f1ea), rgb(0xffffff), rgb(0xdcd8cf), rgb(0x1d232e), rgb(0x5b6472),
                        rgb(0x0b6b61), rgb(0xe2f0ed), rgb(0xffffff), rgb(0x9a5b00), rgb(0xfbeed7), rgb(0xf0b75a),
                        rgb(0x1d232e), rgb(0xe9e5db), rgb(0x08544c), rgb(0x1d232e)}};
constexpr Theme kDark{ThemeKind::dark,
                      {Rgba{0, 0, 0, 0}, rgb(0x171b21), rgb(0x222831), rgb(0x333c48), rgb(0xeef1f5), rgb(0xa2adbb),
                       rgb(0x3cc3b2), rgb(0x173a38), rgb(0x08231f), rgb(0xf0b75a), rgb(0x3a2d15), rgb(0xf0b75a),
                       rgb(0x1d232e), rgb(0x2e3743), rgb(0x63d6c8), rgb(0xeef1f5)}};

constexpr Theme kContrast{ThemeKind::contrast,
                          {Rgba{0, 0, 0, 0}, rgb(0x000000), rgb(0x000000), rgb(0xffffff), rgb(0xffffff), rgb(0xffffff),
                           rgb(0xffe14d), rgb(0x2b2600), rgb(0x000000), rgb(0xffb84d), rgb(0x2e1d00), rgb(0xffb84d),
                           rgb(0x000000), rgb(0x333333), rgb(0xfff0a6), rgb(0xffffff)}};

double luminance(Rgba colour) {
  const auto linear = [](std::uint8_t channel) {
    const double value = channel / 255.0;
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * linear(colour.red) + 0.7152 * linear(colour.green) + 0.0722 * linear(colour.blue);
}

}  // namespace

const Theme& theme_of(ThemeKind kind) {
  switch (kind) {
    case ThemeKind::dark:
      return kDark;
    case ThemeKind::contrast:
      return kContrast;
    case ThemeKind::light:
      break;
  }
  return kLight;
}

double contrast_ratio(Rgba one, Rgba other) {
  const double first = luminance(one);
  const double second = luminance(other);
  return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

}  // namespace amends
