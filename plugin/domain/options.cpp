#include "domain/options.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "domain/authority.hpp"
#include "domain/host_work.hpp"
#include "domain/offer.hpp"
#include "domain/sums.hpp"

namespace amends {
namespace {

// Where a share stops being one of something that was kept.
constexpr std::int32_t kKeptSharePercent = 60;

bool is_kept_share(const RemedyTemplate& from) {
  return is_money(from.kind) && from.base == AmountBase::lines && from.percent < kKeptSharePercent;
}

bool is_whole_lines(const RemedyTemplate& from) {
  return is_money(from.kind) && from.base == AmountBase::lines && from.percent >= kKeptSharePercent;
}

Reason reason_of_obstacle(Refusal obstacle) {
  if (obstacle == Refusal::nothing_left_to_refund) return Reason::nothing_to_refund;
  if (obstacle == Refusal::not_available) return Reason::sold_out;
  if (obstacle == Refusal::coupon_alone) return Reason::not_alone;
  return Reason::needs_lines;
}

Reason reason_of_money(const Case& state, const Playbook& playbook, const Offer& offer) {
  if (is_above_band(state, playbook, offer.cost)) return Reason::beyond_band;
  if (is_outside_band(state, playbook, offer.remedy, offer.cost)) return Reason::below_band;
  if (is_kept_share(offer.from)) return Reason::kept_part;
  if (is_whole_lines(offer.from) && state.sent_back == true) return Reason::sent_back;
  return Reason::money_for_money;
}

Reason reason_of(const Case& state, const Playbook& playbook, const Failure* failure, const Offer& offer, bool owed) {
  if (offer.obstacle) return reason_of_obstacle(*offer.obstacle);
  if (owed) return Reason::owed;
  switch (kind_of(offer.remedy)) {
    case RemedyKind::refund:
    case RemedyKind::discount:
      return reason_of_money(state, playbook, offer);
    case RemedyKind::replacement:
    case RemedyKind::exchange:
      return Reason::flawed_product;
    case RemedyKind::coupon:
      return Reason::as_good_as_money;
    case RemedyKind::personal_apology: {
      const bool dignity = failure && failure->scope == FailureScope::visit && failure->severity >= Severity::serious;
      return dignity ? Reason::in_person : Reason::costs_nothing;
    }
    case RemedyKind::gesture:
      return offer.cost.is_zero() ? Reason::costs_nothing : Reason::by_hand;
  }
  return Reason::by_hand;
}

// What the waiter is told where it isn't theirs to give by a rule they can't see in the amount.
std::optional<Reason> reason_of_bound(Bound bound) {
  if (bound == Bound::sale_age) return Reason::sale_is_old;
  if (bound == Bound::guest_limit) return Reason::guest_had;
  if (bound == Bound::kind_limit) return Reason::kind_used;
  if (bound == Bound::shift_limit) return Reason::shift_used;
  return std::nullopt;
}

void answer(Option& option, const Case& state, const Context& context, const Offer& offer, const Judgement& judged) {
  if (const auto* apology = std::get_if<PersonalApology>(&offer.remedy)) {
    const bool own = context.operator_ && context.operator_->id == apology->by;
    if (!own) option.ask = apology->by;
  }
  if (offer.obstacle) {
    option.answer = Answer::instead;
  } else if (judged.bound != Bound::none) {
    option.answer = Answer::needs_role;
    option.role_needed = judged.role;
    option.reason = reason_of_bound(judged.bound).value_or(option.reason);
    if (const Person* person = somebody_with(context, option.role_needed)) option.ask = person->id;
  } else if (needs_host(offer.remedy) && !host_request(state, context, offer.remedy, offer.cost, PersonId{})) {
    option.answer = Answer::to_be_keyed;
  } else {
    option.answer = Answer::yours;
  }
}

Option option_of(const Case& state, const Context& context, const Playbook& playbook, const Failure* failure,
                 const Offer& offer) {
  Judgement judged;
  if (offer.purpose == ActPurpose::fix) {
    judged = judge(state, context, playbook, failure, {offer.from.id, offer.remedy, offer.cost});
  }
  Option option;
  option.from = offer.from.id;
  option.kind = kind_of(offer.remedy);
  option.purpose = offer.purpose;
  option.icon = offer.from.icon;
  option.cost = offer.cost;
  option.reason = reason_of(state, playbook, failure, offer, judged.owed);
  option.choices = offer.choices;
  option.count = offer.count;
  option.ready_minutes = offer.from.ready_minutes;
  answer(option, state, context, offer, judged);
  return option;
}

// What the approver of the last request would give in its place.
bool is_said_instead(const Case& state, const TemplateId& from) {
  return !state.acts.empty() && state.acts.back().state == ActState::declined && state.acts.back().instead == from;
}

// The playbook's order holds, but for what this case says: what is owed comes first, then the guest's own idea; what was
// sent back is paid back whole and what was kept in part, the improbable stands last.
int rank_of(const Case& state, const Option& option, const RemedyTemplate& from, bool beyond_band) {
  if (option.answer == Answer::instead) return 5;
  if (option.reason == Reason::owed) return 0;
  if (is_said_instead(state, option.from)) return 1;
  if (state.wish && state.wish->text == option.from.text) return 1;
  if (beyond_band) return 4;
  if (state.sent_back == true && is_kept_share(from)) return 3;
  if (state.sent_back == false && is_whole_lines(from)) return 3;
  return 2;
}

// The way on from what can't be given: what the playbook names in its place, and in the place of that; else the best.
TemplateId way_on_from(const TemplateId& from, const std::vector<Option>& options, const Playbook& playbook) {
  const auto possible = [&](const TemplateId& id) {
    return std::any_of(options.begin(), options.end(),
                       [&](const Option& option) { return option.from == id && option.answer != Answer::instead; });
  };
  const RemedyTemplate* at = playbook.find(from);
  // A playbook that was read has no loop; one made by hand may.
  for (std::size_t steps = 0; at && steps < playbook.remedies.size(); ++steps) {
    if (at->instead.empty()) break;
    if (possible(at->instead)) return at->instead;
    at = playbook.find(at->instead);
  }
  const auto best = std::find_if(options.begin(), options.end(),
                                 [](const Option& option) { return option.answer != Answer::instead; });
  return best == options.end() ? TemplateId{} : best->from;
}

}  // namespace

std::vector<Option> fixes(const Case& state, const Context& context, const Playbook& playbook) {
  if (!state.is_recorded()) return {};
  const Failure* failure = playbook.find(state.failure);
  std::vector<std::pair<int, Option>> ranked;
  for (const RemedyTemplate& from : offered_fixes(state, playbook)) {
    const Offer offer = make_offer(state, context, playbook, from, ActPurpose::fix);
    Option option = option_of(state, context, playbook, failure, offer);
    const bool beyond_band =
        is_outside_band(state, playbook, offer.remedy, offer.cost) && is_above_band(state, playbook, offer.cost);
    const int rank = rank_of(state, option, from, beyond_band);
    ranked.emplace_back(rank, std::move(option));
  }
  std::stable_sort(ranked.begin(), ranked.end(),
                   [](const auto& left, const auto& right) { return left.first < right.first; });
  std::vector<Option> options;
  for (auto& [rank, option] : ranked)
    options.push_back(std::move(option));
  for (Option& option : options) {
    if (option.answer == Answer::instead) option.rather = way_on_from(option.from, options, playbook);
  }
  return options;
}

std::vector<Option> extras(const Case& state, const Context& context, const Playbook& playbook) {
  std::vector<Option> options;
  if (!state.is_recorded()) return options;
  const Failure* failure = playbook.find(state.failure);
  for (const RemedyTemplate& from : offered_extras(state, playbook)) {
    const Offer offer = make_offer(state, context, playbook, from, ActPurpose::extra);
    // An extra is a gift: what can't be given now is simply not among them.
    if (offer.obstacle || !fits_extra_budget(playbook, offer.cost)) continue;
    options.push_back(option_of(state, context, playbook, failure, offer));
  }
  return options;
}

Money authority_left(const Case& state, const Context& context, const Playbook& playbook) {
  const auto at = static_cast<std::size_t>(role_of_operator(context)) - 1;
  const Money limit = playbook.limit[at];
  if (role_of_operator(context) == Role::owner && limit.is_zero()) {
    return {std::numeric_limits<std::int64_t>::max(), state.currency};
  }
  if (limit.currency != state.currency) return nothing_in(state.currency);
  const Money given = given_in(state, playbook);
  Money left = rest_of(limit, given);
  const Money of_guest = playbook.guest_limit[at];
  if (!of_guest.is_zero() && of_guest.currency == state.currency) {
    const Money before = context.standing.given_this_visit;
    const Money guest_left = before.currency == state.currency ? rest_of(of_guest, before) : of_guest;
    left = smaller_of(left, rest_of(guest_left, given));
  }
  const Money shift = playbook.shift_limit[at];
  if (shift.is_zero() || shift.currency != state.currency || !context.operator_) return left;
  Money shift_left = rest_of(shift, drawn_by(state, playbook, context.operator_->id));
  if (context.standing.given_this_shift.currency == state.currency) {
    shift_left = rest_of(shift_left, context.standing.given_this_shift);
  }
  return smaller_of(left, shift_left);
}

}  // namespace amends
