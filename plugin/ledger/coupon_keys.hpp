// The keys that a coupon's tag is made with, so that a terminal which has them knows without a network that a code is the
// house's and none of its terms was altered.
// Promises: a key is on the disk before a code is made with it; a new one each quarter, the old ones stay as long as there
// is a number for another (two years). Terminals that have the same file know each other's coupons.
// Refuses: to say whether a coupon was spent; the ledger knows.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include <tl/expected.hpp>

#include "domain/coupon_code.hpp"
#include "ledger/folder.hpp"
#include "ledger/secret.hpp"

namespace amends {

struct CouponTag {
  std::uint64_t tag = 0;   // 40 bits, in the code
  std::uint64_t seal = 0;  // the 60 that follow, in the QR
};

// DATA/keys/coupon-keys. A file that isn't there has no keys.
class CouponKeys {
 public:
  [[nodiscard]] static tl::expected<CouponKeys, FileError> open(const std::filesystem::path& folder);

  // The epoch that codes are made in now. Where there is no key yet, or the newest is a quarter old, a new one is made.
  [[nodiscard]] tl::expected<std::uint8_t, FileError> epoch_at(Instant now);
  // Nothing: that epoch's key isn't here.
  [[nodiscard]] std::optional<CouponTag> tag_of(const CouponCode& code, const CouponTerms& terms) const;

 private:
  struct Key {
    std::uint8_t epoch = 0;
    Instant made;
    std::array<std::uint8_t, 32> bytes{};
  };
  [[nodiscard]] const Key* newest() const;

  std::filesystem::path file_;
  SecretVector<Key> keys_;
};

}  // namespace amends
