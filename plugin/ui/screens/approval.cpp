// A manager's yes on the spot: what is asked, what was said, who answers, and that person's PIN.

#include <algorithm>
#include <cmath>

#include "ui/screens/scene.hpp"

namespace amends {

namespace {

constexpr std::size_t kDigitsLeast = 4;
constexpr std::size_t kDigitsMost = 6;
constexpr float kStepsFrom = 700;
constexpr float kNarrowestName = 100;

std::vector<Person> approvers(const Scene& scene, const Act& act) {
  const Case& of = scene.open()->state;
  Money before = of.given(ActPurpose::fix);
  before.minor -= act.cost.minor;
  std::vector<Person> able;
  for (const Person& person : scene.host.staff) {
    if (person.on_shift && person.id != act.chosen_by && may_give(scene.playbook, person.role, before, act.cost)) {
      able.push_back(person);
    }
  }
  return able;
}

void draw_asked(Scene& scene, Column& column, const Act& act) {
  section(scene.ui, column, scene.t("approve.asked"));
  const std::string title = act_title(scene, act);
  const std::string cost = scene.money(act.cost);
  const ListRowSpec row{.icon = Icon::receipt_long, .title = title, .detail = cost};
  (void)list_row(scene.ui, "asked", column.next(list_row_height(scene.ui, column.rest().width, row)), row);
}

void draw_said(Scene& scene, Column& column) {
  const CaseView& open = *scene.open();
  for (const auto& said : {open.state.words, open.state.wish_words}) {
    if (!said) continue;
    const auto text_of = open.texts.find(said->id);
    if (text_of == open.texts.end()) continue;
    const std::string small = scene.t(said == open.state.words ? "approve.they_said" : "right.they_asked");
    const std::string words = "“" + text_of->second + "”";
    quote(scene.ui,
          column.next(quote_height(scene.ui, column.rest().width, small, words), scene.ui.px(space::kBetween)), small,
          words);
  }
}

void draw_meanwhile(Scene& scene, Column& column) {
  section(scene.ui, column, scene.t("approve.meanwhile"));
  text(scene.ui, column.next(scene.ui.px(48)), scene.t("approve.meanwhile_text"),
       {.size = type::kLabel, .colour = Colour::soft, .max_lines = 2, .place = Place::top});
}

std::string problem_words(const Scene& scene) {
  switch (*scene.state.pin_problem) {
    case PinProblem::wrong:
      return scene.t("approve.pin_wrong");
    case PinProblem::locked:
      return scene.t("approve.pin_locked", {{"seconds", std::to_string(scene.state.locked_for_seconds)}});
    case PinProblem::no_pin:
      return scene.t("approve.no_pin");
    case PinProblem::unavailable:
      return scene.t("approve.pin_unavailable");
  }
  return {};
}

void draw_approver(Scene& scene, Column& column, const std::vector<Person>& able) {
  UiState& state = scene.state;
  section(scene.ui, column, scene.t("approve.who"));
  std::vector<GridChoice> choices;
  for (const Person& person : able) {
    choices.push_back({.id = person.id.text, .label = person.name, .selected = state.approver == person.id});
  }
  if (choices.empty()) {
    text(scene.ui, column.next(scene.ui.px(60)), scene.t("approve.nobody"),
         {.colour = Colour::soft, .max_lines = 3, .place = Place::top});
    return;
  }
  float widest = kNarrowestName;
  for (const Person& person : able) {
    const float name = text_width(scene.ui, person.name, type::kText, Weight::semibold);
    widest = std::max(widest, name / scene.ui.scale() + 2 * space::kInside + 1);
  }
  const std::size_t columns = columns_in(scene.ui, column.rest().width, widest, 3);
  if (const auto tapped = choice_grid(scene.ui, column, "approvers", choices, columns, ChoiceRole::radio)) {
    state.approver = able[*tapped].id;
    state.pin.clear();
    state.pin_problem.reset();
    scene.ui.request_frame();
  }
}

void draw_pin(Scene& scene, const Rect& area, bool enabled) {
  UiState& state = scene.state;
  const float width = pin_pad_size(scene.ui).width;
  const Rect pad{area.x + std::floor((area.width - width) / 2), area.y, width, area.height};
  const auto key = pin_pad(scene.ui, "pin", pad, state.pin.size(), kDigitsMost, enabled && !state.pin_on_its_way);
  if (!key) return;
  state.pin_problem.reset();
  if (key->backspace && !state.pin.empty()) state.pin.pop_back();
  if (key->digit != 0 && state.pin.size() < kDigitsMost) state.pin.push_back(key->digit);
  scene.ui.request_frame();
}

void send(Scene& scene, const Act& act, const Person& approver) {
  UiState& state = scene.state;
  scene.pin_attempt = PinAttempt{.approver = approver,
                                 .pin = std::move(state.pin),
                                 .subject = scene.open()->state.id,
                                 .act = act.id,
                                 .cost = act.cost};
  state.pin.clear();
  state.pin_on_its_way = true;
  state.chosen_on_its_way = true;
  state.acts_before = 0;
}

}  // namespace

void draw_approval(Scene& scene, const Rect& sheet, const Act& act) {
  UiState& state = scene.state;
  const std::vector<Person> able = approvers(scene, act);
  if (!state.approver && able.size() == 1) state.approver = able.front().id;
  const std::string cue_text = state.pin_problem ? problem_words(scene) : scene.t("cue.manager_comes");
  // On a low screen the keys need the steps' place.
  const bool with_steps = sheet.height >= scene.ui.px(kStepsFrom);
  const SheetParts parts = sheet_parts(scene.ui, sheet, with_steps, cue_text);
  if (draw_head(scene, parts)) return;

  const auto approver = std::ranges::find_if(able, [&](const Person& person) { return state.approver == person.id; });
  const Size pad = pin_pad_size(scene.ui, parts.body.height - scene.ui.px(space::kBetween));
  const float gap = scene.ui.px(28);
  const bool beside = !able.empty() && parts.body.width >= pad.width + gap + scene.ui.px(300);
  const Rect area = begin_scroll(scene.ui, "approval", parts.body);
  float bottom = 0;
  if (beside) {
    Column left(Rect{area.x, area.y, area.width - pad.width - gap, area.height});
    draw_asked(scene, left, act);
    // Where not all is seen at once, who answers comes before what was said.
    if (with_steps) draw_said(scene, left);
    draw_approver(scene, left, able);
    if (!with_steps) {
      left.skip(scene.ui.px(space::kBetween));
      draw_said(scene, left);
    }
    draw_meanwhile(scene, left);
    Column right(Rect{area.right() - pad.width, area.y, pad.width, area.height});
    draw_pin(scene, right.next(pad.height, scene.ui.px(space::kBetween)), approver != able.end());
    bottom = std::max(left.bottom(), right.bottom());
  } else {
    Column column(area);
    draw_approver(scene, column, able);
    if (!able.empty()) draw_pin(scene, column.next(pad.height, scene.ui.px(space::kBetween)), approver != able.end());
    draw_asked(scene, column, act);
    draw_said(scene, column);
    draw_meanwhile(scene, column);
    bottom = column.bottom();
  }
  end_scroll(scene.ui, bottom);

  draw_cue(scene, parts.cue, cue_text);
  const bool whole = approver != able.end() && state.pin.size() >= kDigitsLeast && !state.pin_on_its_way;
  const std::string label = scene.t("approve.approve", {{"amount", scene.money(act.cost)}});
  std::string hint;
  if (state.pin_on_its_way) {
    hint = scene.t("approve.checking");
  } else if (approver == able.end()) {
    hint = scene.t("approve.choose_first");
  } else if (!whole) {
    hint = scene.t("approve.enter_pin", {{"name", approver->name}});
  }
  const std::string instead = scene.t("approve.instead");
  // With nobody to ask there is one way on.
  const FootTap tapped = able.empty() ? foot(scene.ui, parts.foot, {.main = instead})
                                      : foot(scene.ui, parts.foot, {.left = instead, .main = label, .hint = hint});
  if (tapped == FootTap::left || (tapped == FootTap::main && able.empty())) {
    scene.give(WithdrawAct{act.id});
    state.pin.clear();
    state.pin_problem.reset();
    state.option.reset();
    state.chosen_on_its_way = false;
  }
  if (tapped == FootTap::main && whole) send(scene, act, *approver);
}

}  // namespace amends
