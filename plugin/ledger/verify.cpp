#include "ledger/verify.hpp"

#include <algorithm>
#include <map>

#include "ledger/bytes.hpp"

namespace amends {

namespace {

// Walks facts in order. What it knows of the fact before decides what the next one must say.
class Walk {
 public:
  explicit Walk(const ChainId& chain) : chain_(chain) {}

  // Nothing is known before the first fact of a tail: its own word for the hash before it is taken.
  void start_at(std::uint64_t seq, const Hash& previous) {
    next_seq_ = seq;
    verdict_.head = previous;
  }

  // False at a fault.
  bool take(const Statement& row) {
    const auto seq = static_cast<std::uint64_t>(row.integer(0));
    if (seq != next_seq_) {
      return fail(next_seq_, "missing");
    }
    ChainLink link{.seq = seq};
    Hash stored{};
    if (!copy_exactly(row.blob(1), link.case_id) || !copy_exactly(row.blob(8), link.previous) ||
        !copy_exactly(row.blob(9), stored)) {
      return fail(seq, "its identifiers or hashes have a wrong length");
    }
    if (link.previous != verdict_.head) {
      return fail(seq, "it does not follow the fact before it");
    }
    link.at_microseconds = row.integer(3);
    link.terminal = row.text(4);
    link.actor = row.text(5);
    link.kind = row.text(6);
    link.version = static_cast<std::uint32_t>(row.integer(7));
    link.body = row.text(10);
    if (hash_of(chain_, link) != stored) {
      return fail(seq, "its bytes are not those that were hashed");
    }
    case_previous_ = static_cast<std::uint64_t>(row.integer(2));
    case_id_ = link.case_id;
    verdict_.head = stored;
    ++verdict_.facts;
    ++next_seq_;
    return true;
  }

  bool fail(std::uint64_t seq, std::string text) {
    verdict_.fault = ChainFault{seq, std::move(text)};
    return false;
  }

  // Whether the fact just taken names the fact before it in its own case.
  bool takes_its_case_on() {
    std::uint64_t& last = last_of_case_[case_id_];
    if (case_previous_ != last) {
      return fail(next_seq_ - 1, "it does not name the fact before it in its case");
    }
    last = next_seq_ - 1;
    return true;
  }

  ChainVerdict verdict_;

 private:
  const ChainId& chain_;
  std::uint64_t next_seq_ = 1;
  std::uint64_t case_previous_ = 0;
  std::array<std::uint8_t, 16> case_id_{};
  std::map<std::array<std::uint8_t, 16>, std::uint64_t> last_of_case_;
};

constexpr std::string_view kSelectFacts =
    "SELECT seq, case_id, case_previous, at, terminal, actor, kind, version, previous_hash, hash, body "
    "FROM facts WHERE seq >= ? ORDER BY seq";

}  // namespace

SqlResult<ChainVerdict> verify_chain(Connection& connection, const ChainId& chain) {
  auto select = connection.prepare(kSelectFacts);
  if (!select) {
    return tl::unexpected(select.error());
  }
  Walk walk(chain);
  auto rows = select->rows(0);
  for (;;) {
    const auto row = rows.next();
    if (!row) {
      return tl::unexpected(row.error());
    }
    if (!*row || !walk.take(*select) || !walk.takes_its_case_on()) {
      return walk.verdict_;
    }
  }
}

SqlResult<ChainVerdict> verify_tail(Connection& connection, const ChainId& chain, std::uint64_t count) {
  const auto last = connection.integer("SELECT COALESCE(MAX(seq), 0) FROM facts");
  if (!last) {
    return tl::unexpected(last.error());
  }
  auto select = connection.prepare(kSelectFacts);
  if (!select) {
    return tl::unexpected(select.error());
  }
  const auto last_seq = static_cast<std::uint64_t>(*last);
  const std::uint64_t first_seq = last_seq > count ? last_seq - count + 1 : 1;
  Walk walk(chain);
  auto rows = select->rows(first_seq);
  for (bool is_first = true;; is_first = false) {
    const auto row = rows.next();
    if (!row) {
      return tl::unexpected(row.error());
    }
    if (!*row) {
      return walk.verdict_;
    }
    Hash previous{};
    if (is_first && first_seq > 1 && copy_exactly(select->blob(8), previous)) {
      walk.start_at(first_seq, previous);
    }
    if (!walk.take(*select)) {
      return walk.verdict_;
    }
  }
}

SqlResult<std::optional<ChainFault>> verify_last_signature(Connection& connection, const ChainId& chain,
                                                           const PublicKey& key) {
  const auto last = connection.integer("SELECT COALESCE(MAX(seq), 0) FROM facts");
  auto select = connection.prepare(
      "SELECT heads.seq, heads.hash, heads.signature, facts.hash FROM heads LEFT JOIN facts ON facts.seq = heads.seq "
      "ORDER BY heads.seq DESC LIMIT 1");
  if (!last || !select) {
    return tl::unexpected(last ? select.error() : last.error());
  }
  auto rows = select->rows();
  const auto row = rows.next();
  if (!row) {
    return tl::unexpected(row.error());
  }
  ChainHead head;
  if (*row) {
    Hash stored{};
    Signature signature{};
    head.seq = static_cast<std::uint64_t>(select->integer(0));
    const bool is_formed = copy_exactly(select->blob(1), head.hash) && copy_exactly(select->blob(2), signature) &&
                           copy_exactly(select->blob(3), stored);
    if (!is_formed || stored != head.hash || !is_signed_by(key, chain, head, signature)) {
      return ChainFault{head.seq, "it is not what the terminal signed"};
    }
  }
  if (static_cast<std::uint64_t>(*last) > head.seq + kUnsignedMax) {
    return ChainFault{head.seq + kFactsPerSignature, "signatures are missing from there on"};
  }
  return std::nullopt;
}

}  // namespace amends
