// The tables behind the looks: contrast of every pair that is drawn, no red, icons by name, places cut from rectangles.

#include "ui/theme.hpp"

#include <catch_amalgamated.hpp>
#include <cstdint>
#include <memory>
#include <utility>

#include "ui/fonts.hpp"
#include "ui/geometry.hpp"
#include "ui/icons.hpp"

namespace amends {

TEST_CASE("text can be read on its ground in every theme") {
  const Theme& theme = theme_of(GENERATE(ThemeKind::light, ThemeKind::dark, ThemeKind::contrast));
  constexpr std::pair<Colour, Colour> kPairs[] = {{Colour::ink, Colour::paper},
                                                  {Colour::ink, Colour::card},
                                                  {Colour::soft, Colour::paper},
                                                  {Colour::soft, Colour::card},
                                                  {Colour::accent, Colour::paper},
                                                  {Colour::accent, Colour::accent_tint},
                                                  {Colour::on_accent, Colour::accent},
                                                  {Colour::on_accent, Colour::accent_pressed},
                                                  {Colour::waiting, Colour::waiting_tint},
                                                  {Colour::on_badge, Colour::badge},
                                                  {Colour::ink, Colour::card_pressed},
                                                  {Colour::soft, Colour::card_pressed},
                                                  {Colour::paper, Colour::ink}};
  for (const auto& [text, ground] : kPairs) {
    CAPTURE(static_cast<int>(text), static_cast<int>(ground));
    // WCAG 2: AA, and AAA where high contrast is asked for.
    CHECK(contrast_ratio(theme.colour(text), theme.colour(ground)) >= (theme.kind == ThemeKind::contrast ? 7 : 4.5));
  }
}

TEST_CASE("contrast is counted as WCAG does") {
  CHECK(contrast_ratio({0, 0, 0}, {255, 255, 255}) == Catch::Approx(21));
  CHECK(contrast_ratio({119, 119, 119}, {255, 255, 255}) == Catch::Approx(4.48).margin(0.01));
  CHECK(contrast_ratio({255, 255, 255}, {119, 119, 119}) == Catch::Approx(4.48).margin(0.01));
}

TEST_CASE("no colour of a theme is red") {
  for (const ThemeKind kind : {ThemeKind::light, ThemeKind::dark, ThemeKind::contrast}) {
    for (const Rgba colour : theme_of(kind).colours) {
      const bool red = colour.red > 120 && colour.green < colour.red / 2 && colour.blue < colour.red / 2;
      // Amber has at least half as much green as red.
      CHECK_FALSE((red && colour.green * 2 < colour.red));
    }
  }
}

TEST_CASE("every icon is found by its name and has a glyph in the font") {
  Atlas atlas;
  auto fonts = FontSet::open(atlas, {});
  REQUIRE(fonts);
  for (std::size_t index = 0; index < kIconCount; ++index) {
    const auto icon = static_cast<Icon>(index);
    CAPTURE(name_of(icon));
    CHECK(icon_by_name(name_of(icon)) == icon);
    const Glyph glyph = (*fonts)->icon(icon, 24);
    CHECK(glyph.place.width > 4);
    CHECK(glyph.place.width <= 26);
  }
  CHECK(icon_by_name("ac_unit") == Icon::ac_unit);
  CHECK_FALSE(icon_by_name("no_such_icon"));
  CHECK_FALSE(icon_by_name(""));
}

TEST_CASE("cells of a row fill it to the pixel, whatever its width") {
  for (float width = 300; width < 760; width += 7) {
    for (std::size_t count = 1; count <= 6; ++count) {
      const std::vector<Rect> cells = split_row({20, 5, width, 56}, count, 10);
      REQUIRE(cells.size() == count);
      CHECK(cells.front().x == 20);
      CHECK(cells.back().right() == 20 + width);
      for (std::size_t index = 1; index < count; ++index) {
        const float gap = cells[index].x - cells[index - 1].right();
        CHECK(std::abs(gap - 10) <= 1);
        CHECK(std::abs(cells[index].width - cells.front().width) <= 1);
      }
    }
  }
}

TEST_CASE("a column hands out rows with the gap between them and none before the first") {
  Column column({10, 100, 300, 500}, 8);
  CHECK(column.next(50) == Rect{10, 100, 300, 50});
  CHECK(column.next(20) == Rect{10, 158, 300, 20});
  CHECK(column.next(20, 0) == Rect{10, 178, 300, 20});
  CHECK(column.bottom() == 198);
  CHECK(column.rest() == Rect{10, 206, 300, 394});
}

}  // namespace amends
