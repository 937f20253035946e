#include "domain/figures.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <set>
#include <tuple>

#include "domain/value_names.hpp"

namespace amends {

namespace {

constexpr std::array<std::string_view, 6> kOutcome = {"unknown", "satisfied", "came_back",
                                                      "not_yet", "lost",      "not_reached"};
constexpr std::array<std::string_view, 7> kRemedy = {"refund", "discount",         "replacement", "exchange",
                                                     "coupon", "personal_apology", "gesture"};

template <std::size_t Size, class Enum>
std::string_view nth(const std::array<std::string_view, Size>& names, Enum value) {
  return names.at(static_cast<std::size_t>(value) - 1);
}

std::string two_digits(std::int32_t number) {
  return {static_cast<char>('0' + number / 10 % 10), static_cast<char>('0' + number % 10)};
}

// A name that a host wrote: no control character gets into a key.
std::string plain(std::string name) {
  std::ranges::replace_if(
      name, [](char letter) { return static_cast<unsigned char>(letter) < ' '; }, ' ');
  return name;
}

// More than any house gives; what a broken host or a forged file says beyond it doesn't spoil the sums of a year.
std::int64_t within_reason(std::int64_t sum) {
  constexpr std::int64_t kMost = 1'000'000'000'000'000;
  return std::clamp(sum, -kMost, kMost);
}

class Counting {
 public:
  void add(Measure measure, std::string key, std::int64_t sum = 0) {
    sum = within_reason(sum);
    const auto same = [&](const Figure& figure) { return figure.measure == measure && figure.key == key; };
    const auto found = std::ranges::find_if(figures_, same);
    if (found == figures_.end()) {
      figures_.push_back({measure, std::move(key), 1, sum});
      return;
    }
    ++found->count;
    found->sum = within_reason(found->sum + sum);
  }
  // Once for each case, however often it is there.
  void add_once(Measure measure, const std::set<std::string>& keys) {
    for (const std::string& key : keys) {
      if (!key.empty()) add(measure, key);
    }
  }
  void add_time(Measure measure, Instant from, Instant to) {
    if (to == Instant{}) return;
    // A clock that was set back in between says nothing of how long it took.
    const std::int64_t seconds = std::max<std::int64_t>(0, (to.microseconds - from.microseconds) / 1'000'000);
    const auto bound =
        std::ranges::find_if(kMinutes, [&](std::int64_t minutes) { return seconds <= minutes * std::int64_t{60}; });
    add(measure, bound == std::end(kMinutes) ? "more" : std::to_string(*bound), seconds);
  }
  [[nodiscard]] std::vector<Figure> take() && {
    std::ranges::sort(figures_);
    return std::move(figures_);
  }

