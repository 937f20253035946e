#include "domain/authority.hpp"

#include <algorithm>

#include "domain/offer.hpp"
#include "domain/sums.hpp"

namespace amends {
namespace {

bool is_made_again(const Remedy& remedy) {
  return std::holds_alternative<Replacement>(remedy) || std::holds_alternative<Exchange>(remedy);
}

Role above(Role role) {
  return role == Role::owner ? role : static_cast<Role>(static_cast<std::uint8_t>(role) + 1);
}

bool is_owed_for(const Failure* failure, const TemplateId& from) {
  return failure && std::find(failure->owed.begin(), failure->owed.end(), from) != failure->owed.end();
}

// What of a fix draws on a shift, its failure looked up already.
Money drawn_for(const Case& state, const Failure* failure, const Fix& fix) {
  if (is_owed_for(failure, fix.from) || is_made_again(fix.remedy)) return nothing_in(state.currency);
  const bool never_had = state.sent_back == true || (failure && failure->never_served);
  if (is_money(kind_of(fix.remedy)) && never_had) return rest_of(fix.cost, value_of_lines(state));
  return fix.cost;
}

// The cost of the fixes that stand, are nobody's due and count; `gone` are as good as withdrawn.
template <class Counts>
Money given_for(const Case& state, const Failure* failure, const std::vector<ActId>& gone, Counts&& counts) {
  Money sum = nothing_in(state.currency);
  for (const Act& act : state.acts) {
    if (act.purpose != ActPurpose::fix || !act.is_alive() || is_owed_for(failure, act.from) || !counts(act)) continue;
    if (std::find(gone.begin(), gone.end(), act.id) == gone.end()) sum = sum_of(sum, act.cost);
  }
  return sum;
}

bool any_kind(const Act&) {
  return true;
}

// What somebody else said yes to is theirs.
bool is_of_own_budget(const Act& act, const PersonId& person) {
  return act.purpose == ActPurpose::fix && act.is_alive() && act.chosen_by == person && act.approved_by.empty() &&
         act.state != ActState::needs_approval;
}

// A limit of zero is none; one in another currency says nothing, so only who has none may decide.
bool is_within(Money limit, Money given, Money cost) {
  if (limit.is_zero() || cost.is_zero()) return true;
  return limit.currency == cost.currency && sum_of(given, cost).minor <= limit.minor;
}

std::size_t at(Role role) {
  return static_cast<std::size_t>(role) - 1;
}

// One fix before the judge: what every limit asks about it is looked up once.
class Judging {
 public:
  Judging(const Case& state, const Context& context, const Playbook& playbook, const Failure* failure, const Fix& fix)
      : state_(state),
        context_(context),
        playbook_(playbook),
        fix_(fix),
        failure_(failure),
        owed_(is_owed_for(failure_, fix.from)),
        gone_(replaced_by(state, fix.remedy)),
        given_(given_for(state, failure_, gone_, any_kind)) {}

  [[nodiscard]] bool is_owed() const { return owed_; }

  // The lowest role that the kind of thing allows, whatever it costs.
  [[nodiscard]] Judgement floor() const {
    if (failure_ && failure_->safety && is_compensation(fix_.remedy, fix_.cost)) return {Bound::safety, Role::manager};
    if (owed_) return {};
    if (std::holds_alternative<Refund>(fix_.remedy) && !fix_.cost.is_zero()) {
      if (context_.standing.sale_age == SaleAge::older) return {Bound::sale_age, Role::owner};
      if (context_.standing.sale_age == SaleAge::same_day) {
        return {Bound::sale_age, std::min(above(role_of_operator(context_)), Role::manager)};
      }
    }
    if (is_outside_band(state_, playbook_, fix_.remedy, fix_.cost)) return {Bound::band, Role::manager};
    return {};
  }

  // The first limit that the role would break, whatever was given in the shift; none: it may.
  [[nodiscard]] Bound bound_of(Role role) const {
    if (owed_) return Bound::none;
    if (!may_give(playbook_, role, given_, fix_.cost)) return Bound::case_limit;
    if (!fits_guest(role)) return Bound::guest_limit;
    if (!fits_kind(role)) return Bound::kind_limit;
    return Bound::none;
  }

  // The lowest role from `least` on that breaks none of them; the owner's, where every other does.
  [[nodiscard]] Role lowest_from(Role least) const {
    Role role = least;
    while (role != Role::owner && bound_of(role) != Bound::none)
      role = above(role);
    return role;
  }

