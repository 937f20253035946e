// What lies beside a ledger and is needed to put its facts into words: the store's time zone, its staff, packs and languages.
// Promises: what is missing but can be done without is said once on standard error; what was named and can't be read ends it.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "desk/policy.hpp"
#include "desk/ports.hpp"
#include "desk/words.hpp"

namespace amends {

// The zone that was named, or else that of the site file beside the ledger; neither: UTC, and that is said. Null: there is no
// such zone.
[[nodiscard]] std::unique_ptr<const Calendar> calendar_of(const std::filesystem::path& ledger, const std::string& zone);

// Days as they are typed, "2026-11-28": the business days from the first to the last.
struct Days {
  std::string from;  // empty: from the beginning
  std::string to;    // empty: to the end
};
struct TimeSpan {
  Instant begin;
  Instant end;  // not in it
};
// Nothing: they are no days, and that was said.
[[nodiscard]] std::optional<TimeSpan> span_of(const Days& days, const Calendar& calendar);

// The staff file that was named, or else the one beside the ledger, if it is there. Nothing: it can't be read.
[[nodiscard]] std::optional<std::vector<Person>> staff_of(const std::filesystem::path& ledger, const std::string& file);

// The folder that was named, or else `assets` where the program was built or installed. Nothing: there is none.
[[nodiscard]] std::optional<std::filesystem::path> assets_of(const std::string& folder);

// Null: there is no such language, or its file can't be read.
[[nodiscard]] std::unique_ptr<const Words> words_of(const std::filesystem::path& assets, const std::string& pack,
                                                    const std::string& language);

// The rules that a case was judged by; an empty playbook where the ledger doesn't hold them, or this version can't read them.
[[nodiscard]] Playbook playbook_of(const Case& of, const std::map<std::string, PackText>& packs);

}  // namespace amends
