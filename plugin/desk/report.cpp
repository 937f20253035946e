#include "desk/report.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>

#include "domain/rising.hpp"

namespace amends {

namespace {

// PRODUCT.md, Defaults: first action and offer.
constexpr std::int64_t kFirstActionMinutes = 2;
constexpr std::int64_t kOfferMinutes = 3;
constexpr std::int32_t kDayByDayMost = 31;
constexpr std::int32_t kWeek = 7;

class Reading {
 public:
  Reading(Store& store, DaySpan days) : store_(store), days_(days) {}

  // By key.
  [[nodiscard]] std::vector<Compared> compared(Measure measure) const {
    std::map<std::string, Compared> rows;
    const auto row = [&](const std::string& key) -> Compared& {
      Compared& found = rows[key];
      found.key = key;
      return found;
    };
    for (const Figure& figure : store_.figures(measure, days_)) {
      row(figure.key).count = figure.count;
      row(figure.key).sum = figure.sum;
    }
    for (const Figure& figure : store_.figures(measure, days_.before())) {
      row(figure.key).before = figure.count;
      row(figure.key).sum_before = figure.sum;
    }
    std::vector<Compared> found;
    for (auto& [key, one] : rows)
      found.push_back(std::move(one));
    return found;
  }
  // What was counted most first; what was seen only before is last.
  [[nodiscard]] std::vector<Compared> most_first(Measure measure) const {
    auto rows = compared(measure);
    std::ranges::stable_sort(rows, [](const Compared& one, const Compared& other) {
      return std::pair(one.count, one.before) > std::pair(other.count, other.before);
    });
    return rows;
  }
  [[nodiscard]] Timing spread(Measure measure, std::int64_t target_minutes) const {
    Timing found{.measure = measure, .target_minutes = target_minutes};
    std::map<std::int64_t, std::int64_t> by_bound;
    bool is_beyond = false;
    for (const Figure& figure : store_.figures(measure, days_)) {
      found.count += figure.count;
      std::int64_t bound = 0;
      const char* const end = figure.key.data() + figure.key.size();
      const bool is_bound = std::from_chars(figure.key.data(), end, bound).ptr == end;
      if (is_bound) by_bound[bound] += figure.count;
      is_beyond = is_beyond || !is_bound;
    }
    std::int64_t so_far = 0;
    if (is_beyond) found.slowest = "more";
    if (!is_beyond && !by_bound.empty()) found.slowest = std::to_string(by_bound.rbegin()->first);
    for (const auto& [bound, count] : by_bound) {
      so_far += count;
      if (bound <= target_minutes) found.within_target = so_far;
      if (found.median_minutes == 0 && 2 * so_far >= found.count) found.median_minutes = bound;
    }
    return found;
  }
  [[nodiscard]] std::vector<Worked> worked() const {
    std::map<std::string, Worked> rows;
    for (const Figure& figure : store_.figures(Measure::tried, days_)) {
      const auto parts = parts_of(figure.key);
      if (parts.size() != 2) continue;
      Worked& row = rows[figure.key];
      row.failure.text = parts[0];
      row.remedy = parts[1];
      row.count = figure.count;
      row.cost_minor = figure.sum;
    }
    for (const Figure& figure : store_.figures(Measure::outcome, days_)) {
      const auto parts = parts_of(figure.key);
      if (parts.size() != 3) continue;
      const auto row = rows.find(joined(parts[0], parts[1]));
      if (row == rows.end()) continue;
      if (parts[2] != name_of(Outcome::unknown) && parts[2] != name_of(Outcome::not_reached)) {
        row->second.known += figure.count;
      }
      if (parts[2] == name_of(Outcome::satisfied) || parts[2] == name_of(Outcome::came_back)) {
        row->second.good += figure.count;
      }
    }
    std::vector<Worked> found;
    for (auto& [key, row] : rows)
      found.push_back(std::move(row));
    std::ranges::stable_sort(found, std::ranges::greater{}, &Worked::count);
    return found;
  }

