// The overlay in this process at a screen that a journey reaches: the journey is played by the till without a display, up
// to the screen's step, and then only frames are asked for. [one thread]

#pragma once

#include <filesystem>
#include <memory>
#include <optional>

#include "driver.hpp"
#include "journeys.hpp"
#include "kiosk/till.hpp"

namespace amends::bench {

class PlayedOverlay {
 public:
  // `data` is an empty folder. CannotMeasure where the journey doesn't go as it expects.
  PlayedOverlay(const Played& screen, const std::filesystem::path& data);
  PlayedOverlay(const PlayedOverlay&) = delete;
  PlayedOverlay& operator=(const PlayedOverlay&) = delete;
  ~PlayedOverlay();

  [[nodiscard]] amends_frame_t update() { return driver_->update(); }
  // A place of the overlay's where nothing is to be tapped.
  [[nodiscard]] Point idle_place() const;
  void send(amends_input_type_t type, Point at);

 private:
  std::unique_ptr<kiosk::Till> till_;
  std::optional<Driver> driver_;
};

}  // namespace amends::bench
