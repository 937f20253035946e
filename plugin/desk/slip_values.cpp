#include "desk/slip_values.hpp"

#include <algorithm>
#include <utility>

#include "desk/act_words.hpp"
#include "desk/locale.hpp"
#include "domain/authority.hpp"

namespace amends {

namespace {

constexpr std::array<std::string_view, kSlipKinds.size()> kNames = {"coupon", "promise", "remake", "apology",
                                                                    "line_up"};

// In the order in which they were first met.
class Counted {
 public:
  void add(const std::string& name, std::int64_t thousandths) {
    const auto known = std::ranges::find(all_, name, [](const auto& each) { return each.first; });
    if (known == all_.end()) {
      all_.emplace_back(name, thousandths);
    } else {
      known->second += thousandths;
    }
  }
  [[nodiscard]] const std::vector<std::pair<std::string, std::int64_t>>& all() const { return all_; }

 private:
  std::vector<std::pair<std::string, std::int64_t>> all_;
};

std::vector<SlipRow> rows_of(const Words& words, const Counted& counted, const std::string& name) {
  std::vector<SlipRow> rows;
  for (const auto& [text, thousandths] : counted.all())
    rows.push_back({{"count", Locale(words).quantity(thousandths)}, {name, text}});
  return rows;
}

// Kept for managers, on paper too.
bool is_kept(const Case& of, const Playbook& playbook) {
  return is_restricted(of.failure, of.severity, playbook);
}

std::string person(const SlipGround& ground, const PersonId& id) {
  const auto known = std::ranges::find(ground.staff, id, &Person::id);
  return known == ground.staff.end() ? std::string() : known->name;
}

std::string dated(const SlipGround& ground, Instant at) {
  return Locale(ground.words).dated(ground.calendar.local(at));
}

std::string failure(const SlipGround& ground, const Case& of) {
  return ground.words.text("failure." + of.failure.text);
}

std::string prevention(const SlipGround& ground, const Case& of) {
  return of.prevention ? ground.words.text("prevention." + of.prevention->text) : std::string();
}

const std::vector<LineId>* instead_of(const Remedy& remedy) {
  if (const auto* replacement = std::get_if<Replacement>(&remedy)) return &replacement->instead_of;
  if (const auto* exchange = std::get_if<Exchange>(&remedy)) return &exchange->instead_of;
  return nullptr;
}

bool brings_items(const Act& act) {
  const auto* items = items_of(act.remedy);
  return items != nullptr && !items->empty();
}

// Whether it was agreed and is still to be done, or on its way.
bool is_ahead(const Act& act) {
  if (!act.is_alive() || act.state == ActState::needs_approval) return false;
  return !act.is_settled() || act.ready_minutes > 0;
}

bool is_met(const Case& of) {
  return std::ranges::any_of(of.follow_ups, [](const FollowUp& it) { return it.result == FollowUpResult::satisfied; });
}

const Act* settled_fix(const Case& of) {
  const auto found = std::ranges::find_if(
      of.acts, [](const Act& act) { return act.purpose == ActPurpose::fix && act.is_alive() && act.is_settled(); });
  return found == of.acts.end() ? nullptr : &*found;
}

// The one to tell of: whose guests said that they were satisfied, else that has all three marks.
const Case* good_recovery(const std::vector<const Case*>& cases) {
  const auto first = [&](auto is_good) {
    const auto found =
        std::ranges::find_if(cases, [&](const Case* each) { return settled_fix(*each) != nullptr && is_good(*each); });
    return found == cases.end() ? nullptr : *found;
  };
  const Case* met = first(is_met);
  return met != nullptr ? met : first([](const Case& each) { return each.is_complete(); });
}

// One of the failure that there was most of; null: nothing went wrong.
const Case* most_usual(const std::vector<const Case*>& cases) {
  const auto count = [&](const Case* of) {
    return std::ranges::count(cases, of->failure, [](const Case* each) { return each->failure; });
  };
  const auto most = std::ranges::max_element(cases, {}, count);
  return most == cases.end() ? nullptr : *most;
}

SlipValues begin(const SlipGround& ground) {
  return {.texts = {{"store", ground.playbook.house}}, .lists = {}};
}

}  // namespace

std::string_view name_of(SlipKind kind) {
  return kNames[static_cast<std::size_t>(kind) - 1];
}

std::optional<SlipKind> find_slip_kind(std::string_view name) {
  const auto known = std::ranges::find(kSlipKinds, name, [](SlipKind kind) { return name_of(kind); });
  if (known == kSlipKinds.end()) return std::nullopt;
  return *known;
}

bool is_for_guests(SlipKind kind) {
  return kind == SlipKind::coupon || kind == SlipKind::promise || kind == SlipKind::apology;
}

const SlipNames& names_on(SlipKind kind) {
  static const std::array<SlipNames, kSlipKinds.size()> names = {
      SlipNames{{"store", "case", "worth", "code", "qr", "valid_until"}, {}},
      SlipNames{{"store", "case", "promise", "who", "by", "prevention"}, {{"acts", {"act"}}}},
      SlipNames{{"store", "case", "place", "check", "why", "who", "at"},
                {{"items", {"count", "item"}}, {"instead", {"count", "name"}}}},
      SlipNames{{"store", "guest", "name", "prevention"}, {}},
      SlipNames{{"store", "day", "recovery_failure", "recovery_act", "practise", "practise_failure"},
                {{"failures", {"count", "failure"}},
                 {"fixes", {"count", "fix"}},
                 {"preventions", {"prevention"}},
                 {"promises", {"case", "place", "who", "by"}},
                 {"off_menu", {"item"}}}}};
  return names[static_cast<std::size_t>(kind) - 1];
}

std::vector<CaseSlip> slips_of(const Case& of, const Playbook& playbook) {
  std::vector<CaseSlip> slips;
  if (!of.is_recorded() || of.withdrawn) return slips;
  const bool safety = is_kept(of, playbook);
  for (const Act& act : of.acts) {
    if (is_ahead(act) && brings_items(act)) slips.push_back({SlipKind::remake, act.id});
  }
  for (const Act& act : of.acts) {
    const bool numbered = act.coupon == CouponState::issued;
    if (numbered && act.is_alive()) slips.push_back({SlipKind::coupon, act.id});
  }
  const bool promised = of.open_follow_up() != nullptr || of.promise_words.has_value();
  if (promised || (!safety && (of.prevention || std::ranges::any_of(of.acts, is_ahead))))
    slips.push_back({SlipKind::promise, {}});
  if (!safety) slips.push_back({SlipKind::apology, {}});
  return slips;
}

SlipValues coupon_values(const SlipGround& ground, const Case& of, const Act& coupon, const CouponOnPaper& code) {
  SlipValues values = begin(ground);
  const Locale locale(ground.words);
  values.texts["case"] = of.number.text;
  values.texts["worth"] = locale.money(coupon.cost);
  values.texts["code"] = code.shown;
  values.texts["qr"] = code.qr;
  values.texts["valid_until"] = locale.day(ground.calendar.local(coupon.coupon_expires));
  return values;
}

SlipValues promise_values(const SlipGround& ground, const Case& of, std::string_view promised) {
  SlipValues values = begin(ground);
  values.texts["case"] = of.number.text;
  values.texts["promise"] = promised;
  if (const FollowUp* next = of.open_follow_up()) {
    values.texts["who"] = person(ground, next->owner);
    values.texts["by"] = dated(ground, next->due);
  }
  if (is_kept(of, ground.playbook)) return values;
  values.texts["prevention"] = prevention(ground, of);
  for (const Act& act : of.acts) {
    if (is_ahead(act)) values.lists["acts"].push_back({{"act", act_title(ground.words, act)}});
  }
  return values;
}

SlipValues remake_values(const SlipGround& ground, const Case& of, const Act& remake) {
  SlipValues values = begin(ground);
  values.texts["case"] = of.number.text;
  values.texts["place"] = of.place;
  values.texts["check"] = of.check_number;
  if (!is_kept(of, ground.playbook)) values.texts["why"] = failure(ground, of);
  values.texts["who"] = person(ground, remake.chosen_by);
  values.texts["at"] = Locale(ground.words).clock(ground.calendar.local(remake.chosen));
  Counted items;
  if (const auto* brought = items_of(remake.remedy)) {
    for (const ItemPart& item : *brought)
      items.add(item.name, item.quantity_thousandths);
  }
  values.lists["items"] = rows_of(ground.words, items, "item");
  Counted instead;
  if (const auto* flawed = instead_of(remake.remedy)) {
    for (const CheckLine& line : of.lines) {
      if (std::ranges::find(*flawed, line.id) != flawed->end()) instead.add(line.name, line.quantity_thousandths);
    }
  }
  values.lists["instead"] = rows_of(ground.words, instead, "name");
  return values;
}

SlipValues apology_values(const SlipGround& ground, const Case& of, std::string_view guest) {
  SlipValues values = begin(ground);
  if (is_kept(of, ground.playbook)) return values;
  values.texts["guest"] = guest;
  values.texts["name"] = of.apology ? person(ground, of.apology->by) : std::string();
  values.texts["prevention"] = prevention(ground, of);
  return values;
}

SlipValues line_up_values(const SlipGround& ground, const LineUp& of) {
  SlipValues values = begin(ground);
  values.texts["day"] = Locale(ground.words).day(of.day);
  const auto is_shown = [&](const Case& each) {
    return each.is_recorded() && !each.withdrawn && !is_kept(each, ground.playbook);
  };
  std::vector<const Case*> cases;
  Counted failures;
  Counted fixes;
  Counted preventions;
  for (const Case& each : of.cases) {
    if (!is_shown(each)) continue;
    cases.push_back(&each);
    failures.add(failure(ground, each), 1000);
    for (const Act& act : each.acts) {
      if (act.purpose == ActPurpose::fix && act.is_alive() && act.is_settled())
        fixes.add(ground.words.format("remedy." + act.from.text + ".title",
                                      {{"count", "1"}, {"amount", Locale(ground.words).money(act.cost)}}),
                  1000);
    }
    if (each.prevention) preventions.add(prevention(ground, each), 1000);
  }
  values.lists["failures"] = rows_of(ground.words, failures, "failure");
  values.lists["fixes"] = rows_of(ground.words, fixes, "fix");
  for (const auto& each : preventions.all())
    values.lists["preventions"].push_back({{"prevention", each.first}});
  for (const Case& each : of.open) {
    const FollowUp* next = each.open_follow_up();
    if (next == nullptr || !is_shown(each)) continue;
    values.lists["promises"].push_back({{"case", each.number.text},
                                        {"place", each.place},
                                        {"who", person(ground, next->owner)},
                                        {"by", dated(ground, next->due)}});
  }
  for (const Item& item : of.items) {
    if (!item.available) values.lists["off_menu"].push_back({{"item", item.name}});
  }
  if (const Case* usual = most_usual(cases)) {
    const std::string cue = "cue." + usual->failure.text + ".hear";
    values.texts["practise"] = ground.words.text(ground.words.has(cue) ? cue : "cue.feelings");
    values.texts["practise_failure"] = failure(ground, *usual);
  }
  if (const Case* good = good_recovery(cases)) {
    values.texts["recovery_failure"] = failure(ground, *good);
    values.texts["recovery_act"] = act_title(ground.words, *settled_fix(*good));
  }
  return values;
}

}  // namespace amends
