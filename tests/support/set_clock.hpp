// A clock that a test moves, and a calendar whose every day is one: for stories that are stepped by hand.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

#include "desk/ports.hpp"
#include "support/domain_fakes.hpp"

namespace amends {

class SetClock : public Clock {
 public:
  [[nodiscard]] Instant now() const override { return at_; }
  [[nodiscard]] std::optional<std::chrono::microseconds> since_start() const override { return passed_; }
  void pass(std::int64_t seconds) {
    passed_ += std::chrono::seconds(seconds);
    set(seconds);
  }
  // Somebody sets it.
  void set(std::int64_t by_seconds) { at_ = at_.plus_seconds(by_seconds); }

 private:
  Instant at_ = fakes::kNoon;
  std::chrono::microseconds passed_{0};
};

class OneDay : public Calendar {
 public:
  [[nodiscard]] LocalTime local(Instant instant) const override {
    const std::int64_t minutes = instant.microseconds / 60'000'000 % 1440;
    return {.year = 2026,
            .month = 11,
            .day = 23,
            .hour = static_cast<std::int32_t>(minutes / 60),
            .minute = static_cast<std::int32_t>(minutes % 60)};
  }
  [[nodiscard]] Instant instant(const LocalTime& local) const override {
    return {(fakes::kNoon.microseconds / 86'400'000'000 * 1440 + local.hour * 60 + local.minute) * 60'000'000};
  }
};

}  // namespace amends
