#include "ledger/coupon_keys.hpp"

#include <algorithm>
#include <cerrno>

#include <sodium.h>

#include "ledger/secret_file.hpp"

namespace amends {

namespace {

constexpr std::int64_t kQuarterS = std::int64_t{92} * 24 * 3600;
constexpr std::size_t kRecordSize = 1 + 8 + crypto_auth_hmacsha256_KEYBYTES;
static_assert(crypto_auth_hmacsha256_KEYBYTES == 32);

std::uint64_t leading_bits(const std::array<std::uint8_t, crypto_auth_hmacsha256_BYTES>& bytes, std::size_t first,
                           std::size_t count) {
  std::uint64_t value = 0;
  for (std::size_t i = first; i < first + count; ++i)
    value = (value << 1U) | ((bytes[i / 8] >> (7 - i % 8)) & 1U);
  return value;
}

}  // namespace

tl::expected<CouponKeys, FileError> CouponKeys::open(const std::filesystem::path& folder) {
  CouponKeys opened;
  opened.file_ = folder / "coupon-keys";
  const auto bytes = read_secret_file(opened.file_);
  if (!bytes) {
    if (bytes.error().code == ENOENT) {
      return opened;
    }
    return tl::unexpected(bytes.error());
  }
  if (bytes->size() % kRecordSize != 0) {
    return tl::unexpected(FileError{EINVAL, opened.file_.string() + ": not the keys of coupons"});
  }
  for (std::size_t at = 0; at < bytes->size(); at += kRecordSize) {
    Key key;
    key.epoch = (*bytes)[at] % CouponCode::kEpochs;
    std::uint64_t made = 0;
    for (std::size_t i = 8; i-- > 0;)
      made = (made << 8U) | (*bytes)[at + 1 + i];
    key.made.microseconds = static_cast<std::int64_t>(made);
    std::copy_n(bytes->begin() + static_cast<std::ptrdiff_t>(at + 9), key.bytes.size(), key.bytes.begin());
    opened.keys_.push_back(key);
    sodium_memzero(key.bytes.data(), key.bytes.size());
  }
  return opened;
}

const CouponKeys::Key* CouponKeys::newest() const {
  return keys_.empty() ? nullptr : &keys_.back();
}

tl::expected<std::uint8_t, FileError> CouponKeys::epoch_at(Instant now) {
  const Key* last = newest();
  if (last != nullptr && now < last->made.plus_seconds(kQuarterS)) {
    return last->epoch;
  }
  Key made;
  made.epoch = last == nullptr ? 0 : static_cast<std::uint8_t>((last->epoch + 1) % CouponCode::kEpochs);
  made.made = now;
  randombytes_buf(made.bytes.data(), made.bytes.size());
  SecretVector<Key> wanted;
  std::copy_if(keys_.begin(), keys_.end(), std::back_inserter(wanted),
               [&](const Key& key) { return key.epoch != made.epoch; });
  wanted.push_back(made);
  sodium_memzero(made.bytes.data(), made.bytes.size());
  SecretVector<std::uint8_t> bytes;
  bytes.reserve(wanted.size() * kRecordSize);
  for (const Key& key : wanted) {
    bytes.push_back(key.epoch);
    for (std::uint32_t shift = 0; shift < 64; shift += 8)
      bytes.push_back(static_cast<std::uint8_t>(static_cast<std::uint64_t>(key.made.microseconds) >> shift));
    bytes.insert(bytes.end(), key.bytes.begin(), key.bytes.end());
  }
  if (auto written = make_secret_file(file_, bytes); !written) {
    return tl::unexpected(written.error());
  }
  keys_ = std::move(wanted);
  return keys_.back().epoch;
}

std::optional<CouponTag> CouponKeys::tag_of(const CouponCode& code, const CouponTerms& terms) const {
  const auto key = std::find_if(keys_.begin(), keys_.end(), [&](const Key& it) { return it.epoch == code.epoch; });
  if (key == keys_.end()) {
    return std::nullopt;
  }
  const std::string text = tagged_text(code, terms);
  std::array<std::uint8_t, crypto_auth_hmacsha256_BYTES> bytes{};
  crypto_auth_hmacsha256(bytes.data(), reinterpret_cast<const unsigned char*>(text.data()), text.size(),
                         key->bytes.data());
  return CouponTag{leading_bits(bytes, 0, CouponCode::kTagBits),
                   leading_bits(bytes, CouponCode::kTagBits, CouponScan::kSealBits)};
}

}  // namespace amends
