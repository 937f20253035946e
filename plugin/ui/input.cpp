#include "ui/input.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <iterator>
#include <utility>
#include <variant>

namespace amends {

namespace {

constexpr std::int32_t kMainButton = 1;
constexpr std::size_t kPressesMax = 16;  // hosts that forget releases don't fill memory
constexpr std::size_t kSamplesMax = 32;

constexpr std::array kMovingKeys{Key::tab, Key::escape, Key::left, Key::right, Key::up, Key::down};
constexpr std::array kActingKeys{Key::enter, Key::keypad_enter, Key::space};
constexpr std::array kEditingKeys{Key::tab, Key::escape,    Key::left,         Key::right,
                                  Key::up,  Key::down,      Key::enter,        Key::home,
                                  Key::end, Key::backspace, Key::page_up,      Key::delete_forward,
                                  Key::a,   Key::page_down, Key::keypad_enter, Key::space};
constexpr std::uint32_t kShortcuts = AMENDS_MODIFIER_CTRL | AMENDS_MODIFIER_ALT | AMENDS_MODIFIER_SUPER;

template <std::size_t count>
bool is_one_of(std::uint32_t key, const std::array<Key, count>& keys) {
  return std::find(keys.begin(), keys.end(), static_cast<Key>(key)) != keys.end();
}

// Only a mouse has more than one button; what a host writes there for a finger doesn't matter.
std::int32_t button_of(const amends_input_t& event) {
  return event.source == AMENDS_POINTER_MOUSE ? event.button : kMainButton;
}

float distance(Point one, Point other) {
  return std::hypot(one.x - other.x, one.y - other.y);
}

Point point_of(const amends_input_t& event) {
  return {event.x, event.y};
}

}  // namespace

bool Input::takes(const amends_input_t& event) {
  switch (event.type) {
    case AMENDS_INPUT_POINTER_DOWN:
      return takes_down(event);
    case AMENDS_INPUT_POINTER_MOVE:
      return takes_move(event);
    case AMENDS_INPUT_POINTER_UP:
      return takes_up(event, EventKind::up);
    case AMENDS_INPUT_POINTER_CANCEL:
      return takes_up(event, EventKind::cancel);
    case AMENDS_INPUT_WHEEL:
      return takes_wheel(event);
    case AMENDS_INPUT_KEY_DOWN:
      return takes_key_down(event);
    case AMENDS_INPUT_KEY_UP:
      return takes_key_up(event);
    case AMENDS_INPUT_TEXT:
      return takes_text(event);
    case AMENDS_INPUT_FOCUS_LOST:
      lose_focus(event.time_us);
      return false;
    default:
      return false;
  }
}

bool Input::covers(Point point) const {
  if (reach_.modal) return true;
  return std::any_of(reach_.covers.begin(), reach_.covers.end(),
                     [&](const Rect& rect) { return rect.contains(point); });
}

bool Input::repeats_another(const amends_input_t& event) const {
  if (last_source_ == 0 || event.source == last_source_) return false;
  if (event.source != AMENDS_POINTER_MOUSE && last_source_ != AMENDS_POINTER_MOUSE) return false;
  return std::abs(event.time_us - last_us_) <= kDuplicateUs &&
         distance(point_of(event), last_point_) <= kSlopPx * reach_.scale;
}

bool Input::takes_down(const amends_input_t& event) {
  const auto same = [&](const Press& press) {
    return press.source == event.source && press.pointer_id == event.pointer_id && press.button == button_of(event);
  };
  presses_.erase(std::remove_if(presses_.begin(), presses_.end(), same), presses_.end());
  if (presses_.size() >= kPressesMax) presses_.erase(presses_.begin());

  Press press{event.source, event.pointer_id, button_of(event), covers(point_of(event)), false};
  if (repeats_another(event)) {
    press.ours = last_ours_;
  } else {
    last_point_ = point_of(event);
    last_us_ = event.time_us;
    last_source_ = event.source;
    last_ours_ = press.ours;
    const bool busy = std::any_of(presses_.begin(), presses_.end(), [](const Press& other) { return other.driving; });
    press.driving = press.ours && !busy && press.button == kMainButton;
    if (press.driving) queue(EventKind::down, event);
    if (!press.ours && (reach_.typing || reach_.focus_shown)) {
      queue(EventKind::outside, event);
      // The keyboard is the till's from now on, not only from the next picture on.
      reach_.typing = false;
      reach_.focus_shown = false;
    }
  }
  presses_.push_back(press);
  return press.ours;
}

bool Input::takes_move(const amends_input_t& event) {
  bool ours = false;
  bool pressed = false;
  for (const Press& press : presses_) {
    if (press.source != event.source || press.pointer_id != event.pointer_id) continue;
    pressed = true;
    ours = ours || press.ours;
    if (press.driving) queue(EventKind::move, event);
  }
  // A mouse that only passes over the overlay shows nothing here, and nothing below either.
  return pressed ? ours : covers(point_of(event));
}

bool Input::takes_up(const amends_input_t& event, EventKind kind) {
  const auto found = std::find_if(presses_.begin(), presses_.end(), [&](const Press& press) {
    return press.source == event.source && press.pointer_id == event.pointer_id && press.button == button_of(event);
  });
  if (found == presses_.end()) return false;
  const Press press = *found;
  presses_.erase(found);
  if (press.driving) queue(kind, event);
  if (event.source == last_source_) {
    last_point_ = point_of(event);
    last_us_ = event.time_us;
  }
  return press.ours;
}

bool Input::takes_wheel(const amends_input_t& event) {
  if (!covers(point_of(event))) return false;
  queue(EventKind::wheel, event);
  return true;
}

bool Input::takes_key_down(const amends_input_t& event) {
  // The window manager's and the till's own combinations.
  if ((event.modifiers & (AMENDS_MODIFIER_ALT | AMENDS_MODIFIER_SUPER)) != 0) {
    wedge_.give_back();
    hear();
    return false;
  }
  const bool shift = (event.modifiers & AMENDS_MODIFIER_SHIFT) != 0;
  const KeyPress press{.key = static_cast<Key>(event.key),
                       .shift = shift,
                       .control = (event.modifiers & AMENDS_MODIFIER_CTRL) != 0,
                       .is_shortcut = (event.modifiers & kShortcuts) != 0,
                       .time_us = event.time_us};
  const bool types = !press.is_shortcut && us_character(press.key, shift) != 0;
  const bool may_be_scanned = types || (ends_scan(press.key) && !press.is_shortcut);
  if (may_be_scanned && is_scanner_fast(event.time_us, till_key_us_)) {
    till_key_us_ = types ? event.time_us : 0;
    return false;
  }
  const bool ours = reach_.typing || (reach_.scanning && types) || (may_be_scanned && wedge_.goes_on(event.time_us)) ||
                    (reach_.open && is_one_of(event.key, kMovingKeys)) ||
                    (reach_.focus_shown && is_one_of(event.key, kActingKeys));
  if (ours || is_shift(press.key)) {
    wedge_.press(press);
    hear();
  }
  if (!ours) {
    if (types) till_key_us_ = event.time_us;
    return false;
  }
  till_key_us_ = 0;
  if (std::find(keys_down_.begin(), keys_down_.end(), event.key) == keys_down_.end()) keys_down_.push_back(event.key);
  return true;
}

bool Input::takes_key_up(const amends_input_t& event) {
  wedge_.release(static_cast<Key>(event.key));
  const auto found = std::find(keys_down_.begin(), keys_down_.end(), event.key);
  if (found == keys_down_.end()) return false;
  keys_down_.erase(found);
  return true;
}

bool Input::takes_text(const amends_input_t& event) {
  if (is_scanner_fast(event.time_us, till_key_us_)) return false;
  if (!reach_.typing && !wedge_.goes_on(event.time_us)) return false;
  wedge_.text({event.text, ::strnlen(event.text, sizeof(event.text))}, event.time_us);
  hear();
  return true;
}

void Input::take_scan(std::string text) {
  Event event;
  event.kind = EventKind::scan;
  event.scan = std::move(text);
  queue(std::move(event));
}

void Input::lose_focus(std::int64_t time_us) {
  wedge_.give_back();
  hear();
  keys_down_.clear();
  bool was_driving = false;
  for (Press& press : presses_)
    was_driving = std::exchange(press.driving, false) || was_driving;
  if (!was_driving) return;
  Event event;
  event.kind = EventKind::cancel;
  event.position = pointer_.position;
  event.time_us = time_us;
  queue(std::move(event));
}

void Input::hear() {
  for (Heard& heard : wedge_.take()) {
    Event event;
    if (auto* scan = std::get_if<Scan>(&heard)) {
      event.kind = EventKind::scan;
      event.scan = std::move(scan->text);
    } else {
      event.kind = EventKind::typed;
      event.typed = std::move(std::get<Typed>(heard));
      // Letters come again as text.
      if (event.typed.text.empty() && !is_one_of(static_cast<std::uint32_t>(event.typed.key), kEditingKeys)) continue;
    }
    queue_.push_back(std::move(event));
  }
  if (wedge_.holding()) return;
  std::move(behind_.begin(), behind_.end(), std::back_inserter(queue_));
  behind_.clear();
}

void Input::queue(EventKind kind, const amends_input_t& event) {
  Event made;
  made.kind = kind;
  made.position = point_of(event);
  made.wheel = {event.wheel_x, event.wheel_y};
  made.time_us = event.time_us;
  queue(std::move(made));
}

void Input::queue(Event event) {
  (wedge_.holding() ? behind_ : queue_).push_back(std::move(event));
}

Input::Step Input::advance(std::int64_t now_us) {
  wedge_.wait(now_us);
  hear();
  Step step;
  pointer_.went_down = false;
  pointer_.went_up = false;
  pointer_.cancelled = false;
  pointer_.drag = {};
  pointer_.fling = {};
  if (!pointer_.is_down) pointer_.dragging = false;
  bool ended = false;
  while (!ended && !queue_.empty()) {
    // What was typed before still belongs to the field that the press outside takes the keyboard from, or that the scan
    // is typed into.
    const EventKind next = queue_.front().kind;
    if ((next == EventKind::outside || next == EventKind::scan) && !step.typed.empty()) break;
    Event event = std::move(queue_.front());
    queue_.pop_front();
    ended = apply(event, step, now_us);
  }
  pointer_.held_us = pointer_.is_down ? now_us - down_since_us_ : 0;
  step.pointer = pointer_;
  return step;
}

bool Input::apply(Event& event, Step& step, std::int64_t now_us) {
  const std::int64_t time_us = event.time_us != 0 ? event.time_us : now_us;
  switch (event.kind) {
    case EventKind::move:
      move_to(event.position, time_us);
      return false;
    case EventKind::down:
      pointer_.position = event.position;
      pointer_.pressed_at = event.position;
      pointer_.is_down = true;
      pointer_.went_down = true;
      pointer_.dragging = false;
      down_since_us_ = now_us;
      samples_.assign(1, {event.position, time_us});
      return true;
    case EventKind::up:
      move_to(event.position, time_us);
      release(time_us);
      return true;
    case EventKind::cancel:
      pointer_.is_down = false;
      pointer_.cancelled = true;
      return true;
    case EventKind::wheel:
      step.wheel.x += event.wheel.x;
      step.wheel.y += event.wheel.y;
      step.wheel_at = event.position;
      return false;
    case EventKind::typed:
      step.typed.push_back(std::move(event.typed));
      return false;
    case EventKind::outside:
      step.pressed_outside = true;
      return false;
    case EventKind::scan:
      step.scan = std::move(event.scan);
      return true;
  }
  return false;
}

void Input::move_to(Point position, std::int64_t time_us) {
  const Point before = std::exchange(pointer_.position, position);
  if (!pointer_.is_down) return;
  if (samples_.size() >= kSamplesMax) samples_.erase(samples_.begin());
  samples_.push_back({position, time_us});
  if (pointer_.dragging) {
    pointer_.drag.x += position.x - before.x;
    pointer_.drag.y += position.y - before.y;
    return;
  }
  const float slop = kSlopPx * reach_.scale;
  const float moved = distance(position, pointer_.pressed_at);
  if (moved <= slop) return;
  // The content starts to follow where the slop ended, so that it doesn't jump.
  pointer_.dragging = true;
  pointer_.drag = {(position.x - pointer_.pressed_at.x) * (1 - slop / moved),
                   (position.y - pointer_.pressed_at.y) * (1 - slop / moved)};
}

void Input::release(std::int64_t time_us) {
  pointer_.is_down = false;
  pointer_.went_up = true;
  if (!pointer_.dragging) return;
  const auto first = std::find_if(samples_.begin(), samples_.end(),
                                  [&](const Sample& sample) { return time_us - sample.time_us <= kFlingSampleUs; });
  if (first == samples_.end() || time_us <= first->time_us) return;
  const float seconds = static_cast<float>(time_us - first->time_us) / 1e6F;
  pointer_.fling = {(pointer_.position.x - first->position.x) / seconds,
                    (pointer_.position.y - first->position.y) / seconds};
}

}  // namespace amends
