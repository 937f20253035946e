// What the host configured, checked and copied.
// Promises: a value that can't be used is refused with one sentence that names it.
// Refuses: to open a file; composition reads the pack.

#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include <tl/expected.hpp>

#include "amends.h"
#include "domain/money.hpp"
#include "ui/overlay.hpp"
#include "ui/theme.hpp"

namespace amends {

struct Settings {
  std::filesystem::path data_dir;
  std::filesystem::path assets_dir;  // empty: where the library finds them by itself
  std::filesystem::path staff_file;
  std::string pack;
  std::string terminal_id;
  std::string store_id;
  std::string time_zone;
  std::string locale;
  Currency currency;
  Page page = Page::tab;
  Preferences preferences;     // for whoever never chose
  std::optional<Rgba> accent;  // the store's
};

// Nothing is read from the disk. The error is a sentence for a log.
[[nodiscard]] tl::expected<Settings, std::string> read_settings(const amends_config_t* config);

}  // namespace amends
