// A yes to another amount, a no with something instead, and whom a request is put to, one after the other.
#include <catch_amalgamated.hpp>

#include "domain/approval.hpp"
#include "domain/options.hpp"
#include "must.hpp"
#include "support/domain_fakes.hpp"

namespace amends {
namespace {

using fakes::euro;
using fakes::Story;

// The whole paid bill of 26.40, for one tea at 4.50.
Story whole_bill_asked() {
  Story story;
  story.context.check = fakes::paid_check();
  must(story, RecordCase{{{"1"}}, {"awful"}});
  must(story, ChooseAct{ActPurpose::fix, {"whole"}, {}});
  REQUIRE(story.state.acts.back().state == ActState::needs_approval);
  return story;
}

std::vector<std::string> names(const std::vector<Person>& people) {
  std::vector<std::string> all;
  for (const Person& person : people)
    all.push_back(person.name);
  return all;
}

}  // namespace

TEST_CASE("a yes to another amount asks the host for that amount, and what was asked is kept") {
  Story story = whole_bill_asked();
  story.context.approver = fakes::mira();
  must(story, ApproveAct{.act = {1}, .cost = euro(2640), .amount = euro(1000), .why = WhyYes::failed_before});
  const Act& act = story.state.acts.front();
  CHECK(act.cost == euro(1000));
  CHECK(act.asked == euro(2640));
  CHECK(act.why_yes == WhyYes::failed_before);
  CHECK(act.approved_by == PersonId{"mira"});
  REQUIRE(story.requests.size() == 1);
  CHECK(story.requests[0].amount == euro(1000));
  CHECK(story.state.given(ActPurpose::fix) == euro(1000));
}

TEST_CASE("inside the band a yes needs no reason, to another amount neither") {
  Story story = whole_bill_asked();
  story.context.approver = fakes::mira();
  must(story, ApproveAct{.act = {1}, .cost = euro(2640), .amount = euro(450)});
  CHECK_FALSE(story.state.acts.front().why_yes);
}

TEST_CASE("a smaller amount is spread over the lines it was for, without losing a cent") {
  const std::vector<LinePart> lines = {{{"1"}, 1000, euro(450)}, {{"2"}, 1000, euro(450)}, {{"3"}, 1000, euro(451)}};
  const auto smaller = for_amount(Discount{euro(1351), lines}, euro(100));
  REQUIRE(smaller);
  const auto& discount = std::get<Discount>(*smaller);
  CHECK(discount.amount == euro(100));
  std::int64_t sum = 0;
  for (const LinePart& part : discount.lines)
    sum += part.amount.minor;
  CHECK(sum == 100);
  CHECK(discount.lines.size() == 3);
  // More than the lines are together isn't theirs any more.
  CHECK(std::get<Refund>(*for_amount(Refund{euro(1351), lines}, euro(1352))).lines.empty());
  CHECK(std::get<Coupon>(*for_amount(Coupon{euro(500), 60}, euro(700))) == Coupon{euro(700), 60});
  CHECK_FALSE(for_amount(PersonalApology{}, euro(1)));
}

TEST_CASE("a no leaves nothing to be given, and puts what to offer instead before the rest") {
  Story story = whole_bill_asked();
  story.context.approver = fakes::mira();
  must(story, DeclineAct{{1}, WhyNo::beyond_harm, {"coupon"}});
  const Act& act = story.state.acts.front();
  CHECK(act.state == ActState::declined);
  CHECK(act.declined_by == PersonId{"mira"});
  CHECK(act.why_no == WhyNo::beyond_harm);
  CHECK(story.requests.empty());
  CHECK(story.state.given(ActPurpose::fix) == euro(0));
  CHECK(fixes(story.state, story.context, story.book).front().from == TemplateId{"coupon"});
  // It may be asked for again, and then waits anew.
  must(story, ChooseAct{ActPurpose::fix, {"whole"}, {}});
  CHECK(story.state.acts.back().state == ActState::needs_approval);
  CHECK(story.state.acts.back().id == ActId{2});
}

TEST_CASE("those who may are asked one after the other, the lowest role first, never who asked") {
  Story story;
  must(story, RecordCase{{{"1"}}, {"awful"}});
  must(story, ChooseAct{ActPurpose::fix, {"big_coupon"}, {}});
  const Act& act = story.state.acts.front();
  const auto able = approvers(story.state, story.context, story.book, act);
  CHECK(names(able) == std::vector<std::string>{"Jon", "Mira", "Tom"});
  const auto asked = [&](std::int64_t seconds) {
    return asked_of(able, story.book, act.chosen, act.chosen.plus_seconds(seconds))->name;
  };
  CHECK(asked(0) == "Jon");
  CHECK(asked(179) == "Jon");
  CHECK(asked(180) == "Mira");
  CHECK(asked(360) == "Tom");
  CHECK(asked(86'400) == "Tom");
  CHECK(asked(-60) == "Jon");  // the clock was set back
  CHECK(asked_of({}, story.book, act.chosen, act.chosen) == nullptr);
  story.context.staff[1].on_shift = false;
  story.context.operator_ = fakes::mira();
  CHECK(names(approvers(story.state, story.context, story.book, act)) == std::vector<std::string>{"Mira", "Tom"});
  story.state.acts.front().chosen_by = {"mira"};
  CHECK(names(approvers(story.state, story.context, story.book, act)) == std::vector<std::string>{"Tom"});
}

}  // namespace amends
