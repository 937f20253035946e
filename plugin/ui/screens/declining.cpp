// An approver's no: what may be given instead, and why. A no without something instead is no answer.

#include <array>

#include "desk/names.hpp"
#include "ui/screens/scene.hpp"

namespace amends {

namespace {

constexpr std::array kReasons = {WhyNo::beyond_harm, WhyNo::other_fits, WhyNo::given_already};

}  // namespace

void draw_declining(Scene& scene, const Rect& sheet, const Act& act, const Person& approver) {
  UiState& state = scene.state;
  const std::string cue_text = scene.t("cue.decline");
  const SheetParts parts = sheet_parts(scene.ui, sheet, false, cue_text);
  if (draw_head(scene, parts)) return;
  Column column(begin_scroll(scene.ui, "declining", parts.body));
  section(scene.ui, column, scene.t("approve.what_instead"));
  std::vector<GridChoice> choices;
  std::vector<TemplateId> offered;
  for (const Option& option : scene.open()->fixes) {
    if (option.from == act.from || option.answer == Answer::instead) continue;
    offered.push_back(option.from);
    choices.push_back({.id = option.from.text,
                       .label = remedy_title(scene, option.from),
                       .detail = scene.money(option.cost),
                       .icon = scene.icon(option.icon),
                       .selected = state.said_instead == option.from});
  }
  const std::size_t columns = columns_in(scene.ui, column.rest().width, 280, 2);
  if (const auto tapped = choice_grid(scene.ui, column, "instead", choices, columns, ChoiceRole::radio)) {
    state.said_instead = offered[*tapped];
    scene.ui.request_frame();
  }
  section(scene.ui, column, scene.t("approve.why_no"));
  std::vector<GridChoice> reasons;
  for (const WhyNo why : kReasons) {
    const std::string key = key_of(why);
    reasons.push_back({.id = key, .label = scene.t(key), .selected = state.why_no == why});
  }
  const std::size_t reason_columns = columns_in(scene.ui, column.rest().width, 200, 3);
  if (const auto tapped = choice_grid(scene.ui, column, "why", reasons, reason_columns, ChoiceRole::radio)) {
    state.why_no = kReasons[*tapped];
    scene.ui.request_frame();
  }
  end_scroll(scene.ui, column.bottom());

  draw_cue(scene, parts.cue, cue_text);
  const bool whole = state.said_instead && state.why_no;
  const FootTap tapped =
      foot(scene.ui, parts.foot,
           {.left = scene.t("right.back"),
            .main = state.said_instead
                        ? scene.t("approve.offer_instead", {{"what", remedy_title(scene, *state.said_instead)}})
                        : std::string(),
            .hint = whole ? std::string() : scene.t("approve.choose_both")});
  if (tapped == FootTap::left) scene.open_panel(Panel::none);
  if (tapped != FootTap::main || !whole) return;
  scene.try_pin(approver, DeclineAct{.act = act.id, .why = *state.why_no, .instead = *state.said_instead});
  scene.open_panel(Panel::none);
}

}  // namespace amends
