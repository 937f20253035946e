#include "domain/watch.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "domain/exceptions.hpp"
#include "domain/offer.hpp"
#include "domain/sums.hpp"

namespace amends {
namespace {

constexpr std::int64_t kMillion = 1'000'000;

// `part` of `whole` in so many parts; the largest number there is where it doesn't fit.
std::int64_t ratio(std::int64_t part, std::int64_t whole, std::int64_t parts) {
  constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
  if (whole <= 0) return part > 0 ? kMost : 0;
  const std::int64_t times = part / whole;
  const std::int64_t rest = part % whole;
  if (times >= kMost / parts) return kMost;
  // What is left is smaller than the whole; where it doesn't fit, neither does a part of the answer that would be seen.
  const std::int64_t fine =
      rest <= kMost / parts ? rest * parts / whole : rest / std::max<std::int64_t>(1, whole / parts);
  return times * parts + std::min(fine, parts);
}

bool is_compared(const Giving& giving, const PeersRule& rule) {
  return giving.checks >= rule.least_checks && giving.sales.minor > 0;
}

std::int64_t share_of_sales(const Giving& giving) {
  return ratio(giving.given.minor, giving.sales.minor, kMillion);
}

std::int64_t minor_of_units(std::int64_t units, Currency currency) {
  for (std::uint8_t digit = 0; digit < currency.exponent; ++digit)
    units *= 10;
  return units;
}

bool is_above_sales(const Giving& giving, const PeersRule& rule) {
  return share_of_sales(giving) > rule.above_sales_percent * kMillion / 100 &&
         giving.given.minor > minor_of_units(rule.above_units, giving.given.currency);
}

// What requests are laid beside each other by.
enum class Beside : std::uint8_t { shift = 1, role };

class Approvals {
 public:
  explicit Approvals(std::span<const Approval> approvals) {
    for (const Approval& approval : approvals) {
      if (approval.asker == approval.approver || approval.asker.empty() || approval.approver.empty()) continue;
      by_shift_[approval.shift].push_back(&approval);
      by_role_[static_cast<std::int32_t>(approval.asker_role)].push_back(&approval);
      asked_.insert(approval.asker);
      approved_.insert(approval.approver);
    }
  }

  [[nodiscard]] std::vector<PersonId> people_of_both() const {
    std::vector<PersonId> both;
    std::set_intersection(asked_.begin(), asked_.end(), approved_.begin(), approved_.end(), std::back_inserter(both));
    return both;
  }

  // Whose requests they were, and whose yes: of those that both could have had a part in.
  [[nodiscard]] std::vector<Draw> draws(const PersonId& asker, const PersonId& approver, Beside beside) const {
    std::vector<Draw> draws;
    for (const auto& [group, approvals] : beside == Beside::shift ? by_shift_ : by_role_) {
      Draw draw;
      for (const Approval* approval : approvals) {
        if (approval->asker == approver || approval->approver == asker) continue;
        const bool asks = approval->asker == asker;
        const bool says_yes = approval->approver == approver;
        ++draw.population;
        draw.drawn += asks ? 1 : 0;
        draw.marked += says_yes ? 1 : 0;
        draw.found += asks && says_yes ? 1 : 0;
      }
      if (draw.drawn > 0) draws.push_back(draw);
    }
    return draws;
  }

