// The keys on the screen, for tills without a keyboard: letters as the language has them, digits and signs, a strip above
// them that suggests, and the accents of a letter that is held.
// Promises: a key types into the field that is focused, at its caret; nothing that was typed is kept or suggested.

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include "ui/screens/scene.hpp"
#include "ui/suggest.hpp"

namespace amends {

namespace {

constexpr float kKeyGap = 6;
constexpr float kKeyGapLeast = 2;
constexpr float kKeyHeight = 56;
constexpr std::size_t kSuggested = 3;
constexpr std::size_t kAccentsMost = 8;
constexpr std::int64_t kDoubleTapUs = 400'000;
constexpr std::array<std::string_view, 3> kSigns = {"1234567890", "-/:;()&@\"'", ".,?!+*#%_="};
constexpr std::array<std::string_view, 3> kDigits = {"123", "456", "789"};
// Crockford's base 32: what could be taken for another isn't there.
constexpr std::array<std::string_view, 4> kCodeLetters = {"01234567", "89ABCDEF", "GHJKMNPQ", "RSTVWXYZ"};
constexpr std::string_view kMailSigns = "@.-_";
// What the pack calls things: what a guest speaks of.
constexpr std::array<std::string_view, 4> kVocabulary = {"failure.", "wish.", "prevention.", "remedy."};

std::vector<std::string> letters_of(std::string_view row) {
  std::vector<std::string> letters;
  for (std::size_t at = 0; at < row.size();) {
    const std::size_t begin = at;
    (void)next_character(row, at);
    letters.emplace_back(row.substr(begin, at - begin));
  }
  return letters;
}

// The letters that a held key offers: of "aàá eèé" those behind its own.
std::vector<std::string> accents_of(const Scene& scene, const std::string& letter) {
  const std::string all = scene.t("keyboard.accents");
  for (std::size_t begin = 0; begin < all.size();) {
    const std::size_t end = std::min(all.find(' ', begin), all.size());
    std::vector<std::string> group = letters_of(std::string_view(all).substr(begin, end - begin));
    if (!group.empty() && group.front() == letter) {
      group.erase(group.begin());
      if (group.size() > kAccentsMost) group.resize(kAccentsMost);
      return group;
    }
    begin = end + 1;
  }
  return {};
}

void put(Scene& scene, std::string& value, std::string_view text) {
  if (scene.ui.typing()) {
    scene.ui.insert_text(text);
  } else {
    value += text;
    scene.state.focus_field = true;
  }
  KeyboardState& keys = scene.state.keys;
  if (!keys.locked) keys.shift = false;
  keys.held.clear();
  scene.ui.request_frame();
}

std::string face_of(const KeyboardState& keys, const std::string& letter) {
  return keys.shift && !keys.signs ? capital(letter) : letter;
}

void draw_row(Scene& scene, const Rect& row, const std::vector<std::string>& letters, std::string& value) {
  KeyboardState& keys = scene.state.keys;
  // Eleven keys of a finger's width stand closer on a narrow screen.
  const auto count = static_cast<float>(letters.size());
  const float spare = row.width - count * scene.ui.target(size::kTarget);
  const float gap = std::clamp(std::floor(spare / std::max(1.0F, count - 1)), kKeyGapLeast, scene.ui.px(kKeyGap));
  for (std::size_t i = 0; i < letters.size(); ++i) {
    const std::string face = face_of(keys, letters[i]);
    const Rect cell = row_cell(row, i, letters.size(), gap);
    if (button(scene.ui, letters[i], cell, {.label = face})) put(scene, value, face);
    if (scene.ui.long_pressed(scene.ui.id(letters[i])) && !accents_of(scene, letters[i]).empty()) {
      keys.held = letters[i];
    }
  }
}

std::vector<std::string> vocabulary_of(const Scene& scene, KeyboardFor what) {
  std::vector<std::string> vocabulary;
  for (const Item& item : scene.host.items)
    vocabulary.push_back(item.name);
  if (scene.host.check) {
    for (const CheckLine& line : scene.host.check->lines)
      vocabulary.push_back(line.name);
  }
  for (const auto& entry : scene.words.all()) {
    // Cases are found by what went wrong, not by what was said or done.
    const bool ours =
        what == KeyboardFor::search
            ? entry.first.starts_with(kVocabulary.front())
            : std::ranges::any_of(kVocabulary, [&](std::string_view begin) { return entry.first.starts_with(begin); });
    if (ours && entry.second.find('{') == std::string::npos) vocabulary.push_back(entry.second);
  }
  return vocabulary;
}

std::vector<std::string> phrases_of(const Scene& scene, KeyboardFor what) {
  std::vector<std::string> phrases;
  const CaseView* open = scene.open();
  const Failure* failure = open != nullptr ? scene.playbook.find(open->state.failure) : nullptr;
  if (what == KeyboardFor::wish && failure != nullptr) {
    for (const WishId& wish : failure->wishes)
      phrases.push_back(scene.t("wish." + wish.text));
  } else if (what == KeyboardFor::promise && failure != nullptr) {
    for (const PreventionId& prevention : failure->preventions)
      phrases.push_back(scene.t("prevention." + prevention.text));
  } else if (open != nullptr) {
    for (const CheckLine& line : open->state.lines)
      phrases.push_back(line.name);
  }
  return phrases;
}

void draw_suggestions(Scene& scene, const Rect& strip, KeyboardFor what, std::string& value) {
  Ui& ui = scene.ui;
  const float gap = ui.px(kKeyGap);
  const std::size_t caret = ui.typing() ? ui.field().caret : value.size();
  const std::vector<Suggestion> found =
      suggest(value, caret, vocabulary_of(scene, what), phrases_of(scene, what), 2 * kSuggested);
  std::size_t shown = 0;
  for (const Suggestion& each : found) {
    if (shown == kSuggested) break;
    const Rect cell = row_cell(strip, shown, kSuggested, gap);
    const bool fits = text_width(ui, each.text, type::kButton, Weight::semibold) <= cell.width - 2 * ui.px(8);
    const std::string after = each.text + (what == KeyboardFor::search ? "" : " ");
    if (!fits || each.begin + after.size() + value.size() - std::min(caret, value.size()) > TextFieldSpec{}.bytes_max) {
      continue;
    }
    const IdScope scope(ui, "suggested", shown);
    if (button(ui, "word", cell, {.label = each.text})) {
      value.replace(each.begin, std::min(caret, value.size()) - each.begin, after);
      ui.field().caret = each.begin + after.size();
      scene.state.keys.shift = false;
      scene.state.focus_field = true;
      ui.request_frame();
    }
    ++shown;
  }
}

void draw_strip(Scene& scene, const Rect& strip, KeyboardFor what, std::string& value) {
  KeyboardState& keys = scene.state.keys;
  if (!keys.held.empty()) {
    const IdScope scope(scene.ui, "accents");
    draw_row(scene, strip, accents_of(scene, keys.held), value);
  } else if (what == KeyboardFor::mail) {
    const IdScope scope(scene.ui, "mail");
    draw_row(scene, strip, letters_of(kMailSigns), value);
  } else if (what != KeyboardFor::name && what != KeyboardFor::phone) {
    draw_suggestions(scene, strip, what, value);
  }
}

void tap_shift(Scene& scene) {
  KeyboardState& keys = scene.state.keys;
  const std::int64_t now = scene.ui.now_us();
  const bool again = now - keys.shifted_us < kDoubleTapUs;
  keys.locked = again && !keys.locked;
  keys.shift = keys.locked || !keys.shift;
  keys.shifted_us = now;
  scene.ui.request_frame();
}

void draw_erase(Scene& scene, const Rect& cell) {
  const std::string label = scene.t("writing.erase");
  const ButtonSpec erase{.label = label, .icon = Icon::backspace, .kind = ButtonKind::icon_only};
  if (!button(scene.ui, "erase", cell, erase) && !scene.ui.held_repeats(scene.ui.id("erase"))) return;
  scene.state.keys.held.clear();
  if (scene.ui.typing()) scene.ui.insert_key(Key::backspace);
  scene.ui.request_frame();
}

void draw_last_row(Scene& scene, const Rect& row, KeyboardFor what, std::string& value) {
  KeyboardState& keys = scene.state.keys;
  const float gap = scene.ui.px(kKeyGap);
  if (what == KeyboardFor::phone) {
    if (button(scene.ui, "plus", row_cell(row, 0, 3, gap), {.label = "+"})) put(scene, value, "+");
    if (button(scene.ui, "zero", row_cell(row, 1, 3, gap), {.label = "0"})) put(scene, value, "0");
    draw_erase(scene, row_cell(row, 2, 3, gap));
    return;
  }
  const std::string page = scene.t(keys.signs ? "writing.letters" : "writing.digits");
  if (button(scene.ui, "page", row_cell(row, 0, 10, gap, 2), {.label = page})) {
    keys.signs = !keys.signs;
    keys.held.clear();
    scene.ui.request_frame();
  }
  const std::string shift = scene.t("writing.shift");
  if (button(scene.ui, "shift", row_cell(row, 2, 10, gap, 1),
             {.label = shift, .icon = Icon::arrow_upward, .kind = ButtonKind::icon_only})) {
    tap_shift(scene);
  }
  const std::string space = scene.t("writing.space");
  if (button(scene.ui, "space", row_cell(row, 3, 10, gap, 5), {.label = space})) put(scene, value, " ");
  draw_erase(scene, row_cell(row, 8, 10, gap, 2));
}

}  // namespace

float keyboard_height(Ui& ui, float room) {
  // The strip, and four rows; lower where there is less room, and never lower than a finger.
  const float gaps = 4 * ui.px(kKeyGap);
  const float wanted = 5 * ui.target(kKeyHeight) + gaps;
  return std::max(std::min(wanted, room), 5 * ui.target(size::kTarget) + gaps);
}

void draw_keyboard(Scene& scene, const Rect& area, KeyboardFor what, std::string& value) {
  Ui& ui = scene.ui;
  const GroupScope group(ui, "keyboard", NodeRole::group, scene.t("writing.keyboard"), area);
  KeyboardState& keys = scene.state.keys;
  if (keys.what != what) {
    keys = {.what = what, .shift = what != KeyboardFor::mail && what != KeyboardFor::search};
  }
  // A search is put away by a tap beside its keys; what is written is kept or left by a button.
  if (what != KeyboardFor::search || area.contains(ui.pointer().position)) ui.keep_field();
  const float gap = ui.px(kKeyGap);
  const float key = std::floor((area.height - 4 * gap) / 5);
  Column rows(area, gap);
  if (what == KeyboardFor::code) {
    keys.shift = keys.signs = false;
    for (const std::string_view row : kCodeLetters)
      draw_row(scene, rows.next(key), letters_of(row), value);
    const Rect last = rows.next(key);
    if (button(ui, "hyphen", row_cell(last, 0, 8, gap, 4), {.label = "-"})) put(scene, value, "-");
    draw_erase(scene, row_cell(last, 4, 8, gap, 4));
    return;
  }
  if (what == KeyboardFor::address) {
    for (const std::string_view row : {kDigits[0], kDigits[1], kDigits[2], std::string_view(".0:")})
      draw_row(scene, rows.next(key), letters_of(row), value);
    draw_erase(scene, rows.next(key));
    return;
  }
  draw_strip(scene, rows.next(key), what, value);
  if (what == KeyboardFor::phone) {
    for (const std::string_view row : kDigits)
      draw_row(scene, rows.next(key), letters_of(row), value);
  } else if (keys.signs) {
    for (const std::string_view row : kSigns)
      draw_row(scene, rows.next(key), letters_of(row), value);
  } else {
    for (const std::string_view row : {"keyboard.row_1", "keyboard.row_2", "keyboard.row_3"})
      draw_row(scene, rows.next(key), letters_of(scene.t(row)), value);
  }
  draw_last_row(scene, rows.next(key), what, value);
}

}  // namespace amends
