// Learn: what went wrong and when, how fast it was put right, what worked. A number is tapped for the cases behind it.
// Refuses: persons; and to call few cases good (S0).

#include <algorithm>
#include <array>
#include <cmath>

#include "domain/statistics.hpp"
#include "ui/screens/desk_page.hpp"

namespace amends {

namespace {

constexpr std::int64_t kFewCases = 5;
constexpr std::int64_t kKnownLeast = 8;  // no claim on fewer
constexpr std::size_t kWorkedMost = 6;
constexpr std::int32_t kRisingDays = 91;
constexpr float kChart = 150;

struct Cut {
  const char* words;
  Measure measure;
  const std::vector<Compared> Report::*rows;
};
constexpr std::array<Cut, 5> kCuts = {{{"learn.by_failure", Measure::failure, &Report::failures},
                                       {"learn.by_item", Measure::item, &Report::items},
                                       {"learn.by_component", Measure::component, &Report::components},
                                       {"learn.by_group", Measure::group, &Report::groups},
                                       {"learn.by_hour", Measure::hour, &Report::hours}}};

std::string percent(Chance share) {
  return std::to_string(std::lround(100 * share));
}

std::string minutes(std::int64_t count) {
  return std::to_string(count);
}

void draw_chart(Scene& scene, Column& column, const Report& report) {
  const bool by_day = report.stretch_days == 1;
  section(scene.ui, column, scene.t(by_day ? "learn.days" : "learn.weeks"));
  std::vector<std::string> labels;
  std::vector<ColumnSpec> specs;
  labels.reserve(report.stretches.size());
  for (const Stretch& stretch : report.stretches) {
    labels.push_back(scene.day(stretch.first));
    specs.push_back({.label = labels.back(), .count = stretch.count});
  }
  const std::string first = labels.empty() ? std::string() : labels.front();
  const std::string last = scene.day(report.days.last);
  const std::string label = scene.t(by_day ? "learn.days" : "learn.weeks");
  column_chart(scene.ui, column.next(scene.ui.px(kChart)), label, specs, first, last);
}

void draw_rising(Scene& scene, Column& column, const Report& report) {
  if (report.raised.empty()) return;
  section(scene.ui, column, scene.t("learn.rising"));
  for (const Raised& one : report.raised) {
    const std::string title = figure_words(scene, one.of.measure, one.of.key);
    const std::int64_t tenths = (one.usual_thousandths + 50) / 100;
    const std::string usual = std::to_string(tenths / 10) + scene.t("format.decimal") + std::to_string(tenths % 10);
    const std::string detail = scene.t("learn.rising_row", {{"count", std::to_string(one.cases)}, {"usual", usual}});
    const ListRowSpec spec{.icon = Icon::trending_up, .title = title, .detail = detail, .waiting = true};
    const IdScope scope(scene.ui, "rising", static_cast<std::size_t>(one.of.measure));
    const Rect place = column.next(list_row_height(scene.ui, column.rest().width, spec), scene.ui.px(space::kBetween));
    if (list_row(scene.ui, one.of.key, place, spec) == RowTap::none) continue;
    // A window of four weeks was looked at, which ended up to a week ago.
    scene.state.report.days = std::max(scene.state.report.days, kRisingDays);
    scene.state.report.behind = one.of;
    scene.ui.request_frame();
  }
}

void draw_what(Scene& scene, Column& column, const Report& report) {
  section(scene.ui, column, scene.t("learn.what"));
  const std::size_t now = static_cast<std::size_t>(scene.state.cut);
  const Rect row = column.next(scene.ui.target(size::kTarget));
  const IdScope scope(scene.ui, "cuts");
  for (std::size_t i = 0; i < kCuts.size(); ++i) {
    const std::string label = scene.t(kCuts[i].words);
    const Rect cell = row_cell(row, i, kCuts.size(), scene.ui.px(space::kBetween));
    if (choice(scene.ui, kCuts[i].words, cell, {.label = label, .selected = i == now, .compact = true})) {
      scene.state.cut = static_cast<ReportCut>(i);
      scene.ui.request_frame();
    }
  }
  const bool by_hour = scene.state.cut == ReportCut::hour;
  draw_bars(scene, column,
            {.id = kCuts[now].words,
             .measure = kCuts[now].measure,
             .rows = &(report.*kCuts[now].rows),
             .most = by_hour ? std::size_t{24} : std::size_t{8},
             .gap = scene.ui.px(space::kBetween)});
}

void draw_fast(Scene& scene, Column& column, const Report& report) {
  section(scene.ui, column, scene.t("learn.fast"));
  constexpr std::array<const char*, 3> kWords = {"learn.first_action", "learn.offer", "learn.fix"};
  float gap = 0;
  for (std::size_t i = 0; i < report.times.size(); ++i) {
    const Timing& time = report.times[i];
    const std::string title = scene.t(kWords.at(i));
    const std::string detail =
        time.count == 0 ? scene.t("desk.nothing")
        : time.median_minutes == 0
            ? scene.t("learn.half_longer", {{"minutes", minutes(kMinutes[std::size(kMinutes) - 1])}})
            : scene.t("learn.half", {{"minutes", minutes(time.median_minutes)}});
    const std::string tag_words =
        time.target_minutes == 0 || time.count == 0
            ? std::string()
            : scene.t("learn.target", {{"share", std::to_string(100 * time.within_target / time.count)},
                                       {"minutes", minutes(time.target_minutes)}});
    const ListRowSpec spec{.title = title, .detail = detail, .tag = tag_words};
    const Rect place = column.next(list_row_height(scene.ui, column.rest().width, spec), gap);
    gap = scene.ui.px(space::kBetween);
    if (list_row(scene.ui, kWords.at(i), place, spec) == RowTap::none || time.count == 0) continue;
    // The slowest are what there is to learn from.
    scene.state.report.behind = FigureName{time.measure, time.slowest};
    scene.ui.request_frame();
  }
}

void draw_worked(Scene& scene, Column& column, const Report& report) {
  section(scene.ui, column, scene.t("learn.worked"));
  if (report.worked.empty()) {
    const std::string nothing = scene.t("desk.nothing");
    text(scene.ui, column.next(scene.ui.px(size::kCard)), nothing, {.colour = Colour::soft, .max_lines = 2});
  }
  float gap = 0;
  for (std::size_t i = 0; i < std::min(report.worked.size(), kWorkedMost); ++i) {
    const Worked& one = report.worked[i];
    const std::string key = joined(one.failure.text, one.remedy);
    const std::string title = figure_words(scene, Measure::tried, key);
    const std::string known = std::to_string(one.known);
    const Interval share = share_interval(one.good, one.known);
    const std::string detail = one.known < kKnownLeast
                                   ? scene.t("learn.worked_few", {{"known", known}})
                                   : scene.t("learn.worked_row", {{"good", std::to_string(one.good)},
                                                                  {"known", known},
                                                                  {"low", percent(share.low)},
                                                                  {"high", percent(share.high)}});
    const std::string each =
        scene.t("learn.each", {{"money", scene.money({one.cost_minor / one.count, scene.playbook.currency})}});
    const ListRowSpec spec{.title = title, .detail = detail, .tag = each};
    const Rect place = column.next(list_row_height(scene.ui, column.rest().width, spec), gap);
    gap = scene.ui.px(space::kBetween);
    if (list_row(scene.ui, key, place, spec) == RowTap::none) continue;
    scene.state.report.behind = FigureName{Measure::tried, key};
    scene.ui.request_frame();
  }
}

void draw_section(Scene& scene, Column& column, const char* words, Measure measure, const std::vector<Compared>& rows) {
  if (rows.empty()) return;
  section(scene.ui, column, scene.t(words));
  draw_bars(scene, column, {.id = words, .measure = measure, .rows = &rows, .most = 6});
}

}  // namespace

void draw_learn(Scene& scene, const Rect& surface) {
  const DeskPage page = begin_desk_page(scene, surface, Page::learn);
  if (page.report == nullptr) return;
  const Report& report = *page.report;
  const Rect area = begin_scroll(scene.ui, "learn", page.body);
  TwoColumns columns(scene.ui, area);
  Column& left = columns.left;
  if (report.cases < kFewCases) {
    const std::string few = scene.t("learn.few");
    banner(scene.ui, left.next(banner_height(scene.ui, left.rest().width, Icon::info, few)), Icon::info, few);
  }
  draw_rising(scene, left, report);
  draw_chart(scene, left, report);
  draw_what(scene, left, report);
  Column right = columns.right();
  draw_fast(scene, right, report);
  draw_section(scene, right, "learn.marks", Measure::lacks, report.lacks);
  draw_worked(scene, right, report);
  draw_section(scene, right, "learn.asked", Measure::asked, report.asked);
  draw_section(scene, right, "learn.after", Measure::follow_up, report.follow_ups);
  draw_section(scene, right, "learn.recovered", Measure::recovered, report.recovered);
  end_scroll(scene.ui, std::max(left.bottom(), right.bottom()));
}

}  // namespace amends
