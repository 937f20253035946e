// How long a mail or a webhook may take before the worker goes on to the next errand.
#pragma once

#include <cstdint>

namespace amends {

struct NetworkLimits {
  std::int32_t connect_timeout_ms = 10'000;  // until the server is reached, greeted and signed on to
  std::int32_t total_timeout_ms = 60'000;
};

}  // namespace amends
