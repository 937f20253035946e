// A ledger's facts for whoever has nothing of ours: JSON Lines, as facts.schema.json says and FORMAT.md explains.
// Lines, not one document: a year of facts is written and read with the memory of one, a file that was cut off is good up to
// there, and what reads lines (jq, a data warehouse, a text editor) needs no reader of ours.
// Promises: guests' names, contacts and free words are in none of them, only references; each line has what its fact's hash is
// made of. As LedgerVisit, otherwise.
#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <string_view>

#include <tl/expected.hpp>

#include "domain/instant.hpp"
#include "ledger/ledger_visit.hpp"

namespace amends {

// Facts from `begin` on and before `end`, by the clock of the moment; all of them, unless said otherwise.
struct ExportRange {
  Instant begin{std::numeric_limits<std::int64_t>::min()};
  Instant end{std::numeric_limits<std::int64_t>::max()};
};

// Gives each line, without its end, to `take`; a no ends it. How many facts were given.
[[nodiscard]] tl::expected<std::uint64_t, LedgerProblem> export_facts(
    LedgerVisit& ledger, const ExportRange& range, const std::function<bool(std::string_view)>& take);

}  // namespace amends
