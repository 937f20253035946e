#include "ledger/head.hpp"

#include <algorithm>
#include <cerrno>
#include <charconv>

#include <sodium.h>

#include "ledger/bytes.hpp"
#include "ledger/secret_file.hpp"

namespace amends {

namespace {

constexpr std::string_view kLetters = "AMENDS/HEAD/1";
constexpr std::size_t kMarkDigits = 16;
constexpr std::size_t kMarkDigitsMin = 8;
static_assert(sizeof(PublicKey) == crypto_sign_PUBLICKEYBYTES);
static_assert(sizeof(Signature) == crypto_sign_BYTES);

std::array<std::uint8_t, kLetters.size() + sizeof(ChainId) + 8 + sizeof(Hash)> message_of(const ChainId& chain,
                                                                                          const ChainHead& head) {
  std::array<std::uint8_t, kLetters.size() + sizeof(ChainId) + 8 + sizeof(Hash)> bytes{};
  auto end = std::copy(kLetters.begin(), kLetters.end(), bytes.begin());
  end = std::copy(chain.begin(), chain.end(), end);
  for (int shift = 0; shift < 64; shift += 8)
    *end++ = static_cast<std::uint8_t>(head.seq >> shift);
  std::copy(head.hash.begin(), head.hash.end(), end);
  return bytes;
}

std::filesystem::path file_in(const std::filesystem::path& folder) {
  return folder / "signing-key";
}

}  // namespace

std::string mark_of(const ChainHead& head) {
  return std::to_string(head.seq) + "-" + to_hex(head.hash).substr(0, kMarkDigits);
}

std::optional<HeadMark> parse_mark(std::string_view text) {
  HeadMark mark;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), mark.seq);
  if (error != std::errc() || mark.seq == 0) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  if (text.empty() || text.front() != '-') return std::nullopt;
  text.remove_prefix(1);
  const bool is_hex = std::all_of(text.begin(), text.end(), [](char letter) {
    return (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'f');
  });
  if (!is_hex || text.size() < kMarkDigitsMin || text.size() > 2 * sizeof(Hash)) return std::nullopt;
  mark.digits = text;
  return mark;
}

bool fits(const HeadMark& mark, const ChainHead& head) {
  return mark.seq == head.seq && to_hex(head.hash).compare(0, mark.digits.size(), mark.digits) == 0;
}

tl::expected<void, FileError> SigningKey::prepare(const std::filesystem::path& folder) {
  std::error_code ignored;
  if (std::filesystem::exists(file_in(folder), ignored)) return {};
  SecretVector<std::uint8_t> seed(crypto_sign_SEEDBYTES);
  randombytes_buf(seed.data(), seed.size());
  return make_secret_file(file_in(folder), seed);
}

tl::expected<SigningKey, FileError> SigningKey::open(const std::filesystem::path& folder) {
  const auto seed = read_secret_file(file_in(folder));
  if (!seed) return tl::unexpected(seed.error());
  if (seed->size() != crypto_sign_SEEDBYTES) {
    return tl::unexpected(FileError{EINVAL, file_in(folder).string() + ": not a signing key"});
  }
  SigningKey key;
  key.secret_key_.resize(crypto_sign_SECRETKEYBYTES);
  crypto_sign_seed_keypair(key.public_key_.data(), key.secret_key_.data(), seed->data());
  return key;
}

Signature SigningKey::sign(const ChainId& chain, const ChainHead& head) const {
  const auto message = message_of(chain, head);
  Signature signature{};
  crypto_sign_detached(signature.data(), nullptr, message.data(), message.size(), secret_key_.data());
  return signature;
}

bool is_signed_by(const PublicKey& key, const ChainId& chain, const ChainHead& head, const Signature& signature) {
  const auto message = message_of(chain, head);
  return crypto_sign_verify_detached(signature.data(), message.data(), message.size(), key.data()) == 0;
}

}  // namespace amends
