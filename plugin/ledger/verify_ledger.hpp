// The whole of a ledger's file, judged without changing it: pages, tables, chain, signatures, projections, guests' texts.
// Promises: reads only, also beside a running program; says every kind of fault it finds, and of facts the first.
// Refuses: to repair, and to call complete what no signature or given head covers.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "ledger/head.hpp"
#include "ledger/schema.hpp"

namespace amends {

// How much is looked at: lists and texts cost many times what the chain does.
enum class VerifyDepth : std::uint8_t { facts = 1, everything };

struct VerifyRequest {
  std::filesystem::path file;
  std::string vfs;             // empty: the system's own
  std::filesystem::path keys;  // DATA/keys; where it can't be read, texts and pepper are not looked at
  std::optional<HeadMark> mark;
  VerifyDepth depth = VerifyDepth::everything;
  std::function<bool()> goes_on = {};  // asked on the way, where there is one; a no ends it as a fault
};

struct LedgerFault {
  std::uint64_t seq = 0;  // 0: of no single fact
  std::string text;
  bool operator==(const LedgerFault&) const = default;
};

struct LedgerVerdict {
  std::uint64_t facts = 0;         // that were read and found whole, from the first on
  ChainHead head;                  // the last of them
  std::uint64_t signed_up_to = 0;  // so far nothing can have been cut off or written anew without the terminal's key
  PublicKey signing_key{};
  std::uint64_t texts = 0;  // of guests, that were opened and are what their facts say
  bool texts_were_read = false;
  std::vector<LedgerFault> faults;
};

// An error: the file can't be read at all.
[[nodiscard]] tl::expected<LedgerVerdict, LedgerProblem> verify_ledger(const VerifyRequest& request);

}  // namespace amends
