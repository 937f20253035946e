// Plays one journey, or all of them as a tour: each on its pack, at the same hour, on a data folder of its own.

#pragma once

#include "kiosk/options.hpp"
#include "kiosk/result.hpp"

namespace kiosk {

struct JourneyFailure {
  int exit_code = 1;  // 2 where the journey or its demo pack can't be read
  std::string sentence;
};

// What options.journey names, on options.data. SDL's video must be there. With options.stay_at it returns only when
// somebody has closed the window. With options.counts that file has, a JSON object a line, each measured section and at
// last the journey's fullest moment as JourneyPlayer::Fullest: {"fullest_at": step, "nodes", "letters", "drawn"}.
[[nodiscard]] tl::expected<void, JourneyFailure> play_journey(const Options& options);

// All journeys of options.journeys_dir by name, pictures in options.tour. Says on stdout how each went.
// True: all as expected.
[[nodiscard]] bool play_tour(const Options& options);

}  // namespace kiosk
