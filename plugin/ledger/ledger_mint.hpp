// New names for things, and the texts on their way into the side table.
// Promises: identifiers are random; numbers follow on the last one that the ledger holds, so what no append used is used
// again; card numbers are masked before a text is committed to.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/decide.hpp"
#include "domain/house.hpp"
#include "ledger/coupon_keys.hpp"
#include "ledger/vault.hpp"

namespace amends {

// The last numbers given to a case and to a coupon of this ledger.
struct Counters {
  std::uint64_t cases = 0;
  std::uint64_t coupons = 0;
  bool operator==(const Counters&) const = default;
};

// The twelve bits of a terminal's name in the codes of its coupons: its number, where it has one.
[[nodiscard]] std::uint16_t terminal_bits(std::string_view terminal);
// What stands after the last hyphen: 42 of "T3-0042"; 0 where that isn't a number.
[[nodiscard]] std::uint64_t serial_of(std::string_view number);
// The side table's row for a kept text that a fact refers to; null: it refers to none.
[[nodiscard]] const PrivateRef* text_of(const FactBody& fact);
// Moves the counters on to what a fact of this ledger has used.
void count_in(const FactBody& fact, Counters& counters);
void count_in(const HouseBody& fact, Counters& counters);

struct KeptText {
  PrivateRef reference;
  PrivateKind kind = PrivateKind::words;
  Salt salt{};
  std::string text;
};

class LedgerMint final : public Mint {
 public:
  // `store`: the scope of its coupons.
  LedgerMint(std::string_view terminal, std::string store);
  LedgerMint(const LedgerMint&) = delete;
  LedgerMint& operator=(const LedgerMint&) = delete;
  ~LedgerMint() override;

  // The vault must outlive the mint's use of it. Without one nothing that is kept can be appended.
  void use(const Vault* vault) { vault_ = vault; }
  // The same of the keys; without them a code can't be made.
  void use(CouponKeys* keys) { coupon_keys_ = keys; }
  // Why something couldn't be made since start_from; what rests on it can't be appended.
  [[nodiscard]] const std::optional<FileError>& failure() const { return failure_; }
  [[nodiscard]] const std::string& store() const { return store_; }
  // What was given since is forgotten; the next numbers follow on these.
  void start_from(const Counters& counters);
  [[nodiscard]] std::span<const KeptText> kept() const { return kept_; }
  // At most 12 letters, digits and . _ -
  [[nodiscard]] const std::string& terminal() const { return terminal_; }

  CaseId case_id() override;
  CaseNumber case_number() override;
  RequestId request_id() override;
  std::string coupon_code(Money amount, Instant expires, Instant now) override;
  PrivateRef keep(PrivateKind kind, const PrivateText& text) override;

 private:
  std::string terminal_;
  std::string store_;
  const Vault* vault_ = nullptr;
  CouponKeys* coupon_keys_ = nullptr;
  std::optional<FileError> failure_;
  Counters given_;
  std::vector<KeptText> kept_;
};

}  // namespace amends
