// What is done to a ledger by hand: verified, its lists made again, copied, put back, and a guest erased from it.
// Promises: verifying and copying change nothing and may run beside a till; what changes the file refuses while a till has
// it. Each prints what it found or did, and what to do, and returns the program's exit code: 0 all is well, 1 it is not or
// could not be done, 2 asked wrongly.
#pragma once

#include <string>

namespace amends {

struct LedgerRequest {
  std::string place;    // DATA; or, to verify, a ledger's file
  std::string head;     // that was noted elsewhere; empty: none
  std::string keys;     // of a file outside its DATA; empty: the folder `keys` beside it
  std::string copy;     // the folder to copy to, or the copy to put back
  std::string contact;  // of the guest to erase: phone number or mail address
  std::string number;   // or the case
};

[[nodiscard]] int verify(const LedgerRequest& wanted);
[[nodiscard]] int rebuild(const LedgerRequest& wanted);
[[nodiscard]] int back_up(const LedgerRequest& wanted);
[[nodiscard]] int restore(const LedgerRequest& wanted);
[[nodiscard]] int erase_guest(const LedgerRequest& wanted);

}  // namespace amends
