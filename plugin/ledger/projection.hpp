// Projections: what the lists show, kept beside the facts in the same transaction, and made again from them.
// Promises: live rows and rebuilt rows are the same, byte by byte; a write touches only what a fact changed.
// Refuses: to hold anything that the facts don't.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "desk/ports.hpp"
#include "domain/figures.hpp"
#include "ledger/fact_table.hpp"
#include "ledger/figure_table.hpp"
#include "ledger/ledger_mint.hpp"
#include "ledger/sqlite.hpp"

namespace amends {

struct ProjectedCoupon {
  std::string code;
  ActId act;
  CouponState state = CouponState::issued;
  CheckId check;  // on which it is used, or about to be; empty: none
  bool operator==(const ProjectedCoupon&) const = default;
};

// A case as the projections hold it.
struct ProjectedCase {
  CaseRow row;
  CheckId check;
  std::optional<Contact> contact;
  std::optional<PrivateRef> promise;
  std::vector<FollowUp> follow_ups;
  std::vector<std::pair<RequestId, OutboxState>> requests;  // of acts that have one, asked or not
  std::vector<ProjectedCoupon> coupons;
  std::vector<std::pair<DeliveryId, DeliveryState>> deliveries;
  std::int32_t day = 0;  // that it counts in
  std::vector<Figure> figures;
  bool operator==(const ProjectedCase&) const = default;
};

[[nodiscard]] ProjectedCase project(const Case& state);

// Where a request stands, by what became of its act.
[[nodiscard]] OutboxState outbox_state(ActState state);
[[nodiscard]] OutboxState outbox_state(CouponState state);

// The writing side. Inside a transaction of the caller's.
class Projections {
 public:
  struct Place {
    std::uint64_t position = 0;  // in the order in which cases were recorded; 0: not there yet
    std::uint64_t last_seq = 0;
  };
  struct Asked {
    std::uint64_t seq = 0;
    RequestId id;
  };

  // The connection must outlive the projections.
  [[nodiscard]] static SqlResult<Projections> prepare(Connection& connection);

  [[nodiscard]] SqlResult<Place> place_of(const CaseId& subject);
  // Brings the rows to `after`, whose last fact is `last_seq`; `asked` are requests that are new with it.
  [[nodiscard]] SqlResult<void> write(const Case& after, std::uint64_t last_seq, std::span<const Asked> asked);
  // The cases' own counter is the last case's number.
  // Before a case is written that may be behind by more than one step: the file's own rule is about steps.
  [[nodiscard]] SqlResult<void> drop_coupons(const CaseId& subject);
  [[nodiscard]] SqlResult<void> write_coupon_counter(std::uint64_t coupons);
  // Whether the last fact of the chain has been taken in.
  [[nodiscard]] SqlResult<bool> are_behind();
  // After a transaction was rolled back: what was remembered of the case may not be so.
  void forget(const CaseId& subject) { known_.erase(subject); }
  void forget_all() { known_.clear(); }

 private:
  struct Known {
    Place place;
    ProjectedCase projected;
  };
  [[nodiscard]] SqlResult<void> write_case(const ProjectedCase& now, const Known* before, Place& place);
  [[nodiscard]] SqlResult<void> write_follow_ups(const ProjectedCase& now, const Known* before, Place place);
  [[nodiscard]] SqlResult<void> write_deliveries(const ProjectedCase& now, const Known* before, Place place);
  [[nodiscard]] SqlResult<void> write_coupons(const ProjectedCase& now, const Known* before, Place place);
  [[nodiscard]] SqlResult<void> write_figures(const ProjectedCase& now, const Known* before, Place place);
  [[nodiscard]] SqlResult<void> write_requests(const ProjectedCase& now, const Known* before, Place place,
                                               std::span<const Asked> asked);

  Connection* connection_ = nullptr;
  Statement select_place_;
  Statement insert_case_;
  Statement update_case_;
  Statement update_last_seq_;
  Statement delete_follow_ups_;
  Statement insert_follow_up_;
  Statement insert_request_;
  Statement update_request_;
  Statement upsert_delivery_;
  Statement delete_coupons_;
  Statement insert_coupon_;
  Statement update_coupon_;
  Statement upsert_coupon_counter_;
  FigureTable figures_;
  std::map<CaseId, Known> known_;  // cases written lately, so that what is the same isn't written again
};

// As the lists know them.
[[nodiscard]] SqlResult<Counters> read_counters(Connection& connection);

// After an upgrade: rows for what was recorded before there were such rows, in one transaction. A case that can't be read is
// passed over, as in every list.
[[nodiscard]] tl::expected<void, LedgerProblem> fill_lists(Connection& connection, FactTable& facts,
                                                           Projections& projections);

// Takes in the facts that the projections don't have yet; with `from_nothing`, all of them, after emptying the tables.
[[nodiscard]] tl::expected<void, LedgerProblem> bring_up_to_date(Connection& connection, FactTable& facts,
                                                                 Projections& projections, bool from_nothing);

}  // namespace amends
