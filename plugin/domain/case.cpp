#include "domain/case.hpp"

#include <algorithm>

#include "domain/sums.hpp"

namespace amends {
namespace {

template <class Things, class Wanted>
auto find_where(const Things& things, Wanted&& wanted) -> const typename Things::value_type* {
  const auto found = std::find_if(things.begin(), things.end(), wanted);
  return found == things.end() ? nullptr : &*found;
}

}  // namespace

bool Act::is_settled() const {
  return state == ActState::done || state == ActState::keyed;
}

bool Act::is_alive() const {
  return state != ActState::failed && state != ActState::withdrawn;
}

const Act* Case::find(ActId act) const {
  return find_where(acts, [&](const Act& it) { return it.id == act; });
}

const Act* Case::find(const RequestId& request) const {
  if (request.empty()) return nullptr;
  return find_where(acts, [&](const Act& it) { return it.request == request; });
}

const FollowUp* Case::find(FollowUpId follow_up) const {
  return find_where(follow_ups, [&](const FollowUp& it) { return it.id == follow_up; });
}

bool Case::is_acknowledged() const {
  return apology.has_value();
}

bool Case::is_put_right() const {
  bool settled = false;
  for (const Act& act : acts) {
    if (act.purpose != ActPurpose::fix || !act.is_alive()) continue;
    if (!act.is_settled()) return false;
    settled = true;
  }
  return settled;
}

bool Case::is_prevention_told() const {
  return prevention.has_value() && prevention_told;
}

bool Case::is_complete() const {
  return is_acknowledged() && is_put_right() && is_prevention_told();
}

Money Case::given(ActPurpose purpose) const {
  Money sum = nothing_in(currency);
  for (const Act& act : acts) {
    if (act.purpose == purpose && act.is_alive()) sum = sum_of(sum, act.cost);
  }
  return sum;
}

bool Case::has_sent_anything() const {
  return std::any_of(acts.begin(), acts.end(), [](const Act& act) {
    return act.is_settled() || act.state == ActState::started || act.state == ActState::in_doubt;
  });
}

}  // namespace amends
