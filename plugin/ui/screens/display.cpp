// How whoever is signed on wants the screens: language, light, size of text, hand, movement. Each is one tap and holds at
// once; nothing is to be confirmed.

#include <algorithm>
#include <array>

#include "ui/screens/scene.hpp"

namespace amends {

namespace {

constexpr std::int32_t kTextStep = 10;

// The tapped one of a few choices beside each other, the present one of them chosen.
std::optional<std::size_t> choose(Scene& scene, Column& column, std::string_view id, const std::string& heading,
                                  const std::vector<std::string>& labels, std::size_t present, std::size_t most,
                                  float narrowest = 150) {
  section(scene.ui, column, heading);
  std::vector<GridChoice> choices;
  for (std::size_t i = 0; i < labels.size(); ++i)
    choices.push_back({.id = std::to_string(i), .label = labels[i], .selected = i == present});
  const std::size_t columns = columns_in(scene.ui, column.rest().width, narrowest, most);
  return choice_grid(scene.ui, column, id, choices, columns, ChoiceRole::radio);
}

void draw_languages(Scene& scene, Column& column, Preferences& wanted) {
  const auto& languages = scene.view.languages;
  if (languages.size() < 2) return;
  std::vector<std::string> names;
  std::size_t present = languages.size();
  for (std::size_t i = 0; i < languages.size(); ++i) {
    names.push_back(languages[i].name);
    if (languages[i].code == wanted.language) present = i;
  }
  const auto tapped = choose(scene, column, "language", scene.t("display.language"), names, present, 5, 120);
  if (tapped) wanted.language = languages[*tapped].code;
}

void draw_text_size(Scene& scene, Column& column, Preferences& wanted) {
  section(scene.ui, column, scene.t("display.text"));
  const std::int32_t smaller = std::max(wanted.text_percent - kTextStep, Preferences::kTextPercentLeast);
  const std::int32_t larger = std::min(wanted.text_percent + kTextStep, Preferences::kTextPercentMost);
  const std::string value = scene.t("display.percent", {{"percent", std::to_string(wanted.text_percent)}});
  const std::string lower = scene.t("display.smaller");
  const std::string raise = scene.t("display.larger");
  const int step = stepper(scene.ui, "text", column.next(scene.ui.target(size::kCard)),
                           {.value = value,
                            .lower = lower,
                            .raise = raise,
                            .may_lower = smaller != wanted.text_percent,
                            .may_raise = larger != wanted.text_percent});
  if (step != 0) wanted.text_percent = step < 0 ? smaller : larger;
}

}  // namespace

void draw_display(Scene& scene, const Rect& sheet) {
  const SheetParts parts = sheet_parts(scene.ui, sheet, true, {});
  draw_list_head(scene, parts, Page::display, scene.t(scene.host.operator_ ? "display.detail" : "display.detail_till"));
  Preferences wanted = scene.view.preferences;
  Column column(begin_scroll(scene.ui, "display", parts.body));
  draw_languages(scene, column, wanted);
  const auto light =
      choose(scene, column, "light", scene.t("display.light"),
             {scene.t("display.light_light"), scene.t("display.light_dark"), scene.t("display.light_contrast")},
             static_cast<std::size_t>(wanted.lighting) - 1, 3);
  if (light) wanted.lighting = static_cast<Lighting>(*light + 1);
  draw_text_size(scene, column, wanted);
  const auto hand = choose(scene, column, "hand", scene.t("display.hand"),
                           {scene.t("display.hand_right"), scene.t("display.hand_left")},
                           static_cast<std::size_t>(wanted.hand) - 1, 2);
  if (hand) wanted.hand = static_cast<Hand>(*hand + 1);
  const auto still = choose(scene, column, "motion", scene.t("display.motion"),
                            {scene.t("display.motion_on"), scene.t("display.motion_still")}, wanted.still ? 1 : 0, 2);
  if (still) wanted.still = *still == 1;
  end_scroll(scene.ui, column.bottom());
  if (wanted != scene.view.preferences) {
    scene.ask(SetPreferences{wanted});
    scene.ui.request_frame();
  }
  const std::string store = scene.t(scene.view.waiting ? "settings.open_waiting" : "settings.open");
  const FootTap tapped = foot(scene.ui, parts.foot, {.left = store, .main = scene.t("cases.to_the_check")});
  if (tapped == FootTap::left) {
    scene.state.page = Page::settings;
    scene.ui.request_frame();
  }
  if (tapped == FootTap::main) scene.to_the_check();
}

}  // namespace amends
