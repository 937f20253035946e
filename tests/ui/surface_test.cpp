// The picture on the host's surface: the same on both kinds, only where it may be, and the renderer as it was.

#include "ui/surface.hpp"

#include <SDL.h>

#include <catch_amalgamated.hpp>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string>
#include <vector>

#include "probe.hpp"
#include "ui/pixels.hpp"

namespace amends {

namespace {

constexpr int kWidth = 1280;
constexpr int kHeight = 800;
constexpr std::uint32_t kTill = 0xff2a3140;

// A host's own renderer, on pixels instead of a window.
struct HostRenderer {
  HostRenderer()
      : surface(SDL_CreateRGBSurfaceWithFormat(0, kWidth, kHeight, 32, SDL_PIXELFORMAT_ARGB8888)),
        renderer(SDL_CreateSoftwareRenderer(surface)) {
    REQUIRE(renderer != nullptr);
    clear();
  }
  ~HostRenderer() {
    SDL_DestroyRenderer(renderer);
    SDL_FreeSurface(surface);
  }
  HostRenderer(const HostRenderer&) = delete;
  HostRenderer& operator=(const HostRenderer&) = delete;

  void clear() const {
    SDL_SetRenderDrawColor(renderer, 0x2a, 0x31, 0x40, 255);
    SDL_RenderClear(renderer);
    SDL_RenderFlush(renderer);
  }
  [[nodiscard]] amends_surface_t as_surface() const {
    amends_surface_t made{};
    made.struct_size = sizeof(made);
    made.kind = AMENDS_SURFACE_SDL2_RENDERER;
    made.handle = renderer;
    made.sdl_create_texture = reinterpret_cast<const void*>(&SDL_CreateTexture);
    made.width_px = kWidth;
    made.height_px = kHeight;
    made.scale = 1;
    return made;
  }
  [[nodiscard]] std::vector<std::uint32_t> pixels() const {
    SDL_RenderFlush(renderer);
    std::vector<std::uint32_t> all(static_cast<std::size_t>(kWidth) * kHeight);
    for (int y = 0; y < kHeight; ++y) {
      std::memcpy(all.data() + static_cast<std::size_t>(y) * kWidth,
                  static_cast<const std::uint8_t*>(surface->pixels) + static_cast<std::ptrdiff_t>(y) * surface->pitch,
                  kWidth * sizeof(std::uint32_t));
    }
    return all;
  }

  SDL_Surface* surface;
  SDL_Renderer* renderer;
};

struct HostPixels {
  explicit HostPixels(int extra_bytes = 0) : pitch(kWidth * 4 + extra_bytes) {
    bytes.resize(static_cast<std::size_t>(pitch) * kHeight);
    for (int y = 0; y < kHeight; ++y) {
      for (int x = 0; x < kWidth; ++x) {
        const std::uint32_t word = red_blue_swapped(kTill);
        std::memcpy(at(x, y), &word, 4);
      }
    }
  }
  std::uint8_t* at(int x, int y) { return bytes.data() + static_cast<std::ptrdiff_t>(y) * pitch + x * 4; }
  amends_surface_t as_surface() {
    amends_surface_t made{};
    made.struct_size = sizeof(made);
    made.kind = AMENDS_SURFACE_RGBA8;
    made.pixels = bytes.data();
    made.pitch_bytes = pitch;
    made.width_px = kWidth;
    made.height_px = kHeight;
    made.scale = 1;
    return made;
  }
  std::vector<std::uint32_t> argb() {
    std::vector<std::uint32_t> all;
    for (int y = 0; y < kHeight; ++y) {
      for (int x = 0; x < kWidth; ++x) {
        const std::uint8_t* byte = at(x, y);
        all.push_back(static_cast<std::uint32_t>(byte[3]) << 24U | static_cast<std::uint32_t>(byte[0]) << 16U |
                      static_cast<std::uint32_t>(byte[1]) << 8U | byte[2]);
      }
    }
    return all;
  }

