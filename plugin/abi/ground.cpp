#include "abi/ground.hpp"

#include <system_error>
#include <utility>

#include "abi/asset_folder.hpp"
#include "files/pack_reader.hpp"
#include "files/site_reader.hpp"

namespace amends {
namespace {

// What the store's file says goes before what the host configured.
[[nodiscard]] std::optional<FileProblem> lay_site_over(const std::filesystem::path& file, Settings& settings) {
  std::error_code failed;
  if (!std::filesystem::exists(file, failed)) return std::nullopt;
  const auto text = read_policy_text(file);
  const auto ground = text ? read_site_ground(file.string(), *text) : tl::unexpected(text.error());
  if (!ground) return ground.error();
  settings.currency = ground->currency.value_or(settings.currency);
  if (!ground->time_zone.empty()) settings.time_zone = ground->time_zone;
  if (!ground->language.empty()) settings.preferences.language = ground->language;
  return std::nullopt;
}

}  // namespace

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
  const PolicyPlace place{*assets / "packs" / settings.pack, settings.data_dir / "site.toml", settings.currency};
  if (const auto problem = lay_site_over(place.site, settings)) {
    return refuse(AMENDS_E_UNAVAILABLE, describe(*problem));
  }
  auto pack = read_pack(*assets, settings.pack, settings.preferences.language, settings.currency);
  if (!pack) return refuse(AMENDS_E_UNAVAILABLE, describe(pack.error()));
  Ground ground;
  ground.policy_place = {place.pack, place.site, settings.currency};
  auto policy = read_policy(ground.policy_place);
  if (!policy) return refuse(AMENDS_E_UNAVAILABLE, describe(policy.error()));
  ZoneCalendar zone = make_calendar(settings.time_zone);
  if (zone.problem == ZoneProblem::unknown) {
    return refuse(AMENDS_E_INVALID_ARGUMENT, "config.time_zone is not a zone of the system's time zone data.");
  }
  ground.assets = *assets;
  ground.settings = std::move(settings);
  ground.words = std::make_shared<const Words>(std::move(pack->texts));
  ground.policy = *std::move(policy);
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
