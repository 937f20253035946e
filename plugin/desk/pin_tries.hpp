// Wrong PINs, by person, since the last right one. Kept, so that nobody gets five new tries by ending the program.
#pragma once

#include <cstdint>
#include <map>

#include "domain/ids.hpp"

namespace amends {

using PinTries = std::map<PersonId, std::uint32_t>;

// Where they are kept. Used from one thread, the desk's.
class PinTriesStore {
 public:
  virtual ~PinTriesStore() = default;
  // Empty where nothing was kept, or where it can't be read.
  [[nodiscard]] virtual PinTries load() = 0;
  // All of them at once, or none. False: not kept.
  [[nodiscard]] virtual bool save(const PinTries& all) = 0;
};

}  // namespace amends
