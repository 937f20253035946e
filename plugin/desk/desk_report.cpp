// What the desk does about reports.
#include "desk/desk.hpp"
#include "desk/standing_of.hpp"

namespace amends {

namespace {

constexpr std::uint32_t kLineUpCasesMost = 200;

}  // namespace

void Desk::take_body(const LookAtReport& look, const Intent& intent) {
  next_.report.reset();
  if (!look.query) return;
  if (!may_see_reports(host_->operator_)) {
    next_.refused = Refused{intent.number, Refusal::managers_only};
    return;
  }
  const std::int32_t today = store_hour(ports_.clock.now(), ports_.calendar).day;
  Report report = make_report(ports_.store, *look.query, today, host_->staff);
  for (CaseRow& row : report.behind)
    row = shown(std::move(row));
  if (look.query->page == ReportPage::learn) {
    if (raised_on_ != today) raised_ = find_raised(ports_.store, today);
    raised_on_ = today;
    report.raised = raised_;
  }
  if (look.query->page == ReportPage::line_up) {
    report.line_up = line_up(today);
    next_.test_printed.reset();
  }
  next_.report = std::make_shared<const Report>(std::move(report));
}

std::optional<Slip> Desk::line_up(std::int32_t today) {
  const auto words = words_of_the_store(ports_);
  const SlipTemplate* form = ports_.slips != nullptr ? ports_.slips->find(SlipKind::line_up) : nullptr;
  if (!words || form == nullptr) return std::nullopt;
  std::vector<Case> yesterday;
  const DaySpan day{today - 1, today - 1};
  for (const CaseRow& row : ports_.store.cases_counted(Measure::cases, {}, day, kLineUpCasesMost)) {
    if (const Case* state = load(row.id)) yesterday.push_back(*state);
  }
  std::vector<Case> promised;
  for (const FollowUpRow& row : next_.follow_ups) {
    const Case* state = row.promise ? load(row.of.id) : nullptr;
    if (state != nullptr) promised.push_back(*state);
  }
  const SlipGround ground{*words, ports_.calendar, book(), host_->staff};
  return compose(
      *form, *words,
      line_up_values(ground,
                     {.day = calendar_day(today - 1), .cases = yesterday, .open = promised, .items = host_->items}));
}

void Desk::take_body(const PrintLineUp&, const Intent&) {
  const bool is_there = next_.report && next_.report->line_up;
  if (!is_there || !can_deliver(Destination::printer) || next_.test_under_way) return;
  next_.test_printed.reset();
  next_.test_under_way = true;
  ports_.courier->test(policy_->site.printer, *next_.report->line_up);
}

}  // namespace amends
