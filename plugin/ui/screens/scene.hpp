// What every screen is given: the view, the words, the frame, and where its intents go.
// Promises: screens read the view and the host's picture, and change nothing but UiState and the intents they leave.

#pragma once

#include <initializer_list>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "desk/desk_view.hpp"
#include "desk/intent.hpp"
#include "desk/ports.hpp"
#include "desk/secret.hpp"
#include "desk/words.hpp"
#include "ui/components.hpp"
#include "ui/overlay.hpp"

namespace amends {

// What lies over the step of the sheet for a moment.
enum class Panel : std::uint8_t {
  none = 0,
  people,     // who, how it feels, temper
  writing,    // a guest's words, or a contact
  read_back,  // what was understood, for the guest to read
  picking,    // which items
  amount,     // another than is asked
  declining
};

// What the gallery shows of what can be set.
struct GalleryState {
  std::size_t page = 0;
  std::string field;
  std::string search = "Table 12";
  std::int64_t minor = 1250;
  std::int32_t percent = 100;
  Day shown{2026, 11, 1};
  std::optional<Day> day = Day{2026, 11, 27};
  TimeOfDay time{11, 0};
  bool asking = false;
};

// What is being typed: which keys are needed, and what may be suggested.
enum class KeyboardFor : std::uint8_t { words = 1, wish, promise, name, phone, mail, search, code, address };

// Of the settings: how far the printer's are open.
enum class PrinterPage : std::uint8_t { none = 0, overview, address };

// By what failures are counted on the page that is learned from.
enum class ReportCut : std::uint8_t { failure = 0, item, component, group, hour };

// What the keys on the screen are at.
struct KeyboardState {
  KeyboardFor what{};   // for which they were shown last; they begin anew for another
  bool shift = true;    // the next letter is a capital
  bool locked = false;  // and those after it
  bool signs = false;   // digits and signs instead of letters
  std::string held;     // the letter whose accents are offered; empty: none
  std::int64_t shifted_us = 0;
};

// What fingers have begun and no fact holds yet. Lost at a kill, by design: nothing in it was confirmed on screen.
struct UiState {
  Page page = Page::tab;
  Panel panel = Panel::none;
  Panel panel_before = Panel::none;  // where writing was begun from

  // Before a case is recorded.
  std::set<LineId> lines;
  std::optional<FailureId> failure;
  std::optional<Channel> channel;  // set: a case without a check
  bool all_lines = false;          // of a long check
  bool recording = false;          // the intent is on its way
  bool leaving = false;            // the open case is left, to begin one without a check
  // The same before the tap that recorded, for its undo.
  std::set<LineId> lines_before;
  std::optional<FailureId> failure_before;
  std::optional<Channel> channel_before;

  CaseId shown;  // whose step is shown; none: no case yet
  Step step = Step::hear;
  std::optional<Step> step_wanted;  // asked for while the case is still on its way
  std::optional<TemplateId> option;
  std::map<ItemId, std::int64_t> picked;  // pieces
  std::optional<TemplateId> extra;
  std::optional<ItemId> extra_item;
  bool chosen_on_its_way = false;  // an act was asked for; when it stands, the next step is shown
  std::size_t acts_before = 0;
  bool more_options = false;  // a fix stands, another is looked for

  PrivateKind writing = PrivateKind::words;
  std::string written;
  KeyboardState keys;
  bool focus_field = false;

  std::optional<PersonId> approver;
  std::optional<std::int64_t> amount_minor;  // another than is asked
  std::optional<WhyYes> why_yes;
  std::optional<WhyNo> why_no;
  std::optional<TemplateId> said_instead;
  Secret pin;
  bool pin_on_its_way = false;
  std::optional<PinProblem> pin_problem;
  std::int64_t locked_for_seconds = 0;

  std::optional<Site> site;  // as it is being changed
  bool answering = false;    // somebody's PIN is asked for what was changed, or what waits
  bool allowing = false;     // for what waits

  std::string search;
  std::string searched;
  std::optional<CaseId> looking_at;  // a case's own page
  std::string coupon;                // its code, as far as it is typed
  std::string coupon_asked;          // of which the view is to tell
  bool voiding = false;              // it was asked whether it is to be voided
  PrinterPage printer_page = PrinterPage::none;
  std::string printer_typed;  // an address of the network
  ReportQuery report;         // what the manager's pages show
  std::optional<ReportQuery> report_asked;
  ReportCut cut = ReportCut::failure;
  std::optional<CaseSlip> slip_shown;
  std::optional<ActId> coupon_shown;  // of the open case, turned to the guest

  CaseId settling_of;             // the case whose page was drawn last
  std::set<DeliveryId> settling;  // what of it asks for a hand there

