// A generated year of a restaurant: what was sold, what went wrong and what was done about it, for tests of what is learned
// from it. With `planted` four things are hidden in it: a dish that goes bad, a prevention that helps, one that doesn't, and
// two shift leads who say yes to each other. Without, nothing ever changes, and whatever is found is a false alarm.
// Promises: the same plan is the same year on every machine (whole numbers alone, and a generator of its own); cases are
// independent of each other; each case is as complete as the facts made of it, which fold to the same.
// The store's zone is UTC all year; its first day is a Monday, its last checks are closed before midnight.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/facts.hpp"

namespace amends::testing {

// xoshiro256**, from a seed spread by splitmix64 (Blackman & Vigna 2021, ACM Transactions on Mathematical Software 47).
class Chances {
 public:
  explicit Chances(std::uint64_t seed);
  [[nodiscard]] std::uint64_t next();
  // Evenly among 0 … limit - 1; limit is not 0.
  [[nodiscard]] std::uint64_t below(std::uint64_t limit);
  [[nodiscard]] std::int32_t between(std::int32_t least, std::int32_t most);
  [[nodiscard]] bool percent(std::uint64_t chances) { return below(100) < chances; }

 private:
  std::uint64_t state_[4];
};

// As assets/demo/restaurant.toml has it.
struct YearItem {
  std::string_view id;
  std::string_view name;
  std::string_view group;
  std::string_view component;
  std::int64_t price_minor = 0;
  std::int64_t cost_minor = 0;  // recipe cost
  bool alcohol = false;
  std::uint32_t liked = 1;     // how often it is ordered, among its group
  std::uint32_t troubled = 1;  // how often it goes wrong, beside others
};
[[nodiscard]] std::span<const YearItem> year_menu();
[[nodiscard]] std::size_t year_item(std::string_view id);  // its place in the menu

struct YearPlan {
  std::uint64_t seed = 1;
  bool planted = true;
  std::int32_t days = 364;
  std::int32_t checks = 60'000;
  std::int32_t cases = 900;
};

inline constexpr std::int32_t kYearTerminals = 3;

struct YearPrevention {
  FailureId failure;
  PreventionId prevention;
  std::int32_t done_day = 0;
  std::uint32_t left_percent = 100;  // of what came before
};

// What is hidden in a planted year.
struct YearPlanted {
  std::size_t dish = 0;  // in the menu
  std::int32_t dish_day = 0;
  std::uint32_t dish_times = 1;  // as many cases as before
  PersonId pair_one;
  PersonId pair_other;
  YearPrevention effective;
  YearPrevention useless;
};

struct YearCheck {
  std::int32_t day = 0;
  std::int32_t minute = 0;  // of the day, when it was opened
  std::uint8_t terminal = 1;
  std::uint16_t server = 0;  // in the staff
  std::uint8_t guests = 1;
  std::int64_t total_minor = 0;
  std::uint32_t first_item = 0;
  std::uint16_t item_count = 0;
  [[nodiscard]] std::int32_t hour() const { return minute / 60; }
};

struct YearRemedy {
  ActPurpose purpose = ActPurpose::fix;
  RemedyKind kind = RemedyKind::gesture;
  TemplateId from;
  std::int64_t cost_minor = 0;      // at menu price
  std::optional<std::size_t> item;  // that it brings, in the menu
  std::size_t asked_by = 0;         // in the staff
  std::optional<std::size_t> approved_by;
  std::int32_t chosen_seconds = 0;  // after the record
  std::int32_t approved_seconds = 0;
  std::int32_t done_seconds = 0;
  bool guest_chose = true;
};

struct YearFollowUp {
  FollowUpWhen when = FollowUpWhen::tomorrow;
  std::int64_t due_seconds = 0;  // after the record
  std::size_t owner = 0;
  FollowUpResult result = FollowUpResult::satisfied;
  std::int64_t answered_seconds = 0;
};

struct YearCase {
  std::size_t check = 0;
  std::int32_t number = 0;  // of its terminal, from 1
  std::int32_t day = 0;
  std::int32_t second = 0;  // of the day, when it was recorded
  std::uint8_t terminal = 1;
  std::size_t opened_by = 0;
  FailureId failure;
  Severity severity = Severity::clear;
  std::vector<std::uint16_t> lines;  // of the check, from 0; empty: it was about the visit
  std::optional<bool> sent_back;
  Temper temper = Temper::calm;
  std::vector<YearRemedy> remedies;
  std::optional<std::int32_t> apology_seconds;
  std::optional<std::int32_t> manager_seconds;  // when the manager was called
  std::int32_t offer_seconds = 0;               // when something was offered
  std::optional<PreventionId> prevention;
  bool prevention_told = false;
  std::vector<YearFollowUp> follow_ups;
  std::optional<std::int32_t> came_back_day;  // the guest did, with the coupon
  std::size_t came_back_check = 0;
  std::int32_t finished_seconds = 0;

  [[nodiscard]] std::int32_t action_seconds() const;  // until something was done: an apology, a call, an act
  [[nodiscard]] std::int32_t fix_seconds() const;     // until the last fix was done
  [[nodiscard]] bool is_acknowledged() const { return apology_seconds.has_value(); }
  [[nodiscard]] bool is_complete() const { return is_acknowledged() && prevention_told; }  // every case has its fix
};

struct Year {
  YearPlan plan;
  std::optional<YearPlanted> planted;
  std::vector<Person> staff;        // 40: an owner, 3 managers, 6 shift leads, 30 waiters
  std::vector<YearCheck> checks;    // by time
  std::vector<std::uint8_t> items;  // of all checks, in the menu
  std::vector<YearCase> cases;      // by time

  [[nodiscard]] std::span<const std::uint8_t> items_of(const YearCheck& check) const;
  [[nodiscard]] std::string check_id(std::size_t check) const;
};

[[nodiscard]] Year generated_year(const YearPlan& plan);

// Weekday and part of the day in one number, 0 … 13: who is on shift depends on it alone.
[[nodiscard]] std::int32_t shift_of(std::int32_t day, std::int32_t minute);

[[nodiscard]] Instant instant_of(std::int32_t day, std::int64_t second);

// What a terminal's ledger would hold of one case, by time; and of all cases of a terminal, 0: of all three.
[[nodiscard]] std::vector<Fact> facts_of(const Year& year, std::size_t which);
[[nodiscard]] std::vector<Fact> facts_of_terminal(const Year& year, std::uint8_t terminal);

}  // namespace amends::testing
