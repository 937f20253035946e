// A file of the program's own, replaced whole: a draft beside it takes its name once it is written.
#pragma once

#include <filesystem>
#include <string_view>

namespace amends {

// False: the old one stands as it was.
[[nodiscard]] bool replace_file(const std::filesystem::path& path, std::string_view text);

}  // namespace amends
