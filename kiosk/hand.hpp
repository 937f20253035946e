// A person's hand for journeys: pointer and keys as real SDL events in the till's own queue, so that they take the
// way that every finger takes. Main thread only.

#pragma once

#include <SDL.h>

#include <cstddef>
#include <string>

namespace kiosk {

class Till;

// How long a long press is held.
inline constexpr int kLongPressMs = 700;

class Hand {
 public:
  explicit Hand(Till& till) : till_(&till) {}

  void tap(SDL_Point at);
  void long_press(SDL_Point at);
  // Slowly, and holding still at the end, so that nothing flies on.
  void drag(SDL_Point from, int distance_x, int distance_y);
  // Answers how many keys that were.
  std::size_t type(const std::string& text);
  // False: SDL has no key of that name.
  bool press_key(const std::string& name);
  // As a scanner that is plugged in as a keyboard: the keys of a US keyboard at once, and Return. False: no key of such a
  // keyboard types one of the characters; then nothing is typed.
  bool scan(const std::string& text);

 private:
  void point(SDL_Point at);
  void button(Uint32 type, SDL_Point at);
  void key(Uint32 type, SDL_Scancode code, SDL_Keycode symbol, Uint16 modifiers);
  void key(SDL_Scancode code, SDL_Keycode symbol);
  void text(const char* utf8, std::size_t length);
  void turn_for(int milliseconds);

  Till* till_;
};

}  // namespace kiosk
