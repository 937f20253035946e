// Type: sizes are em sizes, every character has a glyph from some family, kerning is the font's, UTF-8 is read with care.

#include "ui/fonts.hpp"

#include <catch_amalgamated.hpp>
#include <set>
#include <string>
#include <vector>

#include "ui/kerning.hpp"
#include "ui/mapped_file.hpp"
#include "ui/text_layout.hpp"

namespace amends {

namespace {

struct Type {
  Atlas atlas;
  std::unique_ptr<FontSet> fonts;
  Type() {
    auto opened = FontSet::open(atlas, {});
    REQUIRE(opened);
    fonts = std::move(*opened);
  }
};

}  // namespace

TEST_CASE("sizes are em sizes: a capital of Inter is 0.727 of it") {
  Type type;
  for (const float em : {13.0F, 16.5F, 26.0F, 52.0F}) {
    const FontMetrics metrics = type.fonts->metrics(Weight::regular, em);
    CHECK(metrics.cap_height == Catch::Approx(em * 0.727).margin(0.02 * em));
    const Glyph capital = type.fonts->glyph(Weight::regular, em, U'H', 0);
    CHECK(std::abs(static_cast<float>(capital.top) - metrics.cap_height) <= 1);
    CHECK(std::abs(static_cast<float>(capital.place.height) - metrics.cap_height) <= 1.5F);
  }
}

TEST_CASE("characters that the first family lacks come from another one, the rest of Latin and Greek is there") {
  Type type;
  for (const char32_t character : std::u32string(U"aÄßñŁőŞ€“”…–·→✓ΩλЖя")) {
    CAPTURE(static_cast<std::uint32_t>(character));
    const Glyph glyph = type.fonts->glyph(Weight::semibold, 16, character, 0);
    CHECK_FALSE(glyph.place.empty());
    CHECK(type.fonts->advance(Weight::semibold, 16, character) > 0);
  }
}

TEST_CASE("a glyph stands where its fraction of a pixel says") {
  Type type;
  // The same stem, moved right by a quarter of a pixel each: its left column gets lighter.
  int before = 256;
  for (const float fraction : {0.0F, 0.25F, 0.5F, 0.75F}) {
    const Glyph stem = type.fonts->glyph(Weight::regular, 20, U'l', fraction);
    const int left = stem.left;
    const std::uint8_t* row = type.atlas.pixels(stem.place) + 6 * Atlas::kWidth;
    int weighted = 0;
    int sum = 0;
    for (int x = 0; x < stem.place.width; ++x) {
      weighted += row[x] * (x + left) * 16;
      sum += row[x];
    }
    const int middle = weighted / sum;
    if (before != 256) CHECK(middle > before);
    before = middle;
  }
}

TEST_CASE("pairs stand closer where the font says so") {
  Type type;
  CHECK(type.fonts->kerning(Weight::regular, 100, U'T', U'a') < -2);
  CHECK(type.fonts->kerning(Weight::regular, 100, U'A', U'V') < -2);
  CHECK(type.fonts->kerning(Weight::regular, 100, U'n', U'n') == Catch::Approx(0).margin(0.5));
  const float apart = type.fonts->width("T", Weight::regular, 100) + type.fonts->width("a", Weight::regular, 100);
  CHECK(type.fonts->width("Ta", Weight::regular, 100) < apart);
}

TEST_CASE("a damaged font is never read outside of its bytes") {
  const auto file = MappedFile::open("/usr/share/fonts/opentype/inter/Inter-Regular.otf");
  if (!file) SKIP("Inter is not installed");
  std::vector<std::uint8_t> bytes(file->bytes().begin(), file->bytes().end());
  const PairKerning whole(bytes);
  CHECK(whole.between(1, 2) == PairKerning(bytes).between(1, 2));
  std::uint32_t state = Catch::getSeed() | 1U;
  for (int round = 0; round < 300; ++round) {
    // The exact size, so that a sanitizer sees a byte too far.
    std::vector<std::uint8_t> broken(bytes.begin(), bytes.end() - (round % 2 == 0 ? 0 : 40'000));
    for (int count = 0; count < 400; ++count) {
      state = state * 1664525U + 1013904223U;
      broken[state % broken.size()] = static_cast<std::uint8_t>(state >> 24U);
    }
    const PairKerning kerning(broken);
    for (std::uint32_t glyph = 0; glyph < 300; glyph += 7) {
      CHECK(std::abs(kerning.between(glyph, glyph + 3)) < 1'000'000);
    }
  }
}

TEST_CASE("what isn't UTF-8 becomes a replacement character and nothing is skipped that is") {
  const auto read = [](std::string_view text) {
    std::u32string all;
    for (std::size_t at = 0; at < text.size();)
      all.push_back(next_character(text, at));
    return all;
  };
  CHECK(read("aé€😀") == U"aé€😀");
  CHECK(read("\xff"
             "a") == U"\ufffda");
  CHECK(read("\xe2\x82") == U"\ufffd");
  CHECK(read("\xc3"
             "a") == U"\ufffda");
  CHECK(read("\xed\xa0\x80") == U"\ufffd");  // half a surrogate pair
  CHECK(read("\xc0\xaf").front() == U'\ufffd');
}

TEST_CASE("lines break at blanks, hold their width and lose no word") {
  Type type;
  const std::string text = "The chair came late and the table never; they ask for one of both by Friday noon.";
  for (float width = 60; width < 700; width += 13) {
    const TextLayout layout = lay_out(*type.fonts, text, Weight::regular, 16.5F, width, 0);
    CAPTURE(width);
    CHECK_FALSE(layout.cut);
    std::string together;
    for (const TextLine& line : layout.lines) {
      CHECK(line.width <= width + 0.1F);
      if (!together.empty()) together += ' ';
      together += text.substr(line.begin, line.end - line.begin);
    }
    CHECK(together == text);
  }
}

TEST_CASE("text is set a little smaller before it is cut") {
  Type type;
  const std::string text = "Treated badly by somebody";
  const float wide = type.fonts->width(text, Weight::semibold, 16);
  CHECK(lay_out(*type.fonts, text, Weight::semibold, 16, wide + 1, 1).em == 16);
  const TextLayout closer = lay_out(*type.fonts, text, Weight::semibold, 16, wide * 0.93F, 1);
  CHECK_FALSE(closer.cut);
  CHECK(closer.em < 16);
  CHECK(closer.em >= 14.4F);
  const TextLayout cut = lay_out(*type.fonts, text, Weight::semibold, 16, wide * 0.7F, 1);
  CHECK(cut.cut);
  CHECK(cut.lines.back().ellipsis);
  CHECK(cut.lines.back().width <= wide * 0.7F + 0.1F);
}

TEST_CASE("masks never overlap in the atlas, however many there are") {
  Atlas atlas;
  std::vector<AtlasPlace> places{atlas.white()};
  for (int count = 0; count < 2'000; ++count) {
    places.push_back(atlas.add(3 + count * 7 % 29, 2 + count * 11 % 31));
    REQUIRE_FALSE(places.back().empty());
  }
  std::set<std::pair<int, int>> taken;
  for (const AtlasPlace& place : places) {
    CHECK(place.x + place.width <= Atlas::kWidth);
    CHECK(place.y + place.height <= atlas.height());
    for (int y = place.y; y < place.y + place.height; ++y) {
      for (int x = place.x; x < place.x + place.width; ++x)
        REQUIRE(taken.emplace(x, y).second);
    }
  }
}

}  // namespace amends
