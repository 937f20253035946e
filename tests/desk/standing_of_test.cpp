// What stands beside a case: the business day, how old a sale is, what was given, complained of and failed before.
#include "desk/standing_of.hpp"

#include <catch_amalgamated.hpp>

#include "support/domain_fakes.hpp"

namespace amends {
namespace {

using fakes::euro;
using fakes::Story;

constexpr std::int64_t kMinuteUs = 60'000'000;
constexpr std::int64_t kHourUs = 60 * kMinuteUs;

// A store one hour east of UTC, all year.
class EastOfUtc : public Calendar {
 public:
  [[nodiscard]] LocalTime local(Instant instant) const override {
    const std::int64_t minutes = (instant.microseconds + kHourUs) / kMinuteUs;
    return {.year = 2026,
            .month = 11,
            .day = static_cast<std::int32_t>(minutes / 1440),
            .hour = static_cast<std::int32_t>(minutes / 60 % 24),
            .minute = static_cast<std::int32_t>(minutes % 60)};
  }
  [[nodiscard]] Instant instant(const LocalTime& local) const override {
    return {((local.day * std::int64_t{24} + local.hour) * 60 + local.minute) * kMinuteUs - kHourUs};
  }
};

const EastOfUtc kZone;

Instant at(std::int32_t day, std::int32_t hour, std::int32_t minute = 0) {
  return kZone.instant({.year = 2026, .month = 11, .day = day, .hour = hour, .minute = minute});
}

Standing standing(const Story& about, std::vector<const Case*> today, const Playbook& book = fakes::playbook(),
                  std::vector<const Case*> unsettled = {}) {
  return standing_of(about.state, about.state.failure, about.context.check, about.context.operator_,
                     about.context.items, {today, unsettled, {}}, book);
}

Story told(std::vector<LineId> lines, const char* failure = "awful") {
  static std::uint8_t count = 0;
  Story story;
  REQUIRE(story.give(RecordCase{std::move(lines), {failure}}));
  story.state.id.bytes[1] = ++count;
  return story;
}

}  // namespace

TEST_CASE("a business day begins at four, and the hours before it belong to the day before") {
  CHECK(business_day_begin(at(10, 12), kZone) == at(10, 4));
  CHECK(business_day_begin(at(10, 4), kZone) == at(10, 4));
  CHECK(business_day_begin(at(10, 3, 59), kZone) == at(9, 4));
  CHECK(business_day_begin(at(11, 0, 30), kZone) == at(10, 4));
}

TEST_CASE("how old a sale is: unpaid, fresh, of the day, older") {
  const Playbook book = fakes::playbook();
  Check check = fakes::paid_check();
  CHECK(sale_age(check, book, at(10, 12), kZone) == SaleAge::unpaid);
  check.closed = at(10, 12);
  CHECK(sale_age(check, book, at(10, 12), kZone) == SaleAge::fresh);
  CHECK(sale_age(check, book, at(10, 13), kZone) == SaleAge::fresh);
  CHECK(sale_age(check, book, at(10, 13, 1), kZone) == SaleAge::same_day);
  CHECK(sale_age(check, book, at(11, 3, 59), kZone) == SaleAge::same_day);
  CHECK(sale_age(check, book, at(11, 4), kZone) == SaleAge::older);
  // The clock was set back since: nobody can tell.
  CHECK(sale_age(check, book, at(10, 11), kZone) == SaleAge::unpaid);
  // Paid a minute before the day's end: the hour still holds.
  check.closed = at(11, 3, 59);
  CHECK(sale_age(check, book, at(11, 4, 30), kZone) == SaleAge::fresh);
}

TEST_CASE("the case itself counts for nothing, others of its table do") {
  const Story mine = told({{"1"}});
  CHECK(standing(mine, {&mine.state}).failures_before == 0);
  Story other = told({{"2"}});
  CHECK(standing(mine, {&mine.state, &other.state}).failures_before == 1);
  // Another check of the same table, while these guests were there; and before.
  other.state.check = {"check-7"};
  other.state.opened = mine.context.check->opened.plus_seconds(60);
  CHECK(standing(mine, {&other.state}).failures_before == 1);
  other.state.opened = mine.context.check->opened.plus_seconds(-60);
  CHECK(standing(mine, {&other.state}).failures_before == 0);
  other.state.opened = mine.context.check->opened.plus_seconds(60);
  other.state.place = "Table 7";
  CHECK(standing(mine, {&other.state}).failures_before == 0);
  other.state.check = mine.state.check;
  other.state.withdrawn = true;
  CHECK(standing(mine, {&other.state}).failures_before == 0);
}

TEST_CASE("what was given in a shift is one person's, and what draws on it") {
  const Story mine = told({{"1"}});
  Story other = told({{"4"}});
  REQUIRE(other.give(ChooseAct{ActPurpose::fix, {"gift"}, {}}));
  CHECK(standing(mine, {&other.state}).given_this_shift == euro(800));
  Story jon = mine;
  jon.context.operator_ = fakes::jon();
  CHECK(standing(jon, {&other.state}).given_this_shift == euro(0));
  other.state.currency = *find_currency("USD");
  CHECK(standing(mine, {&other.state}).given_this_shift == euro(0));
}

TEST_CASE("what the same guests were given is of their other cases, by whomever, and of their visit alone") {
  const Story mine = told({{"1"}});
  Story other = told({{"4"}});
  REQUIRE(other.give(ChooseAct{ActPurpose::fix, {"gift"}, {}}));
  CHECK(standing(mine, {&other.state, &mine.state}).given_this_visit == euro(800));
  CHECK(standing(mine, {&other.state, &mine.state}).same_guests ==
        std::vector<GivenToday>{{other.state.number, RemedyKind::gesture, euro(800)}});
  CHECK(standing(other, {&other.state, &mine.state}).given_this_visit == euro(0));
  other.state.acts[0].chosen_by = {"jon"};
  CHECK(standing(mine, {&other.state}).given_this_visit == euro(800));
  other.state.acts[0].state = ActState::withdrawn;
  CHECK(standing(mine, {&other.state}).given_this_visit == euro(0));
  other.state.acts[0].state = ActState::done;
  other.state.check = {"check-7"};
  other.state.place = "Table 7";
  CHECK(standing(mine, {&other.state}).given_this_visit == euro(0));
}

TEST_CASE("each case complains of an item once, however many pieces") {
  const Story mine = told({{"1"}});
  Story twice = told({{"1"}, {"2"}});
  twice.state.lines[1].item = twice.state.lines[0].item;
  const Story once = told({{"1"}});
  const Standing result = standing(mine, {&twice.state, &once.state, &mine.state});
  CHECK(result.complaints_of({"tea-peach"}) == 2);
  CHECK(result.complaints_of({"salad"}) == 0);
}

TEST_CASE("what others got for the same today, without what nobody said yes to") {
  const Story mine = told({{"1"}});
  Story other = told({{"4"}});
  REQUIRE(other.give(ChooseAct{ActPurpose::fix, {"gift"}, {}}));
  Story asked = told({{"4"}});
  REQUIRE(asked.give(ChooseAct{ActPurpose::fix, {"big_coupon"}, {}}));
  const Story elsewise = told({}, "rude");
  const auto same = standing(mine, {&asked.state, &other.state, &elsewise.state}).same_failure;
  REQUIRE(same.size() == 1);
  CHECK(same[0] == GivenToday{other.state.number, RemedyKind::gesture, euro(800)});
}

TEST_CASE("alcohol that was given to a table is known") {
  Story mine = told({{"1"}});
  mine.context.items.push_back(fakes::item("wine", "Drinks", 450));
  mine.context.items.back().alcohol = true;
  CHECK_FALSE(standing(mine, {&mine.state}).alcohol_given);
  Act act;
  act.remedy = Gesture{{{{"wine"}, "wine", 1000}}};
  mine.state.acts.push_back(act);
  CHECK(standing(mine, {&mine.state}).alcohol_given);
  mine.state.acts[0].state = ActState::withdrawn;
  CHECK_FALSE(standing(mine, {&mine.state}).alcohol_given);
}

TEST_CASE("money that another case of the check has under way counts until the till's figures hold it") {
  Story other = told({{"1"}});
  other.context.check = fakes::paid_check();
  const Story mine = told({{"4"}});
  Act act;
  act.id = {1};
  act.remedy = Refund{euro(450), {}};
  act.cost = euro(450);
  struct Row {
    ActState state;
    std::int64_t minor;
  };
  for (const Row& row :
       {Row{ActState::needs_approval, 450}, Row{ActState::ready, 450}, Row{ActState::started, 450},
        Row{ActState::in_doubt, 450}, Row{ActState::to_be_keyed, 450}, Row{ActState::done, 0}, Row{ActState::keyed, 0},
        Row{ActState::failed, 0}, Row{ActState::withdrawn, 0}, Row{ActState::declined, 0}}) {
    INFO(static_cast<int>(row.state));
    act.state = row.state;
    other.state.acts = {act};
    CHECK(standing(mine, {&other.state}).refunds_under_way == euro(row.minor));
    CHECK(standing(other, {&other.state}).refunds_under_way == euro(0));
  }
  other.state.acts.front().state = ActState::ready;
  other.state.acts.front().remedy = Discount{euro(450), {}};
  CHECK(standing(mine, {&other.state}).discounts_under_way == euro(450));
  other.state.check = {"another"};
  CHECK(standing(mine, {&other.state}).discounts_under_way == euro(0));
}

}  // namespace amends
