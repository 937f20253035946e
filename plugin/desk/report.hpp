// Reports: what the manager's pages show of some business days, put together from the figures that the store keeps.
// Promises: nothing in it names a guest or judges a person; every number can be asked for the cases behind it.
// Refuses: to go through cases or facts; a year costs as much as its days' figures.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "desk/ports.hpp"
#include "desk/slip.hpp"

namespace amends {

enum class ReportPage : std::uint8_t { learn = 1, watch, line_up };

// A number on a page, whose cases are wanted.
struct FigureName {
  Measure measure = Measure::cases;
  std::string key;
  bool operator==(const FigureName&) const = default;
};

struct ReportQuery {
  ReportPage page = ReportPage::learn;
  std::int32_t days = 28;  // up to and with today; 1 to kReportDaysMost
  std::optional<FigureName> behind;
  bool operator==(const ReportQuery&) const = default;
};
inline constexpr std::int32_t kReportDaysMost = 366;
inline constexpr std::uint32_t kReportBehindMost = 60;  // cases that are listed

// A figure beside that of as many days before.
struct Compared {
  std::string key;
  std::int64_t count = 0;
  std::int64_t before = 0;
  std::int64_t sum = 0;
  std::int64_t sum_before = 0;
  bool operator==(const Compared&) const = default;
};

// How long something took, of the cases in which it happened.
struct Timing {
  Measure measure = Measure::first_action;
  std::int64_t count = 0;
  std::int64_t target_minutes = 0;  // 0: none is set
  std::int64_t within_target = 0;
  std::int64_t median_minutes = 0;  // half took at most so long, by the bounds of kMinutes; 0: longer than the last
  std::string slowest;              // the key of what took longest
  bool operator==(const Timing&) const = default;
};

// What became of guests for whom that was done after that failure.
struct Worked {
  FailureId failure;
  std::string remedy;      // RemedyKind's name
  std::int64_t count = 0;  // cases
  std::int64_t known = 0;  // of which anybody knows how the guest left
  std::int64_t good = 0;   // of these: satisfied, or came back
  std::int64_t cost_minor = 0;
  bool operator==(const Worked&) const = default;
};

// What goes wrong more often than is usual here, by the rule of domain/rising.hpp.
struct Raised {
  FigureName of;
  std::int64_t cases = 0;              // in the four weeks of the last look
  std::int64_t usual_thousandths = 0;  // of a case, in as long
  bool operator==(const Raised&) const = default;
};

// How many cases of one day, or of the seven that begin with it.
struct Stretch {
  std::int32_t first = 0;
  std::int64_t count = 0;
  bool operator==(const Stretch&) const = default;
};

struct Report {
  ReportQuery query;
  DaySpan days;
  std::int64_t cases = 0;
  std::int64_t cases_before = 0;
  // Learn. Lists have what was counted most first.
  std::vector<Raised> raised;  // the least likely by chance first
  std::vector<Stretch> stretches;
  std::int32_t stretch_days = 1;
  std::vector<Compared> failures;
  std::vector<Compared> items;
  std::vector<Compared> components;
  std::vector<Compared> groups;
  std::vector<Compared> hours;  // by the clock
  std::vector<Timing> times;
  std::vector<Compared> lacks;  // of finished cases; "nothing": whole ones
  std::vector<Worked> worked;
  std::vector<Compared> asked;
  std::vector<Compared> follow_ups;
  std::vector<Compared> recovered;
  // Watch.
  std::vector<Compared> remedies;
  std::vector<Compared> extras;
  std::vector<Compared> coupons;
  std::vector<Compared> roles;  // Role's number as its key; 0: of nobody on staff any more
  // Line-up: yesterday, as it is printed. Nothing: there is no template.
  std::optional<Slip> line_up;
  // Of the query's `behind`, the newest first.
  std::vector<CaseRow> behind;
  bool operator==(const Report&) const = default;
};

// At the last weekly look that is over before `today`. Goes through a year of figures: once a day is enough.
[[nodiscard]] std::vector<Raised> find_raised(Store& store, std::int32_t today);

// Managers and owners.
[[nodiscard]] bool may_see_reports(const std::optional<Person>& operator_);

// `today`: the business day. `staff`: for whose roles what was given is told.
[[nodiscard]] Report make_report(Store& store, const ReportQuery& query, std::int32_t today,
                                 const std::vector<Person>& staff);

}  // namespace amends
