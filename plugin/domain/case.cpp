#include "domain/case.hpp"

#include <algorithm>

#include "domain/sums.hpp"

namespace amends {
namespace {

template <class Things, class Wanted>
auto find_where(const Things& things, Wanted&& wanted) -> const typename Things::value_type* {
  const auto found = std::find_if(things.begin(), things.end(), wanted);
  return found == things.end() ? nullptr : &*found;
}

}  // namespace

bool Act::is_settled() const {
  return state == ActState::done || state == ActState::keyed;
}

bool Act::needs_a_hand() const {
  return state == ActState::in_doubt || state == ActState::to_be_keyed || coupon == CouponState::in_doubt ||
         coupon == CouponState::to_be_keyed;
}

bool Act::is_alive() const {
  return state != ActState::failed && state != ActState::withdrawn && state != ActState::declined &&
         coupon != CouponState::voided;
}

const Act* Case::find(ActId act) const {
  return find_where(acts, [&](const Act& it) { return it.id == act; });
}

const Act* Case::find(const RequestId& request) const {
  if (request.empty()) return nullptr;
  return find_where(acts, [&](const Act& it) { return it.request == request; });
}

const Act* Case::find_use(const RequestId& request) const {
  if (request.empty()) return nullptr;
  return find_where(acts, [&](const Act& it) {
    return find_where(it.coupon_uses, [&](const CouponUse& use) { return use.request == request; }) != nullptr;
  });
}

bool Case::is_under_way(const RequestId& request) const {
  if (const Act* act = find(request)) return act->state == ActState::ready || act->state == ActState::started;
  const Act* used = find_use(request);
  return used != nullptr && used->use()->request == request &&
         (used->coupon == CouponState::reserved || used->coupon == CouponState::started);
}

const Delivery* Case::find(DeliveryId delivery) const {
  return find_where(deliveries, [&](const Delivery& it) { return it.id == delivery; });
}

const FollowUp* Case::find(FollowUpId follow_up) const {
  return find_where(follow_ups, [&](const FollowUp& it) { return it.id == follow_up; });
}

std::optional<Told> Case::answer_to(const QuestionId& question) const {
  const auto* found = find_where(answers, [&](const QuestionAnswer& it) { return it.question == question; });
  return found ? std::optional(found->told) : std::nullopt;
}

bool Case::waits_for_yes() const {
  return find_where(acts, [](const Act& act) { return act.state == ActState::needs_approval; }) != nullptr;
}

const FollowUp* Case::open_follow_up() const {
  return find_where(follow_ups, [](const FollowUp& it) { return !it.result.has_value(); });
}

bool Case::has(AnswerKind answer) const {
  switch (answer) {
    case AnswerKind::sent_back:
      return sent_back.has_value();
    case AnswerKind::affected:
      return affected.has_value();
    case AnswerKind::feeling:
      return feeling.has_value();
    case AnswerKind::temper:
      return temper.has_value();
    case AnswerKind::words:
      return words.has_value();
    case AnswerKind::meaning:
      return meaning.has_value();
    case AnswerKind::wish_words:
      return wish_words.has_value();
    case AnswerKind::guest_name:
      return guest_name.has_value();
    case AnswerKind::promise_words:
      return promise_words.has_value();
    case AnswerKind::contact:
      return contact.has_value();
    case AnswerKind::wish:
      return wish.has_value();
    case AnswerKind::said_back:
      return said_back;
    case AnswerKind::apology:
      return apology.has_value();
    case AnswerKind::manager_called:
      return manager_called != Instant{};
    case AnswerKind::prevention:
      return prevention.has_value();
    case AnswerKind::extra_declined:
      return extra_declined;
    case AnswerKind::follow_up:
      return open_follow_up() != nullptr || follow_up_declined;
  }
  return false;
}

bool Case::is_acknowledged() const {
  return apology.has_value();
}

bool Case::is_put_right() const {
  bool settled = false;
  for (const Act& act : acts) {
    if (act.purpose != ActPurpose::fix || !act.is_alive()) continue;
    if (!act.is_settled()) return false;
    settled = true;
  }
  return settled;
}

bool Case::is_prevention_told() const {
  return prevention.has_value() && prevention_told;
}

bool Case::is_complete() const {
  return is_acknowledged() && is_put_right() && is_prevention_told();
}

Money Case::given(ActPurpose purpose) const {
  Money sum = nothing_in(currency);
  for (const Act& act : acts) {
    if (act.purpose == purpose && act.is_alive()) sum = sum_of(sum, act.cost);
  }
  return sum;
}

bool Case::has_sent_anything() const {
  const bool is_out = std::any_of(deliveries.begin(), deliveries.end(), [](const Delivery& delivery) {
    return delivery.state == DeliveryState::started || delivery.state == DeliveryState::done ||
           delivery.state == DeliveryState::in_doubt;
  });
  return is_out || std::any_of(acts.begin(), acts.end(), [](const Act& act) {
           return act.is_settled() || act.state == ActState::started || act.state == ActState::in_doubt;
         });
}

}  // namespace amends
