// Copies of a ledger's file: made while a till writes on, looked at before they count, and put back.
// Promises: a copy is the file as it was at one moment, appears under its name whole and verified or not at all, and
// replaces nothing but an older copy of that name; what a copy is put in place of is kept beside it.
// Refuses: to copy keys into the folder of the copies, and to put back what doesn't verify.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <string>

#include "domain/house.hpp"
#include "ledger/ledger_reader.hpp"
#include "ledger/schema.hpp"

namespace amends {

// So many pages of 4096 bytes at a time, and what is done between.
struct BackupPace {
  int pages = -1;                 // all at once
  std::function<bool()> goes_on;  // asked between; false ends it
};

// The head of the copy. Beside a running till; changes nothing of the file.
[[nodiscard]] LedgerResult<ChainHead> back_up(const std::filesystem::path& file, const std::filesystem::path& target,
                                              const BackupPace& pace);

// DATA/copies/ledger-YYYY-MM-DD.sqlite of that day, unless it is there, and of all such the newest `kept`.
[[nodiscard]] LedgerResult<void> keep_daily_copy(const std::filesystem::path& data, std::chrono::sys_days day, int kept,
                                                 const BackupPace& pace);

// Pepper, case keys and signing key, as they are now, in place of what the folder `target` has of them.
[[nodiscard]] LedgerResult<void> back_up_keys(const std::filesystem::path& keys, const std::filesystem::path& target);

struct Restored {
  LedgerRestored fact;           // to be appended next
  std::filesystem::path before;  // where the file that was there is now; empty: there was none
};

// Puts `copy` in place of the ledger in `data`, which must be nobody's at the moment, with the keys that are there.
[[nodiscard]] LedgerResult<Restored> restore(const std::filesystem::path& data, const std::filesystem::path& copy);

}  // namespace amends
