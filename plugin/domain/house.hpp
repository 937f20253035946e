// Facts of the house: what happened to the store and belongs to no case.
// Promises: plain values, as facts.hpp says; a pack's text is kept whole, so that a case can be judged by the one of its day.
#pragma once

#include <cstdint>
#include <string>
#include <variant>

#include "domain/ids.hpp"
#include "domain/instant.hpp"

namespace amends {

// What the rules were read from: a pack's playbook file, and the store's own file that lies over it.
struct PackText {
  std::string name;
  std::string version;  // Playbook::version
  std::string rules;
  std::string site;  // empty: nothing lies over it
  bool operator==(const PackText&) const = default;
};

struct PackTaken {
  PackText text;
  PersonId allowed_by;  // whose PIN allowed it; empty: nobody's was needed
  bool operator==(const PackTaken&) const = default;
};

// The file was put back from a copy: what came after that fact in the one before isn't here.
struct LedgerRestored {
  std::uint64_t seq = 0;  // the copy's last fact
  std::string hash;       // its hash, hexadecimal
  // The last numbers that may have been given to cases and coupons before; they are on paper, so none is given again.
  std::uint64_t cases = 0;
  std::uint64_t coupons = 0;
  bool operator==(const LedgerRestored&) const = default;
};

// The clock was set, or set itself: facts before this one may have been written by another.
struct ClockJumped {
  Instant from;  // it should have said
  Instant to;    // it said
  bool operator==(const ClockJumped&) const = default;
};
// Somebody has seen what the jumps until then made together, and took the clock as it was.
struct ClockSeen {
  Instant from;
  Instant to;
  bool operator==(const ClockSeen&) const = default;
};

// Codes that fit the house's form and are nobody's coupon were tried, one after the other: for a minute none is looked at.
struct CouponsLocked {
  std::uint32_t tried = 0;
  bool operator==(const CouponsLocked&) const = default;
};

using HouseBody = std::variant<PackTaken, LedgerRestored, ClockJumped, ClockSeen, CouponsLocked>;

struct HouseFact {
  Instant at;
  PersonId actor;  // empty: the program itself
  HouseBody body;
  bool operator==(const HouseFact&) const = default;
};

}  // namespace amends
