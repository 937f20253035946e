// The one place that joins the layers: playbook and words from files, the desk over the ledger on its thread, the
// screens, the host's errands and PINs.
// Promises: calls the host on the main thread only, but for its [thread-safe] functions; asks the host for what it shows
// only when something may have changed; a ledger that can't be used is a sentence on the tab, never a failure.
// Refuses: C structs of the overlay's table; overlay_instance translates. [main-thread]

#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

#include <tl/expected.hpp>

#include "abi/ground.hpp"
#include "amends.h"
#include "desk/intent.hpp"
#include "desk/mail_template.hpp"
#include "effects/host_proxy.hpp"
#include "effects/pin_checker.hpp"
#include "effects/system_clock.hpp"
#include "ui/accessibility.hpp"
#include "ui/overlay.hpp"

namespace amends {

class Composition {
 public:
  // `host` outlives the composition and is not called before start.
  Composition(Ground ground, HostProxy& host);
  ~Composition();
  Composition(const Composition&) = delete;
  Composition& operator=(const Composition&) = delete;

  // `host` is connected.
  [[nodiscard]] tl::expected<void, SetUpFailure> start();
  void stop(std::chrono::milliseconds deadline);

  // After start, until stop.
  [[nodiscard]] bool on_input(const amends_input_t& input);
  // What the host's own scanner read, UTF-8. True: taken, a screen is open.
  [[nodiscard]] bool scanned(std::string text);
  [[nodiscard]] FrameReport update(const amends_surface_t& surface);
  [[nodiscard]] amends_status_t draw(const amends_surface_t& surface);
  void on_main_thread();
  void set_open(bool open);
  [[nodiscard]] const AccessibilityTree& accessibility() const;

  // The host's notifications; what follows from them is done in on_main_thread.
  void host_changed();
  void host_answered(const amends_answer_t* answer);
  void pin_answered(const char* request_id, amends_status_t status);

 private:
  struct Running;

  [[nodiscard]] std::optional<MailTemplate> read_mail() const;
  void read_policy_again(Running& running);
  void hand_policy_on();
  void post(IntentBody body);
  void drain();
  [[nodiscard]] bool take_view();
  [[nodiscard]] bool take_pin_answers();
  void settle_pin(const PinAttempt& attempt, const PinAnswer& answer);
  [[nodiscard]] bool ask_host();
  void hand_pin_on();
  void complete_from_staff_file(HostPicture& picture) const;
  void log_start() const;

  Ground ground_;
  HostProxy& host_;
  TillClock clock_;
  std::unique_ptr<Running> running_;
};

}  // namespace amends
