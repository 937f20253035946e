// Damage: whatever came before, the pixels are those of a full redraw, and only what differs is drawn again.

#include "ui/rasteriser.hpp"

#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <catch_amalgamated.hpp>
#include <cstdlib>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "ui/canvas.hpp"
#include "ui/fonts.hpp"
#include "ui/pixels.hpp"

namespace amends {

namespace {

// Draws into a rasteriser without a Dear ImGui frame around it.
class Sketch {
 public:
  Sketch() : canvas_(atlas_, open()) {
    shared_.TexUvWhitePixel = {static_cast<float>(atlas_.white().x) + 1, static_cast<float>(atlas_.white().y) + 1};
    shared_.ClipRectFullscreen = {-8192, -8192, 8192, 8192};
    shared_.InitialFlags = ImDrawListFlags_AntiAliasedFill | ImDrawListFlags_AntiAliasedLines;
  }

  template <typename Draw>
  std::vector<Box> draw(Rasteriser& rasteriser, const Box& bounds, Draw&& with) {
    ImDrawList list(&shared_);
    list._ResetForNewFrame();
    list.PushClipRectFullScreen();
    list.PushTextureID(nullptr);
    canvas_.set_list(&list);
    with(canvas_, list);
    ImDrawData data;
    data.CmdLists.push_back(&list);
    data.CmdListsCount = 1;
    const auto dirty = rasteriser.draw(data, atlas_, bounds);
    return {dirty.begin(), dirty.end()};
  }

 private:
  FontSet& open() {
    auto opened = FontSet::open(atlas_, {});
    REQUIRE(opened);
    fonts_ = std::move(*opened);
    return *fonts_;
  }

  Atlas atlas_;
  std::unique_ptr<FontSet> fonts_;
  Canvas canvas_;
  ImDrawListSharedData shared_;
};

struct Shape {
  int kind = 0;
  Rect rect;
  Rgba colour;
  float radius = 0;
  std::string words;
};

class Chance {
 public:
  explicit Chance(unsigned seed) : engine_(seed) {}
  int upto(int most) { return std::uniform_int_distribution<int>(0, most)(engine_); }

  Shape shape() {
    Shape made;
    made.kind = upto(8);
    made.rect = {static_cast<float>(upto(380) - 20), static_cast<float>(upto(280) - 20),
                 static_cast<float>(1 + upto(180)), static_cast<float>(1 + upto(120))};
    const auto channel = [&] { return static_cast<std::uint8_t>(upto(255)); };
    made.colour = {channel(), channel(), channel(), upto(2) == 0 ? channel() : std::uint8_t{255}};
    made.radius = static_cast<float>(upto(20));
    constexpr const char* kWords[] = {"Iced tea, peach", "€ 4.50", "Ελένη", "Table 12 · Ana", "ÄÖÜ"};
    made.words = kWords[upto(4)];
    return made;
  }

