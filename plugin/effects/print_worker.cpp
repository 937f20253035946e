#include "effects/print_worker.hpp"

#include <sodium.h>

#include <cassert>
#include <utility>

#include "effects/escpos.hpp"

namespace amends {

PrintWorker::PrintWorker(std::filesystem::path font_file, std::function<void(const PrintReport&)> tell,
                         PrintPatience patience)
    : font_file_(std::move(font_file)), tell_(std::move(tell)), patience_(patience) {}

void PrintWorker::print(PrintJob job) {
  {
    const std::lock_guard guard(mutex_);
    assert(!ending_);
    jobs_.push_back(std::move(job));
  }
  if (!thread_.joinable()) thread_ = std::thread([this] { run(); });
  roused_.notify_one();
}

void PrintWorker::stop() {
  {
    const std::lock_guard guard(mutex_);
    ending_ = true;
  }
  stop_.raise();
  roused_.notify_one();
  if (thread_.joinable()) thread_.join();
}

void PrintWorker::run() {
  // A mark that the printer may still remember from a run before would be taken for this one's.
  if (sodium_init() >= 0) next_mark_ = randombytes_random();
  if (!font_file_.empty()) letters_ = RasterText::open(font_file_);
  std::unique_lock lock(mutex_);
  while (true) {
    roused_.wait(lock, [this] { return ending_ || !jobs_.empty(); });
    if (jobs_.empty()) return;
    const PrintJob job = std::move(jobs_.front());
    jobs_.pop_front();
    lock.unlock();
    tell_(print_now(job));
    lock.lock();
  }
}

PrintReport PrintWorker::print_now(const PrintJob& job) {
  try {
    return print_bytes_of(job);
  } catch (...) {
    // Memory that isn't there; how far it came nobody knows.
    return {job.id, PrintOutcome::cut_off, "A slip was given up in the middle: there is no memory."};
  }
}

PrintReport PrintWorker::print_bytes_of(const PrintJob& job) {
  const PrintMark mark = print_mark(next_mark_++);
  const auto bytes = escpos_bytes(job.slip, job.profile, mark, letters_.get());
  PrintEnd end = print_bytes(job.address, job.profile, bytes, mark, patience_, stop_);
  return {job.id, end.outcome, std::move(end.sentence)};
}

}  // namespace amends
