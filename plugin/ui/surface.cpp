#include "ui/surface.hpp"

#include <SDL.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <string_view>

#include "ui/pixels.hpp"

namespace amends {

namespace {

static_assert(std::endian::native == std::endian::little, "rgba8/1 is written word by word");

constexpr int kBandRows = 16;
constexpr int kBytesPerPixel = 4;

SDL_Rect sdl_rect(const Box& box) {
  return {box.x, box.y, box.width, box.height};
}

const std::uint32_t* pixel_at(const Picture& picture, int x, int y) {
  const auto row = static_cast<std::size_t>(y - picture.bounds.y) * static_cast<std::size_t>(picture.bounds.width);
  return picture.pixels.data() + row + static_cast<std::size_t>(x - picture.bounds.x);
}

bool same(const SDL_Rect& one, const SDL_Rect& other) {
  return one.x == other.x && one.y == other.y && one.w == other.w && one.h == other.h;
}

// Draws in pixels of the whole output while it lives; afterwards the renderer is as it was.
class RendererState {
 public:
  explicit RendererState(SDL_Renderer* renderer) : renderer_(renderer) {
    SDL_RenderGetScale(renderer_, &scale_x_, &scale_y_);
    SDL_RenderGetLogicalSize(renderer_, &logical_width_, &logical_height_);
    clipped_ = SDL_RenderIsClipEnabled(renderer_);
    SDL_RenderGetViewport(renderer_, &viewport_);
    SDL_RenderGetClipRect(renderer_, &clip_);
    SDL_RenderSetScale(renderer_, 1, 1);
    SDL_RenderGetViewport(renderer_, &viewport_px_);
    SDL_RenderGetClipRect(renderer_, &clip_px_);
    SDL_RenderSetViewport(renderer_, nullptr);
    SDL_RenderSetClipRect(renderer_, nullptr);
  }
  ~RendererState() {
    // A logical size brings scale and viewport of its own, with fractions that can't be asked for.
    if (logical_width_ > 0 && logical_height_ > 0) {
      SDL_RenderSetLogicalSize(renderer_, logical_width_, logical_height_);
    }
    SDL_RenderSetScale(renderer_, scale_x_, scale_y_);
    restore_viewport();
    restore_clip();
  }
  RendererState(const RendererState&) = delete;
  RendererState& operator=(const RendererState&) = delete;

 private:
  // Both rectangles were rounded when they were asked for, once as the host counts and once in pixels. The one that
  // gives back both answers is the one that was set.
  [[nodiscard]] bool viewport_is_back() const {
    SDL_Rect in_units;
    SDL_Rect in_pixels;
    SDL_RenderGetViewport(renderer_, &in_units);
    SDL_RenderSetScale(renderer_, 1, 1);
    SDL_RenderGetViewport(renderer_, &in_pixels);
    SDL_RenderSetScale(renderer_, scale_x_, scale_y_);
    return same(in_units, viewport_) && same(in_pixels, viewport_px_);
  }
  void restore_viewport() const {
    if (viewport_is_back()) return;
    SDL_RenderSetViewport(renderer_, &viewport_);
    if (viewport_is_back()) return;
    SDL_RenderSetScale(renderer_, 1, 1);
    SDL_RenderSetViewport(renderer_, &viewport_px_);
    SDL_RenderSetScale(renderer_, scale_x_, scale_y_);
  }
  void restore_clip() const {
    if (!clipped_) {
      SDL_RenderSetClipRect(renderer_, nullptr);
      return;
    }
    SDL_RenderSetClipRect(renderer_, &clip_);
    SDL_Rect in_pixels;
    SDL_RenderSetScale(renderer_, 1, 1);
    SDL_RenderGetClipRect(renderer_, &in_pixels);
    if (!same(in_pixels, clip_px_)) SDL_RenderSetClipRect(renderer_, &clip_px_);
    SDL_RenderSetScale(renderer_, scale_x_, scale_y_);
  }

