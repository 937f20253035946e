// What slips say of a case: amounts, dates and colleagues; of guests only what they themselves hold.
#include "desk/slip_values.hpp"

#include <catch_amalgamated.hpp>

#include <algorithm>
#include <set>

#include "support/domain_fakes.hpp"

namespace amends {
namespace {

// 14 Nov 2026 from the noon of the fakes on, a day for every 86 400 seconds; enough for what is asked here.
class FlatCalendar : public Calendar {
 public:
  [[nodiscard]] LocalTime local(Instant instant) const override {
    const std::int64_t minutes = (instant.microseconds - fakes::kNoon.microseconds) / 60'000'000 + 12 * 60;
    return {.year = 2026,
            .month = 11,
            .day = static_cast<std::int32_t>(14 + minutes / 1440),
            .hour = static_cast<std::int32_t>(minutes / 60 % 24),
            .minute = static_cast<std::int32_t>(minutes % 60)};
  }
  [[nodiscard]] Instant instant(const LocalTime& /*local*/) const override { return {}; }
};

struct Desk {
  Words words{std::map<std::string, std::string, std::less<>>{{"format.decimal", "."},
                                                              {"format.group", ","},
                                                              {"format.group_least", "4"},
                                                              {"format.money", "{symbol} {amount}"},
                                                              {"format.clock", "{hour}:{minute}"},
                                                              {"time.day", "{day} {month} {year}"},
                                                              {"time.date", "{day} {month}, {clock}"},
                                                              {"time.month_11", "Nov"},
                                                              {"failure.awful", "Awful"},
                                                              {"failure.rude", "Rude"},
                                                              {"failure.allergy", "Allergy"},
                                                              {"prevention.new_batch", "A new batch"},
                                                              {"remedy.off.title", "Off the bill"},
                                                              {"remedy.coupon.title", "Coupon"},
                                                              {"remedy.replace.title", "Something else"}}};
  FlatCalendar calendar;
  Playbook book = fakes::playbook();
  std::vector<Person> staff = {fakes::ana(), fakes::mira()};

