// Standing: who may give what in this case, on top of what was given before.
#pragma once

#include "domain/decide.hpp"

namespace amends {

// Whether the failure belongs to the safety branch. A failure that the playbook no longer knows doesn't.
[[nodiscard]] bool is_safety(const Case& state, const Playbook& playbook);

// The role of who is signed on; a waiter's, where nobody is known.
[[nodiscard]] Role role_of_operator(const Context& context);

// The cost of the fixes that stand beside `remedy`: those whose place it takes are gone by then.
[[nodiscard]] Money given_beside(const Case& state, const Remedy& remedy);

// The lowest role that may give this fix by itself. In the safety branch nothing that costs anything is below a manager.
[[nodiscard]] Role role_for_fix(const Case& state, const Playbook& playbook, const Remedy& remedy, Money cost);

// Whether `role` may give this fix by itself.
[[nodiscard]] bool may_give_fix(const Case& state, const Playbook& playbook, Role role, const Remedy& remedy,
                                Money cost);

// Whether it is compensation, which the safety branch leaves to managers.
[[nodiscard]] bool is_compensation(const Remedy& remedy, Money cost);

[[nodiscard]] bool fits_extra_budget(const Playbook& playbook, Money cost);

// Who on shift has at least `role`, the lowest such role first, never the operator; null: nobody.
[[nodiscard]] const Person* somebody_with(const Context& context, Role role);

}  // namespace amends
