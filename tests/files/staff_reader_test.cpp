// The staff file: who is there and whose PIN is known; a PIN in digits is refused without repeating it.
#include <catch_amalgamated.hpp>

#include <filesystem>
#include <fstream>

#include <unistd.h>

#include "files/staff_reader.hpp"

namespace amends {
namespace {

namespace fs = std::filesystem;

tl::expected<StaffFile, FileProblem> read_text(std::string_view text) {
  const fs::path path = fs::temp_directory_path() / ("amends-staff-" + std::to_string(::getpid()) + ".toml");
  std::ofstream(path, std::ios::binary) << text;
  auto staff = read_staff(path);
  fs::remove(path);
  return staff;
}

}  // namespace

TEST_CASE("people are read with their roles and the hashes of those who have a PIN") {
  const auto staff = read_text(
      "[[person]]\nid = \"ana\"\nname = \"Ana\"\nrole = \"waiter\"\n"
      "[[person]]\nid = \"jon\"\nname = \"Jon\"\nrole = \"shift lead\"\non_shift = false\n"
      "[[person]]\nid = \"mira\"\nname = \"Mira\"\nrole = \"manager\"\npin = "
      "\"$argon2id$v=19$m=8,t=1,p=1$c2FsdA$aGFzaA\"\n");
  REQUIRE(staff);
  REQUIRE(staff->people.size() == 3);
  CHECK(staff->people[0] == Person{{"ana"}, "Ana", Role::waiter, true});
  CHECK(staff->people[1] == Person{{"jon"}, "Jon", Role::shift_lead, false});
  CHECK(staff->pin_hashes.size() == 1);
  CHECK(staff->pin_hashes.at(PersonId{"mira"}).starts_with("$argon2id$"));
}

TEST_CASE("a PIN that takes a till's pepper is read with its mark") {
  const std::string hash = "pepper-1f2e3d4c$argon2id$v=19$m=8,t=1,p=1$c2FsdA$aGFzaA";
  const auto staff =
      read_text("[[person]]\nid = \"ana\"\nname = \"Ana\"\nrole = \"manager\"\npin = \"" + hash + "\"\n");
  REQUIRE(staff);
  CHECK(staff->pin_hashes.at(PersonId{"ana"}) == hash);
}

TEST_CASE("a broken staff file is refused with its line and what to do") {
  const std::string good = "[[person]]\nid = \"ana\"\nname = \"Ana\"\nrole = \"waiter\"\n";
  const auto problem = [](const std::string& text) {
    const auto staff = read_text(text);
    REQUIRE_FALSE(staff);
    return staff.error();
  };
  CHECK(problem(good + good).line == 6);
  CHECK(problem(good + "pin = \"2468\"\n").line == 5);
  CHECK(problem(good + "pin = \"2468\"\n").sentence.find("2468") == std::string::npos);
  for (const char* hash :
       {" $argon2id$v=19$m=8,t=1,p=1$c2FsdA$aGFzaA", "2468$argon2id$v=19", "Pepper-1f2e3d4c$argon2id$v=19",
        "pepper-1f2e3d$argon2id$v=19", "pepper-1f2e3d4g$argon2id$v=19", "pepper-1f2e3d4c"}) {
    INFO(hash);
    CHECK(problem(good + "pin = \"" + hash + "\"\n").line == 5);
  }
  CHECK(problem(good + "phone = \"1\"\n").line == 5);
  CHECK(problem("[[person]]\nid = \"ana\"\nname = \"Ana\"\nrole = \"chef\"\n").line == 4);
  CHECK(problem("[[person]]\nid = \"ana\"\nrole = \"waiter\"\n").sentence.find("\"name\" is missing") == 0);
  CHECK(problem("").sentence.find("Nobody is in this file") == 0);
}

TEST_CASE("the demo staff can be read") {
  for (const char* name : {"staff-restaurant.toml", "staff-retail.toml"}) {
    const auto staff = read_staff(fs::path(AMENDS_ASSETS_DIR) / "demo" / name);
    if (!staff) FAIL(describe(staff.error()));
    CHECK(staff->people.size() >= 4);
    CHECK(staff->pin_hashes.size() == staff->people.size());
  }
}

}  // namespace amends
