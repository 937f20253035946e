#include "desk/desk_thread.hpp"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

namespace amends {

struct DeskThread::Shared {
  std::mutex mutex;
  std::condition_variable roused;
  std::condition_variable ended;
  std::deque<Intent> intents;
  std::vector<HostErrand> errands;
  // The view's own, held by the desk only while it puts a new one there: whoever finds it taken is woken right after.
  std::mutex view_mutex;
  std::shared_ptr<const DeskView> view;
  bool ending = false;
  bool abandoned = false;  // the deadline has passed: end without taking what is left
  bool has_ended = false;
  std::atomic<std::uint64_t> posted{0};
  std::atomic<std::uint64_t> shown{0};  // taken, and in the view
  std::function<void()> wake;
  std::thread thread;

  void run(const std::function<std::unique_ptr<Desk>()>& make);
  void work(const std::function<std::unique_ptr<Desk>()>& make);
  void hand_out(Desk& desk);
  // The next intent; nothing when an errand is due, or the end has come (`ending`).
  [[nodiscard]] std::optional<Intent> wait_for_intent(const Desk& desk);
  [[nodiscard]] bool is_over();
  [[nodiscard]] bool is_quiet();
};

void DeskThread::Shared::hand_out(Desk& desk) {
  std::vector<HostErrand> due = desk.take_errands();
  {
    const std::lock_guard lock(mutex);
    std::ranges::move(due, std::back_inserter(errands));
  }
  {
    const std::lock_guard lock(view_mutex);
    view = desk.view();
  }
  wake();
}

std::optional<Intent> DeskThread::Shared::wait_for_intent(const Desk& desk) {
  std::unique_lock lock(mutex);
  const auto has_work = [&] { return ending || !intents.empty(); };
  if (const auto left = desk.next_errand_in()) {
    roused.wait_for(lock, *left, has_work);
  } else {
    roused.wait(lock, has_work);
  }
  if (intents.empty() || abandoned) return std::nullopt;
  std::optional<Intent> intent = std::move(intents.front());
  intents.pop_front();
  return intent;
}

bool DeskThread::Shared::is_over() {
  const std::lock_guard lock(mutex);
  return ending && (intents.empty() || abandoned);
}

bool DeskThread::Shared::is_quiet() {
  const std::lock_guard lock(mutex);
  return intents.empty() && !ending;
}

void DeskThread::Shared::work(const std::function<std::unique_ptr<Desk>()>& make) {
  const std::unique_ptr<Desk> desk = make();
  hand_out(*desk);
  while (!is_over()) {
    const std::optional<Intent> intent = wait_for_intent(*desk);
    if (intent) desk->take(*intent);
    hand_out(*desk);
    if (intent) shown.fetch_add(1, std::memory_order_release);
    if (is_quiet()) desk->rest();
  }
}

void DeskThread::Shared::run(const std::function<std::unique_ptr<Desk>()>& make) {
  try {
    work(make);
  } catch (...) {
    // A fault of ours, memory that is not there: the till runs on, and what is not in the ledger is not shown as kept.
    auto inert = std::make_shared<DeskView>();
    if (view) *inert = *view;
    ++inert->revision;
    inert->open.reset();
    inert->trouble = StorageTrouble::uncertain;
    {
      const std::lock_guard lock(view_mutex);
      view = std::move(inert);
    }
    wake();
  }
  const std::lock_guard lock(mutex);
  has_ended = true;
  ended.notify_all();
}

DeskThread::DeskThread(std::function<std::unique_ptr<Desk>()> make, std::function<void()> wake)
    : shared_(std::make_unique<Shared>()) {
  shared_->wake = std::move(wake);
  shared_->thread = std::thread([shared = shared_.get(), make = std::move(make)] { shared->run(make); });
}

DeskThread::~DeskThread() {
  stop(std::chrono::milliseconds(0));
}

void DeskThread::post(Intent intent) {
  shared_->posted.fetch_add(1, std::memory_order_relaxed);
  {
    const std::lock_guard lock(shared_->mutex);
    shared_->intents.push_back(std::move(intent));
  }
  shared_->roused.notify_one();
}

std::shared_ptr<const DeskView> DeskThread::view() {
  const std::unique_lock lock(shared_->view_mutex, std::try_to_lock);
  if (lock.owns_lock()) seen_ = shared_->view;
  return seen_;
}

std::vector<HostErrand> DeskThread::take_errands() {
  std::vector<HostErrand> errands;
  const std::lock_guard lock(shared_->mutex);
  errands.swap(shared_->errands);
  return errands;
}

bool DeskThread::is_idle() const {
  return shared_->shown.load(std::memory_order_acquire) == shared_->posted.load(std::memory_order_relaxed);
}

void DeskThread::stop(std::chrono::milliseconds deadline) {
  if (!shared_->thread.joinable()) return;
  {
    std::unique_lock lock(shared_->mutex);
    shared_->ending = true;
    shared_->roused.notify_all();
    if (!shared_->ended.wait_for(lock, deadline, [&] { return shared_->has_ended; })) shared_->abandoned = true;
  }
  // A commit under way is waited for: ending the thread inside it could leave the ledger in doubt.
  shared_->thread.join();
}

}  // namespace amends
