// The till's window: pixels that stay as they were drawn, and a way to show just the part that changed.
// Promises: one full-size buffer only (two with own_pixels, for hosts that hand out rgba8/1); no GPU.
// Main thread only.

#pragma once

#include <SDL.h>

#include <memory>
#include <string>

#include "kiosk/result.hpp"

namespace kiosk {

class Window {
 public:
  struct Wish {
    std::string title;
    int width = 1280;
    int height = 800;
    bool fullscreen = false;
    bool own_pixels = false;  // draw into R, G, B, A bytes and copy them into the window
  };

  // SDL's video must be there.
  [[nodiscard]] static Result<std::unique_ptr<Window>> open(const Wish& wish);
  Window(const Window&) = delete;
  Window& operator=(const Window&) = delete;
  ~Window();

  int width() const { return pixels_->w; }
  int height() const { return pixels_->h; }
  SDL_Rect area() const { return {0, 0, width(), height()}; }
  Uint32 id() const { return SDL_GetWindowID(window_.get()); }

  // Draws into the pixels; another one after renew().
  SDL_Renderer* renderer() const { return renderer_.get(); }
  SDL_Surface* pixels() const { return pixels_; }

  // After the window changed its size: new pixels and a new renderer. The former renderer is dead then, so who has
  // textures in it lets go of them before.
  [[nodiscard]] Result<void> renew();
  bool is_stale() const;  // the window has another size than its pixels, or shall have pixels of another kind
  // From the next renew() on, as with Wish::own_pixels.
  void use_own_pixels();
  void resize(int width, int height);

  // Shows what was drawn in `area`.
  void present(const SDL_Rect& area);

 private:
  struct End {
    void operator()(SDL_Window* window) const { SDL_DestroyWindow(window); }
    void operator()(SDL_Renderer* renderer) const { SDL_DestroyRenderer(renderer); }
    void operator()(SDL_Surface* surface) const { SDL_FreeSurface(surface); }
  };

  Window() = default;

  std::unique_ptr<SDL_Window, End> window_;
  std::unique_ptr<SDL_Surface, End> own_pixels_;
  SDL_Surface* pixels_ = nullptr;  // own_pixels_, or the window's, which SDL keeps
  std::unique_ptr<SDL_Renderer, End> renderer_;
  bool wants_own_pixels_ = false;
};

}  // namespace kiosk
