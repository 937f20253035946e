// The rules of Put right and of the extra: choosing, approving, carrying out, confirming, taking back.
#include <algorithm>

#include "domain/approval.hpp"
#include "domain/host_work.hpp"
#include "domain/offer.hpp"
#include "domain/question.hpp"

namespace amends {
namespace {

constexpr std::int64_t kDaySeconds = 86'400;

bool are_same_items(const std::vector<ItemPart>& left, const std::vector<ItemPart>& right) {
  return std::equal(left.begin(), left.end(), right.begin(), right.end(), [](const ItemPart& a, const ItemPart& b) {
    return a.item == b.item && a.quantity_thousandths == b.quantity_thousandths;
  });
}

// The same choice again, as a second tap makes it. Without items it is the one that left no choice.
bool is_chosen_already(const Case& state, const ChooseAct& command) {
  return std::any_of(state.acts.begin(), state.acts.end(), [&](const Act& act) {
    if (!act.is_alive() || act.purpose != command.purpose || act.from != command.from) return false;
    const std::vector<ItemPart>* items = items_of(act.remedy);
    return !items || command.items.empty() || are_same_items(*items, command.items);
  });
}

bool has_extra(const Case& state) {
  return std::any_of(state.acts.begin(), state.acts.end(),
                     [](const Act& act) { return act.purpose == ActPurpose::extra && act.is_alive(); });
}

// The offer behind the command, with its items picked, in the order of Refusal.
tl::expected<Offer, Refusal> offer_for(const Question& question, const ChooseAct& command) {
  const auto& [state, context, playbook, now, mint] = question;
  const bool fix = command.purpose == ActPurpose::fix;
  const auto templates = fix ? offered_fixes(state, playbook) : offered_extras(state, playbook);
  const auto from =
      std::find_if(templates.begin(), templates.end(), [&](const RemedyTemplate& it) { return it.id == command.from; });
  if (from == templates.end()) return refuse(Refusal::unknown_option);
  const Offer offer = make_offer(state, context, playbook, *from, command.purpose);
  if (offer.obstacle == Refusal::no_check || offer.obstacle == Refusal::no_lines) return refuse(*offer.obstacle);
  const bool compensation = is_compensation(offer.remedy, offer.cost);
  if (is_safety(state, playbook) && compensation && role_of_operator(context) < Role::manager) {
    return refuse(Refusal::safety_needs_manager);
  }
  auto picked = pick(state, context, playbook, offer, command.items);
  if (!picked) return picked;
  if (picked->obstacle) return refuse(*picked->obstacle);
  if (!fix && !fits_extra_budget(playbook, picked->cost)) return refuse(Refusal::over_extra_budget);
  if (!fix && has_extra(state)) return refuse(Refusal::one_extra_only);
  return picked;
}

// What happens to an act that may be given: the state it enters, and what follows at once.
struct NextStep {
  ActState state = ActState::ready;
  RequestId request;
  std::vector<FactBody> then;
  std::vector<HostRequest> requests;
};

void settle_coupon(const Question& question, ActId act, const Coupon& coupon, NextStep& next) {
  const Instant expires = question.now.plus_seconds(coupon.valid_days * kDaySeconds);
  next.then.push_back(CouponIssued{act, question.mint.coupon_code(coupon.amount, expires, question.now), expires});
  next.then.push_back(ActDone{act, {}, coupon.amount});
}

NextStep carry_out(const Question& question, const Act& act, const PersonId& approver) {
  const auto& [state, context, playbook, now, mint] = question;
  NextStep next;
  if (const auto* coupon = std::get_if<Coupon>(&act.remedy)) {
    settle_coupon(question, act.id, *coupon, next);
    return next;
  }
  if (const auto* apology = std::get_if<PersonalApology>(&act.remedy)) {
    // Who taps it has just done it; another is waited for.
    if (context.operator_ && apology->by == context.operator_->id) {
      next.then.push_back(ActDone{act.id, {}, act.cost});
      next.then.push_back(Apologised{apology->by, Manner::in_person});
    }
    return next;
  }
  if (!needs_host(act.remedy)) return next;
  auto request = host_request(state, context, act.remedy, act.cost, act.chosen_by);
  if (!request) {
    next.state = ActState::to_be_keyed;
    return next;
  }
  next.request = act.request.empty() ? mint.request_id() : act.request;
  request->id = next.request;
  request->approver = approver;
  next.requests.push_back(std::move(*request));
  return next;
}

void append(const Question& question, Decision& decision, NextStep&& next) {
  for (FactBody& body : next.then)
    decision.facts.push_back(by_operator(question, std::move(body)));
  for (HostRequest& request : next.requests)
    decision.requests.push_back(std::move(request));
}

const Act* find_act(const Question& question, ActId id) {
  const Act* act = question.state.find(id);
  return act && act->state != ActState::withdrawn ? act : nullptr;
}

}  // namespace

Verdict decide_on(const Question& question, const ChooseAct& command) {
  const auto& [state, context, playbook, now, mint] = question;
  if (is_chosen_already(state, command)) return refuse(Refusal::already_so);
  if (const auto refusal = hindrance(question)) return refuse(*refusal);
  auto offer = offer_for(question, command);
  if (!offer) return refuse(offer.error());

  Act act;
  act.id = ActId{static_cast<std::uint32_t>(state.acts.size()) + 1};
  act.remedy = offer->remedy;
  act.cost = offer->cost;
  act.chosen_by = context.operator_->id;
  const bool fix = command.purpose == ActPurpose::fix;
  NextStep next;
  act.from = command.from;
  if (fix && judge(state, context, playbook, {act.from, act.remedy, act.cost}).bound != Bound::none) {
    next.state = ActState::needs_approval;
    if (needs_host(act.remedy)) next.request = mint.request_id();
  } else {
    next = carry_out(question, act, PersonId{});
  }

  Decision decision;
  if (state.finished) decision.facts.push_back(by_operator(question, CaseReopened{}));
  if (fix) {
    for (const ActId replaced : replaced_by(state, act.remedy)) {
      decision.facts.push_back(by_operator(question, ActWithdrawn{replaced}));
    }
  }
  decision.facts.push_back(
      by_operator(question, ActChosen{act.id, command.purpose, command.from, act.remedy, act.cost, command.guest_chose,
                                      offer->from.ready_minutes, next.state, next.request}));
  append(question, decision, std::move(next));
  return decision;
}

Verdict decide_on(const Question& question, const ApproveAct& command) {
  const auto& [state, context, playbook, now, mint] = question;
  const Act* asked = find_act(question, command.act);
  const auto& approver = context.approver;
  const Money amount = command.amount.value_or(command.cost);
  const bool approved = asked && approver && asked->approved_by == approver->id && asked->cost == amount;
  if (approved) return refuse(Refusal::already_so);
  if (const auto refusal = hindrance(question)) return refuse(*refusal);
  if (!asked) {
    return refuse(Refusal::unknown_act);
  }
  if (asked->state != ActState::needs_approval) return refuse(Refusal::not_waiting_for_approval);
  Act act = *asked;
  const bool amended = amount != asked->cost && command.cost == asked->cost;
  if (amended) {
    if (const auto remedy = for_amount(act.remedy, amount)) act.remedy = *remedy;
    act.cost = amount;
  }
  // The check may have changed since it was asked for.
  const auto* refund = std::get_if<Refund>(&act.remedy);
  const Check* check = check_of(state, context);
  if (refund && check && refund->amount.minor > refundable(state, *check, context.standing).minor) {
    return refuse(Refusal::nothing_left_to_refund);
  }
  const auto* discount = std::get_if<Discount>(&act.remedy);
  if (discount && check && discount->amount.minor > discountable(state, *check, context.standing).minor) {
    return refuse(Refusal::nothing_left_to_refund);
  }
  if (approver && approver->id == act.chosen_by) return refuse(Refusal::own_approval);
  if (!approver || !may_approve(state, context, playbook, approver->role, {act.from, act.remedy, act.cost})) {
    return refuse(Refusal::approver_may_not);
  }
  if (command.cost != asked->cost) return refuse(Refusal::approval_changed);
  const bool is_amount = amount.minor > 0 && amount.currency == asked->cost.currency && for_amount(act.remedy, amount);
  if (amended && !is_amount) return refuse(Refusal::no_such_amount);
  if (!command.why && is_outside_band(state, playbook, act.remedy, act.cost)) return refuse(Refusal::reason_needed);
  NextStep next = carry_out(question, act, approver->id);
  Decision decision;
  if (amended) decision.facts.push_back(by_operator(question, ActAmended{act.id, approver->id, act.remedy, act.cost}));
  if (command.why) decision.facts.push_back(by_operator(question, ApprovalReasoned{act.id, *command.why}));
  decision.facts.push_back(by_operator(question, ActApproved{act.id, approver->id, next.state}));
  append(question, decision, std::move(next));
  return decision;
}

Verdict decide_on(const Question& question, const DeclineAct& command) {
  const auto& [state, context, playbook, now, mint] = question;
  const Act* act = find_act(question, command.act);
  const auto& approver = context.approver;
  if (act && approver && act->state == ActState::declined && act->declined_by == approver->id) {
    return refuse(Refusal::already_so);
  }
  if (const auto refusal = hindrance(question)) return refuse(*refusal);
  // What is said instead can be given: the waiter takes it to the guest at once.
  const auto templates = offered_fixes(state, playbook);
  const bool offered = std::any_of(templates.begin(), templates.end(), [&](const RemedyTemplate& it) {
    return it.id == command.instead &&
           !make_offer(question.state, question.context, question.playbook, it, ActPurpose::fix).obstacle;
  });
  if (!offered || (act && command.instead == act->from)) return refuse(Refusal::unknown_option);
  if (!act) {
    return refuse(Refusal::unknown_act);
  }
  if (act->state != ActState::needs_approval) return refuse(Refusal::not_waiting_for_approval);
  if (approver && approver->id == act->chosen_by) return refuse(Refusal::own_approval);
  if (!approver || !may_approve(state, context, playbook, approver->role, {act->from, act->remedy, act->cost})) {
    return refuse(Refusal::approver_may_not);
  }
  return Decision{{by_operator(question, ActDeclined{act->id, approver->id, command.why, command.instead})}, {}};
}

Verdict decide_on(const Question& question, const RefusePin& command) {
  return answer(question, false, PinRefused{command.person});
}

Verdict decide_on(const Question& question, const StartAct& command) {
  if (const Act* used = question.state.find_use(command.request)) return start_use(question, *used);
  const Act* act = question.state.find(command.request);
  if (act && (act->state == ActState::started || act->state == ActState::in_doubt)) return refuse(Refusal::already_so);
  if (question.state.withdrawn) return refuse(Refusal::case_withdrawn);
  if (!act || act->state == ActState::withdrawn) return refuse(Refusal::unknown_act);
  if (act->is_settled() || act->state == ActState::failed) return refuse(Refusal::already_answered);
  if (act->state != ActState::ready) return refuse(Refusal::not_started);
  return Decision{{by_itself(question, ActStarted{act->id})}, {}};
}

Verdict decide_on(const Question& question, const TakeHostAnswer& command) {
  if (const Act* used = question.state.find_use(command.request)) return take_answer(question, *used, command);
  const Act* act = question.state.find(command.request);
  const bool again = act && act->state == ActState::in_doubt && command.outcome == HostOutcome::in_doubt;
  if (again) return refuse(Refusal::already_so);
  if (question.state.withdrawn) return refuse(Refusal::case_withdrawn);
  // Withdrawn while in doubt, and it was done after all: what really happened is recorded.
  const bool done_after_all = act && act->state == ActState::withdrawn && command.outcome == HostOutcome::done;
  if (done_after_all) return Decision{{by_itself(question, ActDone{act->id, command.reference, command.amount})}, {}};
  if (!act || act->state == ActState::withdrawn) return refuse(Refusal::unknown_act);
  if (act->is_settled() || act->state == ActState::failed) return refuse(Refusal::already_answered);
  if (act->state != ActState::started && act->state != ActState::in_doubt) return refuse(Refusal::not_started);
  const auto body = [&]() -> FactBody {
    switch (command.outcome) {
      case HostOutcome::done:
        return ActDone{act->id, command.reference, command.amount};
      case HostOutcome::rejected:
        return ActFailed{act->id, command.reason};
      case HostOutcome::in_doubt:
        break;
    }
    return ActInDoubt{act->id};
  };
  return Decision{{by_itself(question, body())}, {}};
}

Verdict decide_on(const Question& question, const TryAgain& command) {
  const Act* act = find_act(question, command.act);
  const bool is_asked = act && (act->state == ActState::ready || act->state == ActState::started);
  if (is_asked && !act->request.empty()) return refuse(Refusal::already_so);
  if (const auto refusal = hindrance(question)) return refuse(*refusal);
  if (!act) return refuse(Refusal::unknown_act);
  if (act->state != ActState::in_doubt) return refuse(Refusal::already_answered);
  if (!question.context.capabilities.idempotent) return refuse(Refusal::only_once);
  return Decision{{by_operator(question, ActRetried{act->id})}, {}};
}

Verdict decide_on(const Question& question, const ConfirmAct& command) {
  const Act* act = find_act(question, command.act);
  const bool by_person =
      act && (act->state == ActState::keyed || (act->state == ActState::done && !needs_host(act->remedy)));
  if (by_person) return refuse(Refusal::already_so);
  if (const auto refusal = hindrance(question)) return refuse(*refusal);
  if (!act) return refuse(Refusal::unknown_act);
  switch (act->state) {
    case ActState::to_be_keyed:
    case ActState::in_doubt:
      return Decision{{by_operator(question, ActKeyed{act->id, command.reference})}, {}};
    case ActState::needs_approval:
      return refuse(Refusal::not_started);
    case ActState::started:
      return refuse(Refusal::already_sent);
    case ActState::ready:
      break;
    case ActState::done:
    case ActState::failed:
    case ActState::keyed:
    case ActState::withdrawn:
    case ActState::declined:
      return refuse(Refusal::already_answered);
  }
  if (!act->request.empty()) return refuse(Refusal::not_started);
  Decision decision{{by_operator(question, ActDone{act->id, command.reference, act->cost})}, {}};
  if (const auto* apology = std::get_if<PersonalApology>(&act->remedy)) {
    const PersonId by = apology->by.empty() ? question.context.operator_->id : apology->by;
    decision.facts.push_back(by_operator(question, Apologised{by, Manner::in_person}));
  }
  return decision;
}

Verdict decide_on(const Question& question, const WithdrawAct& command) {
  const Act* act = question.state.find(command.act);
  if (act && act->state == ActState::withdrawn) return refuse(Refusal::already_so);
  if (const auto refusal = hindrance(question)) return refuse(*refusal);
  if (!act) return refuse(Refusal::unknown_act);
  if (act->is_settled() || !act->is_alive()) return refuse(Refusal::already_answered);
  // What is in doubt may be withdrawn: somebody looked, and it did not happen.
  if (act->state == ActState::started) return refuse(Refusal::already_sent);
  return Decision{{by_operator(question, ActWithdrawn{act->id})}, {}};
}

Verdict decide_on(const Question& question, const DeclineExtra&) {
  return answer(question, question.state.extra_declined, ExtraDeclined{});
}

}  // namespace amends
