// How much of a harness is run: the whole with AMENDS_LONG=1 (tests/run --long), else a tenth; where a sanitizer watches the
// same once more, and takes several times as long, a fiftieth.
#pragma once

#include <algorithm>
#include <cstdlib>

namespace amends {

// By a sanitizer. Each compiler says so in its own way.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr bool kIsWatched = true;
#elif defined(__has_feature)
inline constexpr bool kIsWatched = __has_feature(address_sanitizer) || __has_feature(thread_sanitizer);
#else
inline constexpr bool kIsWatched = false;
#endif

[[nodiscard]] inline int share_of(int whole) {
  constexpr int kShare = kIsWatched ? 50 : 10;
  return std::getenv("AMENDS_LONG") != nullptr ? whole : std::max(whole / kShare, 1);
}

}  // namespace amends
