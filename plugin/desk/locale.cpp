#include "desk/locale.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string_view>

namespace amends {

namespace {

constexpr std::size_t kGroup = 3;

struct Symbol {
  std::string_view code;
  std::string_view symbol;
};
constexpr std::array kSymbols = {
    Symbol{"EUR", "€"},  Symbol{"USD", "$"},  Symbol{"GBP", "£"},  Symbol{"JPY", "¥"},  Symbol{"BRL", "R$"},
    Symbol{"MXN", "$"},  Symbol{"CAD", "$"},  Symbol{"AUD", "$"},  Symbol{"NZD", "$"},  Symbol{"CNY", "¥"},
    Symbol{"PLN", "zł"}, Symbol{"CZK", "Kč"}, Symbol{"SEK", "kr"}, Symbol{"NOK", "kr"}, Symbol{"DKK", "kr."},
};

std::string_view symbol_of(const Currency& currency) {
  const auto known = std::ranges::find(kSymbols, currency.code(), &Symbol::code);
  return known == kSymbols.end() ? currency.code() : known->symbol;
}

bool same_day(const LocalTime& one, const LocalTime& other) {
  return one.year == other.year && one.month == other.month && one.day == other.day;
}

}  // namespace

std::string Locale::grouped(std::string digits) const {
  // Some languages leave four digits together.
  const auto least = static_cast<std::size_t>(std::atoi(words_.text("format.group_least").c_str()));
  if (digits.size() < std::max(least, kGroup + 1)) return digits;
  const std::string separator = words_.text("format.group");
  for (std::size_t at = digits.size() - kGroup; at > 0 && at < digits.size(); at -= std::min(at, kGroup))
    digits.insert(at, separator);
  return digits;
}

std::string Locale::number(std::int64_t value) const {
  const std::string digits = std::to_string(value);
  return value < 0 ? "-" + grouped(digits.substr(1)) : grouped(digits);
}

std::string Locale::quantity(std::int64_t thousandths) const {
  std::string written = number(thousandths / 1000);
  const std::int64_t rest = thousandths % 1000;
  if (rest == 0) return written;
  std::string decimals = std::to_string(1000 + rest).substr(1);
  decimals.erase(decimals.find_last_not_of('0') + 1);
  return written + words_.text("format.decimal") + decimals;
}

std::string Locale::money(Money amount) const {
  std::string decimal = amount.is_zero() ? "0" : to_decimal(amount);
  const bool negative = decimal.starts_with('-');
  if (negative) decimal.erase(0, 1);
  const std::size_t point = decimal.find('.');
  std::string written = grouped(decimal.substr(0, point));
  if (point != std::string::npos) written += words_.text("format.decimal") + decimal.substr(point + 1);
  if (negative) written.insert(0, "-");
  return words_.format("format.money",
                       {{"amount", std::move(written)}, {"symbol", std::string(symbol_of(amount.currency))}});
}

std::string Locale::clock(const LocalTime& at) const {
  return words_.format("format.clock",
                       {{"hour", fmt::format("{:02}", at.hour)}, {"minute", fmt::format("{:02}", at.minute)}});
}

std::string Locale::time(const LocalTime& at, const LocalTime& today, const LocalTime& tomorrow,
                         const LocalTime& yesterday) const {
  const std::string hours = clock(at);
  if (same_day(at, today)) return hours;
  if (same_day(at, tomorrow)) return words_.format("time.tomorrow", {{"clock", hours}});
  if (same_day(at, yesterday)) return words_.format("time.yesterday", {{"clock", hours}});
  return with_date(at.year == today.year ? "time.date" : "time.date_year", at);
}

std::string Locale::day(const LocalTime& at) const {
  return with_date("time.day", at);
}

std::string Locale::dated(const LocalTime& at) const {
  return with_date("time.date", at);
}

std::string Locale::dated_with_year(const LocalTime& at) const {
  return with_date("time.date_year", at);
}

std::string Locale::with_date(std::string_view key, const LocalTime& at) const {
  return words_.format(key, {{"day", std::to_string(at.day)},
                             {"month", words_.text("time.month_" + std::to_string(at.month))},
                             {"year", std::to_string(at.year)},
                             {"clock", clock(at)}});
}

}  // namespace amends
