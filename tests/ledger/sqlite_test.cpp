// The wrapper: what isn't committed is gone, and what fails says why.
#include "ledger/sqlite.hpp"

#include <string>
#include <vector>

#include <catch_amalgamated.hpp>

#include "ledger_fixture.hpp"

using namespace amends;

namespace {

Connection made_in(const TemporaryFolder& folder) {
  auto connection = Connection::open((folder.path() / "a b?#%.sqlite").string(), OpenMode::create, "");
  REQUIRE(connection);
  REQUIRE(connection->run("CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT NOT NULL) STRICT"));
  return std::move(*connection);
}

}  // namespace

TEST_CASE("a transaction that is let go has written nothing") {
  const TemporaryFolder folder;
  Connection connection = made_in(folder);
  {
    auto transaction = Transaction::begin(connection);
    REQUIRE(transaction);
    REQUIRE(connection.run("INSERT INTO t (a, b) VALUES (1, 'x')"));
    CHECK(connection.is_in_transaction());
  }
  CHECK_FALSE(connection.is_in_transaction());
  CHECK(connection.integer("SELECT COUNT(*) FROM t").value() == 0);
  {
    auto transaction = Transaction::begin(connection);
    REQUIRE(transaction);
    REQUIRE(connection.run("INSERT INTO t (a, b) VALUES (1, 'x')"));
    REQUIRE(transaction->commit());
  }
  CHECK(connection.integer("SELECT COUNT(*) FROM t").value() == 1);
}

TEST_CASE("an error carries SQLite's own words, and the statement can be used again") {
  const TemporaryFolder folder;
  Connection connection = made_in(folder);
  auto insert = connection.prepare("INSERT INTO t (a, b) VALUES (?, ?)");
  REQUIRE(insert);
  REQUIRE(insert->run(1, "x"));
  const auto again = insert->run(1, "y");
  REQUIRE_FALSE(again);
  CHECK(again.error().text == "UNIQUE constraint failed: t.a");
  CHECK(insert->run(2, std::string("with\0nul", 8)));
  const auto unknown = connection.prepare("SELECT a FROM nowhere");
  REQUIRE_FALSE(unknown);
  CHECK(unknown.error().text == "no such table: nowhere");
}

TEST_CASE("texts and blobs come back byte by byte, empty ones too") {
  const TemporaryFolder folder;
  Connection connection = made_in(folder);
  auto select = connection.prepare("SELECT ?, ?, ?, ?");
  REQUIRE(select);
  const std::vector<std::uint8_t> bytes = {0, 255, 7};
  const std::string text("a\0b", 3);
  auto rows = select->rows(text, Blob{bytes}, "", Blob{});
  REQUIRE(rows.next().value());
  CHECK(select->text(0) == text);
  CHECK(std::vector<std::uint8_t>(select->blob(1).begin(), select->blob(1).end()) == bytes);
  CHECK(select->text(2).empty());
  CHECK(select->blob(3).empty());
  CHECK_FALSE(rows.next().value());
}

TEST_CASE("rows that are let go early hold no lock") {
  const TemporaryFolder folder;
  Connection connection = made_in(folder);
  REQUIRE(connection.run("INSERT INTO t (a, b) VALUES (1, 'x'), (2, 'y')"));
  auto select = connection.prepare("SELECT a FROM t ORDER BY a");
  REQUIRE(select);
  {
    auto rows = select->rows();
    REQUIRE(rows.next().value());
  }
  auto other = Connection::open((folder.path() / "a b?#%.sqlite").string(), OpenMode::read_write, "");
  REQUIRE(other);
  CHECK(other->run("INSERT INTO t (a, b) VALUES (3, 'z')"));
}

TEST_CASE("who opens to read changes nothing") {
  const TemporaryFolder folder;
  { made_in(folder); }
  const auto mode = GENERATE(OpenMode::read_only, OpenMode::frozen);
  auto connection = Connection::open((folder.path() / "a b?#%.sqlite").string(), mode, "");
  REQUIRE(connection);
  CHECK_FALSE(connection->run("INSERT INTO t (a, b) VALUES (1, 'x')"));
}
