// The ledger's file: its tables, its versions, and how a file is judged before anything in it is touched.
// Promises: a file that isn't ours, is newer, or fails its checks is left exactly as it is. A new file appears whole under
// its name or not at all. Refuses: to repair.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "desk/ports.hpp"
#include "ledger/chain.hpp"
#include "ledger/head.hpp"
#include "ledger/sqlite.hpp"

namespace amends {

// What this version writes, and the lowest version that may still use such a file.
inline constexpr std::int64_t kSchemaVersion = 5;
inline constexpr std::int64_t kCompatibleVersion = 5;
// From this schema on heads are signed.
inline constexpr std::int64_t kFirstSigned = 3;
// From this schema on a coupon has a row of its own.
inline constexpr std::int64_t kFirstWithCoupons = 4;
// From this schema on each day's figures are kept.
inline constexpr std::int64_t kFirstWithFigures = 5;

// Of a file of this schema; they are made again from the facts.
inline constexpr const char* kEmptyProjections =
    "DELETE FROM case_figures; DELETE FROM figure_blocks; DELETE FROM figures; DELETE FROM deliveries; "
    "DELETE FROM coupons; DELETE FROM outbox; DELETE FROM follow_ups; DELETE FROM cases; DELETE FROM counters;";

// Why a file can't be used, with the words for a log.
struct LedgerProblem {
  StorageTrouble trouble = StorageTrouble::none;
  std::string text;
};

// What a failed SQL call means where nothing of it was committed.
[[nodiscard]] LedgerProblem problem_of(const SqlError& error);

// What is asked of the file before it is used.
struct LedgerIdentity {
  ChainId chain{};
  std::vector<std::uint8_t> pepper_check;
  PublicKey signing_key{};  // all zero before schema 3
  std::int64_t version = kSchemaVersion;
};

// Makes the file with its tables and a chain of its own.
[[nodiscard]] tl::expected<void, LedgerProblem> create_ledger(const std::filesystem::path& file, const std::string& vfs,
                                                              const LedgerIdentity& identity);

// Reads the file through a connection that changes nothing, which is handed back: its header, versions, tables, and the
// last facts of the chain; a small file is checked whole.
struct JudgedLedger {
  Connection reader;
  LedgerIdentity identity;
};
[[nodiscard]] tl::expected<JudgedLedger, LedgerProblem> judge_ledger(const std::filesystem::path& file,
                                                                     const std::string& vfs);
// Only so far that its parts can be looked at: header, versions, names.
[[nodiscard]] tl::expected<JudgedLedger, LedgerProblem> open_to_judge(const std::filesystem::path& file,
                                                                      const std::string& vfs);

// Makes and drops what the file's tables differ in from those of this schema; inside a transaction, or on a copy.
[[nodiscard]] SqlResult<void> bring_tables_up(Connection& connection, std::int64_t version);
// Brings a judged file of an older schema to this one, in one transaction; facts stay as they are.
[[nodiscard]] tl::expected<void, LedgerProblem> upgrade(Connection& connection, const LedgerIdentity& identity,
                                                        const SigningKey& key);

// Tables and rules of a file that says it is of this version, held against those that it must have.
[[nodiscard]] tl::expected<void, LedgerProblem> judge_tables(Connection& connection, std::int64_t version);

// Opens a judged file for writing: WAL, synchronous=FULL, foreign keys, secure deletion, each read back.
[[nodiscard]] tl::expected<Connection, LedgerProblem> open_for_writing(const std::filesystem::path& file,
                                                                       const std::string& vfs);

}  // namespace amends