  int pitch;
  std::vector<std::uint8_t> bytes;
};

// Sheet, or tab with its round, half-transparent edges.
struct Scene {
  bool open = true;
  std::string field;
  std::size_t page = 0;
  void draw(Ui& ui) {
    if (open) return draw_gallery(ui, field, page);
    const TabSpec spec{.label = "Make it right", .badge = 2, .badge_label = "2 waiting"};
    static_cast<void>(tab_button(ui, "tab", tab_rect(ui, spec, 330), spec));
  }
};

// How far two pictures are apart: the largest difference of a channel.
int distance(const std::vector<std::uint32_t>& one, const std::vector<std::uint32_t>& other) {
  REQUIRE(one.size() == other.size());
  int most = 0;
  for (std::size_t index = 0; index < one.size(); ++index) {
    if (one[index] == other[index]) continue;
    for (const unsigned shift : {0U, 8U, 16U, 24U}) {
      const int first = static_cast<int>(one[index] >> shift & 0xffU);
      const int second = static_cast<int>(other[index] >> shift & 0xffU);
      most = std::max(most, std::abs(first - second));
    }
  }
  return most;
}

struct RendererState {
  SDL_Rect viewport{};
  SDL_Rect clip{};
  SDL_bool clipped = SDL_FALSE;
  float scale_x = 0;
  float scale_y = 0;
  int logical_width = 0;
  int logical_height = 0;
  std::uint8_t red = 0, green = 0, blue = 0, alpha = 0;
  SDL_BlendMode blend = SDL_BLENDMODE_NONE;
  SDL_Texture* target = nullptr;

