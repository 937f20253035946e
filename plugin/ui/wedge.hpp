// A scanner that is plugged in as a keyboard, told from hands by how fast it types: keys less than 35 ms apart, at least
// six of them, then Return or Tab. Such scanners press the keys of a US keyboard whatever layout the system has, so what
// was scanned is read from the keys and never from the text that came with them.
// Promises: what is no scan comes back as it came, in its order, 35 ms after its last key at the latest; a key that types
// nothing, alone, is never held; of a scan nothing comes back but its text, neither its Return nor text that comes late; a
// held key that repeats isn't taken for a scanner. Pure: times are arguments, and only their distance counts.
// Refuses: whose the keys are, and what a scan means. [one thread]

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "ui/typed.hpp"

namespace amends {

inline constexpr std::int64_t kScanGapUs = 35'000;
inline constexpr std::size_t kScanCharactersMin = 6;

// One key that went down.
struct KeyPress {
  Key key{};  // any usage, also one without a name
  bool shift = false;
  bool control = false;
  bool is_shortcut = false;  // with Control, Alt or the system's key: it types nothing
  std::int64_t time_us = 0;  // 0: not known, and then it can't be a scanner's
};

// What a US keyboard types with that key; 0: nothing. The keypad counts as locked to digits.
[[nodiscard]] char us_character(Key key, bool shift);
// Return or Tab, which end a scan.
[[nodiscard]] bool ends_scan(Key key);
[[nodiscard]] bool is_shift(Key key);
// Two keys of these times may be a scanner's; false where one time isn't known.
[[nodiscard]] bool is_scanner_fast(std::int64_t time_us, std::int64_t other_us);

struct Scan {
  std::string text;  // ASCII, without what ended it
  friend bool operator==(const Scan&, const Scan&) = default;
};
using Heard = std::variant<Typed, Scan>;

class Wedge {
 public:
  // A Shift key only keeps a burst going; it doesn't come back.
  void press(const KeyPress& press);
  void release(Key key);
  // What came with a key, or without any. A time of 0 is that of the last key.
  void text(std::string_view utf8, std::int64_t time_us);
  // Time passes: what was held for too long comes back.
  void wait(std::int64_t now_us);
  // All that is held comes back now.
  void give_back();

  // What came of it since the last call, in order.
  [[nodiscard]] std::vector<Heard> take();

  [[nodiscard]] bool holding() const { return !held_.empty(); }
  // Until `wait` gives something back; 0: now; -1: nothing is held.
  [[nodiscard]] std::int64_t due_in_us(std::int64_t now_us) const;
  // A key or a text of that time belongs to what is held, or to the scan that has just ended.
  [[nodiscard]] bool goes_on(std::int64_t time_us) const;

 private:
  [[nodiscard]] bool is_fast(std::int64_t time_us) const;
  void pass(Typed typed);

  std::vector<Typed> held_;
  std::string scanned_;  // the characters of the keys that are held
  std::vector<Heard> heard_;
  std::int64_t last_us_ = 0;    // of the last key; 0: none yet
  Key last_key_{};              // while it is down
  std::size_t texts_owed_ = 0;  // characters whose text hasn't come
  bool ended_ = false;          // the last key ended a scan
  bool spoilt_ = false;         // until a gap: no scanner types like this
};

}  // namespace amends
