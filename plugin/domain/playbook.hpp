// The playbook: what can go wrong, what fits it, who may give how much. A value, read from files by plugin/files.
// Promises: ids and numbers only; the words for them live in language files under "failure.ID", "remedy.ID", ….
// Refuses: to be judged by itself; options.hpp and decide.hpp read it.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "domain/remedy.hpp"

namespace amends {

// minor, clear, serious, safety or dignity (PRODUCT.md, Words).
enum class Severity : std::uint8_t { minor = 1, clear, serious, grave };

// What a failure is about: with `item` the case needs lines of the check, with `visit` it doesn't.
enum class FailureScope : std::uint8_t { item = 1, visit };

enum class FollowUpWhen : std::uint8_t { before_bill = 1, today, tomorrow, not_needed };

// What a share of money is counted on.
enum class AmountBase : std::uint8_t { lines = 1, check, fixed };

// Who carries an apology or a gesture out.
enum class DoneBy : std::uint8_t { operator_self = 1, manager };

// A remedy or an extra as the playbook offers it, before it meets a check.
struct RemedyTemplate {
  TemplateId id;
  RemedyKind kind = RemedyKind::gesture;
  std::string icon;  // a Material icon's name
  AmountBase base = AmountBase::fixed;
  std::int32_t percent = 100;  // of the base
  Money fixed;                 // with AmountBase::fixed; for a coupon its worth, for a gesture its cost
  std::string group;           // replacement, exchange, extra: items of this menu group; empty: the flawed line's own
  ItemId item;                 // extra or gesture: this very item; empty: none
  bool same_item = false;      // exchange: another piece of the same article is offered too
  DoneBy done_by = DoneBy::operator_self;
  std::int32_t valid_days = 30;    // coupon
  TemplateId instead;              // what is offered where this can't be given; empty: the best that can
  std::int32_t ready_minutes = 0;  // what the guest is told: about so long; 0: nothing is told
  bool operator==(const RemedyTemplate&) const = default;
};

// The fair band of money for lines that were sent back, in percent of what they cost (Gelbrich et al. 2015); above it,
// kept or not, too.
struct FairBand {
  std::int32_t from_percent = 60;
  std::int32_t to_percent = 120;
  bool operator==(const FairBand&) const = default;
};

// Whether alcohol may put something right, or come as an extra.
enum class Alcohol : std::uint8_t { allowed = 1, one_a_day, never };

struct Failure {
  FailureId id;
  std::string icon;
  Severity severity = Severity::clear;
  FailureScope scope = FailureScope::item;
  bool safety = false;                // the safety branch: manager at once, no compensation by the waiter
  bool never_served = false;          // the lines never came: their price draws on nobody's budget
  std::vector<QuestionId> questions;  // safety: what is asked, in this order, each answered by one tap
  std::vector<WishId> wishes;
  std::vector<TemplateId> remedies;  // best first
  std::vector<TemplateId> owed;      // of these: what the guest is owed by law; before all others, and on no budget
  std::vector<TemplateId> extras;
  std::vector<PreventionId> preventions;
  FollowUpWhen follow_up = FollowUpWhen::tomorrow;
  bool operator==(const Failure&) const = default;
};

// What a role may give of one kind in one case, on top of its other limits.
struct KindLimit {
  RemedyKind kind = RemedyKind::refund;  // refund: discounts, too, which are the same to a guest
  std::array<Money, 4> limit{};          // by Role; zero: no limit
  bool operator==(const KindLimit&) const = default;
};

struct Playbook {
  std::string name;     // the pack's folder, e.g. "restaurant"
  std::string version;  // hex digest of the file's bytes; a case keeps the version it was judged by
  Currency currency;
  std::optional<Currency> scaled_from;  // the amounts were made for that currency; they are rounded to two figures
  std::array<Money, 4> limit;  // by Role: what it may give in one case without another's yes; owner: no limit if zero
  std::array<Money, 4> shift_limit{};  // by Role: what it may give in one shift beyond that; zero: no limit
  std::array<Money, 4> guest_limit{};  // by Role: what the same guests may be given in one visit; zero: no limit
  std::vector<KindLimit> kind_limits;
  Money extra_limit;  // the extra's own budget, at menu price
  FairBand band;
  std::int32_t own_refund_minutes = 60;  // after the sale: as long as that, whoever served may give back by themselves
  Alcohol alcohol = Alcohol::allowed;
  std::int32_t fallback_minutes = 3;   // a request that nobody answered goes to the next who may
  std::string house;                   // the store's name; empty: it has none here
  std::vector<PersonId> told_at_once;  // of the managers: who is told first in the safety branch
  std::vector<Failure> failures;
  std::vector<RemedyTemplate> remedies;  // fixes and extras alike, by id
  bool operator==(const Playbook&) const = default;

  [[nodiscard]] const Failure* find(const FailureId& id) const;
  [[nodiscard]] const RemedyTemplate* find(const TemplateId& id) const;
};

// Whether `next` lets anybody give more by themselves than `now` does, or asks less of who gives: a question of money.
[[nodiscard]] bool raises_authority(const Playbook& now, const Playbook& next);

// Whether `role` may give `cost` by itself, on top of what was given in the case before.
[[nodiscard]] bool may_give(const Playbook& playbook, Role role, Money given_before, Money cost);

}  // namespace amends
