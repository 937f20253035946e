// Tables as files: what RFC 4180 asks for, and that no text of somebody becomes a formula of somebody else.
#include "desk/csv.hpp"

#include <catch_amalgamated.hpp>

#include "support/fixed_calendar.hpp"

namespace amends {
namespace {

using std::chrono::minutes;
using testing::FixedCalendar;

constexpr Currency kEuro{{'E', 'U', 'R'}, 2};
constexpr Currency kYen{{'J', 'P', 'Y'}, 0};

// The one field of a row as it stands in the file.
std::string field_of(std::string_view text) {
  Csv csv({"a"});
  csv.text(text);
  return csv.all().substr(3, csv.all().size() - 5);
}

}  // namespace

TEST_CASE("A row ends with as many fields as the head has, and each line with CR LF") {
  Csv csv({"item", "count", "fresh", "amount", "day"});
  csv.text("Iced tea").number(-3).yes_or_no(true).amount({-1250, kEuro}).word("2026-11-28");
  csv.text("").number(0).yes_or_no(false).amount({7, kYen}).word("");
  CHECK(csv.all() ==
        "item,count,fresh,amount,day\r\n"
        "Iced tea,-3,yes,-12.50,2026-11-28\r\n"
        ",0,no,7,\r\n");
}

TEST_CASE("What would end a field stands in quotation marks, and these are doubled") {
  CHECK(field_of("one, two") == "\"one, two\"");
  CHECK(field_of("a \"good\" one") == "\"a \"\"good\"\" one\"");
  CHECK(field_of("two\r\nlines") == "\"two\r\nlines\"");
  CHECK(field_of(" edge") == "\" edge\"");
  CHECK(field_of("a;b") == "\"a;b\"");
  CHECK(field_of("Süßes Törtchen") == "Süßes Törtchen");
}

TEST_CASE("A text that would run as a formula is only shown") {
  CHECK(field_of("=1+1") == "'=1+1");
  CHECK(field_of("+351 21") == "'+351 21");
  CHECK(field_of("-2") == "'-2");
  CHECK(field_of("@SUM(A1)") == "'@SUM(A1)");
  CHECK(field_of("\t=1") == "\"'\t'=1\"");
  CHECK(field_of("\r=1") == "\"'\r'=1\"");
  CHECK(field_of("  =1") == "'  =1");
  CHECK(field_of("\"=1\"") == "\"'\"\"=1\"\"\"");
  CHECK(field_of("\uff1dA1") == "'\uff1dA1");
  // For who separates by another sign.
  CHECK(field_of("tea;=1+1") == "\"tea;'=1+1\"");
  CHECK(field_of("tea\n@A1") == "\"tea\n'@A1\"");
  // Nothing of it is one.
  CHECK(field_of("half-and-half = 2 + 1 @ noon") == "half-and-half = 2 + 1 @ noon");
}

TEST_CASE("Where it is wanted the file begins with a byte order mark, once") {
  Csv csv({"a"}, {.byte_order_mark = true});
  csv.text("b");
  CHECK(csv.all() ==
        "\xef\xbb\xbf"
        "a\r\nb\r\n");
}

TEST_CASE("Times say how far the store is from UTC") {
  const Instant at{1'764'000'000'500'000};  // 2025-11-24 16:00:00.5 UTC
  CHECK(iso_time(at, FixedCalendar(minutes(60))) == "2025-11-24T17:00:00+01:00");
  CHECK(iso_time(at, FixedCalendar(minutes(0))) == "2025-11-24T16:00:00+00:00");
  CHECK(iso_time(at.plus_seconds(61), FixedCalendar(minutes(-210))) == "2025-11-24T12:31:01-03:30");
  CHECK(iso_time(at, FixedCalendar(minutes(9 * 60 + 30))) == "2025-11-25T01:30:00+09:30");
  CHECK(iso_time({}, FixedCalendar(minutes(60))).empty());
  CHECK(iso_day({.year = 2026, .month = 1, .day = 2}) == "2026-01-02");
}

}  // namespace amends
