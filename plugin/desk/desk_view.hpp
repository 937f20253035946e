// The picture of everything that screens draw from: made by the desk after each intent, never changed afterwards.
// Promises: immutable, shared between threads by pointer; holds guests' words only of the case that is open.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "desk/clock_watch.hpp"
#include "desk/host_picture.hpp"
#include "desk/pin_tries.hpp"
#include "desk/policy.hpp"
#include "desk/ports.hpp"
#include "desk/preferences.hpp"
#include "desk/report.hpp"
#include "desk/slip_values.hpp"
#include "domain/exceptions.hpp"
#include "domain/options.hpp"

namespace amends {

struct CaseView {
  Case state;
  std::vector<Option> fixes;
  std::vector<Option> extras;
  Money authority_left;
  Standing standing;
  std::vector<Person> approvers;                           // of the fix that waits for a yes
  FollowUpWhen follow_up_preset = FollowUpWhen::tomorrow;  // what finishing plans, if nothing was planned
  std::map<PrivateId, std::string> texts;                  // words and wishes in clear; contacts only once revealed
  std::vector<StoredFact> history;
  std::shared_ptr<const Policy> policy;  // it is judged by: that of its day
  std::vector<Exception> exceptions;     // of today, for managers alone
  std::map<ActId, std::string> scans;    // what the QR of each coupon says
  std::vector<CaseSlip> slips;           // that it has something for
  bool operator==(const CaseView&) const = default;
  // The text of a reference, if it stands there and is shown.
  [[nodiscard]] const std::string* text_of(const std::optional<PrivateRef>& ref) const;
};

// A request that waits for somebody's yes.
struct RequestRow {
  CaseRow of;
  Act act;
  std::vector<Person> approvers;  // on shift, in the order they are asked
  bool operator==(const RequestRow&) const = default;
};

// Why what was written leads to no coupon.
enum class CouponFault : std::uint8_t {
  too_short = 1,
  too_long,
  not_a_letter,
  mistyped,   // the check character says so
  unknown,    // well written, and not the house's: it counts towards the lock
  elsewhere,  // the house's, and given by another terminal
  locked      // too many of these: for a minute none is looked at
};

// The coupon that somebody holds in their hand.
struct CouponView {
  std::string written;
  std::optional<CouponFault> fault;  // set: nothing below but what is said of it
  Instant locked_until;              // locked
  std::optional<CouponTerms> terms;  // elsewhere: what the paper says, and its tag proves
  CaseId subject;
  CaseNumber number;
  Act act;                          // a coupon's
  CheckId check;                    // that was on the screen when the next two were worked out
  std::optional<Refusal> obstacle;  // why it doesn't come off the check on the screen
  Money off;                        // what would
  bool operator==(const CouponView&) const = default;
};

// A slip as it would be printed now.
struct SlipPreview {
  CaseSlip of;
  Slip slip;
  bool operator==(const SlipPreview&) const = default;
};

struct Refused {
  std::uint64_t intent = 0;
  Refusal refusal = Refusal::no_case;
  bool operator==(const Refused&) const = default;
};

// What the last tap did to a case, as long as it can be taken back; or that it was.
struct LastTap {
  std::uint64_t intent = 0;  // TakeBack names it; once taken back, the intent that did so
  CaseId subject;
  std::vector<Fact> facts;  // what the tap was decided to be, never empty
  bool taken_back = false;
  bool operator==(const LastTap&) const = default;
};

struct DeskView {
  std::uint64_t revision = 0;
  std::uint64_t last_intent = 0;  // the number of the last intent that was taken
  StorageTrouble trouble = StorageTrouble::none;
  std::optional<CaseView> open;
  std::vector<CaseRow> cases;                // of the last ListCases, newest first
  std::vector<RequestRow> requests;          // the longest waiting first
  std::vector<CaseRow> to_settle;            // in doubt, to be keyed, or refused by the till
  std::vector<FollowUpRow> follow_ups;       // open ones, the earliest due first
  std::optional<Refused> refused;            // the last intent, if it was refused
  std::optional<LastTap> last_tap;           // nothing: it has no way back
  std::optional<CouponView> coupon;          // of the last LookAtCoupon
  std::optional<SlipPreview> slip;           // of the last ShowSlip
  std::shared_ptr<const Report> report;      // of the last LookAtReport; null: none, or nobody may see it
  bool can_mail = false;                     // the store writes to guests
  bool can_print = false;                    // a printer is set up
  std::vector<PrinterKind> printer_kinds;    // of the last LookForPrinters
  std::vector<std::string> printers_found;   // addresses
  std::optional<PrintOutcome> test_printed;  // what became of the last PrintTest
  bool test_under_way = false;
  std::optional<ClockJump> clock_jump;    // nobody has seen it yet, and the clock isn't back where it was
  PinTries pin_tries;                     // of earlier runs, as they were kept
  std::uint32_t waiting_count = 0;        // cases that wait for an approval or for a hand
  Preferences preferences;                // of whoever is signed on
  std::shared_ptr<const Words> words;     // in their language; null: those that the screens began with
  std::vector<Language> languages;        // that there are
  std::shared_ptr<const Policy> policy;   // for the next case
  std::shared_ptr<const Policy> waiting;  // for the owner's yes: it raises authority; null: none
  std::string policy_problem;             // why changed files are not taken, a sentence; empty: they are
};

}  // namespace amends
