// How somebody wants the screens to be: language, light, size of text, hand, movement. Kept by person, for this terminal.
// Promises: plain comparable values; what was never chosen is the site's.
// Refuses: to be facts. They say nothing about a guest or a case, and may be lost without harm.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "desk/words.hpp"
#include "domain/ids.hpp"

namespace amends {

enum class Lighting : std::uint8_t { light = 1, dark, contrast };

enum class Hand : std::uint8_t { right = 1, left };

struct Preferences {
  static constexpr std::int32_t kTextPercentLeast = 80;
  static constexpr std::int32_t kTextPercentMost = 200;

  std::string language = "en";  // of a file in languages/
  Lighting lighting = Lighting::light;
  std::int32_t text_percent = 100;  // kTextPercentLeast to kTextPercentMost
  Hand hand = Hand::right;
  bool still = false;  // nothing moves by itself
  bool operator==(const Preferences&) const = default;
};

// Where preferences are kept. Used from one thread, the desk's.
class PreferenceStore {
 public:
  virtual ~PreferenceStore() = default;
  // Empty where nothing was kept, or where it can't be read: then the site's hold.
  [[nodiscard]] virtual std::map<PersonId, Preferences> load() = 0;
  // All of them at once, or none. False: not kept.
  [[nodiscard]] virtual bool save(const std::map<PersonId, Preferences>& all) = 0;
};

// A language that screens can be in, with its own name for itself.
struct Language {
  std::string code;
  std::string name;
  bool operator==(const Language&) const = default;
};

// The words of each language there is. Used from one thread, the desk's.
class LanguageShelf {
 public:
  virtual ~LanguageShelf() = default;
  [[nodiscard]] virtual std::vector<Language> languages() = 0;
  // English where the language isn't there or can't be read, text by text. Null only if English can't be read either.
  [[nodiscard]] virtual std::shared_ptr<const Words> words(std::string_view code) = 0;
  // The files have changed: the next words are read anew.
  virtual void forget() {}
};

}  // namespace amends
