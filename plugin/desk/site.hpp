// What the store says of itself: it lies over the pack, so that a new pack keeps it.
// Promises: plain values; what isn't said is the pack's.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "domain/playbook.hpp"

namespace amends {

struct Site {
  std::string name;
  std::array<std::optional<Money>, 4> limit;        // by Role; an owner's of zero: none
  std::array<std::optional<Money>, 4> shift_limit;  // by Role; zero: none
  std::optional<Money> extra_limit;
  std::optional<Alcohol> alcohol;
  std::vector<PersonId> told_at_once;
  std::int32_t guest_days = 365;  // so long names, contacts and words of guests are kept; 0: for ever
  std::int32_t copies = 7;        // of the ledger, one a day, that are kept; 0: none are made
  bool operator==(const Site&) const = default;
};

[[nodiscard]] Playbook lay_over(Playbook below, const Site& site);

}  // namespace amends
