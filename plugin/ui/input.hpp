// From the host's events to one finger, keys and text. It decides at once whether an event is the overlay's, from where
// the overlay's rectangles are, and hands the events to the frames one step at a time so that no tap is too short.
// Promises: a press that was taken keeps its moves and its release, a key press its release; every pointer is treated as
// touch; a second finger is swallowed and does nothing; a mouse event that only repeats a touch is dropped; after 12
// pixels a press is a drag and never a tap; what a scanner types at the overlay is a scan and never typing, and what it
// types at the till is the till's to its last key. Refuses: hover.

#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "amends.h"
#include "ui/geometry.hpp"
#include "ui/typed.hpp"
#include "ui/wedge.hpp"

namespace amends {

inline constexpr float kSlopPx = 12;                     // at scale 1
inline constexpr std::int64_t kDuplicateUs = 30'000;     // a mouse event this close to a touch repeats it
inline constexpr std::int64_t kLongPressUs = 500'000;    // a finger held this long without moving
inline constexpr std::int64_t kFlingSampleUs = 100'000;  // the stretch of a drag that gives the fling its speed

// The finger in one frame.
struct Pointer {
  Point position;
  Point pressed_at;
  bool is_down = false;
  bool went_down = false;
  bool went_up = false;
  bool dragging = false;   // beyond the slop since the press; stays so until the release
  bool cancelled = false;  // the host took it back, in this frame
  Point drag;              // moved in this frame, only while dragging
  Point fling;             // pixels a second at the release of a drag, in the frame of went_up
  std::int64_t held_us = 0;
};

class Input {
 public:
  // What the overlay covers, told after each picture. While `modal`, every press is the overlay's wherever it lands.
  // While `open`, Tab, the arrows and Escape are the overlay's; while `focus_shown`, Enter and Space too; while `typing`,
  // all keys and text are; while `scanning`, those that a scanner may press. Whose the first key of a fast burst is, of
  // that are the others too: a scan goes to the till, with its Enter, unless the overlay has a use for it.
  struct Reach {
    std::vector<Rect> covers;
    bool modal = false;
    bool open = false;
    bool focus_shown = false;
    bool typing = false;
    bool scanning = false;
    float scale = 1;
  };
  void set_reach(Reach reach) { reach_ = std::move(reach); }
  // A screen asks for scans, or a field has the keyboard.
  [[nodiscard]] bool wants_scan() const { return reach_.scanning || reach_.typing; }

  // Whether the event is the overlay's; what is, is queued unless nothing can come of it.
  [[nodiscard]] bool takes(const amends_input_t& event);
  // A scan that didn't come through keys.
  void take_scan(std::string text);

  // Something is queued, or keys were held for long enough to be no scan.
  [[nodiscard]] bool waiting(std::int64_t now_us) const { return !queue_.empty() || wedge_.due_in_us(now_us) == 0; }
  // For how long keys may still be held that could be a scan's; -1: none are.
  [[nodiscard]] std::int64_t held_for_us(std::int64_t now_us) const { return wedge_.due_in_us(now_us); }

  // One frame's step: moves up to the next press, release or scan, all keys and text before it.
  struct Step {
    Pointer pointer;
    std::vector<Typed> typed;
    Point wheel;  // notches
    Point wheel_at;
    bool pressed_outside = false;  // a press went to the till
    std::optional<std::string> scan;
  };
  [[nodiscard]] Step advance(std::int64_t now_us);

  [[nodiscard]] bool finger_is_down() const { return pointer_.is_down; }
  // When the finger now down was pressed; 0: none is.
  [[nodiscard]] std::int64_t pressed_since_us() const { return pointer_.is_down ? down_since_us_ : 0; }

 private:
  enum class EventKind : std::uint8_t { move, down, up, cancel, wheel, typed, outside, scan };
  struct Event {
    EventKind kind = EventKind::move;
    Point position;
    Point wheel;
    Typed typed;
    std::string scan;
    std::int64_t time_us = 0;
  };
  struct Press {
    amends_pointer_source_t source = 0;
    std::int64_t pointer_id = 0;
    std::int32_t button = 0;
    bool ours = false;     // landed on the overlay
    bool driving = false;  // the one finger that moves things
  };
  struct Sample {
    Point position;
    std::int64_t time_us = 0;
  };

  [[nodiscard]] bool covers(Point point) const;
  [[nodiscard]] bool repeats_another(const amends_input_t& event) const;
  [[nodiscard]] bool takes_down(const amends_input_t& event);
  [[nodiscard]] bool takes_move(const amends_input_t& event);
  [[nodiscard]] bool takes_up(const amends_input_t& event, EventKind kind);
  [[nodiscard]] bool takes_wheel(const amends_input_t& event);
  [[nodiscard]] bool takes_key_down(const amends_input_t& event);
  [[nodiscard]] bool takes_key_up(const amends_input_t& event);
  [[nodiscard]] bool takes_text(const amends_input_t& event);
  void lose_focus(std::int64_t time_us);
  void queue(EventKind kind, const amends_input_t& event);
  void queue(Event event);
  // Queues what the wedge has made of the keys so far, and behind it what came meanwhile.
  void hear();
  // True where the step ends with this event.
  bool apply(Event& event, Step& step, std::int64_t now_us);
  void move_to(Point position, std::int64_t time_us);
  void release(std::int64_t time_us);

  Reach reach_;
  std::deque<Event> queue_;
  std::deque<Event> behind_;  // came while keys were held, and waits for them
  Wedge wedge_;
  std::int64_t till_key_us_ = 0;  // of the last key, where it typed something at the till; else 0
  std::vector<Press> presses_;
  std::vector<std::uint32_t> keys_down_;
  Pointer pointer_;
  std::vector<Sample> samples_;
  std::int64_t down_since_us_ = 0;
  // The last press or release that was not a repetition.
  Point last_point_;
  std::int64_t last_us_ = 0;
  amends_pointer_source_t last_source_ = 0;
  bool last_ours_ = false;
};

}  // namespace amends
