// Pages as files to print or to send on: HTML of one piece, with no script in it and nothing to fetch.
// Promises: whatever text it is given stands there as text; a browser that obeys the page's own rule loads nothing for it.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace amends {

// For the content of an element and for an attribute's value in quotation marks. Control characters but tab and line feed are
// U+FFFD.
[[nodiscard]] std::string escape_html(std::string_view text);

class HtmlPage {
 public:
  // `language`: BCP 47.
  HtmlPage(std::string_view language, std::string_view title);

  void heading(std::string_view text);     // the page's own
  void subheading(std::string_view text);  // a section's
  void line(std::string_view text);
  void small(std::string_view text);
  // Words as they were said or written; line breaks are kept.
  void quote(std::string_view label, std::string_view words);
  void list(std::span<const std::string> items);
  // Rows of as many cells as the head has. `numeric`: that column's cells stand at the right; past the last: none.
  void table(std::span<const std::string> head, std::span<const std::vector<std::string>> rows, std::size_t numeric);

  [[nodiscard]] std::string take() &&;

 private:
  void element(std::string_view tag, std::string_view text);

  std::string page_;
};

}  // namespace amends
