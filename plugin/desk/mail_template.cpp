#include "desk/mail_template.hpp"

#include <algorithm>

namespace amends {

namespace {

// Nothing: no such place.
const std::string* value_of(std::string_view place, const MailValues& values) {
  const std::array<const std::string*, kMailPlaces.size()> in_order = {&values.name, &values.store, &values.item,
                                                                       &values.what, &values.case_number};
  const auto* const found = std::ranges::find(kMailPlaces, place);
  return found == kMailPlaces.end() ? nullptr : in_order[static_cast<std::size_t>(found - kMailPlaces.begin())];
}

struct Line {
  std::string text;
  bool lost_a_value = false;
};

Line filled(std::string_view pattern, const MailValues& values) {
  Line line;
  while (!pattern.empty()) {
    const std::size_t open = pattern.find('{');
    line.text += pattern.substr(0, open);
    if (open == std::string_view::npos) break;
    pattern.remove_prefix(open + 1);
    const std::size_t close = pattern.find('}');
    const std::string* const value =
        close == std::string_view::npos ? nullptr : value_of(pattern.substr(0, close), values);
    if (value == nullptr) {
      line.text += '{';
      continue;
    }
    pattern.remove_prefix(close + 1);
    line.text += *value;
    if (!value->empty()) continue;
    line.lost_a_value = true;
    if (line.text.ends_with(' ')) line.text.pop_back();
    if (line.text.ends_with(',')) line.text.pop_back();
  }
  return line;
}

std::string filled_lines(std::string_view pattern, const MailValues& values) {
  std::string text;
  while (!pattern.empty()) {
    const std::size_t end = std::min(pattern.find('\n'), pattern.size());
    const Line line = filled(pattern.substr(0, end), values);
    pattern.remove_prefix(end);
    const bool goes = line.lost_a_value && line.text.find_first_not_of(' ') == std::string::npos;
    if (!goes) text += line.text;
    if (pattern.empty()) break;
    if (!goes) text += '\n';
    pattern.remove_prefix(1);
  }
  return text;
}

}  // namespace

MailTemplate fill(const MailTemplate& mail, const MailValues& values) {
  return {filled(mail.subject, values).text, filled_lines(mail.body, values)};
}

}  // namespace amends
