// The store's own rules over the pack's: limits, the extra, alcohol. A change holds once a manager's PIN says so; one that lets
// somebody give more asks for the owner's, and so does a pack that does.

#include <algorithm>
#include <array>

#include "desk/names.hpp"
#include "ui/screens/scene.hpp"

namespace amends {

namespace {

constexpr std::array kAlcohol = {Alcohol::allowed, Alcohol::one_a_day, Alcohol::never};
constexpr std::array kAlcoholKeys = {"settings.alcohol_allowed", "settings.alcohol_one_a_day",
                                     "settings.alcohol_never"};
constexpr float kNamesWidth = 330;  // from here on the keys stand beside the names
constexpr std::array kLimited = {Role::waiter, Role::shift_lead, Role::manager};

std::size_t at(Role role) {
  return static_cast<std::size_t>(role) - 1;
}

// The rules that hold, with what is being changed.
Playbook wanted_rules(const Scene& scene) {
  const Policy& holds = *scene.view.policy;
  return scene.state.site ? lay_over(holds.playbook, *scene.state.site) : holds.playbook;
}

// Large enough that a few taps do, small enough that none is too far: 5 for 25, 50 for 250.
std::int64_t step_for(std::int64_t minor) {
  std::int64_t step = 5;
  while (step * 20 <= minor)
    step *= 10;
  return step;
}

// A limit of zero is none where `endless`.
std::string words_of(const Scene& scene, Money limit, bool endless) {
  return endless && limit.is_zero() ? scene.t("settings.endless") : scene.money(limit);
}

struct LimitRow {
  std::string id;
  std::string label;
  Money now;
  std::int64_t least = 0;  // it may not fall below
  std::int64_t most = 0;   // nor rise above; 0: as far as it likes
};

// The label, and beside it less, how much, more. Answers what it is set to.
std::optional<Money> draw_limit(Scene& scene, Column& column, const LimitRow& row) {
  Ui& ui = scene.ui;
  const float gap = ui.px(space::kBetween);
  const Rect line = column.next(ui.target(size::kCard), gap);
  const float width = std::min(ui.px(330), line.width * 0.58F);
  text(ui, line.left_of(width, gap), row.label, {.weight = Weight::medium, .max_lines = 2});
  const std::string value = scene.money(row.now);
  const std::string less = scene.t("settings.less", {{"what", row.label}});
  const std::string more = scene.t("settings.more", {{"what", row.label}});
  const std::int64_t up = step_for(row.now.minor);
  const std::int64_t down = step_for(std::max<std::int64_t>(row.now.minor - 1, 1));
  const bool may_lower = row.now.minor - down >= std::max<std::int64_t>(row.least, 1);
  const bool may_raise = row.most == 0 || row.now.minor + up <= row.most;
  const int step = stepper(ui, row.id, line.right_piece(width),
                           {.value = value,
                            .lower = less,
                            .raise = more,
                            .may_lower = may_lower,
                            .may_raise = may_raise,
                            .signs_only = true});
  if (step == 0) return std::nullopt;
  return Money{row.now.minor + (step < 0 ? -down : up), row.now.currency};
}

Site& changing(Scene& scene) {
  if (!scene.state.site) scene.state.site = scene.view.policy->site;
  scene.ui.request_frame();
  return *scene.state.site;
}

void draw_limits(Scene& scene, Column& column, const Playbook& rules) {
  section(scene.ui, column, scene.t("settings.per_case"));
  for (const Role role : kLimited) {
    LimitRow row{.id = "case_" + std::to_string(at(role)),
                 .label = scene.t("settings." + name_of(role)),
                 .now = rules.limit[at(role)],
                 .least = role == Role::waiter ? 0 : rules.limit[at(role) - 1].minor,
                 .most = role == Role::manager ? rules.limit[at(Role::owner)].minor : rules.limit[at(role) + 1].minor};
    const Money of_shift = rules.shift_limit[at(role)];
    if (!of_shift.is_zero()) row.most = row.most == 0 ? of_shift.minor : std::min(row.most, of_shift.minor);
    if (const auto set = draw_limit(scene, column, row)) changing(scene).limit[at(role)] = *set;
  }
  section(scene.ui, column, scene.t("settings.per_shift"));
  for (const Role role : kLimited) {
    const Money of_shift = rules.shift_limit[at(role)];
    if (of_shift.is_zero()) continue;
    const LimitRow row{.id = "shift_" + std::to_string(at(role)),
                       .label = scene.t("settings." + name_of(role)),
                       .now = of_shift,
                       .least = rules.limit[at(role)].minor};
    if (const auto set = draw_limit(scene, column, row)) changing(scene).shift_limit[at(role)] = *set;
  }
  section(scene.ui, column, scene.t("settings.extra"));
  const LimitRow extra{.id = "extra", .label = scene.t("settings.extra_each"), .now = rules.extra_limit};
  if (const auto set = draw_limit(scene, column, extra)) changing(scene).extra_limit = *set;
}

void draw_alcohol(Scene& scene, Column& column, const Playbook& rules) {
  section(scene.ui, column, scene.t("settings.alcohol"));
  std::vector<GridChoice> choices;
  for (std::size_t i = 0; i < kAlcohol.size(); ++i)
    choices.push_back(
        {.id = kAlcoholKeys[i], .label = scene.t(kAlcoholKeys[i]), .selected = rules.alcohol == kAlcohol[i]});
  const std::size_t columns = columns_in(scene.ui, column.rest().width, 150, 3);
  if (const auto tapped = choice_grid(scene.ui, column, "alcohol", choices, columns, ChoiceRole::radio)) {
    changing(scene).alcohol = kAlcohol[*tapped];
  }
}

// What of the limits is another in the pack that waits.
std::string changes_of(const Scene& scene, const Playbook& now, const Playbook& next) {
  std::string told;
  const auto tell = [&](const std::string& what, Money before, Money after, bool endless) {
    if (before == after) return;
    if (!told.empty()) told += " · ";
    told += scene.t(
        "settings.change",
        {{"what", what}, {"before", words_of(scene, before, endless)}, {"after", words_of(scene, after, endless)}});
  };
  for (const Role role : kLimited) {
    const std::string who = scene.t("settings." + name_of(role));
    tell(who + ", " + scene.t("settings.per_case"), now.limit[at(role)], next.limit[at(role)], false);
    tell(who + ", " + scene.t("settings.per_shift"), now.shift_limit[at(role)], next.shift_limit[at(role)], true);
  }
  tell(scene.t("settings.extra"), now.extra_limit, next.extra_limit, false);
  return told.empty() ? scene.t("settings.other_rules") : told;
}

// Limits that were made for another currency hold as they were scaled; the owner looks at them once, and makes them the
// house's own.
bool are_scaled(const Scene& scene) {
  const Policy& holds = *scene.view.policy;
  const auto said = [](const auto& limits) {
    return std::ranges::any_of(limits, [](const auto& limit) { return limit.has_value(); });
  };
  return holds.playbook.scaled_from && !said(holds.site.limit);
}

void draw_scaled(Scene& scene, Column& column) {
  if (!are_scaled(scene)) return;
  const Playbook& rules = scene.view.policy->playbook;
  draw_notice(scene, column, Icon::supervisor_account,
              scene.t("settings.scaled",
                      {{"from", std::string(rules.scaled_from->code())}, {"to", std::string(rules.currency.code())}}));
  const Rect row = column.next(scene.ui.target(size::kMainButton), scene.ui.px(space::kBetween));
  if (!button(scene.ui, "right", row, {.label = scene.t("settings.right")})) return;
  const Playbook wanted = wanted_rules(scene);
  Site& site = changing(scene);
  for (const Role role : kLimited) {
    site.limit[at(role)] = wanted.limit[at(role)];
    site.shift_limit[at(role)] = wanted.shift_limit[at(role)];
  }
  site.extra_limit = wanted.extra_limit;
  scene.state.answering = true;
}

void draw_waiting(Scene& scene, Column& column) {
  if (!scene.view.policy_problem.empty()) {
    draw_notice(scene, column, Icon::error_outline, scene.t("settings.problem", {{"what", scene.view.policy_problem}}));
  }
  if (!scene.view.waiting) return;
  draw_notice(scene, column, Icon::supervisor_account,
              scene.t("settings.waits",
                      {{"what", changes_of(scene, scene.view.policy->playbook, scene.view.waiting->playbook)}}));
  const Rect row = column.next(scene.ui.target(size::kMainButton), scene.ui.px(space::kBetween));
  const float gap = scene.ui.px(space::kBetween);
  if (button(scene.ui, "take", row_cell(row, 0, 2, gap), {.label = scene.t("settings.take")})) {
    scene.state.answering = scene.state.allowing = true;
    scene.ui.request_frame();
  }
  if (button(scene.ui, "drop", row_cell(row, 1, 2, gap), {.label = scene.t("settings.drop")})) scene.ask(DropPolicy{});
}

// Who may say yes to it: an owner where it lets somebody give more.
std::vector<Person> able_to_say_yes(const Scene& scene) {
  const bool raises =
      scene.state.allowing || are_scaled(scene) || raises_authority(scene.view.policy->playbook, wanted_rules(scene));
  std::vector<Person> able;
  for (const Person& person : scene.host.staff) {
    if (person.role >= (raises ? Role::owner : Role::manager)) able.push_back(person);
  }
  return able;
}

void stop_answering(Scene& scene) {
  forget_answer(scene.state);
  scene.state.answering = scene.state.allowing = false;
  scene.ui.request_frame();
}

void draw_answering(Scene& scene, const Rect& sheet) {
  UiState& state = scene.state;
  const std::vector<Person> able = able_to_say_yes(scene);
  if (!state.approver && able.size() == 1) state.approver = able.front().id;
  const auto chosen = std::ranges::find_if(able, [&](const Person& person) { return state.approver == person.id; });
  const Person* person = chosen == able.end() ? nullptr : &*chosen;
  const std::string cue_text = state.pin_problem ? pin_problem_words(scene) : scene.t("settings.cue");
  const SheetParts parts = sheet_parts(scene.ui, sheet, false, cue_text);
  const std::string title = scene.t("settings.title");
  (void)header(scene.ui, parts.head, {.title = title});
  const float gap = scene.ui.px(space::kBetween);
  const Size pad = pin_pad_size(scene.ui, parts.body.height - gap);
  const bool beside = parts.body.width >= pad.width + scene.ui.px(kNamesWidth);
  const Rect area = begin_scroll(scene.ui, "answering", parts.body);
  Column column(beside ? area.left_of(pad.width, scene.ui.px(space::kEdge)) : area);
  draw_able(scene, column, scene.t("settings.whose"), able);
  Column keys(beside ? area.right_piece(pad.width) : column.rest());
  if (!able.empty()) draw_pin_keys(scene, keys.next(pad.height, gap), person != nullptr);
  end_scroll(scene.ui, std::max(column.bottom(), keys.bottom()));
  draw_cue(scene, parts.cue, cue_text);
  const bool whole = person != nullptr && state.pin.size() >= kPinDigitsLeast && !state.pin_on_its_way;
  const std::string hint = state.pin_on_its_way ? scene.t("approve.checking")
                           : person == nullptr  ? scene.t("approve.choose_first")
                                                : scene.t("settings.enter_pin", {{"name", person->name}});
  const FootTap tapped = foot(scene.ui, parts.foot,
                              {.left = scene.t("settings.back"),
                               .main = scene.t(state.allowing ? "settings.take" : "settings.keep"),
                               .hint = whole ? std::string() : hint});
  if (tapped == FootTap::left || scene.ui.key(Key::escape)) stop_answering(scene);
  if (tapped != FootTap::main) return;
  if (state.allowing) {
    scene.try_pin(*person, IntentBody(AllowPolicy{scene.view.waiting->playbook.version, *person}));
  } else {
    scene.try_pin(*person, IntentBody(ChangeSite{*state.site, *person}));
  }
}

}  // namespace

void draw_settings(Scene& scene, const Rect& sheet) {
  UiState& state = scene.state;
  if (!scene.view.policy) return;
  if (state.site && *state.site == scene.view.policy->site) state.site.reset();
  // What was asked for has been done.
  if (state.answering && !(state.allowing ? scene.view.waiting != nullptr : state.site.has_value())) {
    stop_answering(scene);
    scene.say(scene.t("toast.rules_kept"));
  }
  if (state.answering) {
    draw_answering(scene, sheet);
    return;
  }
  if (state.printer_page != PrinterPage::none) {
    draw_printer(scene, sheet);
    return;
  }
  const SheetParts parts = sheet_parts(scene.ui, sheet, false, {});
  const std::string title = scene.t("settings.title");
  const std::string& house = scene.view.policy->playbook.house;
  const std::string detail = house.empty() ? scene.t("settings.detail") : house;
  const std::string back = scene.t("settings.back");
  const std::string close = scene.t("sheet.close");
  const std::array<HeaderButton, 2> buttons = {HeaderButton{.id = "back", .icon = Icon::arrow_back, .label = back},
                                               HeaderButton{.id = "close", .icon = Icon::close, .label = close}};
  const auto left = header(scene.ui, parts.head, {.title = title, .detail = detail, .buttons = buttons});
  const Playbook rules = wanted_rules(scene);
  Column column(begin_scroll(scene.ui, "settings", parts.body));
  draw_waiting(scene, column);
  draw_scaled(scene, column);
  draw_limits(scene, column, rules);
  draw_alcohol(scene, column, rules);
  draw_printer_row(scene, column);
  end_scroll(scene.ui, column.bottom());
  const bool changed = state.site.has_value();
  const FootTap tapped = foot(scene.ui, parts.foot,
                              {.left = changed ? scene.t("settings.as_it_was") : std::string(),
                               .main = scene.t(changed ? "settings.keep" : "settings.back")});
  if (tapped == FootTap::left) state.site.reset();
  if (tapped == FootTap::main && changed) state.answering = true;
  if (left || (tapped == FootTap::main && !changed)) {
    state.site.reset();
    state.page = left == std::size_t{1} ? Page::tab : Page::display;
  }
  if (left || tapped != FootTap::none) scene.ui.request_frame();
}

}  // namespace amends
