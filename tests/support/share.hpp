// How much of a harness is run: the whole with AMENDS_LONG=1 (tests/run --long), else a tenth; where a sanitizer watches the
// same once more, and takes several times as long, a fiftieth.
#pragma once

#include <algorithm>
#include <cstdlib>

namespace amends {

[[nodiscard]] inline int share_of(int whole) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  constexpr int kShare = 50;
#else
  constexpr int kShare = 10;
#endif
  return std::getenv("AMENDS_LONG") != nullptr ? whole : std::max(whole / kShare, 1);
}

}  // namespace amends
