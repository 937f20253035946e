#include "support/generated_year.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <numeric>

namespace amends::testing {
namespace {

constexpr Currency kEuro{{'E', 'U', 'R'}, 2};
constexpr std::int64_t kFirstDay = 20'094;  // 2025-01-06, a Monday
constexpr std::int64_t kDaySeconds = 86'400;
constexpr std::int32_t kOpens = 11;
constexpr std::int32_t kDinner = 17;

constexpr YearItem kMenu[] = {
    {"iced-tea-peach", "Iced tea, peach", "Drinks", "iced tea base", 450, 60, false, 4, 1},
    {"iced-tea-lemon", "Iced tea, lemon", "Drinks", "iced tea base", 450, 60, false, 5, 1},
    {"iced-tea-mint", "Iced tea, mint", "Drinks", "iced tea base", 450, 65, false, 3, 1},
    {"lemonade", "Lemonade", "Drinks", "", 450, 55, false, 6, 1},
    {"sparkling-water", "Sparkling water", "Drinks", "", 320, 40, false, 12, 1},
    {"apple-juice", "Apple juice", "Drinks", "", 380, 70, false, 5, 1},
    {"espresso", "Espresso", "Coffee", "", 220, 25, false, 10, 1},
    {"flat-white", "Flat white", "Coffee", "", 340, 55, false, 6, 2},
    {"pot-of-tea", "Pot of tea", "Coffee", "", 360, 35, false, 3, 2},
    {"house-red", "House red, glass", "Wine and beer", "", 550, 130, true, 5, 1},
    {"lager", "Lager", "Wine and beer", "", 420, 95, true, 6, 1},
    {"pumpkin-soup", "Pumpkin soup", "Starters", "", 690, 140, false, 5, 4},
    {"bread-and-olives", "Bread and olives", "Starters", "", 390, 80, false, 6, 2},
    {"caesar-salad", "Caesar salad", "Mains", "", 1290, 310, false, 7, 6},
    {"club-sandwich", "Club sandwich", "Mains", "", 1140, 290, false, 8, 6},
    {"sea-bass", "Grilled sea bass", "Mains", "", 1790, 620, false, 5, 8},
    {"steak-frites", "Steak frites", "Mains", "", 1950, 710, false, 7, 8},
    {"mushroom-risotto", "Mushroom risotto", "Mains", "", 1420, 330, false, 6, 7},
    {"octopus-rice", "Octopus rice", "Mains", "", 1840, 680, false, 0, 7},  // not available
    {"apple-cake", "Apple cake", "Desserts", "", 350, 70, false, 5, 2},
    {"chocolate-mousse", "Chocolate mousse", "Desserts", "", 490, 90, false, 5, 2},
    {"custard-tart", "Custard tart to take home", "Desserts", "", 280, 50, false, 3, 1},
};

// What goes wrong, as assets/packs/restaurant/playbook.toml has it, and what is done about it most.
struct Kind {
  std::string_view id;
  Severity severity;
  bool about_items;
  std::uint32_t often;  // beside others
  FollowUpWhen follow_up;
  std::array<std::string_view, 3> fixes;
  std::array<std::string_view, 2> preventions;
};
constexpr Kind kKinds[] = {
    {"tastes_wrong",
     Severity::clear,
     true,
     150,
     FollowUpWhen::tomorrow,
     {"other_item", "off_bill", "coupon_next"},
     {"new_batch", "tasted_first"}},
    {"wrong_item",
     Severity::clear,
     true,
     110,
     FollowUpWhen::before_bill,
     {"bring_now", "other_item", "coupon_small"},
     {"read_back", "ticket_clear"}},
    {"cold",
     Severity::clear,
     true,
     150,
     FollowUpWhen::before_bill,
     {"made_again", "off_bill", "part_off"},
     {"hot_plates", "straight_out"}},
    {"slow",
     Severity::clear,
     false,
     170,
     FollowUpWhen::tomorrow,
     {"bring_now", "coupon_next", "share_of_bill"},
     {"more_hands", "said_early"}},
    {"missing",
     Severity::clear,
     true,
     90,
     FollowUpWhen::before_bill,
     {"bring_now", "off_bill", "coupon_small"},
     {"read_back", "tray_checked"}},
    {"foreign_object",
     Severity::grave,
     true,
     12,
     FollowUpWhen::today,
     {"off_bill", "manager_call", "whole_bill"},
     {"kitchen_search", "supplier"}},
    {"illness_allergy",
     Severity::grave,
     false,
     6,
     FollowUpWhen::today,
     {"manager_apology", "manager_call", "whole_bill"},
     {"allergy_said_twice", "kitchen_search"}},
    {"treated_badly",
     Severity::serious,
     false,
     35,
     FollowUpWhen::today,
     {"manager_apology", "manager_call", "coupon_next"},
     {"team_talk", "manager_present"}},
    {"unclean",
     Severity::clear,
     false,
     40,
     FollowUpWhen::before_bill,
     {"clean_now", "other_table", "coupon_next"},
     {"cleaning_round", "checked_before_seating"}},
    {"billing",
     Severity::clear,
     true,
     80,
     FollowUpWhen::tomorrow,
     {"wrong_charge", "new_bill", "coupon_small"},
     {"price_corrected", "bill_read_first"}},
    {"noise_or_place",
     Severity::minor,
     false,
     45,
     FollowUpWhen::tomorrow,
     {"coupon_small", "other_table", "promise"},
     {"place_repaired", "said_when_booked"}},
};
constexpr std::size_t kKindCount = std::size(kKinds);
constexpr std::size_t kCold = 2;
static_assert(kKinds[kCold].id == "cold");

constexpr std::array<std::uint32_t, 7> kByWeekday = {8, 8, 9, 10, 13, 14, 11};  // from Monday
constexpr std::array<std::uint32_t, 13> kByMonth = {9, 9, 10, 10, 11, 12, 12, 12, 11, 10, 10, 11, 11};
constexpr std::array<std::uint32_t, 12> kByHour = {2, 9, 12, 8, 3, 1, 2, 6, 11, 12, 8, 3};  // from kOpens

constexpr std::size_t kOwner = 0;
constexpr std::size_t kFirstManager = 1;
constexpr std::size_t kFirstLead = 4;
constexpr std::size_t kFirstWaiter = 10;
constexpr std::size_t kStaff = 40;
constexpr std::size_t kShifts = 14;

// Draws with weights, from their running sums.
class Weights {
 public:
  void add(std::uint64_t weight) { sums_.push_back(total() + weight); }
  [[nodiscard]] std::uint64_t total() const { return sums_.empty() ? 0 : sums_.back(); }
  [[nodiscard]] std::size_t draw(Chances& chances) const {
    const auto found = std::upper_bound(sums_.begin(), sums_.end(), chances.below(total()));
    return static_cast<std::size_t>(found - sums_.begin());
  }

