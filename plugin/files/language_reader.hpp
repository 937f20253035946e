// Language files: tables of texts, read into one flat map "table.key" → text (desk/words.hpp).
// Promises: a text is the one of the file read last; nested tables join their names with points.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <string>

#include <tl/expected.hpp>

#include "files/file_problem.hpp"

namespace amends {

using Texts = std::map<std::string, std::string, std::less<>>;

[[nodiscard]] tl::expected<Texts, FileProblem> read_language(const std::filesystem::path& file);

// Lays `above` over `below`.
[[nodiscard]] Texts merge(Texts below, const Texts& above);

}  // namespace amends
