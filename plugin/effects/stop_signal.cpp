#include "effects/stop_signal.hpp"

#include <sys/eventfd.h>
#include <unistd.h>

#include <cstdint>

namespace amends {

StopSignal::StopSignal() : descriptor_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {}

StopSignal::~StopSignal() {
  if (descriptor_ >= 0) close(descriptor_);
}

void StopSignal::raise() {
  const std::uint64_t once = 1;
  // It can fail only where it is raised already.
  [[maybe_unused]] const ssize_t written = write(descriptor_, &once, sizeof once);
}

}  // namespace amends
