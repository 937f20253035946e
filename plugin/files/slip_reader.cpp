#include "files/slip_reader.hpp"

#include <algorithm>
#include <optional>
#include <system_error>

#include "files/toml_table.hpp"
#include "files/word_check.hpp"

namespace amends {

namespace {

namespace fs = std::filesystem;

constexpr std::pair<std::string_view, SlipPartKind> kKinds[] = {
    {"text", SlipPartKind::text},   {"pair", SlipPartKind::pair}, {"rule", SlipPartKind::rule},
    {"space", SlipPartKind::space}, {"qr", SlipPartKind::qr},     {"barcode", SlipPartKind::barcode}};
constexpr std::pair<std::string_view, SlipText::Align> kAligns[] = {{"left", SlipText::Align::left},
                                                                    {"centre", SlipText::Align::centre}};
constexpr std::pair<std::string_view, SlipText::Size> kSizes[] = {{"normal", SlipText::Size::normal},
                                                                  {"large", SlipText::Size::large}};

std::string joined(const std::vector<std::string_view>& names) {
  std::string all;
  for (const std::string_view each : names) {
    if (!all.empty()) all += ", ";
    all += each;
  }
  return all;
}

bool has(const std::vector<std::string_view>& names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

// A brace that doesn't belong to a {name}.
bool has_loose_brace(std::string_view text) {
  const std::string rest = fill_names(text, [](std::string_view) { return std::string(); });
  return rest.find_first_of("{}") != std::string::npos;
}

class PartReader {
 public:
  PartReader(const TomlTable& table, SlipKind kind, const SlipLanguage& language)
      : table_(table), kind_(kind), language_(language), known_(names_on(kind).values) {}

  SlipTemplatePart read() {
    SlipTemplatePart part;
    part.kind = table_.one_of("kind", kKinds, std::optional(SlipPartKind::text));
    allow_only(part.kind);
    part.each = table_.text_or("each", {});
    follow_list(part.each);
    part.when = condition("when");
    part.unless = condition("unless");
    switch (part.kind) {
      case SlipPartKind::text:
        part.text = wording("text", "words");
        part.align = table_.one_of("align", kAligns, std::optional(SlipText::Align::left));
        part.size = table_.one_of("size", kSizes, std::optional(SlipText::Size::normal));
        break;
      case SlipPartKind::pair:
        part.text = wording("left", "left_words");
        part.right = wording("right", "right_words");
        break;
      case SlipPartKind::qr:
      case SlipPartKind::barcode:
        part.text.literal = table_.text("data");
        check_names("data", part.text.literal);
        break;
      case SlipPartKind::rule:
      case SlipPartKind::space:
        break;
    }
    part.bold = table_.truth_or("bold", false);
    return part;
  }

 private:
  void allow_only(SlipPartKind kind) const {
    switch (kind) {
      case SlipPartKind::text:
        return table_.allow_only({"kind", "text", "words", "align", "size", "bold", "each", "when", "unless"});
      case SlipPartKind::pair:
        return table_.allow_only(
            {"kind", "left", "left_words", "right", "right_words", "bold", "each", "when", "unless"});
      case SlipPartKind::qr:
      case SlipPartKind::barcode:
        return table_.allow_only({"kind", "data", "each", "when", "unless"});
      case SlipPartKind::rule:
      case SlipPartKind::space:
        return table_.allow_only({"kind", "each", "when", "unless"});
    }
  }

  void follow_list(const std::string& each) {
    if (each.empty()) return;
    std::vector<std::string_view> lists;
    for (const SlipList& list : names_on(kind_).lists) {
      if (list.name == each) known_.insert(known_.end(), list.values.begin(), list.values.end());
      lists.push_back(list.name);
    }
    if (has(lists, each)) return;
    table_.fail("each", lists.empty() ? "This slip has no lists, so nothing on it repeats. Remove \"each\"."
                                      : "\"" + each + "\" is no list of this slip. Use one of: " + joined(lists) + ".");
  }

  std::string condition(std::string_view key) const {
    std::string name = table_.text_or(key, {});
    std::vector<std::string_view> known = known_;
    for (const SlipList& list : names_on(kind_).lists)
      known.push_back(list.name);
    if (!name.empty() && !has(known, name))
      table_.fail(key, "\"" + name + "\" is not known on this slip. Use one of: " + joined(known) + ".");
    return name;
  }

  SlipWording wording(std::string_view literal, std::string_view words) const {
    const bool both = table_.has(literal) && table_.has(words);
    if (both || (!table_.has(literal) && !table_.has(words))) {
      table_.fail(words, "A part has either \"" + std::string(literal) + "\", which stands as it is, or \"" +
                             std::string(words) + "\", a key of the language files. Write one of the two.");
      return {};
    }
    if (table_.has(words)) return {key(words), {}};
    std::string text = table_.text(literal);
    check_names(literal, text);
    const std::string* phrase = is_for_guests(kind_) ? find_phrase(text, language_.refused) : nullptr;
    if (phrase != nullptr) table_.fail(literal, "This says \"" + *phrase + "\" to a guest. Say it without.");
    return {{}, std::move(text)};
  }

  std::string key(std::string_view words) const {
    std::string name = table_.text(words);
    if (name.empty()) return name;
    if (!language_.words.has(name)) {
      table_.fail(words, "No language file has the text \"" + name +
                             "\". Use one that languages/en.toml has, or write your own words as text.");
    } else {
      check_names(words, language_.words.text(name));
    }
    return name;
  }

  void check_names(std::string_view key, const std::string& text) const {
    if (has_loose_brace(text))
      table_.fail(key, "A brace here belongs to no {name}. Write names in braces, and no other braces.");
    (void)fill_names(text, [&](std::string_view name) -> std::optional<std::string> {
      if (!has(known_, name))
        table_.fail(key, "{" + std::string(name) + "} is not known here. Use one of: " + joined(known_) + ".");
      return std::nullopt;
    });
  }

  const TomlTable& table_;
  SlipKind kind_;
  const SlipLanguage& language_;
  std::vector<std::string_view> known_;
};

bool says_no_receipt(const SlipTemplatePart& part) {
  return part.kind == SlipPartKind::text && part.text.words == kNoReceipt && part.each.empty() && part.when.empty() &&
         part.unless.empty();
}

std::vector<fs::path> toml_files_in(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code failed;
  for (const auto& entry : fs::directory_iterator(folder, failed)) {
    if (entry.path().extension() == ".toml") files.push_back(entry.path());
  }
  std::ranges::sort(files);
  return files;
}

std::string known_files() {
  std::vector<std::string_view> names;
  for (const SlipKind kind : kSlipKinds)
    names.push_back(name_of(kind));
  return joined(names);
}

}  // namespace

tl::expected<SlipTemplate, FileProblem> read_slip_template(const fs::path& path, SlipKind kind,
                                                           const SlipLanguage& language) {
  TomlFile file(path);
  if (!file.is_sound()) return tl::unexpected(*file.problem());
  const TomlTable root(file);
  root.allow_only({"part"});
  SlipTemplate made;
  for (const TomlTable& table : root.tables("part"))
    made.parts.push_back(PartReader(table, kind, language).read());
  if (file.is_sound() && made.parts.empty()) file.fail(0, "Nothing is on this slip. Add at least one [[part]].");
  if (file.is_sound() && is_for_guests(kind) && std::ranges::none_of(made.parts, says_no_receipt)) {
    file.fail(0, "A slip for guests says that it is no receipt. Add a [[part]] with words = \"" +
                     std::string(kNoReceipt) + "\" and without each, when and unless.");
  }
  if (!file.is_sound()) return tl::unexpected(*file.problem());
  return made;
}

SlipTemplates read_slip_templates(const fs::path& ours, const fs::path& own, const SlipLanguage& language,
                                  std::vector<FileProblem>& problems) {
  SlipTemplates templates;
  const auto lay = [&](const fs::path& file, SlipKind kind) {
    auto read = read_slip_template(file, kind, language);
    if (read) {
      templates.insert_or_assign(kind, std::move(*read));
    } else {
      problems.push_back(read.error());
    }
  };
  for (const SlipKind kind : kSlipKinds)
    lay(ours / (std::string(name_of(kind)) + ".toml"), kind);
  for (const fs::path& file : toml_files_in(own)) {
    if (const auto kind = find_slip_kind(file.stem().string())) {
      lay(file, *kind);
    } else {
      problems.push_back({file.string(), 0, "No slip is called that. Call the file one of: " + known_files() + "."});
    }
  }
  return templates;
}

}  // namespace amends
