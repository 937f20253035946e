// What a case counts for: told one by one for a whole case, and in what no case may count.
#include <catch_amalgamated.hpp>

#include "domain/figures.hpp"
#include "domain/fold.hpp"
#include "support/domain_fakes.hpp"

namespace amends {
namespace {

using fakes::euro;

class Telling {
 public:
  void at(std::int64_t seconds, FactBody body, const char* actor = "ana") {
    state_ = fold(std::move(state_), {CaseId{{1}}, fakes::kNoon.plus_seconds(seconds), {actor}, std::move(body)});
  }
  void record() {
    CaseRecorded recorded;
    recorded.currency = fakes::kEuro;
    recorded.failure = {"tastes_wrong"};
    recorded.severity = Severity::clear;
    recorded.when = StoreHour{20'000, 21};
    for (const char* name : {"Iced tea", "Iced tea", "Soup"}) {
      CheckLine line;
      line.name = name;
      line.group = std::string(name) == "Soup" ? "Kitchen" : "Bar";
      line.component = std::string(name) == "Soup" ? "" : "syrup";
      recorded.lines.push_back(line);
    }
    at(0, recorded);
  }
  void choose(std::uint32_t act, ActPurpose purpose, Remedy remedy, std::int64_t cents, std::int64_t at_seconds) {
    ActChosen chosen;
    chosen.act = {act};
    chosen.purpose = purpose;
    chosen.remedy = std::move(remedy);
    chosen.cost = euro(cents);
    at(at_seconds, chosen);
  }
  [[nodiscard]] const Case& state() const { return state_; }

 private:
  Case state_;
};

std::vector<std::string> words_of(const std::vector<Figure>& figures) {
  std::vector<std::string> words;
  for (const Figure& figure : figures) {
    std::string key = figure.key;
    std::ranges::replace(key, kPartGap, '>');
    words.push_back(std::to_string(static_cast<int>(figure.measure)) + " " + key + " " + std::to_string(figure.count) +
                    " " + std::to_string(figure.sum));
  }
  return words;
}

Telling whole_case() {
  Telling told;
  told.record();
  told.at(50, Apologised{{"ana"}, Manner::in_person});
  told.at(60, WishChosen{{"a_new_one"}});
  told.at(110, StepShown{Step::put_right});
  told.choose(1, ActPurpose::fix, Refund{euro(450), {}}, 450, 130);
  told.at(140, ActApproved{{1}, {"mira"}, ActState::ready}, "mira");
  told.at(150, ActStarted{{1}});
  told.at(290, ActDone{{1}, "R-1", euro(450)});
  told.choose(2, ActPurpose::extra, Coupon{euro(500), 30}, 500, 300);
  told.at(300, CouponIssued{{2}, "CODE", fakes::kNoon.plus_seconds(9'000'000)});
  told.at(301, ActKeyed{{2}, ""});
  told.at(310, PreventionChosen{{"taste_first"}, true});
  told.at(320, FollowUpPlanned{{{1}, FollowUpWhen::tomorrow, fakes::kNoon, {"ana"}, std::nullopt, {}}});
  told.at(330, CaseFinished{});
  return told;
}

}  // namespace

TEST_CASE("a whole case counts for what it was about, how fast it went, what was given and what is still open") {
  CHECK(words_of(figures_of(whole_case().state())) == std::vector<std::string>{"1  1 2",  // one case, of severity 2
                                                                               "2 tastes_wrong 1 0",  //
                                                                               "3 Iced tea 1 0",
                                                                               "3 Soup 1 0",   // each item once
                                                                               "4 syrup 1 0",  //
                                                                               "5 Bar 1 0",
                                                                               "5 Kitchen 1 0",  //
                                                                               "6 21 1 0",
                                                                               "7 ana 1 0",      //
                                                                               "8 nothing 1 0",  // lacks
                                                                               "9 1 1 50",
                                                                               "10 2 1 110",
                                                                               "11 5 1 290",  // apology, offer, fix
                                                                               "12 refund 1 450",
                                                                               "13 coupon 1 500",
                                                                               "14 ana 2 950",
                                                                               "15 mira>ana 1 450",
                                                                               "16 tastes_wrong>refund 1 450",
                                                                               "17 tastes_wrong>refund>unknown 1 0",
                                                                               "18 a_new_one>refund 1 0",
                                                                               "19 open 1 0",
                                                                               "21 issued 1 500"});
}

TEST_CASE("a guest who isn't satisfied yet, and then comes back with the coupon, counts as recovered") {
  Telling told = whole_case();
  told.at(90'000, FollowUpAnswered{{1}, FollowUpResult::not_yet});
  told.at(90'001, CaseReopened{});
  const auto before = words_of(figures_of(told.state()));
  CHECK(std::ranges::count(before, "17 tastes_wrong>refund>not_yet 1 0") == 1);
  CHECK(std::ranges::count(before, "19 not_yet 1 0") == 1);
  CHECK(std::ranges::count(before, "20 not_yet 1 0") == 1);
  CHECK(std::ranges::count(before, "8 nothing 1 0") == 0);
  told.at(200'000, CouponReserved{{2}, {"r"}, {"c"}, "52", "Table 4", euro(300)});
  told.at(200'001, CouponSpent{{2}, "R-2", euro(300)});
  const auto after = words_of(figures_of(told.state()));
  CHECK(std::ranges::count(after, "17 tastes_wrong>refund>came_back 1 0") == 1);
  CHECK(std::ranges::count(after, "20 came_back 1 0") == 1);
  CHECK(std::ranges::count(after, "21 issued 1 500") == 1);
  CHECK(std::ranges::count(after, "21 spent 1 300") == 1);
}

TEST_CASE("what was tapped by mistake, declined or withdrawn counts for nothing") {
  Telling mistaken = whole_case();
  mistaken.at(400, CaseWithdrawn{});
  CHECK(figures_of(mistaken.state()).empty());
  CHECK(figures_of(Case{}).empty());

  Telling declined;
  declined.record();
  declined.choose(1, ActPurpose::fix, Refund{euro(9000), {}}, 9000, 20);
  declined.at(30, ActDeclined{{1}, {"mira"}, WhyNo::beyond_harm, {"coupon_small"}}, "mira");
  declined.at(40, CaseFinished{});
  const auto words = words_of(figures_of(declined.state()));
  for (const std::string& word : words) {
    INFO(word);
    CHECK_FALSE(word.starts_with("12 "));
    CHECK_FALSE(word.starts_with("14 "));
  }
  CHECK(std::ranges::count(words, "8 acknowledged 1 0") == 1);
  CHECK(std::ranges::count(words, "8 remedied 1 0") == 1);
  CHECK(std::ranges::count(words, "8 told 1 0") == 1);
}

TEST_CASE("a time beyond every bound is counted as more, and a clock set back as at once") {
  Telling late;
  late.record();
  late.at(7200, Apologised{{"ana"}, Manner::in_person});
  CHECK(std::ranges::count(words_of(figures_of(late.state())), "9 more 1 7200") == 1);
  Telling back;
  back.record();
  back.at(-500, Apologised{{"ana"}, Manner::in_person});
  CHECK(std::ranges::count(words_of(figures_of(back.state())), "9 1 1 0") == 1);
}

TEST_CASE("a host's name can't look like another figure, and an absurd amount spoils no sum") {
  Telling told;
  CaseRecorded recorded;
  recorded.currency = fakes::kEuro;
  recorded.failure = {"tastes_wrong"};
  CheckLine line;
  line.name = "Tea\n1\t\t99\t99\x1f";
  recorded.lines = {line};
  told.at(0, recorded);
  told.choose(1, ActPurpose::fix, Refund{euro(1), {}}, std::numeric_limits<std::int64_t>::max(), 1);
  told.at(2, ActKeyed{{1}, ""});
  told.choose(2, ActPurpose::fix, Refund{euro(1), {}}, std::numeric_limits<std::int64_t>::max(), 3);
  told.at(4, ActKeyed{{2}, ""});
  for (const Figure& figure : figures_of(told.state())) {
    INFO(static_cast<int>(figure.measure) << " " << figure.key);
    CHECK(figure.key.find_first_of("\n\t") == std::string::npos);
    CHECK(figure.sum <= 1'000'000'000'000'000);
  }
}

TEST_CASE("what is added to a case's old figures makes its new ones") {
  const std::vector<Figure> before = {
      {Measure::cases, "", 1, 2}, {Measure::item, "a", 1, 0}, {Measure::item, "b", 2, 5}};
  const std::vector<Figure> after = {
      {Measure::cases, "", 1, 2}, {Measure::item, "b", 1, 7}, {Measure::item, "c", 1, 0}};
  CHECK(difference(before, after) ==
        std::vector<Figure>{{Measure::item, "a", -1, 0}, {Measure::item, "b", -1, 2}, {Measure::item, "c", 1, 0}});
  CHECK(difference({}, after) == after);
  CHECK(difference(after, after).empty());
  CHECK(difference(after, {}).size() == 3);
}

TEST_CASE("a case of before the store's hour was kept counts by UTC") {
  Telling told;
  CaseRecorded recorded;
  told.at(0, recorded);
  // 1,764,000,000 s is 2025-11-24 16:00 UTC.
  CHECK(told.state().when == StoreHour{20'416, 16});
}

TEST_CASE("a key comes apart where it was put together") {
  CHECK(parts_of(joined("a", joined("b", ""))) == std::vector<std::string_view>{"a", "b", ""});
  CHECK(parts_of("") == std::vector<std::string_view>{""});
}

}  // namespace amends
