// How files write what several of them may say: amounts, roles, alcohol.
// Internal to plugin/files.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "domain/playbook.hpp"
#include "files/toml_table.hpp"

namespace amends {

inline constexpr std::array<std::string_view, 4> kRoleNames = {"waiter", "shift_lead", "manager", "owner"};
inline constexpr std::pair<std::string_view, Alcohol> kAlcohol[] = {
    {"allowed", Alcohol::allowed}, {"one_a_day", Alcohol::one_a_day}, {"never", Alcohol::never}};

inline constexpr std::pair<std::string_view, RemedyKind> kKinds[] = {
    {"refund", RemedyKind::refund},           {"discount", RemedyKind::discount},
    {"replacement", RemedyKind::replacement}, {"exchange", RemedyKind::exchange},
    {"coupon", RemedyKind::coupon},           {"personal_apology", RemedyKind::personal_apology},
    {"gesture", RemedyKind::gesture}};

// An amount as it may be written, for whoever wrote another.
[[nodiscard]] std::string example_of(Currency currency);
// A decimal text in the currency; what is none is a problem of the file.
[[nodiscard]] Money read_money(const TomlTable& table, std::string_view key, Currency currency);
// The same, where "none" is a limit of zero, which is no limit.
[[nodiscard]] Money read_limit(const TomlTable& table, std::string_view key, Currency currency);
// How amounts are read: in the currency that the pack was made for, and scaled to the site's by what one unit of it is worth.
struct AmountScale {
  Currency made_for;
  Currency site;
  std::int64_t ten_thousandths = 10'000;  // of the site's units to one of the pack's
};
// An amount of the pack's in the site's currency: two figures, halves up, and never nothing out of something.
[[nodiscard]] Money scaled(Money amount, const AmountScale& scale);

// The roles' limits of the playbook, as they are laid over each other: none below the lower role's, none in a shift below
// the one in a case. The sentence of what is wrong, with the role it is about; empty: nothing is.
struct LimitFault {
  std::string_view table;  // "limits" or "shift_limits"
  std::string_view role;
  std::string sentence;
};
[[nodiscard]] LimitFault find_limit_fault(const Playbook& playbook);

}  // namespace amends
