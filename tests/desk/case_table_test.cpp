// Cases as a table: what stands in each column, and what doesn't.
#include "desk/case_table.hpp"

#include <catch_amalgamated.hpp>

#include <string>
#include <vector>

#include "domain/fold.hpp"
#include "support/domain_fakes.hpp"
#include "support/fixed_calendar.hpp"

namespace amends {
namespace {

using fakes::euro;

const testing::FixedCalendar kZone(std::chrono::minutes(60));

// A case of facts that come ten minutes after each other, the first at 2025-11-25 00:30 of the store's time.
struct Tale {
  Case state;
  std::vector<StoredFact> history;
  Instant now = kZone.instant({.year = 2025, .month = 11, .day = 25, .hour = 0, .minute = 20});

  Tale& add(FactBody body) {
    now = now.plus_seconds(600);
    CaseId subject;
    subject.bytes[15] = 1;
    history.push_back({history.size() + 1, {subject, now, {"ana"}, std::move(body)}});
    state = fold(std::move(state), history.back().fact);
    return *this;
  }
};

Tale recorded() {
  CaseRecorded body;
  body.number = {"T3-0042"};
  body.check_number = "1007";
  body.place = "=Table 12";
  body.currency = fakes::kEuro;
  body.lines = {fakes::line("a", "Iced tea", "Drinks", 450), fakes::line("b", "Cake, plum", "Sweets", 500)};
  body.failure = {"tastes_wrong"};
  body.severity = Severity::serious;
  return Tale().add(std::move(body));
}

ActChosen chosen(std::uint32_t number, const char* from, std::int64_t cents, ActPurpose purpose = ActPurpose::fix) {
  ActChosen fact;
  fact.act = {number};
  fact.purpose = purpose;
  fact.from = {from};
  fact.remedy = Refund{euro(cents), {}};
  fact.cost = euro(cents);
  return fact;
}

std::string row_of(const Tale& tale, bool is_hidden = false) {
  CaseTable table(kZone);
  table.add(tale.state, tale.history, is_hidden);
  return table.all().substr(table.all().find("\r\n") + 2);
}

}  // namespace

TEST_CASE("A case that was only recorded is a row of the business day before") {
  CHECK(
      row_of(recorded()) ==
      "T3-0042,2025-11-24,'=Table 12,1007,at_check,tastes_wrong,3,\"Iced tea; Cake, plum\",no,no,no,,0.00,0.00,EUR,no,,"
      "2025-11-25T00:30:00+01:00,,,,,,\r\n");
}

TEST_CASE("A case that came to its end has its marks, what was given, its times and how it went") {
  Tale tale = recorded();
  tale.add(Apologised{{"mira"}, Manner::in_person})
      .add(ManagerCalled{})
      .add(chosen(1, "money_back", 450))
      .add(ActDone{{1}, "R-1", euro(450)})
      .add(chosen(2, "half", 250))
      .add(ActKeyed{{2}, "Z9"})
      .add(chosen(3, "coffee", 200, ActPurpose::extra))
      .add(ActDone{{3}, "", euro(200)})
      .add(PreventionChosen{{"new_batch"}, true})
      .add(FollowUpPlanned{{{1}, FollowUpWhen::tomorrow, tale.now, {"mira"}, std::nullopt, {}}})
      .add(CaseFinished{})
      .add(FollowUpAnswered{{1}, FollowUpResult::satisfied});
  CHECK(row_of(tale) ==
        "T3-0042,2025-11-24,'=Table 12,1007,at_check,tastes_wrong,3,\"Iced tea; Cake, plum\",yes,yes,yes,"
        "\"money_back; half\",7.00,2.00,EUR,no,satisfied,2025-11-25T00:30:00+01:00,2025-11-25T00:40:00+01:00,"
        "2025-11-25T00:50:00+01:00,2025-11-25T01:00:00+01:00,2025-11-25T01:30:00+01:00,2025-11-25T02:20:00+01:00,"
        "2025-11-25T02:30:00+01:00\r\n");
}

TEST_CASE("What wasn't given counts for nothing") {
  Tale tale = recorded();
  tale.add(chosen(1, "money_back", 450)).add(ActFailed{{1}, "closed"}).add(chosen(2, "half", 250));
  CHECK_THAT(row_of(tale), Catch::Matchers::ContainsSubstring(",no,no,no,,0.00,0.00,EUR,"));
  tale.add(FollowUpPlanned{{{1}, FollowUpWhen::tomorrow, tale.now, {"mira"}, std::nullopt, {}}});
  CHECK_THAT(row_of(tale), Catch::Matchers::ContainsSubstring(",EUR,no,open,"));
}

TEST_CASE("What a case of the safety branch is about is told only where it is wanted") {
  CHECK_THAT(row_of(recorded(), true),
             Catch::Matchers::StartsWith("T3-0042,2025-11-24,'=Table 12,1007,at_check,,3,,no,"));
}

TEST_CASE("A row has no colleague and as many fields as the head") {
  Tale tale = recorded();
  tale.add(Apologised{{"mira"}, Manner::in_person}).add(chosen(1, "half", 250)).add(ActApproved{{1}, {"jon"}});
  for (const char* name : {"ana", "mira", "jon"})
    CHECK_THAT(row_of(tale), !Catch::Matchers::ContainsSubstring(name));
}

}  // namespace amends
