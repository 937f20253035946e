#include "files/mail_template_reader.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "files/language_reader.hpp"
#include "files/toml_table.hpp"
#include "files/word_check.hpp"

namespace amends {

namespace {

std::string known_places() {
  std::string known;
  for (const std::string_view place : kMailPlaces) {
    if (!known.empty()) known += ", ";
    known += "{" + std::string(place) + "}";
  }
  return known;
}

std::string read_words(const TomlTable& table, std::string_view key, const std::vector<std::string>& refused) {
  std::string text = table.text(key);
  for (std::size_t open = text.find('{'); open != std::string::npos; open = text.find('{', open + 1)) {
    const std::size_t close = std::min(text.find('}', open), text.size());
    const std::string_view place = std::string_view(text).substr(open + 1, close - open - 1);
    if (close < text.size() && std::ranges::find(kMailPlaces, place) != kMailPlaces.end()) continue;
    const std::string shown(std::string_view(text).substr(open, std::min<std::size_t>(close + 1 - open, 20)));
    table.fail(key, "\"" + shown + "\" is nothing that can be filled in. Use one of: " + known_places() + ".");
  }
  if (const std::string* phrase = find_phrase(text, refused)) {
    table.fail(key, "\"" + std::string(key) + "\" says \"" + *phrase + "\" to a guest. Say it without.");
  }
  return text;
}

}  // namespace

tl::expected<MailTemplate, FileProblem> read_mail_template(const std::filesystem::path& path, std::string_view language,
                                                           const std::filesystem::path& phrases) {
  TomlFile file(path);
  const TomlTable root(file);
  const bool has_language = is_language(language) && root.has(language);
  const std::string own(has_language ? language : kOwnLanguage);
  std::vector<FileProblem> problems;
  const auto refused = read_phrases(phrases, own, problems);
  if (file.is_sound() && !problems.empty()) return tl::unexpected(problems.front());
  const TomlTable table = root.table(own);
  table.allow_only({"subject", "body"});
  MailTemplate mail{read_words(table, "subject", refused), read_words(table, "body", refused)};
  if (mail.subject.find_first_of("\r\n") != std::string::npos) {
    table.fail("subject", "\"subject\" must be one line. Write the rest into the body.");
  }
  if (!file.is_sound()) return tl::unexpected(*file.problem());
  return mail;
}

}  // namespace amends
