// A PIN for somebody of the staff file: made or typed, and its hash, that only this till can check.
// Promises: a PIN that was typed is shown nowhere. Returns the program's exit code.
#pragma once

#include <string>

namespace amends {

struct PinRequest {
  std::string data;    // the till's data folder
  bool typed = false;  // the PIN is read from standard input; false: six random digits
};

[[nodiscard]] int make_pin(const PinRequest& wanted);

}  // namespace amends
