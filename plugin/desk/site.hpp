// What the store says of itself: it lies over the pack, so that a new pack keeps it.
// Promises: plain values; what isn't said is the pack's.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "desk/printer.hpp"
#include "domain/playbook.hpp"

namespace amends {

// Where follow-ups go beside the list; what is empty is off.
struct PostSetting {
  std::string mail_server;                 // smtp://HOST:PORT or smtps://HOST:PORT
  std::string mail_security = "starttls";  // or "tls", or "none" on this machine alone
  std::string mail_user;
  std::string mail_from;
  std::string mail_from_name;
  std::string webhook;          // https://…
  std::string calendar_folder;  // one file for each follow-up
  bool operator==(const PostSetting&) const = default;
};

struct Site {
  std::string name;
  std::array<std::optional<Money>, 4> limit;        // by Role; an owner's of zero: none
  std::array<std::optional<Money>, 4> shift_limit;  // by Role; zero: none
  std::optional<Money> extra_limit;
  std::optional<Alcohol> alcohol;
  std::vector<PersonId> told_at_once;
  std::int32_t guest_days = 365;  // so long names, contacts and words of guests are kept; 0: for ever
  std::int32_t copies = 7;        // of the ledger, one a day, that are kept; 0: none are made
  PrinterSetting printer;
  PostSetting post;
  bool operator==(const Site&) const = default;
};

[[nodiscard]] Playbook lay_over(Playbook below, const Site& site);

}  // namespace amends
