// What of a day's remedies a manager should look at again: the flags of the exception report. watch.hpp has what shows over
// weeks.
// Promises: they say that something is unusual, never that somebody did wrong; the same cases give the same flags, in order.
#pragma once

#include <span>
#include <vector>

#include "domain/case.hpp"
#include "domain/playbook.hpp"

namespace amends {

enum class ExceptionKind : std::uint8_t {
  own_request = 1,  // more than a waiter's limit, and nobody else said yes to it
  reciprocal,       // two who said yes to each other's
  outside_band,     // money outside the fair band of what the lines cost
  other_amount      // another share than the first guest got for the same failure the same day
};

struct Exception {
  ExceptionKind kind = ExceptionKind::own_request;
  CaseId subject;
  ActId act;
  PersonId by;     // who asked for it
  PersonId other;  // who said yes, with reciprocal
  bool operator==(const Exception&) const = default;
};

// Whether it is a fix that stands and waits for nobody's yes.
[[nodiscard]] bool is_given(const Act& act);

// Of the fixes that stand in these cases, the oldest first, withdrawn cases passed over.
[[nodiscard]] std::vector<Exception> exceptions_in(std::span<const Case* const> day, const Playbook& playbook);

}  // namespace amends
