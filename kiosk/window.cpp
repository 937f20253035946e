#include "kiosk/window.hpp"

#include <fmt/format.h>

#include <string_view>

#include "kiosk/layout.hpp"

namespace kiosk {

Result<std::unique_ptr<Window>> Window::open(const Wish& wish) {
  // On X11 SDL would present through OpenGL otherwise: three times the start, eight times the memory. On Wayland
  // there is no other way.
  const char* driver = SDL_GetCurrentVideoDriver();
  if (driver != nullptr && std::string_view(driver) == "x11") SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");

  std::unique_ptr<Window> window(new Window);
  const Uint32 fullscreen = wish.fullscreen ? Uint32{SDL_WINDOW_FULLSCREEN_DESKTOP} : 0U;
  const Uint32 flags = SDL_WINDOW_RESIZABLE | fullscreen;
  window->window_.reset(SDL_CreateWindow(wish.title.c_str(), SDL_WINDOWPOS_UNDEFINED, SDL_WINDOWPOS_UNDEFINED,
                                         wish.width, wish.height, flags));
  if (!window->window_) return failure(fmt::format("The till has no window: {}.", SDL_GetError()));
  SDL_SetWindowMinimumSize(window->window_.get(), kSmallestWidth, kSmallestHeight);
  window->wants_own_pixels_ = wish.own_pixels;
  if (const auto made = window->renew(); !made) return failure(made.error());
  return window;
}

Window::~Window() = default;

Result<void> Window::renew() {
  renderer_.reset();
  SDL_Surface* const shown = SDL_GetWindowSurface(window_.get());
  if (shown == nullptr) return failure(fmt::format("The till's window has no pixels: {}.", SDL_GetError()));
  pixels_ = shown;
  if (wants_own_pixels_) {
    own_pixels_.reset(SDL_CreateRGBSurfaceWithFormat(0, shown->w, shown->h, 32, SDL_PIXELFORMAT_RGBA32));
    if (!own_pixels_) return failure(fmt::format("The till has no pixels of its own: {}.", SDL_GetError()));
    SDL_SetSurfaceBlendMode(own_pixels_.get(), SDL_BLENDMODE_NONE);
    pixels_ = own_pixels_.get();
  }
  renderer_.reset(SDL_CreateSoftwareRenderer(pixels_));
  if (!renderer_) return failure(fmt::format("The till can't draw: {}.", SDL_GetError()));
  return {};
}

void Window::use_own_pixels() {
  wants_own_pixels_ = true;
}

bool Window::is_stale() const {
  int width = 0;
  int height = 0;
  SDL_GetWindowSize(window_.get(), &width, &height);
  const bool other_kind = wants_own_pixels_ != (own_pixels_ != nullptr);
  return other_kind || width != pixels_->w || height != pixels_->h;
}

void Window::resize(int width, int height) {
  SDL_SetWindowSize(window_.get(), width, height);
}

void Window::present(const SDL_Rect& wanted) {
  const SDL_Rect whole = area();
  SDL_Rect shown{};
  if (SDL_IntersectRect(&wanted, &whole, &shown) == SDL_FALSE) return;
  SDL_RenderFlush(renderer_.get());
  if (own_pixels_) {
    SDL_Surface* const target = SDL_GetWindowSurface(window_.get());
    if (target == nullptr) return;
    SDL_Rect at = shown;
    SDL_BlitSurface(own_pixels_.get(), &shown, target, &at);
  }
  // A window that changed its size meanwhile has stale pixels; the next frame renews them.
  SDL_UpdateWindowSurfaceRects(window_.get(), &shown, 1);
}

}  // namespace kiosk
