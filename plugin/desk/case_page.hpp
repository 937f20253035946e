// The case file: one case as a page to print, for whoever looks after the house.
// Promises: what happened step by step, in plain words, with times and people; what the guest got and what is open; from which
// facts it was made. A guest's words, name and contact stand there only where their texts are given; otherwise that they are
// kept. Pure: no clock, no file.
#pragma once

#include <map>
#include <span>
#include <string>

#include "desk/slip_values.hpp"

namespace amends {

// Everything outlives the call.
struct CaseFile {
  const Case& state;
  std::span<const StoredFact> history;            // all of the case, the oldest first
  const std::map<PrivateId, std::string>& texts;  // in clear; of the others stands there that they are kept
  std::string_view head;                          // of the ledger, as it is printed
  Instant made;
  std::string_view language;  // of the words; BCP 47
};

// `ground`: the playbook is that which the case is judged by; staff who aren't among them are called by their ids.
[[nodiscard]] std::string case_page(const SlipGround& ground, const CaseFile& file);

}  // namespace amends
