#include "ui/suggest.hpp"

#include <algorithm>
#include <array>

namespace amends {

namespace {

constexpr std::size_t kShortestWord = 3;  // bytes; shorter ones are typed sooner than found

// The letters of U+00E0 to U+00FF without their accents; a blank stands for what is no letter.
constexpr std::string_view kPlain = "aaaaaaaceeeeiiiidnooooo ouuuuypy";

bool ends_word(char byte) {
  return byte == ' ' || byte == ',' || byte == '.' || byte == ';' || byte == ':' || byte == '!' || byte == '?' ||
         byte == '(' || byte == ')' || byte == '"' || byte == '/';
}

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  for (std::size_t begin = 0; begin < text.size();) {
    if (ends_word(text[begin])) {
      ++begin;
      continue;
    }
    std::size_t end = begin;
    while (end < text.size() && !ends_word(text[end]))
      ++end;
    words.push_back(text.substr(begin, end - begin));
    begin = end;
  }
  return words;
}

constexpr std::string_view kOe = "œ";
constexpr std::string_view kOeCapital = "Œ";

bool is_latin_1(std::string_view text, std::size_t at) {
  return at + 1 < text.size() && static_cast<unsigned char>(text[at]) == 0xc3;
}

}  // namespace

std::string folded(std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] >= 'A' && text[i] <= 'Z') {
      result += static_cast<char>(text[i] - 'A' + 'a');
    } else if (is_latin_1(text, i)) {
      const auto second = static_cast<unsigned char>(text[++i]);
      // U+00DF is the last before the small ones; capitals lie 0x20 below them.
      if (second == 0x9f) {
        result += "ss";
      } else {
        result += kPlain[(second | 0x20U) - 0xa0U];
      }
    } else if (text.substr(i, kOe.size()) == kOe || text.substr(i, kOe.size()) == kOeCapital) {
      result += "oe";
      i += kOe.size() - 1;
    } else {
      result += text[i];
    }
  }
  return result;
}

std::string capital(std::string_view letter) {
  if (letter == kOe) return std::string(kOeCapital);
  if (letter == "ÿ") return "Ÿ";
  std::string result(letter);
  if (letter.size() == 1 && letter[0] >= 'a' && letter[0] <= 'z') {
    result[0] = static_cast<char>(letter[0] - 'a' + 'A');
  } else if (letter.size() == 2 && is_latin_1(letter, 0)) {
    const auto second = static_cast<unsigned char>(letter[1]);
    if (second >= 0xa0 && second <= 0xbe && second != 0xb7) result[1] = static_cast<char>(second - 0x20);
  }
  return result;
}

std::vector<Suggestion> suggest(std::string_view text, std::size_t caret, std::span<const std::string> vocabulary,
                                std::span<const std::string> phrases, std::size_t most) {
  caret = std::min(caret, text.size());
  std::size_t begin = caret;
  while (begin > 0 && !ends_word(text[begin - 1]))
    --begin;
  std::vector<Suggestion> found;
  const std::string wanted = folded(text.substr(begin, caret - begin));
  if (wanted.empty()) {
    // A sentence that has begun goes on in the guest's words, not in ours.
    if (!text.empty()) return found;
    for (const std::string& phrase : phrases) {
      if (found.size() < most) found.push_back({phrase, begin});
    }
    return found;
  }
  std::vector<std::string_view> words;
  for (const std::string& each : vocabulary) {
    for (const std::string_view word : words_of(each)) {
      const std::string plain = folded(word);
      if (word.size() < kShortestWord || plain.size() <= wanted.size() || !plain.starts_with(wanted)) continue;
      const bool known = std::ranges::any_of(words, [&](std::string_view other) { return folded(other) == plain; });
      if (!known) words.push_back(word);
    }
  }
  std::ranges::stable_sort(words, {}, [](std::string_view word) { return word.size(); });
  const bool capitals = text[begin] >= 'A' && text[begin] <= 'Z';
  for (const std::string_view word : words) {
    if (found.size() == most) break;
    std::string shown(word);
    if (capitals && shown[0] >= 'a' && shown[0] <= 'z') shown[0] = static_cast<char>(shown[0] - 'a' + 'A');
    found.push_back({std::move(shown), begin});
  }
  return found;
}

}  // namespace amends
