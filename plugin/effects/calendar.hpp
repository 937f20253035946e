// The store's time zone, from the system's zone data. [thread-safe]
// Promises: the process's own zone and locale are neither read nor set; an unknown zone is UTC, and said so.
// Refuses: leap seconds.

#pragma once

#include <memory>
#include <string>

#include "desk/ports.hpp"

namespace amends {

enum class ZoneProblem : std::uint8_t {
  none = 0,
  unknown,      // the zone data has no such name
  no_zone_data  // the system has none
};

struct ZoneCalendar {
  std::unique_ptr<const Calendar> calendar;  // never null; in UTC where there is a problem
  ZoneProblem problem = ZoneProblem::none;
};

// `zone` is an IANA name, e.g. "Europe/Lisbon". A LocalTime given to the calendar may lie beyond its month or day: the
// 32nd of January is the 1st of February. Of a reading that comes twice, the first is meant.
[[nodiscard]] ZoneCalendar make_calendar(const std::string& zone);

}  // namespace amends
