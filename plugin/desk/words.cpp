#include "desk/words.hpp"

#include <algorithm>

namespace amends {

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
  const std::string pattern = text(key);
  std::string result;
  std::size_t at = 0;
  while (at < pattern.size()) {
    const std::size_t open = pattern.find('{', at);
    const std::size_t close = open == std::string::npos ? open : pattern.find('}', open);
    if (close == std::string::npos) break;
    result.append(pattern, at, open - at);
    const std::string_view name = std::string_view(pattern).substr(open + 1, close - open - 1);
    const auto given = std::ranges::find(parameters, name, [](const auto& parameter) { return parameter.first; });
    if (given == parameters.end()) {
      result.append(pattern, open, close - open + 1);
    } else {
      result += given->second;
    }
    at = close + 1;
  }
  result.append(pattern, at);
  return result;
}

std::set<std::string, std::less<>> Words::missing() const {
  const std::lock_guard lock(mutex_);
  return missing_;
}

}  // namespace amends
