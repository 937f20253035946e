// A manager's yes on the spot: what is asked and what was said, who answers, that person's PIN, and then yes or no. Left
// alone it stands in every manager's list of requests, and the rest of the case goes on.

#include <algorithm>
#include <array>
#include <cmath>

#include "desk/names.hpp"
#include "domain/approval.hpp"
#include "ui/screens/scene.hpp"

namespace amends {

namespace {

constexpr float kStepsFrom = 700;
constexpr std::size_t kOthersTold = 3;
constexpr std::array kReasons = {WhyYes::greater_loss, WhyYes::failed_before, WhyYes::our_fault, WhyYes::goodwill};

Money amount_of(const Scene& scene, const Act& act) {
  return scene.state.amount_minor ? Money{*scene.state.amount_minor, act.cost.currency} : act.cost;
}

// Whether what would be given lies outside the fair band, so that the yes says why.
bool needs_reason(const Scene& scene, const Act& act) {
  const Money amount = amount_of(scene, act);
  return is_outside_band(scene.open()->state, scene.playbook, for_amount(act.remedy, amount).value_or(act.remedy),
                         amount);
}

void draw_asked(Scene& scene, Column& column, const Act& act) {
  section(scene.ui, column, scene.t("approve.asked"),
          scene.t("approve.asked_by", {{"name", scene.person(act.chosen_by)}}));
  const std::string title = act_title(scene, act);
  const Money amount = amount_of(scene, act);
  const std::string cost =
      amount == act.cost
          ? scene.money(amount)
          : scene.t("approve.instead_of", {{"amount", scene.money(amount)}, {"asked", scene.money(act.cost)}});
  const bool is_money = for_amount(act.remedy, act.cost).has_value();
  const std::string action = is_money ? scene.t("approve.other_amount") : std::string();
  const ListRowSpec row{.icon = Icon::receipt_long, .title = title, .detail = cost, .action = action};
  const Rect place = column.next(list_row_height(scene.ui, column.rest().width, row));
  if (list_row(scene.ui, "asked", place, row) != RowTap::action) return;
  if (!scene.state.amount_minor) scene.state.amount_minor = 0;
  scene.open_panel(Panel::amount);
}

void draw_reasons(Scene& scene, Column& column, const Act& act) {
  if (!needs_reason(scene, act)) return;
  section(scene.ui, column, scene.t("approve.why"));
  std::vector<GridChoice> choices;
  for (const WhyYes why : kReasons) {
    const std::string key = key_of(why);
    choices.push_back({.id = key, .label = scene.t(key), .selected = scene.state.why_yes == why});
  }
  const std::size_t columns = columns_in(scene.ui, column.rest().width, 160, 2);
  if (const auto tapped = choice_grid(scene.ui, column, "why", choices, columns, ChoiceRole::radio)) {
    scene.state.why_yes = kReasons[*tapped];
    scene.ui.request_frame();
  }
}

void draw_said(Scene& scene, Column& column) {
  const CaseView& open = *scene.open();
  for (const auto& said : {open.state.words, open.state.wish_words}) {
    const std::string* text_of = open.text_of(said);
    if (text_of == nullptr) continue;
    const std::string small = scene.t(said == open.state.words ? "approve.they_said" : "right.they_asked");
    const std::string words = "“" + *text_of + "”";
    quote(scene.ui,
          column.next(quote_height(scene.ui, column.rest().width, small, words), scene.ui.px(space::kBetween)), small,
          words);
  }
}

void draw_given(Scene& scene, Column& column, std::string_view heading, const std::vector<GivenToday>& others) {
  if (others.empty()) return;
  std::string told;
  for (std::size_t i = 0; i < std::min(others.size(), kOthersTold); ++i) {
    if (i > 0) told += " · ";
    told += others[i].number.text + " " + scene.money(others[i].cost);
  }
  section(scene.ui, column, scene.t(heading));
  const TextStyle style{.size = type::kLabel, .colour = Colour::soft, .max_lines = 0, .place = Place::top};
  text(scene.ui, column.next(text_height(scene.ui, told, column.rest().width, style)), told, style);
}

// What the same guests had before; and what others got for the same today, so that it isn't treated in two ways.
void draw_others(Scene& scene, Column& column) {
  draw_given(scene, column, "approve.these_guests", scene.open()->standing.same_guests);
  draw_given(scene, column, "approve.others_today", scene.open()->standing.same_failure);
}

void draw_meanwhile(Scene& scene, Column& column) {
  section(scene.ui, column, scene.t("approve.meanwhile"));
  const std::string words = scene.t("approve.meanwhile_text");
  const TextStyle style{.size = type::kLabel, .colour = Colour::soft, .max_lines = 0, .place = Place::top};
  text(scene.ui, column.next(text_height(scene.ui, words, column.rest().width, style)), words, style);
}

void approve(Scene& scene, const Act& act, const Person& approver) {
  const Money amount = amount_of(scene, act);
  const ApproveAct yes{.act = act.id,
                       .cost = act.cost,
                       .amount = amount == act.cost ? std::nullopt : std::optional(amount),
                       .why = needs_reason(scene, act) ? scene.state.why_yes : std::nullopt};
  scene.try_pin(approver, yes);
}

void withdraw(Scene& scene, const Act& act) {
  scene.give(WithdrawAct{act.id});
  forget_answer(scene.state);
  scene.state.option.reset();
  scene.state.chosen_on_its_way = false;
}

// It waits, and the rest of the case goes on.
void park(Scene& scene, const std::vector<Person>& able, const Act& act) {
  forget_answer(scene.state);
  const Person* asked = asked_of(able, scene.playbook, act.chosen, scene.now);
  if (asked != nullptr) scene.say(scene.t("toast.parked", {{"name", asked->name}}));
  scene.show_step(scene.open()->extras.empty() ? Step::after : Step::extra);
}

std::string hint_for(const Scene& scene, const Act& act, const Person* approver, bool whole) {
  if (scene.state.pin_on_its_way) return scene.t("approve.checking");
  if (approver == nullptr) return scene.t("approve.choose_first");
  if (needs_reason(scene, act) && !scene.state.why_yes) return scene.t("approve.why_first");
  return whole ? std::string() : scene.t("approve.enter_pin", {{"name", approver->name}});
}

}  // namespace

void draw_approval(Scene& scene, const Rect& sheet, const Act& act) {
  UiState& state = scene.state;
  const std::vector<Person>& able = scene.open()->approvers;
  if (!state.approver && able.size() == 1) state.approver = able.front().id;
  const auto chosen = std::ranges::find_if(able, [&](const Person& person) { return state.approver == person.id; });
  const Person* approver = chosen == able.end() ? nullptr : &*chosen;
  if (state.panel == Panel::amount) {
    draw_amount(scene, sheet, act);
    return;
  }
  if (state.panel == Panel::declining && approver != nullptr) {
    draw_declining(scene, sheet, act, *approver);
    return;
  }
  const std::string cue_text = state.pin_problem ? pin_problem_words(scene) : scene.t("cue.manager_comes");
  // On a low screen the keys need the steps' place.
  const bool with_steps = sheet.height >= scene.ui.px(kStepsFrom);
  const SheetParts parts = sheet_parts(scene.ui, sheet, with_steps, cue_text);
  if (draw_head(scene, parts)) return;

  const Size pad = pin_pad_size(scene.ui, parts.body.height - scene.ui.px(space::kBetween));
  const float gap = scene.ui.px(28);
  const bool beside = !able.empty() && parts.body.width >= pad.width + gap + scene.ui.px(300);
  const Rect area = begin_scroll(scene.ui, "approval", parts.body);
  float bottom = 0;
  if (beside) {
    Column left(Rect{area.x, area.y, area.width - pad.width - gap, area.height});
    draw_asked(scene, left, act);
    draw_reasons(scene, left, act);
    // Where not all is seen at once, who answers comes before what was said.
    if (with_steps) draw_said(scene, left);
    draw_able(scene, left, scene.t("approve.who"), able);
    if (!with_steps) {
      left.skip(scene.ui.px(space::kBetween));
      draw_said(scene, left);
    }
    draw_others(scene, left);
    draw_meanwhile(scene, left);
    Column right(Rect{area.right() - pad.width, area.y, pad.width, area.height});
    draw_pin_keys(scene, right.next(pad.height, scene.ui.px(space::kBetween)), approver != nullptr);
    bottom = std::max(left.bottom(), right.bottom());
  } else {
    Column column(area);
    draw_able(scene, column, scene.t("approve.who"), able);
    if (!able.empty()) draw_pin_keys(scene, column.next(pad.height, scene.ui.px(space::kBetween)), approver != nullptr);
    draw_asked(scene, column, act);
    draw_reasons(scene, column, act);
    draw_said(scene, column);
    draw_others(scene, column);
    draw_meanwhile(scene, column);
    bottom = column.bottom();
  }
  end_scroll(scene.ui, bottom);

  draw_cue(scene, parts.cue, cue_text);
  const bool whole = approver != nullptr && state.pin.size() >= kPinDigitsLeast && !state.pin_on_its_way;
  const std::string instead = scene.t("approve.instead");
  // With nobody to ask there is one way on; with a PIN typed, whose it is answers yes or no.
  if (able.empty()) {
    if (foot(scene.ui, parts.foot, {.main = instead}) == FootTap::main) withdraw(scene, act);
    return;
  }
  const FootTap tapped = foot(scene.ui, parts.foot,
                              {.left = whole ? scene.t("approve.decline") : instead,
                               .middle = scene.t("approve.park"),
                               .middle_icon = whole ? std::nullopt : std::optional(Icon::schedule),
                               .main = scene.t("approve.approve", {{"amount", scene.money(amount_of(scene, act))}}),
                               .hint = hint_for(scene, act, approver, whole)});
  if (tapped == FootTap::left && whole) {
    scene.open_panel(Panel::declining);
  } else if (tapped == FootTap::left) {
    withdraw(scene, act);
  } else if (tapped == FootTap::middle) {
    park(scene, able, act);
  } else if (tapped == FootTap::main && whole) {
    approve(scene, act, *approver);
  }
}

}  // namespace amends
