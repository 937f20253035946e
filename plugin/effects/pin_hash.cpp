#include "effects/pin_hash.hpp"

#include <array>

#include <sodium.h>

namespace amends {

namespace {

constexpr unsigned long long kPasses = 3;
constexpr std::size_t kMemoryBytes = std::size_t{32} << 20U;
constexpr std::string_view kPepper = "pepper-";
constexpr std::size_t kMarkBytes = 4;
constexpr std::size_t kPrefix = kPepper.size() + 2 * kMarkBytes;
constexpr std::size_t kMixedBytes = 32;

// Which pepper it was, without giving it away.
std::string mark_of(PinPepper pepper) {
  std::array<unsigned char, crypto_generichash_BYTES> digest{};
  crypto_generichash(digest.data(), digest.size(), pepper.data(), pepper.size(), nullptr, 0);
  std::array<char, 2 * kMarkBytes + 1> text{};
  sodium_bin2hex(text.data(), text.size(), digest.data(), kMarkBytes);
  return text.data();
}

// Wiped when it goes.
struct Mixed {
  std::array<char, kMixedBytes> bytes{};
  Mixed(const Secret& pin, PinPepper pepper) {
    crypto_generichash(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(),
                       reinterpret_cast<const unsigned char*>(pin.text()), pin.size(), pepper.data(), pepper.size());
  }
  ~Mixed() { sodium_memzero(bytes.data(), bytes.size()); }
  Mixed(const Mixed&) = delete;
  Mixed& operator=(const Mixed&) = delete;
};

}  // namespace

bool is_peppered(std::string_view hash) {
  return hash.starts_with(kPepper);
}

bool can_check(std::string_view hash, PinPepper pepper) {
  if (!is_peppered(hash)) return true;
  return !pepper.empty() && hash.substr(kPepper.size(), 2 * kMarkBytes) == mark_of(pepper);
}

bool fits(const std::string& hash, const Secret& pin, PinPepper pepper) {
  if (pin.empty()) return false;
  if (!is_peppered(hash)) return crypto_pwhash_str_verify(hash.c_str(), pin.text(), pin.size()) == 0;
  const Mixed mixed(pin, pepper);
  return crypto_pwhash_str_verify(hash.c_str() + kPrefix, mixed.bytes.data(), mixed.bytes.size()) == 0;
}

Secret make_pin_of_six() {
  constexpr std::size_t kDigits = 6;
  const std::string digits = std::to_string(randombytes_uniform(1'000'000));
  return Secret(std::string(kDigits - digits.size(), '0') + digits);
}

std::optional<std::string> hash_pin(const Secret& pin, PinPepper pepper) {
  std::array<char, crypto_pwhash_STRBYTES> text{};
  const auto hash = [&](const char* bytes, std::size_t size) {
    return crypto_pwhash_str_alg(text.data(), bytes, size, kPasses, kMemoryBytes, crypto_pwhash_ALG_ARGON2ID13) == 0;
  };
  if (pepper.empty()) {
    if (!hash(pin.text(), pin.size())) return std::nullopt;
    return text.data();
  }
  const Mixed mixed(pin, pepper);
  if (!hash(mixed.bytes.data(), mixed.bytes.size())) return std::nullopt;
  return std::string(kPepper) + mark_of(pepper) + text.data();
}

}  // namespace amends
