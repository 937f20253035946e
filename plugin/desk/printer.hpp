// A receipt printer, as the store describes it, and what became of a slip that was sent to it.
// Promises: plain values. The figures of a profile come from the makers' documents; assets/printers has them.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace amends {

enum class CodePage : std::uint8_t { pc437 = 1, pc850, pc858, wpc1252 };

struct PrinterProfile {
  std::string id;    // the file's name without its ending
  std::string name;  // for staff, "80 mm, Epson and alike"
  std::int32_t dots = 576;
  std::int32_t columns = 48;  // of the normal font
  CodePage code_page = CodePage::wpc1252;
  std::int32_t code_page_number = 16;  // n of ESC t n, which differs from maker to maker
  // It starts with the two-byte characters of its country, which would swallow accents, and switches them off at FS "."; a
  // printer that has none may print the point.
  bool two_byte = false;
  bool prints_qr = true;  // by GS ( k; otherwise as a raster
  bool prints_code128 = true;
  bool tells_status = true;  // DLE EOT n
  bool tells_done = true;    // GS ( H
  bool cuts = true;
  bool operator==(const PrinterProfile&) const = default;
};

// Where the printer is, as the store writes it: "tcp:HOST" (port 9100), "tcp:HOST:PORT", "device:/dev/usb/lp0" or
// "file:/some/where.bin".
struct PrinterAddress {
  enum class Kind : std::uint8_t { tcp = 1, device, file };
  Kind kind = Kind::tcp;
  std::string where;  // host, or path
  std::uint16_t port = 9100;
  bool operator==(const PrinterAddress&) const = default;
};

// Where the store's printer is and of which kind, as its settings say.
struct PrinterSetting {
  std::string address;  // PrinterAddress as text; empty: there is none
  std::string profile = "epson-80";
  bool operator==(const PrinterSetting&) const = default;
};

// The words for staff stand under "print.NAME", name_of().
enum class PrintOutcome : std::uint8_t {
  printed = 1,  // the printer says that all of it is on paper
  sent,         // all of it was taken, by a printer that doesn't tell: somebody looks
  // Nothing of it was sent; it may be sent again.
  not_reached,
  no_answer,
  paper_out,
  cover_open,
  stopped,  // it has an error of its own, or is switched offline
  // Some of it was sent, and nobody can tell how much came out: somebody looks before it is sent again.
  cut_off
};
[[nodiscard]] constexpr std::string_view name_of(PrintOutcome outcome) {
  constexpr std::array<std::string_view, 8> kNames = {"printed",   "sent",       "not_reached", "no_answer",
                                                      "paper_out", "cover_open", "stopped",     "cut_off"};
  return kNames[static_cast<std::size_t>(outcome) - 1];
}

}  // namespace amends
