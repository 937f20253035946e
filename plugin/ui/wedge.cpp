#include "ui/wedge.hpp"

#include <algorithm>
#include <utility>

namespace amends {

namespace {

// More than the longest QR code has; what is longer is something that lies on the keyboard.
constexpr std::size_t kBurstMax = 4296;

constexpr std::uint32_t kFirstUsage = 4;
constexpr std::string_view kPlain = "abcdefghijklmnopqrstuvwxyz1234567890\n\x1b\b\t -=[]\\\\;'`,./";
constexpr std::string_view kShifted = "ABCDEFGHIJKLMNOPQRSTUVWXYZ!@#$%^&*()\n\x1b\b\t _+{}||:\"~<>?";
static_assert(kPlain.size() == kShifted.size());
constexpr std::uint32_t kFirstKeypadUsage = 84;
constexpr std::string_view kKeypad = "/*-+\n1234567890.";
constexpr std::uint32_t kExtraKeyUsage = 100;  // beside the left Shift of European keyboards
constexpr std::uint32_t kLeftShiftUsage = 225;
constexpr std::uint32_t kRightShiftUsage = 229;

// Without a sign, so that no two times are too far apart.
std::uint64_t distance(std::int64_t one, std::int64_t other) {
  const auto [least, most] = std::minmax(one, other);
  return static_cast<std::uint64_t>(most) - static_cast<std::uint64_t>(least);
}

std::size_t characters_in(std::string_view utf8) {
  return static_cast<std::size_t>(std::count_if(
      utf8.begin(), utf8.end(), [](char byte) { return (static_cast<std::uint8_t>(byte) & 0xc0U) != 0x80; }));
}

}  // namespace

char us_character(Key key, bool shift) {
  const auto usage = static_cast<std::uint32_t>(key);
  char character = 0;
  if (usage >= kFirstUsage && usage - kFirstUsage < kPlain.size()) {
    character = (shift ? kShifted : kPlain)[usage - kFirstUsage];
  } else if (usage >= kFirstKeypadUsage && usage - kFirstKeypadUsage < kKeypad.size() && !shift) {
    character = kKeypad[usage - kFirstKeypadUsage];
  } else if (usage == kExtraKeyUsage) {
    character = shift ? '|' : '\\';
  }
  return character < ' ' ? '\0' : character;
}

bool ends_scan(Key key) {
  return key == Key::enter || key == Key::keypad_enter || key == Key::tab;
}

bool is_shift(Key key) {
  const auto usage = static_cast<std::uint32_t>(key);
  return usage == kLeftShiftUsage || usage == kRightShiftUsage;
}

bool is_scanner_fast(std::int64_t time_us, std::int64_t other_us) {
  return time_us != 0 && other_us != 0 && distance(time_us, other_us) < static_cast<std::uint64_t>(kScanGapUs);
}

bool Wedge::is_fast(std::int64_t time_us) const {
  return is_scanner_fast(time_us, last_us_);
}

bool Wedge::goes_on(std::int64_t time_us) const {
  return (holding() || ended_) && is_fast(time_us);
}

void Wedge::press(const KeyPress& press) {
  const bool fast = is_fast(press.time_us);
  if (is_shift(press.key)) {
    if (fast && holding()) last_us_ = press.time_us;
    return;
  }
  if (!fast) {
    give_back();
    ended_ = false;
    spoilt_ = false;
  }
  last_us_ = press.time_us;
  const bool repeats = std::exchange(last_key_, press.key) == press.key;

  const bool ends = ends_scan(press.key) && !press.shift && !press.is_shortcut;
  // Some scanners end with two keys.
  if (ends && ended_) return;
  if (ends && scanned_.size() >= kScanCharactersMin) {
    heard_.emplace_back(Scan{std::exchange(scanned_, {})});
    held_.clear();
    ended_ = true;
    return;
  }
  ended_ = false;

  const char character = press.is_shortcut ? '\0' : us_character(press.key, press.shift);
  if (character != 0 && (repeats || scanned_.size() >= kBurstMax)) spoilt_ = true;
  Typed typed{.key = press.key, .text = {}, .control = press.control, .shift = press.shift};
  if (character == 0 || spoilt_ || press.time_us == 0) {
    give_back();
    pass(std::move(typed));
    return;
  }
  if (!holding()) texts_owed_ = 0;
  held_.push_back(std::move(typed));
  scanned_ += character;
  ++texts_owed_;
}

void Wedge::release(Key key) {
  if (key == last_key_) last_key_ = {};
}

void Wedge::text(std::string_view utf8, std::int64_t time_us) {
  const bool fast = is_fast(time_us == 0 ? last_us_ : time_us);
  if (!fast) give_back();
  const std::size_t characters = characters_in(utf8);
  if (ended_ && fast && texts_owed_ > 0) {
    texts_owed_ -= std::min(texts_owed_, characters);
    return;
  }
  Typed typed{.key = {}, .text = std::string(utf8), .control = false, .shift = false};
  if (!holding()) {
    pass(std::move(typed));
    return;
  }
  texts_owed_ -= std::min(texts_owed_, characters);
  held_.push_back(std::move(typed));
}

void Wedge::wait(std::int64_t now_us) {
  if (due_in_us(now_us) == 0) give_back();
}

void Wedge::give_back() {
  for (Typed& typed : held_)
    pass(std::move(typed));
  held_.clear();
  scanned_.clear();
}

void Wedge::pass(Typed typed) {
  heard_.emplace_back(std::move(typed));
}

std::vector<Heard> Wedge::take() {
  return std::exchange(heard_, {});
}

std::int64_t Wedge::due_in_us(std::int64_t now_us) const {
  if (!holding()) return -1;
  const std::uint64_t passed = distance(now_us, last_us_);
  if (passed >= static_cast<std::uint64_t>(kScanGapUs)) return 0;
  return kScanGapUs - static_cast<std::int64_t>(passed);
}

}  // namespace amends
