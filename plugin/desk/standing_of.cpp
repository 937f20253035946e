#include "desk/standing_of.hpp"

#include <algorithm>
#include <chrono>

#include "domain/authority.hpp"
#include "domain/sums.hpp"

namespace amends {

namespace {

constexpr std::int32_t kDayEndsHour = 4;
constexpr std::int64_t kMinuteS = 60;
constexpr std::int64_t kHourUs = 3'600'000'000;
constexpr std::size_t kToldMost = 5;

// Of this very check, or of its place since it was opened: the same guests.
bool is_same_visit(const Case& other, const Check& check) {
  if (other.check == check.id) return true;
  return !check.place.empty() && other.place == check.place && other.opened >= check.opened;
}

bool gave_alcohol(const Case& other, const std::vector<ItemId>& alcohol) {
  return std::ranges::any_of(other.acts, [&](const Act& act) {
    const std::vector<ItemPart>* items = act.is_alive() ? items_of(act.remedy) : nullptr;
    return items && std::ranges::any_of(*items, [&](const ItemPart& part) {
             return std::ranges::find(alcohol, part.item) != alcohol.end();
           });
  });
}

void count_complaints(const Case& other, Standing& standing) {
  std::vector<ItemId> items;
  for (const CheckLine& line : other.lines) {
    if (std::ranges::find(items, line.item) == items.end()) items.push_back(line.item);
  }
  standing.complained_of.insert(standing.complained_of.end(), items.begin(), items.end());
}

void tell_given(const Case& other, std::vector<GivenToday>& told) {
  for (const Act& act : other.acts) {
    if (act.purpose != ActPurpose::fix || !act.is_alive() || act.state == ActState::needs_approval) continue;
    if (told.size() == kToldMost) return;
    told.push_back({other.number, kind_of(act.remedy), act.cost});
  }
}

// A coupon that came off the check, or is about to.
void count_coupons(const Case& of, const Check& check, Standing& standing) {
  for (const Act& act : of.acts) {
    const CouponUse* use = act.use();
    if (use == nullptr || use->check != check.id) continue;
    if (act.coupon == CouponState::issued || act.coupon == CouponState::voided) continue;
    standing.coupon_used = true;
    const bool is_in_figures = act.coupon == CouponState::spent;
    if (!is_in_figures && use->amount.currency == standing.discounts_under_way.currency) {
      standing.discounts_under_way = sum_of(standing.discounts_under_way, use->amount);
    }
  }
}

// What the host's figures of the check will hold once it is done.
void count_under_way(const Case& other, Standing& standing) {
  for (const Act& act : other.acts) {
    if (!act.is_alive() || act.is_settled() || act.cost.currency != standing.refunds_under_way.currency) continue;
    if (const auto* refund = std::get_if<Refund>(&act.remedy)) {
      standing.refunds_under_way = sum_of(standing.refunds_under_way, refund->amount);
    } else if (const auto* discount = std::get_if<Discount>(&act.remedy)) {
      standing.discounts_under_way = sum_of(standing.discounts_under_way, discount->amount);
    }
  }
}

}  // namespace

Instant business_day_begin(Instant now, const Calendar& calendar) {
  // As many hours back as the day is late: what is after midnight and before four belongs to the day before.
  LocalTime day = calendar.local({now.microseconds - kDayEndsHour * kHourUs});
  day.hour = kDayEndsHour;
  day.minute = 0;
  return std::min(calendar.instant(day), now);
}

StoreHour store_hour(Instant now, const Calendar& calendar) {
  const LocalTime day = calendar.local({now.microseconds - kDayEndsHour * kHourUs});
  const std::chrono::sys_days days{std::chrono::year{day.year} / day.month / day.day};
  return {static_cast<std::int32_t>(days.time_since_epoch().count()), calendar.local(now).hour};
}

LocalTime calendar_day(std::int32_t day) {
  const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{day}}};
  return {.year = static_cast<int>(date.year()),
          .month = static_cast<std::int32_t>(static_cast<unsigned>(date.month())),
          .day = static_cast<std::int32_t>(static_cast<unsigned>(date.day()))};
}

SaleAge sale_age(const Check& check, const Playbook& playbook, Instant now, const Calendar& calendar) {
  if (check.closed == Instant{} || check.closed > now) return SaleAge::unpaid;
  if (now <= check.closed.plus_seconds(playbook.own_refund_minutes * kMinuteS)) return SaleAge::fresh;
  return check.closed >= business_day_begin(now, calendar) ? SaleAge::same_day : SaleAge::older;
}

Standing standing_of(const Case& subject, const FailureId& failure, const std::optional<Check>& check,
                     const std::optional<Person>& operator_, const std::vector<Item>& items, const OtherCases& others,
                     const Playbook& playbook) {
  Standing standing;
  standing.given_this_shift = nothing_in(check ? check->currency : playbook.currency);
  standing.given_this_visit = standing.refunds_under_way = standing.discounts_under_way = standing.given_this_shift;
  std::vector<ItemId> alcohol;
  for (const Item& item : items) {
    if (item.alcohol) alcohol.push_back(item.id);
  }
  for (const Case* other : others.today) {
    if (other->withdrawn) continue;
    const bool same_visit = check && is_same_visit(*other, *check);
    standing.alcohol_given = standing.alcohol_given || (same_visit && gave_alcohol(*other, alcohol));
    if (other->id == subject.id) continue;
    if (check && other->check == check->id) count_under_way(*other, standing);
    if (same_visit) {
      ++standing.failures_before;
      tell_given(*other, standing.same_guests);
      if (other->currency == standing.given_this_visit.currency) {
        standing.given_this_visit = sum_of(standing.given_this_visit, other->given(ActPurpose::fix));
      }
    }
    count_complaints(*other, standing);
    if (operator_ && other->currency == standing.given_this_shift.currency) {
      standing.given_this_shift = sum_of(standing.given_this_shift, drawn_by(*other, playbook, operator_->id));
    }
    if (!failure.empty() && other->failure == failure) tell_given(*other, standing.same_failure);
  }
  for (const Case* other : others.unsettled) {
    if (!other->withdrawn && other->id != subject.id && check && other->check == check->id) {
      count_under_way(*other, standing);
    }
  }
  for (const Case* other : others.with_coupons) {
    if (check) count_coupons(*other, *check, standing);
  }
  return standing;
}

}  // namespace amends
