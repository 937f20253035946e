// The ledger: the desk's store on SQLite. FORMAT.md says what stands in its files.
// Promises: an append is durable when it returns, or not there at all; what can't be used says so and harms nothing: a
// locked, damaged or newer ledger is left as it is. Refuses: to write on after a commit whose fate is unknown.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

#include "desk/ports.hpp"
#include "ledger/head.hpp"

namespace amends {

struct LedgerSettings {
  std::filesystem::path folder;  // DATA; made when missing
  std::string terminal;          // e.g. "T3"; at most 12 letters, digits and . _ - are kept
  std::string vfs;               // a registered SQLite file system; empty: the system's own
  std::string store;             // whose coupons it gives and takes
};

class Ledger final : public Store {
 public:
  // Never nothing; trouble() says whether it can be used.
  [[nodiscard]] static std::unique_ptr<Ledger> open(const LedgerSettings& settings);
  ~Ledger() override;
  Ledger(const Ledger&) = delete;
  Ledger& operator=(const Ledger&) = delete;

  // no_space lasts only as long as the disk is full: then append tries again.
  [[nodiscard]] StorageTrouble trouble() const override;
  // What the system said of the last trouble, for a log; nothing of a guest is in it.
  [[nodiscard]] const std::string& trouble_text() const;

  [[nodiscard]] Mint& mint() override;
  void forget() override;
  [[nodiscard]] tl::expected<void, StorageTrouble> append(const Decision& decision, const Case& after) override;

  // Each fact is checked against its own hash; a fact that fails makes its case `damaged`, not the ledger.
  [[nodiscard]] tl::expected<std::vector<StoredFact>, StorageTrouble> facts_of(CaseId subject) override;
  [[nodiscard]] std::optional<CaseId> open_case_of(const CheckId& check) override;
  [[nodiscard]] std::vector<CaseRow> find_cases(const CaseQuery& query) override;
  [[nodiscard]] std::vector<FollowUpRow> open_follow_ups() override;
  [[nodiscard]] std::vector<Figure> figures(Measure measure, DaySpan days) override;
  [[nodiscard]] std::vector<DayFigure> figures_by_day(Measure measure, DaySpan days) override;
  [[nodiscard]] std::vector<CaseRow> cases_counted(Measure measure, std::string_view key, DaySpan days,
                                                   std::uint32_t limit) override;
  [[nodiscard]] std::vector<CaseId> cases_between(Instant begin, Instant end) override;
  [[nodiscard]] std::vector<CaseRow> cases_waiting() override;
  [[nodiscard]] std::uint32_t waiting_count() override;
  [[nodiscard]] std::vector<OutboxRow> open_requests() override;
  [[nodiscard]] std::optional<Instant> last_written() override;
  [[nodiscard]] std::optional<ClockJump> unseen_clock_jump() override;
  [[nodiscard]] tl::expected<void, StorageTrouble> append(const HouseFact& fact) override;
  [[nodiscard]] std::optional<PackText> last_pack() override;
  [[nodiscard]] std::optional<PackText> pack_of(std::string_view version) override;
  [[nodiscard]] std::optional<std::string> read_text(const PrivateRef& text) override;

  [[nodiscard]] std::optional<CouponPlace> find_coupon(std::string_view code) override;
  [[nodiscard]] std::vector<CouponPlace> coupons_on(const CheckId& check) override;
  [[nodiscard]] std::vector<CaseId> cases_with_deliveries() override;
  [[nodiscard]] std::optional<CaseId> case_of_request(const RequestId& request) override;
  [[nodiscard]] std::string scan_of(std::string_view code, Money amount, Instant expires) override;
  [[nodiscard]] bool is_genuine(const CouponScan& scan) override;

  // The cases in which a guest left this phone number or mail address, however it was spaced and written.
  [[nodiscard]] std::vector<CaseId> cases_of_contact(std::string_view contact);
  [[nodiscard]] std::optional<CaseId> case_of_number(std::string_view number);
  // Erases name, contact and free words of the guest of a case: its texts, and the key that opens them in every copy of
  // the file. What was done for the guest stands. Nothing happens to a case that holds none.
  [[nodiscard]] tl::expected<void, StorageTrouble> erase_guest(const CaseId& subject, const PersonId& by, Instant at);
  [[nodiscard]] tl::expected<std::uint32_t, StorageTrouble> erase_guests_before(Instant opened, Instant at) override;
  [[nodiscard]] ChainHead head() const;

  // For idle moments: moves what was committed from the log into the file, so that no append has to.
  void tidy() override;
  // Empties the projections and makes them again from the facts.
  [[nodiscard]] tl::expected<void, StorageTrouble> rebuild();

 private:
  struct Parts;
  template <class Wanted>
  [[nodiscard]] std::optional<PackText> find_pack(const Wanted& is_wanted);
  explicit Ledger(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace amends
