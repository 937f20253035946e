// What the desk needs from outside: a store, a clock, a calendar. Interfaces only; ledger/ and effects/ implement them.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "desk/clock_watch.hpp"
#include "desk/printer.hpp"
#include "desk/slip_template.hpp"
#include "domain/coupon_code.hpp"
#include "domain/decide.hpp"
#include "domain/figures.hpp"
#include "domain/house.hpp"

namespace amends {

// [thread-safe]
class Clock {
 public:
  virtual ~Clock() = default;
  [[nodiscard]] virtual Instant now() const = 0;
  // Since the machine was started, its sleep counted; no one sets it. Nothing: not known, and no jump of now() is seen.
  [[nodiscard]] virtual std::optional<std::chrono::microseconds> since_start() const { return std::nullopt; }
};

// The store's time zone. Never reads or sets the process's. [thread-safe]
class Calendar {
 public:
  virtual ~Calendar() = default;
  [[nodiscard]] virtual LocalTime local(Instant instant) const = 0;
  // The first instant that reads so; in a gap of the zone, the instant after the gap.
  [[nodiscard]] virtual Instant instant(const LocalTime& local) const = 0;
};

// Why the ledger can't be used. The words for staff stand under "storage.NAME".
enum class StorageTrouble : std::uint8_t {
  none = 0,
  locked,      // another program has the file
  damaged,     // the file fails its own checks
  newer,       // written by a newer version
  no_space,    // the disk is full; nothing was written
  read_only,   // the disk or folder can't be written
  uncertain,   // a sync failed; read-only until reopened
  unavailable  // the folder can't be made or opened
};

// A fact as it stands in the ledger.
struct StoredFact {
  std::uint64_t seq = 0;
  Fact fact;
  bool operator==(const StoredFact&) const = default;
};

// One row of a list of cases; a projection, no guest in it.
struct CaseRow {
  CaseId id;
  CaseNumber number;
  std::string check_number;
  std::string place;
  FailureId failure;
  std::string items;  // names of the lines concerned, joined by ", "
  PersonId opened_by;
  Instant opened;
  Severity severity = Severity::clear;
  bool complete = false;  // the three marks
  bool finished = false;
  bool withdrawn = false;
  bool waits_for_approval = false;
  bool waits_for_hand = false;  // something is in doubt, failed, or to be keyed
  bool restricted = false;      // of the safety branch: what it is about stands in no list
  bool may_open = true;         // by whoever is signed on
  bool operator==(const CaseRow&) const = default;
};

struct FollowUpRow {
  CaseRow of;
  FollowUp follow_up;
  std::optional<Contact> contact;
  std::optional<PrivateRef> promise;
  bool operator==(const FollowUpRow&) const = default;
};

struct CaseQuery {
  std::string text;              // in number, check, place or item; empty: all
  std::vector<PersonId> people;  // or opened by one of these
  std::uint32_t limit = 50;      // newest first
  bool operator==(const CaseQuery&) const = default;
};

enum class OutboxState : std::uint8_t { waiting = 1, started, settled };

struct OutboxRow {
  HostRequest request;
  CaseId subject;
  OutboxState state = OutboxState::waiting;
  bool operator==(const OutboxRow&) const = default;
};

// Business days, both counted in.
struct DaySpan {
  std::int32_t first = 0;
  std::int32_t last = 0;
  bool operator==(const DaySpan&) const = default;
  [[nodiscard]] std::int32_t days() const { return last - first + 1; }
  // As many days, right before.
  [[nodiscard]] DaySpan before() const { return {first - days(), first - 1}; }
};

// A day's figure.
struct DayFigure {
  std::int32_t day = 0;
  Figure figure;
  bool operator==(const DayFigure&) const = default;
};

// Where a coupon was issued.
struct CouponPlace {
  CaseId subject;
  ActId act;
  bool operator==(const CouponPlace&) const = default;
};

// The ledger, as the desk sees it. Used from one thread, the desk's.
// Every write is one transaction: durable when it returns, or not there at all.
class Store {
 public:
  virtual ~Store() = default;
  // none: usable. Otherwise append refuses and the lists are what could be read, perhaps empty.
  [[nodiscard]] virtual StorageTrouble trouble() const = 0;
  // A moment in which nobody waits: time for housekeeping that a commit should not pay for.
  virtual void tidy() {}
  // New names; texts kept by it are written by the next append, sealed. Names that no append used are used again.
  [[nodiscard]] virtual Mint& mint() = 0;
  // Drops what the mint gave since the last append.
  virtual void forget() = 0;
  // Appends the facts in order, the requests to the outbox, the mint's kept texts to the side table, and brings the
  // projections to `after`, the case with these facts folded in. All facts are of one case.
  [[nodiscard]] virtual tl::expected<void, StorageTrouble> append(const Decision& decision, const Case& after) = 0;

