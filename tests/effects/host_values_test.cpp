// The border: what a host may hand over, and what becomes of what it may not.

#include "effects/host_values.hpp"

#include <array>
#include <catch_amalgamated.hpp>
#include <cstring>
#include <string>
#include <vector>

#include "effects/utf8.hpp"
#include "support/scripted_host.hpp"

namespace amends {
namespace {

using testing::ScriptedHost;

const Currency kEuro = find_currency("EUR").value();

struct Border {
  std::vector<std::string> blamed;
  BlameHost blame = [this](std::string_view sentence) { blamed.emplace_back(sentence); };
  ScriptedHost host;

  std::optional<Check> check() { return to_check(&host.told_check(), kEuro, blame); }
};

TEST_CASE("A proper check is taken whole and nobody is blamed") {
  Border border;
  border.host.check.state = AMENDS_CHECK_PAID;
  border.host.check.paid_minor = 1680;
  border.host.check.refunded_minor = 80;
  border.host.lines[1].refunded_minor = 50;
  border.host.lines[1].flags = AMENDS_LINE_ALCOHOL | AMENDS_LINE_VOIDED;
  border.host.lines[1].seat = 2;
  const auto check = border.check();
  REQUIRE(check);
  CHECK(check->id.text == "check-41");
  CHECK(check->number == "41");
  CHECK(check->place == "Table 12");
  CHECK(check->state == CheckState::paid);
  CHECK(check->currency == kEuro);
  CHECK(check->server.text == "ana");
  CHECK(check->opened.microseconds == 1'749'999'000'000'000);
  CHECK(check->total == Money{1680, kEuro});
  CHECK(check->paid == Money{1680, kEuro});
  CHECK(check->refunded == Money{80, kEuro});
  CHECK(check->guests == 3);
  REQUIRE(check->lines.size() == 3);
  CHECK(check->lines[0].fired);
  CHECK_FALSE(check->lines[1].fired);
  CHECK(check->lines[1].alcohol);
  CHECK(check->lines[1].voided);
  CHECK(check->lines[1].seat == 2);
  CHECK(check->lines[1].refunded == Money{50, kEuro});
  CHECK(check->lines[2].name == "Soup");
  CHECK(border.blamed.empty());
}

TEST_CASE("A check that can't be trusted is refused with one sentence") {
  struct Row {
    const char* situation;
    void (*spoil)(amends_check_t&);
  };
  static const amends_line_t short_line = [] {
    auto line = ScriptedHost::make_line("9", "Tea", 100);
    line.struct_size = AMENDS_LINE_SIZE_0_1 - 1;
    return line;
  }();
  const std::array rows{
      Row{"short struct", [](amends_check_t& check) { check.struct_size = AMENDS_CHECK_SIZE_0_1 - 1; }},
      Row{"struct_size of zero", [](amends_check_t& check) { check.struct_size = 0; }},
      Row{"no id", [](amends_check_t& check) { check.id = nullptr; }},
      Row{"empty id", [](amends_check_t& check) { check.id = ""; }},
      Row{"an id that is not UTF-8", [](amends_check_t& check) { check.id = "\xC3("; }},
      Row{"an id with a line end", [](amends_check_t& check) { check.id = "a\nb"; }},
      Row{"unknown state", [](amends_check_t& check) { check.state = 5; }},
      Row{"no state", [](amends_check_t& check) { check.state = 0; }},
      Row{"unknown currency", [](amends_check_t& check) { check.currency = "EURO"; }},
      Row{"another currency than the site's", [](amends_check_t& check) { check.currency = "USD"; }},
      Row{"negative total", [](amends_check_t& check) { check.total_minor = -1; }},
      Row{"negative payment", [](amends_check_t& check) { check.paid_minor = -1; }},
      Row{"an amount that is none", [](amends_check_t& check) { check.total_minor = INT64_MAX; }},
      Row{"lines counted and missing", [](amends_check_t& check) { check.lines = nullptr; }},
      Row{"lines beyond counting", [](amends_check_t& check) { check.line_count = UINT32_MAX; }},
      Row{"elements of size zero", [](amends_check_t& check) { check.line_size_bytes = 0; }},
      Row{"elements too small", [](amends_check_t& check) { check.line_size_bytes = AMENDS_LINE_SIZE_0_1 - 1; }},
      Row{"an element that says it is short",
          [](amends_check_t& check) {
            check.lines = &short_line;
            check.line_count = 1;
          }},
  };
  for (const Row& row : rows) {
    DYNAMIC_SECTION(row.situation) {
      Border border;
      amends_check_t check = border.host.told_check();
      row.spoil(check);
      CHECK_FALSE(to_check(&check, kEuro, border.blame));
      CHECK(border.blamed.size() == 1);
    }
  }
  Border border;
  CHECK_FALSE(to_check(nullptr, kEuro, border.blame));
  CHECK(border.blamed.size() == 1);
}

TEST_CASE("A line that can't be one is left out and the others stay") {
  struct Row {
    const char* situation;
    void (*spoil)(amends_line_t&);
  };
  const std::array rows{
      Row{"no id", [](amends_line_t& line) { line.id = nullptr; }},
      Row{"the id of another line", [](amends_line_t& line) { line.id = "1"; }},
      Row{"no quantity", [](amends_line_t& line) { line.quantity_thousandths = 0; }},
      Row{"negative quantity", [](amends_line_t& line) { line.quantity_thousandths = -1000; }},
      Row{"a quantity beyond reason", [](amends_line_t& line) { line.quantity_thousandths = INT64_MAX; }},
      Row{"negative total", [](amends_line_t& line) { line.total_minor = -450; }},
      Row{"negative price", [](amends_line_t& line) { line.unit_minor = INT64_MIN; }},
  };
  for (const Row& row : rows) {
    DYNAMIC_SECTION(row.situation) {
      Border border;
      row.spoil(border.host.lines[1]);
      const auto check = border.check();
      REQUIRE(check);
      REQUIRE(check->lines.size() == 2);
      CHECK(check->lines[0].id.text == "1");
      CHECK(check->lines[1].id.text == "3");
      CHECK(border.blamed.size() == 1);
    }
  }
}

TEST_CASE("What was given back is kept within what can have been given back") {
  Border border;
  border.host.check.paid_minor = 1000;
  border.host.check.refunded_minor = 1001;
  border.host.lines[0].refunded_minor = -5;
  border.host.lines[1].refunded_minor = 451;
  const auto check = border.check();
  REQUIRE(check);
  CHECK(check->refunded.minor == 1000);
  CHECK(check->lines[0].refunded.minor == 0);
  CHECK(check->lines[1].refunded.minor == 450);
  CHECK(border.blamed.size() == 3);
}

TEST_CASE("A check that names no currency is in the site's") {
  Border border;
  border.host.check.currency = nullptr;
  const auto check = border.check();
  REQUIRE(check);
  CHECK(check->total.currency == kEuro);
  CHECK(border.blamed.empty());
}

TEST_CASE("Absent texts are empty and odd small numbers harmless") {
  Border border;
  border.host.check.number = nullptr;
  border.host.check.place = nullptr;
  border.host.check.server_id = nullptr;
  border.host.check.server_name = nullptr;
  border.host.check.guests = -4;
  border.host.check.opened_us = -1;
  border.host.lines[0].name = nullptr;
  border.host.lines[0].item_id = nullptr;
  border.host.lines[0].seat = -1;
  border.host.lines[0].course = INT32_MIN;
  const auto check = border.check();
  REQUIRE(check);
  CHECK(check->number.empty());
  CHECK(check->place.empty());
  CHECK(check->server.empty());
  CHECK(check->guests == 0);
  CHECK(check->opened.microseconds == 0);
  CHECK(check->lines[0].name.empty());
  CHECK(check->lines[0].item.empty());
  CHECK(check->lines[0].seat == 0);
  CHECK(check->lines[0].course == 0);
}

TEST_CASE("Structs of a newer host are read up to what we know, and its arrays by their own stride") {
  struct NewerLine {
    amends_line_t known;
    std::int64_t appended;
  };
  struct NewerCheck {
    amends_check_t known;
    const char* appended;
  };
  Border border;
  std::array<NewerLine, 2> lines{};
  lines[0].known = ScriptedHost::make_line("a", "Iced tea", 450);
  lines[1].known = ScriptedHost::make_line("b", "Soup", 780);
  for (NewerLine& line : lines) {
    line.known.struct_size = sizeof line;
    line.appended = -1;
  }
  NewerCheck newer{border.host.told_check(), "later"};
  newer.known.struct_size = sizeof newer;
  newer.known.lines = &lines[0].known;
  newer.known.line_count = 2;
  newer.known.line_size_bytes = sizeof(NewerLine);
  const auto check = to_check(&newer.known, kEuro, border.blame);
  REQUIRE(check);
  REQUIRE(check->lines.size() == 2);
  CHECK(check->lines[1].name == "Soup");
  CHECK(check->lines[1].total.minor == 780);
  CHECK(border.blamed.empty());
}

TEST_CASE("Nothing beyond a struct's own size is read") {
  // The host's struct ends where its memory ends; the address sanitizer watches.
  Border border;
  const amends_check_t whole = border.host.told_check();
  std::vector<unsigned char> exact(AMENDS_CHECK_SIZE_0_1);
  std::memcpy(exact.data(), &whole, exact.size());
  const std::uint32_t size = AMENDS_CHECK_SIZE_0_1;
  std::memcpy(exact.data(), &size, sizeof size);
  const auto check = to_check(reinterpret_cast<const amends_check_t*>(exact.data()), kEuro, border.blame);
  REQUIRE(check);
  CHECK(check->lines.size() == 3);
}

TEST_CASE("A text without an end is read no further than its limit and cut between two characters") {
  Border border;
  std::vector<char> endless(kNameBytesMax + 1, 'x');
  endless[kNameBytesMax - 1] = '\xC3';
  endless[kNameBytesMax] = '\xA9';
  const std::string text = to_text(endless.data(), kNameBytesMax, border.blame);
  CHECK(text == std::string(kNameBytesMax - 1, 'x'));
  CHECK(border.blamed.size() == 1);
  std::vector<char> endless_id(kIdBytesMax + 1, 'x');
  CHECK_FALSE(to_id(endless_id.data()));
}

TEST_CASE("Text that is not UTF-8 is repaired, control characters become blanks") {
  Border border;
  CHECK(to_text("caf\xC3\xA9", 20, border.blame) == "caf\xC3\xA9");
  CHECK(border.blamed.empty());
  CHECK(to_text("a\tb\nc", 20, border.blame) == "a b c");
  CHECK(to_text("caf\xE9!", 20, border.blame) == "caf\xEF\xBF\xBD!");
  CHECK(border.blamed.size() == 1);
  // A repair may not make the text longer than its limit.
  const std::string repaired = to_text("\xFF\xFF\xFF\xFF\xFF", 5, border.blame);
  CHECK(repaired == "\xEF\xBF\xBD");
}

TEST_CASE("Only well-formed UTF-8 is UTF-8") {
  for (const char* good :
       {"", "A", "\xC2\x80", "\xE0\xA0\x80", "\xED\x9F\xBF", "\xEF\xBF\xBF", "\xF0\x90\x80\x80", "\xF4\x8F\xBF\xBF"}) {
    CAPTURE(good);
    CHECK(is_utf8(good));
  }
  for (const char* bad : {"\x80", "\xC0\xAF", "\xC1\xBF", "\xC2", "\xE0\x9F\xBF", "\xED\xA0\x80", "\xE2\x82",
                          "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFE"}) {
    CAPTURE(bad);
    CHECK_FALSE(is_utf8(bad));
    CHECK(is_utf8(repaired_utf8(bad)));
  }
}

TEST_CASE("An item's cost is an amount or not known") {
  Border border;
  amends_item_t item = ScriptedHost::make_item("tea", "Iced tea", "Drinks", 450);
  item.cost_minor = 90;
  CHECK(to_item(&item, kEuro, border.blame)->cost == Money{90, kEuro});
  item.cost_minor = -1;
  CHECK_FALSE(to_item(&item, kEuro, border.blame)->cost);
  CHECK(border.blamed.empty());
  item.cost_minor = -2;
  CHECK_FALSE(to_item(&item, kEuro, border.blame)->cost);
  CHECK(border.blamed.size() == 1);
  item.unit_minor = -450;
  CHECK_FALSE(to_item(&item, kEuro, border.blame));
  CHECK(border.blamed.size() == 2);
  item = ScriptedHost::make_item("tea", "Iced tea", "Drinks", 450);
  item.flags = AMENDS_ITEM_ALCOHOL;
  const auto wine = to_item(&item, kEuro, border.blame);
  REQUIRE(wine);
  CHECK(wine->alcohol);
  CHECK_FALSE(wine->available);
}

TEST_CASE("A person without a name is called by their id, one without a role is nobody") {
  Border border;
  amends_person_t person = ScriptedHost::make_person("ana", nullptr, AMENDS_ROLE_SHIFT_LEAD);
  const auto taken = to_person(&person, border.blame);
  REQUIRE(taken);
  CHECK(taken->name == "ana");
  CHECK(taken->role == Role::shift_lead);
  for (const amends_role_t role : {0, 5, -1}) {
    person.role = role;
    CHECK_FALSE(to_person(&person, border.blame));
  }
  person.role = AMENDS_ROLE_OWNER;
  person.struct_size = AMENDS_PERSON_SIZE_0_1 - 4;
  CHECK_FALSE(to_person(&person, border.blame));
  CHECK(border.blamed.size() == 4);
}

TEST_CASE("Every capability has its flag, and flags of later versions are no capability") {
  const std::array flags{
      std::pair{AMENDS_CAN_REFUND_AMOUNT, &Capabilities::refund_amount},
      std::pair{AMENDS_CAN_REFUND_LINE, &Capabilities::refund_line},
      std::pair{AMENDS_CAN_REFUND_CHECK, &Capabilities::refund_check},
      std::pair{AMENDS_CAN_REFUND_AFTER_CLOSE, &Capabilities::refund_after_close},
      std::pair{AMENDS_CAN_DISCOUNT_LINE, &Capabilities::discount_line},
      std::pair{AMENDS_CAN_DISCOUNT_CHECK, &Capabilities::discount_check},
      std::pair{AMENDS_CAN_VOID_LINE, &Capabilities::void_line},
      std::pair{AMENDS_CAN_REORDER, &Capabilities::reorder},
      std::pair{AMENDS_CAN_EXCHANGE, &Capabilities::exchange},
      std::pair{AMENDS_CAN_CREDIT, &Capabilities::credit},
      std::pair{AMENDS_CAN_ADD_AT_ZERO, &Capabilities::add_at_zero},
      std::pair{AMENDS_CAN_LOOK_UP, &Capabilities::look_up},
      std::pair{AMENDS_IS_IDEMPOTENT, &Capabilities::idempotent},
  };
  for (const auto& [flag, member] : flags) {
    Capabilities expected;
    expected.*member = true;
    CHECK(to_capabilities(static_cast<std::uint32_t>(flag)) == expected);
  }
  CHECK(to_capabilities(0xFFFFE000U) == Capabilities{});
}

TEST_CASE("An answer says done, rejected, in doubt, or nothing yet") {
  Border border;
  const auto outcome_of = [&](amends_outcome_t outcome, std::int64_t amount_minor) {
    const amends_answer_t given = ScriptedHost::make_answer("T3-7", outcome, amount_minor);
    return to_answer(&given, kEuro, border.blame);
  };
  CHECK(outcome_of(AMENDS_OUTCOME_DONE, 450)->outcome ==
        TakeHostAnswer{{"T3-7"}, HostOutcome::done, "R-1", "", {450, kEuro}});
  CHECK(outcome_of(AMENDS_OUTCOME_REJECTED, 0)->outcome->outcome == HostOutcome::rejected);
  CHECK(outcome_of(AMENDS_OUTCOME_UNKNOWN, 0)->outcome->outcome == HostOutcome::in_doubt);
  CHECK(outcome_of(AMENDS_OUTCOME_PENDING, 0) == HostAnswer{{"T3-7"}, std::nullopt});
  CHECK(border.blamed.empty());
  CHECK(outcome_of(AMENDS_OUTCOME_DONE, -450)->outcome->outcome == HostOutcome::in_doubt);
  CHECK_FALSE(outcome_of(0, 0));
  CHECK_FALSE(outcome_of(5, 0));
  CHECK(border.blamed.size() == 3);
  const std::string long_id(AMENDS_REQUEST_ID_MAX + 1, 'r');
  const amends_answer_t given = ScriptedHost::make_answer(long_id.c_str(), AMENDS_OUTCOME_DONE, 0);
  CHECK_FALSE(to_answer(&given, kEuro, border.blame));
  CHECK_FALSE(to_answer(nullptr, kEuro, border.blame));
}

}  // namespace
}  // namespace amends
