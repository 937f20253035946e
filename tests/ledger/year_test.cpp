// A generated year in a real ledger: what its pages show is what plain SQL over the facts says, and what was hidden in it is
// found where it is looked for.
#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include <catch_amalgamated.hpp>

#include "desk/report.hpp"
#include "domain/fold.hpp"
#include "ledger_fixture.hpp"
#include "support/generated_year.hpp"

namespace amends {
namespace {

using testing::facts_of;
using testing::generated_year;
using testing::instant_of;
using testing::Year;

class YearInALedger {
 public:
  explicit YearInALedger(const testing::YearPlan& plan) : year(generated_year(plan)) {
    for (std::size_t which = 0; which < year.cases.size(); ++which) {
      const std::vector<Fact> facts = facts_of(year, which);
      REQUIRE(till.ledger().append({facts, {}}, fold_all(facts)));
    }
    constexpr std::int64_t kDayUs = 86'400'000'000;
    first_day = static_cast<std::int32_t>(instant_of(0, 0).microseconds / kDayUs);
  }
  [[nodiscard]] Report learn(std::int32_t days, std::int32_t today) {
    return make_report(till.ledger(), {.days = days}, first_day + today, year.staff);
  }
  // Rows of a key, a count and a sum; the facts of cases that were recorded on those days.
  [[nodiscard]] std::map<std::string, std::pair<std::int64_t, std::int64_t>> rows(DaySpan days,
                                                                                  const std::string& sql) {
    Connection connection = till.raw();
    auto select = connection.prepare(
        "WITH of_the_days AS (SELECT case_id, at, body FROM facts WHERE kind = 'case.recorded' AND at / 86400000000 "
        "BETWEEN " +
        std::to_string(days.first) + " AND " + std::to_string(days.last) +
        "), told AS (SELECT facts.* FROM facts JOIN of_the_days USING (case_id)) " + sql);
    INFO(sql);
    REQUIRE(select);
    std::map<std::string, std::pair<std::int64_t, std::int64_t>> found;
    auto rows = select->rows();
    while (rows.next().value())
      found[std::string(select->text(0))] = {select->integer(1), select->integer(2)};
    return found;
  }

  Year year;
  Till till;
  std::int32_t first_day = 0;
};

std::map<std::string, std::pair<std::int64_t, std::int64_t>> shown(const std::vector<Compared>& rows, bool with_sums) {
  std::map<std::string, std::pair<std::int64_t, std::int64_t>> found;
  for (const Compared& row : rows) {
    if (row.count > 0) found[row.key] = {row.count, with_sums ? row.sum : 0};
  }
  return found;
}

}  // namespace

TEST_CASE("what the pages show of a year is what plain SQL over its facts says") {
  YearInALedger made({.seed = 11});
  const std::string settled =
      ", settled AS (SELECT DISTINCT case_id, json_extract(body, '$.act') AS act FROM told WHERE kind IN ('act.done', "
      "'act.keyed')), chosen AS (SELECT case_id, json_extract(body, '$.act') AS act, json_extract(body, '$.purpose') "
      "AS "
      "purpose, json_extract(body, '$.remedy.kind') AS kind, json_extract(body, '$.cost[0]') AS cost FROM told WHERE "
      "kind = 'act.chosen') ";
  for (const std::int32_t days : {7, 28, 91, 364}) {
    INFO(days << " days");
    const Report learn = made.learn(days, 363);
    const Report watch = make_report(made.till.ledger(), {.page = ReportPage::watch, .days = days},
                                     made.first_day + 363, made.year.staff);
    const auto rows = [&](const std::string& sql) { return made.rows(learn.days, sql); };
    CHECK(shown(learn.failures, false) ==
          rows("SELECT json_extract(body, '$.failure'), COUNT(*), 0 FROM of_the_days GROUP BY 1"));
    CHECK(shown(learn.items, false) ==
          rows("SELECT json_extract(value, '$.name'), COUNT(DISTINCT case_id), 0 FROM of_the_days, json_each(body, "
               "'$.lines') GROUP BY 1"));
    CHECK(shown(learn.components, false) ==
          rows("SELECT json_extract(value, '$.component') AS part, COUNT(DISTINCT case_id), 0 FROM of_the_days, "
               "json_each(body, '$.lines') WHERE part <> '' GROUP BY 1"));
    CHECK(shown(learn.hours, false) ==
          rows("SELECT printf('%02d', at / 3600000000 % 24), COUNT(*), 0 FROM of_the_days GROUP BY 1"));
    CHECK(
        shown(learn.follow_ups, false) ==
        rows("SELECT CASE (SELECT json_extract(answer.body, '$.result') FROM told AS answer WHERE answer.kind = "
             "'follow_up.answered' AND answer.case_id = told.case_id AND json_extract(answer.body, '$.follow_up') = "
             "json_extract(told.body, '$.follow_up.id') ORDER BY answer.seq DESC LIMIT 1) WHEN 1 THEN 'satisfied' WHEN "
             "2 "
             "THEN 'not_yet' WHEN 3 THEN 'lost' WHEN 4 THEN 'not_reached' ELSE 'open' END, COUNT(*), 0 FROM told WHERE "
             "kind = 'follow_up.planned' GROUP BY 1"));
    const auto given = [&](int purpose) {
      return rows(settled +
                  "SELECT kind, COUNT(*), SUM(cost) FROM chosen JOIN settled USING (case_id, act) WHERE purpose = " +
                  std::to_string(purpose) + " GROUP BY kind");
    };
    CHECK(shown(watch.remedies, true) == given(1));
    CHECK(shown(watch.extras, true) == given(2));
    CHECK_FALSE(given(1).empty());
    CHECK(rows("SELECT '', COUNT(*), 0 FROM of_the_days").at("").first == learn.cases);
  }
}

TEST_CASE("a dish that goes bad is on the manager's page within weeks, and nothing is where nothing changed") {
  const auto first_found = [](YearInALedger& made, std::int32_t from, const std::string& item) -> std::int32_t {
    for (std::int32_t day = from; day < 364; ++day) {
      const auto raised = find_raised(made.till.ledger(), made.first_day + day);
      const auto is_it = [&](const Raised& one) {
        return one.of.measure == Measure::item && (item.empty() || one.of.key == item);
      };
      if (std::ranges::any_of(raised, is_it)) return day;
    }
    return -1;
  };
  {
    YearInALedger made({.seed = 5});
    const std::string dish(testing::year_menu()[made.year.planted->dish].name);
    const std::int32_t bad_from = made.year.planted->dish_day;
    const std::int32_t found = first_found(made, bad_from, dish);
    INFO(dish << " goes bad on day " << bad_from << ", found on day " << found);
    CHECK(found > bad_from);
    CHECK(found <= bad_from + 35);
    // The number on the page opens its cases.
    const Report report = make_report(made.till.ledger(), {.days = 91, .behind = FigureName{Measure::item, dish}},
                                      made.first_day + found, {});
    CHECK(report.behind.size() >= 3);
    for (const CaseRow& row : report.behind)
      CHECK(row.items.find(dish) != std::string::npos);
  }
  {
    YearInALedger made({.seed = 5, .planted = false});
    CHECK(first_found(made, 100, "") == -1);
  }
}

}  // namespace amends
