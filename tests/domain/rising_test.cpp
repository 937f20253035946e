// What is raised, what is not, and what too few cases say nothing about; and on generated years: how soon a planted change is
// found, and how often something is found where nothing changed.
#include "domain/rising.hpp"

#include <catch_amalgamated.hpp>

#include <algorithm>
#include <map>

#include "support/share.hpp"
#include "year_counts.hpp"

namespace amends {
namespace {

using testing::generated_year;
using testing::Year;

Counted counted(const std::string& item, std::int64_t before, std::int64_t now) {
  return {{Facet::item, item}, {before, 336}, {now, 28}};
}

const Finding& find(const std::vector<Finding>& findings, const std::string& item) {
  const auto found =
      std::find_if(findings.begin(), findings.end(), [&](const Finding& it) { return it.key.value == item; });
  REQUIRE(found != findings.end());
  return *found;
}

struct RaisedOn {
  Key key;
  std::int32_t day;
};

// Every alarm of a year, by the rule's weekly looks.
std::vector<RaisedOn> alarms_of(const YearCounts& counts) {
  std::vector<RaisedOn> raised;
  std::vector<Alarm> alarms;
  for (const std::int32_t day : look_days(counts.days())) {
    const Look look = look_again(alarms, day, counts.family(day));
    alarms = look.alarms;
    for (std::size_t at = alarms.size() - look.raised; at < alarms.size(); ++at)
      raised.push_back({alarms[at].key, day});
  }
  return raised;
}

double months_looked_at(std::int32_t days) {
  return static_cast<double>(look_days(days).size()) * kLookEveryDays / (365.25 / 12);
}

// The effect of a prevention as it is told at the three looks: the first that says anything but "not shown" or "too few".
Effect told_effect(const YearCounts& counts, const testing::YearPrevention& prevention) {
  const Key key{Facet::failure, prevention.failure.text};
  const std::int32_t done = prevention.done_day;
  Effect effect = Effect::too_few;
  for (const std::int32_t after : kEffectLookDays) {
    effect = effect_of(counts.tally(key, 0, done), counts.tally(key, done, done + after)).effect;
    if (effect == Effect::fell || effect == Effect::rose) return effect;
  }
  return effect;
}

}  // namespace

TEST_CASE("what is far more than usual is raised, with what is usual beside it") {
  const std::vector<Counted> family = {counted("soup", 5, 7), counted("cake", 60, 6), counted("salad", 100, 11)};
  const std::vector<Finding> findings = rising(family);
  REQUIRE(findings.size() == 3);
  CHECK(findings.front().key.value == "soup");
  CHECK(findings.front().verdict == Verdict::raised);
  CHECK(findings.front().usual_thousandths == 417);
  CHECK(findings.front().now.cases == 7);
  CHECK(findings.front().q >= findings.front().chance);
  CHECK(find(findings, "cake").verdict == Verdict::not_shown);
  CHECK(find(findings, "cake").usual_thousandths == 5000);
  CHECK(find(findings, "salad").verdict == Verdict::not_shown);
}

TEST_CASE("fewer than the stated number are never raised, and few complaints are said to be few") {
  CHECK(rising(std::vector{Counted{{}, {0, 100'000}, {2, 28}}})[0].q <= RisingRule{}.level);
  CHECK(rising(std::vector{Counted{{}, {0, 100'000}, {2, 28}}})[0].verdict == Verdict::too_few);
  CHECK(rising(std::vector{Counted{{}, {0, 100'000}, {3, 28}}})[0].verdict == Verdict::raised);
  // None at all, where three or more a window are usual, says something; where fewer are, it doesn't.
  CHECK(rising(std::vector{counted("soup", 5, 0)})[0].verdict == Verdict::too_few);
  CHECK(rising(std::vector{counted("soup", 30, 0)})[0].verdict == Verdict::too_few);
  CHECK(rising(std::vector{counted("soup", 60, 0)})[0].verdict == Verdict::not_shown);
  // A store of yesterday.
  CHECK(rising(std::vector{Counted{{}, {0, 0}, {9, 28}}})[0].verdict == Verdict::too_few);
  CHECK(rising({}).empty());
}

TEST_CASE("the more is looked at, the more it takes to be raised") {
  std::vector<Counted> family = {counted("soup", 12, 5)};
  CHECK(rising(family)[0].verdict == Verdict::raised);
  for (int other = 0; other < 60; ++other)
    family.push_back(counted("other" + std::to_string(other), 24, 2));
  CHECK(find(rising(family), "soup").verdict == Verdict::too_few);
}

TEST_CASE("a key is raised once until it is quiet, against what was usual before it rose") {
  const Look first = look_again({}, 100, std::vector{counted("soup", 12, 12)});
  REQUIRE(first.raised == 1);
  CHECK(first.alarms == std::vector<Alarm>{{{Facet::item, "soup"}, 100, {12, 336}}});
  CHECK(first.standing.empty());

  // What was bad is in the baseline by now; it is still bad, and nobody is told again.
  const Look second = look_again(first.alarms, 135, std::vector{counted("soup", 60, 9)});
  CHECK(second.raised == 0);
  CHECK(second.alarms == first.alarms);
  REQUIRE(second.standing.size() == 1);
  CHECK(second.standing[0].usual_thousandths == 1000);
  CHECK(second.standing[0].verdict == Verdict::raised);
  CHECK(second.findings.empty());

  const Look third = look_again(second.alarms, 163, std::vector{counted("soup", 68, 1)});
  CHECK(third.alarms.empty());
  CHECK(third.standing[0].verdict != Verdict::raised);

  const Look again = look_again(third.alarms, 191, std::vector{counted("soup", 69, 22)});
  CHECK(again.raised == 1);
  CHECK(again.alarms[0].since_day == 191);
  CHECK(look_again(again.alarms, 198, {}).alarms.empty());
}

TEST_CASE("what was done shows, or doesn't, or there is too little to show it") {
  CHECK(effect_of({60, 150}, {2, 28}).effect == Effect::fell);
  CHECK(effect_of({60, 150}, {2, 28}).usual_thousandths == 11'200);
  CHECK(effect_of({60, 150}, {9, 28}).effect == Effect::not_shown);
  CHECK(effect_of({60, 150}, {24, 28}).effect == Effect::rose);
  CHECK(effect_of({6, 150}, {0, 28}).effect == Effect::too_few);
  CHECK(effect_of({0, 0}, {4, 28}).effect == Effect::too_few);
  CHECK(effect_of({60, 150}, {0, 0}).effect == Effect::too_few);
}

TEST_CASE("in planted years the bad dish is found in four weeks, and of two preventions the one that helps is shown") {
  const int years = kIsWatched ? 20 : 100;
  std::map<std::int32_t, int> found_after;  // days
  int found = 0;
  int shown = 0;
  int claimed = 0;
  for (int seed = 1; seed <= years; ++seed) {
    const Year year = generated_year({.seed = static_cast<std::uint64_t>(seed)});
    const YearCounts counts(year);
    const Key dish{Facet::item, std::string(testing::year_menu()[year.planted->dish].id)};
    for (const RaisedOn& raised : alarms_of(counts)) {
      const std::int32_t after = raised.day - year.planted->dish_day;
      if (raised.key != dish || after <= 0) continue;
      ++found_after[after];
      found += after <= 28 ? 1 : 0;
      break;
    }
    shown += told_effect(counts, year.planted->effective) == Effect::fell ? 1 : 0;
    claimed += told_effect(counts, year.planted->useless) == Effect::fell ? 1 : 0;
  }
  for (const auto& [after, times] : found_after)
    UNSCOPED_INFO("found after " << after << " days: " << times);
  INFO("the effective prevention shown in " << shown << " of " << years << " years, the useless one in " << claimed);
  // When this was written, of 100: 3, 40, 45 and 11 after one to four weeks; 100; and 3, where five may.
  CHECK(found * 100 >= years * 95);
  CHECK(shown * 100 >= years * 95);
  CHECK(claimed * 100 <= years * 10);
}

TEST_CASE("in 200 years in which nothing changes there are far fewer false alarms than one a month") {
  const int years = kIsWatched ? 20 : 200;
  std::size_t alarms = 0;
  std::size_t most = 0;
  for (int seed = 1; seed <= years; ++seed) {
    const Year year = generated_year({.seed = static_cast<std::uint64_t>(seed), .planted = false});
    const std::size_t raised = alarms_of(YearCounts(year)).size();
    alarms += raised;
    most = std::max(most, raised);
  }
  const double a_month = static_cast<double>(alarms) / (years * months_looked_at(364));
  INFO(alarms << " false alarms in " << years << " years, " << a_month << " a month, at most " << most << " in a year");
  // When this was written: 127 in 200 years, 0.07 a month, at most 4 in a year.
  CHECK(a_month <= 0.2);
  CHECK(most <= 9);
}

}  // namespace amends
