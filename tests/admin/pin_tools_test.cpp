// A PIN made by hand, from the shell: what is printed, and what the till makes of it.
#include <filesystem>
#include <fstream>
#include <string>

#include <catch_amalgamated.hpp>

#include "called.hpp"
#include "effects/pin_hash.hpp"
#include "ledger/pepper.hpp"
#include "support/scratch_folder.hpp"

using namespace amends;

namespace {

namespace fs = std::filesystem;

class DataFolder {
 public:
  [[nodiscard]] const fs::path& path() const { return folder_.path(); }
  [[nodiscard]] Said pin(const std::string& rest) const { return admin("pin '" + path().string() + "' " + rest); }
  [[nodiscard]] Said typed(const std::string& line) const {
    std::ofstream(path() / "typed") << line << '\n';
    return pin("--typed < '" + (path() / "typed").string() + "'");
  }
  // Whether the till of this folder takes the PIN for the line that was printed.
  [[nodiscard]] bool takes(const std::string& said, std::string digits) const {
    const std::string before = "pin = \"";
    const auto begin = said.find(before) + before.size();
    const std::string hash = said.substr(begin, said.find('"', begin) - begin);
    const auto key = Pepper::read(path() / "keys").value().derive(PepperPurpose::pins);
    return is_peppered(hash) && can_check(hash, key) && fits(hash, Secret(std::move(digits)), key);
  }

 private:
  amends::testing::ScratchFolder folder_;
};

}  // namespace

TEST_CASE("a PIN of six digits is made, told once, and taken by this till alone") {
  const DataFolder folder;
  const Said said = folder.pin("");
  CHECK(said.code == 0);
  const std::string before = "The PIN is ";
  REQUIRE(said.text.find(before) != std::string::npos);
  const std::string digits = said.text.substr(said.text.find(before) + before.size(), 6);
  CHECK(digits.find_first_not_of("0123456789") == std::string::npos);
  CHECK(folder.takes(said.text, digits));
  CHECK_FALSE(folder.takes(said.text, digits == "482913" ? "482914" : "482913"));
  CHECK(folder.pin("").text != said.text);
  // Another till's keys: not even the right one.
  fs::remove(folder.path() / "keys" / "pepper");
  REQUIRE(folder.pin("").code == 0);
  CHECK_FALSE(folder.takes(said.text, digits));
}

TEST_CASE("a PIN that is typed is shown nowhere, and is digits alone") {
  const DataFolder folder;
  const Said said = folder.typed("482913");
  CHECK(said.code == 0);
  CHECK(said.text.find("482913") == std::string::npos);
  CHECK(folder.takes(said.text, "482913"));
  for (const char* wrong : {"123", "1234567", "12 34", "abcd", ""}) {
    const Said refused = folder.typed(wrong);
    CHECK(refused.code == 2);
    CHECK(refused.text.find("That is no PIN. Type 4 to 6 digits, nothing else.") != std::string::npos);
  }
}

TEST_CASE("no pepper is made up for a ledger that lost its own") {
  const DataFolder folder;
  std::ofstream(folder.path() / "ledger.sqlite") << "a ledger";
  const Said said = folder.pin("");
  CHECK(said.code == 1);
  CHECK(said.text.find("has a ledger, but not its keys") != std::string::npos);
  CHECK_FALSE(fs::exists(folder.path() / "keys" / "pepper"));
  const Said nowhere = admin("pin '" + (folder.path() / "gone").string() + "'");
  CHECK(nowhere.code == 1);
  CHECK(nowhere.text.find("There is no folder") != std::string::npos);
}
