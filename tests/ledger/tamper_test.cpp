// Somebody with the file and time changes it in each way there is; verifying finds it, and says where.
#include <array>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <random>
#include <string>
#include <vector>

#include <catch_amalgamated.hpp>

#include "ledger/bytes.hpp"
#include "ledger/verify_ledger.hpp"
#include "ledger_fixture.hpp"
#include "support/share.hpp"

using namespace amends;
namespace fs = std::filesystem;

namespace {

constexpr int kCases = 12;
constexpr int kFactsPerCase = 8;
constexpr std::uint64_t kFacts = kCases * kFactsPerCase;

int seeds() {
  return share_of(1000);
}

// A day's ledger, with texts and requests to the host in it; closed.
void fill_day(Till& till) {
  std::vector<Case> cases;
  for (int number = 0; number < kCases; ++number)
    cases.push_back(till.record("Soup", "Table " + std::to_string(number)));
  for (Case& state : cases) {
    const auto words = till.ledger().mint().keep(PrivateKind::words, {"It was cold"});
    const auto phone = till.ledger().mint().keep(PrivateKind::phone, {"0151 2345" + std::to_string(state.acts.size())});
    ActChosen chosen;
    chosen.act = {1};
    chosen.remedy = Refund{euro(450), {}};
    chosen.cost = euro(450);
    chosen.request = till.ledger().mint().request_id();
    REQUIRE(
        till.append(state, {TextNoted{PrivateKind::words, words}, ContactGiven{{PrivateKind::phone, phone, true}}}));
    REQUIRE(till.append(state, {FeelingNoted{Feeling::angry}, chosen}, {refund_request(state, chosen.request)}));
    REQUIRE(till.append(state, {SaidBack{}, CaseFinished{}}));
    till.now.microseconds += 1'000'000;
  }
  till.close();
}

struct Book {
  std::string bytes;
  ChainHead head;
};

// The file as a whole, and its head.
Book read_book(Till& till) {
  Book book;
  book.bytes = bytes_of_file(till.file());
  const auto verdict = verify_ledger({till.file(), "", till.folder() / "keys", std::nullopt});
  REQUIRE(verdict);
  REQUIRE(verdict->faults.empty());
  book.head = verdict->head;
  return book;
}

LedgerVerdict verdict_on(Till& till, const std::optional<HeadMark>& mark = std::nullopt) {
  auto verdict = verify_ledger({till.file(), "", till.folder() / "keys", mark});
  if (!verdict) return {.faults = {{0, verdict.error().text}}};
  return *std::move(verdict);
}

// As whoever knows the format, but not the key, would write it anew after `sql`: every hash from `first` on.
void write_chain_anew(Till& till, std::uint64_t first, const std::string& sql) {
  tamper(till, sql);
  Connection connection = till.raw();
  ChainId chain{};
  {
    auto select = connection.prepare("SELECT value FROM meta WHERE name = 'chain_id'");
    auto rows = select->rows();
    REQUIRE(rows.next().value());
    REQUIRE(copy_exactly(select->blob(0), chain));
  }
  std::string updates;
  auto select = connection.prepare(
      "SELECT seq, case_id, at, terminal, actor, kind, version, body, previous_hash FROM facts WHERE seq >= ? "
      "ORDER BY seq");
  REQUIRE(select);
  Hash previous{};
  {
    auto rows = select->rows(first);
    for (bool is_first = true; rows.next().value(); is_first = false) {
      ChainLink link;
      link.seq = static_cast<std::uint64_t>(select->integer(0));
      REQUIRE(copy_exactly(select->blob(1), link.case_id));
      link.at_microseconds = select->integer(2);
      link.terminal = select->text(3);
      link.actor = select->text(4);
      link.kind = select->text(5);
      link.version = static_cast<std::uint32_t>(select->integer(6));
      link.body = select->text(7);
      if (is_first) REQUIRE(copy_exactly(select->blob(8), previous));
      link.previous = previous;
      previous = hash_of(chain, link);
      updates += "UPDATE facts SET previous_hash = x'" + to_hex(link.previous) + "', hash = x'" + to_hex(previous) +
                 "' WHERE seq = " + std::to_string(link.seq) + ";";
    }
  }
  connection = Connection();
  tamper(till, updates + "DELETE FROM heads WHERE seq >= " + std::to_string(first));
}

struct Spoiling {
  std::uint64_t seq = 0;    // the first fact that isn't as it was; 0: it is no fact
  bool needs_mark = false;  // nobody can see it without knowing the head
};

struct Tampering {
  const char* name;
  std::function<Spoiling(Till&, std::mt19937_64&)> spoil;
};

std::uint64_t pick(std::mt19937_64& random, std::uint64_t from, std::uint64_t to) {
  return std::uniform_int_distribution<std::uint64_t>(from, to)(random);
}

std::string number(std::uint64_t value) {
  return std::to_string(value);
}

Spoiling change_a_column(Till& till, std::mt19937_64& random) {
  constexpr std::array kChanges = {"case_id = randomblob(16)",
                                   "at = at + 1",
                                   "terminal = terminal || 'x'",
                                   "actor = actor || ' '",
                                   "kind = kind || 'x'",
                                   "version = 2",
                                   "body = replace(body, '{', '[')",
                                   "previous_hash = randomblob(32)",
                                   "hash = randomblob(32)",
                                   "case_previous = (case_previous + 1) % seq"};
  // A first fact has no other number to name before it.
  const std::uint64_t seq = pick(random, 2, kFacts);
  tamper(till, std::string("UPDATE facts SET ") + kChanges[pick(random, 0, kChanges.size() - 1)] +
                   " WHERE seq = " + number(seq));
  return {seq, false};
}

Spoiling put_white_space(Till& till, std::mt19937_64& random) {
  const std::uint64_t seq = pick(random, 1, kFacts);
  tamper(till, "UPDATE facts SET body = body || ' ' WHERE seq = " + number(seq));
  return {seq, false};
}

Spoiling delete_in_the_middle(Till& till, std::mt19937_64& random) {
  const std::uint64_t seq = pick(random, 1, kFacts - 1);
  tamper(till, "DELETE FROM facts WHERE seq = " + number(seq));
  return {seq, false};
}

Spoiling cut_the_tail(Till& till, std::mt19937_64& random) {
  const std::uint64_t seq = pick(random, kFacts / 2, kFacts);
  tamper(till, "DELETE FROM facts WHERE seq >= " + number(seq) + "; DELETE FROM heads WHERE seq >= " + number(seq));
  return {seq, false};
}

Spoiling double_one(Till& till, std::mt19937_64& random) {
  const std::uint64_t seq = pick(random, 1, kFacts);
  tamper(till,
         "INSERT INTO facts SELECT " + number(kFacts + 1) + ", case_id, " + number(seq) +
             ", at, terminal, actor, kind, version, body, previous_hash, hash FROM facts WHERE seq = " + number(seq));
  return {kFacts + 1, false};
}

Spoiling reorder(Till& till, std::mt19937_64& random) {
  const std::uint64_t seq = pick(random, 1, kFacts - 1);
  tamper(till, "UPDATE facts SET seq = -1 WHERE seq = " + number(seq) + "; UPDATE facts SET seq = " + number(seq) +
                   " WHERE seq = " + number(seq + 1) + "; UPDATE facts SET seq = " + number(seq + 1) +
                   " WHERE seq = -1");
  return {seq, false};
}

Spoiling insert_one(Till& till, std::mt19937_64& random) {
  const std::uint64_t seq = pick(random, 2, kFacts);
  tamper(till, "UPDATE facts SET seq = seq + 1000 WHERE seq >= " + number(seq) +
                   "; UPDATE facts SET seq = seq - 999 WHERE seq >= 1000; INSERT INTO facts SELECT " + number(seq) +
                   ", case_id, seq, at, terminal, actor, kind, version, body, hash, randomblob(32) FROM facts "
                   "WHERE seq = " +
                   number(seq - 1));
  return {seq, false};
}

Spoiling swap_bodies(Till& till, std::mt19937_64& random) {
  // The first facts of two cases: they differ in the table.
  const std::uint64_t seq = pick(random, 1, kCases - 1);
  const std::uint64_t other = pick(random, seq + 1, kCases);
  tamper(till, "CREATE TEMP TABLE kept AS SELECT seq, body FROM facts WHERE seq IN (" + number(seq) + ", " +
                   number(other) + "); UPDATE facts SET body = (SELECT body FROM kept WHERE kept.seq = " +
                   number(seq + other) + " - facts.seq) WHERE seq IN (" + number(seq) + ", " + number(other) + ")");
  return {seq, false};
}

Spoiling write_anew(Till& till, std::mt19937_64& random) {
  const std::uint64_t seq = pick(random, 1, kFacts);
  write_chain_anew(till, seq, "UPDATE facts SET actor = 'jon' WHERE seq = " + number(seq));
  return {seq, true};
}

Spoiling put_an_old_copy_back(Till& till, std::mt19937_64& random) {
  till.reopen();
  const auto now = till.ledger().head();
  REQUIRE(now.seq == kFacts);
  till.close();
  const std::string copy = bytes_of_file(till.file());
  till.reopen();
  Case state = till.record();
  for (std::uint64_t more = pick(random, 0, 5); more > 0; --more)
    REQUIRE(till.append(state, {SaidBack{}}));
  till.close();
  write_file(till.file(), copy);
  return {kFacts + 1, true};
}

Spoiling clone(Till& till, std::mt19937_64& random) {
  till.reopen();
  till.operator_ = {"jon" + number(pick(random, 1, 1'000'000))};
  Case state = till.record();
  for (std::uint64_t more = pick(random, 0, 5); more > 0; --more)
    REQUIRE(till.append(state, {SaidBack{}}));
  till.close();
  return {kFacts + 1, true};
}

Spoiling change_a_list(Till& till, std::mt19937_64& random) {
  constexpr std::array kChanges = {
      "UPDATE cases SET severity = 5 - severity, number = number || 'x' WHERE position = 1 + ? % 12",
      "UPDATE cases SET finished = 1 - finished WHERE position = 1 + ? % 12",
      "UPDATE outbox SET state = 3 WHERE asked_seq = (SELECT asked_seq FROM outbox LIMIT 1 OFFSET ? % 12)",
      "DELETE FROM outbox WHERE asked_seq = (SELECT asked_seq FROM outbox LIMIT 1 OFFSET ? % 12)",
      "UPDATE cases SET search_text = '' WHERE position = 1 + ? % 12",
      "DELETE FROM private_texts WHERE id = (SELECT id FROM private_texts LIMIT 1 OFFSET ? % 24)",
  };
  std::string sql = kChanges[pick(random, 0, kChanges.size() - 1)];
  sql.replace(sql.find('?'), 1, number(pick(random, 0, 1000)));
  tamper(till, sql);
  return {0, false};
}

const std::array kTamperings = std::to_array<Tampering>({
    {"any column", change_a_column},
    {"white space in a body", put_white_space},
    {"one deleted in the middle", delete_in_the_middle},
    {"the tail cut off", cut_the_tail},
    {"one doubled", double_one},
    {"two in another order", reorder},
    {"one inserted", insert_one},
    {"two bodies swapped", swap_bodies},
    {"the chain written anew", write_anew},
    {"an old copy put back", put_an_old_copy_back},
    {"a clone that went on by itself", clone},
    {"only a list changed", change_a_list},
});

// What the verifier that was written from FORMAT.md says.
std::string stranger_says(Till& till, const std::string& arguments = {}) {
  const std::string command =
      std::string(AMENDS_SOURCE_DIR) + "/tests/support/verify_ledger '" + till.file().string() + "' " + arguments;
  FILE* pipe = ::popen(command.c_str(), "r");
  REQUIRE(pipe != nullptr);
  std::string said;
  char part[256];
  while (std::fgets(part, sizeof part, pipe) != nullptr)
    said += part;
  ::pclose(pipe);
  return said;
}

}  // namespace

