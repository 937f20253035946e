#include "effects/calendar.hpp"

#include <date/date.h>
#include <date/tz.h>

#include <chrono>
#include <cstdint>
#include <exception>
#include <stdexcept>

namespace amends {
namespace {

using Microseconds = std::chrono::microseconds;
using SystemTime = date::sys_time<Microseconds>;
using WallTime = date::local_time<Microseconds>;

[[nodiscard]] LocalTime to_reading(WallTime wall) {
  const auto day = date::floor<date::days>(wall);
  const date::year_month_day civil{day};
  const date::hh_mm_ss<Microseconds> time{wall - day};
  LocalTime reading;
  reading.year = static_cast<int>(civil.year());
  reading.month = static_cast<std::int32_t>(static_cast<unsigned>(civil.month()));
  reading.day = static_cast<std::int32_t>(static_cast<unsigned>(civil.day()));
  reading.hour = static_cast<std::int32_t>(time.hours().count());
  reading.minute = static_cast<std::int32_t>(time.minutes().count());
  reading.weekday = static_cast<std::int32_t>(date::weekday{day}.c_encoding());
  return reading;
}

[[nodiscard]] WallTime to_wall(const LocalTime& reading) {
  const auto month = date::year{reading.year} / 1 + date::months{reading.month - 1};
  const auto day = date::local_days{month / 1} + date::days{reading.day - 1};
  return WallTime{day} + std::chrono::hours{reading.hour} + std::chrono::minutes{reading.minute};
}

[[nodiscard]] Instant to_instant(SystemTime time) {
  return {time.time_since_epoch().count()};
}

class UtcCalendar final : public Calendar {
 public:
  [[nodiscard]] LocalTime local(Instant instant) const override {
    return to_reading(WallTime{Microseconds{instant.microseconds}});
  }
  [[nodiscard]] Instant instant(const LocalTime& local) const override {
    return {to_wall(local).time_since_epoch().count()};
  }
};

class TzdataCalendar final : public Calendar {
 public:
  // `zone` belongs to the zone database, which lives as long as the library.
  explicit TzdataCalendar(const date::time_zone* zone) : zone_(zone) {}

  [[nodiscard]] LocalTime local(Instant instant) const override {
    return to_reading(zone_->to_local(SystemTime{Microseconds{instant.microseconds}}));
  }

  [[nodiscard]] Instant instant(const LocalTime& local) const override {
    const WallTime wall = to_wall(local);
    const date::local_info info = zone_->get_info(wall);
    if (info.result == date::local_info::nonexistent) return to_instant(SystemTime{info.first.end});
    return to_instant(SystemTime{wall.time_since_epoch()} - info.first.offset);
  }

 private:
  const date::time_zone* zone_;
};

}  // namespace

ZoneCalendar make_calendar(const std::string& zone) {
  if (zone == "UTC") return {std::make_unique<UtcCalendar>(), ZoneProblem::none};
  try {
    (void)date::get_tzdb();
  } catch (const std::exception&) {
    return {std::make_unique<UtcCalendar>(), ZoneProblem::no_zone_data};
  }
  try {
    return {std::make_unique<TzdataCalendar>(date::locate_zone(zone)), ZoneProblem::none};
  } catch (const std::exception&) {
    return {std::make_unique<UtcCalendar>(), ZoneProblem::unknown};
  }
}

}  // namespace amends
