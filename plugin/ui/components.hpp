// What screens are made of. Every function draws at the rectangle it is given and nowhere else, snapped to whole pixels,
// and adds its node to the accessibility tree. What can be tapped answers in the frame in which it was.
// Promises: pressed things look pressed in the next frame; the focus ring shows for the keyboard only; text wraps or is
// set closer before it is cut, and a cut is reported in the tree. Sizes in specs are pixels at scale 1 (theme.hpp);
// rectangles are surface pixels. Text is UTF-8 and needs to live during the call.
// Refuses: hover, motion by itself, red.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "ui/geometry.hpp"
#include "ui/icons.hpp"
#include "ui/theme.hpp"
#include "ui/ui.hpp"

namespace amends {

struct Slip;

// ---- text ----

enum class Align : std::uint8_t { left, centre, right };
enum class Place : std::uint8_t { top, middle };

struct TextStyle {
  float size = type::kText;
  Weight weight = Weight::regular;
  Colour colour = Colour::ink;
  Align align = Align::left;
  int max_lines = 1;              // 0: as many as the rectangle's height holds
  Place place = Place::middle;    // within the rectangle's height
  bool in_tree = true;            // adds a node of its own
  Colour ground = Colour::paper;  // what it is drawn on, for the node
};

// Draws the text and answers the height it took. Longer than its lines: wrapped at blanks, then cut with an ellipsis.
float text(Ui& ui, const Rect& rect, std::string_view content, const TextStyle& style = {});
// As wide as the text is on one line.
[[nodiscard]] float text_width(Ui& ui, std::string_view content, float size, Weight weight = Weight::regular);
// As high as the text is when wrapped to a width.
[[nodiscard]] float text_height(Ui& ui, std::string_view content, float width, const TextStyle& style);
// One line's height, whole pixels.
[[nodiscard]] float line_height(Ui& ui, float size);
// The line above a group of choices (size::kHeading high), with something at the right end if given.
void heading(Ui& ui, const Rect& rect, std::string_view label, std::string_view trailing = {});
void icon(Ui& ui, const Rect& rect, Icon which, Colour colour, float size = size::kIcon);
// A line across.
void divider(Ui& ui, const Rect& rect);

// ---- frames ----

// The sheet's paper: covers `rect` opaquely, opens the tree's window. Call first; what is drawn after lies on it.
void sheet_frame(Ui& ui, const Rect& rect, std::string_view label);

struct HeaderButton {
  std::string_view id;
  Icon icon = Icon::close;
  std::string_view label;  // spoken, not drawn
};
struct HeaderSpec {
  std::string_view title;
  std::string_view confirmed;  // "Recorded", with a check before it; empty: not yet
  std::string_view detail;
  std::span<const HeaderButton> buttons;  // from left to right, at the right end
};
// The sheet's head (size::kHead). Answers the index of the tapped button.
[[nodiscard]] std::optional<std::size_t> header(Ui& ui, const Rect& rect, const HeaderSpec& spec);

enum class StepState : std::uint8_t { done, now, later };
struct StepSpec {
  std::string_view label;
  StepState state = StepState::later;
};
// The four steps (size::kStep). Answers the index of the tapped one, the current one too.
[[nodiscard]] std::optional<std::size_t> step_bar(Ui& ui, std::string_view id, const Rect& rect,
                                                  std::span<const StepSpec> steps);

struct TabSpec {
  Icon icon = Icon::favorite_border;
  std::string_view label;        // two short lines
  int badge = 0;                 // what waits; 0: no badge
  std::string_view badge_label;  // spoken: "2 waiting"
};
// Where the tab lies at the surface's edge, on the side of the hand that taps, badge included: what tab_button is to be given.
[[nodiscard]] Rect tab_rect(Ui& ui, const TabSpec& spec, float y);
// The closed overlay. Covers its rectangle, not opaquely.
[[nodiscard]] bool tab_button(Ui& ui, std::string_view id, const Rect& rect, const TabSpec& spec);

// ---- things to tap ----

enum class ButtonKind : std::uint8_t { primary, plain, icon_only };
struct ButtonSpec {
  std::string_view label;
  std::optional<Icon> icon;
  std::optional<Icon> trailing_icon;
  ButtonKind kind = ButtonKind::plain;
  bool enabled = true;
  float size = 0;  // of the type; 0: as the kind has it
};
// size::kMainButton high, or size::kSmallButton in heads and rows.
[[nodiscard]] bool button(Ui& ui, std::string_view id, const Rect& rect, const ButtonSpec& spec);
// As wide as such a button wants to be.
[[nodiscard]] float button_width(Ui& ui, const ButtonSpec& spec);

enum class ChoiceRole : std::uint8_t { button, check_box, radio };
struct ChoiceSpec {
  std::string_view label;
  std::string_view detail;    // a second, softer line
  std::string_view trailing;  // at the right end, softer
  std::optional<Icon> icon;
  std::optional<Icon> trailing_icon;
  bool selected = false;
  ChoiceRole role = ChoiceRole::radio;
  bool enabled = true;
  bool compact = false;     // smaller type, closer: four beside each other
  bool hint = false;        // the label is an invitation, drawn soft
  std::string_view spoken;  // where the label alone doesn't say what is chosen; empty: the label
};
// The card of hear.png. Long labels wrap; give them choice_height.
[[nodiscard]] bool choice(Ui& ui, std::string_view id, const Rect& rect, const ChoiceSpec& spec);
// At least size::kCard, size::kCardWithDetail with a detail.
[[nodiscard]] float choice_height(Ui& ui, float width, const ChoiceSpec& spec);

enum class TagKind : std::uint8_t { yours, waiting };
struct OptionSpec {
  std::optional<Icon> icon;
  std::string_view title;
  std::string_view reason;
  std::string_view cost;
  std::string_view answer;
  TagKind answer_kind = TagKind::yours;
  bool selected = false;
};
// The row of right.png: something to offer, why, what it costs and who may give it.
[[nodiscard]] bool option(Ui& ui, std::string_view id, const Rect& rect, const OptionSpec& spec);
// At least size::kOption.
[[nodiscard]] float option_height(Ui& ui, float width, const OptionSpec& spec);

struct ListRowSpec {
  std::optional<Icon> icon;
  std::string_view title;
  std::string_view detail;
  std::string_view tag;
  TagKind tag_kind = TagKind::yours;
  std::string_view action;  // a button at the right end; empty: none
  bool selected = false;
  bool waiting = false;  // an amber line around it: somebody's answer is missing
};
enum class RowTap : std::uint8_t { none, row, action };
[[nodiscard]] RowTap list_row(Ui& ui, std::string_view id, const Rect& rect, const ListRowSpec& spec);
[[nodiscard]] float list_row_height(Ui& ui, float width, const ListRowSpec& spec);

// ---- things to fill ----

struct TextFieldSpec {
  std::string_view hint;   // drawn while it is empty, and its spoken name without a label
  std::string_view label;  // spoken
  std::optional<Icon> icon;
  bool secret = false;     // dots, and no value in the tree
  bool focus_now = false;  // takes the keyboard in this frame
  std::size_t bytes_max = 240;
};
struct TextFieldResult {
  bool changed = false;
  bool submitted = false;  // Return
  bool focused = false;
  explicit operator bool() const { return submitted; }
};
// One line. Keeps `value` valid UTF-8 and within bytes_max.
TextFieldResult text_field(Ui& ui, std::string_view id, const Rect& rect, const TextFieldSpec& spec,
                           std::string& value);

struct PinKey {
  char digit = 0;  // '0' to '9'; 0 with `backspace` or `submit`
  bool backspace = false;
  bool submit = false;  // Return on a keyboard
};
// Dots for what is entered, three by four keys below. Typed digits count too, while no field has the keyboard.
[[nodiscard]] std::optional<PinKey> pin_pad(Ui& ui, std::string_view id, const Rect& rect, std::size_t entered,
                                            std::size_t digits_max = 6, bool enabled = true);
// What it needs: 300 wide, dots and four rows high, scaled. With less height than it would like, its keys are lower,
// never lower than a finger.
[[nodiscard]] Size pin_pad_size(Ui& ui, float height_most = 1e6F);

// The same with a magnifier, and beside it, while there is something to empty, a button that does so.
TextFieldResult search_field(Ui& ui, std::string_view id, const Rect& rect, std::string_view hint,
                             std::string_view empty_label, std::string& value);

// ---- things to set ----

struct StepperSpec {
  std::string_view value;  // as the caller writes it
  std::string_view lower;  // the buttons' words
  std::string_view raise;
  bool may_lower = true;
  bool may_raise = true;
  bool signs_only = false;  // minus and plus are drawn, the words spoken alone
};
// Lower, the value, raise. Answers -1, 0 or 1, and again and again while a finger stays. As high as size::kCard.
[[nodiscard]] int stepper(Ui& ui, std::string_view id, const Rect& rect, const StepperSpec& spec);

struct KeypadSpec {
  std::string_view amount;  // the value as the caller writes it, large above the keys
  std::int64_t most_minor = 99'999'999;
  std::string_view erase;  // the words of the key that takes a digit back
};
// Digits of an amount in minor units, as they would be typed on a till: the last is the smallest unit. Typed digits count
// while no field has the keyboard. True where the value changed; a digit that would lead beyond the most is ignored.
[[nodiscard]] bool keypad(Ui& ui, std::string_view id, const Rect& rect, const KeypadSpec& spec, std::int64_t& minor);
[[nodiscard]] Size keypad_size(Ui& ui);

// A day of the Gregorian calendar; months and days from 1.
struct Day {
  std::int32_t year = 1970;
  std::int32_t month = 1;
  std::int32_t day = 1;
  friend auto operator<=>(const Day&, const Day&) = default;
};
struct DatePickerSpec {
  std::string_view title;                      // the month shown, in words
  std::span<const std::string_view> weekdays;  // seven short names, in the order shown
  std::int32_t first_weekday = 1;              // of the first column; 0 is Sunday
  Day today;
  std::string_view today_word;  // spoken
  Day least;                    // earlier and later days are out of use
  Day most;
  std::string_view before;  // the words of the buttons to the months around
  std::string_view after;
};
// A month of days. `shown` is any day of the month that is seen, and is moved by the buttons; true where `chosen` was set.
[[nodiscard]] bool date_picker(Ui& ui, std::string_view id, const Rect& rect, const DatePickerSpec& spec, Day& shown,
                               std::optional<Day>& chosen);
[[nodiscard]] float date_picker_height(Ui& ui);

struct TimeOfDay {
  std::int32_t hour = 0;
  std::int32_t minute = 0;
  friend auto operator<=>(const TimeOfDay&, const TimeOfDay&) = default;
};
struct TimePickerSpec {
  std::int32_t first_hour = 8;  // and the last one offered
  std::int32_t last_hour = 23;
  std::int32_t minute_step = 15;  // a divisor of 60
  std::string_view hour_word;     // spoken
  std::string_view minute_word;
};
// Hours, and below them minutes; true where the time was changed.
[[nodiscard]] bool time_picker(Ui& ui, std::string_view id, const Rect& rect, const TimePickerSpec& spec,
                               TimeOfDay& time);
[[nodiscard]] float time_picker_height(Ui& ui, float width, const TimePickerSpec& spec);

// ---- a question ----

struct DialogSpec {
  std::string_view title;
  std::string_view content;
  std::string_view safe;    // the answer that changes nothing; Escape gives it too
  std::string_view action;  // the other
};
enum class DialogTap : std::uint8_t { none = 0, safe, action };
// Over all there is, and every touch is its own until it is answered; the keyboard begins at the safe answer. What is
// longer than the screen scrolls, answers that are longer than half of it lie below each other. What lies behind is drawn
// before it, as Behind.
[[nodiscard]] DialogTap dialog(Ui& ui, std::string_view id, const DialogSpec& spec);

// ---- things to read ----

struct BarSpec {
  std::string_view label;
  std::string_view value;                // in words
  std::int64_t count = 0;                // what the bar is as long as; never negative
  std::optional<std::int64_t> before{};  // the same, a period earlier: a mark on the bar's line
};
// Bars beneath each other, to one scale; `empty` is said where there are none.
void bar_chart(Ui& ui, const Rect& rect, std::string_view label, std::span<const BarSpec> bars, std::string_view empty);
[[nodiscard]] float bar_chart_height(Ui& ui, std::size_t bars);
// The same on a card, each bar a row to tap: answers the index of the tapped one.
[[nodiscard]] std::optional<std::size_t> bar_list(Ui& ui, std::string_view id, const Rect& rect, std::string_view label,
                                                  std::span<const BarSpec> bars);
[[nodiscard]] float bar_list_height(Ui& ui, std::size_t bars);

struct ColumnSpec {
  std::string_view label;  // spoken, with the count
  std::int64_t count = 0;  // never negative
  bool raised = false;     // drawn as what waits for somebody
};
// Columns beside each other, to one scale, on a line; `first` and `last` stand below its ends, the most at its top.
void column_chart(Ui& ui, const Rect& rect, std::string_view label, std::span<const ColumnSpec> columns,
                  std::string_view first, std::string_view last);

// A text as a QR code, black on white in every light, in whole pixels, with the quiet zone it needs. False where it
// doesn't fit the code or the code doesn't fit the rectangle: then nothing is drawn.
bool qr_code(Ui& ui, const Rect& rect, std::string_view label, std::string_view text);

// A slip as it will be printed: a sheet of white paper, torn off below, in the middle of the rectangle and no wider than
// such paper looks. Words are set smaller before one is broken. A bar code shows as what it says, in a frame; a QR code
// that doesn't fit leaves its place empty. `label` is spoken: of the slip, and of codes and pictures on it.
void slip_paper(Ui& ui, const Rect& rect, std::string_view label, const Slip& slip);
// As high as that needs in such a width; the rectangle's width, not the paper's.
[[nodiscard]] float slip_paper_height(Ui& ui, float width, const Slip& slip);

enum class BannerKind : std::uint8_t { calm, waiting };
void banner(Ui& ui, const Rect& rect, std::optional<Icon> icon, std::string_view content,
            std::string_view trailing = {}, BannerKind kind = BannerKind::calm);
[[nodiscard]] float banner_height(Ui& ui, float width, std::optional<Icon> icon, std::string_view content,
                                  std::string_view trailing = {});

// Someone's words, with a small line above saying whose.
void quote(Ui& ui, const Rect& rect, std::string_view small, std::string_view content);
[[nodiscard]] float quote_height(Ui& ui, float width, std::string_view small, std::string_view content);

// The line above the buttons that says what to do now, never what to say. A hairline on top. At its end is the place of
// something that can be done for a moment; it is kept free at other times, so that no word moves when it comes and goes.
void cue(Ui& ui, const Rect& rect, std::string_view content);
struct CueAction {
  std::string_view label;
  std::string_view what;  // spoken: to which it is done
  std::optional<Icon> icon;
};
// True: its action was tapped.
[[nodiscard]] bool cue(Ui& ui, std::string_view id, const Rect& rect, std::string_view content,
                       const CueAction& action);
[[nodiscard]] float cue_height(Ui& ui, float width, std::string_view content);

// One of the three marks of a whole case.
void mark(Ui& ui, const Rect& rect, std::string_view label, bool done);

// A short word on a tint; drawn at the right end of `rect`, vertically in its middle. Answers the width it took.
float tag(Ui& ui, const Rect& rect, std::string_view label, TagKind kind);

// A count in a circle in the middle of `rect`.
void badge(Ui& ui, const Rect& rect, int count, std::string_view label);

// How much is left or done, 0 to 1000.
void progress_bar(Ui& ui, const Rect& rect, int thousandths, std::string_view label);

// A card without content of its own: ground and line, for what is drawn on it after.
void card(Ui& ui, const Rect& rect);

void empty_state(Ui& ui, const Rect& rect, Icon which, std::string_view title, std::string_view content);

struct ToastSpec {
  std::string_view content;
  std::string_view action;  // "Undo"; empty: none
  std::optional<Icon> icon;
};
// A line that the screen shows for a few seconds over the rest. True: its action was tapped. Draw what lies behind it
// as usual and the toast first: the first to be drawn at a place gets the tap, so give it a place of its own.
[[nodiscard]] bool toast(Ui& ui, std::string_view id, const Rect& rect, const ToastSpec& spec);

// ---- scrolling ----

// Opens an area whose content may be higher than it. Answers where the content begins: as wide as the area, its top moved
// up by what was scrolled. Clips; follows the finger, flings, and stays where it is by itself. Not nested.
[[nodiscard]] Rect begin_scroll(Ui& ui, std::string_view id, const Rect& rect);
// `content_bottom`: where the content ended, in the same moved pixels (Column::bottom).
void end_scroll(Ui& ui, float content_bottom);
// The next frame shows the area from its top.
void scroll_to_top(Ui& ui, std::string_view id);

}  // namespace amends
