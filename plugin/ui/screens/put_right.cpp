// Put right: what can be offered, together, best first; then which pieces; then how far it is.

#include <algorithm>
#include <limits>

#include "desk/names.hpp"
#include "ui/screens/scene.hpp"

namespace amends {

namespace {

// Six options with the wish above them are seen together on 800 pixels.
constexpr float kOptionHeight = 62;
constexpr float kOptionGap = 7;
constexpr float kOptionWidth = 440;  // two beside each other on a wide sheet

const Option* chosen_option(const Scene& scene) {
  if (!scene.state.option) return nullptr;
  const auto& options = scene.open()->fixes;
  const auto found = std::ranges::find(options, *scene.state.option, &Option::from);
  return found == options.end() ? nullptr : &*found;
}

std::string answer_of(const Scene& scene, const Option& option) {
  switch (option.answer) {
    case Answer::yours:
      if (option.reason == Reason::owed) return scene.t("right.owed");
      return option.ask.empty() ? scene.t("right.yours") : scene.t("right.ask", {{"name", scene.person(option.ask)}});
    case Answer::needs_role:
      return option.ask.empty() ? scene.t("right.needs_role", {{"role", scene.t(key_of(option.role_needed))}})
                                : scene.t("right.needs", {{"name", scene.person(option.ask)}});
    case Answer::to_be_keyed:
      return scene.t("right.keyed");
    case Answer::instead:
      return scene.t("right.instead");
  }
  return {};
}

std::string title_of(const Scene& scene, const Option& option) {
  return scene.t("remedy." + option.from.text + ".title", {{"count", std::to_string(option.count)}});
}

std::string reason_of(const Scene& scene, const Option& option) {
  return scene.t(key_of(option.reason));
}

void choose(Scene& scene, const Option& option) {
  UiState& state = scene.state;
  std::vector<ItemPart> items;
  for (const auto& [item, pieces] : state.picked) {
    const auto known = std::ranges::find(option.choices, item, &Item::id);
    if (known == option.choices.end() || pieces == 0) continue;
    items.push_back({.item = item, .name = known->name, .quantity_thousandths = pieces * 1000});
  }
  state.chosen_on_its_way = true;
  state.acts_before = scene.open()->state.acts.size();
  state.more_options = false;
  state.panel = Panel::none;
  scene.give(ChooseAct{.purpose = ActPurpose::fix, .from = option.from, .items = std::move(items)});
}

void take(Scene& scene, const Option& option) {
  if (option.choices.empty()) {
    choose(scene, option);
    return;
  }
  scene.state.picked.clear();
  scene.open_panel(Panel::picking);
}

// Whether the option is one of the safety branch's that the operator may not even ask for: a manager comes and decides.
bool is_for_manager(const Scene& scene, const Option& option) {
  const bool own = !scene.host.operator_ || scene.host.operator_->role < Role::manager;
  return scene.is_safety() && own && option.answer == Answer::needs_role;
}

// The manager is told, and decides at a till of their own.
void call_manager(Scene& scene, const Option& option) {
  if (!option.ask.empty()) scene.give(TellManager{option.ask});
  scene.say(scene.t(option.ask.empty() ? "refusal.safety_needs_manager" : "toast.manager_called"));
  scene.state.option.reset();
}

// What can't be given leads to what can: the way on is a tap.
void show_rather(Scene& scene, const Option& option) {
  scene.state.option = option.rather;
  scene.ui.request_frame();
}

std::string main_label(const Scene& scene, const Option* option) {
  if (option == nullptr) return {};
  if (option->answer == Answer::instead) {
    return scene.t("right.rather", {{"what", remedy_title(scene, option->rather)}});
  }
  if (is_for_manager(scene, *option) && !option->ask.empty()) {
    return scene.t("safety.called", {{"name", scene.person(option->ask)}});
  }
  if (option->answer == Answer::needs_role) {
    return option->ask.empty() ? scene.t("right.ask_manager")
                               : scene.t("right.ask", {{"name", scene.person(option->ask)}});
  }
  return scene.t("remedy." + option->from.text + ".doing",
                 {{"count", std::to_string(option->count)}, {"amount", scene.money(option->cost)}});
}

void draw_wish_quote(Scene& scene, Column& column, const CaseView& open) {
  std::string said;
  if (const std::string* words = open.text_of(open.state.wish_words)) {
    said = "“" + *words + "”";
  } else if (open.state.wish) {
    said = scene.t("wish." + open.state.wish->text);
  }
  if (said.empty()) return;
  const std::string small = scene.t("right.they_asked");
  quote(scene.ui, column.next(quote_height(scene.ui, column.rest().width, small, said)), small, said);
}

// What an approver said instead of a yes.
void draw_no(Scene& scene, Column& column, const Case& of) {
  if (of.acts.empty() || of.acts.back().state != ActState::declined) return;
  const Act& act = of.acts.back();
  const std::string words = scene.t("right.said_no", {{"name", scene.person(act.declined_by)},
                                                      {"why", scene.t(key_of(*act.why_no))},
                                                      {"instead", remedy_title(scene, act.instead)}});
  banner(scene.ui,
         column.next(banner_height(scene.ui, column.rest().width, Icon::supervisor_account, words),
                     scene.ui.px(space::kBetween)),
         Icon::supervisor_account, words, {}, BannerKind::waiting);
}

// What happened beside this case and weighs on it.
void draw_standing(Scene& scene, Column& column, const CaseView& open) {
  if (open.standing.failures_before == 0) return;
  const std::string words = scene.t("right.failed_before");
  banner(scene.ui,
         column.next(banner_height(scene.ui, column.rest().width, Icon::history, words), scene.ui.px(space::kBetween)),
         Icon::history, words, {}, BannerKind::waiting);
}

std::string authority_words(const Scene& scene, const CaseView& open) {
  const bool own = !scene.host.operator_ || scene.host.operator_->role < Role::manager;
  if (scene.is_safety() && own) return scene.t("right.authority_manager");
  const Money left = open.authority_left;
  if (left.minor == std::numeric_limits<std::int64_t>::max()) return scene.t("right.authority_any");
  return scene.t("right.authority_left", {{"amount", scene.money(left)}});
}

struct OfferedOption {
  std::string title;
  std::string reason;
  std::string cost;
  std::string answer;
};

OfferedOption words_of(const Scene& scene, const Option& option) {
  return {.title = title_of(scene, option),
          .reason = reason_of(scene, option),
          .cost = scene.money(option.cost),
          .answer = answer_of(scene, option)};
}

OptionSpec spec_of(const Scene& scene, const Option& option, const OfferedOption& words) {
  return {.icon = scene.icon(option.icon),
          .title = words.title,
          .reason = words.reason,
          .cost = words.cost,
          .answer = words.answer,
          .answer_kind = option.answer == Answer::yours ? TagKind::yours : TagKind::waiting,
          .selected = scene.state.option == option.from};
}

void draw_options(Scene& scene, Column& column, const CaseView& open) {
  section(scene.ui, column, scene.t("right.offer"), authority_words(scene, open));
  const float gap = scene.ui.px(kOptionGap);
  const std::size_t columns = columns_in(scene.ui, column.rest().width, kOptionWidth, 2);
  const float width = row_cell({0, 0, column.rest().width, 1}, 0, columns, gap).width;
  for (std::size_t first = 0; first < open.fixes.size(); first += columns) {
    const std::size_t end = std::min(first + columns, open.fixes.size());
    std::vector<OfferedOption> offered;
    float height = scene.ui.target(kOptionHeight);
    for (std::size_t i = first; i < end; ++i) {
      offered.push_back(words_of(scene, open.fixes[i]));
      const float wanted = option_height(scene.ui, width, spec_of(scene, open.fixes[i], offered.back()));
      if (wanted > scene.ui.target(size::kOption)) height = std::max(height, wanted);
    }
    const Rect row = column.next(height, first == 0 ? 0 : gap);
    for (std::size_t i = first; i < end; ++i) {
      const Option& option = open.fixes[i];
      const Rect cell = row_cell(row, i - first, columns, gap);
      if (::amends::option(scene.ui, option.from.text, cell, spec_of(scene, option, offered[i - first]))) {
        scene.state.option = option.from;
        scene.ui.request_frame();
        // What leaves a choice is chosen from at once: the tap said which way to go.
        const bool leads_on = option.answer == Answer::instead || is_for_manager(scene, option);
        if (!option.choices.empty() && !leads_on) take(scene, option);
      }
    }
  }
  const std::string guarantee = scene.t("guarantee");
  const TextStyle small{.size = type::kSmall, .colour = Colour::soft, .max_lines = 2};
  const float height = text_height(scene.ui, guarantee, column.rest().width, small);
  text(scene.ui, column.next(height + scene.ui.px(4), scene.ui.px(4)), guarantee, small);
}

void draw_question(Scene& scene, Column& column, const Act& act, bool first) {
  const bool doubt = act.state == ActState::in_doubt;
  const std::string what = scene.t(doubt ? "right.in_doubt" : "right.key_it",
                                   {{"what", act_title(scene, act)}, {"amount", scene.money(act.cost)}});
  if (!first) column.skip(scene.ui.px(space::kBetween));
  banner(scene.ui, column.next(banner_height(scene.ui, column.rest().width, Icon::receipt_long, what)),
         Icon::receipt_long, what, {}, BannerKind::waiting);
  const Rect row = column.next(scene.ui.target(size::kMainButton), scene.ui.px(space::kBetween));
  const float gap = scene.ui.px(space::kBetween);
  const IdScope scope(scene.ui, "act", act.id.number);
  // A till that does nothing twice may be asked again, and then nobody has to look.
  if (doubt && scene.host.capabilities.idempotent) {
    const Rect again = column.next(scene.ui.target(size::kMainButton), gap);
    if (button(scene.ui, "again", again, {.label = scene.t("right.ask_again")})) scene.give(TryAgain{act.id});
  }
  if (button(scene.ui, "done", row_cell(row, 0, 2, gap),
             {.label = scene.t(doubt ? "right.it_did" : "right.keyed_it")})) {
    scene.give(ConfirmAct{.act = act.id, .reference = {}});
  }
  if (button(scene.ui, "not", row_cell(row, 1, 2, gap),
             {.label = scene.t(doubt ? "right.it_did_not" : "right.other_way")})) {
    scene.give(WithdrawAct{act.id});
  }
}

bool is_gone(const Act& act) {
  return act.state == ActState::withdrawn || act.state == ActState::declined;
}

// The fixes that stand, each with how far it is.
void draw_acts(Scene& scene, Column& column, const Case& of) {
  section(scene.ui, column, scene.t("right.now"));
  bool first = true;
  for (const Act& act : of.acts) {
    if (act.purpose != ActPurpose::fix || is_gone(act)) continue;
    if (act.state == ActState::to_be_keyed || act.state == ActState::in_doubt) {
      draw_question(scene, column, act, first);
      first = false;
      continue;
    }
    const bool by_hand = act.state == ActState::ready && act.request.empty();
    const std::string title = act_title(scene, act);
    const std::string detail = act_state(scene, act);
    const bool can_be_shown = act.coupon == CouponState::issued;
    const std::string action = by_hand        ? scene.t("right.done_it")
                               : can_be_shown ? scene.t("coupon.show")
                                              : std::string();
    const ListRowSpec spec{.icon = act.state == ActState::failed ? Icon::error_outline
                                   : act.is_settled()            ? Icon::check_circle
                                                                 : Icon::schedule,
                           .title = title,
                           .detail = detail,
                           .action = action,
                           .waiting = act.state == ActState::failed};
    const IdScope scope(scene.ui, "act", act.id.number);
    const Rect row =
        column.next(list_row_height(scene.ui, column.rest().width, spec), first ? 0 : scene.ui.px(space::kBetween));
    first = false;
    if (list_row(scene.ui, "row", row, spec) != RowTap::action) continue;
    if (can_be_shown) {
      scene.state.coupon_shown = act.id;
      scene.ui.request_frame();
    } else {
      scene.give(ConfirmAct{.act = act.id, .reference = {}});
    }
  }
}

bool has_standing_fix(const Case& of) {
  return std::ranges::any_of(of.acts, [](const Act& act) { return act.purpose == ActPurpose::fix && act.is_alive(); });
}

std::string cue_of(const Scene& scene, const Case& of) {
  const bool failed = std::ranges::any_of(of.acts, [](const Act& act) { return act.state == ActState::failed; });
  if (has_standing_fix(of)) return scene.t("cue.tell_now");
  return failed ? scene.t("cue.till_said_no") : scene.cue_for("right", "cue.offer_together");
}

void draw_foot(Scene& scene, const SheetParts& parts, const CaseView& open, bool offering) {
  if (!offering) {
    const FootTap tapped = foot(
        scene.ui, parts.foot,
        {.left = scene.t("right.something_too"), .main = scene.t("right.go_on"), .main_icon = Icon::arrow_forward});
    if (tapped == FootTap::left) {
      scene.state.more_options = true;
      scene.state.option.reset();
      scene.ui.request_frame();
    }
    if (tapped == FootTap::main) scene.show_step(open.extras.empty() ? Step::after : Step::extra);
    return;
  }
  const Option* option = chosen_option(scene);
  const FootTap tapped = foot(scene.ui, parts.foot,
                              {.left = scene.t(scene.state.more_options ? "right.enough" : "right.nothing_wanted"),
                               .main = main_label(scene, option),
                               .hint = option == nullptr               ? scene.t("right.choose")
                                       : scene.state.chosen_on_its_way ? scene.t("right.on_its_way")
                                                                       : std::string()});
  if (tapped == FootTap::left && scene.state.more_options) {
    scene.state.more_options = false;
    scene.ui.request_frame();
  } else if (tapped == FootTap::left) {
    scene.show_step(Step::after);
  }
  if (tapped != FootTap::main || option == nullptr) return;
  if (option->answer == Answer::instead) {
    show_rather(scene, *option);
  } else if (is_for_manager(scene, *option)) {
    call_manager(scene, *option);
  } else {
    take(scene, *option);
  }
}

}  // namespace

void draw_put_right(Scene& scene, const Rect& sheet) {
  const CaseView& open = *scene.open();
  const auto asked = std::ranges::find_if(open.state.acts, [](const Act& act) {
    return act.purpose == ActPurpose::fix && act.state == ActState::needs_approval;
  });
  if (asked != open.state.acts.end()) {
    draw_approval(scene, sheet, *asked);
    return;
  }
  if (const Option* option = chosen_option(scene); scene.state.panel == Panel::picking && option != nullptr) {
    draw_picking(scene, sheet, *option);
    return;
  }
  const bool standing = has_standing_fix(open.state);
  const bool offering = !standing || scene.state.more_options;
  const std::string cue_text = cue_of(scene, open.state);
  const SheetParts parts = sheet_parts(scene.ui, sheet, true, cue_text);
  if (draw_head(scene, parts)) return;

  Column column(begin_scroll(scene.ui, "right", parts.body));
  draw_settling(scene, column, open.state);
  draw_wish_quote(scene, column, open);
  draw_no(scene, column, open.state);
  draw_standing(scene, column, open);
  const bool any = std::ranges::any_of(open.state.acts,
                                       [](const Act& act) { return act.purpose == ActPurpose::fix && !is_gone(act); });
  if (any) draw_acts(scene, column, open.state);
  if (offering) draw_options(scene, column, open);
  end_scroll(scene.ui, column.bottom());

  draw_cue(scene, parts.cue, cue_text);
  draw_foot(scene, parts, open, offering);
}

void draw_picking(Scene& scene, const Rect& sheet, const Option& option) {
  UiState& state = scene.state;
  const std::string cue_text = scene.t("cue.let_them_pick");
  const SheetParts parts = sheet_parts(scene.ui, sheet, true, cue_text);
  if (draw_head(scene, parts)) return;

  std::int64_t pieces = 0;
  for (const auto& [item, count] : state.picked)
    pieces += count;
  std::vector<GridChoice> choices;
  for (const Item& item : option.choices) {
    const auto picked = state.picked.find(item.id);
    const std::int64_t count = picked == state.picked.end() ? 0 : picked->second;
    choices.push_back({.id = item.id.text,
                       .label = count > 1
                                    ? scene.t("right.pieces", {{"count", std::to_string(count)}, {"name", item.name}})
                                    : item.name,
                       .detail = scene.money(item.unit),
                       .selected = count > 0});
  }
  Column column(begin_scroll(scene.ui, "picking", parts.body));
  section(scene.ui, column, title_of(scene, option));
  const std::size_t columns = columns_in(scene.ui, column.rest().width, 200, 3);
  if (const auto tapped = choice_grid(scene.ui, column, "items", choices, columns, ChoiceRole::check_box)) {
    const ItemId& item = option.choices[*tapped].id;
    if (pieces == 0) {
      // The first tap is for all of them; another one takes a piece of that.
      state.picked[item] = option.count;
    } else if (state.picked[item] < option.count) {
      const auto most = std::ranges::max_element(
          state.picked, {}, [&](const auto& entry) { return entry.first == item ? -1 : entry.second; });
      --most->second;
      ++state.picked[item];
    }
    scene.ui.request_frame();
  }
  end_scroll(scene.ui, column.bottom());

  draw_cue(scene, parts.cue, cue_text);
  const FootTap tapped =
      foot(scene.ui, parts.foot,
           {.left = scene.t("right.back"),
            .main = scene.t("remedy." + option.from.text + ".doing",
                            {{"count", std::to_string(option.count)}, {"amount", scene.money(option.cost)}}),
            .hint = pieces == option.count ? std::string()
                                           : scene.t("right.pick_some", {{"count", std::to_string(option.count)}})});
  if (tapped == FootTap::left) {
    state.option.reset();
    scene.open_panel(Panel::none);
  }
  if (tapped == FootTap::main) choose(scene, option);
}

}  // namespace amends
