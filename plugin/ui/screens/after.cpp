// After: the three marks, what we do so that it doesn't happen again, and when somebody gets back to the guest.

#include <algorithm>
#include <array>

#include "desk/names.hpp"
#include "ui/screens/scene.hpp"

namespace amends {

namespace {

constexpr std::size_t kWays = 4;

void draw_marks(Scene& scene, Column& column, const Case& of) {
  const Rect row = column.next(scene.ui.px(size::kMark));
  const float gap = scene.ui.px(space::kBetween);
  mark(scene.ui, row_cell(row, 0, 3, gap), scene.t("after.acknowledged"), of.is_acknowledged());
  mark(scene.ui, row_cell(row, 1, 3, gap), scene.t("after.put_right"), of.is_put_right());
  mark(scene.ui, row_cell(row, 2, 3, gap), scene.t("after.prevention_told"), of.is_prevention_told());
}

// A second complaint about one item on one day: before a third guest gets it, somebody takes it off the menu (S2.2).
void draw_repeated(Scene& scene, Column& column, const CaseView& open) {
  for (const CheckLine& line : open.state.lines) {
    const std::size_t others = open.standing.complaints_of(line.item);
    if (others == 0) continue;
    const std::string words =
        scene.t("after.again_today", {{"count", std::to_string(others + 1)}, {"name", line.name}});
    banner(
        scene.ui,
        column.next(banner_height(scene.ui, column.rest().width, Icon::history, words), scene.ui.px(space::kBetween)),
        Icon::history, words, {}, BannerKind::waiting);
    return;
  }
}

void draw_preventions(Scene& scene, Column& column, const Case& of) {
  const Failure* failure = scene.playbook.find(of.failure);
  if (failure == nullptr || failure->preventions.empty()) return;
  section(scene.ui, column, scene.t("after.prevention"));
  std::vector<GridChoice> choices;
  for (const PreventionId& prevention : failure->preventions) {
    choices.push_back({.id = prevention.text,
                       .label = scene.t("prevention." + prevention.text),
                       .selected = of.prevention == prevention});
  }
  const std::size_t columns = columns_in(scene.ui, column.rest().width, 240, 2);
  if (const auto tapped = choice_grid(scene.ui, column, "preventions", choices, columns, ChoiceRole::radio)) {
    scene.give(ChoosePrevention{.prevention = failure->preventions[*tapped], .told = true});
  }
}

void draw_get_back(Scene& scene, Column& column, const CaseView& open) {
  const Case& of = open.state;
  section(scene.ui, column, scene.t("after.get_back"));
  const FollowUp* follow_up = of.open_follow_up();
  const FollowUpWhen chosen = follow_up != nullptr    ? follow_up->when
                              : of.follow_up_declined ? FollowUpWhen::not_needed
                                                      : open.follow_up_preset;
  std::vector<GridChoice> choices;
  constexpr std::array<FollowUpWhen, kWays> kOrder = {FollowUpWhen::tomorrow, FollowUpWhen::today,
                                                      FollowUpWhen::before_bill, FollowUpWhen::not_needed};
  for (const FollowUpWhen when : kOrder) {
    const std::string key = key_of(when);
    choices.push_back({.id = key, .label = scene.t(key), .selected = when == chosen});
  }
  const std::size_t columns = columns_in(scene.ui, column.rest().width, 150, kWays);
  if (const auto tapped = choice_grid(scene.ui, column, "when", choices, columns, ChoiceRole::radio)) {
    scene.give(PlanFollowUp{.when = kOrder[*tapped], .owner = {}});
  }
}

void draw_contact(Scene& scene, Column& column, const Case& of) {
  section(scene.ui, column, scene.t("after.how"), scene.t("after.if_they_agree"));
  const bool phone = of.contact && of.contact->kind == PrivateKind::phone;
  const bool mail = of.contact && of.contact->kind == PrivateKind::mail;
  const std::vector<GridChoice> choices = {{.id = "phone",
                                            .label = scene.t(phone ? "after.phone_kept" : "after.phone"),
                                            .icon = Icon::phone,
                                            .selected = phone},
                                           {.id = "mail",
                                            .label = scene.t(mail ? "after.mail_kept" : "after.mail"),
                                            .icon = Icon::mail_outline,
                                            .selected = mail},
                                           {.id = "name",
                                            .label = scene.t(of.guest_name ? "after.name_kept" : "after.name"),
                                            .icon = Icon::person_add_alt,
                                            .selected = of.guest_name.has_value()}};
  const std::size_t columns = columns_in(scene.ui, column.rest().width, 190, 3);
  const auto tapped = choice_grid(scene.ui, column, "contact", choices, columns, ChoiceRole::button);
  if (tapped == 0) scene.write(PrivateKind::phone);
  if (tapped == 1) scene.write(PrivateKind::mail);
  if (tapped == 2) scene.write(PrivateKind::guest_name);
}

void draw_promise(Scene& scene, Column& column, const CaseView& open) {
  section(scene.ui, column, scene.t("after.promised"));
  const FollowUp* follow_up = open.state.open_follow_up();
  const std::string* words = open.text_of(open.state.promise_words);
  std::string title = words != nullptr ? *words : std::string();
  std::string detail;
  if (follow_up != nullptr) {
    detail =
        scene.t("after.promise_by", {{"name", scene.person(follow_up->owner)}, {"time", scene.time(follow_up->due)}});
  }
  if (title.empty()) std::swap(title, detail);
  const bool hint = title.empty();
  if (hint) title = scene.t("after.promise_hint");
  const ChoiceSpec spec{.label = title,
                        .detail = detail,
                        .icon = Icon::schedule,
                        .trailing_icon = Icon::edit,
                        .selected = words != nullptr,
                        .role = ChoiceRole::button,
                        .hint = hint};
  if (choice(scene.ui, "promise", column.next(choice_height(scene.ui, column.rest().width, spec)), spec)) {
    scene.write(PrivateKind::promise);
  }
}

void draw_last_question(Scene& scene, Column& column) {
  const bool hurt = scene.is_safety();
  const std::string question = scene.t(hurt ? "safety.ask_cared" : "after.ask_apology");
  banner(scene.ui, column.next(banner_height(scene.ui, column.rest().width, Icon::volunteer_activism, question)),
         Icon::volunteer_activism, question, {}, BannerKind::waiting);
  const Rect row = column.next(scene.ui.target(size::kMainButton), scene.ui.px(space::kBetween));
  if (button(scene.ui, "apologised", row,
             {.label = scene.t(hurt ? "safety.cared" : "hear.apologised"), .icon = Icon::done})) {
    scene.give(Apologise{});
  }
  column.skip(scene.ui.px(space::kBetween));
}

}  // namespace

void draw_after(Scene& scene, const Rect& sheet) {
  const CaseView& open = *scene.open();
  const Case& of = open.state;
  const std::string cue_text = scene.cue_for("after", "cue.exception");
  const SheetParts parts = sheet_parts(scene.ui, sheet, true, cue_text);
  if (draw_head(scene, parts)) return;

  Column column(begin_scroll(scene.ui, "after", parts.body));
  if (of.apology_asked && !of.apology) draw_last_question(scene, column);
  draw_marks(scene, column, of);
  draw_settling(scene, column, of);
  draw_unsettled(scene, column, of);
  draw_repeated(scene, column, open);
  draw_preventions(scene, column, of);
  draw_get_back(scene, column, open);
  draw_contact(scene, column, of);
  draw_promise(scene, column, open);
  draw_slips(scene, column, open);
  end_scroll(scene.ui, column.bottom());

  draw_cue(scene, parts.cue, cue_text);
  const FootTap tapped = foot(scene.ui, parts.foot, {.main = scene.t("after.done"), .main_icon = Icon::done});
  if (tapped != FootTap::main) return;
  if (of.waits_for_yes()) {
    scene.say(scene.t("toast.waits", {{"number", of.number.text}}));
    scene.ask(LeaveCase{});
    scene.state.page = Page::tab;
    scene.ui.request_frame();
    return;
  }
  if (!of.apology && !of.apology_asked) {
    scroll_to_top(scene.ui, "after");
  } else {
    scene.say(scene.t("toast.kept", {{"number", of.number.text}}));
  }
  scene.give(FinishCase{});
}

}  // namespace amends
