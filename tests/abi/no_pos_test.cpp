// A host that can do nothing: cases are recorded all the same, and what the till should do is keyed by staff.

#include <sodium.h>

#include <array>
#include <catch_amalgamated.hpp>
#include <fstream>

#include "effects/pin_hash.hpp"
#include "ledger/pepper.hpp"
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

TEST_CASE("Without pos/1 a case is recorded without a check, and put right with what needs no till") {
  const Library library;
  const ScratchFolder data;
  ScriptedHost host;
  host.extensions.erase(AMENDS_EXTENSION_POS);
  Till till(library, host, data.path());
  REQUIRE(till.status == AMENDS_OK);
  tap_all(till, {"Make it right", "Slow"});
  CHECK(till.wait_for("Case T3-0001"));
  tap_all(till, {"I apologised", "Put it right", "Coupon for the next visit", "Give a coupon"});
  tap_all(till, {"No extra", "Not needed", "Done"});
  // The sheet is called so too: it is closed when its own button is gone.
  CHECK(till.turn_until([&] { return !till.find("Close") && till.find("Make it right"); }));
  // It stands among the cases.
  tap_all(till, {"Make it right", "All cases", "Cases"});
  const bool is_listed = till.turn_until([&] { return till.on_screen().find("T3-0001") != std::string::npos; });
  INFO(till.on_screen());
  CHECK(is_listed);
  CHECK(host.blamed_count() == 0);
}

TEST_CASE("A till that shows its check and can do nothing has staff key the remedy and say so") {
  const Library library;
  const ScratchFolder data;
  ScriptedHost host;
  host.capabilities = 0;
  Till till(library, host, data.path());
  REQUIRE(till.status == AMENDS_OK);
  tap_all(till, {"Make it right", "Iced tea", "Tastes wrong", "Put it right", "Take them off the bill"});
  CHECK(till.find("Key it on the till"));
  tap_all(till, {"Take €\u00a04.50 off the bill"});
  INFO(till.on_screen());
  CHECK(till.wait_for("Key it on the till: Take them off the bill, €\u00a04.50."));
  tap_all(till, {"Keyed"});
  CHECK(till.turn_until([&] {
    const auto act = till.find("Take them off the bill");
    return act && act->value == "keyed on the till";
  }));
  CHECK(host.submitted.empty());
  CHECK(host.looked_up.empty());
}

// Argon2id with its smallest cost: the strength isn't what is tested.
[[nodiscard]] std::string hash_of(const std::string& pin) {
  REQUIRE(sodium_init() >= 0);
  std::array<char, crypto_pwhash_STRBYTES> hash{};
  REQUIRE(crypto_pwhash_str_alg(hash.data(), pin.c_str(), pin.size(), crypto_pwhash_OPSLIMIT_MIN,
                                crypto_pwhash_MEMLIMIT_MIN, crypto_pwhash_ALG_ARGON2ID13) == 0);
  return hash.data();
}

TEST_CASE("Without operator/1 the staff file says who is there, and its PINs approve") {
  const Library library;
  const ScratchFolder data;
  const bool has_pepper = GENERATE(false, true);
  std::string hash = hash_of("482913");
  if (has_pepper) {
    REQUIRE(make_folder(data.path() / "keys"));
    REQUIRE(Pepper::prepare(data.path() / "keys"));
    hash = hash_pin(Secret("482913"), Pepper::read(data.path() / "keys")->derive(PepperPurpose::pins)).value();
  }
  std::ofstream(data.path() / "staff.toml")
      << "[[person]]\nid = \"lia\"\nname = \"Lia\"\nrole = \"waiter\"\non_shift = true\n"
      << "[[person]]\nid = \"max\"\nname = \"Max\"\nrole = \"manager\"\non_shift = true\n"
      << "pin = \"" << hash << "\"\n";
  ScriptedHost host;
  host.extensions.erase(AMENDS_EXTENSION_OPERATOR);
  host.lines = {ScriptedHost::make_line("1", "Iced tea", 450), ScriptedHost::make_line("2", "Steak for two", 4800)};
  host.check.total_minor = 5250;
  Till till(library, host, data.path());
  REQUIRE(till.status == AMENDS_OK);
  tap_all(till, {"Make it right", "Iced tea", "Tastes wrong"});
  CHECK(till.wait_for("Case T3-0001 · Lia"));
  tap_all(till, {"Put it right", "Whole bill", "Ask Max", "Their loss was greater"});
  tap_all(till, {"1", "1", "1", "1", "1", "1", "Approve"});
  CHECK(till.wait_for("That PIN isn't right"));
  CHECK(host.submitted.empty());
  tap_all(till, {"4", "8", "2", "9", "1", "3", "Approve"});
  REQUIRE(till.turn_until([&] { return !host.submitted.empty(); }));
  CHECK(host.submitted.front().operator_id == "lia");
  CHECK(host.submitted.front().approver_id == "max");
  CHECK(host.submitted.front().amount_minor == 5250);
  for (const LogLine& line : host.log_lines()) {
    CHECK(line.text.find("482913") == std::string::npos);
    CHECK(line.text.find("111111") == std::string::npos);
  }
}

}  // namespace
}  // namespace amends::testing