TEST_CASE("twelve kinds of tampering, each at many places, and none is missed") {
  const Tampering& tampering = GENERATE(from_range(kTamperings.begin(), kTamperings.end()));
  INFO(tampering.name);
  Till till;
  fill_day(till);
  const Book book = read_book(till);
  const bool is_clone = std::string_view(tampering.name).starts_with("a clone");
  const bool is_old_copy = std::string_view(tampering.name).starts_with("an old copy");
  for (int seed = 0; seed < seeds(); ++seed) {
    INFO("seed " << seed);
    write_file(till.file(), book.bytes);
    std::mt19937_64 random(static_cast<std::uint64_t>(seed));
    ChainHead known = book.head;
    if (is_clone || is_old_copy) {
      // The head that is known is that of the machine that went on.
      till.operator_ = {"ana"};
      till.reopen();
      till.record();
      known = till.ledger().head();
      till.close();
      write_file(till.file(), book.bytes);
    }
    const Spoiling spoiling = tampering.spoil(till, random);
    const LedgerVerdict blind = verdict_on(till);
    const LedgerVerdict knowing = verdict_on(till, parse_mark(mark_of(known)));
    REQUIRE_FALSE(knowing.faults.empty());
    // Where a chain was written anew from, nobody can say; that it was, the head says.
    const std::uint64_t found = knowing.faults.front().seq;
    if (spoiling.seq != 0) REQUIRE((spoiling.needs_mark ? found >= spoiling.seq : found == spoiling.seq));
    if (spoiling.needs_mark) {
      // Without the head it is found too, or not said to be proven.
      REQUIRE((!blind.faults.empty() || blind.signed_up_to < spoiling.seq || is_clone));
    } else {
      REQUIRE_FALSE(blind.faults.empty());
    }
  }
}

