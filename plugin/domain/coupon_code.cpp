#include "domain/coupon_code.hpp"

#include <charconv>
#include <vector>

namespace amends {

namespace {

constexpr std::string_view kLetters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::string_view kPrefix = "AM";
constexpr std::size_t kSize = 16;
constexpr std::size_t kSealSize = CouponScan::kSealBits / 5;
constexpr std::int64_t kDayUs = std::int64_t{24} * 3600 * 1'000'000;

using Digits = std::vector<std::uint8_t>;  // of base 32

constexpr std::uint8_t times_alpha(std::uint8_t value) {
  // x^5 + x^2 + 1
  return static_cast<std::uint8_t>((value & 0x10U) != 0 ? ((value << 1U) ^ 0x25U) & 0x1FU : value << 1U);
}

// Sum of alpha^i v_i; nothing where all sixteen are as they were written.
std::uint8_t checksum(const Digits& digits) {
  std::uint8_t sum = 0;
  for (std::size_t i = digits.size(); i-- > 0;)
    sum = static_cast<std::uint8_t>(times_alpha(sum) ^ digits[i]);
  return sum;
}

std::optional<std::uint8_t> digit_of(char letter) {
  if (letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - 'a' + 'A');
  if (letter == 'O') letter = '0';
  if (letter == 'I' || letter == 'L') letter = '1';
  const std::size_t at = kLetters.find(letter);
  return at == std::string_view::npos ? std::nullopt : std::optional(static_cast<std::uint8_t>(at));
}

void put(Digits& digits, std::uint64_t value, std::uint32_t size) {
  for (std::uint32_t i = size; i-- > 0;)
    digits.push_back(static_cast<std::uint8_t>((value >> (5U * i)) & 0x1FU));
}

std::uint64_t take(const Digits& digits, std::size_t first, std::size_t size) {
  std::uint64_t value = 0;
  for (std::size_t i = first; i < first + size; ++i)
    value = (value << 5U) | digits[i];
  return value;
}

std::string letters_of(const Digits& digits) {
  std::string text;
  for (const std::uint8_t digit : digits)
    text += kLetters[digit];
  return text;
}

tl::expected<Digits, CodeFault> digits_of(std::string_view written) {
  Digits digits;
  for (const char letter : written) {
    if (letter == ' ' || letter == '-' || letter == '\t' || letter == '\r' || letter == '\n') continue;
    const auto digit = digit_of(letter);
    if (!digit) return tl::unexpected(CodeFault::not_a_letter);
    digits.push_back(*digit);
  }
  return digits;
}

template <class Number>
bool read_number(std::string_view text, Number& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size();
}

std::vector<std::string_view> split_at_points(std::string_view text) {
  std::vector<std::string_view> parts;
  for (std::size_t point = text.find('.'); point != std::string_view::npos; point = text.find('.')) {
    parts.push_back(text.substr(0, point));
    text.remove_prefix(point + 1);
  }
  parts.push_back(text);
  return parts;
}

}  // namespace

std::string write_code(const CouponCode& code) {
  Digits digits;
  // Epoch and terminal are fifteen bits, three digits; serial and tag are whole digits, too.
  put(digits, (std::uint64_t{code.epoch} << 12U) | code.terminal, 3);
  put(digits, code.serial, 4);
  put(digits, code.tag, 8);
  // The sixteenth is the one that makes the sum nothing.
  for (std::uint8_t last = 0; last < kLetters.size(); ++last) {
    digits.push_back(last);
    if (checksum(digits) == 0) break;
    digits.pop_back();
  }
  return letters_of(digits);
}

tl::expected<CouponCode, CodeFault> read_code(std::string_view written) {
  auto digits = digits_of(written);
  if (!digits) return tl::unexpected(digits.error());
  const bool has_prefix = digits->size() == kSize + kPrefix.size() && (*digits)[0] == *digit_of(kPrefix[0]) &&
                          (*digits)[1] == *digit_of(kPrefix[1]);
  if (has_prefix) digits->erase(digits->begin(), digits->begin() + kPrefix.size());
  if (digits->size() != kSize) {
    return tl::unexpected(digits->size() < kSize ? CodeFault::too_short : CodeFault::too_long);
  }
  if (checksum(*digits) != 0) return tl::unexpected(CodeFault::mistyped);
  CouponCode code;
  const std::uint64_t issuer = take(*digits, 0, 3);
  code.epoch = static_cast<std::uint8_t>(issuer >> 12U);
  code.terminal = static_cast<std::uint16_t>(issuer & (CouponCode::kTerminals - 1));
  code.serial = static_cast<std::uint32_t>(take(*digits, 3, 4));
  code.tag = take(*digits, 7, 8);
  return code;
}

std::string spell_code(std::string_view code) {
  if (code.size() != kSize) return std::string(code);
  std::string spelled;
  for (std::size_t i = 0; i < kSize; i += 4) {
    if (i > 0) spelled += '-';
    spelled += code.substr(i, 4);
  }
  return spelled;
}

std::string tagged_text(const CouponCode& code, const CouponTerms& terms) {
  // No part but the last can hold a line's end.
  std::string text = "amends-coupon-v1\n";
  for (const std::int64_t number :
       {std::int64_t{code.epoch}, std::int64_t{code.terminal}, std::int64_t{code.serial}, terms.amount.minor}) {
    text += std::to_string(number) + "\n";
  }
  text += std::string("money-off\n") + std::string(terms.amount.currency.code()) + "\n";
  text += std::to_string(terms.last_day) + "\n" + terms.scope;
  return text;
}

std::string write_scan(const CouponScan& scan) {
  std::string text = std::string(kPrefix) + write_code(scan.code);
  if (!scan.terms) return text;
  Digits seal;
  put(seal, scan.seal, kSealSize);
  return text + "." + std::to_string(scan.terms->amount.minor) + "." + std::string(scan.terms->amount.currency.code()) +
         "." + std::to_string(scan.terms->last_day) + "." + letters_of(seal);
}

tl::expected<CouponScan, CodeFault> read_scan(std::string_view read) {
  const auto parts = split_at_points(read);
  const auto code = read_code(parts[0]);
  if (!code) return tl::unexpected(code.error());
  CouponScan scan{*code, std::nullopt, 0};
  if (parts.size() == 1) return scan;
  if (parts.size() != 5) return tl::unexpected(CodeFault::mistyped);
  CouponTerms terms;
  const auto currency = find_currency(parts[2]);
  const auto seal = digits_of(parts[4]);
  if (!currency || !seal || seal->size() != kSealSize || !read_number(parts[1], terms.amount.minor) ||
      !read_number(parts[3], terms.last_day)) {
    return tl::unexpected(CodeFault::mistyped);
  }
  terms.amount.currency = *currency;
  scan.terms = terms;
  scan.seal = take(*seal, 0, kSealSize);
  return scan;
}

std::int64_t day_of(Instant instant) {
  const std::int64_t day = instant.microseconds / kDayUs;
  return instant.microseconds % kDayUs < 0 ? day - 1 : day;
}

}  // namespace amends
