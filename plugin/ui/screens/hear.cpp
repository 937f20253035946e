// Hear: the lines, the failure, and what the guest says about it. Two taps make a recorded case; nothing else blocks.

#include <algorithm>
#include <utility>

#include "ui/screens/scene.hpp"

namespace amends {

namespace {

constexpr float kFailureWidth = 150;
constexpr std::size_t kFailureColumns = 6;
constexpr std::size_t kLineRowsLeast = 2;

const Check* check_of(const Scene& scene) {
  if (scene.state.channel) return nullptr;
  const CaseView* open = scene.open();
  if (open == nullptr) return scene.host.check ? &*scene.host.check : nullptr;
  for (const auto* check : {&scene.host.check, &scene.host.case_check}) {
    if (*check && (*check)->id == open->state.check) return &**check;
  }
  return nullptr;
}

bool is_concerned(const Scene& scene, const LineId& line) {
  if (const CaseView* open = scene.open(); open != nullptr) {
    return std::ranges::find(open->state.lines, line, &CheckLine::id) != open->state.lines.end();
  }
  return scene.state.lines.contains(line);
}

// Lines and failure as a finger has chosen them.
struct Begun {
  std::set<LineId> lines;
  std::optional<FailureId> failure;
  std::optional<Channel> channel;
};

Begun begun(const UiState& state) {
  return {state.lines, state.failure, state.channel};
}

// Records as soon as what the failure needs is there. `before` is what had been chosen before this tap.
void record_if_whole(Scene& scene, Begun before) {
  UiState& state = scene.state;
  if (!state.failure || state.recording) return;
  const Failure* failure = scene.playbook.find(*state.failure);
  if (failure == nullptr) return;
  const Check* check = check_of(scene);
  const bool needs_line = failure->scope == FailureScope::item && check != nullptr && !check->lines.empty();
  if (needs_line && state.lines.empty()) return;
  state.recording = true;
  state.lines_before = std::move(before.lines);
  state.failure_before = std::move(before.failure);
  state.channel_before = before.channel;
  scene.give(RecordCase{.lines = {state.lines.begin(), state.lines.end()},
                        .failure = *state.failure,
                        .channel = state.channel.value_or(Channel::at_check)});
}

void tap_line(Scene& scene, const LineId& line) {
  const CaseView* open = scene.open();
  if (open == nullptr) {
    Begun before = begun(scene.state);
    if (!scene.state.lines.erase(line)) scene.state.lines.insert(line);
    record_if_whole(scene, std::move(before));
    return;
  }
  std::vector<LineId> lines;
  for (const CheckLine& concerned : open->state.lines)
    lines.push_back(concerned.id);
  if (std::erase(lines, line) == 0) lines.push_back(line);
  scene.give(ChangeLines{std::move(lines)});
}

// How many lines leave the failures in sight: what went wrong is the second of the two taps.
std::size_t lines_in(const Scene& scene, const SheetParts& parts, const std::vector<GridChoice>& choices,
                     std::size_t columns) {
  Ui& ui = scene.ui;
  const std::size_t failure_columns = columns_in(ui, parts.body.width, kFailureWidth, kFailureColumns);
  const std::size_t failure_rows = (scene.playbook.failures.size() + failure_columns - 1) / failure_columns;
  const float between = ui.px(space::kBetween);
  const float heading_px = ui.px(size::kHeading) + ui.px(space::kHeadingAbove);
  const float failures_px = static_cast<float>(failure_rows) * (ui.target(size::kTarget) + between);
  const float width = row_cell({0, 0, parts.body.width, 1}, 0, columns, between).width;
  float room = parts.cue.y - parts.body.y - 2 * heading_px - failures_px;
  for (std::size_t first = 0; first < choices.size(); first += columns) {
    float row = 0;
    for (std::size_t i = first; i < std::min(first + columns, choices.size()); ++i)
      row = std::max(row, choice_height(ui, width, {.label = choices[i].label, .detail = choices[i].detail}));
    room -= row + between;
    if (room < 0) return std::max(first, kLineRowsLeast * columns);
  }
  return choices.size();
}

// Leaves as many as fit, those that are concerned among them, and one place for the others. How many were left out.
std::size_t shorten(std::vector<GridChoice>& choices, std::vector<LineId>& ids, std::size_t most) {
  if (choices.size() <= most) return 0;
  const std::size_t before = choices.size();
  for (std::size_t i = choices.size(); i > 0 && choices.size() > most - 1; --i) {
    if (choices[i - 1].selected) continue;
    choices.erase(choices.begin() + static_cast<std::ptrdiff_t>(i - 1));
    ids.erase(ids.begin() + static_cast<std::ptrdiff_t>(i - 1));
  }
  return before - choices.size();
}

// `short_ones`: without prices, so that lines and failures are seen together on a low sheet.
void draw_lines(Scene& scene, Column& column, const SheetParts& parts, bool short_ones) {
  const Check* check = check_of(scene);
  std::vector<GridChoice> choices;
  std::vector<LineId> ids;
  if (check != nullptr) {
    for (const CheckLine& line : check->lines) {
      if (line.voided) continue;
      choices.push_back({.id = line.id.text,
                         .label = line.name,
                         .detail = short_ones ? std::string() : scene.money(line.total),
                         .selected = is_concerned(scene, line.id)});
      ids.push_back(line.id);
    }
  } else if (const CaseView* open = scene.open()) {
    for (const CheckLine& line : open->state.lines) {
      choices.push_back({.id = line.id.text,
                         .label = line.name,
                         .detail = short_ones ? std::string() : scene.money(line.total),
                         .selected = true});
      ids.push_back(line.id);
    }
  }
  if (choices.empty()) return;
  section(scene.ui, column, scene.t("hear.lines"));
  const std::size_t columns = columns_in(scene.ui, column.rest().width, 200, 4);
  if (!scene.state.all_lines) {
    const std::size_t more = shorten(choices, ids, lines_in(scene, parts, choices, columns));
    if (more > 0) {
      choices.push_back({.id = "more",
                         .label = scene.t("hear.more_lines", {{"count", std::to_string(more)}}),
                         .icon = Icon::expand_more});
    }
  }
  const auto tapped = choice_grid(scene.ui, column, "lines", choices, columns, ChoiceRole::check_box);
  if (!tapped) return;
  if (*tapped < ids.size()) {
    tap_line(scene, ids[*tapped]);
  } else {
    scene.state.all_lines = true;
    scene.ui.request_frame();
  }
}

void draw_channel(Scene& scene, Column& column) {
  if (scene.open() != nullptr || check_of(scene) != nullptr) return;
  section(scene.ui, column, scene.t("hear.channel"));
  const Channel chosen = scene.state.channel.value_or(Channel::at_check);
  const std::vector<GridChoice> choices = {
      {.id = "here", .label = scene.t("channel.at_check"), .selected = chosen == Channel::at_check},
      {.id = "phone", .label = scene.t("channel.phone"), .icon = Icon::phone, .selected = chosen == Channel::phone},
      {.id = "later", .label = scene.t("channel.later"), .icon = Icon::schedule, .selected = chosen == Channel::later}};
  if (const auto tapped = choice_grid(scene.ui, column, "channel", choices, 3, ChoiceRole::radio)) {
    scene.state.channel = static_cast<Channel>(*tapped + 1);
  }
}

void draw_failures(Scene& scene, Column& column) {
  const CaseView* open = scene.open();
  const std::optional<FailureId> chosen = open != nullptr ? std::optional(open->state.failure) : scene.state.failure;
  std::vector<GridChoice> choices;
  for (const Failure& failure : scene.playbook.failures) {
    choices.push_back({.id = failure.id.text,
                       .label = scene.t("failure." + failure.id.text),
                       .icon = scene.icon(failure.icon),
                       .selected = chosen == failure.id});
  }
  const bool waits_for_line = open == nullptr && chosen && !scene.state.recording;
  section(scene.ui, column, scene.t("hear.failure"), waits_for_line ? scene.t("hear.which_line") : "");
  const std::size_t columns = columns_in(scene.ui, column.rest().width, kFailureWidth, kFailureColumns);
  const auto tapped = choice_grid(scene.ui, column, "failures", choices, columns, ChoiceRole::radio);
  if (!tapped) return;
  const FailureId failure = scene.playbook.failures[*tapped].id;
  if (open != nullptr) {
    if (failure != open->state.failure) scene.give(ChangeFailure{failure});
    return;
  }
  Begun before = begun(scene.state);
  scene.state.failure = failure;
  record_if_whole(scene, std::move(before));
}

void draw_for_them(Scene& scene, Column& column, const Case& of) {
  section(scene.ui, column, scene.t("hear.for_them"));
  const Failure* failure = scene.playbook.find(of.failure);
  // What never came can't go back, and what isn't about a thing neither.
  const bool returnable = failure != nullptr && failure->scope == FailureScope::item && !failure->never_served;
  const bool told_more = of.affected || of.feeling || of.temper || of.in_front_of_others || of.said_back;
  std::vector<GridChoice> choices = {
      {.id = "people", .label = scene.t("hear.people"), .icon = Icon::person_add_alt, .selected = told_more},
      {.id = "words", .label = scene.t("hear.words"), .icon = Icon::edit, .selected = of.words.has_value()}};
  if (returnable) {
    choices.insert(choices.begin(),
                   {{.id = "sent_back", .label = scene.t("hear.sent_back"), .selected = of.sent_back == true},
                    {.id = "kept", .label = scene.t("hear.kept"), .selected = of.sent_back == false}});
  }
  const std::size_t columns = columns_in(scene.ui, column.rest().width, 150, 4);
  const auto tapped = choice_grid(scene.ui, column, "for_them", choices, columns, ChoiceRole::button);
  if (!tapped) return;
  const std::string& id = choices[*tapped].id;
  if (id == "sent_back" || id == "kept") scene.give(NoteReturn{id == "sent_back"});
  if (id == "people") scene.open_panel(Panel::people);
  if (id == "words") scene.write(PrivateKind::words);
}

void draw_wish(Scene& scene, Column& column, const CaseView& open) {
  section(scene.ui, column, scene.t("hear.wish"));
  std::string written;
  if (const std::string* said = open.text_of(open.state.wish_words)) written = "“" + *said + "”";
  const Failure* failure = scene.playbook.find(open.state.failure);
  const std::vector<WishId> wishes = failure != nullptr ? failure->wishes : std::vector<WishId>{};
  std::vector<GridChoice> choices;
  for (const WishId& wish : wishes) {
    choices.push_back({.id = wish.text,
                       .label = scene.t("wish." + wish.text),
                       .selected = open.state.wish == wish && written.empty()});
  }
  choices.push_back(
      {.id = "words", .label = scene.t("hear.wish_words"), .icon = Icon::edit, .selected = !written.empty()});
  const std::size_t columns = columns_in(scene.ui, column.rest().width, 150, 4);
  if (const auto tapped = choice_grid(scene.ui, column, "wishes", choices, columns, ChoiceRole::radio)) {
    if (*tapped < wishes.size()) {
      scene.give(ChooseWish{wishes[*tapped]});
    } else {
      scene.write(PrivateKind::wish);
    }
  }
  if (written.empty()) return;
  const std::string small = scene.t("right.they_asked");
  quote(scene.ui,
        column.next(quote_height(scene.ui, column.rest().width, small, written), scene.ui.px(space::kBetween)), small,
        written);
}

}  // namespace

void draw_mistake(Scene& scene, Column& column, const Case& of) {
  if (of.has_sent_anything()) return;
  const std::string label = scene.t("hear.by_mistake");
  const ButtonSpec spec{.label = label, .icon = Icon::undo, .size = type::kLabel};
  column.skip(scene.ui.px(space::kHeadingAbove));
  const Rect row = column.next(scene.ui.target(size::kTarget));
  if (button(scene.ui, "by_mistake", row.left(button_width(scene.ui, spec)), spec)) {
    scene.give(WithdrawCase{});
    scene.say(scene.t("toast.withdrawn", {{"number", of.number.text}}));
  }
}

void draw_hear(Scene& scene, const Rect& sheet) {
  const CaseView* open = scene.open();
  const std::string cue_text = open == nullptr        ? scene.t("cue.listen")
                               : !open->state.apology ? scene.t("cue.apologise")
                                                      : scene.cue_for("hear", "cue.feelings");
  SheetParts parts = sheet_parts(scene.ui, sheet, true, cue_text);
  const SheetParts recorded = parts;
  // On a low sheet the place of buttons that aren't there yet belongs to the choices.
  const bool low = sheet.height < scene.ui.px(kLowSheet);
  const bool footless = open == nullptr && low;
  if (footless) {
    parts.cue.y += parts.foot.height;
    parts.body.height += parts.foot.height;
  }
  if (draw_head(scene, parts)) return;

  Column column(begin_scroll(scene.ui, "hear", parts.body));
  draw_channel(scene, column);
  draw_lines(scene, column, recorded, low);
  draw_failures(scene, column);
  if (open != nullptr) {
    draw_for_them(scene, column, open->state);
    draw_wish(scene, column, *open);
    draw_mistake(scene, column, open->state);
  }
  end_scroll(scene.ui, column.bottom());

  draw_cue(scene, parts.cue, cue_text);
  if (open == nullptr) {
    // Nothing to confirm: the second of the two taps records.
    const std::string how = scene.t(check_of(scene) != nullptr ? "hear.how" : "hear.how_alone");
    if (!footless) (void)foot(scene.ui, parts.foot, {.hint = how});
    return;
  }
  const bool sorry = open->state.apology.has_value();
  const FootTap tapped =
      foot(scene.ui, parts.foot,
           {.left = scene.t(sorry ? "hear.apologised_done" : "hear.apologised"),
            .left_icon = sorry ? Icon::check_circle : Icon::done,
            .middle = scene.t(open->state.manager_called == Instant{} ? "hear.call_manager" : "hear.manager_called"),
            .middle_icon = Icon::supervisor_account,
            .main = scene.t("hear.put_right"),
            .main_icon = Icon::arrow_forward});
  if (tapped == FootTap::left && !sorry) scene.give(Apologise{});
  if (tapped == FootTap::middle) {
    if (open->state.manager_called != Instant{}) scene.say(scene.t("toast.manager_called"));
    scene.give(CallManager{});
  }
  if (tapped == FootTap::main) scene.show_step(Step::put_right);
}

}  // namespace amends
