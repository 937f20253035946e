// Wrong PINs kept over a start.
#include "files/pin_tries_file.hpp"

#include <filesystem>
#include <fstream>

#include <catch_amalgamated.hpp>

#include <unistd.h>

using namespace amends;

TEST_CASE("wrong PINs are kept by person, and a file that can't be read is as good as none") {
  const auto path = std::filesystem::temp_directory_path() / ("amends-pin-tries-" + std::to_string(::getpid()));
  std::filesystem::remove(path);
  PinTriesFile file(path);
  CHECK(file.load().empty());
  const PinTries tries = {{{"ana"}, 2}, {{"mira"}, 6}};
  REQUIRE(file.save(tries));
  CHECK(file.load() == tries);
  REQUIRE(file.save({}));
  CHECK(file.load().empty());
  std::ofstream(path) << "[[person]]\nid = \"mira\"\nwrong = -3\n";
  CHECK(file.load().empty());
  std::ofstream(path) << "not a table";
  CHECK(file.load().empty());
  std::filesystem::remove(path);
  CHECK_FALSE(PinTriesFile("/nowhere/at/all/pin-tries").save(tries));
}
