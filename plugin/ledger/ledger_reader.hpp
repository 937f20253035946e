// The lists and look-ups of the store, read from the projections.
// Promises: reads only; newest first, earliest due first, in the order asked: always a stated order.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "desk/ports.hpp"
#include "ledger/fact_table.hpp"
#include "ledger/sqlite.hpp"
#include "ledger/vault.hpp"

namespace amends {

template <class T>
using LedgerResult = tl::expected<T, LedgerProblem>;

class LedgerReader {
 public:
  // The connection must outlive the reader.
  [[nodiscard]] static SqlResult<LedgerReader> prepare(Connection& connection);

  // 0: no such case.
  [[nodiscard]] LedgerResult<std::uint64_t> last_seq_of(const CaseId& subject);
  [[nodiscard]] LedgerResult<std::optional<CaseId>> open_case_of(const CheckId& check);
  [[nodiscard]] LedgerResult<std::vector<Figure>> figures(Measure measure, DaySpan days);
  [[nodiscard]] LedgerResult<std::vector<DayFigure>> figures_by_day(Measure measure, DaySpan days);
  [[nodiscard]] LedgerResult<std::vector<CaseRow>> cases_counted(Measure measure, std::string_view key, DaySpan days,
                                                                 std::uint32_t limit);
  [[nodiscard]] LedgerResult<std::vector<CaseId>> cases_between(Instant begin, Instant end);
  // By that terminal, among the newest facts; what is done by hand beside it has another's clock.
  [[nodiscard]] LedgerResult<std::optional<Instant>> last_written(std::string_view terminal);
  [[nodiscard]] LedgerResult<std::vector<CaseRow>> find_cases(const CaseQuery& query);
  [[nodiscard]] LedgerResult<std::vector<FollowUpRow>> open_follow_ups();
  [[nodiscard]] LedgerResult<std::vector<CaseRow>> cases_waiting();
  [[nodiscard]] LedgerResult<std::uint32_t> waiting_count();
  [[nodiscard]] LedgerResult<std::vector<OutboxRow>> open_requests(FactTable& facts);
  // The facts of the house, the newest first, by their numbers.
  [[nodiscard]] LedgerResult<std::vector<std::uint64_t>> facts_of_the_house();
  // Of these, the ones that say that the file was put back.
  [[nodiscard]] LedgerResult<std::vector<std::uint64_t>> restorations();
  // That the clock was set, or was seen to have been; the newest first.
  [[nodiscard]] LedgerResult<std::vector<std::uint64_t>> clock_facts();
  [[nodiscard]] LedgerResult<std::optional<CaseId>> case_of_number(std::string_view number);
  [[nodiscard]] LedgerResult<std::optional<CouponPlace>> find_coupon(std::string_view code);
  [[nodiscard]] LedgerResult<std::vector<CouponPlace>> coupons_on(const CheckId& check);
  [[nodiscard]] LedgerResult<std::vector<CaseId>> cases_with_deliveries();
  [[nodiscard]] LedgerResult<std::optional<CaseId>> case_of_request(const RequestId& request);
  [[nodiscard]] LedgerResult<bool> has_texts(const CaseId& subject);
  // When the case was recorded after which so many have come; nothing: there aren't so many.
  [[nodiscard]] LedgerResult<std::optional<Instant>> opened_before_newest(std::uint32_t count);
  // Cases recorded before then of which texts are kept; at most `limit`.
  [[nodiscard]] LedgerResult<std::vector<CaseId>> cases_with_texts_before(Instant opened, std::uint32_t limit);
  // Cases of which a phone number or mail address is kept that is this one but for case and spacing.
  [[nodiscard]] LedgerResult<std::vector<CaseId>> cases_of_contact(std::string_view contact, const Vault& vault);
  // Every key that a kept text needs.
  [[nodiscard]] LedgerResult<std::vector<KeyId>> keys_in_use();
  [[nodiscard]] LedgerResult<std::optional<std::string>> read_text(const PrivateRef& text, const Vault& vault);

 private:
  Statement select_last_seq_;
  Statement select_open_case_;
  Statement select_figures_;
  Statement select_figure_days_;
  Statement select_days_counted_;
  Statement select_counted_;
  Statement select_since_;
  Statement select_last_written_;
  Statement select_newest_;
  Statement select_found_;
  Statement select_follow_ups_;
  Statement select_waiting_;
  Statement count_waiting_;
  Statement select_requests_;
  Statement select_house_;
  Statement select_text_;
  Statement select_restorations_;
  Statement select_clock_facts_;
  Statement select_number_;
  Statement select_coupon_;
  Statement select_deliveries_;
  Statement select_coupons_on_;
  Statement select_request_case_;
  Statement select_has_texts_;
  Statement select_opened_;
  Statement select_old_texts_;
  Statement select_contacts_;
  Statement select_keys_;
};

}  // namespace amends
