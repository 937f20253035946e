// Chances against what whole numbers and fractions give (exact_chances.hpp), and what must hold of them whatever the numbers.
#include "domain/statistics.hpp"

#include <catch_amalgamated.hpp>

#include <algorithm>
#include <cmath>

#include "exact_chances.hpp"

namespace amends {
namespace {

using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

// A chance near 1 is right to the same distance from it as one near 0 from 0 is to its own size.
void check_chance(Chance ours, Chance exact) {
  CHECK_THAT(ours, WithinRel(exact, 1e-10));
  CHECK(ours >= 0);
  CHECK(ours <= 1);
}

std::vector<std::size_t> accepted(const std::vector<Chance>& family, Chance level) {
  const std::vector<Chance> qs = q_values(family);
  std::vector<std::size_t> found;
  for (std::size_t at = 0; at < qs.size(); ++at) {
    if (qs[at] <= level) found.push_back(at);
  }
  return found;
}

}  // namespace

TEST_CASE("the chance of a rise and of a fall is what fractions give, up to a million cases") {
  for (const ExactTail& exact : kExactTails) {
    INFO(exact.before.cases << " of " << exact.before.exposure << ", then " << exact.now.cases << " of "
                            << exact.now.exposure);
    check_chance(chance_of_rise(exact.before, exact.now), exact.rise);
    check_chance(chance_of_fall(exact.before, exact.now), exact.fall);
    CHECK_THAT(chance_of_change(exact.before, exact.now),
               WithinRel(std::min(1.0, 2 * std::min(exact.rise, exact.fall)), 1e-10));
  }
}

TEST_CASE("where nothing can be compared nothing is found") {
  CHECK(chance_of_rise({0, 0}, {12, 28}) == 1);
  CHECK(chance_of_rise({12, 336}, {0, 0}) == 1);
  CHECK(chance_of_fall({12, 336}, {0, 0}) == 1);
  CHECK(chance_of_change({0, 0}, {0, 0}) == 1);
  CHECK(chance_of_rise({0, 336}, {0, 28}) == 1);
  CHECK(usual_thousandths({5, 0}, {1, 28}) == 0);
}

TEST_CASE("a chance too small for a number is none, and one beside it is certain") {
  CHECK(chance_of_rise({0, 1'000'000}, {1'000'000, 1}) == 0);
  CHECK(chance_of_fall({0, 1'000'000}, {1'000'000, 1}) == 1);
  CHECK(chance_of_fall({1'000'000, 1}, {0, 1'000'000}) == 0);
}

TEST_CASE("one case more is never likelier, and longer exposure makes the same cases likelier") {
  for (const std::int64_t before : {0, 3, 40, 900, 90'000}) {
    Chance last = 1;
    Chance last_fall = 0;
    for (std::int64_t now = 0; now < 400; ++now) {
      const Chance rise = chance_of_rise({before, 336}, {now, 28});
      const Chance fall = chance_of_fall({before, 336}, {now, 28});
      REQUIRE(rise <= last);
      REQUIRE(fall >= last_fall);
      // Both count the very number that was.
      REQUIRE(rise + fall >= 1 - 1e-12);
      REQUIRE(chance_of_rise({before, 336}, {now, 29}) >= rise);
      last = rise;
      last_fall = fall;
    }
  }
}

TEST_CASE("what is usual is the rate before, in the window's exposure") {
  CHECK(usual_thousandths({5, 350}, {9, 28}) == 400);
  CHECK(usual_thousandths({0, 350}, {9, 28}) == 0);
  CHECK(usual_thousandths({1, 3}, {0, 2}) == 667);
  CHECK(usual_thousandths({1'000'000, 1}, {0, 1'000'000}) == 1'000'000'000'000'000);
}

TEST_CASE("the chance of finds in one draw or many is what fractions give") {
  for (const ExactDraws& exact : kExactDraws) {
    INFO(exact.draws.size() << " draws, the first of " << exact.draws.front().population);
    check_chance(chance_of_finds(exact.draws), exact.chance);
  }
  CHECK(chance_of_finds({}) == 1);
  const std::vector<Draw> draws = {{10, 4, 5, 4}, {7, 7, 2, 2}, {0, 0, 0, 0}};
  CHECK(usual_finds_thousandths(draws) == 4000);
}

TEST_CASE("the first four of the fifteen chances of Benjamini and Hochberg's own example are discoveries") {
  const std::vector<Chance> family = {0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344,
                                      0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000};
  CHECK(accepted(family, 0.05) == std::vector<std::size_t>{0, 1, 2, 3});
  std::vector<Chance> turned(family.rbegin(), family.rend());
  CHECK(accepted(turned, 0.05) == std::vector<std::size_t>{11, 12, 13, 14});
}

TEST_CASE("what is accepted at a level is the longest beginning that the paper's rule allows") {
  std::uint64_t state = 1;
  for (int round = 0; round < 300; ++round) {
    std::vector<Chance> family(static_cast<std::size_t>(1 + round % 40));
    for (Chance& chance : family) {
      state = state * 6364136223846793005U + 1442695040888963407U;
      chance = std::pow(static_cast<double>(state >> 40U) / static_cast<double>(1U << 24U), 3);
    }
    for (const Chance level : {0.01, 0.05, 0.2, 0.7}) {
      std::vector<Chance> sorted = family;
      std::sort(sorted.begin(), sorted.end());
      std::size_t allowed = 0;
      for (std::size_t rank = 1; rank <= sorted.size(); ++rank) {
        if (sorted[rank - 1] * static_cast<double>(sorted.size()) <= level * static_cast<double>(rank)) allowed = rank;
      }
      REQUIRE(accepted(family, level).size() == allowed);
      for (const std::size_t at : accepted(family, level))
        REQUIRE(family[at] <= sorted[allowed - 1]);
    }
  }
  CHECK(q_values({}).empty());
}

TEST_CASE("the interval of a share is what it is to fulfil, and what was published") {
  for (const ExactInterval& exact : kExactIntervals) {
    INFO(exact.found << " of " << exact.of);
    const Interval ours = share_interval(exact.found, exact.of);
    CHECK_THAT(ours.low, WithinAbs(exact.low, 1e-14));
    CHECK_THAT(ours.high, WithinAbs(exact.high, 1e-14));
  }
  // Newcombe 1998, Statistics in Medicine 17, table I, the score method.
  struct Published {
    std::int64_t found;
    std::int64_t of;
    double low;
    double high;
  };
  for (const Published& row : {Published{81, 263, 0.2553, 0.3662}, Published{15, 148, 0.0624, 0.1605},
                               Published{0, 20, 0.0000, 0.1611}, Published{1, 29, 0.0061, 0.1718}}) {
    CHECK_THAT(share_interval(row.found, row.of).low, WithinAbs(row.low, 5e-5));
    CHECK_THAT(share_interval(row.found, row.of).high, WithinAbs(row.high, 5e-5));
  }
  CHECK(share_interval(0, 0) == Interval{0, 1});
}

}  // namespace amends
