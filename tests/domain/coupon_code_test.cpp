// The code of a coupon: what is written reads as the same, however people write it; what is written wrong is found.
#include "domain/coupon_code.hpp"

#include <catch_amalgamated.hpp>

#include <random>

namespace amends {
namespace {

constexpr std::string_view kLetters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr CouponCode kCode{.epoch = 5, .terminal = 3, .serial = 77, .tag = 0x123456789A};
constexpr Currency kEuro{{'E', 'U', 'R'}, 2};

CouponCode any_code(std::mt19937_64& random) {
  return {.epoch = static_cast<std::uint8_t>(random() % CouponCode::kEpochs),
          .terminal = static_cast<std::uint16_t>(random() % CouponCode::kTerminals),
          .serial = static_cast<std::uint32_t>(random() % CouponCode::kSerials),
          .tag = random() >> (64 - CouponCode::kTagBits)};
}

}  // namespace

TEST_CASE("a code reads as what was written, in every field's first and last value") {
  for (const CouponCode& code : {CouponCode{}, CouponCode{7, 4095, 0xFFFFF, 0xFFFFFFFFFF}, kCode,
                                 CouponCode{0, 4095, 0, 1}, CouponCode{7, 0, 1, 0x8000000000}}) {
    const std::string written = write_code(code);
    CHECK(written.size() == 16);
    CHECK(read_code(written) == code);
  }
  std::mt19937_64 random(1);
  for (int each = 0; each < 2000; ++each) {
    const CouponCode code = any_code(random);
    CHECK(read_code(write_code(code)) == code);
  }
}

TEST_CASE("the check character is worked out as the standard's arithmetic says") {
  // By hand: the only digit that isn't zero is the last of the tag, v_14 = 1, so alpha^14 + alpha^15 v_15 = 0 and
  // v_15 = alpha^-1 = alpha^30, which is 18 in GF(32) with x^5 + x^2 + 1.
  CHECK(write_code({0, 0, 0, 1}) == "000000000000001J");
}

TEST_CASE("people may write a code in their own way") {
  const std::string written = write_code({1, 17, 0x1F, 0});
  REQUIRE(written.find('0') != std::string::npos);
  std::string other;
  for (const char letter : spell_code(written)) {
    if (letter == '0') {
      other += 'o';
    } else if (letter == '1') {
      other += other.size() % 2 == 0 ? 'l' : 'I';
    } else if (letter == '-') {
      other += " - ";
    } else {
      other += static_cast<char>(letter >= 'A' ? letter - 'A' + 'a' : letter);
    }
  }
  CHECK(other != written);
  CHECK(read_code(other) == read_code(written));
  CHECK(read_code("AM" + written) == read_code(written));
  CHECK(read_code("am " + other + "\r\n") == read_code(written));
  CHECK(spell_code(written).size() == 19);
  CHECK(spell_code("C-T3-0007") == "C-T3-0007");
}

TEST_CASE("what is no code says why") {
  const std::string written = write_code(kCode);
  CHECK(read_code("").error() == CodeFault::too_short);
  CHECK(read_code(written.substr(1)).error() == CodeFault::too_short);
  CHECK(read_code(written + "7").error() == CodeFault::too_long);
  CHECK(read_code(written + "77").error() == CodeFault::too_long);
  CHECK(read_code("U" + written.substr(1)).error() == CodeFault::not_a_letter);
  CHECK(read_code("\xC3\xA4" + written.substr(1)).error() == CodeFault::not_a_letter);
}

TEST_CASE("every single wrong character and every two changed over are found") {
  std::mt19937_64 random(2);
  std::size_t substitutions = 0;
  std::size_t transpositions = 0;
  for (int each = 0; each < 100; ++each) {
    const std::string written = write_code(any_code(random));
    for (std::size_t at = 0; at < written.size(); ++at) {
      for (const char letter : kLetters) {
        if (letter == written[at]) continue;
        std::string wrong = written;
        wrong[at] = letter;
        ++substitutions;
        REQUIRE(read_code(wrong).error() == CodeFault::mistyped);
      }
      for (std::size_t other = at + 1; other < written.size(); ++other) {
        if (written[at] == written[other]) continue;
        std::string wrong = written;
        std::swap(wrong[at], wrong[other]);
        ++transpositions;
        REQUIRE(read_code(wrong).error() == CodeFault::mistyped);
      }
    }
  }
  CHECK(substitutions == std::size_t{100} * 16 * 31);
  CHECK(transpositions > 10'000);
}

TEST_CASE("a scan says the terms, and a damaged one is no coupon") {
  CouponScan scan{kCode, CouponTerms{{1250, kEuro}, 20'450, {}}, 0xABCDEF012345678};
  const std::string said = write_scan(scan);
  CHECK(read_scan(said) == scan);
  CHECK(read_scan(write_scan({kCode, std::nullopt, 0})) == CouponScan{kCode, std::nullopt, 0});
  CHECK(said.find_first_not_of("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ.") == std::string::npos);
  for (std::size_t cut = 1; cut < said.size() - 18; ++cut) {
    INFO(cut);
    CHECK_FALSE(read_scan(said.substr(0, said.size() - cut)));
  }
  CHECK_FALSE(read_scan(said + ".1"));
  std::string other = said;
  other.replace(other.find("EUR"), 3, "EUX");
  CHECK_FALSE(read_scan(other));
}

TEST_CASE("the tagged text changes with every term, and no two terms read alike") {
  const CouponTerms terms{{1250, kEuro}, 20'450, "store 1"};
  const std::string text = tagged_text(kCode, terms);
  CouponCode code = kCode;
  code.serial += 1;
  CHECK(tagged_text(code, terms) != text);
  code = kCode;
  code.terminal += 1;
  CHECK(tagged_text(code, terms) != text);
  code = kCode;
  code.epoch -= 1;
  CHECK(tagged_text(code, terms) != text);
  code = kCode;
  code.tag += 1;
  CHECK(tagged_text(code, terms) == text);
  CHECK(tagged_text(kCode, {{1251, kEuro}, 20'450, "store 1"}) != text);
  CHECK(tagged_text(kCode, {{1250, *find_currency("USD")}, 20'450, "store 1"}) != text);
  CHECK(tagged_text(kCode, {{1250, kEuro}, 20'451, "store 1"}) != text);
  CHECK(tagged_text(kCode, {{1250, kEuro}, 20'450, "store 2"}) != text);
  CHECK(tagged_text(kCode, {{1250, kEuro}, 2, "0450\nstore 1"}) != text);
  CHECK(day_of({-1}) == -1);
  CHECK(day_of({0}) == 0);
}

}  // namespace amends
