// The screen turned to the guest: what was understood, in their words, large; and whether that is it. Nothing of the house is
// on it: no number, no colleague, no remedy.

#include "ui/screens/scene.hpp"

namespace amends {

namespace {

void draw_part(Scene& scene, Column& column, std::string_view small, const std::string& content) {
  if (content.empty()) return;
  const TextStyle label{.size = type::kLabel, .colour = Colour::soft};
  text(scene.ui, column.next(line_height(scene.ui, type::kLabel), scene.ui.px(space::kEdge)), small, label);
  const TextStyle large{.size = type::kTitle, .weight = Weight::semibold, .max_lines = 0, .place = Place::top};
  text(scene.ui,
       column.next(text_height(scene.ui, content, column.rest().width, large), scene.ui.px(space::kHeadingBelow)),
       content, large);
}

std::string in_quotes(const std::string* said) {
  return said == nullptr ? std::string() : "\u201c" + *said + "\u201d";
}

}  // namespace

void draw_read_back(Scene& scene, const Rect& sheet) {
  const CaseView& open = *scene.open();
  const Case& of = open.state;
  const SheetParts parts = sheet_parts(scene.ui, sheet, false, {});
  const std::string title = scene.t("read_back.title");
  (void)header(scene.ui, parts.head, {.title = title, .detail = scene.t("read_back.detail")});
  Column column(begin_scroll(scene.ui, "read_back", parts.body));
  const std::string what = scene.t("failure." + of.failure.text);
  draw_part(scene, column, scene.t("read_back.what"),
            of.lines.empty() ? what : what + " \u00b7 " + scene.lines(of.lines));
  draw_part(scene, column, scene.t("read_back.said"), in_quotes(open.text_of(of.words)));
  draw_part(scene, column, scene.t("read_back.meant"), in_quotes(open.text_of(of.meaning)));
  const std::string wish = of.wish_words ? in_quotes(open.text_of(of.wish_words))
                           : of.wish     ? scene.t("wish." + of.wish->text)
                                         : std::string();
  draw_part(scene, column, scene.t("read_back.wish"), wish);
  end_scroll(scene.ui, column.bottom());
  const FootTap tapped =
      foot(scene.ui, parts.foot,
           {.left = scene.t("read_back.not_quite"), .main = scene.t("read_back.thats_it"), .main_icon = Icon::done});
  if (tapped == FootTap::main && !of.said_back) scene.give(SayBack{});
  if (tapped != FootTap::none || scene.ui.key(Key::escape)) scene.open_panel(Panel::people);
}

}  // namespace amends
