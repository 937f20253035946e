// amends-kiosk: the reference till. Reads the options, opens what they name, and runs the till, a journey or a tour.
// Exit codes: 0 as wished, 1 the till or a journey failed, 2 wrong use or an unreadable demo pack.

#include <SDL.h>
#include <fmt/format.h>
#include <malloc.h>

#include <cstdio>
#include <cstdlib>
#include <utility>

#include "kiosk/demo_pack.hpp"
#include "kiosk/options.hpp"
#include "kiosk/till.hpp"
#include "kiosk/tour.hpp"

namespace {

constexpr int kFailed = 1;
constexpr int kWrongUse = 2;

int complain(int code, const std::string& sentence) {
  fmt::print(stderr, "amends-kiosk: {}\n", sentence);
  return code;
}

// Memory that was needed only to start goes back at once: a till runs for weeks beside others.
void keep_memory_small() {
  constexpr int kLeastToGiveBack = 128 * 1024;
  mallopt(M_MMAP_THRESHOLD, kLeastToGiveBack);
  mallopt(M_TRIM_THRESHOLD, kLeastToGiveBack);
}

// SDL's video for as long as it lives. Audio and joysticks stay off: they would wake the till up.
class SdlVideo {
 public:
  SdlVideo() {
    // The first tap on a window without the focus counts; a finger isn't reported as a mouse as well.
    SDL_SetHint(SDL_HINT_MOUSE_FOCUS_CLICKTHROUGH, "1");
    SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");
    SDL_SetHint(SDL_HINT_MOUSE_TOUCH_EVENTS, "0");
    // Without a session there is no bus, and SDL would have one launched that nothing of the till needs.
    if (std::getenv("XDG_RUNTIME_DIR") == nullptr) setenv("DBUS_SESSION_BUS_ADDRESS", "disabled:", 0);
    ready_ = SDL_Init(SDL_INIT_VIDEO | SDL_INIT_EVENTS) == 0;
  }
  SdlVideo(const SdlVideo&) = delete;
  SdlVideo& operator=(const SdlVideo&) = delete;
  ~SdlVideo() { SDL_Quit(); }
  bool is_ready() const { return ready_; }

 private:
  bool ready_ = false;
};

int print_checks(const kiosk::Options& options, kiosk::DemoPack pack) {
  const kiosk::TillClock clock(options.clock_us);
  auto file = kiosk::TillFile::open(options.data / "till" / "journal", kiosk::TillFile::Use::read_only);
  if (!file) return complain(kFailed, file.error());
  const auto pos = kiosk::DemoPos::open(std::move(pack), std::move(*file), clock, options.capabilities);
  if (!pos) return complain(kFailed, pos.error());
  fmt::print("{}", pos->describe());
  return 0;
}

// Runs `body` with a display.
template <typename Body>
int with_video(Body body) {
  const SdlVideo video;
  if (!video.is_ready()) return complain(kFailed, fmt::format("There is no display: {}.", SDL_GetError()));
  return body();
}

int play_one(const kiosk::Options& options) {
  const auto played = kiosk::play_journey(options);
  return played ? 0 : complain(played.error().exit_code, played.error().sentence);
}

int run_till(const kiosk::Options& options, kiosk::DemoPack pack) {
  const auto till = kiosk::Till::open(options, std::move(pack));
  if (!till) return complain(kFailed, till.error());
  (*till)->run();
  return 0;
}

}  // namespace

int main(int argument_count, char** arguments) {
  keep_memory_small();
  auto parsed = kiosk::parse_options(argument_count, arguments);
  if (const auto* exit = std::get_if<kiosk::Exit>(&parsed)) {
    if (exit->code != 0) return complain(exit->code, exit->text);
    fmt::print("{}", exit->text);
    return 0;
  }
  kiosk::Options options = std::get<kiosk::Options>(std::move(parsed));
  if (!options.tour.empty()) return with_video([&] { return kiosk::play_tour(options) ? 0 : kFailed; });
  if (!options.journey.empty()) return with_video([&] { return play_one(options); });

  kiosk::use_pack(options, options.pack.empty() ? "restaurant" : options.pack);
  auto pack = kiosk::read_demo_pack(options.assets / "demo", options.pack);
  if (!pack) return complain(kWrongUse, pack.error());
  if (options.print_checks) return print_checks(options, std::move(*pack));
  return with_video([&] { return run_till(options, std::move(*pack)); });
}
