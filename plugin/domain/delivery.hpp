// What leaves the house beside the till: a slip for the printer, a mail, a word to another system. One row for each
// destination, durable before anything is sent.
// Promises: plain values. Refuses: to hold what is on the paper; that is made of the case when it is sent.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "domain/ids.hpp"
#include "domain/instant.hpp"

namespace amends {

enum class SlipKind : std::uint8_t {
  coupon = 1,  // what the guest brings along the next time
  promise,     // what happens next, for the guest
  remake,      // for the kitchen or the bar
  apology,     // a card from the house, to be signed
  line_up      // for the meeting before the shift
};

enum class Destination : std::uint8_t { printer = 1, mail, webhook, calendar };

enum class DeliveryState : std::uint8_t {
  waiting = 1,
  started,  // somebody is sending it, or tries again
  done,
  failed,    // nothing of it left the house, and nobody tries any more
  in_doubt,  // some of it did, and nobody can tell how much: a person looks
  dropped    // a person said that it isn't needed
};

struct Delivery {
  DeliveryId id;
  Destination to = Destination::printer;
  std::optional<SlipKind> slip;  // a printer's
  ActId act;                     // the slip is about; 0: about none
  FollowUpId follow_up;          // a mail, a webhook or a calendar is told of; 0: none
  DeliveryState state = DeliveryState::waiting;
  std::string
      why;  // it failed, or is in doubt: the name of a PrintOutcome, or of its like; the words stand under "print.NAME"
  PersonId asked_by;
  Instant asked;
  Instant changed;
  bool operator==(const Delivery&) const = default;
  // The same thing to the same place.
  [[nodiscard]] bool is_like(const Delivery& other) const {
    return to == other.to && slip == other.slip && act == other.act && follow_up == other.follow_up;
  }
  [[nodiscard]] bool is_open() const { return state == DeliveryState::waiting || state == DeliveryState::started; }
  // A call and a file are the store's own affair: their failures stand in the log, and nobody at the table waits for them.
  [[nodiscard]] bool needs_a_hand() const {
    const bool is_for_people = to == Destination::printer || to == Destination::mail;
    return is_for_people && (state == DeliveryState::failed || state == DeliveryState::in_doubt);
  }
};

}  // namespace amends
