#include "kiosk/till_screen.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "kiosk/money.hpp"

namespace kiosk {
namespace {

constexpr Colour kBackground{0x2a, 0x31, 0x40};
constexpr Colour kInk{0xe8, 0xeb, 0xf0};
constexpr Colour kSoft{0x9a, 0xa5, 0xb6};
constexpr Colour kRule{0x3b, 0x44, 0x55};
constexpr Colour kButton{0x3b, 0x44, 0x55};
constexpr Colour kPay{0x4a, 0x6f, 0xa5};
constexpr Colour kCard{0x33, 0x3b, 0x4b};
constexpr Colour kChosen{0x46, 0x53, 0x6b};
constexpr Colour kPressed{0x5a, 0x7f, 0xb5};

constexpr int kRowHeight = 50;
constexpr int kClockWidth = 60;
constexpr int kChipGap = 6;
constexpr float kDragSlop = 12;
constexpr std::int64_t kMinuteUs = 60'000'000;

SDL_Rect part(const SDL_Rect& box, int top, int height) {
  return {box.x, box.y + top, box.w, height};
}

SDL_Rect inset(const SDL_Rect& box, int left, int right) {
  return {box.x + left, box.y, box.w - left - right, box.h};
}

bool holds(const SDL_Rect& rect, float x, float y) {
  const SDL_Point point{static_cast<int>(x), static_cast<int>(y)};
  return SDL_PointInRect(&point, &rect) == SDL_TRUE;
}

std::string quantity_text(std::int64_t thousandths) {
  if (thousandths % 1000 == 0) return std::to_string(thousandths / 1000);
  return fmt::format("{}.{:03}", thousandths / 1000, thousandths % 1000);
}

std::string guests_text(std::int32_t guests) {
  return fmt::format("{} {}", guests, guests == 1 ? "guest" : "guests");
}

// Every character of the pack that the screen may have to show.
std::string letters_of(const DemoPos& pos) {
  std::string letters = "€$£·…–—’";
  const DemoPack& pack = pos.pack();
  letters += pack.check_word + pack.place_word + pack.store_name;
  for (const std::string& place : pack.places)
    letters += place;
  for (const Item& item : pack.items)
    letters += item.name;
  for (const Person& person : pack.people)
    letters += person.name;
  for (const Check& check : pos.checks())
    letters += check.number + check.place;
  return letters;
}

}  // namespace

void TillScreen::Scroll::move_by(int distance) {
  offset = std::clamp(offset + distance, 0, std::max(0, content_height - area.h));
}

TillScreen::TillScreen(DemoPos& pos, const TillClock& clock, std::unique_ptr<Painter> painter)
    : pos_(&pos), clock_(&clock), painter_(std::move(painter)) {}

Result<std::unique_ptr<TillScreen>> TillScreen::create(DemoPos& pos, const TillClock& clock) {
  auto painter = Painter::create(letters_of(pos));
  if (!painter) return failure(painter.error());
  return std::unique_ptr<TillScreen>(new TillScreen(pos, clock, std::move(*painter)));
}

Result<void> TillScreen::attach(SDL_Renderer* renderer, int width, int height) {
  renderer_ = renderer;
  whole_ = {0, 0, width, height};
  layout_ = lay_out(width, height);
  press_.reset();
  invalidate(whole_);
  return painter_->attach(renderer, width, height);
}

void TillScreen::invalidate(const SDL_Rect& rect) {
  SDL_Rect united = rect;
  if (!SDL_RectEmpty(&changed_)) SDL_UnionRect(&changed_, &rect, &united);
  changed_ = united;
}

void TillScreen::say(std::string sentence) {
  if (status_ == sentence) return;
  status_ = std::move(sentence);
  invalidate(layout_.status);
}

SDL_Rect TillScreen::changed() {
  const bool other_check = shown_check_revision_ != pos_->check_revision();
  if (other_check || shown_operator_revision_ != pos_->operator_revision()) {
    shown_check_revision_ = pos_->check_revision();
    shown_operator_revision_ = pos_->operator_revision();
    const Check* check = pos_->on_screen();
    const std::string check_id = check != nullptr ? check->id : "";
    if (check_id != std::exchange(shown_check_id_, check_id)) lines_scroll_.offset = 0;
    // What was beneath the finger may be another button now.
    press_.reset();
    invalidate(whole_);
  }
  std::string minute = local_hour_minute(clock_->now_us());
  if (minute != shown_minute_) {
    shown_minute_ = std::move(minute);
    invalidate(clock_rect());
  }
  return changed_;
}

std::int64_t TillScreen::next_change_us() const {
  return (clock_->now_us() / kMinuteUs + 1) * kMinuteUs;
}

SDL_Rect TillScreen::clock_rect() const {
  const SDL_Rect& bar = layout_.bar;
  return {bar.x + bar.w - kClockWidth, bar.y, kClockWidth, bar.h};
}

// ---- fingers ----

void TillScreen::on_input(const amends_input_t& input) {
  switch (input.type) {
    case AMENDS_INPUT_POINTER_DOWN:
      press(input);
      break;
    case AMENDS_INPUT_POINTER_MOVE:
      move(input);
      break;
    case AMENDS_INPUT_POINTER_UP:
      release(input);
      break;
    case AMENDS_INPUT_WHEEL:
      for (Scroll* scroll : {&lines_scroll_, &floor_scroll_}) {
        if (!holds(scroll->area, input.x, input.y)) continue;
        scroll->move_by(static_cast<int>(-input.wheel_y * kRowHeight));
        invalidate(scroll->area);
      }
      break;
    case AMENDS_INPUT_POINTER_CANCEL:
    case AMENDS_INPUT_FOCUS_LOST:
      if (press_) invalidate(whole_);
      press_.reset();
      break;
    default:
      break;
  }
}

void TillScreen::press(const amends_input_t& input) {
  if (press_ || input.button != 1) return;
  Press begun;
  begun.pointer_id = input.pointer_id;
  begun.start_x = input.x;
  begun.start_y = begun.last_y = input.y;
  for (std::size_t i = 0; i < targets_.size(); ++i) {
    if (holds(targets_[i].rect, input.x, input.y)) begun.target = static_cast<int>(i);
  }
  for (Scroll* scroll : {&lines_scroll_, &floor_scroll_}) {
    if (holds(scroll->area, input.x, input.y)) begun.scroll = scroll;
  }
  press_ = begun;
  if (begun.target >= 0) invalidate(targets_[static_cast<std::size_t>(begun.target)].rect);
}

void TillScreen::move(const amends_input_t& input) {
  if (!press_ || press_->pointer_id != input.pointer_id) return;
  const float distance = std::hypot(input.x - press_->start_x, input.y - press_->start_y);
  if (!press_->dragged && distance >= kDragSlop) {
    press_->dragged = true;
    press_->last_y = input.y;
    invalidate(whole_);
  }
  if (!press_->dragged || press_->scroll == nullptr) return;
  press_->scroll->move_by(static_cast<int>(press_->last_y - input.y));
  press_->last_y = input.y;
  invalidate(press_->scroll->area);
}

void TillScreen::release(const amends_input_t& input) {
  if (!press_ || press_->pointer_id != input.pointer_id) return;
  const Press ended = *std::exchange(press_, std::nullopt);
  if (ended.target < 0) return;
  const Target target = targets_[static_cast<std::size_t>(ended.target)];
  invalidate(target.rect);
  if (!ended.dragged && holds(target.rect, input.x, input.y)) target.act();
}

// ---- the picture ----

void TillScreen::draw(const SDL_Rect& area) {
  SDL_SetRenderDrawColor(renderer_, kBackground.red, kBackground.green, kBackground.blue, 255);
  SDL_RenderFillRect(renderer_, &area);
  targets_.clear();
  painter_->begin();
  draw_check();
  draw_buttons();
  draw_bar();
  draw_floor();
  painter_->text_left(layout_.status, TextStyle::small, kSoft, status_);
  painter_->end(area);
}

void TillScreen::tappable(const SDL_Rect& rect, std::string_view text, std::function<void()> act) {
  painter_->label(rect, text);
  targets_.push_back({rect, std::move(act)});
}

bool TillScreen::button(const SDL_Rect& rect, std::string_view text, Colour colour, std::function<void()> act) {
  tappable(rect, text, std::move(act));
  const bool pressed = press_ && !press_->dragged && press_->target == static_cast<int>(targets_.size()) - 1;
  painter_->fill(rect, pressed ? kPressed : colour);
  return pressed;
}

void TillScreen::draw_bar() {
  std::vector<const Person*> present;
  for (const Person& person : pos_->pack().people) {
    if (person.on_shift) present.push_back(&person);
  }
  const int count = static_cast<int>(present.size());
  SDL_Rect row = inset(layout_.bar, 0, kClockWidth + kChipGap);
  const int widest = count * 110 + (count - 1) * kChipGap;
  if (row.w > widest) row.w = widest;
  for (int i = 0; i < count; ++i) {
    const Person& person = *present[static_cast<std::size_t>(i)];
    const SDL_Rect rect = column(row, i, count, kChipGap);
    const bool signed_on = pos_->signed_on() == &person;
    button(rect, person.name, signed_on ? kPay : kCard, [this, id = person.id] { pos_->sign_on(id); });
    painter_->text_centred(rect, TextStyle::small, signed_on ? kInk : kSoft, person.name);
  }
  painter_->text_right(clock_rect(), TextStyle::strong, kInk, shown_minute_);
}

void TillScreen::draw_check() {
  const SDL_Rect& box = layout_.check;
  const Check* check = pos_->on_screen();
  if (check == nullptr) {
    painter_->text_left(part(box, 0, 27), TextStyle::title, kInk, "Nothing on the screen");
    painter_->text_left(part(box, 31, 19), TextStyle::small, kSoft, fmt::format("Tap a {}.", pos_->pack().place_word));
    lines_scroll_ = {};
    return;
  }
  const std::string name = fmt::format("{} {}", pos_->pack().check_word, check->number);
  const std::string place = check->place.empty() ? name : check->place;
  const Person* server = pos_->find_person(check->server_id);
  painter_->text_left(
      part(box, 0, 27), TextStyle::title, kInk,
      check->guests > 0 && !check->place.empty() ? fmt::format("{} · {}", place, guests_text(check->guests)) : place);
  painter_->text_left(part(box, 31, 19), TextStyle::small, kSoft,
                      fmt::format("{} · {} · {} {}", name, server != nullptr ? server->name : check->server_id,
                                  check->closed_us != 0 ? "closed" : "opened",
                                  local_hour_minute(check->closed_us != 0 ? check->closed_us : check->opened_us)));

  const SDL_Rect area = {box.x, box.y + 68, box.w, box.h - 68};
  const bool paid = check->state == AMENDS_CHECK_PAID || check->state == AMENDS_CHECK_CLOSED;
  const int sums = 1 + (check->discount_minor > 0) + paid + (check->refunded_minor() > 0) + (check->credit_minor > 0);
  lines_scroll_.area = area;
  lines_scroll_.content_height = (static_cast<int>(check->lines.size()) + sums) * kRowHeight;
  lines_scroll_.move_by(0);

  painter_->push_clip(area);
  SDL_Rect row = part(area, -lines_scroll_.offset, kRowHeight);
  const auto sum = [&](std::string_view what, std::int64_t amount_minor, bool strong) {
    draw_sum(row, what, amount_minor, strong);
    row.y += kRowHeight;
  };
  for (const Line& line : check->lines) {
    draw_line(row, line, check->currency);
    row.y += kRowHeight;
  }
  if (check->discount_minor > 0) sum("Discount", -check->discount_minor, false);
  sum("Total", check->total_minor(), true);
  if (paid) sum("Paid", check->paid_minor(), false);
  if (check->refunded_minor() > 0) sum("Given back", check->refunded_minor(), false);
  if (check->credit_minor > 0) sum("Store credit", check->credit_minor, false);
  painter_->pop_clip();
}

void TillScreen::draw_line(const SDL_Rect& row, const Line& line, const std::string& currency) {
  const SDL_Rect box = inset(row, 4, 4);
  const SDL_Rect name = inset(box, 0, 100);
  const Colour colour = line.voided ? kSoft : kInk;
  const std::string text = fmt::format("{} {}", quantity_text(line.quantity_thousandths), line.name);
  if (line.note.empty()) {
    painter_->text_left(name, TextStyle::normal, colour, text);
  } else {
    painter_->text_left(part(name, 4, 22), TextStyle::normal, colour, text);
    painter_->text_left(part(name, 26, 19), TextStyle::small, kSoft, line.note);
  }
  painter_->text_right({box.x + box.w - 96, box.y, 96, box.h}, TextStyle::normal, colour,
                       format_minor(line.total_minor(), currency));
  painter_->fill({row.x, row.y + row.h - 1, row.w, 1}, kRule);
}

void TillScreen::draw_sum(const SDL_Rect& row, std::string_view what, std::int64_t amount_minor, bool strong) {
  const SDL_Rect box = inset(row, 4, 4);
  const TextStyle style = strong ? TextStyle::strong : TextStyle::normal;
  const Colour colour = strong ? kInk : kSoft;
  painter_->text_left(inset(box, 0, 160), style, colour, what);
  painter_->text_right({box.x + box.w - 156, box.y, 156, box.h}, style, colour,
                       format_money(amount_minor, pos_->pack().currency));
}

void TillScreen::draw_buttons() {
  const Check* check = pos_->on_screen();
  if (check == nullptr) return;
  struct Button {
    std::string text;
    Colour colour;
    std::function<void()> act;
  };
  const auto outcome = [this](const Result<void>& result, std::string sentence) {
    say(result ? std::move(sentence) : result.error());
  };
  const std::string name = fmt::format("{} {}", pos_->pack().check_word, check->number);
  std::vector<Button> buttons;
  buttons.push_back({"Hold", kButton, [this] { pos_->show_check(""); }});
  buttons.push_back(
      {"Print", kButton, [this, name] { say(name + " would be printed now; this till has no printer."); }});
  if (check->state == AMENDS_CHECK_OPEN) {
    buttons.push_back({"Pay " + format_money(check->total_minor() - check->paid_minor(), check->currency), kPay,
                       [this, name, outcome] { outcome(pos_->pay_check("card"), name + " is paid by card."); }});
  }
  if (check->state == AMENDS_CHECK_PAID) {
    buttons.push_back({"Close", kPay, [this, name, outcome] { outcome(pos_->close_check(), name + " is closed."); }});
  }
  // Hold and Print take a quarter each where it is narrow, so that an amount has room.
  const int columns = layout_.buttons.w < 420 ? 4 : 3;
  for (std::size_t i = 0; i < buttons.size(); ++i) {
    SDL_Rect rect = column(layout_.buttons, static_cast<int>(i), columns, 12);
    if (i == 2) rect.w = layout_.buttons.x + layout_.buttons.w - rect.x;
    button(rect, buttons[i].text, buttons[i].colour, std::move(buttons[i].act));
    painter_->text_centred(inset(rect, 6, 6), TextStyle::strong, kInk, buttons[i].text);
  }
}

void TillScreen::draw_floor() {
  struct Card {
    std::string title;
    const Check* check;
  };
  std::vector<Card> cards;
  for (const std::string& place : pos_->pack().places)
    cards.push_back({place, pos_->check_at(place)});
  for (const Check& check : pos_->checks()) {
    if (check.state != AMENDS_CHECK_CLOSED) continue;
    cards.push_back({fmt::format("{} {}", pos_->pack().check_word, check.number), &check});
  }
  const int count = static_cast<int>(cards.size());
  const Grid grid = lay_out_cards(layout_.floor, count);
  floor_scroll_.area = layout_.floor;
  floor_scroll_.content_height = grid.content_height(count);
  floor_scroll_.move_by(0);
  painter_->push_clip(layout_.floor);
  for (int i = 0; i < count; ++i) {
    SDL_Rect rect = grid.card(layout_.floor, i);
    rect.y -= floor_scroll_.offset;
    draw_card(rect, cards[static_cast<std::size_t>(i)].title, cards[static_cast<std::size_t>(i)].check);
  }
  painter_->pop_clip();
}

void TillScreen::draw_card(const SDL_Rect& rect, std::string_view title, const Check* check) {
  const bool chosen = check != nullptr && check == pos_->on_screen();
  SDL_Rect seen{};
  if (SDL_IntersectRect(&rect, &layout_.floor, &seen) == SDL_FALSE) return;
  button(rect, title, chosen ? kChosen : kCard,
         [this, id = check != nullptr ? check->id : ""] { pos_->show_check(id); });
  // Only what is seen of a card can be tapped.
  targets_.back().rect = seen;
  const SDL_Rect box = inset(rect, 12, 12);
  const bool roomy = rect.h >= 96;
  const int edge = rect.h >= 72 ? 10 : 6;
  const SDL_Rect foot = part(box, rect.h - edge - 20, 19);
  painter_->text_left(part(box, edge, 22), TextStyle::strong, check != nullptr ? kInk : kSoft, title);
  if (check == nullptr) {
    painter_->text_left(foot, TextStyle::small, kSoft, "free");
    return;
  }
  if (roomy) {
    const bool shows_guests = check->guests > 0 && !check->place.empty();
    const std::string goods = check->lines.empty() ? "" : check->lines.front().name;
    const std::string about = shows_guests ? guests_text(check->guests) : goods;
    painter_->text_left(part(box, 40, 19), TextStyle::small, kSoft, about);
  }
  painter_->text_left(foot, TextStyle::small, kSoft, check_state_name(check->state));
  painter_->text_right(inset(foot, 56, 0), TextStyle::small, kInk, format_money(check->total_minor(), check->currency));
}

}  // namespace kiosk
