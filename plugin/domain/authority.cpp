#include "domain/authority.hpp"

#include <algorithm>

#include "domain/offer.hpp"
#include "domain/sums.hpp"

namespace amends {
namespace {

bool is_money(const Remedy& remedy) {
  return std::holds_alternative<Refund>(remedy) || std::holds_alternative<Discount>(remedy);
}

bool is_made_again(const Remedy& remedy) {
  return std::holds_alternative<Replacement>(remedy) || std::holds_alternative<Exchange>(remedy);
}

Role above(Role role) {
  return role == Role::owner ? role : static_cast<Role>(static_cast<std::uint8_t>(role) + 1);
}

// The lowest role that the kind of thing allows, whatever it costs.
Judgement floor_of(const Case& state, const Context& context, const Playbook& playbook, const Fix& fix) {
  if (is_safety(state, playbook) && is_compensation(fix.remedy, fix.cost)) return {Bound::safety, Role::manager};
  if (is_owed(state, playbook, fix.from)) return {};
  if (std::holds_alternative<Refund>(fix.remedy) && !fix.cost.is_zero()) {
    if (context.standing.sale_age == SaleAge::older) return {Bound::sale_age, Role::owner};
    if (context.standing.sale_age == SaleAge::same_day) {
      return {Bound::sale_age, std::min(above(role_of_operator(context)), Role::manager)};
    }
  }
  if (is_outside_band(state, playbook, fix.remedy, fix.cost)) return {Bound::band, Role::manager};
  return {};
}

// What somebody else said yes to is theirs.
bool is_of_own_budget(const Act& act, const PersonId& person) {
  return act.purpose == ActPurpose::fix && act.is_alive() && act.chosen_by == person && act.approved_by.empty() &&
         act.state != ActState::needs_approval;
}

bool fits_shift(const Case& state, const Context& context, const Playbook& playbook, Role role, const Fix& fix) {
  const Money limit = playbook.shift_limit[static_cast<std::size_t>(role) - 1];
  const Money drawn = drawn_by(state, playbook, fix);
  if (limit.is_zero() || drawn.is_zero() || limit.currency != drawn.currency) return true;
  Money used = nothing_in(state.currency);
  if (context.standing.given_this_shift.currency == state.currency) used = context.standing.given_this_shift;
  const std::vector<ActId> gone = replaced_by(state, fix.remedy);
  const PersonId person = context.operator_ ? context.operator_->id : PersonId{};
  for (const Act& act : state.acts) {
    if (!is_of_own_budget(act, person)) continue;
    if (std::find(gone.begin(), gone.end(), act.id) != gone.end()) continue;
    used = sum_of(used, drawn_by(state, playbook, {act.from, act.remedy, act.cost}));
  }
  return sum_of(used, drawn).minor <= limit.minor;
}

// Money back is one kind, whether it comes off a bill or is given back.
RemedyKind kind_for_guest(const Remedy& remedy) {
  const RemedyKind kind = kind_of(remedy);
  return kind == RemedyKind::discount ? RemedyKind::refund : kind;
}

// A limit of zero is none; one in another currency says nothing, so only who has none may decide.
bool is_within(Money limit, Money given, Money cost) {
  if (limit.is_zero() || cost.is_zero()) return true;
  return limit.currency == cost.currency && sum_of(given, cost).minor <= limit.minor;
}

bool fits_guest(const Case& state, const Context& context, const Playbook& playbook, Role role, const Fix& fix) {
  const Money limit = playbook.guest_limit[static_cast<std::size_t>(role) - 1];
  if (limit.is_zero()) return true;
  Money given = given_beside(state, playbook, fix.remedy);
  const Money before = context.standing.given_this_visit;
  if (before.currency == given.currency) given = sum_of(given, before);
  return is_within(limit, given, fix.cost);
}

bool fits_kind(const Case& state, const Playbook& playbook, Role role, const Fix& fix) {
  const RemedyKind kind = kind_for_guest(fix.remedy);
  const auto limit = std::find_if(playbook.kind_limits.begin(), playbook.kind_limits.end(),
                                  [&](const KindLimit& it) { return it.kind == kind; });
  if (limit == playbook.kind_limits.end()) return true;
  const std::vector<ActId> gone = replaced_by(state, fix.remedy);
  Money given = nothing_in(state.currency);
  for (const Act& act : state.acts) {
    const bool counts = act.purpose == ActPurpose::fix && act.is_alive() && !is_owed(state, playbook, act.from) &&
                        kind_for_guest(act.remedy) == kind && std::find(gone.begin(), gone.end(), act.id) == gone.end();
    if (counts) given = sum_of(given, act.cost);
  }
  return is_within(limit->limit[static_cast<std::size_t>(role) - 1], given, fix.cost);
}

// The first limit that the role would break, whatever was given in the shift; none: it may.
Bound bound_for(const Case& state, const Context& context, const Playbook& playbook, Role role, const Fix& fix) {
  if (is_owed(state, playbook, fix.from)) return Bound::none;
  if (!may_give(playbook, role, given_beside(state, playbook, fix.remedy), fix.cost)) return Bound::case_limit;
  if (!fits_guest(state, context, playbook, role, fix)) return Bound::guest_limit;
  if (!fits_kind(state, playbook, role, fix)) return Bound::kind_limit;
  return Bound::none;
}

// The lowest role from `least` on that breaks none of them; the owner's, where every other does.
Role lowest_within(const Case& state, const Context& context, const Playbook& playbook, Role least, const Fix& fix) {
  Role role = least;
  while (role != Role::owner && bound_for(state, context, playbook, role, fix) != Bound::none)
    role = above(role);
  return role;
}

}  // namespace

bool is_safety(const Case& state, const Playbook& playbook) {
  const Failure* failure = playbook.find(state.failure);
  return failure && failure->safety;
}

bool is_restricted(const FailureId& failure, Severity severity, const Playbook& playbook) {
  const Failure* known = playbook.find(failure);
  return known ? known->safety : severity == Severity::grave;
}

bool may_open(const Case& state, const Playbook& playbook, const std::optional<Person>& person) {
  if (!is_restricted(state.failure, state.severity, playbook)) return true;
  if (!person) return false;
  const bool is_over = state.finished || state.withdrawn;
  return person->role >= Role::manager || (person->id == state.opened_by && !is_over);
}

Role role_of_operator(const Context& context) {
  return context.operator_ ? context.operator_->role : Role::waiter;
}

bool is_owed(const Case& state, const Playbook& playbook, const TemplateId& from) {
  const Failure* failure = playbook.find(state.failure);
  return failure && std::find(failure->owed.begin(), failure->owed.end(), from) != failure->owed.end();
}

Money given_beside(const Case& state, const Playbook& playbook, const Remedy& remedy) {
  const std::vector<ActId> gone = replaced_by(state, remedy);
  Money sum = nothing_in(state.currency);
  for (const Act& act : state.acts) {
    if (act.purpose != ActPurpose::fix || !act.is_alive() || is_owed(state, playbook, act.from)) continue;
    if (std::find(gone.begin(), gone.end(), act.id) == gone.end()) sum = sum_of(sum, act.cost);
  }
  return sum;
}

Judgement judge(const Case& state, const Context& context, const Playbook& playbook, const Fix& fix) {
  const Role role = role_of_operator(context);
  const Judgement floor = floor_of(state, context, playbook, fix);
  const auto needed = [&] { return lowest_within(state, context, playbook, floor.role, fix); };
  if (floor.bound != Bound::none && role < floor.role) return {floor.bound, needed()};
  const Bound bound = bound_for(state, context, playbook, role, fix);
  if (bound != Bound::none) return {bound, std::max(needed(), above(role))};
  if (!fits_shift(state, context, playbook, role, fix)) return {Bound::shift_limit, std::max(needed(), above(role))};
  return {};
}

bool may_approve(const Case& state, const Context& context, const Playbook& playbook, Role role, const Fix& fix) {
  if (role < floor_of(state, context, playbook, fix).role) return false;
  return bound_for(state, context, playbook, role, fix) == Bound::none;
}

bool is_above_band(const Case& state, const Playbook& playbook, Money cost) {
  const Money value = value_of_lines(state);
  return !value.is_zero() && cost.minor > share_of(value, playbook.band.to_percent).minor;
}

bool is_outside_band(const Case& state, const Playbook& playbook, const Remedy& remedy, Money cost) {
  if (!is_money(remedy) || cost.is_zero()) return false;
  if (is_above_band(state, playbook, cost)) return true;
  const Money value = value_of_lines(state);
  return state.sent_back == true && cost.minor < share_of(value, playbook.band.from_percent).minor;
}

bool is_compensation(const Remedy& remedy, Money cost) {
  return !cost.is_zero() || !is_personal(remedy);
}

Money drawn_by(const Case& state, const Playbook& playbook, const Fix& fix) {
  if (is_owed(state, playbook, fix.from) || is_made_again(fix.remedy)) return nothing_in(state.currency);
  const Failure* failure = playbook.find(state.failure);
  const bool never_had = state.sent_back == true || (failure && failure->never_served);
  if (is_money(fix.remedy) && never_had) return rest_of(fix.cost, value_of_lines(state));
  return fix.cost;
}

Money drawn_by(const Case& state, const Playbook& playbook, const PersonId& person) {
  Money sum = nothing_in(state.currency);
  for (const Act& act : state.acts) {
    if (is_of_own_budget(act, person)) sum = sum_of(sum, drawn_by(state, playbook, {act.from, act.remedy, act.cost}));
  }
  return sum;
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

const Person* in_charge(const Context& context) {
  const Person* highest = nullptr;
  for (const Person& person : context.staff) {
    if (context.operator_ && context.operator_->id == person.id) continue;
    if (!highest || person.role > highest->role) highest = &person;
  }
  return highest;
}

}  // namespace amends
