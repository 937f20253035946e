#include "kiosk/sdl_input.hpp"

#include <cmath>
#include <cstring>

namespace kiosk {
namespace {

constexpr Uint32 kSamePressMs = 30;
constexpr float kSamePlace = 16;

Uint32 modifiers_of(Uint16 state) {
  Uint32 modifiers = 0;
  if ((state & KMOD_CTRL) != 0) modifiers |= AMENDS_MODIFIER_CTRL;
  if ((state & KMOD_SHIFT) != 0) modifiers |= AMENDS_MODIFIER_SHIFT;
  if ((state & KMOD_ALT) != 0) modifiers |= AMENDS_MODIFIER_ALT;
  if ((state & KMOD_GUI) != 0) modifiers |= AMENDS_MODIFIER_SUPER;
  return modifiers;
}

// SDL numbers left 1, middle 2, right 3, as the ABI does.
void fill_mouse(amends_input_t& input, amends_input_type_t type, int x, int y, int button) {
  input.type = type;
  input.x = static_cast<float>(x);
  input.y = static_cast<float>(y);
  input.button = button;
  input.source = AMENDS_POINTER_MOUSE;
}

void fill_finger(amends_input_t& input, amends_input_type_t type, const SDL_TouchFingerEvent& finger, int width,
                 int height) {
  input.type = type;
  input.x = finger.x * static_cast<float>(width);
  input.y = finger.y * static_cast<float>(height);
  input.button = 1;
  input.source = AMENDS_POINTER_TOUCH;
  input.pointer_id = finger.fingerId;
}

void fill_wheel(amends_input_t& input, const SDL_MouseWheelEvent& wheel) {
  const float sign = wheel.direction == SDL_MOUSEWHEEL_FLIPPED ? -1.0F : 1.0F;
  input.type = AMENDS_INPUT_WHEEL;
  input.x = static_cast<float>(wheel.mouseX);
  input.y = static_cast<float>(wheel.mouseY);
  input.wheel_x = sign * wheel.preciseX;
  input.wheel_y = sign * wheel.preciseY;
  input.source = AMENDS_POINTER_MOUSE;
}

// SDL's scancodes are USB HID usages already.
void fill_key(amends_input_t& input, amends_input_type_t type, const SDL_Keysym& key) {
  input.type = type;
  input.key = static_cast<uint32_t>(key.scancode);
  input.modifiers = modifiers_of(key.mod);
}

}  // namespace

std::optional<amends_input_t> SdlInput::translate(const SDL_Event& event, int width, int height, std::int64_t now_us) {
  amends_input_t input{};
  input.struct_size = sizeof input;
  input.time_us = now_us;
  switch (event.type) {
    case SDL_MOUSEMOTION:
      if (event.motion.which == SDL_TOUCH_MOUSEID) return std::nullopt;
      fill_mouse(input, AMENDS_INPUT_POINTER_MOVE, event.motion.x, event.motion.y, 0);
      break;
    case SDL_MOUSEBUTTONDOWN:
    case SDL_MOUSEBUTTONUP:
      if (event.button.which == SDL_TOUCH_MOUSEID) return std::nullopt;
      fill_mouse(input, event.type == SDL_MOUSEBUTTONDOWN ? AMENDS_INPUT_POINTER_DOWN : AMENDS_INPUT_POINTER_UP,
                 event.button.x, event.button.y, event.button.button);
      break;
    case SDL_MOUSEWHEEL:
      fill_wheel(input, event.wheel);
      break;
    case SDL_FINGERDOWN:
      fill_finger(input, AMENDS_INPUT_POINTER_DOWN, event.tfinger, width, height);
      break;
    case SDL_FINGERUP:
      fill_finger(input, AMENDS_INPUT_POINTER_UP, event.tfinger, width, height);
      break;
    case SDL_FINGERMOTION:
      fill_finger(input, AMENDS_INPUT_POINTER_MOVE, event.tfinger, width, height);
      break;
    case SDL_KEYDOWN:
      fill_key(input, AMENDS_INPUT_KEY_DOWN, event.key.keysym);
      break;
    case SDL_KEYUP:
      fill_key(input, AMENDS_INPUT_KEY_UP, event.key.keysym);
      break;
    case SDL_TEXTINPUT:
      static_assert(sizeof event.text.text <= sizeof input.text);
      input.type = AMENDS_INPUT_TEXT;
      std::memcpy(input.text, event.text.text, sizeof event.text.text);
      break;
    case SDL_WINDOWEVENT:
      if (event.window.event != SDL_WINDOWEVENT_FOCUS_LOST) return std::nullopt;
      input.type = AMENDS_INPUT_FOCUS_LOST;
      break;
    default:
      return std::nullopt;
  }
  if (is_duplicate(input, event.common.timestamp)) return std::nullopt;
  return input;
}

bool SdlInput::is_duplicate(const amends_input_t& input, Uint32 time_ms) {
  const bool down = input.type == AMENDS_INPUT_POINTER_DOWN;
  const bool up = input.type == AMENDS_INPUT_POINTER_UP;
  if (!down && !up && input.type != AMENDS_INPUT_POINTER_MOVE) return false;
  if (down) {
    const bool same_press = last_press_.source != 0 && last_press_.source != input.source &&
                            time_ms - last_press_.time_ms <= kSamePressMs &&
                            std::hypot(input.x - last_press_.x, input.y - last_press_.y) <= kSamePlace;
    if (same_press) {
      ignored_source_ = input.source;
    } else {
      last_press_ = {input.source, time_ms, input.x, input.y};
      if (ignored_source_ == input.source) ignored_source_ = 0;
    }
  }
  const bool duplicate = ignored_source_ == input.source;
  if (duplicate && up) ignored_source_ = 0;
  return duplicate;
}

}  // namespace kiosk
