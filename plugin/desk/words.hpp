// Words: every text that screens and slips show, by key ("hear.what"), read from language files by plugin/files.
// Promises: a key without a text gives the key itself and is remembered, so that a test finds it.
// Refuses: to know files or languages' rules; one table of keys is one language.
#pragma once

#include <functional>
#include <initializer_list>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace amends {

// The text with each {name} replaced by what `value_of` answers for it; where that is nothing, {name} stays as it is.
[[nodiscard]] std::string fill_names(std::string_view text,
                                     const std::function<std::optional<std::string>(std::string_view)>& value_of);

class Words {
 public:
  using Parameters = std::initializer_list<std::pair<std::string_view, std::string>>;

  Words() = default;
  explicit Words(std::map<std::string, std::string, std::less<>> texts) : texts_(std::move(texts)) {}

  [[nodiscard]] bool has(std::string_view key) const;
  // [thread-safe]
  [[nodiscard]] std::string text(std::string_view key) const;
  // Each {name} replaced by its parameter; a name without one stays as it is. [thread-safe]
  [[nodiscard]] std::string format(std::string_view key, Parameters parameters) const;
  // The keys that were asked for and have no text. [thread-safe]
  [[nodiscard]] std::set<std::string, std::less<>> missing() const;
  [[nodiscard]] const std::map<std::string, std::string, std::less<>>& all() const { return texts_; }

 private:
  std::map<std::string, std::string, std::less<>> texts_;
  mutable std::mutex mutex_;
  mutable std::set<std::string, std::less<>> missing_;
};

}  // namespace amends
