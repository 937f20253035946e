// Who may try a PIN now: five wrong tries lock a person for 30 s, each further wrong one for twice as long, up to 15
// minutes; a right one forgives all. Never for ever.
// Promises: pure; time is handed in, from a clock that no one sets. What was tried can be taken over from before: then whoever
// was locked is locked anew, for as long as so many tries lock.

#pragma once

#include <chrono>
#include <cstdint>
#include <map>

#include "desk/pin_tries.hpp"
#include "domain/ids.hpp"

namespace amends {

class PinLockout {
 public:
  static constexpr std::uint32_t kFreeTries = 5;
  static constexpr std::chrono::seconds kFirstLock{30};
  static constexpr std::chrono::seconds kLongestLock{15 * 60};

  using Time = std::chrono::steady_clock::time_point;

  // How long the person still has to wait, in whole seconds, rounded up; zero: not locked.
  [[nodiscard]] std::chrono::seconds locked_for(const PersonId& person, Time now) const;
  void note_wrong(const PersonId& person, Time now);
  void note_right(const PersonId& person);
  [[nodiscard]] PinTries tries() const;
  // Of an earlier run; whoever was tried since keeps the higher count.
  void take_over(const PinTries& earlier, Time now);

 private:
  [[nodiscard]] static Time lock_end(std::uint32_t wrong, Time now);

  struct Tries {
    std::uint32_t wrong = 0;
    Time locked_until{};
  };
  std::map<PersonId, Tries> tries_;
};

}  // namespace amends
