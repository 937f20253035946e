// Templates of slips: assets/slips/*.toml, and a store's own of the same names over them. coupon.toml explains the format.
// Promises: every mistake is one sentence with its file and line; a template that reads well names only what its slip
// has, and only words that the language has. A store's broken template is told, and ours stands in for it.
// Refuses: slips for guests that don't say that they are no receipt, or that say what no guest should meet.
#pragma once

#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "desk/slip_values.hpp"
#include "files/file_problem.hpp"

namespace amends {

// Under this key every language says that a slip is no receipt.
inline constexpr std::string_view kNoReceipt = "slip.not_receipt";

// What a template is held against. Everything outlives the call.
struct SlipLanguage {
  const Words& words;                    // of the language that slips are printed in
  std::span<const std::string> refused;  // phrases that no guest should meet, of the same (files/word_check.hpp)
};

[[nodiscard]] tl::expected<SlipTemplate, FileProblem> read_slip_template(const std::filesystem::path& file,
                                                                         SlipKind kind, const SlipLanguage& language);

using SlipTemplates = std::map<SlipKind, SlipTemplate>;

// OURS/KIND.toml, and OWN/KIND.toml where it is there, for every kind. Kinds of which neither can be read are missing. A
// file in OWN that no slip is called by is a problem, too; OWN itself needn't be there.
[[nodiscard]] SlipTemplates read_slip_templates(const std::filesystem::path& ours, const std::filesystem::path& own,
                                                const SlipLanguage& language, std::vector<FileProblem>& problems);

}  // namespace amends
