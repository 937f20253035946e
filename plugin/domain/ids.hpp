// Strong identifiers: one type for each kind of thing that has a name, so that none is passed for another.
// Promises: plain comparable values. Refuses: to make new ones; that is Mint's work (mint.hpp).
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <string>

namespace amends {

// An identifier that is text, opaque to us, given by the host or by a file.
template <class Tag>
struct TextId {
  std::string text;
  auto operator<=>(const TextId&) const = default;
  [[nodiscard]] bool empty() const { return text.empty(); }
};

using PersonId = TextId<struct PersonTag>;
using CheckId = TextId<struct CheckTag>;
using LineId = TextId<struct LineTag>;
using ItemId = TextId<struct ItemTag>;
using FailureId = TextId<struct FailureTag>;        // of the playbook, e.g. "tastes_wrong"
using TemplateId = TextId<struct TemplateTag>;      // a remedy or extra of the playbook
using PreventionId = TextId<struct PreventionTag>;  // of the playbook
using WishId = TextId<struct WishTag>;              // of the playbook
using QuestionId = TextId<struct QuestionTag>;      // of the playbook's safety branch
using RequestId = TextId<struct RequestTag>;        // at most 45 ASCII characters; what the host is asked under
using CaseNumber = TextId<struct CaseNumberTag>;    // as people say it, e.g. "T3-0042"

// 16 random bytes; all zero is "none".
template <class Tag>
struct ByteId {
  std::array<std::uint8_t, 16> bytes{};
  auto operator<=>(const ByteId&) const = default;
  [[nodiscard]] bool is_none() const { return *this == ByteId{}; }
};

using CaseId = ByteId<struct CaseIdTag>;
using PrivateId = ByteId<struct PrivateIdTag>;  // a row of the side table that holds names, contacts and free words

// A remedy or an extra within its case: 1, 2, 3 … in the order chosen. 0 is none.
struct ActId {
  std::uint32_t number = 0;
  auto operator<=>(const ActId&) const = default;
};

// A follow-up within its case: 1, 2, 3 … 0 is none.
struct FollowUpId {
  std::uint32_t number = 0;
  auto operator<=>(const FollowUpId&) const = default;
};

// What leaves the house beside the till, within its case: 1, 2, 3 … 0 is none.
struct DeliveryId {
  std::uint32_t number = 0;
  auto operator<=>(const DeliveryId&) const = default;
};

}  // namespace amends
