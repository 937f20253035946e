// decide: what follows from a command. The rules of the product, pure.
// Promises: facts and errands, or one refusal, the first that applies in the order of Refusal; asks idempotency before
// business rules; never a clock, a file, a random number. The same arguments give the same answer.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include <tl/expected.hpp>

#include "domain/commands.hpp"
#include "domain/facts.hpp"
#include "domain/standing.hpp"

namespace amends {

// Why a command is refused, in order of precedence. The words for staff stand under "refusal.NAME".
enum class Refusal : std::uint8_t {
  no_case = 1,       // nothing was recorded yet
  already_recorded,  // the case is there
  already_so,        // the same answer again: nothing to do, and no failure
  case_withdrawn,
  nobody_signed_on,
  no_check,         // the failure is about lines, and there is no check
  unknown_failure,  // not in the playbook
  no_lines,         // the failure is about lines, and none was tapped
  unknown_line,
  voided_line,
  too_late_to_change,    // something was sent that rests on it
  nothing_written,       // an empty text
  unknown_option,        // not what the playbook offers for this failure
  unknown_question,      // not one of the failure's
  safety_needs_manager,  // no compensation by the waiter in the safety branch
  not_a_manager,         // a waiter who was told is no manager who was told
  manager_is_wanted,     // the call for one stands as long as the guest, or the failure, wants one
  unknown_item,
  not_available,
  same_flaw,  // a replacement that shares what is wrong
  wrong_quantity,
  nothing_left_to_refund,  // more than was paid less what was given back
  coupon_alone,            // a coupon doesn't stand for what is owed, nor for what went wrong twice
  over_extra_budget,
  one_extra_only,
  unknown_act,
  not_waiting_for_approval,
  own_approval,      // one's own request
  approver_may_not,  // that is above the approver, too
  approval_changed,  // another amount than was asked
  no_such_amount,    // of what is no money, or of nothing
  reason_needed,     // outside the fair band, a yes says why
  not_started,
  already_answered,  // the host or a person settled it
  already_sent,      // can't be taken back any more
  waits_for_yes,     // a request does; a case with one isn't over
  unknown_prevention,
  no_consent,
  unknown_follow_up,
  unknown_text,
  unknown_coupon,
  coupon_voided,
  coupon_spent,
  coupon_reserved,  // for another check, or nobody knows yet whether it came off one
  coupon_expired,
  coupon_other_currency,
  one_coupon_a_bill,
  nothing_to_take_off,  // the check is paid, or costs nothing
  not_yours_to_void,
  only_once,  // the host may do again what it has done, so a person looks
  unknown_delivery,
  nothing_to_send,  // the case has none of it
  no_printer,       // none is set up (given by the desk alone)
  not_set_up,       // the store sends nothing there (given by the desk alone)
  managers_only,    // a case of the safety branch, and neither its author nor a manager (given by the desk alone)
  not_stored,       // the ledger couldn't take it; nothing was done (given by the desk alone)
  count_
};

// What the decision may know besides the case. Times are in the store's zone already.
struct Context {
  std::optional<Check> check;       // on the host's screen, or the case's own found again
  std::vector<Item> items;          // what the host sells now
  std::optional<Person> operator_;  // who is signed on
  std::optional<Person> approver;   // whose PIN was just checked
  std::vector<Person> staff;
  Capabilities capabilities;  // all false: no host to ask, staff key it
  DueTimes due;
  std::optional<StoreHour> when;  // on the store's clock now
  Standing standing;
  bool operator==(const Context&) const = default;
};

// New names of things, and the side table's door: handed in, so that a test can count them.
class Mint {
 public:
  virtual ~Mint() = default;
  [[nodiscard]] virtual CaseId case_id() = 0;
  [[nodiscard]] virtual CaseNumber case_number() = 0;
  [[nodiscard]] virtual RequestId request_id() = 0;
  // Of a coupon that is worth so much and good until then.
  [[nodiscard]] virtual std::string coupon_code(Money amount, Instant expires, Instant now) = 0;
  // Keeps the text for the side table, to be written with the facts, and answers what a fact may hold of it.
  [[nodiscard]] virtual PrivateRef keep(PrivateKind kind, const PrivateText& text) = 0;
};

struct Decision {
  std::vector<Fact> facts;
  std::vector<HostRequest> requests;  // for the outbox, in the same transaction
  bool operator==(const Decision&) const = default;
};

[[nodiscard]] tl::expected<Decision, Refusal> decide(const Case& state, const Command& command, const Context& context,
                                                     const Playbook& playbook, Instant now, Mint& mint);

}  // namespace amends
