// amends-admin as somebody calls it.
#pragma once

#include <string>

namespace amends {

struct Said {
  int code = -1;     // the program's exit code; -1: it was killed
  std::string text;  // of both streams
};

// `arguments` as they are typed into a shell.
[[nodiscard]] Said admin(const std::string& arguments);

}  // namespace amends
