#include "desk/site.hpp"

namespace amends {

Playbook lay_over(Playbook below, const Site& site) {
  for (std::size_t role = 0; role < below.limit.size(); ++role) {
    below.limit[role] = site.limit[role].value_or(below.limit[role]);
    below.shift_limit[role] = site.shift_limit[role].value_or(below.shift_limit[role]);
  }
  below.extra_limit = site.extra_limit.value_or(below.extra_limit);
  below.alcohol = site.alcohol.value_or(below.alcohol);
  below.house = site.name;
  below.told_at_once = site.told_at_once;
  return below;
}

}  // namespace amends