  Desk() { book.house = "The Corner"; }
  [[nodiscard]] SlipGround ground() const { return {words, calendar, book, staff}; }
};

Act act(std::uint32_t number, const char* from, Remedy remedy, ActState state) {
  Act made;
  made.id = {number};
  made.from = {from};
  made.remedy = std::move(remedy);
  made.cost = fakes::euro(1500);
  made.state = state;
  made.chosen_by = {"ana"};
  made.chosen = fakes::kNoon.plus_seconds(41 * 60);
  return made;
}

Case a_case(const char* failure = "awful") {
  Case made;
  made.id.bytes[0] = 1;
  made.number = {"T3-0042"};
  made.failure = {failure};
  made.place = "Table 12";
  made.check_number = "41";
  made.lines = fakes::open_check().lines;
  return made;
}

FollowUp tomorrow_by_mira() {
  return {.when = FollowUpWhen::tomorrow, .due = fakes::kNoon.plus_seconds(23 * 3600), .owner = {"mira"}};
}

Act replacement() {
  Replacement remedy;
  remedy.instead_of = {{"1"}, {"2"}};
  remedy.items = {{{"lemonade"}, "Lemonade", 2000}, {{"soup"}, "Soup", 500}, {{"lemonade"}, "Lemonade", 1000}};
  return act(1, "replace", remedy, ActState::started);
}

// Every value of every row.
std::set<std::string> said(const SlipValues& values) {
  std::set<std::string> all;
  for (const auto& [name, text] : values.texts)
    all.insert(text);
  for (const auto& [name, rows] : values.lists)
    for (const SlipRow& row : rows)
      for (const auto& [of, text] : row)
        all.insert(text);
  return all;
}

void check_names(SlipKind kind, const SlipValues& values) {
  const SlipNames& known = names_on(kind);
  std::set<std::string_view> filled;
  for (const auto& [name, text] : values.texts) {
    INFO(name_of(kind) << ": " << name);
    CHECK(std::ranges::find(known.values, name) != known.values.end());
    filled.insert(name);
  }
  CHECK(filled.size() == known.values.size());
  for (const auto& [name, rows] : values.lists) {
    INFO(name_of(kind) << ": " << name);
    const auto list = std::ranges::find(known.lists, name, &SlipList::name);
    REQUIRE(list != known.lists.end());
    REQUIRE_FALSE(rows.empty());
    for (const SlipRow& row : rows) {
      CHECK(row.size() == list->values.size());
      for (const auto& [of, text] : row)
        CHECK(std::ranges::find(list->values, of) != list->values.end());
    }
  }
  CHECK(values.lists.size() == known.lists.size());
}

}  // namespace

TEST_CASE("every kind of slip is found by its name and no other") {
  for (const SlipKind kind : kSlipKinds)
    CHECK(find_slip_kind(name_of(kind)) == kind);
  CHECK(find_slip_kind("line_up") == SlipKind::line_up);
  CHECK_FALSE(find_slip_kind("receipt"));
}

TEST_CASE("a coupon says its worth, its code and its last day") {
  const Desk desk;
  Act coupon = act(2, "coupon", Coupon{fakes::euro(1500)}, ActState::done);
  coupon.coupon_number = "40H0";
  coupon.coupon_expires = fakes::kNoon.plus_seconds(10 * 86400);
  const SlipValues values = coupon_values(desk.ground(), a_case(), coupon, {.shown = "40H0-4K7V", .qr = "AM40H04K7V"});
  CHECK(values.texts == SlipRow{{"store", "The Corner"},
                                {"case", "T3-0042"},
                                {"worth", "€ 15.00"},
                                {"code", "40H0-4K7V"},
                                {"qr", "AM40H04K7V"},
                                {"valid_until", "24 Nov 2026"}});
  check_names(SlipKind::coupon, values);
}

TEST_CASE("a promise says what is still to come, who does it and when, by date") {
  const Desk desk;
  Case of = a_case();
  of.acts = {act(1, "off", Discount{fakes::euro(1500), {}}, ActState::done), replacement(),
             act(3, "coupon", Coupon{}, ActState::needs_approval)};
  of.follow_ups = {tomorrow_by_mira()};
  of.prevention = PreventionId{"new_batch"};
  const SlipValues values = promise_values(desk.ground(), of, "We call you");
  CHECK(values.texts == SlipRow{{"store", "The Corner"},
                                {"case", "T3-0042"},
                                {"promise", "We call you"},
                                {"who", "Mira"},
                                {"by", "15 Nov, 11:00"},
                                {"prevention", "A new batch"}});
  CHECK(values.lists.at("acts") == std::vector<SlipRow>{{{"act", "2 × Lemonade, Soup, Lemonade"}}});
  check_names(SlipKind::promise, values);
}

TEST_CASE("the kitchen reads what to make, how much of it, and instead of what") {
  const Desk desk;
  Case of = a_case();
  of.lines[1].name = of.lines[0].name;
  const SlipValues values = remake_values(desk.ground(), of, replacement());
  CHECK(values.texts.at("place") == "Table 12");
  CHECK(values.texts.at("why") == "Awful");
  CHECK(values.texts.at("who") == "Ana");
  CHECK(values.texts.at("at") == "12:41");
  CHECK(values.lists.at("items") ==
        std::vector<SlipRow>{{{"count", "3"}, {"item", "Lemonade"}}, {{"count", "0.5"}, {"item", "Soup"}}});
  CHECK(values.lists.at("instead") == std::vector<SlipRow>{{{"count", "2"}, {"name", "tea-peach"}}});
  check_names(SlipKind::remake, values);
  CHECK_FALSE(remake_values(desk.ground(), a_case("allergy"), replacement()).texts.contains("why"));
}

TEST_CASE("a card is signed by who apologised, and bears the guest's name only where it is given") {
  const Desk desk;
  Case of = a_case();
  of.prevention = PreventionId{"new_batch"};
  CHECK(apology_values(desk.ground(), of, {}).texts.at("name").empty());
  of.apology = Apology{.by = {"mira"}, .how = Manner::in_person, .at = fakes::kNoon};
  const SlipValues values = apology_values(desk.ground(), of, "Frau Lind");
  CHECK(values.texts.at("guest") == "Frau Lind");
  CHECK(values.texts.at("name") == "Mira");
  check_names(SlipKind::apology, values);
  of.apology->by = {"gone"};
  CHECK(apology_values(desk.ground(), of, {}).texts.at("name").empty());
}

TEST_CASE("the line-up counts failures and fixes, lists what is promised, and tells of one good recovery") {
  const Desk desk;
  Case good = a_case();
  good.acts = {act(1, "off", Discount{fakes::euro(1500), {}}, ActState::keyed)};
  good.prevention = PreventionId{"new_batch"};
  FollowUp kept = tomorrow_by_mira();
  kept.result = FollowUpResult::satisfied;
  good.follow_ups = {kept};
  Case rude = a_case("rude");
  rude.acts = {act(1, "replace", Replacement{}, ActState::needs_approval)};
  rude.follow_ups = {tomorrow_by_mira()};
  Case withdrawn = a_case();
  withdrawn.withdrawn = true;
  const std::vector<Case> cases = {rude, good, a_case(), withdrawn, a_case("allergy")};
  const std::vector<Case> open = {rude, good};
  const std::vector<Item> items = {{.name = "Sea bass", .available = false}, {.name = "Soup"}};
  const SlipValues values =
      line_up_values(desk.ground(), {.day = {2026, 11, 13}, .cases = cases, .open = open, .items = items});
  CHECK(values.texts.at("day") == "13 Nov 2026");
  CHECK(values.lists.at("off_menu") == std::vector<SlipRow>{{{"item", "Sea bass"}}});
  CHECK(values.texts.at("practise_failure") == "Awful");
  CHECK_FALSE(values.texts.at("practise").empty());
  CHECK(values.lists.at("failures") ==
        std::vector<SlipRow>{{{"count", "1"}, {"failure", "Rude"}}, {{"count", "2"}, {"failure", "Awful"}}});
  CHECK(values.lists.at("fixes") == std::vector<SlipRow>{{{"count", "1"}, {"fix", "Off the bill"}}});
  CHECK(values.lists.at("preventions") == std::vector<SlipRow>{{{"prevention", "A new batch"}}});
  CHECK(values.lists.at("promises") ==
        std::vector<SlipRow>{{{"case", "T3-0042"}, {"place", "Table 12"}, {"who", "Mira"}, {"by", "15 Nov, 11:00"}}});
  CHECK(values.texts.at("recovery_failure") == "Awful");
  CHECK(values.texts.at("recovery_act") == "Off the bill");
  check_names(SlipKind::line_up, values);
}

TEST_CASE("nothing of the safety branch stands on paper beyond who gets back to them, and when") {
  const Desk desk;
  Case of = a_case("allergy");
  of.acts = {replacement(), act(2, "off", Discount{}, ActState::done)};
  of.prevention = PreventionId{"new_batch"};
  of.apology = Apology{.by = {"mira"}, .how = Manner::in_person, .at = fakes::kNoon};
  CHECK(slips_of(of, desk.book) == std::vector<CaseSlip>{{SlipKind::remake, {1}}});
  of.follow_ups = {tomorrow_by_mira()};
  CHECK(slips_of(of, desk.book) == std::vector<CaseSlip>{{SlipKind::remake, {1}}, {SlipKind::promise, {}}});
  CHECK(said(promise_values(desk.ground(), of, {})) ==
        std::set<std::string>{"The Corner", "T3-0042", "", "Mira", "15 Nov, 11:00"});
  const std::vector<Case> one = {of};
  CHECK(said(line_up_values(desk.ground(), {.day = {2026, 11, 13}, .cases = one, .open = one})) ==
        std::set<std::string>{"The Corner", "13 Nov 2026"});
}

TEST_CASE("a case has the slips that fit how far it is") {
  const Desk desk;
  Case of = a_case();
  CHECK(slips_of(of, desk.book) == std::vector<CaseSlip>{{SlipKind::apology, {}}});
  Act coupon = act(2, "coupon", Coupon{}, ActState::done);
  of.acts = {replacement(), coupon};
  CHECK(slips_of(of, desk.book) ==
        std::vector<CaseSlip>{{SlipKind::remake, {1}}, {SlipKind::promise, {}}, {SlipKind::apology, {}}});
  of.acts[0].state = ActState::done;
  of.acts[1].coupon_number = "40H0";
  of.acts[1].coupon = CouponState::issued;
  CHECK(slips_of(of, desk.book) == std::vector<CaseSlip>{{SlipKind::coupon, {2}}, {SlipKind::apology, {}}});
  of.acts[1].state = ActState::withdrawn;
  CHECK(slips_of(of, desk.book) == std::vector<CaseSlip>{{SlipKind::apology, {}}});
  of.withdrawn = true;
  CHECK(slips_of(of, desk.book).empty());
}

}  // namespace amends
