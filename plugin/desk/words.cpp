#include "desk/words.hpp"

#include <algorithm>

namespace amends {

std::string fill_names(std::string_view text,
                       const std::function<std::optional<std::string>(std::string_view)>& value_of) {
  std::string result;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t open = text.find('{', at);
    const std::size_t close = open == std::string_view::npos ? open : text.find('}', open);
    if (close == std::string_view::npos) break;
    result += text.substr(at, open - at);
    const auto value = value_of(text.substr(open + 1, close - open - 1));
    result += value ? std::string_view(*value) : text.substr(open, close - open + 1);
    at = close + 1;
  }
  result += text.substr(at);
  return result;
}

bool Words::has(std::string_view key) const {
  return texts_.contains(key);
}

std::string Words::text(std::string_view key) const {
  if (const auto found = texts_.find(key); found != texts_.end()) return found->second;
  const std::lock_guard lock(mutex_);
  missing_.emplace(key);
  return std::string(key);
}

std::string Words::format(std::string_view key, Parameters parameters) const {
  return fill_names(text(key), [&](std::string_view name) -> std::optional<std::string> {
    const auto given = std::ranges::find(parameters, name, [](const auto& parameter) { return parameter.first; });
    if (given == parameters.end()) return std::nullopt;
    return given->second;
  });
}

std::set<std::string, std::less<>> Words::missing() const {
  const std::lock_guard lock(mutex_);
  return missing_;
}

}  // namespace amends
