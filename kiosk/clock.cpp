#include "kiosk/clock.hpp"

#include <fmt/format.h>

#include <chrono>
#include <ctime>

namespace kiosk {
namespace {

std::int64_t steady_us() {
  const auto now = std::chrono::steady_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::microseconds>(now).count();
}

std::int64_t system_us() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::microseconds>(now).count();
}

// The number that stands at `begin`, or -1 where anything but digits stands there.
int digits_at(std::string_view text, std::size_t begin, std::size_t count) {
  int value = 0;
  for (std::size_t i = begin; i < begin + count; ++i) {
    if (text[i] < '0' || text[i] > '9') return -1;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

}  // namespace

TillClock::TillClock(std::optional<std::int64_t> start_us) : start_us_(start_us), began_us_(steady_us()) {}

std::int64_t TillClock::now_us() const {
  const std::int64_t base_us = start_us_ ? *start_us_ + (steady_us() - began_us_) : system_us();
  return base_us + advanced_us_.load(std::memory_order_relaxed);
}

void TillClock::advance(std::int64_t duration_us) {
  advanced_us_.fetch_add(duration_us, std::memory_order_relaxed);
}

std::optional<std::int64_t> parse_instant(std::string_view text) {
  constexpr std::string_view kShape = "0000-00-00T00:00:00Z";
  if (text.size() != kShape.size()) return std::nullopt;
  for (std::size_t i = 0; i < kShape.size(); ++i) {
    if (kShape[i] != '0' && text[i] != kShape[i]) return std::nullopt;
  }
  const int year = digits_at(text, 0, 4);
  const int month = digits_at(text, 5, 2);
  const int day = digits_at(text, 8, 2);
  const int hour = digits_at(text, 11, 2);
  const int minute = digits_at(text, 14, 2);
  const int second = digits_at(text, 17, 2);
  if (year < 1970 || month < 1 || day < 1) return std::nullopt;
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                                         std::chrono::day{static_cast<unsigned>(day)}};
  if (!date.ok()) return std::nullopt;
  const auto instant = std::chrono::sys_days{date} + std::chrono::hours{hour} + std::chrono::minutes{minute} +
                       std::chrono::seconds{second};
  return std::chrono::duration_cast<std::chrono::microseconds>(instant.time_since_epoch()).count();
}

std::string local_hour_minute(std::int64_t instant_us) {
  const std::time_t seconds = static_cast<std::time_t>(instant_us / 1'000'000);
  std::tm local{};
  if (localtime_r(&seconds, &local) == nullptr) return "--:--";
  return fmt::format("{:02}:{:02}", local.tm_hour, local.tm_min);
}

}  // namespace kiosk
