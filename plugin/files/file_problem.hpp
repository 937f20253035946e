// What is wrong with a file: one sentence for whoever edits it, with the line and what to do.
#pragma once

#include <cstdint>
#include <string>

namespace amends {

struct FileProblem {
  std::string file;
  std::int32_t line = 0;  // from 1; 0: the file as a whole
  std::string sentence;
  bool operator==(const FileProblem&) const = default;
};

// "playbook.toml, line 12: …"
[[nodiscard]] std::string describe(const FileProblem& problem);

}  // namespace amends
