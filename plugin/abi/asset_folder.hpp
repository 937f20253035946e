// Where packs and languages lie.

#pragma once

#include <filesystem>
#include <optional>

namespace amends {

// The named folder, or else the first that has packs: `assets` in the library's folder or beside it, the installed
// place `share/amends/assets`, the source tree that the library was built from. Nothing if there is none.
[[nodiscard]] std::optional<std::filesystem::path> find_assets(const std::filesystem::path& named,
                                                               const std::filesystem::path& plugin_dir);

}  // namespace amends
