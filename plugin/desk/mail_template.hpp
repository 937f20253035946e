// What a store writes to guests, with places for what differs from case to case.
// Promises: pure; a value that looks like a place is text. What isn't known leaves no gap.
#pragma once

#include <array>
#include <string>
#include <string_view>

namespace amends {

// The places that a template may have: {name}, {store}, {item}, {what}, {case}.
inline constexpr std::array<std::string_view, 5> kMailPlaces = {"name", "store", "item", "what", "case"};

struct MailTemplate {
  std::string subject;  // one line
  std::string body;
  bool operator==(const MailTemplate&) const = default;
};

// For each place; empty: it isn't known.
struct MailValues {
  std::string name;   // the guest's
  std::string store;  // the store's
  std::string item;   // what it was about
  std::string what;   // what went wrong, in words of the mail's language
  std::string case_number;
};

// A line of which only empty values are left goes; elsewhere an empty value takes the blank before it along, and a comma
// before that. Other words in braces stay as they are.
[[nodiscard]] MailTemplate fill(const MailTemplate& mail, const MailValues& values);

}  // namespace amends