 private:
  std::vector<std::uint64_t> sums_;
};

template <class Numbers>
Weights weights_of(const Numbers& numbers) {
  Weights weights;
  for (const auto number : numbers)
    weights.add(number);
  return weights;
}

// One group of the menu, drawn from by how its items are liked.
class Group {
 public:
  explicit Group(std::initializer_list<std::string_view> names) {
    for (std::size_t item = 0; item < std::size(kMenu); ++item) {
      if (std::find(names.begin(), names.end(), kMenu[item].group) == names.end()) continue;
      items_.push_back(static_cast<std::uint8_t>(item));
      weights_.add(kMenu[item].liked);
    }
  }
  [[nodiscard]] std::uint8_t draw(Chances& chances) const { return items_[weights_.draw(chances)]; }

 private:
  std::vector<std::uint8_t> items_;
  Weights weights_;
};

bool may_be_cold(const YearItem& item) {
  return item.group == "Coffee" || item.id == "pumpkin-soup" || (item.group == "Mains" && item.id != "caesar-salad");
}

RemedyKind kind_of_template(std::string_view id) {
  if (id == "other_item") return RemedyKind::replacement;
  if (id == "made_again") return RemedyKind::exchange;
  if (id == "wrong_charge") return RemedyKind::refund;
  if (id == "off_bill" || id == "part_off" || id == "share_of_bill" || id == "whole_bill") return RemedyKind::discount;
  if (id.starts_with("coupon")) return RemedyKind::coupon;
  return id == "manager_apology" ? RemedyKind::personal_apology : RemedyKind::gesture;
}

class Making {
 public:
  explicit Making(const YearPlan& plan) : chances_(plan.seed) { year_.plan = plan; }

  Year make() {
    assert(year_.plan.days % 7 == 0 && year_.plan.cases * 4 <= year_.plan.checks);
    hire();
    if (year_.plan.planted) plant();
    sell();
    weigh();
    for (std::int32_t made = 0; made < year_.plan.cases; ++made)
      go_wrong();
    std::sort(year_.cases.begin(), year_.cases.end(), [](const YearCase& left, const YearCase& right) {
      return std::pair(left.day, left.second) < std::pair(right.day, right.second) ||
             (left.day == right.day && left.second == right.second && left.check < right.check);
    });
    std::array<std::int32_t, kYearTerminals + 1> numbers{};
    for (YearCase& made : year_.cases)
      made.number = ++numbers[made.terminal];
    return std::move(year_);
  }

 private:
  void hire() {
    year_.staff.reserve(kStaff);
    for (std::size_t at = 0; at < kStaff; ++at) {
      const Role role = at == kOwner        ? Role::owner
                        : at < kFirstLead   ? Role::manager
                        : at < kFirstWaiter ? Role::shift_lead
                                            : Role::waiter;
      const std::string digits = std::to_string(100 + at).substr(1);
      const char* const letter = role == Role::owner     ? "o"
                                 : role == Role::manager ? "m"
                                 : role == Role::waiter  ? "w"
                                                         : "l";
      year_.staff.push_back({{letter + digits}, letter + digits, role, true});
    }
    for (std::vector<std::size_t>& shift : roster_) {
      choose(shift, kFirstManager, kFirstLead, 2);
      choose(shift, kFirstLead, kFirstWaiter, 3);
      choose(shift, kFirstWaiter, kStaff, 14);
    }
    // The first two leads share every shift, in years without a pair, too: to work together is no finding.
    for (std::vector<std::size_t>& shift : roster_) {
      const bool has_first = std::find(shift.begin(), shift.end(), kFirstLead) != shift.end();
      const auto second = std::find(shift.begin(), shift.end(), kFirstLead + 1);
      if (has_first && second == shift.end()) shift.push_back(kFirstLead + 1);
      if (!has_first && second != shift.end()) shift.erase(second);
    }
    for (std::size_t shift = 0; shift < kShifts; ++shift) {
      for (const std::size_t person : roster_[shift])
        servers_[shift].add(person < kFirstLead ? 0 : person < kFirstWaiter ? 3 : 4);
    }
  }

