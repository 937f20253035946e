#include "kiosk/money.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>

namespace kiosk {
namespace {

constexpr std::array<std::string_view, 16> kNoDecimals = {"BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW",
                                                          "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF"};
constexpr std::array<std::string_view, 7> kThreeDecimals = {"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"};
constexpr std::array<std::string_view, 2> kFourDecimals = {"CLF", "UYW"};

template <typename Codes>
bool holds(const Codes& codes, std::string_view code) {
  return std::find(codes.begin(), codes.end(), code) != codes.end();
}

}  // namespace

int currency_exponent(std::string_view currency) {
  if (holds(kNoDecimals, currency)) return 0;
  if (holds(kThreeDecimals, currency)) return 3;
  if (holds(kFourDecimals, currency)) return 4;
  return 2;
}

Result<std::int64_t> parse_decimal(std::string_view text, int decimals) {
  constexpr std::int64_t kMax = std::numeric_limits<std::int64_t>::max();
  const auto refused = [&](std::string_view why) { return failure(fmt::format("\"{}\" {}", text, why)); };
  std::int64_t value = 0;
  int seen = 0;
  bool in_fraction = false;
  bool any_digit = false;
  for (const char character : text) {
    if (character == '.' && any_digit && !in_fraction) {
      in_fraction = true;
      continue;
    }
    if (character < '0' || character > '9') return refused("isn't a decimal number like \"4.50\"");
    if (in_fraction && ++seen > decimals) return refused(fmt::format("has more than {} decimals", decimals));
    const int digit = character - '0';
    if (value > (kMax - digit) / 10) return refused("is too large");
    value = value * 10 + digit;
    any_digit = true;
  }
  if (!any_digit || (in_fraction && seen == 0)) return refused("isn't a decimal number like \"4.50\"");
  for (; seen < decimals; ++seen) {
    if (value > kMax / 10) return refused("is too large");
    value *= 10;
  }
  return value;
}

Result<std::int64_t> parse_minor(std::string_view text, std::string_view currency) {
  return parse_decimal(text, currency_exponent(currency));
}

std::string format_minor(std::int64_t amount_minor, std::string_view currency) {
  const int exponent = currency_exponent(currency);
  const bool negative = amount_minor < 0;
  // In unsigned arithmetic the most negative amount has a magnitude too.
  const std::uint64_t magnitude =
      negative ? 0 - static_cast<std::uint64_t>(amount_minor) : static_cast<std::uint64_t>(amount_minor);
  std::uint64_t units = 1;
  for (int i = 0; i < exponent; ++i)
    units *= 10;
  const std::string_view sign = negative ? "-" : "";
  if (exponent == 0) return fmt::format("{}{}", sign, magnitude);
  return fmt::format("{}{}.{:0{}}", sign, magnitude / units, magnitude % units, exponent);
}

std::string format_money(std::int64_t amount_minor, std::string_view currency) {
  std::string_view sign = currency;
  if (currency == "EUR") sign = "€";
  if (currency == "USD") sign = "$";
  if (currency == "GBP") sign = "£";
  return fmt::format("{} {}", sign, format_minor(amount_minor, currency));
}

}  // namespace kiosk
