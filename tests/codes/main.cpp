// Writes a slip that is one code as the bytes for a printer to the standard output: amends-codes qr|code128 DATA DOTS.
// For tests/support/compare_codes, which compares them with another encoder's. Exit code 2: it was called wrongly.
#include <charconv>
#include <cstdio>
#include <string_view>

#include "effects/escpos.hpp"

int main(int count, char** arguments) {
  if (count != 4) return 2;
  const std::string_view kind = arguments[1];
  const std::string_view dots = arguments[3];
  amends::PrinterProfile profile;
  const auto [end, trouble] = std::from_chars(dots.data(), dots.data() + dots.size(), profile.dots);
  if (trouble != std::errc{} || end != dots.data() + dots.size() || (kind != "qr" && kind != "code128")) return 2;
  amends::Slip slip;
  if (kind == "qr") {
    slip.parts.emplace_back(amends::SlipQr{arguments[2]});
  } else {
    slip.parts.emplace_back(amends::SlipBarcode{arguments[2]});
  }
  const auto bytes = amends::escpos_bytes(slip, profile, amends::print_mark(0));
  return std::fwrite(bytes.data(), 1, bytes.size(), stdout) == bytes.size() ? 0 : 1;
}
