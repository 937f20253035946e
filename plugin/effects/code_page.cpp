#include "effects/code_page.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "effects/utf8.hpp"

namespace amends {

namespace {

// What the bytes from 0x80 mean, as Unicode's mapping tables of the IBM and Microsoft code pages have it.
using UpperHalf = std::array<char32_t, 129>;
constexpr UpperHalf kPc437 = {
    U"ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒ"
    U"áíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐"
    U"└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀"
    U"αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00A0"};
constexpr UpperHalf kPc850 = {
    U"ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒ"
    U"áíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐"
    U"└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀"
    U"ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00AD±‗¾¶§÷¸°¨·¹³²■\u00A0"};
constexpr UpperHalf kPc858 = {
    U"ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒ"
    U"áíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐"
    U"└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈ€ÍÎÏ┘┌█▄¦Ì▀"
    U"ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00AD±‗¾¶§÷¸°¨·¹³²■\u00A0"};
constexpr UpperHalf kWpc1252 = {
    U"€\0‚ƒ„…†‡ˆ‰Š‹Œ\0Ž\0\0‘’“”•–—˜™š›œ\0žŸ"
    U"\u00A0¡¢£¤¥¦§¨©ª«¬\u00AD®¯°±²³´µ¶·¸¹º»¼½¾¿"
    U"ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞß"
    U"àáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ"};

constexpr char32_t kNoCharacter = U'\uFFFD';

// What nobody misses; in the order of the characters.
constexpr std::pair<char32_t, std::u32string_view> kLikenesses[] = {
    {0x00AB, U"\""}, {0x00B4, U"'"},   {0x00B7, U"-"},   {0x00BB, U"\""}, {0x00C6, U"AE"}, {0x00D7, U"x"},
    {0x00DF, U"ss"}, {0x00E6, U"ae"},  {0x0152, U"OE"},  {0x0153, U"oe"}, {0x02BC, U"'"},  {0x2010, U"-"},
    {0x2011, U"-"},  {0x2012, U"-"},   {0x2013, U"-"},   {0x2014, U"-"},  {0x2015, U"-"},  {0x2018, U"'"},
    {0x2019, U"'"},  {0x201A, U"'"},   {0x201B, U"'"},   {0x201C, U"\""}, {0x201D, U"\""}, {0x201E, U"\""},
    {0x201F, U"\""}, {0x2022, U"*"},   {0x2026, U"..."}, {0x2032, U"'"},  {0x2033, U"\""}, {0x2039, U"'"},
    {0x203A, U"'"},  {0x20AC, U"EUR"}, {0x2116, U"No."}, {0x2122, U"TM"}, {0x2190, U"<-"}, {0x2192, U"->"},
    {0x2212, U"-"},  {0x2260, U"<>"},  {0x2264, U"<="},  {0x2265, U">="},
};

// From U+00C0 to U+017F.
constexpr std::string_view kBaseLetters =
    "AAAAAAACEEEEIIIIDNOOOOOxOUUUUYTsaaaaaaaceeeeiiiidnooooo/ouuuuyty"
    "AaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiIiIiJjKkkLlLlLlL"
    "lLlNnNnNnnNnOoOoOoOoRrRrRrSsSsSsSsTtTtTtUuUuUuUuUuUuWwYyYZzZzZzs";
constexpr char32_t kFirstWithBase = 0x00C0;

const UpperHalf& upper_half(CodePage page) {
  switch (page) {
    case CodePage::pc437:
      return kPc437;
    case CodePage::pc850:
      return kPc850;
    case CodePage::pc858:
      return kPc858;
    case CodePage::wpc1252:
      break;
  }
  return kWpc1252;
}

char32_t character_of(std::string_view bytes) {
  constexpr std::array<unsigned, 5> kFirstBits = {0, 0x7F, 0x1F, 0x0F, 0x07};
  char32_t character = static_cast<unsigned char>(bytes.front()) & kFirstBits[bytes.size()];
  for (const char byte : bytes.substr(1))
    character = character << 6U | (static_cast<unsigned char>(byte) & 0x3FU);
  return character;
}

bool is_blank(char32_t character) {
  return character < 0x20 || (character >= 0x7F && character <= 0x9F) || (character >= 0x2000 && character <= 0x200A) ||
         character == 0x2028 || character == 0x2029 || character == 0x202F || character == 0x205F ||
         character == 0x3000;
}

// Soft hyphens, joiners, marks of direction, variation selectors.
bool is_invisible(char32_t character) {
  return character == 0x00AD || (character >= 0x200B && character <= 0x200F) ||
         (character >= 0x202A && character <= 0x202E) || (character >= 0x2060 && character <= 0x206F) ||
         (character >= 0xFE00 && character <= 0xFE0F) || character == 0xFEFF;
}

std::optional<std::u32string_view> likeness_of(char32_t character) {
  const auto* found = std::ranges::lower_bound(kLikenesses, character, {}, [](const auto& each) { return each.first; });
  if (found == std::end(kLikenesses) || found->first != character) return std::nullopt;
  return found->second;
}

}  // namespace

std::u32string printable(std::string_view text) {
  std::u32string characters;
  while (!text.empty()) {
    const std::size_t count = utf8_character_bytes(text);
    const char32_t character = count == 0 ? kNoCharacter : character_of(text.substr(0, count));
    text.remove_prefix(std::max<std::size_t>(count, 1));
    if (is_blank(character)) {
      characters += U' ';
    } else if (!is_invisible(character)) {
      characters += character;
    }
  }
  return characters;
}

std::optional<std::uint8_t> byte_of(CodePage page, char32_t character) {
  if (character >= 0x20 && character < 0x7F) return static_cast<std::uint8_t>(character);
  if (character < 0xA0) return std::nullopt;
  // Some makers have something else where the blank that doesn't break should be.
  if (character == 0xA0) return std::uint8_t{0x20};
  const UpperHalf& upper = upper_half(page);
  const auto* found = std::find(upper.begin(), upper.end() - 1, character);
  if (found == upper.end() - 1) return std::nullopt;
  return static_cast<std::uint8_t>(0x80 + (found - upper.begin()));
}

std::optional<std::u32string> carried(CodePage page, std::u32string_view text) {
  std::u32string all;
  for (const char32_t character : text) {
    if (byte_of(page, character)) {
      all += character;
    } else if (const auto likeness = likeness_of(character)) {
      all += *likeness;
    } else {
      return std::nullopt;
    }
  }
  return all;
}

std::u32string carried_poorly(CodePage page, std::u32string_view text) {
  std::u32string all;
  for (const char32_t character : text) {
    if (const auto well = carried(page, {&character, 1})) {
      all += *well;
    } else if (character >= kFirstWithBase && character < kFirstWithBase + kBaseLetters.size()) {
      all += static_cast<char32_t>(kBaseLetters[character - kFirstWithBase]);
    } else {
      all += U'?';
    }
  }
  return all;
}

}  // namespace amends
