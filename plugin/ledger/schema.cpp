#include "ledger/schema.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <optional>
#include <span>
#include <string_view>
#include <system_error>
#include <utility>

#include <sqlite3.h>

#include "ledger/bytes.hpp"
#include "ledger/folder.hpp"
#include "ledger/verify.hpp"

namespace amends {

namespace {

constexpr std::int64_t kApplicationId = 0x416d6473;  // "Amds"
// A file of at most this many pages is checked whole when it is opened.
constexpr std::int64_t kSmallFilePages = 1024;

struct SchemaPart {
  std::int64_t since;  // the schema that it came with
  const char* name;
  const char* sql;         // as sqlite_schema keeps it
  std::int64_t until = 0;  // the first schema without it, which drops it; 0: none
  [[nodiscard]] bool is_in(std::int64_t version) const { return since <= version && (until == 0 || version < until); }
};

// Everything but `meta`, `facts`, `heads` and `private_texts` is a projection and can be made again from the facts.
constexpr std::array kSchema = std::to_array<SchemaPart>({
    {1, "meta", R"(CREATE TABLE meta (
  name TEXT NOT NULL PRIMARY KEY,
  value ANY NOT NULL
) STRICT, WITHOUT ROWID)"},
    {1, "facts", R"(CREATE TABLE facts (
  seq INTEGER PRIMARY KEY CHECK (seq > 0),
  case_id BLOB NOT NULL CHECK (length(case_id) = 16),
  case_previous INTEGER NOT NULL CHECK (case_previous >= 0 AND case_previous < seq),
  at INTEGER NOT NULL,
  terminal TEXT NOT NULL,
  actor TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind <> ''),
  version INTEGER NOT NULL CHECK (version > 0),
  body TEXT NOT NULL,
  previous_hash BLOB NOT NULL CHECK (length(previous_hash) = 32),
  hash BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT)"},
    {1, "facts_are_not_changed", R"(CREATE TRIGGER facts_are_not_changed BEFORE UPDATE ON facts
BEGIN
  SELECT RAISE(ABORT, 'facts are append-only');
END)"},
    {1, "facts_are_not_deleted", R"(CREATE TRIGGER facts_are_not_deleted BEFORE DELETE ON facts
BEGIN
  SELECT RAISE(ABORT, 'facts are append-only');
END)"},
    {1, "facts_come_in_order", R"(CREATE TRIGGER facts_come_in_order BEFORE INSERT ON facts
WHEN NEW.seq IS NOT (SELECT COALESCE(MAX(seq), 0) + 1 FROM facts)
BEGIN
  SELECT RAISE(ABORT, 'facts are appended at the end');
END)"},
    // Facts of the house have no case; they are few, and one is looked for by its kind.
    {2, "facts_of_the_house", R"(CREATE INDEX facts_of_the_house ON facts (seq)
WHERE case_id = x'00000000000000000000000000000000')"},
    {3, "heads", R"(CREATE TABLE heads (
  seq INTEGER PRIMARY KEY CHECK (seq > 0),
  hash BLOB NOT NULL CHECK (length(hash) = 32),
  signature BLOB NOT NULL CHECK (length(signature) = 64)
) STRICT)"},
    {3, "heads_are_not_changed", R"(CREATE TRIGGER heads_are_not_changed BEFORE UPDATE ON heads
BEGIN
  SELECT RAISE(ABORT, 'heads are append-only');
END)"},
    {3, "heads_are_not_deleted", R"(CREATE TRIGGER heads_are_not_deleted BEFORE DELETE ON heads
BEGIN
  SELECT RAISE(ABORT, 'heads are append-only');
END)"},
    {1, "private_texts", R"(CREATE TABLE private_texts (
  id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  case_id BLOB NOT NULL CHECK (length(case_id) = 16),
  kind INTEGER NOT NULL CHECK (kind BETWEEN 1 AND 8),
  key_id BLOB NOT NULL CHECK (length(key_id) = 16),
  nonce BLOB NOT NULL CHECK (length(nonce) = 24),
  sealed BLOB NOT NULL,
  salt BLOB NOT NULL CHECK (length(salt) = 16)
) STRICT, WITHOUT ROWID)"},
    {1, "private_texts_are_not_changed", R"(CREATE TRIGGER private_texts_are_not_changed BEFORE UPDATE ON private_texts
BEGIN
  SELECT RAISE(ABORT, 'private texts are kept or erased, never changed');
END)"},
    {3, "private_texts_by_case", "CREATE INDEX private_texts_by_case ON private_texts (case_id)"},
    {1, "counters", R"(CREATE TABLE counters (
  name TEXT NOT NULL PRIMARY KEY CHECK (name = 'coupon'),
  value INTEGER NOT NULL CHECK (value >= 0)
) STRICT, WITHOUT ROWID)"},
    {1, "cases", R"(CREATE TABLE cases (
  position INTEGER PRIMARY KEY CHECK (position > 0),
  case_id BLOB NOT NULL CHECK (length(case_id) = 16),
  last_seq INTEGER NOT NULL CHECK (last_seq > 0),
  finished INTEGER NOT NULL CHECK (finished IN (0, 1)),
  withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1)),
  complete INTEGER NOT NULL CHECK (complete IN (0, 1)),
  waits_for_approval INTEGER NOT NULL CHECK (waits_for_approval IN (0, 1)),
  waits_for_hand INTEGER NOT NULL CHECK (waits_for_hand IN (0, 1)),
  severity INTEGER NOT NULL CHECK (severity BETWEEN 1 AND 4),
  opened INTEGER NOT NULL,
  number TEXT NOT NULL,
  check_id TEXT NOT NULL,
  check_number TEXT NOT NULL,
  place TEXT NOT NULL,
  failure TEXT NOT NULL,
  items TEXT NOT NULL,
  opened_by TEXT NOT NULL,
  search_text TEXT NOT NULL,
  contact_kind INTEGER NOT NULL CHECK (contact_kind BETWEEN 0 AND 8),
  contact_consent INTEGER NOT NULL CHECK (contact_consent IN (0, 1)),
  contact_id BLOB NOT NULL,
  contact_commitment BLOB NOT NULL,
  promise_id BLOB NOT NULL,
  promise_commitment BLOB NOT NULL
) STRICT)"},
    {1, "cases_by_id", "CREATE UNIQUE INDEX cases_by_id ON cases (case_id)"},
    {3, "cases_by_number", "CREATE INDEX cases_by_number ON cases (number)"},
    {3, "cases_by_check_number", "CREATE INDEX cases_by_check_number ON cases (check_number)"},
    {1, "cases_open_by_check", R"(CREATE INDEX cases_open_by_check ON cases (check_id)
WHERE finished = 0 AND withdrawn = 0 AND check_id <> '')"},
    {1, "cases_waiting", R"(CREATE INDEX cases_waiting ON cases (position)
WHERE finished = 0 AND withdrawn = 0 AND waits_for_approval + waits_for_hand > 0)",
     4},
    // What is in doubt waits for a hand though its case is finished: a coupon comes back weeks later.
    {4, "cases_that_wait", R"(CREATE INDEX cases_that_wait ON cases (position)
WHERE withdrawn = 0 AND (waits_for_hand = 1 OR (waits_for_approval = 1 AND finished = 0)))"},
    {1, "follow_ups", R"(CREATE TABLE follow_ups (
  case_position INTEGER NOT NULL REFERENCES cases (position),
  number INTEGER NOT NULL CHECK (number > 0),
  timing INTEGER NOT NULL CHECK (timing BETWEEN 1 AND 4),
  due INTEGER NOT NULL,
  owner TEXT NOT NULL,
  result INTEGER NOT NULL CHECK (result BETWEEN 0 AND 4),
  answered INTEGER NOT NULL,
  PRIMARY KEY (case_position, number)
) STRICT, WITHOUT ROWID)"},
    {1, "follow_ups_open", "CREATE INDEX follow_ups_open ON follow_ups (due) WHERE result = 0"},
    {1, "outbox", R"(CREATE TABLE outbox (
  asked_seq INTEGER PRIMARY KEY REFERENCES facts (seq),
  request_id TEXT NOT NULL CHECK (length(request_id) BETWEEN 1 AND 45),
  case_position INTEGER NOT NULL REFERENCES cases (position),
  state INTEGER NOT NULL CHECK (state BETWEEN 1 AND 3)
) STRICT)"},
    {1, "outbox_by_request", "CREATE UNIQUE INDEX outbox_by_request ON outbox (request_id)"},
    {1, "outbox_open", "CREATE INDEX outbox_open ON outbox (asked_seq) WHERE state < 3"},
    {4, "coupons", R"(CREATE TABLE coupons (
  code TEXT NOT NULL PRIMARY KEY CHECK (code <> ''),
  case_position INTEGER NOT NULL REFERENCES cases (position),
  act INTEGER NOT NULL CHECK (act > 0),
  state INTEGER NOT NULL CHECK (state BETWEEN 1 AND 7),
  check_id TEXT NOT NULL
) STRICT, WITHOUT ROWID)"},
    {4, "deliveries", R"(CREATE TABLE deliveries (
  case_position INTEGER NOT NULL REFERENCES cases (position),
  number INTEGER NOT NULL CHECK (number > 0),
  state INTEGER NOT NULL CHECK (state BETWEEN 1 AND 6),
  PRIMARY KEY (case_position, number)
) STRICT, WITHOUT ROWID)"},
    {5, "figures", R"(CREATE TABLE figures (
  measure INTEGER NOT NULL CHECK (measure > 0),
  day INTEGER NOT NULL,
  key TEXT NOT NULL,
  count INTEGER NOT NULL CHECK (count >= 0),
  sum INTEGER NOT NULL,
  PRIMARY KEY (measure, day, key)
) STRICT, WITHOUT ROWID)"},
    {5, "figure_blocks", R"(CREATE TABLE figure_blocks (
  measure INTEGER NOT NULL CHECK (measure > 0),
  block INTEGER NOT NULL,
  key TEXT NOT NULL,
  count INTEGER NOT NULL CHECK (count >= 0),
  sum INTEGER NOT NULL,
  PRIMARY KEY (measure, block, key)
) STRICT, WITHOUT ROWID)"},
    {5, "case_figures", R"(CREATE TABLE case_figures (
  case_position INTEGER PRIMARY KEY REFERENCES cases (position),
  day INTEGER NOT NULL,
  figures TEXT NOT NULL
) STRICT)"},
    {5, "case_figures_by_day", "CREATE INDEX case_figures_by_day ON case_figures (day, case_position)"},
    {4, "deliveries_open", "CREATE INDEX deliveries_open ON deliveries (case_position) WHERE state < 3"},
    {4, "coupons_by_check", "CREATE INDEX coupons_by_check ON coupons (check_id) WHERE check_id <> ''"},
});

