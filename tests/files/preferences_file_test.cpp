// What people chose comes back as it was, also beside lines that nobody understands; and languages are read when asked for.
#include "files/preferences_file.hpp"

#include <catch_amalgamated.hpp>

#include <filesystem>
#include <fstream>

#include <unistd.h>

#include "files/language_folder.hpp"

namespace amends {
namespace {

namespace fs = std::filesystem;

struct Folder {
  fs::path path = fs::temp_directory_path() / ("amends-preferences-" + std::to_string(::getpid()));
  Folder() {
    fs::remove_all(path);
    fs::create_directories(path / "languages");
    fs::create_directories(path / "packs" / "small" / "languages");
  }
  ~Folder() { fs::remove_all(path); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  void write(const std::string& file, std::string_view text) const {
    std::ofstream(path / file, std::ios::binary) << text;
  }
};

const Preferences kSite{.language = "pt", .lighting = Lighting::dark};

}  // namespace

TEST_CASE("preferences come back as they were saved, the last save whole") {
  const Folder folder;
  PreferencesFile file(folder.path / "preferences.toml", kSite);
  CHECK(file.load().empty());
  std::map<PersonId, Preferences> all = {
      {{""}, {.language = "de", .lighting = Lighting::contrast, .text_percent = 200}},
      {{"ana \"\\ é"}, {.language = "es", .hand = Hand::left, .still = true}}};
  CHECK(file.save(all));
  CHECK(file.load() == all);
  all.erase(PersonId{""});
  CHECK(file.save(all));
  CHECK(PreferencesFile(folder.path / "preferences.toml", kSite).load() == all);
  CHECK(std::distance(fs::directory_iterator(folder.path), fs::directory_iterator{}) == 3);
}

TEST_CASE("what a line can't say is the site's, and a broken file is as good as none") {
  const Folder folder;
  PreferencesFile file(folder.path / "preferences.toml", kSite);
  folder.write("preferences.toml", "[[person]]\nid = \"ana\"\nhand = \"left\"\n");
  const auto part = file.load();
  REQUIRE(part.size() == 1);
  CHECK(part.at(PersonId{"ana"}) == Preferences{.language = "pt", .lighting = Lighting::dark, .hand = Hand::left});
  for (const char* broken : {"[[person", "[[person]]\nhand = \"both\"\n", "[[person]]\ntext_percent = 500\n"}) {
    folder.write("preferences.toml", broken);
    CHECK(file.load().empty());
  }
  CHECK(file.save(part));
  CHECK(file.load() == part);
}

TEST_CASE("a folder that can't be written to keeps nothing and says so") {
  const Folder folder;
  PreferencesFile file(folder.path / "gone" / "preferences.toml", kSite);
  CHECK_FALSE(file.save({{{"ana"}, kSite}}));
}

TEST_CASE("a language is read when it is asked for, English under each text that it lacks") {
  const Folder folder;
  folder.write("languages/en.toml", "yes = \"Yes\"\nno = \"No\"\n[language]\nde = \"Deutsch\"\n");
  folder.write("languages/de.toml", "yes = \"Ja\"\n");
  folder.write("packs/small/languages/en.toml", "maybe = \"Maybe\"\n");
  folder.write("packs/small/languages/de.toml", "maybe = \"Vielleicht\"\n");
  folder.write("languages/README", "not a language");
  std::vector<std::string> told;
  const auto own = std::make_shared<const Words>(
      std::map<std::string, std::string, std::less<>>{{"language.de", "Deutsch"}, {"yes", "Yes"}});
  LanguageFolder shelf(folder.path, "small", "en", own, [&](const std::string& said) { told.push_back(said); });
  CHECK(shelf.languages() == std::vector<Language>{{"de", "Deutsch"}, {"en", "en"}});
  CHECK(shelf.words("en") == own);
  const auto german = shelf.words("de");
  REQUIRE(german);
  CHECK(german->text("yes") == "Ja");
  CHECK(german->text("no") == "No");
  CHECK(german->text("maybe") == "Vielleicht");
  CHECK(shelf.words("de") == german);
  CHECK(shelf.words("../../etc")->text("yes") == "Yes");
  CHECK(told.empty());
}

TEST_CASE("a language that can't be read is told once and is English") {
  const Folder folder;
  folder.write("languages/en.toml", "yes = \"Yes\"\n");
  folder.write("packs/small/languages/en.toml", "maybe = \"Maybe\"\n");
  folder.write("languages/fr.toml", "[yes\n");
  std::vector<std::string> told;
  const auto own = std::make_shared<const Words>();
  LanguageFolder shelf(folder.path, "small", "en", own, [&](const std::string& said) { told.push_back(said); });
  CHECK(shelf.words("fr")->text("yes") == "Yes");
  CHECK(shelf.words("fr")->text("maybe") == "Maybe");
  REQUIRE(told.size() == 1);
  CHECK_THAT(told[0], Catch::Matchers::ContainsSubstring("fr.toml"));
}

}  // namespace amends
