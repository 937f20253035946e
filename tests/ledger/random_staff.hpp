// Staff who tap whatever comes: decides, folds and appends, as the desk does; the same taps for the same seed.
#pragma once

#include <random>
#include <string>
#include <vector>

#include <catch_amalgamated.hpp>

#include "ledger_fixture.hpp"
#include "support/domain_fakes.hpp"

namespace amends {

class RandomStaff {
 public:
  RandomStaff(Till& till, std::uint32_t seed) : till_(till), random_(seed) {}

  void act(int times) {
    for (int time = 0; time < times; ++time) {
      tap();
    }
  }
  [[nodiscard]] std::size_t appended() const { return appended_; }
  // As folded, in the order they were recorded.
  [[nodiscard]] const std::vector<Case>& cases() const { return cases_; }

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
    context.when = StoreHour{static_cast<std::int32_t>(20'000 + below(5)), static_cast<std::int32_t>(below(24))};
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

}  // namespace amends
