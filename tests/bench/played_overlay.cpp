#include "played_overlay.hpp"

#include <SDL.h>

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "kiosk/demo_pack.hpp"
#include "kiosk/journey.hpp"
#include "kiosk/journey_player.hpp"
#include "kiosk/on_screen.hpp"
#include "kiosk/options.hpp"
#include "measure.hpp"

namespace amends::bench {
namespace {

// 2026-11-23 12:41:00: a full minute, so that most of it is left for the measurement.
constexpr std::int64_t kClockStartUs = 1'795'437'660'000'000;

}  // namespace

PlayedOverlay::PlayedOverlay(const Played& screen, const std::filesystem::path& data) {
  auto journey = kiosk::read_journey(screen.journey);
  if (!journey) throw CannotMeasure{journey.error()};
  journey->steps.resize(std::min(journey->steps.size(), static_cast<std::size_t>(screen.fullest_at)));

  // What is started on a display names its own driver.
  setenv("SDL_VIDEODRIVER", "dummy", 1);
  if (SDL_InitSubSystem(SDL_INIT_VIDEO | SDL_INIT_EVENTS) != 0) throw CannotMeasure{SDL_GetError()};
  kiosk::Options options;
  options.pack = journey->pack;
  options.data = data;
  options.width = Driver::kWidth;
  options.height = Driver::kHeight;
  options.surface = AMENDS_SURFACE_RGBA8;
  options.plugin = AMENDS_PLUGIN_PATH;
  options.assets = AMENDS_ASSETS_DIR;
  options.clock_us = kClockStartUs;
  auto pack = kiosk::read_demo_pack(options.assets / "demo", options.pack);
  if (!pack) throw CannotMeasure{pack.error()};
  auto till = kiosk::Till::open(options, std::move(*pack));
  if (!till) throw CannotMeasure{till.error()};
  till_ = std::move(*till);
  const auto played = kiosk::JourneyPlayer(*till_, *journey, data / "pictures", 0).play();
  if (!played) throw CannotMeasure{played.error()};
  driver_.emplace(till_->library().overlay());
}

PlayedOverlay::~PlayedOverlay() {
  till_.reset();
  SDL_QuitSubSystem(SDL_INIT_VIDEO | SDL_INIT_EVENTS);
}

Point PlayedOverlay::idle_place() const {
  const std::vector<kiosk::Seen> seen = kiosk::look(*till_);
  for (const kiosk::Seen& one : seen) {
    if (!one.is_overlays || one.can_be_tapped || one.label.empty() || SDL_RectEmpty(&one.rect)) continue;
    const SDL_Point middle{one.rect.x + one.rect.w / 2, one.rect.y + one.rect.h / 2};
    const bool is_free = std::ranges::none_of(seen, [&](const kiosk::Seen& other) {
      return other.can_be_tapped && SDL_PointInRect(&middle, &other.whole) == SDL_TRUE;
    });
    if (is_free) return {middle.x, middle.y};
  }
  throw CannotMeasure{"on the fullest screen everything is to be tapped"};
}

void PlayedOverlay::send(amends_input_type_t type, Point at) {
  driver_->send(type, at, till_->clock().now_us());
}

}  // namespace amends::bench
