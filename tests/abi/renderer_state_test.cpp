// The host's SDL_Renderer is the host's: it is found as it was left, and only pixels of the overlay's have changed.

#include <SDL.h>

#include <array>
#include <catch_amalgamated.hpp>
#include <cstring>
#include <memory>
#include <string>

#include "plugin_under_test.hpp"

namespace amends::testing {
namespace {

// A software renderer on pixels of its own, as a host without a window has it.
struct HostRenderer {
  HostRenderer()
      : surface(SDL_CreateRGBSurfaceWithFormat(0, Till::kWidthPx, Till::kHeightPx, 32, SDL_PIXELFORMAT_RGBA32)),
        renderer(SDL_CreateSoftwareRenderer(surface)) {
    REQUIRE(renderer != nullptr);
  }
  ~HostRenderer() {
    SDL_DestroyRenderer(renderer);
    SDL_FreeSurface(surface);
  }
  HostRenderer(const HostRenderer&) = delete;
  HostRenderer& operator=(const HostRenderer&) = delete;

  [[nodiscard]] amends_surface_t as_surface() const {
    amends_surface_t given{};
    given.struct_size = sizeof given;
    given.kind = AMENDS_SURFACE_SDL2_RENDERER;
    given.handle = renderer;
    given.sdl_create_texture = reinterpret_cast<const void*>(&SDL_CreateTexture);
    given.width_px = Till::kWidthPx;
    given.height_px = Till::kHeightPx;
    given.scale = 1;
    return given;
  }
  void paint_till() const {
    SDL_SetRenderDrawBlendMode(renderer, SDL_BLENDMODE_NONE);
    SDL_SetRenderDrawColor(renderer, 0x20, 0x40, 0x60, 0xFF);
    SDL_RenderClear(renderer);
    SDL_RenderFlush(renderer);
  }
  [[nodiscard]] std::array<unsigned char, 4> pixel(int x, int y) const {
    std::array<unsigned char, 4> rgba{};
    std::memcpy(rgba.data(), static_cast<unsigned char*>(surface->pixels) + y * surface->pitch + x * 4, 4);
    return rgba;
  }

  SDL_Surface* surface;
  SDL_Renderer* renderer;
};

// All that a host can ask of its renderer's state.
struct RendererState {
  SDL_Texture* target = nullptr;
  std::array<Uint8, 4> colour{};
  SDL_BlendMode blend = SDL_BLENDMODE_INVALID;
  SDL_bool clips = SDL_FALSE;
  SDL_Rect clip{};
  SDL_Rect viewport{};
  std::array<float, 2> scale{};
  std::array<int, 2> logical{};
  SDL_bool integer_scale = SDL_FALSE;

