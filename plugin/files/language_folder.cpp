#include "files/language_folder.hpp"

#include <algorithm>
#include <system_error>

#include "files/language_reader.hpp"

namespace amends {

LanguageFolder::LanguageFolder(std::filesystem::path assets, std::string pack, std::string code,
                               std::shared_ptr<const Words> own, std::function<void(const std::string&)> tell)
    : assets_(std::move(assets)), pack_(std::move(pack)), own_(std::move(own)), tell_(std::move(tell)) {
  read_.emplace(std::move(code), own_);
}

std::vector<Language> LanguageFolder::languages() {
  std::vector<Language> found;
  std::error_code failed;
  for (const auto& entry : std::filesystem::directory_iterator(assets_ / "languages", failed)) {
    const std::string code = entry.path().stem().string();
    if (entry.path().extension() != ".toml" || !is_language(code)) continue;
    const std::string key = "language." + code;
    found.push_back({code, own_ && own_->has(key) ? own_->text(key) : code});
  }
  std::ranges::sort(found, {}, &Language::code);
  return found;
}

std::shared_ptr<const Words> LanguageFolder::words(std::string_view code) {
  if (const auto known = read_.find(code); known != read_.end()) return known->second;
  std::vector<FileProblem> problems;
  auto texts = read_texts(assets_, pack_, code, problems);
  for (const FileProblem& problem : problems)
    tell_(describe(problem));
  // What could not be read is kept as null: it isn't asked of the disk again with every view.
  auto words = texts.empty() ? nullptr : std::make_shared<const Words>(std::move(texts));
  read_.emplace(code, words);
  return words;
}

}  // namespace amends
