// The rules of a coupon that comes back: reserved for a check, then spent or released; voided by a manager. What the host
// answers is heard once, as for any act. Redeeming and the check's own case have nothing to do with one another.
#include <algorithm>

#include "domain/offer.hpp"
#include "domain/question.hpp"
#include "domain/sums.hpp"

namespace amends {
namespace {

constexpr std::int64_t kDayS = 24 * 3600;

const Act* find_coupon(const Question& question, ActId id) {
  const Act* act = question.state.find(id);
  return act && act->coupon != CouponState::none ? act : nullptr;
}

std::optional<Refusal> worthless(const Act& act, Instant now) {
  switch (act.coupon) {
    case CouponState::none:
      return Refusal::unknown_coupon;
    case CouponState::voided:
      return Refusal::coupon_voided;
    case CouponState::spent:
      return Refusal::coupon_spent;
    case CouponState::reserved:
    case CouponState::started:
    case CouponState::in_doubt:
    case CouponState::to_be_keyed:
      return Refusal::coupon_reserved;
    case CouponState::issued:
      break;
  }
  // The paper says a day: all of it counts, wherever midnight is.
  return now > act.coupon_expires.plus_seconds(kDayS) ? std::optional(Refusal::coupon_expired) : std::nullopt;
}

// What is still to be paid of the check, so far as nothing else is about to come off it.
Money left_to_pay(const Case& state, const Check& check, const Standing& standing) {
  if (check.state != CheckState::open) return nothing_in(check.currency);
  // The case's own discounts count where it is about the same check.
  if (state.check == check.id) return discountable(state, check, standing);
  return less(rest_of(check.total, check.paid), standing.discounts_under_way);
}

bool is_for(const Act& act, const Check& check) {
  const bool in_use = act.coupon != CouponState::issued && act.coupon != CouponState::voided;
  return in_use && act.use() && act.use()->check == check.id;
}

}  // namespace

Verdict decide_on(const Question& question, const RedeemCoupon& command) {
  const auto& [state, context, playbook, now, mint] = question;
  const Act* act = find_coupon(question, command.act);
  const auto& check = context.check;
  if (act && check && is_for(*act, *check)) return refuse(Refusal::already_so);
  if (const auto refusal = hindrance(question)) return refuse(*refusal);
  if (!check) return refuse(Refusal::no_check);
  if (!act) return refuse(Refusal::unknown_coupon);
  if (const auto refusal = worthless(*act, now)) return refuse(*refusal);
  const auto* coupon = std::get_if<Coupon>(&act->remedy);
  const Money worth = coupon ? coupon->amount : act->cost;
  if (worth.currency != check->currency) return refuse(Refusal::coupon_other_currency);
  if (context.standing.coupon_used) return refuse(Refusal::one_coupon_a_bill);
  const Money left = left_to_pay(state, *check, context.standing);
  if (left.minor <= 0) return refuse(Refusal::nothing_to_take_off);
  const Money off = smaller_of(worth, left);

  CouponReserved reserved{act->id, {}, check->id, check->number, check->place, off};
  Decision decision;
  if (context.capabilities.discount_check) {
    HostRequest request;
    request.id = reserved.request = mint.request_id();
    request.work = HostWork::discount;
    request.check = check->id;
    request.case_number = state.number;
    // What went wrong then is nobody's business at this check.
    request.by = context.operator_->id;
    request.amount = off;
    decision.requests.push_back(std::move(request));
  }
  decision.facts.push_back(by_operator(question, std::move(reserved)));
  return decision;
}

Verdict decide_on(const Question& question, const ConfirmCoupon& command) {
  const Act* act = find_coupon(question, command.act);
  if (act && act->coupon == CouponState::spent) return refuse(Refusal::already_so);
  if (const auto refusal = hindrance(question)) return refuse(*refusal);
  if (!act) return refuse(Refusal::unknown_coupon);
  if (act->coupon == CouponState::voided) return refuse(Refusal::coupon_voided);
  if (act->coupon == CouponState::started) return refuse(Refusal::already_sent);
  if (act->coupon != CouponState::to_be_keyed && act->coupon != CouponState::in_doubt) {
    return refuse(Refusal::not_started);
  }
  return Decision{{by_operator(question, CouponSpent{act->id, command.reference, act->use()->amount})}, {}};
}

Verdict decide_on(const Question& question, const ReleaseCoupon& command) {
  const Act* act = find_coupon(question, command.act);
  if (act && act->coupon == CouponState::issued) return refuse(Refusal::already_so);
  if (const auto refusal = hindrance(question)) return refuse(*refusal);
  if (!act) return refuse(Refusal::unknown_coupon);
  if (act->coupon == CouponState::voided) return refuse(Refusal::coupon_voided);
  if (act->coupon == CouponState::spent) return refuse(Refusal::coupon_spent);
  if (act->coupon == CouponState::started) return refuse(Refusal::already_sent);
  return Decision{{by_operator(question, CouponReleased{act->id, {}})}, {}};
}

Verdict decide_on(const Question& question, const VoidCoupon& command) {
  const Act* act = find_coupon(question, command.act);
  if (act && act->coupon == CouponState::voided) return refuse(Refusal::already_so);
  if (const auto refusal = hindrance(question)) return refuse(*refusal);
  if (!act) return refuse(Refusal::unknown_coupon);
  if (act->coupon == CouponState::spent) return refuse(Refusal::coupon_spent);
  if (act->coupon != CouponState::issued) return refuse(Refusal::coupon_reserved);
  // Who gave it may take it back while it is in the house; what a guest has taken home is a manager's to void.
  if (question.context.operator_->role < Role::manager) return refuse(Refusal::not_yours_to_void);
  return Decision{{by_operator(question, CouponVoided{act->id})}, {}};
}

Verdict start_use(const Question& question, const Act& act) {
  if (act.coupon == CouponState::started || act.coupon == CouponState::in_doubt) return refuse(Refusal::already_so);
  if (act.coupon != CouponState::reserved) return refuse(Refusal::already_answered);
  return Decision{{by_itself(question, CouponStarted{act.id})}, {}};
}

Verdict take_answer(const Question& question, const Act& act, const TakeHostAnswer& answer) {
  if (act.coupon == CouponState::in_doubt && answer.outcome == HostOutcome::in_doubt) {
    return refuse(Refusal::already_so);
  }
  const bool done = answer.outcome == HostOutcome::done;
  const auto use = std::ranges::find(act.coupon_uses, answer.request, &CouponUse::request);
  const bool is_over =
      use + 1 != act.coupon_uses.end() || act.coupon == CouponState::issued || act.coupon == CouponState::voided;
  if (is_over) {
    // Released while nobody could tell, and it came off after all: what really happened is recorded, once.
    if (!done || use->came_off) return refuse(Refusal::already_answered);
    return Decision{{by_itself(question, CouponSpentLate{act.id, answer.request, answer.reference, answer.amount})},
                    {}};
  }
  if (act.coupon == CouponState::reserved) return refuse(Refusal::not_started);
  if (act.coupon != CouponState::started && act.coupon != CouponState::in_doubt) {
    return refuse(Refusal::already_answered);
  }
  if (done) return Decision{{by_itself(question, CouponSpent{act.id, answer.reference, answer.amount})}, {}};
  if (answer.outcome == HostOutcome::rejected) {
    return Decision{{by_itself(question, CouponReleased{act.id, answer.reason})}, {}};
  }
  return Decision{{by_itself(question, CouponInDoubt{act.id})}, {}};
}

}  // namespace amends
