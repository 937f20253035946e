#include "files/language_reader.hpp"

#include <algorithm>
#include <system_error>

#include "files/toml_table.hpp"
#include "files/word_check.hpp"

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

bool is_language(std::string_view language) {
  return language.size() >= 2 && language.size() <= 8 && std::all_of(language.begin(), language.end(), [](char letter) {
           return (letter >= 'a' && letter <= 'z') || letter == '_' || (letter >= 'A' && letter <= 'Z');
         });
}

std::filesystem::path language_file(const std::filesystem::path& folder, std::string_view language) {
  return folder / "languages" / (std::string(language) + ".toml");
}

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

Texts read_texts(const std::filesystem::path& assets, const std::string& pack, std::string_view language,
                 std::vector<FileProblem>& problems) {
  const std::filesystem::path of_pack = assets / "packs" / pack;
  Texts texts;
  const auto lay = [&](const std::filesystem::path& folder, std::string_view code) {
    const auto file = language_file(folder, code);
    std::error_code failed;
    if (code != kOwnLanguage && !std::filesystem::exists(file, failed)) return;
    const auto read = read_language(file);
    if (!read) {
      problems.push_back(read.error());
      return;
    }
    const std::vector<FileProblem> said = forbidden_in(file, *read, assets / "phrases");
    problems.insert(problems.end(), said.begin(), said.end());
    // Who asks for a language in use goes on with what stands below it.
    if (said.empty()) texts = merge(std::move(texts), *read);
  };
  lay(assets, kOwnLanguage);
  lay(of_pack, kOwnLanguage);
  if (language == kOwnLanguage || !is_language(language)) return texts;
  lay(assets, language);
  lay(of_pack, language);
  return texts;
}

}  // namespace amends
