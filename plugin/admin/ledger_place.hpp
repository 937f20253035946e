// Where a ledger lies, and what is said to whoever sits at the terminal when it can't be used.
#pragma once

#include <filesystem>
#include <string>

#include "ledger/schema.hpp"

namespace amends {

// Whoever does something by hand stands in the facts as this.
inline constexpr const char* kAdmin = "admin";

// `place` is a data folder or the file itself.
[[nodiscard]] std::filesystem::path ledger_file(const std::string& place);
// Whether it is there; otherwise it was said.
[[nodiscard]] bool is_ledger_there(const std::string& place);
// Says what is wrong and what to do; the program's exit code.
int fail(const std::filesystem::path& file, StorageTrouble trouble, const std::string& text);
int fail(const std::filesystem::path& file, const LedgerProblem& problem);
[[nodiscard]] Instant now_by_the_clock();

}  // namespace amends
