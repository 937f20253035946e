// Watch: what was given, of what kind, by which role. A first look for managers, said to be no verdict.
// Refuses: figures about single people; a site that wants them has to say so, and its staff to be heard first (PRODUCT.md, Control).

#include <algorithm>
#include <charconv>

#include "desk/names.hpp"
#include "ui/screens/desk_page.hpp"

namespace amends {

namespace {

void draw_roles(Scene& scene, Column& column, const Report& report) {
  section(scene.ui, column, scene.t("watch.roles"));
  std::vector<std::string> labels;
  std::vector<std::string> values;
  std::vector<BarSpec> specs;
  labels.reserve(report.roles.size());
  values.reserve(report.roles.size());
  for (const Compared& row : report.roles) {
    int role = 0;
    std::from_chars(row.key.data(), row.key.data() + row.key.size(), role);
    labels.push_back(role == 0 ? scene.t("watch.nobody") : scene.t(key_of(static_cast<Role>(role))));
    values.push_back(scene.t("watch.amount", {{"money", scene.money({row.sum, scene.playbook.currency})},
                                              {"count", std::to_string(row.count)}}));
    specs.push_back({.label = labels.back(),
                     .value = values.back(),
                     .count = std::max<std::int64_t>(0, row.sum),
                     .before = std::max<std::int64_t>(0, row.sum_before)});
  }
  const std::string title = scene.t("watch.roles");
  const std::string nothing = scene.t("desk.nothing");
  bar_chart(scene.ui, column.next(bar_chart_height(scene.ui, specs.size())), title, specs, nothing);
  const std::string off = scene.t("watch.people_off");
  text(scene.ui, column.next(scene.ui.px(size::kHeading), scene.ui.px(space::kBetween)), off,
       {.size = type::kSmall, .colour = Colour::soft});
}

}  // namespace

void draw_watch(Scene& scene, const Rect& surface) {
  const DeskPage page = begin_desk_page(scene, surface, Page::watch);
  if (page.report == nullptr) return;
  const Report& report = *page.report;
  const Rect area = begin_scroll(scene.ui, "watch", page.body);
  TwoColumns columns(scene.ui, area);
  Column& left = columns.left;
  const std::string note = scene.t("watch.note");
  banner(scene.ui, left.next(banner_height(scene.ui, left.rest().width, Icon::info, note)), Icon::info, note);
  section(scene.ui, left, scene.t("watch.given"));
  draw_bars(scene, left, {.id = "given", .measure = Measure::remedy, .rows = &report.remedies, .by_sum = true});
  section(scene.ui, left, scene.t("watch.extras"));
  draw_bars(scene, left, {.id = "extras", .measure = Measure::extra, .rows = &report.extras, .by_sum = true});
  Column right = columns.right();
  draw_roles(scene, right, report);
  section(scene.ui, right, scene.t("watch.coupons"));
  draw_bars(scene, right, {.id = "coupons", .measure = Measure::coupon, .rows = &report.coupons, .by_sum = true});
  end_scroll(scene.ui, std::max(left.bottom(), right.bottom()));
}

}  // namespace amends
