// Facts of the house: what happened to the store and belongs to no case.
// Promises: plain values, as facts.hpp says; a pack's text is kept whole, so that a case can be judged by the one of its day.
#pragma once

#include <string>

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

struct HouseFact {
  Instant at;
  PersonId actor;  // empty: the program itself
  PackTaken body;
  bool operator==(const HouseFact&) const = default;
};

}  // namespace amends
