// The closed state: a tab on the edge, one tap away, with a count of what waits. Where the ledger can't be used it says so
// in one sentence, and the sale goes on.

#include <algorithm>
#include <cmath>

#include "desk/names.hpp"
#include "ui/screens/scene.hpp"

namespace amends {

namespace {

std::uint32_t due_count(const Scene& scene) {
  return static_cast<std::uint32_t>(std::ranges::count_if(
      scene.view.follow_ups, [&](const FollowUpRow& row) { return row.follow_up.due <= scene.now; }));
}

}  // namespace

void draw_tab(Scene& scene) {
  Ui& ui = scene.ui;
  const float width = std::min(ui.px(420), ui.surface().width - 2 * ui.px(space::kEdge));
  const float edge = ui.px(space::kEdge);
  draw_toast(scene, {ui.left_handed() ? edge : ui.surface().width - width - edge, edge, width, ui.target(size::kCard)});
  const bool trouble = scene.view.trouble != StorageTrouble::none;
  const std::uint32_t waiting = scene.view.waiting_count + due_count(scene);
  const std::string label = scene.t(trouble ? "tab.trouble" : "tab.label");
  std::string spoken;
  if (trouble) {
    spoken = scene.t(key_of(scene.view.trouble));
  } else if (waiting > 0) {
    spoken = scene.t("tab.waiting", {{"count", std::to_string(waiting)}});
  }
  const TabSpec spec{.icon = trouble ? Icon::edit : Icon::favorite_border,
                     .label = label,
                     .badge = trouble ? 0 : static_cast<int>(waiting),
                     .badge_label = spoken};
  const Rect rect = tab_rect(ui, spec, std::floor(ui.surface().height * 0.41F));
  if (tab_button(ui, "tab", rect, spec)) {
    scene.state.page = Page::sheet;
    scene.state.toast.clear();
    scene.ask(FocusCheck{});
    ui.request_frame();
  }
}

}  // namespace amends