  // `count` of the people from `first` to before `end`.
  void choose(std::vector<std::size_t>& shift, std::size_t first, std::size_t end, std::size_t count) {
    std::vector<std::size_t> people(end - first);
    std::iota(people.begin(), people.end(), first);
    for (std::size_t at = 0; at < count; ++at) {
      std::swap(people[at], people[at + chances_.below(people.size() - at)]);
      shift.push_back(people[at]);
    }
  }

  void plant() {
    YearPlanted planted;
    planted.dish = year_item("mushroom-risotto");
    planted.dish_day = 224;
    planted.dish_times = 6;
    planted.pair_one = year_.staff[kFirstLead].id;
    planted.pair_other = year_.staff[kFirstLead + 1].id;
    planted.effective = {{"cold"}, {"hot_plates"}, 154, 20};
    effective_ = kCold;
    planted.useless = {{"slow"}, {"more_hands"}, 196, 100};
    year_.planted = planted;
  }

  void sell() {
    const std::vector<std::int32_t> by_day = spread_over_days();
    const Weights hours = weights_of(kByHour);
    year_.checks.reserve(static_cast<std::size_t>(year_.plan.checks));
    year_.items.reserve(static_cast<std::size_t>(year_.plan.checks) * 8);
    for (std::int32_t day = 0; day < year_.plan.days; ++day) {
      std::vector<std::int32_t> minutes(static_cast<std::size_t>(by_day[static_cast<std::size_t>(day)]));
      for (std::int32_t& minute : minutes)
        minute = (kOpens + static_cast<std::int32_t>(hours.draw(chances_))) * 60 + chances_.between(0, 59);
      std::sort(minutes.begin(), minutes.end());
      for (const std::int32_t minute : minutes)
        sell_at(day, minute);
    }
  }

  std::vector<std::int32_t> spread_over_days() {
    Weights days;
    for (std::int32_t day = 0; day < year_.plan.days; ++day) {
      const std::size_t month = static_cast<std::size_t>(day / 28) % kByMonth.size();
      days.add(std::uint64_t{kByWeekday[static_cast<std::size_t>(day % 7)]} * kByMonth[month]);
    }
    std::vector<std::int32_t> by_day(static_cast<std::size_t>(year_.plan.days));
    for (std::int32_t check = 0; check < year_.plan.checks; ++check)
      ++by_day[days.draw(chances_)];
    return by_day;
  }

  void sell_at(std::int32_t day, std::int32_t minute) {
    const auto shift = static_cast<std::size_t>(shift_of(day, minute));
    YearCheck check{.day = day, .minute = minute};
    check.terminal = static_cast<std::uint8_t>(chances_.between(1, kYearTerminals));
    check.server = static_cast<std::uint16_t>(roster_[shift][servers_[shift].draw(chances_)]);
    check.guests = static_cast<std::uint8_t>(1 + guests_.draw(chances_));
    check.first_item = static_cast<std::uint32_t>(year_.items.size());
    for (std::uint8_t guest = 0; guest < check.guests; ++guest) {
      order(check, drinks_);
      if (chances_.percent(25)) order(check, starters_);
      if (chances_.percent(90)) order(check, mains_);
      if (chances_.percent(30)) order(check, desserts_);
      if (chances_.percent(40)) order(check, coffee_);
    }
    year_.checks.push_back(check);
  }

  void order(YearCheck& check, const Group& group) {
    const std::uint8_t item = group.draw(chances_);
    year_.items.push_back(item);
    ++check.item_count;
    check.total_minor += kMenu[item].price_minor;
  }

  // How often that kind happens on a day, beside others; before anything planted as often as it is said to.
  std::uint64_t weight_of(std::size_t kind, std::int32_t day) const {
    const std::uint64_t weight = std::uint64_t{kKinds[kind].often} * 100;
    if (kind == effective_ && day >= year_.planted->effective.done_day) {
      return weight * year_.planted->effective.left_percent / 100;
    }
    return weight;
  }

  std::uint64_t troubles_of(std::uint8_t item, std::int32_t day) const {
    const bool is_bad = year_.planted && item == year_.planted->dish && day >= year_.planted->dish_day;
    return std::uint64_t{kMenu[item].troubled} * (is_bad ? year_.planted->dish_times : 1);
  }

