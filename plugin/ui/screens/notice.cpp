// What a manager should know and nobody waits for: one sentence above what they look at anyway.
#include "ui/screens/scene.hpp"

namespace amends {

void draw_notice(Scene& scene, Column& column, Icon icon, const std::string& words) {
  banner(scene.ui, column.next(banner_height(scene.ui, column.rest().width, icon, words), scene.ui.px(space::kBetween)),
         icon, words, {}, BannerKind::waiting);
}

void draw_clock_notice(Scene& scene, Column& column) {
  if (!scene.view.clock_jump) return;
  const ClockJump& jump = *scene.view.clock_jump;
  draw_notice(scene, column, Icon::schedule,
              scene.t(jump.to < jump.from ? "clock.back" : "clock.ahead",
                      {{"from", scene.time(jump.from)}, {"to", scene.time(jump.to)}}));
  const Rect row = column.next(scene.ui.target(size::kMainButton), scene.ui.px(space::kBetween));
  if (button(scene.ui, "clock_seen", row, {.label = scene.t("clock.seen")})) scene.ask(NoteClockSeen{jump});
}

}  // namespace amends
