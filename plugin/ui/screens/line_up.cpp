// Line-up: the one page for the meeting before the shift, as it comes out of the printer.

#include "ui/screens/desk_page.hpp"

namespace amends {

void draw_line_up(Scene& scene, const Rect& surface) {
  const DeskPage page = begin_desk_page(scene, surface, Page::line_up);
  if (page.report == nullptr) return;
  const std::string title = scene.t("print.slip_line_up");
  if (!page.report->line_up) {
    empty_state(scene.ui, page.body, Icon::receipt_long, title, scene.t("desk.no_template"));
    return;
  }
  Column column(begin_scroll(scene.ui, "line_up", page.body), scene.ui.px(space::kBetween));
  if (const auto& outcome = scene.view.test_printed) {
    const bool is_well = *outcome <= PrintOutcome::sent;
    const std::string words = scene.t(is_well ? "desk.printed" : "print." + std::string(name_of(*outcome)));
    const Icon icon = is_well ? Icon::check_circle : Icon::error_outline;
    banner(scene.ui, column.next(banner_height(scene.ui, column.rest().width, icon, words)), icon, words, {},
           is_well ? BannerKind::calm : BannerKind::waiting);
  }
  const float height = slip_paper_height(scene.ui, column.rest().width, *page.report->line_up);
  slip_paper(scene.ui, column.next(height), title, *page.report->line_up);
  end_scroll(scene.ui, column.bottom());
  const std::string print = scene.t("print.print");
  const std::string hint = !scene.view.can_print       ? scene.t("print.no_printer")
                           : scene.view.test_under_way ? scene.t("print.on_its_way")
                                                       : std::string();
  const FootSpec spec{.main = print, .main_icon = Icon::receipt_long, .hint = hint};
  if (foot(scene.ui, page.foot, spec) == FootTap::main) {
    scene.ask(PrintLineUp{});
    scene.ui.request_frame();
  }
}

}  // namespace amends
