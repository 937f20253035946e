#include <algorithm>
#include <array>
#include <chrono>
#include <string>

#include "ui/component_parts.hpp"

namespace amends {

namespace {

constexpr std::size_t kKeypadColumns = 3;
constexpr std::size_t kKeypadRows = 4;
constexpr std::array<std::string_view, 12> kKeypadFaces = {"1", "2", "3", "4", "5", "6", "7", "8", "9", "00", "0", "<"};
constexpr float kKeypadAmount = 56;
constexpr float kKeypadWidth = 300;
constexpr std::size_t kWeek = 7;
constexpr std::size_t kWeeks = 6;
constexpr std::size_t kHourColumns = 8;
constexpr std::int32_t kMonths = 12;

std::optional<std::int64_t> with_digit(std::int64_t minor, std::int64_t digit, std::int64_t most) {
  if (minor > (most - digit) / 10) return std::nullopt;
  return minor * 10 + digit;
}

// The digits of a key or of what was typed; nothing where one leads beyond the most.
bool add_digits(std::string_view digits, std::int64_t most, std::int64_t& minor) {
  std::int64_t next = minor;
  for (const char digit : digits) {
    const auto longer = with_digit(next, digit - '0', most);
    if (!longer) return false;
    next = *longer;
  }
  const bool changed = next != minor;
  minor = next;
  return changed;
}

bool take_typed_digits(Ui& ui, std::int64_t most, std::int64_t& minor) {
  bool changed = false;
  std::erase_if(ui.typed(), [&](const Typed& typed) {
    if (typed.text.size() == 1 && typed.text[0] >= '0' && typed.text[0] <= '9') {
      changed = add_digits(typed.text, most, minor) || changed;
      return true;
    }
    if (!typed.text.empty() || typed.key != Key::backspace) return false;
    changed = changed || minor != 0;
    minor /= 10;
    return true;
  });
  return changed;
}

std::chrono::year_month_day as_chrono(const Day& day) {
  return {std::chrono::year(day.year), std::chrono::month(static_cast<unsigned>(day.month)),
          std::chrono::day(static_cast<unsigned>(day.day))};
}

Day from_chrono(std::chrono::sys_days days) {
  const std::chrono::year_month_day date{days};
  return {static_cast<int>(date.year()), static_cast<std::int32_t>(static_cast<unsigned>(date.month())),
          static_cast<std::int32_t>(static_cast<unsigned>(date.day()))};
}

Day month_after(const Day& shown, std::int32_t months) {
  const std::int32_t count = shown.year * kMonths + shown.month - 1 + months;
  return {count / kMonths, count % kMonths + 1, 1};
}

bool day_cell(Ui& ui, std::size_t index, const Rect& cell, const Day& day, const DatePickerSpec& spec, bool chosen) {
  const bool usable = day >= spec.least && day <= spec.most;
  const WidgetId item = ui.id("day", index);
  const Ui::Touch touch = ui.touch(item, cell, usable);
  CardLook look = card_look(ui, chosen, touch.pressed, usable);
  const bool today = day == spec.today;
  if (today && !chosen) {
    look.line = ui.colour(Colour::accent);
    look.thickness = ui.px(size::kSelectedLine);
  }
  draw_card(ui, cell, look, radius::kStep);
  const std::string face = std::to_string(day.day);
  draw_line(ui, cell, face, type::kText, chosen || today ? Weight::semibold : Weight::regular, look.ink, Align::centre);
  if (touch.focused) draw_focus(ui, cell, radius::kStep);
  Node& node = add_tap_node(ui, item, cell, touch,
                            {NodeRole::radio, face, today ? spec.today_word : std::string_view{}, chosen, usable});
  set_colours(node, look.ink, look.ground);
  return touch.tapped;
}

// Small choices beside each other, each as high as a finger needs.
std::optional<std::size_t> number_row(Ui& ui, std::string_view id, const Rect& row, std::size_t columns,
                                      std::span<const std::int32_t> numbers, std::int32_t chosen,
                                      std::string_view word) {
  std::optional<std::size_t> tapped;
  const IdScope scope(ui, id);
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const std::string face = (numbers[i] < 10 ? "0" : "") + std::to_string(numbers[i]);
    const WidgetId item = ui.id("number", static_cast<std::size_t>(numbers[i]));
    const Rect cell = row_cell(row, i, columns, ui.px(size::kHairline) * 6).snapped();
    const Ui::Touch touch = ui.touch(item, cell);
    const bool selected = numbers[i] == chosen;
    const CardLook look = card_look(ui, selected, touch.pressed, true);
    draw_card(ui, cell, look, radius::kStep);
    draw_line(ui, cell, face, type::kText, selected ? Weight::semibold : Weight::medium, look.ink, Align::centre);
    if (touch.focused) draw_focus(ui, cell, radius::kStep);
    Node& node = add_tap_node(ui, item, cell, touch, {NodeRole::radio, face, word, selected, true});
    set_colours(node, look.ink, look.ground);
    if (touch.tapped) tapped = i;
  }
  return tapped;
}

// As many beside each other as a finger can tell apart.
std::size_t columns_for(Ui& ui, float width, std::size_t numbers) {
  const float gap = ui.px(6);
  const auto fit = static_cast<std::size_t>((width + gap) / (ui.target(size::kTarget) + gap));
  return std::clamp<std::size_t>(std::min(numbers, kHourColumns), 1, std::max<std::size_t>(fit, 1));
}

std::vector<std::int32_t> hours_of(const TimePickerSpec& spec) {
  std::vector<std::int32_t> hours;
  for (std::int32_t hour = spec.first_hour; hour <= spec.last_hour; ++hour)
    hours.push_back(hour);
  return hours;
}

std::vector<std::int32_t> minutes_of(const TimePickerSpec& spec) {
  std::vector<std::int32_t> minutes;
  for (std::int32_t minute = 0; minute < 60; minute += std::max(5, spec.minute_step))
    minutes.push_back(minute);
  return minutes;
}

// Rows of numbers below each other; the tapped one.
std::optional<std::int32_t> number_rows(Ui& ui, std::string_view id, Column& column, float gap_before,
                                        const std::vector<std::int32_t>& numbers, std::int32_t chosen,
                                        std::string_view word) {
  const std::size_t columns = columns_for(ui, column.rest().width, numbers.size());
  std::optional<std::int32_t> tapped;
  for (std::size_t from = 0; from < numbers.size(); from += columns) {
    const auto row = std::span(numbers).subspan(from, std::min(columns, numbers.size() - from));
    const Rect place = column.next(ui.target(size::kTarget), from == 0 ? gap_before : ui.px(6));
    if (const auto at = number_row(ui, id, place, columns, row, chosen, word)) tapped = row[*at];
  }
  return tapped;
}

}  // namespace

