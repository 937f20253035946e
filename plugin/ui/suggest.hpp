// What somebody may be about to type, from words that the house already has.
// Promises: pure; compares without regard to letter case and accents; the shortest first, each once.
// Refuses: to remember what was typed.

#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace amends {

struct Suggestion {
  std::string text;       // as it will stand there
  std::size_t begin = 0;  // bytes: it takes the place of what stands from here to the caret
};

// Completions of the word that ends at the caret: single words of the vocabulary's texts that begin so. With no word begun,
// whole texts of `phrases`, in their order. UTF-8; at most `most`.
[[nodiscard]] std::vector<Suggestion> suggest(std::string_view text, std::size_t caret,
                                              std::span<const std::string> vocabulary,
                                              std::span<const std::string> phrases, std::size_t most);

// Small letters without accents, of Latin, for comparing.
[[nodiscard]] std::string folded(std::string_view text);

// The capital of one small letter, of Latin with its accents; anything else as it is.
[[nodiscard]] std::string capital(std::string_view letter);

}  // namespace amends