tl::unexpected<LedgerProblem> damaged(std::string text) {
  return tl::unexpected(LedgerProblem{StorageTrouble::damaged, std::move(text)});
}

tl::unexpected<LedgerProblem> failed(const SqlError& error) {
  return tl::unexpected(problem_of(error));
}

SqlResult<void> write_meta(Connection& connection, const LedgerIdentity& identity) {
  auto insert = connection.prepare("INSERT INTO meta (name, value) VALUES (?, ?)");
  if (!insert) {
    return tl::unexpected(insert.error());
  }
  auto done = insert->run("schema_version", kSchemaVersion);
  if (done) {
    done = insert->run("compatible_version", kCompatibleVersion);
  }
  if (done) {
    done = insert->run("chain_id", Blob{identity.chain});
  }
  if (done) {
    done = insert->run("pepper_check", Blob{identity.pepper_check});
  }
  if (done) {
    done = insert->run("signing_key", Blob{identity.signing_key});
  }
  return done;
}

SqlResult<void> build_tables(Connection& connection, const LedgerIdentity& identity) {
  auto transaction = Transaction::begin(connection);
  if (!transaction) {
    return tl::unexpected(transaction.error());
  }
  for (const SchemaPart& part : kSchema) {
    if (!part.is_in(kSchemaVersion)) {
      continue;
    }
    if (auto made = connection.run(part.sql); !made) {
      return made;
    }
  }
  if (auto written = write_meta(connection, identity); !written) {
    return written;
  }
  return transaction->commit();
}

