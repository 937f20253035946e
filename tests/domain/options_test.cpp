// What is offered: order, reasons, answers, amounts; and that the screen's figures are decide()'s.
#include <catch_amalgamated.hpp>

#include <algorithm>

#include "domain/options.hpp"
#include "must.hpp"
#include "support/domain_fakes.hpp"

namespace amends {
namespace {

using fakes::euro;
using fakes::Story;

void record(Story& story, std::vector<LineId> lines = {{"1"}, {"2"}, {"3"}}, std::string failure = "awful") {
  must(story, RecordCase{std::move(lines), {std::move(failure)}});
}

std::vector<Option> fixes_of(const Story& story) {
  return fixes(story.state, story.context, story.book);
}

Option option_named(const std::vector<Option>& options, std::string_view id) {
  const auto found =
      std::find_if(options.begin(), options.end(), [&](const Option& option) { return option.from.text == id; });
  INFO(id);
  REQUIRE(found != options.end());
  return *found;
}

Option fix_named(const Story& story, std::string_view id) {
  return option_named(fixes_of(story), id);
}

std::vector<std::string> order_of(const std::vector<Option>& options) {
  std::vector<std::string> order;
  for (const Option& option : options)
    order.push_back(option.from.text);
  return order;
}

std::vector<std::string> choices_of(const Option& option) {
  std::vector<std::string> choices;
  for (const Item& item : option.choices)
    choices.push_back(item.id.text);
  return choices;
}

std::size_t place_of(const Story& story, std::string_view id) {
  const auto order = order_of(fixes_of(story));
  return static_cast<std::size_t>(std::find(order.begin(), order.end(), id) - order.begin());
}

// A restaurant where only one amount matters: lines at `cents`, a waiter's limit of 25.
Story with_line_at(std::int64_t minor, Currency currency = fakes::kEuro) {
  Story story;
  const auto in = [&](Money& money) { money.currency = currency; };
  Check& check = *story.context.check;
  check.currency = currency;
  check.lines = {check.lines[3]};
  check.lines[0].total = check.lines[0].unit = {minor, currency};
  in(check.lines[0].refunded);
  check.total = {minor, currency};
  in(check.paid);
  in(check.refunded);
  story.book.currency = currency;
  for (Money& limit : story.book.limit)
    in(limit);
  in(story.book.extra_limit);
  for (RemedyTemplate& remedy : story.book.remedies)
    in(remedy.fixed);
  for (Item& item : story.context.items)
    in(item.unit);
  return story;
}

}  // namespace

TEST_CASE("nothing is offered before there is a case") {
  const Story story;
  CHECK(fixes_of(story).empty());
  CHECK(extras(story.state, story.context, story.book).empty());
}

TEST_CASE("three flawed teas: what replaces them shares neither item nor base, and is counted for all three") {
  Story story;
  record(story);
  const Option replace = fix_named(story, "replace");
  CHECK(choices_of(replace) == std::vector<std::string>{"lemonade", "water"});
  CHECK(replace.count == 3);
  CHECK(replace.cost == euro(3 * 450));
  CHECK(replace.reason == Reason::flawed_product);
  CHECK(replace.answer == Answer::yours);
}

TEST_CASE("a kilo and a half is two pieces, nothing is one") {
  Story story;
  story.context.check->lines[0].quantity_thousandths = 1500;
  record(story, {{"1"}});
  CHECK(fix_named(story, "replace").count == 2);
  Story none;
  none.context.check->lines[0].quantity_thousandths = 0;
  record(none, {{"1"}});
  CHECK(fix_named(none, "replace").count == 1);
}

TEST_CASE("sold out: the option stays, last, and says so") {
  Story story;
  for (Item& item : story.context.items) {
    if (item.group == "Drinks") item.available = false;
  }
  record(story);
  const Option replace = fix_named(story, "replace");
  CHECK(replace.answer == Answer::instead);
  CHECK(replace.reason == Reason::sold_out);
  CHECK(place_of(story, "replace") > place_of(story, "call"));
}

TEST_CASE("what isn't paid comes off the bill, what is paid is given back") {
  Story open;
  record(open);
  CHECK(fix_named(open, "off").kind == RemedyKind::discount);
  CHECK(fix_named(open, "whole").kind == RemedyKind::discount);
  CHECK(fix_named(open, "off_ten").kind == RemedyKind::discount);
  Story paid;
  paid.context.check = fakes::paid_check();
  record(paid);
  CHECK(fix_named(paid, "off").kind == RemedyKind::refund);
  CHECK(fix_named(paid, "off").cost == euro(1350));
  CHECK(fix_named(paid, "whole").kind == RemedyKind::refund);
  CHECK(fix_named(paid, "whole").cost == euro(2640));
}

TEST_CASE("amounts: a share of what is left of the lines, never more than is left of the check") {
  Story story;
  story.context.check = fakes::paid_check();
  story.context.check->lines[0].refunded = euro(400);
  story.context.check->refunded = euro(400);
  record(story);
  CHECK(fix_named(story, "off").cost == euro(50 + 450 + 450));
  // 25 % of 950 is 237.5
  CHECK(fix_named(story, "part").cost == euro(238));
  CHECK(fix_named(story, "whole").cost == euro(2240));
  story.context.check->refunded = euro(2000);
  CHECK(fix_named(story, "whole").cost == euro(640));
  CHECK(fix_named(story, "off").cost == euro(640));
  CHECK(fix_named(story, "off_ten").cost == euro(640));
  story.context.check->refunded = euro(2640);
  CHECK(fix_named(story, "off").answer == Answer::instead);
  CHECK(fix_named(story, "off").reason == Reason::nothing_to_refund);
}

TEST_CASE("what this case gave back already isn't given again, whether the till tells it or not") {
  Story story;
  story.context.check = fakes::paid_check();
  record(story);
  must(story, ChooseAct{ActPurpose::fix, {"off"}, {}});
  must(story, StartAct{{"request-1"}});
  // Under way.
  CHECK(fix_named(story, "whole").cost == euro(2640 - 1350));
  CHECK(fix_named(story, "part").answer == Answer::instead);
  must(story, TakeHostAnswer{{"request-1"}, HostOutcome::done, {}, {}, euro(1350)});
  // Done, and the check's figures are still old.
  CHECK(fix_named(story, "whole").cost == euro(2640 - 1350));
  CHECK(fix_named(story, "part").answer == Answer::instead);
  // The till tells it.
  story.context.check->refunded = euro(1350);
  for (std::size_t at = 0; at < 3; ++at)
    story.context.check->lines[at].refunded = euro(450);
  CHECK(fix_named(story, "whole").cost == euro(2640 - 1350));
  CHECK(fix_named(story, "part").answer == Answer::instead);
}

TEST_CASE("a discount under way isn't offered twice") {
  Story story;
  record(story);
  must(story, ChooseAct{ActPurpose::fix, {"off"}, {}});
  must(story, StartAct{{"request-1"}});
  CHECK(fix_named(story, "whole").cost == euro(2640 - 1350));
  must(story, TakeHostAnswer{{"request-1"}, HostOutcome::done, {}, {}, euro(1350)});
  CHECK(fix_named(story, "part").answer == Answer::instead);
}

TEST_CASE("a partly paid bill is discounted by what is still to be paid") {
  Story story;
  story.context.check->paid = euro(2000);
  record(story);
  CHECK(fix_named(story, "whole").cost == euro(640));
  story.context.check->paid = euro(2640);
  CHECK(fix_named(story, "whole").kind == RemedyKind::refund);
}

TEST_CASE("the order: the playbook's, what the guest asked for first, what can't be last") {
  Story story;
  record(story);
  CHECK(order_of(fixes_of(story)).front() == "replace");
  must(story, ChooseWish{{"part"}});
  CHECK(order_of(fixes_of(story)).front() == "part");
  // Outside the fair band: after what lies inside it.
  CHECK(fix_named(story, "whole").reason == Reason::beyond_band);
  CHECK(place_of(story, "whole") > place_of(story, "call"));
}

TEST_CASE("sent back is paid back whole, what was kept in part") {
  Story story;
  record(story);
  must(story, NoteReturn{true});
  CHECK(place_of(story, "off") < place_of(story, "part"));
  CHECK(place_of(story, "part") > place_of(story, "coupon"));
  CHECK(fix_named(story, "off").reason == Reason::sent_back);
  must(story, NoteReturn{false});
  CHECK(place_of(story, "part") < place_of(story, "off"));
  CHECK(fix_named(story, "part").reason == Reason::kept_part);
  CHECK(fix_named(story, "off").reason == Reason::money_for_money);
}

TEST_CASE("reasons by kind") {
  Story story;
  record(story);
  CHECK(fix_named(story, "coupon").reason == Reason::as_good_as_money);
  CHECK(fix_named(story, "sorry").reason == Reason::costs_nothing);
  CHECK(fix_named(story, "call").reason == Reason::costs_nothing);
  CHECK(fix_named(story, "gift").reason == Reason::by_hand);
  CHECK(fix_named(story, "off_ten").reason == Reason::money_for_money);
  Story rude;
  record(rude, {}, "rude");
  CHECK(fix_named(rude, "manager_apology").reason == Reason::in_person);
  CHECK(fix_named(rude, "manager_apology").ask == PersonId{"mira"});
  CHECK(fix_named(rude, "manager_apology").answer == Answer::yours);
}

TEST_CASE("who it needs: the lowest role that may, and who has it on shift") {
  Story story;
  record(story);
  const Option coupon = fix_named(story, "big_coupon");
  CHECK(coupon.answer == Answer::needs_role);
  CHECK(coupon.role_needed == Role::shift_lead);
  CHECK(coupon.ask == PersonId{"jon"});
  story.context.staff[1].on_shift = false;
  CHECK(fix_named(story, "big_coupon").ask == PersonId{"mira"});
  story.context.staff.clear();
  CHECK(fix_named(story, "big_coupon").answer == Answer::needs_role);
  CHECK(fix_named(story, "big_coupon").ask.empty());
}

TEST_CASE("limits hold at the last unit, in currencies with none, two and three decimals") {
  for (const char* code : {"JPY", "EUR", "KWD"}) {
    const Currency currency = *find_currency(code);
    for (const std::int64_t minor : {2499, 2500, 2501}) {
      INFO(code << " " << minor);
      Story story = with_line_at(minor, currency);
      record(story, {{"4"}});
      const Option off = fix_named(story, "off");
      CHECK(off.cost == Money{minor, currency});
      CHECK((off.answer == Answer::yours) == (minor <= 2500));
      must(story, ChooseAct{ActPurpose::fix, {"off"}, {}});
      CHECK((story.state.acts[0].state == ActState::ready) == (minor <= 2500));
      CHECK(authority_left(story.state, story.context, story.book).minor == std::max<std::int64_t>(0, 2500 - minor));
    }
  }
}

TEST_CASE("what was given in the case counts, what a new remedy replaces doesn't") {
  Story story = with_line_at(2000);
  record(story, {{"4"}});
  CHECK(authority_left(story.state, story.context, story.book) == euro(2500));
  must(story, ChooseAct{ActPurpose::fix, {"off"}, {}});
  CHECK(authority_left(story.state, story.context, story.book) == euro(500));
  CHECK(fix_named(story, "coupon").answer == Answer::yours);
  must(story, StartAct{{"request-1"}});
  CHECK(fix_named(story, "coupon").answer == Answer::needs_role);
  CHECK(fix_named(story, "call").answer == Answer::yours);
}

TEST_CASE("an owner without a limit may give anything, and no other currency's limit is one") {
  Story story = with_line_at(9'000'000);
  story.context.operator_ = fakes::tom();
  record(story, {{"4"}});
  CHECK(fix_named(story, "off").answer == Answer::yours);
  CHECK(authority_left(story.state, story.context, story.book).minor > 9'000'000);
  story.context.operator_ = fakes::mira();
  CHECK(fix_named(story, "off").role_needed == Role::owner);
  for (Money& limit : story.book.limit)
    limit.currency = *find_currency("USD");
  CHECK(fix_named(story, "off").role_needed == Role::owner);
  CHECK(authority_left(story.state, story.context, story.book) == euro(0));
}

TEST_CASE("in the safety branch what costs anything needs a manager, and there is no extra") {
  Story story;
  record(story, {{"1"}}, "allergy");
  CHECK(fix_named(story, "off").answer == Answer::needs_role);
  CHECK(fix_named(story, "off").role_needed == Role::manager);
  CHECK(fix_named(story, "replace").role_needed == Role::manager);
  CHECK(fix_named(story, "call").answer == Answer::yours);
  CHECK(extras(story.state, story.context, story.book).empty());
  story.context.operator_ = fakes::mira();
  CHECK(fix_named(story, "off").answer == Answer::yours);
}

TEST_CASE("what the host can't do is keyed, and that is said before it is chosen") {
  Story story;
  record(story);
  story.context.capabilities = {};
  for (const char* id : {"replace", "off", "off_ten"})
    CHECK(fix_named(story, id).answer == Answer::to_be_keyed);
  for (const char* id : {"coupon", "sorry", "call", "gift"})
    CHECK(fix_named(story, id).answer == Answer::yours);
}

TEST_CASE("without a check money can't be counted, and there is a way on") {
  Story story;
  must(story, RecordCase{{}, {"rude"}, Channel::phone});
  CHECK(fix_named(story, "whole").answer == Answer::instead);
  CHECK(fix_named(story, "whole").reason == Reason::needs_lines);
  CHECK(order_of(fixes_of(story)).front() == "manager_apology");
}

TEST_CASE("extras: inside their own budget, only what is there, never the flawed item") {
  Story story;
  record(story);
  const auto options = extras(story.state, story.context, story.book);
  CHECK(order_of(options) == std::vector<std::string>{"treat", "small_coupon"});
  CHECK(choices_of(options[0]) == std::vector<std::string>{"cake"});
  CHECK(options[0].count == 1);
  CHECK(options[0].cost == euro(350));
  story.context.items.clear();
  CHECK(option_named(extras(story.state, story.context, story.book), "treat").choices.empty());
}

TEST_CASE("an exchange offers the same article first, and costs only what is dearer") {
  Story story;
  story.context.check = fakes::paid_check();
  record(story, {{"1"}});
  story.context.items[5].unit = euro(600);  // water
  const Option swap = fix_named(story, "swap");
  CHECK(choices_of(swap) == std::vector<std::string>{"tea-peach", "lemonade", "water"});
  CHECK(swap.cost == euro(150));
  must(story, ChooseAct{ActPurpose::fix, {"swap"}, {{{"tea-peach"}, {}, 1000}}});
  CHECK(story.state.acts[0].cost == euro(0));
  CHECK(story.requests[0].work == HostWork::exchange);
}

TEST_CASE("a failure that the playbook lost still has a way out, and it can be taken") {
  Story story;
  record(story);
  story.book.failures.clear();
  const auto options = fixes_of(story);
  REQUIRE(options.size() == 1);
  CHECK(options[0].kind == RemedyKind::personal_apology);
  must(story, ChooseAct{ActPurpose::fix, options[0].from, {}});
  CHECK(story.state.is_put_right());
}

TEST_CASE("a failure without anything free gets an apology at its end") {
  Story story;
  story.book.failures[0].remedies = {{"off"}, {"coupon"}};
  record(story);
  CHECK(order_of(fixes_of(story)) == std::vector<std::string>{"off", "coupon", "apology"});
}

TEST_CASE("what can't be given leads to what the playbook names in its place, and in the place of that") {
  Story story;
  story.book.remedies[0].instead = {"off_ten"};  // replace
  story.book.remedies[4].instead = {"gift"};     // off_ten, which needs a paid check
  for (Item& item : story.context.items)
    item.available = false;
  record(story);
  CHECK(fix_named(story, "replace").answer == Answer::instead);
  CHECK(fix_named(story, "replace").rather == TemplateId{"off_ten"});
  story.context.check = fakes::paid_check();
  story.context.check->refunded = story.context.check->paid;
  CHECK(fix_named(story, "off_ten").answer == Answer::instead);
  CHECK(fix_named(story, "replace").rather == TemplateId{"gift"});
}

TEST_CASE("where the playbook names nothing, the best that can be given is the way on; a loop by hand ends too") {
  Story story;
  for (Item& item : story.context.items)
    item.available = false;
  record(story);
  CHECK(fix_named(story, "replace").rather == TemplateId{"off"});
  CHECK(fix_named(story, "off").rather.empty());
  story.book.remedies[0].instead = {"swap"};
  story.book.remedies[9].instead = {"replace"};
  CHECK(fix_named(story, "replace").rather == TemplateId{"off"});
}

TEST_CASE("what is shown is what is done") {
  for (const bool paid : {false, true}) {
    for (const std::string failure : {"awful", "rude", "allergy"}) {
      Story shown;
      if (paid) shown.context.check = fakes::paid_check();
      record(shown, {{"1"}, {"4"}}, failure);
      for (const Option& option : fixes_of(shown)) {
        INFO(failure << " " << option.from.text);
        Story done = shown;
        std::vector<ItemPart> items;
        if (!option.choices.empty()) {
          const auto dearest =
              std::max_element(option.choices.begin(), option.choices.end(),
                               [](const Item& left, const Item& right) { return left.unit < right.unit; });
          items.push_back({dearest->id, {}, option.count * 1000});
        }
        const auto decision = done.give(ChooseAct{ActPurpose::fix, option.from, items});
        const bool safety = failure == "allergy" && option.answer == Answer::needs_role;
        REQUIRE(decision.has_value() == (option.answer != Answer::instead && !safety));
        if (!decision) continue;
        const Act& act = done.state.acts.back();
        CHECK(act.cost == option.cost);
        CHECK(kind_of(act.remedy) == option.kind);
        CHECK((act.state == ActState::needs_approval) == (option.answer == Answer::needs_role));
        CHECK((act.state == ActState::to_be_keyed) == (option.answer == Answer::to_be_keyed));
      }
    }
  }
}

}  // namespace amends
