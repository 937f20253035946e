#include "domain/approval.hpp"

#include <algorithm>

#include "domain/sums.hpp"

namespace amends {
namespace {

constexpr std::int64_t kMinuteUs = 60'000'000;

// The parts of a smaller whole; of the check as a whole where it is larger than they are together.
std::vector<LinePart> parts_of(const std::vector<LinePart>& parts, Money amount) {
  std::vector<std::int64_t> weights;
  Money sum = nothing_in(amount.currency);
  for (const LinePart& part : parts) {
    weights.push_back(part.amount.minor);
    sum = sum_of(sum, part.amount);
  }
  if (parts.empty() || amount.minor > sum.minor) return {};
  std::vector<LinePart> made = parts;
  const std::vector<Money> shares = split(amount, weights);
  for (std::size_t at = 0; at < made.size(); ++at)
    made[at].amount = shares[at];
  std::erase_if(made, [](const LinePart& part) { return part.amount.is_zero(); });
  return made;
}

}  // namespace

std::vector<Person> approvers(const Case& state, const Context& context, const Playbook& playbook, const Act& act) {
  std::vector<Person> able;
  const Fix fix{act.from, act.remedy, act.cost};
  for (const Person& person : context.staff) {
    if (!person.on_shift || person.id == act.chosen_by) continue;
    if (may_approve(state, context, playbook, person.role, fix)) able.push_back(person);
  }
  std::stable_sort(able.begin(), able.end(),
                   [](const Person& left, const Person& right) { return left.role < right.role; });
  return able;
}

const Person* asked_of(const std::vector<Person>& able, const Playbook& playbook, Instant asked, Instant now) {
  if (able.empty()) return nullptr;
  const std::int64_t waited = std::max<std::int64_t>(0, now.microseconds - asked.microseconds);
  const auto turns = static_cast<std::size_t>(waited / (std::max(1, playbook.fallback_minutes) * kMinuteUs));
  return &able[std::min(turns, able.size() - 1)];
}

std::optional<Remedy> for_amount(const Remedy& remedy, Money amount) {
  if (const auto* refund = std::get_if<Refund>(&remedy)) return Refund{amount, parts_of(refund->lines, amount)};
  if (const auto* discount = std::get_if<Discount>(&remedy)) return Discount{amount, parts_of(discount->lines, amount)};
  if (const auto* coupon = std::get_if<Coupon>(&remedy)) return Coupon{amount, coupon->valid_days};
  return std::nullopt;
}

}  // namespace amends
