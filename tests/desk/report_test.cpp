// What the manager's pages show, put together from figures that a store says; and to whom the desk shows it.
#include "desk/report.hpp"

#include <catch_amalgamated.hpp>

#include "domain/fold.hpp"
#include "support/domain_fakes.hpp"
#include "support/memory_store.hpp"

namespace amends {
namespace {

using fakes::euro;
using testing::MemoryStore;

constexpr std::int32_t kToday = 20'400;

struct Telling {
  std::int32_t day = kToday;
  const char* failure = "tastes_wrong";
  const char* item = "Iced tea";
  std::int64_t apology_s = 60;
  std::int64_t refund_minor = 450;
  std::optional<FollowUpResult> result = std::nullopt;
  const char* actor = "ana";
};

class ToldStore {
 public:
  void tell(const Telling& told) {
    const CaseId id = store.mint().case_id();
    CaseRecorded recorded;
    recorded.currency = fakes::kEuro;
    recorded.failure = {told.failure};
    recorded.when = StoreHour{told.day, 20};
    CheckLine line;
    line.name = told.item;
    recorded.lines = {line};
    ActChosen chosen;
    chosen.act = {1};
    chosen.remedy = Refund{euro(told.refund_minor), {}};
    chosen.cost = euro(told.refund_minor);
    std::vector<Fact> facts = {
        {id, fakes::kNoon, {told.actor}, recorded},
        {id, fakes::kNoon.plus_seconds(told.apology_s), {told.actor}, Apologised{{told.actor}, {}}},
        {id, fakes::kNoon.plus_seconds(told.apology_s + 10), {told.actor}, chosen},
        {id, fakes::kNoon.plus_seconds(600), {}, ActDone{{1}, "R", euro(told.refund_minor)}}};
    if (told.result) {
      facts.push_back(
          {id, fakes::kNoon, {told.actor}, FollowUpPlanned{{{1}, FollowUpWhen::tomorrow, {}, {"ana"}, {}, {}}}});
      facts.push_back({id, fakes::kNoon, {told.actor}, FollowUpAnswered{{1}, *told.result}});
    }
    REQUIRE(store.append({facts, {}}, fold_all(facts)));
  }
  MemoryStore store;
};

Compared of(const std::vector<Compared>& rows, const std::string& key) {
  const auto found = std::ranges::find(rows, key, &Compared::key);
  return found == rows.end() ? Compared{} : *found;
}

}  // namespace

TEST_CASE("a report counts its days and compares them with as many before") {
  ToldStore store;
  for (const std::int32_t back : {0, 1, 6})
    store.tell({.day = kToday - back});
  store.tell({.day = kToday - 7, .failure = "cold", .item = "Soup"});
  store.tell({.day = kToday - 13});
  store.tell({.day = kToday - 14});
  const Report week = make_report(store.store, {.days = 7}, kToday, {});
  CHECK(week.days == DaySpan{kToday - 6, kToday});
  CHECK(week.cases == 3);
  CHECK(week.cases_before == 2);
  CHECK(of(week.failures, "tastes_wrong").count == 3);
  CHECK(of(week.failures, "tastes_wrong").before == 1);
  CHECK(of(week.failures, "cold").count == 0);
  CHECK(of(week.failures, "cold").before == 1);
  // What was counted most is first, what is over is last.
  CHECK(week.failures.front().key == "tastes_wrong");
  CHECK(week.items.back().key == "Soup");
  REQUIRE(week.stretches.size() == 7);
  CHECK(week.stretches.front() == Stretch{kToday - 6, 1});
  CHECK(week.stretches[5] == Stretch{kToday - 1, 1});
}

TEST_CASE("a longer time is counted week by week, the last week ending today") {
  ToldStore store;
  for (const std::int32_t back : {0, 6, 7, 90, 91})
    store.tell({.day = kToday - back});
  const Report report = make_report(store.store, {.days = 91}, kToday, {});
  CHECK(report.cases == 4);
  REQUIRE(report.stretches.size() == 13);
  CHECK(report.stretch_days == 7);
  CHECK(report.stretches.back() == Stretch{kToday - 6, 2});
  CHECK(report.stretches[11] == Stretch{kToday - 13, 1});
  CHECK(report.stretches.front() == Stretch{kToday - 90, 1});
}

TEST_CASE("a time's median and its share within the target") {
  ToldStore store;
  for (const std::int64_t apology_s : {30, 60, 100, 400})
    store.tell({.apology_s = apology_s});
  const Report report = make_report(store.store, {.days = 7}, kToday, {});
  const Timing& first = report.times.front();
  CHECK(first.measure == Measure::first_action);
  CHECK(first.count == 4);
  CHECK(first.target_minutes == 2);
  CHECK(first.within_target == 3);
  CHECK(first.median_minutes == 1);
  CHECK(first.slowest == "10");
  store.tell({.apology_s = 100'000});
  store.tell({.apology_s = 100'000});
  store.tell({.apology_s = 100'000});
  store.tell({.apology_s = 100'000});
  store.tell({.apology_s = 100'000});
  const Report late = make_report(store.store, {.days = 7}, kToday, {});
  CHECK(late.times.front().count == 9);
  CHECK(late.times.front().median_minutes == 0);
  CHECK(late.times.front().slowest == "more");
}

TEST_CASE("what worked counts only what is known, and what was given is told by role") {
  ToldStore store;
  store.tell({.result = FollowUpResult::satisfied});
  store.tell({.result = FollowUpResult::lost});
  store.tell({.result = FollowUpResult::not_reached});
  store.tell({.actor = "mira"});
  const Report learn = make_report(store.store, {.days = 7}, kToday, {});
  REQUIRE(learn.worked.size() == 1);
  CHECK(learn.worked.front() ==
        Worked{.failure = {"tastes_wrong"}, .remedy = "refund", .count = 4, .known = 2, .good = 1, .cost_minor = 1800});
  const Report watch =
      make_report(store.store, {.page = ReportPage::watch, .days = 7}, kToday, {fakes::ana(), fakes::mira()});
  CHECK(of(watch.roles, "1").sum == 1350);
  CHECK(of(watch.roles, "3").sum == 450);
  CHECK(of(watch.remedies, "refund").sum == 1800);
  // Of people who have left nobody knows the role.
  const Report left = make_report(store.store, {.page = ReportPage::watch, .days = 7}, kToday, {});
  CHECK(of(left.roles, "0").sum == 1800);
}

TEST_CASE("the cases behind a number are those of its days alone") {
  ToldStore store;
  store.tell({});
  store.tell({.item = "Soup"});
  store.tell({.day = kToday - 30});
  const Report report =
      make_report(store.store, {.days = 7, .behind = FigureName{Measure::item, "Iced tea"}}, kToday, {});
  REQUIRE(report.behind.size() == 1);
  CHECK(report.behind.front().items == "Iced tea");
}

TEST_CASE("reports are for managers and owners") {
  CHECK_FALSE(may_see_reports(std::nullopt));
  CHECK_FALSE(may_see_reports(fakes::ana()));
  CHECK_FALSE(may_see_reports(fakes::jon()));
  CHECK(may_see_reports(fakes::mira()));
  CHECK(may_see_reports(fakes::tom()));
}

}  // namespace amends
