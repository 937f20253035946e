// Who it happened to, how it is for them, and how the talk goes. Each is one tap; none is asked for twice.

#include "desk/names.hpp"
#include "ui/screens/scene.hpp"

namespace amends {

namespace {

template <class Value>
std::optional<Value> pick(Scene& scene, Column& column, std::string_view table, std::initializer_list<Value> values,
                          const std::optional<Value>& chosen, std::size_t most) {
  section(scene.ui, column, scene.t(std::string(table) + ".heading"));
  std::vector<GridChoice> choices;
  for (const Value value : values) {
    const std::string key = key_of(value);
    choices.push_back({.id = key, .label = scene.t(key), .selected = chosen == value});
  }
  const std::size_t columns = columns_in(scene.ui, column.rest().width, 150, most);
  const auto tapped = choice_grid(scene.ui, column, table, choices, columns, ChoiceRole::radio);
  if (!tapped) return std::nullopt;
  return *(values.begin() + *tapped);
}

}  // namespace

void draw_people(Scene& scene, const Rect& sheet) {
  const Case& of = scene.open()->state;
  const std::string cue_text = scene.t("cue.feelings");
  const SheetParts parts = sheet_parts(scene.ui, sheet, true, cue_text);
  if (draw_head(scene, parts)) return;

  Column column(begin_scroll(scene.ui, "people", parts.body));
  if (const auto affected =
          pick(scene, column, "affected", {Affected::guest, Affected::child, Affected::companion, Affected::everyone},
               of.affected, 4)) {
    scene.give(NoteAffected{*affected});
  }
  if (const auto feeling =
          pick(scene, column, "feeling",
               {Feeling::annoyed, Feeling::angry, Feeling::embarrassed, Feeling::worried, Feeling::disappointed},
               of.feeling, 3)) {
    scene.give(NoteFeeling{*feeling});
  }
  if (const auto temper =
          pick(scene, column, "temper", {Temper::calm, Temper::upset, Temper::wants_manager, Temper::may_go_public},
               of.temper, 4)) {
    scene.give(NoteTemper{*temper});
  }
  section(scene.ui, column, scene.t("people.also"));
  const std::vector<GridChoice> also = {
      {.id = "onlookers", .label = scene.t("people.in_front"), .selected = of.in_front_of_others},
      {.id = "meaning", .label = scene.t("people.meaning"), .icon = Icon::edit, .selected = of.meaning.has_value()},
      {.id = "said_back", .label = scene.t("people.said_back"), .selected = of.said_back},
      {.id = "read_back", .label = scene.t("people.read_back"), .icon = Icon::visibility}};
  const std::size_t columns = columns_in(scene.ui, column.rest().width, 200, 2);
  const auto tapped = choice_grid(scene.ui, column, "also", also, columns, ChoiceRole::check_box);
  if (tapped == 0) scene.give(NoteOnlookers{!of.in_front_of_others});
  if (tapped == 1) scene.write(PrivateKind::meaning);
  if (tapped == 2 && !of.said_back) scene.give(SayBack{});
  if (tapped == 3) scene.open_panel(Panel::read_back);
  end_scroll(scene.ui, column.bottom());

  draw_cue(scene, parts.cue, cue_text);
  const FootTap chosen = foot(scene.ui, parts.foot, {.main = scene.t("people.back"), .main_icon = Icon::done});
  if (chosen == FootTap::main) scene.open_panel(Panel::none);
}

}  // namespace amends
