// The gallery: every token and every component on a few pages, as they are, for whoever makes a screen or judges one.
// Its words are for developers and stand here; nothing of it belongs to a case.

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

#include "desk/slip.hpp"
#include "ui/screens/scene.hpp"

namespace amends {

namespace {

constexpr std::array<std::string_view, 6> kPages = {"Colours", "To tap", "To read", "To fill", "To set", "Paper"};
constexpr std::array<std::string_view, kColourCount> kColourNames = {
    "clear",           "paper",     "card",    "line",         "ink",   "soft",     "accent",
    "accent tint",     "on accent", "waiting", "waiting tint", "badge", "on badge", "card, pressed",
    "accent, pressed", "focus",     "shade"};
constexpr std::array<std::pair<std::string_view, float>, 10> kSizes = {{{"Title 20", type::kTitle},
                                                                        {"Main button 18", type::kMainButton},
                                                                        {"Button 17", type::kButton},
                                                                        {"Text 16.5", type::kText},
                                                                        {"Compact 15.5", type::kCompact},
                                                                        {"Label 15", type::kLabel},
                                                                        {"Small 14", type::kSmall},
                                                                        {"Tag 13.5", type::kTag},
                                                                        {"Tab 13", type::kTab},
                                                                        {"Digit 26", type::kDigit}}};
constexpr std::array<Icon, 16> kSomeIcons = {
    Icon::favorite_border, Icon::check_circle, Icon::schedule, Icon::edit,  Icon::undo,    Icon::search,
    Icon::receipt_long,    Icon::payments,     Icon::phone,    Icon::event, Icon::ac_unit, Icon::supervisor_account,
    Icon::local_bar,       Icon::list,         Icon::close,    Icon::add};

// Two columns where there is room for them, else one below the other.
struct Halves {
  Column left;
  Column right;
  bool beside;
  [[nodiscard]] Column& second() { return beside ? right : left; }
  [[nodiscard]] float bottom() const { return beside ? std::max(left.bottom(), right.bottom()) : left.bottom(); }
};

Halves halves_of(Ui& ui, const Rect& area) {
  const float gap = ui.px(28);
  const bool beside = area.width >= ui.px(900);
  const float width = beside ? std::floor((area.width - gap) / 2) : area.width;
  return {Column(Rect{area.x, area.y, width, area.height}),
          Column(Rect{area.x + width + gap, area.y, width, area.height}), beside};
}

void draw_colours(Scene& scene, Column& column) {
  Ui& ui = scene.ui;
  section(ui, column, "Colours, by what they are for, and how they stand on paper");
  const float gap = ui.px(space::kBetween);
  Rect row;
  for (std::size_t i = 1; i < kColourCount; ++i) {
    if ((i - 1) % 2 == 0) row = column.next(ui.px(34), i == 1 ? 0 : ui.px(4));
    const Rect cell = row_cell(row, (i - 1) % 2, 2, gap);
    const Rgba colour = ui.colour(static_cast<Colour>(i));
    const float side = cell.height;
    ui.canvas().card(cell.left(side).snapped(), ui.px(radius::kTag), colour, ui.px(size::kHairline),
                     ui.colour(Colour::line));
    std::array<char, 32> ratio{};
    (void)std::snprintf(ratio.data(), ratio.size(), "%.1f", contrast_ratio(colour, ui.colour(Colour::paper)));
    text(ui, cell.right_of(side, ui.px(space::kButtons)), std::string(kColourNames[i]) + " · " + ratio.data(),
         {.size = type::kLabel});
  }
}

void draw_type(Scene& scene, Column& column) {
  Ui& ui = scene.ui;
  section(ui, column, "Type, in pixels at scale 1");
  for (const auto& [name, em] : kSizes)
    text(ui, column.next(line_height(ui, em) + ui.px(2)), name, {.size = em});
  text(ui, column.next(line_height(ui, type::kText)), "Medium, of a choice", {.weight = Weight::medium});
  text(ui, column.next(line_height(ui, type::kText)), "Semibold, of what is chosen", {.weight = Weight::semibold});
  text(ui, column.next(line_height(ui, type::kText)), "Ελένη · Александра · Łukasz · Søren · Ğülay", {});
  section(ui, column, "Icons, one family");
  const float gap = ui.px(space::kBetween);
  Rect row;
  for (std::size_t i = 0; i < kSomeIcons.size(); ++i) {
    if (i % 8 == 0) row = column.next(ui.px(36));
    icon(ui, row_cell(row, i % 8, 8, gap), kSomeIcons[i], Colour::ink);
  }
  section(ui, column, "Spacing: edge 20, between 10, inside 14");
  for (const float wide : {space::kEdge, space::kInside, space::kBetween}) {
    const Rect bar = column.next(ui.px(10), ui.px(4));
    ui.canvas().fill(bar.left(ui.px(wide * 8)).snapped(), ui.colour(Colour::accent_tint));
  }
}

void draw_taps(Scene& scene, const Rect& area) {
  Ui& ui = scene.ui;
  Halves halves = halves_of(ui, area);
  Column& first = halves.left;
  const float gap = ui.px(space::kBetween);
  section(ui, first, "Buttons: main, plain, out of use, icon");
  (void)button(ui, "main", first.next(ui.target(size::kMainButton)),
               {.label = "Put it right", .trailing_icon = Icon::arrow_forward, .kind = ButtonKind::primary});
  Rect row = first.next(ui.target(size::kMainButton), gap);
  (void)button(ui, "plain", row_cell(row, 0, 3, gap), {.label = "Back"});
  (void)button(ui, "off", row_cell(row, 1, 3, gap), {.label = "Not yet", .enabled = false});
  (void)button(ui, "icon", row_cell(row, 2, 3, gap).left(ui.target(70)),
               {.label = "Call a manager", .icon = Icon::supervisor_account, .kind = ButtonKind::icon_only});
  section(ui, first, "Chips: plain, chosen, with an icon, with a detail, a hint");
  const std::vector<GridChoice> chips = {{.id = "plain", .label = "Kept"},
                                         {.id = "chosen", .label = "Sent back", .selected = true},
                                         {.id = "icon", .label = "Cold", .icon = Icon::ac_unit}};
  (void)choice_grid(ui, first, "chips", chips, 3, ChoiceRole::radio);
  (void)choice(ui, "detail", first.next(ui.target(size::kCardWithDetail), gap),
               {.label = "Iced tea, peach", .detail = "€ 4.50", .selected = true, .role = ChoiceRole::check_box});
  (void)choice(ui, "hint", first.next(ui.target(size::kCard), gap),
               {.label = "What happens, who does it, by when", .icon = Icon::schedule, .hint = true});
  section(ui, first, "Steps");
  const std::array<StepSpec, 3> steps = {StepSpec{.label = "Hear", .state = StepState::done},
                                         StepSpec{.label = "Put right", .state = StepState::now},
                                         StepSpec{.label = "After", .state = StepState::later}};
  (void)step_bar(ui, "steps", first.next(ui.target(size::kStep)), steps);

  Column& second = halves.second();
  section(ui, second, "What can be offered");
  const OptionSpec offer{.icon = Icon::payments,
                         .title = "Take them off the bill",
                         .reason = "Money back for what they sent back",
                         .cost = "€ 13.50",
                         .answer = "Yours to give"};
  (void)option(ui, "offer", second.next(option_height(ui, second.rest().width, offer)), offer);
  OptionSpec asked = offer;
  asked.answer = "Needs Mira";
  asked.answer_kind = TagKind::waiting;
  asked.selected = true;
  (void)option(ui, "asked", second.next(option_height(ui, second.rest().width, asked), gap), asked);
  section(ui, second, "Rows");
  const ListRowSpec due{.icon = Icon::call,
                        .title = "T3-0042 · Table 12",
                        .detail = "Tastes wrong · three iced teas",
                        .tag = "11:00",
                        .action = "Call"};
  (void)list_row(ui, "due", second.next(list_row_height(ui, second.rest().width, due)), due);
  const ListRowSpec late{.icon = Icon::mail_outline,
                         .title = "T2-0081",
                         .detail = "Came late",
                         .tag = "overdue 40 min",
                         .tag_kind = TagKind::waiting,
                         .waiting = true};
  (void)list_row(ui, "late", second.next(list_row_height(ui, second.rest().width, late), gap), late);
  section(ui, second, "The closed tab");
  const TabSpec tab{.label = "Make it right", .badge = 2, .badge_label = "2 waiting"};
  Rect place = tab_rect(ui, tab, 0);
  const Rect tab_row = second.next(place.height);
  place.x = ui.left_handed() ? tab_row.x : tab_row.right() - place.width;
  place.y = tab_row.y;
  (void)tab_button(ui, "tab", place, tab);
  end_scroll(ui, halves.bottom());
}

void draw_notes(Scene& scene, const Rect& area) {
  Ui& ui = scene.ui;
  Halves halves = halves_of(ui, area);
  Column& first = halves.left;
  const float gap = ui.px(space::kBetween);
  section(ui, first, "Banners");
  banner(ui, first.next(ui.px(size::kBanner)), Icon::check_circle, "Drinks are on the way", "about 4 minutes");
  banner(ui, first.next(ui.px(size::kBanner), gap), Icon::hourglass_empty, "Mira has been asked", "1 min",
         BannerKind::waiting);
  section(ui, first, "Somebody's words");
  const std::string_view words = "“Just something we can drink.”";
  quote(ui, first.next(quote_height(ui, first.rest().width, "They asked", words)), "They asked", words);
  section(ui, first, "A line that comes, and goes by itself");
  (void)toast(ui, "toast", first.next(ui.target(size::kCard)), {.content = "T3-0042 is taken back.", .action = "Undo"});
  section(ui, first, "Marks, and how much is left");
  const Rect marks = first.next(ui.px(size::kMark));
  mark(ui, row_cell(marks, 0, 3, gap), "Acknowledged", true);
  mark(ui, row_cell(marks, 1, 3, gap), "Put right", true);
  mark(ui, row_cell(marks, 2, 3, gap), "Prevention", false);
  progress_bar(ui, first.next(ui.px(size::kBar), gap), 660, "Yours this shift");

  Column& second = halves.second();
  section(ui, second, "A chart, with a mark where it was before");
  const std::array<BarSpec, 4> bars = {BarSpec{"Tastes wrong", "14", 14, 9}, BarSpec{"Slow", "8", 8, 11},
                                       BarSpec{"Wrong item", "5", 5, 5}, BarSpec{"Bill", "1", 1, 3}};
  bar_chart(ui, second.next(bar_chart_height(ui, bars.size())), "Failures this week", bars, "Nothing yet");
  section(ui, second, "Nothing there");
  empty_state(ui, second.next(ui.px(150)), Icon::event, "Nobody is waiting", "What you promise stands here.");
  section(ui, second, "For a guest's telephone");
  (void)qr_code(ui, second.next(ui.px(180)), "A coupon's code", "AM40H04K7V1Z23TJ9M");
  end_scroll(ui, halves.bottom());
}

void draw_fields(Scene& scene, const Rect& area) {
  Ui& ui = scene.ui;
  GalleryState& state = scene.state.gallery;
  Halves halves = halves_of(ui, area);
  Column& first = halves.left;
  section(ui, first, "A field, and one to search with");
  (void)text_field(ui, "field", first.next(ui.target(size::kCard)), {.hint = "Phone number", .icon = Icon::phone},
                   state.field);
  (void)search_field(ui, "search", first.next(ui.target(size::kCard), ui.px(space::kBetween)), "Search", "Empty",
                     state.search);
  section(ui, first, "An amount");
  const Size pad = keypad_size(ui);
  const std::string amount = scene.money({state.minor, scene.playbook.currency});
  const Rect keys = first.next(pad.height);
  if (keypad(ui, "keypad", keys.left(std::min(pad.width, keys.width)), {.amount = amount, .erase = "Erase"},
             state.minor)) {
    ui.request_frame();
  }
  Column& second = halves.second();
  section(ui, second, "A PIN");
  const Size pin = pin_pad_size(ui);
  const Rect dots = second.next(pin.height);
  (void)pin_pad(ui, "pin", dots.left(std::min(pin.width, dots.width)), 3);
  end_scroll(ui, halves.bottom());
}

void draw_set_parts(Scene& scene, const Rect& area) {
  Ui& ui = scene.ui;
  GalleryState& state = scene.state.gallery;
  Halves halves = halves_of(ui, area);
  Column& first = halves.left;
  section(ui, first, "A number, step by step");
  const std::string value = std::to_string(state.percent) + " %";
  state.percent += 10 * stepper(ui, "stepper", first.next(ui.target(size::kCard)),
                                {.value = value,
                                 .lower = "Less",
                                 .raise = "More",
                                 .may_lower = state.percent > 80,
                                 .may_raise = state.percent < 200});
  section(ui, first, "A time");
  const TimePickerSpec hours{.hour_word = "hour", .minute_word = "minute"};
  (void)time_picker(ui, "time", first.next(time_picker_height(ui, first.rest().width, hours)), hours, state.time);
  section(ui, first, "A question, where money leaves");
  if (button(ui, "ask", first.next(ui.target(size::kMainButton)), {.label = "Ask"})) {
    state.asking = true;
    ui.request_frame();
  }
  Column& second = halves.second();
  section(ui, second, "A day");
  constexpr std::array<std::string_view, 7> kWeekdays = {"Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"};
  const std::string month =
      scene.t("time.month_" + std::to_string(state.shown.month)) + " " + std::to_string(state.shown.year);
  (void)date_picker(ui, "day", second.next(date_picker_height(ui)),
                    {.title = month,
                     .weekdays = kWeekdays,
                     .today = {2026, 11, 23},
                     .today_word = "today",
                     .least = {2026, 11, 23},
                     .most = {2027, 1, 31},
                     .before = "The month before",
                     .after = "The month after"},
                    state.shown, state.day);
  end_scroll(ui, halves.bottom());
}

Slip coupon_slip() {
  using Align = SlipText::Align;
  using Size = SlipText::Size;
  return {{SlipText{"The Corner", Align::centre, Size::normal, true}, SlipText{"For your next visit", Align::centre},
           SlipSpace{}, SlipText{"€ 15.00", Align::centre, Size::large, true},
           SlipText{"Valid until 31 Dec 2026", Align::centre}, SlipQr{"AM40H04K7V1Z23TJ9M"},
           SlipText{"40H0-4K7V-1Z23-TJ9M", Align::centre, Size::normal, true}, SlipRule{},
           SlipText{"To be used once, one on each bill."}, SlipRule{},
           SlipText{"This is not a receipt.", Align::centre, Size::normal, true}}};
}

Slip remake_slip() {
  using Align = SlipText::Align;
  using Size = SlipText::Size;
  return {{SlipText{"Make this next", Align::centre, Size::normal, true},
           SlipText{"Table 12", Align::centre, Size::large, true}, SlipRule{},
           SlipText{"2 × Lemonade", Align::left, Size::large, true},
           SlipText{"1 × Sparkling water", Align::left, Size::large, true}, SlipSpace{},
           SlipText{"Instead of 3 × Iced tea"}, SlipRule{}, SlipPair{"Why", "Tastes wrong", true},
           SlipPair{"Asked by", "Ana, 12:43"}, SlipText{"Case T3-0042"}}};
}

void draw_slips(Scene& scene, const Rect& area) {
  Ui& ui = scene.ui;
  Halves halves = halves_of(ui, area);
  const auto show = [&](Column& column, std::string_view title, const Slip& slip) {
    section(ui, column, title);
    slip_paper(ui, column.next(slip_paper_height(ui, column.rest().width, slip)), title, slip);
  };
  show(halves.left, "What the guest takes along", coupon_slip());
  show(halves.second(), "What the kitchen reads", remake_slip());
  end_scroll(ui, halves.bottom());
}

}  // namespace

void draw_gallery(Scene& scene, const Rect& sheet) {
  Ui& ui = scene.ui;
  GalleryState& state = scene.state.gallery;
  std::optional<Behind> behind;
  if (state.asking) behind.emplace(ui);
  const SheetParts parts = sheet_parts(ui, sheet, true, {});
  const std::string close_label = scene.t("sheet.close");
  const HeaderButton close{.id = "close", .icon = Icon::close, .label = close_label};
  const auto closed =
      header(ui, parts.head, {.title = "Gallery", .detail = "What the screens are made of", .buttons = {&close, 1}});
  std::array<StepSpec, kPages.size()> pages;
  for (std::size_t i = 0; i < pages.size(); ++i)
    pages[i] = {.label = kPages[i], .state = i == state.page ? StepState::now : StepState::later};
  if (const auto page = step_bar(ui, "pages", parts.steps, pages)) {
    state.page = *page;
    ui.request_frame();
  }
  const IdScope scope(ui, "page", state.page);
  const Rect area = begin_scroll(ui, "gallery", parts.body.united(parts.foot));
  if (state.page == 0) {
    Halves halves = halves_of(ui, area);
    draw_colours(scene, halves.left);
    draw_type(scene, halves.second());
    end_scroll(ui, halves.bottom());
  }
  if (state.page == 1) draw_taps(scene, area);
  if (state.page == 2) draw_notes(scene, area);
  if (state.page == 3) draw_fields(scene, area);
  if (state.page == 4) draw_set_parts(scene, area);
  if (state.page == 5) draw_slips(scene, area);
  behind.reset();
  if (state.asking && dialog(ui, "question",
                             {.title = "Did the till give € 12.50 back?",
                              .content = "It was asked, and then it fell silent. Look at the till before you answer.",
                              .safe = "I can't tell",
                              .action = "It did"}) != DialogTap::none) {
    state.asking = false;
    ui.request_frame();
  }
  if (!closed) return;
  scene.state.page = Page::tab;
  ui.leave_field();
  ui.request_frame();
}

}  // namespace amends