  std::uint64_t undo = 0;  // the last tap, while it can be taken back here; 0: none
  Instant undo_until;
  std::string undo_what;
  std::uint64_t tap_seen = 0;   // the last tap that the view told of
  Step tapped_at = Step::hear;  // where it was
  GalleryState gallery;

  std::string toast;
  Instant toast_until;
  std::uint64_t refusal_seen = 0;  // the intent whose refusal was shown
};

// What an approver has begun to answer is gone.
void forget_answer(UiState& state);

struct Scene {
  Ui& ui;
  const Words& words;
  const Playbook& playbook;
  const Calendar& calendar;
  const DeskView& view;
  const HostPicture& host;
  Instant now;
  UiState& state;
  std::vector<IntentBody>& intents;
  std::optional<PinAttempt>& pin_attempt;

  using Parameters = std::initializer_list<std::pair<std::string_view, std::string>>;

  // The words of a key, with parameters filled in.
  [[nodiscard]] std::string t(std::string_view key) const;
  [[nodiscard]] std::string t(std::string_view key, Parameters parameters) const;
  [[nodiscard]] std::string money(Money amount) const;
  // "12:41" today, "Mon 12:41" this week, else with the date.
  [[nodiscard]] std::string time(Instant instant) const;
  // "31 Dec 2026", of days since 1970-01-01.
  [[nodiscard]] std::string day(std::int32_t day) const;
  // "11:00", "tomorrow 11:00", "overdue 40 min".
  [[nodiscard]] std::string due(Instant instant) const;
  [[nodiscard]] std::string person(const PersonId& id) const;
  // "Table 12 · Check 41"; what is known of it.
  [[nodiscard]] std::string place(const std::string& place, const std::string& check_number) const;
  // "Iced tea, peach and 2 more"
  [[nodiscard]] std::string lines(const std::vector<CheckLine>& lines) const;
  [[nodiscard]] std::optional<Icon> icon(std::string_view name) const;
  // What the playbook says to think of at this step of the open case; the general line where it says nothing.
  [[nodiscard]] std::string cue_for(std::string_view step, std::string_view otherwise) const;

  // Whether the open case is of the safety branch.
  [[nodiscard]] bool is_safety() const;

