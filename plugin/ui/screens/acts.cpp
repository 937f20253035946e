// Acts and facts in plain words: what a remedy is, how far it is, what happened in a case.

#include <type_traits>

#include "desk/act_words.hpp"
#include "domain/authority.hpp"
#include "domain/coupon_code.hpp"
#include "ui/screens/names.hpp"
#include "ui/screens/scene.hpp"

namespace amends {

namespace {

template <class... Cases>
struct Overloaded : Cases... {
  using Cases::operator()...;
};
// clang 14 doesn't deduce an aggregate's arguments by itself.
template <class... Cases>
Overloaded(Cases...) -> Overloaded<Cases...>;

std::string act_of(const Scene& scene, const Case& of, ActId id) {
  const Act* act = of.find(id);
  return act == nullptr ? std::string() : act_title(scene, *act);
}

}  // namespace

std::string remedy_title(const Scene& scene, const TemplateId& remedy) {
  return scene.t("remedy." + remedy.text + ".title", {{"count", "1"}});
}

std::string act_title(const Scene& scene, const Act& act) {
  return act_title(scene.words, act);
}

std::string act_state(const Scene& scene, const Act& act) {
  switch (act.state) {
    case ActState::needs_approval:
      return scene.t("act.needs_approval");
    case ActState::ready:
      return act.request.empty() ? scene.t("act.by_hand") : scene.t("act.on_its_way");
    case ActState::started:
      return scene.t("act.started");
    case ActState::done:
      if (act.coupon == CouponState::spent) return scene.t("act.came_back", {{"time", scene.time(act.use()->at)}});
      if (act.coupon == CouponState::voided) return scene.t("act.voided");
      if (!act.coupon_number.empty()) return scene.t("act.coupon", {{"number", spell_code(act.coupon_number)}});
      return act.ready_minutes > 0 ? scene.t("act.done_minutes", {{"minutes", std::to_string(act.ready_minutes)}})
                                   : scene.t("act.done");
    case ActState::failed:
      return scene.t("act.failed");
    case ActState::in_doubt:
      return scene.t("act.in_doubt");
    case ActState::to_be_keyed:
      return scene.t("act.to_be_keyed");
    case ActState::keyed:
      return scene.t("act.keyed");
    case ActState::withdrawn:
      return scene.t("act.withdrawn");
    case ActState::declined:
      return scene.t("act.declined", {{"name", scene.person(act.declined_by)}});
  }
  return {};
}

void draw_unsettled(Scene& scene, Column& column, const Case& of) {
  for (const Act& act : of.acts) {
    const bool failed = act.state == ActState::failed && !of.given(ActPurpose::fix).minor;
    if (!failed && act.state != ActState::in_doubt && act.state != ActState::to_be_keyed) continue;
    const std::string title = act_title(scene, act);
    const std::string state = act_state(scene, act);
    const std::string action = scene.t("act.look");
    const ListRowSpec spec{
        .icon = Icon::receipt_long, .title = title, .detail = state, .action = action, .waiting = true};
    const IdScope scope(scene.ui, "unsettled", act.id.number);
    const Rect row = column.next(list_row_height(scene.ui, column.rest().width, spec), scene.ui.px(space::kBetween));
    if (list_row(scene.ui, "row", row, spec) != RowTap::none) scene.show_step(Step::put_right);
  }
}

std::string fact_words(const Scene& scene, const Case& of, const Fact& fact) {
  const auto t = [&](std::string_view key, Scene::Parameters parameters = {}) { return scene.t(key, parameters); };
  return std::visit(
      Overloaded{[&](const CaseRecorded& f) {
                   const std::string failure = t("failure." + f.failure.text);
                   if (f.lines.empty()) return t("history.recorded", {{"failure", failure}});
                   return t("history.recorded_items", {{"failure", failure}, {"items", scene.lines(f.lines)}});
                 },
                 [&](const LinesChanged& f) {
                   return t("history.lines", {{"items", scene.lines(f.lines)}});
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
                   return t(is_safety(of, scene.playbook) ? "history.cared" : "history.apologised",
                            {{"name", scene.person(f.by)}});
                 },
                 [&](const ManagerTold& f) {
                   return t("history.manager_told", {{"name", scene.person(f.person)}});
                 },
                 [&](const QuestionAnswered& f) {
                   const std::string asked = t("question." + f.question.text);
                   return f.told ? asked + " " + t(key_of(*f.told)) : t("history.unanswered", {{"question", asked}});
                 },
                 [&](const ApologyAsked&) { return std::string(); },
                 [&](const ManagerCalled&) { return t("history.manager_called"); },
                 [&](const StepShown&) { return std::string(); },
                 [&](const ActChosen& f) {
                   return t("history.chosen", {{"what", act_of(scene, of, f.act)}, {"amount", scene.money(f.cost)}});
                 },
                 [&](const ActApproved& f) {
                   return t("history.approved", {{"name", scene.person(f.by)}, {"what", act_of(scene, of, f.act)}});
                 },
                 [&](const ActAmended& f) {
                   return t("history.amended", {{"name", scene.person(f.by)}, {"amount", scene.money(f.cost)}});
                 },
                 [&](const ApprovalReasoned& f) {
                   return t("history.because", {{"why", t(key_of(f.why))}});
                 },
                 [&](const ActDeclined& f) {
                   return t("history.declined", {{"name", scene.person(f.by)},
                                                 {"what", act_of(scene, of, f.act)},
                                                 {"why", t(key_of(f.why))},
                                                 {"instead", remedy_title(scene, f.instead)}});
                 },
                 [&](const ActStarted& f) {
                   return t("history.started", {{"what", act_of(scene, of, f.act)}});
                 },
                 [&](const ActDone& f) {
                   return f.reference.empty() ? t("history.done", {{"what", act_of(scene, of, f.act)}})
                                              : t("history.done_reference",
                                                  {{"what", act_of(scene, of, f.act)}, {"reference", f.reference}});
                 },
                 [&](const CouponIssued& f) {
                   return t("history.coupon", {{"number", spell_code(f.number)}, {"time", scene.time(f.expires)}});
                 },
                 [&](const CouponReserved& f) {
                   return t("history.coupon_reserved",
                            {{"amount", scene.money(f.amount)}, {"place", scene.place(f.place, f.check_number)}});
                 },
                 [&](const CouponStarted&) { return std::string(); },
                 [&](const CouponSpent& f) {
                   return t("history.coupon_spent", {{"amount", scene.money(f.amount)}});
                 },
                 [&](const CouponSpentLate& f) {
                   return t("history.coupon_spent_twice", {{"amount", scene.money(f.amount)}});
                 },
                 [&](const CouponInDoubt&) { return t("history.coupon_in_doubt"); },
                 [&](const CouponReleased& f) {
                   return f.reason.empty() ? t("history.coupon_released")
                                           : t("history.coupon_refused", {{"reason", f.reason}});
                 },
                 [&](const CouponVoided&) { return t("history.coupon_voided"); },
                 [&](const ActFailed& f) {
                   if (f.reason.empty()) return t("history.gave_up", {{"what", act_of(scene, of, f.act)}});
                   return t("history.failed", {{"what", act_of(scene, of, f.act)}, {"reason", f.reason}});
                 },
                 [&](const ActInDoubt& f) {
                   return t("history.in_doubt", {{"what", act_of(scene, of, f.act)}});
                 },
                 [&](const ActRetried& f) {
                   return t("history.retried", {{"what", act_of(scene, of, f.act)}});
                 },
                 [&](const ActKeyed& f) {
                   return t("history.keyed", {{"what", act_of(scene, of, f.act)}});
                 },
                 [&](const ActWithdrawn& f) {
                   return t("history.withdrawn", {{"what", act_of(scene, of, f.act)}});
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
                            {{"name", scene.person(f.follow_up.owner)}, {"time", scene.time(f.follow_up.due)}});
                 },
                 [&](const FollowUpDropped&) { return t("history.follow_up_dropped"); },
                 [&](const FollowUpAnswered& f) {
                   return t("history.answered", {{"result", t(key_of(f.result))}});
                 },
                 [&](const TextRevealed&) { return t("history.revealed"); },
                 [&](const GuestErased&) { return t("history.erased"); },
                 [&](const PinRefused& f) {
                   return t("history.pin_refused", {{"name", scene.person(f.person)}});
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
