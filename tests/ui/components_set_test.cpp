// What sets a value: a finger and keys lead to it and no further; and figures that are drawn are what they say.

#include <catch_amalgamated.hpp>

#include "probe.hpp"

namespace amends {

namespace {

constexpr Rect kSheet{540, 0, 740, 800};

}  // namespace

TEST_CASE("a stepper goes one step a tap, and not beyond its ends") {
  int value = 1;
  Probe probe([&](Ui& ui) {
    sheet_frame(ui, kSheet, "Sheet");
    value += stepper(ui, "s", {560, 100, 400, 56},
                     {.value = std::to_string(value),
                      .lower = "Less",
                      .raise = "More",
                      .may_lower = value > 0,
                      .may_raise = value < 3});
  });
  probe.settle();
  probe.tap("More");
  probe.tap("More");
  CHECK(value == 3);
  CHECK(probe.tree().find("More")->state.disabled);
  for (int tap = 0; tap < 3; ++tap)
    probe.tap("Less");
  CHECK(value == 0);
  CHECK(probe.tree().find("Less")->state.disabled);
}

TEST_CASE("a held stepper goes on while the finger stays, and its release is no step") {
  int value = 0;
  Probe probe([&](Ui& ui) {
    sheet_frame(ui, kSheet, "Sheet");
    value += stepper(ui, "s", {560, 100, 400, 56}, {.value = std::to_string(value), .lower = "Less", .raise = "More"});
  });
  probe.settle();
  const Point more = probe.tree().find("More")->rect.centre();
  probe.down(more.x, more.y);
  for (int frame = 0; frame < 60; ++frame)
    probe.frame();
  // A second: at the half of it, and after each eighth.
  CHECK(value >= 4);
  CHECK(value <= 5);
  const int held = value;
  probe.up(more.x, more.y);
  probe.settle();
  CHECK(value == held);
  probe.tap("More");
  CHECK(value == held + 1);
}

TEST_CASE("a keypad builds an amount from taps and from typing, and ignores what would lead beyond the most") {
  std::int64_t minor = 0;
  Probe probe([&](Ui& ui) {
    sheet_frame(ui, kSheet, "Sheet");
    const Size size = keypad_size(ui);
    const std::string amount = "€ " + std::to_string(minor);
    (void)keypad(ui, "k", {560, 100, size.width, size.height},
                 {.amount = amount, .most_minor = 200'000, .erase = "Erase"}, minor);
  });
  probe.settle();
  for (const char* face : {"1", "2", "5", "00"})
    probe.tap(face);
  CHECK(minor == 12'500);
  probe.tap("Erase");
  CHECK(minor == 1'250);
  probe.type("7");
  CHECK(minor == 12'507);
  probe.tap("9");
  CHECK(minor == 125'079);
  probe.tap("9");
  CHECK(minor == 125'079);
  probe.press(Key::backspace);
  CHECK(minor == 12'507);
}

TEST_CASE("a search field is emptied by one tap, and its field stays where it was") {
  std::string value = "Table 12";
  Probe probe([&](Ui& ui) {
    sheet_frame(ui, kSheet, "Sheet");
    (void)search_field(ui, "s", {560, 100, 400, 56}, "Search", "Empty", value);
  });
  probe.settle();
  const Rect before = probe.tree().find("Search")->rect;
  CHECK(before.right() < 960);
  probe.tap("Empty");
  CHECK(value.empty());
  CHECK(probe.tree().find("Empty") == nullptr);
  const Rect after = probe.tree().find("Search")->rect;
  CHECK(after.right() == 960);
  CHECK((after.x == before.x && after.y == before.y && after.height == before.height));
}

TEST_CASE("a date picker shows a month's days on their weekdays and leaves those out of reach out of use") {
  Day shown{2026, 11, 1};
  std::optional<Day> chosen;
  constexpr std::string_view kNames[] = {"Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"};
  Probe probe([&](Ui& ui) {
    sheet_frame(ui, kSheet, "Sheet");
    (void)date_picker(ui, "d", {560, 100, 600, date_picker_height(ui)},
                      {.title = "Month",
                       .weekdays = kNames,
                       .today = {2026, 11, 23},
                       .least = {2026, 11, 23},
                       .most = {2027, 1, 2},
                       .before = "Before",
                       .after = "After"},
                      shown, chosen);
  });
  probe.settle();
  // 23 November 2026 is a Monday, 29 November a Sunday.
  CHECK(probe.tree().find("23")->rect.centre().x == Catch::Approx(probe.tree().find("Mo")->rect.centre().x).margin(2));
  CHECK(probe.tree().find("29")->rect.centre().x == Catch::Approx(probe.tree().find("Su")->rect.centre().x).margin(2));
  CHECK(probe.tree().find("30") != nullptr);
  CHECK(probe.tree().find("31") == nullptr);
  CHECK(probe.tree().find("22")->state.disabled);
  CHECK(probe.tree().find("Before")->state.disabled);
  probe.tap("27");
  CHECK(chosen == Day{2026, 11, 27});
  CHECK(probe.tree().find("27")->state.selected);
  probe.tap("After");
  probe.tap("After");
  CHECK(shown == Day{2027, 1, 1});
  CHECK(probe.tree().find("3")->state.disabled);
  CHECK(probe.tree().find("After")->state.disabled);
  probe.tap("2");
  CHECK(chosen == Day{2027, 1, 2});
}

TEST_CASE("a time picker takes an hour and a minute, each by one tap") {
  TimeOfDay time{11, 0};
  Probe probe([&](Ui& ui) {
    sheet_frame(ui, kSheet, "Sheet");
    (void)time_picker(ui, "t", {560, 100, 600, 400}, {.first_hour = 8, .last_hour = 20, .minute_step = 15}, time);
  });
  probe.settle();
  probe.tap("09");
  probe.tap("45");
  CHECK(time == TimeOfDay{9, 45});
  CHECK(probe.tree().find("21") == nullptr);
  for (const Node& node : probe.tree().nodes()) {
    if (node.tappable) CHECK(node.rect.height >= size::kTarget);
  }
}

TEST_CASE("a question takes every touch until it is answered, and Escape is the safe answer") {
  DialogTap answer = DialogTap::none;
  bool behind = false;
  Probe probe([&](Ui& ui) {
    sheet_frame(ui, kSheet, "Sheet");
    if (answer == DialogTap::none) {
      const Behind lies(ui);
      behind = button(ui, "behind", {560, 20, 200, 64}, {.label = "Behind"}) || behind;
    }
    if (answer == DialogTap::none) {
      answer =
          dialog(ui, "q", {.title = "Did it?", .content = "Look first.", .safe = "Can't tell", .action = "It did"});
    }
  });
  probe.settle();
  CHECK(probe.down(10, 10));
  CHECK(probe.up(10, 10));
  probe.settle();
  CHECK(probe.down(600, 40));
  probe.up(600, 40);
  probe.settle();
  CHECK_FALSE(behind);
  CHECK(answer == DialogTap::none);
  SECTION("Escape") {
    probe.press(Key::escape);
    CHECK(answer == DialogTap::safe);
  }
  SECTION("a tap") {
    probe.tap("It did");
    CHECK(answer == DialogTap::action);
  }
}

TEST_CASE("behind a question nothing hears a key and nothing scrolls, and Return gives the safe answer") {
  bool asking = false;
  bool escaped = false;
  DialogTap answer = DialogTap::none;
  Probe probe([&](Ui& ui) {
    sheet_frame(ui, kSheet, "Sheet");
    {
      std::optional<Behind> behind;
      if (asking) behind.emplace(ui);
      if (button(ui, "ask", {560, 20, 200, 60}, {.label = "Ask"})) asking = true;
      const Rect area = begin_scroll(ui, "list", {560, 100, 700, 600});
      text(ui, {area.x, area.y, 300, 30}, "First");
      end_scroll(ui, area.y + 2000);
      escaped = ui.key(Key::escape) || escaped;
    }
    if (!asking) return;
    const auto tap = dialog(ui, "q", {.title = "Did it?", .content = "Look first.", .safe = "No", .action = "Yes"});
    if (tap == DialogTap::none) return;
    answer = tap;
    asking = false;
  });
  probe.settle();
  probe.press(Key::tab);
  probe.press(Key::enter);
  REQUIRE(asking);
  // What the keyboard was at is behind now.
  CHECK(probe.tree().find("No")->state.focused);
  SECTION("Return") {
    probe.press(Key::enter);
    CHECK_FALSE(asking);
    CHECK(answer == DialogTap::safe);
  }
  SECTION("a finger, and Escape") {
    const float first = probe.tree().find("First")->rect.y;
    probe.down(900, 650);
    for (float y = 640; y > 450; y -= 10) {
      probe.move(900, y);
      probe.frame();
    }
    probe.up(900, 450);
    probe.settle();
    CHECK(probe.tree().find("First")->rect.y == first);
    CHECK(asking);
    probe.press(Key::escape);
    CHECK_FALSE(asking);
    CHECK_FALSE(escaped);
    probe.press(Key::escape);
    CHECK(escaped);
  }
}

TEST_CASE("a question with long words scrolls them, and lays long answers below each other") {
  std::string content;
  for (int i = 0; i < 120; ++i)
    content += "Look at the till, and at what it printed. ";
  const std::string safe = "I can't tell from what the till shows";
  Probe probe(
      [&](Ui& ui) {
        sheet_frame(ui, {60, 0, 740, 600}, "Sheet");
        (void)dialog(ui, "q", {.title = "Did it?", .content = content, .safe = safe, .action = "It did"});
      },
      {800, 600});
  probe.settle();
  const Rect below = probe.tree().find(safe)->rect;
  const Rect above = probe.tree().find("It did")->rect;
  CHECK(above.bottom() <= below.y);
  CHECK(above.x == below.x);
  CHECK(below.bottom() <= 600);
  CHECK_FALSE(probe.tree().find(safe)->text_cut);
  const float before = probe.tree().find(content)->rect.y;
  probe.down(400, 400);
  for (float y = 390; y > 200; y -= 10) {
    probe.move(400, y);
    probe.frame();
  }
  probe.up(400, 200);
  probe.settle();
  CHECK(probe.tree().find(content)->rect.y < before);
}

TEST_CASE(
    "what comes has come after a moment, asks for no frame then, and is there at once where nothing should move") {
  const bool still = GENERATE(false, true);
  DialogTap answer = DialogTap::none;
  Probe probe([&](Ui& ui) {
    sheet_frame(ui, kSheet, "Sheet");
    answer = dialog(ui, "q", {.title = "Did it?", .content = "Look first.", .safe = "No", .action = "Yes"});
  });
  probe.stage().set_looks({.still = still});
  probe.frame();
  const float first = probe.tree().find("Yes")->rect.y;
  probe.settle();
  const float last = probe.tree().find("Yes")->rect.y;
  CHECK((first != last) == !still);
  CHECK_FALSE(probe.stage().needs_frame(probe.now_us()));
  CHECK(probe.stage().wake_after_ms(probe.now_us()) == -1);
}

TEST_CASE("a chart's bars are as long as what they count, and each can be read out") {
  const std::vector<BarSpec> bars = {{.label = "Slow", .value = "8", .count = 8, .before = 4},
                                     {.label = "Cold", .value = "2", .count = 2}};
  Probe probe([&](Ui& ui) {
    sheet_frame(ui, kSheet, "Sheet");
    bar_chart(ui, {560, 100, 600, bar_chart_height(ui, bars.size())}, "Failures", bars, "Nothing");
  });
  probe.settle();
  CHECK(probe.tree().find("Slow")->value == "8 · 4");
  CHECK(probe.tree().find("Cold")->value == "2");
  const auto pixels = probe.surface_pixels();
  const Rgba accent = theme_of(ThemeKind::light).colour(Colour::accent);
  const auto length = [&](std::string_view label) {
    const auto y = static_cast<std::size_t>(probe.tree().find(label)->rect.centre().y);
    return std::count_if(pixels.begin() + static_cast<std::ptrdiff_t>(y * 1280),
                         pixels.begin() + static_cast<std::ptrdiff_t>(y * 1280 + 1280), [&](std::uint32_t pixel) {
                           return (pixel & 0xffffffU) == (static_cast<std::uint32_t>(accent.red) << 16U |
                                                          static_cast<std::uint32_t>(accent.green) << 8U | accent.blue);
                         });
  };
  CHECK(static_cast<double>(length("Slow")) == Catch::Approx(4.0 * static_cast<double>(length("Cold"))).margin(8));
}

TEST_CASE("a QR code has its finder patterns, whole modules and a quiet zone, in every light") {
  const auto kind = GENERATE(ThemeKind::light, ThemeKind::dark, ThemeKind::contrast);
  bool drawn = false;
  Probe probe(
      [&](Ui& ui) {
        sheet_frame(ui, kSheet, "Sheet");
        drawn = qr_code(ui, {560, 100, 200, 200}, "Code", "AM40H04K7V1Z23TJ9M");
      },
      {1280, 800}, 1, kind);
  probe.settle();
  REQUIRE(drawn);
  const Rect place = probe.tree().find("Code")->rect;
  const auto pixels = probe.surface_pixels();
  const auto at = [&](float x, float y) {
    return pixels[static_cast<std::size_t>(y) * 1280 + static_cast<std::size_t>(x)] & 0xffffffU;
  };
  // Version 1 has 21 modules; with the quiet zone 29.
  const float module = place.width / 29;
  CHECK(module == std::floor(module));
  for (float step = 0; step < 29; ++step) {
    CHECK(at(place.x + (step + 0.5F) * module, place.y + 3.5F * module) == 0xffffffU);
    CHECK(at(place.x + 3.5F * module, place.y + (step + 0.5F) * module) == 0xffffffU);
  }
  for (const Point corner : {Point{4, 4}, Point{18, 4}, Point{4, 18}}) {
    CHECK(at(place.x + (corner.x + 0.5F) * module, place.y + (corner.y + 0.5F) * module) == 0);
    CHECK(at(place.x + (corner.x + 1.5F) * module, place.y + (corner.y + 1.5F) * module) == 0xffffffU);
    CHECK(at(place.x + (corner.x + 3.5F) * module, place.y + (corner.y + 3.5F) * module) == 0);
  }
  CHECK_FALSE([&] {
    bool fits = true;
    Probe small([&](Ui& ui) {
      sheet_frame(ui, kSheet, "Sheet");
      fits = qr_code(ui, {560, 100, 20, 20}, "Code", "AM40H04K7V1Z23TJ9M");
    });
    small.settle();
    return fits;
  }());
}

TEST_CASE("a store's accent is made readable, and red and amber are refused") {
  const auto kind = GENERATE(ThemeKind::light, ThemeKind::dark, ThemeKind::contrast);
  for (const Rgba wish : {Rgba{0x1d, 0x4e, 0xd8}, Rgba{0xff, 0xe0, 0x00}, Rgba{0x00, 0x30, 0x00},
                          Rgba{0xf0, 0xf0, 0xf0}, Rgba{0x10, 0x10, 0x10}, Rgba{0xa0, 0x30, 0xc0}}) {
    const Theme theme = theme_with_accent(kind, wish);
    const auto ratio = [&](Colour one, Colour other) { return contrast_ratio(theme.colour(one), theme.colour(other)); };
    const double least = kind == ThemeKind::contrast ? 7 : 4.5;
    CHECK(ratio(Colour::accent, Colour::paper) >= least);
    CHECK(ratio(Colour::accent, Colour::accent_tint) >= least);
    CHECK(ratio(Colour::on_accent, Colour::accent) >= least);
    CHECK(theme.colour(Colour::ink) == theme_of(kind).colour(Colour::ink));
  }
  for (const Rgba told : {Rgba{0xd0, 0x10, 0x20}, Rgba{0x70, 0x00, 0x00}, Rgba{0xf0, 0xb7, 0x5a},
                          Rgba{0x9a, 0x5b, 0x00}, Rgba{0xe6, 0x00, 0x40}}) {
    CHECK(theme_with_accent(kind, told).colours == theme_of(kind).colours);
  }
}

}  // namespace amends
