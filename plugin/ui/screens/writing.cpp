// A guest's words, or a way to reach them: one field and keys on the screen, for tills without a keyboard.
// What is kept goes to the side table, encrypted; nothing of it is suggested, logged or listed.

#include <string_view>

#include "desk/names.hpp"
#include "ui/screens/scene.hpp"

namespace amends {

namespace {

KeyboardFor keys_for(PrivateKind kind) {
  switch (kind) {
    case PrivateKind::wish:
      return KeyboardFor::wish;
    case PrivateKind::promise:
      return KeyboardFor::promise;
    case PrivateKind::guest_name:
      return KeyboardFor::name;
    case PrivateKind::phone:
      return KeyboardFor::phone;
    case PrivateKind::mail:
      return KeyboardFor::mail;
    case PrivateKind::words:
    case PrivateKind::meaning:
    case PrivateKind::note:
      break;
  }
  return KeyboardFor::words;
}

void keep(Scene& scene) {
  UiState& state = scene.state;
  if (state.written.empty()) return;
  if (state.writing == PrivateKind::phone || state.writing == PrivateKind::mail) {
    scene.give(GiveContact{.kind = state.writing, .text = {state.written}, .consent = true});
  } else {
    scene.give(NoteText{.kind = state.writing, .text = {state.written}});
  }
  state.written.clear();
  scene.ui.leave_field();
  scene.open_panel(state.panel_before);
}

}  // namespace

void draw_writing(Scene& scene, const Rect& sheet) {
  UiState& state = scene.state;
  const std::string kind = name_of(state.writing);
  const bool literal = scene.is_safety() && state.writing == PrivateKind::words;
  const std::string cue_text = scene.t(literal ? "safety.cue_words" : "writing.cue_" + kind);
  const bool low = sheet.height < scene.ui.px(kLowSheet);
  SheetParts parts = sheet_parts(scene.ui, sheet, !low, low ? std::string_view{} : cue_text);
  if (!low && draw_head(scene, parts)) return;
  if (low) {
    const float top = sheet.y + scene.ui.px(space::kBetween);
    parts.body.height += parts.body.y - top;
    parts.body.y = top;
  }

  Column column(parts.body);
  const std::string label = scene.t("writing.heading_" + kind);
  const std::string hint = scene.t("writing.hint_" + kind);
  if (!low) section(scene.ui, column, label);
  const TextFieldSpec spec{.hint = hint, .label = label, .icon = Icon::edit, .focus_now = state.focus_field};
  state.focus_field = false;
  const float field_px = scene.ui.target(low ? size::kTarget : size::kMainButton);
  const TextFieldResult result = text_field(scene.ui, "field", column.next(field_px), spec, state.written);
  const float below = scene.ui.px(space::kBetween);
  const Rect rest = column.rest().below(below).above(low ? 0 : below);
  const float height = keyboard_height(scene.ui, rest.height);
  draw_keyboard(scene, {rest.x, rest.bottom() - height, rest.width, height}, keys_for(state.writing), state.written);

  if (!low) draw_cue(scene, parts.cue, cue_text);
  const FootTap tapped = foot(scene.ui, parts.foot,
                              {.left = scene.t("writing.back"),
                               .main = scene.t("writing.keep"),
                               .main_icon = Icon::done,
                               .hint = state.written.empty() ? scene.t("writing.empty") : std::string()});
  if (tapped == FootTap::left || scene.ui.key(Key::escape)) {
    scene.ui.leave_field();
    scene.open_panel(state.panel_before);
  } else if (tapped == FootTap::main || result.submitted) {
    keep(scene);
  }
}

}  // namespace amends
