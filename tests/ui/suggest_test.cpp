// What is suggested: words of the house that go on as somebody began, found without regard to case and accents.
#include "ui/suggest.hpp"

#include <catch_amalgamated.hpp>

namespace amends {

namespace {

const std::vector<std::string> kHouse = {"Iced tea, peach", "Iced tea, lemon", "Lemonade", "Café crème", "Überbacken"};
const std::vector<std::string> kPhrases = {"Something else", "Not to pay", "An apology", "Only that we know"};

std::vector<std::string> texts(std::string_view text, std::size_t most = 3) {
  std::vector<std::string> found;
  for (const Suggestion& each : suggest(text, text.size(), kHouse, kPhrases, most))
    found.push_back(each.text);
  return found;
}

}  // namespace

TEST_CASE("the word that ends at the caret is completed, the shortest first, each once") {
  CHECK(texts("le") == std::vector<std::string>{"lemon", "Lemonade"});
  CHECK(texts("The le") == std::vector<std::string>{"lemon", "Lemonade"});
  CHECK(texts("The Le") == std::vector<std::string>{"Lemon", "Lemonade"});
  CHECK(texts("le", 1) == std::vector<std::string>{"lemon"});
  CHECK(texts("iced").empty());
  CHECK(texts("xyz").empty());
  CHECK(suggest("The le was", 6, kHouse, kPhrases, 3).front().begin == 4);
}

TEST_CASE("accents need not be typed, and may be") {
  CHECK(texts("cre") == std::vector<std::string>{"crème"});
  CHECK(texts("crè") == std::vector<std::string>{"crème"});
  CHECK(texts("ub") == std::vector<std::string>{"Überbacken"});
  CHECK(folded("ÀÉÎÕÜÇÑß") == "aeioucnss");
  CHECK(folded("Cœur, ŒUFS") == "coeur, oeufs");
  CHECK(folded("Ελένη") == "Ελένη");
}

TEST_CASE("with nothing typed there are whole phrases, and none in the middle of a sentence") {
  CHECK(texts("") == std::vector<std::string>{"Something else", "Not to pay", "An apology"});
  CHECK(texts("They want ").empty());
}

TEST_CASE("a small letter has its capital") {
  CHECK(capital("a") == "A");
  CHECK(capital("ñ") == "Ñ");
  CHECK(capital("ö") == "Ö");
  CHECK(capital("œ") == "Œ");
  CHECK(capital("ÿ") == "Ÿ");
  CHECK(capital("ß") == "ß");
  CHECK(capital("÷") == "÷");
  CHECK(capital("1") == "1");
  CHECK(capital("λ") == "λ");
}

}  // namespace amends
