// What the desk asks the ledger for: lists, look-ups, numbers, and what is still to be asked of the host.
#include <string>
#include <vector>

#include <catch_amalgamated.hpp>

#include "ledger/ledger.hpp"
#include "ledger_fixture.hpp"

using namespace amends;

namespace {

std::vector<std::string> numbers_of(const std::vector<CaseRow>& rows) {
  std::vector<std::string> numbers;
  for (const CaseRow& row : rows) {
    numbers.push_back(row.number.text);
  }
  return numbers;
}

using Numbers = std::vector<std::string>;

ActChosen refund(std::uint32_t number, const RequestId& request) {
  ActChosen chosen;
  chosen.act = {number};
  chosen.from = {"money_back"};
  chosen.remedy = Refund{euro(450), {}};
  chosen.cost = euro(450);
  chosen.request = request;
  return chosen;
}

}  // namespace

TEST_CASE("cases are listed newest first, and no more than asked for") {
  Till till;
  till.record();
  till.now = {5};  // the clock was set back: it is the order that counts
  till.record();
  till.record();
  CHECK(numbers_of(till.ledger().find_cases({})) == Numbers{"T3-0003", "T3-0002", "T3-0001"});
  CHECK(numbers_of(till.ledger().find_cases({"", {}, 2})) == Numbers{"T3-0003", "T3-0002"});
}

TEST_CASE("the cases between two moments are found, the newest first") {
  constexpr Instant kLater{1'000'000'000'000'000'000};
  Till till;
  till.now = {100};
  till.record();
  till.now = {200};
  const Case second = till.record();
  till.now = {300};
  const Case third = till.record();
  CHECK(till.ledger().cases_between({second.opened}, kLater) == std::vector{third.id, second.id});
  CHECK(till.ledger().cases_between({second.opened.microseconds + 1}, kLater) == std::vector{third.id});
  CHECK(till.ledger().cases_between({third.opened.microseconds + 1}, kLater).empty());
  CHECK(till.ledger().cases_between({0}, kLater).size() == 3);
  CHECK(till.ledger().cases_between({0}, third.opened).size() == 2);
}

