// Whose an event is, and what becomes of it: taps, drags, second fingers, repetitions, keys, text and scans.

#include "ui/input.hpp"

#include <catch_amalgamated.hpp>
#include <string>
#include <vector>

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
  bool submitted = false;
  bool wants_scans = false;
  bool behind = false;  // a question
  std::vector<std::string> scans;
  int lost_scans = 0;
  std::string value_at_tap;

  void draw(Ui& ui) {
    sheet_frame(ui, {540, 0, 740, 800}, "Sheet");
    if (button(ui, "go", kButton, {.label = "Go"})) {
      ++taps;
      value_at_tap = value;
    }
    if (ask_long && ui.long_pressed(ui.id("go"))) ++long_presses;
    if (with_field && text_field(ui, "field", {600, 300, 400, 56}, {.hint = "Name"}, value).submitted) submitted = true;
    if (ui.key(Key::escape)) escape = true;
    if (ui.key(Key::enter)) ++returns;
    if (wants_scans) ask_for_scan(ui);
    if (ui.scan_is_lost()) ++lost_scans;
  }

  void ask_for_scan(Ui& ui) {
    if (behind) ui.push_inert();
    if (auto scan = ui.scan()) scans.push_back(std::move(*scan));
    if (behind) ui.pop_inert();
  }
};

Probe probe_of(Scene& scene) {
  return Probe([&scene](Ui& ui) { scene.draw(ui); });
}

