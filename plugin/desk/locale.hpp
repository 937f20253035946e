// Numbers, money, times and dates as a language writes them. The rules stand in its file, under [format] and [time].
// Promises: whole-number arithmetic on minor units with the ISO 4217 exponent; the blanks inside an amount never break.
// Refuses: the process's locale, and other calendars than the Gregorian.
#pragma once

#include <cstdint>
#include <string>

#include "desk/ports.hpp"
#include "desk/words.hpp"
#include "domain/money.hpp"

namespace amends {

class Locale {
 public:
  // `words` outlives the locale.
  explicit Locale(const Words& words) : words_(words) {}

  // 1234567 → "1,234,567".
  [[nodiscard]] std::string number(std::int64_t value) const;
  // 2000 → "2", 500 → "0.5".
  [[nodiscard]] std::string quantity(std::int64_t thousandths) const;
  // "€ 1,234.50", "1.234,50 €"; a whole zero is written without decimals.
  [[nodiscard]] std::string money(Money amount) const;
  // "12:41"
  [[nodiscard]] std::string clock(const LocalTime& at) const;
  // "12:41" on the same day, "tomorrow 12:41", "yesterday 12:41", else with day and month; with the year where it differs.
  [[nodiscard]] std::string time(const LocalTime& at, const LocalTime& today, const LocalTime& tomorrow,
                                 const LocalTime& yesterday) const;
  // "31 Dec 2026", "31 Dec, 08:00", and both: on paper, where no word may depend on when it is read.
  [[nodiscard]] std::string day(const LocalTime& at) const;
  [[nodiscard]] std::string dated(const LocalTime& at) const;
  [[nodiscard]] std::string dated_with_year(const LocalTime& at) const;

 private:
  [[nodiscard]] std::string grouped(std::string digits) const;
  [[nodiscard]] std::string with_date(std::string_view key, const LocalTime& at) const;

  const Words& words_;
};

}  // namespace amends
