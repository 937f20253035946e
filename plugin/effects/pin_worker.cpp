#include "effects/pin_worker.hpp"

#include <sodium.h>

#include <cassert>
#include <utility>

namespace amends {

PinWorker::PinWorker(PinPepper pepper, std::function<void()> wake) : pepper_(pepper), wake_(std::move(wake)) {}

void PinWorker::check(std::string hash, Secret pin) {
  {
    const std::lock_guard guard(mutex_);
    assert(!job_ && !verdict_);
    job_.emplace(Job{std::move(hash), std::move(pin)});
  }
  if (!thread_.joinable()) thread_ = std::thread([this] { run(); });
  roused_.notify_one();
}

std::optional<bool> PinWorker::take_verdict() {
  const std::lock_guard guard(mutex_);
  return std::exchange(verdict_, std::nullopt);
}

void PinWorker::stop() {
  {
    const std::lock_guard guard(mutex_);
    ending_ = true;
  }
  roused_.notify_one();
  if (thread_.joinable()) thread_.join();
}

void PinWorker::run() {
  if (sodium_init() < 0) return;
  std::unique_lock lock(mutex_);
  while (true) {
    roused_.wait(lock, [this] { return ending_ || job_.has_value(); });
    if (ending_) return;
    Job job = std::move(*job_);
    job_.reset();
    lock.unlock();
    const bool right = fits(job.hash, job.pin, pepper_);
    job.pin.wipe();
    lock.lock();
    verdict_ = right;
    if (ending_) return;
    lock.unlock();
    wake_();
    lock.lock();
  }
}

}  // namespace amends
