// The keystroke-level model: the seconds by the book, and what belongs to which section.

#include "kiosk/keystrokes.hpp"

#include <catch_amalgamated.hpp>

namespace kiosk {
namespace {

using Catch::Approx;

// A target of 64 pixels, whose middle is there.
SDL_Rect target_at(int x, int y) {
  return {x - 50, y - 32, 100, 64};
}

Section only_section(const Keystrokes& keystrokes) {
  const auto sections = keystrokes.sections();
  REQUIRE(sections.size() == 1);
  return sections.front();
}

TEST_CASE("a tap takes as long as its way is far and its target small") {
  Keystrokes keystrokes({0, 0});
  keystrokes.begin("a");
  // The book's pocket calculator: a key eight times its own breadth away is reached in 0.4 s.
  keystrokes.tap(target_at(512, 0));
  keystrokes.end();
  CHECK(only_section(keystrokes).taps == 1);
  CHECK(only_section(keystrokes).seconds == Approx(0.4 + 0.2));
}

TEST_CASE("a finger that is there already only presses") {
  Keystrokes keystrokes({512, 10});
  keystrokes.begin("a");
  keystrokes.tap(target_at(512, 0));
  keystrokes.tap(target_at(512, 0));
  keystrokes.end();
  CHECK(only_section(keystrokes).seconds == Approx(0.4));
}

TEST_CASE("a long press is held, keys are typed, a decision is thought") {
  Keystrokes keystrokes({0, 0});
  keystrokes.begin("a");
  keystrokes.long_press(target_at(0, 0), 0.7);
  keystrokes.keys(5);
  keystrokes.think();
  keystrokes.end();
  const Section section = only_section(keystrokes);
  CHECK(section.taps == 1);
  CHECK(section.keys == 5);
  CHECK(section.thoughts == 1);
  CHECK(section.seconds == Approx(0.2 + 0.7 + 5 * 0.28 + 1.35));
}

TEST_CASE("a drag goes to where it begins, and the next way begins where it ended") {
  Keystrokes keystrokes({0, 0});
  keystrokes.begin("a");
  // 200 pixels to an area of 100: two bits; 96 pixels to within 48: two bits.
  keystrokes.drag({0, 150, 300, 100}, {0, 200}, 0, -96);
  keystrokes.end();
  CHECK(only_section(keystrokes).drags == 1);
  CHECK(only_section(keystrokes).taps == 0);
  CHECK(only_section(keystrokes).seconds == Approx(0.2 + 0.2 + 0.2));
  keystrokes.begin("b");
  keystrokes.tap(target_at(0, 104));
  keystrokes.end();
  CHECK(keystrokes.sections().back().seconds == Approx(0.2));
}

TEST_CASE("what happens within a section belongs to it and to those around it, and to none before or after") {
  Keystrokes keystrokes({0, 0});
  keystrokes.tap(target_at(0, 0));
  keystrokes.begin("around");
  keystrokes.tap(target_at(0, 0));
  keystrokes.begin("pin");
  keystrokes.tap(target_at(0, 0));
  keystrokes.tap(target_at(0, 0));
  keystrokes.end();
  keystrokes.tap(target_at(0, 0));
  keystrokes.end();
  keystrokes.tap(target_at(0, 0));
  keystrokes.begin("open");
  const auto sections = keystrokes.sections();
  REQUIRE(sections.size() == 2);
  CHECK(sections[0].name == "around");
  CHECK(sections[0].within.empty());
  CHECK(sections[0].taps == 4);
  CHECK(sections[1].name == "pin");
  CHECK(sections[1].within == "around");
  CHECK(sections[1].taps == 2);
  CHECK(json_of(sections[1]) ==
        R"({"section":"pin","within":"around","taps":2,"drags":0,"keys":0,"thoughts":0,"seconds":0.40})");
}

}  // namespace
}  // namespace kiosk
