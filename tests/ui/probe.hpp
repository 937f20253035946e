// A hand and an eye for the tests of the overlay's screens: a stage with a clock of its own, a finger and a keyboard
// that speak the ABI's input, and the picture as a PNG where AMENDS_PICTURES names a folder.

#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "amends.h"
#include "ui/components.hpp"
#include "ui/stage.hpp"

namespace amends {

class Probe {
 public:
  using Draw = std::function<void(Ui&)>;
  explicit Probe(Draw draw, Size surface = {1280, 800}, float scale = 1, ThemeKind theme = ThemeKind::light);

  Stage& stage() { return *stage_; }
  [[nodiscard]] const AccessibilityTree& tree() const { return stage_->tree(); }
  [[nodiscard]] const FrameResult& last() const { return last_; }
  [[nodiscard]] std::int64_t now_us() const { return now_us_; }

  // One frame, whether it is needed or not; the clock moves by 1/60 s, or by `by_us`.
  FrameResult frame(std::int64_t by_us = 16'667);
  // Frames until none is needed, at most 100; how many there were.
  int settle(std::int64_t by_us = 16'667);
  void wait(std::int64_t by_us) { now_us_ += by_us; }

  // One event, now. True: the overlay took it.
  bool pointer(amends_input_type_t type, float x, float y, amends_pointer_source_t source = AMENDS_POINTER_TOUCH,
               std::int64_t pointer_id = 1, std::int32_t button = 1);
  bool down(float x, float y) { return pointer(AMENDS_INPUT_POINTER_DOWN, x, y); }
  bool move(float x, float y) { return pointer(AMENDS_INPUT_POINTER_MOVE, x, y); }
  bool up(float x, float y) { return pointer(AMENDS_INPUT_POINTER_UP, x, y); }
  bool key(Key key, std::uint32_t modifiers = 0, amends_input_type_t type = AMENDS_INPUT_KEY_DOWN);
  bool text(const std::string& utf8);
  // Down and up at once in the middle of what has that label, then frames until all is settled.
  void tap(std::string_view label);
  void type(const std::string& utf8);
  void press(Key key, std::uint32_t modifiers = 0);

  // Pixels of the picture laid over a plain ground, the whole surface, 0xAARRGGBB.
  [[nodiscard]] std::vector<std::uint32_t> surface_pixels(std::uint32_t ground = 0xff2a3140) const;
  // Writes them as NAME.png into the folder named by AMENDS_PICTURES; nothing without it.
  void picture(const std::string& name) const;

 private:
  Draw draw_;
  Size surface_;
  float scale_;
  std::unique_ptr<Stage> stage_;
  std::int64_t now_us_ = 1'700'000'000'000'000;
  FrameResult last_;
};

// Every component once, on a sheet of 740 by 800 at the right of a screen of 1280 by 800.
void draw_gallery(Ui& ui, std::string& field, std::size_t page);

}  // namespace amends
