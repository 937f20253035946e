// Who may try a PIN now: five wrong tries lock a person for 30 s, each further wrong one for twice as long, up to 15
// minutes; a right one forgives all. Never for ever.
// Promises: pure; time is handed in, from a clock that no one sets. Refuses: to outlive the program.

#pragma once

#include <chrono>
#include <cstdint>
#include <map>

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

 private:
  struct Tries {
    std::uint32_t wrong = 0;
    Time locked_until{};
  };
  std::map<PersonId, Tries> tries_;
};

}  // namespace amends
