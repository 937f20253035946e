// Offer: what a template of the playbook comes to in this case, with its cost, its choices and what stands in its way.
// Promises: the one place where an amount of a remedy is worked out; options() shows it and decide() does it.
// Refuses: to judge authority; that is authority.hpp.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include <tl/expected.hpp>

#include "domain/decide.hpp"

namespace amends {

struct Offer {
  RemedyTemplate from;
  ActPurpose purpose = ActPurpose::fix;
  // As it would be done; where pieces are still to be picked, as if the dearest were.
  Remedy remedy;
  Money cost;
  std::vector<Item> choices;
  std::int32_t count = 0;
  // no_check, no_lines, not_available, nothing_left_to_refund, coupon_alone: why it isn't possible now.
  std::optional<Refusal> obstacle;
  bool operator==(const Offer&) const = default;
};

// What the playbook offers for the case's failure, in its order. Fixes are never empty and never without one that costs
// nothing: where the playbook has none, a personal apology stands at the end.
[[nodiscard]] std::vector<RemedyTemplate> offered_fixes(const Case& state, const Playbook& playbook);
// Empty in the safety branch.
[[nodiscard]] std::vector<RemedyTemplate> offered_extras(const Case& state, const Playbook& playbook);

[[nodiscard]] Offer make_offer(const Case& state, const Context& context, const Playbook& playbook,
                               const RemedyTemplate& from, ActPurpose purpose);

// The offer with these pieces picked. Where there is one choice only, nothing needs to be picked.
// unknown_item, not_available, same_flaw, wrong_quantity.
[[nodiscard]] tl::expected<Offer, Refusal> pick(const Case& state, const Context& context, const Playbook& playbook,
                                                Offer offer, const std::vector<ItemPart>& items);

// The check of the case, if the context has it.
[[nodiscard]] const Check* check_of(const Case& state, const Context& context);

// Whether the guest gave their money already, so that it can only be given back.
[[nodiscard]] bool guest_has_paid(const Check& check);

// What may still be given back on the check, beside the acts that stand, in other cases of it, too. Nothing where no money
// was taken.
[[nodiscard]] Money refundable(const Case& state, const Check& check, const Standing& standing);

// What may still come off the check before it is paid, beside the acts that stand, in other cases of it, too.
[[nodiscard]] Money discountable(const Case& state, const Check& check, const Standing& standing);

// What the guest was to pay for the lines concerned, as they stood when tapped.
[[nodiscard]] Money value_of_lines(const Case& state);

// Whether an act is carried out by a person alone: an apology, or a gesture without items.
[[nodiscard]] bool is_personal(const Remedy& remedy);

// Whether the item is a flawed one, or shares what is wrong with it.
[[nodiscard]] bool shares_flaw(const Case& state, const Item& item);

// The fixes that a new one takes the place of: alternatives that still wait and were never sent. A personal act takes
// nobody's place and loses its own to nobody.
[[nodiscard]] std::vector<ActId> replaced_by(const Case& state, const Remedy& remedy);

}  // namespace amends
