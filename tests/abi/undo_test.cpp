// The last tap's undo on the screen: it comes when the tap is durable, takes back that one, and goes by itself; and then the
// till sleeps as before.

#include <catch_amalgamated.hpp>

#include "plugin_under_test.hpp"

namespace amends::testing {
namespace {

constexpr std::int64_t kMinuteUs = 60'000'000;

// Turns until nothing moves; what the last frame said.
amends_frame_t settled(Till& till) {
  amends_frame_t frame = till.turn();
  for (int turns = 0; turns < 20; ++turns)
    frame = till.turn();
  return frame;
}

// At the first second of a minute, so that the clock's own wake-up is far.
void start_a_minute(ScriptedHost& host) {
  host.now_us = host.now_us / kMinuteUs * kMinuteUs + kMinuteUs + 1'000'000;
}

// How long until the clock's minute, which is all that may wake a till at rest.
std::int64_t ms_to_minute(const ScriptedHost& host) {
  return (kMinuteUs - host.now_us % kMinuteUs) / 1000 + 1;
}

TEST_CASE("Undo goes by itself after a few seconds, and nothing wakes the till afterwards") {
  const Library library;
  const ScratchFolder data;
  ScriptedHost host;
  Till till(library, host, data.path());
  REQUIRE(till.tap("Make it right"));
  start_a_minute(host);
  REQUIRE(till.wait_for("Noise, place"));
  CHECK_FALSE(till.find("Undo"));
  CHECK(settled(till).wake_after_ms == ms_to_minute(host));

  REQUIRE(till.tap("Noise, place"));
  REQUIRE(till.wait_for("Undo"));
  CHECK(till.find("Undo")->value.substr(0, 8) == "Recorded");
  CHECK(till.find("Undo")->rect.height >= 48);
  const std::int64_t wake_ms = settled(till).wake_after_ms;
  CHECK(wake_ms > 3000);
  CHECK(wake_ms <= 5000);
  const auto line = till.find("Say sorry first")->rect;

  host.now_us += (wake_ms - 10) * 1000;
  settled(till);
  CHECK(till.find("Undo"));
  host.now_us += 20 * 1000;
  const amends_frame_t after = settled(till);
  CHECK_FALSE(till.find("Undo"));
  CHECK(after.wake_after_ms == ms_to_minute(host));
  // No word has moved.
  const auto still = till.find("Say sorry first")->rect;
  CHECK((still.x == line.x && still.y == line.y && still.width == line.width && still.height == line.height));
}

TEST_CASE("Undo takes back the last tap where it was made, and says so for a moment") {
  const Library library;
  const ScratchFolder data;
  ScriptedHost host;
  Till till(library, host, data.path());
  REQUIRE(till.tap("Make it right"));
  start_a_minute(host);
  REQUIRE(till.tap("Soup"));
  REQUIRE(till.tap("Cold"));
  REQUIRE(till.tap("I apologised"));
  REQUIRE(till.wait_for("Apologised"));
  REQUIRE(till.tap("Kept"));
  REQUIRE(till.turn_until([&] { return till.find("Undo") && till.find("Undo")->value == "Kept"; }));
  SECTION("on the same step") {}
  SECTION("a step on") {
    REQUIRE(till.tap("Put it right"));
    REQUIRE(till.wait_for("Offer these together"));
  }
  REQUIRE(till.tap("Undo"));
  REQUIRE(till.wait_for("Taken back."));
  CHECK_FALSE(till.find("Undo"));
  // Back where it was tapped, and what was tapped before stands.
  CHECK(till.wait_for("Put it right"));
  CHECK(till.find("Apologised"));
  host.now_us += 2'100'000;
  CHECK(settled(till).wake_after_ms == ms_to_minute(host));
  CHECK_FALSE(till.find("Taken back."));
  CHECK_FALSE(till.find("Undo"));
}

TEST_CASE("A record that is taken back leaves the sheet open for another, with the lines that were chosen") {
  const Library library;
  const ScratchFolder data;
  ScriptedHost host;
  Till till(library, host, data.path());
  REQUIRE(till.tap("Make it right"));
  REQUIRE(till.wait_for("Tastes wrong"));
  const auto line_of_check = [&] {
    for (const Seen& node : till.nodes()) {
      if (node.role == AMENDS_NODE_CHECK_BOX) return node;
    }
    return Seen{};
  };
  const std::string line = line_of_check().label;
  REQUIRE_FALSE(line.empty());
  REQUIRE(till.tap(line));
  CHECK((line_of_check().state & AMENDS_NODE_SELECTED) != 0);
  REQUIRE(till.tap("Cold"));
  REQUIRE(till.tap("Undo"));
  REQUIRE(till.wait_for("Taken back."));
  CHECK(till.find("Ours to fix"));
  CHECK((line_of_check().state & AMENDS_NODE_SELECTED) != 0);
  CHECK((till.find("Cold")->state & AMENDS_NODE_SELECTED) == 0);
  REQUIRE(till.tap("Tastes wrong"));
  CHECK(till.wait_for("Undo"));
  CHECK((till.find("Tastes wrong")->state & AMENDS_NODE_SELECTED) != 0);
}

}  // namespace
}  // namespace amends::testing
