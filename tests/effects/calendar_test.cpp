// The store's zone around the changes of the clock, against instants taken from the zones' published rules.

#include "effects/calendar.hpp"

#include <catch_amalgamated.hpp>
#include <cstdlib>
#include <string>

namespace amends {
namespace {

constexpr Instant seconds(std::int64_t since_1970) {
  return {since_1970 * 1'000'000};
}

LocalTime reading(std::int32_t year, std::int32_t month, std::int32_t day, std::int32_t hour, std::int32_t minute,
                  std::int32_t weekday) {
  return {year, month, day, hour, minute, weekday};
}

std::unique_ptr<const Calendar> calendar_of(const char* zone) {
  ZoneCalendar made = make_calendar(zone);
  REQUIRE(made.problem == ZoneProblem::none);
  return std::move(made.calendar);
}

TEST_CASE("Lisbon reads its summer and its winter") {
  const auto lisbon = calendar_of("Europe/Lisbon");
  // 2025-03-30 01:00 UTC: 00:59:59 is followed by 02:00.
  CHECK(lisbon->local(seconds(1'743'296'399)) == reading(2025, 3, 30, 0, 59, 0));
  CHECK(lisbon->local(seconds(1'743'296'400)) == reading(2025, 3, 30, 2, 0, 0));
  // 2025-10-26 01:00 UTC: 01:59:59 is followed by 01:00.
  CHECK(lisbon->local(seconds(1'761'440'399)) == reading(2025, 10, 26, 1, 59, 0));
  CHECK(lisbon->local(seconds(1'761'440'400)) == reading(2025, 10, 26, 1, 0, 0));
}

TEST_CASE("New York reads its summer and its winter") {
  const auto new_york = calendar_of("America/New_York");
  // 2025-03-09 07:00 UTC: 01:59:59 is followed by 03:00.
  CHECK(new_york->local(seconds(1'741'503'599)) == reading(2025, 3, 9, 1, 59, 0));
  CHECK(new_york->local(seconds(1'741'503'600)) == reading(2025, 3, 9, 3, 0, 0));
  // 2025-11-02 06:00 UTC: 01:59:59 is followed by 01:00.
  CHECK(new_york->local(seconds(1'762'063'199)) == reading(2025, 11, 2, 1, 59, 0));
  CHECK(new_york->local(seconds(1'762'063'200)) == reading(2025, 11, 2, 1, 0, 0));
}

TEST_CASE("A reading inside a gap is the instant after the gap") {
  CHECK(calendar_of("Europe/Lisbon")->instant(reading(2025, 3, 30, 1, 30, 0)) == seconds(1'743'296'400));
  CHECK(calendar_of("America/New_York")->instant(reading(2025, 3, 9, 2, 0, 0)) == seconds(1'741'503'600));
}

TEST_CASE("A reading that comes twice means the first") {
  // 01:30 of the 26th of October stands for 00:30 and 01:30 UTC.
  CHECK(calendar_of("Europe/Lisbon")->instant(reading(2025, 10, 26, 1, 30, 0)) == seconds(1'761'438'600));
  CHECK(calendar_of("America/New_York")->instant(reading(2025, 11, 2, 1, 30, 0)) == seconds(1'762'061'400));
}

TEST_CASE("A reading gives the instant that reads so, all year round") {
  for (const char* zone : {"Europe/Lisbon", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe", "UTC"}) {
    CAPTURE(zone);
    const auto calendar = calendar_of(zone);
    for (std::int64_t hour = 0; hour < 366 * 24; hour += 7) {
      const Instant instant = seconds(1'735'689'600 + hour * 3600 + 900);
      const LocalTime local = calendar->local(instant);
      // Where the hour comes twice the earlier instant is given; it reads the same.
      CHECK(calendar->instant(local) <= instant);
      CHECK(calendar->local(calendar->instant(local)) == local);
    }
  }
}

TEST_CASE("A day beyond its month and a month beyond its year are carried over") {
  const auto utc = calendar_of("UTC");
  CHECK(utc->instant(reading(2025, 1, 32, 4, 0, 0)) == utc->instant(reading(2025, 2, 1, 4, 0, 6)));
  CHECK(utc->instant(reading(2024, 2, 30, 4, 0, 0)) == utc->instant(reading(2024, 3, 1, 4, 0, 5)));
  CHECK(utc->instant(reading(2025, 13, 1, 0, 0, 0)) == utc->instant(reading(2026, 1, 1, 0, 0, 4)));
  CHECK(utc->instant(reading(2025, 1, 1, 25, 0, 0)) == utc->instant(reading(2025, 1, 2, 1, 0, 4)));
}

TEST_CASE("Times before 1970 read right") {
  const auto utc = calendar_of("UTC");
  CHECK(utc->local(seconds(-1)) == reading(1969, 12, 31, 23, 59, 3));
}

TEST_CASE("A zone that isn't in the zone data is UTC, and said so") {
  for (const char* zone : {"Europe/Atlantis", "", "../../etc/passwd", "utc+1"}) {
    CAPTURE(zone);
    const ZoneCalendar made = make_calendar(zone);
    CHECK(made.problem == ZoneProblem::unknown);
    CHECK(made.calendar->local(seconds(0)) == reading(1970, 1, 1, 0, 0, 4));
  }
}

TEST_CASE("The process's own zone changes nothing") {
  const char* before = std::getenv("TZ");
  const std::string kept = before == nullptr ? "" : before;
  setenv("TZ", "Asia/Tokyo", 1);
  CHECK(calendar_of("Europe/Lisbon")->local(seconds(1'743'296'400)).hour == 2);
  if (before == nullptr) {
    unsetenv("TZ");
  } else {
    setenv("TZ", kept.c_str(), 1);
  }
}

}  // namespace
}  // namespace amends
