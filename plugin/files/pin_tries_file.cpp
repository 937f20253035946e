#include "files/pin_tries_file.hpp"

#include <limits>
#include <sstream>
#include <system_error>

#include "files/replace_file.hpp"
#include "files/toml_table.hpp"

namespace amends {

PinTries PinTriesFile::load() {
  std::error_code failed;
  if (!std::filesystem::exists(path_, failed)) return {};
  TomlFile file(path_);
  const TomlTable root(file);
  PinTries all;
  for (const TomlTable& entry : root.tables("person")) {
    const std::int32_t wrong = entry.whole_or("wrong", 0, 0, std::numeric_limits<std::int32_t>::max());
    all.insert_or_assign(PersonId{entry.text_or("id", {})}, static_cast<std::uint32_t>(wrong));
  }
  return file.is_sound() ? all : PinTries{};
}

bool PinTriesFile::save(const PinTries& all) {
  toml::array people;
  for (const auto& [person, wrong] : all) {
    toml::table table;
    table.insert("id", person.text);
    table.insert("wrong", std::int64_t{wrong});
    people.push_back(std::move(table));
  }
  toml::table root;
  root.insert("person", std::move(people));
  std::ostringstream text;
  text << root << '\n';
  return replace_file(path_, text.str());
}

}  // namespace amends
