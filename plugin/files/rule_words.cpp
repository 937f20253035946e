#include "files/rule_words.hpp"

namespace amends {

std::string example_of(Currency currency) {
  return "\"" + to_decimal(Money{currency.exponent == 0 ? 25 : 2500, currency}) + "\"";
}

Money read_money(const TomlTable& table, std::string_view key, Currency currency) {
  const std::string given = table.text(key);
  if (const auto amount = parse_money(given, currency)) return *amount;
  if (!given.empty()) {
    table.fail(key, "\"" + given + "\" is not an amount in " + std::string(currency.code()) + ". Write it like " +
                        example_of(currency) + ".");
  }
  return {0, currency};
}

Money read_limit(const TomlTable& table, std::string_view key, Currency currency) {
  return table.text_or(key, {}) == "none" ? Money{0, currency} : read_money(table, key, currency);
}

Money scaled(Money amount, const AmountScale& scale) {
  if (scale.made_for == scale.site || amount.is_zero()) return {amount.minor, scale.site};
  constexpr std::int64_t kWhole = 10'000;
  std::int64_t product = amount.minor * scale.ten_thousandths;
  std::int64_t divisor = kWhole;
  for (int places = scale.made_for.exponent; places < scale.site.exponent; ++places)
    product *= 10;
  for (int places = scale.site.exponent; places < scale.made_for.exponent; ++places)
    divisor *= 10;
  std::int64_t minor = (product + divisor / 2) / divisor;
  std::int64_t step = 1;
  while (minor / step >= 100)
    step *= 10;
  minor = (minor + step / 2) / step * step;
  return {minor > 0 ? minor : 1, scale.site};
}

LimitFault find_limit_fault(const Playbook& playbook) {
  for (std::size_t at = 0; at < kRoleNames.size(); ++at) {
    const bool owner = at + 1 == kRoleNames.size();
    const Money limit = playbook.limit[at];
    const bool unlimited = owner && limit.is_zero();
    if (at > 0 && !unlimited && limit.minor < playbook.limit[at - 1].minor) {
      return {"limits", kRoleNames[at],
              "The limit of " + std::string(kRoleNames[at]) + " is below the one of " +
                  std::string(kRoleNames[at - 1]) + ". Raise it, or lower the other."};
    }
    const Money shift = playbook.shift_limit[at];
    if (!shift.is_zero() && (unlimited || shift.minor < limit.minor)) {
      return {"shift_limits", kRoleNames[at],
              "In a shift " + std::string(kRoleNames[at]) +
                  " may give less than in one case. Raise it, or lower the one in "
                  "[limits]."};
    }
  }
  return {};
}

}  // namespace amends