int stepper(Ui& ui, std::string_view id, const Rect& rect, const StepperSpec& spec) {
  const Rect place = rect.snapped();
  const GroupScope group(ui, id, NodeRole::list, spec.value, place);
  const float gap = ui.px(space::kBetween);
  int step = 0;
  const ButtonKind kind = spec.signs_only ? ButtonKind::icon_only : ButtonKind::plain;
  if (button(ui, "lower", row_cell(place, 0, 3, gap),
             {.label = spec.lower, .icon = Icon::remove, .kind = kind, .enabled = spec.may_lower}) ||
      ui.held_repeats(ui.id("lower"))) {
    step = -1;
  }
  text(ui, row_cell(place, 1, 3, gap), spec.value,
       {.size = type::kTitle, .weight = Weight::semibold, .align = Align::centre});
  if (button(ui, "raise", row_cell(place, 2, 3, gap),
             {.label = spec.raise, .icon = Icon::add, .kind = kind, .enabled = spec.may_raise}) ||
      ui.held_repeats(ui.id("raise"))) {
    step = 1;
  }
  return step;
}

bool keypad(Ui& ui, std::string_view id, const Rect& rect, const KeypadSpec& spec, std::int64_t& minor) {
  const Rect place = rect.snapped();
  const GroupScope group(ui, id, NodeRole::list, spec.amount, place);
  bool changed = false;
  text(ui, place.top(ui.px(kKeypadAmount)), spec.amount,
       {.size = type::kDigit, .weight = Weight::semibold, .align = Align::centre});
  const Rect keys = place.below(ui.px(kKeypadAmount));
  const float gap = ui.px(space::kBetween);
  const float height = ui.target(size::kPinKey);
  for (std::size_t i = 0; i < kKeypadFaces.size(); ++i) {
    const float top = keys.y + static_cast<float>(i / kKeypadColumns) * (height + gap);
    const Rect cell = row_cell({keys.x, top, keys.width, height}, i % kKeypadColumns, kKeypadColumns, gap);
    const std::string_view face = kKeypadFaces[i];
    const bool erases = face == "<";
    const ButtonSpec key{.label = erases ? spec.erase : face,
                         .icon = erases ? std::optional(Icon::backspace) : std::nullopt,
                         .kind = erases ? ButtonKind::icon_only : ButtonKind::plain,
                         .size = type::kDigit};
    if (!button(ui, face, cell, key)) continue;
    if (erases) {
      changed = minor != 0;
      minor /= 10;
    } else {
      changed = add_digits(face, spec.most_minor, minor);
    }
  }
  if (ui.inert() || ui.typing()) return changed;
  ui.want_text();
  return take_typed_digits(ui, spec.most_minor, minor) || changed;
}