  [[nodiscard]] const CaseView* open() const { return view.open ? &*view.open : nullptr; }
  // A command to the open case; without one, a new case.
  void give(Command command);
  void ask(IntentBody body) { intents.push_back(std::move(body)); }
  void show_step(Step step);
  // From a page that is about no single case to the check on the till's screen.
  void to_the_check();
  // A toast, for a few seconds; a brief one where the cue matters more.
  void say(std::string sentence, bool brief = false);
  void open_panel(Panel panel);
  void write(PrivateKind kind);
  // Sends the typed PIN to be checked; where it is right, the command is given in that person's name, or the body asked.
  void try_pin(const Person& approver, Command command);
  void try_pin(const Person& approver, IntentBody body);
};

// The pieces of a sheet, from top to bottom.
struct SheetParts {
  Rect head;
  Rect steps;
  Rect body;
  Rect cue;
  Rect foot;
};
[[nodiscard]] SheetParts sheet_parts(Ui& ui, const Rect& sheet, bool with_steps, std::string_view cue_text);

// The foot's row: what is needed least often at the left, as wide as it wants, the main button the rest.
struct FootSpec {
  std::string_view left;  // empty: none
  std::optional<Icon> left_icon;
  std::string_view middle;  // an icon button's spoken name; empty: none
  std::optional<Icon> middle_icon;
  std::string_view main;
  std::optional<Icon> main_icon;
  std::string_view hint;  // in the main button's place while there is nothing to confirm: no button is ever dead
};
enum class FootTap : std::uint8_t { none = 0, left, middle, main };
[[nodiscard]] FootTap foot(Ui& ui, const Rect& rect, const FootSpec& spec);

// How many choices stand beside each other in that width, of at most so many.
[[nodiscard]] std::size_t columns_in(Ui& ui, float width, float narrowest, std::size_t most);

// A grid of choices below a heading. `each` gives the spec of one; answers the tapped one.
struct GridChoice {
  std::string id;
  std::string label;
  std::string detail;
  std::optional<Icon> icon;
  bool selected = false;
};
[[nodiscard]] std::optional<std::size_t> choice_grid(Ui& ui, Column& column, std::string_view id,
                                                     const std::vector<GridChoice>& choices, std::size_t columns,
                                                     ChoiceRole role);
void section(Ui& ui, Column& column, std::string_view label, std::string_view trailing = {});

// A sentence that stays for a few seconds, in a place of its own.
void draw_toast(Scene& scene, const Rect& rect);

// The line above the buttons: what to do now, or for a few seconds what was just done. For a few seconds after a tap that
// can be taken back it has an *Undo*.
void draw_cue(Scene& scene, const Rect& rect, std::string_view content);

// One function a screen.
void draw_tab(Scene& scene);
// Whichever page is open.
void draw_page(Scene& scene, const Rect& sheet);
void draw_sheet(Scene& scene, const Rect& sheet);
void draw_hear(Scene& scene, const Rect& sheet);
// Hear of the safety branch, whose failure it is.
void draw_safety(Scene& scene, const Rect& sheet, const Failure& failure);
void draw_people(Scene& scene, const Rect& sheet);
// The screen turned to the guest.
void draw_read_back(Scene& scene, const Rect& sheet);
// What to write on paper while the ledger can't take anything.
void draw_paper(Scene& scene, const Rect& sheet);
void draw_writing(Scene& scene, const Rect& sheet);
// A sheet lower than this gives the keys on the screen the place of its head and its cue; pixels at scale 1.
inline constexpr float kLowSheet = 660;
// Keys for the field that is focused, whose value it is. As high as keyboard_height says.
void draw_keyboard(Scene& scene, const Rect& area, KeyboardFor what, std::string& value);
[[nodiscard]] float keyboard_height(Ui& ui, float room);
void draw_put_right(Scene& scene, const Rect& sheet);
void draw_picking(Scene& scene, const Rect& sheet, const Option& option);
void draw_approval(Scene& scene, const Rect& sheet, const Act& act);
void draw_amount(Scene& scene, const Rect& sheet, const Act& act);
void draw_declining(Scene& scene, const Rect& sheet, const Act& act, const Person& approver);
void draw_extra(Scene& scene, const Rect& sheet);
void draw_after(Scene& scene, const Rect& sheet);
void draw_cases(Scene& scene, const Rect& sheet);
void draw_case(Scene& scene, const Rect& sheet);
void draw_follow_ups(Scene& scene, const Rect& sheet);
void draw_requests(Scene& scene, const Rect& sheet);
// What only a person can say, of coupons, slips and mails of the case; nothing takes no place.
void draw_settling(Scene& scene, Column& column, const Case& of);
// What the case has for paper, each with how far it is; and one of them as it will be printed.
void draw_slips(Scene& scene, Column& column, const CaseView& open);
void draw_slip_preview(Scene& scene, const Rect& sheet);
void draw_coupon(Scene& scene, const Rect& sheet);
void draw_coupon_for_guest(Scene& scene, const Rect& sheet, const Act& act);
void draw_display(Scene& scene, const Rect& sheet);
void draw_settings(Scene& scene, const Rect& sheet);
void draw_printer_row(Scene& scene, Column& column);
void draw_printer(Scene& scene, const Rect& sheet);
// The manager's pages, over the whole surface: what was learned, what it cost, and the page for the meeting before the shift.
void draw_learn(Scene& scene, const Rect& surface);
void draw_watch(Scene& scene, const Rect& surface);
void draw_line_up(Scene& scene, const Rect& surface);
// The design system, for whoever makes a screen.
void draw_gallery(Scene& scene, const Rect& sheet);
// The head of the pages that aren't about one case: title, the pages, close.
// Something for a manager, with an icon.
void draw_notice(Scene& scene, Column& column, Icon icon, const std::string& words);
// That the clock was set, until somebody has seen it; nothing else takes no place.
void draw_clock_notice(Scene& scene, Column& column);
void draw_list_head(Scene& scene, const SheetParts& parts, Page at, std::string_view detail);
// The head of a step: where, what was recorded, the four steps, close and lists. True: the screen is left.
[[nodiscard]] bool draw_head(Scene& scene, const SheetParts& parts);
inline constexpr std::size_t kPinDigitsLeast = 4;
inline constexpr std::size_t kPinDigitsMost = 6;
// Those of whom one answers by PIN, the chosen one in UiState::approver; and the keys, which fill UiState::pin.
void draw_able(Scene& scene, Column& column, std::string_view heading, const std::vector<Person>& able);
void draw_pin_keys(Scene& scene, const Rect& area, bool enabled);
[[nodiscard]] std::string pin_problem_words(const Scene& scene);
// The words for an act in a list or a banner: what it is, and how far it is.
[[nodiscard]] std::string remedy_title(const Scene& scene, const TemplateId& remedy);
[[nodiscard]] std::string act_title(const Scene& scene, const Act& act);
[[nodiscard]] std::string act_state(const Scene& scene, const Act& act);
// Acts that somebody must look at again, wherever in the flow one is; a tap leads there (S4.11).
void draw_unsettled(Scene& scene, Column& column, const Case& of);
// The words of a fact in a case's history; empty for what nobody needs to read.
[[nodiscard]] std::string fact_words(const Scene& scene, const Case& of, const Fact& fact);
// The way back from a case that was tapped by mistake, as long as nothing was sent.
void draw_mistake(Scene& scene, Column& column, const Case& of);
// What the view says of the last tap is shown: its undo, or that it was taken back. Once for each.
void follow_last_tap(Scene& scene);

}  // namespace amends
