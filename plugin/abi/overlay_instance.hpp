// One overlay as the host sees it: the C table, and behind it the checks that every call passes.
// Promises: wrong thread, wrong state, null and short structs are refused with a status and a line in the log; no
// exception leaves; after a fault of our own the overlay is inert, and stop and destroy still work.
// Refuses: to know what the layers do; composition does.

#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string_view>

#include "abi/composition.hpp"
#include "amends.h"
#include "effects/host_proxy.hpp"

namespace amends {

// Fills an error of the host's, where there is one to fill.
void fill_error(amends_error_t* error, amends_status_t status, std::string_view sentence);

class OverlayInstance {
 public:
  // As amends_entry.create says. Never throws.
  static amends_status_t create(const std::filesystem::path& plugin_dir, const amends_host_t* host,
                                const amends_config_t* config, const amends_overlay_t** out,
                                amends_error_t* error) noexcept;

  // The instance of a table that the host handed back; null for null.
  [[nodiscard]] static OverlayInstance* of(const amends_overlay_t* overlay);

  enum class State : std::uint8_t { created = 1, started };
  enum class Need : std::uint8_t { created = 1, started };

  // Runs `body` if thread and state are right and the overlay isn't inert; answers its status, or why it was not run.
  // `function` stands in the log.
  template <class Body>
  [[nodiscard]] amends_status_t guarded(Need need, const char* function, Body&& body) noexcept;
  [[nodiscard]] Composition& composition() { return *composition_; }
  [[nodiscard]] HostProxy& host() { return host_; }

 private:
  OverlayInstance(const amends_host_t* host, Currency site);

  static amends_status_t AMENDS_CALL start(const amends_overlay_t* overlay, amends_error_t* error) noexcept;
  static void AMENDS_CALL stop(const amends_overlay_t* overlay, std::uint32_t deadline_ms) noexcept;
  static void AMENDS_CALL destroy(const amends_overlay_t* overlay) noexcept;
  static std::uint32_t AMENDS_CALL on_input(const amends_overlay_t* overlay, const amends_input_t* input) noexcept;
  static amends_status_t AMENDS_CALL on_update(const amends_overlay_t* overlay, const amends_surface_t* surface,
                                               amends_frame_t* frame) noexcept;
  static amends_status_t AMENDS_CALL on_frame(const amends_overlay_t* overlay, const amends_surface_t* surface,
                                              amends_frame_t* frame) noexcept;
  static void AMENDS_CALL on_main_thread(const amends_overlay_t* overlay) noexcept;
  static void AMENDS_CALL set_open(const amends_overlay_t* overlay, std::uint32_t open) noexcept;
  static const void* AMENDS_CALL get_extension(const amends_overlay_t* overlay, const char* id) noexcept;

  [[nodiscard]] amends_status_t refusal(Need need, const char* function) noexcept;
  // Whether stop or destroy may act now, inert or not.
  [[nodiscard]] bool may_end(const char* function, State needed) noexcept;
  void become_inert(const char* function) noexcept;
  // HOST_MISBEHAVING, once.
  void blame_quietly(const char* function, const char* what) noexcept;

  amends_overlay_t table_{};
  HostProxy host_;
  std::unique_ptr<Composition> composition_;
  State state_ = State::created;
  std::uint32_t depth_ = 0;  // calls of the host's that we are inside of
  bool inert_ = false;
  // What on_update made and on_frame still has to draw.
  struct Made {
    std::int32_t width_px = 0;
    std::int32_t height_px = 0;
    float scale = 0;
    FrameReport report;
  };
  std::optional<Made> made_;
};

template <class Body>
amends_status_t OverlayInstance::guarded(Need need, const char* function, Body&& body) noexcept {
  const amends_status_t refused = refusal(need, function);
  if (refused != AMENDS_OK) return refused;
  ++depth_;
  amends_status_t status = AMENDS_E_INTERNAL;
  try {
    status = body();
  } catch (...) {
    become_inert(function);
  }
  --depth_;
  return status;
}

}  // namespace amends
