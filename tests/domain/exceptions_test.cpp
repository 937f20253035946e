// The flags of the exception report: each where it applies, and not beside it.
#include "domain/exceptions.hpp"

#include <algorithm>

#include "must.hpp"

namespace amends {
namespace {

using fakes::euro;
using fakes::Story;

Act money_act(std::int64_t cents, std::string by, std::string approver = {}) {
  Act act;
  act.id = {1};
  act.from = {"off"};
  act.remedy = Discount{euro(cents), {}};
  act.cost = act.asked = euro(cents);
  act.state = ActState::done;
  act.chosen_by = {std::move(by)};
  act.approved_by = {std::move(approver)};
  return act;
}

// A case about the salad at 12.90, as the day's `number`th, with that act.
Case about_salad(std::uint8_t number, Act act) {
  Story story;
  must(story, RecordCase{{{"4"}}, {"awful"}});
  Case state = story.state;
  state.id.bytes[15] = number;
  state.opened = fakes::kNoon.plus_seconds(number * 60);
  state.acts = {std::move(act)};
  return state;
}

std::vector<ExceptionKind> kinds_of(const std::vector<Case>& day, std::uint8_t number) {
  std::vector<const Case*> pointers;
  for (const Case& state : day)
    pointers.push_back(&state);
  std::vector<ExceptionKind> kinds;
  for (const Exception& one : exceptions_in(pointers, fakes::playbook())) {
    if (one.subject.bytes[15] == number) kinds.push_back(one.kind);
  }
  return kinds;
}

using Kinds = std::vector<ExceptionKind>;

}  // namespace

TEST_CASE("what a waiter may give, inside the band, is nothing unusual") {
  CHECK(kinds_of({about_salad(1, money_act(1290, "ana"))}, 1).empty());
}

TEST_CASE("more than a waiter's limit that nobody else said yes to is one's own request") {
  Case rude = about_salad(1, money_act(2501, "jon"));
  rude.lines.clear();
  CHECK(kinds_of({rude}, 1) == Kinds{ExceptionKind::own_request});
  rude.acts[0].approved_by = {"mira"};
  CHECK(kinds_of({rude}, 1).empty());
  rude.acts[0].approved_by = {"jon"};
  CHECK(kinds_of({rude}, 1) == Kinds{ExceptionKind::own_request});
  rude.acts[0].approved_by = {};
  rude.acts[0].cost = euro(2500);
  CHECK(kinds_of({rude}, 1).empty());
}

TEST_CASE("two who say yes to each other's, whichever came first") {
  const std::vector<Case> day = {about_salad(1, money_act(1290, "jon", "mira")),
                                 about_salad(2, money_act(1290, "mira", "jon")),
                                 about_salad(3, money_act(1290, "ana", "mira"))};
  CHECK(kinds_of(day, 1) == Kinds{ExceptionKind::reciprocal});
  CHECK(kinds_of(day, 2) == Kinds{ExceptionKind::reciprocal});
  CHECK(kinds_of(day, 3).empty());
}

TEST_CASE("outside the band, from the first unit beyond it") {
  CHECK(kinds_of({about_salad(1, money_act(1548, "ana", "mira"))}, 1).empty());
  CHECK(kinds_of({about_salad(1, money_act(1549, "ana", "mira"))}, 1) == Kinds{ExceptionKind::outside_band});
}

TEST_CASE("another share than the first guest got for the same failure by the same remedy") {
  const std::vector<Case> day = {about_salad(2, money_act(645, "ana")), about_salad(1, money_act(1290, "ana")),
                                 about_salad(3, money_act(1175, "ana"))};
  CHECK(kinds_of(day, 1).empty());
  CHECK(kinds_of(day, 2) == Kinds{ExceptionKind::other_amount});
  CHECK(kinds_of(day, 3).empty());
}

TEST_CASE("what was taken back, waits, or was tapped by mistake is nothing to look at") {
  for (const ActState gone : {ActState::withdrawn, ActState::failed, ActState::needs_approval, ActState::declined}) {
    Act act = money_act(9900, "ana");
    act.state = gone;
    CHECK(kinds_of({about_salad(1, act)}, 1).empty());
  }
  Case mistake = about_salad(1, money_act(9900, "ana"));
  mistake.withdrawn = true;
  CHECK(kinds_of({mistake}, 1).empty());
}

}  // namespace amends
