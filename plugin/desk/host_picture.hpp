// What the host showed when it was last asked: a value made on the main thread, read everywhere.
#pragma once

#include <optional>
#include <vector>

#include "domain/check.hpp"

namespace amends {

struct HostPicture {
  std::optional<Check> check;       // on the till's screen
  std::optional<Check> case_check;  // of the open case, where that is another
  std::vector<Item> items;
  std::optional<Person> operator_;
  std::vector<Person> staff;
  Capabilities capabilities;
  bool has_pos = false;       // without it staff key everything, and cases have no lines
  bool has_operator = false;  // without it the staff file tells who is there, and somebody says who they are
  bool operator==(const HostPicture&) const = default;
};

}  // namespace amends
