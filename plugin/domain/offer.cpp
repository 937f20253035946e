#include "domain/offer.hpp"

#include <algorithm>
#include <cassert>

#include "domain/sums.hpp"

namespace amends {
namespace {

constexpr std::int64_t kOnePiece = 1000;

// The way out that every case has, whatever a file says or no longer says.
RemedyTemplate last_resort() {
  RemedyTemplate apology;
  apology.id = TemplateId{"apology"};
  apology.kind = RemedyKind::personal_apology;
  apology.icon = "volunteer_activism";
  return apology;
}

bool costs_nothing(const RemedyTemplate& from) {
  if (from.kind == RemedyKind::personal_apology) return true;
  return from.kind == RemedyKind::gesture && from.group.empty() && from.item.empty() && from.fixed.is_zero();
}

bool waits_unsent(const Act& act) {
  return act.state == ActState::needs_approval || act.state == ActState::ready;
}

bool is_replaceable(const Act& act) {
  return act.purpose == ActPurpose::fix && waits_unsent(act) && !is_personal(act.remedy);
}

// What acts of one kind that stand took off a line or a check: seen by the host already, and still to come.
struct Taken {
  Money settled;
  Money pending;
};

// Acts that a new alternative would replace don't count: they are gone when it is chosen.
template <class MoneyOff, class AmountOf>
Taken taken_by(const Case& state, AmountOf&& amount_of) {
  Taken taken{nothing_in(state.currency), nothing_in(state.currency)};
  for (const Act& act : state.acts) {
    const auto* money_off = std::get_if<MoneyOff>(&act.remedy);
    if (!money_off || !act.is_alive() || is_replaceable(act)) continue;
    Money& sum = act.is_settled() ? taken.settled : taken.pending;
    sum = sum_of(sum, amount_of(*money_off));
  }
  return taken;
}

template <class MoneyOff>
Taken taken_off_check(const Case& state) {
  return taken_by<MoneyOff>(state, [](const MoneyOff& it) { return it.amount; });
}

template <class MoneyOff>
Taken taken_off_line(const Case& state, const LineId& line) {
  return taken_by<MoneyOff>(state, [&](const MoneyOff& it) {
    Money sum = nothing_in(it.amount.currency);
    for (const LinePart& part : it.lines) {
      if (part.line == line) sum = sum_of(sum, part.amount);
    }
    return sum;
  });
}

// What the guest still gave, or owes, for a line of the case. The host's figures may be older than our own acts, so the
// larger of both is what is gone.
Money left_of_line(const Case& state, const Check& check, const CheckLine& snapshot, bool paid) {
  const CheckLine* line = check.find(snapshot.id);
  if (!line || line->voided) return nothing_in(state.currency);
  if (paid) {
    const Taken taken = taken_off_line<Refund>(state, line->id);
    return rest_of(rest_of(line->total, larger_of(line->refunded, taken.settled)), taken.pending);
  }
  const Taken taken = taken_off_line<Discount>(state, line->id);
  return rest_of(smaller_of(line->total, rest_of(snapshot.total, taken.settled)), taken.pending);
}

struct MoneyOff {
  Money amount;
  std::vector<LinePart> lines;
};

// A share of the lines, spread over them. Above 100 % it is no longer the lines' money, so it is the check's.
MoneyOff off_the_lines(const Case& state, const Check& check, std::int32_t percent, bool paid, Money most) {
  Money base = nothing_in(state.currency);
  std::vector<LinePart> parts;
  std::vector<std::int64_t> weights;
  for (const CheckLine& line : state.lines) {
    const Money left = left_of_line(state, check, line, paid);
    if (left.is_zero()) continue;
    base = sum_of(base, left);
    parts.push_back({line.id, check.find(line.id)->quantity_thousandths, left});
    weights.push_back(left.minor);
  }
  const Money amount = smaller_of(share_of(base, percent), most);
  if (amount.is_zero()) return {amount, {}};
  if (amount.minor > base.minor) return {amount, {}};
  const std::vector<Money> shares = split(amount, weights);
  for (std::size_t at = 0; at < parts.size(); ++at)
    parts[at].amount = shares[at];
  std::erase_if(parts, [](const LinePart& part) { return part.amount.is_zero(); });
  return {amount, parts};
}

MoneyOff money_off(const Case& state, const Check& check, const Standing& standing, const RemedyTemplate& from,
                   bool paid) {
  const Money most = paid ? refundable(state, check, standing) : discountable(state, check, standing);
  switch (from.base) {
    case AmountBase::lines:
      return off_the_lines(state, check, from.percent, paid, most);
    case AmountBase::check: {
      const Money whole = paid ? rest_of(check.total, check.refunded) : check.total;
      return {smaller_of(share_of(whole, from.percent), most), {}};
    }
    case AmountBase::fixed:
      return {smaller_of(from.fixed, most), {}};
  }
  return {nothing_in(state.currency), {}};
}

void offer_money(Offer& offer, const Case& state, const Context& context) {
  const Check* check = check_of(state, context);
  const bool paid = check && guest_has_paid(*check);
  const bool fits = offer.from.base != AmountBase::fixed || offer.from.fixed.currency == state.currency;
  MoneyOff off{nothing_in(state.currency), {}};
  if (check && fits) off = money_off(state, *check, context.standing, offer.from, paid);
  // Nothing was paid: the same amount comes off the bill instead, and the other way round.
  if (check ? paid : offer.from.kind == RemedyKind::refund) {
    offer.remedy = Refund{off.amount, off.lines};
  } else {
    offer.remedy = Discount{off.amount, off.lines};
  }
  offer.cost = off.amount;
  if (!check) {
    offer.obstacle = Refusal::no_check;
  } else if (offer.from.base == AmountBase::lines && state.lines.empty()) {
    offer.obstacle = Refusal::no_lines;
  } else if (off.amount.is_zero()) {
    offer.obstacle = Refusal::nothing_left_to_refund;
  }
}

// Whether something else than coupons was given, or is: what is owed, where something is.
bool is_fixed_otherwise(const Case& state, const Failure* failure) {
  return std::any_of(state.acts.begin(), state.acts.end(), [&](const Act& act) {
    if (act.purpose != ActPurpose::fix || !act.is_alive() || std::holds_alternative<Coupon>(act.remedy)) return false;
    if (failure && !failure->owed.empty()) {
      return std::find(failure->owed.begin(), failure->owed.end(), act.from) != failure->owed.end();
    }
    return !is_replaceable(act);
  });
}

// A second failure is never answered by a coupon alone (Maxham & Netemeyer 2002), nor does one stand for what is owed.
bool would_stand_alone(const Offer& offer, const Case& state, const Context& context, const Playbook& playbook) {
  if (offer.purpose != ActPurpose::fix) return false;
  const Failure* failure = playbook.find(state.failure);
  const bool owed = failure && !failure->owed.empty();
  return (owed || context.standing.failures_before > 0) && !is_fixed_otherwise(state, failure);
}

void offer_coupon(Offer& offer, const Case& state, const Context& context, const Playbook& playbook) {
  Money amount = nothing_in(state.currency);
  const Check* check = check_of(state, context);
  switch (offer.from.base) {
    case AmountBase::lines:
      if (state.lines.empty()) offer.obstacle = Refusal::no_lines;
      amount = share_of(value_of_lines(state), offer.from.percent);
      break;
    case AmountBase::check:
      if (!check) offer.obstacle = Refusal::no_check;
      if (check) amount = share_of(larger_of(check->total, amount), offer.from.percent);
      break;
    case AmountBase::fixed:
      if (offer.from.fixed.currency == state.currency) amount = offer.from.fixed;
      break;
  }
  offer.remedy = Coupon{amount, offer.from.valid_days};
  offer.cost = amount;
  if (!offer.obstacle && amount.is_zero()) offer.obstacle = Refusal::not_available;
  if (!offer.obstacle && would_stand_alone(offer, state, context, playbook)) offer.obstacle = Refusal::coupon_alone;
}

std::int32_t pieces_of(const Case& state) {
  std::int64_t thousandths = 0;
  for (const CheckLine& line : state.lines)
    thousandths += std::clamp<std::int64_t>(line.quantity_thousandths, 0, 1'000'000);
  return static_cast<std::int32_t>(std::clamp<std::int64_t>((thousandths + kOnePiece - 1) / kOnePiece, 1, 10'000));
}

bool is_of_group(const Case& state, const RemedyTemplate& from, const Item& item) {
  if (!from.item.empty()) return item.id == from.item;
  if (!from.group.empty()) return item.group == from.group;
  return std::any_of(state.lines.begin(), state.lines.end(),
                     [&](const CheckLine& line) { return line.group == item.group; });
}

bool is_same_article(const Case& state, const Item& item) {
  return std::any_of(state.lines.begin(), state.lines.end(),
                     [&](const CheckLine& line) { return line.item == item.id; });
}

// Whether a piece may stand in for what was flawed. A gift need not differ from it, yet would be a poor one.
bool differs_enough(const Case& state, const RemedyTemplate& from, const Item& item) {
  if (from.kind == RemedyKind::exchange && from.same_item && is_same_article(state, item)) return true;
  return !shares_flaw(state, item);
}

bool may_be_given(const Playbook& playbook, const Standing& standing, const Item& item) {
  if (!item.alcohol || playbook.alcohol == Alcohol::allowed) return true;
  return playbook.alcohol == Alcohol::one_a_day && !standing.alcohol_given;
}

bool could_be_picked(const Case& state, const Context& context, const Playbook& playbook, const RemedyTemplate& from,
                     const Item& item) {
  return is_of_group(state, from, item) && item.unit.currency == state.currency && item.unit.minor >= 0 &&
         may_be_given(playbook, context.standing, item);
}

bool takes_items(const RemedyTemplate& from) {
  if (from.kind == RemedyKind::replacement || from.kind == RemedyKind::exchange) return true;
  return from.kind == RemedyKind::gesture && (!from.group.empty() || !from.item.empty());
}

std::vector<LineId> line_ids(const Case& state) {
  std::vector<LineId> ids;
  for (const CheckLine& line : state.lines)
    ids.push_back(line.id);
  return ids;
}

Money cost_of_pieces(const Case& state, const Context& context, const RemedyTemplate& from,
                     const std::vector<ItemPart>& parts) {
  Money sum = nothing_in(state.currency);
  for (const ItemPart& part : parts) {
    for (const Item& item : context.items) {
      if (item.id == part.item) sum = sum_of(sum, price_of(item.unit, part.quantity_thousandths));
    }
  }
  return from.kind == RemedyKind::exchange ? rest_of(sum, value_of_lines(state)) : sum;
}

void put_pieces(Offer& offer, const Case& state, const Context& context, std::vector<ItemPart> parts) {
  // A host that tells no menu: what it costs stands in the playbook, if anywhere.
  const bool priced = context.items.empty() && offer.from.fixed.currency == state.currency;
  offer.cost = priced ? offer.from.fixed : cost_of_pieces(state, context, offer.from, parts);
  switch (offer.from.kind) {
    case RemedyKind::replacement:
      offer.remedy = Replacement{line_ids(state), std::move(parts)};
      break;
    case RemedyKind::exchange:
      offer.remedy = Exchange{line_ids(state), std::move(parts)};
      break;
    default:
      offer.remedy = Gesture{std::move(parts)};
      break;
  }
}

void offer_items(Offer& offer, const Case& state, const Context& context, const Playbook& playbook) {
  offer.count = offer.from.kind == RemedyKind::gesture ? 1 : pieces_of(state);
  for (const Item& item : context.items) {
    if (!item.available || !could_be_picked(state, context, playbook, offer.from, item)) continue;
    if (!differs_enough(state, offer.from, item)) continue;
    const bool extra = offer.purpose == ActPurpose::extra;
    if (extra && item.unit.minor > playbook.extra_limit.minor) continue;
    offer.choices.push_back(item);
  }
  // The same article again is what most want of an exchange.
  std::stable_partition(offer.choices.begin(), offer.choices.end(),
                        [&](const Item& item) { return is_same_article(state, item); });
  std::vector<ItemPart> parts;
  const auto dearest =
      std::max_element(offer.choices.begin(), offer.choices.end(),
                       [](const Item& left, const Item& right) { return left.unit.minor < right.unit.minor; });
  if (dearest != offer.choices.end()) parts.push_back({dearest->id, dearest->name, offer.count * kOnePiece});
  put_pieces(offer, state, context, std::move(parts));
  if (offer.choices.empty() && !context.items.empty()) offer.obstacle = Refusal::not_available;
  if (context.items.empty()) offer.count = 0;
}

PersonId who_apologises(const RemedyTemplate& from, const Context& context) {
  const bool by_manager = from.done_by == DoneBy::manager;
  if (context.operator_ && (!by_manager || context.operator_->role >= Role::manager)) return context.operator_->id;
  if (!by_manager) return PersonId{};
  for (const Role role : {Role::manager, Role::owner}) {
    for (const Person& person : context.staff) {
      if (person.on_shift && person.role == role) return person.id;
    }
  }
  return PersonId{};
}

std::vector<RemedyTemplate> offered(const Playbook& playbook, const std::vector<TemplateId>& ids) {
  std::vector<RemedyTemplate> templates;
  for (const TemplateId& id : ids) {
    if (const RemedyTemplate* from = playbook.find(id)) templates.push_back(*from);
  }
  return templates;
}

}  // namespace

std::vector<RemedyTemplate> offered_fixes(const Case& state, const Playbook& playbook) {
  std::vector<RemedyTemplate> templates;
  if (const Failure* failure = playbook.find(state.failure)) templates = offered(playbook, failure->remedies);
  if (std::none_of(templates.begin(), templates.end(), costs_nothing)) templates.push_back(last_resort());
  return templates;
}

std::vector<RemedyTemplate> offered_extras(const Case& state, const Playbook& playbook) {
  const Failure* failure = playbook.find(state.failure);
  if (!failure || failure->safety) return {};
  return offered(playbook, failure->extras);
}

Offer make_offer(const Case& state, const Context& context, const Playbook& playbook, const RemedyTemplate& from,
                 ActPurpose purpose) {
  Offer offer;
  offer.from = from;
  offer.purpose = purpose;
  offer.cost = nothing_in(state.currency);
  switch (from.kind) {
    case RemedyKind::refund:
    case RemedyKind::discount:
      offer_money(offer, state, context);
      break;
    case RemedyKind::coupon:
      offer_coupon(offer, state, context, playbook);
      break;
    case RemedyKind::personal_apology:
      offer.remedy = PersonalApology{who_apologises(from, context)};
      break;
    case RemedyKind::replacement:
    case RemedyKind::exchange:
      offer_items(offer, state, context, playbook);
      break;
    case RemedyKind::gesture:
      if (takes_items(from)) {
        offer_items(offer, state, context, playbook);
      } else {
        offer.remedy = Gesture{};
        if (from.fixed.currency == state.currency) offer.cost = from.fixed;
      }
      break;
  }
  return offer;
}

tl::expected<Offer, Refusal> pick(const Case& state, const Context& context, const Playbook& playbook, Offer offer,
                                  const std::vector<ItemPart>& items) {
  if (!takes_items(offer.from)) {
    if (!items.empty()) return tl::unexpected(Refusal::unknown_item);
    return offer;
  }
  if (items.empty() && (offer.choices.size() == 1 || context.items.empty())) return offer;
  std::vector<ItemPart> parts;
  bool sold_out = false;
  bool flawed = false;
  bool positive = true;
  std::int64_t thousandths = 0;
  for (const ItemPart& wanted : items) {
    const auto item =
        std::find_if(context.items.begin(), context.items.end(), [&](const Item& it) { return it.id == wanted.item; });
    if (item == context.items.end() || !could_be_picked(state, context, playbook, offer.from, *item)) {
      return tl::unexpected(Refusal::unknown_item);
    }
    sold_out = sold_out || !item->available;
    flawed = flawed || !differs_enough(state, offer.from, *item);
    // Whole pieces, and never so many that their sum could overflow.
    positive = positive && wanted.quantity_thousandths > 0 && wanted.quantity_thousandths <= 10'000 * kOnePiece &&
               wanted.quantity_thousandths % kOnePiece == 0;
    if (positive) thousandths += wanted.quantity_thousandths;
    parts.push_back({item->id, item->name, wanted.quantity_thousandths});
  }
  if (sold_out || (items.empty() && offer.choices.empty())) return tl::unexpected(Refusal::not_available);
  if (flawed) return tl::unexpected(Refusal::same_flaw);
  if (!positive || thousandths != offer.count * kOnePiece) return tl::unexpected(Refusal::wrong_quantity);
  put_pieces(offer, state, context, std::move(parts));
  offer.obstacle.reset();
  return offer;
}

const Check* check_of(const Case& state, const Context& context) {
  if (!context.check || state.check.empty() || context.check->id != state.check) return nullptr;
  if (context.check->currency != state.currency) return nullptr;
  return &*context.check;
}

bool guest_has_paid(const Check& check) {
  if (check.state == CheckState::paid || check.state == CheckState::closed) return true;
  return check.state == CheckState::open && check.paid.minor > 0 && check.paid.minor >= check.total.minor;
}

namespace {}  // namespace

Money discountable(const Case& state, const Check& check, const Standing& standing) {
  if (check.state == CheckState::voided) return nothing_in(state.currency);
  const Money left = rest_of(rest_of(check.total, check.paid), taken_off_check<Discount>(state).pending);
  return less(left, standing.discounts_under_way);
}

Money refundable(const Case& state, const Check& check, const Standing& standing) {
  if (!guest_has_paid(check)) return nothing_in(state.currency);
  const Taken taken = taken_off_check<Refund>(state);
  const Money left = rest_of(rest_of(check.paid, larger_of(check.refunded, taken.settled)), taken.pending);
  return less(left, standing.refunds_under_way);
}

Money value_of_lines(const Case& state) {
  Money sum = nothing_in(state.currency);
  for (const CheckLine& line : state.lines)
    sum = sum_of(sum, larger_of(line.total, nothing_in(state.currency)));
  return sum;
}

bool is_personal(const Remedy& remedy) {
  if (std::holds_alternative<PersonalApology>(remedy)) return true;
  const auto* gesture = std::get_if<Gesture>(&remedy);
  return gesture && gesture->items.empty();
}

bool shares_flaw(const Case& state, const Item& item) {
  return std::any_of(state.lines.begin(), state.lines.end(), [&](const CheckLine& line) {
    return line.item == item.id || (!line.component.empty() && line.component == item.component);
  });
}

std::vector<ActId> replaced_by(const Case& state, const Remedy& remedy) {
  std::vector<ActId> replaced;
  if (is_personal(remedy)) return replaced;
  for (const Act& act : state.acts) {
    if (is_replaceable(act)) replaced.push_back(act.id);
  }
  return replaced;
}

}  // namespace amends
