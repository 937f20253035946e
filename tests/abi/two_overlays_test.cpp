// Two overlays side by side in one process, each with its data folder and its till.

#include <catch_amalgamated.hpp>

#include "plugin_under_test.hpp"

namespace amends::testing {
namespace {

TEST_CASE("Two overlays at work at once know nothing of each other") {
  const Library library;
  REQUIRE(library.is_usable());
  const ScratchFolder left_data;
  const ScratchFolder right_data;
  ScriptedHost left_host;
  ScriptedHost right_host;
  right_host.check.id = "check-7";
  right_host.check.number = "7";
  right_host.lines = {ScriptedHost::make_line("1", "Tomato soup", 650)};
  right_host.check.total_minor = 650;
  Till left(library, left_host, left_data.path());
  Till right(library, right_host, right_data.path());
  REQUIRE(left.status == AMENDS_OK);
  REQUIRE(right.status == AMENDS_OK);

  // Turn about, so that whatever they shared would show.
  CHECK(left.tap("Make it right"));
  CHECK(right.tap("Make it right"));
  CHECK(left.tap("Iced tea"));
  CHECK(right.tap("Tomato soup"));
  CHECK(left.tap("Tastes wrong"));
  CHECK(right.tap("Cold"));
  CHECK(left.wait_for("Case T3-0001"));
  CHECK(right.wait_for("Case T3-0001"));
  CHECK_FALSE(left.find("Tomato soup"));
  CHECK_FALSE(right.find("Iced tea"));
  CHECK(left.find("Tastes wrong")->state == AMENDS_NODE_SELECTED);
  CHECK(right.find("Cold")->state == AMENDS_NODE_SELECTED);
  CHECK(right.find("Tastes wrong")->state == 0);

  // One ends, the other goes on.
  left.end();
  CHECK(right.tap("Put it right"));
  CHECK(right.wait_for("Something else instead"));
  CHECK(left_host.blamed_count() == 0);
  CHECK(right_host.blamed_count() == 0);
}

}  // namespace
}  // namespace amends::testing
