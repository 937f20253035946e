// What a slip becomes for a printer, and what a printer makes of it again: words, codes and pictures on both widths of paper.
#include "effects/escpos.hpp"

#include <rapidcheck.h>
#include <catch_amalgamated.hpp>

#include <algorithm>
#include <array>
#include <cstdio>
#include <memory>

#include "effects/raster_text.hpp"
#include "paper.hpp"
#include "support/scratch_folder.hpp"
#include "support/share.hpp"

namespace amends {
namespace {

using testing::Paper;
using testing::paper_of;
using testing::PaperKind;
using testing::PaperLine;
using Align = SlipText::Align;
using Size = SlipText::Size;
using Bytes = std::vector<std::uint8_t>;

constexpr PrintMark kMark = {'a', 'B', '3', '_'};
const std::filesystem::path kFont = "/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf";

PrinterProfile wide() {
  return {.id = "wide", .name = "80 mm"};
}

PrinterProfile narrow() {
  return {.id = "narrow",
          .name = "58 mm",
          .dots = 384,
          .columns = 32,
          .code_page = CodePage::pc858,
          .code_page_number = 19,
          .prints_code128 = false};
}

PaperKind kind_of(const PrinterProfile& profile) {
  return {.dots = profile.dots, .columns = profile.columns};
}

Paper print(std::vector<SlipPart> parts, const PrinterProfile& profile, RasterText* letters = nullptr) {
  const Paper paper = paper_of(escpos_bytes({std::move(parts)}, profile, kMark, letters), kind_of(profile));
  CHECK(paper.trouble == "");
  return paper;
}

std::vector<std::string> texts_of(const Paper& paper) {
  std::vector<std::string> texts;
  for (const PaperLine& line : paper.lines)
    texts.push_back(line.text);
  return texts;
}

SlipText text(std::string words) {
  return {.text = std::move(words)};
}

// What zbarimg reads in the picture, without the line's end.
std::string read_by_zbar(const std::filesystem::path& picture) {
  const std::string command =
      "zbarimg --quiet --raw --nodbus -Sdisable -Sqrcode.enable '" + picture.string() + "' 2>&1";
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), pclose);
  REQUIRE(pipe);
  std::string said;
  std::array<char, 256> some{};
  while (std::fgets(some.data(), some.size(), pipe.get()))
    said += some.data();
  if (said.ends_with('\n')) said.pop_back();
  return said;
}

int count_of(const Bytes& bytes, std::initializer_list<std::uint8_t> wanted) {
  int count = 0;
  for (auto at = bytes.begin();; ++at) {
    at = std::search(at, bytes.end(), wanted.begin(), wanted.end());
    if (at == bytes.end()) return count;
    ++count;
  }
}

TEST_CASE("A slip's bytes are these") {
  const Slip slip{
      {SlipText{.text = "Voilà 5 €", .align = Align::centre, .size = Size::large, .bold = true}, SlipRule{}}};
  PrinterProfile profile = wide();
  profile.columns = 8;
  const std::vector<Bytes> expected = {
      {0x1B, '@', 0x1B, 'R', 0, 0x1B, 't', 16},
      {0x1B, 'a', 1, 0x1D, '!', 0x11, 0x1B, 'E', 1},
      {'V', 'o', 'i', 'l', 0x0A},
      {0xE0, ' ', '5', 0x0A},
      {0x80, 0x0A},
      {0x1B, 'a', 0, 0x1D, '!', 0x00, 0x1B, 'E', 0},
      {'-', '-', '-', '-', '-', '-', '-', '-', 0x0A},
      {0x1B, 'd', 1, 0x1D, 'V', 66, 0},
      {0x1B, '@', 0x1D, '(', 'H', 6, 0, 0x30, 0x30, 'a', 'B', '3', '_'},
  };
  Bytes all;
  for (const Bytes& each : expected)
    all.insert(all.end(), each.begin(), each.end());
  CHECK(escpos_bytes(slip, profile, kMark) == all);
}

