// A disk that fails when it is told to: an SQLite file system over the real one.
// Promises: a fault hits the n-th write, sync or whatever is done with files whose name ends as told, once or from then on;
// nothing else changes.
#pragma once

#include <cstdint>
#include <string>

namespace amends {

struct DiskFaults {
  std::string suffix;  // e.g. "-wal"; empty: every file
  // How many go well before one fails; negative: none fails.
  std::int64_t good_writes = -1;
  std::int64_t good_syncs = -1;
  std::int64_t good_operations = -1;  // of all kinds, with any file; each fails with the code of its own kind
  int write_code = 0;                 // SQLite's
  int sync_code = 0;
  bool is_lasting = false;  // fails from then on
  // Counted since the disk was told.
  std::int64_t writes = 0;
  std::int64_t syncs = 0;
  std::int64_t operations = 0;
};

// The name under which SQLite knows it. One disk for the whole program; tests run one after the other.
[[nodiscard]] const char* faulty_disk();
// What it is told, and what it has counted.
[[nodiscard]] DiskFaults& disk_faults();

}  // namespace amends
