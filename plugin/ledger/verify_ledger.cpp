#include "ledger/verify_ledger.hpp"

#include <array>
#include <map>
#include <set>
#include <string_view>
#include <system_error>
#include <utility>

#include <sodium.h>

#include "ledger/bytes.hpp"
#include "ledger/fact_codec.hpp"
#include "ledger/fact_table.hpp"
#include "ledger/ledger_mint.hpp"
#include "ledger/ledger_reader.hpp"
#include "ledger/projection.hpp"
#include "ledger/vault.hpp"
#include "ledger/verify.hpp"

namespace amends {

namespace {

class Verifying {
 public:
  Verifying(Connection& connection, const LedgerIdentity& identity) : connection_(connection), identity_(identity) {
    verdict_.signing_key = identity.signing_key;
  }

  // What is said of the file itself.
  [[nodiscard]] SqlResult<void> check_names();
  [[nodiscard]] SqlResult<void> check_pages();
  [[nodiscard]] SqlResult<void> check_chain(const std::optional<HeadMark>& mark);
  [[nodiscard]] SqlResult<void> check_signatures();
  // Works the projections out anew, in a file of its own, and holds them against those that are there.
  [[nodiscard]] SqlResult<void> make_copy();
  [[nodiscard]] SqlResult<void> check_projections();
  [[nodiscard]] SqlResult<void> check_texts(const Vault& vault);

  [[nodiscard]] bool is_whole_chain() const { return is_whole_chain_; }
  [[nodiscard]] LedgerVerdict take() { return std::move(verdict_); }
  void fault(std::uint64_t seq, std::string text) { verdict_.faults.push_back({seq, std::move(text)}); }

 private:
  [[nodiscard]] SqlResult<std::optional<Hash>> hash_at(std::uint64_t seq);
  void check_mark(const HeadMark& mark, const std::optional<Hash>& stored);
  [[nodiscard]] SqlResult<void> compare(const char* table, const char* order);

