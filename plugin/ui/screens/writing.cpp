// A guest's words, or a way to reach them: one field and keys on the screen, for tills without a keyboard.
// What is kept goes to the side table, encrypted; nothing of it is suggested, logged or listed.

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include "ui/screens/names.hpp"
#include "ui/screens/scene.hpp"

namespace amends {

namespace {

constexpr std::array<std::string_view, 3> kLetters = {"qwertyuiop", "asdfghjkl", "zxcvbnm"};
constexpr std::array<std::string_view, 3> kDigits = {"1234567890", "@.-_+/:", "!?,'()&"};

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

void type_key(Scene& scene, std::string_view character) {
  std::string typed(character);
  if (scene.state.shift_keys && !scene.state.digit_keys && typed.front() >= 'a' && typed.front() <= 'z') {
    typed.front() = static_cast<char>(typed.front() - 'a' + 'A');
  }
  scene.state.written += typed;
  scene.state.shift_keys = false;
  scene.state.focus_field = true;
  scene.ui.request_frame();
}

void erase_last(std::string& text) {
  while (!text.empty() && (static_cast<unsigned char>(text.back()) & 0xC0U) == 0x80U)
    text.pop_back();
  if (!text.empty()) text.pop_back();
}

void draw_key_row(Scene& scene, const Rect& row, std::string_view characters) {
  const float gap = scene.ui.px(6);
  for (std::size_t i = 0; i < characters.size(); ++i) {
    std::string label(characters.substr(i, 1));
    if (scene.state.shift_keys && !scene.state.digit_keys && label[0] >= 'a' && label[0] <= 'z') {
      label[0] = static_cast<char>(label[0] - 'a' + 'A');
    }
    const Rect cell = row_cell(row, i, characters.size(), gap);
    if (button(scene.ui, label, cell, {.label = label})) type_key(scene, characters.substr(i, 1));
  }
}

void draw_keyboard(Scene& scene, const Rect& area) {
  const GroupScope group(scene.ui, "keyboard", NodeRole::group, scene.t("writing.keyboard"), area);
  const float gap = scene.ui.px(6);
  const float key = std::floor((area.height - 3 * gap) / 4);
  Column rows(area, gap);
  const auto& layout = scene.state.digit_keys ? kDigits : kLetters;
  for (const std::string_view characters : layout)
    draw_key_row(scene, rows.next(key), characters);
  const Rect last = rows.next(key);
  if (button(scene.ui, "digits", row_cell(last, 0, 10, gap, 2),
             {.label = scene.t(scene.state.digit_keys ? "writing.letters" : "writing.digits")})) {
    scene.state.digit_keys = !scene.state.digit_keys;
    scene.ui.request_frame();
  }
  if (button(scene.ui, "shift", row_cell(last, 2, 10, gap, 1),
             {.label = scene.t("writing.shift"), .icon = Icon::arrow_upward, .kind = ButtonKind::icon_only})) {
    scene.state.shift_keys = !scene.state.shift_keys;
    scene.ui.request_frame();
  }
  if (button(scene.ui, "space", row_cell(last, 3, 10, gap, 5), {.label = scene.t("writing.space")})) {
    type_key(scene, " ");
  }
  if (button(scene.ui, "erase", row_cell(last, 8, 10, gap, 2),
             {.label = scene.t("writing.erase"), .icon = Icon::backspace, .kind = ButtonKind::icon_only})) {
    erase_last(scene.state.written);
    scene.state.focus_field = true;
    scene.ui.request_frame();
  }
}

}  // namespace

void draw_writing(Scene& scene, const Rect& sheet) {
  UiState& state = scene.state;
  const std::string kind = name_of(state.writing);
  const std::string cue_text = scene.t("writing.cue_" + kind);
  const SheetParts parts = sheet_parts(scene.ui, sheet, true, cue_text);
  if (draw_head(scene, parts)) return;

  Column column(parts.body);
  const std::string label = scene.t("writing.heading_" + kind);
  const std::string hint = scene.t("writing.hint_" + kind);
  section(scene.ui, column, label);
  const TextFieldSpec spec{.hint = hint, .label = label, .icon = Icon::edit, .focus_now = state.focus_field};
  state.focus_field = false;
  const TextFieldResult result =
      text_field(scene.ui, "field", column.next(scene.ui.target(size::kMainButton)), spec, state.written);
  column.skip(scene.ui.px(space::kInside));
  const Rect rest = column.rest();
  const float most = scene.ui.px(4 * 62);
  const float height = std::min(rest.height - scene.ui.px(space::kBetween), most);
  draw_keyboard(scene, {rest.x, rest.bottom() - height - scene.ui.px(space::kBetween), rest.width, height});

  draw_cue(scene, parts.cue, cue_text);
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
