// The chain: its bytes are those of FORMAT.md, and whatever is changed behind its back is found where it is.
#include "ledger/chain.hpp"

#include <cstdint>
#include <functional>
#include <string>

#include <catch_amalgamated.hpp>

#include "ledger/bytes.hpp"
#include "ledger/schema.hpp"
#include "ledger/verify.hpp"
#include "ledger_fixture.hpp"

using namespace amends;

namespace {

// Ten facts of two cases, and the file closed.
void fill(Till& till) {
  Case tea = till.record("Iced tea", "Table 1");
  Case soup = till.record("Soup", "Table 2");
  for (int round = 0; round < 4; ++round) {
    REQUIRE(till.append(tea, {FeelingNoted{Feeling::annoyed}}));
    REQUIRE(till.append(soup, {TemperNoted{Temper::upset}}));
  }
  till.close();
}

ChainId chain_of(Connection& connection) {
  auto select = connection.prepare("SELECT value FROM meta WHERE name = 'chain_id'");
  REQUIRE(select);
  auto rows = select->rows();
  REQUIRE(rows.next().value());
  ChainId chain{};
  REQUIRE(copy_exactly(select->blob(0), chain));
  return chain;
}

ChainVerdict verdict_on(Till& till) {
  Connection connection = till.raw();
  const auto verdict = verify_chain(connection, chain_of(connection));
  REQUIRE(verdict);
  return *verdict;
}

}  // namespace

TEST_CASE("a fact's hash is what a stranger works out from the format") {
  ChainId chain{};
  for (std::size_t place = 0; place < chain.size(); ++place) {
    chain[place] = static_cast<std::uint8_t>(place);
  }
  ChainLink link;
  link.seq = 258;
  link.previous.fill(0xaa);
  link.case_id.fill(0x11);
  link.at_microseconds = -5;
  link.terminal = "T3";
  link.actor = "änna";
  link.kind = "temper.noted";
  link.version = 1;
  link.body = R"({"temper":3})";
  // From Python's hashlib.blake2b over the bytes that FORMAT.md lists.
  CHECK(to_hex(hash_of(chain, link)) == "7a0230fa2807e1b484f6ce7929eddd8d0f3246136f0e2d5df846c024d921b477");
}

TEST_CASE("letters can't be moved from one part of a fact to the next unseen") {
  const ChainId chain{};
  ChainLink left;
  left.terminal = "T3";
  left.actor = "ana";
  ChainLink right = left;
  right.terminal = "T3a";
  right.actor = "na";
  CHECK(hash_of(chain, left) != hash_of(chain, right));
}

TEST_CASE("an untouched chain holds to its end") {
  Till till;
  fill(till);
  const ChainVerdict verdict = verdict_on(till);
  CHECK_FALSE(verdict.fault);
  CHECK(verdict.facts == 10);
  CHECK(verdict.head != Hash{});
}

