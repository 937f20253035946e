#include "domain/fold.hpp"

#include <algorithm>

namespace amends {
namespace {

// Days and hours of UTC, for cases from before the store's own were kept.
StoreHour utc_hour(Instant at) {
  constexpr std::int64_t kHourUs = 3'600'000'000;
  const std::int64_t hours = at.microseconds / kHourUs;
  return {static_cast<std::int32_t>(hours / 24), static_cast<std::int32_t>(hours % 24)};
}

// Applies one fact's body. An act or follow-up that isn't there is passed over: fold is total.
class Folding {
 public:
  Folding(Case& state, const Fact& fact) : state_(state), fact_(fact) {}

  void operator()(const CaseRecorded& body) {
    state_ = Case{};
    state_.id = fact_.subject;
    state_.number = body.number;
    state_.channel = body.channel;
    state_.check = body.check;
    state_.check_number = body.check_number;
    state_.place = body.place;
    state_.pack = body.pack;
    state_.pack_version = body.pack_version;
    state_.opened_by = fact_.actor;
    state_.opened = fact_.at;
    state_.when = body.when.value_or(utc_hour(fact_.at));
    state_.currency = body.currency;
    state_.lines = body.lines;
    state_.failure = body.failure;
    state_.severity = body.severity;
  }
  void operator()(const LinesChanged& body) { state_.lines = body.lines; }
  void operator()(const FailureChanged& body) {
    state_.failure = body.failure;
    state_.severity = body.severity;
  }
  void operator()(const ReturnNoted& body) { state_.sent_back = body.sent_back; }
  void operator()(const AffectedNoted& body) { state_.affected = body.affected; }
  void operator()(const FeelingNoted& body) { state_.feeling = body.feeling; }
  void operator()(const OnlookersNoted& body) { state_.in_front_of_others = body.in_front_of_others; }
  void operator()(const TemperNoted& body) { state_.temper = body.temper; }
  void operator()(const TextNoted& body) {
    switch (body.kind) {
      case PrivateKind::words:
        state_.words = body.text;
        break;
      case PrivateKind::meaning:
        state_.meaning = body.text;
        break;
      case PrivateKind::wish:
        state_.wish_words = body.text;
        break;
      case PrivateKind::guest_name:
        state_.guest_name = body.text;
        break;
      case PrivateKind::promise:
        state_.promise_words = body.text;
        break;
      case PrivateKind::phone:
      case PrivateKind::mail:
      case PrivateKind::note:
        break;
    }
  }
  void operator()(const WishChosen& body) { state_.wish = body.wish; }
  void operator()(const SaidBack&) { state_.said_back = true; }
  void operator()(const Apologised& body) { state_.apology = Apology{body.by, body.how, fact_.at}; }
  void operator()(const ApologyAsked&) { state_.apology_asked = true; }
  void operator()(const ManagerCalled&) { state_.manager_called = fact_.at; }
  void operator()(const ManagerTold& body) { state_.manager_told = body.person; }
  void operator()(const QuestionAnswered& body) {
    std::erase_if(state_.answers, [&](const QuestionAnswer& it) { return it.question == body.question; });
    if (!body.told) return;
    const auto place = std::ranges::lower_bound(state_.answers, body.question, {}, &QuestionAnswer::question);
    state_.answers.insert(place, {body.question, *body.told});
  }
  void operator()(const StepShown& body) {
    state_.step = body.step;
    if (body.step == Step::put_right) offer();
  }
  void operator()(const ActChosen& body) {
    Act act;
    act.id = body.act;
    act.purpose = body.purpose;
    act.from = body.from;
    act.remedy = body.remedy;
    act.cost = body.cost;
    act.asked = body.cost;
    act.state = body.state;
    act.request = body.request;
    act.chosen_by = fact_.actor;
    act.chosen = fact_.at;
    act.ready_minutes = body.ready_minutes;
    act.guest_chose = body.guest_chose;
    state_.acts.push_back(std::move(act));
    if (body.purpose == ActPurpose::fix) offer();
    if (body.purpose == ActPurpose::extra) state_.extra_declined = false;
  }
  void operator()(const ActApproved& body) {
    with_act(body.act, [&](Act& act) {
      act.approved_by = body.by;
      act.state = body.state;
      if (body.state == ActState::to_be_keyed) act.request = RequestId{};
    });
  }
  void operator()(const ActAmended& body) {
    with_act(body.act, [&](Act& act) {
      act.remedy = body.remedy;
      act.cost = body.cost;
    });
  }
  void operator()(const ApprovalReasoned& body) {
    with_act(body.act, [&](Act& act) { act.why_yes = body.why; });
  }
  void operator()(const ActDeclined& body) {
    with_act(body.act, [&](Act& act) {
      act.state = ActState::declined;
      act.declined_by = body.by;
      act.why_no = body.why;
      act.instead = body.instead;
    });
  }
  void operator()(const ActStarted& body) {
    with_act(body.act, [](Act& act) { act.state = ActState::started; });
  }
  void operator()(const ActDone& body) {
    with_act(body.act, [&](Act& act) {
      act.state = ActState::done;
      act.reference = body.reference;
      act.settled = fact_.at;
    });
  }
  void operator()(const CouponIssued& body) {
    with_act(body.act, [&](Act& act) {
      act.coupon_number = body.number;
      act.coupon_expires = body.expires;
      act.coupon = CouponState::issued;
    });
  }
  void operator()(const CouponReserved& body) {
    with_act(body.act, [&](Act& act) {
      act.coupon = body.request.empty() ? CouponState::to_be_keyed : CouponState::reserved;
      act.coupon_uses.push_back(
          {body.request, body.check, body.check_number, body.place, body.amount, fact_.actor, fact_.at, {}});
    });
  }
  void operator()(const CouponStarted& body) {
    with_act(body.act, [](Act& act) { act.coupon = CouponState::started; });
  }
  void operator()(const CouponSpent& body) {
    with_act(body.act, [&](Act& act) {
      act.coupon = CouponState::spent;
      if (act.coupon_uses.empty()) return;
      act.coupon_uses.back().reference = body.reference;
      act.coupon_uses.back().amount = body.amount;
      act.coupon_uses.back().came_off = true;
    });
  }
  void operator()(const CouponSpentLate& body) {
    with_act(body.act, [&](Act& act) {
      const auto use = std::ranges::find(act.coupon_uses, body.request, &CouponUse::request);
      if (use == act.coupon_uses.end()) return;
      use->came_off = true;
      use->reference = body.reference;
      use->amount = body.amount;
      // Nobody else has it at this moment: that use is what became of it. Otherwise it came off two checks.
      if (act.coupon == CouponState::issued || act.coupon == CouponState::reserved) {
        act.coupon = CouponState::spent;
        std::rotate(use, use + 1, act.coupon_uses.end());
      } else {
        act.coupon_spent_twice = true;
      }
    });
  }
  void operator()(const CouponInDoubt& body) {
    with_act(body.act, [](Act& act) { act.coupon = CouponState::in_doubt; });
  }
  void operator()(const CouponReleased& body) {
    with_act(body.act, [](Act& act) { act.coupon = CouponState::issued; });
  }
  void operator()(const CouponVoided& body) {
    with_act(body.act, [](Act& act) { act.coupon = CouponState::voided; });
  }
  void operator()(const ActFailed& body) {
    with_act(body.act, [](Act& act) { act.state = ActState::failed; });
  }
  void operator()(const ActInDoubt& body) {
    with_act(body.act, [](Act& act) { act.state = ActState::in_doubt; });
  }
  void operator()(const ActRetried& body) {
    with_act(body.act, [](Act& act) { act.state = ActState::ready; });
  }
  void operator()(const ActKeyed& body) {
    with_act(body.act, [&](Act& act) {
      act.state = ActState::keyed;
      act.reference = body.reference;
      act.settled = fact_.at;
    });
  }
  void operator()(const ActWithdrawn& body) {
    with_act(body.act, [](Act& act) { act.state = ActState::withdrawn; });
  }
  void operator()(const DeliveryAsked& body) {
    state_.deliveries.push_back({body.delivery,
                                 body.to,
                                 body.slip,
                                 body.act,
                                 body.follow_up,
                                 DeliveryState::waiting,
                                 {},
                                 fact_.actor,
                                 fact_.at,
                                 fact_.at});
  }
  void operator()(const DeliveryStarted& body) {
    // Why it couldn't be sent before is so until it is sent.
    const Delivery* delivery = state_.find(body.delivery);
    if (delivery != nullptr) change(body.delivery, DeliveryState::started, std::string(delivery->why));
  }
  void operator()(const DeliveryChanged& body) { change(body.delivery, body.state, body.why); }
  void operator()(const ExtraDeclined&) { state_.extra_declined = true; }
  void operator()(const PreventionChosen& body) {
    state_.prevention = body.prevention;
    state_.prevention_told = body.told;
  }
  void operator()(const ContactGiven& body) { state_.contact = body.contact; }
  void operator()(const FollowUpPlanned& body) {
    state_.follow_ups.push_back(body.follow_up);
    state_.follow_ups_planned = std::max(state_.follow_ups_planned, body.follow_up.id.number);
    state_.follow_up_declined = false;
  }
  void operator()(const FollowUpDropped& body) {
    std::erase_if(state_.follow_ups, [&](const FollowUp& it) { return it.id == body.follow_up; });
    state_.follow_up_declined = true;
  }
  void operator()(const FollowUpAnswered& body) {
    for (FollowUp& follow_up : state_.follow_ups) {
      if (follow_up.id != body.follow_up) continue;
      follow_up.result = body.result;
      follow_up.answered = fact_.at;
    }
  }
  void operator()(const TextRevealed&) {}
  void operator()(const GuestErased&) {
    state_.words.reset();
    state_.meaning.reset();
    state_.wish_words.reset();
    state_.guest_name.reset();
    state_.promise_words.reset();
    state_.contact.reset();
  }
  void operator()(const PinRefused&) {}
  void operator()(const CaseFinished&) { state_.finished = true; }
  void operator()(const CaseReopened&) { state_.finished = false; }
  void operator()(const CaseWithdrawn&) { state_.withdrawn = true; }
  void operator()(const AnswerTakenBack& body) {
    switch (body.which) {
      case AnswerKind::sent_back:
        state_.sent_back.reset();
        break;
      case AnswerKind::affected:
        state_.affected.reset();
        break;
      case AnswerKind::feeling:
        state_.feeling.reset();
        break;
      case AnswerKind::temper:
        state_.temper.reset();
        break;
      case AnswerKind::words:
        state_.words.reset();
        break;
      case AnswerKind::meaning:
        state_.meaning.reset();
        break;
      case AnswerKind::wish_words:
        state_.wish_words.reset();
        break;
      case AnswerKind::guest_name:
        state_.guest_name.reset();
        break;
      case AnswerKind::promise_words:
        state_.promise_words.reset();
        break;
      case AnswerKind::contact:
        state_.contact.reset();
        break;
      case AnswerKind::wish:
        state_.wish.reset();
        break;
      case AnswerKind::said_back:
        state_.said_back = false;
        break;
      case AnswerKind::apology:
        state_.apology.reset();
        break;
      case AnswerKind::manager_called:
        state_.manager_called = Instant{};
        state_.manager_told = PersonId{};
        break;
      case AnswerKind::prevention:
        state_.prevention.reset();
        state_.prevention_told = false;
        break;
      case AnswerKind::extra_declined:
        state_.extra_declined = false;
        break;
      case AnswerKind::follow_up:
        std::erase_if(state_.follow_ups, [](const FollowUp& it) { return !it.result.has_value(); });
        state_.follow_up_declined = false;
        break;
    }
  }

 private:
  void offer() {
    if (state_.offered == Instant{}) state_.offered = fact_.at;
  }
  void change(DeliveryId id, DeliveryState state, const std::string& why) {
    for (Delivery& delivery : state_.deliveries) {
      if (delivery.id != id) continue;
      delivery.state = state;
      delivery.why = why;
      delivery.changed = fact_.at;
    }
  }
  template <class Change>
  void with_act(ActId id, Change&& change) {
    for (Act& act : state_.acts) {
      if (act.id == id) change(act);
    }
  }

  Case& state_;
  const Fact& fact_;
};

}  // namespace

Case fold(Case state, const Fact& fact) {
  std::visit(Folding{state, fact}, fact.body);
  state.changed = fact.at;
  return state;
}

Case fold_all(std::span<const Fact> facts) {
  Case state;
  for (const Fact& fact : facts)
    state = fold(std::move(state), fact);
  return state;
}

}  // namespace amends