  // What can go wrong with a check: each kind about the visit once, each about items with each of them.
  std::array<std::uint64_t, kKindCount> weigh(const YearCheck& check) const {
    std::uint64_t any = 0;
    std::uint64_t hot = 0;
    for (const std::uint8_t item : year_.items_of(check)) {
      const std::uint64_t troubles = troubles_of(item, check.day);
      any += troubles;
      hot += may_be_cold_[item] ? troubles : 0;
    }
    std::array<std::uint64_t, kKindCount> weights{};
    for (std::size_t kind = 0; kind < kKindCount; ++kind) {
      weights[kind] = weight_of(kind, check.day) * kVisitScale;
      if (kKinds[kind].about_items) weights[kind] = weights[kind] * (kind == kCold ? hot : any) * scale_[kind] / kFine;
    }
    return weights;
  }

  void weigh() {
    std::uint64_t any = 0;
    std::uint64_t hot = 0;
    for (std::size_t item = 0; item < std::size(kMenu); ++item)
      may_be_cold_[item] = may_be_cold(kMenu[item]);
    for (const std::uint8_t item : year_.items) {
      any += kMenu[item].troubled;
      hot += may_be_cold_[item] ? kMenu[item].troubled : 0;
    }
    // On average a check has one trouble's worth of items for each kind.
    for (std::size_t kind = 0; kind < kKindCount; ++kind)
      scale_[kind] = kFine * year_.checks.size() / std::max<std::uint64_t>(1, kind == kCold ? hot : any);
    for (const YearCheck& check : year_.checks) {
      const auto weights = weigh(check);
      by_check_.add(std::accumulate(weights.begin(), weights.end(), std::uint64_t{0}));
    }
    has_case_.resize(year_.checks.size());
  }

  void go_wrong() {
    std::size_t which = by_check_.draw(chances_);
    while (has_case_[which])
      which = by_check_.draw(chances_);
    has_case_[which] = true;
    const YearCheck& check = year_.checks[which];
    const Kind& kind = kKinds[weights_of(weigh(check)).draw(chances_)];
    const auto shift = static_cast<std::size_t>(shift_of(check.day, check.minute));

    YearCase made;
    made.check = which;
    made.day = check.day;
    made.second = (check.minute + chances_.between(5, 50)) * 60 + chances_.between(0, 59);
    made.second = std::min<std::int32_t>(made.second, static_cast<std::int32_t>(kDaySeconds) - 1);
    made.terminal = check.terminal;
    made.opened_by = chances_.percent(4) ? manager_of(shift) : check.server;
    made.failure = {std::string(kind.id)};
    made.severity = kind.severity;
    if (kind.about_items) choose_lines(made, kind, check);
    if (kind.about_items && chances_.percent(60)) made.sent_back = chances_.percent(80);
    made.temper = chances_.percent(70) ? Temper::calm : chances_.percent(80) ? Temper::upset : Temper::wants_manager;
    const bool wants_manager = made.temper >= Temper::wants_manager || made.severity == Severity::grave;
    if (wants_manager) made.manager_seconds = chances_.between(5, 40);
    if (chances_.percent(88)) made.apology_seconds = chances_.between(15, 180);
    made.offer_seconds = chances_.between(30, 300);
    put_right(made, kind, check, shift);
    after(made, kind, shift);
    year_.cases.push_back(std::move(made));
  }

  void choose_lines(YearCase& made, const Kind& kind, const YearCheck& check) {
    const auto items = year_.items_of(check);
    Weights lines;
    for (const std::uint8_t item : items)
      lines.add(kind.id == "cold" && !may_be_cold_[item] ? 0 : troubles_of(item, check.day));
    const std::size_t first = lines.draw(chances_);
    made.lines.push_back(static_cast<std::uint16_t>(first));
    const std::string_view component = kMenu[items[first]].component;
    if (kind.id != "tastes_wrong" || component.empty()) return;
    for (std::size_t at = 0; at < items.size(); ++at) {
      if (at != first && kMenu[items[at]].component == component) made.lines.push_back(static_cast<std::uint16_t>(at));
    }
    std::sort(made.lines.begin(), made.lines.end());
  }

  std::size_t manager_of(std::size_t shift) {
    std::vector<std::size_t> managers;
    for (const std::size_t person : roster_[shift]) {
      if (year_.staff[person].role == Role::manager) managers.push_back(person);
    }
    return managers[chances_.below(managers.size())];
  }

  bool is_of_pair(std::size_t person) const {
    return year_.planted && (person == kFirstLead || person == kFirstLead + 1);
  }

  // Who says yes: a lead to waiters mostly, a manager to leads, and to managers only another one, or the owner.
  std::size_t approver_for(std::size_t asker, std::size_t shift) {
    if (is_of_pair(asker) && chances_.percent(90)) return asker == kFirstLead ? kFirstLead + 1 : kFirstLead;
    const Role role = year_.staff[asker].role;
    std::vector<std::size_t> able = {kOwner};
    Weights weights;
    weights.add(1);
    for (const std::size_t person : roster_[shift]) {
      const Role theirs = year_.staff[person].role;
      if (person == asker || theirs < Role::shift_lead || (role == Role::manager && theirs < Role::manager)) continue;
      able.push_back(person);
      const bool usual = role == Role::waiter ? theirs == Role::shift_lead : theirs == Role::manager;
      weights.add(usual ? 12 : 6);
    }
    return able[weights.draw(chances_)];
  }

