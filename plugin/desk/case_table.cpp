#include "desk/case_table.hpp"

#include <algorithm>
#include <variant>

#include "desk/standing_of.hpp"
#include "domain/sums.hpp"
#include "domain/value_names.hpp"

namespace amends {

namespace {

void append(std::string& list, std::string_view one) {
  if (!list.empty()) list += "; ";
  list += one;
}

std::string items_of(const Case& of) {
  std::string items;
  for (const CheckLine& line : of.lines)
    append(items, line.name);
  return items;
}

// What stands: done, or keyed on the till.
bool counts(const Act& act, ActPurpose purpose) {
  return act.purpose == purpose && act.is_alive() && act.is_settled();
}

std::string remedies_of(const Case& of) {
  std::string remedies;
  for (const Act& act : of.acts) {
    if (counts(act, ActPurpose::fix)) append(remedies, act.from.text);
  }
  return remedies;
}

Money settled(const Case& of, ActPurpose purpose) {
  Money sum = nothing_in(of.currency);
  for (const Act& act : of.acts) {
    if (counts(act, purpose) && act.cost.currency == sum.currency) sum = sum_of(sum, act.cost);
  }
  return sum;
}

bool came_back(const Case& of) {
  return std::ranges::any_of(of.acts, [](const Act& act) { return act.coupon == CouponState::spent; });
}

template <class Kind>
Instant first(std::span<const StoredFact> history) {
  const auto found = std::ranges::find_if(
      history, [](const StoredFact& stored) { return std::holds_alternative<Kind>(stored.fact.body); });
  return found == history.end() ? Instant{} : found->fact.at;
}

template <class Kind>
Instant last(std::span<const StoredFact> history) {
  Instant at;
  for (const StoredFact& stored : history) {
    if (std::holds_alternative<Kind>(stored.fact.body)) at = stored.fact.at;
  }
  return at;
}

// When the last of the fixes that stand was done.
Instant put_right_at(const Case& of, std::span<const StoredFact> history) {
  if (!of.is_put_right()) return {};
  Instant at;
  for (const StoredFact& stored : history) {
    ActId settled_act;
    if (const auto* done = std::get_if<ActDone>(&stored.fact.body)) settled_act = done->act;
    if (const auto* keyed = std::get_if<ActKeyed>(&stored.fact.body)) settled_act = keyed->act;
    const Act* act = of.find(settled_act);
    if (act != nullptr && counts(*act, ActPurpose::fix)) at = stored.fact.at;
  }
  return at;
}

}  // namespace

CaseTable::CaseTable(const Calendar& calendar, CsvForm form)
    : calendar_(calendar),
      csv_({"number",          "day",          "place",       "check",         "channel",
            "failure",         "severity",     "items",       "acknowledged",  "put_right",
            "prevention_told", "remedies",     "given",       "extra",         "currency",
            "came_back",       "follow_up",    "recorded_at", "apologised_at", "manager_called_at",
            "chosen_at",       "put_right_at", "finished_at", "followed_up_at"},
           form) {}

void CaseTable::add(const Case& of, std::span<const StoredFact> history, bool is_hidden) {
  const auto time = [&](Instant at) { return iso_time(at, calendar_); };
  const FollowUp* follow_up = of.follow_ups.empty() ? nullptr : &of.follow_ups.back();
  std::string_view result;
  if (follow_up != nullptr) result = follow_up->result ? value_name(*follow_up->result) : "open";
  csv_.text(of.number.text)
      .word(iso_day(calendar_.local(business_day_begin(of.opened, calendar_))))
      .text(of.place)
      .text(of.check_number)
      .word(value_name(of.channel))
      .text(is_hidden ? std::string_view() : of.failure.text)
      .number(static_cast<std::int64_t>(of.severity))
      .text(is_hidden ? std::string() : items_of(of))
      .yes_or_no(of.is_acknowledged())
      .yes_or_no(of.is_put_right())
      .yes_or_no(of.is_prevention_told())
      .text(remedies_of(of))
      .amount(settled(of, ActPurpose::fix))
      .amount(settled(of, ActPurpose::extra))
      .word(of.currency.code())
      .yes_or_no(came_back(of))
      .word(result)
      .word(time(of.opened))
      .word(time(of.apology ? of.apology->at : Instant{}))
      .word(time(of.manager_called))
      .word(time(first<ActChosen>(history)))
      .word(time(put_right_at(of, history)))
      .word(time(of.finished ? last<CaseFinished>(history) : Instant{}))
      .word(time(follow_up != nullptr ? follow_up->answered : Instant{}));
}

}  // namespace amends