  [[nodiscard]] bool fits_shift(Role role) const {
    const Money limit = playbook_.shift_limit[at(role)];
    const Money drawn = drawn_for(state_, failure_, fix_);
    if (limit.is_zero() || drawn.is_zero() || limit.currency != drawn.currency) return true;
    Money used = nothing_in(state_.currency);
    if (context_.standing.given_this_shift.currency == state_.currency) used = context_.standing.given_this_shift;
    const PersonId person = context_.operator_ ? context_.operator_->id : PersonId{};
    for (const Act& act : state_.acts) {
      if (!is_of_own_budget(act, person)) continue;
      if (std::find(gone_.begin(), gone_.end(), act.id) != gone_.end()) continue;
      used = sum_of(used, drawn_for(state_, failure_, {act.from, act.remedy, act.cost}));
    }
    return sum_of(used, drawn).minor <= limit.minor;
  }

 private:
  [[nodiscard]] bool fits_guest(Role role) const {
    const Money before = context_.standing.given_this_visit;
    const Money given = before.currency == given_.currency ? sum_of(given_, before) : given_;
    return is_within(playbook_.guest_limit[at(role)], given, fix_.cost);
  }

  [[nodiscard]] bool fits_kind(Role role) const {
    const RemedyKind kind = kind_for_guest(kind_of(fix_.remedy));
    const auto limit = std::find_if(playbook_.kind_limits.begin(), playbook_.kind_limits.end(),
                                    [&](const KindLimit& it) { return it.kind == kind; });
    if (limit == playbook_.kind_limits.end()) return true;
    const Money given =
        given_for(state_, failure_, gone_, [&](const Act& act) { return kind_for_guest(kind_of(act.remedy)) == kind; });
    return is_within(limit->limit[at(role)], given, fix_.cost);
  }

  const Case& state_;
  const Context& context_;
  const Playbook& playbook_;
  const Fix& fix_;
  const Failure* failure_;
  bool owed_;
  std::vector<ActId> gone_;
  Money given_;
};

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
  return is_owed_for(playbook.find(state.failure), from);
}

Money given_in(const Case& state, const Playbook& playbook) {
  return given_for(state, playbook.find(state.failure), {}, any_kind);
}

Money given_beside(const Case& state, const Playbook& playbook, const Remedy& remedy) {
  return given_for(state, playbook.find(state.failure), replaced_by(state, remedy), any_kind);
}

Judgement judge(const Case& state, const Context& context, const Playbook& playbook, const Fix& fix) {
  return judge(state, context, playbook, playbook.find(state.failure), fix);
}

Judgement judge(const Case& state, const Context& context, const Playbook& playbook, const Failure* failure,
                const Fix& fix) {
  const Role role = role_of_operator(context);
  const Judging judging(state, context, playbook, failure, fix);
  const Judgement floor = judging.floor();
  const bool owed = judging.is_owed();
  if (floor.bound != Bound::none && role < floor.role) return {floor.bound, judging.lowest_from(floor.role), owed};
  const Bound bound = judging.bound_of(role);
  if (bound == Bound::none && judging.fits_shift(role)) return {Bound::none, Role::waiter, owed};
  const Role needed = std::max(judging.lowest_from(floor.role), above(role));
  return {bound == Bound::none ? Bound::shift_limit : bound, needed, owed};
}

bool may_approve(const Case& state, const Context& context, const Playbook& playbook, Role role, const Fix& fix) {
  const Judging judging(state, context, playbook, playbook.find(state.failure), fix);
  return role >= judging.floor().role && judging.bound_of(role) == Bound::none;
}

bool is_above_band(const Case& state, const Playbook& playbook, Money cost) {
  const Money value = value_of_lines(state);
  return !value.is_zero() && cost.minor > share_of(value, playbook.band.to_percent).minor;
}

bool is_outside_band(const Case& state, const Playbook& playbook, const Remedy& remedy, Money cost) {
  if (!is_money(kind_of(remedy)) || cost.is_zero()) return false;
  if (is_above_band(state, playbook, cost)) return true;
  const Money value = value_of_lines(state);
  return state.sent_back == true && cost.minor < share_of(value, playbook.band.from_percent).minor;
}

bool is_compensation(const Remedy& remedy, Money cost) {
  return !cost.is_zero() || !is_personal(remedy);
}

Money drawn_by(const Case& state, const Playbook& playbook, const Fix& fix) {
  return drawn_for(state, playbook.find(state.failure), fix);
}

Money drawn_by(const Case& state, const Playbook& playbook, const PersonId& person) {
  const Failure* failure = playbook.find(state.failure);
  Money sum = nothing_in(state.currency);
  for (const Act& act : state.acts) {
    if (is_of_own_budget(act, person)) sum = sum_of(sum, drawn_for(state, failure, {act.from, act.remedy, act.cost}));
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