 private:
  std::vector<Figure> figures_;
};

Instant earlier(Instant one, Instant other) {
  if (one == Instant{} || other == Instant{}) return std::max(one, other);
  return std::min(one, other);
}

void count_what(const Case& of, Counting& counting) {
  counting.add(Measure::cases, "", static_cast<std::int64_t>(of.severity));
  counting.add(Measure::failure, of.failure.text);
  counting.add(Measure::hour, two_digits(of.when.hour));
  counting.add(Measure::person, plain(of.opened_by.text));
  std::set<std::string> items;
  std::set<std::string> components;
  std::set<std::string> groups;
  for (const CheckLine& line : of.lines) {
    items.insert(plain(line.name));
    components.insert(plain(line.component));
    groups.insert(plain(line.group));
  }
  counting.add_once(Measure::item, items);
  counting.add_once(Measure::component, components);
  counting.add_once(Measure::group, groups);
}

void count_how_fast(const Case& of, Counting& counting) {
  Instant fixed;
  for (const Act& act : of.acts) {
    if (act.purpose == ActPurpose::fix && act.is_settled()) fixed = earlier(fixed, act.settled);
  }
  const Instant apologised = of.apology ? of.apology->at : Instant{};
  const Instant acted = earlier(earlier(apologised, of.manager_called), of.offered);
  counting.add_time(Measure::first_action, of.opened, acted);
  counting.add_time(Measure::offer, of.opened, of.offered);
  counting.add_time(Measure::fix, of.opened, fixed);
}

void count_marks(const Case& of, Counting& counting) {
  if (!of.finished) return;
  if (!of.is_acknowledged()) counting.add(Measure::lacks, "acknowledged");
  if (!of.is_put_right()) counting.add(Measure::lacks, "remedied");
  if (!of.is_prevention_told()) counting.add(Measure::lacks, "told");
  if (of.is_complete()) counting.add(Measure::lacks, "nothing");
}

void count_given(const Case& of, Counting& counting) {
  struct Tried {
    std::string kind;
    std::int64_t cost_minor = 0;
  };
  std::vector<Tried> tried;
  for (const Act& act : of.acts) {
    if (!act.is_alive() || !act.is_settled()) continue;
    const std::string kind(name_of(kind_of(act.remedy)));
    const bool is_fix = act.purpose == ActPurpose::fix;
    counting.add(is_fix ? Measure::remedy : Measure::extra, kind, act.cost.minor);
    counting.add(Measure::given_by, plain(act.chosen_by.text), act.cost.minor);
    if (!act.approved_by.empty()) {
      counting.add(Measure::approval, joined(plain(act.approved_by.text), plain(act.chosen_by.text)), act.cost.minor);
    }
    if (act.coupon != CouponState::none) counting.add(Measure::coupon, "issued", act.cost.minor);
    if (act.coupon == CouponState::spent && act.use() != nullptr) {
      counting.add(Measure::coupon, "spent", act.use()->amount.minor);
    }
    if (!is_fix) continue;
    const auto same = std::ranges::find(tried, kind, &Tried::kind);
    if (same == tried.end()) {
      tried.push_back({kind, within_reason(act.cost.minor)});
    } else {
      same->cost_minor = within_reason(same->cost_minor + within_reason(act.cost.minor));
    }
  }
  const std::string outcome(name_of(outcome_of(of)));
  for (const Tried& one : tried) {
    const std::string what = joined(of.failure.text, one.kind);
    counting.add(Measure::tried, what, one.cost_minor);
    counting.add(Measure::outcome, joined(what, outcome));
  }
  if (of.wish) counting.add(Measure::asked, joined(of.wish->text, tried.empty() ? std::string() : tried.front().kind));
}

void count_after(const Case& of, Counting& counting) {
  bool was_bad = false;
  for (const FollowUp& follow_up : of.follow_ups) {
    counting.add(Measure::follow_up, follow_up.result ? std::string(name_of(*follow_up.result)) : "open");
    was_bad = was_bad || follow_up.result == FollowUpResult::not_yet;
  }
  if (was_bad) counting.add(Measure::recovered, std::string(name_of(outcome_of(of))));
}

}  // namespace

std::string_view name_of(Outcome outcome) {
  return nth(kOutcome, outcome);
}

std::string_view name_of(RemedyKind kind) {
  return nth(kRemedy, kind);
}

std::string_view name_of(FollowUpResult result) {
  return value_name(result);
}

Outcome outcome_of(const Case& of) {
  const bool came_back = std::ranges::any_of(of.acts, [](const Act& act) { return act.coupon == CouponState::spent; });
  std::optional<FollowUpResult> last;
  for (const FollowUp& follow_up : of.follow_ups) {
    if (follow_up.result) last = follow_up.result;
  }
  if (came_back) return Outcome::came_back;
  if (!last) return Outcome::unknown;
  switch (*last) {
    case FollowUpResult::satisfied:
      return Outcome::satisfied;
    case FollowUpResult::not_yet:
      return Outcome::not_yet;
    case FollowUpResult::lost:
      return Outcome::lost;
    case FollowUpResult::not_reached:
      return Outcome::not_reached;
  }
  return Outcome::unknown;
}

std::vector<Figure> figures_of(const Case& of) {
  if (!of.is_recorded() || of.withdrawn) return {};
  Counting counting;
  count_what(of, counting);
  count_how_fast(of, counting);
  count_marks(of, counting);
  count_given(of, counting);
  count_after(of, counting);
  return std::move(counting).take();
}

std::vector<Figure> difference(std::span<const Figure> before, std::span<const Figure> after) {
  const auto name = [](const Figure& figure) { return std::tie(figure.measure, figure.key); };
  std::vector<Figure> changes;
  auto old = before.begin();
  auto now = after.begin();
  while (old != before.end() || now != after.end()) {
    const bool only_old = now == after.end() || (old != before.end() && name(*old) < name(*now));
    const bool only_now = old == before.end() || (now != after.end() && name(*now) < name(*old));
    if (only_old) {
      changes.push_back({old->measure, old->key, -old->count, -old->sum});
    } else if (only_now) {
      changes.push_back(*now);
    } else if (*old != *now) {
      changes.push_back({now->measure, now->key, now->count - old->count, now->sum - old->sum});
    }
    if (!only_now) ++old;
    if (!only_old) ++now;
  }
  return changes;
}

std::vector<std::string_view> parts_of(std::string_view key) {
  std::vector<std::string_view> parts;
  for (std::size_t begin = 0;;) {
    const std::size_t end = key.find(kPartGap, begin);
    parts.push_back(key.substr(begin, end - begin));
    if (end == std::string_view::npos) return parts;
    begin = end + 1;
  }
}

std::string joined(std::string_view first, std::string_view second) {
  std::string key(first);
  key += kPartGap;
  key += second;
  return key;
}

}  // namespace amends
