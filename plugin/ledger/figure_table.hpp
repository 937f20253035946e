// The tables of figures: what each case counts for, and each day's sums, kept with the facts that change them.
// Promises: a day's sums are those of its cases, whatever was interrupted; rows that count nothing don't stand.
// Refuses: to know a case; domain/figures says what it counts for.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "desk/ports.hpp"
#include "domain/figures.hpp"
#include "ledger/sqlite.hpp"

namespace amends {

// How a case's figures stand in its row: each on a line of its own, measure, key, count and sum between tabulators, and a line
// feed before the first. One figure's beginning is so found by a search for it.
[[nodiscard]] std::string write_figures(std::span<const Figure> figures);
// Nothing: not written so.
[[nodiscard]] std::optional<std::vector<Figure>> read_figures(std::string_view written);

// So many days are kept as one sum beside theirs, so that a year is read in a few steps. Days before 1970 have blocks as well.
inline constexpr std::int32_t kBlockDays = 28;
[[nodiscard]] std::int32_t block_of(std::int32_t day);

// The writing side. Inside a transaction of the caller's.
class FigureTable {
 public:
  // The connection must outlive the table.
  [[nodiscard]] static SqlResult<FigureTable> prepare(Connection& connection);
  // What stands of the case; nothing counted: empty.
  [[nodiscard]] SqlResult<std::vector<Figure>> of_case(std::uint64_t position);
  // `before`: what stands. The days' sums change by the difference.
  [[nodiscard]] SqlResult<void> write(std::uint64_t position, std::int32_t day, std::span<const Figure> before,
                                      std::span<const Figure> now);

 private:
  Statement select_case_;
  Statement upsert_case_;
  Statement delete_case_;
  // A table's rows of sums: of days, or of blocks.
  struct Sums {
    Statement add;
    Statement take_away;
    Statement delete_empty;
    [[nodiscard]] SqlResult<void> change(std::int32_t place, const Figure& by);
  };
  Sums days_;
  Sums blocks_;
};

}  // namespace amends
