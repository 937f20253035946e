#include "year_counts.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace amends {
namespace {

using testing::Year;
using testing::YearCase;
using testing::YearCheck;
using testing::YearItem;

std::size_t at(std::int32_t day) {
  return static_cast<std::size_t>(day);
}

}  // namespace

YearCounts::YearCounts(const Year& year) : days_(year.plan.days) {
  count_exposure(year);
  count_cases(year);
  for (auto& [key, by_day] : keys_) {
    for (std::vector<std::int64_t>* numbers : {&by_day.cases, &by_day.exposure}) {
      for (std::size_t day = 1; day < numbers->size(); ++day)
        (*numbers)[day] += (*numbers)[day - 1];
    }
  }
}

YearCounts::ByDay& YearCounts::of(const Key& key) {
  ByDay& by_day = keys_[key];
  by_day.cases.resize(at(days_) + 1);
  by_day.exposure.resize(at(days_) + 1);
  return by_day;
}

void YearCounts::count_exposure(const Year& year) {
  const std::size_t items = testing::year_menu().size();
  std::vector<std::int64_t> portions(items * at(days_));
  std::vector<std::int64_t> by_hour(24 * at(days_));
  std::array<std::vector<std::int64_t>, testing::kYearTerminals + 1> by_terminal;
  by_terminal.fill(std::vector<std::int64_t>(at(days_)));
  std::vector<std::int64_t> checks(at(days_));
  for (const YearCheck& check : year.checks) {
    ++checks[at(check.day)];
    ++by_hour[at(check.day) * 24 + at(check.hour())];
    ++by_terminal[check.terminal][at(check.day)];
    for (const std::uint8_t item : year.items_of(check))
      ++portions[at(check.day) * items + item];
  }
  std::set<std::string> failures;
  for (const YearCase& made : year.cases)
    failures.insert(made.failure.text);
  for (const std::string& failure : failures)
    add_exposure({Facet::failure, failure}, [&](std::size_t day) { return checks[day]; });
  for (std::size_t weekday = 0; weekday < 7; ++weekday) {
    add_exposure({Facet::weekday, std::to_string(weekday)},
                 [&](std::size_t day) { return day % 7 == weekday ? checks[day] : 0; });
  }
  for (std::size_t hour = 11; hour < 23; ++hour)
    add_exposure({Facet::hour, std::to_string(hour)}, [&](std::size_t day) { return by_hour[day * 24 + hour]; });
  for (std::size_t terminal = 1; terminal < by_terminal.size(); ++terminal)
    add_exposure({Facet::station, std::to_string(terminal)},
                 [&](std::size_t day) { return by_terminal[terminal][day]; });
  for (std::size_t which = 0; which < items; ++which) {
    const YearItem& item = testing::year_menu()[which];
    const auto sold = [&](std::size_t day) { return portions[day * items + which]; };
    add_exposure({Facet::item, std::string(item.id)}, sold);
    add_exposure({Facet::group, std::string(item.group)}, sold);
    if (!item.component.empty()) add_exposure({Facet::component, std::string(item.component)}, sold);
  }
}

template <class OfDay>
void YearCounts::add_exposure(const Key& key, OfDay of_day) {
  std::vector<std::int64_t>& exposure = of(key).exposure;
  for (std::size_t day = 0; day < at(days_); ++day)
    exposure[day + 1] += of_day(day);
}

void YearCounts::count_cases(const Year& year) {
  for (const YearCase& made : year.cases) {
    const YearCheck& check = year.checks[made.check];
    std::set<Key> keys = {{Facet::failure, made.failure.text},
                          {Facet::weekday, std::to_string(made.day % 7)},
                          {Facet::hour, std::to_string(check.hour())},
                          {Facet::station, std::to_string(made.terminal)}};
    for (const std::uint16_t line : made.lines) {
      const YearItem& item = testing::year_menu()[year.items_of(check)[line]];
      keys.insert({Facet::item, std::string(item.id)});
      keys.insert({Facet::group, std::string(item.group)});
      if (!item.component.empty()) keys.insert({Facet::component, std::string(item.component)});
    }
    for (const Key& key : keys)
      ++of(key).cases[at(made.day) + 1];
  }
}

Tally YearCounts::tally(const Key& key, std::int32_t first, std::int32_t end) const {
  const ByDay& by_day = keys_.at(key);
  return {by_day.cases[at(end)] - by_day.cases[at(first)], by_day.exposure[at(end)] - by_day.exposure[at(first)]};
}

std::vector<Counted> YearCounts::family(std::int32_t day) const {
  const std::int32_t window = day - kWindowDays;
  const std::int32_t baseline = std::max(0, window - kBaselineDays);
  std::vector<Counted> family;
  for (const auto& [key, by_day] : keys_)
    family.push_back({key, tally(key, baseline, window), tally(key, window, day)});
  return family;
}

std::vector<std::int32_t> look_days(std::int32_t days) {
  std::vector<std::int32_t> looks;
  for (std::int32_t day = kLeastBaselineDays + kWindowDays; day <= days; day += kLookEveryDays)
    looks.push_back(day);
  return looks;
}

std::vector<Giving> givings_of(const Year& year, std::int32_t first, std::int32_t end) {
  std::vector<Giving> givings;
  const Currency euro{{'E', 'U', 'R'}, 2};
  for (const Person& person : year.staff)
    givings.push_back({.person = person.id, .role = person.role, .sales = {0, euro}, .given = {0, euro}});
  for (const YearCheck& check : year.checks) {
    if (check.day < first || check.day >= end) continue;
    ++givings[check.server].checks;
    givings[check.server].sales.minor += check.total_minor;
  }
  for (const YearCase& made : year.cases) {
    if (made.day < first || made.day >= end) continue;
    std::int64_t given = 0;
    for (const testing::YearRemedy& remedy : made.remedies)
      given += remedy.cost_minor;
    givings[made.opened_by].cases += given > 0 ? 1 : 0;
    givings[made.opened_by].given.minor += given;
  }
  return givings;
}

std::vector<Approval> approvals_of(const Year& year) {
  std::vector<Approval> approvals;
  for (const YearCase& made : year.cases) {
    const YearCheck& check = year.checks[made.check];
    for (const testing::YearRemedy& remedy : made.remedies) {
      if (!remedy.approved_by) continue;
      const Person& asker = year.staff[remedy.asked_by];
      approvals.push_back(
          {asker.id, asker.role, year.staff[*remedy.approved_by].id, testing::shift_of(made.day, check.minute)});
    }
  }
  return approvals;
}

}  // namespace amends
