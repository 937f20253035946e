// The facts' table: appending links to the chain, and reading the facts of a case back.
// Promises: a fact read is checked against its own hash, or it is an error. Refuses: to begin or commit a transaction.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "desk/ports.hpp"
#include "ledger/chain.hpp"
#include "ledger/fact_codec.hpp"
#include "ledger/head.hpp"
#include "ledger/schema.hpp"
#include "ledger/sqlite.hpp"

namespace amends {

struct AskedRequest {
  std::uint64_t seq = 0;
  HostRequest request;
};

// Everything that was appended for one case, oldest first.
struct CaseHistory {
  std::vector<StoredFact> facts;
  std::vector<AskedRequest> requests;
};

// What a new link says besides its body.
struct LinkContext {
  CaseId subject;
  std::uint64_t case_previous = 0;  // the case's last fact before; 0: none
  Instant at;
  std::string_view terminal;
  std::string_view actor;
};

class FactTable {
 public:
  // The connection must outlive the table.
  [[nodiscard]] static SqlResult<FactTable> prepare(Connection& connection, const ChainId& chain);

  [[nodiscard]] const ChainHead& head() const { return head_; }
  // After a transaction was rolled back.
  void go_back_to(const ChainHead& head) { head_ = head; }
  // The end of the chain as it stands in the file.
  [[nodiscard]] SqlResult<ChainHead> read_head();

  // The new link's seq.
  [[nodiscard]] SqlResult<std::uint64_t> append(const LinkContext& context, const EncodedFact& fact);
  // `last_seq` is the case's last fact. damaged: another case's fact stands there, or among those before.
  [[nodiscard]] tl::expected<CaseHistory, LedgerProblem> history_of(const CaseId& wanted, std::uint64_t last_seq);
  [[nodiscard]] tl::expected<HouseBody, LedgerProblem> house_at(std::uint64_t seq);
  [[nodiscard]] tl::expected<AskedRequest, LedgerProblem> request_at(std::uint64_t seq, CaseId& subject);

 private:
  // Moves to the first row of a run of select_, which must be there, and checks it.
  [[nodiscard]] tl::expected<void, LedgerProblem> select_fact(Rows& rows, std::uint64_t seq, CaseId& subject) const;
  // Checks the present row of select_ and says what is wrong with it.
  [[nodiscard]] tl::expected<void, LedgerProblem> check_row(std::uint64_t seq, CaseId& subject) const;

  ChainId chain_{};
  Statement insert_;
  Statement select_;
  Statement select_head_;
  ChainHead head_;
};

}  // namespace amends
