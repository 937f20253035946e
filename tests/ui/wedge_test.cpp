// A scanner told from hands: what is one, what is none and comes back, and that nothing of either is lost or doubled.

#include "ui/wedge.hpp"

#include <rapidcheck.h>

#include <array>
#include <catch_amalgamated.hpp>
#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace amends {

namespace {

constexpr std::int64_t kFastUs = 8'000;
constexpr std::int64_t kSlowUs = 120'000;
constexpr std::uint32_t kReturn = 40;

// A key, what a US keyboard types with it, and the text that a system of another layout makes of it.
struct Stroke {
  std::uint32_t usage = 0;
  bool shift = false;
  std::string text;
};

constexpr Key key_of(std::uint32_t usage) {
  return static_cast<Key>(usage);
}

Typed typed_key(std::uint32_t usage, bool shift = false) {
  return {.key = key_of(usage), .text = {}, .control = false, .shift = shift};
}

Typed typed_text(std::string text) {
  return {.key = {}, .text = std::move(text), .control = false, .shift = false};
}

// Hands and scanners at one keyboard, with what they pressed and what was made of it.
struct Keyboard {
  Wedge wedge;
  std::int64_t now_us = 1'700'000'000'000'000;
  std::vector<Heard> heard;

  void take() {
    for (Heard& each : wedge.take())
      heard.push_back(std::move(each));
  }
  void wait(std::int64_t by_us) {
    now_us += by_us;
    wedge.wait(now_us);
    take();
  }
  void down(const Stroke& stroke) {
    wedge.press({.key = key_of(stroke.usage), .shift = stroke.shift, .time_us = now_us});
    if (!stroke.text.empty()) wedge.text(stroke.text, now_us + 500);
    take();
  }
  // Down, and up before the next.
  void stroke(const Stroke& stroke, std::int64_t after_us) {
    now_us += after_us;
    down(stroke);
    wedge.release(key_of(stroke.usage));
  }
  void strokes(const std::vector<Stroke>& all, std::int64_t after_us) {
    for (const Stroke& each : all)
      stroke(each, after_us);
  }
  [[nodiscard]] std::vector<Heard> rest() {
    wait(kSlowUs);
    return heard;
  }
};

// All of it as typing.
std::vector<Heard> typing_of(const std::vector<Stroke>& strokes) {
  std::vector<Heard> typing;
  for (const Stroke& each : strokes) {
    typing.emplace_back(typed_key(each.usage, each.shift));
    if (!each.text.empty()) typing.emplace_back(typed_text(each.text));
  }
  return typing;
}

// "AM40H0-z", as a US keyboard has it.
std::vector<Stroke> code_strokes() {
  return {{4, true, "A"},  {16, true, "M"},  {33, false, "4"}, {39, false, "0"},
          {11, true, "H"}, {39, false, "0"}, {45, false, "-"}, {29, false, "z"}};
}
constexpr std::string_view kCode = "AM40H0-z";

struct UsKey {
  std::uint32_t usage;
  bool shift;
  char character;
};

// Some of each kind, by hand from a keyboard.
constexpr std::array kUsKeys{
    UsKey{4, false, 'a'},   UsKey{4, true, 'A'},   UsKey{29, false, 'z'},  UsKey{28, true, 'Y'},  UsKey{30, false, '1'},
    UsKey{31, true, '@'},   UsKey{38, false, '9'}, UsKey{39, false, '0'},  UsKey{39, true, ')'},  UsKey{44, false, ' '},
    UsKey{45, true, '_'},   UsKey{46, false, '='}, UsKey{47, true, '{'},   UsKey{48, false, ']'}, UsKey{49, true, '|'},
    UsKey{50, false, '\\'}, UsKey{51, true, ':'},  UsKey{52, false, '\''}, UsKey{53, true, '~'},  UsKey{54, false, ','},
    UsKey{55, true, '>'},   UsKey{56, false, '/'}, UsKey{84, false, '/'},  UsKey{87, false, '+'}, UsKey{89, false, '1'},
    UsKey{97, false, '9'},  UsKey{98, false, '0'}, UsKey{99, false, '.'},  UsKey{100, true, '|'}};

// Text that a system may make of a key: any layout's, or none at all.
rc::Gen<std::string> any_text() {
  return rc::gen::element<std::string>("a", "Z", "0", "ß", "é", "&", "", "ô", "字");
}

rc::Gen<std::vector<UsKey>> us_keys(std::size_t least, std::size_t most) {
  return rc::gen::mapcat(rc::gen::inRange(least, most + 1), [](std::size_t count) {
    return rc::gen::container<std::vector<UsKey>>(count, rc::gen::elementOf(kUsKeys));
  });
}

std::vector<Stroke> strokes_of(const std::vector<UsKey>& keys, const std::vector<std::string>& texts) {
  std::vector<Stroke> strokes;
  for (std::size_t at = 0; at < keys.size(); ++at)
    strokes.push_back({keys[at].usage, keys[at].shift, texts[at % texts.size()]});
  return strokes;
}

}  // namespace

