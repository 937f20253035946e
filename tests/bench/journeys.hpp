// The journeys of tests/journeys/ as the till plays them, without a display: what their measured sections cost, and which
// of all screens that they reach is the fullest. [one thread]

#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "kiosk/keystrokes.hpp"
#include "measure.hpp"

namespace amends::bench {

inline constexpr const char* kScreenSize = "1280x800";

struct Played {
  std::filesystem::path journey;
  std::string size;
  std::vector<kiosk::Section> sections;
  int fullest_at = 0;  // the step after which most of the overlay was drawn
  int nodes = 0;       // there
  int letters = 0;     // there
  int drawn = 0;       // there, more than after any other step; see kiosk::JourneyPlayer::Fullest
};

// All journeys of wishes.journeys, or only those that measure something, each at each of the sizes.
// CannotMeasure where one can't be read or doesn't go as it expects.
[[nodiscard]] std::vector<Played> play_journeys(const Wishes& wishes, const std::vector<std::string>& sizes,
                                                bool only_measured);

// The fullest screen of all journeys at kScreenSize, by what is drawn there. Found once.
[[nodiscard]] const Played& fullest_screen(const Wishes& wishes);

// Where it is, for people.
[[nodiscard]] std::string name_of(const Played& played);

}  // namespace amends::bench
