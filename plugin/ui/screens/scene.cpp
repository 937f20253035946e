#include "ui/screens/scene.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "desk/fact_words.hpp"
#include "desk/locale.hpp"
#include "desk/standing_of.hpp"
#include "domain/authority.hpp"

namespace amends {

namespace {

constexpr float kToastInset = 4;
constexpr std::int64_t kToastS = 5;
constexpr std::int64_t kBriefS = 2;
// Choices in three or four columns stand closer, so that a whole step is seen at once; still above size::kTarget.
constexpr float kCompactHeight = 50;
constexpr float kGridGap = 8;
constexpr float kSectionAbove = 8;
constexpr float kSectionBelow = 5;
constexpr std::int64_t kMinuteUs = 60'000'000;
constexpr std::int64_t kDayUs = 24 * 60 * kMinuteUs;

// What the choice needs, where that is more than the least height a lone card has.
float wanted_height(Ui& ui, float width, const ChoiceSpec& spec) {
  const float wanted = choice_height(ui, width, spec);
  const bool least = wanted <= ui.target(spec.detail.empty() ? size::kCard : size::kCardWithDetail);
  return least && spec.detail.empty() ? 0 : wanted;
}

// A time that can't be as far away as it seems has gone by: somebody has set the clock back.
bool has_passed(const Scene& scene, Instant until) {
  return scene.now >= until || scene.now.plus_seconds(kToastS) < until;
}

}  // namespace

std::string Scene::t(std::string_view key) const {
  return words.text(key);
}
std::string Scene::t(std::string_view key, Parameters parameters) const {
  return words.format(key, parameters);
}

std::string Scene::money(Money amount) const {
  return Locale(words).money(amount);
}

std::string Scene::time(Instant instant) const {
  return Locale(words).time(calendar.local(instant), calendar.local(now), calendar.local({now.microseconds + kDayUs}),
                            calendar.local({now.microseconds - kDayUs}));
}

std::string Scene::day(std::int32_t day) const {
  return Locale(words).day(calendar_day(day));
}

std::string Scene::due(Instant instant) const {
  const std::int64_t late_minutes = (now.microseconds - instant.microseconds) / kMinuteUs;
  if (late_minutes <= 0) return time(instant);
  if (late_minutes < 60) return t("time.overdue_minutes", {{"minutes", std::to_string(late_minutes)}});
  if (late_minutes < 24 * 60) return t("time.overdue_hours", {{"hours", std::to_string(late_minutes / 60)}});
  return t("time.overdue_days", {{"days", std::to_string(late_minutes / (24 * 60))}});
}

std::string Scene::person(const PersonId& id) const {
  const auto known = std::ranges::find(host.staff, id, &Person::id);
  if (known != host.staff.end()) return known->name;
  if (host.operator_ && host.operator_->id == id) return host.operator_->name;
  return id.empty() ? t("people.somebody") : id.text;
}

std::string Scene::place(const std::string& where, const std::string& check_number) const {
  return place_words(words, where, check_number);
}

std::string Scene::lines(const std::vector<CheckLine>& of) const {
  return lines_words(words, of);
}

std::optional<Icon> Scene::icon(std::string_view name) const {
  return icon_by_name(name);
}

std::string Scene::cue_for(std::string_view step, std::string_view otherwise) const {
  if (open() == nullptr) return t(otherwise);
  const std::string key = fmt::format("cue.{}.{}", open()->state.failure.text, step);
  return words.has(key) ? t(key) : t(otherwise);
}

bool Scene::is_safety() const {
  return open() != nullptr && amends::is_safety(open()->state, playbook);
}

void Scene::give(Command command) {
  std::optional<CaseId> subject;
  if (view.open) subject = view.open->state.id;
  if (!std::holds_alternative<ShowStep>(command)) state.tapped_at = state.step;
  ask(Give{.subject = subject, .command = std::move(command), .approver = std::nullopt});
}

void Scene::show_step(Step step) {
  if (state.step == step && state.panel == Panel::none) return;
  state.panel = Panel::none;
  state.more_options = false;
  ui.request_frame();
  if (state.step == step) return;
  state.step = step;
  if (view.open) give(ShowStep{step});
}

void Scene::to_the_check() {
  state.page = Page::sheet;
  state.channel.reset();
  ask(FocusCheck{});
  ui.request_frame();
}

void Scene::say(std::string sentence, bool brief) {
  state.toast = std::move(sentence);
  state.toast_until = now.plus_seconds(brief ? kBriefS : kToastS);
}

void Scene::open_panel(Panel panel) {
  state.panel = panel;
  ui.request_frame();
}

void Scene::write(PrivateKind kind) {
  state.writing = kind;
  state.written.clear();
  state.keys = {};
  state.focus_field = true;
  state.panel_before = state.panel;
  open_panel(Panel::writing);
}

void Scene::try_pin(const Person& approver, IntentBody body) {
  pin_attempt = PinAttempt{.approver = approver, .pin = std::move(state.pin), .body = std::move(body)};
  state.pin.wipe();
  state.pin_on_its_way = true;
  ui.request_frame();
}

void Scene::try_pin(const Person& approver, Command command) {
  state.chosen_on_its_way = true;
  state.acts_before = 0;
  try_pin(approver, Give{.subject = view.open->state.id, .command = std::move(command), .approver = approver});
}

void forget_answer(UiState& state) {
  state.pin.wipe();
  state.pin_problem.reset();
  state.approver.reset();
  state.amount_minor.reset();
  state.why_yes.reset();
  state.why_no.reset();
  state.said_instead.reset();
}

void draw_toast(Scene& scene, const Rect& rect) {
  UiState& state = scene.state;
  if (has_passed(scene, state.toast_until)) state.toast.clear();
  if (state.toast.empty()) return;
  (void)toast(scene.ui, "toast", rect, {.content = state.toast, .icon = Icon::check_circle});
  scene.ui.request_frame_at(state.toast_until.microseconds);
}

void draw_cue(Scene& scene, const Rect& rect, std::string_view content) {
  UiState& state = scene.state;
  if (has_passed(scene, state.toast_until)) state.toast.clear();
  if (has_passed(scene, state.undo_until)) state.undo = 0;
  const Rect line = rect.inset(scene.ui.px(space::kEdge), scene.ui.px(kToastInset));
  // While something is picked, the last tap is a pick; it is changed by picking again.
  if (state.undo == 0 || state.page != Page::sheet || state.panel == Panel::picking) {
    draw_toast(scene, line);
    if (state.toast.empty()) cue(scene.ui, rect, content);
    return;
  }
  const std::string label = scene.t("undo.undo");
  bool tapped = false;
  if (state.toast.empty()) {
    tapped = cue(scene.ui, "undo", rect, content, {.label = label, .what = state.undo_what, .icon = Icon::undo});
  } else {
    tapped = toast(scene.ui, "undo", line, {.content = state.toast, .action = label, .icon = Icon::check_circle});
    scene.ui.request_frame_at(state.toast_until.microseconds);
  }
  scene.ui.request_frame_at(state.undo_until.microseconds);
  if (!tapped) return;
  scene.ask(TakeBack{std::exchange(state.undo, 0)});
  scene.ui.request_frame();
}

void follow_last_tap(Scene& scene) {
  UiState& state = scene.state;
  const auto& tap = scene.view.last_tap;
  if (!tap) state.undo = 0;
  if (!tap || tap->intent == state.tap_seen) return;
  state.tap_seen = tap->intent;
  state.undo = 0;
  if (tap->taken_back) {
    scene.say(scene.t("undo.done"), true);
    // Where it was tapped, it can be seen that it is gone.
    if (scene.open() != nullptr && state.step != state.tapped_at) scene.show_step(state.tapped_at);
    return;
  }
  if (scene.open() == nullptr) return;
  // What was said of the tap before is over.
  state.toast.clear();
  state.undo = tap->intent;
  state.undo_until = scene.now.plus_seconds(kToastS);
  state.undo_what.clear();
  for (const Fact& fact : tap->facts) {
    if (state.undo_what.empty()) state.undo_what = fact_words(scene, scene.open()->state, fact);
    // The safety branch says on its own screen who comes.
    const bool called = std::holds_alternative<ManagerCalled>(fact.body) && !scene.is_safety();
    if (called) scene.say(scene.t("toast.manager_called"));
  }
}

SheetParts sheet_parts(Ui& ui, const Rect& sheet, bool with_steps, std::string_view cue_text) {
  const float edge = ui.px(space::kEdge);
  const Rect inner = sheet.inset(edge, 0);
  SheetParts parts;
  parts.head = inner.top(ui.px(size::kHead));
  Rect rest = inner.below(ui.px(size::kHead));
  if (with_steps) {
    parts.steps = rest.top(ui.target(size::kStep));
    rest = rest.below(ui.target(size::kStep), ui.px(space::kHeadingBelow));
  }
  rest = rest.above(ui.px(18));
  parts.foot = rest.bottom_piece(ui.target(size::kMainButton));
  rest = rest.above(ui.target(size::kMainButton));
  if (!cue_text.empty()) {
    const float cue_px = cue_height(ui, sheet.width, cue_text);
    parts.cue = {sheet.x, rest.bottom() - cue_px, sheet.width, cue_px};
    rest = rest.above(cue_px);
  } else {
    rest = rest.above(ui.px(space::kBetween));
  }
  parts.body = rest;
  return parts;
}

FootTap foot(Ui& ui, const Rect& rect, const FootSpec& spec) {
  FootTap tapped = FootTap::none;
  Rect rest = rect;
  const float gap = ui.px(space::kButtons);
  // The main button lies under the thumb of the hand that taps, what is needed least often away from it.
  const auto take = [&](float width) {
    const Rect piece = ui.left_handed() ? rest.right_piece(width) : rest.left(width);
    rest = ui.left_handed() ? rest.left_of(width, gap) : rest.right_of(width, gap);
    return piece;
  };
  if (!spec.left.empty()) {
    const ButtonSpec left{.label = spec.left, .icon = spec.left_icon};
    const float width = std::min(button_width(ui, left), std::floor(rect.width * 0.5F));
    if (button(ui, "foot.left", take(width), left)) tapped = FootTap::left;
  }
  if (spec.middle_icon) {
    const float width = ui.target(70);
    const ButtonSpec middle{.label = spec.middle, .icon = spec.middle_icon, .kind = ButtonKind::icon_only};
    if (button(ui, "foot.middle", take(width), middle)) tapped = FootTap::middle;
  }
  if (!spec.hint.empty()) {
    text(ui, rest, spec.hint, {.colour = Colour::soft, .align = Align::centre, .max_lines = 2});
    return tapped;
  }
  const ButtonSpec main{.label = spec.main, .trailing_icon = spec.main_icon, .kind = ButtonKind::primary};
  if (button(ui, "foot.main", rest, main)) tapped = FootTap::main;
  return tapped;
}

std::size_t columns_in(Ui& ui, float width, float narrowest, std::size_t most) {
  const float gap = ui.px(space::kBetween);
  const auto fit = static_cast<std::size_t>((width + gap) / (ui.px(narrowest) + gap));
  return std::clamp<std::size_t>(fit, 1, most);
}

std::optional<std::size_t> choice_grid(Ui& ui, Column& column, std::string_view id,
                                       const std::vector<GridChoice>& choices, std::size_t columns, ChoiceRole role) {
  std::optional<std::size_t> tapped;
  const IdScope scope(ui, id);
  const float gap = ui.px(columns > 2 ? kGridGap : space::kBetween);
  const auto spec_of = [&](const GridChoice& of) {
    return ChoiceSpec{.label = of.label,
                      .detail = of.detail,
                      .icon = of.icon,
                      .selected = of.selected,
                      .role = role,
                      .compact = columns > 3};
  };
  for (std::size_t first = 0; first < choices.size(); first += columns) {
    const std::size_t end = std::min(first + columns, choices.size());
    const float cell = row_cell({0, 0, column.rest().width, 1}, 0, columns, gap).width;
    float height = ui.target(columns > 2 ? kCompactHeight : size::kCard);
    for (std::size_t i = first; i < end; ++i)
      height = std::max(height, wanted_height(ui, cell, spec_of(choices[i])));
    const Rect row = column.next(height, first == 0 ? 0 : gap);
    for (std::size_t i = first; i < end; ++i) {
      if (choice(ui, choices[i].id, row_cell(row, i - first, columns, gap), spec_of(choices[i]))) tapped = i;
    }
  }
  return tapped;
}

void section(Ui& ui, Column& column, std::string_view label, std::string_view trailing) {
  heading(ui, column.next(ui.px(size::kHeading), ui.px(kSectionAbove)), label, trailing);
  column.skip(ui.px(kSectionBelow));
}

}  // namespace amends
