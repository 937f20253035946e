// What the shipped words say and don't say, beyond their form: whose trouble it is, and who speaks.
#include <algorithm>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include <catch_amalgamated.hpp>

#include "files/language_reader.hpp"
#include "files/pack_reader.hpp"
#include "files/word_check.hpp"
#include "support/domain_fakes.hpp"

namespace amends {
namespace {

const std::filesystem::path kAssets = AMENDS_ASSETS_DIR;

// Every English text that is shipped, with small letters.
std::vector<std::pair<std::string, std::string>> english() {
  std::vector<std::pair<std::string, std::string>> all;
  for (const auto& folder : {kAssets, kAssets / "packs" / "restaurant", kAssets / "packs" / "retail"}) {
    const auto texts = read_language(language_file(folder, "en"));
    REQUIRE(texts);
    for (const auto& [key, text] : *texts) {
      std::string small = text;
      std::ranges::transform(small, small.begin(), [](unsigned char letter) { return std::tolower(letter); });
      all.emplace_back(key, small);
    }
  }
  REQUIRE(all.size() > 500);
  return all;
}

bool has_word(const std::string& text, std::string_view word) {
  const auto is_letter = [](char byte) { return byte >= 'a' && byte <= 'z'; };
  for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    if ((at == 0 || !is_letter(text[at - 1])) && (end == text.size() || !is_letter(text[end]))) return true;
  }
  return false;
}

bool begins_with_any(const std::string& key, std::initializer_list<std::string_view> tables) {
  return std::ranges::any_of(tables, [&](std::string_view table) { return key.starts_with(table); });
}

}  // namespace

TEST_CASE("nothing that is asked or shown while hearing a guest looks for somebody to blame") {
  for (const auto& [key, text] : english()) {
    if (!begins_with_any(key, {"hear.", "people.", "failure.", "question.", "affected.", "feeling.", "temper.",
                               "safety.", "sheet.", "cue.", "wish.", "prevention."})) {
      continue;
    }
    INFO(key << ": " << text);
    for (const char* word : {"fault", "blame", "culprit", "guilty", "whose mistake", "responsible", "negligent"})
      CHECK_FALSE(has_word(text, word));
  }
}

TEST_CASE("no text doubts a guest or brushes one off") {
  for (const auto& [key, text] : english()) {
    INFO(key << ": " << text);
    for (const char* word : {"disputed", "alleged", "allegedly", "unfounded", "exaggerated", "claims", "lying", "liar",
                             "dismiss", "dismissed", "reject", "rejected", "get rid"}) {
      CHECK_FALSE(has_word(text, word));
    }
  }
}

TEST_CASE("a cue tells staff what to do in words of their own, and never speaks for them") {
  for (const auto& [key, text] : english()) {
    if (!key.starts_with("cue.")) continue;
    INFO(key << ": " << text);
    for (const char* word : {"i", "we", "us", "our", "my", "i'm", "we're"})
      CHECK_FALSE(has_word(text, word));
    CHECK(text.find('"') == std::string::npos);
    CHECK(text.find("\u201c") == std::string::npos);
  }
}

TEST_CASE("what a guest is asked passes the same check of phrases as what they read") {
  CHECK(is_guest_facing("question.sample_kept"));
  CHECK(is_guest_facing("prevention.new_batch"));
  CHECK_FALSE(is_guest_facing("cue.slow.hear"));
}

TEST_CASE("who was treated badly gets dignity back first and money last, in both packs, and a manager comes") {
  for (const std::string name : {"restaurant", "retail"}) {
    INFO(name);
    const auto book = read_playbook(kAssets / "packs" / name, fakes::kEuro);
    REQUIRE(book);
    const Failure* badly = book->find(FailureId{"treated_badly"});
    REQUIRE(badly != nullptr);
    CHECK(badly->severity >= Severity::serious);
    const auto is_money = [&](const TemplateId& id) {
      const RemedyKind kind = book->find(id)->kind;
      return kind == RemedyKind::refund || kind == RemedyKind::discount;
    };
    CHECK(book->find(badly->remedies.front())->kind == RemedyKind::personal_apology);
    CHECK(is_money(badly->remedies.back()));
    CHECK(std::ranges::count_if(badly->remedies, is_money) == 1);
    CHECK(badly->follow_up == FollowUpWhen::today);
  }
}

TEST_CASE("each failure of both packs has a cue for hearing, for putting right and for the end") {
  for (const std::string name : {"restaurant", "retail"}) {
    const auto pack = read_pack(kAssets, name, "en", fakes::kEuro);
    REQUIRE(pack);
    for (const Failure& failure : pack->playbook.failures) {
      for (const char* step : {"hear", "right", "after"}) {
        INFO(name << " " << failure.id.text << " " << step);
        CHECK(pack->texts.contains("cue." + failure.id.text + "." + step));
      }
    }
  }
}

}  // namespace amends
