// What is done to a pack by hand: checked, and its policy printed. Reads only.
// Both print what they find and return the program's exit code: 0 nothing was found, 1 something was, 2 asked wrongly.
#pragma once

#include <string>

namespace amends {

// A pack, and how it is to be read.
struct PackRequest {
  std::string folder;
  std::string assets;  // empty: two folders above
  std::string currency = "EUR";
  std::string site;  // of the store; empty: the pack alone
  std::string language = "en";
};

[[nodiscard]] int check_pack(const PackRequest& wanted);
[[nodiscard]] int print_policy(const PackRequest& wanted);

}  // namespace amends
