// What can be seen in the till's window, by its labels: the overlay's accessibility tree, then the till's own texts
// and buttons. Journeys find things here; it is also what a screen reader would be given. Main thread only.

#pragma once

#include <SDL.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace kiosk {

class Till;

struct Seen {
  std::string label;
  std::string value;
  SDL_Rect rect{};         // where it can be tapped: what of it isn't cut off
  SDL_Rect scroll_area{};  // of a clipped thing: what to drag in; else empty
  SDL_Rect whole{};        // with what is cut off
  bool is_overlays = false;
  bool can_be_tapped = false;
  bool is_clipped = false;
  bool is_disabled = false;
  bool is_focused = false;  // the keyboard is at it
  std::uint64_t id = 0;     // of the overlay's tree
  std::uint64_t parent = 0;
};

// In reading order, the overlay's first. What the overlay covers of the till isn't there.
std::vector<Seen> look(const Till& till);

struct Wanted {
  std::string label;
  std::string parent;  // empty: anywhere
  int position = 1;    // which of several
  bool till_only = false;
};

// Exact labels before containing ones, the overlay's before the till's, what can be tapped before mere text.
const Seen* find(const std::vector<Seen>& seen, const Wanted& wanted);

// Whether some label or value has the text in it.
bool shows(const std::vector<Seen>& seen, const std::string& text);

// All labels in one line, for a sentence that says what was there instead.
std::string describe(const std::vector<Seen>& seen);

}  // namespace kiosk