  [[nodiscard]] static RendererState of(SDL_Renderer* renderer) {
    RendererState state;
    state.target = SDL_GetRenderTarget(renderer);
    SDL_GetRenderDrawColor(renderer, &state.colour[0], &state.colour[1], &state.colour[2], &state.colour[3]);
    SDL_GetRenderDrawBlendMode(renderer, &state.blend);
    state.clips = SDL_RenderIsClipEnabled(renderer);
    SDL_RenderGetClipRect(renderer, &state.clip);
    SDL_RenderGetViewport(renderer, &state.viewport);
    SDL_RenderGetScale(renderer, &state.scale[0], &state.scale[1]);
    SDL_RenderGetLogicalSize(renderer, &state.logical[0], &state.logical[1]);
    state.integer_scale = SDL_RenderGetIntegerScale(renderer);
    return state;
  }
  [[nodiscard]] std::string text() const {
    const auto rect = [](const SDL_Rect& of) {
      return std::to_string(of.x) + "," + std::to_string(of.y) + " " + std::to_string(of.w) + "x" +
             std::to_string(of.h);
    };
    std::string all = target == nullptr ? "screen" : "texture";
    for (const Uint8 part : colour)
      all += " " + std::to_string(part);
    all += " blend " + std::to_string(static_cast<int>(blend));
    all += " clip " + std::to_string(static_cast<int>(clips)) + " " + rect(clip);
    all += " viewport " + rect(viewport);
    all += " scale " + std::to_string(scale[0]) + " " + std::to_string(scale[1]);
    all += " logical " + std::to_string(logical[0]) + " " + std::to_string(logical[1]);
    all += " integer " + std::to_string(static_cast<int>(integer_scale));
    return all;
  }
};

TEST_CASE("The host's renderer is left exactly as found, in whatever state it was") {
  struct Row {
    const char* situation;
    void (*set)(SDL_Renderer*);
  };
  const std::array rows{
      Row{"as it is born", [](SDL_Renderer*) {}},
      Row{"an odd colour and blend mode",
          [](SDL_Renderer* r) {
            SDL_SetRenderDrawColor(r, 1, 2, 3, 4);
            SDL_SetRenderDrawBlendMode(r, SDL_BLENDMODE_MOD);
          }},
      Row{"a clip",
          [](SDL_Renderer* r) {
            const SDL_Rect clip{13, 17, 111, 97};
            SDL_RenderSetClipRect(r, &clip);
          }},
      Row{"an empty clip",
          [](SDL_Renderer* r) {
            const SDL_Rect clip{5, 6, 0, 0};
            SDL_RenderSetClipRect(r, &clip);
          }},
      Row{"a viewport and a clip",
          [](SDL_Renderer* r) {
            const SDL_Rect viewport{40, 30, 800, 600};
            SDL_RenderSetViewport(r, &viewport);
            const SDL_Rect clip{3, 4, 50, 60};
            SDL_RenderSetClipRect(r, &clip);
          }},
      Row{"a scale", [](SDL_Renderer* r) { SDL_RenderSetScale(r, 1.5F, 0.75F); }},
      Row{"a scale, a viewport and a clip",
          [](SDL_Renderer* r) {
            SDL_RenderSetScale(r, 2, 2);
            const SDL_Rect viewport{7, 9, 301, 203};
            SDL_RenderSetViewport(r, &viewport);
            const SDL_Rect clip{1, 2, 33, 44};
            SDL_RenderSetClipRect(r, &clip);
          }},
      Row{"a logical size", [](SDL_Renderer* r) { SDL_RenderSetLogicalSize(r, 640, 480); }},
      Row{"a logical size with whole scales",
          [](SDL_Renderer* r) {
            SDL_RenderSetIntegerScale(r, SDL_TRUE);
            SDL_RenderSetLogicalSize(r, 320, 240);
          }},
  };
  const Library library;
  const ScratchFolder data;
  ScriptedHost host;
  const HostRenderer drawing;
  Till till(library, host, data.path());
  REQUIRE(till.wait_for("Make it right"));
  const amends_surface_t surface = drawing.as_surface();
  for (const Row& row : rows) {
    CAPTURE(row.situation);
    SDL_RenderSetIntegerScale(drawing.renderer, SDL_FALSE);
    SDL_RenderSetLogicalSize(drawing.renderer, 0, 0);
    SDL_RenderSetScale(drawing.renderer, 1, 1);
    SDL_RenderSetViewport(drawing.renderer, nullptr);
    SDL_RenderSetClipRect(drawing.renderer, nullptr);
    row.set(drawing.renderer);
    const std::string before = RendererState::of(drawing.renderer).text();
    // The closed tab, and the open sheet: a new texture, changed tiles, a new size.
    for (const std::uint32_t open : {0U, 1U, 0U}) {
      till.overlay->set_open(till.overlay, open);
      for (int frame = 0; frame < 3; ++frame) {
        CHECK(till.overlay->on_frame(till.overlay, &surface, nullptr) == AMENDS_OK);
        CHECK(RendererState::of(drawing.renderer).text() == before);
      }
    }
  }
  till.end();
}

TEST_CASE("What the host draws after us lands where it always did") {
  const Library library;
  const ScratchFolder data;
  ScriptedHost host;
  const HostRenderer drawing;
  Till till(library, host, data.path());
  REQUIRE(till.wait_for("Make it right"));
  const amends_surface_t surface = drawing.as_surface();
  drawing.paint_till();
  SDL_RenderSetScale(drawing.renderer, 2, 2);
  const SDL_Rect viewport{50, 60, 200, 100};
  SDL_RenderSetViewport(drawing.renderer, &viewport);
  const SDL_Rect clip{10, 10, 20, 20};
  SDL_RenderSetClipRect(drawing.renderer, &clip);
  SDL_SetRenderDrawColor(drawing.renderer, 0xFF, 0, 0xFF, 0xFF);
  CHECK(till.overlay->on_frame(till.overlay, &surface, nullptr) == AMENDS_OK);
  SDL_RenderFillRect(drawing.renderer, nullptr);
  SDL_RenderFlush(drawing.renderer);
  const std::array<unsigned char, 4> magenta{0xFF, 0, 0xFF, 0xFF};
  // (50+10)*2 … (50+30)*2 across, (60+10)*2 … (60+30)*2 down.
  CHECK(drawing.pixel(120, 140) == magenta);
  CHECK(drawing.pixel(159, 179) == magenta);
  CHECK(drawing.pixel(119, 140) != magenta);
  CHECK(drawing.pixel(160, 179) != magenta);
  till.end();
}

TEST_CASE("Both surfaces show the same pixels, and none outside the bounds is touched") {
  const Library library;
  const ScratchFolder data;
  ScriptedHost host;
  const HostRenderer drawing;
  Till till(library, host, data.path());
  REQUIRE(till.wait_for("Make it right"));
  for (const std::uint32_t open : {0U, 1U}) {
    CAPTURE(open);
    till.overlay->set_open(till.overlay, open);
    till.turn();
    drawing.paint_till();
    const amends_surface_t on_renderer = drawing.as_surface();
    REQUIRE(till.overlay->on_frame(till.overlay, &on_renderer, nullptr) == AMENDS_OK);
    SDL_RenderFlush(drawing.renderer);
    auto& pixels = till.pixels();
    for (std::size_t at = 0; at < pixels.size(); at += 4) {
      pixels[at] = 0x20;
      pixels[at + 1] = 0x40;
      pixels[at + 2] = 0x60;
      pixels[at + 3] = 0xFF;
    }
    const amends_frame_t frame = till.turn();
    std::size_t differing = 0;
    std::size_t outside = 0;
    for (int y = 0; y < Till::kHeightPx; ++y) {
      for (int x = 0; x < Till::kWidthPx; ++x) {
        const std::size_t at = (static_cast<std::size_t>(y) * Till::kWidthPx + static_cast<std::size_t>(x)) * 4;
        const auto seen = drawing.pixel(x, y);
        // Blending half-transparent pixels may round apart by one.
        for (std::size_t part = 0; part < 3; ++part)
          differing += std::abs(seen[part] - pixels[at + part]) > 1 ? 1 : 0;
        const bool inside = x >= frame.bounds.x && x < frame.bounds.x + frame.bounds.width && y >= frame.bounds.y &&
                            y < frame.bounds.y + frame.bounds.height;
        const bool is_tills = pixels[at] == 0x20 && pixels[at + 1] == 0x40 && pixels[at + 2] == 0x60;
        outside += !inside && !is_tills ? 1 : 0;
      }
    }
    CHECK(differing == 0);
    CHECK(outside == 0);
    CHECK(frame.bounds.width > 0);
  }
  till.end();
}

TEST_CASE("A renderer of another SDL2 is refused and not touched") {
  const Library library;
  const ScratchFolder data;
  ScriptedHost host;
  const HostRenderer drawing;
  Till till(library, host, data.path());
  REQUIRE(till.wait_for("Make it right"));
  drawing.paint_till();
  amends_surface_t surface = drawing.as_surface();
  surface.sdl_create_texture = reinterpret_cast<const void*>(&SDL_GetRenderTarget);
  CHECK(till.overlay->on_frame(till.overlay, &surface, nullptr) == AMENDS_E_INCOMPATIBLE);
  surface.sdl_create_texture = nullptr;
  CHECK(till.overlay->on_frame(till.overlay, &surface, nullptr) == AMENDS_E_INCOMPATIBLE);
  SDL_RenderFlush(drawing.renderer);
  for (int y = 0; y < Till::kHeightPx; y += 5) {
    for (int x = 0; x < Till::kWidthPx; x += 5) {
      if (drawing.pixel(x, y) != std::array<unsigned char, 4>{0x20, 0x40, 0x60, 0xFF}) FAIL("touched");
    }
  }
  // The host falls back on pixels, and goes on.
  till.turn();
  CHECK(till.frame_status == AMENDS_OK);
  till.end();
}

TEST_CASE("A host whose renderer was reset is drawn on again from nothing") {
  const Library library;
  const ScratchFolder data;
  ScriptedHost host;
  Till till(library, host, data.path());
  REQUIRE(till.wait_for("Make it right"));
  auto first = std::make_unique<HostRenderer>();
  amends_surface_t surface = first->as_surface();
  REQUIRE(till.overlay->on_frame(till.overlay, &surface, nullptr) == AMENDS_OK);
  first.reset();
  const HostRenderer second;
  second.paint_till();
  surface = second.as_surface();
  surface.flags = AMENDS_SURFACE_RESET;
  amends_frame_t frame{};
  frame.struct_size = sizeof frame;
  REQUIRE(till.overlay->on_frame(till.overlay, &surface, &frame) == AMENDS_OK);
  SDL_RenderFlush(second.renderer);
  const auto seen = second.pixel(frame.bounds.x + frame.bounds.width / 2, frame.bounds.y + frame.bounds.height / 2);
  CHECK(seen != std::array<unsigned char, 4>{0x20, 0x40, 0x60, 0xFF});
  till.end();
}

}  // namespace
}  // namespace amends::testing
