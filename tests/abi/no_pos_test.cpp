// A host that can do nothing: cases are recorded all the same, and what the till should do is keyed by staff.

#include <catch_amalgamated.hpp>

#include "plugin_under_test.hpp"

namespace amends::testing {
namespace {

void tap_all(Till& till, std::initializer_list<const char*> labels) {
  for (const char* label : labels) {
    const bool tapped = till.tap(label);
    INFO(label << " among " << till.on_screen());
    REQUIRE(tapped);
  }
}

TEST_CASE("Without pos/1 a case is recorded without a check") {
  const Library library;
  const ScratchFolder data;
  ScriptedHost host;
  host.extensions.erase(AMENDS_EXTENSION_POS);
  Till till(library, host, data.path());
  REQUIRE(till.status == AMENDS_OK);
  tap_all(till, {"Make it right", "Slow"});
  INFO(till.on_screen());
  CHECK(till.wait_for("Case T3-0001"));
}

TEST_CASE("A till that shows its check and can do nothing has staff key the remedy") {
  const Library library;
  const ScratchFolder data;
  ScriptedHost host;
  host.capabilities = 0;
  Till till(library, host, data.path());
  REQUIRE(till.status == AMENDS_OK);
  tap_all(till, {"Make it right", "Iced tea", "Tastes wrong", "Put it right", "Take them off the bill"});
  CHECK(till.find("Key it on the till"));
  tap_all(till, {"Take € 4.50 off the bill"});
  INFO(till.on_screen());
  CHECK(till.wait_for("Key"));
  CHECK(host.submitted.empty());
}

}  // namespace
}  // namespace amends::testing
