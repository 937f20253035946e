// Each rule of the look finds the fault that is drawn on purpose, and a sound screen has none.

#include "faults.hpp"

#include <catch_amalgamated.hpp>
#include <functional>

#include "ui/components.hpp"
#include "ui/stage.hpp"

namespace amends::look {

namespace {

constexpr Size kSurface{400, 300};

std::vector<Fault> faults_drawn(const std::function<void(Ui&)>& draw, float device_scale = 1) {
  auto stage = Stage::create({});
  REQUIRE(stage);
  Ui& ui = (*stage)->begin(kSurface, 1, 1'000'000);
  sheet_frame(ui, {0, 0, kSurface.width, kSurface.height}, "Sheet");
  draw(ui);
  (void)(*stage)->end();
  // The sheet covers the surface, so the picture is all of it.
  const Picture picture = (*stage)->picture();
  std::vector<std::uint32_t> pixels(picture.pixels.begin(), picture.pixels.end());
  for (std::uint32_t& pixel : pixels)
    pixel = (pixel & 0xff00ff00U) | (pixel >> 16U & 0xffU) | (pixel & 0xffU) << 16U;
  return faults_of({.nodes = (*stage)->tree().nodes(),
                    .pixels = pixels,
                    .width_px = static_cast<std::int32_t>(kSurface.width),
                    .height_px = static_cast<std::int32_t>(kSurface.height),
                    .device_scale = device_scale});
}

void only(const std::vector<Fault>& faults, Rule rule) {
  CHECK(faults.size() == 1);
  for (const Fault& fault : faults) {
    INFO(fault.what);
    CHECK(fault.rule == rule);
  }
}

void sound(Ui& ui) {
  (void)button(ui, "yes", {20, 20, 160, 64}, {.label = "Yes"});
  (void)choice(ui, "no", {200, 20, 160, 64}, {.label = "No", .selected = true});
  text(ui, {20, 120, 300, 40}, "Something to read");
}

}  // namespace

TEST_CASE("a sound screen has no fault") {
  for (const Fault& fault : faults_drawn(sound))
    FAIL_CHECK(fault.what);
}

TEST_CASE("each fault that is drawn on purpose is found, and nothing else") {
  SECTION("a text without room") {
    only(faults_drawn([](Ui& ui) {
           sound(ui);
           text(ui, {20, 200, 60, 30}, "Too much to read in so little room");
         }),
         Rule::cut);
  }
  SECTION("a word broken in its middle") {
    only(faults_drawn([](Ui& ui) {
           (void)choice(ui, "long", {20, 20, 110, 120}, {.label = "Entschuldigungsschreiben"});
         }),
         Rule::cut);
  }
  SECTION("a button that leaves the screen") {
    only(faults_drawn([](Ui& ui) {
           sound(ui);
           (void)button(ui, "far", {300, 220, 160, 64}, {.label = "Far"});
         }),
         Rule::off_screen);
  }
  SECTION("something beside what scrolls it") {
    only(faults_drawn([](Ui& ui) {
           const Rect area = begin_scroll(ui, "area", {20, 20, 200, 200});
           text(ui, {area.x, area.y, 300, 40}, "Wider");
           end_scroll(ui, area.y + 400);
         }),
         Rule::off_screen);
  }
  SECTION("two buttons on one place") {
    only(faults_drawn([](Ui& ui) {
           (void)button(ui, "one", {20, 20, 160, 64}, {.label = "One"});
           (void)button(ui, "two", {20, 70, 160, 64}, {.label = "Two"});
         }),
         Rule::overlap);
  }
  SECTION("a target for a pen") {
    only(faults_drawn([](Ui& ui) { (void)button(ui, "small", {20, 20, 160, 44}, {.label = "Small"}); }), Rule::target);
  }
  SECTION("a target that is small on a fine screen") {
    const auto faults = faults_drawn([](Ui& ui) { (void)button(ui, "b", {20, 20, 160, 64}, {.label = "B"}); }, 2);
    only(faults, Rule::target);
  }
  SECTION("a colour that hardly differs, and is there") {
    only(faults_drawn([](Ui& ui) {
           const Rgba ground = ui.colour(Colour::paper);
           const Rgba ink{0xa0, 0xa0, 0xa0, 255};
           ui.canvas().line("Pale words to read", 20, 60, Weight::regular, 20, ink);
           Node node;
           node.id = 7;
           node.label = "Pale";
           node.rect = {20, 40, 200, 30};
           node.text_argb = 0xffa0a0a0U;
           node.ground_argb = 0xff000000U | static_cast<std::uint32_t>(ground.red) << 16U |
                              static_cast<std::uint32_t>(ground.green) << 8U | ground.blue;
           (void)ui.node(node);
         }),
         Rule::contrast);
  }
  SECTION("a tree that tells another ground than is there") {
    only(faults_drawn([](Ui& ui) {
           text(ui, {20, 120, 300, 40}, "Something to read");
           ui.tree().last().ground_argb = 0xffffffffU;
         }),
         Rule::lying_colour);
  }
  SECTION("a tree that tells of letters that nobody drew") {
    only(faults_drawn([](Ui& ui) {
           Node node;
           node.id = 7;
           node.label = "Nothing";
           node.rect = {20, 40, 200, 30};
           node.text_argb = 0xff000000U;
           node.ground_argb = 0xfff4f1eaU;
           (void)ui.node(node);
         }),
         Rule::lying_colour);
  }
}

}  // namespace amends::look
