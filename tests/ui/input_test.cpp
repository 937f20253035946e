// Whose an event is, and what becomes of it: taps, drags, second fingers, repetitions, keys and text.

#include "ui/input.hpp"

#include <catch_amalgamated.hpp>
#include <string>

#include "probe.hpp"

namespace amends {

namespace {

constexpr Rect kButton{900, 100, 200, 64};

// A sheet with one button, one that counts its taps.
struct Scene {
  int taps = 0;
  int long_presses = 0;
  bool ask_long = false;
  std::string value;
  bool with_field = false;
  bool escape = false;
  int returns = 0;

  void draw(Ui& ui) {
    sheet_frame(ui, {540, 0, 740, 800}, "Sheet");
    if (button(ui, "go", kButton, {.label = "Go"})) ++taps;
    if (ask_long && ui.long_pressed(ui.id("go"))) ++long_presses;
    if (with_field) static_cast<void>(text_field(ui, "field", {600, 300, 400, 56}, {.hint = "Name"}, value));
    if (ui.key(Key::escape)) escape = true;
    if (ui.key(Key::enter)) ++returns;
  }
};

Probe probe_of(Scene& scene) {
  return Probe([&scene](Ui& ui) { scene.draw(ui); });
}

}  // namespace

TEST_CASE("a tap is seen within three frames, though press and release came at once") {
  Scene scene;
  Probe probe = probe_of(scene);
  probe.settle();
  CHECK(probe.down(950, 130));
  CHECK(probe.up(950, 130));
  int frames = 0;
  while (scene.taps == 0 && frames < 10) {
    probe.frame();
    ++frames;
  }
  CHECK(scene.taps == 1);
  CHECK(frames <= 3);
  CHECK(probe.settle() <= 2);
  CHECK(scene.taps == 1);
}

TEST_CASE("no tap is lost at 15 frames a second, however fast they come") {
  Scene scene;
  Probe probe = probe_of(scene);
  probe.settle();
  for (int count = 0; count < 12; ++count) {
    // Four taps between two frames.
    probe.wait(10'000);
    CHECK(probe.down(950, 130));
    CHECK(probe.up(951, 131));
    if (count % 4 == 3) probe.frame(66'667);
  }
  probe.settle(66'667);
  CHECK(scene.taps == 12);
}

TEST_CASE("a button looks pressed in the next frame, and no longer after the release") {
  Scene scene;
  Probe probe = probe_of(scene);
  probe.settle();
  probe.down(950, 130);
  probe.frame();
  CHECK(probe.tree().find("Go")->state.pressed);
  CHECK(probe.last().changed);
  probe.up(950, 130);
  probe.settle();
  CHECK_FALSE(probe.tree().find("Go")->state.pressed);
}

TEST_CASE("a finger that leaves by more than the slop doesn't tap, even when it comes back") {
  Scene scene;
  Probe probe = probe_of(scene);
  probe.settle();
  probe.down(950, 130);
  probe.move(950 + kSlopPx + 1, 130);
  probe.move(950, 130);
  probe.up(950, 130);
  probe.settle();
  CHECK(scene.taps == 0);

  probe.down(950, 130);
  probe.frame();
  probe.move(950 + kSlopPx - 1, 130);
  probe.up(950 + kSlopPx - 1, 130);
  probe.settle();
  CHECK(scene.taps == 1);
}

TEST_CASE("whose an event is, is said at once and from where it landed") {
  Scene scene;
  Probe probe = probe_of(scene);
  CHECK_FALSE(probe.down(950, 130));  // nothing was drawn yet
  CHECK_FALSE(probe.up(950, 130));
  probe.settle();
  probe.wait(1'000'000);

  SECTION("a press on the sheet is the overlay's until its release, wherever that is") {
    CHECK(probe.down(600, 700));
    CHECK(probe.move(100, 100));
    CHECK(probe.up(100, 100));
  }
  SECTION("a press beside it is the till's until its release, wherever that is") {
    CHECK_FALSE(probe.down(100, 100));
    CHECK_FALSE(probe.move(950, 130));
    CHECK_FALSE(probe.up(950, 130));
    probe.settle();
    CHECK(scene.taps == 0);
  }
  SECTION("other buttons of a mouse on the sheet are swallowed and do nothing") {
    CHECK(probe.pointer(AMENDS_INPUT_POINTER_DOWN, 950, 130, AMENDS_POINTER_MOUSE, 0, 3));
    CHECK(probe.pointer(AMENDS_INPUT_POINTER_UP, 950, 130, AMENDS_POINTER_MOUSE, 0, 3));
    probe.settle();
    CHECK(scene.taps == 0);
  }
  SECTION("a mouse passing over asks for no frame") {
    CHECK(probe.pointer(AMENDS_INPUT_POINTER_MOVE, 950, 130, AMENDS_POINTER_MOUSE, 0));
    CHECK_FALSE(probe.pointer(AMENDS_INPUT_POINTER_MOVE, 100, 130, AMENDS_POINTER_MOUSE, 0));
    CHECK_FALSE(probe.stage().needs_frame(probe.now_us()));
  }
  SECTION("a release nobody pressed here is the till's") {
    CHECK_FALSE(probe.up(950, 130));
  }
}

TEST_CASE("while it is modal, a press beside the overlay is its own too") {
  Probe probe([](Ui& ui) {
    sheet_frame(ui, {540, 0, 740, 800}, "Sheet");
    ui.set_modal(true);
  });
  probe.settle();
  CHECK(probe.down(100, 100));
  CHECK(probe.up(100, 100));
}

TEST_CASE("a second finger is swallowed and does nothing") {
  Scene scene;
  Probe probe = probe_of(scene);
  probe.settle();
  CHECK(probe.down(600, 700));
  CHECK(probe.pointer(AMENDS_INPUT_POINTER_DOWN, 950, 130, AMENDS_POINTER_TOUCH, 2));
  CHECK(probe.pointer(AMENDS_INPUT_POINTER_UP, 950, 130, AMENDS_POINTER_TOUCH, 2));
  probe.settle();
  CHECK(scene.taps == 0);
  CHECK(probe.up(600, 700));
  probe.settle();
  CHECK(scene.taps == 0);
}

TEST_CASE("a mouse event that repeats a touch within 30 ms is dropped, a later one counts") {
  Scene scene;
  Probe probe = probe_of(scene);
  probe.settle();
  const auto tap_as = [&](amends_pointer_source_t source) {
    CHECK(probe.pointer(AMENDS_INPUT_POINTER_DOWN, 950, 130, source, 0));
    CHECK(probe.pointer(AMENDS_INPUT_POINTER_UP, 950, 130, source, 0));
  };
  const auto [first, second] = GENERATE(std::pair{AMENDS_POINTER_TOUCH, AMENDS_POINTER_MOUSE},
                                        std::pair{AMENDS_POINTER_MOUSE, AMENDS_POINTER_TOUCH});
  tap_as(first);
  probe.wait(kDuplicateUs - 1'000);
  tap_as(second);
  probe.settle();
  CHECK(scene.taps == 1);
  probe.wait(kDuplicateUs + 1'000);
  tap_as(second);
  probe.settle();
  CHECK(scene.taps == 2);
}

TEST_CASE("a repetition of a press that was the till's stays the till's, though the overlay opened beneath") {
  bool open = false;
  Probe probe([&](Ui& ui) {
    if (open) sheet_frame(ui, {540, 0, 740, 800}, "Sheet");
  });
  probe.frame();
  CHECK_FALSE(probe.down(950, 130));
  CHECK_FALSE(probe.up(950, 130));
  open = true;
  probe.frame(5'000);
  CHECK_FALSE(probe.pointer(AMENDS_INPUT_POINTER_DOWN, 950, 130, AMENDS_POINTER_MOUSE, 0));
  CHECK_FALSE(probe.pointer(AMENDS_INPUT_POINTER_UP, 950, 130, AMENDS_POINTER_MOUSE, 0));
}

TEST_CASE("a press that the host takes back, or loses with the window's focus, is no tap") {
  Scene scene;
  Probe probe = probe_of(scene);
  probe.settle();
  probe.down(950, 130);
  probe.frame();
  SECTION("cancelled") {
    CHECK(probe.pointer(AMENDS_INPUT_POINTER_CANCEL, 950, 130));
  }
  SECTION("focus lost, and the release comes late") {
    CHECK_FALSE(probe.pointer(AMENDS_INPUT_FOCUS_LOST, 0, 0));
    probe.frame();
    CHECK(probe.up(950, 130));
  }
  probe.settle();
  CHECK(scene.taps == 0);
  CHECK_FALSE(probe.tree().find("Go")->state.pressed);
  probe.tap("Go");
  CHECK(scene.taps == 1);
}

TEST_CASE("a finger held for half a second is a long press once, and its release no tap") {
  Scene scene;
  scene.ask_long = true;
  Probe probe = probe_of(scene);
  probe.settle();
  probe.down(950, 130);
  probe.frame();
  CHECK(scene.long_presses == 0);
  const std::int64_t wait_ms = probe.stage().wake_after_ms(probe.now_us());
  CHECK(wait_ms > 0);
  CHECK(wait_ms <= 500);
  CHECK_FALSE(probe.stage().needs_frame(probe.now_us()));
  probe.wait(wait_ms * 1000);
  CHECK(probe.stage().needs_frame(probe.now_us()));
  probe.settle();
  CHECK(scene.long_presses == 1);
  probe.up(950, 130);
  probe.settle();
  CHECK(scene.long_presses == 1);
  CHECK(scene.taps == 0);
}

TEST_CASE("keys go to the till unless the overlay has a use for them") {
  Scene scene;
  scene.with_field = true;
  Probe probe = probe_of(scene);
  probe.settle();

  SECTION("a scanner's digits and Return are the till's while no field is focused") {
    CHECK_FALSE(probe.key(Key::digit_1));
    CHECK_FALSE(probe.text("4006381333931"));
    CHECK_FALSE(probe.key(Key::enter));
    CHECK_FALSE(probe.key(Key::enter, 0, AMENDS_INPUT_KEY_UP));
  }
  SECTION("they are the overlay's while one is") {
    probe.tap("Name");
    CHECK(probe.key(Key::digit_1));
    CHECK(probe.text("4006381333931"));
    CHECK(probe.key(Key::digit_1, 0, AMENDS_INPUT_KEY_UP));
    probe.settle();
    CHECK(scene.value == "4006381333931");
  }
  SECTION("Escape is the screen's, and its release is taken even after the sheet closed") {
    CHECK(probe.key(Key::escape));
    probe.settle();
    CHECK(scene.escape);
    CHECK(probe.key(Key::escape, 0, AMENDS_INPUT_KEY_UP));
    CHECK_FALSE(probe.key(Key::escape, 0, AMENDS_INPUT_KEY_UP));
  }
  SECTION("Tab shows where the keyboard is, Return taps it, a finger hides the ring") {
    CHECK_FALSE(probe.tree().find("Go")->state.focused);
    probe.press(Key::tab);
    CHECK(probe.tree().find("Go")->state.focused);
    probe.press(Key::enter);
    CHECK(scene.taps == 1);
    probe.press(Key::space);
    CHECK(scene.taps == 2);
    CHECK(scene.returns == 0);
    probe.down(600, 700);
    probe.up(600, 700);
    probe.settle();
    CHECK_FALSE(probe.tree().find("Go")->state.focused);
    CHECK_FALSE(probe.key(Key::enter));
  }
  SECTION("a press on the till takes the keyboard back to it") {
    probe.tap("Name");
    CHECK(probe.text("a"));
    CHECK_FALSE(probe.down(100, 100));
    probe.settle();
    CHECK_FALSE(probe.text("b"));
    CHECK(scene.value == "a");
  }
  SECTION("combinations with Alt are never taken") {
    probe.tap("Name");
    CHECK_FALSE(probe.key(Key::tab, AMENDS_MODIFIER_ALT));
  }
}

}  // namespace amends
