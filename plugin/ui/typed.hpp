// The keys that the overlay knows by name, and one thing typed. Plain values. Refuses: layouts; what a key writes comes as
// text.

#pragma once

#include <cstdint>
#include <string>

namespace amends {

// USB HID usages, the numbering of SDL's scancodes; those that the overlay knows.
enum class Key : std::uint32_t {
  a = 4,
  digit_1 = 30,
  digit_0 = 39,
  enter = 40,
  escape = 41,
  backspace = 42,
  tab = 43,
  space = 44,
  home = 74,
  page_up = 75,
  delete_forward = 76,
  end = 77,
  page_down = 78,
  right = 79,
  left = 80,
  down = 81,
  up = 82,
  keypad_enter = 88,
  keypad_1 = 89,
  keypad_0 = 98,
};

// One thing typed, in the order in which it came.
struct Typed {
  Key key{};         // with `text` empty
  std::string text;  // UTF-8
  bool control = false;
  bool shift = false;
  friend bool operator==(const Typed&, const Typed&) = default;
};

}  // namespace amends
