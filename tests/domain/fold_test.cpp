// What facts make of a case: total, whatever comes; and what a case says of itself.
#include <catch_amalgamated.hpp>

#include "domain/fold.hpp"
#include "support/domain_fakes.hpp"

namespace amends {
namespace {

using fakes::euro;

Fact fact(FactBody body) {
  return {CaseId{{1}}, fakes::kNoon, {"ana"}, std::move(body)};
}

Case recorded() {
  CaseRecorded body;
  body.currency = fakes::kEuro;
  body.failure = {"awful"};
  return fold({}, fact(body));
}

Act act_in(ActState state, ActPurpose purpose = ActPurpose::fix, std::int64_t cents = 100) {
  Act act;
  act.id = {1};
  act.purpose = purpose;
  act.state = state;
  act.cost = euro(cents);
  return act;
}

Case with(std::vector<Act> acts) {
  Case state = recorded();
  state.acts = std::move(acts);
  return state;
}

}  // namespace

TEST_CASE("facts about what isn't there change nothing but the time") {
  const std::vector<FactBody> strangers = {ActApproved{{9}, {"mira"}, ActState::ready},
                                           ActStarted{{9}},
                                           ActDone{{9}, "x", euro(1)},
                                           CouponIssued{{9}, "x", {}},
                                           ActFailed{{9}, "x"},
                                           ActInDoubt{{9}},
                                           ActKeyed{{9}, "x"},
                                           ActWithdrawn{{9}},
                                           FollowUpAnswered{{9}, FollowUpResult::lost},
                                           TextRevealed{},
                                           PinRefused{{"mira"}}};
  const Case before = recorded();
  for (const FactBody& body : strangers) {
    INFO(body.index());
    CHECK(fold(before, fact(body)) == before);
  }
}

TEST_CASE("the time of the last fact is the case's") {
  Fact later = fact(SaidBack{});
  later.at = fakes::kNoon.plus_seconds(60);
  const Case state = fold(recorded(), later);
  CHECK(state.opened == fakes::kNoon);
  CHECK(state.changed == later.at);
}

TEST_CASE("an act of each state: settled, alive, sent") {
  struct Row {
    ActState state;
    bool settled;
    bool alive;
    bool sent;
  };
  const std::vector<Row> table = {
      {ActState::needs_approval, false, true, false}, {ActState::ready, false, true, false},
      {ActState::started, false, true, true},         {ActState::done, true, true, true},
      {ActState::failed, false, false, false},        {ActState::in_doubt, false, true, true},
      {ActState::to_be_keyed, false, true, false},    {ActState::keyed, true, true, true},
      {ActState::withdrawn, false, false, false}};
  for (const Row& row : table) {
    INFO(static_cast<int>(row.state));
    const Case state = with({act_in(row.state)});
    CHECK(state.acts[0].is_settled() == row.settled);
    CHECK(state.acts[0].is_alive() == row.alive);
    CHECK(state.has_sent_anything() == row.sent);
    CHECK(state.given(ActPurpose::fix) == euro(row.alive ? 100 : 0));
    CHECK(state.is_put_right() == row.settled);
  }
}

TEST_CASE("put right means that every fix that stands is settled, and that there is one") {
  CHECK_FALSE(with({}).is_put_right());
  CHECK_FALSE(with({act_in(ActState::done, ActPurpose::extra)}).is_put_right());
  CHECK_FALSE(with({act_in(ActState::done), act_in(ActState::ready)}).is_put_right());
  CHECK(with({act_in(ActState::done), act_in(ActState::failed)}).is_put_right());
  CHECK(with({act_in(ActState::done), act_in(ActState::ready, ActPurpose::extra)}).is_put_right());
}

TEST_CASE("fixes and extras are summed apart, and a sum too large is the largest") {
  const Case state = with({act_in(ActState::done), act_in(ActState::done, ActPurpose::extra, 70)});
  CHECK(state.given(ActPurpose::fix) == euro(100));
  CHECK(state.given(ActPurpose::extra) == euro(70));
  constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
  CHECK(with({act_in(ActState::done, ActPurpose::fix, most), act_in(ActState::done)}).given(ActPurpose::fix) ==
        euro(most));
}

TEST_CASE("things are found by their names, nothing by an empty one") {
  Case state = with({act_in(ActState::ready)});
  state.acts[0].request = {"request-1"};
  state.follow_ups.push_back({});
  state.follow_ups[0].id = {3};
  CHECK(state.find(ActId{1}) == &state.acts[0]);
  CHECK(state.find(ActId{2}) == nullptr);
  CHECK(state.find(RequestId{"request-1"}) == &state.acts[0]);
  state.acts[0].request = {};
  CHECK(state.find(RequestId{}) == nullptr);
  CHECK(state.find(FollowUpId{3}) == &state.follow_ups[0]);
  CHECK(state.find(FollowUpId{1}) == nullptr);
}

TEST_CASE("a note and a contact's kind have no place among the words of a case") {
  const Case before = recorded();
  for (const PrivateKind kind : {PrivateKind::phone, PrivateKind::mail, PrivateKind::note})
    CHECK(fold(before, fact(TextNoted{kind, {}})) == before);
}

TEST_CASE("kinds of remedies keep the order of their alternatives") {
  CHECK(kind_of(Refund{}) == RemedyKind::refund);
  CHECK(kind_of(Discount{}) == RemedyKind::discount);
  CHECK(kind_of(Replacement{}) == RemedyKind::replacement);
  CHECK(kind_of(Exchange{}) == RemedyKind::exchange);
  CHECK(kind_of(Coupon{}) == RemedyKind::coupon);
  CHECK(kind_of(PersonalApology{}) == RemedyKind::personal_apology);
  CHECK(kind_of(Gesture{}) == RemedyKind::gesture);
}

TEST_CASE("who may give what, at each limit and one unit above") {
  const Playbook book = fakes::playbook();
  struct Row {
    std::int64_t given;
    std::int64_t cost;
    Role needed;
  };
  const std::vector<Row> table = {{0, 0, Role::waiter},        {0, 2500, Role::waiter},     {0, 2501, Role::shift_lead},
                                  {2500, 0, Role::waiter},     {2500, 1, Role::shift_lead}, {1, 2500, Role::shift_lead},
                                  {0, 7500, Role::shift_lead}, {0, 7501, Role::manager},    {0, 25000, Role::manager},
                                  {0, 25001, Role::owner},     {25000, 1, Role::owner}};
  for (const Row& row : table) {
    INFO(row.given << " + " << row.cost);
    for (const Role role : {Role::waiter, Role::shift_lead, Role::manager, Role::owner})
      CHECK(may_give(book, role, euro(row.given), euro(row.cost)) == (role >= row.needed));
  }
  Playbook limited = book;
  limited.limit[3] = euro(30000);
  CHECK(may_give(limited, Role::owner, euro(0), euro(30000)));
  CHECK_FALSE(may_give(limited, Role::owner, euro(0), euro(30001)));
}

}  // namespace amends
