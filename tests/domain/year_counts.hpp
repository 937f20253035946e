// A generated year as counts by day: what the aggregates of a store hold, and the windows of a look cut out of them.
#pragma once

#include <map>
#include <vector>

#include "domain/rising.hpp"
#include "domain/watch.hpp"
#include "support/generated_year.hpp"

namespace amends {

class YearCounts {
 public:
  explicit YearCounts(const testing::Year& year);
  // Of the days from `first` to before `end`.
  [[nodiscard]] Tally tally(const Key& key, std::int32_t first, std::int32_t end) const;
  // What the look before that day's opening sees.
  [[nodiscard]] std::vector<Counted> family(std::int32_t day) const;
  [[nodiscard]] std::int32_t days() const { return days_; }

 private:
  struct ByDay {
    std::vector<std::int64_t> cases;  // of all days before
    std::vector<std::int64_t> exposure;
  };
  ByDay& of(const Key& key);
  template <class OfDay>
  void add_exposure(const Key& key, OfDay of_day);
  void count_exposure(const testing::Year& year);
  void count_cases(const testing::Year& year);

  std::int32_t days_;
  std::map<Key, ByDay> keys_;
};

// The days of the weekly looks of a year, from the first that has a baseline.
[[nodiscard]] std::vector<std::int32_t> look_days(std::int32_t days);

// What the year holds about people, of the days from `first` to before `end`.
[[nodiscard]] std::vector<Giving> givings_of(const testing::Year& year, std::int32_t first, std::int32_t end);
[[nodiscard]] std::vector<Approval> approvals_of(const testing::Year& year);

}  // namespace amends
