// DATA/site.toml: what the store says of itself, over the pack and over what the host configured.
// Promises: decimal texts, never floats; every mistake is one sentence with its line; what isn't said is the pack's or the
// host's. Refuses: unknown keys.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include <tl/expected.hpp>

#include "desk/site.hpp"
#include "files/file_problem.hpp"

namespace amends {

// What holds before anything else can be read: amounts are in the currency, times in the zone.
struct SiteGround {
  std::optional<Currency> currency;
  std::string time_zone;  // of the IANA database; empty: the host's
  std::string language;   // for whoever never chose; empty: the host's
  bool operator==(const SiteGround&) const = default;
};

// `file` names the text in problems.
[[nodiscard]] tl::expected<SiteGround, FileProblem> read_site_ground(const std::string& file, std::string_view text);
[[nodiscard]] tl::expected<Site, FileProblem> read_site(const std::string& file, std::string_view text,
                                                        Currency currency);

// The text with the site's part as wanted, and of the rest what stood there; comments are lost.
[[nodiscard]] std::string write_site(std::string_view before, const Site& wanted);

}  // namespace amends
