#include "files/toml_table.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>

namespace amends {

namespace {

// Far more than any pack or language needs; what is larger was not written by hand.
constexpr std::uintmax_t kLargestFileBytes = 1 << 20;

std::string in_quotes(std::string_view word) {
  return "\"" + std::string(word) + "\"";
}

bool is_id(std::string_view text) {
  return !text.empty() && text.size() <= 60 && std::all_of(text.begin(), text.end(), [](char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') || letter == '_';
  });
}

std::int32_t line_in(const toml::source_region& region) {
  return static_cast<std::int32_t>(region.begin.line);
}

const toml::table& empty_table() {
  static const toml::table empty;
  return empty;
}

}  // namespace

std::string describe(const FileProblem& problem) {
  if (problem.line == 0) return problem.file + ": " + problem.sentence;
  return problem.file + ", line " + std::to_string(problem.line) + ": " + problem.sentence;
}

TomlFile::TomlFile(const std::filesystem::path& path) : name_(path.string()) {
  std::error_code trouble;
  const std::uintmax_t bytes = std::filesystem::file_size(path, trouble);
  if (trouble || !std::filesystem::is_regular_file(path, trouble)) {
    fail(0, "This file can't be read. Put it there, or choose another folder.");
    return;
  }
  if (bytes > kLargestFileBytes) {
    fail(0, "This file is larger than 1 MiB. Split it, or remove what isn't needed.");
    return;
  }
  std::ifstream stream(path, std::ios::binary);
  text_.assign(std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>());
  if (!stream) {
    fail(0, "This file can't be read. Check who may read it.");
    return;
  }
  parse();
}

TomlFile::TomlFile(std::string name, std::string_view text) : name_(std::move(name)), text_(text) {
  parse();
}

void TomlFile::parse() {
  try {
    root_ = toml::parse(std::string_view(text_), name_);
  } catch (const toml::parse_error& error) {
    fail(line_in(error.source()), "This isn't TOML: " + std::string(error.description()) + ". Correct this line.");
  }
}

void TomlFile::fail(std::int32_t line, std::string sentence) {
  if (!problem_) problem_ = FileProblem{name_, line, std::move(sentence)};
}

std::int32_t line_of(const TomlFile& file, std::string_view key) {
  const toml::table* table = &file.root();
  const toml::node* found = table;
  while (!key.empty()) {
    const std::size_t point = std::min(key.find('.'), key.size());
    const toml::node* inner = table->get(key.substr(0, point));
    if (inner == nullptr) break;
    found = inner;
    if (!inner->is_table()) break;
    table = inner->as_table();
    key.remove_prefix(std::min(point + 1, key.size()));
  }
  return static_cast<std::int32_t>(found->source().begin.line);
}

void TomlTable::allow_only(std::initializer_list<std::string_view> keys) const {
  for (const auto& [key, node] : *table_) {
    if (std::find(keys.begin(), keys.end(), key.str()) != keys.end()) continue;
    std::string known;
    for (const std::string_view each : keys) {
      if (!known.empty()) known += ", ";
      known += each;
    }
    const auto line = line_in(key.source());
    file_->fail(line, in_quotes(key.str()) + " is not known here. Remove it, or use one of: " + known + ".");
    return;
  }
}

bool TomlTable::has(std::string_view key) const {
  return table_->contains(key);
}

std::int32_t TomlTable::line() const {
  return line_in(table_->source());
}

std::int32_t TomlTable::line_of(std::string_view key) const {
  const toml::node* node = table_->get(key);
  return node ? line_in(node->source()) : line();
}

void TomlTable::fail(std::string_view key, std::string sentence) const {
  file_->fail(line_of(key), std::move(sentence));
}

std::string TomlTable::text(std::string_view key) const {
  if (!has(key)) {
    fail(key, in_quotes(key) + " is missing here. Add " + std::string(key) + " = \"…\".");
    return {};
  }
  const std::string found = text_or(key, {});
  if (found.empty()) fail(key, in_quotes(key) + " is empty. Write something between the quotes.");
  return found;
}

std::string TomlTable::text_or(std::string_view key, std::string_view otherwise) const {
  const toml::node* node = table_->get(key);
  if (!node) return std::string(otherwise);
  if (const auto* found = node->as_string()) return found->get();
  fail(key, in_quotes(key) + " must be a text in quotes.");
  return std::string(otherwise);
}

std::string TomlTable::id(std::string_view key) const {
  const std::string found = text(key);
  if (!found.empty() && !is_id(found)) {
    fail(key, in_quotes(found) + " can't be an id. Use lower-case letters, digits and underscores, at most 60.");
  }
  return found;
}

std::int32_t TomlTable::whole_or(std::string_view key, std::int32_t otherwise, std::int32_t least,
                                 std::int32_t most) const {
  const toml::node* node = table_->get(key);
  if (!node) return otherwise;
  const auto* found = node->as_integer();
  if (found && found->get() >= least && found->get() <= most) return static_cast<std::int32_t>(found->get());
  fail(key,
       in_quotes(key) + " must be a whole number from " + std::to_string(least) + " to " + std::to_string(most) + ".");
  return otherwise;
}

bool TomlTable::truth_or(std::string_view key, bool otherwise) const {
  const toml::node* node = table_->get(key);
  if (!node) return otherwise;
  if (const auto* found = node->as_boolean()) return found->get();
  fail(key, in_quotes(key) + " must be true or false, without quotes.");
  return otherwise;
}

std::vector<std::pair<std::string, std::int32_t>> TomlTable::texts(std::string_view key) const {
  std::vector<std::pair<std::string, std::int32_t>> found;
  const toml::node* node = table_->get(key);
  if (!node) return found;
  const toml::array* array = node->as_array();
  if (!array) {
    fail(key, in_quotes(key) + " must be a list of texts: [\"…\", \"…\"].");
    return found;
  }
  for (const toml::node& each : *array) {
    if (const auto* text = each.as_string()) {
      found.emplace_back(text->get(), line_in(each.source()));
    } else {
      file_->fail(line_in(each.source()), in_quotes(key) + " must be a list of texts: [\"…\", \"…\"].");
    }
  }
  return found;
}

TomlTable TomlTable::table(std::string_view key) const {
  const toml::node* node = table_->get(key);
  if (node && node->is_table()) return {*file_, *node->as_table()};
  fail(key, "The table [" + std::string(key) + "] is missing. Add it.");
  return {*file_, empty_table()};
}

std::vector<TomlTable> TomlTable::tables(std::string_view key) const {
  std::vector<TomlTable> found;
  const toml::node* node = table_->get(key);
  if (!node) return found;
  const toml::array* array = node->as_array();
  const std::string sentence = in_quotes(key) + " must be written as [[" + std::string(key) + "]].";
  if (!array) {
    fail(key, sentence);
    return found;
  }
  for (const toml::node& each : *array) {
    if (each.is_table()) {
      found.push_back({*file_, *each.as_table()});
    } else {
      file_->fail(line_in(each.source()), sentence);
    }
  }
  return found;
}

}  // namespace amends
