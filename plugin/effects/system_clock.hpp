// The time of day: the till's own clock where the host has one, else the system's. [thread-safe]
// Promises: a host's clock that says something before 2000 or after 2200 is logged once and the system's is used.

#pragma once

#include "desk/ports.hpp"
#include "effects/host_proxy.hpp"

namespace amends {

class SystemClock final : public Clock {
 public:
  [[nodiscard]] Instant now() const override;
  [[nodiscard]] std::optional<std::chrono::microseconds> since_start() const override;
};

class TillClock final : public Clock {
 public:
  // `host` outlives the clock.
  explicit TillClock(const HostProxy& host) : host_(host) {}
  [[nodiscard]] Instant now() const override;
  [[nodiscard]] std::optional<std::chrono::microseconds> since_start() const override { return system_.since_start(); }

 private:
  const HostProxy& host_;
  SystemClock system_;
};

}  // namespace amends