  [[nodiscard]] virtual tl::expected<std::vector<StoredFact>, StorageTrouble> facts_of(CaseId subject) = 0;
  // The newest case of a check that is neither finished nor withdrawn.
  [[nodiscard]] virtual std::optional<CaseId> open_case_of(const CheckId& check) = 0;
  // Cases recorded from `begin` on and before `end`, the newest first.
  [[nodiscard]] virtual std::vector<CaseId> cases_between(Instant begin, Instant end) = 0;
  [[nodiscard]] virtual std::vector<CaseRow> find_cases(const CaseQuery& query) = 0;
  // What was counted of it on those days together, each key once, by key; and day by day, by day and key.
  [[nodiscard]] virtual std::vector<Figure> figures(Measure measure, DaySpan days) = 0;
  [[nodiscard]] virtual std::vector<DayFigure> figures_by_day(Measure measure, DaySpan days) = 0;
  // The cases behind a figure, the newest day first.
  [[nodiscard]] virtual std::vector<CaseRow> cases_counted(Measure measure, std::string_view key, DaySpan days,
                                                           std::uint32_t limit) = 0;
  // Open follow-ups, the earliest due first.
  [[nodiscard]] virtual std::vector<FollowUpRow> open_follow_ups() = 0;
  // Cases that wait for an approval or for a hand, neither finished nor withdrawn; and how many they are.
  [[nodiscard]] virtual std::vector<CaseRow> cases_waiting() = 0;
  [[nodiscard]] virtual std::uint32_t waiting_count() = 0;
  // Requests that aren't settled, in the order they were asked for.
  [[nodiscard]] virtual std::vector<OutboxRow> open_requests() = 0;
  // When this terminal wrote its newest fact, by the clock of that moment; nothing: none lately.
  [[nodiscard]] virtual std::optional<Instant> last_written() = 0;
  // What the jumps of the clock make together that nobody has seen; nothing: there are none.
  [[nodiscard]] virtual std::optional<ClockJump> unseen_clock_jump() = 0;
  // The coupon of that code, as write_code writes it, or of an older number.
  [[nodiscard]] virtual std::optional<CouponPlace> find_coupon(std::string_view code) = 0;
  // Coupons that came off that check, or are about to.
  [[nodiscard]] virtual std::vector<CouponPlace> coupons_on(const CheckId& check) = 0;
  // In which something waits to leave the house beside the till, or is on its way; in the order they were recorded.
  [[nodiscard]] virtual std::vector<CaseId> cases_with_deliveries() = 0;
  // In which that was asked, whatever became of it since.
  [[nodiscard]] virtual std::optional<CaseId> case_of_request(const RequestId& request) = 0;
  // What a QR says of a coupon of ours; the bare code where its key is gone.
  [[nodiscard]] virtual std::string scan_of(std::string_view code, Money amount, Instant expires) = 0;
  // Whether the scan's terms are those that the store's keys tagged. A terminal without those keys knows none.
  [[nodiscard]] virtual bool is_genuine(const CouponScan& scan) = 0;
  // A fact of the house, durable when it returns.
  [[nodiscard]] virtual tl::expected<void, StorageTrouble> append(const HouseFact& fact) = 0;
  // The pack that was taken last; and the text of one that was taken at some time.
  [[nodiscard]] virtual std::optional<PackText> last_pack() = 0;
  [[nodiscard]] virtual std::optional<PackText> pack_of(std::string_view version) = 0;
  // Erases names, contacts and free words of the guests of cases that were recorded before `opened`, some at a time;
  // how many it were. A fact of each case says so. `at` counts as the time only once cases have been recorded since.
  [[nodiscard]] virtual tl::expected<std::uint32_t, StorageTrouble> erase_guests_before(Instant opened, Instant at) = 0;
  // The text of a reference, or nothing where it was erased or doesn't match its commitment.
  [[nodiscard]] virtual std::optional<std::string> read_text(const PrivateRef& text) = 0;
};

// The templates of slips in force. Used from one thread, the desk's.
class SlipShelf {
 public:
  virtual ~SlipShelf() = default;
  // Null: there is none of that kind that can be read.
  [[nodiscard]] virtual const SlipTemplate* find(SlipKind kind) = 0;
};

struct PrinterKind {
  std::string id;  // PrinterProfile::id
  std::string name;
  bool operator==(const PrinterKind&) const = default;
};

struct PrintOrder {
  CaseId subject;
  DeliveryId delivery;
  Slip slip;
  bool operator==(const PrintOrder&) const = default;
};

// A follow-up that goes out, with all that is said of it.
struct FollowUpOrder {
  CaseId subject;
  DeliveryId delivery;
  Destination to = Destination::mail;
  FollowUp follow_up;
  CaseNumber number;
  std::string place;
  std::string failure;  // its id
  std::string owner;    // as colleagues call them
  Instant asked;
  Instant now;
  // A mail's and a calendar's; a mail's in the words that the store writes to guests.
  std::string heading;
  std::string detail;
  // A mail's alone.
  std::string address;
  std::string name;
  bool operator==(const FollowUpOrder&) const = default;
};

// Who sends follow-ups out. [thread-safe]
class Poster {
 public:
  virtual ~Poster() = default;
  // The store has said where.
  [[nodiscard]] virtual bool can_send(Destination to) const = 0;
  // Returns at once; what became of it comes as a NoteSent, once.
  virtual void send(FollowUpOrder order) = 0;
};

// Who brings to the printer what the desk gives them. [thread-safe]
class Courier {
 public:
  virtual ~Courier() = default;
  // A printer is set up.
  [[nodiscard]] virtual bool can_print() const = 0;
  // Returns at once; what became of it comes as a NotePrinted, once.
  virtual void print(PrintOrder order) = 0;
  // The kinds of printers that the store may have, and where one is plugged in.
  [[nodiscard]] virtual std::vector<PrinterKind> kinds() const { return {}; }
  [[nodiscard]] virtual std::vector<std::string> found() const { return {}; }
  // On another printer than the store's, perhaps; what became of it comes as a NoteTestPrinted.
  virtual void test(const PrinterSetting&, Slip) {}
};

}  // namespace amends
