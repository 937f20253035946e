// Checks the PIN of a chosen person: at the host where it can, else against the staff file's hash on a worker.
// Promises: each attempt is answered at most once, through take_answers; wrong tries lock a person (pin_lockout.hpp)
// whoever checks; PINs are wiped and never logged. Refuses: to know what the approval is for. [main-thread]

#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "desk/secret.hpp"
#include "domain/ids.hpp"
#include "effects/host_proxy.hpp"
#include "effects/pin_hash.hpp"
#include "effects/pin_lockout.hpp"
#include "effects/pin_worker.hpp"

namespace amends {

enum class PinOutcome : std::uint8_t {
  right = 1,
  wrong,
  locked,      // not even tried
  no_pin,      // nobody can check this person's
  unavailable  // not now
};

struct PinAnswer {
  std::uint64_t attempt = 0;
  PersonId person;
  PinOutcome outcome = PinOutcome::unavailable;
  std::chrono::seconds locked_for{0};  // with locked, and with the wrong one that locked
  bool operator==(const PinAnswer&) const = default;
};

class PinChecker {
 public:
  using Monotonic = std::function<PinLockout::Time()>;

  // `hashes` by person (pin_hash.hpp); `pepper` outlives the checker. `wake` asks for a call of take_answers soon;
  // [thread-safe].
  PinChecker(HostProxy& host, std::map<PersonId, std::string> hashes, PinPepper pepper, std::function<void()> wake,
             Monotonic monotonic = std::chrono::steady_clock::now);

  // `attempt` numbers are the caller's, each used once.
  void check(std::uint64_t attempt, const PersonId& person, Secret pin);
  // The host's answer to an earlier check_pin; one that nobody waits for is ignored.
  void host_answered(const char* request_id, amends_status_t status);
  [[nodiscard]] std::vector<PinAnswer> take_answers();
  // What is to be kept, where it has changed since the last call.
  [[nodiscard]] std::optional<PinTries> take_tries();
  void take_over(const PinTries& earlier) { lockout_.take_over(earlier, monotonic_()); }
  // Joins the worker; attempts that wait are forgotten.
  void stop();

 private:
  struct Try {
    std::uint64_t attempt = 0;
    PersonId person;
    Secret pin;
  };

  [[nodiscard]] bool refused_as_locked(std::uint64_t attempt, const PersonId& person);
  void answer(std::uint64_t attempt, const PersonId& person, PinOutcome outcome);
  // What the host said of the PIN; false: it checks none.
  [[nodiscard]] bool take_status(std::uint64_t attempt, const PersonId& person, amends_status_t status);
  void hand_to_worker();

  HostProxy& host_;
  std::map<PersonId, std::string> hashes_;
  PinPepper pepper_;
  std::function<void()> wake_;
  Monotonic monotonic_;
  PinLockout lockout_;
  bool tries_changed_ = false;
  std::map<std::string, Try, std::less<>> at_host_;
  std::deque<Try> waiting_;
  std::optional<Try> at_worker_;
  std::vector<PinAnswer> answers_;
  PinWorker worker_;
};

}  // namespace amends
