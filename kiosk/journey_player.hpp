// Plays a journey on a till. Promises: each step is settled before the next; a step that fails says which line, what
// was looked for and what was on the screen, and leaves a picture. Main thread only.

#pragma once

#include <filesystem>

#include "kiosk/hand.hpp"
#include "kiosk/journey.hpp"
#include "kiosk/keystrokes.hpp"
#include "kiosk/on_screen.hpp"
#include "kiosk/picture.hpp"
#include "kiosk/result.hpp"
#include "kiosk/till.hpp"

namespace kiosk {

class JourneyPlayer {
 public:
  // kill_at: after which step the process kills itself, 0: none.
  JourneyPlayer(Till& till, const Journey& journey, std::filesystem::path pictures_dir, int kill_at);

  [[nodiscard]] Result<void> play();
  int pictures() const { return pictures_; }
  // What the hand did so far.
  const Keystrokes& keystrokes() const { return keystrokes_; }

  // The moment at which most of the overlay was drawn: its letters, and a box around each thing that can be tapped. By
  // nodes alone a keyboard would be it, whose keys are a letter each and cost half as much as choices in words.
  struct Fullest {
    int step = 0;  // after which it was so; the first is 1
    int nodes = 0;
    int letters = 0;
    int drawn = 0;  // letters, and each box for as many letters as its round corners are drawn like
  };
  const Fullest& fullest() const { return fullest_; }

 private:
  Result<void> play_step(const Step& step);
  Result<void> touch(const Step& step);
  Result<void> walk(const Step& step);
  Result<void> await(const Step& step, bool there, int at_most_ms);
  Result<void> sign_on(const Step& step);
  Result<void> restart();
  Result<void> take_picture(const std::string& name);
  // Finds it, waiting a little and scrolling where it must: where it can be hit.
  Result<SDL_Rect> reach(const Step& step);
  void note_fullness(int step);
  void settle();

  Till* till_;
  const Journey* journey_;
  std::filesystem::path pictures_dir_;
  int kill_at_;
  Hand hand_;
  Keystrokes keystrokes_;
  Fullest fullest_;
  int pictures_ = 0;
};

}  // namespace kiosk
