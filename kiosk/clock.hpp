// The till's clock: the wall clock, or one that starts at a given instant and runs on from there.
// Promises: now_us() may be called from any thread and, once started at an instant, never runs backwards.

#pragma once

#include <atomic>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kiosk {

class TillClock {
 public:
  // No start: the system's wall clock.
  explicit TillClock(std::optional<std::int64_t> start_us);

  // Microseconds since 1970, UTC. Any thread.
  std::int64_t now_us() const;

  // Moves the clock ahead, as if the time had passed.
  void advance(std::int64_t duration_us);

 private:
  const std::optional<std::int64_t> start_us_;
  const std::int64_t began_us_;
  std::atomic<std::int64_t> advanced_us_ = 0;
};

// "2026-11-23T12:41:00Z" -> microseconds since 1970; nothing where the text is another one.
std::optional<std::int64_t> parse_instant(std::string_view text);

// "12:41" on the till's wall, by the time zone of the process.
std::string local_hour_minute(std::int64_t instant_us);

}  // namespace kiosk
