// What can go wrong with the file and the disk: each its own sentence, nothing lost, nothing half, nothing harmed.
#include <csignal>
#include <filesystem>
#include <map>
#include <string>

#include <sys/wait.h>
#include <unistd.h>

#include <sqlite3.h>
#include <catch_amalgamated.hpp>

#include "ledger/ledger.hpp"
#include "ledger/schema.hpp"
#include "ledger/verify.hpp"
#include "ledger_fixture.hpp"
#include "support/faulty_disk.hpp"

using namespace amends;

namespace {

using Snapshot = std::map<std::string, std::string>;

// Every file of the data folder, by name.
Snapshot snapshot_of(const std::filesystem::path& folder) {
  Snapshot files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) {
      files[entry.path().lexically_relative(folder).string()] = bytes_of_file(entry.path());
    }
  }
  return files;
}

// What is open and refused answers everything, and says no.
void check_refuses(Ledger& ledger, StorageTrouble expected) {
  CHECK(ledger.trouble() == expected);
  CHECK_FALSE(ledger.trouble_text().empty());
  Case state;
  state.id = ledger.mint().case_id();
  CaseRecorded recorded;
  recorded.number = ledger.mint().case_number();
  const auto appended = ledger.append({{{state.id, {1}, {"ana"}, recorded}}, {}}, state);
  REQUIRE_FALSE(appended);
  CHECK(appended.error() == expected);
  static_cast<void>(ledger.mint().keep(PrivateKind::words, {"Too cold"}));
  ledger.forget();
  ledger.tidy();
  CHECK_FALSE(ledger.read_text({}));
  CHECK_FALSE(ledger.rebuild());
}

void check_whole(Till& till, std::uint64_t facts) {
  till.close();
  auto judged = judge_ledger(till.file(), "");
  REQUIRE(judged);
  const auto verdict = verify_chain(judged->reader, judged->identity.chain);
  REQUIRE(verdict);
  CHECK_FALSE(verdict->fault);
  CHECK(verdict->facts == facts);
}

}  // namespace

TEST_CASE("a newer ledger is refused, and not a byte of it changes") {
  const bool was_killed = GENERATE(false, true);
  Till till;
  till.record();
  till.close();
  {
    Connection connection = till.raw();
    REQUIRE(connection.run("UPDATE meta SET value = 99 WHERE name IN ('schema_version', 'compatible_version')"));
    REQUIRE(connection.run("CREATE TABLE guests (id BLOB NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID"));
    if (was_killed) {
      // As a newer program that was killed would leave it: the log holds what the file doesn't.
      std::filesystem::copy_file(till.file(), till.folder() / "copy");
      std::filesystem::copy_file(till.file().string() + "-wal", till.folder() / "copy-wal");
    }
  }
  if (was_killed) {
    std::filesystem::rename(till.folder() / "copy", till.file());
    std::filesystem::rename(till.folder() / "copy-wal", till.file().string() + "-wal");
  }
  const Snapshot before = snapshot_of(till.folder());
  till.reopen();
  check_refuses(till.ledger(), StorageTrouble::newer);
  CHECK(till.ledger().find_cases({}).empty());
  till.close();
  Snapshot after = snapshot_of(till.folder());
  after.erase("ledger.sqlite-shm");  // SQLite's own memory of the log, made by any reader
  CHECK(after == before);
}

TEST_CASE("a newer ledger that says older programs may use it is used") {
  Till till;
  till.record();
  till.close();
  {
    Connection connection = till.raw();
    REQUIRE(connection.run("UPDATE meta SET value = 99 WHERE name = 'schema_version'"));
    REQUIRE(connection.run("CREATE INDEX cases_by_place ON cases (place)"));
  }
  till.reopen();
  CHECK(till.ledger().trouble() == StorageTrouble::none);
  till.record();
}

