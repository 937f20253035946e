#include "ledger/ledger_mint.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <string_view>

#include <sodium.h>

#include "ledger/bytes.hpp"
#include "ledger/card_mask.hpp"

namespace amends {

namespace {

constexpr std::size_t kTerminalSizeMax = 12;  // leaves room for '-' and 32 digits in a request id of 45

std::string with_serial(const std::string& prefix, std::uint64_t serial) {
  constexpr std::size_t kDigitsMin = 4;
  const std::string digits = std::to_string(serial);
  return prefix + std::string(kDigitsMin - std::min(kDigitsMin, digits.size()), '0') + digits;
}

}  // namespace

std::uint16_t terminal_bits(std::string_view terminal) {
  const std::size_t digits = terminal.find_last_not_of("0123456789") + 1;
  std::uint32_t number = 0;
  const char* end = terminal.data() + terminal.size();
  const auto parsed = std::from_chars(terminal.data() + digits, end, number);
  if (parsed.ec == std::errc() && parsed.ptr == end && number < CouponCode::kTerminals) {
    return static_cast<std::uint16_t>(number);
  }
  std::array<std::uint8_t, crypto_generichash_BYTES_MIN> hash{};
  crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(terminal.data()), terminal.size(),
                     nullptr, 0);
  return static_cast<std::uint16_t>((hash[0] | (hash[1] << 8U)) % CouponCode::kTerminals);
}

std::uint64_t serial_of(std::string_view number) {
  const std::size_t dash = number.rfind('-');
  if (dash == std::string_view::npos) {
    return 0;
  }
  std::uint64_t serial = 0;
  const char* end = number.data() + number.size();
  const auto parsed = std::from_chars(number.data() + dash + 1, end, serial);
  return parsed.ec == std::errc() && parsed.ptr == end ? serial : 0;
}

const PrivateRef* text_of(const FactBody& fact) {
  if (const auto* noted = std::get_if<TextNoted>(&fact)) {
    return &noted->text;
  }
  if (const auto* given = std::get_if<ContactGiven>(&fact)) {
    return &given->contact.text;
  }
  return nullptr;
}

void count_in(const FactBody& fact, Counters& counters) {
  if (const auto* recorded = std::get_if<CaseRecorded>(&fact)) {
    counters.cases = std::max(counters.cases, serial_of(recorded->number.text));
  } else if (const auto* issued = std::get_if<CouponIssued>(&fact)) {
    const auto code = read_code(issued->number);
    const std::uint64_t serial = code ? code->serial : serial_of(issued->number);
    counters.coupons = std::max(counters.coupons, serial);
  }
}

void count_in(const HouseBody& fact, Counters& counters) {
  if (const auto* restored = std::get_if<LedgerRestored>(&fact)) {
    counters.cases = std::max(counters.cases, restored->cases);
    counters.coupons = std::max(counters.coupons, restored->coupons);
  }
}

LedgerMint::LedgerMint(std::string_view terminal, std::string store) : store_(std::move(store)) {
  for (const char letter : terminal.substr(0, kTerminalSizeMax)) {
    const bool is_plain = (letter >= '0' && letter <= '9') || (letter >= 'A' && letter <= 'Z') ||
                          (letter >= 'a' && letter <= 'z') || letter == '.' || letter == '_' || letter == '-';
    terminal_ += is_plain ? letter : '_';
  }
  if (terminal_.empty()) {
    terminal_ = "T";
  }
}

LedgerMint::~LedgerMint() {
  start_from({});
}

void LedgerMint::start_from(const Counters& counters) {
  given_ = counters;
  failure_.reset();
  for (KeptText& kept : kept_) {
    sodium_memzero(kept.text.data(), kept.text.size());
  }
  kept_.clear();
}

CaseId LedgerMint::case_id() {
  CaseId id;
  randombytes_buf(id.bytes.data(), id.bytes.size());
  return id;
}

CaseNumber LedgerMint::case_number() {
  return {with_serial(terminal_ + "-", ++given_.cases)};
}

RequestId LedgerMint::request_id() {
  std::array<std::uint8_t, 16> random{};
  randombytes_buf(random.data(), random.size());
  return {terminal_ + "-" + to_hex(random)};
}

std::string LedgerMint::coupon_code(Money amount, Instant expires, Instant now) {
  if (coupon_keys_ == nullptr) {
    failure_ = FileError{ENOENT, "the keys of coupons are not here"};
    return {};
  }
  const auto epoch = coupon_keys_->epoch_at(now);
  if (!epoch) {
    failure_ = epoch.error();
    return {};
  }
  CouponCode code;
  code.epoch = *epoch;
  code.terminal = terminal_bits(terminal_);
  code.serial = static_cast<std::uint32_t>(++given_.coupons % CouponCode::kSerials);
  code.tag = coupon_keys_->tag_of(code, {amount, day_of(expires), store_}).value_or(CouponTag{}).tag;
  return write_code(code);
}

PrivateRef LedgerMint::keep(PrivateKind kind, const PrivateText& text) {
  KeptText kept;
  kept.kind = kind;
  kept.text = kind == PrivateKind::phone ? text.text : mask_card_numbers(text.text);
  randombytes_buf(kept.reference.id.bytes.data(), kept.reference.id.bytes.size());
  randombytes_buf(kept.salt.data(), kept.salt.size());
  if (vault_ != nullptr) {
    kept.reference.commitment = vault_->commit(kind, kept.salt, kept.text);
  }
  return kept_.emplace_back(std::move(kept)).reference;
}

}  // namespace amends
