// A ledger's facts read one after the other, from its file alone, also beside a till that writes on.
// Promises: changes nothing; all that one visit gives is the file as it was at one moment; each fact is held against its hash
// and the fact before it, and a signature against the fact that it is over. Older files are read as they are.
// Refuses: to go on past what is damaged, and to need the lists or the keys.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <utility>

#include <tl/expected.hpp>

#include "domain/ids.hpp"
#include "domain/instant.hpp"
#include "ledger/chain.hpp"
#include "ledger/head.hpp"
#include "ledger/schema.hpp"

namespace amends {

// A fact as it is stored. Texts are borrowed until the visitor returns.
struct VisitedFact {
  ChainLink link;
  Hash hash{};
  // Nothing: none is over it.
  std::optional<Signature> signature;
  [[nodiscard]] CaseId subject() const { return {link.case_id}; }
  [[nodiscard]] Instant at() const { return {link.at_microseconds}; }
};

class LedgerVisit {
 public:
  [[nodiscard]] static tl::expected<LedgerVisit, LedgerProblem> open(const std::filesystem::path& file);

  [[nodiscard]] const LedgerIdentity& identity() const { return judged_.identity; }
  // From the first fact on; a visitor that returns false ends it.
  [[nodiscard]] tl::expected<void, LedgerProblem> visit(const std::function<bool(const VisitedFact&)>& visitor);

 private:
  explicit LedgerVisit(JudgedLedger judged) : judged_(std::move(judged)) {}

  JudgedLedger judged_;
};

}  // namespace amends
