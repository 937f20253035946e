// Heads: how far the chain reached at a moment, signed by the terminal's key, so that nobody without the key can cut off
// or write anew what a signature covers. FORMAT.md says what is signed.
// Promises: the key is wiped from memory when it goes. Refuses: to make up a key for a ledger that already has one.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "ledger/chain.hpp"
#include "ledger/folder.hpp"
#include "ledger/secret.hpp"

namespace amends {

using PublicKey = std::array<std::uint8_t, 32>;
using Signature = std::array<std::uint8_t, 64>;

// A ledger signs its head when so many facts or more have come since the last time, and when it is closed.
inline constexpr std::uint64_t kFactsPerSignature = 32;

// The end of the chain: the last fact's seq, and its hash.
struct ChainHead {
  std::uint64_t seq = 0;
  Hash hash{};
  bool operator==(const ChainHead&) const = default;
};

// A head as it is printed and typed: "1042-5f3a9c01b2c3d4e5", the seq and the first digits of the hash.
struct HeadMark {
  std::uint64_t seq = 0;
  std::string digits;  // 8 to 64, lower case
};
[[nodiscard]] std::string mark_of(const ChainHead& head);
[[nodiscard]] std::optional<HeadMark> parse_mark(std::string_view text);
[[nodiscard]] bool fits(const HeadMark& mark, const ChainHead& head);

// An Ed25519 key (RFC 8032). The file `signing-key` in DATA/keys holds its seed.
class SigningKey {
 public:
  // Makes the file where it is missing.
  [[nodiscard]] static tl::expected<void, FileError> prepare(const std::filesystem::path& folder);
  [[nodiscard]] static tl::expected<SigningKey, FileError> open(const std::filesystem::path& folder);

  [[nodiscard]] const PublicKey& public_key() const { return public_key_; }
  [[nodiscard]] Signature sign(const ChainId& chain, const ChainHead& head) const;

 private:
  SecretVector<std::uint8_t> secret_key_;
  PublicKey public_key_{};
};

[[nodiscard]] bool is_signed_by(const PublicKey& key, const ChainId& chain, const ChainHead& head,
                                const Signature& signature);

}  // namespace amends
