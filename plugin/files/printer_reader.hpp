// assets/printers/NAME.toml: what a kind of printer can do; and where the store's printer is.
// Promises: every mistake is one sentence, in a file with its line; what comes out can be printed with.
// Refuses: unknown keys; host names, whose look-up nobody could break off: a printer has a fixed address.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "desk/printer.hpp"
#include "files/file_problem.hpp"

namespace amends {

// The file's name without ".toml" is the profile's id: lower-case letters, digits and hyphens.
[[nodiscard]] tl::expected<PrinterProfile, FileProblem> read_printer(const std::filesystem::path& file);

// Those of a folder, by id; what can't be read is told in `problems`. No folder: none.
[[nodiscard]] std::vector<PrinterProfile> read_printers(const std::filesystem::path& folder,
                                                        std::vector<FileProblem>& problems);

// "tcp:192.168.1.50", "tcp:192.168.1.50:9100", "tcp:[fd00::50]:9100", "device:/dev/usb/lp0", "file:/some/where.bin".
// The error is one sentence for whoever wrote it.
[[nodiscard]] tl::expected<PrinterAddress, std::string> read_printer_address(std::string_view text);
// As read_printer_address reads it, the port only where it isn't the usual one.
[[nodiscard]] std::string to_text(const PrinterAddress& address);

}  // namespace amends
