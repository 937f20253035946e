#include "ledger/chain.hpp"

#include <cassert>
#include <cstddef>

#include <sodium.h>

namespace amends {

namespace {

constexpr std::string_view kFormat = "AMENDS/1";
constexpr std::size_t kHeaderSize = 8 + 16 + 8 + 32 + 16 + 8 + 4 + 4 + 4 + 4 + 8;

// Fixed places for everything of fixed width; whole numbers little-endian.
class Header {
 public:
  void put(std::string_view letters) {
    for (const char letter : letters) {
      bytes_[size_++] = static_cast<std::uint8_t>(letter);
    }
  }
  void put(std::span<const std::uint8_t> bytes) {
    for (const std::uint8_t byte : bytes) {
      bytes_[size_++] = byte;
    }
  }
  void put_number(std::uint64_t number, int width) {
    for (int place = 0; place < width; ++place) {
      bytes_[size_++] = static_cast<std::uint8_t>(number >> (8 * place));
    }
  }
  [[nodiscard]] std::span<const std::uint8_t> bytes() const {
    assert(size_ == kHeaderSize);
    return bytes_;
  }

 private:
  std::array<std::uint8_t, kHeaderSize> bytes_{};
  std::size_t size_ = 0;
};

void update(crypto_generichash_state& state, std::string_view text) {
  crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(text.data()), text.size());
}

}  // namespace

Hash hash_of(const ChainId& chain, const ChainLink& link) {
  Header header;
  header.put(kFormat);
  header.put(std::span<const std::uint8_t>(chain));
  header.put_number(link.seq, 8);
  header.put(std::span<const std::uint8_t>(link.previous));
  header.put(std::span<const std::uint8_t>(link.case_id));
  header.put_number(static_cast<std::uint64_t>(link.at_microseconds), 8);
  header.put_number(link.version, 4);
  header.put_number(link.terminal.size(), 4);
  header.put_number(link.actor.size(), 4);
  header.put_number(link.kind.size(), 4);
  header.put_number(link.body.size(), 8);

  crypto_generichash_state state;
  Hash hash{};
  crypto_generichash_init(&state, nullptr, 0, hash.size());
  crypto_generichash_update(&state, header.bytes().data(), header.bytes().size());
  update(state, link.terminal);
  update(state, link.actor);
  update(state, link.kind);
  update(state, link.body);
  crypto_generichash_final(&state, hash.data(), hash.size());
  return hash;
}

}  // namespace amends
