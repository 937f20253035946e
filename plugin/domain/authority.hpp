// Authority: who may give what in this case, on top of what was given before, and what stands in the way of the others.
// The limits are the playbook's; their defaults and where they come from stand in PRODUCT.md, Defaults.
#pragma once

#include "domain/decide.hpp"

namespace amends {

// What makes a fix more than the role may give by itself, in the order it is told.
enum class Bound : std::uint8_t {
  none = 0,
  safety,       // compensation in the safety branch: a manager's
  sale_age,     // money back on a sale of earlier today: the next role; of an earlier day: the owner's
  band,         // money outside the fair band of what the lines cost: a manager's, with a reason
  case_limit,   // more than the role may give in one case
  guest_limit,  // more than the role may give the same guests in one visit
  kind_limit,   // more than the role may give of that kind in one case
  shift_limit,  // more than the role may give in one shift
};

struct Judgement {
  Bound bound = Bound::none;  // none: the operator may
  Role role = Role::waiter;   // the lowest that may, where the operator may not
  bool owed = false;          // to the guest, by law
  bool operator==(const Judgement&) const = default;
};

// A fix as it would be given: `from` says whether the guest is owed it.
struct Fix {
  const TemplateId& from;
  const Remedy& remedy;
  Money cost;
};

// Whether the failure belongs to the safety branch. A failure that the playbook no longer knows doesn't.
[[nodiscard]] bool is_safety(const Case& state, const Playbook& playbook);

// Whether the case is one of the safety branch to whoever looks: what the playbook no longer knows is, if it was grave.
[[nodiscard]] bool is_restricted(const FailureId& failure, Severity severity, const Playbook& playbook);

// Whether that person may open the case: in the safety branch managers, and its author as long as it is open.
[[nodiscard]] bool may_open(const Case& state, const Playbook& playbook, const std::optional<Person>& person);

// The role of who is signed on; a waiter's, where nobody is known.
[[nodiscard]] Role role_of_operator(const Context& context);

// Whether the guest is owed it by law: it draws on no authority.
[[nodiscard]] bool is_owed(const Case& state, const Playbook& playbook, const TemplateId& from);

// The cost of the fixes that stand and are nobody's due.
[[nodiscard]] Money given_in(const Case& state, const Playbook& playbook);

// The cost of the fixes that stand beside `remedy` and are nobody's due: those whose place it takes are gone by then.
[[nodiscard]] Money given_beside(const Case& state, const Playbook& playbook, const Remedy& remedy);

// Whether the operator may give it by themselves, and if not, why and who may.
[[nodiscard]] Judgement judge(const Case& state, const Context& context, const Playbook& playbook, const Fix& fix);
// With the case's failure looked up already, for who judges many fixes; null: the playbook doesn't have it.
[[nodiscard]] Judgement judge(const Case& state, const Context& context, const Playbook& playbook,
                              const Failure* failure, const Fix& fix);

// Whether somebody of that role may say yes to what the operator asks for.
[[nodiscard]] bool may_approve(const Case& state, const Context& context, const Playbook& playbook, Role role,
                               const Fix& fix);

// Whether money is given that lies outside the fair band of what the lines cost (Gelbrich et al. 2015): then a reason is
// asked for.
[[nodiscard]] bool is_outside_band(const Case& state, const Playbook& playbook, const Remedy& remedy, Money cost);
[[nodiscard]] bool is_above_band(const Case& state, const Playbook& playbook, Money cost);

// Whether it is compensation, which the safety branch leaves to managers.
[[nodiscard]] bool is_compensation(const Remedy& remedy, Money cost);

// What of a fix draws on the shift's budget: not what is owed, not what is made again, not the price of lines that were
// sent back or never served.
[[nodiscard]] Money drawn_by(const Case& state, const Playbook& playbook, const Fix& fix);
// The same of all fixes of a case that are alive, and were chosen by this person.
[[nodiscard]] Money drawn_by(const Case& state, const Playbook& playbook, const PersonId& person);

[[nodiscard]] bool fits_extra_budget(const Playbook& playbook, Money cost);

// Who on shift has at least `role`, the lowest such role first, never the operator; null: nobody.
[[nodiscard]] const Person* somebody_with(const Context& context, Role role);

// Who answers for the house, on shift or not: the highest role there is, never the operator; null: nobody.
[[nodiscard]] const Person* in_charge(const Context& context);

}  // namespace amends