// Digits and what ends them, as a scanner presses them; the system's layout makes `layout` of each. How many of the
// events were taken, and of how many.
struct Taken {
  int taken = 0;
  int events = 0;
};
Taken scan(Probe& probe, const std::string& digits, Key end = Key::enter, const std::string& layout = "ß") {
  Taken count;
  const auto note = [&](bool taken) {
    ++count.events;
    if (taken) ++count.taken;
  };
  for (const char digit : digits) {
    const auto key = static_cast<Key>(digit == '0' ? 39 : 30 + digit - '1');
    probe.wait(5'000);
    note(probe.key(key));
    note(probe.text(layout));
    note(probe.key(key, 0, AMENDS_INPUT_KEY_UP));
  }
  probe.wait(5'000);
  note(probe.key(end));
  note(probe.key(end, 0, AMENDS_INPUT_KEY_UP));
  return count;
}

constexpr const char* kEan = "4006381333931";

// Frames until nothing is held any more and all is settled.
void rest(Probe& probe) {
  probe.settle();
  probe.wait(kScanGapUs);
  probe.settle();
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
    rest(probe);
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
    rest(probe);
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

TEST_CASE("a scanner's keys are the till's to the last, unless a screen asks for a scan or a field has the keyboard") {
  const Key end = GENERATE(Key::enter, Key::tab, Key::keypad_enter);
  Scene scene;
  Probe probe = probe_of(scene);

  SECTION("the overlay is closed") {
    Probe closed([](Ui& ui) { ui.cover({1200, 300, 80, 160}, true); });
    closed.settle();
    CHECK(scan(closed, kEan, end).taken == 0);
    CHECK_FALSE(closed.stage().needs_frame(closed.now_us()));
    CHECK(closed.stage().wake_after_ms(closed.now_us()) == -1);
  }
  SECTION("nobody asks") {
    probe.settle();
    CHECK(scan(probe, kEan, end).taken == 0);
  }
  SECTION("nobody asks, and the ring is around a button, which its Return would tap") {
    probe.settle();
    probe.press(Key::tab);
    REQUIRE(probe.tree().find("Go")->state.focused);
    probe.wait(1'000'000);
    CHECK(scan(probe, kEan, end).taken == 0);
    rest(probe);
    CHECK(scene.taps == 0);
    CHECK(probe.tree().find("Go")->state.focused);
  }
  SECTION("a screen begins to ask in its middle") {
    probe.settle();
    CHECK(scan(probe, "400638", Key::digit_1).taken == 0);
    scene.wants_scans = true;
    probe.frame(1'000);
    CHECK(scan(probe, "133393", end).taken == 0);
  }
  rest(probe);
  CHECK(scene.scans.empty());
  CHECK(scene.returns == 0);
  CHECK(scene.lost_scans == 0);
}

TEST_CASE("a scan goes to the screen that asks for one, once, and is no typing and no tap") {
  const Key end = GENERATE(Key::enter, Key::tab);
  Scene scene;
  scene.wants_scans = true;
  scene.with_field = true;
  Probe probe = probe_of(scene);
  probe.settle();
  SECTION("as it is") {}
  SECTION("while a field has the keyboard") {
    probe.tap("Name");
  }
  SECTION("while the ring is around a button") {
    probe.press(Key::tab);
    REQUIRE(probe.tree().find("Go")->state.focused);
  }
  probe.wait(1'000'000);
  const Taken count = scan(probe, kEan, end);
  CHECK(count.taken == count.events);
  probe.settle();
  CHECK(scene.scans == std::vector<std::string>{kEan});
  rest(probe);
  CHECK(scene.scans.size() == 1);
  CHECK(scene.value.empty());
  CHECK(scene.taps == 0);
  CHECK(scene.returns == 0);
  CHECK_FALSE(scene.submitted);
  CHECK(scene.lost_scans == 0);
}

TEST_CASE("a scan that nobody asks for is typed into the focused field, as scanned and without its Return") {
  Scene scene;
  scene.with_field = true;
  Probe probe = probe_of(scene);
  probe.settle();
  probe.tap("Name");
  probe.type("No. ");
  const Taken count = scan(probe, kEan);
  CHECK(count.taken == count.events);
  CHECK(probe.text("!"));
  rest(probe);
  CHECK(scene.value == "No. 4006381333931!");
  CHECK_FALSE(scene.submitted);
  CHECK(scene.returns == 0);
  CHECK(scene.lost_scans == 0);
}

TEST_CASE("where neither a screen nor a field wants a scan it is gone, said once, and no digit of it is a PIN's") {
  std::string pin;
  int lost = 0;
  bool submitted = false;
  Probe probe([&](Ui& ui) {
    sheet_frame(ui, {540, 0, 740, 800}, "Sheet");
    const Size size = pin_pad_size(ui, 600);
    if (const auto key = pin_pad(ui, "pad", {600, 100, size.width, size.height}, pin.size())) {
      if (key->digit != 0) pin.push_back(key->digit);
      submitted = submitted || key->submit;
      ui.request_frame();
    }
    if (ui.scan_is_lost()) ++lost;
  });
  probe.settle();
  const Taken count = scan(probe, kEan, Key::enter, "1");
  CHECK(count.taken == count.events);
  rest(probe);
  CHECK(pin.empty());
  CHECK_FALSE(submitted);
  CHECK(lost == 1);
}

TEST_CASE("what lies behind a question hears of no scan") {
  Scene scene;
  scene.wants_scans = true;
  scene.behind = true;
  Probe probe = probe_of(scene);
  probe.settle();
  probe.stage().take_scan("AM40H04K7V1Z23TJ9M");
  probe.settle();
  CHECK(scene.scans.empty());
  CHECK(scene.lost_scans == 1);
}

TEST_CASE("scans that come at once are told one after the other, and in their order with what is typed") {
  Scene scene;
  scene.wants_scans = true;
  scene.with_field = true;
  Probe probe = probe_of(scene);
  probe.settle();
  probe.tap("Name");
  CHECK(probe.text("a"));
  probe.stage().take_scan("first");
  probe.stage().take_scan("second");
  CHECK(probe.text("b"));
  CHECK(probe.stage().needs_frame(probe.now_us()));
  probe.frame();
  CHECK(scene.value == "a");
  CHECK(scene.scans.empty());
  probe.settle();
  CHECK(scene.scans == std::vector<std::string>{"first", "second"});
  CHECK(scene.value == "ab");
}

TEST_CASE("what a hand types is in the field 35 ms and a frame later, and nothing runs before or after") {
  Scene scene;
  scene.with_field = true;
  Probe probe = probe_of(scene);
  probe.settle();
  probe.tap("Name");
  probe.wait(1'000'000);
  CHECK(probe.key(Key::a));
  CHECK(probe.text("ä"));
  CHECK(probe.key(Key::a, 0, AMENDS_INPUT_KEY_UP));
  CHECK_FALSE(probe.stage().needs_frame(probe.now_us()));
  CHECK(probe.stage().wake_after_ms(probe.now_us()) == 35);
  probe.wait(34'000);
  CHECK_FALSE(probe.stage().needs_frame(probe.now_us()));
  CHECK(probe.stage().wake_after_ms(probe.now_us()) == 1);
  probe.wait(1'000);
  CHECK(probe.stage().needs_frame(probe.now_us()));
  CHECK(probe.stage().wake_after_ms(probe.now_us()) == 0);
  probe.frame(0);
  CHECK(scene.value == "ä");
  probe.settle();
  CHECK(probe.stage().wake_after_ms(probe.now_us()) == -1);
}

TEST_CASE("a tap right after a key waits for it, and focus lost waits for nothing") {
  Scene scene;
  scene.with_field = true;
  Probe probe = probe_of(scene);
  probe.settle();
  probe.tap("Name");
  CHECK(probe.key(Key::a));
  CHECK(probe.text("a"));
  SECTION("a tap") {
    CHECK(probe.down(950, 130));
    CHECK(probe.up(950, 130));
    probe.frame(10'000);
    CHECK(scene.taps == 0);
    rest(probe);
    CHECK(scene.taps == 1);
    CHECK(scene.value_at_tap == "a");
  }
  SECTION("focus lost") {
    CHECK_FALSE(probe.pointer(AMENDS_INPUT_FOCUS_LOST, 0, 0));
    probe.settle();
    CHECK(scene.value == "a");
  }
}

TEST_CASE("a combination of the till's brings back what is held, in its order") {
  Scene scene;
  scene.with_field = true;
  Probe probe = probe_of(scene);
  probe.settle();
  probe.tap("Name");
  CHECK(probe.key(Key::a));
  CHECK(probe.text("a"));
  // AltGr and a key, which types a text of its own.
  CHECK_FALSE(probe.key(Key::digit_1, AMENDS_MODIFIER_ALT));
  CHECK(probe.text("@"));
  probe.settle();
  CHECK(scene.value == "a@");
}

}  // namespace amends
