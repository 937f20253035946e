// What a journey costs a person's hand and head, by the keystroke-level model: counts what was really done, and models
// how long somebody who knows the screens takes for it, without an error.
//
//   M  1.35 s  a decision, where the journey says "think"
//   P          pointing, by Fitts' law with the real distance and the target's real size; see Keystrokes
//   B  0.20 s  press and release of a finger: both presses of the model's mouse button
//   K  0.28 s  a key that is typed, by somebody who isn't a typist; also the trigger of a scanner
//
// M, B and K are those of Card, Moran & Newell, "The Psychology of Human-Computer Interaction" (1983), chapter 8, B being
// two of its 0.1 s. Their P = 1.10 s is for a mouse; a bare hand's is the same book's T = 0.1 s/bit × log2(2 D / S).
// Not counted: the guest's own time, and the program's answer, which is there with the next frame.
// Plain values, no thread.

#pragma once

#include <SDL.h>

#include <cstddef>
#include <string>
#include <vector>

namespace kiosk {

// What was done from "measure NAME" to its "measured", what happened in sections within it included.
struct Section {
  std::string name;
  std::string within;  // the section around it; empty: none
  int taps = 0;        // long presses too
  int drags = 0;       // those to scroll something into view too
  int keys = 0;
  int thoughts = 0;
  double seconds = 0;
};

class Keystrokes {
 public:
  // `finger`: where it rests, in the window's pixels, before it has touched anything.
  explicit Keystrokes(SDL_Point finger) : finger_(finger) {}

  void begin(const std::string& name);
  // Of the section that began last and hasn't ended. Ignored where there is none.
  void end();

  void think();
  // `target`: what of it can be hit. The finger goes to its middle; its smaller side is the S of Fitts' law.
  void tap(const SDL_Rect& target);
  void long_press(const SDL_Rect& target, double held_seconds);
  // Pressed at `from`, which may be anywhere in `area`, and moved to within a finger's breadth.
  void drag(const SDL_Rect& area, SDL_Point from, int distance_x, int distance_y);
  void keys(std::size_t count);

  // Those that have ended, in the order in which they began.
  [[nodiscard]] std::vector<Section> sections() const;

 private:
  struct Entry {
    Section section;
    bool is_open = true;
  };
  void point(SDL_Point to, int size);
  void add(int Section::*count, int by, double seconds);

  SDL_Point finger_;
  std::vector<Entry> entries_;
  std::vector<std::size_t> open_;  // indices of entries_, innermost last
};

// One line of JSON. Names are those that a journey may use: nothing in them needs a backslash.
[[nodiscard]] std::string json_of(const Section& section);

}  // namespace kiosk