  static std::string_view costly_fix(const Kind& kind) {
    const auto costs = [](std::string_view fix) {
      return is_money(kind_of_template(fix)) || fix.starts_with("coupon");
    };
    const auto found = std::find_if(kind.fixes.begin(), kind.fixes.end(), costs);
    return found == kind.fixes.end() ? kind.fixes.front() : *found;
  }

  void put_right(YearCase& made, const Kind& kind, const YearCheck& check, std::size_t shift) {
    constexpr std::array<std::uint32_t, 3> kOftenFirst = {5, 3, 2};
    std::string_view fix = kind.fixes[weights_of(kOftenFirst).draw(chances_)];
    if (is_of_pair(made.opened_by)) fix = costly_fix(kind);
    give(made, fix, ActPurpose::fix, check, shift);
    if (kind.id != "treated_badly" && chances_.percent(15)) {
      give(made, "manager_apology", ActPurpose::fix, check, shift);
    }
    if (made.severity == Severity::grave || made.severity == Severity::minor || !chances_.percent(30)) return;
    constexpr std::array<std::string_view, 3> kExtras = {"sweet", "coffee", "coupon_extra"};
    give(made, kExtras[chances_.below(kExtras.size())], ActPurpose::extra, check, shift);
  }

  void give(YearCase& made, std::string_view from, ActPurpose purpose, const YearCheck& check, std::size_t shift) {
    YearRemedy remedy{.purpose = purpose, .kind = kind_of_template(from), .from = {std::string(from)}};
    std::int64_t value = 0;
    for (const std::uint16_t line : made.lines)
      value += kMenu[year_.items_of(check)[line]].price_minor;
    if (from == "other_item" || from == "made_again") remedy.item = year_.items_of(check)[made.lines.front()];
    if (from == "other_item") {
      // Of the same group, and not the same again.
      const std::size_t flawed = *remedy.item;
      const auto shares = [&](std::size_t item) {
        return kMenu[item].liked == 0 || item == flawed ||
               (!kMenu[item].component.empty() && kMenu[item].component == kMenu[flawed].component);
      };
      const Group group{kMenu[flawed].group};
      while (shares(*remedy.item))
        remedy.item = group.draw(chances_);
      remedy.cost_minor = kMenu[*remedy.item].price_minor;
    }
    if (from == "sweet" || from == "coffee") remedy.item = (from == "sweet" ? desserts_ : coffee_).draw(chances_);
    if (from == "sweet" || from == "coffee") remedy.cost_minor = kMenu[*remedy.item].price_minor;
    if (from == "off_bill" || from == "wrong_charge") remedy.cost_minor = value;
    if (from == "part_off") remedy.cost_minor = value / 4;
    if (from == "share_of_bill") remedy.cost_minor = check.total_minor / 5;
    if (from == "whole_bill") remedy.cost_minor = check.total_minor;
    if (from == "coupon_next") remedy.cost_minor = 1500;
    if (from == "coupon_small") remedy.cost_minor = 800;
    if (from == "coupon_extra") remedy.cost_minor = 500;

    remedy.asked_by = made.opened_by;
    const std::int32_t after = made.remedies.empty() ? made.offer_seconds : made.remedies.back().done_seconds;
    remedy.chosen_seconds = after + chances_.between(10, 60);
    remedy.approved_seconds = remedy.chosen_seconds;
    // Above a limit, or what the shift's budget has left: which of the two makes no difference here.
    const std::uint64_t asks = is_of_pair(made.opened_by) ? 95 : remedy.cost_minor > 2500 ? 90 : 30;
    if (purpose == ActPurpose::fix && remedy.cost_minor > 0 && from != "wrong_charge" && chances_.percent(asks)) {
      remedy.approved_by = approver_for(made.opened_by, shift);
      remedy.approved_seconds += chances_.between(20, 240);
    }
    const bool slow =
        remedy.kind == RemedyKind::replacement || remedy.kind == RemedyKind::exchange || from == "bring_now";
    remedy.done_seconds = remedy.approved_seconds + (slow ? chances_.between(240, 1500) : chances_.between(5, 120));
    remedy.guest_chose = chances_.percent(85);
    made.remedies.push_back(std::move(remedy));
  }

