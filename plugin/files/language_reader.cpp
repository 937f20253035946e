#include "files/language_reader.hpp"

#include "files/toml_table.hpp"

namespace amends {

namespace {

void flatten(TomlFile& file, const toml::table& table, const std::string& prefix, Texts& texts) {
  for (const auto& [key, node] : table) {
    const std::string name = prefix + std::string(key.str());
    if (const toml::table* inner = node.as_table()) {
      flatten(file, *inner, name + ".", texts);
    } else if (const auto* text = node.as_string(); text && !text->get().empty()) {
      texts[name] = text->get();
    } else {
      const auto line = static_cast<std::int32_t>(node.source().begin.line);
      file.fail(line, "\"" + name + "\" must be a text in quotes that isn't empty.");
    }
  }
}

}  // namespace

tl::expected<Texts, FileProblem> read_language(const std::filesystem::path& path) {
  TomlFile file(path);
  Texts texts;
  flatten(file, file.root(), {}, texts);
  if (!file.is_sound()) return tl::unexpected(*file.problem());
  return texts;
}

Texts merge(Texts below, const Texts& above) {
  for (const auto& [key, text] : above)
    below.insert_or_assign(key, text);
  return below;
}

}  // namespace amends
