// Files of every schema that there was, as its own version wrote them (tests/ledger/files): read for ever, brought up to this
// schema when they are opened, and not a fact of theirs changed.
#include <filesystem>
#include <string>

#include <catch_amalgamated.hpp>

#include "ledger/verify_ledger.hpp"
#include "ledger_fixture.hpp"

using namespace amends;
namespace fs = std::filesystem;

namespace {

// The facts' bytes, one line each.
std::string facts_in(const fs::path& file) {
  auto connection = Connection::open(file.string(), OpenMode::read_only, "");
  REQUIRE(connection);
  auto select = connection->prepare(
      "SELECT seq || hex(case_id) || at || terminal || actor || kind || version || body || hex(hash) FROM facts "
      "ORDER BY seq");
  REQUIRE(select);
  std::string facts;
  auto rows = select->rows();
  while (rows.next().value())
    facts += std::string(select->text(0)) + "\n";
  return facts;
}

void put_old_file(Till& till, int schema) {
  till.close();
  fs::remove_all(till.folder());
  const fs::path source = fs::path(AMENDS_SOURCE_DIR) / "tests/ledger/files" / ("schema-" + std::to_string(schema));
  fs::copy(source, till.folder(), fs::copy_options::recursive);
}

}  // namespace

TEST_CASE("a file of an older schema is read, written on, and brought up to this one") {
  const int schema = GENERATE(1, 2, 3);
  INFO("schema " << schema);
  Till till;
  put_old_file(till, schema);
  const std::string facts = facts_in(till.file());
  {
    const auto old = verify_ledger({till.file(), "", till.folder() / "keys", std::nullopt});
    REQUIRE(old);
    CHECK(old->faults.empty());
    CHECK(old->signed_up_to == (schema < 3 ? 0 : old->head.seq));
    CHECK(old->texts == 1);
  }
  till.reopen();
  REQUIRE(till.ledger().trouble() == StorageTrouble::none);
  const auto cases = till.ledger().find_cases({});
  REQUIRE(cases.size() == 3);
  for (const CaseRow& row : cases)
    REQUIRE(till.ledger().facts_of(row.id));
  const Case first = fold_all_of(*till.ledger().facts_of(cases.back().id));
  REQUIRE(first.words);
  CHECK(till.ledger().read_text(*first.words) == "Kept since then");
  CHECK(till.record().number.text == "T3-0004");
  till.close();
  CHECK(facts_in(till.file()).starts_with(facts));
  const auto now = verify_ledger({till.file(), "", till.folder() / "keys", std::nullopt});
  REQUIRE(now);
  CHECK(now->faults.empty());
  CHECK(now->signed_up_to == now->head.seq);
  CHECK(till.raw().integer("SELECT COUNT(*) FROM heads") == 2);
}

TEST_CASE("an older file with a rule taken away is not brought up to anything") {
  Till till;
  put_old_file(till, 2);
  REQUIRE(till.raw().run("DROP TRIGGER facts_are_not_deleted"));
  till.reopen();
  CHECK(till.ledger().trouble() == StorageTrouble::damaged);
  till.close();
  CHECK(till.raw().integer("SELECT value FROM meta WHERE name = 'schema_version'") == 2);
}
