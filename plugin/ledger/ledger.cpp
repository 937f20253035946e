#include "ledger/ledger.hpp"

#include <fcntl.h>
#include <algorithm>
#include <cassert>
#include <cerrno>
#include <optional>
#include <set>
#include <span>
#include <system_error>
#include <utility>
#include <vector>

#include <sodium.h>

#include "domain/fold.hpp"
#include "ledger/fact_codec.hpp"
#include "ledger/fact_table.hpp"
#include "ledger/folder.hpp"
#include "ledger/ledger_mint.hpp"
#include "ledger/ledger_reader.hpp"
#include "ledger/projection.hpp"
#include "ledger/schema.hpp"
#include "ledger/sqlite.hpp"
#include "ledger/vault.hpp"

namespace amends {

namespace {

// So many commits lie in the log before idle time is spent on it.
constexpr std::uint32_t kCommitsPerTidy = 100;
// So many cases lose their guest's data in one idle moment.
constexpr std::uint32_t kErasedAtOnce = 50;
// A clock that somebody set years ahead must not erase anything: so many cases must have been recorded by it before.
constexpr std::uint32_t kCasesOfTheClock = 20;
// Less room than this on the disk counts as none.
constexpr std::uintmax_t kRoomMinBytes = 1024 * 1024;

LedgerProblem problem_of(const FileError& error) {
  return {trouble_of(error), error.text};
}

bool has_room(const std::filesystem::path& folder) {
  std::error_code error;
  const auto space = std::filesystem::space(folder, error);
  return !error && space.available >= kRoomMinBytes;
}

}  // namespace

struct Ledger::Parts {
  explicit Parts(const LedgerSettings& settings)
      : folder(settings.folder), vfs(settings.vfs), mint(settings.terminal, settings.store) {}

  [[nodiscard]] std::filesystem::path file() const { return folder / "ledger.sqlite"; }
  [[nodiscard]] std::filesystem::path keys_folder() const { return folder / "keys"; }

  [[nodiscard]] LedgerResult<void> open();
  [[nodiscard]] LedgerResult<void> make_new();
  [[nodiscard]] LedgerResult<void> open_keys(const LedgerIdentity& identity);
  // An older file's key is made with its upgrade.
  [[nodiscard]] LedgerResult<void> open_signing_key(const LedgerIdentity& identity);
  [[nodiscard]] LedgerResult<void> bring_schema_up(const LedgerIdentity& identity);
  [[nodiscard]] LedgerResult<void> start_reading(const ChainId& chain);
  [[nodiscard]] LedgerResult<void> start_writing();
  // Inside a transaction.
  [[nodiscard]] LedgerResult<void> sign_head();
  // The last facts before the end get their signature, too; where that fails they stay as they are.
  void sign_at_close();
  void open_for_reading_only();
  // A full disk may have room again by now.
  [[nodiscard]] bool may_write() const {
    return projections && (problem.trouble == StorageTrouble::none || problem.trouble == StorageTrouble::no_space);
  }

  [[nodiscard]] LedgerResult<void> write_all(const Decision& decision, const Case& after, const CaseId& subject);
  [[nodiscard]] LedgerResult<void> write_texts(const CaseId& subject, std::span<const KeptText* const> texts);
  [[nodiscard]] LedgerResult<void> write_facts(const Decision& decision, const CaseId& subject,
                                               std::vector<Projections::Asked>& asked);
  // One transaction around `write`: all of it is in the file afterwards, or nothing. Facts are signed as they are due.
  template <class Write>
  [[nodiscard]] tl::expected<void, StorageTrouble> commit(const CaseId& subject, Write&& write);
  [[nodiscard]] tl::expected<void, StorageTrouble> erase_texts(const CaseId& subject, const PersonId& by, Instant at);
  [[nodiscard]] tl::expected<void, StorageTrouble> finish_erasing();
  [[nodiscard]] LedgerProblem undo(Transaction& transaction, const CaseId& subject, const ChainHead& head,
                                   LedgerProblem cause);
  [[nodiscard]] tl::unexpected<StorageTrouble> note(LedgerProblem noted);

