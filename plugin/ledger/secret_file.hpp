// Files that hold keys: read into locked memory, and made whole under their name or not at all.
// Promises: for their owner alone; what returns without an error is on the disk. Errors are values.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>

#include <tl/expected.hpp>

#include "ledger/folder.hpp"
#include "ledger/secret.hpp"

namespace amends {

[[nodiscard]] tl::expected<SecretVector<std::uint8_t>, FileError> read_secret_file(const std::filesystem::path& path);
// Takes the place of a file of that name.
[[nodiscard]] tl::expected<void, FileError> make_secret_file(const std::filesystem::path& path,
                                                             std::span<const std::uint8_t> bytes);

}  // namespace amends
