// A ledger that can't be used is no failure of start: the tab says so in a sentence, nothing is changed, the sale goes on.

#include <catch_amalgamated.hpp>
#include <fstream>
#include <iterator>

#include "plugin_under_test.hpp"

namespace amends::testing {
namespace {

[[nodiscard]] std::string bytes_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

TEST_CASE("A data folder that can't be made is said on the tab, and every tap beside it is the till's") {
  const Library library;
  const ScratchFolder data;
  std::ofstream(data.path() / "file") << "not a folder";
  ScriptedHost host;
  Till till(library, host, data.path() / "file" / "data");
  REQUIRE(till.status == AMENDS_OK);
  CHECK(till.wait_for("Write on paper"));
  CHECK(till.tap_at(100, 100) == 0);
  CHECK(till.tap("Write on paper"));
  INFO(till.on_screen());
  CHECK(till.wait_for("Write it on paper for now"));
}

TEST_CASE("A damaged ledger is left as it is, and said") {
  const ScratchFolder data;
  {
    const Library library;
    ScriptedHost host;
    Till till(library, host, data.path());
    REQUIRE(till.tap("Make it right"));
    REQUIRE(till.tap("Iced tea"));
    REQUIRE(till.tap("Tastes wrong"));
    REQUIRE(till.wait_for("Case T3-0001"));
  }
  std::filesystem::path ledger;
  for (const auto& file : std::filesystem::recursive_directory_iterator(data.path())) {
    if (file.is_regular_file() && bytes_of(file.path()).substr(0, 15) == "SQLite format 3") ledger = file.path();
  }
  REQUIRE(!ledger.empty());
  {
    std::fstream out(ledger, std::ios::binary | std::ios::in | std::ios::out);
    out.seekp(0);
    out << std::string(100, 'x');
  }
  const std::string damaged = bytes_of(ledger);
  const Library library;
  ScriptedHost host;
  {
    Till till(library, host, data.path());
    REQUIRE(till.status == AMENDS_OK);
    CHECK(till.wait_for("Write on paper"));
  }
  CHECK(bytes_of(ledger) == damaged);
}

}  // namespace
}  // namespace amends::testing