  std::filesystem::path folder;
  std::string vfs;
  // Closed in reverse: statements before their connection, the connection before the lock.
  File lock;
  LedgerMint mint;
  std::optional<Vault> vault;
  std::optional<CouponKeys> coupon_keys;
  std::optional<SigningKey> signing_key;
  ChainId chain{};
  Connection connection;
  std::optional<FactTable> facts;
  std::optional<LedgerReader> reader;
  std::optional<Projections> projections;
  Statement insert_text;
  Statement insert_head;
  Statement delete_texts;
  Statement mark_erasing;
  std::uint64_t last_signed = 0;
  Counters counters;
  std::uint32_t commits_since_tidy = 0;
  LedgerProblem problem{StorageTrouble::unavailable, "not opened"};
};

LedgerResult<void> Ledger::Parts::open() {
  if (sodium_init() < 0) {
    return tl::unexpected(LedgerProblem{StorageTrouble::unavailable, "no source of random numbers"});
  }
  if (auto made = make_folder(folder); !made) {
    return tl::unexpected(problem_of(made.error()));
  }
  auto locked = lock_file(folder / "lock");
  if (!locked) {
    return tl::unexpected(problem_of(locked.error()));
  }
  lock = *std::move(locked);
  std::error_code error;
  if (!std::filesystem::exists(file(), error)) {
    if (auto made = make_new(); !made) {
      return made;
    }
  }
  auto judged = judge_ledger(file(), vfs);
  if (!judged) {
    return tl::unexpected(judged.error());
  }
  if (auto opened = open_keys(judged->identity); !opened) {
    return opened;
  }
  // The frozen reader must be gone before anything is written.
  judged->reader = Connection();
  auto writer = open_for_writing(file(), vfs);
  if (!writer) {
    return tl::unexpected(writer.error());
  }
  connection = *std::move(writer);
  if (auto up = bring_schema_up(judged->identity); !up) {
    return up;
  }
  if (auto opened = open_signing_key(judged->identity); !opened) {
    return opened;
  }
  if (auto started = start_reading(judged->identity.chain); !started) {
    return started;
  }
  return start_writing();
}

LedgerResult<void> Ledger::Parts::make_new() {
  if (auto prepared = Vault::prepare(keys_folder()); !prepared) {
    return tl::unexpected(problem_of(prepared.error()));
  }
  const auto keys = Vault::open(keys_folder());
  if (!keys) {
    return tl::unexpected(problem_of(keys.error()));
  }
  LedgerIdentity identity;
  randombytes_buf(identity.chain.data(), identity.chain.size());
  identity.pepper_check = keys->pepper_check();
  if (auto prepared = SigningKey::prepare(keys_folder()); !prepared) {
    return tl::unexpected(problem_of(prepared.error()));
  }
  const auto key = SigningKey::open(keys_folder());
  if (!key) {
    return tl::unexpected(problem_of(key.error()));
  }
  identity.signing_key = key->public_key();
  return create_ledger(file(), vfs, identity);
}

LedgerResult<void> Ledger::Parts::open_keys(const LedgerIdentity& identity) {
  auto opened = Vault::open(keys_folder());
  if (!opened) {
    // Without its keys the ledger would take texts that nobody could ever tie to the old ones.
    const bool is_gone = opened.error().code == ENOENT || opened.error().code == EINVAL;
    LedgerProblem found = problem_of(opened.error());
    found.trouble = is_gone ? StorageTrouble::damaged : found.trouble;
    return tl::unexpected(std::move(found));
  }
  if (opened->pepper_check() != identity.pepper_check) {
    return tl::unexpected(LedgerProblem{StorageTrouble::damaged, "the pepper is another ledger's"});
  }
  vault = *std::move(opened);
  mint.use(&*vault);
  // Without them the rest goes on: only a coupon can't be given.
  if (auto keys = CouponKeys::open(keys_folder())) {
    coupon_keys = *std::move(keys);
    mint.use(&*coupon_keys);
  }
  return {};
}

LedgerResult<void> Ledger::Parts::bring_schema_up(const LedgerIdentity& identity) {
  if (identity.version >= kSchemaVersion) {
    return {};
  }
  if (auto prepared = SigningKey::prepare(keys_folder()); !prepared) {
    return tl::unexpected(problem_of(prepared.error()));
  }
  const auto key = SigningKey::open(keys_folder());
  if (!key) {
    return tl::unexpected(problem_of(key.error()));
  }
  return upgrade(connection, identity, *key);
}

LedgerResult<void> Ledger::Parts::open_signing_key(const LedgerIdentity& identity) {
  auto opened = SigningKey::open(keys_folder());
  if (!opened) {
    const bool is_gone = opened.error().code == ENOENT || opened.error().code == EINVAL;
    LedgerProblem found = problem_of(opened.error());
    found.trouble = is_gone ? StorageTrouble::damaged : found.trouble;
    return tl::unexpected(std::move(found));
  }
  const bool is_ours = identity.version < kSchemaVersion || opened->public_key() == identity.signing_key;
  if (!is_ours) {
    return tl::unexpected(LedgerProblem{StorageTrouble::damaged, "the signing key is another ledger's"});
  }
  signing_key = *std::move(opened);
  return {};
}

LedgerResult<void> Ledger::Parts::start_reading(const ChainId& of_file) {
  chain = of_file;
  auto prepared_facts = FactTable::prepare(connection, chain);
  if (!prepared_facts) {
    return tl::unexpected(amends::problem_of(prepared_facts.error()));
  }
  auto prepared_reader = LedgerReader::prepare(connection);
  if (!prepared_reader) {
    return tl::unexpected(amends::problem_of(prepared_reader.error()));
  }
  facts = *std::move(prepared_facts);
  reader = *std::move(prepared_reader);
  return {};
}

LedgerResult<void> Ledger::Parts::start_writing() {
  auto prepared = Projections::prepare(connection);
  auto insert = connection.prepare(
      "INSERT INTO private_texts (id, case_id, kind, key_id, nonce, sealed, salt) VALUES (?, ?, ?, ?, ?, ?, ?)");
  if (!prepared || !insert) {
    return tl::unexpected(amends::problem_of(prepared ? insert.error() : prepared.error()));
  }
  projections = *std::move(prepared);
  insert_text = *std::move(insert);
  auto sign = connection.prepare("INSERT INTO heads (seq, hash, signature) VALUES (?, ?, ?)");
  const auto signed_up_to = connection.integer("SELECT COALESCE(MAX(seq), 0) FROM heads");
  if (!sign || !signed_up_to) {
    return tl::unexpected(amends::problem_of(sign ? signed_up_to.error() : sign.error()));
  }
  insert_head = *std::move(sign);
  auto delete_all = connection.prepare("DELETE FROM private_texts WHERE case_id = ?");
  auto mark = connection.prepare("INSERT INTO meta (name, value) VALUES ('erasing', 1) ON CONFLICT (name) DO NOTHING");
  if (!delete_all || !mark) {
    return tl::unexpected(amends::problem_of(delete_all ? mark.error() : delete_all.error()));
  }
  delete_texts = *std::move(delete_all);
  mark_erasing = *std::move(mark);
  last_signed = static_cast<std::uint64_t>(*signed_up_to);
  const auto behind = projections->are_behind();
  if (!behind) {
    return tl::unexpected(amends::problem_of(behind.error()));
  }
  if (*behind) {
    if (auto caught_up = bring_up_to_date(connection, *facts, *projections, false); !caught_up) {
      return caught_up;
    }
  }
  if (auto filled = fill_lists(connection, *facts, *projections); !filled) {
    return filled;
  }
  const auto read = read_counters(connection);
  if (!read) {
    return tl::unexpected(amends::problem_of(read.error()));
  }
  counters = *read;
  const auto restored = reader->restorations();
  if (!restored) {
    return tl::unexpected(restored.error());
  }
  for (const std::uint64_t seq : *restored) {
    if (const auto body = facts->house_at(seq)) {
      count_in(*body, counters);
    }
  }
  mint.start_from(counters);
  const auto erasing = connection.integer("SELECT value FROM meta WHERE name = 'erasing'");
  if (!erasing) {
    return tl::unexpected(amends::problem_of(erasing.error()));
  }
  problem = {};
  if (*erasing != 0 && !finish_erasing()) {
    return tl::unexpected(problem);
  }
  return {};
}

LedgerResult<void> Ledger::Parts::sign_head() {
  const ChainHead& head = facts->head();
  const Signature signature = signing_key->sign(chain, head);
  auto inserted = insert_head.run(head.seq, Blob{head.hash}, Blob{signature});
  if (!inserted) {
    return tl::unexpected(amends::problem_of(inserted.error()));
  }
  return {};
}

void Ledger::Parts::sign_at_close() {
  if (!may_write() || facts->head().seq == last_signed) {
    return;
  }
  auto transaction = Transaction::begin(connection);
  if (transaction && sign_head()) {
    static_cast<void>(transaction->commit());
  }
}

template <class Write>
tl::expected<void, StorageTrouble> Ledger::Parts::commit(const CaseId& subject, Write&& write) {
  const ChainHead head = facts->head();
  auto transaction = Transaction::begin(connection);
  if (!transaction) {
    LedgerProblem found = amends::problem_of(transaction.error());
    // Somebody else holds the write lock: it isn't ours to say for how long.
    return found.trouble == StorageTrouble::locked ? tl::unexpected(found.trouble) : note(std::move(found));
  }
  LedgerResult<void> written = write();
  const bool is_due = facts->head().seq - last_signed >= kFactsPerSignature;
  if (written && is_due) {
    written = sign_head();
  }
  if (!written) {
    return note(undo(*transaction, subject, head, std::move(written.error())));
  }
  if (auto committed = transaction->commit(); !committed) {
    return note(undo(*transaction, subject, head, amends::problem_of(committed.error())));
  }
  if (is_due) {
    last_signed = facts->head().seq;
  }
  problem = {};
  ++commits_since_tidy;
  return {};
}

// The fact, the texts and what the lists say of them go in one transaction, with a mark that keys are still to go.
tl::expected<void, StorageTrouble> Ledger::Parts::erase_texts(const CaseId& subject, const PersonId& by, Instant at) {
  if (!may_write()) {
    return tl::unexpected(problem.trouble);
  }
  const auto has_texts = reader->has_texts(subject);
  const auto last_seq = reader->last_seq_of(subject);
  if (!has_texts || !last_seq) {
    return note(has_texts ? last_seq.error() : has_texts.error());
  }
  if (!*has_texts) {
    return {};
  }
  const auto history = facts->history_of(subject, *last_seq);
  if (!history) {
    // One case that can't be read is no reason to write none.
    return tl::unexpected(history.error().trouble);
  }
  const Fact erased{subject, at, by, GuestErased{}};
  Case after;
  for (const StoredFact& stored : history->facts)
    after = fold(std::move(after), stored.fact);
  after = fold(std::move(after), erased);
  return commit(subject, [&]() -> LedgerResult<void> {
    auto deleted = delete_texts.run(Blob{subject.bytes});
    if (deleted) {
      deleted = mark_erasing.run();
    }
    return deleted ? write_all({{erased}, {}}, after, subject) : tl::unexpected(amends::problem_of(deleted.error()));
  });
}

// Keys that no text needs any more are dropped, and the log, which still has the rows, is emptied. What an interruption
// leaves undone is done when the ledger is opened again.
tl::expected<void, StorageTrouble> Ledger::Parts::finish_erasing() {
  const auto used = reader->keys_in_use();
  if (!used) {
    return note(used.error());
  }
  const std::set<KeyId> in_use(used->begin(), used->end());
  std::vector<KeyId> idle = vault->key_ids();
  std::erase_if(idle, [&](const KeyId& id) { return in_use.contains(id); });
  if (auto dropped = vault->drop_keys(idle); !dropped) {
    return note(problem_of(dropped.error()));
  }
  auto emptied = connection.run("PRAGMA wal_checkpoint(TRUNCATE)");
  if (emptied) {
    emptied = connection.run("DELETE FROM meta WHERE name = 'erasing'");
  }
  return emptied ? tl::expected<void, StorageTrouble>() : note(amends::problem_of(emptied.error()));
}

// The lists can be shown from a disk that can't be written.
void Ledger::Parts::open_for_reading_only() {
  std::error_code error;
  if (!std::filesystem::exists(file(), error)) {
    return;
  }
  auto judged = judge_ledger(file(), vfs);
  if (!judged || !open_keys(judged->identity)) {
    return;
  }
  connection = std::move(judged->reader);
  if (!start_reading(judged->identity.chain)) {
    facts.reset();
    reader.reset();
  }
}

tl::unexpected<StorageTrouble> Ledger::Parts::note(LedgerProblem noted) {
  problem = std::move(noted);
  return tl::unexpected(problem.trouble);
}

LedgerResult<void> Ledger::Parts::write_texts(const CaseId& subject, std::span<const KeptText* const> texts) {
  for (const KeptText* text : texts) {
    const TextPlace place{text->reference.id, subject, text->kind, subject.bytes};
    const SealedText sealed = vault->seal(place, text->text);
    auto inserted = insert_text.run(Blob{place.id.bytes}, Blob{subject.bytes}, place.kind, Blob{place.key},
                                    Blob{sealed.nonce}, Blob{sealed.bytes}, Blob{text->salt});
    if (!inserted) {
      return tl::unexpected(amends::problem_of(inserted.error()));
    }
  }
  return {};
}

LedgerResult<void> Ledger::Parts::write_facts(const Decision& decision, const CaseId& subject,
                                              std::vector<Projections::Asked>& asked) {
  const auto place = projections->place_of(subject);
  if (!place) {
    return tl::unexpected(amends::problem_of(place.error()));
  }
  LinkContext context;
  context.subject = subject;
  context.case_previous = place->last_seq;
  context.terminal = mint.terminal();
  for (const Fact& fact : decision.facts) {
    assert(fact.subject == subject);
    context.at = fact.at;
    context.actor = fact.actor.text;
    const auto seq = facts->append(context, encode(fact.body));
    if (!seq) {
      return tl::unexpected(amends::problem_of(seq.error()));
    }
    context.case_previous = *seq;
  }
  for (const HostRequest& request : decision.requests) {
    const auto seq = facts->append(context, encode(request));
    if (!seq) {
      return tl::unexpected(amends::problem_of(seq.error()));
    }
    context.case_previous = *seq;
    asked.push_back({*seq, request.id});
  }
  return {};
}

LedgerResult<void> Ledger::Parts::write_all(const Decision& decision, const Case& after, const CaseId& subject) {
  std::vector<Projections::Asked> asked;
  if (auto written = write_facts(decision, subject, asked); !written) {
    return written;
  }
  if (auto written = projections->write(after, facts->head().seq, asked); !written) {
    return tl::unexpected(amends::problem_of(written.error()));
  }
  Counters now = counters;
  for (const Fact& fact : decision.facts) {
    count_in(fact.body, now);
  }
  if (now.coupons != counters.coupons) {
    if (auto written = projections->write_coupon_counter(now.coupons); !written) {
      return tl::unexpected(amends::problem_of(written.error()));
    }
  }
  return {};
}

// Nothing of the append may stay; where that isn't certain, nothing more is written.
LedgerProblem Ledger::Parts::undo(Transaction& transaction, const CaseId& subject, const ChainHead& head,
                                  LedgerProblem cause) {
  projections->forget(subject);
  facts->go_back_to(head);
  if (auto rolled_back = transaction.roll_back(); !rolled_back) {
    return {StorageTrouble::uncertain, rolled_back.error().text};
  }
  const auto in_file = facts->read_head();
  if (!in_file || *in_file != head) {
    return {StorageTrouble::uncertain, in_file ? "an append that failed is in the file" : in_file.error().text};
  }
  return cause;
}

Ledger::Ledger(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

Ledger::~Ledger() {
  parts_->sign_at_close();
}

std::unique_ptr<Ledger> Ledger::open(const LedgerSettings& settings) {
  auto parts = std::make_unique<Parts>(settings);
  auto opened = parts->open();
  parts->problem = opened ? LedgerProblem{} : opened.error();
  if (!opened) {
    parts->facts.reset();
    parts->reader.reset();
    parts->projections.reset();
    parts->insert_text = Statement();
    parts->insert_head = Statement();
    parts->delete_texts = Statement();
    parts->mark_erasing = Statement();
    parts->connection = Connection();
    if (parts->problem.trouble == StorageTrouble::read_only) {
      parts->open_for_reading_only();
    }
  }
  return std::unique_ptr<Ledger>(new Ledger(std::move(parts)));
}

StorageTrouble Ledger::trouble() const {
  const StorageTrouble found = parts_->problem.trouble;
  const bool may_try_again = found == StorageTrouble::no_space && parts_->projections && has_room(parts_->folder);
  return may_try_again ? StorageTrouble::none : found;
}

const std::string& Ledger::trouble_text() const {
  return parts_->problem.text;
}

Mint& Ledger::mint() {
  return parts_->mint;
}

void Ledger::forget() {
  parts_->mint.start_from(parts_->counters);
}

tl::expected<void, StorageTrouble> Ledger::append(const Decision& decision, const Case& after) {
  Parts& parts = *parts_;
  if (!parts.may_write()) {
    return tl::unexpected(parts.problem.trouble);
  }
  if (const auto& failure = parts.mint.failure()) {
    // A key that can't be written is no reason to write nothing else.
    return tl::unexpected(trouble_of(*failure));
  }
  assert(!decision.facts.empty());
  const CaseId subject = decision.facts.front().subject;
  assert(after.id == subject);

  std::vector<const KeptText*> texts;
  for (const KeptText& kept : parts.mint.kept()) {
    const auto refers_to_it = [&](const Fact& fact) {
      const PrivateRef* reference = text_of(fact.body);
      return reference != nullptr && reference->id == kept.reference.id;
    };
    if (std::any_of(decision.facts.begin(), decision.facts.end(), refers_to_it)) {
      texts.push_back(&kept);
    }
  }
  if (!texts.empty()) {
    if (auto ensured = parts.vault->ensure_key(subject.bytes); !ensured) {
      return parts.note(problem_of(ensured.error()));
    }
  }

  auto committed = parts.commit(subject, [&] {
    auto written = parts.write_texts(subject, texts);
    return written ? parts.write_all(decision, after, subject) : written;
  });
  if (!committed) {
    return committed;
  }
  for (const Fact& fact : decision.facts) {
    count_in(fact.body, parts.counters);
  }
  parts.mint.start_from(parts.counters);
  return {};
}

tl::expected<std::vector<StoredFact>, StorageTrouble> Ledger::facts_of(CaseId subject) {
  if (!parts_->reader) {
    return tl::unexpected(parts_->problem.trouble);
  }
  const auto last_seq = parts_->reader->last_seq_of(subject);
  if (!last_seq) {
    return tl::unexpected(last_seq.error().trouble);
  }
  auto history = parts_->facts->history_of(subject, *last_seq);
  if (!history) {
    return tl::unexpected(history.error().trouble);
  }
  return std::move(history->facts);
}

std::optional<CaseId> Ledger::open_case_of(const CheckId& check) {
  if (!parts_->reader) {
    return std::nullopt;
  }
  return parts_->reader->open_case_of(check).value_or(std::nullopt);
}

std::vector<CaseRow> Ledger::find_cases(const CaseQuery& query) {
  return parts_->reader ? parts_->reader->find_cases(query).value_or(std::vector<CaseRow>()) : std::vector<CaseRow>();
}

std::vector<FollowUpRow> Ledger::open_follow_ups() {
  return parts_->reader ? parts_->reader->open_follow_ups().value_or(std::vector<FollowUpRow>())
                        : std::vector<FollowUpRow>();
}

std::vector<Figure> Ledger::figures(Measure measure, DaySpan days) {
  return parts_->reader ? parts_->reader->figures(measure, days).value_or(std::vector<Figure>())
                        : std::vector<Figure>();
}

std::vector<DayFigure> Ledger::figures_by_day(Measure measure, DaySpan days) {
  return parts_->reader ? parts_->reader->figures_by_day(measure, days).value_or(std::vector<DayFigure>())
                        : std::vector<DayFigure>();
}

std::vector<CaseRow> Ledger::cases_counted(Measure measure, std::string_view key, DaySpan days, std::uint32_t limit) {
  return parts_->reader ? parts_->reader->cases_counted(measure, key, days, limit).value_or(std::vector<CaseRow>())
                        : std::vector<CaseRow>();
}

std::vector<CaseId> Ledger::cases_between(Instant begin, Instant end) {
  return parts_->reader ? parts_->reader->cases_between(begin, end).value_or(std::vector<CaseId>())
                        : std::vector<CaseId>();
}

std::vector<CaseRow> Ledger::cases_waiting() {
  return parts_->reader ? parts_->reader->cases_waiting().value_or(std::vector<CaseRow>()) : std::vector<CaseRow>();
}

std::uint32_t Ledger::waiting_count() {
  return parts_->reader ? parts_->reader->waiting_count().value_or(0) : 0;
}

std::vector<OutboxRow> Ledger::open_requests() {
  return parts_->reader ? parts_->reader->open_requests(*parts_->facts).value_or(std::vector<OutboxRow>())
                        : std::vector<OutboxRow>();
}

std::optional<Instant> Ledger::last_written() {
  return parts_->reader ? parts_->reader->last_written(parts_->mint.terminal()).value_or(std::nullopt) : std::nullopt;
}

std::optional<ClockJump> Ledger::unseen_clock_jump() {
  if (!parts_->reader) {
    return std::nullopt;
  }
  std::optional<ClockJump> unseen;
  const auto seqs = parts_->reader->clock_facts();
  for (const std::uint64_t seq : seqs.value_or(std::vector<std::uint64_t>())) {
    const auto body = parts_->facts->house_at(seq);
    const auto* jump = body ? std::get_if<ClockJumped>(&*body) : nullptr;
    if (jump == nullptr) {
      break;
    }
    if (!unseen) {
      unseen = ClockJump{jump->from, jump->to};
    } else {
      unseen->from.microseconds -= jump->to.microseconds - jump->from.microseconds;
    }
  }
  return unseen;
}

tl::expected<void, StorageTrouble> Ledger::append(const HouseFact& fact) {
  Parts& parts = *parts_;
  if (!parts.may_write()) {
    return tl::unexpected(parts.problem.trouble);
  }
  auto committed = parts.commit(CaseId{}, [&]() -> LedgerResult<void> {
    const auto before = parts.reader->facts_of_the_house();
    if (!before) {
      return tl::unexpected(before.error());
    }
    LinkContext context;
    context.case_previous = before->empty() ? 0 : before->front();
    context.terminal = parts.mint.terminal();
    context.at = fact.at;
    context.actor = fact.actor.text;
    const auto appended = parts.facts->append(context, encode(fact.body));
    return appended ? LedgerResult<void>() : tl::unexpected(problem_of(appended.error()));
  });
  if (committed && std::holds_alternative<LedgerRestored>(fact.body)) {
    count_in(fact.body, parts.counters);
    parts.mint.start_from(parts.counters);
  }
  return committed;
}

template <class Wanted>
std::optional<PackText> Ledger::find_pack(const Wanted& is_wanted) {
  if (!parts_->reader) {
    return std::nullopt;
  }
  const auto seqs = parts_->reader->facts_of_the_house();
  for (const std::uint64_t seq : seqs.value_or(std::vector<std::uint64_t>())) {
    auto body = parts_->facts->house_at(seq);
    auto* pack = body ? std::get_if<PackTaken>(&*body) : nullptr;
    if (pack && is_wanted(pack->text)) {
      return std::move(pack->text);
    }
  }
  return std::nullopt;
}

std::optional<PackText> Ledger::last_pack() {
  return find_pack([](const PackText&) { return true; });
}

std::optional<PackText> Ledger::pack_of(std::string_view version) {
  return find_pack([&](const PackText& text) { return text.version == version; });
}

std::optional<std::string> Ledger::read_text(const PrivateRef& text) {
  if (!parts_->reader || !parts_->vault) {
    return std::nullopt;
  }
  return parts_->reader->read_text(text, *parts_->vault).value_or(std::nullopt);
}

std::vector<CaseId> Ledger::cases_of_contact(std::string_view contact) {
  if (!parts_->reader || !parts_->vault) {
    return {};
  }
  return parts_->reader->cases_of_contact(contact, *parts_->vault).value_or(std::vector<CaseId>());
}

std::optional<CaseId> Ledger::case_of_number(std::string_view number) {
  return parts_->reader ? parts_->reader->case_of_number(number).value_or(std::nullopt) : std::nullopt;
}

std::optional<CouponPlace> Ledger::find_coupon(std::string_view code) {
  return parts_->reader ? parts_->reader->find_coupon(code).value_or(std::nullopt) : std::nullopt;
}

std::vector<CouponPlace> Ledger::coupons_on(const CheckId& check) {
  return parts_->reader ? parts_->reader->coupons_on(check).value_or(std::vector<CouponPlace>())
                        : std::vector<CouponPlace>();
}

std::vector<CaseId> Ledger::cases_with_deliveries() {
  return parts_->reader ? parts_->reader->cases_with_deliveries().value_or(std::vector<CaseId>())
                        : std::vector<CaseId>();
}

std::optional<CaseId> Ledger::case_of_request(const RequestId& request) {
  return parts_->reader ? parts_->reader->case_of_request(request).value_or(std::nullopt) : std::nullopt;
}

std::string Ledger::scan_of(std::string_view code, Money amount, Instant expires) {
  const auto read = read_code(code);
  const CouponTerms terms{amount, day_of(expires), parts_->mint.store()};
  const auto tag = read && parts_->coupon_keys ? parts_->coupon_keys->tag_of(*read, terms) : std::nullopt;
  if (!tag || tag->tag != read->tag) {
    return std::string(code);
  }
  return write_scan({*read, terms, tag->seal});
}

bool Ledger::is_genuine(const CouponScan& scan) {
  if (!scan.terms || !parts_->coupon_keys) {
    return false;
  }
  CouponTerms terms = *scan.terms;
  terms.scope = parts_->mint.store();
  const auto tag = parts_->coupon_keys->tag_of(scan.code, terms);
  return tag && tag->tag == scan.code.tag && tag->seal == scan.seal;
}

ChainHead Ledger::head() const {
  return parts_->facts ? parts_->facts->head() : ChainHead{};
}

tl::expected<void, StorageTrouble> Ledger::erase_guest(const CaseId& subject, const PersonId& by, Instant at) {
  if (auto erased = parts_->erase_texts(subject, by, at); !erased) {
    return erased;
  }
  return parts_->finish_erasing();
}

tl::expected<std::uint32_t, StorageTrouble> Ledger::erase_guests_before(Instant opened, Instant at) {
  Parts& parts = *parts_;
  if (!parts.may_write()) {
    return tl::unexpected(parts.problem.trouble);
  }
  const auto settled = parts.reader->opened_before_newest(kCasesOfTheClock);
  if (!settled) {
    return parts.note(settled.error());
  }
  if (!*settled) {
    return 0;
  }
  const std::int64_t age = at.microseconds - opened.microseconds;
  const Instant limit{std::min(opened.microseconds, (*settled)->microseconds - age)};
  const auto old = parts.reader->cases_with_texts_before(limit, kErasedAtOnce);
  if (!old) {
    return parts.note(old.error());
  }
  std::uint32_t count = 0;
  for (const CaseId& subject : *old) {
    const auto erased = parts.erase_texts(subject, PersonId{}, at);
    if (!erased && !parts.may_write()) {
      return tl::unexpected(erased.error());
    }
    count += erased ? 1 : 0;
  }
  if (count != 0) {
    if (auto finished = parts.finish_erasing(); !finished) {
      return tl::unexpected(finished.error());
    }
  }
  return count;
}

void Ledger::tidy() {
  if (!parts_->projections || parts_->commits_since_tidy < kCommitsPerTidy) {
    return;
  }
  parts_->commits_since_tidy = 0;
  // What can't be moved now stays in the log, as good as before.
  static_cast<void>(parts_->connection.run("PRAGMA wal_checkpoint(PASSIVE)"));
}

tl::expected<void, StorageTrouble> Ledger::rebuild() {
  if (trouble() != StorageTrouble::none) {
    return tl::unexpected(trouble());
  }
  auto rebuilt = bring_up_to_date(parts_->connection, *parts_->facts, *parts_->projections, true);
  if (!rebuilt) {
    parts_->projections->forget_all();
    return parts_->note(std::move(rebuilt.error()));
  }
  return {};
}

}  // namespace amends
