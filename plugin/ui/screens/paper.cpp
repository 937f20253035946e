// The slip: what to write on paper while the ledger can't take anything, with what the till knows filled in. It keeps nothing; it
// shows what the case would have asked, so that it can be recorded when the till works again.

#include "desk/names.hpp"
#include "ui/screens/scene.hpp"

namespace amends {

namespace {

// A line of the slip; without content it is a line to write on.
void draw_line(Scene& scene, Column& column, const std::string& label, const std::string& content,
               const std::string& hint = {}) {
  const TextStyle small{.size = type::kLabel, .colour = Colour::soft, .max_lines = 0, .place = Place::top};
  const TextStyle plain{.weight = Weight::semibold, .max_lines = 0, .place = Place::top};
  const float width = column.rest().width;
  const float gap = scene.ui.px(space::kEdge / 2);
  text(scene.ui, column.next(text_height(scene.ui, label, width, small), gap), label, small);
  if (!hint.empty()) text(scene.ui, column.next(text_height(scene.ui, hint, width, small), gap), hint, small);
  if (content.empty()) {
    column.skip(scene.ui.px(space::kBetween * 2));
  } else {
    text(scene.ui, column.next(text_height(scene.ui, content, width, plain), gap), content, plain);
  }
  divider(scene.ui, column.next(scene.ui.px(1), scene.ui.px(space::kBetween)));
}

std::string who_and_when(const Scene& scene) {
  const std::string time = scene.time(scene.now);
  return scene.host.operator_ ? time + " \u00b7 " + scene.host.operator_->name : time;
}

// The case that was being worked on, or the check on the till's screen.
std::string where(const Scene& scene) {
  if (const CaseView* open = scene.open()) {
    const Case& of = open->state;
    const std::string place = scene.place(of.place, of.check_number);
    return place.empty() ? of.number.text : of.number.text + " \u00b7 " + place;
  }
  return scene.host.check ? scene.place(scene.host.check->place, scene.host.check->number) : std::string();
}

// How much is the waiter's own to give, and who says yes above it.
std::string what_is_yours(const Scene& scene) {
  const Role role = scene.host.operator_ ? scene.host.operator_->role : Role::waiter;
  const Money limit = scene.playbook.limit[static_cast<std::size_t>(role) - 1];
  return limit.is_zero() ? std::string() : scene.t("paper.yours", {{"amount", scene.money(limit)}});
}

}  // namespace

void draw_paper(Scene& scene, const Rect& sheet) {
  const SheetParts parts = sheet_parts(scene.ui, sheet, false, {});
  const std::string close_label = scene.t("sheet.close");
  const HeaderButton close{.id = "close", .icon = Icon::close, .label = close_label};
  const std::string title = scene.t("storage.title");
  if (header(scene.ui, parts.head, {.title = title, .buttons = {&close, 1}})) scene.state.page = Page::tab;
  Column column(begin_scroll(scene.ui, "paper", parts.body));
  const std::string sentence = scene.t(key_of(scene.view.trouble));
  banner(scene.ui,
         column.next(banner_height(scene.ui, column.rest().width, Icon::edit, sentence), scene.ui.px(space::kBetween)),
         Icon::edit, sentence, {}, BannerKind::waiting);
  draw_line(scene, column, scene.t("paper.when"), who_and_when(scene));
  draw_line(scene, column, scene.t("paper.where"), where(scene));
  // What was being typed when the ledger failed isn't lost: it stands here to be copied.
  const std::string typed = scene.state.panel == Panel::writing ? scene.state.written : std::string();
  draw_line(scene, column, scene.t("paper.what"), typed);
  draw_line(scene, column, scene.t("paper.given"), {}, what_is_yours(scene));
  draw_line(scene, column, scene.t("paper.contact"), {});
  const TextStyle after{.max_lines = 0, .place = Place::top};
  const std::string later =
      scene.t("paper.later", {{"lists", scene.t("sheet.lists")}, {"without", scene.t("cases.without_check")}});
  text(scene.ui, column.next(text_height(scene.ui, later, column.rest().width, after), scene.ui.px(space::kEdge)),
       later, after);
  end_scroll(scene.ui, column.bottom());
}

}  // namespace amends
