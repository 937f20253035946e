// What each request does to a check, and what the till refuses to do: pure rules, no file, no clock.
// Promises: a refused request leaves the check as it was; refunds never exceed what was paid less what was refunded.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/check.hpp"
#include "kiosk/result.hpp"

namespace kiosk {

// What a till that can do everything says it can do.
inline constexpr std::uint32_t kAllCapabilities =
    AMENDS_CAN_REFUND_AMOUNT | AMENDS_CAN_REFUND_LINE | AMENDS_CAN_REFUND_CHECK | AMENDS_CAN_REFUND_AFTER_CLOSE |
    AMENDS_CAN_DISCOUNT_LINE | AMENDS_CAN_DISCOUNT_CHECK | AMENDS_CAN_VOID_LINE | AMENDS_CAN_REORDER |
    AMENDS_CAN_EXCHANGE | AMENDS_CAN_CREDIT | AMENDS_CAN_ADD_AT_ZERO | AMENDS_CAN_LOOK_UP | AMENDS_IS_IDEMPOTENT;

// "refund-line" -> AMENDS_CAN_REFUND_LINE; 0 where no capability is called so.
std::uint32_t capability_by_name(std::string_view name);
std::string capability_names();

struct PosRules {
  std::uint32_t capabilities = kAllCapabilities;
  const std::vector<Item>& items;

  // Changes the check and says how much moved, in minor units: money given back, taken off or credited; zero for
  // goods. The error is a sentence for staff.
  [[nodiscard]] Result<std::int64_t> carry_out(const Request& request, Check& check) const;

 private:
  using Moved = Result<std::int64_t>;

  bool can(std::uint32_t capability) const { return (capabilities & capability) != 0; }
  Moved refund(const Request& request, Check& check) const;
  Moved discount(const Request& request, Check& check) const;
  Moved void_lines(const Request& request, Check& check) const;
  Moved reorder(const Request& request, Check& check) const;
  Moved exchange(const Request& request, Check& check) const;
  Moved credit(const Request& request, Check& check) const;
  Result<void> add_items(const Request& request, Check& check, std::string_view note) const;
};

}  // namespace kiosk
