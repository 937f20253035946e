// Intents: what the screens, the host and the workers hand to the desk, in the order it takes them.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>

#include "desk/clock_watch.hpp"
#include "desk/host_picture.hpp"
#include "desk/pin_tries.hpp"
#include "desk/policy.hpp"
#include "desk/preferences.hpp"
#include "desk/printer.hpp"
#include "desk/report.hpp"
#include "desk/slip_values.hpp"
#include "domain/commands.hpp"

namespace amends {

// A command to a case. Without a subject: RecordCase, a new one.
struct Give {
  std::optional<CaseId> subject;
  Command command;
  std::optional<Person> approver;  // whose PIN was checked for this
  bool operator==(const Give&) const = default;
};
// The host's check on the screen is the one to work on: its open case is shown, or none.
struct FocusCheck {
  bool operator==(const FocusCheck&) const = default;
};
struct OpenCase {
  CaseId subject;
  bool operator==(const OpenCase&) const = default;
};
// Nothing is open any more; the next RecordCase begins another.
struct LeaveCase {
  bool operator==(const LeaveCase&) const = default;
};
struct ListCases {
  std::string text;
  bool operator==(const ListCases&) const = default;
};
// The host took a request, or not; its answer comes as a Give of TakeHostAnswer.
struct NoteSubmitted {
  RequestId request;
  bool taken = false;  // false: not now, try again later
  bool operator==(const NoteSubmitted&) const = default;
};
// What the host knows of a request that was looked up.
struct NoteLookedUp {
  RequestId request;
  bool known = false;
  bool operator==(const NoteLookedUp&) const = default;
};
// The last tap of the view, as long as it still is the last, is taken back. Later it is passed over: it would take back
// something else than was shown.
struct TakeBack {
  std::uint64_t tap = 0;  // LastTap::intent
  bool operator==(const TakeBack&) const = default;
};
// Whoever is signed on wants the screens so; nobody: this terminal.
struct SetPreferences {
  Preferences preferences;
  bool operator==(const SetPreferences&) const = default;
};
// The files of the pack or of the store have changed and are whole: what they say, read.
struct OfferPolicy {
  std::shared_ptr<const Policy> policy;
  bool operator==(const OfferPolicy&) const = default;
};
// They have changed and can't be taken; what held before holds on.
struct TellPolicyProblem {
  std::string sentence;
  bool operator==(const TellPolicyProblem&) const = default;
};
// The owner, whose PIN was checked, allows what raises authority; or somebody says that what holds is to hold on.
struct AllowPolicy {
  std::string version;  // of what was on the screen when the PIN was typed
  Person by;
  bool operator==(const AllowPolicy&) const = default;
};
struct DropPolicy {
  bool operator==(const DropPolicy&) const = default;
};
// The store is to say this of itself, by somebody whose PIN was checked.
struct ChangeSite {
  Site site;
  Person by;
  bool operator==(const ChangeSite&) const = default;
};
// What a scanner read or somebody typed is looked for among the coupons; empty: none is looked at any more.
struct LookAtCoupon {
  std::string written;
  bool operator==(const LookAtCoupon&) const = default;
};
// How that slip of the open case would look; nothing: none is looked at any more.
struct ShowSlip {
  std::optional<CaseSlip> of;
  bool operator==(const ShowSlip&) const = default;
};
// What became of a follow-up that was handed to the poster. `waiting`: nothing was sent, and it may be tried again.
struct NoteSent {
  CaseId subject;
  DeliveryId delivery;
  DeliveryState state = DeliveryState::done;
  std::string why;  // words under "post.NAME"
  bool operator==(const NoteSent&) const = default;
};
// Where a printer is plugged in, and which kinds there are.
struct LookForPrinters {
  bool operator==(const LookForPrinters&) const = default;
};
struct PrintTest {
  PrinterSetting printer;
  bool operator==(const PrintTest&) const = default;
};
struct NoteTestPrinted {
  PrintOutcome outcome = PrintOutcome::printed;
  bool operator==(const NoteTestPrinted&) const = default;
};
// What became of a slip that was handed to the courier.
struct NotePrinted {
  CaseId subject;
  DeliveryId delivery;
  PrintOutcome outcome = PrintOutcome::printed;
  bool operator==(const NotePrinted&) const = default;
};
// So often was each person's PIN wrong since it was right.
struct KeepPinTries {
  PinTries tries;
  bool operator==(const KeepPinTries&) const = default;
};
// Somebody has seen that the clock was set, and takes it as it is.
struct NoteClockSeen {
  ClockJump jump;  // that was on the screen
  bool operator==(const NoteClockSeen&) const = default;
};
// What the manager's pages are to show; nothing: none is open any more.
struct LookAtReport {
  std::optional<ReportQuery> query;
  bool operator==(const LookAtReport&) const = default;
};
// The line-up of the last report, on the store's printer; what became of it comes as a NoteTestPrinted.
struct PrintLineUp {
  bool operator==(const PrintLineUp&) const = default;
};
// Only the picture of the host is new.
struct Refresh {
  bool operator==(const Refresh&) const = default;
};

using AnyIntent = std::variant<Give, FocusCheck, OpenCase, LeaveCase, ListCases, NoteSubmitted, NoteLookedUp, TakeBack,
                               SetPreferences, OfferPolicy, TellPolicyProblem, AllowPolicy, DropPolicy, ChangeSite,
                               KeepPinTries, NoteClockSeen, LookAtCoupon, ShowSlip, NotePrinted, NoteSent,
                               LookForPrinters, PrintTest, NoteTestPrinted, LookAtReport, PrintLineUp, Refresh>;
// One of these. What copies, compares and ends it is compiled once, not in every file that holds an intent: of so many kinds that
// takes longer than all else in the file.
struct IntentBody : AnyIntent {
  IntentBody();
  template <class Kind>
  requires std::is_constructible_v<AnyIntent, Kind&&> &&
      (!std::is_base_of_v<AnyIntent, std::remove_cvref_t<Kind>>)IntentBody(Kind&& kind)
      : AnyIntent(std::forward<Kind>(kind)) {}  // as a variant's, not explicit
  IntentBody(const IntentBody& other);
  IntentBody(IntentBody&& other) noexcept;
  IntentBody& operator=(const IntentBody& other);
  IntentBody& operator=(IntentBody&& other) noexcept;
  ~IntentBody();
  bool operator==(const IntentBody& other) const;
};

struct Intent {
  std::uint64_t number = 0;                 // who gives it counts them; the view says which was taken last
  std::shared_ptr<const HostPicture> host;  // never null
  IntentBody body;
};

}  // namespace amends
