#include "ui/screens/desk_page.hpp"

#include <algorithm>
#include <array>

#include "desk/names.hpp"

namespace amends {

namespace {

constexpr std::array<Page, 5> kDeskPages = {Page::follow_ups, Page::cases, Page::learn, Page::watch, Page::line_up};
constexpr float kTwoColumns = 1000;
constexpr std::array<std::int32_t, 4> kPeriods = {7, 28, 91, 364};

std::string label_of(const Scene& scene, Page page) {
  if (page == Page::learn) return scene.t("desk.learn");
  if (page == Page::watch) return scene.t("desk.watch");
  if (page == Page::line_up) return scene.t("slip.line_up");
  return scene.t(page == Page::cases ? "cases.tab" : "follow_ups.tab");
}

void leave_for(Scene& scene, Page page) {
  UiState& state = scene.state;
  state.page = page;
  state.report.behind.reset();
  if (!report_of(page)) {
    scene.ask(LookAtReport{});
    state.report_asked.reset();
  }
  if (page == Page::cases) scene.ask(ListCases{state.search});
  scene.ui.request_frame();
}

// Answers whether the page is left.
bool draw_desk_head(Scene& scene, const SheetParts& parts, Page page) {
  const Report* report = scene.view.report.get();
  const std::string title = label_of(scene, page);
  const std::string detail = report == nullptr || page == Page::line_up
                                 ? std::string()
                                 : scene.t("desk.detail", {{"count", std::to_string(report->cases)},
                                                           {"before", std::to_string(report->cases_before)}});
  const std::string close = scene.t("sheet.close");
  const HeaderButton button{.id = "close", .icon = Icon::close, .label = close};
  const auto closed = header(scene.ui, parts.head, {.title = title, .detail = detail, .buttons = {&button, 1}});
  std::array<std::string, kDeskPages.size()> labels;
  std::array<StepSpec, kDeskPages.size()> specs;
  for (std::size_t i = 0; i < kDeskPages.size(); ++i) {
    labels[i] = label_of(scene, kDeskPages[i]);
    specs[i] = {.label = labels[i], .state = kDeskPages[i] == page ? StepState::now : StepState::later};
  }
  const auto step = step_bar(scene.ui, "desk", parts.steps, specs);
  if (closed) leave_for(scene, Page::tab);
  if (!closed && step && kDeskPages[*step] != page) leave_for(scene, kDeskPages[*step]);
  return scene.state.page != page;
}

void draw_periods(Scene& scene, Column& column) {
  UiState& state = scene.state;
  const Rect row = column.next(scene.ui.target(size::kTarget), scene.ui.px(space::kBetween));
  const IdScope scope(scene.ui, "periods");
  for (std::size_t i = 0; i < kPeriods.size(); ++i) {
    const std::string label = scene.t("desk.days_" + std::to_string(kPeriods[i]));
    const bool is_this = state.report.days == kPeriods[i];
    const Rect cell = row_cell(row, i, kPeriods.size(), scene.ui.px(space::kBetween));
    if (choice(scene.ui, std::to_string(i), cell, {.label = label, .selected = is_this, .compact = true})) {
      state.report.days = kPeriods[i];
      scene.ui.request_frame();
    }
  }
}

void draw_behind(Scene& scene, const SheetParts& parts, const Report& report) {
  const FigureName& wanted = *scene.state.report.behind;
  const Rect body = parts.body;
  Column rows(begin_scroll(scene.ui, "behind", body), scene.ui.px(space::kBetween));
  const char* const heading = report.behind.size() < kReportBehindMost ? "desk.behind" : "desk.behind_newest";
  section(scene.ui, rows,
          scene.t(heading, {{"what", figure_words(scene, wanted.measure, wanted.key)},
                            {"count", std::to_string(report.behind.size())}}));
  for (const CaseRow& row : report.behind) {
    const std::string title = row.number.text + " · " + scene.place(row.place, row.check_number);
    const std::string failure = row.restricted ? scene.t("cases.restricted") : scene.t("failure." + row.failure.text);
    const std::string detail = row.items.empty() ? failure : failure + " · " + row.items;
    const std::string time = scene.time(row.opened);
    const ListRowSpec spec{.title = title, .detail = detail, .tag = time};
    const Rect place = rows.next(list_row_height(scene.ui, body.width, spec));
    if (list_row(scene.ui, row.number.text, place, spec) == RowTap::none) continue;
    scene.state.looking_at = row.id;
    if (row.may_open) scene.ask(OpenCase{row.id});
    scene.ui.request_frame();
  }
  if (report.behind.empty()) {
    const std::string none = scene.t("desk.behind_none");
    text(scene.ui, rows.next(scene.ui.px(size::kRow)), none, {.colour = Colour::soft});
  }
  end_scroll(scene.ui, rows.bottom());
  const std::string back = scene.t("desk.back");
  if (foot(scene.ui, parts.foot, {.main = back}) == FootTap::main) {
    scene.state.report.behind.reset();
    scene.ui.request_frame();
  }
}

}  // namespace

std::optional<ReportPage> report_of(Page page) {
  if (page == Page::learn) return ReportPage::learn;
  if (page == Page::watch) return ReportPage::watch;
  if (page == Page::line_up) return ReportPage::line_up;
  return std::nullopt;
}

TwoColumns::TwoColumns(Ui& ui, const Rect& area)
    : left(area.width >= ui.px(kTwoColumns) ? row_cell(area, 0, 2, ui.px(space::kEdge)) : area),
      area_(area),
      gap_(ui.px(space::kEdge)),
      is_wide_(area.width >= ui.px(kTwoColumns)) {}

Column TwoColumns::right() const {
  if (is_wide_) return Column(row_cell(area_, 1, 2, gap_));
  Rect below = area_;
  below.y = left.bottom();
  return Column(below);
}

DeskPage begin_desk_page(Scene& scene, const Rect& surface, Page page) {
  UiState& state = scene.state;
  SheetParts parts = sheet_parts(scene.ui, surface, true, {});
  if (draw_desk_head(scene, parts, page)) return {};
  if (!may_see_reports(scene.host.operator_)) {
    empty_state(scene.ui, parts.body, Icon::lock, scene.t("desk.managers_only"), {});
    return {};
  }
  state.report.page = *report_of(page);
  if (state.report_asked != state.report) {
    state.report_asked = state.report;
    scene.ask(LookAtReport{state.report});
  }
  const Report* report = scene.view.report.get();
  if (report == nullptr || report->query.page != state.report.page) return {};
  if (state.report.behind) {
    if (report->query.behind == state.report.behind) draw_behind(scene, parts, *report);
    return {};
  }
  if (page == Page::line_up) return {report, parts.body, parts.foot};
  const Rect whole = parts.body.united(parts.foot);
  Column column(whole);
  draw_periods(scene, column);
  return {report, whole.below(column.bottom() - whole.y, scene.ui.px(space::kBetween))};
}

std::string figure_words(const Scene& scene, Measure measure, const std::string& key) {
  const auto parts = parts_of(key);
  switch (measure) {
    case Measure::failure:
      return scene.t("failure." + key);
    case Measure::hour:
      return scene.t("learn.hour", {{"hour", key}});
    case Measure::lacks:
      return scene.t("learn." + key + "_lacks");
    case Measure::remedy:
    case Measure::extra:
      return scene.t("remedy_kind." + key);
    case Measure::tried:
      return scene.t("failure." + std::string(parts[0])) + " · " +
             scene.t("remedy_kind." + std::string(parts[parts.size() - 1]));
    case Measure::asked: {
      const std::string_view kind = parts[parts.size() - 1];
      return scene.t("wish." + std::string(parts[0])) + " → " +
             (kind.empty() ? scene.t("learn.asked_nothing") : scene.t("remedy_kind." + std::string(kind)));
    }
    case Measure::follow_up:
      return scene.t(key == "open" ? "learn.open" : "result." + key);
    case Measure::recovered:
      return scene.t(key == "unknown" || key == "came_back" ? "learn." + key : "result." + key);
    case Measure::coupon:
      return scene.t("watch.coupons_" + key);
    case Measure::cases:
    case Measure::item:
    case Measure::component:
    case Measure::group:
    case Measure::person:
    case Measure::first_action:
    case Measure::offer:
    case Measure::fix:
    case Measure::given_by:
    case Measure::approval:
    case Measure::outcome:
      break;
  }
  return key;
}

void draw_bars(Scene& scene, Column& column, const FigureBars& bars) {
  const std::size_t count = std::min(bars.rows->size(), bars.most);
  if (count == 0) {
    const std::string nothing = scene.t("desk.nothing");
    text(scene.ui, column.next(scene.ui.px(size::kCard)), nothing, {.colour = Colour::soft, .max_lines = 2});
    return;
  }
  // Where there was nothing before at all, nothing is compared.
  const bool is_compared = scene.view.report->cases_before > 0;
  std::vector<std::string> labels(count);
  std::vector<std::string> values(count);
  std::vector<BarSpec> specs(count);
  for (std::size_t i = 0; i < count; ++i) {
    const Compared& row = (*bars.rows)[i];
    const std::string times = std::to_string(row.count);
    labels[i] = figure_words(scene, bars.measure, row.key);
    if (bars.by_sum) {
      values[i] =
          scene.t("watch.amount", {{"money", scene.money({row.sum, scene.playbook.currency})}, {"count", times}});
    } else if (is_compared) {
      values[i] = scene.t("desk.count", {{"count", times}, {"before", std::to_string(row.before)}});
    } else {
      values[i] = times;
    }
    const std::int64_t before = bars.by_sum ? row.sum_before : row.before;
    specs[i] = {
        .label = labels[i], .value = values[i], .count = std::max<std::int64_t>(0, bars.by_sum ? row.sum : row.count)};
    if (is_compared) specs[i].before = std::max<std::int64_t>(0, before);
  }
  const Rect place = column.next(bar_list_height(scene.ui, count), bars.gap);
  const auto tapped = bar_list(scene.ui, bars.id, place, bars.id, specs);
  if (!tapped) return;
  scene.state.report.behind = FigureName{bars.measure, (*bars.rows)[*tapped].key};
  scene.ui.request_frame();
}

}  // namespace amends
