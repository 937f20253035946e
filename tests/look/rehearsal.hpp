// The whole overlay without a till: a shipped pack, real words, a desk on a ledger of its own, stepped by hand with a
// stopped clock, and the screens, tapped by what stands on them. How it looks is changed at any moment, and changed back.

#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "desk/desk.hpp"
#include "effects/calendar.hpp"
#include "files/language_folder.hpp"
#include "files/language_reader.hpp"
#include "files/slip_folder.hpp"
#include "ledger/ledger.hpp"
#include "ui/accessibility.hpp"
#include "ui/overlay.hpp"

namespace amends::look {

// How the same screen is seen: by which screen, and by whom.
struct Variant {
  std::int32_t width_px = 1280;
  std::int32_t height_px = 800;
  float device_scale = 1;
  Preferences preferences = {};
  [[nodiscard]] std::string name() const;
};

class StoppedClock : public Clock {
 public:
  Instant at{1'795'437'660'000'000};  // a Monday, 12:41 UTC
  std::chrono::microseconds passed{0};
  [[nodiscard]] Instant now() const override { return at; }
  [[nodiscard]] std::optional<std::chrono::microseconds> since_start() const override { return passed; }
};

// A printer on the shelf: what is handed to it, it says what the test says.
class PrinterOnTheShelf : public Courier {
 public:
  bool is_set_up = true;
  std::optional<PrintOutcome> says = PrintOutcome::printed;  // nothing: it is still at it
  [[nodiscard]] bool can_print() const override { return is_set_up; }
  void print(PrintOrder order) override { orders.push_back(std::move(order)); }
  [[nodiscard]] std::vector<PrinterKind> kinds() const override;
  [[nodiscard]] std::vector<std::string> found() const override { return {"device:/dev/usb/lp0"}; }
  void test(const PrinterSetting&, Slip) override { ++tests, ++loose; }
  std::vector<PrintOrder> orders;
  int tests = 0;
  int loose = 0;  // slips of no case, ever
};

// What the till answers to the errands it is given.
enum class TillDoes : std::uint8_t { it, nothing, refuse };

class Rehearsal {
 public:
  explicit Rehearsal(const std::string& pack, Page page = Page::tab);
  ~Rehearsal();
  Rehearsal(const Rehearsal&) = delete;
  Rehearsal& operator=(const Rehearsal&) = delete;

  // What the till shows and can do; told to the desk by `host_changed`.
  HostPicture host;
  StoppedClock clock;
  TillDoes till = TillDoes::it;
  PrinterOnTheShelf printer;
  // What is tapped meanwhile reaches the desk once it is false again: a slow disk.
  bool desk_is_slow = false;

  void host_changed();
  void give(Command command);
  void ask(IntentBody body);
  // Taps the middle of what has that label, scrolled into view where it must be. A failure where it isn't there.
  void tap(std::string_view label);
  // A finger goes down there for that long, and up.
  void hold(std::string_view label, std::int64_t time_us);
  // Down and up without a frame between, as fast as a slow till may see it.
  void strike(std::string_view label);
  // The words of a key, as the screens have them in English.
  [[nodiscard]] std::string words(std::string_view key) const;
  void tap_key(std::string_view key) { tap(words(key)); }
  void type(std::string_view text);
  // A PIN that is on its way is answered so.
  void answer_pin(std::optional<PinProblem> problem, std::int64_t locked_for_seconds = 0);
  // Somebody sets the clock.
  void set_clock(std::int64_t by_seconds);
  void wait(std::int64_t seconds);
  // As if the ledger had that trouble, until it is none again.
  void show_trouble(StorageTrouble trouble);

  // Seen so from now on, settled.
  void look(const Variant& variant);
  [[nodiscard]] const Variant& variant() const { return variant_; }
  [[nodiscard]] const AccessibilityTree& tree() const { return overlay_->accessibility(); }
  [[nodiscard]] const DeskView& view() const { return *desk_->view(); }
  [[nodiscard]] const Playbook& playbook() const { return policy_->playbook; }
  [[nodiscard]] Money money(std::int64_t minor) const { return {minor, policy_->playbook.currency}; }
  // The screen's pixels, rows without a gap, 0xAABBGGRR: a plain till with the overlay's picture on it.
  [[nodiscard]] std::vector<std::uint32_t> pixels();
  // Frames, intents and errands until nothing more happens.
  void settle();

 private:
  [[nodiscard]] const Node* find(std::string_view label) const;
  void touch(amends_input_type_t type, Point at);
  void drag(Point from, float by_y);
  void frame();
  void answer_errands();
  void answer_printer();
  void show_view();

  std::filesystem::path folder_;
  std::shared_ptr<const Policy> policy_;
  std::unique_ptr<PolicySource> policies_;
  std::shared_ptr<const Words> english_;
  ZoneCalendar zone_;
  std::unique_ptr<Store> store_;
  std::unique_ptr<LanguageFolder> languages_;
  std::unique_ptr<SlipShelf> slips_;
  std::unique_ptr<Desk> desk_;
  std::unique_ptr<Overlay> overlay_;
  std::vector<IntentBody> on_their_way_;
  std::uint64_t intents_ = 0;
  std::int64_t frame_us_ = 0;
  Variant variant_;
  StorageTrouble trouble_ = StorageTrouble::none;
  bool wants_another_ = true;
};

}  // namespace amends::look
