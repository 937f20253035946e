#include "desk/clock_watch.hpp"

#include <utility>

namespace amends {

namespace {

constexpr std::chrono::microseconds kJump = std::chrono::minutes(2);
constexpr std::chrono::microseconds kQuiet = std::chrono::minutes(1);

}  // namespace

bool is_clock_jump(std::chrono::microseconds off) {
  return std::chrono::abs(off) > kJump;
}

std::optional<ClockJump> ClockWatch::look(Instant now, std::optional<std::chrono::microseconds> since_start) {
  if (last_ && since_start && *since_start < quiet_until_) return std::nullopt;
  const std::optional<Look> last = last_;
  last_ = since_start ? std::optional(Look{now, *since_start}) : std::nullopt;
  const std::optional<Instant> newest = std::exchange(newest_, std::nullopt);
  Instant expected = now;
  if (newest && *newest > now) {
    expected = *newest;
  } else if (last && last_) {
    expected.microseconds = last->now.microseconds + (*since_start - last->since_start).count();
  }
  if (!is_clock_jump(std::chrono::microseconds(now.microseconds - expected.microseconds))) return std::nullopt;
  if (since_start) quiet_until_ = *since_start + kQuiet;
  return ClockJump{expected, now};
}

}  // namespace amends