  void after(YearCase& made, const Kind& kind, std::size_t shift) {
    if (chances_.percent(75)) {
      made.prevention = PreventionId{std::string(kind.preventions[chances_.below(kind.preventions.size())])};
      made.prevention_told = chances_.percent(85);
    }
    made.finished_seconds = made.remedies.back().done_seconds + chances_.between(30, 600);
    if (chances_.percent(80)) plan_follow_up(made, kind.follow_up, made.finished_seconds - 10, shift);
    const auto coupon = std::find_if(made.remedies.begin(), made.remedies.end(),
                                     [](const YearRemedy& it) { return it.kind == RemedyKind::coupon; });
    if (coupon == made.remedies.end() || !chances_.percent(35)) return;
    const std::int32_t day = made.day + chances_.between(2, 28);
    const auto first = std::lower_bound(year_.checks.begin(), year_.checks.end(), day,
                                        [](const YearCheck& check, std::int32_t it) { return check.day < it; });
    if (first == year_.checks.end() || first->day != day) return;
    const auto end = std::find_if(first, year_.checks.end(), [&](const YearCheck& it) { return it.day != day; });
    made.came_back_day = day;
    made.came_back_check = static_cast<std::size_t>(first - year_.checks.begin()) +
                           chances_.below(static_cast<std::uint64_t>(end - first));
  }

  void plan_follow_up(YearCase& made, FollowUpWhen when, std::int64_t planned_seconds, std::size_t shift) {
    constexpr std::array<std::uint32_t, 4> kResults = {70, 8, 7, 15};
    YearFollowUp follow_up{.when = when};
    const std::int64_t later = when == FollowUpWhen::before_bill ? 600
                               : when == FollowUpWhen::today     ? 3 * 3600
                                                                 : 86'400;
    follow_up.due_seconds = planned_seconds + later;
    follow_up.owner = made.follow_ups.empty() ? made.opened_by : manager_of(shift);
    follow_up.answered_seconds = follow_up.due_seconds + chances_.between(60, 7200);
    follow_up.result = made.follow_ups.empty() ? static_cast<FollowUpResult>(1 + weights_of(kResults).draw(chances_))
                                               : FollowUpResult::satisfied;
    const bool again = follow_up.result == FollowUpResult::not_yet;
    const std::int64_t answered = follow_up.answered_seconds;
    made.follow_ups.push_back(follow_up);
    if (again) plan_follow_up(made, FollowUpWhen::tomorrow, answered, shift);
  }

  static constexpr std::uint64_t kVisitScale = 1000;
  static constexpr std::uint64_t kFine = 1'000'000;

  Chances chances_;
  Year year_;
  std::array<std::vector<std::size_t>, kShifts> roster_;
  std::array<Weights, kShifts> servers_;
  std::size_t effective_ = kKindCount;  // the kind of which fewer come once the prevention is done
  std::array<bool, std::size(kMenu)> may_be_cold_{};
  std::array<std::uint64_t, kKindCount> scale_{};
  Weights by_check_;
  std::vector<bool> has_case_;
  const Weights guests_ = weights_of(std::array<std::uint32_t, 6>{20, 45, 12, 14, 5, 4});
  const Group drinks_{"Drinks", "Wine and beer"};
  const Group starters_{"Starters"};
  const Group mains_{"Mains"};
  const Group desserts_{"Desserts"};
  const Group coffee_{"Coffee"};
};

Money euro(std::int64_t minor) {
  return {minor, kEuro};
}

std::vector<CheckLine> lines_of(const Year& year, const YearCase& made) {
  std::vector<CheckLine> lines;
  const auto items = year.items_of(year.checks[made.check]);
  for (const std::uint16_t at : made.lines) {
    const YearItem& item = kMenu[items[at]];
    CheckLine line;
    line.id = {std::to_string(at + 1)};
    line.item = {std::string(item.id)};
    line.name = item.name;
    line.group = item.group;
    line.component = item.component;
    line.unit = line.total = euro(item.price_minor);
    line.refunded = euro(0);
    line.course = 1;
    line.fired = true;
    line.alcohol = item.alcohol;
    lines.push_back(std::move(line));
  }
  return lines;
}

// The story of one case, told by its plain values.
class Telling {
 public:
  Telling(const Year& year, std::size_t which) : year_(year), case_(year.cases[which]) {
    id_.bytes[0] = 0xca;
    id_.bytes[1] = static_cast<std::uint8_t>(year.plan.seed);
    for (std::size_t byte = 0; byte < 4; ++byte)
      id_.bytes[15 - byte] = static_cast<std::uint8_t>((which + 1) >> (8 * byte));
    const std::string digits = std::to_string(case_.number);
    number_ = "T" + std::to_string(case_.terminal) + "-" + std::string(digits.size() < 4 ? 4 - digits.size() : 0, '0') +
              digits;
  }

  std::vector<Fact> tell() {
    record();
    const PersonId waiter = person(case_.opened_by);
    if (case_.sent_back) add(3, waiter, ReturnNoted{*case_.sent_back});
    if (case_.temper != Temper::calm) add(4, waiter, TemperNoted{case_.temper});
    if (case_.manager_seconds) add(*case_.manager_seconds, waiter, ManagerCalled{});
    if (case_.apology_seconds) add(*case_.apology_seconds, waiter, Apologised{waiter, Manner::in_person});
    add(case_.offer_seconds, waiter, StepShown{Step::put_right});
    ActId act;
    for (const YearRemedy& remedy : case_.remedies) {
      ++act.number;
      tell(act, remedy);
    }
    const std::int32_t over = case_.finished_seconds;
    if (case_.prevention) add(over - 20, waiter, PreventionChosen{*case_.prevention, case_.prevention_told});
    if (!case_.apology_seconds) add(over - 5, waiter, ApologyAsked{});
    if (!case_.follow_ups.empty()) plan(0, over - 10, waiter);
    add(over, waiter, CaseFinished{});
    for (std::size_t at = 0; at < case_.follow_ups.size(); ++at)
      answer(at);
    if (case_.came_back_day) come_back();
    std::stable_sort(facts_.begin(), facts_.end(),
                     [](const Fact& left, const Fact& right) { return left.at < right.at; });
    return std::move(facts_);
  }

