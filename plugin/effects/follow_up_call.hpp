// What a follow-up is called outside the house, and what the store's webhook is told of it.
// Promises: pure; the same delivery has the same id each time it is tried; no name, contact or word of a guest.
#pragma once

#include <string>

#include "desk/ports.hpp"

namespace amends {

// At most 45 letters, digits and hyphens: the case's id and the delivery's number.
[[nodiscard]] std::string outbox_id(const FollowUpOrder& order);

// {"type":"follow_up.planned","timestamp":"…","data":{"case","place","failure","owner","due"}}, times in UTC as RFC 3339
// has them.
[[nodiscard]] std::string follow_up_json(const FollowUpOrder& order);

}  // namespace amends