  explicit RendererState(SDL_Renderer* renderer) {
    SDL_RenderGetViewport(renderer, &viewport);
    SDL_RenderGetClipRect(renderer, &clip);
    clipped = SDL_RenderIsClipEnabled(renderer);
    SDL_RenderGetScale(renderer, &scale_x, &scale_y);
    SDL_RenderGetLogicalSize(renderer, &logical_width, &logical_height);
    SDL_GetRenderDrawColor(renderer, &red, &green, &blue, &alpha);
    SDL_GetRenderDrawBlendMode(renderer, &blend);
    target = SDL_GetRenderTarget(renderer);
  }
};

bool same(const SDL_Rect& one, const SDL_Rect& other) {
  return one.x == other.x && one.y == other.y && one.w == other.w && one.h == other.h;
}

void check_same(const RendererState& before, const RendererState& after) {
  CHECK(same(before.viewport, after.viewport));
  CHECK(same(before.clip, after.clip));
  CHECK(before.clipped == after.clipped);
  CHECK(before.scale_x == after.scale_x);
  CHECK(before.scale_y == after.scale_y);
  CHECK(before.logical_width == after.logical_width);
  CHECK(before.logical_height == after.logical_height);
  CHECK(before.red == after.red);
  CHECK(before.green == after.green);
  CHECK(before.blue == after.blue);
  CHECK(before.alpha == after.alpha);
  CHECK(before.blend == after.blend);
  CHECK(before.target == after.target);
}

}  // namespace

TEST_CASE("both kinds of surface show the same pixels") {
  Scene scene;
  scene.open = GENERATE(true, false);
  Probe probe([&](Ui& ui) { scene.draw(ui); });
  probe.settle();
  HostRenderer host;
  HostPixels pixels(12);
  SurfacePainter on_renderer;
  SurfacePainter on_pixels;
  CHECK(on_renderer.show(probe.stage().picture(), host.as_surface()) == AMENDS_OK);
  CHECK(on_pixels.show(probe.stage().picture(), pixels.as_surface()) == AMENDS_OK);
  const auto shown = pixels.argb();
  // Where the sheet is opaque they are equal; round corners are blended by SDL, which divides by 256 instead of 255.
  CHECK(distance(host.pixels(), shown) <= (scene.open ? 0 : 3));
  CHECK(distance(shown, probe.surface_pixels(kTill)) <= 1);
  CHECK(shown.front() == kTill);
}

TEST_CASE("what changes from picture to picture arrives on both surfaces") {
  Scene scene;
  Probe probe([&](Ui& ui) { scene.draw(ui); });
  HostRenderer host;
  HostPixels pixels;
  SurfacePainter on_renderer;
  SurfacePainter on_pixels;
  for (std::size_t step = 0; step < 12; ++step) {
    scene.page = step % 4;
    scene.open = step % 5 != 4;
    probe.frame();
    if (step % 3 == 2) continue;  // a picture that is never shown
    host.clear();
    pixels = HostPixels();
    CHECK(on_renderer.show(probe.stage().picture(), host.as_surface()) == AMENDS_OK);
    CHECK(on_pixels.show(probe.stage().picture(), pixels.as_surface()) == AMENDS_OK);
    CHECK(distance(host.pixels(), probe.surface_pixels(kTill)) <= 3);
    CHECK(distance(pixels.argb(), probe.surface_pixels(kTill)) <= 1);
  }
}

TEST_CASE("nothing is drawn outside of the surface's clip") {
  Scene scene;
  Probe probe([&](Ui& ui) { scene.draw(ui); });
  probe.settle();
  HostRenderer host;
  HostPixels pixels;
  amends_surface_t clipped = pixels.as_surface();
  clipped.clip = {700, 300, 97, 201};
  amends_surface_t clipped_renderer = host.as_surface();
  clipped_renderer.clip = clipped.clip;
  SurfacePainter painter;
  CHECK(painter.show(probe.stage().picture(), clipped) == AMENDS_OK);
  CHECK(painter.show(probe.stage().picture(), clipped_renderer) == AMENDS_OK);
  const auto whole = probe.surface_pixels(kTill);
  const auto on_renderer = host.pixels();
  const auto on_pixels = pixels.argb();
  std::size_t wrong = 0;
  for (int y = 0; y < kHeight; ++y) {
    for (int x = 0; x < kWidth; ++x) {
      const auto at = static_cast<std::size_t>(y) * kWidth + static_cast<std::size_t>(x);
      const bool inside = x >= 700 && x < 797 && y >= 300 && y < 501;
      const std::uint32_t wanted = inside ? whole[at] : kTill;
      if (on_renderer[at] != wanted || on_pixels[at] != wanted) ++wrong;
    }
  }
  CHECK(wrong == 0);
}

TEST_CASE("the host's renderer is left as it was, whatever was set") {
  Scene scene;
  Probe probe([&](Ui& ui) { scene.draw(ui); });
  probe.settle();
  HostRenderer host;
  SDL_Renderer* renderer = host.renderer;
  SDL_Texture* target = nullptr;
  SDL_SetRenderDrawColor(renderer, 11, 22, 33, 44);
  SDL_SetRenderDrawBlendMode(renderer, SDL_BLENDMODE_MOD);

  SECTION("nothing odd") {}
  SECTION("odd viewport, clip and scale") {
    SDL_RenderSetScale(renderer, 1.7F, 0.6F);
    const SDL_Rect viewport{13, 27, 301, 203};
    const SDL_Rect clip{7, 9, 101, 55};
    SDL_RenderSetViewport(renderer, &viewport);
    SDL_RenderSetClipRect(renderer, &clip);
  }
  SECTION("viewport and clip set before the scale") {
    const SDL_Rect viewport{13, 27, 301, 203};
    const SDL_Rect clip{7, 9, 101, 55};
    SDL_RenderSetViewport(renderer, &viewport);
    SDL_RenderSetClipRect(renderer, &clip);
    SDL_RenderSetScale(renderer, 1.7F, 0.6F);
  }
  SECTION("a logical size") {
    SDL_RenderSetLogicalSize(renderer, 333, 777);
  }
  SECTION("a logical size with a viewport within") {
    SDL_RenderSetLogicalSize(renderer, 640, 400);
    const SDL_Rect viewport{20, 30, 100, 50};
    SDL_RenderSetViewport(renderer, &viewport);
  }
  SECTION("an empty clip that lets nothing through") {
    const SDL_Rect clip{7, 9, 0, 0};
    SDL_RenderSetClipRect(renderer, &clip);
  }
  SECTION("a target of its own") {
    target = SDL_CreateTexture(renderer, SDL_PIXELFORMAT_ARGB8888, SDL_TEXTUREACCESS_TARGET, kWidth, kHeight);
    REQUIRE(SDL_SetRenderTarget(renderer, target) == 0);
    const SDL_Rect viewport{5, 6, 70, 80};
    SDL_RenderSetViewport(renderer, &viewport);
  }
  const RendererState before(renderer);
  SurfacePainter painter;
  CHECK(painter.show(probe.stage().picture(), host.as_surface()) == AMENDS_OK);
  check_same(before, RendererState(renderer));
  CHECK(painter.show(probe.stage().picture(), host.as_surface()) == AMENDS_OK);
  check_same(before, RendererState(renderer));

  // The picture itself stands where it should, whatever the host had set.
  SDL_SetRenderTarget(renderer, nullptr);
  if (target == nullptr) CHECK(distance(host.pixels(), probe.surface_pixels(kTill)) == 0);
  if (target != nullptr) CHECK(host.pixels()[1000] == kTill);
  if (target != nullptr) SDL_DestroyTexture(target);
}

TEST_CASE("a surface that was reset or is another one gets a new texture") {
  Scene scene;
  Probe probe([&](Ui& ui) { scene.draw(ui); });
  probe.settle();
  SurfacePainter painter;
  for (int round = 0; round < 3; ++round) {
    // The renderer before, and its textures, are gone by now.
    HostRenderer host;
    amends_surface_t surface = host.as_surface();
    surface.flags = AMENDS_SURFACE_RESET;
    CHECK(painter.show(probe.stage().picture(), surface) == AMENDS_OK);
    CHECK(distance(host.pixels(), probe.surface_pixels(kTill)) == 0);
  }
}

TEST_CASE("surfaces that can't be drawn on are refused and nothing happens") {
  Scene scene;
  Probe probe([&](Ui& ui) { scene.draw(ui); });
  probe.settle();
  const Picture picture = probe.stage().picture();
  HostRenderer host;
  HostPixels pixels;
  SurfacePainter painter;
  amends_surface_t surface = host.as_surface();
  SECTION("another SDL2") {
    surface.sdl_create_texture = &painter;
    CHECK(painter.show(picture, surface) == AMENDS_E_INCOMPATIBLE);
    surface.sdl_create_texture = nullptr;
    CHECK(painter.show(picture, surface) == AMENDS_E_INCOMPATIBLE);
  }
  SECTION("no renderer") {
    surface.handle = nullptr;
    CHECK(painter.show(picture, surface) == AMENDS_E_INVALID_ARGUMENT);
  }
  SECTION("no pixels, or rows that are too short") {
    surface = pixels.as_surface();
    surface.pixels = nullptr;
    CHECK(painter.show(picture, surface) == AMENDS_E_INVALID_ARGUMENT);
    surface = pixels.as_surface();
    surface.pitch_bytes = kWidth * 4 - 1;
    CHECK(painter.show(picture, surface) == AMENDS_E_INVALID_ARGUMENT);
  }
  SECTION("an unknown kind") {
    surface.kind = "vulkan/7";
    CHECK(painter.show(picture, surface) == AMENDS_E_INVALID_ARGUMENT);
    surface.kind = nullptr;
    CHECK(painter.show(picture, surface) == AMENDS_E_INVALID_ARGUMENT);
  }
  CHECK(host.pixels()[1000] == kTill);
}

}  // namespace amends