TEST_CASE("a damaged ledger is refused, and not a byte of it changes") {
  struct Damage {
    const char* name;
    void (*inflict)(Till&);
  };
  const Damage damage = GENERATE(values<Damage>({
      {"an empty file", [](Till& till) { write_file(till.file(), ""); }},
      {"something else", [](Till& till) { write_file(till.file(), std::string(8192, 'x')); }},
      {"cut in the middle",
       [](Till& till) {
         const std::string bytes = bytes_of_file(till.file());
         write_file(till.file(), bytes.substr(0, bytes.size() / 2));
       }},
      {"cut by one page",
       [](Till& till) {
         const std::string bytes = bytes_of_file(till.file());
         write_file(till.file(), bytes.substr(0, bytes.size() - 4096));
       }},
      {"cut within the header", [](Till& till) { write_file(till.file(), bytes_of_file(till.file()).substr(0, 50)); }},
      {"garbage in a page",
       [](Till& till) {
         std::string bytes = bytes_of_file(till.file());
         bytes.replace(2 * 4096, 512, std::string(512, '\x5a'));
         write_file(till.file(), bytes);
       }},
      {"somebody else's database",
       [](Till& till) {
         std::filesystem::remove(till.file());
         auto other = Connection::open(till.file().string(), OpenMode::create, "");
         REQUIRE(other);
         REQUIRE(other->run("CREATE TABLE facts (seq INTEGER PRIMARY KEY)"));
       }},
      {"a rule taken away", [](Till& till) { REQUIRE(till.raw().run("DROP TRIGGER facts_are_not_deleted")); }},
      {"a rule added",
       [](Till& till) { REQUIRE(till.raw().run("CREATE TRIGGER spy AFTER INSERT ON facts BEGIN SELECT 1; END")); }},
      {"no versions", [](Till& till) { REQUIRE(till.raw().run("DELETE FROM meta WHERE name LIKE '%version'")); }},
      {"no name of the chain", [](Till& till) { REQUIRE(till.raw().run("DELETE FROM meta WHERE name = 'chain_id'")); }},
      {"another name of the chain",
       [](Till& till) { REQUIRE(till.raw().run("UPDATE meta SET value = randomblob(16) WHERE name = 'chain_id'")); }},
      {"the last fact changed",
       [](Till& till) {
         Connection connection = till.raw();
         const auto rule = connection.text("SELECT sql FROM sqlite_schema WHERE name = 'facts_are_not_changed'");
         REQUIRE(rule);
         REQUIRE(connection.run("DROP TRIGGER facts_are_not_changed; UPDATE facts SET actor = 'jon' WHERE seq = 2"));
         REQUIRE(connection.run(rule->c_str()));
       }},
      {"the pepper gone", [](Till& till) { std::filesystem::remove(till.folder() / "keys" / "pepper"); }},
      {"half a pepper", [](Till& till) { write_file(till.folder() / "keys" / "pepper", std::string(16, 'p')); }},
      {"another ledger's pepper",
       [](Till& till) { write_file(till.folder() / "keys" / "pepper", std::string(32, 'p')); }},
      {"the keys gone", [](Till& till) { std::filesystem::remove(till.folder() / "keys" / "case-keys"); }},
  }));
  INFO(damage.name);
  Till till;
  Case state = till.record();
  REQUIRE(till.append(state, {SaidBack{}}));
  till.close();
  damage.inflict(till);
  const Snapshot before = snapshot_of(till.folder());
  till.reopen();
  check_refuses(till.ledger(), StorageTrouble::damaged);
  till.close();
  CHECK(snapshot_of(till.folder()) == before);
}

TEST_CASE("a ledger is one program's, and within it one overlay's") {
  Till till;
  const auto second = Ledger::open(till.settings());
  check_refuses(*second, StorageTrouble::locked);
  till.record();

  till.close();
  int ready[2] = {};
  REQUIRE(pipe(ready) == 0);
  const pid_t other = fork();
  REQUIRE(other >= 0);
  if (other == 0) {
    const auto held = Ledger::open(till.settings());
    const char answer = held->trouble() == StorageTrouble::none ? 'y' : 'n';
    static_cast<void>(!write(ready[1], &answer, 1));
    pause();
    _exit(0);
  }
  char answer = '?';
  REQUIRE(read(ready[0], &answer, 1) == 1);
  CHECK(answer == 'y');
  till.reopen();
  CHECK(till.ledger().trouble() == StorageTrouble::locked);
  REQUIRE(kill(other, SIGKILL) == 0);
  REQUIRE(waitpid(other, nullptr, 0) == other);
  close(ready[0]);
  close(ready[1]);
  till.reopen();
  CHECK(till.ledger().trouble() == StorageTrouble::none);
  CHECK(till.ledger().find_cases({}).size() == 1);
}

