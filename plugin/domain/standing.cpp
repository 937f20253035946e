#include "domain/standing.hpp"

#include <algorithm>

#include "domain/offer.hpp"
#include "domain/sums.hpp"

namespace amends {

bool is_safety(const Case& state, const Playbook& playbook) {
  const Failure* failure = playbook.find(state.failure);
  return failure && failure->safety;
}

Role role_of_operator(const Context& context) {
  return context.operator_ ? context.operator_->role : Role::waiter;
}

Money given_beside(const Case& state, const Remedy& remedy) {
  const std::vector<ActId> gone = replaced_by(state, remedy);
  Money sum = nothing_in(state.currency);
  for (const Act& act : state.acts) {
    if (act.purpose != ActPurpose::fix || !act.is_alive()) continue;
    if (std::find(gone.begin(), gone.end(), act.id) == gone.end()) sum = sum_of(sum, act.cost);
  }
  return sum;
}

Role role_for_fix(const Case& state, const Playbook& playbook, const Remedy& remedy, Money cost) {
  const Role role = role_needed(playbook, given_beside(state, remedy), cost);
  if (is_safety(state, playbook) && is_compensation(remedy, cost)) return std::max(role, Role::manager);
  return role;
}

bool may_give_fix(const Case& state, const Playbook& playbook, Role role, const Remedy& remedy, Money cost) {
  if (is_safety(state, playbook) && is_compensation(remedy, cost) && role < Role::manager) return false;
  return may_give(playbook, role, given_beside(state, remedy), cost);
}

bool is_compensation(const Remedy& remedy, Money cost) {
  return !cost.is_zero() || !is_personal(remedy);
}

bool fits_extra_budget(const Playbook& playbook, Money cost) {
  if (cost.is_zero()) return true;
  return playbook.extra_limit.currency == cost.currency && cost.minor <= playbook.extra_limit.minor;
}

const Person* somebody_with(const Context& context, Role role) {
  const Person* best = nullptr;
  for (const Person& person : context.staff) {
    if (!person.on_shift || person.role < role) continue;
    if (context.operator_ && context.operator_->id == person.id) continue;
    if (!best || person.role < best->role) best = &person;
  }
  return best;
}

}  // namespace amends
