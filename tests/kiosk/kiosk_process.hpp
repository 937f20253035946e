// The till as a program of its own, started by a test on a data folder and looked at from outside.

#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <vector>

namespace kiosk {

struct Ended {
  int exit_code = -1;  // -1: ended by a signal
  int signal = 0;
  std::string output;  // stdout and stderr
};

// Runs amends-kiosk without a display until it ends.
Ended run_kiosk(const std::vector<std::string>& arguments);

// Runs it until it ends, or until SIGKILL comes after so long; `before_kill` is called right before.
Ended run_kiosk_for(const std::vector<std::string>& arguments, std::chrono::microseconds time,
                    const std::function<void()>& before_kill);

}  // namespace kiosk