 private:
  std::map<std::int32_t, std::vector<const Approval*>> by_shift_;
  std::map<std::int32_t, std::vector<const Approval*>> by_role_;
  std::set<PersonId> asked_;
  std::set<PersonId> approved_;
};

std::int64_t found_in(const std::vector<Draw>& draws) {
  std::int64_t found = 0;
  for (const Draw& draw : draws)
    found += draw.found;
  return found;
}

// Of both ways together; where one of them is within chance, it is one person's habit and no pair's.
Chance chance_of_both(std::vector<Draw> of_one, const std::vector<Draw>& of_other, const PairsRule& rule) {
  if (chance_of_finds(of_one) > rule.level_each || chance_of_finds(of_other) > rule.level_each) return 1;
  of_one.insert(of_one.end(), of_other.begin(), of_other.end());
  return chance_of_finds(of_one);
}

PairFinding pair_of(const Approvals& approvals, const PersonId& one, const PersonId& other, const PairsRule& rule) {
  const std::vector<Draw> of_one = approvals.draws(one, other, Beside::shift);
  const std::vector<Draw> of_other = approvals.draws(other, one, Beside::shift);
  PairFinding pair{.one = one, .other = other};
  pair.other_said_yes = found_in(of_one);
  pair.one_said_yes = found_in(of_other);
  pair.other_usual_thousandths = usual_finds_thousandths(of_one);
  pair.one_usual_thousandths = usual_finds_thousandths(of_other);
  // Fewer are no finding whatever their chance is; they are of the family all the same.
  if (std::min(pair.other_said_yes, pair.one_said_yes) < rule.least_each) return pair;
  pair.chance = std::max(
      chance_of_both(of_one, of_other, rule),
      chance_of_both(approvals.draws(one, other, Beside::role), approvals.draws(other, one, Beside::role), rule));
  return pair;
}

std::int64_t middle_of(std::int64_t low, std::int64_t high) {
  return low + (high - low) / 2;
}

}  // namespace

std::vector<PeersFinding> against_peers(std::span<const Giving> people, const PeersRule& rule) {
  std::vector<PeersFinding> findings;
  std::vector<Chance> chances;
  std::vector<std::size_t> family;
  for (const Giving& giving : people) {
    PeersFinding finding{.person = giving.person, .given_ppm = share_of_sales(giving)};
    std::vector<std::int64_t> shares;
    Tally peers;
    for (const Giving& peer : people) {
      if (peer.person == giving.person || peer.role != giving.role || !is_compared(peer, rule)) continue;
      shares.push_back(share_of_sales(peer));
      peers.cases += peer.cases;
      peers.exposure += peer.checks;
    }
    const bool has_peers = static_cast<std::int64_t>(shares.size()) >= rule.least_peers;
    if (has_peers) finding.peers_ppm = spread_of(std::move(shares)).median;
    if (has_peers && is_compared(giving, rule)) {
      finding.chance = chance_of_rise(peers, {giving.cases, giving.checks});
      family.push_back(findings.size());
      chances.push_back(finding.chance);
    }
    findings.push_back(finding);
  }
  const std::vector<Chance> qs = q_values(chances);
  for (std::size_t at = 0; at < family.size(); ++at) {
    PeersFinding& finding = findings[family[at]];
    finding.q = qs[at];
    const bool above = finding.given_ppm > *finding.peers_ppm * rule.above_median_percent / 100;
    if (!above) {
      finding.verdict = PeersVerdict::usual;
    } else if (finding.q <= rule.level) {
      finding.verdict = PeersVerdict::above_peers;
    }
  }
  for (std::size_t at = 0; at < findings.size(); ++at) {
    if (is_compared(people[at], rule) && is_above_sales(people[at], rule)) {
      findings[at].verdict = PeersVerdict::above_sales;
    }
  }
  return findings;
}

std::vector<PairFinding> reciprocal_pairs(std::span<const Approval> approvals, const PairsRule& rule) {
  const Approvals all(approvals);
  const std::vector<PersonId> people = all.people_of_both();
  std::vector<PairFinding> pairs;
  std::vector<Chance> chances;
  for (auto one = people.begin(); one != people.end(); ++one) {
    for (auto other = one + 1; other != people.end(); ++other) {
      pairs.push_back(pair_of(all, *one, *other, rule));
      chances.push_back(pairs.back().chance);
    }
  }
  const std::vector<Chance> qs = q_values(chances);
  for (std::size_t at = 0; at < pairs.size(); ++at) {
    pairs[at].q = qs[at];
    pairs[at].is_beyond_chance = pairs[at].q <= rule.level;
  }
  std::erase_if(pairs, [](const PairFinding& pair) { return pair.other_said_yes == 0 || pair.one_said_yes == 0; });
  std::sort(pairs.begin(), pairs.end(), [](const PairFinding& left, const PairFinding& right) {
    return std::tie(left.chance, left.one, left.other) < std::tie(right.chance, right.one, right.other);
  });
  return pairs;
}

Treated treated_in(const Case& state) {
  Treated treated{.subject = state.id, .failure = state.failure, .severity = state.severity};
  treated.given = nothing_in(state.currency);
  for (const Act& act : state.acts) {
    if (is_given(act)) treated.given = sum_of(treated.given, act.cost);
  }
  const Money value = value_of_lines(state);
  if (!value.is_zero()) treated.given_permille = ratio(treated.given.minor, value.minor, 1000);
  return treated;
}

Spread spread_of(std::vector<std::int64_t> numbers) {
  if (numbers.empty()) return {};
  std::sort(numbers.begin(), numbers.end());
  const std::size_t count = numbers.size();
  return {.count = static_cast<std::int64_t>(count),
          .least = numbers.front(),
          .lower_quartile = numbers[(count - 1) / 4],
          .median = middle_of(numbers[(count - 1) / 2], numbers[count / 2]),
          .upper_quartile = numbers[(3 * count - 1) / 4],
          .most = numbers.back()};
}

std::vector<Treatment> treatments(std::span<const Treated> cases, std::int64_t least) {
  std::map<std::pair<FailureId, Severity>, std::pair<std::vector<std::int64_t>, std::vector<std::int64_t>>> numbers;
  for (const Treated& treated : cases) {
    auto& [minor, permille] = numbers[{treated.failure, treated.severity}];
    minor.push_back(treated.given.minor);
    if (treated.given_permille) permille.push_back(*treated.given_permille);
  }
  std::vector<Treatment> found;
  for (auto& [of, both] : numbers) {
    if (static_cast<std::int64_t>(both.first.size()) < least) continue;
    found.push_back({of.first, of.second, spread_of(std::move(both.first)), spread_of(std::move(both.second))});
  }
  return found;
}

}  // namespace amends
