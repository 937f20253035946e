// The till's clock.

#include "kiosk/clock.hpp"

#include <catch_amalgamated.hpp>

namespace kiosk {
namespace {

TEST_CASE("an instant is read from its text") {
  CHECK(parse_instant("1970-01-01T00:00:00Z") == 0);
  CHECK(parse_instant("2026-11-23T12:41:00Z") == 1'795'437'660'000'000);
  CHECK(parse_instant("2028-02-29T23:59:59Z").has_value());
}

TEST_CASE("what isn't an instant is refused") {
  for (const char* text :
       {"", "2026-11-23", "2026-11-23T12:41:00", "2026-11-23 12:41:00Z", "2026-13-01T00:00:00Z", "2027-02-29T00:00:00Z",
        "2026-11-23T24:00:00Z", "2026-11-23T12:60:00Z", "2026-11-2xT12:41:00Z", "1969-12-31T23:59:59Z"}) {
    INFO(text);
    CHECK_FALSE(parse_instant(text).has_value());
  }
}

TEST_CASE("a clock that starts somewhere runs on from there, and can be moved ahead") {
  TillClock clock(1'000'000'000);
  const std::int64_t first_us = clock.now_us();
  CHECK(first_us >= 1'000'000'000);
  CHECK(first_us < 1'000'000'000 + 60'000'000);
  CHECK(clock.now_us() >= first_us);
  clock.advance(86'400'000'000);
  CHECK(clock.now_us() >= first_us + 86'400'000'000);
}

}  // namespace
}  // namespace kiosk
