#include "ledger/card_mask.hpp"

#include <cstddef>
#include <vector>

namespace amends {

namespace {

constexpr std::size_t kDigitsMin = 13;
constexpr std::size_t kDigitsMax = 19;
constexpr std::size_t kDigitsKept = 4;

bool is_digit(char letter) {
  return letter >= '0' && letter <= '9';
}

// Digits with at most one separator between two of them; `group_starts` are indices into `places`.
struct Run {
  std::vector<std::size_t> places;
  std::vector<std::size_t> group_starts;
  std::size_t end = 0;
};

Run run_at(const std::string& text, std::size_t start) {
  Run run;
  std::size_t place = start;
  bool is_new_group = true;
  while (place < text.size()) {
    if (is_digit(text[place])) {
      if (is_new_group) {
        run.group_starts.push_back(run.places.size());
      }
      is_new_group = false;
      run.places.push_back(place);
      ++place;
      continue;
    }
    const bool separates = text[place] == ' ' || text[place] == '-';
    if (!separates || place + 1 >= text.size() || !is_digit(text[place + 1])) {
      break;
    }
    is_new_group = true;
    ++place;
  }
  run.end = place;
  return run;
}

bool passes_luhn(const std::string& text, const Run& run, std::size_t first, std::size_t last) {
  int sum = 0;
  bool is_doubled = false;
  for (std::size_t index = last; index > first; --index) {
    int digit = text[run.places[index - 1]] - '0';
    if (is_doubled) {
      digit = digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
    }
    is_doubled = !is_doubled;
    sum += digit;
  }
  return sum % 10 == 0;
}

// A card may stand among other groups of digits, so every sequence of whole groups is tried, the longest first.
void mask_run(std::string& text, const Run& run) {
  std::size_t group = 0;
  while (group < run.group_starts.size()) {
    const std::size_t first = run.group_starts[group];
    std::size_t masked_groups = 0;
    for (std::size_t after = run.group_starts.size(); after > group && masked_groups == 0; --after) {
      const std::size_t last = after < run.group_starts.size() ? run.group_starts[after] : run.places.size();
      const std::size_t count = last - first;
      if (count < kDigitsMin || count > kDigitsMax || !passes_luhn(text, run, first, last)) {
        continue;
      }
      for (std::size_t index = first; index + kDigitsKept < last; ++index) {
        text[run.places[index]] = '*';
      }
      masked_groups = after - group;
    }
    group += masked_groups > 0 ? masked_groups : 1;
  }
}

}  // namespace

std::string mask_card_numbers(std::string text) {
  std::size_t place = 0;
  while (place < text.size()) {
    if (!is_digit(text[place])) {
      ++place;
      continue;
    }
    const Run run = run_at(text, place);
    if (place == 0 || text[place - 1] != '+') {
      mask_run(text, run);
    }
    place = run.end;
  }
  return text;
}

}  // namespace amends
