// The host's side of an overlay in this process: an rgba8/1 surface of 1280x800 without a window, and a finger.
// The overlay stays the caller's and outlives the driver. [one thread]

#pragma once

#include <amends.h>

#include <cstdint>
#include <vector>

#include "display.hpp"

namespace amends::bench {

class Driver {
 public:
  static constexpr int kWidth = 1280;
  static constexpr int kHeight = 800;

  explicit Driver(const amends_overlay_t& overlay);

  // CannotMeasure where it makes no picture, here and below.
  [[nodiscard]] amends_frame_t update();
  // All of the overlay anew, on white: four bytes a pixel, red first.
  [[nodiscard]] const std::vector<std::uint8_t>& draw();
  // Of a finger, at that instant of the till's clock.
  void send(amends_input_type_t type, Point at, std::int64_t time_us);

 private:
  [[nodiscard]] amends_surface_t surface();

  const amends_overlay_t* overlay_;
  std::vector<std::uint8_t> pixels_;
};

}  // namespace amends::bench
