// The overlay as one thing: a tab on the edge and a sheet beside the check, drawn from the desk's view.
// Promises: a picture is made only when something changed; what a tap means leaves as intents, nothing is done here;
// with no view yet, or a ledger in trouble, it says one sentence and lets the sale go on.
// Refuses: I/O, waiting, the host's functions, the ledger. [one thread, the main; several overlays in one process]

#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "amends.h"
#include "desk/desk_view.hpp"
#include "desk/intent.hpp"
#include "desk/ports.hpp"
#include "desk/secret.hpp"
#include "desk/words.hpp"
#include "ui/geometry.hpp"
#include "ui/theme.hpp"

namespace amends {

class AccessibilityTree;

enum class Page : std::uint8_t {
  tab = 1,
  sheet,
  cases,
  follow_ups,
  requests,
  coupon,
  display,
  settings,
  learn,
  watch,
  line_up,
  gallery
};

struct OverlaySettings {
  std::shared_ptr<const Words> words;    // until the view brings those of whoever is signed on
  std::shared_ptr<const Policy> policy;  // until the view brings the one that holds
  const Calendar* calendar = nullptr;    // outlives the overlay
  Page page = Page::tab;                 // opened at start
  Preferences preferences = {};          // until there is a view
  std::optional<Rgba> accent = {};       // the store's
};

// Somebody's PIN on its way to be checked. Wiped by whoever checks it.
struct PinAttempt {
  Person approver;
  Secret pin;
  IntentBody body;  // what is asked for in the approver's name, where the PIN is theirs
};

enum class PinProblem : std::uint8_t { wrong = 1, locked, no_pin, unavailable };

struct FrameReport {
  bool changed = false;
  bool wants_another = false;
  Box damage;
  Box bounds;
  Box opaque;
  std::int64_t wake_after_ms = -1;
};

class Overlay {
 public:
  // Reads fonts: once, before the first frame. `problem` says in a sentence what is missing, empty if nothing.
  explicit Overlay(OverlaySettings settings, std::string& problem);
  ~Overlay();
  Overlay(const Overlay&) = delete;
  Overlay& operator=(const Overlay&) = delete;

  // True: taken, the host must not act on it. Decided now.
  [[nodiscard]] bool on_input(const amends_input_t& input);
  // What the host's own scanner read, UTF-8. True: taken, a screen is open.
  [[nodiscard]] bool on_scan(std::string text);
  void set_view(std::shared_ptr<const DeskView> view);
  void set_host(std::shared_ptr<const HostPicture> host);
  void set_open(bool open);
  // The answer to the last PinAttempt.
  void pin_accepted();
  void pin_refused(PinProblem problem, std::int64_t locked_for_seconds);

  // Makes the next picture where something changed. Sizes in pixels; `scale` 1 is 96 dots an inch.
  [[nodiscard]] FrameReport update(std::int32_t width_px, std::int32_t height_px, float scale, Instant now);
  // Puts the last picture on a surface, within its clip.
  [[nodiscard]] amends_status_t draw(const amends_surface_t& surface);

  // What was asked for since the last call, in order.
  [[nodiscard]] std::vector<IntentBody> take_intents();
  [[nodiscard]] std::optional<PinAttempt> take_pin_attempt();

  [[nodiscard]] const AccessibilityTree& accessibility() const;

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace amends
