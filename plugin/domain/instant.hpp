// Points in time as the rules see them: values handed in, never read from a clock.
#pragma once

#include <compare>
#include <cstdint>

namespace amends {

// Microseconds since 1970-01-01, UTC. 0 is "never".
struct Instant {
  std::int64_t microseconds = 0;
  auto operator<=>(const Instant&) const = default;
  [[nodiscard]] Instant plus_seconds(std::int64_t seconds) const { return {microseconds + seconds * 1'000'000}; }
};

// A wall-clock reading in the store's time zone. weekday: 0 is Sunday.
struct LocalTime {
  std::int32_t year = 1970;
  std::int32_t month = 1;
  std::int32_t day = 1;
  std::int32_t hour = 0;
  std::int32_t minute = 0;
  std::int32_t weekday = 4;
  auto operator<=>(const LocalTime&) const = default;
};

// The hour on the store's clock, on which business day: one that ends at 04:00 is older than its date (PRODUCT.md, Defaults).
struct StoreHour {
  std::int32_t day = 0;   // since 1970-01-01
  std::int32_t hour = 0;  // 0 to 23
  auto operator<=>(const StoreHour&) const = default;
};

// When the follow-ups of the playbook would fall due, worked out in local time by whoever knows the zone.
struct DueTimes {
  Instant before_bill;
  Instant today;
  Instant tomorrow;
  bool operator==(const DueTimes&) const = default;
};

}  // namespace amends
