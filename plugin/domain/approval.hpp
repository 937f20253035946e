// Approval: whom a request is put to, and to whom next, and what another amount makes of a remedy.
// Promises: never one's own request; who is asked can say yes to it; the same people in the same order for the same state.
#pragma once

#include <optional>
#include <vector>

#include "domain/authority.hpp"

namespace amends {

// Who on shift may say yes to the act, the lowest role first; never who asked.
[[nodiscard]] std::vector<Person> approvers(const Case& state, const Context& context, const Playbook& playbook,
                                            const Act& act);

// Who of them is asked now, of a request made then: unanswered for the playbook's minutes, the next one is; the last one
// stays asked. Null: nobody may.
[[nodiscard]] const Person* asked_of(const std::vector<Person>& able, const Playbook& playbook, Instant asked,
                                     Instant now);

// The same remedy for another amount, its lines' shares with it; more than the lines' own is of the check as a whole.
// Nothing where the remedy is no amount of money.
[[nodiscard]] std::optional<Remedy> for_amount(const Remedy& remedy, Money amount);

}  // namespace amends
