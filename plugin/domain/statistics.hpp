// Statistics: how likely chance alone makes what was counted. The one place of the rules with floating point, which never
// touches an amount.
// Promises: exact tests, no normal curve laid over small counts; right to ten digits for counts up to a million; the same
// arguments give the same answer on any thread (nothing here writes the C library's signgam). Less than 1e-300 is 0.
// Refuses: negative counts and exposures (an assertion: that is our bug), and to say what follows; rising.hpp and watch.hpp do.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace amends {

// Between 0 and 1. Never an amount.
using Chance = double;

// How many cases there were in how much: days open, checks, portions sold; the same unit wherever two are compared.
struct Tally {
  std::int64_t cases = 0;
  std::int64_t exposure = 0;
  bool operator==(const Tally&) const = default;
};

// Where both had one rate: the chance of at least, or at most, as many cases now as there were. The few cases before are
// as uncertain as those now: given how many there were in all, those now are binomial, with now's part of the exposure
// (Przyborowski & Wilenski 1940, Homogeneity of results in testing samples from Poisson series, Biometrika 31). 1 where
// either has no exposure: nothing can be compared.
[[nodiscard]] Chance chance_of_rise(const Tally& before, const Tally& now);
[[nodiscard]] Chance chance_of_fall(const Tally& before, const Tally& now);
// Of one or the other: twice the smaller, at most 1.
[[nodiscard]] Chance chance_of_change(const Tally& before, const Tally& now);

// What now's exposure would bring at the rate before, in thousandths of a case, rounded half up; 0 without exposure before.
[[nodiscard]] std::int64_t usual_thousandths(const Tally& before, const Tally& now);

// Of `population` things `marked` bear a mark; `drawn` were drawn, and `found` of these bear it.
struct Draw {
  std::int64_t population = 0;
  std::int64_t marked = 0;
  std::int64_t drawn = 0;
  std::int64_t found = 0;
  bool operator==(const Draw&) const = default;
};

// The chance of at least as many found, all draws together, where none looked at the mark: each is hypergeometric (Fisher
// 1935), and their sum is taken exactly, so that what differs between the draws is not taken for a finding (Birch 1964, The
// detection of partial association, J. Royal Statistical Society B 26). For thousands of things; 1 where there is no draw.
[[nodiscard]] Chance chance_of_finds(std::span<const Draw> draws);

// What those draws would find by chance, in thousandths.
[[nodiscard]] std::int64_t usual_finds_thousandths(std::span<const Draw> draws);

// For each chance of a family the least share of false discoveries at which it is one: those with a q up to a level hold, in
// the long run, no more false ones than that share (Benjamini & Hochberg 1995, Controlling the false discovery rate, J. Royal
// Statistical Society B 57). In the order given.
[[nodiscard]] std::vector<Chance> q_values(std::span<const Chance> family);

struct Interval {
  Chance low = 0;
  Chance high = 1;
  bool operator==(const Interval&) const = default;
};

// Where the share behind `found` of `of` lies, at 95 % (Wilson 1927, Probable inference, J. American Statistical Association
// 22). From 0 to 1 where there is nothing to go by.
[[nodiscard]] Interval share_interval(std::int64_t found, std::int64_t of);

}  // namespace amends
