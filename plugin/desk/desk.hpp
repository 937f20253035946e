// The desk: takes an intent, lets the domain decide, has the store write facts and errands in one transaction, and makes
// the next view. Promises: what the view shows as recorded is durable; an intent is taken whole or refused.
// Refuses: to know SQLite, screens, the host's functions or a thread; desk_thread.hpp gives it one.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <vector>

#include "desk/clock_watch.hpp"
#include "desk/desk_view.hpp"
#include "desk/dispatch.hpp"
#include "desk/intent.hpp"
#include "desk/mail_template.hpp"
#include "desk/ports.hpp"

namespace amends {

// What the main thread is to do at the host for the desk.
struct HostErrand {
  HostRequest request;
  bool look_up = false;  // false: submit; true: only ask what became of it
  bool operator==(const HostErrand&) const = default;
};

struct DeskPorts {
  Store& store;
  const Clock& clock;
  const Calendar& calendar;
  PolicySource* policies = nullptr;        // null: the rules stay what they were at the start
  PinTriesStore* pin_tries = nullptr;      // null: they last as long as the program
  PreferenceStore* preferences = nullptr;  // null: they last as long as the desk
  LanguageShelf* languages = nullptr;      // null: the screens' own words
  SlipShelf* slips = nullptr;              // null: there is nothing to print
  Courier* courier = nullptr;              // null: nobody prints
  Poster* poster = nullptr;                // null: follow-ups stay in the list
  const MailTemplate* mail = nullptr;      // what is written to guests; null: nothing is
  Preferences site = {};                   // for whoever never chose
};

// What leaves the house is in the store's language; null: there are no words for it.
[[nodiscard]] std::shared_ptr<const Words> words_of_the_store(const DeskPorts& ports);

class Desk {
 public:
  // `offered` holds from the start, but where it raises what was taken last: then that holds, and the owner is asked.
  Desk(DeskPorts ports, std::shared_ptr<const Policy> offered);

  void take(const Intent& intent);
  // Errands that are due by the clock now. Each is started in the ledger before it is given out; an unanswered one
  // comes again, later and later, with the same id, as long as the host is idempotent; otherwise it is looked up, or
  // the case is in doubt.
  [[nodiscard]] std::vector<HostErrand> take_errands();
  // In how long take_errands has something next; nothing: never, as things stand.
  [[nodiscard]] std::optional<std::chrono::microseconds> next_errand_in() const;
  // Called when there is nothing to do. While no case is open, keeps the store in order, and once a day erases of guests what
  // is older than the store keeps it.
  void rest();
  [[nodiscard]] const Clock& clock() const { return ports_.clock; }
  [[nodiscard]] std::shared_ptr<const DeskView> view() const { return view_; }

 private:
  struct Pending {
    OutboxRow row;
    std::uint32_t attempts = 0;
    bool refused_for_now = false;    // the host said not now, so it did nothing
    bool looked_up = false;          // was asked about since the last send
    bool maybe_taken = false;        // a send was met with silence, or was made by an earlier run
    bool looked_up_unknown = false;  // the host never heard of it: sending it is safe
    Instant next;                    // as steady_now counts
  };

  void take_body(const Give& give, const Intent& intent);
  void take_body(const FocusCheck& focus, const Intent& intent);
  void take_body(const OpenCase& open, const Intent& intent);
  void take_body(const LeaveCase& leave, const Intent& intent);
  void take_body(const ListCases& list, const Intent& intent);
  void take_body(const NoteSubmitted& submitted, const Intent& intent);
  void take_body(const NoteLookedUp& looked_up, const Intent& intent);
  void take_body(const TakeBack& back, const Intent& intent);
  void take_body(const SetPreferences& wanted, const Intent& intent);
  void take_body(const OfferPolicy& offer, const Intent& intent);
  void take_body(const TellPolicyProblem& problem, const Intent& intent);
  void take_body(const AllowPolicy& allow, const Intent& intent);
  void take_body(const DropPolicy& drop, const Intent& intent);
  void take_body(const ChangeSite& change, const Intent& intent);
  void take_body(const KeepPinTries& keep, const Intent& intent);
  void take_body(const NoteClockSeen& seen, const Intent& intent);
  void take_body(const LookAtCoupon& look, const Intent& intent);
  void take_body(const ShowSlip& show, const Intent& intent);
  void take_body(const NotePrinted& printed, const Intent& intent);
  void take_body(const NoteSent& sent, const Intent& intent);
  void take_body(const LookForPrinters& look, const Intent& intent);
  void take_body(const PrintTest& test, const Intent& intent);
  void take_body(const NoteTestPrinted& printed, const Intent& intent);
  void take_body(const LookAtReport& look, const Intent& intent);
  void take_body(const PrintLineUp& print, const Intent& intent);
  void take_body(const Refresh& refresh, const Intent& intent);

