// Verifying: reading the chain and saying where it is not what was appended.
// Promises: reads only. Every fact's hash is worked out again from its stored bytes and the hash before it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "ledger/chain.hpp"
#include "ledger/head.hpp"
#include "ledger/sqlite.hpp"

namespace amends {

// Between two signatures lie at most so many facts: an append is far smaller than what makes the next one due.
inline constexpr std::uint64_t kUnsignedMax = 2 * kFactsPerSignature;

struct ChainFault {
  std::uint64_t seq = 0;  // the fact, or the place where one is missing
  std::string text;
};

struct ChainVerdict {
  std::uint64_t facts = 0;  // that were read and found whole
  Hash head{};              // of the last of them; all zero: none
  std::optional<ChainFault> fault;
};

// The whole chain, from the first fact.
[[nodiscard]] SqlResult<ChainVerdict> verify_chain(Connection& connection, const ChainId& chain);
// What is wrong with the last signature, or nothing: it is not the terminal's, not over what stands there, or too long ago.
[[nodiscard]] SqlResult<std::optional<ChainFault>> verify_last_signature(Connection& connection, const ChainId& chain,
                                                                         const PublicKey& key);
// The last `count` facts, and that they follow on each other.
[[nodiscard]] SqlResult<ChainVerdict> verify_tail(Connection& connection, const ChainId& chain, std::uint64_t count);

}  // namespace amends
