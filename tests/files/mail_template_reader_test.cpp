// The mails that are shipped and those that a store writes: whole, in every language, and nothing a guest shouldn't meet.
#include <catch_amalgamated.hpp>

#include <filesystem>
#include <fstream>

#include "files/mail_template_reader.hpp"
#include "support/scratch_folder.hpp"

namespace amends {
namespace {

namespace fs = std::filesystem;

const fs::path kAssets = AMENDS_ASSETS_DIR;

class MailOnDisk {
 public:
  explicit MailOnDisk(const std::string& text) { std::ofstream(path(), std::ios::binary) << text; }
  [[nodiscard]] fs::path path() const { return folder_.path() / "follow_up.toml"; }
  [[nodiscard]] tl::expected<MailTemplate, FileProblem> read(std::string_view language) const {
    return read_mail_template(path(), language, kAssets / "phrases");
  }

 private:
  testing::ScratchFolder folder_;
};

}  // namespace

TEST_CASE("the shipped follow-up mail is there in every language, with every place and no word that is refused") {
  const std::string language = GENERATE("en", "de", "es", "fr", "pt");
  INFO(language);
  const auto mail = read_mail_template(kAssets / "mails" / "follow_up.toml", language, kAssets / "phrases");
  if (!mail) FAIL(describe(mail.error()));
  const std::string all = mail->subject + "\n" + mail->body;
  for (const std::string_view place : kMailPlaces)
    CHECK(all.find("{" + std::string(place) + "}") != std::string::npos);
  CHECK(all.find(language == "en" ? "\u2019" : "'") == std::string::npos);
  CHECK(mail->body.size() < 900);
  if (language != "en") {
    CHECK(*mail != read_mail_template(kAssets / "mails" / "follow_up.toml", "en", kAssets / "phrases").value());
  }
  const MailTemplate bare = fill(*mail, {"", "Zoë", "", "", "T3-0042"});
  CHECK(bare.body.find('{') == std::string::npos);
  CHECK(bare.body.find(" ,") == std::string::npos);
  CHECK(bare.body.find(",,") == std::string::npos);
}

TEST_CASE("a language that the file hasn't gets the English mail") {
  const MailOnDisk disk(
      "[en]\nsubject = \"Hello\"\nbody = \"Hello {name}\"\n[de]\nsubject = \"Hallo\"\nbody = \"Hallo\"\n");
  CHECK(disk.read("de").value() == MailTemplate{"Hallo", "Hallo"});
  for (const char* language : {"en", "fr", "", "../de", "de.subject"})
    CHECK(disk.read(language).value() == MailTemplate{"Hello", "Hello {name}"});
}

TEST_CASE("each mistake in a mail is found, with its line and what to do") {
  struct Row {
    std::string text;
    std::int32_t line;
    std::string says;
  };
  const std::string begin = "[en]\nsubject = \"Hello\"\n";
  for (const Row& row :
       {Row{begin + "body = \"Hello {nmae}\"\n", 3, "\"{nmae}\" is nothing that can be filled in. Use one of: {name}"},
        Row{begin + "body = \"Hello {name\"\n", 3, "\"{name\" is nothing"},
        Row{begin + "body = \"Hello { name}\"\n", 3, "\"{ name}\" is nothing"},
        Row{begin + "body = \"Good, But late\"\n", 3, "says \"but\" to a guest"},
        Row{begin + "body = \"Sorry you feel so\"\n", 3, "says \"sorry you feel\" to a guest"},
        Row{"[en]\nsubject = \"Our policy\"\nbody = \"Hello\"\n", 2, "says \"policy\" to a guest"},
        Row{"[en]\nsubject = \"Hello\\r\\nBcc: all\"\nbody = \"Hello\"\n", 2, "must be one line"},
        Row{begin, 1, "\"body\" is missing"}, Row{begin + "body = \"\"\n", 3, "\"body\" is empty"},
        Row{begin + "body = \"Hello\"\ncopy = \"all\"\n", 4, "\"copy\" is not known here"},
        Row{"[de]\nsubject = \"Hallo\"\nbody = \"Hallo\"\n", 1, "[en] is missing"},
        Row{"[en\n", 1, "This isn't TOML"}}) {
    INFO(row.text);
    const auto mail = MailOnDisk(row.text).read("en");
    REQUIRE_FALSE(mail);
    CHECK(mail.error().line == row.line);
    CHECK_THAT(mail.error().sentence, Catch::Matchers::ContainsSubstring(row.says));
  }
  CHECK_FALSE(read_mail_template("/nowhere/at/all.toml", "en", kAssets / "phrases"));
}

TEST_CASE("what is refused in one language may be a word of another") {
  const MailOnDisk disk("[en]\nsubject = \"A\"\nbody = \"Mais\"\n[fr]\nsubject = \"A\"\nbody = \"Mais\"\n");
  CHECK(disk.read("en"));
  CHECK_FALSE(disk.read("fr"));
}

}  // namespace amends
