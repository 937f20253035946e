// The language of journeys: every step as it is written, and what a slip in one is answered with.

#include "kiosk/journey.hpp"

#include <catch_amalgamated.hpp>

namespace kiosk {
namespace {

Step only_step(const std::string& line) {
  const auto journey = parse_journey("a.journey", line);
  INFO(line);
  REQUIRE(journey);
  REQUIRE(journey->steps.size() == 1);
  return journey->steps.front();
}

TEST_CASE("taps say what, which of several, within what, and whose") {
  CHECK(only_step("tap \"Pay\"").text == "Pay");
  CHECK(only_step("tap \"Pay\"").position == 1);
  CHECK(only_step("tap 2 \"Espresso\"").position == 2);
  CHECK(only_step("tap \"Done\" in \"An apology\"").parent == "An apology");
  CHECK(only_step("tap till \"Table 12\"").till_only);
  CHECK(only_step("  tap \"say \\\"when\\\" \\\\ now\"  ").text == "say \"when\" \\ now");
}

TEST_CASE("the other steps") {
  CHECK(only_step("drag \"Lines\" up 200").distance_y == -200);
  CHECK(only_step("drag \"Lines\" right 30").distance_x == 30);
  CHECK(only_step("press \"Tab\"").kind == StepKind::press);
  CHECK(only_step("type \"Zoë, 912\"").text == "Zoë, 912");
  CHECK(only_step("key Return").text == "Return");
  CHECK(only_step("scan \"AM40H04K7V1Z23TJ9M\"").kind == StepKind::scan);
  CHECK(only_step("scan \"AM40H04K7V1Z23TJ9M\"").text == "AM40H04K7V1Z23TJ9M");
  CHECK(only_step("picture after").text == "after");
  CHECK(only_step("host crash-after").behaviour == HostBehaviour::crash_after);
  CHECK(only_step("advance 1 day").duration_us == 86'400'000'000);
  CHECK(only_step("advance 90 minutes").duration_us == 5'400'000'000);
  CHECK(only_step("pause 300").duration_us == 300'000);
  CHECK(only_step("size 1024x600").width == 1024);
  CHECK(only_step("size 1024x600").height == 600);
  CHECK(only_step("sign-on Mira").text == "Mira");
  CHECK(only_step("restart").kind == StepKind::restart);
  CHECK(only_step("think").kind == StepKind::think);
}

TEST_CASE("comments and blank lines are no steps, and the first line names the pack") {
  const auto journey = parse_journey("a.journey", "# pack: retail\n\n# words\nwait \"x\"\r\n\nexpect \"y\"");
  REQUIRE(journey);
  CHECK(journey->pack == "retail");
  REQUIRE(journey->steps.size() == 2);
  CHECK(journey->steps[0].line == 4);
  CHECK(journey->steps[1].line == 6);
  CHECK(parse_journey("a.journey", "restart\n# pack: retail")->pack == "restaurant");
}

TEST_CASE("a line that isn't a step is answered with file and line") {
  struct Slip {
    const char* line;
    const char* said;
  };
  for (const Slip& slip :
       {Slip{"click \"Pay\"", "\"click\" isn't a step"},
        Slip{"\"tap\" \"Pay\"", "\"tap\" isn't a step"},
        Slip{"tap Pay", "tap takes [till] [number] \"label\" [in \"label\"]"},
        Slip{"tap \"Pay", "a text has no closing quote"},
        Slip{"tap \"Pay\" in", "tap takes [till] [number] \"label\" [in \"label\"]"},
        Slip{"tap \"Pay\" now", "tap takes [till] [number] \"label\" [in \"label\"]"},
        Slip{"wait", "wait takes a text in quotes"},
        Slip{"wait \"\"", "wait takes a text in quotes"},
        Slip{"drag \"x\" sideways 3", "drag takes \"label\" up|down|left|right and a number of pixels"},
        Slip{"drag \"x\" up", "drag takes \"label\" up|down|left|right and a number of pixels"},
        Slip{"key", "key takes a name"},
        Slip{"scan AM40H0", "scan takes a text of ASCII in quotes"},
        Slip{"scan \"Zoë\"", "scan takes a text of ASCII in quotes"},
        Slip{"pause 0", "pause takes a number of milliseconds, at most 60000"},
        Slip{"pause soon", "pause takes a number of milliseconds, at most 60000"},
        Slip{"advance 1 year", "advance takes a number of minutes, hours or days"},
        Slip{"size 20x20", "size takes a size of at least 480x480"},
        Slip{"restart now", "restart takes nothing"},
        Slip{"measure a\"b", "measure takes a name of letters, digits, - and _"},
        Slip{"measure \"a\"", "measure takes a name of letters, digits, - and _"},
        Slip{"think hard", "think takes nothing"},
        Slip{"measured", "nothing is measured here"}}) {
    const auto journey = parse_journey("a.journey", std::string("restart\n") + slip.line);
    INFO(slip.line);
    REQUIRE_FALSE(journey);
    CHECK(journey.error() == std::string("a.journey:2: ") + slip.said + ".");
  }
}

TEST_CASE("what is measured has an end, also within something else that is") {
  const auto journey = parse_journey("a.journey", "measure a\nmeasure b_2\nrestart\nmeasured\nmeasured");
  REQUIRE(journey);
  CHECK(journey->steps[1].text == "b_2");
  CHECK(parse_journey("a.journey", "measure a\nmeasure b\nmeasured").error() ==
        "a.journey:1: what is measured from here never ends.");
}

TEST_CASE("a journey without steps, and one that isn't there") {
  CHECK(parse_journey("a.journey", "# pack: retail\n").error() == "a.journey: there is no step in it.");
  CHECK(read_journey("/nowhere/a.journey").error() == "/nowhere/a.journey: the journey can't be read.");
}

}  // namespace
}  // namespace kiosk
