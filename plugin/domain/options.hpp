// Options: what can be offered in this case, best first, each with its cost and its answer. Pure; decide() uses the same
// figures, so that what the screen shows is what will be done.
// Promises: never empty; none hidden; at least three kinds where the playbook has them; never the flawed item again, nor
// one that shares its component (S2.2).
#pragma once

#include <cstdint>
#include <vector>

#include "domain/decide.hpp"

namespace amends {

enum class Answer : std::uint8_t {
  yours = 1,    // yours to give
  needs_role,   // asks at once
  to_be_keyed,  // yours, with a condition: the host can't, staff key it
  instead       // not possible now, says `reason`; `rather` says what is
};

// Why an option stands where it does; the words stand under "reason.NAME".
enum class Reason : std::uint8_t {
  flawed_product = 1,  // something that isn't the same
  money_for_money,     // money for a money loss
  sent_back,           // money back for what they sent back
  kept_part,           // kept: a part of it
  as_good_as_money,    // minor trouble: a coupon
  costs_nothing,       // costs nothing, counts in full
  in_person,           // dignity: face to face
  beyond_band,         // outside the fair band
  by_hand,             // done by a person
  nothing_to_refund,   // given back already
  needs_lines,         // no line of a check to count it on
  sold_out,            // nothing of it is there now
  below_band,          // sent back, and less than is fair for it
  owed,                // by law
  not_alone,           // a coupon, with something else only
  sale_is_old,         // the sale is too long ago for the operator's own yes
  guest_had,           // with what they were given before, more than the operator may give them
  kind_used,           // more of this kind than the operator may give in one case
  shift_used           // what the operator may give in a shift is given
};

struct Option {
  TemplateId from;
  RemedyKind kind = RemedyKind::gesture;
  ActPurpose purpose = ActPurpose::fix;
  std::string icon;
  Money cost;  // at menu price; with choices, of the dearest choice times count
  Answer answer = Answer::yours;
  Role role_needed = Role::waiter;  // with needs_role
  PersonId ask;                     // with needs_role, and for an apology by another: who, if on shift
  Reason reason = Reason::by_hand;
  TemplateId rather;          // with instead: another of the options, which can be given; empty: none can
  std::vector<Item> choices;  // replacement, exchange, item extras: what may be picked; empty: nothing to pick
  std::int32_t count = 0;     // how many pieces are picked
  std::int32_t ready_minutes = 0;
  bool operator==(const Option&) const = default;
};

// What may be offered to put it right. Empty only for a case that isn't recorded.
[[nodiscard]] std::vector<Option> fixes(const Case& state, const Context& context, const Playbook& playbook);
// The something more, inside its own budget.
[[nodiscard]] std::vector<Option> extras(const Case& state, const Context& context, const Playbook& playbook);
// What the operator may still give in this case by themselves; for an owner without a limit the largest amount there is.
[[nodiscard]] Money authority_left(const Case& state, const Context& context, const Playbook& playbook);

}  // namespace amends
