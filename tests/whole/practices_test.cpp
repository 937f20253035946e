// tests/practices.toml: every practice that must hold has a test that proves it, or says what is still to come.
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <vector>

#include <toml++/toml.h>
#include <catch_amalgamated.hpp>

namespace {

namespace fs = std::filesystem;

const fs::path kTests = fs::path(AMENDS_SOURCE_DIR) / "tests";

std::string text_of(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

// The names of all test cases and journeys. A name that is written over two lines is joined.
std::set<std::string> names_of_tests() {
  std::set<std::string> names;
  constexpr std::string_view kBegins = "TEST_CASE(\"";
  for (const auto& entry : fs::recursive_directory_iterator(kTests)) {
    if (entry.path().extension() == ".journey") names.insert("journey: " + entry.path().stem().string());
    if (entry.path().extension() != ".cpp") continue;
    const std::string text = text_of(entry.path());
    for (std::size_t at = text.find(kBegins); at != std::string::npos; at = text.find(kBegins, at + 1)) {
      const std::size_t begin = at + kBegins.size();
      const std::size_t end = text.find("\")", begin);
      if (end != std::string::npos) names.insert(text.substr(begin, end - begin));
    }
  }
  return names;
}

// "S2.10" as 210, so that they can be ordered.
int rank_of(const std::string& id) {
  const std::size_t point = id.find('.');
  if (id.size() < 4 || id[0] != 'S' || point != 2) return -1;
  return (id[1] - '0') * 100 + std::stoi(id.substr(point + 1));
}

}  // namespace

TEST_CASE("each practice that must hold names tests that are there, or what is still to come") {
  const toml::table file = toml::parse_file((kTests / "practices.toml").string());
  const toml::array* practices = file["practice"].as_array();
  REQUIRE(practices != nullptr);
  CHECK(practices->size() == 64);
  const std::set<std::string> known = names_of_tests();
  CHECK(known.size() > 500);
  int before = -1;
  for (const toml::node& node : *practices) {
    const toml::table& practice = *node.as_table();
    const std::string id = practice["id"].value_or(std::string());
    INFO(id);
    CHECK(rank_of(id) > before);
    before = rank_of(id);
    CHECK(practice["states"].value_or(std::string()).size() > 20);
    const toml::array* proven_by = practice["proven_by"].as_array();
    const std::string open = practice["open"].value_or(std::string());
    CHECK((proven_by != nullptr || !open.empty()));
    // A part of the product that is still to come, never a test that somebody has yet to write.
    CHECK(open.find("test") == std::string::npos);
    if (proven_by == nullptr) continue;
    CHECK_FALSE(proven_by->empty());
    for (const toml::node& test : *proven_by) {
      INFO(test.value_or(std::string()));
      CHECK(known.contains(test.value_or(std::string())));
    }
  }
}
