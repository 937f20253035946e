#include "domain/playbook.hpp"

#include <algorithm>
#include <cassert>

#include "domain/sums.hpp"

namespace amends {

const Failure* Playbook::find(const FailureId& id) const {
  const auto found = std::find_if(failures.begin(), failures.end(), [&](const Failure& it) { return it.id == id; });
  return found == failures.end() ? nullptr : &*found;
}

const RemedyTemplate* Playbook::find(const TemplateId& id) const {
  const auto found =
      std::find_if(remedies.begin(), remedies.end(), [&](const RemedyTemplate& it) { return it.id == id; });
  return found == remedies.end() ? nullptr : &*found;
}

bool may_give(const Playbook& playbook, Role role, Money given_before, Money cost) {
  assert(cost.minor >= 0);
  const Money limit = playbook.limit[static_cast<std::size_t>(role) - 1];
  if (cost.is_zero()) return true;
  if (role == Role::owner && limit.is_zero()) return true;
  // A limit says nothing about another currency: only who has none may decide.
  if (limit.currency != cost.currency) return false;
  return sum_of(given_before, cost).minor <= limit.minor;
}

Role role_needed(const Playbook& playbook, Money given_before, Money cost) {
  for (const Role role : {Role::waiter, Role::shift_lead, Role::manager}) {
    if (may_give(playbook, role, given_before, cost)) return role;
  }
  return Role::owner;
}

}  // namespace amends
