// Amounts of the till: read from text, written back, each with the decimals of its currency.

#include "kiosk/money.hpp"

#include <catch_amalgamated.hpp>

namespace kiosk {
namespace {

TEST_CASE("an amount is read in the decimals of its currency") {
  CHECK(parse_minor("41.30", "EUR") == 4130);
  CHECK(parse_minor("41.3", "EUR") == 4130);
  CHECK(parse_minor("41", "EUR") == 4100);
  CHECK(parse_minor("0.07", "EUR") == 7);
  CHECK(parse_minor("1200", "JPY") == 1200);
  CHECK(parse_minor("1.234", "KWD") == 1234);
  CHECK(parse_minor("92233720368547758.07", "EUR") == 9'223'372'036'854'775'807);
}

TEST_CASE("a text that isn't an amount is refused with a reason") {
  for (const char* text : {"", ".", "4.", ".5", "-4.50", "+4.50", "4,50", " 4.50", "4.50 ", "4.5.0", "1e3", "four"}) {
    INFO(text);
    CHECK_FALSE(parse_minor(text, "EUR").has_value());
  }
  CHECK(parse_minor("4.505", "EUR").error() == "\"4.505\" has more than 2 decimals");
  CHECK(parse_minor("4.5", "JPY").error() == "\"4.5\" has more than 0 decimals");
  CHECK(parse_minor("92233720368547758.08", "EUR").error() == "\"92233720368547758.08\" is too large");
  CHECK_FALSE(parse_minor("92233720368547759", "EUR").has_value());
}

TEST_CASE("an amount is written as it is read") {
  CHECK(format_minor(4130, "EUR") == "41.30");
  CHECK(format_minor(7, "EUR") == "0.07");
  CHECK(format_minor(0, "EUR") == "0.00");
  CHECK(format_minor(-1350, "EUR") == "-13.50");
  CHECK(format_minor(1200, "JPY") == "1200");
  CHECK(format_minor(1234, "KWD") == "1.234");
  CHECK(format_minor(std::numeric_limits<std::int64_t>::min(), "EUR") == "-92233720368547758.08");
  CHECK(format_money(4130, "EUR") == "€ 41.30");
  CHECK(format_money(4130, "CHF") == "CHF 41.30");
}

}  // namespace
}  // namespace kiosk
