// Cases as a table for spreadsheets and other programs: one row each, in the order they are added.
// Promises: no guest and no colleague is in it; columns and the names of alternatives stay what they are, and new columns come at
// the end; what a case of the safety branch is about stands there only where it is wanted.
#pragma once

#include <span>
#include <string>

#include "desk/csv.hpp"

namespace amends {

class CaseTable {
 public:
  // `calendar` outlives the table.
  explicit CaseTable(const Calendar& calendar, CsvForm form = {});

  // `history`: all facts of the case, the oldest first. `is_hidden`: neither failure nor items are told.
  void add(const Case& of, std::span<const StoredFact> history, bool is_hidden);

  [[nodiscard]] const std::string& all() const { return csv_.all(); }

 private:
  const Calendar& calendar_;
  Csv csv_;
};

}  // namespace amends
