// What an overlay stands on before it starts: the pack with the store's own over it, the words, the zone; read by create.
// Promises: what is missing or wrong is one sentence that names the file.

#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include <tl/expected.hpp>

#include "abi/settings.hpp"
#include "amends.h"
#include "desk/policy.hpp"
#include "desk/words.hpp"
#include "effects/calendar.hpp"
#include "files/policy_reader.hpp"
#include "files/staff_reader.hpp"

namespace amends {

// Why something could not be made or started.
struct SetUpFailure {
  amends_status_t status = AMENDS_E_INTERNAL;
  std::string sentence;
};

struct Ground {
  std::filesystem::path assets;
  Settings settings;
  std::shared_ptr<const Words> words;
  std::shared_ptr<const Policy> policy;
  PolicyPlace policy_place;
  ZoneCalendar zone;
};

// `plugin_dir` is the folder of the library, near which the assets are looked for where the host names none.
[[nodiscard]] tl::expected<Ground, SetUpFailure> read_ground(Settings settings,
                                                             const std::filesystem::path& plugin_dir);

// Who works here and their PINs' hashes, for hosts that don't say.
struct StaffList {
  StaffFile file;       // empty where there is none
  std::string problem;  // a sentence where it is there and can't be read
};
[[nodiscard]] StaffList read_staff_list(const std::filesystem::path& file);

}  // namespace amends