TEST_CASE("the verifier that was written from the format alone says the same") {
  Till till;
  fill_day(till);
  const Book book = read_book(till);
  const std::string whole =
      "whole " + number(kFacts) + " " + to_hex(book.head.hash) + " signed up to " + number(kFacts) + "\n";
  CHECK(stranger_says(till) == whole);
  CHECK(stranger_says(till, "--head " + mark_of(book.head)) == whole);
  for (const Tampering& tampering : kTamperings) {
    INFO(tampering.name);
    const std::string name = tampering.name;
    // Lists aren't its matter, and these need the other machine's head.
    if (name == "only a list changed" || name.starts_with("a clone") || name.starts_with("an old copy")) continue;
    for (int seed = 0; seed < 3; ++seed) {
      INFO("seed " << seed);
      write_file(till.file(), book.bytes);
      std::mt19937_64 random(static_cast<std::uint64_t>(seed));
      const Spoiling spoiling = tampering.spoil(till, random);
      const std::uint64_t place = spoiling.needs_mark ? kFacts : spoiling.seq;
      CHECK_THAT(stranger_says(till, "--head " + mark_of(book.head)),
                 Catch::Matchers::StartsWith("fault at " + number(place) + ": "));
    }
  }
}

TEST_CASE("a ledger is signed at its close and every so many facts, and says how far that reaches") {
  Till till;
  Case state = till.record();
  till.close();
  CHECK(verdict_on(till).signed_up_to == 1);
  till.reopen();
  for (std::uint64_t fact = 1; fact < kFactsPerSignature; ++fact) {
    REQUIRE(till.append(state, {SaidBack{}}));
    CHECK(verdict_on(till).signed_up_to == 1);
  }
  REQUIRE(till.append(state, {SaidBack{}}));
  CHECK(verdict_on(till).signed_up_to == kFactsPerSignature + 1);
  CHECK(verdict_on(till).faults.empty());
}

