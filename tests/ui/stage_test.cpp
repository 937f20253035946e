// Frames: when one is needed, whose Dear ImGui is current, and what two stages do to each other.

#include "ui/stage.hpp"

#include <imgui.h>

#include <catch_amalgamated.hpp>
#include <string>
#include <vector>

#include "probe.hpp"

namespace amends {

TEST_CASE("with nothing to do no frame is needed and no wake-up asked for") {
  std::string field;
  Probe probe([&](Ui& ui) { draw_gallery(ui, field, 3); });
  CHECK(probe.stage().needs_frame(probe.now_us()));
  probe.settle();
  CHECK(probe.stage().wake_after_ms(probe.now_us()) == -1);
  probe.wait(3'600'000'000);
  CHECK_FALSE(probe.stage().needs_frame(probe.now_us()));
  // A focused field waits too: its caret stands still.
  probe.tap("Phone number");
  CHECK(probe.tree().find("Phone number")->state.focused);
  CHECK(probe.stage().wake_after_ms(probe.now_us()) == -1);
  probe.stage().invalidate();
  CHECK(probe.stage().needs_frame(probe.now_us()));
}

TEST_CASE("a frame in which nothing changed has no damage, the same tree and the same picture") {
  std::string field;
  Probe probe([&](Ui& ui) { draw_gallery(ui, field, 0); });
  probe.settle();
  const std::uint64_t serial = probe.stage().picture().serial;
  const std::uint64_t revision = probe.tree().revision();
  const FrameResult again = probe.frame();
  CHECK_FALSE(again.changed);
  CHECK(again.damage.empty());
  CHECK(again.bounds == Box{540, 0, 740, 800});
  CHECK(again.opaque == Box{540, 0, 740, 800});
  CHECK(probe.stage().picture().serial == serial);
  CHECK(probe.tree().revision() == revision);
}

TEST_CASE("what is chosen changes the picture where it is, and the tree") {
  bool selected = false;
  Probe probe([&](Ui& ui) {
    sheet_frame(ui, {540, 0, 740, 800}, "Sheet");
    if (choice(ui, "tea", {600, 128, 200, 62}, {.label = "Iced tea", .selected = selected})) selected = !selected;
  });
  probe.settle();
  const std::uint64_t revision = probe.tree().revision();
  probe.tap("Iced tea");
  CHECK(selected);
  CHECK(probe.tree().find("Iced tea")->state.selected);
  CHECK(probe.tree().revision() > revision);
}

TEST_CASE("a tap's damage is the chip's tiles and no more") {
  bool selected = false;
  Probe probe([&](Ui& ui) {
    sheet_frame(ui, {540, 0, 740, 800}, "Sheet");
    if (choice(ui, "tea", {604, 132, 184, 56}, {.label = "Iced tea", .selected = selected})) selected = !selected;
  });
  probe.settle();
  probe.down(650, 150);
  const FrameResult pressed = probe.frame();
  CHECK(pressed.changed);
  CHECK(Box{604 / 32 * 32 - 32, 128, 256, 96}.contains(pressed.damage));
}

TEST_CASE("a closing sheet's place is damage, and nothing covers it any more") {
  bool open = true;
  Probe probe([&](Ui& ui) {
    if (open) sheet_frame(ui, {540, 0, 740, 800}, "Sheet");
  });
  probe.settle();
  CHECK(probe.down(600, 300));
  CHECK(probe.up(600, 300));
  probe.settle();
  open = false;
  const FrameResult closed = probe.frame();
  CHECK(closed.damage == Box{540, 0, 740, 800});
  CHECK(closed.bounds.empty());
  CHECK_FALSE(probe.down(600, 300));
  CHECK(probe.tree().nodes().empty());
}

TEST_CASE("the host's own Dear ImGui is current again after each frame, also after a failed one") {
  ImGuiContext* host = ImGui::CreateContext();
  ImGui::SetCurrentContext(host);
  bool fail = false;
  {
    std::string field;
    Probe probe([&](Ui& ui) {
      draw_gallery(ui, field, 1);
      const IdScope scope(ui, "inner");
      if (fail) throw std::runtime_error("a screen failed");
    });
    CHECK(ImGui::GetCurrentContext() == host);
    probe.settle();
    CHECK(ImGui::GetCurrentContext() == host);
    const std::uint64_t serial = probe.stage().picture().serial;
    fail = true;
    CHECK_THROWS(probe.frame());
    probe.stage().abandon();
    CHECK(ImGui::GetCurrentContext() == host);
    CHECK(probe.stage().picture().serial == serial);
    CHECK_FALSE(probe.tree().nodes().empty());
    fail = false;
    probe.settle();
    CHECK_FALSE(probe.last().changed);
  }
  CHECK(ImGui::GetCurrentContext() == host);
  ImGui::DestroyContext(host);
}

TEST_CASE("without a host's Dear ImGui none is current afterwards") {
  CHECK(ImGui::GetCurrentContext() == nullptr);
  std::string field;
  Probe probe([&](Ui& ui) { draw_gallery(ui, field, 1); });
  probe.settle();
  CHECK(ImGui::GetCurrentContext() == nullptr);
}

TEST_CASE("two stages in one process don't know of each other") {
  int taps[2] = {0, 0};
  const auto draw = [&](int which) {
    return [&taps, which](Ui& ui) {
      sheet_frame(ui, {540, 0, 740, 800}, "Sheet");
      if (button(ui, "go", {900, 100, 200, 64}, {.label = "Go"})) ++taps[which];
    };
  };
  Probe first(draw(0));
  Probe second(draw(1));
  first.settle();
  second.settle();
  first.tap("Go");
  CHECK(taps[0] == 1);
  CHECK(taps[1] == 0);
  CHECK_FALSE(second.stage().needs_frame(second.now_us()));
  second.tap("Go");
  CHECK(taps[1] == 1);
}

TEST_CASE("another scale or theme draws all anew and keeps no mask of the old one") {
  std::string field;
  Probe probe([&](Ui& ui) { draw_gallery(ui, field, 0); });
  probe.settle();
  probe.stage().set_theme(ThemeKind::dark);
  CHECK(probe.stage().needs_frame(probe.now_us()));
  probe.frame();
  Probe dark([&](Ui& ui) { draw_gallery(ui, field, 0); }, {1280, 800}, 1, ThemeKind::dark);
  dark.settle();
  CHECK(probe.surface_pixels() == dark.surface_pixels());
  Ui& ui = probe.stage().begin({1280, 800}, 1.5F, probe.now_us());
  draw_gallery(ui, field, 0);
  CHECK(probe.stage().end().changed);
  probe.frame();
  CHECK(probe.surface_pixels() == dark.surface_pixels());
}

TEST_CASE("without fonts there is a sentence that says which package has them") {
  Stage::Config config;
  config.font_folders = {"/nowhere"};
  const auto stage = Stage::create(config);
  REQUIRE_FALSE(stage);
  CHECK_THAT(stage.error(), Catch::Matchers::ContainsSubstring("fonts-inter"));
  config.font_folders = {"/usr/share/fonts/opentype/inter"};
  const auto without_icons = Stage::create(config);
  REQUIRE_FALSE(without_icons);
  CHECK_THAT(without_icons.error(), Catch::Matchers::ContainsSubstring("fonts-material-design-icons-iconfont"));
}

}  // namespace amends
