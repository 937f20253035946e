#include "ledger/pepper.hpp"

#include <cerrno>
#include <utility>

#include <sodium.h>

#include "ledger/secret_file.hpp"

namespace amends {

namespace {

constexpr std::size_t kPepperSize = crypto_kdf_KEYBYTES;
static_assert(kPepperSize == 32);
constexpr std::size_t kDerivedSize = 32;
constexpr char kContext[crypto_kdf_CONTEXTBYTES + 1] = "amendspp";

}  // namespace

tl::expected<Pepper, FileError> Pepper::read(const std::filesystem::path& folder) {
  if (sodium_init() < 0) {
    return tl::unexpected(FileError{ENOSYS, "libsodium can't start"});
  }
  auto bytes = read_secret_file(folder / "pepper");
  if (!bytes) {
    return tl::unexpected(bytes.error());
  }
  if (bytes->size() != kPepperSize) {
    return tl::unexpected(FileError{EINVAL, (folder / "pepper").string() + ": not a pepper"});
  }
  Pepper pepper;
  pepper.bytes_ = *std::move(bytes);
  return pepper;
}

tl::expected<void, FileError> Pepper::prepare(const std::filesystem::path& folder) {
  if (sodium_init() < 0) {
    return tl::unexpected(FileError{ENOSYS, "libsodium can't start"});
  }
  std::error_code ignored;
  if (std::filesystem::exists(folder / "pepper", ignored)) {
    return {};
  }
  SecretVector<std::uint8_t> made(kPepperSize);
  randombytes_buf(made.data(), made.size());
  return make_secret_file(folder / "pepper", made);
}

SecretVector<std::uint8_t> Pepper::derive(PepperPurpose purpose) const {
  SecretVector<std::uint8_t> key(kDerivedSize);
  crypto_kdf_derive_from_key(key.data(), key.size(), static_cast<std::uint64_t>(purpose), kContext, bytes_.data());
  return key;
}

}  // namespace amends
