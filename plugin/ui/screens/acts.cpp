// Acts and facts in plain words, as whoever looks at the screen reads them.

#include "desk/act_words.hpp"
#include "desk/fact_words.hpp"
#include "ui/screens/scene.hpp"

namespace amends {

namespace {

FactGround ground_of(const Scene& scene) {
  return {scene.words, scene.playbook, [&scene](const PersonId& id) { return scene.person(id); },
          [&scene](Instant at) { return scene.time(at); }};
}

}  // namespace

std::string remedy_title(const Scene& scene, const TemplateId& remedy) {
  return remedy_title(scene.words, remedy);
}

std::string act_title(const Scene& scene, const Act& act) {
  return act_title(scene.words, act);
}

std::string act_state(const Scene& scene, const Act& act) {
  return act_state(ground_of(scene), act);
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
  return fact_words(ground_of(scene), of, fact);
}

}  // namespace amends
