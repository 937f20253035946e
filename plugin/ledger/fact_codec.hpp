// Facts as they are stored: a kind's name, its version, and the body's bytes (JSON, UTF-8, no white space).
// Promises: what encode() wrote decode() reads as an equal value, in this version and in all later ones; bytes that
// aren't a fact of a known kind and version give an error, never an exception and never a guess.
// Refuses: missing, unknown and mistyped parts, numbers that no enumeration has. Bytes of a text that aren't UTF-8 are
// stored as U+FFFD.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <tl/expected.hpp>

#include "domain/facts.hpp"
#include "domain/house.hpp"

namespace amends {

struct EncodedFact {
  std::string_view kind;  // static
  std::uint32_t version = 1;
  std::string body;
};

// What is wrong and where, for a log; no part of the body is repeated in it.
struct CodecError {
  std::string text;
};

[[nodiscard]] EncodedFact encode(const FactBody& fact);
[[nodiscard]] tl::expected<FactBody, CodecError> decode(std::string_view kind, std::uint32_t version,
                                                        std::string_view body);

// A fact of the house.
[[nodiscard]] EncodedFact encode(const HouseBody& fact);
[[nodiscard]] tl::expected<HouseBody, CodecError> decode_house(std::string_view kind, std::uint32_t version,
                                                               std::string_view body);

// A request to the host is appended beside the facts that ask for it, so that the outbox is in the chain, too.
[[nodiscard]] EncodedFact encode(const HostRequest& request);
[[nodiscard]] bool is_request(std::string_view kind);
[[nodiscard]] tl::expected<HostRequest, CodecError> decode_request(std::uint32_t version, std::string_view body);

}  // namespace amends
