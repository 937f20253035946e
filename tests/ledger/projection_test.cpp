// The lists are made of facts and nothing else: whatever was decided, made again they are the same, byte by byte.
#include "ledger/projection.hpp"

#include <random>
#include <string>
#include <vector>

#include <catch_amalgamated.hpp>

#include "ledger/ledger.hpp"
#include "ledger/schema.hpp"
#include "ledger/verify.hpp"
#include "ledger_fixture.hpp"
#include "support/domain_fakes.hpp"

using namespace amends;

namespace {

// Staff who tap whatever comes: decides, folds and appends, as the desk does.
class RandomStaff {
 public:
  RandomStaff(Till& till, std::uint32_t seed) : till_(till), random_(seed) {}

  void act(int times) {
    for (int time = 0; time < times; ++time) {
      tap();
    }
  }
  [[nodiscard]] std::size_t appended() const { return appended_; }

 private:
  std::size_t below(std::size_t count) { return std::uniform_int_distribution<std::size_t>(0, count - 1)(random_); }
  template <class Value>
  Value one_of(std::vector<Value> values) {
    return values[below(values.size())];
  }
  template <class Enum>
  Enum any(Enum last) {
    return static_cast<Enum>(1 + below(static_cast<std::size_t>(last)));
  }

  void tap() {
    const bool is_new = cases_.empty() || below(12) == 0;
    Case state = is_new ? Case{} : cases_[below(cases_.size())];
    Context context = fakes::context_with(below(2) == 0 ? fakes::open_check() : fakes::paid_check());
    if (below(3) == 0) {
      context.approver = one_of<Person>({fakes::jon(), fakes::mira(), fakes::tom()});
    }
    till_.now = till_.now.plus_seconds(1);
    till_.ledger().forget();
    const auto decision = decide(state, is_new ? Command(record()) : command_for(state), context, playbook_, till_.now,
                                 till_.ledger().mint());
    if (!decision || decision->facts.empty()) {
      return;
    }
    Case after = state;
    for (const Fact& fact : decision->facts) {
      after = fold(std::move(after), fact);
    }
    REQUIRE(till_.ledger().append(*decision, after));
    ++appended_;
    if (is_new) {
      cases_.push_back(after);
      return;
    }
    for (Case& known : cases_) {
      if (known.id == after.id) {
        known = after;
      }
    }
  }

  RecordCase record() {
    return {one_of<std::vector<LineId>>({{{"1"}}, {{"1"}, {"2"}}, {{"4"}}}), one_of<FailureId>({{"awful"}, {"rude"}}),
            Channel::at_check};
  }

  RequestId any_request(const Case& state) {
    return state.acts.empty() ? RequestId{"none"} : state.acts[below(state.acts.size())].request;
  }
  ActId any_act(const Case& state) { return {static_cast<std::uint32_t>(1 + below(state.acts.size() + 1))}; }
  FollowUpId any_follow_up(const Case& state) {
    return {static_cast<std::uint32_t>(1 + below(state.follow_ups.size() + 1))};
  }

  Command choose() {
    const bool is_extra = below(3) == 0;
    ChooseAct chosen;
    chosen.purpose = is_extra ? ActPurpose::extra : ActPurpose::fix;
    const auto& failure = playbook_.failures.front();
    chosen.from = one_of(is_extra ? failure.extras : failure.remedies);
    chosen.items = one_of<std::vector<ItemPart>>({{}, {{{"lemonade"}, "lemonade", 1000}}, {{{"cake"}, "cake", 1000}}});
    return chosen;
  }

  Command command_for(const Case& state) {
    switch (below(22)) {
      case 0:
        return ChangeLines{one_of<std::vector<LineId>>({{{"1"}}, {{"2"}, {"3"}}})};
      case 1:
        return ChangeFailure{one_of<FailureId>({{"awful"}, {"rude"}, {"allergy"}})};
      case 2:
        return NoteReturn{below(2) == 0};
      case 3:
        return NoteFeeling{any(Feeling::disappointed)};
      case 4:
        return NoteTemper{any(Temper::may_go_public)};
      case 5:
        return NoteText{any(PrivateKind::meaning), {"words " + std::to_string(below(1000))}};
      case 6:
        return NoteText{PrivateKind::promise, {"a promise"}};
      case 7:
        return Apologise{any(Manner::in_writing)};
      case 8:
      case 9:
      case 10:
        return choose();
      case 11:
        return StartAct{any_request(state)};
      case 12:
      case 13:
        return TakeHostAnswer{any_request(state), any(HostOutcome::in_doubt), "R-1", "closed", fakes::euro(100)};
      case 14:
        return ConfirmAct{any_act(state), "Z9"};
      case 15:
        return WithdrawAct{any_act(state)};
      case 16:
        return GiveContact{PrivateKind::phone, {"0151"}, true};
      case 17:
        return PlanFollowUp{any(FollowUpWhen::not_needed), {"mira"}};
      case 18:
        return AnswerFollowUp{any_follow_up(state), any(FollowUpResult::not_reached)};
      case 19:
        return ChoosePrevention{{"new_batch"}, true};
      case 20:
        return below(3) == 0 ? Command(FinishCase{}) : Command(SayBack{});
      default:
        break;
    }
    if (!state.acts.empty() && below(2) == 0) {
      const Act& act = state.acts[below(state.acts.size())];
      return ApproveAct{act.id, act.cost};
    }
    return below(4) == 0 ? Command(WithdrawCase{}) : Command(ShowStep{any(Step::after)});
  }

  Till& till_;
  std::mt19937 random_;
  Playbook playbook_ = fakes::playbook();
  std::vector<Case> cases_;
  std::size_t appended_ = 0;
};

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
        till.raw().run("DELETE FROM deliveries; DELETE FROM coupons; DELETE FROM outbox; DELETE FROM follow_ups; "
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
