#include "support/faulty_memory.hpp"

#include <sqlite3.h>

namespace amends {

namespace {

MemoryFaults faults;
sqlite3_mem_methods real;

bool fails() {
  const std::int64_t number = faults.allocations++;
  const std::int64_t good = faults.good_allocations;
  return good >= 0 && (number == good || (faults.is_lasting && number > good));
}

void* allocate(int size) {
  return fails() ? nullptr : real.xMalloc(size);
}

void* allocate_again(void* memory, int size) {
  return fails() ? nullptr : real.xRealloc(memory, size);
}

// SQLite takes other memory only before it is first used, so before main.
const bool installed = [] {
  sqlite3_config(SQLITE_CONFIG_GETMALLOC, &real);
  sqlite3_mem_methods ours = real;
  ours.xMalloc = allocate;
  ours.xRealloc = allocate_again;
  return sqlite3_config(SQLITE_CONFIG_MALLOC, &ours) == SQLITE_OK;
}();

}  // namespace

MemoryFaults& memory_faults() {
  static MemoryFaults none;
  return installed ? faults : none;
}

}  // namespace amends
