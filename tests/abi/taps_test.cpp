// Whose is a tap? On the overlay it never reaches the till, beside it always does; and a press stays with whoever got it,
// until its release, wherever the finger goes meanwhile.

#include <rapidcheck.h>

#include <catch_amalgamated.hpp>

#include "plugin_under_test.hpp"

namespace amends::testing {
namespace {

[[nodiscard]] bool is_in(const amends_rect_t& rect, int x, int y) {
  return x >= rect.x && x < rect.x + rect.width && y >= rect.y && y < rect.y + rect.height;
}

// Of what is really drawn: whether the overlay changed this pixel of the till's picture.
class Drawn {
 public:
  explicit Drawn(Till& till) {
    std::fill(till.pixels().begin(), till.pixels().end(), static_cast<unsigned char>(0x5A));
    till.turn();
    pixels_ = till.pixels();
  }
  [[nodiscard]] bool at(int x, int y) const {
    const std::size_t place = (static_cast<std::size_t>(y) * Till::kWidthPx + static_cast<std::size_t>(x)) * 4;
    return pixels_[place] != 0x5A || pixels_[place + 1] != 0x5A || pixels_[place + 2] != 0x5A;
  }

 private:
  std::vector<unsigned char> pixels_;
};

// Sends a press without a release that could press a button, and takes it back.
[[nodiscard]] bool press_is_taken(Till& till, ScriptedHost& host, int x, int y) {
  host.now_us += 500'000;
  const bool taken = till.send(AMENDS_INPUT_POINTER_DOWN, static_cast<float>(x), static_cast<float>(y)) == 1;
  (void)till.send(AMENDS_INPUT_POINTER_CANCEL, static_cast<float>(x), static_cast<float>(y));
  till.turn();
  return taken;
}

TEST_CASE("A tap on what the overlay draws is the overlay's, a tap beside it the till's") {
  const Library library;
  const ScratchFolder data;
  ScriptedHost host;
  Till till(library, host, data.path());
  REQUIRE(till.wait_for("Make it right"));
  for (const std::uint32_t open : {0U, 1U}) {
    CAPTURE(open);
    till.overlay->set_open(till.overlay, open);
    for (int turns = 0; turns < 5; ++turns)
      till.turn();
    const Drawn drawn(till);
    const amends_frame_t frame = till.turn();
    std::size_t on_it = 0;
    std::size_t beside_it = 0;
    const auto probe = [&](int x, int y) {
      CAPTURE(x, y);
      const bool taken = press_is_taken(till, host, x, y);
      if (is_in(frame.opaque, x, y)) CHECK(taken);
      if (!is_in(frame.bounds, x, y)) {
        CHECK_FALSE(taken);
        CHECK_FALSE(drawn.at(x, y));
        ++beside_it;
      } else if (drawn.at(x, y) && taken) {
        ++on_it;
      }
    };
    for (int y = 0; y < Till::kHeightPx; y += 37) {
      for (int x = 0; x < Till::kWidthPx; x += 41)
        probe(x, y);
    }
    // The edges, to the pixel.
    const amends_rect_t edge = frame.bounds;
    for (const int x : {edge.x - 1, edge.x, edge.x + edge.width - 1}) {
      for (int y = 0; y < Till::kHeightPx; y += 7) {
        if (x >= 0) probe(x, y);
      }
    }
    CHECK(on_it > 10);
    CHECK(beside_it > 100);
  }
}

TEST_CASE("Every visible button takes a tap in its middle and at its edges") {
  const Library library;
  const ScratchFolder data;
  ScriptedHost host;
  Till till(library, host, data.path());
  REQUIRE(till.tap("Make it right"));
  REQUIRE(till.wait_for("Tastes wrong"));
  std::size_t buttons = 0;
  for (const Seen& node : till.nodes()) {
    const bool is_button = node.role == AMENDS_NODE_BUTTON || node.role == AMENDS_NODE_RADIO ||
                           node.role == AMENDS_NODE_CHECK_BOX || node.role == AMENDS_NODE_TAB;
    if (!is_button || (node.state & AMENDS_NODE_CLIPPED) != 0) continue;
    CAPTURE(node.label);
    ++buttons;
    const amends_rect_t rect = node.rect;
    CHECK(press_is_taken(till, host, rect.x + rect.width / 2, rect.y + rect.height / 2));
    CHECK(press_is_taken(till, host, rect.x, rect.y));
    CHECK(press_is_taken(till, host, rect.x + rect.width - 1, rect.y + rect.height - 1));
    CHECK(rect.height >= 48);
    CHECK(rect.width >= 48);
  }
  CHECK(buttons >= 15);
}

TEST_CASE("A press keeps its release: with the overlay if it began there, with the till if not") {
  const Library library;
  const ScratchFolder data;
  ScriptedHost host;
  Till till(library, host, data.path());
  REQUIRE(till.wait_for("Make it right"));
  const amends_rect_t tab = till.find("Make it right")->rect;
  const float on_x = static_cast<float>(tab.x + tab.width / 2);
  const float on_y = static_cast<float>(tab.y + tab.height / 2);
  SECTION("pressed on the tab, released over the till") {
    CHECK(till.send(AMENDS_INPUT_POINTER_DOWN, on_x, on_y) == 1);
    till.turn();
    CHECK(till.send(AMENDS_INPUT_POINTER_MOVE, 200, 200) == 1);
    CHECK(till.send(AMENDS_INPUT_POINTER_UP, 200, 200) == 1);
    till.turn();
    // A finger that slid away has changed its mind.
    for (int turns = 0; turns < 20; ++turns)
      till.turn();
    CHECK_FALSE(till.find("All cases"));
  }
  SECTION("pressed on the till, released over the tab") {
    CHECK(till.send(AMENDS_INPUT_POINTER_DOWN, 200, 200) == 0);
    CHECK(till.send(AMENDS_INPUT_POINTER_MOVE, on_x, on_y) == 0);
    CHECK(till.send(AMENDS_INPUT_POINTER_UP, on_x, on_y) == 0);
    for (int turns = 0; turns < 20; ++turns)
      till.turn();
    CHECK_FALSE(till.find("All cases"));
  }
  SECTION("pressed on the till where the sheet then opens") {
    CHECK(till.send(AMENDS_INPUT_POINTER_DOWN, 900, 300) == 0);
    till.overlay->set_open(till.overlay, 1);
    till.turn();
    CHECK(till.send(AMENDS_INPUT_POINTER_UP, 900, 300) == 0);
    host.now_us += 500'000;
    CHECK(till.send(AMENDS_INPUT_POINTER_DOWN, 900, 300) == 1);
    CHECK(till.send(AMENDS_INPUT_POINTER_UP, 900, 300) == 1);
  }
}

TEST_CASE("Keys are the till's while the overlay is closed") {
  const Library library;
  const ScratchFolder data;
  ScriptedHost host;
  Till till(library, host, data.path());
  REQUIRE(till.wait_for("Make it right"));
  for (const std::uint32_t key : {4U, 40U, 41U, 43U, 79U}) {
    amends_input_t input{};
    input.struct_size = sizeof input;
    input.type = AMENDS_INPUT_KEY_DOWN;
    input.key = key;
    CHECK(till.overlay->on_input(till.overlay, &input) == 0);
    input.type = AMENDS_INPUT_KEY_UP;
    CHECK(till.overlay->on_input(till.overlay, &input) == 0);
  }
}

TEST_CASE("Whatever fingers do, presses and releases go to one side in pairs") {
  const Library library;
  const ScratchFolder data;
  ScriptedHost host;
  Till till(library, host, data.path());
  REQUIRE(till.wait_for("Make it right"));
  const bool holds = rc::check([&](const std::vector<std::uint32_t>& moves) {
    bool is_down = false;
    bool is_ours = false;
    for (const std::uint32_t move : moves) {
      const auto x = static_cast<float>(move % 1280);
      const auto y = static_cast<float>(move / 1280 % 800);
      host.now_us += 100'000;
      switch (move % 3) {
        case 0:
          if (is_down) break;
          is_ours = till.send(AMENDS_INPUT_POINTER_DOWN, x, y) == 1;
          is_down = true;
          break;
        case 1:
          if (!is_down) break;
          RC_ASSERT((till.send(AMENDS_INPUT_POINTER_UP, x, y) == 1) == is_ours);
          is_down = false;
          break;
        default:
          if (is_down) RC_ASSERT((till.send(AMENDS_INPUT_POINTER_MOVE, x, y) == 1) == is_ours);
          break;
      }
      till.turn();
    }
    if (is_down) RC_ASSERT((till.send(AMENDS_INPUT_POINTER_UP, 1, 1) == 1) == is_ours);
    till.turn();
  });
  CHECK(holds);
}

}  // namespace
}  // namespace amends::testing