 private:
  PersonId person(std::size_t at) const { return year_.staff[at].id; }

  void add(std::int64_t seconds, PersonId actor, FactBody body) {
    facts_.push_back({id_, instant_of(case_.day, case_.second + seconds), std::move(actor), std::move(body)});
  }

  void record() {
    CaseRecorded recorded;
    recorded.number = {number_};
    recorded.check = {year_.check_id(case_.check)};
    recorded.check_number = std::to_string(case_.check + 1);
    recorded.place = "Table " + std::to_string(1 + case_.check % 12);
    recorded.currency = kEuro;
    recorded.lines = lines_of(year_, case_);
    recorded.failure = case_.failure;
    recorded.severity = case_.severity;
    recorded.pack = "restaurant";
    recorded.pack_version = "generated";
    add(0, person(case_.opened_by), std::move(recorded));
  }

  Remedy remedy_of(const YearRemedy& remedy) const {
    std::vector<ItemPart> items;
    if (remedy.item) items.push_back({{std::string(kMenu[*remedy.item].id)}, std::string(kMenu[*remedy.item].name)});
    std::vector<LineId> lines;
    for (const std::uint16_t line : case_.lines)
      lines.push_back({std::to_string(line + 1)});
    switch (remedy.kind) {
      case RemedyKind::refund:
        return Refund{euro(remedy.cost_minor), {}};
      case RemedyKind::discount:
        return Discount{euro(remedy.cost_minor), {}};
      case RemedyKind::replacement:
        return Replacement{lines, items};
      case RemedyKind::exchange:
        return Exchange{lines, items};
      case RemedyKind::coupon:
        return Coupon{euro(remedy.cost_minor), 30};
      case RemedyKind::personal_apology:
        return PersonalApology{person(remedy.asked_by)};
      case RemedyKind::gesture:
        break;
    }
    return Gesture{items};
  }

  void tell(ActId act, const YearRemedy& remedy) {
    const PersonId asker = person(remedy.asked_by);
    ActChosen chosen;
    chosen.act = act;
    chosen.purpose = remedy.purpose;
    chosen.from = remedy.from;
    chosen.remedy = remedy_of(remedy);
    chosen.cost = euro(remedy.cost_minor);
    chosen.guest_chose = remedy.guest_chose;
    chosen.state = remedy.approved_by ? ActState::needs_approval : ActState::ready;
    const bool is_coupon = remedy.kind == RemedyKind::coupon;
    const bool asks_host = !is_coupon && (remedy.cost_minor > 0 || remedy.item);
    if (asks_host) chosen.request = {number_ + "-" + std::to_string(act.number)};
    add(remedy.chosen_seconds, asker, std::move(chosen));
    if (remedy.approved_by) {
      const PersonId approver = person(*remedy.approved_by);
      add(remedy.approved_seconds, approver, ActApproved{act, approver, ActState::ready});
    }
    if (asks_host) add(remedy.approved_seconds + 1, {}, ActStarted{act});
    if (is_coupon) {
      const std::int64_t expires = remedy.done_seconds + 30 * kDaySeconds;
      add(remedy.done_seconds, asker,
          CouponIssued{act, "C-" + number_ + "-" + std::to_string(act.number),
                       instant_of(case_.day, case_.second + expires)});
    }
    const std::string reference = asks_host ? "R-" + number_ + "-" + std::to_string(act.number) : std::string{};
    add(remedy.done_seconds, asks_host ? PersonId{} : asker, ActDone{act, reference, euro(remedy.cost_minor)});
  }

  void plan(std::size_t at, std::int64_t seconds, const PersonId& actor) {
    const YearFollowUp& planned = case_.follow_ups[at];
    FollowUp follow_up;
    follow_up.id = {static_cast<std::uint32_t>(at + 1)};
    follow_up.when = planned.when;
    follow_up.due = instant_of(case_.day, case_.second + planned.due_seconds);
    follow_up.owner = person(planned.owner);
    add(seconds, actor, FollowUpPlanned{follow_up});
  }

  void answer(std::size_t at) {
    const YearFollowUp& follow_up = case_.follow_ups[at];
    const PersonId owner = person(follow_up.owner);
    const FollowUpId id{static_cast<std::uint32_t>(at + 1)};
    add(follow_up.answered_seconds, owner, FollowUpAnswered{id, follow_up.result});
    const bool reopens = follow_up.result == FollowUpResult::not_yet;
    if (reopens) add(follow_up.answered_seconds, owner, CaseReopened{});
    if (reopens) plan(at + 1, follow_up.answered_seconds, owner);
    if (at > 0) add(follow_up.answered_seconds + 30, owner, CaseFinished{});
  }

