// Money: exact, checked, rounded by name, split without losing a unit.
#include <catch_amalgamated.hpp>

#include <limits>
#include <numeric>

#include <rapidcheck.h>

#include "domain/money.hpp"
#include "support/domain_fakes.hpp"

namespace amends {
namespace {

using fakes::euro;

constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();

}  // namespace

TEST_CASE("currencies are known by their code, with their decimals") {
  CHECK(find_currency("EUR")->exponent == 2);
  CHECK(find_currency("JPY")->exponent == 0);
  CHECK(find_currency("KWD")->exponent == 3);
  CHECK(find_currency("CLF")->exponent == 4);
  CHECK(find_currency("AED")->code() == "AED");
  CHECK(find_currency("ZWG")->code() == "ZWG");
  for (const char* code : {"", "EU", "EURO", "eur", "XXX", "DEM", "E R", "D A", " EU"})
    CHECK_FALSE(find_currency(code));
}

TEST_CASE("sums and differences are exact or nothing") {
  CHECK(add(euro(450), euro(1290)) == euro(1740));
  CHECK(subtract(euro(450), euro(1290)) == euro(-840));
  CHECK(add(euro(kMost), euro(0)) == euro(kMost));
  CHECK_FALSE(add(euro(kMost), euro(1)));
  CHECK_FALSE(add(euro(kLeast), euro(-1)));
  CHECK_FALSE(subtract(euro(kLeast), euro(1)));
  CHECK_FALSE(subtract(euro(0), euro(kLeast)));
}

TEST_CASE("a division rounds as it is told, below zero as above") {
  struct Row {
    std::int64_t minor;
    std::int64_t percent;
    std::int64_t down;
    std::int64_t half_up;
    std::int64_t half_even;
  };
  // 25 % of 450 is 112.5, of 454 it is 113.5, of 449 112.25, of 451 112.75.
  const std::vector<Row> table = {{450, 25, 112, 113, 112},          {454, 25, 113, 114, 114},
                                  {449, 25, 112, 112, 112},          {451, 25, 112, 113, 113},
                                  {-450, 25, -112, -113, -112},      {-451, 25, -112, -113, -113},
                                  {450, 100, 450, 450, 450},         {450, 0, 0, 0, 0},
                                  {kMost, 100, kMost, kMost, kMost}, {kLeast, 100, kLeast, kLeast, kLeast}};
  for (const Row& row : table) {
    INFO(row.percent << " % of " << row.minor);
    CHECK(percent_of(euro(row.minor), row.percent, Rounding::down) == euro(row.down));
    CHECK(percent_of(euro(row.minor), row.percent, Rounding::half_up) == euro(row.half_up));
    CHECK(percent_of(euro(row.minor), row.percent, Rounding::half_even) == euro(row.half_even));
  }
  CHECK_FALSE(percent_of(euro(kMost), 101, Rounding::half_up));
}

TEST_CASE("a price by weight is rounded once") {
  CHECK(multiply(euro(450), 3000, Rounding::half_up) == euro(1350));
  CHECK(multiply(euro(999), 333, Rounding::half_up) == euro(333));
  CHECK(multiply(euro(1), 500, Rounding::half_up) == euro(1));
  CHECK(multiply(euro(1), 500, Rounding::half_even) == euro(0));
  CHECK(multiply(euro(1), 499, Rounding::half_up) == euro(0));
  CHECK_FALSE(multiply(euro(kMost), 1001, Rounding::down));
}

TEST_CASE("shares go by weight, what is left to the largest remainders, the earlier first") {
  const auto shares = [](std::int64_t minor, std::vector<std::int64_t> weights) {
    std::vector<std::int64_t> minors;
    for (const Money& part : split(euro(minor), weights))
      minors.push_back(part.minor);
    return minors;
  };
  CHECK(shares(100, {1, 1, 1}) == std::vector<std::int64_t>{34, 33, 33});
  CHECK(shares(101, {1, 1, 1}) == std::vector<std::int64_t>{34, 34, 33});
  CHECK(shares(100, {1, 2}) == std::vector<std::int64_t>{33, 67});
  CHECK(shares(7, {0, 5, 0}) == std::vector<std::int64_t>{0, 7, 0});
  CHECK(shares(-100, {1, 1, 1}) == std::vector<std::int64_t>{-34, -33, -33});
  CHECK(shares(0, {3, 4}) == std::vector<std::int64_t>{0, 0});
  CHECK(shares(kMost, {1}) == std::vector<std::int64_t>{kMost});
  CHECK(shares(kMost, {kMost, kMost}) == std::vector<std::int64_t>{kMost / 2 + 1, kMost / 2});
}

TEST_CASE("splitting loses no unit and gives nobody more than a unit too much") {
  const bool held = rc::check("shares add up", [](std::int64_t minor) {
    auto weights = *rc::gen::container<std::vector<std::int64_t>>(rc::gen::inRange<std::int64_t>(0, 1'000'000));
    weights.push_back(1);
    const auto parts = split(euro(minor), weights);
    RC_ASSERT(parts.size() == weights.size());
    std::int64_t sum = 0;
    for (const Money& part : parts) {
      sum += part.minor;
      RC_ASSERT((part.minor == 0) || ((part.minor > 0) == (minor > 0)));
    }
    RC_ASSERT(sum == minor);
    for (std::size_t at = 0; at < weights.size(); ++at) {
      if (weights[at] == 0) RC_ASSERT(parts[at].minor == 0);
    }
  });
  CHECK(held);
}

TEST_CASE("amounts are read as decimals of their currency, and nothing else is an amount") {
  const Currency yen = *find_currency("JPY");
  const Currency dinar = *find_currency("KWD");
  CHECK(parse_money("12.50", fakes::kEuro) == euro(1250));
  CHECK(parse_money("12.5", fakes::kEuro) == euro(1250));
  CHECK(parse_money("12", fakes::kEuro) == euro(1200));
  CHECK(parse_money("0.07", fakes::kEuro) == euro(7));
  CHECK(parse_money("1250", yen) == Money{1250, yen});
  CHECK(parse_money("1.234", dinar) == Money{1234, dinar});
  CHECK(parse_money("92233720368547758.07", fakes::kEuro) == euro(kMost));
  for (const char* text : {"", ".", ".5", "5.", "-1", "+1", " 1", "1 ", "1,50", "1.505", "1e3", "0x1", "1..2", "€ 1",
                           "92233720368547758.08", "92233720368547759", "99999999999999999999999999999999999999999"})
    CHECK_FALSE(parse_money(text, fakes::kEuro));
  CHECK_FALSE(parse_money("1.0", yen));
}

TEST_CASE("amounts are written with a point and their decimals") {
  CHECK(to_decimal(euro(1250)) == "12.50");
  CHECK(to_decimal(euro(7)) == "0.07");
  CHECK(to_decimal(euro(0)) == "0.00");
  CHECK(to_decimal(euro(-7)) == "-0.07");
  CHECK(to_decimal(Money{1250, *find_currency("JPY")}) == "1250");
  CHECK(to_decimal(Money{5, *find_currency("KWD")}) == "0.005");
  CHECK(to_decimal(euro(kLeast)) == "-92233720368547758.08");
}

TEST_CASE("what was written can be read again") {
  const bool held = rc::check("parse_money(to_decimal(x)) is x", [] {
    const Money amount{*rc::gen::inRange<std::int64_t>(0, kMost),
                       *find_currency(*rc::gen::element<std::string>("EUR", "JPY", "KWD", "CLF"))};
    RC_ASSERT(parse_money(to_decimal(amount), amount.currency) == amount);
  });
  CHECK(held);
}

}  // namespace amends
