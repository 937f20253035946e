// amends-admin as somebody calls it: what it prints, and its exit code.
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include <catch_amalgamated.hpp>

#include "called.hpp"

#include <unistd.h>

using namespace amends;

namespace {

namespace fs = std::filesystem;

const fs::path kAssets = AMENDS_ASSETS_DIR;

}  // namespace

TEST_CASE("the shipped packs are whole") {
  for (const std::string name : {"restaurant", "retail"}) {
    const Said said = admin("check-pack '" + (kAssets / "packs" / name).string() + "'");
    INFO(said.text);
    CHECK(said.code == 0);
    CHECK_THAT(said.text, Catch::Matchers::StartsWith("The pack " + name + " is whole: "));
  }
}

TEST_CASE("a pack with a fault is told with its line, and the exit code says so") {
  const fs::path assets = fs::temp_directory_path() / ("amends-admin-" + std::to_string(::getpid()));
  fs::remove_all(assets);
  fs::create_directories(assets / "packs");
  fs::copy(kAssets / "packs" / "retail", assets / "packs" / "mine", fs::copy_options::recursive);
  fs::copy(kAssets / "phrases", assets / "phrases", fs::copy_options::recursive);
  const fs::path playbook = assets / "packs" / "mine" / "playbook.toml";
  std::ifstream stream(playbook, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(stream), {}};
  stream.close();
  std::ofstream(playbook, std::ios::binary) << "surprise = 1\n" << text;
  const Said said = admin("check-pack '" + (assets / "packs" / "mine").string() + "'");
  INFO(said.text);
  CHECK(said.code == 1);
  CHECK_THAT(said.text, Catch::Matchers::ContainsSubstring("playbook.toml, line 1: \"surprise\" is not known here"));
  fs::remove_all(assets);
}

TEST_CASE("what it doesn't know, it says") {
  CHECK(admin("").code == 2);
  CHECK(admin("check-pack").code == 2);
  CHECK(admin("eat-pack").code == 2);
  const Said coins = admin("check-pack '" + (kAssets / "packs" / "retail").string() + "' --currency COINS");
  CHECK(coins.code == 2);
  CHECK_THAT(coins.text, Catch::Matchers::ContainsSubstring("COINS is no ISO 4217 code"));
  const Said nowhere = admin("check-pack /nowhere/at/all");
  CHECK(nowhere.code == 1);
  CHECK_THAT(nowhere.text, Catch::Matchers::ContainsSubstring("can't be read"));
  CHECK(admin("--help").code == 0);
}

TEST_CASE("the policy is a page for staff, with the store's own limits, in their language") {
  const fs::path site = fs::temp_directory_path() / ("amends-admin-site-" + std::to_string(::getpid()) + ".toml");
  std::ofstream(site) << "name = \"The Corner\"\n[limits]\nwaiter = \"30\"\n";
  const std::string pack = "'" + (kAssets / "packs" / "restaurant").string() + "'";
  const Said said = admin("print-policy " + pack + " --language de --site '" + site.string() + "'");
  INFO(said.text);
  CHECK(said.code == 0);
  CHECK_THAT(said.text, Catch::Matchers::StartsWith("The Corner\n"));
  CHECK_THAT(said.text, Catch::Matchers::ContainsSubstring("Service                   30,00"));
  CHECK_THAT(said.text, Catch::Matchers::ContainsSubstring("250,00"));
  CHECK_THAT(said.text, Catch::Matchers::ContainsSubstring("ohne Grenze"));
  CHECK_THAT(said.text, !Catch::Matchers::ContainsSubstring("{"));
  std::ofstream(site) << "[limits]\nwaiter = \"900\"\n";
  const Said broken = admin("print-policy " + pack + " --site '" + site.string() + "'");
  CHECK(broken.code == 1);
  CHECK_THAT(broken.text, Catch::Matchers::ContainsSubstring("site"));
  fs::remove(site);
}