TEST_CASE("a folder that can't be made is told, and harms nothing") {
  const TemporaryFolder folder;
  write_file(folder.path() / "file", "mine");
  const auto ledger = Ledger::open({folder.path() / "file" / "data", "T3", {}});
  check_refuses(*ledger, StorageTrouble::unavailable);
  CHECK(bytes_of_file(folder.path() / "file") == "mine");
}

TEST_CASE("a folder that can't be written still shows its lists") {
  Till till;
  const Case state = till.record();
  till.close();
  std::filesystem::permissions(till.folder(), std::filesystem::perms(0555));
  std::filesystem::permissions(till.folder().parent_path(), std::filesystem::perms(0755));
  for (const auto& entry : std::filesystem::recursive_directory_iterator(till.folder())) {
    std::filesystem::permissions(entry.path(), std::filesystem::perms(entry.is_directory() ? 0555 : 0444));
  }
  // Root may write everywhere, so root is somebody else meanwhile.
  const bool is_root = geteuid() == 0;
  constexpr uid_t kNobody = 65534;
  REQUIRE((!is_root || seteuid(kNobody) == 0));
  till.reopen();
  const StorageTrouble trouble = till.ledger().trouble();
  const auto cases = till.ledger().find_cases({});
  const auto facts = till.ledger().facts_of(state.id);
  const auto appended = till.ledger().append({{{state.id, {1}, {"ana"}, SaidBack{}}}, {}}, state);
  till.close();
  REQUIRE((!is_root || seteuid(0) == 0));
  std::filesystem::permissions(till.folder(), std::filesystem::perms(0755));
  CHECK(trouble == StorageTrouble::read_only);
  REQUIRE(cases.size() == 1);
  CHECK(cases.front().id == state.id);
  REQUIRE(facts);
  CHECK(facts->size() == 1);
  REQUIRE_FALSE(appended);
  CHECK(appended.error() == StorageTrouble::read_only);
}

TEST_CASE("a full disk takes nothing in, and everything again when there is room") {
  disk_faults() = {};
  disk_faults().suffix = "-wal";
  Till till(faulty_disk());
  Case state = till.record();
  const auto good_writes = GENERATE(0, 1, 2, 3, 4, 5);
  disk_faults().good_writes = good_writes;
  disk_faults().write_code = SQLITE_FULL;
  disk_faults().is_lasting = true;
  disk_faults().writes = 0;
  const Case before = state;
  // A remark and what is asked of the host: several pages.
  ActChosen chosen;
  chosen.act = {1};
  chosen.remedy = Refund{euro(450), {}};
  chosen.request = till.ledger().mint().request_id();
  const auto refused =
      till.append(state, {FeelingNoted{Feeling::angry}, chosen}, {refund_request(state, chosen.request)});
  REQUIRE(disk_faults().writes > good_writes);
  REQUIRE_FALSE(refused);
  CHECK(refused.error() == StorageTrouble::no_space);
  CHECK(state == before);
  CHECK(till.ledger().facts_of(state.id)->size() == 1);
  CHECK(till.ledger().open_requests().empty());

  disk_faults() = {};
  REQUIRE(till.append(state, {FeelingNoted{Feeling::angry}, chosen}, {refund_request(state, chosen.request)}));
  CHECK(till.ledger().trouble() == StorageTrouble::none);
  CHECK(till.ledger().open_requests().size() == 1);
  check_whole(till, 4);
}

