#include "ledger/vault.hpp"

#include <algorithm>
#include <cassert>
#include <cerrno>
#include <cstddef>
#include <cstring>
#include <iterator>
#include <utility>

#include <fcntl.h>
#include <sodium.h>

#include "ledger/pepper.hpp"
#include "ledger/secret_file.hpp"

namespace amends {

namespace {

constexpr std::size_t kCheckSize = 16;
constexpr std::size_t kKeySize = crypto_aead_xchacha20poly1305_ietf_KEYBYTES;
constexpr std::size_t kRecordSize = sizeof(KeyId) + kKeySize + kCheckSize;
static_assert(kRecordSize == 64);
static_assert(sizeof(Nonce) == crypto_aead_xchacha20poly1305_ietf_NPUBBYTES);

std::array<std::uint8_t, kCheckSize> check_of(std::span<const std::uint8_t> id_and_key) {
  std::array<std::uint8_t, kCheckSize> check{};
  crypto_generichash(check.data(), check.size(), id_and_key.data(), id_and_key.size(), nullptr, 0);
  return check;
}

// What binds a sealed text to its place.
std::array<std::uint8_t, 16 + 16 + 1 + 16> associated(const TextPlace& place) {
  std::array<std::uint8_t, 16 + 16 + 1 + 16> bytes{};
  auto end = std::copy(place.id.bytes.begin(), place.id.bytes.end(), bytes.begin());
  end = std::copy(place.subject.bytes.begin(), place.subject.bytes.end(), end);
  *end++ = static_cast<std::uint8_t>(place.kind);
  std::copy(place.key.begin(), place.key.end(), end);
  return bytes;
}

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

}  // namespace

tl::expected<void, FileError> Vault::prepare(const std::filesystem::path& folder) {
  if (auto made = make_folder(folder); !made) {
    return made;
  }
  if (auto prepared = Pepper::prepare(folder); !prepared) {
    return prepared;
  }
  std::error_code ignored;
  if (!std::filesystem::exists(folder / "case-keys", ignored)) {
    return make_secret_file(folder / "case-keys", {});
  }
  return {};
}

tl::expected<Vault, FileError> Vault::open(const std::filesystem::path& folder) {
  const auto pepper = Pepper::read(folder);
  if (!pepper) {
    return tl::unexpected(pepper.error());
  }
  const auto keys = read_secret_file(folder / "case-keys");
  if (!keys) {
    return tl::unexpected(keys.error());
  }
  Vault vault;
  vault.file_ = folder / "case-keys";
  vault.commitment_key_ = pepper->derive(PepperPurpose::commitments);
  vault.check_key_ = pepper->derive(PepperPurpose::check);
  vault.read_keys(*keys);
  return vault;
}

// A record that doesn't fit its check is passed over: its texts are lost, the others aren't. At the end of the file it is
// a write that a power cut tore, and its text was never committed.
void Vault::read_keys(std::span<const std::uint8_t> file) {
  keys_.reserve(file.size() / kRecordSize);
  for (std::size_t place = 0; place + kRecordSize <= file.size(); place += kRecordSize) {
    const auto record = file.subspan(place, kRecordSize);
    const auto check = check_of(record.first(sizeof(KeyId) + kKeySize));
    if (!std::equal(check.begin(), check.end(), record.last(kCheckSize).begin())) {
      continue;
    }
    CaseKey& key = keys_.emplace_back();
    std::copy_n(record.begin(), key.id.size(), key.id.begin());
    std::copy_n(record.begin() + sizeof(KeyId), key.key.size(), key.key.begin());
    whole_size_ = place + kRecordSize;
  }
  has_torn_end_ = whole_size_ != file.size();
  index_keys();
}

std::size_t Vault::FirstBytes::operator()(const KeyId& id) const noexcept {
  std::size_t first = 0;
  std::memcpy(&first, id.data(), sizeof first);
  return first;
}

// Of two records with one id the later is in force.
void Vault::index_keys() {
  places_.clear();
  places_.reserve(keys_.size());
  for (std::size_t place = 0; place < keys_.size(); ++place)
    places_.insert_or_assign(keys_[place].id, place);
}

const Vault::CaseKey* Vault::find(const KeyId& id) const {
  const auto found = places_.find(id);
  return found != places_.end() ? &keys_[found->second] : nullptr;
}

std::vector<std::uint8_t> Vault::pepper_check() const {
  std::vector<std::uint8_t> check(kCheckSize);
  crypto_generichash(check.data(), check.size(), check_key_.data(), check_key_.size(), nullptr, 0);
  return check;
}

Commitment Vault::commit(PrivateKind kind, const Salt& salt, std::string_view text) const {
  const auto kind_number = static_cast<std::uint8_t>(kind);
  crypto_generichash_state state;
  Commitment commitment{};
  crypto_generichash_init(&state, commitment_key_.data(), commitment_key_.size(), commitment.size());
  crypto_generichash_update(&state, salt.data(), salt.size());
  crypto_generichash_update(&state, &kind_number, 1);
  crypto_generichash_update(&state, bytes_of(text), text.size());
  crypto_generichash_final(&state, commitment.data(), commitment.size());
  return commitment;
}

tl::expected<void, FileError> Vault::ensure_key(const KeyId& id) {
  if (find(id) != nullptr) {
    return {};
  }
  auto file = File::open(file_, O_WRONLY | O_APPEND);
  if (!file) {
    return tl::unexpected(file.error());
  }
  if (has_torn_end_) {
    if (auto cut = file->cut_to(whole_size_); !cut) {
      return cut;
    }
    has_torn_end_ = false;
  }
  SecretVector<CaseKey> made(1);
  made[0].id = id;
  crypto_aead_xchacha20poly1305_ietf_keygen(made[0].key.data());
  const SecretVector<std::uint8_t> record = record_of(made[0]);
  // Until all of it is on the disk the end of the file counts as torn.
  has_torn_end_ = true;
  if (auto written = file->write_all(record); !written) {
    return written;
  }
  if (auto synced = file->sync(); !synced) {
    return synced;
  }
  has_torn_end_ = false;
  whole_size_ += kRecordSize;
  keys_.push_back(made[0]);
  places_.insert_or_assign(id, keys_.size() - 1);
  return {};
}

SecretVector<std::uint8_t> Vault::record_of(const CaseKey& key) {
  SecretVector<std::uint8_t> record(kRecordSize);
  const auto key_place = std::copy(key.id.begin(), key.id.end(), record.begin());
  const auto check_place = std::copy(key.key.begin(), key.key.end(), key_place);
  const auto check = check_of(std::span(record).first(sizeof(KeyId) + kKeySize));
  std::copy(check.begin(), check.end(), check_place);
  return record;
}

std::vector<KeyId> Vault::key_ids() const {
  std::vector<KeyId> ids;
  for (const CaseKey& key : keys_)
    ids.push_back(key.id);
  return ids;
}

tl::expected<void, FileError> Vault::drop_keys(std::span<const KeyId> ids) {
  SecretVector<CaseKey> left;
  left.reserve(keys_.size());
  std::copy_if(keys_.begin(), keys_.end(), std::back_inserter(left),
               [&](const CaseKey& key) { return std::find(ids.begin(), ids.end(), key.id) == ids.end(); });
  if (left.size() == keys_.size()) {
    return {};
  }
  SecretVector<std::uint8_t> file;
  file.reserve(left.size() * kRecordSize);
  for (const CaseKey& key : left) {
    const SecretVector<std::uint8_t> record = record_of(key);
    file.insert(file.end(), record.begin(), record.end());
  }
  // The old file has no name any more when the new one has it; its bytes are overwritten all the same.
  auto old = File::open(file_, O_WRONLY);
  if (!old) {
    return tl::unexpected(old.error());
  }
  if (auto made = make_secret_file(file_, file); !made) {
    return made;
  }
  keys_ = std::move(left);
  index_keys();
  whole_size_ = file.size();
  has_torn_end_ = false;
  const std::vector<std::uint8_t> nothing((keys_.size() + ids.size()) * kRecordSize);
  static_cast<void>(old->write_all(nothing).and_then([&] { return old->sync(); }));
  return {};
}

SealedText Vault::seal(const TextPlace& place, std::string_view text) const {
  const CaseKey* key = find(place.key);
  assert(key != nullptr);
  const auto bound = associated(place);
  SealedText sealed;
  randombytes_buf(sealed.nonce.data(), sealed.nonce.size());
  sealed.bytes.resize(text.size() + crypto_aead_xchacha20poly1305_ietf_ABYTES);
  unsigned long long size = 0;
  crypto_aead_xchacha20poly1305_ietf_encrypt(sealed.bytes.data(), &size, bytes_of(text), text.size(), bound.data(),
                                             bound.size(), nullptr, sealed.nonce.data(), key->key.data());
  assert(size == sealed.bytes.size());
  return sealed;
}

std::optional<std::string> Vault::unseal(const TextPlace& place, const Nonce& nonce,
                                         std::span<const std::uint8_t> sealed) const {
  const CaseKey* key = find(place.key);
  if (key == nullptr || sealed.size() < crypto_aead_xchacha20poly1305_ietf_ABYTES) {
    return std::nullopt;
  }
  const auto bound = associated(place);
  std::string text(sealed.size() - crypto_aead_xchacha20poly1305_ietf_ABYTES, '\0');
  unsigned long long size = 0;
  const int code = crypto_aead_xchacha20poly1305_ietf_decrypt(reinterpret_cast<unsigned char*>(text.data()), &size,
                                                              nullptr, sealed.data(), sealed.size(), bound.data(),
                                                              bound.size(), nonce.data(), key->key.data());
  if (code != 0) {
    return std::nullopt;
  }
  return text;
}

}  // namespace amends
