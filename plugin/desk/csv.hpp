// Tables as files: comma-separated values, as RFC 4180 has them, in UTF-8.
// Promises: a text that a spreadsheet would run as a formula is only shown by it: an apostrophe stands before =, +, -, @ and
// before a tab or a carriage return, at the start of a field and wherever another separator than ours would begin one (OWASP,
// CSV Injection). Money is decimal, days and times are ISO 8601; numbers and amounts of ours are written as they are.
// Refuses: to know the reader's locale.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

#include "desk/ports.hpp"
#include "domain/money.hpp"

namespace amends {

// "2026-11-28"
[[nodiscard]] std::string iso_day(const LocalTime& day);
// "2026-11-28T11:39:56+01:00", in the store's time; empty: never.
[[nodiscard]] std::string iso_time(Instant at, const Calendar& calendar);

struct CsvForm {
  bool byte_order_mark = false;  // without it some spreadsheets take UTF-8 for something else
};

class Csv {
 public:
  // The head's names are ours, and no formulas.
  Csv(std::initializer_list<std::string_view> head, CsvForm form = {});

  // One field each; a row ends with as many as the head has.
  Csv& text(std::string_view value);
  Csv& number(std::int64_t value);
  Csv& yes_or_no(bool value);  // "yes", "no"
  Csv& amount(Money value);    // without its currency, which has a column of its own
  // Days, times and names of ours.
  Csv& word(std::string_view value);

  // Each line ends with CR LF.
  [[nodiscard]] const std::string& all() const { return all_; }

 private:
  void add(std::string_view value);

  std::string all_;
  std::size_t columns_ = 0;
  std::size_t at_ = 0;
};

}  // namespace amends
