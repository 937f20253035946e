// A change of the store's own file, seen by a till that runs: taken up, held back, refused; and a start on it.
#include <fstream>

#include <catch_amalgamated.hpp>

#include "plugin_under_test.hpp"

namespace amends::testing {
namespace {

void write_site(const ScratchFolder& data, std::string_view text) {
  std::ofstream(data.path() / "site.toml", std::ios::binary) << text;
}

void open_settings(Till& till) {
  REQUIRE(till.tap("Make it right"));
  REQUIRE(till.tap("All cases"));
  REQUIRE(till.tap("Display"));
  REQUIRE(till.tap("Store settings"));
  REQUIRE(till.wait_for("More: A waiter"));
}

}  // namespace

TEST_CASE("a changed file holds without a restart; what gives more waits; a broken one is told and nothing changes") {
  const Library library;
  const ScratchFolder data;
  ScriptedHost host;
  Till till(library, host, data.path());
  open_settings(till);
  INFO(till.on_screen());
  CHECK(till.find("€\u00a025.00"));

  write_site(data, "[limits]\nwaiter = \"20\"\n");
  REQUIRE(till.wait_for("€\u00a020.00"));
  CHECK_FALSE(till.find("€\u00a025.00"));

  write_site(data, "[limits]\nwaiter = 19\n");
  REQUIRE(till.wait_for("A file of the pack has a mistake"));
  CHECK(till.find("€\u00a020.00"));

  write_site(data, "[limits]\nwaiter = \"30\"\n");
  REQUIRE(till.wait_for("New rules that give more: A waiter, in one case: €\u00a020.00 → €\u00a030.00"));
  CHECK_FALSE(till.find("A file of the pack has a mistake"));
  CHECK(till.find("€\u00a020.00"));
  REQUIRE(till.tap("Leave it as it was"));
  CHECK(till.turn_until([&] { return !till.find("New rules"); }));
}

TEST_CASE("a till starts by the store's own file, and not at all by a broken one: one sentence says where") {
  const Library library;
  const ScratchFolder data;
  write_site(data, "name = \"The Corner\"\nlanguage = \"de\"\n[limits]\nwaiter = \"15\"\n");
  {
    ScriptedHost host;
    Till till(library, host, data.path());
    REQUIRE(till.status == AMENDS_OK);
    CHECK(till.wait_for("Gutmachen"));
  }
  write_site(data, "[limits]\nwaiter = \"900\"\n");
  ScriptedHost host;
  const Till till(library, host, data.path());
  CHECK(till.status == AMENDS_E_UNAVAILABLE);
  CHECK_THAT(till.error.message, Catch::Matchers::ContainsSubstring("site.toml"));
  CHECK_THAT(till.error.message, Catch::Matchers::ContainsSubstring("waiter"));
}

}  // namespace amends::testing
