// Reading tables of a TOML file, with the first problem kept.
// Promises: every getter answers something harmless once a problem is known, so that reading needs no branch for each
// value; nothing is thrown. Refuses: keys that nobody asked about, once allow_only() was called.
// Internal to plugin/files, the only place that knows the TOML library.
#pragma once

#include <cstdint>
#include <filesystem>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <toml++/toml.h>

#include "files/file_problem.hpp"

namespace amends {

// A file's tables and the first thing that is wrong with them.
class TomlFile {
 public:
  // Reads and parses; what can't be read or isn't TOML is a problem like any other.
  explicit TomlFile(const std::filesystem::path& path);
  TomlFile(std::string name, std::string_view text);

  void fail(std::int32_t line, std::string sentence);
  [[nodiscard]] bool is_sound() const { return !problem_; }
  [[nodiscard]] const std::optional<FileProblem>& problem() const { return problem_; }
  [[nodiscard]] const toml::table& root() const { return root_; }
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  void parse();

  std::string name_;
  std::string text_;
  toml::table root_;
  std::optional<FileProblem> problem_;
};

// The line of what stands under "table.key", or of the deepest of its tables that is there.
[[nodiscard]] std::int32_t line_of(const TomlFile& file, std::string_view key);

class TomlTable {
 public:
  explicit TomlTable(TomlFile& file) : file_(&file), table_(&file.root()) {}

  void allow_only(std::initializer_list<std::string_view> keys) const;
  [[nodiscard]] bool has(std::string_view key) const;
  [[nodiscard]] std::int32_t line() const;
  // The line of a key's value; the table's own, where the key is missing.
  [[nodiscard]] std::int32_t line_of(std::string_view key) const;
  void fail(std::string_view key, std::string sentence) const;

  // Required; an empty text is a problem, too.
  [[nodiscard]] std::string text(std::string_view key) const;
  [[nodiscard]] std::string text_or(std::string_view key, std::string_view otherwise) const;
  // Required, and an id: lower-case letters, digits, underscores.
  [[nodiscard]] std::string id(std::string_view key) const;
  [[nodiscard]] std::int32_t whole_or(std::string_view key, std::int32_t otherwise, std::int32_t least,
                                      std::int32_t most) const;
  [[nodiscard]] bool truth_or(std::string_view key, bool otherwise) const;
  // An array of texts, each with its line; missing is empty.
  [[nodiscard]] std::vector<std::pair<std::string, std::int32_t>> texts(std::string_view key) const;
  [[nodiscard]] TomlTable table(std::string_view key) const;  // required
  // [[key]]; missing is empty.
  [[nodiscard]] std::vector<TomlTable> tables(std::string_view key) const;

  // One of a few names; a missing one is `otherwise`, if there is such.
  template <class Value, std::size_t kCount>
  [[nodiscard]] Value one_of(std::string_view key, const std::pair<std::string_view, Value> (&names)[kCount],
                             std::optional<Value> otherwise = std::nullopt) const {
    if (otherwise && !has(key)) return *otherwise;
    const std::string given = text(key);
    std::string known;
    for (const auto& [name, value] : names) {
      if (name == given) return value;
      if (!known.empty()) known += ", ";
      known += name;
    }
    fail(key, "\"" + given + "\" is not known for " + std::string(key) + ". Use one of: " + known + ".");
    return names[0].second;
  }

 private:
  TomlTable(TomlFile& file, const toml::table& table) : file_(&file), table_(&table) {}

  TomlFile* file_;
  const toml::table* table_;
};

}  // namespace amends
