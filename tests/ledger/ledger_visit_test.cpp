// A ledger read from its file alone: beside a till, older files as they are, and never past what is damaged.
#include "ledger/ledger_visit.hpp"

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include <catch_amalgamated.hpp>

#include "ledger/fact_export.hpp"
#include "ledger/ledger_cases.hpp"
#include "ledger_fixture.hpp"

using namespace amends;

namespace {

// The seqs that a visit gives, or what is wrong.
tl::expected<std::vector<std::uint64_t>, LedgerProblem> visit(const Till& till) {
  auto ledger = LedgerVisit::open(till.file());
  if (!ledger) return tl::unexpected(ledger.error());
  std::vector<std::uint64_t> seqs;
  auto visited = ledger->visit([&](const VisitedFact& fact) {
    seqs.push_back(fact.link.seq);
    return true;
  });
  if (!visited) return tl::unexpected(visited.error());
  return seqs;
}

}  // namespace

using Catch::Matchers::ContainsSubstring;

TEST_CASE("facts are visited in order beside a till, as they were at one moment") {
  Till till;
  Case state = till.record();
  auto ledger = LedgerVisit::open(till.file());
  REQUIRE(ledger);
  std::vector<std::uint64_t> seqs;
  REQUIRE(ledger->visit([&](const VisitedFact& fact) {
    // The till writes on; the visit doesn't see it.
    REQUIRE(till.append(state, {SaidBack{}}));
    seqs.push_back(fact.link.seq);
    return true;
  }));
  CHECK(seqs == std::vector<std::uint64_t>{1});
  CHECK(visit(till) == std::vector<std::uint64_t>{1, 2});
}

TEST_CASE("a visit ends where the visitor has seen enough") {
  Till till;
  till.record();
  till.record();
  auto ledger = LedgerVisit::open(till.file());
  REQUIRE(ledger);
  std::size_t seen = 0;
  REQUIRE(ledger->visit([&](const VisitedFact&) { return ++seen < 1; }));
  CHECK(seen == 1);
}

TEST_CASE("nothing is given past what was altered, and what is wrong is told") {
  const auto [sql, wanted] = GENERATE(table<const char*, const char*>({
      {"UPDATE facts SET actor = 'leo' WHERE seq = 2", "fact 2: its bytes are not those that were hashed"},
      {"UPDATE facts SET body = body || ' ' WHERE seq = 2", "fact 2: its bytes are not those that were hashed"},
      {"UPDATE facts SET previous_hash = zeroblob(32) WHERE seq = 2", "fact 2: it does not follow the fact before"},
      {"UPDATE facts SET hash = zeroblob(31) WHERE seq = 2", "fact 2: its identifiers or hashes have a wrong length"},
      {"DELETE FROM facts WHERE seq = 2", "fact 2: missing"},
      {"DELETE FROM facts WHERE seq = 3", "fact 3: it was signed, and is missing at the end"},
      {"UPDATE heads SET signature = zeroblob(64)", "fact 3: the signature over it is not the terminal's"},
  }));
  Till till;
  for (int cases = 0; cases < 3; ++cases)
    till.record();
  till.close();
  REQUIRE(visit(till)->size() == 3);
  tamper(till, sql);
  const auto visited = visit(till);
  INFO(sql);
  REQUIRE_FALSE(visited);
  CHECK(visited.error().trouble == StorageTrouble::damaged);
  CHECK(visited.error().text == wanted);
}

