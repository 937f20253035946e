// Language files: tables of texts, read into one flat map "table.key" → text (desk/words.hpp).
// Promises: a text is the one of the file read last; nested tables join their names with points.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "files/file_problem.hpp"

namespace amends {

using Texts = std::map<std::string, std::string, std::less<>>;

// The language that every text is there in.
inline constexpr std::string_view kOwnLanguage = "en";

// Whether a language's name may become a part of a path.
[[nodiscard]] bool is_language(std::string_view language);

// FOLDER/languages/LANGUAGE.toml
[[nodiscard]] std::filesystem::path language_file(const std::filesystem::path& folder, std::string_view language);

[[nodiscard]] tl::expected<Texts, FileProblem> read_language(const std::filesystem::path& file);

// Lays `above` over `below`.
[[nodiscard]] Texts merge(Texts below, const Texts& above);

// The program's and the pack's texts in that language, English below them text by text. A language file that isn't
// there is nothing to tell; one that can't be read, or says to a guest what nobody should, is a problem, and English
// stands in for it.
[[nodiscard]] Texts read_texts(const std::filesystem::path& assets, const std::string& pack, std::string_view language,
                               std::vector<FileProblem>& problems);

}  // namespace amends
