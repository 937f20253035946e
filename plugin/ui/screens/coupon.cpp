// A coupon that comes back: its code is scanned or typed, what it is worth is said, and one tap takes it off the check on the
// till's screen. And the coupon that was just given, large, for the guest to take a picture of.
// Refuses: to show whose it is; number, amount and day are all that the one who redeems it needs.

#include <algorithm>

#include "desk/names.hpp"
#include "ui/screens/scene.hpp"

namespace amends {

namespace {

constexpr std::size_t kCodeSize = 16;
constexpr float kGuestQr = 300;

std::string place_of(const Scene& scene, const CouponUse& use) {
  return scene.place(use.place, use.check_number);
}

std::size_t letters_in(std::string_view written) {
  return static_cast<std::size_t>(
      std::ranges::count_if(written, [](char letter) { return letter != '-' && letter != ' '; }));
}

void look_at(Scene& scene, std::string written) {
  scene.state.coupon_asked = written;
  scene.ask(LookAtCoupon{std::move(written)});
  scene.ui.request_frame();
}

void leave(Scene& scene) {
  scene.state.coupon.clear();
  scene.state.voiding = false;
  scene.state.focus_field = true;
  look_at(scene, {});
}

void say(Scene& scene, Column& column, Icon icon, const std::string& words, BannerKind kind) {
  banner(scene.ui, column.next(banner_height(scene.ui, column.rest().width, icon, words), scene.ui.px(space::kBetween)),
         icon, words, {}, kind);
}

std::string fault_words(const Scene& scene, const CouponView& coupon) {
  const std::string amount = coupon.terms ? scene.money(coupon.terms->amount) : std::string();
  return scene.t(key_of(*coupon.fault), {{"amount", amount}, {"time", scene.time(coupon.locked_until)}});
}

// What the view says of a check is said of the one that was there; another is on the screen for the moment of a frame.
bool is_of_this_check(const Scene& scene, const CouponView& coupon) {
  return (scene.host.check ? scene.host.check->id : CheckId{}) == coupon.check;
}

// How far it is, in a sentence, with what a person can say of it.
void draw_state(Scene& scene, Column& column, const CouponView& coupon) {
  const Act& act = coupon.act;
  const CouponUse* use = act.use();
  const std::string at = use != nullptr ? place_of(scene, *use) : std::string();
  const std::string amount = use != nullptr ? scene.money(use->amount) : std::string();
  const auto told = [&](std::string_view key, Icon icon, BannerKind kind) {
    say(scene, column, icon,
        scene.t(key, {{"amount", amount}, {"place", at}, {"time", use ? scene.time(use->at) : ""}}), kind);
  };
  switch (act.coupon) {
    case CouponState::none:
    case CouponState::issued:
      if (!is_of_this_check(scene, coupon)) break;
      if (coupon.obstacle) {
        say(scene, column, Icon::error_outline, scene.t(key_of(*coupon.obstacle)), BannerKind::waiting);
      } else {
        say(scene, column, Icon::check_circle,
            scene.t("coupon.good", {{"amount", scene.money(coupon.off)},
                                    {"place", scene.place(scene.host.check->place, scene.host.check->number)}}),
            BannerKind::calm);
      }
      break;
    case CouponState::reserved:
    case CouponState::started:
      told("coupon.started", Icon::schedule, BannerKind::calm);
      break;
    case CouponState::in_doubt:
      told("coupon.in_doubt", Icon::receipt_long, BannerKind::waiting);
      break;
    case CouponState::to_be_keyed:
      told("coupon.key_it", Icon::receipt_long, BannerKind::waiting);
      break;
    case CouponState::spent:
      told("coupon.spent", Icon::check_circle, BannerKind::calm);
      break;
    case CouponState::voided:
      told("coupon.voided", Icon::error_outline, BannerKind::waiting);
      break;
  }
  if (act.coupon_spent_twice) told("coupon.spent_twice", Icon::error_outline, BannerKind::waiting);
}

void give(Scene& scene, const CouponView& coupon, Command command) {
  scene.ask(Give{coupon.subject, std::move(command), std::nullopt});
  scene.ui.request_frame();
}

void draw_answers(Scene& scene, Column& column, const CouponView& coupon) {
  if (coupon.act.coupon == CouponState::reserved) {
    const Rect row = column.next(scene.ui.target(size::kMainButton), scene.ui.px(space::kBetween));
    if (button(scene.ui, "not", row, {.label = scene.t("coupon.not_used")})) {
      give(scene, coupon, ReleaseCoupon{coupon.act.id});
    }
    return;
  }
  const bool doubt = coupon.act.coupon == CouponState::in_doubt;
  if (!doubt && coupon.act.coupon != CouponState::to_be_keyed) return;
  const float gap = scene.ui.px(space::kBetween);
  const Rect row = column.next(scene.ui.target(size::kMainButton), gap);
  if (button(scene.ui, "did", row_cell(row, 0, 2, gap), {.label = scene.t(doubt ? "coupon.it_did" : "coupon.keyed")})) {
    give(scene, coupon, ConfirmCoupon{coupon.act.id, {}});
  }
  if (button(scene.ui, "not", row_cell(row, 1, 2, gap),
             {.label = scene.t(doubt ? "coupon.it_did_not" : "coupon.not_used")})) {
    give(scene, coupon, ReleaseCoupon{coupon.act.id});
  }
}

void draw_worth(Scene& scene, Column& column, const CouponView& coupon) {
  const Act& act = coupon.act;
  const std::string small =
      scene.t("coupon.until", {{"code", spell_code(act.coupon_number)}, {"time", scene.time(act.coupon_expires)}});
  const std::string worth = scene.t("coupon.worth", {{"amount", scene.money(act.cost)}});
  quote(scene.ui, column.next(quote_height(scene.ui, column.rest().width, small, worth)), small, worth);
  const std::string from = scene.t("coupon.from", {{"number", coupon.number.text}});
  const TextStyle soft{.size = type::kLabel, .colour = Colour::soft};
  text(scene.ui, column.next(line_height(scene.ui, type::kLabel), scene.ui.px(space::kBetween)), from, soft);
}

// A manager voids what was lost, stolen or given by mistake; asked once more, since nothing brings it back.
void draw_void(Scene& scene, Column& column, const CouponView& coupon) {
  const bool may = scene.host.operator_ && scene.host.operator_->role >= Role::manager;
  if (!may || coupon.act.coupon != CouponState::issued) return;
  UiState& state = scene.state;
  const float gap = scene.ui.px(space::kBetween);
  if (!state.voiding) {
    const std::string label = scene.t("coupon.void");
    const ButtonSpec spec{.label = label, .icon = Icon::close};
    const Rect row = column.next(scene.ui.target(size::kMainButton), scene.ui.px(space::kEdge));
    if (!button(scene.ui, "void", row.left(std::min(row.width, button_width(scene.ui, spec))), spec)) return;
    state.voiding = true;
    scene.ui.request_frame();
    return;
  }
  column.skip(gap);
  say(scene, column, Icon::error_outline, scene.t("coupon.void_content", {{"amount", scene.money(coupon.act.cost)}}),
      BannerKind::waiting);
  const Rect row = column.next(scene.ui.target(size::kMainButton), gap);
  const bool keeps = button(scene.ui, "keep", row_cell(row, 0, 2, gap), {.label = scene.t("coupon.void_safe")});
  const bool voids = button(scene.ui, "void", row_cell(row, 1, 2, gap), {.label = scene.t("coupon.void")});
  if (voids) give(scene, coupon, VoidCoupon{coupon.act.id});
  if (!keeps && !voids) return;
  state.voiding = false;
  scene.ui.request_frame();
}

void draw_found(Scene& scene, const SheetParts& parts, const CouponView& coupon) {
  Column column(begin_scroll(scene.ui, "coupon", parts.body));
  draw_worth(scene, column, coupon);
  draw_state(scene, column, coupon);
  draw_answers(scene, column, coupon);
  draw_void(scene, column, coupon);
  end_scroll(scene.ui, column.bottom());
  const bool takes_off =
      coupon.act.coupon == CouponState::issued && !coupon.obstacle && is_of_this_check(scene, coupon);
  const FootTap tapped = foot(scene.ui, parts.foot,
                              {.left = scene.t("coupon.another"),
                               .main = takes_off ? scene.t("coupon.take_off", {{"amount", scene.money(coupon.off)}})
                                                 : scene.t("cases.to_the_check")});
  if (tapped == FootTap::left) leave(scene);
  if (tapped != FootTap::main) return;
  if (takes_off) {
    give(scene, coupon, RedeemCoupon{coupon.act.id});
  } else {
    leave(scene);
    scene.to_the_check();
  }
}

void draw_search(Scene& scene, const SheetParts& parts) {
  UiState& state = scene.state;
  Column column(parts.body, scene.ui.px(space::kBetween));
  const std::string hint = scene.t("coupon.hint");
  const TextFieldSpec spec{
      .hint = hint, .label = hint, .icon = Icon::search, .focus_now = state.focus_field, .bytes_max = 80};
  state.focus_field = false;
  const TextFieldResult typed =
      text_field(scene.ui, "code", column.next(scene.ui.target(size::kCard)), spec, state.coupon);
  const auto& coupon = scene.view.coupon;
  const bool is_answered = coupon && coupon->written == state.coupon_asked && !state.coupon_asked.empty();
  const std::string said = is_answered && coupon->fault ? fault_words(scene, *coupon) : scene.t("coupon.type");
  const BannerKind kind = is_answered && coupon->fault ? BannerKind::waiting : BannerKind::calm;
  const Icon icon = kind == BannerKind::waiting ? Icon::error_outline : Icon::receipt_long;
  banner(scene.ui, column.next(banner_height(scene.ui, column.rest().width, icon, said)), icon, said, {}, kind);
  const Rect rest = column.rest();
  const float height = std::min(keyboard_height(scene.ui, rest.height), rest.height);
  draw_keyboard(scene, rest.bottom_piece(height), KeyboardFor::code, state.coupon);
  // The sixteenth letter is the last: nobody has to say that they are done.
  const bool is_whole = letters_in(state.coupon) == kCodeSize && state.coupon != state.coupon_asked;
  if (is_whole) look_at(scene, state.coupon);
  const FootTap tapped = foot(scene.ui, parts.foot,
                              {.left = scene.t("cases.to_the_check"),
                               .main = scene.t("coupon.look"),
                               .hint = state.coupon.empty() ? scene.t("coupon.nothing_typed") : std::string()});
  if (tapped == FootTap::left) {
    leave(scene);
    scene.ui.leave_field();
    scene.to_the_check();
  } else if ((tapped == FootTap::main || typed.submitted) && !state.coupon.empty()) {
    look_at(scene, state.coupon);
  }
}

}  // namespace

void draw_coupon(Scene& scene, const Rect& sheet) {
  // Seen by the answer, not by what is asked: between the two the keys stay where they are.
  const std::optional<CouponView>& coupon = scene.view.coupon;
  const bool is_found = coupon && !coupon->fault && coupon->written == scene.state.coupon_asked;
  if (!is_found) scene.state.voiding = false;
  if (const auto scanned = scene.ui.scan()) {
    scene.state.coupon = *scanned;
    look_at(scene, *scanned);
  }
  SheetParts parts = sheet_parts(scene.ui, sheet, true, {});
  // On a low sheet the keys need the place of the head.
  if (!is_found && sheet.height < scene.ui.px(kLowSheet)) {
    parts.body.y = sheet.y + scene.ui.px(space::kBetween);
    parts.body.height = parts.foot.y - scene.ui.px(space::kBetween) - parts.body.y;
  } else {
    const std::string detail =
        scene.host.check
            ? scene.t("coupon.for", {{"place", scene.place(scene.host.check->place, scene.host.check->number)}})
            : scene.t("coupon.for_none");
    draw_list_head(scene, parts, Page::coupon, detail);
  }
  if (is_found) {
    scene.ui.leave_field();
    draw_found(scene, parts, *coupon);
  } else {
    draw_search(scene, parts);
  }
}

void draw_coupon_for_guest(Scene& scene, const Rect& sheet, const Act& act) {
  const SheetParts parts = sheet_parts(scene.ui, sheet, false, {});
  const std::string title = scene.t("coupon.worth", {{"amount", scene.money(act.cost)}});
  (void)header(scene.ui, parts.head, {.title = title, .detail = scene.t("coupon.guest_detail")});
  Column column(begin_scroll(scene.ui, "guest", parts.body));
  const auto scan = scene.open()->scans.find(act.id);
  const std::string code = spell_code(act.coupon_number);
  if (scan != scene.open()->scans.end()) {
    const float side = std::min({scene.ui.px(kGuestQr), column.rest().width, parts.body.height * 0.62F});
    const Rect row = column.next(side);
    (void)qr_code(scene.ui, {row.x + (row.width - side) / 2, row.y, side, side}, scene.t("coupon.qr"), scan->second);
  }
  const TextStyle large{.size = type::kTitle, .weight = Weight::semibold, .align = Align::centre};
  text(scene.ui, column.next(line_height(scene.ui, type::kTitle), scene.ui.px(space::kEdge)), code, large);
  const std::string terms = scene.t("coupon.terms", {{"time", scene.time(act.coupon_expires)}});
  const TextStyle soft{.colour = Colour::soft, .align = Align::centre, .max_lines = 0};
  text(scene.ui, column.next(text_height(scene.ui, terms, column.rest().width, soft), scene.ui.px(space::kBetween)),
       terms, soft);
  end_scroll(scene.ui, column.bottom());
  const std::string on_paper = scene.t("print.print");
  const std::string has_it = scene.t("coupon.guest_has_it");
  const FootTap tapped = foot(scene.ui, parts.foot,
                              {.left = scene.view.can_print ? std::string_view(on_paper) : std::string_view(),
                               .left_icon = scene.view.can_print ? std::optional(Icon::receipt_long) : std::nullopt,
                               .main = has_it,
                               .main_icon = Icon::done});
  if (tapped == FootTap::left) {
    scene.state.slip_shown = CaseSlip{SlipKind::coupon, act.id};
    scene.ask(ShowSlip{scene.state.slip_shown});
  }
  if (tapped == FootTap::none && !scene.ui.key(Key::escape)) return;
  scene.state.coupon_shown.reset();
  scene.ui.request_frame();
}

}  // namespace amends
