// Every component on a sheet: what the tree says of them, at several scales and in both themes. With AMENDS_PICTURES the
// pictures are written, to be looked at.

#include <catch_amalgamated.hpp>
#include <string>

#include "probe.hpp"

namespace amends {

namespace {

bool is_inside(const Rect& rect, const Size& surface) {
  return rect.x >= 0 && rect.y >= 0 && rect.right() <= surface.width && rect.bottom() <= surface.height;
}

}  // namespace

TEST_CASE("every component on every page is in the tree, whole, large enough and readable") {
  const auto scale = GENERATE(1.0F, 1.25F, 2.0F);
  const auto kind = GENERATE(ThemeKind::light, ThemeKind::dark, ThemeKind::contrast);
  for (std::size_t page = 0; page < 5; ++page) {
    std::string field = page == 3 ? "+34 600 000 000" : "";
    const Size surface{1280 * scale, 800 * scale};
    Probe probe([&](Ui& ui) { draw_gallery(ui, field, page); }, surface, scale, kind);
    probe.settle();
    const std::string name = "gallery-" + std::to_string(page) + "-" + std::to_string(static_cast<int>(scale * 100)) +
                             (kind == ThemeKind::dark       ? "-dark"
                              : kind == ThemeKind::contrast ? "-contrast"
                                                            : "");
    probe.picture(name);
    CHECK(probe.tree().nodes().size() > 10);
    for (const Node& node : probe.tree().nodes()) {
      INFO(name << ": " << node.label);
      CHECK(node.id != 0);
      CHECK_FALSE(node.text_cut);
      if (!node.state.clipped) CHECK(is_inside(node.rect, surface));
      if (node.tappable) CHECK(node.rect.width >= size::kTarget * scale);
      if (node.tappable) CHECK(node.rect.height >= size::kTarget * scale);
      if (node.text_argb == 0) continue;
      const auto rgba = [](std::uint32_t argb) {
        return Rgba{static_cast<std::uint8_t>(argb >> 16U), static_cast<std::uint8_t>(argb >> 8U),
                    static_cast<std::uint8_t>(argb), 255};
      };
      CHECK(contrast_ratio(rgba(node.text_argb), rgba(node.ground_argb)) >= 4.5);
    }
  }
}

TEST_CASE("the tab stands at the right edge and is transparent around its corners and its badge") {
  Probe probe([](Ui& ui) {
    const TabSpec spec{.label = "Make it right", .badge = 2, .badge_label = "2 waiting"};
    static_cast<void>(tab_button(ui, "tab", tab_rect(ui, spec, 330), spec));
  });
  probe.settle();
  probe.picture("tab");
  const Picture picture = probe.stage().picture();
  CHECK(picture.bounds.right() == 1280);
  CHECK(picture.opaque.empty());
  CHECK(picture.bounds.width < 100);
  CHECK(picture.pixels.front() >> 24U == 0);
  const auto last_row =
      static_cast<std::size_t>(picture.bounds.width) * static_cast<std::size_t>(picture.bounds.height - 1);
  CHECK(picture.pixels[last_row] >> 24U == 0);
  CHECK(picture.pixels.back() >> 24U == 255);
}

}  // namespace amends
