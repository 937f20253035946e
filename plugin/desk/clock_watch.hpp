// Whether the clock was set: what it says, against the time that has passed since the machine started.
// Promises: pure; a clock that runs a little fast or slow is no jump, nor is a machine that slept.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

#include "domain/instant.hpp"

namespace amends {

// By more than two minutes: network time mends seconds, a hand sets hours.
struct ClockJump {
  Instant from;  // it should have said
  Instant to;    // it says
  bool operator==(const ClockJump&) const = default;
};

[[nodiscard]] bool is_clock_jump(std::chrono::microseconds off);

class ClockWatch {
 public:
  // `newest`: when the newest that is known was written, by this clock; nothing can be older.
  explicit ClockWatch(std::optional<Instant> newest) : newest_(newest) {}

  // The jump since the last look, or since `newest` with the first; in the minute after one none is told, so that a clock that
  // jumps to and fro makes no flood. `since_start`: of the machine, its sleep counted; nothing: not known, and no jump is seen
  // while it runs.
  [[nodiscard]] std::optional<ClockJump> look(Instant now, std::optional<std::chrono::microseconds> since_start);

 private:
  struct Look {
    Instant now;
    std::chrono::microseconds since_start;
  };
  std::optional<Instant> newest_;
  std::optional<Look> last_;
  std::chrono::microseconds quiet_until_{0};
};

}  // namespace amends
