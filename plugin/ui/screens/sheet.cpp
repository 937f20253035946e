// The sheet: its head and the step it is at. Under 1100 pixels it covers the check and repeats its lines.

#include <array>

#include "desk/names.hpp"
#include "ui/screens/scene.hpp"

namespace amends {

namespace {

// The safety branch has no extra.
std::vector<Step> steps_of(const Scene& scene) {
  if (scene.is_safety()) return {Step::hear, Step::put_right, Step::after};
  return {Step::hear, Step::put_right, Step::extra, Step::after};
}

bool has_alive_fix(const Case& of) {
  return of.given(ActPurpose::fix).minor > 0 || of.is_put_right();
}

bool is_done(const Case& of, Step step, Step shown) {
  switch (step) {
    case Step::hear:
      return shown != Step::hear;
    case Step::put_right:
      return has_alive_fix(of);
    case Step::extra:
      return of.extra_declined || of.given(ActPurpose::extra).minor > 0;
    case Step::after:
      return of.finished;
  }
  return false;
}

}  // namespace

bool draw_head(Scene& scene, const SheetParts& parts) {
  UiState& state = scene.state;
  const CaseView* open = scene.open();
  std::string title;
  std::string confirmed;
  std::string detail;
  if (open != nullptr) {
    const Case& of = open->state;
    title = scene.place(of.place, of.check_number);
    confirmed = scene.t("sheet.recorded");
    detail =
        scene.t("sheet.recorded_detail",
                {{"number", of.number.text}, {"name", scene.person(of.opened_by)}, {"time", scene.time(of.opened)}});
  } else {
    title = state.channel || !scene.host.check ? scene.t("sheet.no_check")
                                               : scene.place(scene.host.check->place, scene.host.check->number);
    detail = scene.t("sheet.ours_to_fix");
  }
  const std::string lists = scene.t("sheet.lists");
  const std::string close = scene.t("sheet.close");
  const std::array<HeaderButton, 2> buttons = {HeaderButton{.id = "lists", .icon = Icon::list, .label = lists},
                                               HeaderButton{.id = "close", .icon = Icon::close, .label = close}};
  const auto tapped =
      header(scene.ui, parts.head, {.title = title, .confirmed = confirmed, .detail = detail, .buttons = buttons});
  if (!parts.steps.empty()) {
    const std::vector<Step> shown = steps_of(scene);
    std::vector<std::string> labels(shown.size());
    std::vector<StepSpec> specs(shown.size());
    for (std::size_t i = 0; i < shown.size(); ++i) {
      labels[i] = scene.t(key_of(shown[i]));
      const bool done = open != nullptr && is_done(open->state, shown[i], state.step);
      specs[i] = {.label = labels[i],
                  .state = shown[i] == state.step ? StepState::now
                           : done                 ? StepState::done
                                                  : StepState::later};
    }
    const auto step = step_bar(scene.ui, "steps", parts.steps, specs);
    if (step && open != nullptr) scene.show_step(shown[*step]);
    if (step && open == nullptr && state.recording) state.step_wanted = shown[*step];
    if (step && open == nullptr && !state.recording && *step > 0) scene.say(scene.t("hear.how"));
  }
  if (!tapped) return false;
  state.panel = Panel::none;
  state.page = *tapped == 0 ? Page::follow_ups : Page::tab;
  scene.ui.leave_field();
  scene.ui.request_frame();
  return true;
}

void draw_page(Scene& scene, const Rect& sheet) {
  const UiState& state = scene.state;
  sheet_frame(scene.ui, sheet, scene.t("sheet.name"));
  if (state.page == Page::sheet) {
    draw_sheet(scene, sheet);
  } else if (state.looking_at && scene.view.trouble == StorageTrouble::none) {
    draw_case(scene, sheet);
  } else if (state.page == Page::cases) {
    draw_cases(scene, sheet);
  } else if (state.page == Page::requests) {
    draw_requests(scene, sheet);
  } else if (state.page == Page::coupon && scene.view.trouble == StorageTrouble::none) {
    draw_coupon(scene, sheet);
  } else if (state.page == Page::learn) {
    draw_learn(scene, sheet);
  } else if (state.page == Page::watch) {
    draw_watch(scene, sheet);
  } else if (state.page == Page::line_up) {
    draw_line_up(scene, sheet);
  } else if (state.page == Page::gallery) {
    draw_gallery(scene, sheet);
  } else if (state.page == Page::display) {
    draw_display(scene, sheet);
  } else if (state.page == Page::settings) {
    draw_settings(scene, sheet);
  } else {
    draw_follow_ups(scene, sheet);
  }
}

void draw_sheet(Scene& scene, const Rect& sheet) {
  UiState& state = scene.state;
  if (scene.view.trouble != StorageTrouble::none) {
    draw_paper(scene, sheet);
    return;
  }
  if (scene.open() == nullptr) {
    draw_hear(scene, sheet);
    return;
  }
  if (const Act* shown = state.coupon_shown ? scene.open()->state.find(*state.coupon_shown) : nullptr) {
    draw_coupon_for_guest(scene, sheet, *shown);
    return;
  }
  if (state.slip_shown) {
    draw_slip_preview(scene, sheet);
    return;
  }
  if (state.panel == Panel::writing) {
    draw_writing(scene, sheet);
    return;
  }
  if (state.panel == Panel::read_back) {
    draw_read_back(scene, sheet);
    return;
  }
  if (state.panel == Panel::people) {
    draw_people(scene, sheet);
    return;
  }
  const Failure* failure = scene.playbook.find(scene.open()->state.failure);
  switch (state.step) {
    case Step::hear:
      if (failure != nullptr && failure->safety) {
        draw_safety(scene, sheet, *failure);
      } else {
        draw_hear(scene, sheet);
      }
      break;
    case Step::put_right:
      draw_put_right(scene, sheet);
      break;
    case Step::extra:
      draw_extra(scene, sheet);
      break;
    case Step::after:
      draw_after(scene, sheet);
      break;
  }
}

}  // namespace amends
