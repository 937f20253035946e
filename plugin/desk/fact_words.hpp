// What happened in a case, and how far its acts are, in plain words: on screens and in the case file.
// Promises: no text of a guest is in them; what nobody needs to read is empty.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "desk/words.hpp"
#include "domain/facts.hpp"
#include "domain/playbook.hpp"

namespace amends {

// Everything outlives the call.
struct FactGround {
  const Words& words;                                  // in the language of who reads it
  const Playbook& playbook;                            // that the case is judged by
  std::function<std::string(const PersonId&)> person;  // as colleagues call them
  std::function<std::string(Instant)> time;            // on a screen beside the time of day, on paper with the date
};

// "Table 12 · Check 41"; what is known of it.
[[nodiscard]] std::string place_words(const Words& words, const std::string& place, const std::string& check_number);
// "Iced tea, peach and 2 more"
[[nodiscard]] std::string lines_words(const Words& words, const std::vector<CheckLine>& lines);
[[nodiscard]] std::string remedy_title(const Words& words, const TemplateId& remedy);
[[nodiscard]] std::string act_state(const FactGround& ground, const Act& act);
[[nodiscard]] std::string fact_words(const FactGround& ground, const Case& of, const Fact& fact);

}  // namespace amends
