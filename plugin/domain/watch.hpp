// Watch: the numbers about people that a manager should look at again, over weeks or months; exceptions.hpp has the single
// acts of a day.
// Promises: what is unusual, never that somebody did wrong, and nothing where chance would do as well: a screening tool.
// Small numbers are held back. The same input gives the same findings, in order. Refuses: to be shown without the store's
// switch for reports about people (PRODUCT.md, Control); that is for who asks.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "domain/case.hpp"
#include "domain/check.hpp"
#include "domain/statistics.hpp"

namespace amends {

// What one person sold and gave in a period. All of one currency.
struct Giving {
  PersonId person;
  Role role = Role::waiter;
  std::int64_t checks = 0;  // served
  std::int64_t cases = 0;   // of these, in which they gave something that costs; a case counts once
  Money sales;              // of these checks
  Money given;              // by these remedies, at menu price
  bool operator==(const Giving&) const = default;
};

// PRODUCT.md, Defaults: the exception report, after Never86's.
struct PeersRule {
  std::int64_t least_checks = 20;  // below that a person is neither compared nor anybody's peer
  std::int64_t least_peers = 3;    // others of the same role
  std::int64_t above_median_percent = 150;
  std::int64_t above_sales_percent = 10;
  std::int64_t above_units = 200;  // whole units of the currency
  Chance level = 0.05;             // share of false ones among those above their peers
};

enum class PeersVerdict : std::uint8_t {
  usual = 1,
  held_back,    // too few checks or peers; or above the peers, and chance would do as well
  above_peers,  // more of their sales than their peers' median share and a half, and more often than chance would
  above_sales   // more than a tenth of their own sales, and more than a small sum
};

struct PeersFinding {
  PersonId person;
  std::int64_t given_ppm = 0;             // of their sales, in millionths
  std::optional<std::int64_t> peers_ppm;  // the median of their peers; nothing: too few of them
  Chance chance = 1;                      // that they gave so often, at the rate of their peers
  Chance q = 1;
  PeersVerdict verdict = PeersVerdict::held_back;
  bool operator==(const PeersFinding&) const = default;
};

// In the order given. Somebody's peers are the others of their role.
[[nodiscard]] std::vector<PeersFinding> against_peers(std::span<const Giving> people, const PeersRule& rule = {});

// A yes of one person to another's request.
struct Approval {
  PersonId asker;
  Role asker_role = Role::waiter;
  PersonId approver;
  std::int32_t shift = 0;  // what says who was there to be asked, e.g. weekday and part of the day
  bool operator==(const Approval&) const = default;
};

struct PairsRule {
  std::int64_t least_each = 3;  // approvals each way
  Chance level_each = 0.05;     // each way by itself is beyond that
  Chance level = 0.05;          // share of false ones among the pairs
};

struct PairFinding {
  PersonId one;  // the smaller id
  PersonId other;
  std::int64_t other_said_yes = 0;           // to one's requests
  std::int64_t one_said_yes = 0;             // to the other's
  std::int64_t other_usual_thousandths = 0;  // in the same shifts
  std::int64_t one_usual_thousandths = 0;
  Chance chance = 1;  // of both ways together
  Chance q = 1;
  bool is_beyond_chance = false;
  bool operator==(const PairFinding&) const = default;
};

// Pairs who said yes to each other's requests, the least chance first, then by id. What chance would give is what the same
// people said yes to when others asked (statistics.hpp, chance_of_finds): in the same shifts, so that to work together makes
// no pair, and to others of the asker's role, so that a limit doesn't. It has to be beyond chance in both.
[[nodiscard]] std::vector<PairFinding> reciprocal_pairs(std::span<const Approval> approvals,
                                                        const PairsRule& rule = {});

// What one case was given for what went wrong.
struct Treated {
  CaseId subject;
  FailureId failure;
  Severity severity = Severity::clear;
  Money given;                                 // by fixes that stand and wait for nobody's yes
  std::optional<std::int64_t> given_permille;  // of what the lines cost; nothing: it was about no line
  bool operator==(const Treated&) const = default;
};

[[nodiscard]] Treated treated_in(const Case& state);

// Of numbers in order: the middle one (the mean of the middle two, rounded down), and those a quarter from either end
// (the nearest rank).
struct Spread {
  std::int64_t count = 0;
  std::int64_t least = 0;
  std::int64_t lower_quartile = 0;
  std::int64_t median = 0;
  std::int64_t upper_quartile = 0;
  std::int64_t most = 0;
  bool operator==(const Spread&) const = default;
};

[[nodiscard]] Spread spread_of(std::vector<std::int64_t> numbers);

struct Treatment {
  FailureId failure;
  Severity severity = Severity::clear;
  Spread given_minor;
  Spread given_permille;  // of the cases that are about lines
  bool operator==(const Treatment&) const = default;
};

// Same failure, different treatment: by failure and severity, where there are at least so many cases, in the order of both.
inline constexpr std::int64_t kLeastTreated = 8;
[[nodiscard]] std::vector<Treatment> treatments(std::span<const Treated> cases, std::int64_t least = kLeastTreated);

}  // namespace amends
