// A lock after wrong PINs outlives the program, however it ended.

#include <catch_amalgamated.hpp>

#include <algorithm>
#include <csignal>
#include <filesystem>
#include <string>

#include "kiosk_process.hpp"
#include "till_fixture.hpp"

namespace kiosk {
namespace {

const std::string kToThePin =
    "tap \"Table 12\"\ntap \"Make it right\"\nwait \"What went wrong?\"\ntap \"Caesar salad\"\ntap \"Tastes wrong\"\n"
    "wait \"Recorded\"\ntap \"I apologised\"\ntap \"Put it right\"\ntap \"Whole bill on the house\"\ntap \"Ask Mira\"\n"
    "wait \"Who approves\"\ntap \"Their loss was greater\"\ntap \"Mira\"\n";
const std::string kWrongPin = "tap \"1\"\ntap \"1\"\ntap \"1\"\ntap \"1\"\ntap \"Approve € 41.30\"\n";

TEST_CASE("five wrong PINs, the till killed and started again: the sixth isn't even tried") {
  TestFolder folder;
  const std::string data = (folder.path() / "data").string();
  const auto journey = folder.path() / "wrong.journey";
  std::string text = kToThePin;
  for (int count = 0; count < 4; ++count)
    text += kWrongPin + "wait \"That PIN isn't right. Try again.\"\n";
  text += kWrongPin + "wait \"Too many tries.\"\nwait \"Too many tries.\"\n";
  write_text(journey, text);
  const auto steps = static_cast<int>(std::count(text.begin(), text.end(), '\n'));
  const Ended killed = run_kiosk({"--data", data, "--journey", journey.string(), "--kill-at", std::to_string(steps)});
  INFO(killed.output);
  REQUIRE(killed.signal == SIGKILL);
  // The case and its request are there; the right PIN would do now, were it tried.
  write_text(
      journey,
      "tap \"Table 12\"\ntap \"Make it right\"\nwait \"Who approves\"\ntap \"Their loss was greater\"\ntap \"Mira\"\n" +
          kWrongPin + "wait \"Too many tries.\"\n");
  const Ended back = run_kiosk({"--data", data, "--journey", journey.string()});
  INFO(back.output);
  CHECK(back.exit_code == 0);
}

}  // namespace
}  // namespace kiosk
