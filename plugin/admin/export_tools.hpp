// What leaves a ledger in open forms: facts as JSON Lines, cases as a table, a case as a page to print.
// Promises: reads only, also beside a till; the exception is a case whose guest's words are to be shown: that is noted in the
// ledger first, or they aren't shown. Each says what is wrong and what to do, and returns the program's exit code: 0 it is
// done, 1 it could not be done, 2 asked wrongly.
#pragma once

#include <string>

#include "admin/store_files.hpp"

namespace amends {

struct ExportRequest {
  std::string place;  // the ledger's file, or the till's data folder
  Days days;
  std::string out;     // a file; empty: standard output
  std::string zone;    // of days and times; empty: the site's own
  std::string number;  // of a case
  std::string assets;  // empty: beside the program
  std::string staff;   // a staff file; empty: the one beside the ledger
  std::string language = "en";
  bool schema = false;      // of the facts, instead of facts
  bool restricted = false;  // what cases of the safety branch are about, too
  bool byte_order_mark = false;
  bool reveal = false;  // a guest's words, name and contact
};

[[nodiscard]] int export_facts(const ExportRequest& wanted);
[[nodiscard]] int export_cases(const ExportRequest& wanted);
[[nodiscard]] int print_case(const ExportRequest& wanted);

}  // namespace amends
