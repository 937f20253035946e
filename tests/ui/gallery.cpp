#include <algorithm>
#include <array>

#include "desk/slip.hpp"
#include "probe.hpp"

namespace amends {

namespace {

void grid(Ui& ui, Column& column, std::size_t columns, float height, std::span<const ChoiceSpec> choices) {
  const float gap = ui.px(space::kBetween);
  Rect row;
  for (std::size_t index = 0; index < choices.size(); ++index) {
    if (index % columns == 0) row = column.next(ui.px(height), index == 0 ? 0 : gap);
    const IdScope scope(ui, "cell", index);
    static_cast<void>(choice(ui, choices[index].label, row_cell(row, index % columns, columns, gap), choices[index]));
  }
}

void head(Ui& ui, Column& column, std::string_view label, std::string_view trailing = {}) {
  heading(ui, column.next(ui.px(size::kHeading), ui.px(space::kHeadingAbove)), label, trailing);
  column.skip(ui.px(space::kHeadingBelow));
}

void draw_hear_page(Ui& ui, const Rect& body) {
  Column column(begin_scroll(ui, "body", body));
  head(ui, column, "What is it about?");
  const std::array<ChoiceSpec, 6> lines{{{.label = "Iced tea, peach", .detail = "€ 4.50", .selected = true},
                                         {.label = "Iced tea, lemon", .detail = "€ 4.50", .selected = true},
                                         {.label = "Iced tea, mint", .detail = "€ 4.50", .selected = true},
                                         {.label = "Caesar salad", .detail = "€ 12.90"},
                                         {.label = "Club sandwich", .detail = "€ 11.40"},
                                         {.label = "Apple cake", .detail = "€ 3.50"}}};
  grid(ui, column, 3, size::kCardWithDetail, lines);
  head(ui, column, "What went wrong?");
  const std::array<ChoiceSpec, 8> failures{
      {{.label = "Tastes wrong", .icon = Icon::sentiment_dissatisfied, .selected = true, .compact = true},
       {.label = "Wrong item", .icon = Icon::swap_calls, .compact = true},
       {.label = "Cold", .icon = Icon::ac_unit, .compact = true},
       {.label = "Slow", .icon = Icon::schedule, .compact = true},
       {.label = "Missing", .icon = Icon::remove_circle_outline, .compact = true},
       {.label = "Treated badly", .icon = Icon::record_voice_over, .compact = true},
       {.label = "Bill", .icon = Icon::receipt, .compact = true},
       {.label = "Illness, allergy", .icon = Icon::medical_services, .compact = true}}};
  grid(ui, column, 4, size::kCard, failures);
  head(ui, column, "For them");
  const std::array<ChoiceSpec, 4> more{{{.label = "Sent back", .selected = true},
                                        {.label = "Kept"},
                                        {.label = "Who", .icon = Icon::person_add_alt},
                                        {.label = "Their words", .icon = Icon::edit}}};
  grid(ui, column, 4, size::kCard, more);
  head(ui, column, "What would make it right for you?");
  static_cast<void>(choice(ui, "wish", column.next(ui.px(size::kCard)),
                           {.label = "Ask, then note it here in their words", .icon = Icon::mic_none, .hint = true}));
  end_scroll(ui, column.bottom());
}

void draw_right_page(Ui& ui, const Rect& body) {
  Column column(begin_scroll(ui, "body", body), ui.px(space::kBetween));
  quote(ui, column.next(quote_height(ui, body.width, "They asked", "“Just something we can drink.”")), "They asked",
        "“Just something we can drink.”");
  head(ui, column, "Offer these together. They choose.");
  const std::array<OptionSpec, 5> options{{{.icon = Icon::local_bar,
                                            .title = "Three other drinks, not tea",
                                            .reason = "Best for a flawed product: something that isn’t the same tea",
                                            .cost = "€ 13.50",
                                            .answer = "Yours to give",
                                            .selected = true},
                                           {.icon = Icon::payments,
                                            .title = "Take the teas off the bill",
                                            .reason = "Money back for what they sent back",
                                            .cost = "€ 13.50",
                                            .answer = "Yours to give"},
                                           {.icon = Icon::local_activity,
                                            .title = "Coupon for the next visit",
                                            .reason = "Small troubles in a restaurant: as good as money",
                                            .cost = "€ 15.00",
                                            .answer = "Yours to give"},
                                           {.icon = Icon::volunteer_activism,
                                            .title = "Apology by the manager",
                                            .reason = "Costs nothing, counts in full",
                                            .cost = "€ 0",
                                            .answer = "Ask Mira"},
                                           {.icon = Icon::receipt_long,
                                            .title = "Whole bill on the house",
                                            .reason = "Outside the fair band (60–120 % of € 13.50)",
                                            .cost = "€ 41.30",
                                            .answer = "Needs Mira",
                                            .answer_kind = TagKind::waiting}}};
  bool first = true;
  for (const OptionSpec& spec : options) {
    const Rect row = column.next(option_height(ui, body.width, spec), first ? 0 : ui.px(space::kBetween));
    static_cast<void>(option(ui, spec.title, row, spec));
    first = false;
  }
  head(ui, column, "Yours this shift", "€ 26.50 of 40 left");
  progress_bar(ui, column.next(ui.px(size::kBar), 0), 660, "Yours this shift");
  end_scroll(ui, column.bottom());
}

void draw_after_page(Ui& ui, const Rect& body, std::string& field) {
  Column column(begin_scroll(ui, "body", body), ui.px(space::kBetween));
  const Rect marks = column.next(ui.px(size::kMark));
  mark(ui, row_cell(marks, 0, 3, ui.px(space::kBetween)), "Acknowledged", true);
  mark(ui, row_cell(marks, 1, 3, ui.px(space::kBetween)), "Put right", true);
  mark(ui, row_cell(marks, 2, 3, ui.px(space::kBetween)), "Prevention told", false);
  banner(ui, column.next(ui.px(size::kBanner)), Icon::check_circle, "Drinks are on the way", "bar · about 4 minutes");
  banner(ui, column.next(ui.px(size::kBanner)), Icon::hourglass_empty, "Mira has been asked", "waiting 1 min",
         BannerKind::waiting);
  static_cast<void>(list_row(ui, "due", column.next(ui.px(size::kRowWithAction)),
                             {.icon = Icon::call,
                              .title = "T3-0042 · Table 12",
                              .detail = "Three iced teas · cake to share · “something we can drink”",
                              .tag = "11:00",
                              .action = "Call"}));
  static_cast<void>(list_row(ui, "over", column.next(ui.px(size::kRow)),
                             {.icon = Icon::mail_outline,
                              .title = "T2-0081 · Mr Lind",
                              .detail = "Chair delivered late · promised: new date by noon",
                              .tag = "overdue 40 min",
                              .tag_kind = TagKind::waiting,
                              .waiting = true}));
  static_cast<void>(
      text_field(ui, "phone", column.next(ui.px(size::kCard)), {.hint = "Phone number", .icon = Icon::phone}, field));
  static_cast<void>(choice(ui, "promise", column.next(ui.px(size::kCardWithDetail)),
                           {.label = "Ana calls tomorrow at 11:00",
                            .detail = "Only to ask whether all was well, and to invite them back",
                            .icon = Icon::schedule,
                            .trailing_icon = Icon::edit}));
  static_cast<void>(
      toast(ui, "toast", column.next(ui.px(size::kCard)), {.content = "Withdrawn: T3-0042", .action = "Undo"}));
  end_scroll(ui, column.bottom());
}

void draw_approve_page(Ui& ui, const Rect& body) {
  const Size pad = pin_pad_size(ui);
  const Rect right = body.right_piece(pad.width);
  Column column(body.left_of(pad.width, ui.px(28)), ui.px(space::kBetween));
  head(ui, column, "Asked for");
  static_cast<void>(choice(
      ui, "asked", column.next(ui.px(84), 0),
      {.label = "Whole bill on the house", .detail = "€ 41.30 · fair band up to € 16.20", .icon = Icon::receipt_long}));
  const std::string_view words = "“All three taste awful, and nobody said sorry.”";
  quote(ui, column.next(quote_height(ui, column.rest().width, "They said", words)), "They said", words);
  head(ui, column, "Instead");
  static_cast<void>(choice(ui, "teas", column.next(ui.px(size::kCard), 0),
                           {.label = "Teas off the bill + coupon · € 28.50", .selected = true}));
  static_cast<void>(choice(ui, "another", column.next(ui.px(size::kCard)), {.label = "Another amount…"}));
  static_cast<void>(button(ui, "off", column.next(ui.px(size::kMainButton)),
                           {.label = "Not yet", .kind = ButtonKind::primary, .enabled = false}));
  Column pin(right);
  head(ui, pin, "Who approves");
  const Rect people = pin.next(ui.px(size::kCard), 0);
  static_cast<void>(
      choice(ui, "mira", row_cell(people, 0, 2, ui.px(space::kBetween)), {.label = "Mira", .selected = true}));
  static_cast<void>(choice(ui, "jon", row_cell(people, 1, 2, ui.px(space::kBetween)), {.label = "Jon"}));
  static_cast<void>(pin_pad(ui, "pin", pin.next(pad.height, ui.px(14)), 3));
}

Slip coupon_slip() {
  using Align = SlipText::Align;
  using Size = SlipText::Size;
  return {{SlipText{"The Corner", Align::centre, Size::normal, true}, SlipText{"For your next visit", Align::centre},
           SlipSpace{}, SlipText{"€ 15.00", Align::centre, Size::large, true},
           SlipText{"Valid until 31 Dec 2026", Align::centre}, SlipQr{"AM40H04K7V1Z23TJ9M"},
           SlipText{"40H0-4K7V-1Z23-TJ9M", Align::centre, Size::normal, true},
           SlipText{"Show this code when you pay.", Align::centre}, SlipRule{},
           SlipText{"To be used once, one on each bill."}, SlipText{"It comes off a bill and isn't paid out in cash."},
           SlipRule{}, SlipText{"This is not a receipt.", Align::centre, Size::normal, true}}};
}

SlipImage chequers() {
  SlipImage image{320, 32, {}};
  for (int row = 0; row < 32; ++row)
    image.rows.insert(image.rows.end(), 40, row / 8 % 2 == 0 ? 0xf0 : 0x0f);
  return image;
}

Slip kitchen_slip() {
  using Align = SlipText::Align;
  using Size = SlipText::Size;
  return {{SlipText{"Make this next", Align::centre, Size::normal, true},
           SlipText{"Table 12", Align::centre, Size::large, true}, SlipRule{},
           SlipText{"2 × Apple juice, freshly pressed", Align::left, Size::large, true},
           SlipText{"1 × Lemonade", Align::left, Size::large, true}, SlipSpace{}, SlipText{"Instead of 3 × Iced tea"},
           SlipRule{}, SlipPair{"Why", "Tastes wrong", true}, SlipPair{"Asked by", "Ana, 12:43"},
           SlipPair{"To check", "Everything that left the bar before noon"}, SlipBarcode{"T3-0042"}, chequers()}};
}

void draw_slips_page(Ui& ui, const Rect& body) {
  const Rect area = begin_scroll(ui, "body", body);
  const std::array<Slip, 2> slips = {coupon_slip(), kitchen_slip()};
  const std::array<std::string_view, 2> labels = {"A coupon", "For the kitchen"};
  float bottom = area.y;
  for (std::size_t index = 0; index < slips.size(); ++index) {
    const Rect cell = row_cell(area, index, slips.size(), ui.px(space::kBetween));
    const float height = slip_paper_height(ui, cell.width, slips[index]);
    slip_paper(ui, cell.top(height), labels[index], slips[index]);
    bottom = std::max(bottom, area.y + height);
  }
  end_scroll(ui, bottom);
}

}  // namespace

void draw_gallery(Ui& ui, std::string& field, std::size_t page) {
  const Rect sheet = ui.surface().right_piece(ui.px(size::kSheetWidth));
  sheet_frame(ui, sheet, "Make it right");
  const Rect inner = sheet.inset(ui.px(space::kEdge), 0);
  const std::array<HeaderButton, 2> buttons{{{"lists", Icon::swap_horiz, "Lists"}, {"close", Icon::close, "Close"}}};
  static_cast<void>(header(ui, inner.top(ui.px(size::kHead)),
                           {.title = "Table 12 · Check 41",
                            .confirmed = page == 0 ? "Recorded" : "",
                            .detail = "Case T3-0042 · Ana · 12:41",
                            .buttons = buttons}));
  std::array<StepSpec, 4> steps{{{"Hear"}, {"Put right"}, {"Extra"}, {"After"}}};
  for (std::size_t index = 0; index < steps.size(); ++index) {
    steps[index].state = index < page ? StepState::done : index == page ? StepState::now : StepState::later;
  }
  Rect rest = inner.below(ui.px(size::kHead));
  static_cast<void>(step_bar(ui, "steps", rest.top(ui.px(size::kStep)), steps));
  rest = rest.below(ui.px(size::kStep), ui.px(14)).above(ui.px(18));
  const Rect foot = rest.bottom_piece(ui.px(size::kMainButton));
  const std::string_view cue_text = "Say sorry first, in your own words. Name what went wrong for them.";
  const float cue_px = cue_height(ui, sheet.width, cue_text);
  static_cast<void>(cue(ui, "cue", {sheet.x, foot.y - cue_px, sheet.width, cue_px}, cue_text,
                        {.label = "Undo", .what = "Sent back", .icon = Icon::undo}));
  const Rect body = rest.above(foot.height + cue_px);
  if (page == 0) draw_hear_page(ui, body);
  if (page == 1) draw_right_page(ui, body);
  if (page == 2) draw_approve_page(ui, body);
  if (page == 3) draw_after_page(ui, body, field);
  if (page == 4) draw_slips_page(ui, body);

  const ButtonSpec sorry{.label = "I apologised", .icon = Icon::done};
  const float left = button_width(ui, sorry);
  static_cast<void>(button(ui, "sorry", foot.left(left), sorry));
  Rect next = foot.right_of(left, ui.px(space::kButtons));
  static_cast<void>(
      button(ui, "manager", next.left(ui.px(70)),
             {.label = "Call a manager", .icon = Icon::supervisor_account, .kind = ButtonKind::icon_only}));
  next = next.right_of(ui.px(70), ui.px(space::kButtons));
  static_cast<void>(button(
      ui, "main", next, {.label = "Put it right", .trailing_icon = Icon::arrow_forward, .kind = ButtonKind::primary}));
}

}  // namespace amends
