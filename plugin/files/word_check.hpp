// What is wrong with the words of a folder of languages: beside English, and by what a guest may read or hear.
// Promises: every finding is a sentence with its file and line, and what to do; all of them, not only the first.
// Refuses: to change or complete anything; a missing text shows the English one (language_reader.hpp).
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "files/file_problem.hpp"
#include "files/language_reader.hpp"

namespace amends {

// Whether a guest may read or hear the text of that key: remedies and their reasons, wishes, preventions, questions, the
// guarantee.
[[nodiscard]] bool is_guest_facing(std::string_view key);

// Longer than this a text no longer fits where the English one does: half as long again, and never less than eight
// characters more. In characters, not bytes.
[[nodiscard]] std::size_t longest_for(std::string_view english);

// The list of phrases that no guest should meet, `forbidden = ["…"]`; empty, where the file isn't there.
[[nodiscard]] std::vector<std::string> read_phrases(const std::filesystem::path& file,
                                                    std::vector<FileProblem>& problems);

// Whether the text has the phrase, as whole words in any letter case.
[[nodiscard]] bool says(std::string_view text, std::string_view phrase);

// What the texts of a language file, read from there, say to a guest though no guest should meet it.
[[nodiscard]] std::vector<FileProblem> forbidden_in(const std::filesystem::path& language_file, const Texts& texts,
                                                    const std::filesystem::path& phrases);

// FOLDER/languages/*.toml beside FOLDER/languages/en.toml: texts that are missing, that English hasn't, that lack or add a
// {parameter}, that are too long; and, where `phrases` has a list for the language, phrases that no guest should meet.
// `phrases`: the folder of LANGUAGE.toml with `forbidden = ["…"]`, matched as whole words in any letter case.
[[nodiscard]] std::vector<FileProblem> check_words(const std::filesystem::path& folder,
                                                   const std::filesystem::path& phrases);

}  // namespace amends
