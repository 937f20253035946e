#include "desk/dispatch.hpp"

#include <algorithm>

namespace amends {

namespace {

struct Patience {
  std::int64_t first_s;
  std::int64_t longest_s;
  std::uint32_t attempts_most;
};
// A printer whose roll was changed prints soon; one that is switched off isn't asked all night.
constexpr Patience kOfAPrinter{4, 30, 45};
// A mail server that is away is back in minutes or hours: a day in all.
constexpr Patience kOfThePost{60, 3600, 40};

}  // namespace

Dispatch::Row* Dispatch::find(const CaseId& subject, DeliveryId delivery) {
  const auto found =
      std::ranges::find_if(rows_, [&](const Row& row) { return row.subject == subject && row.delivery == delivery; });
  return found == rows_.end() ? nullptr : &*found;
}

void Dispatch::add(const CaseId& subject, DeliveryId delivery, Instant now) {
  if (find(subject, delivery) == nullptr) rows_.push_back({.subject = subject, .delivery = delivery, .next = now});
}

void Dispatch::follow(const Case& after, Instant now) {
  std::erase_if(rows_, [&](const Row& row) {
    const Delivery* delivery = row.subject == after.id ? after.find(row.delivery) : nullptr;
    return delivery != nullptr && !delivery->is_open();
  });
  for (const Delivery& delivery : after.deliveries) {
    if (delivery.is_open()) add(after.id, delivery.id, now);
  }
}

std::vector<Dispatch::Due> Dispatch::take_due(Instant now) {
  std::vector<Due> due;
  for (Row& row : rows_) {
    if (row.under_way || row.next > now) continue;
    row.under_way = true;
    due.push_back({row.subject, row.delivery});
  }
  return due;
}

bool Dispatch::try_later(const CaseId& subject, DeliveryId delivery, Instant now, Pace pace) {
  Row* row = find(subject, delivery);
  if (row == nullptr) return true;
  const Patience& patience = pace == Pace::of_a_printer ? kOfAPrinter : kOfThePost;
  if (++row->attempts >= patience.attempts_most) return false;
  row->under_way = false;
  row->next = now.plus_seconds(std::min<std::int64_t>(patience.first_s * row->attempts, patience.longest_s));
  return true;
}

std::optional<Instant> Dispatch::next() const {
  std::optional<Instant> next;
  for (const Row& row : rows_) {
    if (!row.under_way && (!next || row.next < *next)) next = row.next;
  }
  return next;
}

}  // namespace amends
