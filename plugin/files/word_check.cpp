#include "files/word_check.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>
#include <system_error>

#include "files/language_reader.hpp"
#include "files/toml_table.hpp"

namespace amends {

namespace {

constexpr std::array<std::string_view, 7> kGuestFacing = {"remedy.", "reason.",   "wish.",     "prevention.",
                                                          "slip.",   "question.", "read_back."};

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char byte) { return (static_cast<unsigned char>(byte) & 0xc0U) != 0x80U; }));
}

std::set<std::string> parameters_of(std::string_view text) {
  std::set<std::string> names;
  for (std::size_t open = text.find('{'); open != std::string_view::npos; open = text.find('{', open + 1)) {
    const std::size_t close = text.find('}', open);
    if (close == std::string_view::npos) break;
    names.emplace(text.substr(open, close - open + 1));
  }
  return names;
}

// The languages that are shipped are of Latin letters: a byte above 127 is of a letter or of a typographic sign, which
// no list holds at a phrase's edge.
bool is_word(char byte) {
  const auto letter = static_cast<unsigned char>(byte);
  return letter >= 128 || (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'z');
}

// Latin capitals of ASCII and of Latin-1 become small; a typographic apostrophe becomes the plain one.
std::string small(std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte >= 'A' && byte <= 'Z') {
      result += static_cast<char>(byte + ('a' - 'A'));
    } else if (byte == 0xc3 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) <= 0x9e) {
      result += text[i++];
      result += static_cast<char>(static_cast<unsigned char>(text[i]) + 0x20);
    } else if (text.substr(i).starts_with("\u2019")) {
      result += '\'';
      i += 2;
    } else {
      result += text[i];
    }
  }
  return result;
}

bool has_phrase(std::string_view text, std::string_view phrase) {
  for (std::size_t at = text.find(phrase); at != std::string_view::npos; at = text.find(phrase, at + 1)) {
    const std::size_t end = at + phrase.size();
    if ((at == 0 || !is_word(text[at - 1])) && (end == text.size() || !is_word(text[end]))) return true;
  }
  return false;
}

class LanguageCheck {
 public:
  LanguageCheck(const std::filesystem::path& path, const Texts& texts, std::vector<FileProblem>& problems)
      : path_(path), file_(path), texts_(texts), problems_(problems) {}

  void compare_to(const Texts& english) {
    for (const auto& [key, text] : english) {
      const auto own = texts_.find(key);
      // A language's name for itself is the same everywhere.
      if (own == texts_.end() && !key.starts_with("language.")) say(key, "is missing. Add it there.");
      if (own == texts_.end() || key.starts_with("format.") || key.starts_with("keyboard.")) continue;
      if (parameters_of(own->second) != parameters_of(text)) {
        say(key, "has other {parameters} than the English one. Use the same.");
      }
      if (characters(own->second) > longest_for(text)) {
        say(key,
            "is too long for its place: at most " + std::to_string(longest_for(text)) + " characters. Shorten it.");
      }
    }
    for (const auto& [key, text] : texts_) {
      if (!english.contains(key)) say(key, "is in no English file, so nothing shows it. Remove it.");
    }
  }

  void refuse(const std::vector<std::string>& phrases) {
    for (const auto& [key, text] : texts_) {
      if (!is_guest_facing(key)) continue;
      const std::string said = small(text);
      for (const std::string& phrase : phrases) {
        if (has_phrase(said, small(phrase))) say(key, "says \"" + phrase + "\" to a guest. Say it without.");
      }
    }
  }

 private:
  void say(const std::string& key, const std::string& what) {
    problems_.push_back({path_.string(), line_of(file_, key), "The text \"" + key + "\" " + what});
  }

  const std::filesystem::path& path_;
  TomlFile file_;
  const Texts& texts_;
  std::vector<FileProblem>& problems_;
};

}  // namespace

std::vector<std::string> read_phrases(const std::filesystem::path& path, std::vector<FileProblem>& problems) {
  std::vector<std::string> phrases;
  std::error_code failed;
  if (!std::filesystem::exists(path, failed)) return phrases;
  TomlFile file(path);
  for (auto& [phrase, line] : TomlTable(file).texts("forbidden"))
    phrases.push_back(std::move(phrase));
  if (!file.is_sound()) problems.push_back(*file.problem());
  return phrases;
}

bool says(std::string_view text, std::string_view phrase) {
  return has_phrase(small(text), small(phrase));
}

bool is_guest_facing(std::string_view key) {
  return key == "guarantee" ||
         std::ranges::any_of(kGuestFacing, [&](std::string_view begin) { return key.starts_with(begin); });
}

std::size_t longest_for(std::string_view english) {
  const std::size_t length = characters(english);
  return std::max(length + length / 2, length + 8);
}

std::vector<FileProblem> forbidden_in(const std::filesystem::path& language_file, const Texts& texts,
                                      const std::filesystem::path& phrases) {
  std::vector<FileProblem> problems;
  const std::vector<std::string> refused = read_phrases(phrases / language_file.filename(), problems);
  if (!refused.empty()) LanguageCheck(language_file, texts, problems).refuse(refused);
  return problems;
}

std::vector<FileProblem> check_words(const std::filesystem::path& folder, const std::filesystem::path& phrases) {
  std::vector<FileProblem> problems;
  const auto english = read_language(language_file(folder, kOwnLanguage));
  if (!english) return {english.error()};
  std::vector<std::filesystem::path> files;
  std::error_code failed;
  for (const auto& entry : std::filesystem::directory_iterator(folder / "languages", failed))
    files.push_back(entry.path());
  std::ranges::sort(files);
  for (const std::filesystem::path& path : files) {
    const auto texts = read_language(path);
    if (!texts) {
      problems.push_back(texts.error());
      continue;
    }
    LanguageCheck check(path, *texts, problems);
    if (path.stem() != kOwnLanguage) check.compare_to(*english);
    for (FileProblem& problem : forbidden_in(path, *texts, phrases))
      problems.push_back(std::move(problem));
  }
  return problems;
}

}  // namespace amends
