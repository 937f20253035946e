#include "desk/due_times.hpp"

#include <algorithm>

namespace amends {

namespace {

constexpr std::int64_t kBeforeBillS = 10 * 60;
constexpr std::int64_t kTodayEarliestS = 2 * 60 * 60;
constexpr std::int32_t kTodayHour = 18;
constexpr std::int32_t kTomorrowHour = 11;
constexpr std::int64_t kDayS = 24 * 60 * 60;

Instant at_hour(LocalTime day, std::int32_t hour, const Calendar& calendar) {
  day.hour = hour;
  day.minute = 0;
  return calendar.instant(day);
}

// The day after, whatever the clocks do that night: noon plus a day is never the same date and never the one after next.
LocalTime next_day(LocalTime day, const Calendar& calendar) {
  return calendar.local(at_hour(day, 12, calendar).plus_seconds(kDayS));
}

}  // namespace

DueTimes due_times(Instant now, const Calendar& calendar) {
  const LocalTime today = calendar.local(now);
  return {.before_bill = now.plus_seconds(kBeforeBillS),
          .today = std::max(at_hour(today, kTodayHour, calendar), now.plus_seconds(kTodayEarliestS)),
          .tomorrow = at_hour(next_day(today, calendar), kTomorrowHour, calendar)};
}

}  // namespace amends
