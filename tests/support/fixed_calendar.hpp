// A store that is so many minutes ahead of UTC, all year.
#pragma once

#include <chrono>

#include "desk/ports.hpp"

namespace amends::testing {

class FixedCalendar : public Calendar {
 public:
  explicit FixedCalendar(std::chrono::minutes ahead) : ahead_(ahead) {}

  [[nodiscard]] LocalTime local(Instant instant) const override {
    const std::chrono::sys_time<std::chrono::microseconds> wall{std::chrono::microseconds{instant.microseconds} +
                                                                ahead_};
    const auto day = std::chrono::floor<std::chrono::days>(wall);
    const std::chrono::year_month_day date{day};
    const std::chrono::hh_mm_ss clock{wall - day};
    LocalTime local;
    local.year = static_cast<int>(date.year());
    local.month = static_cast<std::int32_t>(static_cast<unsigned>(date.month()));
    local.day = static_cast<std::int32_t>(static_cast<unsigned>(date.day()));
    local.hour = static_cast<std::int32_t>(clock.hours().count());
    local.minute = static_cast<std::int32_t>(clock.minutes().count());
    local.weekday = static_cast<std::int32_t>(std::chrono::weekday{day}.c_encoding());
    return local;
  }
  [[nodiscard]] Instant instant(const LocalTime& local) const override {
    const std::chrono::sys_days first = std::chrono::year{local.year} / local.month / 1;
    const std::chrono::microseconds wall = first.time_since_epoch() + std::chrono::days{local.day - 1} +
                                           std::chrono::hours{local.hour} + std::chrono::minutes{local.minute};
    return {(wall - ahead_).count()};
  }

 private:
  std::chrono::minutes ahead_;
};

}  // namespace amends::testing
