// Who may give what: every rule of authority by its bound, the limits at their edges, what draws on a shift's budget.
#include <catch_amalgamated.hpp>

#include <functional>
#include <string_view>

#include "domain/authority.hpp"
#include "domain/offer.hpp"
#include "domain/options.hpp"
#include "must.hpp"
#include "support/domain_fakes.hpp"

namespace amends {
namespace {

using fakes::euro;
using fakes::Story;

void record(Story& story, std::vector<LineId> lines = {{"4"}}, std::string failure = "awful") {
  must(story, RecordCase{std::move(lines), {std::move(failure)}});
}

Judgement judged(const Story& story, const char* from, const Remedy& remedy, Money cost) {
  return judge(story.state, story.context, story.book, {TemplateId{from}, remedy, cost});
}

Remedy off(std::int64_t cents) {
  return Discount{euro(cents), {}};
}
Remedy back(std::int64_t cents) {
  return Refund{euro(cents), {}};
}

// A waiter may give the same guests 20 in a visit, a shift lead 50, a manager as much as they may; `before` was given.
void guests(Story& story, std::int64_t before) {
  story.book.guest_limit = {euro(2000), euro(5000), euro(0), euro(0)};
  story.context.standing.given_this_visit = euro(before);
}

void kind(Story& story, RemedyKind kind, std::int64_t waiter) {
  story.book.kind_limits = {{kind, {euro(waiter), euro(0), euro(0), euro(0)}}};
}

struct Row {
  std::string_view situation;
  std::function<void(Story&)> given;  // before it is judged; the case is about a salad at 12.90
  Remedy remedy;
  std::int64_t cents;
  Bound bound;
  Role role;
};

void by(Story& story, const Person& person) {
  story.context.operator_ = person;
}
void sold(Story& story, SaleAge age) {
  story.context.check = fakes::paid_check();
  story.context.standing.sale_age = age;
}
void used(Story& story, std::int64_t cents) {
  story.book.shift_limit = {euro(4000), euro(0), euro(0), euro(0)};
  story.context.standing.given_this_shift = euro(cents);
}

const std::vector<Row>& rows() {
  static const std::vector<Row> all = {
      // what one case may cost
      {"a waiter at the limit of a case", [](Story&) {}, Coupon{euro(2500)}, 2500, Bound::none, Role::waiter},
      {"a cent above", [](Story&) {}, Coupon{euro(2501)}, 2501, Bound::case_limit, Role::shift_lead},
      {"at the shift lead's", [](Story&) {}, Coupon{euro(7500)}, 7500, Bound::case_limit, Role::shift_lead},
      {"above the shift lead's", [](Story&) {}, Coupon{euro(7501)}, 7501, Bound::case_limit, Role::manager},
      {"at the manager's", [](Story&) {}, Coupon{euro(25000)}, 25000, Bound::case_limit, Role::manager},
      {"above the manager's", [](Story&) {}, Coupon{euro(25001)}, 25001, Bound::case_limit, Role::owner},
      {"a shift lead's own", [](Story& s) { by(s, fakes::jon()); }, Coupon{euro(7500)}, 7500, Bound::none,
       Role::waiter},
      {"above a shift lead's own", [](Story& s) { by(s, fakes::jon()); }, Coupon{euro(7501)}, 7501, Bound::case_limit,
       Role::manager},
      {"an owner has none", [](Story& s) { by(s, fakes::tom()); }, Coupon{euro(900'000)}, 900'000, Bound::none,
       Role::waiter},
      {"what stands already counts",
       [](Story& s) {
         must(s, ChooseAct{ActPurpose::fix, {"gift"}, {}});
       },
       PersonalApology{}, 0, Bound::none, Role::waiter},
      {"nothing costs nothing",
       [](Story& s) {
         s.book.limit = {euro(0), euro(0), euro(0), euro(0)};
       },
       PersonalApology{}, 0, Bound::none, Role::waiter},
      // the fair band of 60 to 120 % of 12.90
      {"its price", [](Story&) {}, off(1290), 1290, Bound::none, Role::waiter},
      {"at the band's end", [](Story&) {}, off(1548), 1548, Bound::none, Role::waiter},
      {"a cent above the band", [](Story&) {}, off(1549), 1549, Bound::band, Role::manager},
      {"above the band, and a shift lead", [](Story& s) { by(s, fakes::jon()); }, off(1549), 1549, Bound::band,
       Role::manager},
      {"above the band, and a manager", [](Story& s) { by(s, fakes::mira()); }, off(1549), 1549, Bound::none,
       Role::waiter},
      {"far above the band and a manager's limit", [](Story&) {}, off(25001), 25001, Bound::band, Role::owner},
      {"above the band of lines that were kept", [](Story& s) { must(s, NoteReturn{false}); }, off(1549), 1549,
       Bound::band, Role::manager},
      {"a quarter of what was kept", [](Story& s) { must(s, NoteReturn{false}); }, off(323), 323, Bound::none,
       Role::waiter},
      {"at the band's begin, sent back", [](Story& s) { must(s, NoteReturn{true}); }, off(774), 774, Bound::none,
       Role::waiter},
      {"a cent below the band, sent back", [](Story& s) { must(s, NoteReturn{true}); }, off(773), 773, Bound::band,
       Role::manager},
      {"a coupon has no band", [](Story& s) { must(s, NoteReturn{true}); }, Coupon{euro(500)}, 500, Bound::none,
       Role::waiter},
      {"a site with a wider band", [](Story& s) { s.book.band.to_percent = 150; }, off(1935), 1935, Bound::none,
       Role::waiter},
      {"a cent above the wider band", [](Story& s) { s.book.band.to_percent = 150; }, off(1936), 1936, Bound::band,
       Role::manager},
      // how old the sale is
      {"just paid", [](Story& s) { sold(s, SaleAge::fresh); }, back(1290), 1290, Bound::none, Role::waiter},
      {"paid earlier today", [](Story& s) { sold(s, SaleAge::same_day); }, back(1290), 1290, Bound::sale_age,
       Role::shift_lead},
      {"paid earlier today, a shift lead", [](Story& s) { sold(s, SaleAge::same_day), by(s, fakes::jon()); },
       back(1290), 1290, Bound::sale_age, Role::manager},
      {"paid earlier today, a manager", [](Story& s) { sold(s, SaleAge::same_day), by(s, fakes::mira()); }, back(1290),
       1290, Bound::none, Role::waiter},
      {"paid on another day", [](Story& s) { sold(s, SaleAge::older); }, back(1290), 1290, Bound::sale_age,
       Role::owner},
      {"paid on another day, a manager", [](Story& s) { sold(s, SaleAge::older), by(s, fakes::mira()); }, back(1290),
       1290, Bound::sale_age, Role::owner},
      {"paid on another day, the owner", [](Story& s) { sold(s, SaleAge::older), by(s, fakes::tom()); }, back(1290),
       1290, Bound::none, Role::waiter},
      {"a coupon for an old sale", [](Story& s) { sold(s, SaleAge::older); }, Coupon{euro(1000)}, 1000, Bound::none,
       Role::waiter},
      {"old, and above the role it needs", [](Story& s) { sold(s, SaleAge::same_day); }, back(1500), 1500,
       Bound::sale_age, Role::shift_lead},
      // a shift's budget of 40
      {"the rest of the shift", [](Story& s) { used(s, 2500); }, Coupon{euro(1500)}, 1500, Bound::none, Role::waiter},
      {"a cent above the rest", [](Story& s) { used(s, 2501); }, Coupon{euro(1500)}, 1500, Bound::shift_limit,
       Role::shift_lead},
      {"used up, and something that costs nothing", [](Story& s) { used(s, 4000); }, PersonalApology{}, 0, Bound::none,
       Role::waiter},
      {"used up, and made again", [](Story& s) { used(s, 4000); }, Replacement{{{"4"}}, {}}, 1290, Bound::none,
       Role::waiter},
      {"used up, and sent back at its price", [](Story& s) { used(s, 4000), must(s, NoteReturn{true}); }, off(1290),
       1290, Bound::none, Role::waiter},
      {"used up, and a cent above its price", [](Story& s) { used(s, 4000), must(s, NoteReturn{true}); }, off(1291),
       1291, Bound::shift_limit, Role::shift_lead},
      {"used up, and kept", [](Story& s) { used(s, 4000), must(s, NoteReturn{false}); }, off(323), 323,
       Bound::shift_limit, Role::shift_lead},
      {"used up, and never served", [](Story& s) { used(s, 4000), s.book.failures[0].never_served = true; }, off(1290),
       1290, Bound::none, Role::waiter},
      {"used up by a waiter, and a shift lead", [](Story& s) { used(s, 4000), by(s, fakes::jon()); },
       Coupon{euro(1500)}, 1500, Bound::none, Role::waiter},
      {"this case's own draw counts",
       [](Story& s) {
         used(s, 3300);
         must(s, ChooseAct{ActPurpose::fix, {"gift"}, {}});
         s.state.acts[0].state = ActState::done;
       },
       Coupon{euro(100)}, 100, Bound::shift_limit, Role::shift_lead},
      {"another currency's budget says nothing",
       [](Story& s) {
         used(s, 4000);
         s.book.shift_limit[0].currency = *find_currency("USD");
       },
       Coupon{euro(1500)}, 1500, Bound::none, Role::waiter},
      // what is owed
      {"owed, above every limit", [](Story& s) { s.book.failures[0].owed = {{"x"}}; }, back(90000), 90000, Bound::none,
       Role::waiter},
      {"owed, and the sale is old", [](Story& s) { s.book.failures[0].owed = {{"x"}}, sold(s, SaleAge::older); },
       back(1290), 1290, Bound::none, Role::waiter},
      {"owed, and the shift is used up", [](Story& s) { s.book.failures[0].owed = {{"x"}}, used(s, 4000); }, off(2000),
       2000, Bound::none, Role::waiter},
      // what the same guests were given before
      {"at the guests' limit", [](Story& s) { guests(s, 1000); }, Coupon{euro(1000)}, 1000, Bound::none, Role::waiter},
      {"a cent above the guests' limit", [](Story& s) { guests(s, 1000); }, Coupon{euro(1001)}, 1001,
       Bound::guest_limit, Role::shift_lead},
      {"above the shift lead's for these guests", [](Story& s) { guests(s, 4900); }, Coupon{euro(200)}, 200,
       Bound::guest_limit, Role::manager},
      {"above all for these guests but who has none", [](Story& s) { guests(s, 9900); }, Coupon{euro(200)}, 200,
       Bound::guest_limit, Role::manager},
      {"the case's limit is told first", [](Story& s) { guests(s, 1000); }, Coupon{euro(2501)}, 2501,
       Bound::case_limit, Role::shift_lead},
      {"an apology, whatever they had", [](Story& s) { guests(s, 9900); }, PersonalApology{}, 0, Bound::none,
       Role::waiter},
      {"what is owed, whatever they had",
       [](Story& s) {
         guests(s, 9900);
         s.book.failures[0].owed = {{"x"}};
       },
       off(1290), 1290, Bound::none, Role::waiter},
      // limits of one kind
      {"at the kind's limit", [](Story& s) { kind(s, RemedyKind::coupon, 700); }, Coupon{euro(700)}, 700, Bound::none,
       Role::waiter},
      {"a cent above the kind's limit", [](Story& s) { kind(s, RemedyKind::coupon, 700); }, Coupon{euro(701)}, 701,
       Bound::kind_limit, Role::shift_lead},
      {"another kind", [](Story& s) { kind(s, RemedyKind::refund, 700); }, Coupon{euro(701)}, 701, Bound::none,
       Role::waiter},
      {"money off counts as money back", [](Story& s) { kind(s, RemedyKind::refund, 700); }, off(1290), 1290,
       Bound::kind_limit, Role::shift_lead},
      {"the guests' limit is told before the kind's",
       [](Story& s) {
         guests(s, 1900);
         kind(s, RemedyKind::coupon, 100);
       },
       Coupon{euro(200)}, 200, Bound::guest_limit, Role::shift_lead},
      // the safety branch, before all else
      {"safety, and owed",
       [](Story& s) {
         must(s, ChangeFailure{{"allergy"}});
         s.book.failures[2].owed = {{"x"}};
       },
       off(100), 100, Bound::safety, Role::manager},
      {"safety, above a manager's limit", [](Story& s) { must(s, ChangeFailure{{"allergy"}}); }, off(25001), 25001,
       Bound::safety, Role::owner},
      {"safety, and an apology", [](Story& s) { must(s, ChangeFailure{{"allergy"}}); }, PersonalApology{}, 0,
       Bound::none, Role::waiter},
      {"safety, and a manager", [](Story& s) { must(s, ChangeFailure{{"allergy"}}), by(s, fakes::mira()); }, off(1290),
       1290, Bound::none, Role::waiter},
  };
  return all;
}

}  // namespace

TEST_CASE("who may give what, and what makes it more than that") {
  for (const Row& row : rows()) {
    INFO(row.situation);
    Story story;
    record(story);
    row.given(story);
    const Judgement judgement = judged(story, "x", row.remedy, euro(row.cents));
    CHECK(static_cast<int>(judgement.bound) == static_cast<int>(row.bound));
    CHECK(judgement.role == row.role);
    // Whoever is named may say yes, the role below may not; and nobody needs to where the operator may.
    const Fix fix{TemplateId{"x"}, row.remedy, euro(row.cents)};
    if (row.bound == Bound::none) continue;
    CHECK(may_approve(story.state, story.context, story.book, row.role, fix));
    const auto below = static_cast<Role>(static_cast<int>(row.role) - 1);
    const bool by_shift = row.bound == Bound::shift_limit;
    if (!by_shift) CHECK_FALSE(may_approve(story.state, story.context, story.book, below, fix));
  }
}

TEST_CASE("what another said yes to draws on nobody's shift, what was chosen by another isn't mine") {
  Story story;
  record(story);
  must(story, ChooseAct{ActPurpose::fix, {"gift"}, {}});
  CHECK(drawn_by(story.state, story.book, PersonId{"ana"}) == euro(800));
  CHECK(drawn_by(story.state, story.book, PersonId{"jon"}) == euro(0));
  story.state.acts[0].approved_by = {"mira"};
  CHECK(drawn_by(story.state, story.book, PersonId{"ana"}) == euro(0));
  story.state.acts[0].approved_by = {};
  story.state.acts[0].state = ActState::withdrawn;
  CHECK(drawn_by(story.state, story.book, PersonId{"ana"}) == euro(0));
}

TEST_CASE("what is left is the smaller of the case's and the shift's") {
  Story story;
  record(story);
  used(story, 2000);
  CHECK(authority_left(story.state, story.context, story.book) == euro(2000));
  used(story, 1000);
  CHECK(authority_left(story.state, story.context, story.book) == euro(2500));
  used(story, 9000);
  CHECK(authority_left(story.state, story.context, story.book) == euro(0));
}

TEST_CASE("a limit of one kind counts what of that kind stands in the case") {
  Story story;
  story.context.check = fakes::paid_check();
  kind(story, RemedyKind::refund, 1500);
  record(story);
  must(story, ChooseAct{ActPurpose::fix, {"off_ten"}, {}});
  story.state.acts[0].state = ActState::done;
  const Judgement judgement = judged(story, "x", Refund{euro(501), {}}, euro(501));
  CHECK(static_cast<int>(judgement.bound) == static_cast<int>(Bound::kind_limit));
  CHECK(static_cast<int>(judged(story, "x", Refund{euro(500), {}}, euro(500)).bound) == static_cast<int>(Bound::none));
}

TEST_CASE("what is left is no more than what the guests may still have") {
  Story story;
  record(story);
  guests(story, 1500);
  CHECK(authority_left(story.state, story.context, story.book) == euro(500));
  guests(story, 2500);
  CHECK(authority_left(story.state, story.context, story.book) == euro(0));
}

TEST_CASE("a second failure at the same table weighs more and calls the manager") {
  Story story;
  story.context.standing.failures_before = 1;
  record(story);
  CHECK(story.state.severity == Severity::serious);
  CHECK(story.state.manager_called != Instant{});
  must(story, ChangeFailure{{"rude"}});
  CHECK(story.state.severity == Severity::serious);
  Story phone;
  phone.context.standing.failures_before = 1;
  phone.context.check.reset();
  must(phone, RecordCase{{}, {"awful"}, Channel::phone});
  CHECK(phone.state.manager_called == Instant{});
}

TEST_CASE("a coupon comes with something else where something failed before") {
  Story story;
  story.context.standing.failures_before = 1;
  record(story);
  const auto coupon = [&] {
    const auto all = fixes(story.state, story.context, story.book);
    return *std::find_if(all.begin(), all.end(), [](const Option& option) { return option.from.text == "coupon"; });
  };
  CHECK(coupon().answer == Answer::instead);
  CHECK(coupon().reason == Reason::not_alone);
  must(story, ChooseAct{ActPurpose::fix, {"off"}, {}});
  must(story, StartAct{story.state.acts.back().request});
  CHECK(coupon().reason == Reason::as_good_as_money);
}

TEST_CASE("what is owed comes before everything, the guest's own idea too") {
  Story story;
  story.book.failures[0].owed = {{"swap"}, {"off"}};
  record(story);
  must(story, ChooseWish{{"part"}});
  const auto all = fixes(story.state, story.context, story.book);
  CHECK(all[0].from == TemplateId{"off"});
  CHECK(all[1].from == TemplateId{"swap"});
  CHECK(all[2].from == TemplateId{"part"});
  CHECK(all[0].reason == Reason::owed);
}

TEST_CASE("alcohol as a remedy or an extra is the site's question") {
  Story story;
  story.context.items.push_back(fakes::item("wine", "Drinks", 450));
  story.context.items.back().alcohol = true;
  record(story, {{"1"}});
  const auto offers_wine = [&] {
    const auto all = fixes(story.state, story.context, story.book);
    return std::any_of(all.begin(), all.end(), [](const Option& option) {
      return std::any_of(option.choices.begin(), option.choices.end(),
                         [](const Item& item) { return item.id == ItemId{"wine"}; });
    });
  };
  CHECK(offers_wine());
  story.book.alcohol = Alcohol::one_a_day;
  CHECK(offers_wine());
  story.context.standing.alcohol_given = true;
  CHECK_FALSE(offers_wine());
  story.book.alcohol = Alcohol::never;
  story.context.standing.alcohol_given = false;
  CHECK_FALSE(offers_wine());
  const auto refused = story.give(ChooseAct{ActPurpose::fix, {"replace"}, {{{"wine"}, "wine", 1000}}});
  REQUIRE_FALSE(refused);
  CHECK(refused.error() == Refusal::unknown_item);
}

TEST_CASE("a shift's budget and the band hold at the last unit, in currencies with none, two and three decimals") {
  for (const char* code : {"JPY", "EUR", "KWD"}) {
    const Currency currency = *find_currency(code);
    const auto in = [&](std::int64_t minor) { return Money{minor, currency}; };
    Story story;
    record(story);
    story.state.currency = currency;
    story.book.currency = currency;
    story.book.limit = {in(2500), in(7500), in(25000), in(0)};
    story.book.shift_limit = {in(4000), in(0), in(0), in(0)};
    for (CheckLine& line : story.state.lines)
      line.total = in(1000);
    const auto bound = [&](const Remedy& remedy, std::int64_t minor) {
      return judge(story.state, story.context, story.book, {TemplateId{"x"}, remedy, in(minor)}).bound;
    };
    for (const std::int64_t step : {-1, 0, 1}) {
      INFO(code << " " << step);
      story.context.standing.given_this_shift = in(2000 + step);
      CHECK((bound(Coupon{in(2000)}, 2000) == Bound::none) == (step <= 0));
      story.context.standing.given_this_shift = in(0);
      CHECK((bound(Coupon{in(2500 + step)}, 2500 + step) == Bound::none) == (step <= 0));
      // 60 to 120 % of 1000.
      story.state.sent_back = true;
      CHECK((bound(Discount{in(1200 + step), {}}, 1200 + step) == Bound::none) == (step <= 0));
      CHECK((bound(Discount{in(600 + step), {}}, 600 + step) == Bound::none) == (step >= 0));
      story.state.sent_back.reset();
    }
  }
}

}  // namespace amends
