// From the host's structs to our values: the border where nothing is believed.
// Promises: reads min(given, own) bytes of a struct, obeys element sizes of arrays, never reads beyond a text's limit;
// a value that can't be used is refused or repaired, with one sentence for the log that holds none of the host's data.
// Refuses: to call the host; host_proxy does.

#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "amends.h"
#include "domain/check.hpp"
#include "domain/commands.hpp"

namespace amends {

inline constexpr std::size_t kIdBytesMax = 128;
inline constexpr std::size_t kNameBytesMax = 256;
inline constexpr std::size_t kMessageBytesMax = 512;
inline constexpr std::uint32_t kLinesMax = 10'000;
inline constexpr std::size_t kItemsMax = 10'000;
inline constexpr std::size_t kPeopleMax = 2'000;
// Beyond these an amount or a quantity is a fault of the host's and no sale.
inline constexpr std::int64_t kAmountMinorMax = 1'000'000'000'000'000;
inline constexpr std::int64_t kQuantityThousandthsMax = 1'000'000'000'000;

// Takes one sentence about a rule of amends.h that the host broke.
using BlameHost = std::function<void(std::string_view sentence)>;

// A struct of the host's, copied into a zeroed one of ours; nothing for null or less than the frozen minimum.
template <class Struct>
[[nodiscard]] std::optional<Struct> copy_struct(const void* given, std::uint32_t minimum_bytes) {
  if (given == nullptr) return std::nullopt;
  std::uint32_t given_bytes = 0;
  std::memcpy(&given_bytes, given, sizeof given_bytes);
  if (given_bytes < minimum_bytes) return std::nullopt;
  Struct own{};
  std::memcpy(&own, given, std::min<std::size_t>(given_bytes, sizeof own));
  return own;
}

// Text for people: null is empty; what isn't UTF-8 becomes U+FFFD, control characters blanks, what is too long is cut
// between two characters.
[[nodiscard]] std::string to_text(const char* given, std::size_t bytes_max, const BlameHost& blame);

// An identifier is taken as it is or not at all: nothing for null, empty, too long, control characters, not UTF-8.
[[nodiscard]] std::optional<std::string> to_id(const char* given);

// `site` is the currency that the overlay is set to; a check without one is in it, a check in another is refused.
[[nodiscard]] std::optional<Check> to_check(const amends_check_t* given, Currency site, const BlameHost& blame);
[[nodiscard]] std::optional<Item> to_item(const amends_item_t* given, Currency site, const BlameHost& blame);
[[nodiscard]] std::optional<Person> to_person(const amends_person_t* given, const BlameHost& blame);
[[nodiscard]] Capabilities to_capabilities(std::uint32_t flags);

// What became of a request. Nothing for `pending`: there is no truth yet.
struct HostAnswer {
  RequestId request;
  std::optional<TakeHostAnswer> outcome;
  bool operator==(const HostAnswer&) const = default;
};
[[nodiscard]] std::optional<HostAnswer> to_answer(const amends_answer_t* given, Currency site, const BlameHost& blame);

}  // namespace amends
