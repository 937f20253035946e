// The worker thread that checks a PIN against its Argon2id hash: 40 to 200 ms that no frame can wait for.
// Promises: one job at a time; the PIN is wiped as soon as it was checked; the thread is joined by stop.

#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "desk/secret.hpp"
#include "effects/pin_hash.hpp"

namespace amends {

class PinWorker {
 public:
  // `wake` is called on the worker's thread after each verdict; it must be [thread-safe]. `pepper` outlives the worker.
  PinWorker(PinPepper pepper, std::function<void()> wake);
  ~PinWorker() { stop(); }
  PinWorker(const PinWorker&) = delete;
  PinWorker& operator=(const PinWorker&) = delete;

  // The next job, against a hash that can be checked. Only when the verdict on the one before was taken. The thread begins with the first.
  void check(std::string hash, Secret pin);
  // Whether the PIN was right; nothing while it isn't known yet.
  [[nodiscard]] std::optional<bool> take_verdict();
  // Waits for a check under way.
  void stop();

 private:
  struct Job {
    std::string hash;
    Secret pin;
  };
  void run();

  PinPepper pepper_;
  std::function<void()> wake_;
  std::mutex mutex_;
  std::condition_variable roused_;
  std::optional<Job> job_;
  std::optional<bool> verdict_;
  bool ending_ = false;
  std::thread thread_;
};

}  // namespace amends
