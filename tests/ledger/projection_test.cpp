// The lists are made of facts and nothing else: whatever was decided, made again they are the same, byte by byte.
#include "ledger/projection.hpp"

#include <string>
#include <vector>

#include <catch_amalgamated.hpp>

#include "ledger/ledger.hpp"
#include "ledger/schema.hpp"
#include "ledger/verify.hpp"
#include "ledger_fixture.hpp"
#include "random_staff.hpp"

using namespace amends;

namespace {

std::string live_rows(Till& till) {
  Connection connection = till.raw();
  return dump_of_projections(connection);
}

}  // namespace

TEST_CASE("whatever staff decide, the lists made again from the facts are the lists that were kept") {
  for (std::uint32_t seed = 1; seed <= 12; ++seed) {
    INFO("seed " << seed);
    Till till;
    RandomStaff staff(till, seed);
    staff.act(150);
    till.reopen();  // what was remembered of the cases is gone
    staff.act(150);
    REQUIRE(staff.appended() > 80);
    const std::string live = live_rows(till);
    REQUIRE(till.ledger().rebuild());
    CHECK(live_rows(till) == live);
    staff.act(20);
    const std::string later = live_rows(till);
    REQUIRE(till.ledger().rebuild());
    CHECK(live_rows(till) == later);

    till.close();
    auto judged = judge_ledger(till.file(), "");
    REQUIRE(judged);
    const auto verdict = verify_chain(judged->reader, judged->identity.chain);
    REQUIRE(verdict);
    CHECK_FALSE(verdict->fault);
  }
}

TEST_CASE("lists that are behind the facts catch up when the ledger is opened") {
  Till till;
  RandomStaff staff(till, 99);
  staff.act(200);
  const std::string live = live_rows(till);
  till.close();
  SECTION("all of it is missing") {
    REQUIRE(
        till.raw().run("DELETE FROM case_figures; DELETE FROM figure_blocks; DELETE FROM figures; DELETE FROM "
                       "deliveries; DELETE FROM coupons; "
                       "DELETE FROM outbox; DELETE FROM follow_ups; "
                       "DELETE FROM cases; DELETE FROM counters"));
  }
  SECTION("the last case is missing") {
    REQUIRE(till.raw().run(
        "CREATE TEMP TABLE last AS SELECT MAX(position) AS position, MAX(last_seq) AS seq FROM cases;"
        "DELETE FROM outbox WHERE case_position IN (SELECT position FROM cases WHERE last_seq = (SELECT seq FROM "
        "last));"
        "DELETE FROM follow_ups WHERE case_position IN (SELECT position FROM cases WHERE last_seq = (SELECT seq FROM "
        "last));"
        "UPDATE cases SET last_seq = 1, finished = 0, items = 'x' WHERE last_seq = (SELECT seq FROM last)"));
  }
  REQUIRE(live_rows(till) != live);
  till.reopen();
  REQUIRE(till.ledger().trouble() == StorageTrouble::none);
  CHECK(live_rows(till) == live);
}

TEST_CASE("a row that says something else than the facts is seen when the lists are made again") {
  Till till;
  RandomStaff staff(till, 7);
  staff.act(100);
  const std::string live = live_rows(till);
  REQUIRE(till.raw().run("UPDATE cases SET severity = 5 - severity WHERE position = 1"));
  CHECK(live_rows(till) != live);
  REQUIRE(till.ledger().rebuild());
  CHECK(live_rows(till) == live);
}
