// A host written in C alone drives a complaint to its end.

#include "host_in_c11.h"

#include <array>
#include <catch_amalgamated.hpp>
#include <cstdlib>
#include <filesystem>

#include "plugin_under_test.hpp"

namespace {

TEST_CASE("A whole host in C11 drives a case from the tab to Done, and is asked for its part once") {
  const amends::testing::ScratchFolder data;
  const std::filesystem::path library(AMENDS_PLUGIN_PATH);
  std::array<char, 256> why{};
  // AMENDS_PICTURE names a file for the picture, for who wants to look.
  const int result =
      host_in_c11_plays(library.c_str(), library.parent_path().c_str(), AMENDS_ASSETS_DIR, data.path().c_str(),
                        std::getenv("AMENDS_PICTURE"), why.data(), static_cast<unsigned>(why.size()));
  INFO(why.data());
  CHECK(result == 0);
}

}  // namespace
