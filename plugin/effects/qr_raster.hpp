// QR codes as dots, for printers that have none of their own, and how large one may be on a paper.
// Promises: model 2, error correction M, the smallest version that holds the data. Pure. [thread-safe]
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "desk/slip.hpp"

namespace amends {

struct QrModules {
  std::int32_t side = 0;            // modules, without the blank zone around
  std::vector<std::uint8_t> black;  // side × side, row by row, 1 is black
};

// Nothing: no data, or more than a code can hold (2331 bytes).
[[nodiscard]] std::optional<QrModules> qr_modules(const std::string& data);

// How many dots wide a module is on paper of `paper_dots`: three fifths of the paper, blank zone included, from 3 to 8; fewer
// where only that fits, and 0 where nothing does.
[[nodiscard]] std::int32_t qr_module_dots(std::int32_t side, std::int32_t paper_dots);

// With the blank zone of four modules above and below; at the sides the paper has it.
[[nodiscard]] SlipImage qr_image(const QrModules& modules, std::int32_t module_dots);

}  // namespace amends
