// What a case has for paper: which slips, how each will look, and how far the printer is with it. A slip is seen before it is
// printed, and where nobody can tell whether it came out, the one who stands beside the printer says so.

#include <algorithm>

#include "desk/names.hpp"
#include "ui/screens/scene.hpp"

namespace amends {

namespace {

// The last delivery of that slip; null: it was never asked for.
const Delivery* last_of(const Case& of, const CaseSlip& slip) {
  const Delivery* last = nullptr;
  for (const Delivery& delivery : of.deliveries) {
    if (delivery.to == Destination::printer && delivery.slip == slip.kind && delivery.act == slip.act) last = &delivery;
  }
  return last;
}

std::string state_of(const Scene& scene, const Delivery* delivery) {
  if (delivery == nullptr || delivery->state == DeliveryState::dropped) return scene.t("print.not_yet");
  switch (delivery->state) {
    case DeliveryState::waiting:
    case DeliveryState::started: {
      return scene.t(delivery->why.empty() ? "print.on_its_way" : "print." + delivery->why);
    }
    case DeliveryState::done:
      return scene.t("print.printed", {{"time", scene.time(delivery->changed)}});
    case DeliveryState::failed:
      return scene.t("print.given_up");
    case DeliveryState::in_doubt:
      return scene.t("print.cut_off");
    case DeliveryState::dropped:
      break;
  }
  return {};
}

// Somebody has to do something at the printer.
bool waits(const Delivery* delivery) {
  if (delivery == nullptr) return false;
  return delivery->needs_a_hand() || (delivery->is_open() && !delivery->why.empty());
}

std::string title_of(const Scene& scene, const CaseSlip& slip) {
  return scene.t("print.slip_" + std::string(name_of(slip.kind)));
}

}  // namespace

void draw_slips(Scene& scene, Column& column, const CaseView& open) {
  if (open.slips.empty()) return;
  section(scene.ui, column, scene.t("print.heading"));
  bool first = true;
  for (std::size_t i = 0; i < open.slips.size(); ++i) {
    const CaseSlip& slip = open.slips[i];
    const Delivery* delivery = last_of(open.state, slip);
    const std::string title = title_of(scene, slip);
    const std::string detail = state_of(scene, delivery);
    const std::string action = scene.t("print.look");
    const ListRowSpec spec{
        .icon = delivery != nullptr && delivery->state == DeliveryState::done ? Icon::check_circle : Icon::receipt_long,
        .title = title,
        .detail = detail,
        .action = action,
        .waiting = waits(delivery)};
    const IdScope scope(scene.ui, "slip", i);
    const Rect row =
        column.next(list_row_height(scene.ui, column.rest().width, spec), first ? 0 : scene.ui.px(space::kBetween));
    first = false;
    if (list_row(scene.ui, "row", row, spec) != RowTap::none) {
      scene.state.slip_shown = slip;
      scene.ask(ShowSlip{slip});
      scene.ui.request_frame();
    }
  }
}

void draw_slip_preview(Scene& scene, const Rect& sheet) {
  UiState& state = scene.state;
  const CaseView& open = *scene.open();
  const CaseSlip slip = *state.slip_shown;
  const Delivery* delivery = last_of(open.state, slip);
  const SheetParts parts = sheet_parts(scene.ui, sheet, false, {});
  const std::string title = title_of(scene, slip);
  const std::string detail = scene.view.can_print ? state_of(scene, delivery) : scene.t("print.no_printer");
  (void)header(scene.ui, parts.head, {.title = title, .detail = detail});
  const auto& shown = scene.view.slip;
  Column column(begin_scroll(scene.ui, "slip", parts.body));
  if (shown && shown->of == slip) {
    const float height = slip_paper_height(scene.ui, column.rest().width, shown->slip);
    slip_paper(scene.ui, column.next(height), title, shown->slip);
  }
  end_scroll(scene.ui, column.bottom());
  const bool is_under_way = delivery != nullptr && delivery->is_open();
  const bool is_again = delivery != nullptr && delivery->state == DeliveryState::done;
  FootSpec spec;
  const std::string print = scene.t(is_again ? "print.again" : "print.print");
  const std::string hint = !scene.view.can_print ? scene.t("print.no_printer") : is_under_way ? detail : std::string();
  spec.main = print;
  spec.main_icon = Icon::receipt_long;
  // What waits for the printer is not needed any more once it was written by hand.
  const bool can_be_dropped = delivery != nullptr && delivery->state == DeliveryState::waiting;
  const std::string drop = scene.t("post.drop");
  if (can_be_dropped) {
    spec.main = drop;
    spec.main_icon.reset();
  } else {
    spec.hint = hint;
  }
  const std::string back = scene.t("print.back");
  spec.left = back;
  const FootTap tapped = foot(scene.ui, parts.foot, spec);
  if (tapped == FootTap::main && can_be_dropped) {
    scene.give(DropDelivery{delivery->id});
  } else if (tapped == FootTap::main && delivery != nullptr && delivery->state != DeliveryState::dropped) {
    scene.give(RepeatDelivery{delivery->id});
  } else if (tapped == FootTap::main) {
    scene.give(AskDelivery{Destination::printer, slip.kind, slip.act, {}});
  }
  if (tapped == FootTap::left || scene.ui.key(Key::escape)) {
    state.slip_shown.reset();
    scene.ask(ShowSlip{});
    scene.ui.request_frame();
  }
}

}  // namespace amends
