// The till's own screen: the check with its lines, Hold, Print and Pay; tables, baskets and receipts; who is
// signed on; the clock. Promises: nothing is drawn unless something changed, and then only there.
// It shows and asks the DemoPos; it decides nothing about money. Main thread only.

#pragma once

#include <amends.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "kiosk/clock.hpp"
#include "kiosk/demo_pos.hpp"
#include "kiosk/layout.hpp"
#include "kiosk/painter.hpp"

namespace kiosk {

class TillScreen {
 public:
  [[nodiscard]] static Result<std::unique_ptr<TillScreen>> create(DemoPos& pos, const TillClock& clock);

  // For a new renderer or size; all of it is to be drawn then. `detach` before the renderer goes.
  [[nodiscard]] Result<void> attach(SDL_Renderer* renderer, int width, int height);
  void detach() { painter_->detach(); }

  // What a finger does, unless the overlay took it.
  void on_input(const amends_input_t& input);
  // The small line that staff read below the floor.
  void say(std::string sentence);

  // What must be drawn anew; empty: nothing.
  SDL_Rect changed();
  bool has_change() const { return !SDL_RectEmpty(&changed_); }
  // Takes it as seen to: drawn, or hidden.
  void take_change() { changed_ = {}; }
  void draw_all() { changed_ = whole_; }
  // Draws what lies in `area`, and nothing beside it.
  void draw(const SDL_Rect& area);

  // What stands on the screen, as of the last draw.
  const std::vector<Label>& labels() const { return painter_->labels(); }
  std::int64_t next_change_us() const;  // when the clock shows another minute

 private:
  struct Target {
    SDL_Rect rect;
    std::function<void()> act;
  };
  struct Scroll {
    SDL_Rect area{};
    int content_height = 0;
    int offset = 0;
    void move_by(int distance);
  };
  struct Press {
    std::int64_t pointer_id = 0;
    float start_x = 0, start_y = 0, last_y = 0;
    int target = -1;           // which of targets_, -1: none
    Scroll* scroll = nullptr;  // what a drag would move
    bool dragged = false;
  };

  TillScreen(DemoPos& pos, const TillClock& clock, std::unique_ptr<Painter> painter);
  void invalidate(const SDL_Rect& rect);
  void press(const amends_input_t& input);
  void move(const amends_input_t& input);
  void release(const amends_input_t& input);

  void draw_bar();
  void draw_check();
  void draw_line(const SDL_Rect& row, const Line& line, const std::string& currency);
  void draw_sum(const SDL_Rect& row, std::string_view what, std::int64_t amount_minor, bool strong);
  void draw_buttons();
  void draw_floor();
  void draw_card(const SDL_Rect& rect, std::string_view title, const Check* check);
  bool button(const SDL_Rect& rect, std::string_view text, Colour colour, std::function<void()> act);
  void tappable(const SDL_Rect& rect, std::string_view text, std::function<void()> act);
  SDL_Rect clock_rect() const;

  DemoPos* pos_;
  const TillClock* clock_;
  std::unique_ptr<Painter> painter_;
  SDL_Renderer* renderer_ = nullptr;
  SDL_Rect whole_{};
  Layout layout_{};
  SDL_Rect changed_{};
  std::string status_;
  std::vector<Target> targets_;
  Scroll lines_scroll_;
  Scroll floor_scroll_;
  std::optional<Press> press_;
  // What the picture shows, to see what has changed since.
  std::uint64_t shown_operator_revision_ = 0;
  std::uint64_t shown_check_revision_ = 0;
  std::string shown_check_id_;
  std::string shown_minute_;
};

}  // namespace kiosk
