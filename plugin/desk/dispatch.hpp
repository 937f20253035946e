// Dispatch: what is to leave the house beside the till, when it is tried, and how often.
// Promises: each is handed out once until it is told what became of it; what couldn't be sent is tried again later and
// later, and given up after some twenty minutes. Refuses: to know what is sent, and facts; the desk writes them.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "domain/case.hpp"

namespace amends {

class Dispatch {
 public:
  struct Due {
    CaseId subject;
    DeliveryId delivery;
  };
  // Instants are those of a clock that nobody sets.
  void add(const CaseId& subject, DeliveryId delivery, Instant now);
  // What isn't open in the case any more is waited for no longer.
  void follow(const Case& after, Instant now);
  // Those whose time has come; they are under way from now on.
  [[nodiscard]] std::vector<Due> take_due(Instant now);
  enum class Pace : std::uint8_t { of_a_printer = 1, of_the_post };
  // Nothing of it was sent. False: it was tried often enough.
  [[nodiscard]] bool try_later(const CaseId& subject, DeliveryId delivery, Instant now, Pace pace);
  [[nodiscard]] std::optional<Instant> next() const;

 private:
  struct Row {
    CaseId subject;
    DeliveryId delivery;
    Instant next;
    std::uint32_t attempts = 0;
    bool under_way = false;
  };
  [[nodiscard]] Row* find(const CaseId& subject, DeliveryId delivery);

  std::vector<Row> rows_;
};

}  // namespace amends
