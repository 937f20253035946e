// The code of a coupon: sixteen letters and digits that a guest can read out and a terminal can check without a network.
// Promises: pure; what people write for one another (small letters, O for 0, I and L for 1, blanks, hyphens) reads as the
// same code; one wrong character, or two changed over, is always found. Refuses: keys; the tag is somebody else's to make.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <tl/expected.hpp>

#include "domain/instant.hpp"
#include "domain/money.hpp"

namespace amends {

// 75 bits and five more that check them, in Crockford's base 32.
struct CouponCode {
  static constexpr std::uint32_t kEpochs = 1U << 3U;
  static constexpr std::uint32_t kTerminals = 1U << 12U;
  static constexpr std::uint32_t kSerials = 1U << 20U;
  static constexpr std::uint32_t kTagBits = 40;
  std::uint8_t epoch = 0;      // of the key that made the tag
  std::uint16_t terminal = 0;  // that gave it
  std::uint32_t serial = 0;    // of the terminal
  std::uint64_t tag = 0;
  bool operator==(const CouponCode&) const = default;
};

// What stands on the paper, and the tag covers with the code's numbers.
struct CouponTerms {
  Money amount;
  std::int64_t last_day = 0;  // since 1970-01-01 UTC, on which it is good
  std::string scope;          // the store that takes it
  bool operator==(const CouponTerms&) const = default;
};

enum class CodeFault : std::uint8_t { too_short = 1, too_long, not_a_letter, mistyped };

// "40H04K7V1Z23TJ9M"
[[nodiscard]] std::string write_code(const CouponCode& code);
// As written by hand or read by a scanner, with "AM" in front or without.
[[nodiscard]] tl::expected<CouponCode, CodeFault> read_code(std::string_view written);
// In fours, for people: "40H0-4K7V-1Z23-TJ9M". What isn't sixteen characters stays as it is.
[[nodiscard]] std::string spell_code(std::string_view code);

// What the tag is a tag of: unambiguous bytes, the same on every machine.
[[nodiscard]] std::string tagged_text(const CouponCode& code, const CouponTerms& terms);

// What a QR says: the code, its terms, and 60 bits more of the tag, in the characters that a QR packs tightest.
struct CouponScan {
  static constexpr std::uint32_t kSealBits = 60;
  CouponCode code;
  std::optional<CouponTerms> terms;  // without their scope, which isn't on paper; nothing: only the code was read
  std::uint64_t seal = 0;            // bits 41 to 100 of the tag
  bool operator==(const CouponScan&) const = default;
};
[[nodiscard]] std::string write_scan(const CouponScan& scan);
[[nodiscard]] tl::expected<CouponScan, CodeFault> read_scan(std::string_view read);

[[nodiscard]] std::int64_t day_of(Instant instant);

}  // namespace amends