 private:
  std::mt19937 engine_;
};

void draw_shape(const Shape& shape, Canvas& canvas, ImDrawList& list) {
  const Rect& rect = shape.rect;
  const ImU32 colour = IM_COL32(shape.colour.red, shape.colour.green, shape.colour.blue, shape.colour.alpha);
  switch (shape.kind) {
    case 0:
      return canvas.fill(rect, shape.colour);
    case 1:
      return canvas.fill_rounded(rect, shape.radius, shape.colour);
    case 2:
      return canvas.stroke_rounded(rect, shape.radius, 2, shape.colour);
    case 3:
      return canvas.card(rect, shape.radius, shape.colour, 1, {20, 30, 40, 255});
    case 4:
      canvas.line(shape.words, rect.x + 0.3F, rect.y + 20, Weight::medium, 16.5F, shape.colour);
      return;
    case 5:
      return canvas.icon(Icon::ac_unit, rect, 24, shape.colour);
    case 6:
      return canvas.circle(rect.centre(), 14, shape.colour);
    case 7:
      list.AddTriangleFilled({rect.x, rect.y}, {rect.right(), rect.y + 7}, {rect.x + 11, rect.bottom()}, colour);
      return;
    default:
      canvas.push_clip({rect.x, rect.y, rect.width / 2 + 3, rect.height / 2 + 3});
      canvas.fill_rounded(rect, shape.radius, shape.colour);
      list.AddLine({rect.x, rect.y}, {rect.right(), rect.bottom()}, colour, 3);
      return canvas.pop_clip();
  }
}

std::vector<std::uint32_t> copy_of(const Rasteriser& rasteriser) {
  return {rasteriser.pixels().begin(), rasteriser.pixels().end()};
}

}  // namespace

TEST_CASE("random scenes that change bit by bit have the pixels of a full redraw, byte for byte") {
  const bool is_long = std::getenv("AMENDS_LONG") != nullptr;
  const auto seed = Catch::getSeed();
  CAPTURE(seed);
  Chance chance(seed);
  Sketch sketch;
  const Box bounds{3, 5, 401, 303};
  for (int scene = 0; scene < (is_long ? 200 : 20); ++scene) {
    std::vector<Shape> shapes;
    for (int count = 0; count < 25; ++count)
      shapes.push_back(chance.shape());
    const auto with = [&](Canvas& canvas, ImDrawList& list) {
      for (const Shape& shape : shapes)
        draw_shape(shape, canvas, list);
    };
    Rasteriser changing;
    sketch.draw(changing, bounds, with);
    for (int step = 0; step < 12; ++step) {
      switch (chance.upto(3)) {
        case 0:
          shapes.erase(shapes.begin());
          break;
        case 1:
          shapes.push_back(chance.shape());
          break;
        case 2:
          std::swap(shapes.front(), shapes.back());
          break;
        default:
          shapes[static_cast<std::size_t>(chance.upto(static_cast<int>(shapes.size()) - 1))] = chance.shape();
      }
      sketch.draw(changing, bounds, with);
      Rasteriser fresh;
      sketch.draw(fresh, bounds, with);
      REQUIRE(copy_of(changing) == copy_of(fresh));
    }
  }
}

TEST_CASE("an unchanged scene draws nothing, a changed shape only the tiles that it touches") {
  Sketch sketch;
  Rasteriser rasteriser;
  const Box bounds{0, 0, 640, 640};
  Rgba colour{200, 10, 10, 255};
  const auto with = [&](Canvas& canvas, ImDrawList&) {
    canvas.fill({0, 0, 640, 640}, {240, 240, 230, 255});
    canvas.fill_rounded({100, 100, 50, 20}, 8, colour);
    canvas.fill_rounded({500, 500, 50, 20}, 8, {0, 0, 0, 255});
  };
  CHECK(sketch.draw(rasteriser, bounds, with).size() == 1);
  CHECK(sketch.draw(rasteriser, bounds, with).empty());
  colour.green = 99;
  const std::vector<Box> dirty = sketch.draw(rasteriser, bounds, with);
  Box all;
  for (const Box& box : dirty)
    all = all.united(box);
  CHECK(all == Box{96, 96, 64, 32});
  rasteriser.invalidate();
  CHECK(sketch.draw(rasteriser, bounds, with) == std::vector<Box>{bounds});
}

TEST_CASE("a clip that changes without changing what is seen draws nothing again") {
  Sketch sketch;
  Rasteriser rasteriser;
  const Box bounds{0, 0, 320, 320};
  float clip_width = 200;
  const auto with = [&](Canvas& canvas, ImDrawList&) {
    canvas.push_clip({0, 0, clip_width, 300});
    canvas.fill_rounded({10, 10, 100, 60}, 12, {1, 2, 3, 255});
    canvas.pop_clip();
  };
  sketch.draw(rasteriser, bounds, with);
  clip_width = 210;
  CHECK(sketch.draw(rasteriser, bounds, with).empty());
  clip_width = 80;
  CHECK_FALSE(sketch.draw(rasteriser, bounds, with).empty());
}

TEST_CASE("pixels are plain colours, half colours and nothing, not premultiplied") {
  Sketch sketch;
  Rasteriser rasteriser;
  sketch.draw(rasteriser, {0, 0, 64, 8}, [](Canvas& canvas, ImDrawList&) {
    canvas.fill({0, 0, 8, 8}, {250, 128, 4, 255});
    canvas.fill({8, 0, 8, 8}, {250, 128, 4, 100});
    canvas.fill({16, 0, 8, 8}, {0, 0, 0, 255});
    canvas.fill({16, 0, 8, 8}, {255, 255, 255, 128});
    canvas.fill({24, 0, 8, 8}, {200, 0, 0, 128});
    canvas.fill({24, 0, 8, 8}, {200, 0, 0, 128});
  });
  const auto at = [&](std::size_t x) { return rasteriser.pixels()[x]; };
  CHECK(at(4) == 0xfffa8004);
  CHECK(at(12) == 0x64fa8004);
  CHECK(at(20) == 0xff808080);
  CHECK(at(28) == 0xc0c80000);
  CHECK(at(40) == 0);
}

TEST_CASE("laying one colour over another agrees with exact arithmetic to within one step") {
  for (std::uint32_t below_alpha = 0; below_alpha < 256; below_alpha += 15) {
    for (std::uint32_t alpha = 0; alpha < 256; ++alpha) {
      const std::uint32_t result = blend(below_alpha << 24U | 0x102030U, 0xe0c0a0U, alpha);
      const double a = alpha / 255.0;
      const double b = below_alpha / 255.0;
      const double sum = a + b * (1 - a);
      CHECK(std::abs((result >> 24U) - sum * 255) <= 0.51);
      if (sum == 0) continue;
      for (const unsigned shift : {0U, 8U, 16U}) {
        const double exact = ((0xe0c0a0U >> shift & 0xffU) * a + (0x102030U >> shift & 0xffU) * b * (1 - a)) / sum;
        CHECK(std::abs((result >> shift & 0xffU) - exact) <= 1.5 / std::min(1.0, sum * 2 + 0.05));
      }
    }
  }
}

TEST_CASE("triangles that share an edge cover each pixel once") {
  Sketch sketch;
  Rasteriser rasteriser;
  const Box bounds{0, 0, 100, 100};
  sketch.draw(rasteriser, bounds, [](Canvas&, ImDrawList& list) {
    list.Flags = 0;
    const ImU32 half = IM_COL32(255, 255, 255, 128);
    list.AddTriangleFilled({10, 10}, {90, 25}, {70, 80}, half);
    list.AddTriangleFilled({10, 10}, {70, 80}, {20, 95}, half);
  });
  std::size_t drawn = 0;
  for (const std::uint32_t pixel : rasteriser.pixels()) {
    REQUIRE((pixel >> 24U == 0 || pixel >> 24U == 128));
    drawn += pixel != 0 ? 1 : 0;
  }
  // The shoelace formula over the four corners.
  CHECK(std::abs(static_cast<double>(drawn) - 4550) < 30);
}

TEST_CASE("other bounds give back memory and draw all again") {
  Sketch sketch;
  Rasteriser rasteriser;
  const auto with = [](Canvas& canvas, ImDrawList&) { canvas.fill({0, 0, 800, 800}, {9, 9, 9, 255}); };
  sketch.draw(rasteriser, {0, 0, 740, 800}, with);
  CHECK(rasteriser.pixels().size() == 740 * 800);
  CHECK(sketch.draw(rasteriser, {700, 300, 74, 105}, with).size() == 1);
  CHECK(rasteriser.pixels().size() == 74 * 105);
  CHECK(sketch.draw(rasteriser, {}, with).empty());
  CHECK(rasteriser.pixels().empty());
}

}  // namespace amends
