#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "ui/component_parts.hpp"

namespace amends {

namespace {

constexpr std::string_view kDot = "•";
constexpr float kCaretWidth = 2;
constexpr float kPinWidth = 300;
constexpr float kPinDots = 36;  // the dots' row, with what is below it
constexpr float kDotSide = 18;
constexpr float kDotGap = 16;
constexpr std::size_t kPinRows = 4;
constexpr std::size_t kPinColumns = 3;
constexpr std::string_view kPinKeys = "123456789 0<";

std::size_t character_before(std::string_view value, std::size_t at) {
  if (at == 0) return 0;
  do {
    --at;
  } while (at > 0 && (static_cast<std::uint8_t>(value[at]) & 0xc0U) == 0x80);
  return at;
}

std::size_t character_after(std::string_view value, std::size_t at) {
  if (at >= value.size()) return value.size();
  std::size_t after = at;
  static_cast<void>(next_character(value, after));
  return std::min(after, value.size());
}

// What was typed without control characters, as far as it is UTF-8 and there is room.
void insert(std::string& value, std::size_t& caret, std::string_view typed, std::size_t bytes_max) {
  for (std::size_t at = 0; at < typed.size();) {
    const std::size_t from = at;
    const char32_t character = next_character(typed, at);
    const bool broken = character == 0xfffd && typed.substr(from, at - from) != "\xef\xbf\xbd";
    if (broken || character < 0x20 || character == 0x7f) continue;
    if (value.size() + (at - from) > bytes_max) return;
    value.insert(caret, typed.substr(from, at - from));
    caret += at - from;
  }
}

// One key's effect. True: Return.
bool edit(std::string& value, std::size_t& caret, const Typed& typed, std::size_t bytes_max) {
  if (!typed.text.empty()) {
    insert(value, caret, typed.text, bytes_max);
    return false;
  }
  switch (typed.key) {
    case Key::backspace: {
      const std::size_t from = typed.control ? 0 : character_before(value, caret);
      value.erase(from, caret - from);
      caret = from;
      return false;
    }
    case Key::delete_forward:
      value.erase(caret, character_after(value, caret) - caret);
      return false;
    case Key::left:
      caret = character_before(value, caret);
      return false;
    case Key::right:
      caret = character_after(value, caret);
      return false;
    case Key::home:
    case Key::up:
      caret = 0;
      return false;
    case Key::end:
    case Key::down:
      caret = value.size();
      return false;
    case Key::enter:
    case Key::keypad_enter:
      return true;
    default:
      return false;
  }
}

std::string shown_text(const std::string& value, bool secret) {
  if (!secret) return value;
  std::string dots;
  for (std::size_t at = 0; at < value.size(); at = character_after(value, at))
    dots += kDot;
  return dots;
}

// The byte of `shown` that belongs to the byte of `value`.
std::size_t shown_byte(const std::string& value, std::size_t caret, bool secret) {
  if (!secret) return caret;
  std::size_t count = 0;
  for (std::size_t at = 0; at < caret; at = character_after(value, at))
    ++count;
  return count * kDot.size();
}

// Where in the value a finger points: the gap between two characters that is nearest.
std::size_t byte_at(Ui& ui, const std::string& value, bool secret, float x) {
  const float em = type::kText * ui.scale();
  float pen = 0;
  for (std::size_t at = 0; at < value.size();) {
    const std::size_t after = character_after(value, at);
    std::size_t first = at;
    const char32_t character = secret ? U'•' : next_character(value, first);
    const float wide = ui.fonts().advance(Weight::regular, em, character);
    if (x < pen + wide / 2) return at;
    pen += wide;
    at = after;
  }
  return value.size();
}

struct FieldPlaces {
  Rect text;
  float shift = 0;
};

void draw_field_text(Ui& ui, const FieldPlaces& places, const TextFieldSpec& spec, const std::string& value,
                     bool focused, Rgba ink, Rgba soft) {
  const float em = type::kText * ui.scale();
  const Rect& room = places.text;
  const float baseline = room.centre().y + ui.fonts().metrics(Weight::regular, em).cap_height / 2;
  ui.canvas().push_clip({room.x, room.y, room.width, room.height});
  if (value.empty()) {
    const TextLayout hint = lay_out(ui, spec.hint, type::kText, Weight::regular, room.width, 1);
    draw_text(ui, room, spec.hint, hint, Weight::regular, soft);
  } else {
    ui.canvas().line(shown_text(value, spec.secret), room.x - places.shift, baseline, Weight::regular, em, ink);
  }
  if (focused) {
    const std::string shown = shown_text(value, spec.secret);
    const std::size_t caret = shown_byte(value, ui.field().caret, spec.secret);
    const float x = ui.fonts().width(std::string_view(shown).substr(0, caret), Weight::regular, em);
    const float height = std::round(em * 1.3F);
    const Rect line{std::round(room.x + x - places.shift), std::round(room.centre().y - height / 2), ui.px(kCaretWidth),
                    height};
    ui.canvas().fill(line, ui.colour(Colour::accent));
  }
  ui.canvas().pop_clip();
}

// Keeps the caret within the visible stretch of a long text.
float shift_for(Ui& ui, const std::string& value, bool secret, float width) {
  const float em = type::kText * ui.scale();
  const std::string shown = shown_text(value, secret);
  const std::size_t caret = shown_byte(value, ui.field().caret, secret);
  const float x = ui.fonts().width(std::string_view(shown).substr(0, caret), Weight::regular, em);
  const float margin = ui.px(kCaretWidth);
  float shift = ui.field().shift;
  if (x - shift > width - margin) shift = x - width + margin;
  if (x < shift) shift = x;
  return std::max(0.0F, shift);
}

}  // namespace

TextFieldResult text_field(Ui& ui, std::string_view id, const Rect& rect, const TextFieldSpec& spec,
                           std::string& value) {
  const Rect place = rect.snapped();
  const WidgetId item = ui.id(id);
  Ui::Field& field = ui.field();
  TextFieldResult result;
  const Ui::Touch touch = ui.touch(item, place);
  const float icon = spec.icon ? ui.px(size::kIcon) + ui.px(space::kButtons) : 0;
  FieldPlaces places{place.inset(ui.px(space::kInside), ui.px(4)).right_of(icon), 0};

  const bool arrived = ui.focus_arrived(item);
  const bool wanted = spec.focus_now && !ui.inert();
  if ((touch.tapped || arrived || wanted) && field.focused != item) {
    field = Ui::Field{item, value.size(), 0, true};
    ui.request_frame();
  }
  result.focused = field.focused == item;
  if (result.focused) {
    field.seen = true;
    // Somebody else may have changed the text: the caret never stands outside of it or within a character.
    field.caret = std::min(field.caret, value.size());
    while (field.caret > 0 && field.caret < value.size() &&
           (static_cast<std::uint8_t>(value[field.caret]) & 0xc0U) == 0x80) {
      --field.caret;
    }
    if (touch.tapped && !ui.pointer().dragging && ui.pointer().went_up) {
      field.caret = byte_at(ui, value, spec.secret, ui.pointer().position.x - places.text.x + field.shift);
    }
    const std::string before = value;
    for (const Typed& typed : ui.typed()) {
      // Tab leads out of the field and Escape belongs to the screen.
      if (typed.text.empty() && (typed.key == Key::tab || typed.key == Key::escape)) continue;
      result.submitted = edit(value, field.caret, typed, spec.bytes_max) || result.submitted;
    }
    std::erase_if(ui.typed(), [](const Typed& typed) {
      return !typed.text.empty() || (typed.key != Key::tab && typed.key != Key::escape);
    });
    result.changed = value != before;
    if (result.changed || result.submitted) ui.request_frame();
    field.shift = shift_for(ui, value, spec.secret, places.text.width);
    places.shift = field.shift;
  }

  CardLook look = card_look(ui, false, touch.pressed, true);
  if (result.focused) {
    look.line = ui.colour(Colour::accent);
    look.thickness = ui.px(size::kSelectedLine);
  }
  draw_card(ui, place, look, radius::kCard);
  if (spec.icon) {
    const Rect at{place.x + ui.px(space::kInside), place.y, ui.px(size::kIcon), place.height};
    ui.canvas().icon(*spec.icon, at, size::kIcon * ui.scale(), look.soft);
  }
  draw_field_text(ui, places, spec, value, result.focused, look.ink, look.soft);
  if (touch.focused && !result.focused) draw_focus(ui, place, radius::kCard);
  const std::string_view spoken = spec.secret ? std::string_view{} : std::string_view(value);
  Node& node = add_tap_node(ui, item, place, touch,
                            {NodeRole::text_field, spec.label.empty() ? spec.hint : spec.label, spoken, false, true});
  node.state.focused = result.focused || touch.focused;
  set_colours(node, value.empty() ? look.soft : look.ink, look.ground);
  return result;
}

Size pin_pad_size(Ui& ui, float height_most) {
  const float between = static_cast<float>(kPinRows - 1) * ui.px(space::kBetween);
  const float fits = std::floor((height_most - ui.px(kPinDots) - between) / static_cast<float>(kPinRows));
  const float key = std::clamp(fits, ui.target(size::kTarget), ui.target(size::kPinKey));
  return {ui.px(kPinWidth), ui.px(kPinDots) + static_cast<float>(kPinRows) * key + between};
}

namespace {

void draw_dots(Ui& ui, const Rect& row, std::size_t entered, std::size_t digits_max) {
  const float side = ui.px(kDotSide);
  const float gap = ui.px(kDotGap);
  const auto count = static_cast<float>(digits_max);
  float x = std::round(row.centre().x - (count * side + (count - 1) * gap) / 2);
  for (std::size_t index = 0; index < digits_max; ++index) {
    const Point centre{x + side / 2, std::round(row.y + side / 2)};
    if (index < entered) {
      ui.canvas().circle(centre, side / 2, ui.colour(Colour::ink));
    } else {
      ui.canvas().ring(centre, side / 2, ui.px(2), ui.colour(Colour::soft));
    }
    x += side + gap;
  }
}

// One key; answers true when tapped.
bool pin_key(Ui& ui, std::size_t index, const Rect& cell, char face, bool enabled) {
  const WidgetId item = ui.id("key", index);
  const Ui::Touch touch = ui.touch(item, cell, enabled);
  const CardLook look = card_look(ui, false, touch.pressed, enabled);
  draw_card(ui, cell, look, radius::kButton);
  const std::string label(1, face);
  if (face == '<') {
    ui.canvas().icon(Icon::backspace, cell, 26 * ui.scale(), look.ink);
  } else {
    draw_line(ui, cell, label, type::kDigit, Weight::semibold, look.ink, Align::centre);
  }
  if (touch.focused) draw_focus(ui, cell, radius::kButton);
  const std::string_view spoken = face == '<' ? std::string_view("⌫") : std::string_view(label);
  Node& node = add_tap_node(ui, item, cell, touch, {NodeRole::button, spoken, {}, false, enabled});
  set_colours(node, look.ink, look.ground);
  return touch.tapped;
}

// The first thing typed that the pad understands; the others stay for the frames to come.
std::optional<PinKey> typed_pin_key(Ui& ui) {
  std::vector<Typed>& typed = ui.typed();
  for (auto at = typed.begin(); at != typed.end(); ++at) {
    std::optional<PinKey> key;
    if (at->text.size() == 1 && at->text[0] >= '0' && at->text[0] <= '9') key = PinKey{at->text[0], false, false};
    if (at->text.empty() && at->key == Key::backspace) key = PinKey{0, true, false};
    if (at->text.empty() && (at->key == Key::enter || at->key == Key::keypad_enter)) key = PinKey{0, false, true};
    if (!key) continue;
    typed.erase(at);
    ui.keep_typed();
    return key;
  }
  return std::nullopt;
}

}  // namespace

TextFieldResult search_field(Ui& ui, std::string_view id, const Rect& rect, std::string_view hint,
                             std::string_view empty_label, std::string& value) {
  const float side = ui.target(size::kCard);
  const IdScope scope(ui, id);
  const Rect place = value.empty() ? rect : rect.left_of(side, ui.px(space::kBetween));
  const TextFieldResult result =
      text_field(ui, "field", place, {.hint = hint, .label = hint, .icon = Icon::search}, value);
  // The button comes with the next frame, when there is a place for it.
  if (place == rect) return result;
  const ButtonSpec empty{.label = empty_label, .icon = Icon::close, .kind = ButtonKind::icon_only};
  if (!button(ui, "empty", rect.right_piece(side), empty)) return result;
  value.clear();
  ui.request_frame();
  return {.changed = true, .submitted = false, .focused = result.focused};
}

std::optional<PinKey> pin_pad(Ui& ui, std::string_view id, const Rect& rect, std::size_t entered,
                              std::size_t digits_max, bool enabled) {
  const Rect place = rect.snapped();
  const GroupScope group(ui, id, NodeRole::group, "PIN", place);
  draw_dots(ui, place, entered, digits_max);
  add_node(ui, NodeRole::progress, "PIN", place.top(ui.px(kDotSide)), std::to_string(entered));
  std::optional<PinKey> pressed;
  const Rect keys = place.below(ui.px(kPinDots));
  const float between = ui.px(space::kBetween);
  const float key = std::floor((keys.height - static_cast<float>(kPinRows - 1) * between) / kPinRows);
  for (std::size_t row = 0; row < kPinRows; ++row) {
    const float top = keys.y + static_cast<float>(row) * (key + between);
    for (std::size_t column = 0; column < kPinColumns; ++column) {
      const std::size_t index = row * kPinColumns + column;
      const char face = kPinKeys[index];
      if (face == ' ') continue;
      const Rect cell = row_cell({keys.x, top, keys.width, key}, column, kPinColumns, between);
      if (!pin_key(ui, index, cell, face, enabled)) continue;
      pressed = face == '<' ? PinKey{0, true, false} : PinKey{face, false, false};
    }
  }
  if (!enabled || ui.inert() || ui.typing()) return pressed;
  ui.want_text();
  return pressed ? pressed : typed_pin_key(ui);
}

}  // namespace amends