TEST_CASE("cases of the day are found behind those of a clock that was set back for a while") {
  constexpr Instant kMidnight{1'800'000'000'000'000};
  Till till;
  till.now = kMidnight.plus_seconds(3600);
  const Case first = till.record();
  till.now = kMidnight.plus_seconds(-3600);
  for (int round = 0; round < 30; ++round)
    static_cast<void>(till.record());
  CHECK(till.ledger().cases_between(kMidnight, kMidnight.plus_seconds(24 * 3600)) == std::vector{first.id});
  till.now = kMidnight.plus_seconds(3700);
  const Case last = till.record();
  CHECK(till.ledger().cases_between(kMidnight, kMidnight.plus_seconds(24 * 3600)) == std::vector{last.id, first.id});
}

TEST_CASE("when the newest fact was written is told, of a case or of the house") {
  Till till;
  CHECK_FALSE(till.ledger().last_written());
  static_cast<void>(till.record());
  CHECK(till.ledger().last_written() == till.now);
  const Instant earlier = till.now.plus_seconds(-3600);
  REQUIRE(till.ledger().append(HouseFact{earlier, {}, ClockJumped{till.now, earlier}}));
  CHECK(till.ledger().last_written() == earlier);
  till.close();
  till.reopen();
  CHECK(till.ledger().last_written() == earlier);
}

TEST_CASE("jumps of the clock are summed until somebody has seen them, also after reopening") {
  Till till;
  const Instant right = till.now;
  const auto append = [&](const HouseBody& body) { REQUIRE(till.ledger().append(HouseFact{right, {}, body})); };
  CHECK_FALSE(till.ledger().unseen_clock_jump());
  append(ClockJumped{right, right.plus_seconds(-3600)});
  append(ClockJumped{right, right.plus_seconds(-1800)});
  append(PackTaken{{"restaurant", "aa", "rules = 1\n", ""}, {}});
  till.close();
  till.reopen();
  CHECK(till.ledger().unseen_clock_jump() == ClockJump{right.plus_seconds(3600), right.plus_seconds(-1800)});
  append(ClockSeen{right.plus_seconds(3600), right.plus_seconds(-1800)});
  CHECK_FALSE(till.ledger().unseen_clock_jump());
  append(ClockJumped{right, right.plus_seconds(86'400)});
  CHECK(till.ledger().unseen_clock_jump() == ClockJump{right, right.plus_seconds(86'400)});
}

TEST_CASE("a row of the list says what the case is") {
  Till till;
  Case state = till.record("Süßes Törtchen", "Table 7");
  REQUIRE(till.append(
      state, {LinesChanged{{line_of("Iced tea"), line_of("Soup")}}, FailureChanged{{"too_late"}, Severity::serious}}));
  CaseRow expected;
  expected.id = state.id;
  expected.number = {"T3-0001"};
  expected.check_number = "1007";
  expected.place = "Table 7";
  expected.failure = {"too_late"};
  expected.items = "Iced tea, Soup";
  expected.opened_by = {"ana"};
  expected.opened = state.opened;
  expected.severity = Severity::serious;
  CHECK(till.ledger().find_cases({}) == std::vector<CaseRow>{expected});
  REQUIRE(till.append(state, {CaseFinished{}}));
  expected.finished = true;
  CHECK(till.ledger().find_cases({}) == std::vector<CaseRow>{expected});
}

TEST_CASE("the search finds number, check, place and item, whatever the case of the letters") {
  Till till;
  till.record("Süßes Törtchen", "Table 7");
  till.record("100% juice", "Terrace_2");
  till.operator_ = {"mira"};
  till.record("Iced tea", "Table 17");
  const auto found = [&](const std::string& text) { return numbers_of(till.ledger().find_cases({text, {}, 50})); };
  CHECK(found("t3-0002") == Numbers{"T3-0002"});
  CHECK(found("TÖRT") == Numbers{"T3-0001"});
  CHECK(found("table") == Numbers{"T3-0003", "T3-0001"});
  CHECK(found("7") == Numbers{"T3-0003", "T3-0002", "T3-0001"});
  CHECK(found("1007") == Numbers{"T3-0003", "T3-0002", "T3-0001"});
  CHECK(found("%") == Numbers{"T3-0002"});
  CHECK(found("e_") == Numbers{"T3-0002"});
  CHECK(found("_") == Numbers{"T3-0002"});
  CHECK(found("ana").empty());
  CHECK(found("tea\n").empty());
  CHECK(numbers_of(till.ledger().find_cases({"Mira", {{"mira"}}, 50})) == Numbers{"T3-0003"});
  CHECK(numbers_of(till.ledger().find_cases({"zzz", {{"mira"}, {"ana"}}, 2})) == Numbers{"T3-0003", "T3-0002"});
  CHECK(numbers_of(till.ledger().find_cases({"zzz", {{"mir"}, {"a"}}, 50})).empty());
  till.reopen();
  CHECK(found("TÖRT") == Numbers{"T3-0001"});
}

TEST_CASE("the open case of a check is its newest that is neither finished nor withdrawn") {
  Till till;
  const CheckId check{"check-Table 1"};
  CHECK_FALSE(till.ledger().open_case_of(check));
  Case first = till.record("Iced tea", "Table 1");
  Case second = till.record("Soup", "Table 1");
  till.record("Soup", "Table 2");
  CHECK(till.ledger().open_case_of(check) == second.id);
  REQUIRE(till.append(second, {CaseWithdrawn{}}));
  CHECK(till.ledger().open_case_of(check) == first.id);
  REQUIRE(till.append(first, {CaseFinished{}}));
  CHECK_FALSE(till.ledger().open_case_of(check));
  till.reopen();
  CHECK_FALSE(till.ledger().open_case_of(check));
  REQUIRE(till.append(first, {CaseReopened{}}));
  CHECK(till.ledger().open_case_of(check) == first.id);
  CHECK_FALSE(till.ledger().open_case_of(CheckId{}));
}

TEST_CASE("open follow-ups are listed by when they are due, with how to reach the guest") {
  Till till;
  Case late = till.record("Iced tea");
  Case early = till.record("Soup");
  Case lost = till.record("Bread");
  const PrivateRef phone = till.ledger().mint().keep(PrivateKind::phone, {"+49 151 2345678"});
  const PrivateRef promise = till.ledger().mint().keep(PrivateKind::promise, {"Ana calls tomorrow"});
  const FollowUp tomorrow{{1}, FollowUpWhen::tomorrow, {900}, {"ana"}, std::nullopt, {}};
  const FollowUp today{{1}, FollowUpWhen::today, {300}, {"mira"}, std::nullopt, {}};
  REQUIRE(till.append(late, {FollowUpPlanned{tomorrow}, ContactGiven{{PrivateKind::phone, phone, true}},
                             TextNoted{PrivateKind::promise, promise}}));
  REQUIRE(till.append(early, {FollowUpPlanned{today}}));
  REQUIRE(till.append(lost, {FollowUpPlanned{today}, CaseWithdrawn{}}));
  auto rows = till.ledger().open_follow_ups();
  REQUIRE(rows.size() == 2);
  CHECK(rows[0].of.id == early.id);
  CHECK(rows[0].follow_up == today);
  CHECK_FALSE(rows[0].contact);
  CHECK_FALSE(rows[0].promise);
  CHECK(rows[1].of == till.ledger().find_cases({"iced", {}, 1}).front());
  CHECK(rows[1].follow_up == tomorrow);
  CHECK(rows[1].contact == Contact{PrivateKind::phone, phone, true});
  CHECK(rows[1].promise == promise);

  till.reopen();
  CHECK(till.ledger().open_follow_ups() == rows);
  REQUIRE(till.append(early, {FollowUpAnswered{{1}, FollowUpResult::satisfied}}));
  REQUIRE(till.append(late, {FollowUpDropped{{1}}}));
  CHECK(till.ledger().open_follow_ups().empty());
}

TEST_CASE("what is to be asked of the host waits, is started, and is settled, in the order it was asked for") {
  Till till;
  Case tea = till.record("Iced tea", "Table 1");
  Case soup = till.record("Soup", "Table 2");
  const RequestId first = till.ledger().mint().request_id();
  const RequestId second = till.ledger().mint().request_id();
  REQUIRE(till.append(soup, {refund(1, first)}, {refund_request(soup, first)}));
  REQUIRE(till.append(tea, {refund(1, second)}, {refund_request(tea, second)}));
  std::vector<OutboxRow> expected = {{refund_request(soup, first), soup.id, OutboxState::waiting},
                                     {refund_request(tea, second), tea.id, OutboxState::waiting}};
  CHECK(till.ledger().open_requests() == expected);
  REQUIRE(till.append(soup, {ActStarted{{1}}}));
  expected[0].state = OutboxState::started;
  CHECK(till.ledger().open_requests() == expected);
  till.reopen();
  CHECK(till.ledger().open_requests() == expected);

  const FactBody end = GENERATE(FactBody(ActDone{{1}, "R-1", euro(450)}), FactBody(ActFailed{{1}, "closed"}),
                                FactBody(ActInDoubt{{1}}), FactBody(ActKeyed{{1}, "Z9"}), FactBody(ActWithdrawn{{1}}));
  REQUIRE(till.append(soup, {end}));
  expected.erase(expected.begin());
  CHECK(till.ledger().open_requests() == expected);
  // The facts of the case are the domain's alone.
  CHECK(till.ledger().facts_of(soup.id)->size() == 4);
}

TEST_CASE("a request is asked when its act is approved, not before") {
  Till till;
  Case state = till.record();
  const RequestId id = till.ledger().mint().request_id();
  ActChosen chosen = refund(1, id);
  chosen.state = ActState::needs_approval;
  REQUIRE(till.append(state, {chosen}));
  CHECK(till.ledger().open_requests().empty());
  CHECK(till.ledger().waiting_count() == 1);
  REQUIRE(till.append(state, {ActApproved{{1}, {"mira"}, ActState::ready}}, {refund_request(state, id)}));
  REQUIRE(till.ledger().open_requests().size() == 1);
  CHECK(till.ledger().open_requests().front().state == OutboxState::waiting);
  CHECK(till.ledger().waiting_count() == 0);
}

TEST_CASE("the same request can't be asked twice") {
  Till till;
  Case state = till.record();
  const RequestId id = till.ledger().mint().request_id();
  REQUIRE(till.append(state, {refund(1, id)}, {refund_request(state, id)}));
  CHECK_FALSE(till.append(state, {refund(2, id)}, {refund_request(state, id)}));
  CHECK(till.ledger().open_requests().size() == 1);
  CHECK(till.ledger().facts_of(state.id)->size() == 2);
}

TEST_CASE("cases that wait for somebody are counted until they don't") {
  Till till;
  Case state = till.record();
  const RequestId id = till.ledger().mint().request_id();
  REQUIRE(till.append(state, {refund(1, id)}, {refund_request(state, id)}));
  CHECK(till.ledger().waiting_count() == 0);
  SECTION("what is in doubt waits until it is keyed") {
    REQUIRE(till.append(state, {ActInDoubt{{1}}}));
    CHECK(till.ledger().waiting_count() == 1);
    CHECK(till.ledger().find_cases({}).front().waits_for_hand);
    REQUIRE(till.append(state, {ActKeyed{{1}, "Z9"}}));
    CHECK(till.ledger().waiting_count() == 0);
  }
  SECTION("what the host refused waits until something else is chosen") {
    REQUIRE(till.append(state, {ActFailed{{1}, "closed"}}));
    CHECK(till.ledger().waiting_count() == 1);
    ActChosen extra = refund(2, {});
    extra.purpose = ActPurpose::extra;
    REQUIRE(till.append(state, {extra}));
    CHECK(till.ledger().waiting_count() == 1);
    REQUIRE(till.append(state, {refund(3, {})}));
    CHECK(till.ledger().waiting_count() == 0);
  }
  SECTION("a withdrawn case waits for nobody") {
    REQUIRE(till.append(state, {ActInDoubt{{1}}, CaseWithdrawn{}}));
    CHECK(till.ledger().waiting_count() == 0);
  }
}

TEST_CASE("numbers that no append used are used again, and used ones never") {
  Till till;
  Mint& mint = till.ledger().mint();
  CHECK(mint.case_number().text == "T3-0001");
  CHECK(mint.case_number().text == "T3-0002");
  const auto serial_of_next = [&till] {
    return read_code(till.ledger().mint().coupon_code(euro(1000), till.now.plus_seconds(86'400), till.now))->serial;
  };
  CHECK(serial_of_next() == 1);
  till.ledger().forget();
  Case state = till.record();
  CHECK(state.number.text == "T3-0001");
  REQUIRE(till.append(state, {CouponIssued{{1}, mint.coupon_code(euro(1000), {5}, till.now), {5}}}));
  CHECK(serial_of_next() == 2);
  CHECK(mint.case_number().text == "T3-0002");
  till.reopen();
  CHECK(till.ledger().mint().case_number().text == "T3-0002");
  CHECK(serial_of_next() == 2);
}

TEST_CASE("names are new each time, and fit what hosts take") {
  Till till;
  Mint& mint = till.ledger().mint();
  const RequestId id = mint.request_id();
  CHECK(id != mint.request_id());
  CHECK(id.text.starts_with("T3-"));
  CHECK(id.text.size() == 3 + 32);
  CHECK(mint.case_id() != mint.case_id());

  const TemporaryFolder folder;
  const auto other = Ledger::open({folder.path(), "Kasse Süd-Terrasse", {}});
  const std::string long_id = other->mint().request_id().text;
  CHECK(long_id.size() == 45);
  CHECK(long_id.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-") ==
        std::string::npos);
}