TEST_CASE("a kind that this version doesn't know was written by a newer one") {
  Till till;
  Case state = till.record();
  till.close();
  // As another version would append it: the chain holds.
  {
    Connection file = till.raw();
    ChainLink link;
    ChainId chain{};
    auto select = file.prepare("SELECT facts.hash, facts.case_id, meta.value FROM facts, meta WHERE name = 'chain_id'");
    REQUIRE(select);
    {
      auto rows = select->rows();
      REQUIRE(rows.next().value());
      std::ranges::copy(select->blob(0), link.previous.begin());
      std::ranges::copy(select->blob(1), link.case_id.begin());
      std::ranges::copy(select->blob(2), chain.begin());
    }
    link.seq = 2;
    link.terminal = "T3";
    link.kind = "case.sung_about";
    link.version = 1;
    link.body = "{}";
    const Hash hash = hash_of(chain, link);
    auto insert = file.prepare(
        "INSERT INTO facts (seq, case_id, case_previous, at, terminal, actor, kind, version, body, previous_hash, "
        "hash) "
        "VALUES (2, ?, 1, 0, ?, '', ?, 1, ?, ?, ?)");
    REQUIRE(insert);
    REQUIRE(insert->run(Blob{link.case_id}, link.terminal, link.kind, link.body, Blob{link.previous}, Blob{hash}));
  }
  auto ledger = LedgerVisit::open(till.file());
  REQUIRE(ledger);
  const auto exported = export_facts(*ledger, {}, [](std::string_view) { return true; });
  REQUIRE_FALSE(exported);
  CHECK(exported.error().trouble == StorageTrouble::newer);
  CHECK_THAT(exported.error().text, ContainsSubstring("fact 2: unknown kind"));
  const auto cases = read_cases(*ledger, [](const CaseRecorded&, Instant) { return true; });
  REQUIRE_FALSE(cases);
  CHECK(cases.error().trouble == StorageTrouble::newer);
}

TEST_CASE("a file of each older version is read as it is") {
  const int schema = GENERATE(1, 2, 3);
  const TemporaryFolder folder;
  std::filesystem::copy(AMENDS_SOURCE_DIR "/tests/ledger/files/schema-" + std::to_string(schema), folder.path(),
                        std::filesystem::copy_options::recursive);
  const auto file = folder.path() / "ledger.sqlite";
  const std::string bytes = bytes_of_file(file);
  auto ledger = LedgerVisit::open(file);
  REQUIRE(ledger);
  CHECK(ledger->identity().version == schema);
  std::uint64_t facts = 0;
  std::uint64_t signatures = 0;
  REQUIRE(ledger->visit([&](const VisitedFact& fact) {
    signatures += fact.signature ? 1 : 0;
    return fact.link.seq == ++facts;
  }));
  CHECK(facts > 0);
  CHECK((signatures > 0) == (schema >= kFirstSigned));
  CHECK(bytes_of_file(file) == bytes);
}

TEST_CASE("cases are read with all that happened to them, and no others than those that are wanted") {
  Till till;
  Case first = till.record("Iced tea", "Table 12");
  Case second = till.record("Lemonade", "Table 4");
  REQUIRE(till.append(first, {SaidBack{}}));
  REQUIRE(till.append(second, {TemperNoted{Temper::upset}}));
  REQUIRE(till.ledger().append(HouseFact{till.now, {}, PackTaken{{"restaurant", "0123abcd", "rules", ""}, {}}}));
  auto ledger = LedgerVisit::open(till.file());
  REQUIRE(ledger);
  const auto all = read_cases(*ledger, [](const CaseRecorded&, Instant) { return true; });
  REQUIRE(all);
  REQUIRE(all->cases.size() == 2);
  CHECK(all->cases[0].state == first);
  CHECK(all->cases[1].state == second);
  CHECK(all->cases[0].history == till.ledger().facts_of(first.id));
  CHECK(all->packs.at("0123abcd").rules == "rules");
  CHECK(all->head == till.ledger().head());
  const auto some =
      read_cases(*ledger, [&](const CaseRecorded& recorded, Instant) { return recorded.number == second.number; });
  REQUIRE(some);
  REQUIRE(some->cases.size() == 1);
  CHECK(some->cases[0].state == second);
}

TEST_CASE("an export of some days has the facts of those alone, and later ones go by their case's number") {
  Till till;
  Case state = till.record();
  const Instant noon = till.now;
  REQUIRE(till.append(state, {SaidBack{}, TemperNoted{}}));
  auto ledger = LedgerVisit::open(till.file());
  REQUIRE(ledger);
  std::vector<std::string> lines;
  const auto take = [&](std::string_view line) {
    lines.emplace_back(line);
    return true;
  };
  const auto count = export_facts(*ledger, {noon.plus_seconds(1), noon.plus_seconds(2)}, take);
  REQUIRE(count == 1U);
  REQUIRE(lines.size() == 2);
  CHECK_THAT(lines[1], ContainsSubstring("\"kind\":\"case.said_back\""));
  CHECK_THAT(lines[1], ContainsSubstring("\"number\":\"" + state.number.text + "\""));
}
