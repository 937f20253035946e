// The worker thread that prints slips, one after the other: a printer may keep it for a minute, which no frame can wait for.
// Promises: one report for each job, in the order of the jobs, also for those that a stop finds waiting; the thread is joined
// by stop, which waits for no printer.
// Refuses: to print a job again.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "desk/printer.hpp"
#include "desk/slip.hpp"
#include "effects/printer_link.hpp"
#include "effects/raster_text.hpp"
#include "effects/stop_signal.hpp"

namespace amends {

struct PrintJob {
  std::uint64_t id = 0;  // the caller's
  Slip slip;
  PrinterProfile profile;
  PrinterAddress address;
};

struct PrintReport {
  std::uint64_t id = 0;
  PrintOutcome outcome = PrintOutcome::not_reached;
  std::string sentence;  // for the log: English, nothing of what the slip says
};

class PrintWorker {
 public:
  // `font_file` draws letters that no code page has; empty or unreadable: they become plainer ones. `tell` is called on the
  // worker's thread with one report at a time; it must not call the worker.
  PrintWorker(std::filesystem::path font_file, std::function<void(const PrintReport&)> tell,
              PrintPatience patience = {});
  ~PrintWorker() { stop(); }
  PrintWorker(const PrintWorker&) = delete;
  PrintWorker& operator=(const PrintWorker&) = delete;

  // Takes the job and returns. The thread begins with the first. Not after stop().
  void print(PrintJob job);
  // Breaks off what is under way, and tells of it and of all that wait.
  void stop();

 private:
  void run();
  [[nodiscard]] PrintReport print_now(const PrintJob& job);
  [[nodiscard]] PrintReport print_bytes_of(const PrintJob& job);

  const std::filesystem::path font_file_;
  const std::function<void(const PrintReport&)> tell_;
  const PrintPatience patience_;
  StopSignal stop_;
  std::mutex mutex_;
  std::condition_variable roused_;
  std::deque<PrintJob> jobs_;
  bool ending_ = false;
  std::thread thread_;
  // Of the worker's thread alone.
  std::unique_ptr<RasterText> letters_;
  std::uint32_t next_mark_ = 0;
};

}  // namespace amends
