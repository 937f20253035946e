#include "files/preferences_file.hpp"

#include <sstream>
#include <system_error>

#include "files/replace_file.hpp"
#include "files/toml_table.hpp"

namespace amends {

namespace {

constexpr std::pair<std::string_view, Lighting> kLightings[] = {
    {"light", Lighting::light}, {"dark", Lighting::dark}, {"contrast", Lighting::contrast}};
constexpr std::pair<std::string_view, Hand> kHands[] = {{"right", Hand::right}, {"left", Hand::left}};

template <class Value, std::size_t kCount>
std::string name_of(const std::pair<std::string_view, Value> (&names)[kCount], Value value) {
  for (const auto& [name, known] : names) {
    if (known == value) return std::string(name);
  }
  return std::string(names[0].first);
}

toml::table table_of(const PersonId& person, const Preferences& wanted) {
  toml::table table;
  table.insert("id", person.text);
  table.insert("language", wanted.language);
  table.insert("light", name_of(kLightings, wanted.lighting));
  table.insert("text_percent", std::int64_t{wanted.text_percent});
  table.insert("hand", name_of(kHands, wanted.hand));
  table.insert("still", wanted.still);
  return table;
}

}  // namespace

std::map<PersonId, Preferences> PreferencesFile::load() {
  std::error_code failed;
  if (!std::filesystem::exists(path_, failed)) return {};
  TomlFile file(path_);
  const TomlTable root(file);
  std::map<PersonId, Preferences> all;
  for (const TomlTable& entry : root.tables("person")) {
    Preferences wanted = site_;
    wanted.language = entry.text_or("language", site_.language);
    wanted.lighting = entry.one_of("light", kLightings, std::optional(site_.lighting));
    wanted.text_percent = entry.whole_or("text_percent", site_.text_percent, Preferences::kTextPercentLeast,
                                         Preferences::kTextPercentMost);
    wanted.hand = entry.one_of("hand", kHands, std::optional(site_.hand));
    wanted.still = entry.truth_or("still", site_.still);
    all.insert_or_assign(PersonId{entry.text_or("id", {})}, std::move(wanted));
  }
  return file.is_sound() ? all : std::map<PersonId, Preferences>{};
}

bool PreferencesFile::save(const std::map<PersonId, Preferences>& all) {
  toml::array people;
  for (const auto& [person, wanted] : all)
    people.push_back(table_of(person, wanted));
  toml::table root;
  root.insert("person", std::move(people));
  std::ostringstream text;
  text << root << '\n';
  return replace_file(path_, text.str());
}

}  // namespace amends
