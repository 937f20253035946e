// Something extra: the fix is on its way, then something small on a line of its own.

#include <algorithm>

#include "ui/screens/scene.hpp"

namespace amends {

namespace {

constexpr std::size_t kShownMost = 8;

// One thing that can be given: an option, and the item where it leaves a choice.
struct Gift {
  const Option* option = nullptr;
  const Item* item = nullptr;
};

std::vector<Gift> gifts_of(const CaseView& open) {
  std::vector<Gift> gifts;
  for (const Option& option : open.extras) {
    if (option.choices.empty()) gifts.push_back({.option = &option});
    for (const Item& item : option.choices)
      gifts.push_back({.option = &option, .item = &item});
  }
  if (gifts.size() > kShownMost) gifts.resize(kShownMost);
  return gifts;
}

std::string name_of(const Scene& scene, const Gift& gift) {
  return gift.item != nullptr ? gift.item->name
                              : scene.t("remedy." + gift.option->from.text + ".title", {{"count", "1"}});
}

Money cost_of(const Gift& gift) {
  return gift.item != nullptr ? gift.item->unit : gift.option->cost;
}

bool is_chosen(const Scene& scene, const Gift& gift) {
  const UiState& state = scene.state;
  if (state.extra != gift.option->from) return false;
  return gift.item == nullptr ? !state.extra_item : state.extra_item == gift.item->id;
}

void draw_status(Scene& scene, Column& column, const Case& of) {
  for (const Act& act : of.acts) {
    if (!act.is_alive()) continue;
    const std::string title = act_title(scene, act);
    const std::string state = act_state(scene, act);
    const Icon which = act.is_settled() ? Icon::check_circle : Icon::schedule;
    const float height = banner_height(scene.ui, column.rest().width, which, title, state);
    banner(scene.ui, column.next(height, scene.ui.px(space::kBetween)), which, title, state);
  }
  draw_unsettled(scene, column, of);
}

void add(Scene& scene, const Gift& gift) {
  std::vector<ItemPart> items;
  if (gift.item != nullptr)
    items.push_back({.item = gift.item->id, .name = gift.item->name, .quantity_thousandths = 1000});
  scene.give(ChooseAct{.purpose = ActPurpose::extra, .from = gift.option->from, .items = std::move(items)});
  scene.state.extra.reset();
  scene.state.extra_item.reset();
  scene.show_step(Step::after);
}

}  // namespace

void draw_extra(Scene& scene, const Rect& sheet) {
  const CaseView& open = *scene.open();
  const auto given = std::ranges::find_if(
      open.state.acts, [](const Act& act) { return act.purpose == ActPurpose::extra && act.is_alive(); });
  const bool has_given = given != open.state.acts.end();
  const std::string cue_text = scene.t("cue.bring_it_yourself");
  const SheetParts parts = sheet_parts(scene.ui, sheet, true, cue_text);
  if (draw_head(scene, parts)) return;

  const std::vector<Gift> gifts = has_given ? std::vector<Gift>{} : gifts_of(open);
  Column column(begin_scroll(scene.ui, "extra", parts.body));
  draw_status(scene, column, open.state);
  const Gift* chosen = nullptr;
  if (!gifts.empty()) {
    section(scene.ui, column, scene.t("extra.offer"));
    std::vector<GridChoice> choices;
    for (std::size_t i = 0; i < gifts.size(); ++i) {
      choices.push_back({.id = std::to_string(i),
                         .label = name_of(scene, gifts[i]),
                         .detail = scene.money(cost_of(gifts[i])),
                         .icon = scene.icon(gifts[i].option->icon),
                         .selected = is_chosen(scene, gifts[i])});
      if (choices.back().selected) chosen = &gifts[i];
    }
    const std::size_t columns = columns_in(scene.ui, column.rest().width, 240, 2);
    if (const auto tapped = choice_grid(scene.ui, column, "gifts", choices, columns, ChoiceRole::radio)) {
      const Gift& gift = gifts[*tapped];
      scene.state.extra = gift.option->from;
      scene.state.extra_item = gift.item == nullptr ? std::nullopt : std::optional(gift.item->id);
      scene.ui.request_frame();
    }
    column.skip(scene.ui.px(space::kHeadingAbove));
    text(scene.ui, column.next(scene.ui.px(size::kHeading)),
         scene.t("extra.budget", {{"amount", scene.money(scene.playbook.extra_limit)}}),
         {.size = type::kLabel, .weight = Weight::semibold, .colour = Colour::soft});
  } else if (!has_given) {
    text(scene.ui, column.next(scene.ui.px(60)), scene.t("extra.none"), {.colour = Colour::soft, .max_lines = 2});
  }
  end_scroll(scene.ui, column.bottom());

  draw_cue(scene, parts.cue, cue_text);
  if (gifts.empty()) {
    const FootTap tapped =
        foot(scene.ui, parts.foot, {.main = scene.t("extra.go_on"), .main_icon = Icon::arrow_forward});
    if (tapped == FootTap::main) scene.show_step(Step::after);
    return;
  }
  const std::string label =
      chosen != nullptr ? scene.t("extra.add", {{"name", name_of(scene, *chosen)}}) : scene.t("extra.choose");
  const FootTap tapped = foot(scene.ui, parts.foot,
                              {.left = scene.t("extra.no_extra"),
                               .main = label,
                               .hint = chosen != nullptr ? std::string() : scene.t("extra.choose")});
  if (tapped == FootTap::left) {
    scene.give(DeclineExtra{});
    scene.show_step(Step::after);
  }
  if (tapped == FootTap::main && chosen != nullptr) add(scene, *chosen);
}

}  // namespace amends