constexpr const char* kCreatePragmas =
    "PRAGMA page_size = 4096; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA application_id = "
    "1097688179;";
static_assert(kApplicationId == 1097688179);

SqlResult<std::int64_t> meta_integer(Connection& connection, const char* name) {
  auto select = connection.prepare("SELECT value FROM meta WHERE name = ? AND typeof(value) = 'integer'");
  if (!select) {
    return tl::unexpected(select.error());
  }
  auto rows = select->rows(name);
  const auto row = rows.next();
  if (!row) {
    return tl::unexpected(row.error());
  }
  return *row ? select->integer(0) : 0;
}

SqlResult<std::vector<std::uint8_t>> meta_blob(Connection& connection, const char* name) {
  auto select = connection.prepare("SELECT value FROM meta WHERE name = ?");
  if (!select) {
    return tl::unexpected(select.error());
  }
  auto rows = select->rows(name);
  const auto row = rows.next();
  if (!row) {
    return tl::unexpected(row.error());
  }
  if (!*row) {
    return std::vector<std::uint8_t>();
  }
  const auto bytes = select->blob(0);
  return std::vector<std::uint8_t>(bytes.begin(), bytes.end());
}

tl::expected<LedgerIdentity, LedgerProblem> judge_identity(Connection& connection) {
  const auto application = connection.integer("PRAGMA application_id");
  if (!application) {
    return failed(application.error());
  }
  if (*application != kApplicationId) {
    return damaged("the file is not a ledger of Amends");
  }
  const auto version = meta_integer(connection, "schema_version");
  const auto compatible = meta_integer(connection, "compatible_version");
  if (!version || !compatible) {
    return failed(version ? compatible.error() : version.error());
  }
  if (*compatible > kSchemaVersion) {
    return tl::unexpected(LedgerProblem{StorageTrouble::newer, "the file needs schema " + std::to_string(*compatible)});
  }
  const bool is_at_odds = *version == kSchemaVersion && *compatible != kCompatibleVersion;
  if (*compatible < 1 || *version < *compatible || is_at_odds) {
    return damaged("the file's versions are not there");
  }
  const auto chain = meta_blob(connection, "chain_id");
  auto pepper_check = meta_blob(connection, "pepper_check");
  if (!chain || !pepper_check) {
    return failed(chain ? pepper_check.error() : chain.error());
  }
  LedgerIdentity identity;
  if (chain->size() != identity.chain.size()) {
    return damaged("the chain has no name");
  }
  std::copy(chain->begin(), chain->end(), identity.chain.begin());
  identity.pepper_check = std::move(*pepper_check);
  identity.version = *version;
  const auto signing_key = meta_blob(connection, "signing_key");
  if (!signing_key) {
    return failed(signing_key.error());
  }
  if (*version >= kFirstSigned && !copy_exactly(*signing_key, identity.signing_key)) {
    return damaged("the key that its heads are signed with is not named");
  }
  return identity;
}

