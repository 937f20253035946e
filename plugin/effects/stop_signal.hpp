// Ends waits for a device from another thread: a descriptor that becomes readable once and stays so.
// Promises: raise() wakes whoever polls it, and whoever polls it later. [thread-safe]

#pragma once

namespace amends {

class StopSignal {
 public:
  // Where the process has no descriptor left, nothing that waits for a device can have one either.
  StopSignal();
  ~StopSignal();
  StopSignal(const StopSignal&) = delete;
  StopSignal& operator=(const StopSignal&) = delete;

  void raise();
  // To be polled for POLLIN, never read; negative: poll passes over it.
  [[nodiscard]] int descriptor() const { return descriptor_; }

 private:
  int descriptor_;
};

}  // namespace amends
