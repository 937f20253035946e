#include "ledger/ledger_visit.hpp"

#include <string>
#include <utility>

#include <sodium.h>

#include "ledger/bytes.hpp"
#include "ledger/sqlite.hpp"

namespace amends {

namespace {

// Columns of the SELECT below.
enum Column : int { kSeq, kCaseId, kAt, kTerminal, kActor, kKind, kVersion, kBody, kPrevious, kHash, kSignature };

constexpr std::string_view kSelect =
    "SELECT facts.seq, case_id, at, terminal, actor, kind, version, body, previous_hash, facts.hash, heads.signature "
    "FROM facts LEFT JOIN heads ON heads.seq = facts.seq ORDER BY facts.seq";
// Of a schema in which nothing is signed yet.
constexpr std::string_view kSelectUnsigned =
    "SELECT seq, case_id, at, terminal, actor, kind, version, body, previous_hash, hash, NULL FROM facts ORDER BY seq";

tl::unexpected<LedgerProblem> damaged(std::uint64_t seq, const std::string& text) {
  return tl::unexpected(LedgerProblem{StorageTrouble::damaged, "fact " + std::to_string(seq) + ": " + text});
}

// The present row, which must be the fact after `before`.
tl::expected<VisitedFact, LedgerProblem> read_fact(const Statement& row, const ChainHead& before,
                                                   const LedgerIdentity& identity) {
  VisitedFact fact;
  ChainLink& link = fact.link;
  link.seq = before.seq + 1;
  if (static_cast<std::uint64_t>(row.integer(kSeq)) != link.seq) return damaged(link.seq, "missing");
  if (!copy_exactly(row.blob(kCaseId), link.case_id) || !copy_exactly(row.blob(kPrevious), link.previous) ||
      !copy_exactly(row.blob(kHash), fact.hash)) {
    return damaged(link.seq, "its identifiers or hashes have a wrong length");
  }
  link.at_microseconds = row.integer(kAt);
  link.terminal = row.text(kTerminal);
  link.actor = row.text(kActor);
  link.kind = row.text(kKind);
  link.version = static_cast<std::uint32_t>(row.integer(kVersion));
  link.body = row.text(kBody);
  if (link.previous != before.hash) return damaged(link.seq, "it does not follow the fact before");
  if (hash_of(identity.chain, link) != fact.hash) return damaged(link.seq, "its bytes are not those that were hashed");
  if (row.blob(kSignature).empty()) return fact;
  const bool is_signed = copy_exactly(row.blob(kSignature), fact.signature.emplace()) &&
                         is_signed_by(identity.signing_key, identity.chain, {link.seq, fact.hash}, *fact.signature);
  if (!is_signed) return damaged(link.seq, "the signature over it is not the terminal's");
  return fact;
}

}  // namespace

tl::expected<LedgerVisit, LedgerProblem> LedgerVisit::open(const std::filesystem::path& file) {
  if (sodium_init() < 0) {
    return tl::unexpected(LedgerProblem{StorageTrouble::unavailable, "no source of random numbers"});
  }
  auto judged = open_to_judge(file, "");
  if (!judged) return tl::unexpected(std::move(judged.error()));
  if (auto begun = judged->reader.run("BEGIN"); !begun) return tl::unexpected(problem_of(begun.error()));
  return LedgerVisit(*std::move(judged));
}

tl::expected<void, LedgerProblem> LedgerVisit::visit(const std::function<bool(const VisitedFact&)>& visitor) {
  const bool has_signatures = identity().version >= kFirstSigned;
  auto select = judged_.reader.prepare(has_signatures ? kSelect : kSelectUnsigned);
  if (!select) return tl::unexpected(problem_of(select.error()));
  ChainHead before;
  {
    auto rows = select->rows();
    for (;;) {
      const auto row = rows.next();
      if (!row) return tl::unexpected(problem_of(row.error()));
      if (!*row) break;
      const auto fact = read_fact(*select, before, identity());
      if (!fact) return tl::unexpected(fact.error());
      before = {fact->link.seq, fact->hash};
      if (!visitor(*fact)) return {};
    }
  }
  if (!has_signatures) return {};
  const auto last_signed = judged_.reader.integer("SELECT COALESCE(MAX(seq), 0) FROM heads");
  if (!last_signed) return tl::unexpected(problem_of(last_signed.error()));
  if (static_cast<std::uint64_t>(*last_signed) > before.seq) {
    return damaged(before.seq + 1, "it was signed, and is missing at the end");
  }
  return {};
}

}  // namespace amends
