// The till's layout on every window: inside, nothing over anything, large enough for a finger.

#include "kiosk/layout.hpp"

#include <catch_amalgamated.hpp>

#include <array>
#include <vector>

namespace kiosk {
namespace {

void check_parts(const std::vector<SDL_Rect>& parts, const SDL_Rect& window) {
  for (std::size_t i = 0; i < parts.size(); ++i) {
    SDL_Rect inside{};
    SDL_IntersectRect(&parts[i], &window, &inside);
    INFO(i);
    CHECK(SDL_RectEquals(&inside, &parts[i]));
    CHECK(parts[i].w > 0);
    CHECK(parts[i].h > 0);
    for (std::size_t j = i + 1; j < parts.size(); ++j)
      CHECK_FALSE(SDL_HasIntersection(&parts[i], &parts[j]));
  }
}

TEST_CASE("parts lie inside the window and beside each other, on every size") {
  std::vector<std::array<int, 2>> sizes = {{1280, 800}, {1024, 600}, {800, 1280}, {1920, 1080}, {800, 600}};
  for (int width = kSmallestWidth; width < 2200; width += 173) {
    for (int height = kSmallestHeight; height < 2200; height += 149)
      sizes.push_back({width, height});
  }
  for (const auto& [width, height] : sizes) {
    INFO(width << "x" << height);
    const Layout layout = lay_out(width, height);
    check_parts({layout.bar, layout.check, layout.buttons, layout.floor, layout.status}, {0, 0, width, height});
    CHECK(layout.bar.h >= kTapTarget);
    CHECK(layout.buttons.h >= kTapTarget);
    // An overlay's tab stands there.
    CHECK(layout.floor.x + layout.floor.w <= width - 90);
    for (const int count : {1, 9, 14, 40}) {
      const Grid grid = lay_out_cards(layout.floor, count);
      CHECK(grid.card_width >= kTapTarget);
      CHECK(grid.card_height >= kTapTarget);
      CHECK(grid.card(layout.floor, grid.columns - 1).x + grid.card_width <= layout.floor.x + layout.floor.w);
    }
  }
}

TEST_CASE("beside an open sheet of 740 pixels the check stays readable") {
  const Layout layout = lay_out(1280, 800);
  CHECK(layout.check.w == 500);
  CHECK(layout.check.x + layout.check.w <= 1280 - 740);
  CHECK(layout.buttons.x + layout.buttons.w <= 1280 - 740);
}

TEST_CASE("columns fill their row to the last pixel") {
  const SDL_Rect row{20, 0, 500, 60};
  for (int count = 1; count <= 7; ++count) {
    const SDL_Rect last = column(row, count - 1, count, 12);
    CHECK(column(row, 0, count, 12).x == 20);
    CHECK(last.x + last.w == 520);
    for (int i = 1; i < count; ++i) {
      const SDL_Rect before = column(row, i - 1, count, 12);
      CHECK(column(row, i, count, 12).x - (before.x + before.w) == 12);
    }
  }
}

}  // namespace
}  // namespace kiosk