bool has_log(const std::filesystem::path& file) {
  std::error_code error;
  const auto size = std::filesystem::file_size(file.string() + "-wal", error);
  return !error && size > 0;
}

tl::expected<void, LedgerProblem> judge_pages(Connection& connection, const std::filesystem::path& file) {
  const auto pages = connection.integer("PRAGMA page_count");
  const auto page_size = connection.integer("PRAGMA page_size");
  if (!pages || !page_size) {
    return failed(pages ? page_size.error() : pages.error());
  }
  std::error_code error;
  const auto file_size = std::filesystem::file_size(file, error);
  if (!has_log(file) && !error && static_cast<std::int64_t>(file_size) != *pages * *page_size) {
    return damaged("the file is not as long as it says");
  }
  if (*pages <= kSmallFilePages) {
    const auto verdict = connection.text("PRAGMA quick_check(1)");
    if (!verdict) {
      return failed(verdict.error());
    }
    if (*verdict != "ok") {
      return damaged(*verdict);
    }
  }
  return {};
}

tl::expected<void, LedgerProblem> expect_setting(Connection& connection, const char* pragma,
                                                 std::string_view expected) {
  const auto value = connection.text(pragma);
  if (!value) {
    return failed(value.error());
  }
  if (*value != expected) {
    return tl::unexpected(
        LedgerProblem{StorageTrouble::unavailable, std::string(pragma) + " answers '" + *value + "'"});
  }
  return {};
}

}  // namespace

