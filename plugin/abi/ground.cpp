#include "abi/ground.hpp"

#include <system_error>
#include <utility>

#include "abi/asset_folder.hpp"
#include "files/pack_reader.hpp"

namespace amends {
tl::expected<Ground, SetUpFailure> read_ground(Settings settings, const std::filesystem::path& plugin_dir) {
  const auto refuse = [](amends_status_t status, std::string sentence) {
    return tl::unexpected(SetUpFailure{status, std::move(sentence)});
  };
  const auto assets = find_assets(settings.assets_dir, plugin_dir);
  if (!assets) return refuse(AMENDS_E_UNAVAILABLE, "The folder of the assets is not there, or has no packs.");
  std::error_code failed;
  if (!std::filesystem::is_directory(*assets / "packs" / settings.pack, failed)) {
    return refuse(AMENDS_E_INVALID_ARGUMENT, "config.pack: there is no pack " + settings.pack + " in the assets.");
  }
  auto pack = read_pack(*assets, settings.pack, settings.preferences.language, settings.currency);
  if (!pack) return refuse(AMENDS_E_UNAVAILABLE, describe(pack.error()));
  ZoneCalendar zone = make_calendar(settings.time_zone);
  if (zone.problem == ZoneProblem::unknown) {
    return refuse(AMENDS_E_INVALID_ARGUMENT, "config.time_zone is not a zone of the system's time zone data.");
  }
  Ground ground;
  ground.assets = *assets;
  ground.settings = std::move(settings);
  ground.words = std::make_shared<const Words>(std::move(pack->texts));
  ground.playbook = std::make_shared<const Playbook>(std::move(pack->playbook));
  ground.zone = std::move(zone);
  return ground;
}

StaffList read_staff_list(const std::filesystem::path& file) {
  StaffList list;
  std::error_code failed;
  if (!std::filesystem::exists(file, failed)) return list;
  auto read = read_staff(file);
  if (read) {
    list.file = std::move(*read);
  } else {
    list.problem = describe(read.error());
  }
  return list;
}

}  // namespace amends