TEST_CASE("a changed, removed, doubled, swapped or inserted fact is found, and where") {
  struct Tampering {
    const char* name;
    const char* sql;
    std::uint64_t found_at;
  };
  const Tampering tampering = GENERATE(values<Tampering>({
      {"one letter of a body", "UPDATE facts SET body = replace(body, '2', '3') WHERE seq = 4", 4},
      {"white space in a body", "UPDATE facts SET body = body || ' ' WHERE seq = 10", 10},
      {"who did it", "UPDATE facts SET actor = 'jon' WHERE seq = 3", 3},
      {"when", "UPDATE facts SET at = at + 1 WHERE seq = 5", 5},
      {"where", "UPDATE facts SET terminal = 'T4' WHERE seq = 5", 5},
      {"what", "UPDATE facts SET kind = 'case.finished' WHERE seq = 6", 6},
      {"the kind's version", "UPDATE facts SET version = 2 WHERE seq = 6", 6},
      {"whose", "UPDATE facts SET case_id = (SELECT case_id FROM facts WHERE seq = 1) WHERE seq = 6", 6},
      {"a hash", "UPDATE facts SET hash = previous_hash WHERE seq = 7", 7},
      {"the hash before", "UPDATE facts SET previous_hash = hash WHERE seq = 7", 7},
      {"the way through a case", "UPDATE facts SET case_previous = 0 WHERE seq = 8", 8},
      {"one in the middle removed", "DELETE FROM facts WHERE seq = 5", 5},
      {"the first removed", "DELETE FROM facts WHERE seq = 1", 1},
      {"two bodies swapped",
       "UPDATE facts SET body = (SELECT body FROM facts AS other WHERE other.seq = 11 - facts.seq) WHERE seq IN (5, 6)",
       5},
      {"two facts swapped",
       "UPDATE facts SET seq = -5 WHERE seq = 5; UPDATE facts SET seq = 5 WHERE seq = 6; "
       "UPDATE facts SET seq = 6 WHERE seq = -5",
       5},
      {"one doubled at the end",
       "INSERT INTO facts SELECT 11, case_id, 10, at, terminal, actor, kind, version, body, previous_hash, hash "
       "FROM facts WHERE seq = 10",
       11},
      {"one inserted",
       "UPDATE facts SET seq = seq + 100 WHERE seq > 6; UPDATE facts SET seq = seq - 99 WHERE seq > 100; "
       "INSERT INTO facts SELECT 7, case_id, 6, at, terminal, actor, kind, version, body, previous_hash, hash "
       "FROM facts WHERE seq = 6",
       7},
  }));
  INFO(tampering.name);
  Till till;
  fill(till);
  tamper(till, tampering.sql);
  const ChainVerdict verdict = verdict_on(till);
  REQUIRE(verdict.fault);
  CHECK(verdict.fault->seq == tampering.found_at);
}

TEST_CASE("the facts of another chain don't pass for this one's") {
  Till till;
  fill(till);
  Connection connection = till.raw();
  ChainId other = chain_of(connection);
  other[0] ^= 1;
  const auto verdict = verify_chain(connection, other);
  REQUIRE(verdict);
  REQUIRE(verdict->fault);
  CHECK(verdict->fault->seq == 1);
}

TEST_CASE("the file itself refuses to change, to delete, to replace, and to insert but at the end") {
  const char* sql =
      GENERATE("UPDATE facts SET actor = 'jon' WHERE seq = 3", "DELETE FROM facts WHERE seq = 10",
               "INSERT OR REPLACE INTO facts SELECT seq, case_id, case_previous, at, terminal, 'jon', kind, "
               "version, body, previous_hash, hash FROM facts WHERE seq = 3",
               "INSERT INTO facts SELECT seq + 11, case_id, case_previous, at, terminal, actor, kind, "
               "version, body, previous_hash, hash FROM facts WHERE seq = 3",
               "INSERT INTO facts SELECT -1, case_id, -2, at, terminal, actor, kind, version, body, "
               "previous_hash, hash FROM facts WHERE seq = 3");
  INFO(sql);
  Till till;
  fill(till);
  {
    Connection connection = till.raw();
    CHECK_FALSE(connection.run(sql));
  }
  const ChainVerdict verdict = verdict_on(till);
  CHECK_FALSE(verdict.fault);
  CHECK(verdict.facts == 10);
}

TEST_CASE("a fact that was changed is not read as if it were true") {
  Till till;
  Case state = till.record();
  REQUIRE(till.append(state, {TemperNoted{Temper::upset}}));
  Case other = till.record();
  // Deeper than what is looked at when the ledger is opened.
  for (int round = 0; round < 40; ++round) {
    REQUIRE(till.append(other, {SaidBack{}}));
  }
  till.close();
  tamper(till, "UPDATE facts SET body = '{\"temper\":1}' WHERE seq = 2");
  till.reopen();
  REQUIRE(till.ledger().trouble() == StorageTrouble::none);
  const auto facts = till.ledger().facts_of(state.id);
  REQUIRE_FALSE(facts);
  CHECK(facts.error() == StorageTrouble::damaged);
  CHECK(till.ledger().facts_of(other.id));
}

TEST_CASE("another case's facts are never read as a case's own") {
  Till till;
  const Case state = till.record();
  const Case other = till.record();
  till.close();
  tamper(till, "UPDATE cases SET last_seq = 2 WHERE last_seq = 1");
  till.reopen();
  const auto facts = till.ledger().facts_of(state.id);
  REQUIRE_FALSE(facts);
  CHECK(facts.error() == StorageTrouble::damaged);
  CHECK(till.ledger().facts_of(other.id));
}
