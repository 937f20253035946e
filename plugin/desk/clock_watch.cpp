#include "desk/clock_watch.hpp"

#include <utility>

namespace amends {

namespace {

constexpr std::chrono::microseconds kJump = std::chrono::minutes(2);

}  // namespace

bool is_clock_jump(std::chrono::microseconds off) {
  return std::chrono::abs(off) > kJump;
}

std::optional<ClockJump> ClockWatch::look(Instant now, std::optional<std::chrono::microseconds> since_start) {
  const std::optional<Look> last = last_;
  last_ = since_start ? std::optional(Look{now, *since_start}) : std::nullopt;
  const std::optional<Instant> newest = std::exchange(newest_, std::nullopt);
  if (newest && *newest > now && is_clock_jump(std::chrono::microseconds(newest->microseconds - now.microseconds))) {
    return ClockJump{*newest, now};
  }
  if (!last || !last_) return std::nullopt;
  const Instant expected{last->now.microseconds + (*since_start - last->since_start).count()};
  const std::chrono::microseconds off{now.microseconds - expected.microseconds};
  return is_clock_jump(off) ? std::optional(ClockJump{expected, now}) : std::nullopt;
}

}  // namespace amends