TEST_CASE("after a sync that failed nothing more is written until the ledger is opened again") {
  disk_faults() = {};
  disk_faults().suffix = "-wal";
  Till till(faulty_disk());
  Case state = till.record();
  disk_faults().good_syncs = 0;
  disk_faults().sync_code = SQLITE_IOERR_FSYNC;
  disk_faults().syncs = 0;
  const auto refused = till.append(state, {FeelingNoted{Feeling::angry}});
  REQUIRE(disk_faults().syncs == 1);
  REQUIRE_FALSE(refused);
  CHECK(refused.error() == StorageTrouble::uncertain);
  CHECK(till.ledger().trouble() == StorageTrouble::uncertain);
  // The disk is well again, and it makes no difference.
  const auto again = till.append(state, {FeelingNoted{Feeling::angry}});
  REQUIRE_FALSE(again);
  CHECK(again.error() == StorageTrouble::uncertain);
  CHECK(till.ledger().facts_of(state.id));
  CHECK(till.ledger().find_cases({}).size() == 1);

  disk_faults() = {};
  till.reopen();
  REQUIRE(till.ledger().trouble() == StorageTrouble::none);
  const auto facts = till.ledger().facts_of(state.id);
  REQUIRE(facts);
  // Whether it arrived nobody promised; half of it can't have.
  const std::uint64_t count = facts->size();
  CHECK((count == 1 || count == 2));
  Case read = fold_all_of(*facts);
  REQUIRE(till.append(read, {SaidBack{}}));
  check_whole(till, count + 1);
}

TEST_CASE("wherever a write or a sync fails, what was acknowledged is there after reopening, and no half of the rest") {
  const bool is_lasting = GENERATE(false, true);
  const bool is_sync = GENERATE(false, true);
  const int code = is_sync ? SQLITE_IOERR_FSYNC : GENERATE(SQLITE_IOERR_WRITE, SQLITE_FULL);
  INFO("lasting " << is_lasting << " sync " << is_sync << " code " << code);
  std::size_t failures = 0;
  for (std::int64_t point = 0; point < (is_sync ? 12 : 60); ++point) {
    disk_faults() = {};
    Till till(faulty_disk());
    std::vector<std::size_t> acknowledged;
    std::vector<Case> cases;
    disk_faults().is_lasting = is_lasting;
    (is_sync ? disk_faults().good_syncs : disk_faults().good_writes) = point;
    disk_faults().sync_code = disk_faults().write_code = code;
    disk_faults().writes = disk_faults().syncs = 0;
    for (int round = 0; round < 4; ++round) {
      Case state;
      CaseRecorded recorded;
      recorded.number = till.ledger().mint().case_number();
      recorded.check = {"check-" + std::to_string(round)};
      recorded.lines = {line_of("Iced tea")};
      recorded.currency = euro(0).currency;
      const auto words = till.ledger().mint().keep(PrivateKind::words, {"It was warm"});
      std::size_t count = till.append(state, {recorded, TextNoted{PrivateKind::words, words}}) ? 2 : 0;
      failures += count == 0;
      if (count != 0 && till.append(state, {SaidBack{}, ApologyAsked{}})) {
        count += 2;
      }
      till.ledger().forget();
      acknowledged.push_back(count);
      cases.push_back(state);
    }
    disk_faults() = {};
    till.reopen();
    INFO("point " << point);
    REQUIRE(till.ledger().trouble() == StorageTrouble::none);
    std::size_t all = 0;
    for (std::size_t index = 0; index < cases.size(); ++index) {
      const auto facts = till.ledger().facts_of(cases[index].id);
      REQUIRE(facts);
      CHECK(facts->size() >= acknowledged[index]);
      CHECK(facts->size() % 2 == 0);
    }
    Connection connection = till.raw();
    all = static_cast<std::size_t>(connection.integer("SELECT COUNT(*) FROM facts").value());
    const std::string live = dump_of_projections(connection);
    REQUIRE(till.ledger().rebuild());
    CHECK(dump_of_projections(connection) == live);
    connection = Connection();
    check_whole(till, all);
  }
  CHECK(failures > 0);
}