LedgerProblem problem_of(const SqlError& error) {
  switch (error.primary_code()) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return {StorageTrouble::locked, error.text};
    case SQLITE_FULL:
      return {StorageTrouble::no_space, error.text};
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return {StorageTrouble::read_only, error.text};
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_CONSTRAINT:  // the file's own rules refuse it: somebody else has written
    case SQLITE_ERROR:       // our statements fit our tables, so these are others
    case SQLITE_SCHEMA:
      return {StorageTrouble::damaged, error.text};
    case SQLITE_IOERR:
      return {StorageTrouble::uncertain, error.text};
    default:
      return {StorageTrouble::unavailable, error.text};
  }
}

tl::expected<void, LedgerProblem> judge_tables(Connection& connection, std::int64_t version) {
  auto select = connection.prepare("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name");
  if (!select) {
    return failed(select.error());
  }
  std::size_t count = 0;
  auto rows = select->rows();
  for (;;) {
    const auto row = rows.next();
    if (!row) {
      return failed(row.error());
    }
    if (!*row) {
      break;
    }
    ++count;
    const bool is_ours = std::any_of(kSchema.begin(), kSchema.end(), [&](const SchemaPart& part) {
      return part.is_in(version) && select->text(0) == part.name && select->text(1) == part.sql;
    });
    if (!is_ours) {
      return damaged("the table or rule '" + std::string(select->text(0)) + "' is not as it was made");
    }
  }
  const auto expected =
      std::count_if(kSchema.begin(), kSchema.end(), [&](const SchemaPart& part) { return part.is_in(version); });
  if (count != static_cast<std::size_t>(expected)) {
    return damaged("tables or rules are missing");
  }
  return {};
}

namespace {

// What is there already is signed with the upgrade, so that a file of this schema is never without signatures.
SqlResult<void> sign_what_is_there(Connection& connection, const ChainId& chain, const SigningKey& key) {
  auto select = connection.prepare("SELECT seq, hash FROM facts ORDER BY seq DESC LIMIT 1");
  auto insert = connection.prepare("INSERT INTO heads (seq, hash, signature) VALUES (?, ?, ?)");
  if (!select || !insert) {
    return tl::unexpected(select ? insert.error() : select.error());
  }
  auto rows = select->rows();
  const auto row = rows.next();
  if (!row || !*row) {
    return row ? SqlResult<void>() : tl::unexpected(row.error());
  }
  ChainHead head{static_cast<std::uint64_t>(select->integer(0)), {}};
  static_cast<void>(copy_exactly(select->blob(1), head.hash));
  const Signature signature = key.sign(chain, head);
  return insert->run(head.seq, Blob{head.hash}, Blob{signature});
}

}  // namespace

SqlResult<void> bring_tables_up(Connection& connection, std::int64_t version) {
  for (const SchemaPart& part : kSchema) {
    const bool is_there = part.is_in(version);
    const bool is_wanted = part.is_in(kSchemaVersion);
    if (is_there == is_wanted) {
      continue;
    }
    // What is dropped are indexes: no table goes.
    const std::string sql = is_wanted ? part.sql : std::string("DROP INDEX ") + part.name;
    if (auto made = connection.run(sql.c_str()); !made) {
      return made;
    }
  }
  return {};
}

tl::expected<void, LedgerProblem> upgrade(Connection& connection, const LedgerIdentity& identity,
                                          const SigningKey& key) {
  auto transaction = Transaction::begin(connection);
  if (!transaction) {
    return failed(transaction.error());
  }
  if (auto up = bring_tables_up(connection, identity.version); !up) {
    return failed(up.error());
  }
  auto set = connection.prepare(
      "INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value");
  if (!set) {
    return failed(set.error());
  }
  auto done = set->run("schema_version", kSchemaVersion);
  if (done) {
    done = set->run("compatible_version", kCompatibleVersion);
  }
  if (done) {
    done = set->run("signing_key", Blob{key.public_key()});
  }
  if (done && identity.version < kFirstWithFigures) {
    // What older files have no rows for is filled in at the start, case by case.
    done = set->run("lists_to_fill", 1);
  }
  if (done && identity.version < kFirstSigned) {
    done = sign_what_is_there(connection, identity.chain, key);
  }
  if (done) {
    done = transaction->commit();
  }
  return done ? tl::expected<void, LedgerProblem>() : failed(done.error());
}

