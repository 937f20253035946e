// The till's pepper: 32 random bytes in DATA/keys, outside the ledger's file. What is derived from it is worth nothing to
// whoever has the ledger or the staff file alone.
// Promises: each purpose has a key of its own, in locked memory; the pepper itself leaves this file for no one.
#pragma once

#include <cstdint>
#include <filesystem>

#include <tl/expected.hpp>

#include "ledger/folder.hpp"
#include "ledger/secret.hpp"

namespace amends {

// The numbers are part of the format.
enum class PepperPurpose : std::uint64_t { commitments = 1, check = 2, pins = 3 };

class Pepper {
 public:
  // `folder` is DATA/keys.
  [[nodiscard]] static tl::expected<Pepper, FileError> read(const std::filesystem::path& folder);
  // Makes one where there is none. `folder` is there.
  [[nodiscard]] static tl::expected<void, FileError> prepare(const std::filesystem::path& folder);

  // [32 bytes]
  [[nodiscard]] SecretVector<std::uint8_t> derive(PepperPurpose purpose) const;

 private:
  SecretVector<std::uint8_t> bytes_;
};

}  // namespace amends
