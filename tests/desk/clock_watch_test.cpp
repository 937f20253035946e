// When a clock was set, and when it only ran.
#include <chrono>
#include <optional>
#include <tuple>

#include <catch_amalgamated.hpp>

#include "desk/clock_watch.hpp"

using namespace amends;
using namespace std::chrono_literals;

namespace {

constexpr Instant kStart{1'795'437'660'000'000};

Instant after(std::chrono::microseconds passed) {
  return {kStart.microseconds + passed.count()};
}

}  // namespace

TEST_CASE(
    "a clock that says what has passed has not jumped, one that says more or less than two minutes beside it has") {
  const auto [said, passed, jumps] = GENERATE(table<std::chrono::seconds, std::chrono::seconds, bool>({
      {0s, 0s, false},
      {600s, 600s, false},
      {600s + 120s, 600s, false},
      {600s + 121s, 600s, true},
      {600s - 120s, 600s, false},
      {600s - 121s, 600s, true},
      {-3600s, 1s, true},
      {24h, 1s, true},
      // A machine that slept through a night.
      {9h, 9h, false},
  }));
  ClockWatch watch(std::nullopt);
  REQUIRE_FALSE(watch.look(kStart, 50s));
  const auto jump = watch.look(after(said), 50s + passed);
  REQUIRE(jump.has_value() == jumps);
  if (jump) CHECK(*jump == ClockJump{after(passed), after(said)});
  // From there on it runs.
  CHECK_FALSE(watch.look(after(said + 65s), 115s + passed));
}

TEST_CASE("a clock that jumps to and fro within a minute is told of once, and what is left of it later") {
  ClockWatch watch(std::nullopt);
  REQUIRE_FALSE(watch.look(kStart, 0s));
  CHECK(watch.look(after(3h), 1s) == ClockJump{after(1s), after(3h)});
  for (int second = 2; second < 60; ++second)
    CHECK_FALSE(watch.look(after(second % 2 == 0 ? 1s * second : 3h), 1s * second));
  CHECK(watch.look(after(70s), 70s) == ClockJump{after(3h + 69s), after(70s)});
}

TEST_CASE("a clock that runs fast for a long time has not jumped") {
  ClockWatch watch(std::nullopt);
  for (int minute = 0; minute < 10'000; ++minute)
    REQUIRE_FALSE(watch.look(after(61s * minute), 60s * minute));
}

TEST_CASE("a program that starts before what it wrote last finds the clock set back") {
  ClockWatch set_back(after(3h));
  CHECK(set_back.look(kStart, 1s) == ClockJump{after(3h), kStart});
  CHECK_FALSE(set_back.look(after(1s), 2s));
  ClockWatch in_order(kStart);
  CHECK_FALSE(in_order.look(after(3h), 1s));
  ClockWatch a_little(after(2min));
  CHECK_FALSE(a_little.look(kStart, 1s));
}

TEST_CASE("where nobody knows what has passed no jump is made up") {
  ClockWatch watch(std::nullopt);
  CHECK_FALSE(watch.look(kStart, std::nullopt));
  CHECK_FALSE(watch.look(after(24h), std::nullopt));
  CHECK_FALSE(watch.look(after(48h), 10s));
  CHECK(watch.look(kStart, 20s));
}
