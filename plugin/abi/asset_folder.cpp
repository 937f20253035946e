#include "abi/asset_folder.hpp"

#include <array>
#include <system_error>

namespace amends {
namespace {

[[nodiscard]] bool has_packs(const std::filesystem::path& folder) {
  std::error_code failed;
  return std::filesystem::is_directory(folder / "packs", failed);
}

}  // namespace

std::optional<std::filesystem::path> find_assets(const std::filesystem::path& named,
                                                 const std::filesystem::path& plugin_dir) {
  if (!named.empty()) return has_packs(named) ? std::optional(named) : std::nullopt;
  // As in PREFIX/lib/amends and PREFIX/share/amends/assets.
  const std::filesystem::path installed = plugin_dir / ".." / ".." / "share" / "amends" / "assets";
  const std::array candidates{plugin_dir / "assets", plugin_dir / ".." / "assets", installed,
                              std::filesystem::path(AMENDS_ASSETS_DIR)};
  for (const std::filesystem::path& candidate : candidates) {
    if (has_packs(candidate)) return candidate;
  }
  return std::nullopt;
}

}  // namespace amends
