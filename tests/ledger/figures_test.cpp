// A day's figures: kept with each fact, they are what the facts say, worked out apart by plain SQL over the facts' bodies.
#include <map>
#include <string>
#include <utility>
#include <vector>

#include <catch_amalgamated.hpp>

#include "ledger/figure_table.hpp"
#include "ledger_fixture.hpp"
#include "random_staff.hpp"

namespace amends {
namespace {

using Sums = std::map<std::pair<std::int64_t, std::string>, std::pair<std::int64_t, std::int64_t>>;

// Rows of day, key, count, sum.
Sums sums_of(Till& till, const std::string& sql) {
  Connection connection = till.raw();
  auto select = connection.prepare(sql);
  REQUIRE(select);
  Sums sums;
  auto rows = select->rows();
  while (rows.next().value()) {
    auto& sum = sums[{select->integer(0), std::string(select->text(1))}];
    sum.first += select->integer(2);
    sum.second += select->integer(3);
  }
  return sums;
}

Sums kept(Till& till, Measure measure) {
  return sums_of(
      till, "SELECT day, key, count, sum FROM figures WHERE measure = " + std::to_string(static_cast<int>(measure)));
}

// Of each case that isn't withdrawn: its day, and the body of its last fact of these kinds.
std::string last_of(const std::string& kinds) {
  return "WITH alive AS (SELECT case_id, json_extract(body, '$.when.day') AS day FROM facts WHERE kind = "
         "'case.recorded' "
         "AND case_id NOT IN (SELECT case_id FROM facts WHERE kind = 'case.withdrawn')), "
         "last AS (SELECT case_id, body, MAX(seq) FROM facts WHERE kind IN (" +
         kinds + ") GROUP BY case_id) ";
}

}  // namespace

TEST_CASE("each day's figures are what the facts say, worked out apart") {
  bool was_given = false;
  bool was_fixed = false;
  for (const std::uint32_t seed : {3U, 4U, 5U}) {
    INFO("seed " << seed);
    Till till;
    RandomStaff staff(till, seed);
    staff.act(250);
    till.reopen();
    staff.act(250);

    const std::string failures = last_of("'case.recorded', 'failure.changed'");
    CHECK(
        kept(till, Measure::cases) ==
        sums_of(till,
                failures + "SELECT day, '', 1, json_extract(body, '$.severity') FROM alive JOIN last USING (case_id)"));
    CHECK(kept(till, Measure::failure) ==
          sums_of(till,
                  failures + "SELECT day, json_extract(body, '$.failure'), 1, 0 FROM alive JOIN last USING (case_id)"));
    CHECK(kept(till, Measure::item) ==
          sums_of(till, last_of("'case.recorded', 'lines.changed'") +
                            "SELECT DISTINCT day, json_extract(value, '$.name'), 1, 0, case_id FROM alive JOIN last "
                            "USING (case_id), json_each(last.body, '$.lines')"));
    const std::string settled =
        "WITH alive AS (SELECT case_id, json_extract(body, '$.when.day') AS day FROM facts WHERE kind = "
        "'case.recorded' "
        "AND case_id NOT IN (SELECT case_id FROM facts WHERE kind = 'case.withdrawn')), "
        "acts AS (SELECT case_id, seq, kind, json_extract(body, '$.act') AS act, body FROM facts WHERE kind LIKE "
        "'act.%'), "
        "ended AS (SELECT case_id, act, kind, MAX(seq) FROM acts WHERE kind IN ('act.chosen', 'act.approved', "
        "'act.started', 'act.done', 'act.keyed', 'act.failed', 'act.in_doubt', 'act.withdrawn', 'act.declined', "
        "'act.retried') GROUP BY case_id, act), "
        "cost AS (SELECT case_id, act, body, MAX(seq) FROM acts WHERE kind IN ('act.chosen', 'act.amended') "
        "GROUP BY case_id, act) ";
    CHECK(
        kept(till, Measure::given_by) ==
        sums_of(till, settled +
                          "SELECT day, (SELECT actor FROM facts WHERE facts.case_id = ended.case_id AND facts.kind = "
                          "'act.chosen' AND json_extract(facts.body, '$.act') = ended.act), 1, "
                          "json_extract(cost.body, '$.cost[0]') FROM alive JOIN ended USING (case_id) JOIN cost USING "
                          "(case_id, act) WHERE ended.kind IN ('act.done', 'act.keyed')"));
    was_given = was_given || !kept(till, Measure::given_by).empty();
    was_fixed = was_fixed || !kept(till, Measure::fix).empty();
  }
  CHECK(was_given);
  CHECK(was_fixed);
}

TEST_CASE("the store's sums over days, day by day, and the cases behind a figure agree") {
  Till till;
  RandomStaff staff(till, 7);
  staff.act(400);
  const DaySpan span{20'001, 20'003};
  std::size_t measures = 0;
  for (int number = 1; number <= static_cast<int>(kLastMeasure); ++number) {
    const auto measure = static_cast<Measure>(number);
    std::map<std::string, std::int64_t> by_day;
    for (const DayFigure& one : till.ledger().figures_by_day(measure, span)) {
      CHECK((one.day >= span.first && one.day <= span.last));
      by_day[one.figure.key] += one.figure.count;
    }
    const auto sums = till.ledger().figures(measure, span);
    CHECK(sums.size() == by_day.size());
    measures += sums.empty() ? 0 : 1;
    for (const Figure& sum : sums) {
      INFO(number << " " << sum.key);
      CHECK(sum.count == by_day[sum.key]);
      std::int64_t behind = 0;
      for (const CaseRow& row : till.ledger().cases_counted(measure, sum.key, span, 1000)) {
        const auto& cases = staff.cases();
        const auto found = std::ranges::find(cases, row.id, &Case::id);
        REQUIRE(found != cases.end());
        for (const Figure& figure : figures_of(*found))
          behind += figure.measure == measure && figure.key == sum.key ? figure.count : 0;
      }
      CHECK(behind == sum.count);
    }
  }
  CHECK(measures > 8);
}

TEST_CASE("a case's figures are read as they were written, and nothing else is") {
  const std::vector<Figure> figures = {{Measure::cases, "", 1, 2},
                                       {Measure::item, "Süße Törtchen", 1, 0},
                                       {Measure::tried, joined("cold", "refund"), 2, -450}};
  CHECK(read_figures(write_figures(figures)) == figures);
  CHECK(read_figures(write_figures({})) == std::vector<Figure>());
  for (const char* wrong :
       {"", "1\t\t1\t2\n", "\n1\t\t1\t2", "\n0\t\t1\t2\n", "\n99\t\t1\t2\n", "\n1\t\tx\t2\n", "\n1\t\t1\n"}) {
    INFO(wrong);
    CHECK_FALSE(read_figures(wrong));
  }
}

}  // namespace amends
