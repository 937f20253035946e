#include "domain/statistics.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numbers>
#include <numeric>

namespace amends {
namespace {

// What adds less than that to a sum is left off.
constexpr double kNegligible = 1e-18;
// The normal curve's point with 2.5 % above it.
constexpr double kTwoSided95 = 1.959963984540054;

double real(std::int64_t count) {
  return static_cast<double>(count);
}

// log(n!) less Stirling's approximation of it (Loader 2000, Fast and accurate computation of binomial probabilities).
double stirling_error(std::int64_t count) {
  const double n = real(count);
  if (count <= 15) {
    double factorial = 1;
    for (std::int64_t factor = 2; factor <= count; ++factor)
      factorial *= real(factor);
    return std::log(factorial) - (n + 0.5) * std::log(n) + n - 0.5 * std::log(2 * std::numbers::pi);
  }
  const double square = n * n;
  return (1.0 / 12 - (1.0 / 360 - (1.0 / 1260 - (1.0 / 1680 - 1.0 / 1188 / square) / square) / square) / square) / n;
}

// x log(x / m) + m - x, without the difference of nearly equal numbers (Loader 2000).
double deviance(double x, double mean) {
  if (std::abs(x - mean) >= 0.1 * (x + mean)) return x * std::log(x / mean) + mean - x;
  const double ratio = (x - mean) / (x + mean);
  double sum = (x - mean) * ratio;
  double term = 2 * x * ratio;
  for (int power = 3;; power += 2) {
    term *= ratio * ratio;
    const double next = sum + term / power;
    if (next == sum) return sum;
    sum = next;
  }
}

// A chance as two weights, so that what is near 1 keeps its distance from it.
struct Odds {
  double for_it = 0;
  double against = 0;
  [[nodiscard]] double share() const { return for_it / (for_it + against); }
  [[nodiscard]] double log_share() const {
    return for_it > against ? std::log1p(-against / (for_it + against)) : std::log(share());
  }
  [[nodiscard]] Odds turned() const { return {against, for_it}; }
};

// The chance of exactly `hits` of `tries`.
double binomial(std::int64_t hits, std::int64_t tries, const Odds& odds) {
  if (hits < 0 || hits > tries) return 0;
  const double n = real(tries);
  if (hits == 0) return std::exp(n * odds.turned().log_share());
  if (hits == tries) return std::exp(n * odds.log_share());
  const std::int64_t misses = tries - hits;
  const double log_chance = stirling_error(tries) - stirling_error(hits) - stirling_error(misses) -
                            deviance(real(hits), n * odds.share()) - deviance(real(misses), n * odds.turned().share());
  return std::exp(log_chance) * std::sqrt(n / (2 * std::numbers::pi * real(hits) * real(misses)));
}

// At least so many hits, summed away from the mean, where each term is smaller than the one before.
double binomial_from(std::int64_t hits, std::int64_t tries, const Odds& odds) {
  double term = binomial(hits, tries, odds);
  double sum = 0;
  const double ratio = odds.for_it / odds.against;
  for (std::int64_t count = hits; count <= tries && term > sum * kNegligible; ++count) {
    sum += term;
    term *= real(tries - count) / real(count + 1) * ratio;
  }
  return sum;
}

double binomial_at_least(std::int64_t hits, std::int64_t tries, const Odds& odds) {
  if (hits <= 0) return 1;
  if (real(hits) > real(tries) * odds.share()) return std::min(1.0, binomial_from(hits, tries, odds));
  return std::max(0.0, 1 - binomial_from(tries - hits + 1, tries, odds.turned()));
}

void expect_counts(const Tally& tally) {
  assert(tally.cases >= 0 && tally.exposure >= 0);
  static_cast<void>(tally);
}

// The chance of at least `found` of the first's cases among the cases of both.
double chance_of_part(std::int64_t found, const Tally& first, const Tally& second) {
  expect_counts(first);
  expect_counts(second);
  if (first.exposure == 0 || second.exposure == 0) return 1;
  return binomial_at_least(found, first.cases + second.cases, {real(first.exposure), real(second.exposure)});
}

// The chances of one draw's numbers, from its least possible on.
struct Spectrum {
  std::int64_t least = 0;
  std::vector<double> chances;
};

Spectrum spectrum_of(const Draw& draw) {
  assert(draw.marked >= 0 && draw.drawn >= 0);
  assert(draw.marked <= draw.population && draw.drawn <= draw.population);
  const std::int64_t unmarked = draw.population - draw.marked;
  Spectrum spectrum{std::max<std::int64_t>(0, draw.drawn - unmarked), {}};
  const std::int64_t most = std::min(draw.drawn, draw.marked);
  if (draw.drawn == 0 || draw.drawn == draw.population) {
    spectrum.chances = {1};
    return spectrum;
  }
  const Odds odds{real(draw.drawn), real(draw.population - draw.drawn)};
  const double whole = binomial(draw.drawn, draw.population, odds);
  for (std::int64_t count = spectrum.least; count <= most; ++count) {
    spectrum.chances.push_back(binomial(count, draw.marked, odds) * binomial(draw.drawn - count, unmarked, odds) /
                               whole);
  }
  return spectrum;
}

Spectrum sum_of(const Spectrum& one, const Spectrum& other) {
  Spectrum both{one.least + other.least, std::vector<double>(one.chances.size() + other.chances.size() - 1)};
  for (std::size_t left = 0; left < one.chances.size(); ++left) {
    for (std::size_t right = 0; right < other.chances.size(); ++right)
      both.chances[left + right] += one.chances[left] * other.chances[right];
  }
  return both;
}

}  // namespace

Chance chance_of_rise(const Tally& before, const Tally& now) {
  return chance_of_part(now.cases, now, before);
}

Chance chance_of_fall(const Tally& before, const Tally& now) {
  return chance_of_part(before.cases, before, now);
}

Chance chance_of_change(const Tally& before, const Tally& now) {
  return std::min(1.0, 2 * std::min(chance_of_rise(before, now), chance_of_fall(before, now)));
}

std::int64_t usual_thousandths(const Tally& before, const Tally& now) {
  expect_counts(before);
  expect_counts(now);
  if (before.exposure == 0) return 0;
  return std::llround(1000 * real(before.cases) * real(now.exposure) / real(before.exposure));
}

Chance chance_of_finds(std::span<const Draw> draws) {
  Spectrum all{0, {1}};
  std::int64_t found = 0;
  for (const Draw& draw : draws) {
    found += draw.found;
    all = sum_of(all, spectrum_of(draw));
  }
  double sum = 0;
  for (std::size_t at = all.chances.size(); at-- > 0 && all.least + static_cast<std::int64_t>(at) >= found;)
    sum += all.chances[at];
  return std::min(1.0, sum);
}

std::int64_t usual_finds_thousandths(std::span<const Draw> draws) {
  double sum = 0;
  for (const Draw& draw : draws) {
    if (draw.population > 0) sum += real(draw.marked) * real(draw.drawn) / real(draw.population);
  }
  return std::llround(1000 * sum);
}

std::vector<Chance> q_values(std::span<const Chance> family) {
  std::vector<std::size_t> order(family.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t left, std::size_t right) { return family[left] > family[right]; });
  std::vector<Chance> values(family.size());
  double least = 1;
  for (std::size_t from_largest = 0; from_largest < order.size(); ++from_largest) {
    const auto rank = static_cast<double>(order.size() - from_largest);
    least = std::min(least, family[order[from_largest]] * static_cast<double>(family.size()) / rank);
    values[order[from_largest]] = least;
  }
  return values;
}

Interval share_interval(std::int64_t found, std::int64_t of) {
  assert(found >= 0 && found <= of);
  if (of == 0) return {};
  const double n = real(of);
  const double share = real(found) / n;
  const double square = kTwoSided95 * kTwoSided95;
  const double middle = share + square / (2 * n);
  const double half = kTwoSided95 * std::sqrt(share * (1 - share) / n + square / (4 * n * n));
  const double scale = 1 + square / n;
  // The ends of a share of none and of all are none and all, not nearly so.
  return {found == 0 ? 0 : (middle - half) / scale, found == of ? 1 : (middle + half) / scale};
}

}  // namespace amends
