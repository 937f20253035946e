#include "abi/daily_copies.hpp"

#include <chrono>
#include <utility>

#include "ledger/backup.hpp"

namespace amends {

namespace {

using namespace std::chrono_literals;

// A till that was just started has better things to do.
constexpr auto kAfterStart = 10min;
constexpr auto kBetween = 1h;
constexpr int kPagesAtOnce = 64;
constexpr auto kPause = 10ms;

}  // namespace

DailyCopies::DailyCopies(std::filesystem::path data, int kept, std::function<void(const std::string&)> log)
    : data_(std::move(data)), kept_(kept), log_(std::move(log)) {
  if (kept_ > 0) thread_ = std::thread([this] { run(); });
}

DailyCopies::~DailyCopies() {
  {
    const std::lock_guard lock(mutex_);
    is_ending_ = true;
  }
  roused_.notify_all();
  if (thread_.joinable()) thread_.join();
}

bool DailyCopies::sleep(std::chrono::milliseconds time) {
  std::unique_lock lock(mutex_);
  return !roused_.wait_for(lock, time, [this] { return is_ending_; });
}

void DailyCopies::run() {
  for (bool goes_on = sleep(kAfterStart); goes_on; goes_on = sleep(kBetween)) {
    const BackupPace pace{kPagesAtOnce, [this] { return sleep(kPause); }};
    const auto day = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
    const auto made = keep_daily_copy(data_, day, kept_, pace);
    const std::lock_guard lock(mutex_);
    if (!made && !is_ending_) log_("Today's copy of the ledger could not be made: " + made.error().text + ".");
  }
}

}  // namespace amends
