// Letters without their case, for the search.
#include "ledger/letter_case.hpp"

#include <catch_amalgamated.hpp>

using namespace amends;

TEST_CASE("capitals of Latin, Greek and Cyrillic become small letters") {
  CHECK(without_case("Table 12") == "table 12");
  CHECK(without_case("TÖRTCHEN ÅÉÑØ") == "törtchen åéñø");
  CHECK(without_case("ŁÓDŹ ŽIŽKA ĞIŞŸ") == "łódź žižka ğişÿ");
  CHECK(without_case("ΣΑΛΆΤΑ") == "σαλΆτα");
  CHECK(without_case("БОРЩ ЁЛКА ЇЖА") == "борщ ёлка їжа");
}

TEST_CASE("everything else stays as it is") {
  for (const char* text : {"törtchen", "×÷ß", "寿司 ラーメン", "\xc3", "\xff\xfe", "☕", "İı"}) {
    CHECK(without_case(text) == text);
  }
}
