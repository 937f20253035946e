// SDL's events as the overlay's ABI wants them. Promises: one press of a finger is one pointer, also where X11 or
// SDL report it a second time as a mouse. Main thread only.

#pragma once

#include <SDL.h>
#include <amends.h>

#include <cstdint>
#include <optional>

namespace kiosk {

class SdlInput {
 public:
  // Nothing: the event is no input, or the second report of a finger. Fingers come as parts of the window's size.
  std::optional<amends_input_t> translate(const SDL_Event& event, int width, int height, std::int64_t now_us);

 private:
  bool is_duplicate(const amends_input_t& input, Uint32 time_ms);

  struct LastPress {
    amends_pointer_source_t source = 0;
    Uint32 time_ms = 0;
    float x = 0;
    float y = 0;
  };
  LastPress last_press_;
  amends_pointer_source_t ignored_source_ = 0;  // until its pointer goes up
};

}  // namespace kiosk