  Connection& connection_;
  Connection copy_;
  const LedgerIdentity& identity_;
  LedgerVerdict verdict_;
  bool is_whole_chain_ = false;
};

SqlResult<void> Verifying::check_names() {
  const auto others = connection_.integer(
      "SELECT COUNT(*) FROM meta WHERE name NOT IN ('schema_version', 'compatible_version', 'chain_id', "
      "'pepper_check', "
      "'signing_key', 'erasing')");
  if (!others) {
    return tl::unexpected(others.error());
  }
  if (*others != 0) {
    fault(0, "it says something of itself that no version writes");
  }
  return {};
}

SqlResult<void> Verifying::check_pages() {
  auto check = connection_.prepare("PRAGMA integrity_check(5)");
  if (!check) {
    return tl::unexpected(check.error());
  }
  auto rows = check->rows();
  for (;;) {
    const auto row = rows.next();
    if (!row) {
      return tl::unexpected(row.error());
    }
    if (!*row) {
      return {};
    }
    if (check->text(0) != "ok") {
      fault(0, "SQLite finds: " + std::string(check->text(0)));
    }
  }
}

SqlResult<std::optional<Hash>> Verifying::hash_at(std::uint64_t seq) {
  auto select = connection_.prepare("SELECT hash FROM facts WHERE seq = ?");
  if (!select) {
    return tl::unexpected(select.error());
  }
  auto rows = select->rows(seq);
  const auto row = rows.next();
  if (!row) {
    return tl::unexpected(row.error());
  }
  Hash hash{};
  const bool is_there = *row && copy_exactly(select->blob(0), hash);
  return is_there ? std::optional(hash) : std::nullopt;
}

void Verifying::check_mark(const HeadMark& mark, const std::optional<Hash>& stored) {
  if (mark.seq > verdict_.head.seq) {
    fault(verdict_.head.seq + 1, "the head that was given is fact " + std::to_string(mark.seq) + ": " +
                                     std::to_string(mark.seq - verdict_.head.seq) +
                                     " facts are missing at the end. They were cut off, or this is an older copy");
  } else if (!stored || !fits(mark, {mark.seq, *stored})) {
    fault(mark.seq,
          "it is not the fact whose head was given: this file's history is another one from there, or from "
          "before, on");
  }
}

SqlResult<void> Verifying::check_chain(const std::optional<HeadMark>& mark) {
  auto chain = verify_chain(connection_, identity_.chain);
  if (!chain) {
    return tl::unexpected(chain.error());
  }
  verdict_.facts = chain->facts;
  verdict_.head = {chain->facts, chain->head};
  is_whole_chain_ = !chain->fault;
  if (chain->fault) {
    fault(chain->fault->seq, std::move(chain->fault->text));
    return {};
  }
  if (mark) {
    const auto stored = hash_at(mark->seq);
    if (!stored) {
      return tl::unexpected(stored.error());
    }
    check_mark(*mark, *stored);
  }
  return {};
}

SqlResult<void> Verifying::check_signatures() {
  auto select = connection_.prepare(
      "SELECT heads.seq, heads.hash, heads.signature, facts.hash FROM heads LEFT JOIN facts ON facts.seq = heads.seq "
      "ORDER BY heads.seq");
  if (!select) {
    return tl::unexpected(select.error());
  }
  bool is_first = true;
  auto rows = select->rows();
  for (;; is_first = false) {
    const auto row = rows.next();
    if (!row) {
      return tl::unexpected(row.error());
    }
    if (!*row) {
      break;
    }
    ChainHead head{static_cast<std::uint64_t>(select->integer(0)), {}};
    Hash stored{};
    Signature signature{};
    const bool is_formed = copy_exactly(select->blob(1), head.hash) && copy_exactly(select->blob(2), signature);
    if (!is_formed || !is_signed_by(identity_.signing_key, identity_.chain, head, signature)) {
      fault(head.seq, "the signature over it is not the terminal's");
      return {};
    }
    if (!copy_exactly(select->blob(3), stored) || stored != head.hash) {
      fault(head.seq, "it is not the fact that the terminal signed");
      return {};
    }
    if (!is_first && head.seq - verdict_.signed_up_to > kUnsignedMax) {
      fault(verdict_.signed_up_to + kFactsPerSignature, "signatures are missing from there on");
    }
    verdict_.signed_up_to = head.seq;
  }
  if (verdict_.head.seq - verdict_.signed_up_to > kUnsignedMax && verdict_.head.seq > verdict_.signed_up_to) {
    fault(verdict_.signed_up_to + kFactsPerSignature, "signatures are missing from there on");
  }
  return {};
}

SqlResult<void> Verifying::compare(const char* table, const char* order) {
  const std::string sql = std::string("SELECT * FROM ") + table + " ORDER BY " + order;
  auto left = connection_.prepare(sql);
  auto right = copy_.prepare(sql);
  if (!left || !right) {
    return tl::unexpected(left ? right.error() : left.error());
  }
  auto left_rows = left->rows();
  auto right_rows = right->rows();
  for (std::uint64_t number = 1;; ++number) {
    const auto has_left = left_rows.next();
    const auto has_right = right_rows.next();
    if (!has_left || !has_right) {
      return tl::unexpected(has_left ? has_right.error() : has_left.error());
    }
    bool is_same = *has_left == *has_right;
    if (is_same && !*has_left) {
      return {};
    }
    for (int column = 0; is_same && column < left->columns(); ++column)
      is_same = left->text(column) == right->text(column);
    if (!is_same) {
      fault(0, std::string("the list '") + table + "' does not follow from the facts, from its row " +
                   std::to_string(number) + " on. It can be made again: amends-admin rebuild");
      return {};
    }
  }
}

// A copy in memory, of this schema.
SqlResult<void> Verifying::make_copy() {
  auto copy = Connection::open("", OpenMode::scratch, "");
  if (!copy) {
    return tl::unexpected(copy.error());
  }
  if (auto copied = copy->take_copy_of(connection_, -1, nullptr); !copied) {
    return copied;
  }
  copy_ = std::move(*copy);
  return bring_tables_up(copy_, identity_.version);
}

SqlResult<void> Verifying::check_projections() {
  auto facts = FactTable::prepare(copy_, identity_.chain);
  auto projections = Projections::prepare(copy_);
  if (!facts || !projections) {
    return tl::unexpected(facts ? projections.error() : facts.error());
  }
  if (auto rebuilt = bring_up_to_date(copy_, *facts, *projections, true); !rebuilt) {
    fault(0, "the lists can't be worked out from the facts: " + rebuilt.error().text);
    return {};
  }
  struct Kept {
    const char* table;
    const char* order;
    std::int64_t since = 1;  // the first schema with it
  };
  constexpr std::array kTables = std::to_array<Kept>({
      {"cases", "position"},
      {"follow_ups", "case_position, number"},
      {"outbox", "asked_seq"},
      {"counters", "name"},
      {"coupons", "code", kFirstWithCoupons},
      {"deliveries", "case_position, number", kFirstWithCoupons},
      {"figures", "measure, day, key", kFirstWithFigures},
      {"figure_blocks", "measure, block, key", kFirstWithFigures},
      {"case_figures", "case_position", kFirstWithFigures},
  });
  for (const Kept& kept : kTables) {
    if (identity_.version < kept.since) {
      continue;
    }
    if (auto compared = compare(kept.table, kept.order); !compared) {
      return compared;
    }
  }
  return {};
}

// Each text that a fact names is there and is what was committed to, unless its guest was erased after it.
SqlResult<void> Verifying::check_texts(const Vault& vault) {
  auto reader = LedgerReader::prepare(copy_);
  auto select = connection_.prepare(
      "SELECT seq, case_id, kind, version, body FROM facts WHERE kind IN ('text.noted', 'contact.given', "
      "'guest.erased') ORDER BY seq DESC");
  if (!reader || !select) {
    return tl::unexpected(reader ? select.error() : reader.error());
  }
  verdict_.texts_were_read = true;
  std::set<std::array<std::uint8_t, 16>> erased;
  auto rows = select->rows();
  for (;;) {
    const auto row = rows.next();
    if (!row) {
      return tl::unexpected(row.error());
    }
    if (!*row) {
      break;
    }
    const auto seq = static_cast<std::uint64_t>(select->integer(0));
    std::array<std::uint8_t, 16> subject{};
    const auto body = decode(select->text(2), static_cast<std::uint32_t>(select->integer(3)), select->text(4));
    if (!copy_exactly(select->blob(1), subject) || !body) {
      fault(seq, "it can't be read");
      return {};
    }
    const PrivateRef* text = text_of(*body);
    if (text == nullptr) {
      erased.insert(subject);
    } else if (!erased.contains(subject)) {
      const auto clear = reader->read_text(*text, vault);
      if (!clear || !*clear) {
        fault(seq, "the guest's text that it names is gone or is another one");
        return {};
      }
      ++verdict_.texts;
    }
  }
  const auto kept = connection_.integer("SELECT COUNT(*) FROM private_texts");
  if (!kept) {
    return tl::unexpected(kept.error());
  }
  if (static_cast<std::uint64_t>(*kept) != verdict_.texts) {
    fault(0, "there are guests' texts that no fact names");
  }
  return {};
}

}  // namespace

tl::expected<LedgerVerdict, LedgerProblem> verify_ledger(const VerifyRequest& request) {
  if (sodium_init() < 0) {
    return tl::unexpected(LedgerProblem{StorageTrouble::unavailable, "no source of random numbers"});
  }
  auto opened = open_to_judge(request.file, request.vfs);
  if (!opened) {
    return tl::unexpected(opened.error());
  }
  Verifying verifying(opened->reader, opened->identity);
  if (request.goes_on) {
    opened->reader.ask_on_the_way(request.goes_on);
  }
  // One moment of the file, whoever writes on meanwhile.
  if (auto begun = opened->reader.run("BEGIN"); !begun) {
    return tl::unexpected(problem_of(begun.error()));
  }
  if (auto tables = judge_tables(opened->reader, opened->identity.version); !tables) {
    verifying.fault(0, tables.error().text);
  }
  auto done = verifying.check_names();
  if (done) {
    done = verifying.check_pages();
  }
  if (done) {
    done = verifying.check_chain(request.mark);
  }
  if (done && verifying.is_whole_chain() && opened->identity.version >= kFirstSigned) {
    done = verifying.check_signatures();
  }
  const bool goes_on = verifying.is_whole_chain() && request.depth == VerifyDepth::everything;
  if (done && goes_on) {
    done = verifying.make_copy();
  }
  if (done && goes_on) {
    done = verifying.check_projections();
  }
  if (done && goes_on) {
    const auto vault = Vault::open(request.keys);
    if (vault && vault->pepper_check() == opened->identity.pepper_check) {
      done = verifying.check_texts(*vault);
    } else if (vault) {
      verifying.fault(0, "the keys beside it are another ledger's");
    }
  }
  if (!done) {
    // What SQLite can't read is damage, and is told with what was found before.
    verifying.fault(0, "it can't be read further: " + done.error().text);
  }
  return verifying.take();
}

}  // namespace amends
