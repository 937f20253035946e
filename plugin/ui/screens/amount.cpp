// Another amount for what is asked: typed as on a till, and never more than may be given.

#include <algorithm>
#include <cmath>

#include "ui/screens/scene.hpp"

namespace amends {

void draw_amount(Scene& scene, const Rect& sheet, const Act& act) {
  UiState& state = scene.state;
  const std::string cue_text = scene.t("cue.other_amount");
  const SheetParts parts = sheet_parts(scene.ui, sheet, false, cue_text);
  if (draw_head(scene, parts)) return;
  std::int64_t minor = state.amount_minor.value_or(0);
  const Size size = keypad_size(scene.ui);
  const Rect area = begin_scroll(scene.ui, "amount", parts.body);
  const Rect place{area.x + std::floor((area.width - size.width) / 2), area.y, size.width, size.height};
  const std::string amount = scene.money({minor, act.cost.currency});
  const std::string erase = scene.t("writing.erase");
  if (keypad(scene.ui, "keypad", place, {.amount = amount, .erase = erase}, minor)) {
    state.amount_minor = minor;
    scene.ui.request_frame();
  }
  end_scroll(scene.ui, place.bottom());
  draw_cue(scene, parts.cue, cue_text);
  const FootTap tapped = foot(scene.ui, parts.foot,
                              {.left = scene.t("approve.as_asked"),
                               .main = scene.t("approve.take_amount", {{"amount", amount}}),
                               .hint = minor == 0 ? scene.t("approve.type_amount") : std::string()});
  if (tapped == FootTap::none) return;
  if (tapped == FootTap::left || minor == act.cost.minor) state.amount_minor.reset();
  scene.open_panel(Panel::none);
}

}  // namespace amends
