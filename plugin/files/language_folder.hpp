// The languages of assets/languages with a pack's own laid over them, read when somebody first asks for one.
// Promises: English lies below every language, text by text, so that a missing one shows the English text; what can't be
// read is told once and is English. Refuses: other folders: a language's name has no slash in it.
#pragma once

#include <filesystem>
#include <functional>
#include <map>

#include "desk/preferences.hpp"

namespace amends {

class LanguageFolder : public LanguageShelf {
 public:
  // `own` is what was read already, in the language `code`. `tell` is given a sentence for the log, where words() is called.
  LanguageFolder(std::filesystem::path assets, std::string pack, std::string code, std::shared_ptr<const Words> own,
                 std::function<void(const std::string&)> tell);

  [[nodiscard]] std::vector<Language> languages() override;
  [[nodiscard]] std::shared_ptr<const Words> words(std::string_view code) override;
  void forget() override { read_.clear(); }

 private:
  std::filesystem::path assets_;
  std::string pack_;
  std::shared_ptr<const Words> own_;
  std::function<void(const std::string&)> tell_;
  std::map<std::string, std::shared_ptr<const Words>, std::less<>> read_;
};

}  // namespace amends
