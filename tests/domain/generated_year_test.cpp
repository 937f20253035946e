// The generated year is the same everywhere, has what it says, and its facts tell the same as its plain values.
#include "support/generated_year.hpp"

#include <catch_amalgamated.hpp>

#include <algorithm>
#include <fstream>
#include <map>
#include <set>

#include "domain/fold.hpp"
#include "domain/sums.hpp"

namespace amends {
namespace {

using testing::facts_of;
using testing::generated_year;
using testing::Year;
using testing::YearCase;
using testing::YearCheck;

// FNV-1a over what makes a year.
class Print {
 public:
  void add(std::int64_t number) {
    for (int byte = 0; byte < 8; ++byte)
      add_byte(static_cast<std::uint8_t>(static_cast<std::uint64_t>(number) >> (8 * byte)));
  }
  void add(const std::string& text) {
    for (const char letter : text)
      add_byte(static_cast<std::uint8_t>(letter));
    add_byte(0);
  }
  [[nodiscard]] std::uint64_t value() const { return value_; }

 private:
  void add_byte(std::uint8_t byte) { value_ = (value_ ^ byte) * 1099511628211U; }
  std::uint64_t value_ = 14695981039346656037U;
};

std::uint64_t print_of(const Year& year) {
  Print print;
  for (const YearCheck& check : year.checks) {
    print.add(check.day * 1440 + check.minute);
    print.add(check.server);
    print.add(check.total_minor);
  }
  for (const YearCase& made : year.cases) {
    print.add(static_cast<std::int64_t>(made.check));
    print.add(made.second);
    print.add(made.failure.text);
    print.add(made.finished_seconds);
    for (const testing::YearRemedy& remedy : made.remedies)
      print.add(remedy.from.text);
  }
  return print.value();
}

}  // namespace

TEST_CASE("the same seed is the same year on every machine, and another is another") {
  // As first made. Another print makes every figure that is measured on the year another one.
  CHECK(print_of(generated_year({.seed = 1})) == 0xa47e90f75d2e80b1);
  CHECK(print_of(generated_year({.seed = 1, .planted = false})) == 0xea50b75acfa8d62f);
  CHECK(print_of(generated_year({.seed = 2})) != print_of(generated_year({.seed = 3})));
}

TEST_CASE("a year has its checks, cases, staff and terminals, in order") {
  const Year year = generated_year({.seed = 5});
  CHECK(year.checks.size() == 60'000);
  CHECK(year.cases.size() == 900);
  CHECK(year.staff.size() == 40);
  CHECK(std::is_sorted(year.checks.begin(), year.checks.end(), [](const YearCheck& left, const YearCheck& right) {
    return std::pair(left.day, left.minute) < std::pair(right.day, right.minute);
  }));
  std::set<std::uint8_t> terminals;
  std::set<std::size_t> checks;
  std::size_t with_approval = 0;
  std::size_t came_back = 0;
  for (const YearCase& made : year.cases) {
    terminals.insert(made.terminal);
    checks.insert(made.check);
    for (const testing::YearRemedy& remedy : made.remedies)
      with_approval += remedy.approved_by ? 1 : 0;
    came_back += made.came_back_day ? 1 : 0;
  }
  CHECK(terminals == std::set<std::uint8_t>{1, 2, 3});
  CHECK(checks.size() == 900);
  CHECK(with_approval > 150);
  CHECK(came_back > 40);
}

TEST_CASE("the year's menu is the demo restaurant's") {
  std::ifstream file(std::string(AMENDS_ASSETS_DIR) + "/demo/restaurant.toml");
  std::map<std::string, std::map<std::string, std::string>> items;
  std::string id;
  for (std::string line; std::getline(file, line);) {
    const std::size_t sign = line.find(" = ");
    if (line == "[[check]]") break;
    if (sign == std::string::npos) continue;
    std::string value = line.substr(sign + 3);
    value.erase(std::remove(value.begin(), value.end(), '"'), value.end());
    if (line.substr(0, sign) == "id") id = value;
    items[id][line.substr(0, sign)] = value;
  }
  items.erase("");
  CHECK(items.size() == testing::year_menu().size());
  for (const testing::YearItem& item : testing::year_menu()) {
    INFO(item.id);
    std::map<std::string, std::string>& there = items[std::string(item.id)];
    const Currency euro = *find_currency("EUR");
    CHECK(there["name"] == item.name);
    CHECK(there["group"] == item.group);
    CHECK(there["component"] == item.component);
    CHECK(parse_money(there["price"], euro) == Money{item.price_minor, euro});
    CHECK(parse_money(there["cost"], euro) == Money{item.cost_minor, euro});
    CHECK((there["alcohol"] == "true") == item.alcohol);
    CHECK((there["available"] == "false") == (item.liked == 0));
  }
}

TEST_CASE("the facts of each case fold to what its plain values say") {
  const Year year = generated_year({.seed = 7});
  for (std::size_t which = 0; which < year.cases.size(); ++which) {
    const YearCase& made = year.cases[which];
    const std::vector<Fact> facts = facts_of(year, which);
    const Case state = fold_all(facts);
    INFO("case " << state.number.text << ", " << made.failure.text);
    REQUIRE(std::is_sorted(facts.begin(), facts.end(),
                           [](const Fact& left, const Fact& right) { return left.at < right.at; }));
    REQUIRE(facts.front().at == testing::instant_of(made.day, made.second));
    REQUIRE(state.failure == made.failure);
    REQUIRE(state.severity == made.severity);
    REQUIRE(state.lines.size() == made.lines.size());
    REQUIRE(state.opened_by == year.staff[made.opened_by].id);
    REQUIRE(state.is_put_right());
    REQUIRE(state.is_acknowledged() == made.is_acknowledged());
    REQUIRE(state.is_prevention_told() == made.prevention_told);
    REQUIRE(state.is_complete() == made.is_complete());
    REQUIRE(state.finished);
    REQUIRE(state.acts.size() == made.remedies.size());
    bool came_back = false;
    for (std::size_t at = 0; at < made.remedies.size(); ++at) {
      const Act& act = state.acts[at];
      const testing::YearRemedy& remedy = made.remedies[at];
      REQUIRE(act.is_settled());
      REQUIRE(kind_of(act.remedy) == remedy.kind);
      REQUIRE(act.cost.minor == remedy.cost_minor);
      REQUIRE(act.chosen_by == year.staff[remedy.asked_by].id);
      const PersonId approver = remedy.approved_by ? year.staff[*remedy.approved_by].id : PersonId{};
      REQUIRE(act.approved_by == approver);
      REQUIRE(approver != act.chosen_by);
      came_back = came_back || act.coupon == CouponState::spent;
    }
    REQUIRE(came_back == made.came_back_day.has_value());
    REQUIRE(state.follow_ups.size() == made.follow_ups.size());
    for (std::size_t at = 0; at < made.follow_ups.size(); ++at)
      REQUIRE(state.follow_ups[at].result == made.follow_ups[at].result);
    REQUIRE(made.action_seconds() <= made.fix_seconds());
    REQUIRE(made.offer_seconds <= made.fix_seconds());
  }
}

TEST_CASE("the facts of a terminal are by time, and those of all three together are as many") {
  const Year year = generated_year({.seed = 8});
  std::size_t sum = 0;
  for (std::uint8_t terminal = 1; terminal <= testing::kYearTerminals; ++terminal) {
    const std::vector<Fact> facts = testing::facts_of_terminal(year, terminal);
    sum += facts.size();
    CHECK(std::is_sorted(facts.begin(), facts.end(),
                         [](const Fact& left, const Fact& right) { return left.at < right.at; }));
    std::set<std::string> numbers;
    for (const Fact& fact : facts) {
      const auto* recorded = std::get_if<CaseRecorded>(&fact.body);
      if (recorded != nullptr) CHECK(numbers.insert(recorded->number.text).second);
    }
  }
  CHECK(testing::facts_of_terminal(year, 0).size() == sum);
}

}  // namespace amends
