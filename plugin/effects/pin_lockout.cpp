#include "effects/pin_lockout.hpp"

#include <algorithm>

namespace amends {

std::chrono::seconds PinLockout::locked_for(const PersonId& person, Time now) const {
  const auto found = tries_.find(person);
  if (found == tries_.end() || found->second.locked_until <= now) return std::chrono::seconds{0};
  return std::chrono::ceil<std::chrono::seconds>(found->second.locked_until - now);
}

void PinLockout::note_wrong(const PersonId& person, Time now) {
  Tries& tries = tries_[person];
  ++tries.wrong;
  if (tries.wrong < kFreeTries) return;
  std::chrono::seconds lock = kFirstLock;
  for (std::uint32_t beyond = kFreeTries; beyond < tries.wrong && lock < kLongestLock; ++beyond)
    lock *= 2;
  tries.locked_until = now + std::min(lock, kLongestLock);
}

void PinLockout::note_right(const PersonId& person) {
  tries_.erase(person);
}

}  // namespace amends
