// The cases of a ledger's file with all that happened to them, read from its facts alone.
// Promises: as LedgerVisit; cases come in the order in which they were recorded. Refuses: facts of kinds that this version
// doesn't know.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "desk/ports.hpp"
#include "ledger/ledger_visit.hpp"

namespace amends {

struct RecordedCase {
  Case state;
  std::vector<StoredFact> history;  // the oldest first
};

struct LedgerCases {
  std::vector<RecordedCase> cases;
  std::map<std::string, PackText> packs;  // that were ever taken, by version: what cases are judged by
  ChainHead head;                         // of the whole file
};

// Of those cases that are wanted, as they were recorded.
[[nodiscard]] tl::expected<LedgerCases, LedgerProblem> read_cases(
    LedgerVisit& ledger, const std::function<bool(const CaseRecorded& recorded, Instant at)>& is_wanted);

}  // namespace amends