 private:
  Store& store_;
  DaySpan days_;
};

void read_stretches(Store& store, Report& report) {
  report.stretch_days = report.days.days() <= kDayByDayMost ? 1 : kWeek;
  // The last stretch ends today; the first may begin before the days asked for, and counts only these.
  for (std::int32_t last = report.days.last; last >= report.days.first; last -= report.stretch_days)
    report.stretches.insert(report.stretches.begin(), {last - report.stretch_days + 1, 0});
  for (const DayFigure& one : store.figures_by_day(Measure::cases, report.days)) {
    const auto after = std::ranges::upper_bound(report.stretches, one.day, {}, &Stretch::first);
    if (after != report.stretches.begin()) std::prev(after)->count += one.figure.count;
  }
}

std::int64_t count_of(const std::vector<Figure>& figures) {
  std::int64_t count = 0;
  for (const Figure& figure : figures)
    count += figure.count;
  return count;
}

// What people gave, by the role they have now.
std::vector<Compared> by_role(const std::vector<Compared>& people, const std::vector<Person>& staff) {
  std::map<int, Compared> roles;
  for (const Compared& one : people) {
    const auto person = std::ranges::find(staff, PersonId{one.key}, &Person::id);
    const int role = person == staff.end() ? 0 : static_cast<int>(person->role);
    Compared& row = roles[role];
    row.key = std::to_string(role);
    row.count += one.count;
    row.before += one.before;
    row.sum += one.sum;
    row.sum_before += one.sum_before;
  }
  std::vector<Compared> found;
  for (auto& [role, row] : roles)
    found.push_back(std::move(row));
  return found;
}

struct Facets {
  Facet facet;
  Measure measure;
};
constexpr std::array<Facets, 5> kFacets = {{{Facet::failure, Measure::failure},
                                            {Facet::item, Measure::item},
                                            {Facet::component, Measure::component},
                                            {Facet::group, Measure::group},
                                            {Facet::hour, Measure::hour}}};

Measure measure_of(Facet facet) {
  return std::ranges::find(kFacets, facet, &Facets::facet)->measure;
}

}  // namespace

std::vector<Raised> find_raised(Store& store, std::int32_t today) {
  // The same days whoever looks, and whenever in the week.
  const std::int32_t last = today - 1 - (today - 1) % kLookEveryDays;
  const DaySpan window{last - kWindowDays + 1, last};
  const DaySpan baseline{window.first - kBaselineDays, window.first - 1};
  const auto days = store.figures_by_day(Measure::cases, baseline);
  const std::int32_t known_days = days.empty() ? 0 : window.first - days.front().day;
  if (known_days < kLeastBaselineDays) return {};
  std::map<Key, Counted> family;
  for (const Facets& one : kFacets) {
    const auto counted = [&](const std::string& value) -> Counted& {
      const Key key{one.facet, value};
      return family.try_emplace(key, Counted{key, {0, known_days}, {0, kWindowDays}}).first->second;
    };
    for (const Figure& figure : store.figures(one.measure, baseline))
      counted(figure.key).before.cases = figure.count;
    for (const Figure& figure : store.figures(one.measure, window))
      counted(figure.key).now.cases = figure.count;
  }
  std::vector<Counted> all;
  for (auto& [key, one] : family)
    all.push_back(std::move(one));
  std::vector<Raised> raised;
  for (const Finding& finding : rising(all)) {
    if (finding.verdict != Verdict::raised) continue;
    raised.push_back(
        {{measure_of(finding.key.facet), finding.key.value}, finding.now.cases, finding.usual_thousandths});
  }
  return raised;
}

bool may_see_reports(const std::optional<Person>& operator_) {
  return operator_ && operator_->role >= Role::manager;
}

Report make_report(Store& store, const ReportQuery& query, std::int32_t today, const std::vector<Person>& staff) {
  Report report;
  report.query = query;
  report.query.days = std::clamp(query.days, 1, kReportDaysMost);
  report.days = {today - report.query.days + 1, today};
  report.cases = count_of(store.figures(Measure::cases, report.days));
  report.cases_before = count_of(store.figures(Measure::cases, report.days.before()));
  const Reading reading(store, report.days);
  if (query.behind) {
    report.behind = store.cases_counted(query.behind->measure, query.behind->key, report.days, kReportBehindMost);
  }
  if (query.page == ReportPage::learn) {
    read_stretches(store, report);
    report.failures = reading.most_first(Measure::failure);
    report.items = reading.most_first(Measure::item);
    report.components = reading.most_first(Measure::component);
    report.groups = reading.most_first(Measure::group);
    report.hours = reading.compared(Measure::hour);
    report.times = {reading.spread(Measure::first_action, kFirstActionMinutes),
                    reading.spread(Measure::offer, kOfferMinutes), reading.spread(Measure::fix, 0)};
    report.lacks = reading.most_first(Measure::lacks);
    report.worked = reading.worked();
    report.asked = reading.most_first(Measure::asked);
    report.follow_ups = reading.most_first(Measure::follow_up);
    report.recovered = reading.most_first(Measure::recovered);
  } else if (query.page == ReportPage::watch) {
    report.remedies = reading.most_first(Measure::remedy);
    report.extras = reading.most_first(Measure::extra);
    report.coupons = reading.compared(Measure::coupon);
    report.roles = by_role(reading.compared(Measure::given_by), staff);
  }
  return report;
}

}  // namespace amends
