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
  if (tries.wrong >= kFreeTries) tries.locked_until = lock_end(tries.wrong, now);
}

PinLockout::Time PinLockout::lock_end(std::uint32_t wrong, Time now) {
  std::chrono::seconds lock = kFirstLock;
  for (std::uint32_t beyond = kFreeTries; beyond < wrong && lock < kLongestLock; ++beyond)
    lock *= 2;
  return now + std::min(lock, kLongestLock);
}

PinTries PinLockout::tries() const {
  PinTries all;
  for (const auto& [person, tries] : tries_)
    all.emplace(person, tries.wrong);
  return all;
}

void PinLockout::take_over(const PinTries& earlier, Time now) {
  for (const auto& [person, wrong] : earlier) {
    Tries& tries = tries_[person];
    if (tries.wrong >= wrong) continue;
    tries.wrong = wrong;
    if (wrong >= kFreeTries) tries.locked_until = lock_end(wrong, now);
  }
}

void PinLockout::note_right(const PersonId& person) {
  tries_.erase(person);
}

}  // namespace amends
