// What the command line of the till says. Refuses: an option or a value that isn't known, with one clear sentence.

#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <variant>

#include "kiosk/demo_pos.hpp"
#include "kiosk/pos_rules.hpp"

namespace kiosk {

struct Options {
  std::string pack;            // empty: not said
  std::filesystem::path data;  // empty: the user's XDG data folder
  int width = 1280;
  int height = 800;
  bool fullscreen = false;
  std::string surface;  // an AMENDS_SURFACE_… id
  std::filesystem::path plugin;
  std::filesystem::path assets;

  HostBehaviour behaviour = HostBehaviour::normal;
  std::uint32_t capabilities = kAllCapabilities;
  bool has_pos = true;
  bool has_operator = true;
  std::optional<std::int64_t> clock_us;
  std::string page;
  std::string language;  // empty: the demo's
  std::string light;
  std::string hand;
  std::uint32_t text_percent = 100;
  bool still = false;
  std::string accent;  // empty: the program's
  bool logs_all = false;

  std::filesystem::path journey;
  std::filesystem::path pictures;
  std::filesystem::path counts;
  std::filesystem::path tour;
  std::filesystem::path journeys_dir;
  int kill_at = 0;  // 0: never
  int stay_at = 0;  // 0: plays all of the journey and ends
  bool print_checks = false;
};

// Ends the program before it began: --help, or a fault.
struct Exit {
  int code = 0;
  std::string text;
};

std::variant<Options, Exit> parse_options(int argument_count, const char* const* arguments);

// Settles which demo it is and, where none was given, the data folder: one for each demo in the user's XDG data
// folder.
void use_pack(Options& options, const std::string& pack);

}  // namespace kiosk
