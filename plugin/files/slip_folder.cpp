#include "files/slip_folder.hpp"

#include "files/word_check.hpp"

namespace amends {

SlipFolder::SlipFolder(const std::filesystem::path& assets, const std::filesystem::path& own, const Words& words,
                       std::string_view language, const std::function<void(const std::string&)>& tell) {
  std::vector<FileProblem> problems;
  const std::vector<std::string> refused = read_phrases(assets / "phrases", language, problems);
  templates_ = read_slip_templates(assets / "slips", own, {words, refused}, problems);
  for (const FileProblem& problem : problems)
    tell(describe(problem));
}

const SlipTemplate* SlipFolder::find(SlipKind kind) {
  const auto found = templates_.find(kind);
  return found == templates_.end() ? nullptr : &found->second;
}

}  // namespace amends
