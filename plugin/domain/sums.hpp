// Sums for rules: arithmetic that can't fail, for amounts that are only compared with limits or capped by them.
// Promises: a sum that doesn't fit is the largest amount there is, so it exceeds every limit; a rest is never below zero.
#pragma once

#include <algorithm>
#include <limits>

#include "domain/money.hpp"

namespace amends {

[[nodiscard]] inline Money nothing_in(Currency currency) {
  return {0, currency};
}

[[nodiscard]] inline Money sum_of(Money left, Money right) {
  return add(left, right).value_or(Money{std::numeric_limits<std::int64_t>::max(), left.currency});
}

[[nodiscard]] inline Money rest_of(Money whole, Money part) {
  const auto rest = subtract(whole, part);
  if (!rest || rest->minor < 0) return nothing_in(whole.currency);
  return *rest;
}

// What is left once that has come off, too, which is in the same currency or counts for nothing.
[[nodiscard]] inline Money less(Money amount, Money under_way) {
  return under_way.currency == amount.currency ? rest_of(amount, under_way) : amount;
}

[[nodiscard]] inline Money smaller_of(Money left, Money right) {
  return left.minor <= right.minor ? left : right;
}
[[nodiscard]] inline Money larger_of(Money left, Money right) {
  return left.minor >= right.minor ? left : right;
}

[[nodiscard]] inline Money share_of(Money whole, std::int64_t percent) {
  return percent_of(whole, percent, Rounding::half_up)
      .value_or(Money{std::numeric_limits<std::int64_t>::max(), whole.currency});
}

[[nodiscard]] inline Money price_of(Money unit, std::int64_t quantity_thousandths) {
  return multiply(unit, quantity_thousandths, Rounding::half_up)
      .value_or(Money{std::numeric_limits<std::int64_t>::max(), unit.currency});
}

}  // namespace amends
