#include "files/replace_file.hpp"

#include <fstream>
#include <system_error>

namespace amends {

bool replace_file(const std::filesystem::path& path, std::string_view text) {
  std::filesystem::path draft = path;
  draft += ".new";
  {
    std::ofstream out(draft, std::ios::binary | std::ios::trunc);
    out << text;
    if (!out.flush()) return false;
  }
  std::error_code failed;
  std::filesystem::rename(draft, path, failed);
  return !failed;
}

}  // namespace amends
