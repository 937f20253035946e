// Amounts as the till reads, keeps and shows them: int64 minor units of an ISO 4217 currency.
// Promises: no floating point anywhere; what is printed can be read back. Refuses: a text with more decimals
// than the currency has, signs, blanks, grouping, and what doesn't fit.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "kiosk/result.hpp"

namespace kiosk {

// How many decimals the currency has by ISO 4217: JPY 0, EUR 2, KWD 3. A code that isn't known has 2.
int currency_exponent(std::string_view currency);

// "41.30" -> 4130 with two decimals, 41300 with three. The error is one sentence without its place.
Result<std::int64_t> parse_decimal(std::string_view text, int decimals);
Result<std::int64_t> parse_minor(std::string_view text, std::string_view currency);

// 4130 -> "41.30", and with the currency before it "€ 41.30".
std::string format_minor(std::int64_t amount_minor, std::string_view currency);
std::string format_money(std::int64_t amount_minor, std::string_view currency);

}  // namespace kiosk
