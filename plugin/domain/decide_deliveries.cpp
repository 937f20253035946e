// The rules of what leaves the house beside the till: asked for once, started before it is sent, and where nobody can tell
// whether it arrived, a person says so. Nothing is sent twice by itself.
#include <algorithm>

#include "domain/authority.hpp"
#include "domain/question.hpp"

namespace amends {
namespace {

// Why there is nothing of that kind to send.
std::optional<Refusal> nothing_of_it(const Question& question, const AskDelivery& command) {
  const Case& state = question.state;
  // Who was hurt gets no mail that says sorry for it: a manager speaks with them.
  if (command.to == Destination::mail && is_safety(state, question.playbook)) return Refusal::nothing_to_send;
  if (command.to != Destination::printer) {
    if (!state.find(command.follow_up)) return Refusal::unknown_follow_up;
    const bool may_write = command.to != Destination::mail ||
                           (state.contact && state.contact->kind == PrivateKind::mail && state.contact->consent);
    return may_write ? std::nullopt : std::optional(Refusal::no_consent);
  }
  const Act* act = state.find(command.act);
  if (command.slip == SlipKind::coupon && (!act || act->coupon != CouponState::issued)) return Refusal::unknown_coupon;
  if (command.slip == SlipKind::remake && (!act || !items_of(act->remedy))) return Refusal::nothing_to_send;
  return command.slip ? std::nullopt : std::optional(Refusal::nothing_to_send);
}

Verdict change(const Question& question, DeliveryId delivery, DeliveryState to) {
  return Decision{{by_operator(question, DeliveryChanged{delivery, to, {}})}, {}};
}

}  // namespace

Verdict decide_on(const Question& question, const AskDelivery& command) {
  const Case& state = question.state;
  Delivery wanted;
  wanted.to = command.to;
  wanted.slip = command.slip;
  wanted.act = command.act;
  wanted.follow_up = command.follow_up;
  const bool is_under_way = std::any_of(state.deliveries.begin(), state.deliveries.end(), [&](const Delivery& it) {
    return it.is_like(wanted) && (it.is_open() || it.state == DeliveryState::in_doubt);
  });
  if (is_under_way) return refuse(Refusal::already_so);
  if (const auto refusal = hindrance(question)) return refuse(*refusal);
  if (const auto refusal = nothing_of_it(question, command)) return refuse(*refusal);
  const DeliveryId id{static_cast<std::uint32_t>(state.deliveries.size()) + 1};
  return Decision{{by_operator(question, DeliveryAsked{id, command.to, command.slip, command.act, command.follow_up})},
                  {}};
}

Verdict decide_on(const Question& question, const StartDelivery& command) {
  const Delivery* delivery = question.state.find(command.delivery);
  if (delivery && delivery->state == DeliveryState::started) return refuse(Refusal::already_so);
  if (question.state.withdrawn) return refuse(Refusal::case_withdrawn);
  if (!delivery) return refuse(Refusal::unknown_delivery);
  if (delivery->state != DeliveryState::waiting) return refuse(Refusal::already_answered);
  return Decision{{by_itself(question, DeliveryStarted{delivery->id})}, {}};
}

Verdict decide_on(const Question& question, const NoteDelivery& command) {
  const Delivery* delivery = question.state.find(command.delivery);
  if (delivery && delivery->state == command.state) return refuse(Refusal::already_so);
  if (!delivery) return refuse(Refusal::unknown_delivery);
  // What waits may be given up before anything is sent: the reason for it is gone.
  const bool is_given_up = delivery->state == DeliveryState::waiting && command.state == DeliveryState::dropped;
  if (delivery->state != DeliveryState::started && !is_given_up) return refuse(Refusal::already_answered);
  return Decision{{by_itself(question, DeliveryChanged{delivery->id, command.state, command.why})}, {}};
}

Verdict decide_on(const Question& question, const ConfirmDelivery& command) {
  const Delivery* delivery = question.state.find(command.delivery);
  if (delivery && delivery->state == DeliveryState::done) return refuse(Refusal::already_so);
  if (const auto refusal = hindrance(question)) return refuse(*refusal);
  if (!delivery) return refuse(Refusal::unknown_delivery);
  if (!delivery->needs_a_hand()) return refuse(Refusal::not_started);
  return change(question, delivery->id, DeliveryState::done);
}

Verdict decide_on(const Question& question, const RepeatDelivery& command) {
  const Delivery* delivery = question.state.find(command.delivery);
  if (delivery && delivery->is_open()) return refuse(Refusal::already_so);
  if (const auto refusal = hindrance(question)) return refuse(*refusal);
  if (!delivery) return refuse(Refusal::unknown_delivery);
  return change(question, delivery->id, DeliveryState::waiting);
}

Verdict decide_on(const Question& question, const DropDelivery& command) {
  const Delivery* delivery = question.state.find(command.delivery);
  if (delivery && delivery->state == DeliveryState::dropped) return refuse(Refusal::already_so);
  if (const auto refusal = hindrance(question)) return refuse(*refusal);
  if (!delivery) return refuse(Refusal::unknown_delivery);
  if (delivery->state == DeliveryState::done) return refuse(Refusal::already_answered);
  return change(question, delivery->id, DeliveryState::dropped);
}

}  // namespace amends