  void come_back() {
    const auto coupon = std::find_if(case_.remedies.begin(), case_.remedies.end(),
                                     [](const YearRemedy& it) { return it.kind == RemedyKind::coupon; });
    const ActId act{static_cast<std::uint32_t>(coupon - case_.remedies.begin() + 1)};
    const YearCheck& check = year_.checks[case_.came_back_check];
    const PersonId server = person(check.server);
    const std::int64_t seconds =
        (check.day - case_.day) * kDaySeconds + std::int64_t{check.minute} * 60 + 3000 - case_.second;
    const Money amount = euro(std::min(coupon->cost_minor, check.total_minor));
    CouponReserved reserved;
    reserved.act = act;
    reserved.request = {number_ + "-use"};
    reserved.check = {year_.check_id(case_.came_back_check)};
    reserved.check_number = std::to_string(case_.came_back_check + 1);
    reserved.place = "Table " + std::to_string(1 + case_.came_back_check % 12);
    reserved.amount = amount;
    add(seconds, server, std::move(reserved));
    add(seconds + 1, {}, CouponStarted{act});
    add(seconds + 2, {}, CouponSpent{act, "R-" + number_ + "-use", amount});
  }

  const Year& year_;
  const YearCase& case_;
  CaseId id_;
  std::string number_;
  std::vector<Fact> facts_;
};

}  // namespace

Chances::Chances(std::uint64_t seed) : state_{} {
  for (std::uint64_t& word : state_) {
    seed += 0x9E3779B97F4A7C15U;
    word = (seed ^ (seed >> 30U)) * 0xBF58476D1CE4E5B9U;
    word = (word ^ (word >> 27U)) * 0x94D049BB133111EBU;
    word ^= word >> 31U;
  }
}

std::uint64_t Chances::next() {
  const std::uint64_t answer = std::rotl(state_[1] * 5, 7) * 9;
  const std::uint64_t shifted = state_[1] << 17U;
  state_[2] ^= state_[0];
  state_[3] ^= state_[1];
  state_[1] ^= state_[2];
  state_[0] ^= state_[3];
  state_[2] ^= shifted;
  state_[3] = std::rotl(state_[3], 45);
  return answer;
}

std::uint64_t Chances::below(std::uint64_t limit) {
  // What is left over of the whole range is drawn again, so that none comes more often.
  const std::uint64_t left_over = (0 - limit) % limit;
  std::uint64_t drawn = next();
  while (drawn < left_over)
    drawn = next();
  return drawn % limit;
}

std::int32_t Chances::between(std::int32_t least, std::int32_t most) {
  return least + static_cast<std::int32_t>(below(static_cast<std::uint64_t>(most - least) + 1));
}

std::span<const YearItem> year_menu() {
  return kMenu;
}

std::size_t year_item(std::string_view id) {
  const auto found = std::find_if(std::begin(kMenu), std::end(kMenu), [&](const YearItem& it) { return it.id == id; });
  assert(found != std::end(kMenu));
  return static_cast<std::size_t>(found - std::begin(kMenu));
}

std::int32_t YearCase::action_seconds() const {
  std::int32_t first = remedies.front().chosen_seconds;
  if (apology_seconds) first = std::min(first, *apology_seconds);
  if (manager_seconds) first = std::min(first, *manager_seconds);
  return first;
}

std::int32_t YearCase::fix_seconds() const {
  std::int32_t last = 0;
  for (const YearRemedy& remedy : remedies) {
    if (remedy.purpose == ActPurpose::fix) last = std::max(last, remedy.done_seconds);
  }
  return last;
}

std::span<const std::uint8_t> Year::items_of(const YearCheck& check) const {
  return std::span(items).subspan(check.first_item, check.item_count);
}

std::string Year::check_id(std::size_t check) const {
  return "check-" + std::to_string(check + 1);
}

Year generated_year(const YearPlan& plan) {
  return Making(plan).make();
}

std::int32_t shift_of(std::int32_t day, std::int32_t minute) {
  return day % 7 * 2 + (minute >= kDinner * 60 ? 1 : 0);
}

Instant instant_of(std::int32_t day, std::int64_t second) {
  return Instant{(kFirstDay + day) * kDaySeconds * 1'000'000}.plus_seconds(second);
}

std::vector<Fact> facts_of(const Year& year, std::size_t which) {
  return Telling(year, which).tell();
}

std::vector<Fact> facts_of_terminal(const Year& year, std::uint8_t terminal) {
  std::vector<Fact> all;
  for (std::size_t which = 0; which < year.cases.size(); ++which) {
    if (terminal != 0 && year.cases[which].terminal != terminal) continue;
    std::vector<Fact> facts = facts_of(year, which);
    all.insert(all.end(), std::make_move_iterator(facts.begin()), std::make_move_iterator(facts.end()));
  }
  std::stable_sort(all.begin(), all.end(), [](const Fact& left, const Fact& right) { return left.at < right.at; });
  return all;
}

}  // namespace amends::testing
