// Loading the overlay: each way in which it can fail is one sentence, and leaves nothing behind.

#include "kiosk/overlay_library.hpp"

#include <catch_amalgamated.hpp>

#include "till_fixture.hpp"

namespace kiosk {
namespace {

amends_host_t lonely_host() {
  amends_host_t host{};
  host.struct_size = sizeof host;
  host.abi_version = {AMENDS_VERSION_MAJOR, AMENDS_VERSION_MINOR, AMENDS_VERSION_PATCH};
  host.name = "test";
  host.get_extension = [](const amends_host_t*, const char*) -> const void* { return nullptr; };
  host.request_callback = [](const amends_host_t*) {};
  host.request_frame = [](const amends_host_t*) {};
  return host;
}

std::string error_of(const std::filesystem::path& library, const amends_config_t& config) {
  const amends_host_t host = lonely_host();
  const auto loaded = OverlayLibrary::load(library, host, config);
  return loaded ? "" : loaded.error();
}

TEST_CASE("a library that isn't there, and one that is another") {
  amends_config_t config{};
  config.struct_size = sizeof config;
  CHECK(error_of("/nowhere/amends.so", config).starts_with("Amends can't be loaded: /nowhere/amends.so"));
  CHECK(error_of("libm.so.6", config) == "libm.so.6 isn't Amends: it has no amends_entry.");
}

TEST_CASE("a configuration that the overlay refuses is its sentence") {
  amends_config_t config{};
  config.struct_size = sizeof config;
  const std::string error = error_of(AMENDS_PLUGIN_PATH, config);
  CHECK(error.starts_with("Amends can't be set up: "));
  CHECK(error.size() > std::string("Amends can't be set up: .").size());
}

TEST_CASE("the overlay can be loaded, started, ended and loaded again") {
  const TestFolder folder;
  const std::string data = (folder.path() / "amends").string();
  amends_config_t config{};
  config.struct_size = sizeof config;
  config.data_dir = data.c_str();
  config.assets_dir = AMENDS_ASSETS_DIR;
  config.terminal_id = "T3";
  const amends_host_t host = lonely_host();
  for (int i = 0; i < 3; ++i) {
    const auto loaded = OverlayLibrary::load(AMENDS_PLUGIN_PATH, host, config);
    REQUIRE(loaded);
    REQUIRE((*loaded)->start());
    CHECK((*loaded)->extension<amends_overlay_pos_t>(AMENDS_EXTENSION_POS, AMENDS_OVERLAY_POS_SIZE_0_1) != nullptr);
    CHECK((*loaded)->extension<amends_overlay_pos_t>(AMENDS_EXTENSION_POS, 1'000'000) == nullptr);
    CHECK((*loaded)->extension<amends_overlay_pos_t>("amends.nothing/1", 0) == nullptr);
  }
}

}  // namespace
}  // namespace kiosk
