// Undo: the commands that take back what a decision did, in order. The ledger keeps both, the tap and its taking back.
// Promises: given right after the decision they are accepted, and leave the case as it was before; only numbers that were
// given, and acts that were withdrawn, stay. A record is answered by its withdrawal. A manager who was called by the very
// same tap is called off with it; one who was called before stays called.
// Refuses: all of a decision of which a part can't be taken back: what has left the house or asks the host, a coupon, an
// apology that replaced another, an act that was taken back, a case that ended or was opened again, a text that replaced
// another, a look, a wrong PIN.
#pragma once

#include <span>
#include <vector>

#include "domain/commands.hpp"
#include "domain/facts.hpp"
#include "domain/playbook.hpp"

namespace amends {

// `facts` are what was decided on `before`. None: it can't be taken back, or there is nothing to take back.
[[nodiscard]] std::vector<Command> undo_of(const Case& before, std::span<const Fact> facts, const Playbook& playbook);

}  // namespace amends
