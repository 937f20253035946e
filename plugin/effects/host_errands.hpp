// Carries the desk's errands to the host and the host's answers back to the desk, keyed by request id.
// Promises: an errand that was submitted leads to at most one answer per call, whatever the host answers in it; an
// answer may come inside submit, later, twice, or for a request of an earlier run; where the host's status leaves open
// whether it acted, it counts as taken, and silence is the desk's to judge.
// Refuses: to know cases; the desk finds the case by the request. [main-thread]

#pragma once

#include <functional>
#include <optional>
#include <string>

#include "desk/desk.hpp"
#include "desk/intent.hpp"
#include "effects/host_proxy.hpp"

namespace amends {

class HostErrands {
 public:
  // `reason_words` gives the failure in the staff's words; `post` takes what the desk should hear, in order.
  HostErrands(HostProxy& host, std::function<std::string(const FailureId&)> reason_words,
              std::function<void(IntentBody)> post);

  void run(const HostErrand& errand);
  // The host's answer, at any time after start.
  void answer(const amends_answer_t* given);

 private:
  void submit(const HostRequest& request);
  void look_up(const RequestId& request);
  void post_answer(const HostAnswer& answer);

  HostProxy& host_;
  std::function<std::string(const FailureId&)> reason_words_;
  std::function<void(IntentBody)> post_;
  std::optional<RequestId> submitting_;
  bool answered_within_ = false;
};

}  // namespace amends