TEST_CASE("signatures that are missing or another's are found, and such a ledger is not opened") {
  Till till;
  fill_day(till);
  const char* sql =
      GENERATE("DELETE FROM heads", "UPDATE heads SET signature = randomblob(64) WHERE seq > 60",
               "DELETE FROM heads WHERE seq > 20", "UPDATE meta SET value = randomblob(32) WHERE name = 'signing_key'");
  INFO(sql);
  tamper(till, sql);
  CHECK_FALSE(verdict_on(till).faults.empty());
  till.reopen();
  CHECK(till.ledger().trouble() == StorageTrouble::damaged);
}

TEST_CASE("a head is printed and typed as its number and first digits") {
  ChainHead head{1042, {}};
  head.hash.fill(0xab);
  CHECK(mark_of(head) == "1042-abababababababab");
  const auto mark = parse_mark("1042-abababab");
  REQUIRE(mark);
  CHECK(fits(*mark, head));
  head.hash[3] = 0;
  CHECK_FALSE(fits(*mark, head));
  for (const char* wrong : {"", "1042", "1042-", "-abababab", "0-abababab", "1042-ababab", "1042-ABABABAB",
                            "1042-abababag", "99999999999999999999999-abababab", "x-abababab"}) {
    INFO(wrong);
    CHECK_FALSE(parse_mark(wrong));
  }
}
