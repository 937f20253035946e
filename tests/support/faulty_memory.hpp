// Memory that SQLite asks for and doesn't get, when it is told so.
// Promises: the n-th allocation from now fails, once or from then on; nothing but SQLite's own is hit.
#pragma once

#include <cstdint>

namespace amends {

struct MemoryFaults {
  std::int64_t good_allocations = -1;  // negative: none fails
  bool is_lasting = false;
  std::int64_t allocations = 0;  // counted since it was told
};

[[nodiscard]] MemoryFaults& memory_faults();

}  // namespace amends
