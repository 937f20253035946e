// Amounts and times as the shipped languages write them, against what the languages' own style guides write.
#include "desk/locale.hpp"

#include <catch_amalgamated.hpp>

namespace amends {
namespace {

using Texts = std::map<std::string, std::string, std::less<>>;

Texts english() {
  return {{"format.decimal", "."},
          {"format.group", ","},
          {"format.group_least", "4"},
          {"format.money", "{symbol}\u00a0{amount}"},
          {"format.clock", "{hour}:{minute}"},
          {"time.tomorrow", "tomorrow {clock}"},
          {"time.yesterday", "yesterday {clock}"},
          {"time.date", "{day} {month}, {clock}"},
          {"time.date_year", "{day} {month} {year}, {clock}"},
          {"time.day", "{day} {month} {year}"},
          {"time.month_1", "Jan"},
          {"time.month_12", "Dec"}};
}

Texts spanish() {
  Texts texts = english();
  texts["format.decimal"] = ",";
  texts["format.group"] = ".";
  texts["format.group_least"] = "5";
  texts["format.money"] = "{amount}\u00a0{symbol}";
  return texts;
}

Money of(std::int64_t minor, std::string_view code) {
  return {minor, *find_currency(code)};
}

}  // namespace

TEST_CASE("money has its currency's decimals and its language's signs") {
  const Words en(english());
  const Words es(spanish());
  struct Written {
    Money amount;
    std::string english;
    std::string spanish;
  };
  const std::vector<Written> table = {
      {of(450, "EUR"), "€\u00a04.50", "4,50\u00a0€"},
      {of(0, "EUR"), "€\u00a00", "0\u00a0€"},
      {of(5, "EUR"), "€\u00a00.05", "0,05\u00a0€"},
      {of(123450, "EUR"), "€\u00a01,234.50", "1234,50\u00a0€"},
      {of(1234567, "EUR"), "€\u00a012,345.67", "12.345,67\u00a0€"},
      {of(100000000, "EUR"), "€\u00a01,000,000.00", "1.000.000,00\u00a0€"},
      {of(1500, "JPY"), "¥\u00a01,500", "1500\u00a0¥"},
      {of(1234, "KWD"), "KWD\u00a01.234", "1,234\u00a0KWD"},
      {of(-123450, "EUR"), "€\u00a0-1,234.50", "-1234,50\u00a0€"},
  };
  for (const Written& one : table) {
    CHECK(Locale(en).money(one.amount) == one.english);
    CHECK(Locale(es).money(one.amount) == one.spanish);
  }
  CHECK(Locale(en).number(1234567) == "1,234,567");
  CHECK(Locale(en).number(-999) == "-999");
  CHECK(Locale(en).number(-1000) == "-1,000");
  CHECK(Locale(es).number(1234) == "1234");
}

TEST_CASE("a time is said by how far away its day is") {
  const Words words(english());
  const Locale locale(words);
  const LocalTime today{.year = 2026, .month = 12, .day = 31, .hour = 12, .minute = 41};
  const LocalTime tomorrow{.year = 2027, .month = 1, .day = 1, .hour = 12, .minute = 41};
  const LocalTime yesterday{.year = 2026, .month = 12, .day = 30, .hour = 12, .minute = 41};
  const auto said = [&](const LocalTime& at) { return locale.time(at, today, tomorrow, yesterday); };
  CHECK(said({.year = 2026, .month = 12, .day = 31, .hour = 9, .minute = 5}) == "09:05");
  CHECK(said({.year = 2027, .month = 1, .day = 1, .hour = 11}) == "tomorrow 11:00");
  CHECK(said({.year = 2026, .month = 12, .day = 30, .hour = 23, .minute = 59}) == "yesterday 23:59");
  CHECK(said({.year = 2026, .month = 12, .day = 3, .hour = 8}) == "3 Dec, 08:00");
  CHECK(said({.year = 2027, .month = 1, .day = 2, .hour = 8}) == "2 Jan 2027, 08:00");
}

TEST_CASE("on paper a time is its date, whenever it is read") {
  const Words words(english());
  const LocalTime at{.year = 2026, .month = 12, .day = 3, .hour = 8, .minute = 5};
  CHECK(Locale(words).day(at) == "3 Dec 2026");
  CHECK(Locale(words).dated(at) == "3 Dec, 08:05");
  CHECK(words.missing().empty());
}

}  // namespace amends
