// DATA/preferences.toml: how each person wants the screens, one [[person]] each, written by the program.
// Promises: a save replaces the whole file or leaves the old one; what a line can't say is the site's.
// Refuses: to fail a start: a file that can't be read is as good as none, and the next save replaces it.
#pragma once

#include <filesystem>

#include "desk/preferences.hpp"

namespace amends {

class PreferencesFile : public PreferenceStore {
 public:
  PreferencesFile(std::filesystem::path path, Preferences site) : path_(std::move(path)), site_(std::move(site)) {}

  [[nodiscard]] std::map<PersonId, Preferences> load() override;
  [[nodiscard]] bool save(const std::map<PersonId, Preferences>& all) override;

 private:
  std::filesystem::path path_;
  Preferences site_;  // what a missing line stands for
};

}  // namespace amends
