// The chain: each fact's hash covers the fact and the hash before it. FORMAT.md says it byte by byte.
// Promises: the hash is over the stored bytes, never over something written anew. Refuses: to know SQL.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace amends {

using Hash = std::array<std::uint8_t, 32>;
using ChainId = std::array<std::uint8_t, 16>;

// One fact as it is stored. Texts are borrowed.
struct ChainLink {
  std::uint64_t seq = 0;
  Hash previous{};  // all zero for the first
  std::array<std::uint8_t, 16> case_id{};
  std::int64_t at_microseconds = 0;
  std::string_view terminal;
  std::string_view actor;
  std::string_view kind;
  std::uint32_t version = 0;
  std::string_view body;
};

[[nodiscard]] Hash hash_of(const ChainId& chain, const ChainLink& link);

}  // namespace amends
