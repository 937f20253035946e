// What waits for somebody's yes, the longest first: where, what, how much, who is asked, how long already.

#include <algorithm>

#include "domain/approval.hpp"
#include "ui/screens/scene.hpp"

namespace amends {

namespace {

constexpr std::int64_t kMinuteUs = 60'000'000;

void look_at(Scene& scene, const CaseRow& row) {
  scene.ui.request_frame();
  if (!row.may_open) {
    scene.state.looking_at = row.id;
    return;
  }
  scene.ask(OpenCase{row.id});
  scene.state.page = Page::sheet;
  scene.state.channel.reset();
  scene.state.looking_at.reset();
  scene.state.step = Step::put_right;
  scene.state.step_wanted = Step::put_right;
}

// What the till left open: somebody looks, and says what is so.
void draw_to_settle(Scene& scene, Column& rows, float width) {
  if (scene.view.to_settle.empty()) return;
  section(scene.ui, rows, scene.t("requests.to_settle"));
  for (const CaseRow& row : scene.view.to_settle) {
    const std::string title = row.number.text + " · " + scene.place(row.place, row.check_number);
    const std::string detail = row.restricted ? scene.t("cases.restricted") : scene.t("failure." + row.failure.text);
    const std::string tag = scene.t("cases.needs_hand");
    const ListRowSpec spec{.icon = Icon::receipt_long,
                           .title = title,
                           .detail = detail,
                           .tag = tag,
                           .tag_kind = TagKind::waiting,
                           .waiting = true};
    const IdScope scope(scene.ui, "to_settle");
    const Rect place = rows.next(list_row_height(scene.ui, width, spec));
    if (list_row(scene.ui, row.number.text, place, spec) != RowTap::none) look_at(scene, row);
  }
}

}  // namespace

void draw_requests(Scene& scene, const Rect& sheet) {
  const SheetParts parts = sheet_parts(scene.ui, sheet, true, {});
  const auto& requests = scene.view.requests;
  const auto& to_settle = scene.view.to_settle;
  draw_list_head(scene, parts, Page::requests,
                 scene.t("requests.detail", {{"count", std::to_string(requests.size())}}));
  if (requests.empty() && to_settle.empty()) {
    empty_state(scene.ui, parts.body, Icon::check_circle, scene.t("requests.none"), scene.t("requests.none_detail"));
  } else {
    Column rows(begin_scroll(scene.ui, "requests", parts.body), scene.ui.px(space::kBetween));
    for (const RequestRow& row : requests) {
      const std::string title = scene.place(row.of.place, row.of.check_number) + " · " + scene.money(row.act.cost);
      const Person* asked = asked_of(row.approvers, scene.playbook, row.act.chosen, scene.now);
      const std::string what = row.of.restricted ? scene.t("cases.restricted") : act_title(scene, row.act);
      const std::string detail =
          asked == nullptr
              ? scene.t("requests.row_nobody", {{"what", what}, {"name", scene.person(row.act.chosen_by)}})
              : scene.t("requests.row",
                        {{"what", what}, {"name", scene.person(row.act.chosen_by)}, {"asked", asked->name}});
      const std::int64_t minutes =
          std::max<std::int64_t>(0, scene.now.microseconds - row.act.chosen.microseconds) / kMinuteUs;
      const std::string waits = scene.t("requests.minutes", {{"minutes", std::to_string(minutes)}});
      const ListRowSpec spec{.icon = Icon::receipt_long,
                             .title = title,
                             .detail = detail,
                             .tag = waits,
                             .tag_kind = TagKind::waiting,
                             .waiting = true};
      const Rect place = rows.next(list_row_height(scene.ui, parts.body.width, spec));
      if (list_row(scene.ui, row.of.number.text, place, spec) != RowTap::none) look_at(scene, row.of);
    }
    draw_to_settle(scene, rows, parts.body.width);
    end_scroll(scene.ui, rows.bottom());
  }
  if (foot(scene.ui, parts.foot, {.main = scene.t("cases.to_the_check")}) == FootTap::main) scene.to_the_check();
}

}  // namespace amends
