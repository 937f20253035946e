#include "driver.hpp"

#include <algorithm>

#include "measure.hpp"

namespace amends::bench {

Driver::Driver(const amends_overlay_t& overlay)
    : overlay_(&overlay), pixels_(std::size_t{kWidth} * std::size_t{kHeight} * 4) {}

amends_surface_t Driver::surface() {
  amends_surface_t surface{};
  surface.struct_size = sizeof surface;
  surface.kind = AMENDS_SURFACE_RGBA8;
  surface.pixels = pixels_.data();
  surface.pitch_bytes = kWidth * 4;
  surface.width_px = kWidth;
  surface.height_px = kHeight;
  surface.scale = 1;
  return surface;
}

amends_frame_t Driver::update() {
  const amends_surface_t on = surface();
  amends_frame_t frame{};
  frame.struct_size = sizeof frame;
  if (overlay_->on_update(overlay_, &on, &frame) != AMENDS_OK) throw CannotMeasure{"the overlay made no picture"};
  return frame;
}

const std::vector<std::uint8_t>& Driver::draw() {
  std::fill(pixels_.begin(), pixels_.end(), std::uint8_t{255});
  const amends_surface_t on = surface();
  if (overlay_->on_frame(overlay_, &on, nullptr) != AMENDS_OK) throw CannotMeasure{"the overlay drew nothing"};
  return pixels_;
}

void Driver::send(amends_input_type_t type, Point at, std::int64_t time_us) {
  amends_input_t input{};
  input.struct_size = sizeof input;
  input.type = type;
  input.x = static_cast<float>(at.x);
  input.y = static_cast<float>(at.y);
  input.button = 1;
  input.source = AMENDS_POINTER_TOUCH;
  input.pointer_id = 1;
  input.time_us = time_us;
  (void)overlay_->on_input(overlay_, &input);
}

}  // namespace amends::bench
