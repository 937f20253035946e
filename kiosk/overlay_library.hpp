// The overlay as a library that is loaded at run time: the life that amends.h describes, steps 1 to 5 and 9.
// Promises: whatever was done is undone in reverse, by the destructor or where a step fails; every failure is one
// sentence and leaves the till as it was without an overlay. Main thread only.

#pragma once

#include <amends.h>

#include <filesystem>
#include <memory>
#include <string>

#include "kiosk/result.hpp"

namespace kiosk {

class OverlayLibrary {
 public:
  // Loads, checks, inits and creates. `host` must live longer than the result; `config` is copied by the overlay.
  [[nodiscard]] static Result<std::unique_ptr<OverlayLibrary>> load(const std::filesystem::path& library,
                                                                    const amends_host_t& host,
                                                                    const amends_config_t& config);
  OverlayLibrary(const OverlayLibrary&) = delete;
  OverlayLibrary& operator=(const OverlayLibrary&) = delete;
  // Stops what was started, destroys, deinits, unloads.
  ~OverlayLibrary();

  [[nodiscard]] Result<void> start();

  const amends_overlay_t& overlay() const { return *overlay_; }

  // A table of the overlay's by its id, or null where it has none, or one shorter than the frozen minimum.
  template <typename Table>
  const Table* extension(const char* id, uint32_t least_size) const {
    const auto* table = static_cast<const Table*>(overlay_->get_extension(overlay_, id));
    return table != nullptr && table->struct_size >= least_size ? table : nullptr;
  }

 private:
  OverlayLibrary() = default;

  void* library_ = nullptr;                    // to be unloaded
  const amends_entry_t* entry_ = nullptr;      // to be deinited
  const amends_overlay_t* overlay_ = nullptr;  // to be destroyed
  bool started_ = false;                       // to be stopped
};

}  // namespace kiosk
