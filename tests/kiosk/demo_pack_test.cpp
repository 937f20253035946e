// The demo packs as they are shipped, and what a slip of the pen in one is answered with.

#include "kiosk/demo_pack.hpp"

#include <catch_amalgamated.hpp>

#include <set>

#include "till_fixture.hpp"

namespace kiosk {
namespace {

std::filesystem::path shipped() {
  return std::filesystem::path(AMENDS_ASSETS_DIR) / "demo";
}

// A copy of the restaurant with one text in it replaced.
class AlteredPack {
 public:
  AlteredPack(std::string_view file, std::string_view from, std::string_view to) {
    std::filesystem::copy(shipped(), folder_.path() / "demo");
    const auto altered = folder_.path() / "demo" / file;
    std::string text = read_text(altered);
    const std::size_t at = text.find(from);
    REQUIRE(at != std::string::npos);
    line_ = 1 + static_cast<int>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
    text.replace(at, from.size(), to);
    write_text(altered, text);
  }

  std::string error() const {
    const auto pack = read_demo_pack(folder_.path() / "demo", "restaurant");
    REQUIRE_FALSE(pack);
    return pack.error();
  }
  int line() const { return line_; }

 private:
  TestFolder folder_;
  int line_ = 0;
};

TEST_CASE("both packs are whole") {
  for (const char* name : {"restaurant", "retail"}) {
    INFO(name);
    const auto pack = read_demo_pack(shipped(), name);
    REQUIRE(pack);
    std::set<std::string> ids;
    for (const Check& check : pack->checks) {
      CHECK(ids.insert(check.id).second);
      CHECK_FALSE(check.lines.empty());
      CHECK(check.total_minor() > 0);
      CHECK(check.opened_us < 0);
      CHECK((check.state == AMENDS_CHECK_OPEN) == (check.paid_minor() == 0));
    }
    std::set<amends_role_t> roles;
    for (const Person& person : pack->people)
      roles.insert(person.role);
    CHECK(roles.size() == 4);
    CHECK(pack->sales.size() >= 14);
    CHECK(std::filesystem::exists(pack->staff_file));
  }
}

TEST_CASE("a slip of the pen is answered with file, line and what is wrong") {
  struct Slip {
    const char* from;
    const char* to;
    const char* said;
  };
  for (const Slip& slip :
       {Slip{"price = \"4.50\"", "price = 4.5", "\"price\" must be a text in quotes"},
        Slip{"price = \"4.50\"", "price = \"4.505\"", "\"price\": \"4.505\" has more than 2 decimals"},
        Slip{"tax_permille = 230", "tax_permil = 230", "\"tax_permil\" isn't known here"},
        Slip{"guests = 3", "guests = -3", "\"guests\" must be between 0 and 1000000"}}) {
    const AlteredPack altered("restaurant.toml", slip.from, slip.to);
    INFO(slip.to);
    CHECK(altered.error().ends_with("restaurant.toml:" + std::to_string(altered.line()) + ": " + slip.said + "."));
  }
}

TEST_CASE("what a pack refers to must be there") {
  CHECK(AlteredPack("restaurant.toml", "item = \"iced-tea-peach\"", "item = \"iced-coffee\"")
            .error()
            .ends_with("item \"iced-coffee\" isn't in this pack."));
  CHECK(AlteredPack("restaurant.toml", "server = \"ana\"", "server = \"eve\"")
            .error()
            .ends_with("server \"eve\" isn't in the staff file."));
  CHECK(AlteredPack("restaurant.toml", "signed_on = \"ana\"", "signed_on = \"eve\"")
            .error()
            .ends_with("signed_on \"eve\" isn't in the staff file."));
  CHECK(AlteredPack("restaurant.toml", "on_screen = \"check-41\"", "on_screen = \"check-4\"")
            .error()
            .ends_with("on_screen \"check-4\" isn't a check of this pack."));
  CHECK(AlteredPack("staff-restaurant.toml", "role = \"manager\"", "role = \"chef\"")
            .error()
            .ends_with("role \"chef\" is none of waiter, shift lead, manager, owner."));
  CHECK(AlteredPack("restaurant.toml", "staff_file = \"staff-restaurant.toml\"", "staff_file = \"nobody.toml\"")
            .error()
            .find("nobody.toml: ") != std::string::npos);
}

TEST_CASE("a file that isn't TOML is answered with its line") {
  const AlteredPack altered("restaurant.toml", "[store]", "[store");
  CHECK(altered.error().find("restaurant.toml:" + std::to_string(altered.line()) + ": ") != std::string::npos);
}

TEST_CASE("a pack that isn't there is answered with its file") {
  const auto pack = read_demo_pack(shipped(), "bakery");
  REQUIRE_FALSE(pack);
  CHECK(pack.error().find("bakery.toml") != std::string::npos);
}

}  // namespace
}  // namespace kiosk
