#include "domain/follow_up_plan.hpp"

#include "domain/offer.hpp"

namespace amends {

FollowUpWhen follow_up_preset(const Case& state, const Context& context, const Playbook& playbook) {
  const Failure* failure = playbook.find(state.failure);
  FollowUpWhen when = failure ? failure->follow_up : FollowUpWhen::tomorrow;
  // What became serious, because it wasn't the first thing, isn't left until tomorrow.
  if (when == FollowUpWhen::tomorrow && state.severity >= Severity::serious) when = FollowUpWhen::today;
  if (when == FollowUpWhen::not_needed || (state.contact && when != FollowUpWhen::before_bill)) return when;
  const Check* check = check_of(state, context);
  const bool still_here = state.channel == Channel::at_check && (!check || check->state == CheckState::open);
  return still_here ? FollowUpWhen::before_bill : FollowUpWhen::not_needed;
}

}  // namespace amends
