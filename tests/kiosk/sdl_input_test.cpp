// SDL's events as the overlay gets them.

#include "kiosk/sdl_input.hpp"

#include <catch_amalgamated.hpp>

#include <cstring>

namespace kiosk {
namespace {

SDL_Event mouse(Uint32 type, int x, int y, Uint32 time_ms, Uint8 button = SDL_BUTTON_LEFT) {
  SDL_Event event{};
  event.type = type;
  event.common.timestamp = time_ms;
  if (type == SDL_MOUSEMOTION) {
    event.motion.x = x;
    event.motion.y = y;
  } else {
    event.button.x = x;
    event.button.y = y;
    event.button.button = button;
  }
  return event;
}

SDL_Event finger(Uint32 type, float x, float y, Uint32 time_ms) {
  SDL_Event event{};
  event.type = type;
  event.common.timestamp = time_ms;
  event.tfinger.fingerId = 7;
  event.tfinger.x = x;
  event.tfinger.y = y;
  return event;
}

class Translating {
 public:
  std::optional<amends_input_t> operator()(const SDL_Event& event) { return input_.translate(event, 1000, 500, 42); }

 private:
  SdlInput input_;
};

TEST_CASE("a mouse button comes with its place, number and time") {
  Translating translate;
  const auto input = translate(mouse(SDL_MOUSEBUTTONDOWN, 30, 40, 1, SDL_BUTTON_RIGHT));
  REQUIRE(input);
  CHECK(input->struct_size == sizeof(amends_input_t));
  CHECK(input->type == AMENDS_INPUT_POINTER_DOWN);
  CHECK(input->x == 30);
  CHECK(input->y == 40);
  CHECK(input->button == 3);
  CHECK(input->source == AMENDS_POINTER_MOUSE);
  CHECK(input->time_us == 42);
}

TEST_CASE("a finger comes in pixels of the window") {
  Translating translate;
  const auto input = translate(finger(SDL_FINGERDOWN, 0.5F, 0.25F, 1));
  REQUIRE(input);
  CHECK(input->x == 500);
  CHECK(input->y == 125);
  CHECK(input->button == 1);
  CHECK(input->pointer_id == 7);
  CHECK(input->source == AMENDS_POINTER_TOUCH);
}

TEST_CASE("a finger that comes as a mouse as well is one press, in either order") {
  Translating translate;
  REQUIRE(translate(finger(SDL_FINGERDOWN, 0.5F, 0.25F, 100)));
  CHECK_FALSE(translate(mouse(SDL_MOUSEBUTTONDOWN, 501, 125, 120)));
  CHECK_FALSE(translate(mouse(SDL_MOUSEMOTION, 505, 125, 130)));
  CHECK(translate(finger(SDL_FINGERUP, 0.5F, 0.25F, 140)));
  CHECK_FALSE(translate(mouse(SDL_MOUSEBUTTONUP, 501, 125, 141)));
  // The next press of the mouse is its own.
  CHECK(translate(mouse(SDL_MOUSEBUTTONDOWN, 501, 125, 1000)));
  CHECK(translate(mouse(SDL_MOUSEBUTTONUP, 501, 125, 1001)));

  Translating other_way;
  REQUIRE(other_way(mouse(SDL_MOUSEBUTTONDOWN, 501, 125, 100)));
  CHECK_FALSE(other_way(finger(SDL_FINGERDOWN, 0.5F, 0.25F, 110)));
  CHECK_FALSE(other_way(finger(SDL_FINGERUP, 0.5F, 0.25F, 150)));
  CHECK(other_way(mouse(SDL_MOUSEBUTTONUP, 501, 125, 151)));
}

TEST_CASE("presses apart in time or place are two") {
  Translating translate;
  REQUIRE(translate(finger(SDL_FINGERDOWN, 0.5F, 0.25F, 100)));
  REQUIRE(translate(finger(SDL_FINGERUP, 0.5F, 0.25F, 110)));
  CHECK(translate(mouse(SDL_MOUSEBUTTONDOWN, 500, 125, 131)));
  REQUIRE(translate(mouse(SDL_MOUSEBUTTONUP, 500, 125, 140)));
  REQUIRE(translate(finger(SDL_FINGERDOWN, 0.5F, 0.25F, 300)));
  CHECK(translate(mouse(SDL_MOUSEBUTTONDOWN, 900, 125, 310)));
}

TEST_CASE("what SDL makes of a touch by itself is dropped") {
  Translating translate;
  SDL_Event event = mouse(SDL_MOUSEBUTTONDOWN, 10, 10, 1);
  event.button.which = SDL_TOUCH_MOUSEID;
  CHECK_FALSE(translate(event));
}

TEST_CASE("keys, text, wheel and a lost focus") {
  Translating translate;
  SDL_Event event{};
  event.type = SDL_KEYDOWN;
  event.key.keysym.scancode = SDL_SCANCODE_RETURN;
  event.key.keysym.mod = KMOD_LSHIFT | KMOD_RCTRL;
  CHECK(translate(event)->key == 0x28);
  CHECK(translate(event)->modifiers == (AMENDS_MODIFIER_SHIFT | AMENDS_MODIFIER_CTRL));

  event = {};
  event.type = SDL_TEXTINPUT;
  std::strcpy(event.text.text, "ë");
  CHECK(std::string(translate(event)->text) == "ë");

  event = {};
  event.type = SDL_MOUSEWHEEL;
  event.wheel.preciseY = 1;
  CHECK(translate(event)->wheel_y == 1);
  event.wheel.direction = SDL_MOUSEWHEEL_FLIPPED;
  CHECK(translate(event)->wheel_y == -1);

  event = {};
  event.type = SDL_WINDOWEVENT;
  event.window.event = SDL_WINDOWEVENT_FOCUS_LOST;
  CHECK(translate(event)->type == AMENDS_INPUT_FOCUS_LOST);
  event.window.event = SDL_WINDOWEVENT_EXPOSED;
  CHECK_FALSE(translate(event));
}

}  // namespace
}  // namespace kiosk