TEST_CASE("What a printer can't do isn't asked of it") {
  PrinterProfile profile = wide();
  const std::initializer_list<std::uint8_t> ask = {0x1D, '(', 'H'};
  const std::initializer_list<std::uint8_t> cut = {0x1D, 'V'};
  const std::initializer_list<std::uint8_t> one_byte = {0x1B, '@', 0x1C, '.'};
  CHECK(count_of(escpos_bytes({}, profile, kMark), ask) == 1);
  CHECK(count_of(escpos_bytes({}, profile, kMark), cut) == 1);
  CHECK(count_of(escpos_bytes({}, profile, kMark), one_byte) == 0);
  profile.tells_done = false;
  profile.cuts = false;
  profile.two_byte = true;
  const Bytes bytes = escpos_bytes({}, profile, kMark);
  CHECK(count_of(bytes, ask) == 0);
  CHECK(count_of(bytes, cut) == 0);
  CHECK(count_of(bytes, one_byte) == 1);
  CHECK(paper_of(bytes, kind_of(profile)).height_dots() >= 4 * 24);
}

TEST_CASE("Marks differ, and a printer can say each of them") {
  std::vector<PrintMark> marks;
  for (const std::uint32_t number : {0U, 1U, 63U, 64U, 4'095U, 4'096U, 262'144U, 16'777'215U})
    marks.push_back(print_mark(number));
  for (const PrintMark& mark : marks) {
    CHECK(std::ranges::all_of(mark, [](std::uint8_t each) { return each >= 32 && each <= 126; }));
    CHECK(std::ranges::count(marks, mark) == 1);
  }
}

TEST_CASE("Accents and the euro come back from each code page") {
  const std::string words = "Crème brûlée für Zoë: 12,50 €, ¿qué? ñ Å £ ½ «là»";
  const std::string euro_by_name = "Crème brûlée für Zoë: 12,50 EUR, ¿qué? ñ Å £ ½ «là»";
  struct Page {
    CodePage page;
    int number;
    std::string read;
  };
  for (const Page& each : {Page{CodePage::pc437, 0, euro_by_name}, Page{CodePage::pc850, 2, euro_by_name},
                           Page{CodePage::wpc1252, 16, words}, Page{CodePage::pc858, 19, words}}) {
    PrinterProfile profile = wide();
    profile.columns = 64;
    profile.code_page = each.page;
    profile.code_page_number = each.number;
    CHECK(texts_of(print({text(words)}, profile)) == std::vector{each.read});
  }
}

TEST_CASE("What the code page hasn't got is something like it") {
  PrinterProfile profile = wide();
  profile.code_page = CodePage::pc437;
  profile.code_page_number = 0;
  CHECK(texts_of(print({text("“Łódź” – l’été… Ψ\u4E2D 3\u00A0×\u202F2 → 6")}, profile)) ==
        std::vector<std::string>{"\"Lódz\" - l'été... ?? 3 x 2 -> 6"});
  // Invisible: a soft hyphen, a joiner, a mark of direction, a byte order mark.
  CHECK(texts_of(print({text("so\u00ADft\u200Dly\u202E!\uFEFF")}, profile)) == std::vector<std::string>{"softly!"});
}

TEST_CASE("A text is no command, whatever it says") {
  const Paper paper = print({text("a\x1B@b\x1DV\x42\x01"
                                  "c\x10\x14\x01\x01\x01"
                                  "d\ne\x7F\xC2\x9B"
                                  "f\xFF"
                                  "g"),
                             SlipPair{.left = "\x1Bp\x01\x01", .right = "\r\x10\x04\x01"}},
                            wide());
  CHECK(paper.cuts == 1);
  REQUIRE(paper.lines.size() == 2);
  CHECK(paper.lines[0].text == "a @b VB c     d e  f?g");
  CHECK(paper.lines[1].text.starts_with(" p"));
}

TEST_CASE("Any bytes as texts come out as lines of the paper, and as nothing else") {
  REQUIRE(rc::check("any bytes", [] {
    const auto words = *rc::gen::container<std::vector<std::string>>(rc::gen::container<std::string>(rc::gen::oneOf(
        rc::gen::arbitrary<char>(), rc::gen::element('\x1B', '\x1D', '\x10', ' ', 'e', '\xC3', '\xA9'))));
    const PrinterProfile profile = *rc::gen::element(wide(), narrow());
    Slip slip;
    for (std::size_t index = 0; index < words.size(); ++index) {
      if (index % 3 == 2) {
        slip.parts.emplace_back(SlipPair{.left = words[index - 1], .right = words[index]});
      } else {
        slip.parts.emplace_back(SlipText{
            .text = words[index], .size = index % 3 == 0 ? Size::normal : Size::large, .bold = index % 2 == 0});
      }
    }
    const Paper paper = paper_of(escpos_bytes(slip, profile, kMark), kind_of(profile));
    RC_ASSERT(paper.trouble == "");
    RC_ASSERT(paper.cuts == 1);
    RC_ASSERT(paper.asked_done == std::vector<std::string>{"aB3_"});
    RC_ASSERT(paper.lines.size() >= words.size());
  }));
}

TEST_CASE("Text goes on in the next line between words, large text at half the width") {
  PrinterProfile profile = narrow();
  profile.columns = 16;
  const auto lines = [&](std::string words, Size size = Size::normal) {
    return texts_of(print({SlipText{.text = std::move(words), .size = size}}, profile));
  };
  using Lines = std::vector<std::string>;
  CHECK(lines("") == Lines{""});
  CHECK(lines("one two three fo") == Lines{"one two three fo"});
  CHECK(lines("one two three four") == Lines{"one two three", "four"});
  CHECK(lines("one two three fo   four  ") == Lines{"one two three fo", "four"});
  CHECK(lines("crème brûlée à la carte") == Lines{"crème brûlée à", "la carte"});
  CHECK(lines("Donaudampfschifffahrt heute") == Lines{"Donaudampfschiff", "fahrt heute"});
  CHECK(lines("a Donaudampfschifffahrt") == Lines{"a", "Donaudampfschiff", "fahrt"});
  CHECK(lines("  indented") == Lines{"  indented"});
  CHECK(lines("5\u00A0€ not torn 17\u00A0€") == Lines{"5 € not torn", "17 €"});
  CHECK(lines("one two three", Size::large) == Lines{"one two", "three"});
}

TEST_CASE("Two ends of a line: the right one is whole and at the edge, the left one goes on below") {
  PrinterProfile profile = narrow();
  profile.columns = 20;
  const auto lines = [&](std::string left, std::string right) {
    return texts_of(print({SlipPair{.left = std::move(left), .right = std::move(right), .bold = true}}, profile));
  };
  using Lines = std::vector<std::string>;
  CHECK(lines("Tea", "3,50 €") == Lines{"Tea           3,50 €"});
  CHECK(lines("Tea", "") == Lines{"Tea"});
  CHECK(lines("", "3,50 €") == Lines{"              3,50 €"});
  CHECK(lines("Thirteen word", "3,50 €") == Lines{"Thirteen word 3,50 €"});
  CHECK(lines("Fourteen words", "3,50 €") == Lines{"Fourteen      3,50 €", "words"});
  CHECK(lines("Until", "14 November 2026") == Lines{"Until", "    14 November 2026"});
  CHECK(lines("At", "14 November 2026") == Lines{"At  14 November 2026"});
  CHECK(lines("Where", "Calle de la Montera 12, Madrid") ==
        Lines{"Where", " Calle de la Montera", "          12, Madrid"});
}

TEST_CASE("A QR code is read from the paper: the printer's own and a drawn one, on both widths") {
  const testing::ScratchFolder folder;
  // As long as a coupon's code with its terms, and as short as the code alone.
  for (const std::string data : {"AM40H04K7V1Z23TJ9M", "AM40H04K7V1Z23TJ9M:EUR1250:261231:table-7:K7V1Z23TJ9M40H0"}) {
    for (const PrinterProfile& paper : {wide(), narrow()}) {
      for (const bool own : {true, false}) {
        PrinterProfile profile = paper;
        profile.prints_qr = own;
        const Paper printed = print({text("Coupon"), SlipQr{data}, text("not a receipt")}, profile);
        CHECK(printed.qr_codes.size() == (own ? 1 : 0));
        CHECK(printed.raster_rows.empty() == own);
        const auto picture =
            folder.path() / ("qr " + profile.id + (own ? " own " : " drawn ") + std::to_string(data.size()) + ".png");
        REQUIRE(testing::save_png(printed, picture));
        CHECK(read_by_zbar(picture) == data);
      }
    }
  }
}

TEST_CASE("A QR code that can't be is left out, and one that would be a command is drawn") {
  const auto codes = [](std::string data) { return print({SlipQr{std::move(data)}}, wide()); };
  for (const std::string& none : {std::string(), std::string(2'332, 'x'), std::string(100'000, '1')}) {
    CHECK(codes(none).qr_codes.empty());
    CHECK(codes(none).raster_rows.empty());
  }
  CHECK(codes(std::string(2'331, 'x')).qr_codes.size() == 1);
  CHECK(codes("a\x10\x14\x01\x01\x01").qr_codes.empty());
  CHECK_FALSE(codes("a\x10\x14\x01\x01\x01").raster_rows.empty());
  CHECK(codes(std::string("a\0b", 3)).qr_codes == std::vector{std::string("a\0b", 3)});
}

TEST_CASE("A bar code stands on wide paper only, whole or not at all") {
  const auto codes = [](std::string data, const PrinterProfile& profile) {
    return print({SlipBarcode{std::move(data)}}, profile).barcodes;
  };
  using Codes = std::vector<std::string>;
  PrinterProfile of_180_dpi = wide();
  of_180_dpi.dots = 512;
  PrinterProfile narrow_one_that_could = narrow();
  narrow_one_that_could.prints_code128 = true;
  PrinterProfile one_that_cannot = wide();
  one_that_cannot.prints_code128 = false;
  CHECK(codes("AM40H04K7V1Z23TJ9M", wide()) == Codes{"AM40H04K7V1Z23TJ9M"});
  CHECK(codes("AM40H04K7V1Z23TJ9M", of_180_dpi) == Codes{"AM40H04K7V1Z23TJ9M"});
  CHECK(codes("AM4", narrow_one_that_could).empty());
  CHECK(codes("AM4", one_that_cannot).empty());
  CHECK(codes("a{b{{", wide()) == Codes{"a{b{{"});
  CHECK(codes(std::string(21, 'x'), wide()).size() == 1);
  for (const std::string& none : {std::string(), std::string(22, 'x'), std::string(1'000, 'x'), std::string("a\nb"),
                                  std::string("\x10\x14"), std::string("é")}) {
    CHECK(codes(none, wide()).empty());
  }
}

TEST_CASE("A picture is in the middle, in bands, and no row of it is a command") {
  SlipImage image{.width_dots = 12, .height_dots = 600, .rows = {}};
  for (int row = 0; row < 600; ++row) {
    image.rows.push_back(0x10);
    image.rows.push_back(0x14);  // of which two dots are beyond the edge, or the drawer opens
  }
  const Bytes bytes = escpos_bytes({{image}}, wide(), kMark);
  const Paper paper = paper_of(bytes, kind_of(wide()));
  CHECK(paper.trouble == "");
  REQUIRE(paper.raster_rows == std::vector<std::int32_t>{255, 255, 90});
  CHECK(std::ranges::count(paper.dots, 1) == 2 * 600);
  CHECK(paper.dots[280 + 3] == 1);
  CHECK(paper.dots[280 + 11] == 1);
  for (const std::uint8_t second : std::initializer_list<std::uint8_t>{0x04, 0x05, 0x14}) {
    const SlipImage evil{.width_dots = 16, .height_dots = 1, .rows = {0x10, second}};
    CHECK(count_of(escpos_bytes({{evil}}, wide(), kMark), {0x10, second}) == 0);
    const Paper with_one_dot_more = print({evil}, wide());
    CHECK(with_one_dot_more.dots[280 + 3] == 1);
    CHECK(with_one_dot_more.dots[280 + 13] == ((second & 0x04) != 0 ? 1 : 0));
  }
}

TEST_CASE("A picture wider than the paper becomes smaller, and one that isn't whole is left out") {
  SlipImage image{.width_dots = 800, .height_dots = 100, .rows = std::vector<std::uint8_t>(100 * 100, 0xFF)};
  const Paper paper = print({image}, narrow());
  CHECK(paper.raster_rows == std::vector<std::int32_t>{25});
  CHECK(std::ranges::count(paper.dots, 1) == 200 * 25);
  image.rows.pop_back();
  CHECK(print({image}, narrow()).raster_rows.empty());
  CHECK(print({SlipImage{.width_dots = -8, .height_dots = 100, .rows = {}}}, wide()).raster_rows.empty());
  CHECK(print({SlipImage{}}, wide()).raster_rows.empty());
  CHECK(print({SlipImage{.width_dots = 2'000'000'000, .height_dots = 2'000'000'000, .rows = {1}}}, wide())
            .raster_rows.empty());
}

// The first and the last column with a black dot in these rows.
std::pair<std::int32_t, std::int32_t> black_columns(const Paper& paper, std::int32_t first_row, std::int32_t rows) {
  std::pair<std::int32_t, std::int32_t> found = {paper.width_dots, -1};
  for (std::int32_t y = first_row; y < first_row + rows; ++y) {
    for (std::int32_t x = 0; x < paper.width_dots; ++x) {
      if (paper.dots[static_cast<std::size_t>(y * paper.width_dots + x)] == 0) continue;
      found = {std::min(found.first, x), std::max(found.second, x)};
    }
  }
  return found;
}

TEST_CASE("Letters that the printer hasn't got are drawn, the others stay letters") {
  const auto letters = RasterText::open(kFont);
  REQUIRE(letters);
  const Paper paper = print({text("Thé"), text("Łódź"), text("“Thé”…"),
                             SlipText{.text = "Ελλάδα", .align = Align::centre, .size = Size::large},
                             SlipPair{.left = "Чай", .right = "350 ₽", .bold = true}},
                            narrow(), letters.get());
  CHECK(texts_of(paper) == std::vector<std::string>{"Thé", "\"Thé\"..."});
  REQUIRE(paper.raster_rows == std::vector<std::int32_t>{30, 60, 30});
  const auto left = black_columns(paper, 30, 30);
  CHECK(left.first < 12);
  CHECK(left.second > 30);
  CHECK(left.second < 100);
  const auto middle = black_columns(paper, 90, 60);
  CHECK(std::abs(middle.first - (383 - middle.second)) <= 12);
  const auto both = black_columns(paper, 150, 30);
  CHECK(both.first < 12);
  CHECK(both.second > 383 - 12);
  const testing::ScratchFolder folder;
  CHECK(testing::save_png(paper, folder.path() / "drawn letters.png"));
  CHECK(RasterText::open(folder.path() / "none.ttf") == nullptr);
}

TEST_CASE("Drawn text goes on in the next line, and never beyond the paper") {
  const auto letters = RasterText::open(kFont);
  REQUIRE(letters);
  std::string words;
  for (int count = 0; count < 30; ++count)
    words += "жук ";
  const Paper paper = print({text(words)}, narrow(), letters.get());
  CHECK(paper.raster_rows.size() >= 3);
  std::int32_t top = 0;
  for (const std::int32_t rows : paper.raster_rows) {
    CHECK(black_columns(paper, top, rows).second > 0);
    top += rows;
  }
  // All words have as many dots as thirty of them alone.
  const Paper one = print({text("жук")}, narrow(), letters.get());
  CHECK(std::ranges::count(paper.dots, 1) == 30 * std::ranges::count(one.dots, 1));
}

}  // namespace
}  // namespace amends