Size keypad_size(Ui& ui) {
  const float keys = static_cast<float>(kKeypadRows) * ui.target(size::kPinKey) +
                     static_cast<float>(kKeypadRows - 1) * ui.px(space::kBetween);
  return {ui.px(kKeypadWidth), ui.px(kKeypadAmount) + keys};
}

bool date_picker(Ui& ui, std::string_view id, const Rect& rect, const DatePickerSpec& spec, Day& shown,
                 std::optional<Day>& chosen) {
  const Rect place = rect.snapped();
  const GroupScope group(ui, id, NodeRole::list, spec.title, place);
  const float side = ui.target(size::kTarget);
  const float gap = ui.px(4);
  const Rect head = place.top(side);
  const Day last_month = month_after(shown, -1);
  const Day next_month = month_after(shown, 1);
  const bool has_before = shown.year * kMonths + shown.month > spec.least.year * kMonths + spec.least.month;
  const bool has_after = shown.year * kMonths + shown.month < spec.most.year * kMonths + spec.most.month;
  if (button(
          ui, "before", head.left(side),
          {.label = spec.before, .icon = Icon::chevron_left, .kind = ButtonKind::icon_only, .enabled = has_before})) {
    shown = last_month;
    ui.request_frame();
  }
  if (button(ui, "after", head.right_piece(side),
             {.label = spec.after, .icon = Icon::chevron_right, .kind = ButtonKind::icon_only, .enabled = has_after})) {
    shown = next_month;
    ui.request_frame();
  }
  text(ui, head.inset(side + gap, 0), spec.title,
       {.size = type::kText, .weight = Weight::semibold, .align = Align::centre});
  const float names = line_height(ui, type::kSmall) + ui.px(8);
  const Rect named{place.x, head.bottom(), place.width, names};
  for (std::size_t i = 0; i < std::min(kWeek, spec.weekdays.size()); ++i) {
    text(ui, row_cell(named, i, kWeek, gap), spec.weekdays[i],
         {.size = type::kSmall, .colour = Colour::soft, .align = Align::centre});
  }
  using std::chrono::days;
  using std::chrono::sys_days;
  using std::chrono::weekday;
  const sys_days first{as_chrono({shown.year, shown.month, 1})};
  const auto begins = static_cast<std::int32_t>(weekday{first}.c_encoding());
  const std::int32_t lead = (begins - spec.first_weekday + static_cast<std::int32_t>(kWeek)) % 7;
  bool picked = false;
  for (std::size_t i = 0; i < kWeek * kWeeks; ++i) {
    const Day day = from_chrono(first + days(static_cast<std::int32_t>(i) - lead));
    if (day.month != shown.month) continue;
    const Rect row{place.x, named.bottom() + static_cast<float>(i / kWeek) * (side + gap), place.width, side};
    if (!day_cell(ui, i, row_cell(row, i % kWeek, kWeek, gap).snapped(), day, spec, chosen == day)) continue;
    chosen = day;
    picked = true;
    ui.request_frame();
  }
  return picked;
}

float date_picker_height(Ui& ui) {
  return ui.target(size::kTarget) + line_height(ui, type::kSmall) + ui.px(8) +
         static_cast<float>(kWeeks) * (ui.target(size::kTarget) + ui.px(4));
}

bool time_picker(Ui& ui, std::string_view id, const Rect& rect, const TimePickerSpec& spec, TimeOfDay& time) {
  const IdScope scope(ui, id);
  Column column(rect);
  const auto hour = number_rows(ui, "hour", column, 0, hours_of(spec), time.hour, spec.hour_word);
  const auto minute = number_rows(ui, "minute", column, 2 * ui.px(6), minutes_of(spec), time.minute, spec.minute_word);
  if (hour) time.hour = *hour;
  if (minute) time.minute = *minute;
  if (hour || minute) ui.request_frame();
  return hour || minute;
}

float time_picker_height(Ui& ui, float width, const TimePickerSpec& spec) {
  const auto rows_of = [&](std::size_t numbers) {
    const std::size_t columns = columns_for(ui, width, numbers);
    return (numbers + columns - 1) / columns;
  };
  const std::size_t rows = rows_of(hours_of(spec).size()) + rows_of(minutes_of(spec).size());
  return static_cast<float>(rows) * (ui.target(size::kTarget) + ui.px(6)) + ui.px(6);
}

}  // namespace amends
