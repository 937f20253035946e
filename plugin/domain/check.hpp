// A check as the host told it, and what the host sells: values, copied once at the border, never asked again.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "domain/ids.hpp"
#include "domain/instant.hpp"
#include "domain/money.hpp"

namespace amends {

struct CheckLine {
  LineId id;
  ItemId item;
  std::string name;
  std::string group;      // menu group, e.g. "Drinks"
  std::string component;  // what it shares with other items and may be flawed with it; empty: nothing known
  std::int64_t quantity_thousandths = 1000;
  Money unit;
  Money total;     // what the guest pays for the line
  Money refunded;  // given back already
  std::int32_t seat = 0;
  std::int32_t course = 0;
  bool fired = false;
  bool voided = false;
  bool alcohol = false;
  bool operator==(const CheckLine&) const = default;
};

enum class CheckState : std::uint8_t { open = 1, paid, closed, voided };

struct Check {
  CheckId id;
  std::string number;  // as staff say it
  std::string place;   // "Table 12"; empty: none
  CheckState state = CheckState::open;
  Currency currency;
  PersonId server;
  std::string server_name;
  Instant opened;
  Instant closed;  // never: still open, or nobody knows
  Money total;
  Money paid;
  Money refunded;
  std::int32_t guests = 0;
  std::vector<CheckLine> lines;
  bool operator==(const Check&) const = default;
  [[nodiscard]] const CheckLine* find(const LineId& line) const;
};

// Something the host sells now, offered in place of what was flawed, or as an extra.
struct Item {
  ItemId id;
  std::string name;
  std::string group;
  std::string component;
  Money unit;
  std::optional<Money> cost;  // recipe or purchase cost, where the host knows it
  bool available = true;
  bool alcohol = false;
  bool operator==(const Item&) const = default;
};

// What the host can do; see AMENDS_CAN_* in amends.h.
struct Capabilities {
  bool refund_amount = false;
  bool refund_line = false;
  bool refund_check = false;
  bool refund_after_close = false;
  bool discount_line = false;
  bool discount_check = false;
  bool void_line = false;
  bool reorder = false;
  bool exchange = false;
  bool credit = false;
  bool add_at_zero = false;
  bool look_up = false;
  bool idempotent = false;
  bool operator==(const Capabilities&) const = default;
};

enum class Role : std::uint8_t { waiter = 1, shift_lead, manager, owner };

struct Person {
  PersonId id;
  std::string name;  // as colleagues call them; staff, never a guest
  Role role = Role::waiter;
  bool on_shift = true;
  bool operator==(const Person&) const = default;
};

}  // namespace amends
