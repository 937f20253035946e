// Packs: a folder with playbook.toml and languages/, read into a Playbook and its words.
// Promises: what is returned is whole: every id named is there, every id has its words, every failure has three remedies
// that differ in kind, no limit is below the one of a lower role. Refuses: unknown keys, bad amounts, missing texts;
// each with one sentence, its file and line, and what to do. Amounts are read in the site's currency.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "domain/playbook.hpp"
#include "files/file_problem.hpp"
#include "files/language_reader.hpp"

namespace amends {

struct Pack {
  Playbook playbook;
  Texts texts;  // for Words: the program's own with the pack's laid over them
};

// What a case keeps of the rules it was judged by: a hex digest of the bytes they were read from.
[[nodiscard]] std::string version_of(std::string_view bytes);

// The pack's rules alone.
[[nodiscard]] tl::expected<Playbook, FileProblem> read_playbook(const std::filesystem::path& pack_folder,
                                                                Currency currency);
// The same from a text that stood in `file`, for a pack called `name`.
[[nodiscard]] tl::expected<Playbook, FileProblem> read_playbook(std::string name, const std::string& file,
                                                                std::string_view text, Currency currency);

// All that is wrong with a pack's folder, not only the first: its rules, its texts in each of its languages beside English,
// its phrases. `assets` has the program's languages and the phrases; empty: what isn't in the pack isn't checked.
[[nodiscard]] std::vector<FileProblem> check_pack(const std::filesystem::path& pack_folder,
                                                  const std::filesystem::path& assets, Currency currency);

// assets/packs/NAME with assets/languages, in `language` ("en", "pt", …), English below it text by text. English must be
// whole; a file that can't be read is a problem in any language.
[[nodiscard]] tl::expected<Pack, FileProblem> read_pack(const std::filesystem::path& assets, const std::string& name,
                                                        std::string_view language, Currency currency);

}  // namespace amends
