#include "desk/fact_words.hpp"

#include <type_traits>

#include "desk/act_words.hpp"
#include "desk/locale.hpp"
#include "desk/names.hpp"
#include "desk/slip_values.hpp"
#include "domain/authority.hpp"
#include "domain/coupon_code.hpp"

namespace amends {

namespace {

template <class... Cases>
struct Overloaded : Cases... {
  using Cases::operator()...;
};
// clang 14 doesn't deduce an aggregate's arguments by itself.
template <class... Cases>
Overloaded(Cases...) -> Overloaded<Cases...>;

std::string act_of(const FactGround& ground, const Case& of, ActId id) {
  const Act* act = of.find(id);
  return act == nullptr ? std::string() : act_title(ground.words, *act);
}

}  // namespace

std::string place_words(const Words& words, const std::string& place, const std::string& check_number) {
  if (check_number.empty()) return place.empty() ? words.text("sheet.no_check") : place;
  const std::string check = words.format("sheet.check", {{"number", check_number}});
  return place.empty() ? check : place + " · " + check;
}

std::string lines_words(const Words& words, const std::vector<CheckLine>& lines) {
  if (lines.empty()) return {};
  if (lines.size() == 1) return lines.front().name;
  return words.format("sheet.lines_and_more",
                      {{"first", lines.front().name}, {"more", std::to_string(lines.size() - 1)}});
}

std::string remedy_title(const Words& words, const TemplateId& remedy) {
  return words.format("remedy." + remedy.text + ".title", {{"count", "1"}});
}

std::string act_state(const FactGround& ground, const Act& act) {
  switch (act.state) {
    case ActState::needs_approval:
      return ground.words.text("act.needs_approval");
    case ActState::ready:
      return act.request.empty() ? ground.words.text("act.by_hand") : ground.words.text("act.on_its_way");
    case ActState::started:
      return ground.words.text("act.started");
    case ActState::done:
      if (act.coupon == CouponState::spent)
        return ground.words.format("act.came_back", {{"time", ground.time(act.use()->at)}});
      if (act.coupon == CouponState::voided) return ground.words.text("act.voided");
      if (!act.coupon_number.empty())
        return ground.words.format("act.coupon", {{"number", spell_code(act.coupon_number)}});
      return act.ready_minutes > 0
                 ? ground.words.format("act.done_minutes", {{"minutes", std::to_string(act.ready_minutes)}})
                 : ground.words.text("act.done");
    case ActState::failed:
      return ground.words.text("act.failed");
    case ActState::in_doubt:
      return ground.words.text("act.in_doubt");
    case ActState::to_be_keyed:
      return ground.words.text("act.to_be_keyed");
    case ActState::keyed:
      return ground.words.text("act.keyed");
    case ActState::withdrawn:
      return ground.words.text("act.withdrawn");
    case ActState::declined:
      return ground.words.format("act.declined", {{"name", ground.person(act.declined_by)}});
  }
  return {};
}

std::string fact_words(const FactGround& ground, const Case& of, const Fact& fact) {
  const Locale locale(ground.words);
  const auto t = [&](std::string_view key, Words::Parameters parameters = {}) {
    return ground.words.format(key, parameters);
  };
  return std::visit(
      Overloaded{
          [&](const CaseRecorded& f) {
            const std::string failure = t("failure." + f.failure.text);
            if (f.lines.empty()) return t("history.recorded", {{"failure", failure}});
            return t("history.recorded_items", {{"failure", failure}, {"items", lines_words(ground.words, f.lines)}});
          },
          [&](const LinesChanged& f) {
            return t("history.lines", {{"items", lines_words(ground.words, f.lines)}});
          },
          [&](const FailureChanged& f) {
            return t("history.failure", {{"failure", t("failure." + f.failure.text)}});
          },
          [&](const ReturnNoted& f) { return t(f.sent_back ? "hear.sent_back" : "hear.kept"); },
          [&](const AffectedNoted& f) {
            return t("history.affected", {{"who", t(key_of(f.affected))}});
          },
          [&](const FeelingNoted& f) {
            return t("history.feeling", {{"feeling", t(key_of(f.feeling))}});
          },
          [&](const OnlookersNoted& f) { return f.in_front_of_others ? t("people.in_front") : std::string(); },
          [&](const TemperNoted& f) { return t(key_of(f.temper)); },
          [&](const TextNoted& f) { return t("history_text." + name_of(f.kind)); },
          [&](const WishChosen& f) {
            return t("history.wish", {{"wish", t("wish." + f.wish.text)}});
          },
          [&](const SaidBack&) { return t("people.said_back"); },
          [&](const Apologised& f) {
            return t(is_safety(of, ground.playbook) ? "history.cared" : "history.apologised",
                     {{"name", ground.person(f.by)}});
          },
          [&](const ManagerTold& f) {
            return t("history.manager_told", {{"name", ground.person(f.person)}});
          },
          [&](const QuestionAnswered& f) {
            const std::string asked = t("question." + f.question.text);
            return f.told ? asked + " " + t(key_of(*f.told)) : t("history.unanswered", {{"question", asked}});
          },
          [&](const ApologyAsked&) { return std::string(); },
          [&](const ManagerCalled&) { return t("history.manager_called"); },
          [&](const StepShown&) { return std::string(); },
          [&](const ActChosen& f) {
            return t("history.chosen", {{"what", act_of(ground, of, f.act)}, {"amount", locale.money(f.cost)}});
          },
          [&](const ActApproved& f) {
            return t("history.approved", {{"name", ground.person(f.by)}, {"what", act_of(ground, of, f.act)}});
          },
          [&](const ActAmended& f) {
            return t("history.amended", {{"name", ground.person(f.by)}, {"amount", locale.money(f.cost)}});
          },
          [&](const ApprovalReasoned& f) {
            return t("history.because", {{"why", t(key_of(f.why))}});
          },
          [&](const ActDeclined& f) {
            return t("history.declined", {{"name", ground.person(f.by)},
                                          {"what", act_of(ground, of, f.act)},
                                          {"why", t(key_of(f.why))},
                                          {"instead", remedy_title(ground.words, f.instead)}});
          },
          [&](const ActStarted& f) {
            return t("history.started", {{"what", act_of(ground, of, f.act)}});
          },
          [&](const ActDone& f) {
            return f.reference.empty()
                       ? t("history.done", {{"what", act_of(ground, of, f.act)}})
                       : t("history.done_reference", {{"what", act_of(ground, of, f.act)}, {"reference", f.reference}});
          },
          [&](const CouponIssued& f) {
            return t("history.coupon", {{"number", spell_code(f.number)}, {"time", ground.time(f.expires)}});
          },
          [&](const CouponReserved& f) {
            return t("history.coupon_reserved", {{"amount", locale.money(f.amount)},
                                                 {"place", place_words(ground.words, f.place, f.check_number)}});
          },
          [&](const CouponStarted&) { return std::string(); },
          [&](const CouponSpent& f) {
            return t("history.coupon_spent", {{"amount", locale.money(f.amount)}});
          },
          [&](const CouponSpentLate& f) {
            return t("history.coupon_spent_twice", {{"amount", locale.money(f.amount)}});
          },
          [&](const CouponInDoubt&) { return t("history.coupon_in_doubt"); },
          [&](const CouponReleased& f) {
            return f.reason.empty() ? t("history.coupon_released")
                                    : t("history.coupon_refused", {{"reason", f.reason}});
          },
          [&](const CouponVoided&) { return t("history.coupon_voided"); },
          [&](const ActFailed& f) {
            if (f.reason.empty()) return t("history.gave_up", {{"what", act_of(ground, of, f.act)}});
            return t("history.failed", {{"what", act_of(ground, of, f.act)}, {"reason", f.reason}});
          },
          [&](const ActInDoubt& f) {
            return t("history.in_doubt", {{"what", act_of(ground, of, f.act)}});
          },
          [&](const ActRetried& f) {
            return t("history.retried", {{"what", act_of(ground, of, f.act)}});
          },
          [&](const ActKeyed& f) {
            return t("history.keyed", {{"what", act_of(ground, of, f.act)}});
          },
          [&](const ActWithdrawn& f) {
            return t("history.withdrawn", {{"what", act_of(ground, of, f.act)}});
          },
          [&](const DeliveryAsked&) { return std::string(); },
          [&](const DeliveryStarted&) { return std::string(); },
          [&](const DeliveryChanged& f) {
            const Delivery* delivery = of.find(f.delivery);
            if (delivery != nullptr && delivery->to == Destination::mail) {
              const bool is_sent = f.state == DeliveryState::done;
              return t(is_sent ? "history.mail_sent" : "history.mail_not_sent");
            }
            if (delivery == nullptr || !delivery->slip || f.state != DeliveryState::done) return std::string();
            return t("history.printed", {{"what", t("print.slip_" + std::string(name_of(*delivery->slip)))}});
          },
          [&](const ExtraDeclined&) { return t("history.no_extra"); },
          [&](const PreventionChosen& f) {
            return t("history.prevention", {{"what", t("prevention." + f.prevention.text)}});
          },
          [&](const ContactGiven&) { return t("history.contact"); },
          [&](const FollowUpPlanned& f) {
            return t("history.follow_up",
                     {{"name", ground.person(f.follow_up.owner)}, {"time", ground.time(f.follow_up.due)}});
          },
          [&](const FollowUpDropped&) { return t("history.follow_up_dropped"); },
          [&](const FollowUpAnswered& f) {
            return t("history.answered", {{"result", t(key_of(f.result))}});
          },
          [&](const TextRevealed&) { return t("history.revealed"); },
          [&](const GuestErased&) { return t("history.erased"); },
          [&](const PinRefused& f) {
            return t("history.pin_refused", {{"name", ground.person(f.person)}});
          },
          [&](const CaseFinished&) { return t("history.finished"); },
          [&](const CaseReopened&) { return t("history.reopened"); },
          [&](const CaseWithdrawn&) { return t("history.case_withdrawn"); },
          [&](const AnswerTakenBack& f) {
            return t("history.withdrawn", {{"what", t(key_of(f.which))}});
          }},
      fact.body);
}

}  // namespace amends
