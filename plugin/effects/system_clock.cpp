#include "effects/system_clock.hpp"

#include <time.h>

#include <chrono>

namespace amends {
namespace {

constexpr Instant kYear2000{946'684'800'000'000};
constexpr Instant kYear2200{7'258'118'400'000'000};

}  // namespace

Instant SystemClock::now() const {
  const auto since_1970 = std::chrono::system_clock::now().time_since_epoch();
  return {std::chrono::duration_cast<std::chrono::microseconds>(since_1970).count()};
}

std::optional<std::chrono::microseconds> SystemClock::since_start() const {
  // Unlike the steady clock of C++ this one counts a machine's sleep.
  timespec since{};
  if (::clock_gettime(CLOCK_BOOTTIME, &since) != 0) return std::nullopt;
  return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::seconds(since.tv_sec) +
                                                               std::chrono::nanoseconds(since.tv_nsec));
}

Instant TillClock::now() const {
  const auto told = host_.now();
  if (!told) return system_.now();
  if (*told < kYear2000 || *told >= kYear2200) {
    host_.blame("The host's clock is before 2000 or after 2200; the system's is used.");
    return system_.now();
  }
  return *told;
}

}  // namespace amends
