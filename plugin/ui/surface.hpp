// Puts the overlay's picture onto the host's surface.
// Promises: the same pixels on rgba8/1 and on sdl2-renderer/1; nothing is touched outside the picture's bounds and the
// surface's clip; the host's renderer is left exactly as found, its draw colour, blend mode, clip, viewport, scale,
// logical size and target included. What the host's picture doesn't need again isn't uploaded again.
// Refuses: a renderer of another SDL2 (AMENDS_E_INCOMPATIBLE), a surface without pixels or renderer
// (AMENDS_E_INVALID_ARGUMENT). On the host's main thread.

#pragma once

#include <cstdint>
#include <vector>

#include "amends.h"
#include "ui/geometry.hpp"
#include "ui/stage.hpp"

struct SDL_Renderer;
struct SDL_Texture;

namespace amends {

class SurfacePainter {
 public:
  SurfacePainter() = default;
  // Leaves the texture to the host's renderer, which frees it when it ends: it may have ended already.
  ~SurfacePainter() = default;
  SurfacePainter(const SurfacePainter&) = delete;
  SurfacePainter& operator=(const SurfacePainter&) = delete;

  // Draws the picture over what is on the surface. AMENDS_E_UNAVAILABLE where the renderer refuses a texture.
  [[nodiscard]] amends_status_t show(const Picture& picture, const amends_surface_t& surface);

 private:
  [[nodiscard]] amends_status_t show_pixels(const Picture& picture, const amends_surface_t& surface, const Box& part);
  [[nodiscard]] amends_status_t show_renderer(const Picture& picture, const amends_surface_t& surface, const Box& part);
  [[nodiscard]] bool prepare(SDL_Renderer* renderer, const Picture& picture);
  [[nodiscard]] bool draw_whole(const Picture& picture, const Box& part);
  [[nodiscard]] bool draw_bands(const Picture& picture, const Box& part);
  [[nodiscard]] bool copy(const Box& from_texture, const Box& to_surface, bool opaque);

  SDL_Renderer* renderer_ = nullptr;
  SDL_Texture* texture_ = nullptr;
  int texture_width_ = 0;
  int texture_height_ = 0;
  // SDL's software renderer holds textures in our memory: there a band at a time goes through a small one.
  bool banded_ = false;
  bool complete_ = false;  // the texture holds the picture `serial_`
  std::uint64_t serial_ = 0;
};

}  // namespace amends