  SDL_Renderer* renderer_;
  float scale_x_ = 1;
  float scale_y_ = 1;
  int logical_width_ = 0;
  int logical_height_ = 0;
  SDL_bool clipped_ = SDL_FALSE;
  SDL_Rect viewport_{};
  SDL_Rect viewport_px_{};
  SDL_Rect clip_{};
  SDL_Rect clip_px_{};
};

}  // namespace

amends_status_t SurfacePainter::show(const Picture& picture, const amends_surface_t& surface) {
  if (surface.kind == nullptr) return AMENDS_E_INVALID_ARGUMENT;
  const std::string_view kind = surface.kind;
  Box part = picture.bounds.intersected({0, 0, surface.width_px, surface.height_px});
  if (surface.clip.width > 0) {
    part = part.intersected({surface.clip.x, surface.clip.y, surface.clip.width, surface.clip.height});
  }
  if (kind == AMENDS_SURFACE_RGBA8) return show_pixels(picture, surface, part);
  if (kind == AMENDS_SURFACE_SDL2_RENDERER) return show_renderer(picture, surface, part);
  return AMENDS_E_INVALID_ARGUMENT;
}

amends_status_t SurfacePainter::show_pixels(const Picture& picture, const amends_surface_t& surface, const Box& part) {
  if (surface.pixels == nullptr || surface.pitch_bytes / kBytesPerPixel < surface.width_px) {
    return AMENDS_E_INVALID_ARGUMENT;
  }
  const bool opaque = picture.opaque.contains(part);
  for (int y = part.y; y < part.bottom(); ++y) {
    const std::uint32_t* from = pixel_at(picture, part.x, y);
    std::uint8_t* to = static_cast<std::uint8_t*>(surface.pixels) +
                       static_cast<std::ptrdiff_t>(y) * surface.pitch_bytes +
                       static_cast<std::ptrdiff_t>(part.x) * kBytesPerPixel;
    // The host's rows need not be aligned; memcpy of a word is a plain store.
    for (int x = 0; x < part.width; ++x, to += kBytesPerPixel) {
      std::uint32_t pixel = from[x];
      const std::uint32_t alpha = pixel >> 24U;
      if (!opaque && alpha == 0) continue;
      if (!opaque && alpha != 255) {
        std::uint32_t below = 0;
        std::memcpy(&below, to, sizeof(below));
        pixel = blend(red_blue_swapped(below), pixel, alpha);
      }
      pixel = red_blue_swapped(pixel);
      std::memcpy(to, &pixel, sizeof(pixel));
    }
  }
  return AMENDS_OK;
}

amends_status_t SurfacePainter::show_renderer(const Picture& picture, const amends_surface_t& surface,
                                              const Box& part) {
  if (surface.handle == nullptr) return AMENDS_E_INVALID_ARGUMENT;
  if (surface.sdl_create_texture != reinterpret_cast<const void*>(&SDL_CreateTexture)) return AMENDS_E_INCOMPATIBLE;
  auto* renderer = static_cast<SDL_Renderer*>(surface.handle);
  if ((surface.flags & AMENDS_SURFACE_RESET) != 0 || renderer != renderer_) {
    // The texture went with the renderer that it belonged to, or goes when that one ends.
    texture_ = nullptr;
    complete_ = false;
    renderer_ = renderer;
    SDL_RendererInfo info;
    banded_ = SDL_GetRendererInfo(renderer, &info) == 0 && (info.flags & SDL_RENDERER_SOFTWARE) != 0;
  }
  if (part.empty()) return AMENDS_OK;
  if (!prepare(renderer, picture)) return AMENDS_E_UNAVAILABLE;
  const RendererState state(renderer);
  return (banded_ ? draw_bands(picture, part) : draw_whole(picture, part)) ? AMENDS_OK : AMENDS_E_UNAVAILABLE;
}

bool SurfacePainter::prepare(SDL_Renderer* renderer, const Picture& picture) {
  const int height = banded_ ? std::min(kBandRows, picture.bounds.height) : picture.bounds.height;
  if (texture_ != nullptr && texture_width_ == picture.bounds.width && texture_height_ == height) return true;
  if (texture_ != nullptr) SDL_DestroyTexture(texture_);
  complete_ = false;
  texture_width_ = picture.bounds.width;
  texture_height_ = height;
  texture_ = SDL_CreateTexture(renderer, SDL_PIXELFORMAT_ARGB8888, SDL_TEXTUREACCESS_STREAMING, texture_width_,
                               texture_height_);
  if (texture_ == nullptr) return false;
  SDL_SetTextureScaleMode(texture_, SDL_ScaleModeNearest);
  return true;
}

bool SurfacePainter::draw_whole(const Picture& picture, const Box& part) {
  const auto upload = [&](const Box& box) {
    const SDL_Rect to{box.x - picture.bounds.x, box.y - picture.bounds.y, box.width, box.height};
    return SDL_UpdateTexture(texture_, &to, pixel_at(picture, box.x, box.y), picture.bounds.width * kBytesPerPixel) ==
           0;
  };
  if (!complete_ || picture.serial != serial_) {
    const bool next = complete_ && picture.serial == serial_ + 1;
    complete_ =
        next ? std::all_of(picture.damage_parts.begin(), picture.damage_parts.end(), upload) : upload(picture.bounds);
    serial_ = picture.serial;
    if (!complete_) return false;
  }
  const Box from{part.x - picture.bounds.x, part.y - picture.bounds.y, part.width, part.height};
  return copy(from, part, picture.opaque.contains(part));
}

bool SurfacePainter::draw_bands(const Picture& picture, const Box& part) {
  for (int y = part.y; y < part.bottom(); y += texture_height_) {
    const Box band{part.x, y, part.width, std::min(texture_height_, part.bottom() - y)};
    const Box in_texture{0, 0, band.width, band.height};
    const SDL_Rect to = sdl_rect(in_texture);
    const int pitch = picture.bounds.width * kBytesPerPixel;
    if (SDL_UpdateTexture(texture_, &to, pixel_at(picture, band.x, band.y), pitch) != 0) return false;
    if (!copy(in_texture, band, picture.opaque.contains(band))) return false;
  }
  return true;
}

bool SurfacePainter::copy(const Box& from_texture, const Box& to_surface, bool opaque) {
  SDL_SetTextureBlendMode(texture_, opaque ? SDL_BLENDMODE_NONE : SDL_BLENDMODE_BLEND);
  const SDL_Rect from = sdl_rect(from_texture);
  const SDL_Rect to = sdl_rect(to_surface);
  return SDL_RenderCopy(renderer_, texture_, &from, &to) == 0;
}

}  // namespace amends
