// Money: arithmetic on minor units. Roundings are symmetric: a negative amount rounds as its positive twin does.
#include "domain/money.hpp"

#include <algorithm>
#include <cassert>
#include <limits>
#include <numeric>

namespace amends {
namespace {

__extension__ using Wide = __int128;

// The active list of ISO 4217 without funds of metals and test codes, by exponent.
constexpr std::string_view kWithoutDecimals = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF";
constexpr std::string_view kTwoDecimals =
    "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF "
    "CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG "
    "HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR "
    "MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD "
    "SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XCD XCG "
    "YER ZAR ZMW ZWG";
constexpr std::string_view kThreeDecimals = "BHD IQD JOD KWD LYD OMR TND";
constexpr std::string_view kFourDecimals = "CLF UYW";

bool lists(std::string_view codes, std::string_view code) {
  for (std::size_t at = 0; at < codes.size(); at += 4) {
    if (codes.substr(at, 3) == code) return true;
  }
  return false;
}

std::optional<std::int64_t> narrow(Wide value) {
  if (value < std::numeric_limits<std::int64_t>::min()) return std::nullopt;
  if (value > std::numeric_limits<std::int64_t>::max()) return std::nullopt;
  return static_cast<std::int64_t>(value);
}

Wide divide(Wide dividend, Wide divisor, Rounding rounding) {
  assert(divisor > 0);
  const bool negative = dividend < 0;
  const Wide size = negative ? -dividend : dividend;
  Wide quotient = size / divisor;
  const Wide twice = (size % divisor) * 2;
  const bool up = rounding == Rounding::half_up
                      ? twice >= divisor
                      : rounding == Rounding::half_even && (twice > divisor || (twice == divisor && quotient % 2 == 1));
  if (up) quotient += 1;
  return negative ? -quotient : quotient;
}

std::optional<Money> money_of(Wide minor, Currency currency) {
  const auto narrowed = narrow(minor);
  if (!narrowed) return std::nullopt;
  return Money{*narrowed, currency};
}

bool is_digit(char letter) {
  return letter >= '0' && letter <= '9';
}

}  // namespace

std::optional<Currency> find_currency(std::string_view code) {
  if (code.size() != 3 || code.find(' ') != std::string_view::npos) return std::nullopt;
  const auto with_exponent = [&](std::uint8_t exponent) { return Currency{{code[0], code[1], code[2]}, exponent}; };
  if (lists(kTwoDecimals, code)) return with_exponent(2);
  if (lists(kWithoutDecimals, code)) return with_exponent(0);
  if (lists(kThreeDecimals, code)) return with_exponent(3);
  if (lists(kFourDecimals, code)) return with_exponent(4);
  return std::nullopt;
}

std::optional<Money> add(Money left, Money right) {
  assert(left.currency == right.currency);
  return money_of(Wide{left.minor} + right.minor, left.currency);
}

std::optional<Money> subtract(Money left, Money right) {
  assert(left.currency == right.currency);
  return money_of(Wide{left.minor} - right.minor, left.currency);
}

std::optional<Money> multiply(Money unit, std::int64_t quantity_thousandths, Rounding rounding) {
  return money_of(divide(Wide{unit.minor} * quantity_thousandths, 1000, rounding), unit.currency);
}

std::optional<Money> percent_of(Money amount, std::int64_t percent, Rounding rounding) {
  return money_of(divide(Wide{amount.minor} * percent, 100, rounding), amount.currency);
}

std::vector<Money> split(Money amount, std::span<const std::int64_t> weights) {
  Wide weight_sum = 0;
  for (const std::int64_t weight : weights) {
    assert(weight >= 0);
    weight_sum += weight;
  }
  assert(weight_sum > 0);
  const bool negative = amount.minor < 0;
  const Wide size = negative ? -Wide{amount.minor} : Wide{amount.minor};
  std::vector<Wide> shares;
  std::vector<Wide> remainders;
  Wide unassigned = size;
  for (const std::int64_t weight : weights) {
    // A share of a whole that fits in 63 bits, times a weight that does, fits in 126.
    shares.push_back(size * weight / weight_sum);
    remainders.push_back(size * weight % weight_sum);
    unassigned -= shares.back();
  }
  std::vector<std::size_t> order(weights.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t left, std::size_t right) { return remainders[left] > remainders[right]; });
  for (std::size_t at = 0; unassigned > 0; ++at, --unassigned)
    shares[order[at]] += 1;
  std::vector<Money> parts;
  for (const Wide share : shares)
    parts.push_back({static_cast<std::int64_t>(negative ? -share : share), amount.currency});
  return parts;
}

std::optional<Money> parse_money(std::string_view decimal, Currency currency) {
  const std::size_t point = decimal.find('.');
  const std::string_view whole = decimal.substr(0, point);
  const std::string_view fraction = point == std::string_view::npos ? std::string_view{} : decimal.substr(point + 1);
  if (whole.empty() || (point != std::string_view::npos && fraction.empty())) return std::nullopt;
  if (fraction.size() > currency.exponent) return std::nullopt;
  Wide minor = 0;
  const auto take = [&minor](char digit) {
    minor = minor * 10 + (digit - '0');
    return minor <= std::numeric_limits<std::int64_t>::max();
  };
  for (const std::string_view digits : {whole, fraction}) {
    for (const char digit : digits) {
      if (!is_digit(digit) || !take(digit)) return std::nullopt;
    }
  }
  for (std::size_t missing = fraction.size(); missing < currency.exponent; ++missing) {
    if (!take('0')) return std::nullopt;
  }
  return money_of(minor, currency);
}

std::string to_decimal(Money amount) {
  const bool negative = amount.minor < 0;
  // Negated as unsigned, because the smallest number has no positive twin.
  const std::uint64_t size =
      negative ? std::uint64_t{0} - static_cast<std::uint64_t>(amount.minor) : static_cast<std::uint64_t>(amount.minor);
  std::string digits = std::to_string(size);
  const std::size_t exponent = amount.currency.exponent;
  if (digits.size() <= exponent) digits.insert(0, exponent + 1 - digits.size(), '0');
  if (exponent > 0) digits.insert(digits.size() - exponent, 1, '.');
  return negative ? "-" + digits : digits;
}

}  // namespace amends
