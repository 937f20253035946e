// How everything looks: colours by their purpose, sizes of type, spacing, radii, and the sizes of what a finger meets.
// Promises: one table for each theme, no colour anywhere else; all sizes are pixels at scale 1 (a screen of 96 dots an
// inch) and are multiplied by Ui::px. Refuses: red. What waits is amber, what is fine is the accent.

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace amends {

// What a colour is for.
enum class Colour : std::uint8_t {
  clear,         // nothing is drawn
  paper,         // the sheet
  card,          // what lies on it
  line,          // hairlines around cards
  ink,           // text
  soft,          // text that may be read later
  accent,        // chosen, done, the main button
  accent_tint,   // its background
  on_accent,     // text on the accent
  waiting,       // somebody's answer is missing, something is overdue
  waiting_tint,  // its background
  badge,         // a count on the closed tab
  on_badge,
  card_pressed,  // a card under a finger
  accent_pressed,
  focus,  // the ring around what the keyboard is at
  shade,  // what lies under something that stands off, and the veil under a question
};
inline constexpr std::size_t kColourCount = static_cast<std::size_t>(Colour::shade) + 1;

// Red, green, blue, alpha; 8 bits each, not premultiplied.
struct Rgba {
  std::uint8_t red = 0;
  std::uint8_t green = 0;
  std::uint8_t blue = 0;
  std::uint8_t alpha = 255;
  friend bool operator==(const Rgba&, const Rgba&) = default;
};

// `percent` of `other` in `one`.
[[nodiscard]] Rgba mixed(Rgba one, Rgba other, int percent);

enum class ThemeKind : std::uint8_t { light, dark, contrast };

struct Theme {
  ThemeKind kind = ThemeKind::light;
  std::array<Rgba, kColourCount> colours{};

  [[nodiscard]] Rgba colour(Colour which) const { return colours[static_cast<std::size_t>(which)]; }
};

[[nodiscard]] const Theme& theme_of(ThemeKind kind);
// The same in a store's own accent: lighter or darker than asked where it must be, so that words on it and in it are read
// (4.5 to 1, in high contrast 7). Nothing on the screen is red and amber says that something waits, so an accent of
// either leaves the theme as it is.
[[nodiscard]] Theme theme_with_accent(ThemeKind kind, Rgba accent);

// How much darker or lighter two colours are than each other, as WCAG 2 counts: 1 to 21. Alpha is ignored.
[[nodiscard]] double contrast_ratio(Rgba one, Rgba other);

enum class Weight : std::uint8_t { regular, medium, semibold };

// The type scale: em sizes in pixels at scale 1.
namespace type {
inline constexpr float kTitle = 20;
inline constexpr float kMainButton = 18;
inline constexpr float kButton = 17;
inline constexpr float kText = 16.5F;
inline constexpr float kCompact = 15.5F;  // a chip in a row of four
inline constexpr float kLabel = 15;
inline constexpr float kSmall = 14;
inline constexpr float kTag = 13.5F;
inline constexpr float kTab = 13;
inline constexpr float kDigit = 26;
}  // namespace type

namespace space {
inline constexpr float kEdge = 20;     // the sheet's edge
inline constexpr float kBetween = 10;  // between cards
inline constexpr float kInside = 14;   // from a card's edge to what is in it
inline constexpr float kButtons = 12;  // between buttons, between icon and text
inline constexpr float kHeadingAbove = 11;
inline constexpr float kHeadingBelow = 7;
}  // namespace space

namespace radius {
inline constexpr float kMark = 4;
inline constexpr float kBar = 5;
inline constexpr float kTag = 8;
inline constexpr float kStep = 10;
inline constexpr float kCard = 12;
inline constexpr float kButton = 14;
}  // namespace radius

// How far something stands off what it lies on: bands of shade around it, the outermost first.
namespace elevation {
inline constexpr float kReach = 6;  // pixels at scale 1, sideways and down
inline constexpr std::size_t kBands = 3;
inline constexpr std::uint8_t kBandAlpha = 12;  // of 255, each band's; they lie on each other
}  // namespace elevation

// How long something takes to come or go; short, so that it is over before it is looked at.
namespace motion {
inline constexpr std::int64_t kComeUs = 120'000;
}  // namespace motion

namespace size {
inline constexpr float kTarget = 48;  // nothing that can be tapped is smaller, in either direction: Ui::target
inline constexpr float kSheetWidth = 740;
inline constexpr float kHead = 80;  // title, one line below it, the buttons on the right
inline constexpr float kSmallButton = 52;
inline constexpr float kStep = 48;
inline constexpr float kCard = 56;
inline constexpr float kCardWithDetail = 62;
inline constexpr float kOption = 72;
inline constexpr float kRow = 72;
inline constexpr float kRowWithAction = 82;
inline constexpr float kMainButton = 64;
inline constexpr float kHeading = 20;
inline constexpr float kBanner = 48;
inline constexpr float kQuote = 58;  // a small line and one line of text
inline constexpr float kCue = 48;
inline constexpr float kMark = 94;
inline constexpr float kPinKey = 70;
inline constexpr float kBar = 10;
inline constexpr float kTabWidth = 74;
inline constexpr float kTabHeight = 105;
inline constexpr float kBadge = 28;
inline constexpr float kIcon = 24;
inline constexpr float kHairline = 1;
inline constexpr float kSelectedLine = 2;
}  // namespace size

}  // namespace amends