TEST_CASE("a US keyboard's characters, and the keys that type none") {
  for (const UsKey& key : kUsKeys) {
    CAPTURE(key.usage, key.shift);
    CHECK(us_character(key_of(key.usage), key.shift) == key.character);
  }
  // Return, Escape, Backspace, Tab, Caps Lock, F1, an arrow, the keypad's Return, Shift, and what is no key.
  for (const std::uint32_t usage : {0U, 3U, 40U, 41U, 42U, 43U, 57U, 58U, 79U, 83U, 88U, 101U, 225U, 4'000'000'000U}) {
    CAPTURE(usage);
    CHECK(us_character(key_of(usage), false) == '\0');
    CHECK(us_character(key_of(usage), true) == '\0');
  }
  CHECK(us_character(key_of(89), true) == '\0');
}

TEST_CASE("a fast burst and what ends it is one scan, and nothing else comes of it") {
  const std::uint32_t end = GENERATE(40U, 88U, 43U);
  Keyboard keyboard;
  keyboard.strokes(code_strokes(), kFastUs);
  CHECK(keyboard.heard.empty());
  keyboard.stroke({end, false, {}}, kFastUs);
  CHECK(keyboard.rest() == std::vector<Heard>{Scan{std::string(kCode)}});
  CHECK_FALSE(keyboard.wedge.holding());
}

TEST_CASE("the layout of the system doesn't change what was scanned") {
  SECTION("German: y and z are exchanged, the hyphen types an ß") {
    Keyboard keyboard;
    keyboard.strokes(
        {{29, false, "y"}, {28, false, "z"}, {29, true, "Y"}, {45, false, "ß"}, {30, false, "1"}, {49, false, "#"}},
        kFastUs);
    keyboard.stroke({kReturn, false, {}}, kFastUs);
    CHECK(keyboard.rest() == std::vector<Heard>{Scan{"zyZ-1\\"}});
  }
  SECTION("French: digits type signs, a and q are exchanged, a dead key has no text of its own") {
    Keyboard keyboard;
    keyboard.strokes(
        {{4, false, "q"}, {30, false, "&"}, {31, false, "é"}, {39, false, "à"}, {47, false, ""}, {8, false, "ê"}},
        kFastUs);
    keyboard.stroke({kReturn, false, {}}, kFastUs);
    CHECK(keyboard.rest() == std::vector<Heard>{Scan{"a120[e"}});
  }
}

TEST_CASE("what isn't fast enough, long enough or ended comes back") {
  Keyboard keyboard;
  std::vector<Stroke> pressed = code_strokes();
  SECTION("no end") {
    keyboard.strokes(pressed, kFastUs);
  }
  SECTION("the end comes late") {
    keyboard.strokes(pressed, kFastUs);
    keyboard.stroke({kReturn, false, {}}, kScanGapUs);
    pressed.push_back({kReturn, false, {}});
  }
  SECTION("five characters") {
    pressed.resize(5);
    keyboard.strokes(pressed, kFastUs);
    keyboard.stroke({kReturn, false, {}}, kFastUs);
    pressed.push_back({kReturn, false, {}});
  }
  SECTION("a hand's pause in the middle") {
    const std::vector<Stroke> first(pressed.begin(), pressed.begin() + 4);
    const std::vector<Stroke> second(pressed.begin() + 4, pressed.end());
    keyboard.strokes(first, kFastUs);
    keyboard.now_us += kSlowUs;
    keyboard.strokes(second, kFastUs);
    keyboard.stroke({kReturn, false, {}}, kFastUs);
    pressed.push_back({kReturn, false, {}});
  }
  SECTION("Backspace in the middle") {
    pressed.insert(pressed.begin() + 4, {42, false, {}});
    keyboard.strokes(pressed, kFastUs);
    keyboard.stroke({kReturn, false, {}}, kSlowUs);
    pressed.push_back({kReturn, false, {}});
  }
  SECTION("a Return with Shift") {
    keyboard.strokes(pressed, kFastUs);
    keyboard.stroke({kReturn, true, {}}, kFastUs);
    pressed.push_back({kReturn, true, {}});
  }
  CHECK(keyboard.rest() == typing_of(pressed));
}

TEST_CASE("six characters are enough, and a gap of just below 35 ms") {
  Keyboard keyboard;
  std::vector<Stroke> six = code_strokes();
  six.resize(6);
  keyboard.strokes(six, 34'999);
  keyboard.stroke({kReturn, false, {}}, 34'999);
  CHECK(keyboard.rest() == std::vector<Heard>{Scan{"AM40H0"}});
}

TEST_CASE("what is held comes back when the gap is over, and says until when it is held") {
  Keyboard keyboard;
  CHECK(keyboard.wedge.due_in_us(keyboard.now_us) == -1);
  keyboard.down({4, false, "a"});
  CHECK(keyboard.heard.empty());
  CHECK(keyboard.wedge.due_in_us(keyboard.now_us) == 35'000);
  keyboard.wait(34'999);
  CHECK(keyboard.heard.empty());
  CHECK(keyboard.wedge.due_in_us(keyboard.now_us) == 1);
  keyboard.wait(1);
  CHECK(keyboard.heard == typing_of({{4, false, "a"}}));
  CHECK(keyboard.wedge.due_in_us(keyboard.now_us) == -1);
}

TEST_CASE("a clock that is set holds nothing back") {
  Keyboard keyboard;
  keyboard.down({4, false, "a"});
  const std::int64_t by_us = GENERATE(-3'600'000'000, 3'600'000'000);
  keyboard.wait(by_us);
  CHECK(keyboard.heard == typing_of({{4, false, "a"}}));
}

TEST_CASE("times that can't be are met") {
  Keyboard keyboard;
  for (const std::int64_t time_us : {std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max(),
                                     std::int64_t{-1}, std::int64_t{1}}) {
    keyboard.now_us = time_us;
    keyboard.wedge.press({.key = Key::a, .time_us = time_us});
    keyboard.take();
  }
  keyboard.wedge.wait(1'700'000'000'000'000);
  keyboard.take();
  CHECK(keyboard.heard.size() == 4);
}

TEST_CASE("keys of a host that knows no times are typing at once") {
  Keyboard keyboard;
  keyboard.now_us = 0;
  for (const Stroke& each : code_strokes()) {
    keyboard.wedge.press({.key = key_of(each.usage), .shift = each.shift, .time_us = 0});
    keyboard.wedge.text(each.text, 0);
    keyboard.wedge.release(key_of(each.usage));
  }
  keyboard.wedge.press({.key = Key::enter, .time_us = 0});
  keyboard.take();
  std::vector<Stroke> pressed = code_strokes();
  pressed.push_back({kReturn, false, {}});
  CHECK(keyboard.heard == typing_of(pressed));
}

TEST_CASE("keys that type nothing, and text without a key, aren't held") {
  Keyboard keyboard;
  keyboard.down({kReturn, false, {}});
  CHECK(keyboard.heard.size() == 1);
  keyboard.down({81, false, {}});
  CHECK(keyboard.heard.size() == 2);
  keyboard.wedge.text("ok", keyboard.now_us);
  keyboard.take();
  CHECK(keyboard.heard.size() == 3);
  keyboard.wedge.press({.key = Key::a, .control = true, .is_shortcut = true, .time_us = keyboard.now_us});
  keyboard.take();
  CHECK(keyboard.heard.size() == 4);
}

TEST_CASE("a key that is held down and repeats is a hand's, however fast, and isn't held back") {
  Keyboard keyboard;
  keyboard.down({4, false, "a"});
  keyboard.now_us += 400'000;
  std::vector<Stroke> pressed{{4, false, "a"}};
  for (int count = 0; count < 20; ++count) {
    keyboard.down({4, false, "a"});
    pressed.push_back({4, false, "a"});
    CHECK(keyboard.heard == typing_of(pressed));
    keyboard.now_us += 30'000;
  }
  keyboard.down({kReturn, false, {}});
  pressed.push_back({kReturn, false, {}});
  CHECK(keyboard.heard == typing_of(pressed));
}

TEST_CASE("the same character twice, let go between, is a scanner's") {
  Keyboard keyboard;
  keyboard.strokes(std::vector<Stroke>(7, Stroke{32, false, "3"}), kFastUs);
  keyboard.stroke({kReturn, false, {}}, kFastUs);
  CHECK(keyboard.rest() == std::vector<Heard>{Scan{"3333333"}});
}

TEST_CASE("Shift is pressed between the characters of a slow scanner, and is none") {
  Keyboard keyboard;
  for (int count = 0; count < 6; ++count) {
    keyboard.stroke({225, true, {}}, 20'000);
    keyboard.stroke({4, true, "A"}, 20'000);
  }
  keyboard.stroke({kReturn, false, {}}, 20'000);
  CHECK(keyboard.rest() == std::vector<Heard>{Scan{"AAAAAA"}});
}

TEST_CASE("a scan's second Return, and its text that comes late, are part of it; what comes after isn't") {
  Keyboard keyboard;
  for (const Stroke& each : code_strokes())
    keyboard.stroke({each.usage, each.shift, {}}, kFastUs);
  keyboard.stroke({kReturn, false, {}}, kFastUs);
  keyboard.stroke({kReturn, false, {}}, kFastUs);
  keyboard.wedge.text("AM40", keyboard.now_us + 1'000);
  keyboard.wedge.text("H0-z", keyboard.now_us + 2'000);
  keyboard.wedge.text("!", keyboard.now_us + 3'000);
  keyboard.take();
  keyboard.stroke({kReturn, false, {}}, kSlowUs);
  CHECK(keyboard.rest() == std::vector<Heard>{Scan{std::string(kCode)}, typed_text("!"), typed_key(kReturn)});
}

TEST_CASE("something heavy on the keyboard is neither kept for ever nor lost") {
  Keyboard keyboard;
  std::vector<Stroke> pressed;
  for (int count = 0; count < 10'000; ++count)
    pressed.push_back({count % 2 == 0 ? 4U : 5U, false, {}});
  keyboard.strokes(pressed, kFastUs);
  keyboard.stroke({kReturn, false, {}}, kFastUs);
  pressed.push_back({kReturn, false, {}});
  CHECK(keyboard.rest() == typing_of(pressed));
}

TEST_CASE("whatever a hand types comes back unchanged, in its order, and before its next key") {
  const bool holds = rc::check([] {
    Keyboard keyboard;
    std::vector<Stroke> pressed;
    const auto count = *rc::gen::inRange(0, 40);
    for (int at = 0; at < count; ++at) {
      const Stroke stroke{*rc::gen::inRange(1U, 110U), *rc::gen::arbitrary<bool>(), *any_text()};
      keyboard.wait(*rc::gen::inRange(std::int64_t{36'000}, std::int64_t{2'000'000}));
      RC_ASSERT(keyboard.heard == typing_of(pressed));
      keyboard.down(stroke);
      keyboard.wedge.release(key_of(stroke.usage));
      pressed.push_back(stroke);
    }
    RC_ASSERT(keyboard.rest() == typing_of(pressed));
  });
  CHECK(holds);
}

TEST_CASE("any fast burst of six or more characters and Return is one scan of what a US keyboard types") {
  const bool holds = rc::check([] {
    Keyboard keyboard;
    const auto keys = *us_keys(6, 60);
    const auto texts = *rc::gen::container<std::vector<std::string>>(5, any_text());
    std::string scanned;
    for (const UsKey& key : keys)
      scanned += key.character;
    for (const Stroke& each : strokes_of(keys, texts))
      keyboard.stroke(each, *rc::gen::inRange(std::int64_t{0}, std::int64_t{34'000}));
    keyboard.stroke({kReturn, false, {}}, *rc::gen::inRange(std::int64_t{0}, std::int64_t{34'000}));
    RC_ASSERT(keyboard.rest() == std::vector<Heard>{Scan{scanned}});
  });
  CHECK(holds);
}

TEST_CASE("hands and scanners by turns: each scan stands between what was typed before and after it") {
  const bool holds = rc::check([] {
    Keyboard keyboard;
    std::vector<Heard> expected;
    const auto turns = *rc::gen::inRange(1, 12);
    for (int turn = 0; turn < turns; ++turn) {
      const auto texts = *rc::gen::container<std::vector<std::string>>(3, any_text());
      const bool is_scan = *rc::gen::arbitrary<bool>();
      // A hand that drums: fast, but too few, or never ended.
      const bool is_ended = is_scan || *rc::gen::arbitrary<bool>();
      const auto keys = is_scan ? *us_keys(6, 20) : *us_keys(1, is_ended ? 5 : 20);
      const std::vector<Stroke> strokes = strokes_of(keys, texts);
      const std::int64_t pause_us = *rc::gen::inRange(std::int64_t{36'000}, std::int64_t{500'000});
      keyboard.now_us += pause_us;
      keyboard.strokes(strokes, *rc::gen::inRange(std::int64_t{1}, std::int64_t{34'000}));
      if (is_ended) keyboard.stroke({kReturn, false, {}}, *rc::gen::inRange(std::int64_t{1}, std::int64_t{34'000}));
      if (is_scan) {
        std::string scanned;
        for (const UsKey& key : keys)
          scanned += key.character;
        expected.emplace_back(Scan{scanned});
      } else {
        for (Heard& each : typing_of(strokes))
          expected.push_back(std::move(each));
        if (is_ended) expected.emplace_back(typed_key(kReturn));
      }
    }
    RC_ASSERT(keyboard.rest() == expected);
  });
  CHECK(holds);
}

}  // namespace amends
