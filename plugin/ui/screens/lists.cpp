// The lists: whom to get back to, and all cases; then one case with its history in plain words.
// Number, table and item only: no guest's name stands in a list, and a contact shows when somebody asks for it.

#include <algorithm>
#include <array>
#include <span>

#include "ui/screens/scene.hpp"

namespace amends {

namespace {

constexpr float kRowsInSight = 170;  // of what is found, above the keys
constexpr std::array<Page, 5> kListPages = {Page::follow_ups, Page::requests, Page::cases, Page::coupon, Page::display};

std::string title_of(const Scene& scene, Page page) {
  switch (page) {
    case Page::cases:
      return scene.t("cases.title");
    case Page::display:
      return scene.t("display.title");
    case Page::requests:
      return scene.t("requests.title");
    case Page::coupon:
      return scene.t("coupon.title");
    case Page::follow_ups:
    case Page::tab:
    case Page::sheet:
    case Page::settings:
    case Page::learn:
    case Page::watch:
    case Page::line_up:
    case Page::gallery:
      break;
  }
  return scene.t("follow_ups.title");
}

}  // namespace

void draw_list_head(Scene& scene, const SheetParts& parts, Page at, std::string_view detail) {
  UiState& state = scene.state;
  const std::string title = title_of(scene, at);
  const std::string close = scene.t("sheet.close");
  const std::string desk = scene.t("desk.open");
  const std::array<HeaderButton, 2> buttons = {HeaderButton{.id = "desk", .icon = Icon::fact_check, .label = desk},
                                               HeaderButton{.id = "close", .icon = Icon::close, .label = close}};
  const std::size_t first = may_see_reports(scene.host.operator_) ? 0 : 1;
  const auto button =
      header(scene.ui, parts.head, {.title = title, .detail = detail, .buttons = std::span(buttons).subspan(first)});
  const bool closed = button && *button + first == 1;
  const bool to_desk = button && !closed;
  std::array<std::string, kListPages.size()> labels = {scene.t("follow_ups.tab"), scene.t("requests.tab"),
                                                       scene.t("cases.tab"), scene.t("coupon.tab"),
                                                       scene.t("display.tab")};
  std::array<StepSpec, kListPages.size()> specs;
  for (std::size_t i = 0; i < kListPages.size(); ++i)
    specs[i] = {.label = labels[i], .state = kListPages[i] == at ? StepState::now : StepState::later};
  const auto step = step_bar(scene.ui, "lists", parts.steps, specs);
  if (!button && !step) return;
  state.page = closed ? Page::tab : to_desk ? Page::learn : kListPages[*step];
  if (state.page == Page::cases) scene.ask(ListCases{state.search});
  state.looking_at.reset();
  state.focus_field = state.page == Page::coupon;
  scene.ui.leave_field();
  scene.ui.request_frame();
}

namespace {

std::string row_title(const Scene& scene, const CaseRow& row) {
  return row.number.text + " · " + scene.place(row.place, row.check_number);
}

std::string row_detail(const Scene& scene, const CaseRow& row) {
  if (row.restricted) return scene.t("cases.restricted");
  const std::string failure = scene.t("failure." + row.failure.text);
  return row.items.empty() ? failure : failure + " · " + row.items;
}

std::string row_tag(const Scene& scene, const CaseRow& row) {
  if (row.withdrawn) return scene.t("cases.withdrawn");
  if (row.waits_for_approval) return scene.t("cases.needs_yes");
  if (row.waits_for_hand) return scene.t("cases.needs_hand");
  if (!row.finished) return scene.t("cases.open");
  return scene.t(row.complete ? "cases.complete" : "cases.incomplete");
}

void look_at(Scene& scene, const CaseRow& row) {
  scene.state.looking_at = row.id;
  if (row.may_open) scene.ask(OpenCase{row.id});
  scene.ui.request_frame();
}

void start_without_check(Scene& scene) {
  UiState& state = scene.state;
  state.channel = Channel::phone;
  state.lines.clear();
  state.failure.reset();
  state.recording = false;
  state.page = Page::sheet;
  state.step = Step::hear;
  state.leaving = scene.open() != nullptr;
  scene.ask(LeaveCase{});
  scene.ui.request_frame();
}

}  // namespace

void draw_cases(Scene& scene, const Rect& sheet) {
  UiState& state = scene.state;
  SheetParts parts = sheet_parts(scene.ui, sheet, true, {});
  // On a low sheet the keys take the place of all but the field and a row of what is found.
  const bool low = sheet.height < scene.ui.px(kLowSheet) && scene.ui.typing();
  if (low) {
    parts.body.y = sheet.y + scene.ui.px(space::kBetween);
    parts.body.height = parts.foot.bottom() - parts.body.y;
  } else {
    draw_list_head(scene, parts, Page::cases, scene.t("cases.detail"));
  }
  Column column(parts.body, scene.ui.px(space::kBetween));
  // Who searches needs the place for the keys.
  if (!low && !scene.ui.typing()) draw_clock_notice(scene, column);
  const std::string hint = scene.t("cases.search");
  const TextFieldResult searching = search_field(scene.ui, "search", column.next(scene.ui.target(size::kCard)), hint,
                                                 scene.t("cases.empty_search"), state.search);
  if (state.search != state.searched) {
    state.searched = state.search;
    scene.ask(ListCases{state.search});
  }
  Rect area = column.rest();
  // Keys for who has none, as long as the field has the keyboard and some rows stay in sight.
  const float keys_px = keyboard_height(scene.ui, low ? 0 : area.height / 2);
  if (searching.focused && (low || area.height >= keys_px + scene.ui.px(kRowsInSight))) {
    draw_keyboard(scene, area.bottom_piece(keys_px), KeyboardFor::search, state.search);
    area = area.above(keys_px, scene.ui.px(space::kBetween));
  }
  if (scene.view.cases.empty()) {
    empty_state(scene.ui, area, Icon::search, scene.t("cases.none"),
                scene.t(state.search.empty() ? "cases.none_yet" : "cases.none_found"));
  } else {
    Column rows(begin_scroll(scene.ui, "cases", area), scene.ui.px(space::kBetween));
    for (const CaseRow& row : scene.view.cases) {
      const std::string title = row_title(scene, row);
      const std::string detail = row_detail(scene, row);
      const std::string tag_text = row_tag(scene, row);
      const bool waits = row.waits_for_approval || row.waits_for_hand;
      const ListRowSpec spec{.title = title,
                             .detail = detail,
                             .tag = tag_text,
                             .tag_kind = waits ? TagKind::waiting : TagKind::yours,
                             .waiting = waits};
      const Rect place = rows.next(list_row_height(scene.ui, area.width, spec));
      if (list_row(scene.ui, row.number.text, place, spec) != RowTap::none) look_at(scene, row);
    }
    end_scroll(scene.ui, rows.bottom());
  }
  if (low) return;
  const FootTap chosen =
      foot(scene.ui, parts.foot, {.left = scene.t("cases.without_check"), .main = scene.t("cases.to_the_check")});
  if (chosen == FootTap::left) start_without_check(scene);
  if (chosen == FootTap::main) scene.to_the_check();
}

void draw_follow_ups(Scene& scene, const Rect& sheet) {
  const SheetParts parts = sheet_parts(scene.ui, sheet, true, {});
  const auto late = std::ranges::count_if(scene.view.follow_ups,
                                          [&](const FollowUpRow& row) { return row.follow_up.due <= scene.now; });
  const std::string detail = scene.t(
      "follow_ups.detail", {{"due", std::to_string(late)}, {"all", std::to_string(scene.view.follow_ups.size())}});
  draw_list_head(scene, parts, Page::follow_ups, detail);
  Column column(parts.body, scene.ui.px(space::kBetween));
  draw_clock_notice(scene, column);
  const Rect body = column.rest();
  if (scene.view.follow_ups.empty()) {
    empty_state(scene.ui, body, Icon::event, scene.t("follow_ups.none"), scene.t("follow_ups.none_detail"));
  } else {
    Column rows(begin_scroll(scene.ui, "follow_ups", body), scene.ui.px(space::kBetween));
    for (const FollowUpRow& row : scene.view.follow_ups) {
      const std::string title = row_title(scene, row.of);
      const std::string what =
          scene.t("follow_ups.row", {{"what", row_detail(scene, row.of)}, {"name", scene.person(row.follow_up.owner)}});
      const std::string due = scene.due(row.follow_up.due);
      const bool overdue = row.follow_up.due <= scene.now;
      const Icon which = !row.contact                              ? Icon::schedule
                         : row.contact->kind == PrivateKind::phone ? Icon::phone
                                                                   : Icon::mail_outline;
      const ListRowSpec spec{.icon = which,
                             .title = title,
                             .detail = what,
                             .tag = due,
                             .tag_kind = overdue ? TagKind::waiting : TagKind::yours,
                             .waiting = overdue};
      const Rect place = rows.next(list_row_height(scene.ui, body.width, spec));
      if (list_row(scene.ui, row.of.number.text, place, spec) != RowTap::none) look_at(scene, row.of);
    }
    end_scroll(scene.ui, rows.bottom());
  }
  if (foot(scene.ui, parts.foot, {.main = scene.t("cases.to_the_check")}) == FootTap::main) scene.to_the_check();
}

}  // namespace amends
