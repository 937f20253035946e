// Standing: what happened beside this case that its rules must know: budgets used, failures before, how old the sale is.
// Promises: plain values, worked out by who can read the ledger, the clock and the calendar; the rules only compare them.
#pragma once

#include <cstdint>
#include <vector>

#include "domain/remedy.hpp"

namespace amends {

// How long ago the guest paid, in the store's business days.
enum class SaleAge : std::uint8_t {
  unpaid = 1,  // or nobody knows when
  fresh,       // within the time in which whoever served may still give back
  same_day,
  older
};

// What somebody else got for the same failure on the same business day.
struct GivenToday {
  CaseNumber number;
  RemedyKind kind = RemedyKind::gesture;
  Money cost;
  bool operator==(const GivenToday&) const = default;
};

struct Standing {
  Money given_this_shift;  // by who is signed on, in other cases of the business day, as far as it draws on it
  Money given_this_visit;  // to the same guests, in other cases than this one
  std::uint32_t failures_before = 0;  // other cases of this check, or of its place since it was opened
  std::vector<ItemId> complained_of;  // items that other cases of the business day are about, once for each case
  Money refunds_under_way;            // of the same check, in other cases: chosen, and not yet in the host's figures
  Money discounts_under_way;          // likewise
  bool alcohol_given = false;         // to this check, on this business day
  bool coupon_used = false;           // on this check, or about to be
  SaleAge sale_age = SaleAge::unpaid;
  std::vector<GivenToday> same_failure;  // the newest first
  std::vector<GivenToday> same_guests;   // in their other cases of this visit, what stands in each
  bool operator==(const Standing&) const = default;

  // How many other cases of the day are about this item.
  [[nodiscard]] std::size_t complaints_of(const ItemId& item) const;
};

}  // namespace amends
