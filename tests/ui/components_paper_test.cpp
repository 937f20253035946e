// A slip as paper: all of it is said in the tree, whole and within its rectangle, in every light and however narrow.

#include <algorithm>
#include <catch_amalgamated.hpp>
#include <string>
#include <vector>

#include "desk/slip.hpp"
#include "probe.hpp"

namespace amends {

namespace {

Slip some_slip() {
  using Align = SlipText::Align;
  using Size = SlipText::Size;
  return {{SlipText{"The Corner", Align::centre, Size::normal, true},
           SlipText{"Wiedergutmachungsversprechen", Align::centre, Size::large, true}, SlipRule{}, SlipSpace{},
           SlipPair{"Who takes care of it", "Mira", true},
           SlipPair{"By when", "not before the day after tomorrow at eleven", false}, SlipQr{"AM40H04K7V1Z23TJ9M"},
           SlipBarcode{"AM40H04K7V1Z23TJ9M"}, SlipImage{16, 2, {0xff, 0x00, 0x00, 0xff}},
           SlipText{"This is not a receipt."}}};
}

struct Shown {
  Rect rect;
  float height = 0;
  Probe probe;
  Shown(const Slip& slip, float width, float scale, ThemeKind theme, Size surface = {1280, 1600})
      : rect{40, 30, width, 0},
        probe(
            [this, slip](Ui& ui) {
              sheet_frame(ui, ui.surface(), "Sheet");
              height = slip_paper_height(ui, rect.width, slip);
              if (rect.height == 0) rect.height = height;
              slip_paper(ui, rect, "Promise", slip);
            },
            surface, scale, theme) {
    probe.settle();
  }
  Shown(const Shown&) = delete;
  Shown& operator=(const Shown&) = delete;
};

std::vector<std::string> texts(const AccessibilityTree& tree) {
  std::vector<std::string> all;
  for (const Node& node : tree.nodes()) {
    if (node.role == NodeRole::text) all.push_back(node.value.empty() ? node.label : node.label + " = " + node.value);
  }
  return all;
}

}  // namespace

TEST_CASE("a slip on paper says all it has, in its order") {
  Shown shown(some_slip(), 500, 1, ThemeKind::light);
  CHECK(texts(shown.probe.tree()) == std::vector<std::string>{"The Corner", "Wiedergutmachungsversprechen",
                                                              "Who takes care of it = Mira",
                                                              "By when = not before the day after tomorrow at eleven",
                                                              "AM40H04K7V1Z23TJ9M", "This is not a receipt."});
  const auto nodes = shown.probe.tree().nodes();
  CHECK(std::ranges::count(nodes, NodeRole::image, &Node::role) == 2);
  const auto group = std::ranges::find(nodes, NodeRole::group, &Node::role);
  REQUIRE(group != nodes.end());
  CHECK(group->label == "Promise");
  for (const Node& node : nodes) {
    if (node.role == NodeRole::text) CHECK(node.parent_id == group->id);
  }
}

TEST_CASE("a slip on paper lies within its rectangle, with no word cut or broken, however narrow") {
  const auto width = GENERATE(200.0F, 320.0F, 700.0F);
  const auto scale = GENERATE(0.8F, 1.0F, 2.0F);
  const auto theme = GENERATE(ThemeKind::light, ThemeKind::dark, ThemeKind::contrast);
  Shown shown(some_slip(), width, scale, theme);
  shown.probe.picture("paper-" + std::to_string(static_cast<int>(width)) + "-" +
                      std::to_string(static_cast<int>(scale * 100)) + "-" + std::to_string(static_cast<int>(theme)));
  INFO(width << " at " << scale);
  for (const Node& node : shown.probe.tree().nodes()) {
    INFO(node.label);
    CHECK_FALSE(node.text_cut);
    // On a narrower strip no type that can be read is small enough for such a word.
    if (width >= 200 * scale) CHECK_FALSE(node.word_broken);
    if (node.role == NodeRole::window) continue;
    CHECK(node.rect.x >= shown.rect.x);
    CHECK(node.rect.right() <= shown.rect.right());
    CHECK(node.rect.y >= shown.rect.y);
    CHECK(node.rect.bottom() <= shown.rect.bottom());
  }
  // No pixel beside the rectangle is other than the sheet's own.
  const auto pixels = shown.probe.surface_pixels();
  const std::uint32_t sheet = pixels.front();
  std::size_t strangers = 0;
  for (std::size_t at = 0; at < pixels.size(); ++at) {
    const auto x = static_cast<float>(at % 1280);
    const auto y = static_cast<float>(at / 1280);
    if (!shown.rect.contains(Point{x, y}) && pixels[at] != sheet) ++strangers;
  }
  CHECK(strangers == 0);
}

TEST_CASE("paper is white with dark ink in every light") {
  const auto theme = GENERATE(ThemeKind::light, ThemeKind::dark, ThemeKind::contrast);
  Shown shown({{SlipText{"The Corner"}, SlipSpace{}, SlipText{"Thanks"}}}, 400, 1, theme);
  const Node* node = shown.probe.tree().find("The Corner");
  REQUIRE(node != nullptr);
  CHECK(node->ground_argb == 0xffffffff);
  const auto pixels = shown.probe.surface_pixels();
  const auto right = static_cast<std::size_t>(node->rect.right()) - 2;
  const auto row = static_cast<std::size_t>(node->rect.centre().y);
  CHECK(pixels[row * 1280 + right] == 0xffffffff);
}

TEST_CASE("a slip with less room than it needs says that words of it are lost") {
  Slip slip = some_slip();
  slip.parts.erase(slip.parts.begin() + 6, slip.parts.begin() + 9);
  Shown shown(slip, 500, 1, ThemeKind::light);
  CHECK(shown.probe.tree().cut_text_count() == 0);
  shown.rect.height = shown.height / 2;
  shown.probe.frame();
  CHECK_FALSE(shown.probe.tree().find("The Corner")->text_cut);
  CHECK(shown.probe.tree().find("This is not a receipt.")->text_cut);
}

TEST_CASE("an empty slip is a strip of paper, and a picture without its dots is left out") {
  Shown empty(Slip{}, 400, 1, ThemeKind::light);
  CHECK(empty.height > 0);
  CHECK(empty.height < 100);
  Shown broken({{SlipImage{64, 64, {0xff}}, SlipImage{-1, 3, {}}}}, 400, 1, ThemeKind::light);
  CHECK(std::ranges::count(broken.probe.tree().nodes(), NodeRole::image, &Node::role) == 0);
}

}  // namespace amends
