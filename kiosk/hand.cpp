#include "kiosk/hand.hpp"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <optional>
#include <string_view>
#include <vector>

#include "kiosk/till.hpp"

namespace kiosk {
namespace {

constexpr int kDragStep = 16;
constexpr int kDragPauseMs = 8;
constexpr int kHoldMs = 150;

// The length of the UTF-8 character that begins with this byte.
std::size_t character_length(char first) {
  const auto byte = static_cast<unsigned char>(first);
  if (byte >= 0xF0) return 4;
  if (byte >= 0xE0) return 3;
  return byte >= 0xC0 ? 2 : 1;
}

struct UsKey {
  SDL_Scancode code = SDL_SCANCODE_UNKNOWN;
  bool shift = false;
};

// The key of a US keyboard that types it.
std::optional<UsKey> us_key(char character) {
  struct Row {
    SDL_Scancode first;
    std::string_view plain;
    std::string_view shifted;
  };
  constexpr Row kRows[] = {
      {SDL_SCANCODE_A, "abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"},
      {SDL_SCANCODE_1, "1234567890", "!@#$%^&*()"},
      {SDL_SCANCODE_SPACE, " -=[]\\", " _+{}|"},
      {SDL_SCANCODE_SEMICOLON, ";'`,./", ":\"~<>?"},
  };
  for (const Row& row : kRows) {
    for (const bool shift : {false, true}) {
      const std::size_t at = (shift ? row.shifted : row.plain).find(character);
      if (at != std::string_view::npos)
        return UsKey{static_cast<SDL_Scancode>(row.first + static_cast<int>(at)), shift};
    }
  }
  return std::nullopt;
}

}  // namespace

void Hand::turn_for(int milliseconds) {
  const Uint64 end = SDL_GetTicks64() + static_cast<Uint64>(milliseconds);
  do {
    const Uint64 now = SDL_GetTicks64();
    till_->turn(now < end ? static_cast<int>(end - now) : 0);
  } while (SDL_GetTicks64() < end);
}

void Hand::point(SDL_Point at) {
  SDL_Event event{};
  event.type = SDL_MOUSEMOTION;
  event.motion.windowID = till_->window().id();
  event.motion.x = at.x;
  event.motion.y = at.y;
  SDL_PushEvent(&event);
}

void Hand::button(Uint32 type, SDL_Point at) {
  SDL_Event event{};
  event.type = type;
  event.button.windowID = till_->window().id();
  event.button.button = SDL_BUTTON_LEFT;
  event.button.state = type == SDL_MOUSEBUTTONDOWN ? SDL_PRESSED : SDL_RELEASED;
  event.button.clicks = 1;
  event.button.x = at.x;
  event.button.y = at.y;
  SDL_PushEvent(&event);
}

void Hand::tap(SDL_Point at) {
  point(at);
  button(SDL_MOUSEBUTTONDOWN, at);
  till_->turn(0);
  button(SDL_MOUSEBUTTONUP, at);
  till_->turn(0);
}

void Hand::long_press(SDL_Point at) {
  point(at);
  button(SDL_MOUSEBUTTONDOWN, at);
  turn_for(kLongPressMs);
  button(SDL_MOUSEBUTTONUP, at);
  till_->turn(0);
}

void Hand::drag(SDL_Point from, int distance_x, int distance_y) {
  point(from);
  button(SDL_MOUSEBUTTONDOWN, from);
  till_->turn(0);
  const int steps = std::max(1, (std::abs(distance_x) + std::abs(distance_y)) / kDragStep);
  SDL_Point at = from;
  for (int i = 1; i <= steps; ++i) {
    at = {from.x + distance_x * i / steps, from.y + distance_y * i / steps};
    point(at);
    turn_for(kDragPauseMs);
  }
  turn_for(kHoldMs);
  point(at);
  till_->turn(0);
  button(SDL_MOUSEBUTTONUP, at);
  till_->turn(0);
}

void Hand::key(Uint32 type, SDL_Scancode code, SDL_Keycode symbol, Uint16 modifiers) {
  SDL_Event event{};
  event.type = type;
  event.key.windowID = till_->window().id();
  event.key.state = type == SDL_KEYDOWN ? SDL_PRESSED : SDL_RELEASED;
  event.key.keysym.scancode = code;
  event.key.keysym.sym = symbol;
  event.key.keysym.mod = modifiers;
  SDL_PushEvent(&event);
}

void Hand::key(SDL_Scancode code, SDL_Keycode symbol) {
  key(SDL_KEYDOWN, code, symbol, KMOD_NONE);
  key(SDL_KEYUP, code, symbol, KMOD_NONE);
}

void Hand::text(const char* utf8, std::size_t length) {
  SDL_Event event{};
  event.type = SDL_TEXTINPUT;
  event.text.windowID = till_->window().id();
  std::memcpy(event.text.text, utf8, length);
  SDL_PushEvent(&event);
}

bool Hand::press_key(const std::string& name) {
  const SDL_Scancode code = SDL_GetScancodeFromName(name.c_str());
  if (code == SDL_SCANCODE_UNKNOWN) return false;
  key(code, SDL_GetKeyFromScancode(code));
  till_->turn(0);
  return true;
}

bool Hand::scan(const std::string& text) {
  std::vector<UsKey> keys;
  for (const char character : text) {
    const auto found = us_key(character);
    if (!found) return false;
    keys.push_back(*found);
  }
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const auto [code, shift] = keys[i];
    const Uint16 modifiers = shift ? KMOD_LSHIFT : KMOD_NONE;
    if (shift) key(SDL_KEYDOWN, SDL_SCANCODE_LSHIFT, SDLK_LSHIFT, KMOD_LSHIFT);
    key(SDL_KEYDOWN, code, SDL_GetKeyFromScancode(code), modifiers);
    this->text(&text[i], 1);
    key(SDL_KEYUP, code, SDL_GetKeyFromScancode(code), modifiers);
    if (shift) key(SDL_KEYUP, SDL_SCANCODE_LSHIFT, SDLK_LSHIFT, KMOD_NONE);
  }
  key(SDL_SCANCODE_RETURN, SDLK_RETURN);
  till_->turn(0);
  return true;
}

std::size_t Hand::type(const std::string& text) {
  std::size_t keys = 0;
  for (std::size_t i = 0; i < text.size(); ++keys) {
    const std::size_t length = std::min(character_length(text[i]), text.size() - i);
    this->text(text.data() + i, length);
    till_->turn(0);
    i += length;
  }
  return keys;
}

}  // namespace kiosk
