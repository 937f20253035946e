// Templates of slips: the shipped ones are whole in every language, a store's own lie over them, and a broken one is
// refused with the sentence and the line that help.
#include "files/slip_reader.hpp"

#include <catch_amalgamated.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include <unistd.h>

#include "files/language_reader.hpp"
#include "files/word_check.hpp"

namespace amends {
namespace {

namespace fs = std::filesystem;

const fs::path kAssets = AMENDS_ASSETS_DIR;
constexpr std::array kLanguages = {"en", "es", "fr", "de", "pt"};

// What a store may put on its slips and ours go without; a check is named where there is no table.
constexpr std::array kNotOnOurs = {
    std::pair(SlipKind::coupon, std::string_view("case")), std::pair(SlipKind::remake, std::string_view("store")),
    std::pair(SlipKind::remake, std::string_view("check")), std::pair(SlipKind::line_up, std::string_view("store"))};

class Folder {
 public:
  Folder() : path_(fs::temp_directory_path() / ("amends-slips-" + std::to_string(::getpid()))) {
    fs::remove_all(path_);
    fs::create_directories(path_);
  }
  ~Folder() { fs::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  [[nodiscard]] const fs::path& path() const { return path_; }
  fs::path write(const std::string& name, std::string_view text) const {
    std::ofstream(path_ / name, std::ios::binary) << text;
    return path_ / name;
  }

 private:
  fs::path path_;
};

Words words_of(std::string_view language) {
  std::vector<FileProblem> problems;
  Texts texts = read_texts(kAssets, "restaurant", language, problems);
  REQUIRE(problems.empty());
  return Words(std::move(texts));
}

const std::string kSaysNoReceipt = "[[part]]\nwords = \"slip.not_receipt\"\n";

FileProblem problem_of(SlipKind kind, const std::string& text) {
  const Folder folder;
  const Words words = words_of("en");
  const std::vector<std::string> refused = {"policy"};
  const auto read = read_slip_template(folder.write("slip.toml", text), kind, {words, refused});
  REQUIRE_FALSE(read);
  CHECK(read.error().file.ends_with("slip.toml"));
  return read.error();
}

// Every name that a slip of that kind has, with its name in guillemets as its value.
SlipValues everything(SlipKind kind) {
  const auto value = [](std::string_view name) { return "«" + std::string(name) + "»"; };
  SlipValues values;
  for (const std::string_view name : names_on(kind).values)
    values.texts.emplace(name, value(name));
  for (const SlipList& list : names_on(kind).lists) {
    SlipRow row;
    for (const std::string_view name : list.values)
      row.emplace(name, value(name));
    values.lists.emplace(list.name, std::vector<SlipRow>{row, row});
  }
  return values;
}

std::string all_text(const Slip& slip) {
  std::string all;
  for (const SlipPart& part : slip.parts) {
    if (const auto* text = std::get_if<SlipText>(&part)) all += text->text + "\n";
    if (const auto* pair = std::get_if<SlipPair>(&part)) all += pair->left + "\t" + pair->right + "\n";
    if (const auto* qr = std::get_if<SlipQr>(&part)) all += qr->data + "\n";
  }
  return all;
}

}  // namespace

TEST_CASE("each shipped slip says everything it has in every language, and lacks no words") {
  for (const char* language : kLanguages) {
    const Words words = words_of(language);
    std::vector<FileProblem> problems;
    const std::vector<std::string> refused = read_phrases(kAssets / "phrases", language, problems);
    CHECK(refused.size() > 10);
    const SlipTemplates templates = read_slip_templates(kAssets / "slips", {}, {words, refused}, problems);
    for (const FileProblem& problem : problems)
      FAIL_CHECK(describe(problem));
    REQUIRE(templates.size() == kSlipKinds.size());
    for (const auto& [kind, of] : templates) {
      INFO(language << " " << name_of(kind));
      const std::string said = all_text(compose(of, words, everything(kind)));
      CHECK(said.find('{') == std::string::npos);
      const bool says_no_receipt = said.find(words.text("slip.not_receipt")) != std::string::npos;
      CHECK(says_no_receipt == is_for_guests(kind));
      for (const auto& [name, value] : everything(kind).texts) {
        INFO(name);
        const bool is_said = said.find(value) != std::string::npos;
        CHECK(is_said == (std::ranges::find(kNotOnOurs, std::pair(kind, std::string_view(name))) == kNotOnOurs.end()));
      }
      for (const SlipList& list : names_on(kind).lists) {
        for (const std::string_view name : list.values)
          CHECK(said.find("«" + std::string(name) + "»") != std::string::npos);
      }
      // With next to nothing known there is still a slip, and no hole in it.
      const std::string bare = all_text(compose(of, words, {}));
      CHECK_FALSE(bare.empty());
      CHECK(bare.find('{') == std::string::npos);
    }
    CHECK(words.missing().empty());
  }
}

TEST_CASE("a slip for guests says that it is no receipt, whatever a store changes on it") {
  for (const SlipKind kind : {SlipKind::coupon, SlipKind::promise, SlipKind::apology}) {
    for (const std::string left_out : {"", "when = \"store\"\n", "unless = \"store\"\n"}) {
      const std::string text = "[[part]]\ntext = \"{store}\"\n" + (left_out.empty() ? "" : kSaysNoReceipt + left_out);
      CHECK(problem_of(kind, text).sentence.find("no receipt") != std::string::npos);
    }
  }
}

TEST_CASE("a store's own template lies over ours, and ours stands in for a broken one") {
  const Folder own;
  own.write("coupon.toml", "[[part]]\ntext = \"Ours alone\"\n" + kSaysNoReceipt);
  own.write("remake.toml", "[[part]]\ntext = \"{nothing}\"\n");
  own.write("cupon.toml", "[[part]]\ntext = \"a\"\n");
  own.write("notes.txt", "not a slip");
  const Words words = words_of("en");
  std::vector<FileProblem> problems;
  const SlipTemplates templates = read_slip_templates(kAssets / "slips", own.path(), {words, {}}, problems);
  CHECK(all_text(compose(templates.at(SlipKind::coupon), words, {})) == "Ours alone\nThis is not a receipt.\n");
  std::vector<FileProblem> none;
  const SlipTemplates ours = read_slip_templates(kAssets / "slips", own.path() / "none", {words, {}}, none);
  CHECK(none.empty());
  CHECK(templates.at(SlipKind::remake) == ours.at(SlipKind::remake));
  CHECK(templates.at(SlipKind::promise) == ours.at(SlipKind::promise));
  REQUIRE(problems.size() == 2);
  CHECK(problems[0].file.ends_with("cupon.toml"));
  CHECK(problems[0].sentence.find("coupon, promise, remake, apology, line_up") != std::string::npos);
  CHECK(problems[1].file.ends_with("remake.toml"));
  CHECK(problems[1].line == 2);
}

TEST_CASE("what a part may say is read as it stands") {
  const Folder folder;
  const Words words = words_of("en");
  const fs::path file = folder.write("remake.toml", R"([[part]]
each = "items"
kind = "pair"
left = "{item}"
right_words = "slip.why"
bold = true
when = "why"
unless = "place"
[[part]]
words = "slip.remake"
align = "centre"
size = "large"
[[part]]
kind = "barcode"
data = "{case}"
[[part]]
kind = "rule"
)");
  const auto read = read_slip_template(file, SlipKind::remake, {words, {}});
  if (!read) FAIL(describe(read.error()));
  REQUIRE(read->parts.size() == 4);
  SlipTemplatePart pair{.kind = SlipPartKind::pair,
                        .text = {.words = {}, .literal = "{item}"},
                        .right = {.words = "slip.why", .literal = {}},
                        .bold = true,
                        .each = "items",
                        .when = "why",
                        .unless = "place"};
  CHECK(read->parts[0] == pair);
  CHECK(read->parts[1] == SlipTemplatePart{.text = {.words = "slip.remake", .literal = {}},
                                           .align = SlipText::Align::centre,
                                           .size = SlipText::Size::large});
  CHECK(read->parts[2] == SlipTemplatePart{.kind = SlipPartKind::barcode, .text = {.words = {}, .literal = "{case}"}});
  CHECK(read->parts[3] == SlipTemplatePart{.kind = SlipPartKind::rule});
}

TEST_CASE("each mistake in a template is one sentence with its line and what to do") {
  struct Mistake {
    const char* part;
    std::int32_t line;
    const char* says;
  };
  const std::vector<Mistake> mistakes = {
      {"text = \"{stor}\"", 2, "{stor} is not known here. Use one of: store, case"},
      {"text = \"{item}\"", 2, "{item} is not known here"},
      {"each = \"items\"\ntext = \"{name}\"", 3, "{name} is not known here"},
      {"each = \"item\"\ntext = \"a\"", 2, "\"item\" is no list of this slip. Use one of: items, instead."},
      {"text = \"{store\"", 2, "A brace here belongs to no {name}"},
      {"text = \"store}\"", 2, "A brace here belongs to no {name}"},
      {"words = \"slip.nothing\"", 2, "No language file has the text \"slip.nothing\""},
      {"words = \"slip.valid_until\"", 2, "{valid_until} is not known here"},
      {"words = \"slip.why\"\ntext = \"a\"", 2, "Write one of the two."},
      {"align = \"left\"", 1, "Write one of the two."},
      {"kind = \"pair\"\nleft = \"a\"", 1, "A part has either \"right\""},
      {"kind = \"picture\"", 2, "Use one of: text, pair, rule, space, qr, barcode."},
      {"kind = \"qr\"", 1, "\"data\" is missing here"},
      {"kind = \"qr\"\ndata = \"{when}\"", 3, "{when} is not known here"},
      {"kind = \"qr\"\ndata = \"a\"\nsize = \"large\"", 4, "\"size\" is not known here"},
      {"kind = \"rule\"\nbold = true", 3, "\"bold\" is not known here"},
      {"kind = \"pair\"\nleft = \"a\"\nright = \"b\"\nalign = \"left\"", 5, "\"align\" is not known here"},
      {"text = \"a\"\nalign = \"right\"", 3, "Use one of: left, centre."},
      {"text = \"a\"\nsize = \"huge\"", 3, "Use one of: normal, large."},
      {"text = \"a\"\nbold = \"yes\"", 3, "must be true or false"},
      {"text = \"a\"\nwhen = \"nobody\"", 3, "\"nobody\" is not known on this slip. Use one of: store"},
      {"text = \"a\"\nunless = \"nobody\"", 3, "\"nobody\" is not known on this slip"},
      {"text = \"\"", 2, "is empty"},
      {"text = 3", 2, "must be a text in quotes"},
      {"text = ", 2, "This isn't TOML"},
  };
  for (const Mistake& mistake : mistakes) {
    INFO(mistake.part);
    const FileProblem problem = problem_of(SlipKind::remake, "[[part]]\n" + std::string(mistake.part) + "\n");
    CHECK(problem.line == mistake.line);
    INFO(problem.sentence);
    CHECK(problem.sentence.find(mistake.says) != std::string::npos);
  }
  CHECK(problem_of(SlipKind::remake, "").sentence.find("Nothing is on this slip") == 0);
  CHECK(problem_of(SlipKind::remake, "[part]\ntext = \"a\"\n").sentence.find("[[part]]") != std::string::npos);
  CHECK(problem_of(SlipKind::remake, "title = \"a\"\n").sentence.find("\"title\" is not known here") == 0);
  CHECK(problem_of(SlipKind::coupon, "[[part]]\neach = \"items\"\ntext = \"a\"\n").sentence.find("has no lists") !=
        std::string::npos);
}

TEST_CASE("a store's own words are held to what a guest may read, and the kitchen's are its own") {
  const std::string text = "[[part]]\ntext = \"House Policy.\"\n";
  const FileProblem problem = problem_of(SlipKind::apology, text + kSaysNoReceipt);
  CHECK(problem.line == 2);
  CHECK(problem.sentence.find("\"policy\" to a guest") != std::string::npos);
  const Folder folder;
  const Words words = words_of("en");
  const std::vector<std::string> refused = {"policy"};
  CHECK(read_slip_template(folder.write("remake.toml", text), SlipKind::remake, {words, refused}));
}

}  // namespace amends
