#include "probe.hpp"

#include <catch_amalgamated.hpp>
#include <cstdlib>
#include <cstring>

#include "support/png_file.hpp"

namespace amends {

Probe::Probe(Draw draw, Size surface, float scale, ThemeKind theme)
    : draw_(std::move(draw)), surface_(surface), scale_(scale) {
  Stage::Config config;
  config.theme = theme;
  auto stage = Stage::create(config);
  REQUIRE(stage);
  stage_ = std::move(*stage);
}

FrameResult Probe::frame(std::int64_t by_us) {
  now_us_ += by_us;
  Ui& ui = stage_->begin(surface_, scale_, now_us_);
  draw_(ui);
  last_ = stage_->end();
  return last_;
}

int Probe::settle(std::int64_t by_us) {
  int count = 0;
  while (count < 100 && stage_->needs_frame(now_us_)) {
    frame(by_us);
    ++count;
  }
  CHECK(count < 100);
  return count;
}

bool Probe::pointer(amends_input_type_t type, float x, float y, amends_pointer_source_t source, std::int64_t pointer_id,
                    std::int32_t button) {
  amends_input_t event{};
  event.struct_size = sizeof(event);
  event.type = type;
  event.x = x;
  event.y = y;
  event.source = source;
  event.pointer_id = pointer_id;
  event.button = button;
  event.time_us = now_us_;
  return stage_->takes(event);
}

bool Probe::key(Key key, std::uint32_t modifiers, amends_input_type_t type) {
  amends_input_t event{};
  event.struct_size = sizeof(event);
  event.type = type;
  event.key = static_cast<std::uint32_t>(key);
  event.modifiers = modifiers;
  event.time_us = now_us_;
  return stage_->takes(event);
}

bool Probe::text(const std::string& utf8) {
  amends_input_t event{};
  event.struct_size = sizeof(event);
  event.type = AMENDS_INPUT_TEXT;
  REQUIRE(utf8.size() < sizeof(event.text));
  std::memcpy(event.text, utf8.c_str(), utf8.size() + 1);
  event.time_us = now_us_;
  return stage_->takes(event);
}

void Probe::tap(std::string_view label) {
  const Node* node = tree().find(label);
  INFO("to be tapped: " << label);
  REQUIRE(node != nullptr);
  const Point at = node->rect.centre();
  CHECK(down(at.x, at.y));
  CHECK(up(at.x, at.y));
  settle();
}

void Probe::type(const std::string& utf8) {
  CHECK(text(utf8));
  settle();
}

void Probe::press(Key which, std::uint32_t modifiers) {
  CHECK(key(which, modifiers));
  CHECK(key(which, modifiers, AMENDS_INPUT_KEY_UP));
  settle();
}

std::vector<std::uint32_t> Probe::surface_pixels(std::uint32_t ground) const {
  const auto width = static_cast<std::size_t>(surface_.width);
  const auto height = static_cast<std::size_t>(surface_.height);
  std::vector<std::uint32_t> pixels(width * height, ground);
  const Picture picture = stage_->picture();
  for (int y = 0; y < picture.bounds.height; ++y) {
    for (int x = 0; x < picture.bounds.width; ++x) {
      const std::uint32_t pixel =
          picture.pixels[static_cast<std::size_t>(y) * static_cast<std::size_t>(picture.bounds.width) +
                         static_cast<std::size_t>(x)];
      std::uint32_t& below = pixels[static_cast<std::size_t>(y + picture.bounds.y) * width +
                                    static_cast<std::size_t>(x + picture.bounds.x)];
      const double alpha = static_cast<double>(pixel >> 24U) / 255;
      std::uint32_t mixed = 0xff000000U;
      for (unsigned shift = 0; shift < 24; shift += 8) {
        const double value = (pixel >> shift & 0xffU) * alpha + (below >> shift & 0xffU) * (1 - alpha);
        mixed |= static_cast<std::uint32_t>(value + 0.5) << shift;
      }
      below = mixed;
    }
  }
  return pixels;
}

void Probe::picture(const std::string& name) const {
  const char* folder = std::getenv("AMENDS_PICTURES");
  if (folder == nullptr) return;
  const std::string path = std::string(folder) + "/" + name + ".png";
  REQUIRE(testing::write_png(path, static_cast<std::int32_t>(surface_.width),
                             static_cast<std::int32_t>(surface_.height), surface_pixels(), testing::PixelOrder::bgra));
}

}  // namespace amends
