// The vault: names, contacts and free words, sealed with a key of their own that lies outside the ledger's file.
// Promises: a key is on the disk before the text it seals is; a torn end of the key file is no error; what was sealed for
// one row opens in no other; keys are wiped from memory when the vault goes.
// Refuses: to make up a key or a pepper for a ledger that already has one.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <tl/expected.hpp>

#include "domain/case.hpp"
#include "ledger/folder.hpp"
#include "ledger/secret.hpp"

namespace amends {

using KeyId = std::array<std::uint8_t, 16>;
using Salt = std::array<std::uint8_t, 16>;
using Nonce = std::array<std::uint8_t, 24>;
using Commitment = std::array<std::uint8_t, 32>;

// Where a text stands; a sealed text opens only with the same again.
struct TextPlace {
  PrivateId id;
  CaseId subject;
  PrivateKind kind = PrivateKind::words;
  KeyId key{};
};

struct SealedText {
  Nonce nonce{};
  std::vector<std::uint8_t> bytes;
};

// `folder` is DATA/keys; its two files are `pepper` and `case-keys`.
class Vault {
 public:
  // Makes what is missing of folder, pepper and key file.
  [[nodiscard]] static tl::expected<void, FileError> prepare(const std::filesystem::path& folder);
  // Reads the keys. Changes nothing.
  [[nodiscard]] static tl::expected<Vault, FileError> open(const std::filesystem::path& folder);

  // Tells this pepper from every other without giving it away. [16 bytes]
  [[nodiscard]] std::vector<std::uint8_t> pepper_check() const;
  // What a fact may hold of a text.
  [[nodiscard]] Commitment commit(PrivateKind kind, const Salt& salt, std::string_view text) const;

  // From now on the key is there, in the file, too. The first call cuts a torn end off the file.
  [[nodiscard]] tl::expected<void, FileError> ensure_key(const KeyId& id);
  // The ids of all keys that are there.
  [[nodiscard]] std::vector<KeyId> key_ids() const;
  // Those keys are gone for good: from memory, and from the file, which is written anew without them.
  [[nodiscard]] tl::expected<void, FileError> drop_keys(std::span<const KeyId> ids);
  // With a key that is there.
  [[nodiscard]] SealedText seal(const TextPlace& place, std::string_view text) const;
  // Nothing: the key is gone, or the bytes or their place aren't what was sealed.
  [[nodiscard]] std::optional<std::string> unseal(const TextPlace& place, const Nonce& nonce,
                                                  std::span<const std::uint8_t> sealed) const;

 private:
  struct CaseKey {
    KeyId id{};
    std::array<std::uint8_t, 32> key{};
  };
  // Ids are random, so that their first bytes are as good as any hash.
  struct FirstBytes {
    std::size_t operator()(const KeyId& id) const noexcept;
  };
  [[nodiscard]] const CaseKey* find(const KeyId& id) const;
  void read_keys(std::span<const std::uint8_t> file);
  void index_keys();
  [[nodiscard]] static SecretVector<std::uint8_t> record_of(const CaseKey& key);

  std::filesystem::path file_;
  SecretVector<std::uint8_t> commitment_key_;
  SecretVector<std::uint8_t> check_key_;
  SecretVector<CaseKey> keys_;
  std::unordered_map<KeyId, std::size_t, FirstBytes> places_;  // in keys_; of two with one id the later
  std::uint64_t whole_size_ = 0;                               // of the key file, up to its last whole record
  bool has_torn_end_ = false;
};

}  // namespace amends
