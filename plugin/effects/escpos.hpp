// A slip as the commands of a receipt printer: ESC/POS, as Epson describes it and others speak it.
// Promises: pure; what a text, a code or a picture says never reaches the printer as a command; at most the paper's width.
// Refuses: what would be unreadable: a code that the paper is too narrow for or the code can't hold, a picture whose rows
// don't fit its size. It is left out.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "desk/printer.hpp"
#include "desk/slip.hpp"

namespace amends {

class RasterText;

// What a printer that tells when it is done says with it, so that one slip's word isn't taken for another's.
using PrintMark = std::array<std::uint8_t, 4>;
// Different for any 2^24 numbers in a row.
[[nodiscard]] PrintMark print_mark(std::uint32_t number);

// `letters` draws what the code page can't carry; without it such letters are their base letters or question marks.
// [thread-safe] as far as each has letters of its own.
[[nodiscard]] std::vector<std::uint8_t> escpos_bytes(const Slip& slip, const PrinterProfile& profile, PrintMark mark,
                                                     RasterText* letters = nullptr);

}  // namespace amends
