// Host work: which request of amends.h carries a remedy out, if the host can.
//
//   Refund       refund       lines with refund_line, else the amount with refund_amount, else the whole with
//                             refund_check; on a closed check only with refund_after_close
//   Discount     void_line    whole lines that are to be paid, with void_line
//                discount     lines with discount_line, else the amount with discount_check
//   Replacement  reorder      the lines say what it is in place of; amount zero
//   Exchange     exchange     amount: the difference that the house waives
//                reorder      on a check that is to be paid
//   Gesture      add_at_zero  if it has items; amount zero
//   the others   none: a person carries them out
#pragma once

#include <optional>

#include "domain/decide.hpp"

namespace amends {

// Whether a host has a part in it at all.
[[nodiscard]] bool needs_host(const Remedy& remedy);

// What to ask the host, without id and approver; nothing if it can't, so that staff key it.
[[nodiscard]] std::optional<HostRequest> host_request(const Case& state, const Context& context, const Remedy& remedy,
                                                      Money cost, const PersonId& by);

}  // namespace amends
