// Money: whole minor units of a currency.
// Promises: no floating point, no silent overflow, every division names its rounding, splitting loses no unit.
// Refuses: to mix currencies (an assertion: that is our bug) and to know exchange rates or how amounts are written.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace amends {

// An ISO 4217 currency: three capital letters and how many decimals its minor unit has (JPY 0, EUR 2, KWD 3).
struct Currency {
  std::array<char, 3> letters{'X', 'X', 'X'};
  std::uint8_t exponent = 2;
  auto operator<=>(const Currency&) const = default;
  [[nodiscard]] std::string_view code() const { return {letters.data(), letters.size()}; }
};

// The currency of an ISO 4217 code, or nothing if the code isn't one of the active list.
[[nodiscard]] std::optional<Currency> find_currency(std::string_view code);

enum class Rounding : std::uint8_t { down = 1, half_up, half_even };

struct Money {
  std::int64_t minor = 0;
  Currency currency;
  auto operator<=>(const Money&) const = default;
  [[nodiscard]] bool is_zero() const { return minor == 0; }
};

// Nothing where the result doesn't fit. Both sides must be of one currency.
[[nodiscard]] std::optional<Money> add(Money left, Money right);
[[nodiscard]] std::optional<Money> subtract(Money left, Money right);
[[nodiscard]] std::optional<Money> multiply(Money unit, std::int64_t quantity_thousandths, Rounding rounding);
[[nodiscard]] std::optional<Money> percent_of(Money amount, std::int64_t percent, Rounding rounding);

// Shares of `amount` in proportion to `weights` (none negative, at least one positive): they add up to `amount`; what is
// left after rounding down goes to the largest remainders, the earlier first.
[[nodiscard]] std::vector<Money> split(Money amount, std::span<const std::int64_t> weights);

// "12.50" → 1250 minor units with exponent 2. Nothing for signs, blanks, more decimals than the currency has, overflow.
[[nodiscard]] std::optional<Money> parse_money(std::string_view decimal, Currency currency);

// 1250 → "12.50": a point, no grouping, no symbol. For files and logs; screens format by locale.
[[nodiscard]] std::string to_decimal(Money amount);

}  // namespace amends
