// What nobody but a person can say: whether a coupon came off, whether a slip or a mail went out whole. Asked wherever the case
// is open, with all the answers there are, so that nothing waits for ever.

#include "ui/screens/scene.hpp"

namespace amends {

namespace {

void ask(Scene& scene, Column& column, const std::string& words) {
  banner(scene.ui,
         column.next(banner_height(scene.ui, column.rest().width, Icon::receipt_long, words),
                     scene.ui.px(space::kBetween)),
         Icon::receipt_long, words, {}, BannerKind::waiting);
}

void settle_coupon(Scene& scene, Column& column, const Act& act) {
  const bool doubt = act.coupon == CouponState::in_doubt;
  if (!doubt && act.coupon != CouponState::to_be_keyed) return;
  const CouponUse& use = *act.use();
  ask(scene, column,
      scene.t(doubt ? "coupon.in_doubt" : "coupon.key_it",
              {{"amount", scene.money(use.amount)}, {"place", scene.place(use.place, use.check_number)}}));
  const float gap = scene.ui.px(space::kBetween);
  const Rect row = column.next(scene.ui.target(size::kMainButton), gap);
  const IdScope scope(scene.ui, "coupon", act.id.number);
  if (button(scene.ui, "did", row_cell(row, 0, 2, gap), {.label = scene.t(doubt ? "coupon.it_did" : "coupon.keyed")})) {
    scene.give(ConfirmCoupon{act.id, {}});
  }
  if (button(scene.ui, "not", row_cell(row, 1, 2, gap),
             {.label = scene.t(doubt ? "coupon.it_did_not" : "coupon.not_used")})) {
    scene.give(ReleaseCoupon{act.id});
  }
}

std::string trouble_of(const Scene& scene, const Delivery& delivery) {
  if (!delivery.slip) {
    return scene.t("post.mail") + ": " + scene.t("post." + (delivery.why.empty() ? "not_set_up" : delivery.why));
  }
  const bool doubt = delivery.state == DeliveryState::in_doubt;
  return scene.t("print.slip_" + std::string(name_of(*delivery.slip))) + ": " +
         scene.t(doubt ? "print.cut_off" : "print.given_up");
}

void settle_delivery(Scene& scene, Column& column, const Delivery& delivery) {
  const bool is_slip = delivery.slip.has_value();
  ask(scene, column, trouble_of(scene, delivery));
  const float gap = scene.ui.px(space::kBetween);
  const Rect row = column.next(scene.ui.target(size::kMainButton), gap);
  const IdScope scope(scene.ui, "settle", delivery.id.number);
  if (button(scene.ui, "done", row_cell(row, 0, 3, gap),
             {.label = scene.t(is_slip ? "print.came_out" : "post.went")})) {
    scene.give(ConfirmDelivery{delivery.id});
  }
  if (button(scene.ui, "again", row_cell(row, 1, 3, gap), {.label = scene.t("post.again")})) {
    scene.give(RepeatDelivery{delivery.id});
  }
  if (button(scene.ui, "drop", row_cell(row, 2, 3, gap), {.label = scene.t("post.drop")})) {
    scene.give(DropDelivery{delivery.id});
  }
}

// What went wrong while the page is open may stand above what is in sight: it is said where the eye is, too.
void tell_what_is_new(Scene& scene, const Case& of) {
  std::set<DeliveryId> asked;
  for (const Delivery& delivery : of.deliveries) {
    if (!delivery.needs_a_hand()) continue;
    asked.insert(delivery.id);
    const bool is_new = scene.state.settling_of == of.id && !scene.state.settling.contains(delivery.id);
    if (is_new) scene.say(trouble_of(scene, delivery));
  }
  scene.state.settling_of = of.id;
  scene.state.settling = std::move(asked);
}

}  // namespace

void draw_settling(Scene& scene, Column& column, const Case& of) {
  tell_what_is_new(scene, of);
  for (const Act& act : of.acts)
    settle_coupon(scene, column, act);
  for (const Delivery& delivery : of.deliveries) {
    if (delivery.needs_a_hand()) settle_delivery(scene, column, delivery);
  }
}

}  // namespace amends