tl::expected<void, LedgerProblem> create_ledger(const std::filesystem::path& file, const std::string& vfs,
                                                const LedgerIdentity& identity) {
  const std::filesystem::path draft = file.string() + ".new";
  for (const char* suffix : {"", "-wal", "-shm", "-journal"}) {
    std::error_code ignored;
    std::filesystem::remove(draft.string() + suffix, ignored);
  }
  {
    auto connection = Connection::open(draft.string(), OpenMode::create, vfs);
    if (!connection) {
      return failed(connection.error());
    }
    if (auto done = connection->run(kCreatePragmas); !done) {
      return failed(done.error());
    }
    if (auto done = build_tables(*connection, identity); !done) {
      return failed(done.error());
    }
    if (auto done = connection->run("PRAGMA wal_checkpoint(TRUNCATE)"); !done) {
      return failed(done.error());
    }
  }
  return publish_file(draft, file).map_error([](const FileError& error) {
    return LedgerProblem{trouble_of(error), error.text};
  });
}

tl::expected<JudgedLedger, LedgerProblem> open_to_judge(const std::filesystem::path& file, const std::string& vfs) {
  std::error_code error;
  if (const auto size = std::filesystem::file_size(file, error); error || size == 0) {
    return damaged("the file is empty or can't be looked at");
  }
  auto connection = Connection::open(file.string(), has_log(file) ? OpenMode::read_only : OpenMode::frozen, vfs);
  if (!connection) {
    return failed(connection.error());
  }
  auto identity = judge_identity(*connection);
  if (!identity) {
    return tl::unexpected(identity.error());
  }
  return JudgedLedger{std::move(*connection), std::move(*identity)};
}

tl::expected<JudgedLedger, LedgerProblem> judge_ledger(const std::filesystem::path& file, const std::string& vfs) {
  auto opened = open_to_judge(file, vfs);
  if (!opened) {
    return opened;
  }
  Connection* connection = &opened->reader;
  const LedgerIdentity* identity = &opened->identity;
  if (identity->version <= kSchemaVersion) {
    if (auto judged = judge_tables(*connection, identity->version); !judged) {
      return tl::unexpected(judged.error());
    }
  }
  if (auto judged = judge_pages(*connection, file); !judged) {
    return tl::unexpected(judged.error());
  }
  constexpr std::uint64_t kTailFacts = 32;
  if (identity->version >= kFirstSigned) {
    const auto wrong = verify_last_signature(*connection, identity->chain, identity->signing_key);
    if (!wrong) {
      return failed(wrong.error());
    }
    if (*wrong) {
      return damaged("fact " + std::to_string((*wrong)->seq) + ": " + (*wrong)->text);
    }
  }
  const auto tail = verify_tail(*connection, identity->chain, kTailFacts);
  if (!tail) {
    return failed(tail.error());
  }
  if (tail->fault) {
    return damaged("fact " + std::to_string(tail->fault->seq) + ": " + tail->fault->text);
  }
  return opened;
}

tl::expected<Connection, LedgerProblem> open_for_writing(const std::filesystem::path& file, const std::string& vfs) {
  auto connection = Connection::open(file.string(), OpenMode::read_write, vfs);
  if (!connection) {
    return failed(connection.error());
  }
  // A checkpoint every 4,000 pages is for the case that no idle time comes; see Ledger::tidy.
  constexpr const char* kPragmas =
      "PRAGMA busy_timeout = 2000; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON; PRAGMA synchronous = FULL; "
      "PRAGMA wal_autocheckpoint = 4000; PRAGMA cache_size = -8192; PRAGMA temp_store = MEMORY; "
      "PRAGMA trusted_schema = OFF;";
  if (auto done = connection->run(kPragmas); !done) {
    return failed(done.error());
  }
  constexpr std::array kExpected = std::to_array<std::pair<const char*, std::string_view>>({
      {"PRAGMA journal_mode", "wal"},
      {"PRAGMA synchronous", "2"},
      {"PRAGMA foreign_keys", "1"},
      {"PRAGMA secure_delete", "1"},
  });
  for (const auto& [pragma, expected] : kExpected) {
    if (auto same = expect_setting(*connection, pragma, expected); !same) {
      return tl::unexpected(same.error());
    }
  }
  return std::move(*connection);
}

}  // namespace amends
