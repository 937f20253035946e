// The words that are shipped are whole in every language, fit, and say nothing a guest should not meet; and each kind of
// fault is found where it is put in.
#include <catch_amalgamated.hpp>

#include <filesystem>
#include <fstream>

#include <unistd.h>

#include "files/language_reader.hpp"
#include "files/word_check.hpp"

namespace amends {
namespace {

namespace fs = std::filesystem;

const fs::path kAssets = AMENDS_ASSETS_DIR;
constexpr const char* kShipped[] = {"en", "es", "fr", "de", "pt"};

// A folder with English and German words that have no fault, to put one in.
class WordsOnDisk {
 public:
  WordsOnDisk() : folder_(fs::temp_directory_path() / ("amends-words-" + std::to_string(::getpid()))) {
    fs::remove_all(folder_);
    fs::create_directories(folder_ / "languages");
    fs::create_directories(folder_ / "phrases");
    write("languages/en.toml", "[remedy.cake]\ntitle = \"A cake for {name}, today\"\n[step]\nhear = \"Hear\"\n");
    write("languages/de.toml", german("Kuchen für {name}", "Hören"));
    write("phrases/de.toml", "forbidden = [\"aber\", \"tut mir leid, falls\"]\n");
  }
  ~WordsOnDisk() { fs::remove_all(folder_); }
  WordsOnDisk(const WordsOnDisk&) = delete;
  WordsOnDisk& operator=(const WordsOnDisk&) = delete;

  static std::string german(const std::string& title, const std::string& hear) {
    return "[remedy.cake]\ntitle = \"" + title + "\"\n[step]\nhear = \"" + hear + "\"\n";
  }
  void write(const std::string& file, const std::string& text) const {
    std::ofstream(folder_ / file, std::ios::binary) << text;
  }
  [[nodiscard]] std::vector<FileProblem> check() const { return check_words(folder_, folder_ / "phrases"); }

 private:
  fs::path folder_;
};

}  // namespace

TEST_CASE("the shipped words have no fault in any language") {
  const fs::path folder = GENERATE(fs::path(), fs::path("packs/restaurant"), fs::path("packs/retail"));
  for (const char* language : kShipped) {
    CHECK(fs::exists(language_file(kAssets / folder, language)));
    CHECK(fs::exists(kAssets / "phrases" / (std::string(language) + ".toml")));
  }
  for (const FileProblem& problem : check_words(kAssets / folder, kAssets / "phrases"))
    FAIL_CHECK(describe(problem));
}

TEST_CASE("each fault of a language is found, with its line") {
  struct Fault {
    std::string title;
    std::string hear;
    std::string more;
    std::int32_t line;
    std::string says;
  };
  const std::vector<Fault> faults = {
      {"Kuchen", "Hören", "", 2, "other {parameters}"},
      {"Kuchen für {who}", "Hören", "", 2, "other {parameters}"},
      {"Kuchen für {name}", "Erst einmal zuhören", "", 4, "at most 12 characters"},
      {"Kuchen für {name}", "Hören", "later = \"Später\"\n", 5, "\"step.later\" is in no English file"},
      {"Ein Kuchen, aber für {name}", "Hören", "", 2, "says \"aber\""},
      {"ABER für {name}", "Hören", "", 2, "says \"aber\""},
      {"Tut mir leid, falls {name}", "Hören", "", 2, "says \"tut mir leid, falls\""},
  };
  for (const Fault& fault : faults) {
    INFO(fault.title << ", " << fault.hear);
    const WordsOnDisk disk;
    REQUIRE(disk.check().empty());
    disk.write("languages/de.toml", WordsOnDisk::german(fault.title, fault.hear) + fault.more);
    const auto problems = disk.check();
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].line == fault.line);
    CHECK_THAT(problems[0].sentence, Catch::Matchers::ContainsSubstring(fault.says));
  }
}

TEST_CASE("a missing text is found at its table, and a file that can't be read is one finding") {
  const WordsOnDisk disk;
  disk.write("languages/de.toml", "[remedy.cake]\ntitle = \"Kuchen für {name}\"\n[step]\nlater = \"Später\"\n");
  const auto problems = disk.check();
  REQUIRE(problems.size() == 2);
  CHECK(problems[0].line == 3);
  CHECK_THAT(problems[0].sentence, Catch::Matchers::ContainsSubstring("\"step.hear\" is missing"));
  disk.write("languages/de.toml", "[remedy\n");
  CHECK(disk.check().size() == 1);
}

TEST_CASE("a forbidden phrase is whole words, and only of what a guest may meet") {
  const WordsOnDisk disk;
  disk.write("languages/de.toml", WordsOnDisk::german("Makaberer Kuchen {name}", "Aber ja"));
  CHECK(disk.check().empty());
}

}  // namespace amends
