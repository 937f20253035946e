// The store's printer: where it is, of which kind, and a slip to see whether that is so. What was chosen holds once it is kept,
// as all that the store says of itself.

#include <algorithm>

#include "ui/screens/scene.hpp"

namespace amends {

namespace {

constexpr std::string_view kNetwork = "tcp:";

bool is_network(const std::string& address) {
  return address.starts_with(kNetwork);
}

PrinterSetting setting_of(const Scene& scene) {
  const Site& site = scene.state.site ? *scene.state.site : scene.view.policy->site;
  return site.printer;
}

void set(Scene& scene, PrinterSetting printer) {
  if (!scene.state.site) scene.state.site = scene.view.policy->site;
  scene.state.site->printer = std::move(printer);
  scene.ui.request_frame();
}

void draw_found(Scene& scene, Column& column, const PrinterSetting& now) {
  if (scene.view.printers_found.empty()) return;
  section(scene.ui, column, scene.t("print.plugged_in"));
  std::vector<GridChoice> choices;
  for (const std::string& address : scene.view.printers_found)
    choices.push_back(
        {.id = address, .label = address.substr(address.find(':') + 1), .selected = now.address == address});
  const std::size_t columns = columns_in(scene.ui, column.rest().width, 240, 2);
  if (const auto tapped = choice_grid(scene.ui, column, "found", choices, columns, ChoiceRole::radio)) {
    set(scene, {scene.view.printers_found[*tapped], now.profile});
  }
}

void draw_kinds(Scene& scene, Column& column, const PrinterSetting& now) {
  section(scene.ui, column, scene.t("print.kind"));
  std::vector<GridChoice> choices;
  for (const PrinterKind& kind : scene.view.printer_kinds)
    choices.push_back({.id = kind.id, .label = kind.name, .selected = now.profile == kind.id});
  const std::size_t columns = columns_in(scene.ui, column.rest().width, 300, 2);
  if (const auto tapped = choice_grid(scene.ui, column, "kinds", choices, columns, ChoiceRole::radio)) {
    set(scene, {now.address, scene.view.printer_kinds[*tapped].id});
  }
}

void draw_tested(Scene& scene, Column& column) {
  if (scene.view.test_under_way) {
    banner(scene.ui, column.next(scene.ui.px(size::kBanner), scene.ui.px(space::kBetween)), Icon::schedule,
           scene.t("print.on_its_way"));
    return;
  }
  if (!scene.view.test_printed) return;
  const bool is_well = *scene.view.test_printed <= PrintOutcome::sent;
  const std::string words =
      scene.t(is_well ? "print.tested" : "print." + std::string(name_of(*scene.view.test_printed)));
  const Icon icon = is_well ? Icon::check_circle : Icon::error_outline;
  banner(scene.ui, column.next(banner_height(scene.ui, column.rest().width, icon, words), scene.ui.px(space::kBetween)),
         icon, words, {}, is_well ? BannerKind::calm : BannerKind::waiting);
}

// Digits and points, as a network's addresses have them.
void draw_address_keys(Scene& scene, const Rect& sheet) {
  UiState& state = scene.state;
  SheetParts parts = sheet_parts(scene.ui, sheet, false, {});
  parts.body.height += parts.body.y - sheet.y - scene.ui.px(space::kBetween);
  parts.body.y = sheet.y + scene.ui.px(space::kBetween);
  Column column(parts.body, scene.ui.px(space::kBetween));
  const std::string hint = scene.t("print.address_hint");
  const TextFieldSpec spec{
      .hint = hint, .label = hint, .icon = Icon::edit, .focus_now = state.focus_field, .bytes_max = 60};
  state.focus_field = false;
  const TextFieldResult typed =
      text_field(scene.ui, "address", column.next(scene.ui.target(size::kCard)), spec, state.printer_typed);
  const Rect rest = column.rest();
  const float height = std::min(keyboard_height(scene.ui, rest.height), rest.height);
  draw_keyboard(scene, rest.bottom_piece(height), KeyboardFor::address, state.printer_typed);
  const FootTap tapped = foot(scene.ui, parts.foot,
                              {.left = scene.t("print.back"),
                               .main = scene.t("print.use_address"),
                               .hint = state.printer_typed.empty() ? scene.t("coupon.nothing_typed") : std::string()});
  const bool uses = (tapped == FootTap::main || typed.submitted) && !state.printer_typed.empty();
  if (uses) set(scene, {std::string(kNetwork) + state.printer_typed, setting_of(scene).profile});
  if (!uses && tapped != FootTap::left && !scene.ui.key(Key::escape)) return;
  state.printer_page = PrinterPage::overview;
  scene.ui.leave_field();
  scene.ui.request_frame();
}

}  // namespace

void draw_printer_row(Scene& scene, Column& column) {
  section(scene.ui, column, scene.t("print.printer"));
  const PrinterSetting now = setting_of(scene);
  const std::string title =
      now.address.empty() ? scene.t("print.no_printer") : now.address.substr(now.address.find(':') + 1);
  const std::string action = scene.t("print.set_up");
  const ListRowSpec spec{.icon = Icon::receipt_long, .title = title, .action = action};
  const Rect row = column.next(list_row_height(scene.ui, column.rest().width, spec));
  if (list_row(scene.ui, "printer", row, spec) == RowTap::none) return;
  scene.state.printer_page = PrinterPage::overview;
  scene.ask(LookForPrinters{});
  scene.ui.request_frame();
}

void draw_printer(Scene& scene, const Rect& sheet) {
  UiState& state = scene.state;
  if (state.printer_page == PrinterPage::address) {
    draw_address_keys(scene, sheet);
    return;
  }
  const PrinterSetting now = setting_of(scene);
  const SheetParts parts = sheet_parts(scene.ui, sheet, false, {});
  const std::string title = scene.t("print.printer");
  (void)header(scene.ui, parts.head, {.title = title, .detail = scene.t("print.printer_detail")});
  Column column(begin_scroll(scene.ui, "printer", parts.body));
  draw_tested(scene, column);
  section(scene.ui, column, scene.t("print.where"));
  const std::string at = is_network(now.address) ? now.address.substr(kNetwork.size()) : scene.t("print.address_hint");
  const std::string network_title = scene.t("print.network");
  const ChoiceSpec network{.label = at,
                           .detail = network_title,
                           .trailing_icon = Icon::edit,
                           .selected = is_network(now.address),
                           .role = ChoiceRole::button,
                           .hint = !is_network(now.address)};
  if (choice(scene.ui, "network", column.next(choice_height(scene.ui, column.rest().width, network)), network)) {
    state.printer_page = PrinterPage::address;
    state.printer_typed = is_network(now.address) ? at : std::string();
    state.focus_field = true;
    scene.ui.request_frame();
  }
  draw_found(scene, column, now);
  draw_kinds(scene, column, now);
  end_scroll(scene.ui, column.bottom());
  const FootTap tapped = foot(scene.ui, parts.foot,
                              {.left = scene.t("print.back"),
                               .main = scene.t("print.test"),
                               .main_icon = Icon::receipt_long,
                               .hint = now.address.empty()         ? scene.t("print.where_first")
                                       : scene.view.test_under_way ? scene.t("print.on_its_way")
                                                                   : std::string()});
  if (tapped == FootTap::main) scene.ask(PrintTest{now});
  if (tapped == FootTap::left || scene.ui.key(Key::escape)) {
    state.printer_page = PrinterPage::none;
    scene.ui.request_frame();
  }
}

}  // namespace amends
