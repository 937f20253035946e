// Remedies: the acts that put something right, and what each needs to be carried out.
// The kinds are PRODUCT.md's; a kind without a host's part (an apology, a gesture) is carried out by a person.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "domain/check.hpp"

namespace amends {

// A part of a line that an act concerns.
struct LinePart {
  LineId line;
  std::int64_t quantity_thousandths = 1000;
  Money amount;
  bool operator==(const LinePart&) const = default;
};

struct ItemPart {
  ItemId item;
  std::string name;
  std::int64_t quantity_thousandths = 1000;
  bool operator==(const ItemPart&) const = default;
};

// Money back on a check that was paid.
struct Refund {
  Money amount;
  std::vector<LinePart> lines;  // empty: of the check as a whole
  bool operator==(const Refund&) const = default;
};

// Money off a check that is still to be paid.
struct Discount {
  Money amount;
  std::vector<LinePart> lines;  // empty: of the check as a whole
  bool operator==(const Discount&) const = default;
};

// Something else in place of what was flawed, at price zero. The flawed lines stay on the check.
struct Replacement {
  std::vector<LineId> instead_of;
  std::vector<ItemPart> items;
  bool operator==(const Replacement&) const = default;
};

// Goods taken back, others handed out.
struct Exchange {
  std::vector<LineId> instead_of;
  std::vector<ItemPart> items;
  bool operator==(const Exchange&) const = default;
};

// A promise on paper of money at the next visit. Numbered when it is issued.
struct Coupon {
  Money amount;
  std::int32_t valid_days = 30;
  bool operator==(const Coupon&) const = default;
};

// Somebody says sorry, face to face, to the person it happened to (S4.4). Costs nothing, counts in full.
struct PersonalApology {
  PersonId by;
  bool operator==(const PersonalApology&) const = default;
};

// Anything else a person does: a call, a delivery, a gift; or an item added to the check at price zero.
struct Gesture {
  std::vector<ItemPart> items;  // empty: nothing the till knows
  bool operator==(const Gesture&) const = default;
};

using Remedy = std::variant<Refund, Discount, Replacement, Exchange, Coupon, PersonalApology, Gesture>;

// The alternatives of Remedy, in its order, as playbooks name them.
enum class RemedyKind : std::uint8_t { refund = 1, discount, replacement, exchange, coupon, personal_apology, gesture };
[[nodiscard]] RemedyKind kind_of(const Remedy& remedy);

// Whether it is money, given back or taken off; and the kind that a guest sees in it, to whom these two are the same.
[[nodiscard]] bool is_money(RemedyKind kind);
[[nodiscard]] RemedyKind kind_for_guest(RemedyKind kind);

// The items it brings; null where its kind brings none.
[[nodiscard]] const std::vector<ItemPart>* items_of(const Remedy& remedy);

// What the host is asked to do; the kinds of amends.h.
enum class HostWork : std::uint8_t { refund = 1, discount, void_line, reorder, exchange, credit, add_at_zero };

struct HostRequest {
  RequestId id;
  HostWork work = HostWork::refund;
  CheckId check;
  CaseNumber case_number;
  FailureId reason;
  PersonId by;
  PersonId approver;  // empty: nobody was needed
  Money amount;
  std::vector<LinePart> lines;
  std::vector<ItemPart> items;
  bool operator==(const HostRequest&) const = default;
};

}  // namespace amends
