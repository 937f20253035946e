// Whose a scan is, told by the host or typed by a scanner that is a keyboard: the till's while the overlay is closed.

#include <algorithm>
#include <catch_amalgamated.hpp>
#include <cstring>
#include <string>

#include "plugin_under_test.hpp"

namespace amends::testing {
namespace {

constexpr const char* kHint = "Nothing is to be scanned here.";
constexpr std::uint32_t kReturn = 40;
constexpr std::uint32_t kDigitOne = 30;
constexpr int kDigits = 8;

// Eight digits of a fast scanner and its Return; how many of the events the overlay took.
std::uint32_t scan_by_keys(Till& till, ScriptedHost& host) {
  std::uint32_t taken = 0;
  amends_input_t input{};
  input.struct_size = sizeof input;
  const auto send = [&](amends_input_type_t type, std::uint32_t key) {
    input.type = type;
    input.key = key;
    input.time_us = host.now_us;
    taken += till.overlay->on_input(till.overlay, &input);
  };
  for (int digit = 0; digit < kDigits; ++digit) {
    host.now_us += 4'000;
    const std::uint32_t key = kDigitOne + static_cast<std::uint32_t>(digit);
    send(AMENDS_INPUT_KEY_DOWN, key);
    std::strcpy(input.text, "1");
    send(AMENDS_INPUT_TEXT, 0);
    std::strcpy(input.text, "");
    send(AMENDS_INPUT_KEY_UP, key);
  }
  host.now_us += 4'000;
  send(AMENDS_INPUT_KEY_DOWN, kReturn);
  send(AMENDS_INPUT_KEY_UP, kReturn);
  return taken;
}

TEST_CASE("A scan that the host tells of is its own unless a screen or a field of the overlay's has a use for it") {
  const Library library;
  const ScratchFolder data;
  ScriptedHost host;
  Till till(library, host, data.path());
  REQUIRE(till.wait_for("Make it right"));
  REQUIRE(till.scanner != nullptr);
  CHECK(till.scanner->struct_size == sizeof(amends_overlay_scanner_t));
  CHECK(till.scanner->scanned(till.overlay, "AM40H04K7V1Z23TJ9M") == 0);
  till.turn();
  CHECK_FALSE(till.find(kHint));

  // The sheet stands beside the check: what is scanned is the next thing that is sold.
  REQUIRE(till.tap("Make it right"));
  CHECK(till.scanner->scanned(till.overlay, "AM40H04K7V1Z23TJ9M") == 0);
  till.turn();
  CHECK_FALSE(till.find(kHint));

  REQUIRE(till.tap("All cases"));
  REQUIRE(till.tap("Coupon"));
  REQUIRE(till.shows("Scan it"));
  const int wished = host.frames_wished;
  CHECK(till.scanner->scanned(till.overlay, "AM40H04K7V1Z23TJ9M") == 1);
  CHECK(host.frames_wished > wished);

  till.overlay->set_open(till.overlay, 0);
  till.turn();
  CHECK(till.scanner->scanned(till.overlay, "AM40H04K7V1Z23TJ9M") == 0);
}

TEST_CASE("The keys of a scanner are the till's while no screen has a use for a scan, open or closed") {
  const Library library;
  const ScratchFolder data;
  ScriptedHost host;
  Till till(library, host, data.path());
  REQUIRE(till.wait_for("Make it right"));
  CHECK(scan_by_keys(till, host) == 0);
  REQUIRE(till.tap("Make it right"));
  host.now_us += 1'000'000;
  CHECK(scan_by_keys(till, host) == 0);
  till.turn();
  CHECK_FALSE(till.find(kHint));
}

TEST_CASE("The keys of a scanner at a field are written there as scanned, and its Return does nothing") {
  const Library library;
  const ScratchFolder data;
  ScriptedHost host;
  Till till(library, host, data.path());
  REQUIRE(till.tap("Make it right"));
  for (const char* label : {"All cases", "Cases", "Search"}) {
    INFO(label << " among " << till.on_screen());
    REQUIRE(till.tap(label));
  }
  host.now_us += 1'000'000;
  CHECK(scan_by_keys(till, host) == kDigits * 3 + 2);
  CHECK(till.turn_until([&] {
    const auto nodes = till.nodes();
    return std::any_of(nodes.begin(), nodes.end(), [](const Seen& node) {
      return node.role == AMENDS_NODE_TEXT_FIELD && node.value == "12345678";
    });
  }));
  INFO(till.on_screen());
  CHECK_FALSE(till.find(kHint));
}

}  // namespace
}  // namespace amends::testing
