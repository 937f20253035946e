// The reference host: a point of sale that carries the overlay. It joins the parts, runs the loop and shows, in the
// order of amends.h, what a host does: per event ask the overlay first, per frame draw only what changed, and
// present just that. Promises: without the overlay, or with one that failed, the sale goes on. Main thread only.

#pragma once

#include <SDL.h>
#include <amends.h>

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "kiosk/clock.hpp"
#include "kiosk/demo_pos.hpp"
#include "kiosk/host_tables.hpp"
#include "kiosk/options.hpp"
#include "kiosk/overlay_library.hpp"
#include "kiosk/sdl_input.hpp"
#include "kiosk/till_screen.hpp"
#include "kiosk/window.hpp"

namespace kiosk {

class Till {
 public:
  // Opens the till's file and the window, and loads and starts the overlay; SDL's video must be there.
  // The till's own file, its pack and its window it can't do without; the error is one sentence.
  [[nodiscard]] static Result<std::unique_ptr<Till>> open(const Options& options, DemoPack pack);
  Till(const Till&) = delete;
  Till& operator=(const Till&) = delete;
  ~Till();

  // Until somebody closes the window.
  void run();

  // One turn of the loop: waits for an event, at most so long (-1: as long as nothing is due), handles all there
  // are and draws what changed. True: something happened.
  bool turn(int at_most_ms);
  // Nothing is queued, wished for or about to move.
  bool is_quiet() const;
  bool wants_to_end() const { return ended_; }

  // Step 9 and then 1 to 5 again.
  void restart_overlay();
  bool has_overlay() const { return library_ != nullptr; }
  const OverlayLibrary& library() const { return *library_; }
  // Where every pixel is the overlay's, as of its last picture.
  const SDL_Rect& covered() const { return covered_; }
  int overlay_faults() const { return tables_->faults(); }

  DemoPos& pos() { return pos_; }
  TillClock& clock() { return *clock_; }
  const TillScreen& screen() const { return *screen_; }
  Window& window() { return *window_; }
  const Window& window() const { return *window_; }
  // Makes the overlay look at the world anew, for a clock that jumped.
  void touch_overlay() { overlay_due_ = overlay_draws_; }

 private:
  Till(const Options& options, std::unique_ptr<TillClock> clock, DemoPos pos);
  void start_overlay();
  void stop_overlay();
  void handle(const SDL_Event& event);
  void draw();
  bool renew_window();
  amends_surface_t surface(const SDL_Rect& clip);
  // Steps of draw(): what the overlay will change, and its drawing. An empty damage: nothing.
  SDL_Rect update_overlay();
  void draw_overlay(const SDL_Rect& clip);
  void take_frame(const amends_frame_t& frame);
  void overlay_failed(amends_status_t status);
  int wait_ms(int at_most_ms) const;

  Options options_;
  std::unique_ptr<TillClock> clock_;
  DemoPos pos_;
  Wishes wishes_;
  std::unique_ptr<Window> window_;
  std::unique_ptr<TillScreen> screen_;
  SdlInput input_;
  std::unique_ptr<HostTables> tables_;
  std::unique_ptr<OverlayLibrary> library_;

  std::string surface_kind_;
  bool surface_is_new_ = true;
  bool overlay_draws_ = false;  // false after it failed: then it is as if it weren't there
  bool overlay_due_ = false;    // something happened that its next picture may show
  bool wants_another_ = false;
  int frames_in_a_row_ = 0;
  std::optional<Uint64> wake_at_ms_;  // by SDL_GetTicks64
  SDL_Rect covered_{};
  bool ended_ = false;
  bool happened_ = false;
};

}  // namespace kiosk
