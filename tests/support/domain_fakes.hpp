// What tests of the rules stand on: counted ids, a check with three flawed teas, a menu, staff, and a small playbook.
// Promises: plain values made anew by each call, so that a test changes its own copy.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "domain/decide.hpp"
#include "domain/fold.hpp"

namespace amends::fakes {

inline constexpr Currency kEuro{{'E', 'U', 'R'}, 2};
inline constexpr Instant kNoon{1'764'000'000'000'000};

[[nodiscard]] inline Money euro(std::int64_t cents) {
  return {cents, kEuro};
}

// Counts, and remembers what was handed to the side table.
class CountedMint : public Mint {
 public:
  CaseId case_id() override {
    CaseId id;
    id.bytes[0] = 0xca;
    id.bytes[15] = static_cast<std::uint8_t>(++cases_);
    id.bytes[14] = static_cast<std::uint8_t>(cases_ >> 8);
    return id;
  }
  CaseNumber case_number() override {
    const std::string digits = std::to_string(++numbers_);
    return {"T3-" + std::string(digits.size() < 4 ? 4 - digits.size() : 0, '0') + digits};
  }
  RequestId request_id() override { return {"request-" + std::to_string(++requests_)}; }
  std::string coupon_code(Money, Instant, Instant) override { return "COUPON-" + std::to_string(++coupons_); }
  PrivateRef keep(PrivateKind kind, const PrivateText& text) override {
    kept.emplace_back(kind, text.text);
    PrivateRef ref;
    ref.id.bytes[0] = 0x9e;
    ref.id.bytes[15] = static_cast<std::uint8_t>(kept.size());
    ref.id.bytes[14] = static_cast<std::uint8_t>(kept.size() >> 8);
    ref.commitment[0] = static_cast<std::uint8_t>(kept.size());
    return ref;
  }

  std::vector<std::pair<PrivateKind, std::string>> kept;

 private:
  std::uint32_t cases_ = 0;
  std::uint32_t numbers_ = 0;
  std::uint32_t requests_ = 0;
  std::uint32_t coupons_ = 0;
};

[[nodiscard]] inline Person ana() {
  return {{"ana"}, "Ana", Role::waiter, true};
}
[[nodiscard]] inline Person jon() {
  return {{"jon"}, "Jon", Role::shift_lead, true};
}
[[nodiscard]] inline Person mira() {
  return {{"mira"}, "Mira", Role::manager, true};
}
[[nodiscard]] inline Person tom() {
  return {{"tom"}, "Tom", Role::owner, true};
}

[[nodiscard]] inline CheckLine line(std::string id, std::string item, std::string group, std::int64_t cents,
                                    std::string component = {}) {
  CheckLine made;
  made.id = {std::move(id)};
  made.item = {std::move(item)};
  made.name = made.item.text;
  made.group = std::move(group);
  made.component = std::move(component);
  made.unit = euro(cents);
  made.total = euro(cents);
  made.refunded = euro(0);
  made.fired = true;
  return made;
}

// Table 12, still to be paid: three teas from one base at 4.50, a salad at 12.90. 26.40 in all.
[[nodiscard]] inline Check open_check() {
  Check check;
  check.id = {"check-41"};
  check.number = "41";
  check.place = "Table 12";
  check.currency = kEuro;
  check.server = {"ana"};
  check.server_name = "Ana";
  check.opened = kNoon;
  check.guests = 3;
  check.lines = {line("1", "tea-peach", "Drinks", 450, "tea base"), line("2", "tea-lemon", "Drinks", 450, "tea base"),
                 line("3", "tea-mint", "Drinks", 450, "tea base"), line("4", "salad", "Mains", 1290)};
  check.total = euro(2640);
  check.paid = euro(0);
  check.refunded = euro(0);
  return check;
}

[[nodiscard]] inline Check paid_check() {
  Check check = open_check();
  check.state = CheckState::paid;
  check.paid = check.total;
  return check;
}

[[nodiscard]] inline Item item(std::string id, std::string group, std::int64_t cents, std::string component = {}) {
  Item made;
  made.id = {std::move(id)};
  made.name = made.id.text;
  made.group = std::move(group);
  made.component = std::move(component);
  made.unit = euro(cents);
  return made;
}

[[nodiscard]] inline std::vector<Item> menu() {
  std::vector<Item> items = {item("tea-peach", "Drinks", 450, "tea base"),
                             item("tea-lemon", "Drinks", 450, "tea base"),
                             item("tea-mint", "Drinks", 450, "tea base"),
                             item("tea-hot", "Drinks", 380, "tea base"),
                             item("lemonade", "Drinks", 450),
                             item("water", "Drinks", 320),
                             item("salad", "Mains", 1290),
                             item("steak", "Mains", 1950),
                             item("cake", "Desserts", 350),
                             item("feast", "Desserts", 1500)};
  items.push_back(item("octopus", "Mains", 1840));
  items.back().available = false;
  return items;
}

[[nodiscard]] inline Capabilities all_capabilities() {
  Capabilities can;
  can.refund_amount = can.refund_line = can.refund_check = can.refund_after_close = true;
  can.discount_line = can.discount_check = can.void_line = true;
  can.reorder = can.exchange = can.credit = can.add_at_zero = true;
  can.look_up = can.idempotent = true;
  return can;
}

// Ana at the till with `check` on it, everybody on shift, a host that can do everything.
[[nodiscard]] inline Context context_with(Check check) {
  Context context;
  context.check = std::move(check);
  context.items = menu();
  context.operator_ = ana();
  context.staff = {ana(), jon(), mira(), tom()};
  context.capabilities = all_capabilities();
  context.due = {kNoon.plus_seconds(600), kNoon.plus_seconds(4 * 3600), kNoon.plus_seconds(24 * 3600)};
  return context;
}

// A host without pos/1: no check, no menu, no capabilities.
[[nodiscard]] inline Context context_without_pos() {
  Context context = context_with(open_check());
  context.check.reset();
  context.items.clear();
  context.capabilities = {};
  return context;
}

[[nodiscard]] inline RemedyTemplate remedy(std::string id, RemedyKind kind) {
  RemedyTemplate made;
  made.id = {std::move(id)};
  made.kind = kind;
  made.fixed = euro(0);
  return made;
}

[[nodiscard]] inline RemedyTemplate share(std::string id, RemedyKind kind, AmountBase base, std::int32_t percent) {
  RemedyTemplate made = remedy(std::move(id), kind);
  made.base = base;
  made.percent = percent;
  return made;
}

[[nodiscard]] inline RemedyTemplate fixed(std::string id, RemedyKind kind, std::int64_t cents) {
  RemedyTemplate made = remedy(std::move(id), kind);
  made.fixed = euro(cents);
  return made;
}

[[nodiscard]] inline RemedyTemplate of_group(std::string id, RemedyKind kind, std::string group) {
  RemedyTemplate made = remedy(std::move(id), kind);
  made.group = std::move(group);
  return made;
}

// Limits 25, 75, 250, none; extra 10. "awful" is about lines, "rude" about the visit, "allergy" is the safety branch.
[[nodiscard]] inline Playbook playbook() {
  Playbook made;
  made.name = "test";
  made.version = "0f";
  made.currency = kEuro;
  made.limit = {euro(2500), euro(7500), euro(25000), euro(0)};
  made.extra_limit = euro(1000);
  RemedyTemplate by_manager = remedy("manager_apology", RemedyKind::personal_apology);
  by_manager.done_by = DoneBy::manager;
  RemedyTemplate swap = remedy("swap", RemedyKind::exchange);
  swap.same_item = true;
  made.remedies = {remedy("replace", RemedyKind::replacement),
                   share("off", RemedyKind::discount, AmountBase::lines, 100),
                   share("part", RemedyKind::discount, AmountBase::lines, 25),
                   share("whole", RemedyKind::refund, AmountBase::check, 100),
                   fixed("off_ten", RemedyKind::refund, 1000),
                   fixed("coupon", RemedyKind::coupon, 1500),
                   fixed("big_coupon", RemedyKind::coupon, 6000),
                   remedy("sorry", RemedyKind::personal_apology),
                   by_manager,
                   swap,
                   fixed("gift", RemedyKind::gesture, 800),
                   remedy("call", RemedyKind::gesture),
                   of_group("treat", RemedyKind::gesture, "Desserts"),
                   fixed("small_coupon", RemedyKind::coupon, 500)};
  Failure awful;
  awful.id = {"awful"};
  awful.wishes = {{"something_else"}, {"part"}};
  awful.remedies = {{"replace"},         {"off"},    {"part"},       {"whole"},
                    {"off_ten"},         {"coupon"}, {"big_coupon"}, {"sorry"},
                    {"manager_apology"}, {"swap"},   {"gift"},       {"call"}};
  awful.extras = {{"treat"}, {"small_coupon"}, {"big_coupon"}};
  awful.preventions = {{"new_batch"}, {"off_the_menu"}};
  Failure rude;
  rude.id = {"rude"};
  rude.severity = Severity::serious;
  rude.scope = FailureScope::visit;
  rude.remedies = {{"manager_apology"}, {"call"}, {"gift"}, {"whole"}};
  rude.preventions = {{"coaching"}};
  rude.follow_up = FollowUpWhen::today;
  Failure allergy;
  allergy.id = {"allergy"};
  allergy.severity = Severity::grave;
  allergy.safety = true;
  allergy.questions = {{"doctor_now"}, {"sample_kept"}};
  allergy.remedies = {{"off"}, {"manager_apology"}, {"call"}, {"replace"}};
  allergy.extras = {{"treat"}};
  allergy.preventions = {{"new_batch"}};
  allergy.follow_up = FollowUpWhen::today;
  made.failures = {awful, rude, allergy};
  return made;
}

// A case driven by commands: decides, folds, keeps what was asked of the host.
struct Story {
  Playbook book = playbook();
  Context context = context_with(open_check());
  CountedMint mint;
  Instant now = kNoon;
  Case state;
  std::vector<Fact> facts;
  std::vector<HostRequest> requests;

  tl::expected<Decision, Refusal> give(const Command& command) {
    now = now.plus_seconds(1);
    auto decision = decide(state, command, context, book, now, mint);
    if (!decision) return decision;
    for (const Fact& fact : decision->facts) {
      state = fold(std::move(state), fact);
      facts.push_back(fact);
    }
    for (const HostRequest& request : decision->requests)
      requests.push_back(request);
    return decision;
  }
};

}  // namespace amends::fakes
