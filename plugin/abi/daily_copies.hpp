// One copy of the ledger a day, in DATA/copies, by a thread of its own while the till goes on.
// Promises: sleeps but for the minutes of a copy, and then pauses more than it works; a copy that can't be made is told to
// the log and tried again an hour later; ends at once. Refuses: to copy keys.
#pragma once

#include <condition_variable>
#include <filesystem>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

namespace amends {

class DailyCopies {
 public:
  // `kept`: so many copies stay; 0: none are made. `log` is [thread-safe], for what went wrong.
  DailyCopies(std::filesystem::path data, int kept, std::function<void(const std::string&)> log);
  ~DailyCopies();
  DailyCopies(const DailyCopies&) = delete;
  DailyCopies& operator=(const DailyCopies&) = delete;

 private:
  void run();
  // Sleeps; false: the end has come.
  [[nodiscard]] bool sleep(std::chrono::milliseconds time);

  std::filesystem::path data_;
  int kept_;
  std::function<void(const std::string&)> log_;
  std::mutex mutex_;
  std::condition_variable roused_;
  bool is_ending_ = false;
  std::thread thread_;
};

}  // namespace amends
