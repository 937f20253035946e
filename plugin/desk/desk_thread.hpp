// The desk's own thread: intents in, views and errands out.
// Promises: no call here waits for the ledger, except stop. A view is replaced as a whole. An exception inside the desk ends
// the desk, never the program: the view then says that nothing more can be kept.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <vector>

#include "desk/desk.hpp"

namespace amends {

class DeskThread {
 public:
  // `make` builds the desk on its thread (opening the ledger takes time). `wake` is called on the desk's thread after
  // each new view or errand; it must be [thread-safe], quick, and alive until stop returns.
  DeskThread(std::function<std::unique_ptr<Desk>()> make, std::function<void()> wake);
  ~DeskThread();
  DeskThread(const DeskThread&) = delete;
  DeskThread& operator=(const DeskThread&) = delete;

  // [thread-safe]
  void post(Intent intent);
  // The newest view; null until the desk is made. Never waits: while the desk is just putting a new one there, the one
  // before. [one thread, the main]
  [[nodiscard]] std::shared_ptr<const DeskView> view();
  // Errands for the main thread; each is given once. [one thread, the main]
  [[nodiscard]] std::vector<HostErrand> take_errands();
  // True once all posted intents were taken and are in the view. [thread-safe]
  [[nodiscard]] bool is_idle() const;
  // Takes what was posted, up to the deadline, and ends. Posted intents that were not taken are lost; they were never
  // shown as recorded. [one thread, the main]
  void stop(std::chrono::milliseconds deadline);

 private:
  struct Shared;
  std::unique_ptr<Shared> shared_;
  std::shared_ptr<const DeskView> seen_;
};

}  // namespace amends
