#include "kiosk/keystrokes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace kiosk {
namespace {

constexpr double kThinkSeconds = 1.35;
constexpr double kPressSeconds = 0.20;
constexpr double kKeySeconds = 0.28;
constexpr double kHandSecondsPerBit = 0.1;
// To within this a finger is dragged, in pixels: the least height of what is tapped.
constexpr int kFingerBreadth = 48;

double moving_seconds(double distance, int size) {
  const double doubled = 2 * distance / std::max(size, 1);
  // The finger is there already.
  if (doubled <= 1) return 0;
  return kHandSecondsPerBit * std::log2(doubled);
}

SDL_Point middle(const SDL_Rect& rect) {
  return {rect.x + rect.w / 2, rect.y + rect.h / 2};
}

int smaller_side(const SDL_Rect& rect) {
  return std::min(rect.w, rect.h);
}

}  // namespace

void Keystrokes::begin(const std::string& name) {
  Entry entry;
  entry.section.name = name;
  if (!open_.empty()) entry.section.within = entries_[open_.back()].section.name;
  open_.push_back(entries_.size());
  entries_.push_back(std::move(entry));
}

void Keystrokes::end() {
  if (open_.empty()) return;
  entries_[open_.back()].is_open = false;
  open_.pop_back();
}

void Keystrokes::add(int Section::*count, int by, double seconds) {
  for (const std::size_t index : open_) {
    Section& section = entries_[index].section;
    section.*count += by;
    section.seconds += seconds;
  }
}

void Keystrokes::think() {
  add(&Section::thoughts, 1, kThinkSeconds);
}

void Keystrokes::point(SDL_Point to, int size) {
  const double distance = std::hypot(to.x - finger_.x, to.y - finger_.y);
  finger_ = to;
  for (const std::size_t index : open_)
    entries_[index].section.seconds += moving_seconds(distance, size);
}

void Keystrokes::tap(const SDL_Rect& target) {
  long_press(target, 0);
}

void Keystrokes::long_press(const SDL_Rect& target, double held_seconds) {
  point(middle(target), smaller_side(target));
  add(&Section::taps, 1, kPressSeconds + held_seconds);
}

void Keystrokes::drag(const SDL_Rect& area, SDL_Point from, int distance_x, int distance_y) {
  point(from, smaller_side(area));
  add(&Section::drags, 1, kPressSeconds);
  point({from.x + distance_x, from.y + distance_y}, kFingerBreadth);
}

void Keystrokes::keys(std::size_t count) {
  add(&Section::keys, static_cast<int>(count), static_cast<double>(count) * kKeySeconds);
}

std::vector<Section> Keystrokes::sections() const {
  std::vector<Section> ended;
  for (const Entry& entry : entries_) {
    if (!entry.is_open) ended.push_back(entry.section);
  }
  return ended;
}

std::string json_of(const Section& section) {
  return fmt::format(
      R"({{"section":"{}","within":"{}","taps":{},"drags":{},"keys":{},"thoughts":{},"seconds":{:.2f}}})", section.name,
      section.within, section.taps, section.drags, section.keys, section.thoughts, section.seconds);
}

}  // namespace kiosk
