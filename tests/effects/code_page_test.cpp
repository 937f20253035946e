// The tables of code pages, against those of the C library.
#include "effects/code_page.hpp"

#include <iconv.h>

#include <catch_amalgamated.hpp>

namespace amends {
namespace {

// 0: the code page has no character there.
char32_t character_at(const char* code_page, unsigned byte) {
  const iconv_t converter = iconv_open("UTF-32LE", code_page);
  REQUIRE(converter != reinterpret_cast<iconv_t>(-1));
  char from = static_cast<char>(byte);
  char32_t character = 0;
  char* in = &from;
  char* out = reinterpret_cast<char*>(&character);
  std::size_t in_left = 1;
  std::size_t out_left = sizeof character;
  const bool failed = iconv(converter, &in, &in_left, &out, &out_left) == static_cast<std::size_t>(-1);
  iconv_close(converter);
  return failed ? 0 : character;
}

TEST_CASE("Each character of a code page has the byte that the C library gives it") {
  for (const auto& [page, name] : {std::pair{CodePage::pc437, "CP437"},
                                   {CodePage::pc850, "CP850"},
                                   {CodePage::pc858, "CP858"},
                                   {CodePage::wpc1252, "CP1252"}}) {
    int known = 0;
    for (unsigned byte = 0x80; byte < 0x100; ++byte) {
      const char32_t character = character_at(name, byte);
      INFO(name << " " << byte);
      // The blank that doesn't break is a blank; what is no picture on any paper isn't asked for.
      if (character < 0xA0) continue;
      ++known;
      CHECK(byte_of(page, character) == (character == 0xA0 ? 0x20 : byte));
    }
    CHECK(known >= 123);
    CHECK_FALSE(byte_of(page, U'\u4E2D'));
    CHECK_FALSE(byte_of(page, 0));
    CHECK_FALSE(byte_of(page, 0x1B));
    CHECK_FALSE(byte_of(page, 0x7F));
    CHECK_FALSE(byte_of(page, 0x9B));
  }
}

TEST_CASE("What is carried has a byte for each character, and says when letters would be lost") {
  CHECK(carried(CodePage::pc437, U"5 € – “so”") == U"5 EUR - \"so\"");
  CHECK(carried(CodePage::wpc1252, U"5 € – “so”") == U"5 € – “so”");
  CHECK_FALSE(carried(CodePage::wpc1252, U"Łódź"));
  CHECK(carried_poorly(CodePage::wpc1252, U"Łódź Ő Ψ") == U"Lódz O ?");
  CHECK(carried_poorly(CodePage::pc437, U"Æsir Œuvre Straße") == U"Æsir OEuvre Straße");
}

}  // namespace
}  // namespace amends
