// Brings a slip's bytes to a printer: over TCP, to a character device or into a file.
// Promises: whether it can print is asked before anything of the slip is sent; the outcome says how far it came; every wait
// has an end; no SIGPIPE. Connect, ask, send, wait for its word, close: most printers serve one at a time.
// Refuses: to look names up, which has no end that can be set; to send anything twice.
#pragma once

#include <chrono>
#include <cstdint>
#include <span>
#include <string>

#include "desk/printer.hpp"
#include "effects/escpos.hpp"
#include "effects/stop_signal.hpp"

namespace amends {

struct PrintPatience {
  std::chrono::milliseconds connect{2'000};
  std::chrono::milliseconds answer{2'000};  // of a status byte
  std::chrono::milliseconds stall{10'000};  // until it takes some more of the slip
  std::chrono::milliseconds whole{60'000};  // until it has taken all of it
  std::chrono::milliseconds done{10'000};   // from then on, until it says that all of it is on paper
  std::chrono::milliseconds part{500};      // until a printer that tells nothing has closed its side
};

struct PrintEnd {
  PrintOutcome outcome = PrintOutcome::not_reached;
  std::string sentence;  // for the log: English, nothing of what the slip says
};

// `bytes` are those of escpos_bytes() with `mark` and this profile. Blocks for as long as `patience` has it, or until `stop`
// is raised: then nothing of it was sent (not_reached) or some of it was (cut_off). For a worker thread.
[[nodiscard]] PrintEnd print_bytes(const PrinterAddress& address, const PrinterProfile& profile,
                                   std::span<const std::uint8_t> bytes, PrintMark mark, const PrintPatience& patience,
                                   const StopSignal& stop);

}  // namespace amends
