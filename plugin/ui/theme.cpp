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
                        rgb(0x1d232e), rgb(0xe9e5db), rgb(0x08544c), rgb(0x1d232e), rgb(0x000000)}};
constexpr Theme kDark{ThemeKind::dark,
                      {Rgba{0, 0, 0, 0}, rgb(0x171b21), rgb(0x222831), rgb(0x333c48), rgb(0xeef1f5), rgb(0xa2adbb),
                       rgb(0x3cc3b2), rgb(0x173a38), rgb(0x08231f), rgb(0xf0b75a), rgb(0x3a2d15), rgb(0xf0b75a),
                       rgb(0x1d232e), rgb(0x2e3743), rgb(0x63d6c8), rgb(0xeef1f5), rgb(0x000000)}};

constexpr Theme kContrast{ThemeKind::contrast,
                          {Rgba{0, 0, 0, 0}, rgb(0x000000), rgb(0x000000), rgb(0xffffff), rgb(0xffffff), rgb(0xcfcfcf),
                           rgb(0xffe14d), rgb(0x2b2600), rgb(0x000000), rgb(0xffb84d), rgb(0x2e1d00), rgb(0xffb84d),
                           rgb(0x000000), rgb(0x333333), rgb(0xfff0a6), rgb(0x66e0ff), rgb(0xffffff)}};

constexpr double kLeastContrast = 4.5;
constexpr double kLeastHighContrast = 7;
constexpr int kTintPercent = 12;
constexpr int kPressedPercent = 20;

// Red to amber, and browns: what means danger elsewhere, and here that something waits.
bool has_a_meaning(Rgba colour) {
  const int most = std::max({colour.red, colour.green, colour.blue});
  const int least = std::min({colour.red, colour.green, colour.blue});
  const int spread = most - least;
  if (colour.red != most || most <= 60 || 2 * spread < most) return false;
  // On the wheel of hues, in degrees from red.
  const int hue = 60 * (colour.green - colour.blue) / spread;
  return hue > -25 && hue < 48;
}

double luminance(Rgba colour) {
  const auto linear = [](std::uint8_t channel) {
    const double value = channel / 255.0;
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * linear(colour.red) + 0.7152 * linear(colour.green) + 0.0722 * linear(colour.blue);
}

}  // namespace

Rgba mixed(Rgba one, Rgba other, int percent) {
  const auto channel = [&](std::uint8_t from, std::uint8_t to) {
    return static_cast<std::uint8_t>((from * (100 - percent) + to * percent + 50) / 100);
  };
  return {channel(one.red, other.red), channel(one.green, other.green), channel(one.blue, other.blue),
          channel(one.alpha, other.alpha)};
}

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

Theme theme_with_accent(ThemeKind kind, Rgba accent) {
  Theme theme = theme_of(kind);
  if (has_a_meaning(accent)) return theme;
  const double least = kind == ThemeKind::contrast ? kLeastHighContrast : kLeastContrast;
  const auto at = [&](Colour which) -> Rgba& { return theme.colours[static_cast<std::size_t>(which)]; };
  const Rgba paper = at(Colour::paper);
  const bool dark = luminance(paper) < 0.5;
  const Rgba end = dark ? Rgba{255, 255, 255, 255} : Rgba{0, 0, 0, 255};
  const Rgba white{255, 255, 255, 255};
  const Rgba black{0, 0, 0, 255};
  Rgba fit = accent;
  Rgba tint = mixed(at(Colour::card), fit, kTintPercent);
  for (int percent = 0; percent <= 100; percent += 5) {
    fit = mixed(accent, end, percent);
    tint = mixed(at(Colour::card), fit, kTintPercent);
    const Rgba on = contrast_ratio(white, fit) >= contrast_ratio(black, fit) ? white : black;
    if (std::min({contrast_ratio(fit, paper), contrast_ratio(fit, tint), contrast_ratio(on, fit)}) >= least) break;
  }
  at(Colour::accent) = fit;
  at(Colour::accent_tint) = tint;
  at(Colour::on_accent) = contrast_ratio(white, fit) >= contrast_ratio(black, fit) ? white : black;
  at(Colour::accent_pressed) = mixed(fit, end, kPressedPercent);
  return theme;
}

double contrast_ratio(Rgba one, Rgba other) {
  const double first = luminance(one);
  const double second = luminance(other);
  return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

}  // namespace amends