  // Whether the clock was set since the last look: then it is a fact, and the view says so until it is right again or
  // somebody has seen it. True where something else is to be shown than before.
  bool watch_clock();
  // Facts of the house that the ledger could not take yet.
  void write_house_facts();
  // What counts on when somebody sets the clock: the time since the machine was started, or the clock where that isn't known.
  [[nodiscard]] Instant steady_now() const;
  [[nodiscard]] const Playbook& book() const { return policy_->playbook; }
  // The policy that a case is judged by: that of its day.
  [[nodiscard]] const std::shared_ptr<const Policy>& policy_of(const Case& state);
  // From now on; durable with the next case, or at once where somebody allowed it. Says why not.
  [[nodiscard]] std::optional<Refusal> take_up(std::shared_ptr<const Policy> policy, const PersonId& allowed_by);
  // The text of the policy in force is in the ledger; else a case could not say what it was judged by.
  [[nodiscard]] bool keep_pack(const PersonId& allowed_by);
  [[nodiscard]] Context context_for(const Case& subject, const FailureId& failure);
  // The same on the check that is on the till's screen, whatever the case is about.
  [[nodiscard]] Context context_at_till(const Case& subject);
  [[nodiscard]] Context context_on(std::optional<Check> check, const Case& subject, const FailureId& failure);
  // The cases of the business day, the newest first, folded.
  [[nodiscard]] std::vector<const Case*> cases_of_today();
  // Of other days: those that the till still owes an answer, or that wait for a yes or a hand.
  [[nodiscard]] std::vector<const Case*> unsettled_cases();
  // Cases whose coupons came off that check, or are about to.
  [[nodiscard]] std::vector<const Case*> cases_with_coupons_on(const CheckId& check);
  // A code that is nobody's was tried; the fifth locks.
  void count_bad_code();
  // What is shown of the coupon that is looked at, as things stand.
  void read_coupon();
  // What is due is started in the ledger and handed to the courier; true where a case changed.
  bool send_deliveries();
  bool take_host_errands(std::vector<HostErrand>& errands);
  void note_delivery(const CaseId& subject, DeliveryId id, DeliveryState state, const std::string& why,
                     Dispatch::Pace pace);
  // Whether there is somebody to bring it there.
  [[nodiscard]] bool can_deliver(Destination to) const;
  void hand_over(const Case& state, const Delivery& delivery);
  // Whether what was asked for still has its reason.
  [[nodiscard]] bool is_still_wanted(const Case& state, const Delivery& delivery);
  [[nodiscard]] std::optional<FollowUpOrder> order_of(const Case& state, const Delivery& delivery);
  // The open follow-up of a case that is over goes where the store wants it known.
  void announce_follow_up(CaseId subject);
  // Nothing: no template, no language, or the case has nothing for it.
  [[nodiscard]] std::optional<Slip> slip_of(const Case& state, const CaseSlip& wanted);
  [[nodiscard]] std::optional<Slip> line_up(std::int32_t today);
  // What was on its way when the program ended: nobody can tell how far it came.
  void take_deliveries_up();
  // The command's effect on `subject`: decided, appended, folded. Says why not.
  [[nodiscard]] std::optional<Refusal> apply(CaseId subject, const Command& command,
                                             const std::optional<Person>& approver);
  // What `decision` on `before` did is the last tap, if a hand did it.
  void remember(const Case& before, const Command& command, const Decision& decision);
  void close_if_over(CaseId subject);
  [[nodiscard]] const Case* load(CaseId subject);
  void settle_errands(const Case& after);
  // What the store has open for the case, and nobody waits for any more, is waited for again.
  void ask_again(const CaseId& subject);
  // Sends, looks up or gives up a started request; true where the case changed.
  bool next_errand(const RequestId& id, Instant now, std::vector<HostErrand>& errands);
  void read_lists();
  // What a list may show of the row to whoever is signed on.
  [[nodiscard]] CaseRow shown(CaseRow row);
  // What waits for a yes, and of whom: who is on shift changes with the host's picture.
  void read_requests();
  // How whoever is signed on wants the screens.
  void read_preferences();
  void publish();
  [[nodiscard]] CaseView view_of(const Case& state);

  DeskPorts ports_;
  ClockWatch clock_watch_;
  std::int64_t clock_off_us_ = 0;  // what all jumps that nobody has seen make together
  std::vector<HouseFact> house_facts_;
  std::shared_ptr<const Policy> policy_;
  std::map<std::string, std::shared_ptr<const Policy>> policies_;  // of earlier days, by version
  std::string kept_pack_;                                          // the version that the ledger has last
  std::shared_ptr<const HostPicture> host_;
  std::map<CaseId, Case> cases_;  // folded, of this run: what is open and what has errands
  std::vector<CaseId> today_;     // recorded since day_begin_, the newest first
  Instant day_begin_;
  std::vector<CaseId> waiting_;  // for a yes or a hand, when the view was made
  std::optional<CaseId> open_;
  CaseId recorded_;                // whose facts were appended last
  std::vector<Command> way_back_;  // from the view's last tap
  std::set<PrivateId> revealed_;
  Instant next_erasure_;  // of what is older than it may be kept
  std::vector<Pending> pending_;
  Dispatch dispatch_;
  // What became of a delivery, and the ledger could not take yet.
  struct Unwritten {
    CaseId subject;
    NoteDelivery note;
    Dispatch::Pace pace = Dispatch::Pace::of_a_printer;
  };
  std::vector<Unwritten> unwritten_;
  std::optional<CaseSlip> slip_;       // of the open case, that is looked at
  std::optional<CouponPlace> coupon_;  // that is looked at
  std::uint32_t bad_codes_ = 0;        // lately
  Instant bad_codes_until_;            // then they are forgotten; as steady_now counts
  Instant coupons_locked_;             // until then, as steady_now counts
  std::string list_text_;
  std::vector<Raised> raised_;  // on that day
  std::int32_t raised_on_ = 0;
  std::map<PersonId, Preferences> preferences_;
  DeskView next_;
  std::shared_ptr<const DeskView> view_;
};

}  // namespace amends
