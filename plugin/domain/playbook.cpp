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

namespace {

// A limit of nothing is no limit, for whom the playbook has such.
bool is_raised(Money now, Money next, bool zero_is_endless) {
  if (now.currency != next.currency) return true;
  if (!zero_is_endless) return next.minor > now.minor;
  return now.minor != 0 && (next.minor == 0 || next.minor > now.minor);
}

}  // namespace

bool raises_authority(const Playbook& now, const Playbook& next) {
  for (std::size_t role = 0; role < now.limit.size(); ++role) {
    const bool owner = role + 1 == now.limit.size();
    if (is_raised(now.limit[role], next.limit[role], owner)) return true;
    if (is_raised(now.shift_limit[role], next.shift_limit[role], true)) return true;
    if (is_raised(now.guest_limit[role], next.guest_limit[role], true)) return true;
  }
  for (const KindLimit& limit : now.kind_limits) {
    const auto same = std::find_if(next.kind_limits.begin(), next.kind_limits.end(),
                                   [&](const KindLimit& it) { return it.kind == limit.kind; });
    for (std::size_t role = 0; role < limit.limit.size(); ++role) {
      const Money after = same == next.kind_limits.end() ? Money{0, limit.limit[role].currency} : same->limit[role];
      if (is_raised(limit.limit[role], after, true)) return true;
    }
  }
  if (is_raised(now.extra_limit, next.extra_limit, false)) return true;
  if (next.band.to_percent > now.band.to_percent || next.band.from_percent < now.band.from_percent) return true;
  if (next.own_refund_minutes > now.own_refund_minutes || next.alcohol < now.alcohol) return true;
  for (const Failure& failure : next.failures) {
    const Failure* before = now.find(failure.id);
    if (!before) {
      if (!failure.owed.empty()) return true;
      continue;
    }
    if ((before->safety && !failure.safety) || (!before->never_served && failure.never_served)) return true;
    for (const TemplateId& owed : failure.owed) {
      if (std::find(before->owed.begin(), before->owed.end(), owed) == before->owed.end()) return true;
    }
  }
  return false;
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

}  // namespace amends
