// What single components do: fields, the PIN pad, rows with two places to tap, scrolling, and text that must fit.

#include "ui/components.hpp"

#include <array>
#include <catch_amalgamated.hpp>
#include <string>
#include <vector>

#include "probe.hpp"

namespace amends {

namespace {

constexpr Rect kSheet{540, 0, 740, 800};

}  // namespace

TEST_CASE("a field takes text at its caret, whole characters at a time, and tells of Return") {
  std::string value = "José";
  int submitted = 0;
  Probe probe([&](Ui& ui) {
    sheet_frame(ui, kSheet, "Sheet");
    if (text_field(ui, "name", {600, 100, 400, 56}, {.hint = "Name", .bytes_max = 12}, value)) ++submitted;
  });
  probe.settle();
  probe.tap("Name");
  probe.press(Key::end);
  probe.type(" ü");
  CHECK(value == "José ü");
  probe.press(Key::backspace);
  probe.press(Key::left);
  probe.press(Key::backspace);
  CHECK(value == "Jos ");
  probe.press(Key::home);
  probe.type("É");
  CHECK(value == "ÉJos ");
  probe.press(Key::delete_forward);
  CHECK(value == "Éos ");
  CHECK(probe.tree().find("Name")->value == "Éos ");
  probe.type("1234567");
  CHECK(value == "É1234567os ");
  probe.type("ß");
  CHECK(value == "É1234567os ");  // it would be 13 bytes
  CHECK(probe.text("\x01\xff"));
  probe.settle();
  CHECK(value == "É1234567os ");
  probe.press(Key::enter);
  CHECK(submitted == 1);
}

TEST_CASE("a burst of text, as a scanner sends it, is in the field after one frame") {
  std::string value;
  Probe probe([&](Ui& ui) {
    sheet_frame(ui, kSheet, "Sheet");
    static_cast<void>(text_field(ui, "code", {600, 100, 400, 56}, {.hint = "Code", .focus_now = value.empty()}, value));
  });
  probe.settle();
  for (const char digit : std::string("4006381333931"))
    CHECK(probe.text(std::string(1, digit)));
  probe.frame();
  CHECK(value == "4006381333931");
}

TEST_CASE("a secret field shows dots and tells nobody") {
  std::string value = "1234";
  Probe probe([&](Ui& ui) {
    sheet_frame(ui, kSheet, "Sheet");
    static_cast<void>(text_field(ui, "pin", {600, 100, 400, 56}, {.hint = "PIN", .secret = true}, value));
  });
  probe.settle();
  CHECK(probe.tree().find("PIN")->value.empty());
  const auto before = probe.surface_pixels();
  value = "9876";
  probe.frame();
  CHECK(probe.surface_pixels() == before);
}

TEST_CASE("a tap sets the caret, a finger elsewhere takes the keyboard away, an on-screen keyboard doesn't") {
  std::string value = "abcdef";
  bool keyboard = false;
  Probe probe([&](Ui& ui) {
    sheet_frame(ui, kSheet, "Sheet");
    static_cast<void>(text_field(ui, "name", {600, 100, 400, 56}, {.hint = "Name"}, value));
    if (keyboard) ui.keep_field();
    if (button(ui, "x", {600, 300, 64, 64}, {.label = "x"})) ui.insert_text("x");
  });
  probe.settle();
  CHECK(probe.down(616, 128));
  CHECK(probe.up(616, 128));
  probe.settle();
  probe.type("Z");
  CHECK(value == "Zabcdef");
  keyboard = true;
  probe.frame();
  probe.tap("x");
  CHECK(value == "Zxabcdef");
  CHECK(probe.tree().find("Name")->state.focused);
  keyboard = false;
  probe.frame();
  probe.tap("x");
  CHECK(value == "Zxabcdef");
  CHECK_FALSE(probe.tree().find("Name")->state.focused);
}

TEST_CASE("text that somebody else changed never leaves the caret outside of it") {
  std::string value = "ab€cd";
  Probe probe([&](Ui& ui) {
    sheet_frame(ui, kSheet, "Sheet");
    static_cast<void>(text_field(ui, "name", {600, 100, 400, 56}, {.hint = "Name"}, value));
  });
  probe.settle();
  probe.tap("Name");
  probe.press(Key::end);
  value = "€";
  probe.frame();
  probe.press(Key::backspace);
  CHECK(value.empty());
  probe.type("ok");
  CHECK(value == "ok");
}

TEST_CASE("the PIN pad tells each digit, by finger and by keyboard") {
  std::string pin;
  bool submitted = false;
  Probe probe([&](Ui& ui) {
    sheet_frame(ui, kSheet, "Sheet");
    const Size size = pin_pad_size(ui);
    const auto key = pin_pad(ui, "pad", {600, 100, size.width, size.height}, pin.size());
    if (!key) return;
    if (key->digit != 0) pin.push_back(key->digit);
    if (key->backspace && !pin.empty()) pin.pop_back();
    if (key->submit) submitted = true;
    ui.request_frame();
  });
  probe.settle();
  for (const char* digit : {"1", "0", "9"})
    probe.tap(digit);
  CHECK(pin == "109");
  probe.tap("⌫");
  CHECK(pin == "10");
  CHECK(probe.text("42"));  // not one digit: no key of the pad
  CHECK(probe.text("7"));
  CHECK(probe.text("8"));
  probe.settle();
  CHECK(pin == "1078");
  CHECK(probe.key(Key::backspace));
  CHECK(probe.key(Key::enter));
  probe.settle();
  CHECK(pin == "107");
  CHECK(submitted);
}

TEST_CASE("a row and the button on it are two places to tap") {
  std::vector<RowTap> taps;
  Probe probe([&](Ui& ui) {
    sheet_frame(ui, kSheet, "Sheet");
    const RowTap tap = list_row(ui, "row", {560, 100, 700, 82},
                                {.title = "T3-0042", .detail = "Three iced teas", .tag = "11:00", .action = "Call"});
    if (tap != RowTap::none) taps.push_back(tap);
  });
  probe.settle();
  probe.tap("Call");
  probe.tap("T3-0042");
  CHECK(taps == std::vector{RowTap::action, RowTap::row});
}

TEST_CASE("a bar of steps tells which was tapped") {
  std::optional<std::size_t> tapped;
  const std::array<StepSpec, 3> steps{{{"Hear", StepState::done}, {"Put right", StepState::now}, {"After"}}};
  Probe probe([&](Ui& ui) {
    sheet_frame(ui, kSheet, "Sheet");
    if (const auto step = step_bar(ui, "steps", {560, 80, 700, 48}, steps)) tapped = step;
  });
  probe.settle();
  probe.tap("Hear");
  CHECK(tapped == 0U);
  probe.tap("After");
  CHECK(tapped == 2U);
}

TEST_CASE("what lies behind something else is seen and can't be tapped") {
  int taps = 0;
  Probe probe([&](Ui& ui) {
    sheet_frame(ui, kSheet, "Sheet");
    const Behind behind(ui);
    if (button(ui, "go", {600, 100, 200, 64}, {.label = "Go"})) ++taps;
  });
  probe.settle();
  CHECK_FALSE(probe.tree().find("Go")->tappable);
  probe.tap("Go");
  CHECK(taps == 0);
}

TEST_CASE("something disabled is in the tree as that and answers nothing") {
  int taps = 0;
  Probe probe([&](Ui& ui) {
    sheet_frame(ui, kSheet, "Sheet");
    if (button(ui, "go", {600, 100, 200, 64}, {.label = "Go", .enabled = false})) ++taps;
  });
  probe.settle();
  CHECK(probe.tree().find("Go")->state.disabled);
  probe.tap("Go");
  CHECK(taps == 0);
}

namespace {

struct List {
  int taps = 0;
  void draw(Ui& ui) {
    sheet_frame(ui, kSheet, "Sheet");
    const Rect area = begin_scroll(ui, "list", {560, 100, 700, 300});
    Column column(area, 10);
    for (std::size_t index = 0; index < 20; ++index) {
      const std::string label = "Row " + std::to_string(index);
      const IdScope scope(ui, "row", index);
      if (choice(ui, "row", column.next(56), {.label = label})) ++taps;
    }
    end_scroll(ui, column.bottom());
  }
};

float top_of(const Probe& probe, std::string_view label) {
  return probe.tree().find(label)->rect.y;
}

}  // namespace

TEST_CASE("a list follows the finger, doesn't tap, flings on and comes to rest by itself") {
  List list;
  Probe probe([&](Ui& ui) { list.draw(ui); });
  probe.settle();
  CHECK(top_of(probe, "Row 0") == 100);
  CHECK_FALSE(probe.tree().find("Row 0")->state.clipped);
  CHECK(probe.tree().find("Row 19")->state.clipped);

  probe.down(700, 350);
  probe.frame();
  for (int step = 1; step <= 5; ++step) {
    probe.move(700, 350 - static_cast<float>(step) * 20);
    probe.frame();
  }
  // The slop is taken off, the rest is followed to the pixel.
  CHECK(top_of(probe, "Row 0") == 100 - (100 - kSlopPx));
  probe.up(700, 250);
  const float at_release = top_of(probe, "Row 0");
  const int frames = probe.settle();
  CHECK(top_of(probe, "Row 0") < at_release - 50);
  CHECK(frames > 5);
  CHECK(list.taps == 0);
  CHECK_FALSE(probe.stage().needs_frame(probe.now_us()));
}

TEST_CASE("a drag that came whole between two frames scrolls and doesn't tap") {
  List list;
  Probe probe([&](Ui& ui) { list.draw(ui); });
  probe.settle();
  probe.down(700, 350);
  probe.wait(50'000);
  probe.move(700, 250);
  probe.wait(200'000);
  probe.up(700, 250);
  probe.settle();
  CHECK(list.taps == 0);
  CHECK(top_of(probe, "Row 0") == 100 - (100 - kSlopPx));
}

TEST_CASE("a finger stops a flinging list without a tap, the next one taps") {
  List list;
  Probe probe([&](Ui& ui) { list.draw(ui); });
  probe.settle();
  probe.down(700, 390);
  for (int step = 1; step <= 3; ++step) {
    probe.wait(8'000);
    probe.move(700, 390 - static_cast<float>(step) * 15);
  }
  probe.up(700, 345);
  probe.frame();
  probe.frame();
  probe.frame();
  const float moving = top_of(probe, "Row 0");
  probe.down(700, 200);
  probe.up(700, 200);
  probe.settle();
  CHECK(list.taps == 0);
  CHECK(top_of(probe, "Row 0") >= moving - 40);
  probe.down(700, 200);
  probe.up(700, 200);
  probe.settle();
  CHECK(list.taps == 1);
}

TEST_CASE("a list never leaves its ends, and what is scrolled away can't be tapped") {
  List list;
  Probe probe([&](Ui& ui) { list.draw(ui); });
  probe.settle();
  const auto drag = [&](float from, float to) {
    probe.down(700, from);
    probe.move(700, to);
    probe.wait(200'000);
    probe.up(700, to);
    probe.settle();
  };
  drag(150, 390);
  CHECK(top_of(probe, "Row 0") == 100);
  for (int count = 0; count < 10; ++count)
    drag(390, 110);
  const Node* last = probe.tree().find("Row 19");
  CHECK(last->rect.bottom() == 400);
  CHECK_FALSE(last->state.clipped);
  // Above the area there is no row to tap, though Row 14 lies there.
  CHECK(probe.down(700, 80));
  CHECK(probe.up(700, 80));
  probe.settle();
  CHECK(list.taps == 0);
}

TEST_CASE("the wheel scrolls, and the keyboard brings what it reaches into view") {
  List list;
  Probe probe([&](Ui& ui) { list.draw(ui); });
  probe.settle();
  amends_input_t wheel{};
  wheel.struct_size = sizeof(wheel);
  wheel.type = AMENDS_INPUT_WHEEL;
  wheel.x = 700;
  wheel.y = 200;
  wheel.wheel_y = -2;
  CHECK(probe.stage().takes(wheel));
  probe.settle();
  CHECK(top_of(probe, "Row 0") < 0);
  wheel.wheel_y = 9;
  CHECK(probe.stage().takes(wheel));
  probe.settle();
  CHECK(top_of(probe, "Row 0") == 100);
  for (int count = 0; count < 9; ++count)
    probe.press(Key::tab);
  const Node* row = probe.tree().find("Row 8");
  CHECK(row->state.focused);
  CHECK_FALSE(row->state.clipped);
}

TEST_CASE("text that doesn't fit is cut with an ellipsis, and the tree says so") {
  std::string label = "Short";
  Probe probe([&](Ui& ui) {
    sheet_frame(ui, kSheet, "Sheet");
    text(ui, {600, 100, 120, 20}, label);
  });
  probe.settle();
  CHECK(probe.tree().cut_text_count() == 0);
  label = "Much too long for a hundred and twenty pixels";
  probe.frame();
  CHECK(probe.tree().cut_text_count() == 1);
}

TEST_CASE("a long label wraps, and the height that is asked for holds it") {
  const std::string label = "Lebensmittelunverträglichkeit oder Krankheit nach dem Essen gemeldet";
  const auto columns = GENERATE(1U, 2U, 3U, 4U);
  Probe probe([&](Ui& ui) {
    sheet_frame(ui, kSheet, "Sheet");
    const ChoiceSpec spec{
        .label = label, .detail = "Der Gast hat es so gesagt", .icon = Icon::sick, .compact = columns == 4};
    const Rect row{560, 100, 700, 1};
    Rect cell = row_cell(row, 0, columns, 10);
    cell.height = choice_height(ui, cell.width, spec);
    static_cast<void>(choice(ui, "one", cell, spec));
    const OptionSpec offer{.title = label, .reason = label, .cost = "€ 1 234.50", .answer = "Needs Mira"};
    Rect place = row_cell({560, 400, 700, 1}, 0, columns > 2 ? 2 : columns, 10);
    place.height = option_height(ui, place.width, offer);
    static_cast<void>(option(ui, "two", place, offer));
  });
  probe.settle();
  CHECK(probe.tree().cut_text_count() == 0);
  if (columns > 1) CHECK(probe.tree().find(label)->rect.height > size::kCardWithDetail);
}

}  // namespace amends
