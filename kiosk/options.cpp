#include "kiosk/options.hpp"

#include <amends.h>
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdlib>
#include <system_error>

#include "kiosk/clock.hpp"
#include "kiosk/layout.hpp"

namespace kiosk {
namespace {

namespace fs = std::filesystem;

constexpr int kWrongUse = 2;
constexpr int kLargestSide = 16384;

fs::path program_folder() {
  std::error_code unread;
  const fs::path program = fs::read_symlink("/proc/self/exe", unread);
  return unread ? fs::path(".") : program.parent_path();
}

// The texts as they were typed, before they are made into options.
struct Typed {
  std::string size = "1280x800";
  std::string surface = "sdl2";
  std::string behaviour = "normal";
  std::string without;
  std::string clock;
  bool no_pos = false;
  bool no_operator = false;
};

void describe(CLI::App& app, Options& options, Typed& typed) {
  app.add_option("--pack", options.pack, "The demo: restaurant or retail (default: restaurant, or the journey's)")
      ->type_name("NAME");
  app.add_option("--data", options.data, "Folder of the ledger and the till's file (default: XDG data folder)")
      ->type_name("DIR");
  app.add_option("--size", typed.size, "Size of the window in pixels")->type_name("WxH")->capture_default_str();
  app.add_flag("--fullscreen", options.fullscreen, "Cover the whole screen");
  app.add_option("--surface", typed.surface, "What the overlay draws on: sdl2 or rgba8")
      ->type_name("KIND")
      ->capture_default_str();
  app.add_flag_callback(
      "--gallery", [&options] { options.page = "gallery"; }, "Show what the overlay's screens are made of");
  app.add_flag_callback(
      "--desk", [&options] { options.page = "learn"; }, "Begin with the manager's desk, over the whole window");
  app.add_option("--language", options.language, "The overlay's language, like de (default: the demo's)")
      ->type_name("CODE");
  app.add_option("--light", options.light, "The overlay's colours: light, dark or contrast")->type_name("NAME");
  app.add_option("--hand", options.hand, "The hand that taps: right or left")->type_name("NAME");
  app.add_option("--text", options.text_percent, "Size of the overlay's text in percent")
      ->type_name("80-200")
      ->check(CLI::Range(80, 200))
      ->capture_default_str();
  app.add_option("--accent", options.accent, "The store's colour, like #0b6b61")->type_name("#RRGGBB");
  app.add_flag("--still", options.still, "Nothing of the overlay moves by itself");
  app.add_option("--page", options.page,
                 "Page the overlay opens at start: cases, follow-ups, requests, coupon, display, learn, watch, line-up")
      ->type_name("NAME");
  app.add_option("--plugin", options.plugin, "The overlay's library (default: amends.so beside this program)")
      ->type_name("FILE");
  app.add_option("--assets", options.assets, "Folder of packs, languages and demo data")->type_name("DIR");
  app.add_option("--clock", typed.clock, "Start the till's clock there instead of now")
      ->type_name("2026-11-23T12:41:00Z");
  app.add_flag("--verbose", options.logs_all, "Print what the overlay logs, debug and info too");

  app.add_option("--host-behaviour", typed.behaviour, "How the till answers: " + behaviour_names())
      ->type_name("NAME")
      ->group("The till as a host");
  app.add_option("--host-without", typed.without, "What the till can't do, of: " + capability_names())
      ->type_name("CAPABILITY,...")
      ->group("The till as a host");
  app.add_flag("--no-pos", typed.no_pos, "Hide the extension amends.pos/1")->group("The till as a host");
  app.add_flag("--no-operator", typed.no_operator, "Hide the extension amends.operator/1")->group("The till as a host");

  app.add_option("--journey", options.journey, "Play the steps of a file and end; 0: all as expected")
      ->type_name("FILE")
      ->group("Journeys");
  app.add_option("--pictures", options.pictures, "Where a journey's pictures go (default: DATA/pictures)")
      ->type_name("DIR")
      ->group("Journeys");
  app.add_option("--counts", options.counts, "Write what the journey's measured sections cost to FILE, a JSON a line")
      ->type_name("FILE")
      ->group("Journeys");
  app.add_option("--tour", options.tour, "Play all journeys, each on fresh data, and leave pictures in DIR")
      ->type_name("DIR")
      ->group("Journeys");
  app.add_option("--journeys", options.journeys_dir, "Folder of the tour's journeys")
      ->type_name("DIR")
      ->group("Journeys");
  app.add_option("--kill-at", options.kill_at, "End by SIGKILL right after step N of the journey")
      ->type_name("N")
      ->check(CLI::Range(1, 100000))
      ->group("Journeys");
  app.add_option("--stay-at", options.stay_at, "Play the journey up to step N and stay there, as a till to be used")
      ->type_name("N")
      ->check(CLI::Range(1, 100000))
      ->group("Journeys");
  app.add_flag("--print-checks", options.print_checks, "Print the till's checks and answered requests, and end")
      ->group("Journeys");
}

Result<void> take_size(const std::string& text, Options& options) {
  int width = 0;
  int height = 0;
  char end = '\0';
  const bool read = std::sscanf(text.c_str(), "%5dx%5d%c", &width, &height, &end) == 2;
  const bool fits =
      width >= kSmallestWidth && height >= kSmallestHeight && width <= kLargestSide && height <= kLargestSide;
  if (!read || !fits) {
    return failure(fmt::format("--size must be like 1280x800, and at least {}x{}.", kSmallestWidth, kSmallestHeight));
  }
  options.width = width;
  options.height = height;
  return {};
}

Result<void> take_host(const Typed& typed, Options& options) {
  const auto behaviour = behaviour_by_name(typed.behaviour);
  if (!behaviour) {
    return failure(fmt::format("--host-behaviour \"{}\" is none of {}.", typed.behaviour, behaviour_names()));
  }
  options.behaviour = *behaviour;
  std::size_t begin = 0;
  while (begin < typed.without.size()) {
    const std::size_t end = std::min(typed.without.find(',', begin), typed.without.size());
    const std::string name = typed.without.substr(begin, end - begin);
    const std::uint32_t capability = capability_by_name(name);
    if (capability == 0) return failure(fmt::format("--host-without \"{}\" is none of {}.", name, capability_names()));
    options.capabilities &= ~capability;
    begin = end + 1;
  }
  options.has_pos = !typed.no_pos;
  options.has_operator = !typed.no_operator;
  return {};
}

Result<void> take_typed(const Typed& typed, Options& options) {
  if (options.pack.find('/') != std::string::npos) {
    return failure(fmt::format("--pack \"{}\" isn't the name of a demo.", options.pack));
  }
  if (typed.surface == "sdl2") {
    options.surface = AMENDS_SURFACE_SDL2_RENDERER;
  } else if (typed.surface == "rgba8") {
    options.surface = AMENDS_SURFACE_RGBA8;
  } else {
    return failure(fmt::format("--surface \"{}\" is neither sdl2 nor rgba8.", typed.surface));
  }
  if (!typed.clock.empty()) {
    options.clock_us = parse_instant(typed.clock);
    if (!options.clock_us) return failure("--clock must be an instant like 2026-11-23T12:41:00Z.");
  }
  if (const auto taken = take_size(typed.size, options); !taken) return taken;
  if (const auto taken = take_host(typed, options); !taken) return taken;
  if (options.kill_at != 0 && options.journey.empty()) return failure("--kill-at needs --journey.");
  if (options.stay_at != 0 && options.journey.empty()) return failure("--stay-at needs --journey.");
  if (!options.counts.empty() && options.journey.empty()) return failure("--counts needs --journey.");
  if (!options.tour.empty() && !options.journey.empty()) return failure("--tour and --journey don't go together.");
  return {};
}

void find_files(Options& options) {
  const fs::path folder = program_folder();
  std::error_code unknown;
  if (options.plugin.empty()) {
    options.plugin = folder / "amends.so";
    const fs::path installed = folder / ".." / "lib" / "amends" / "amends.so";
    if (!fs::exists(options.plugin, unknown) && fs::exists(installed, unknown)) options.plugin = installed;
  }
  if (options.assets.empty()) {
    const fs::path installed = folder / ".." / "share" / "amends" / "assets";
    options.assets = fs::is_directory(installed, unknown) ? installed : fs::path(AMENDS_ASSETS_DIR);
  }
  if (options.journeys_dir.empty()) options.journeys_dir = fs::path(AMENDS_JOURNEYS_DIR);
}

}  // namespace

std::variant<Options, Exit> parse_options(int argument_count, const char* const* arguments) {
  Options options;
  Typed typed;
  CLI::App app(
      "A reference till that carries Amends, the overlay that puts right what went wrong. F8 opens the overlay.",
      "amends-kiosk");
  describe(app, options, typed);
  try {
    app.parse(argument_count, arguments);
  } catch (const CLI::CallForHelp&) {
    return Exit{0, app.help()};
  } catch (const CLI::ExtrasError&) {
    const auto extras = app.remaining();
    return Exit{kWrongUse, fmt::format("\"{}\" isn't an option; --help lists them all.", extras.front())};
  } catch (const CLI::ParseError& error) {
    return Exit{kWrongUse, fmt::format("{}; --help lists all options.", error.what())};
  }
  if (const auto taken = take_typed(typed, options); !taken) return Exit{kWrongUse, taken.error()};
  find_files(options);
  return options;
}

void use_pack(Options& options, const std::string& pack) {
  options.pack = pack;
  if (!options.data.empty()) return;
  // By the XDG base directory specification a relative path there is as if none were given.
  const char* const named = std::getenv("XDG_DATA_HOME");
  fs::path base = named != nullptr ? named : "";
  if (!base.is_absolute()) {
    const char* const home = std::getenv("HOME");
    base = fs::path(home != nullptr && *home != '\0' ? home : "/tmp") / ".local" / "share";
  }
  options.data = base / "amends-kiosk" / pack;
}

}  // namespace kiosk
