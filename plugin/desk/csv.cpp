#include "desk/csv.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>

#include <fmt/format.h>

namespace amends {

namespace {

constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";
// What begins a formula, or makes what follows begin one; the wide ones are taken for the narrow.
constexpr std::string_view kBegins = "=+-@\t\r";
constexpr std::array<std::string_view, 4> kWideBegins = {"\uff1d", "\uff0b", "\uff0d", "\uff20"};
// Where a spreadsheet that separates by something else begins a field.
constexpr std::string_view kSeparators = ";,|\t\n\r";

bool begins_a_formula(std::string_view rest) {
  rest.remove_prefix(std::min(rest.find_first_not_of(" \""), rest.size()));
  if (rest.empty()) return false;
  return kBegins.find(rest.front()) != std::string_view::npos ||
         std::ranges::any_of(kWideBegins, [&](std::string_view wide) { return rest.starts_with(wide); });
}

std::string without_formulas(std::string_view text) {
  std::string plain;
  bool is_start = true;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (is_start && begins_a_formula(text.substr(at))) plain += '\'';
    plain += text[at];
    is_start = kSeparators.find(text[at]) != std::string_view::npos;
  }
  return plain;
}

}  // namespace

std::string iso_day(const LocalTime& day) {
  return fmt::format("{:04}-{:02}-{:02}", day.year, day.month, day.day);
}

std::string iso_time(Instant at, const Calendar& calendar) {
  if (at == Instant{}) return {};
  constexpr std::int64_t kMinutesOfADay = 24 * 60;
  const LocalTime local = calendar.local(at);
  const std::chrono::sys_days day = std::chrono::year{local.year} / local.month / local.day;
  const std::int64_t local_minutes = day.time_since_epoch().count() * kMinutesOfADay + local.hour * 60 + local.minute;
  const auto seconds = std::chrono::floor<std::chrono::seconds>(std::chrono::microseconds{at.microseconds});
  const auto minutes = std::chrono::floor<std::chrono::minutes>(seconds);
  const std::int64_t offset = local_minutes - minutes.count();
  return fmt::format("{}T{:02}:{:02}:{:02}{}{:02}:{:02}", iso_day(local), local.hour, local.minute,
                     (seconds - minutes).count(), offset < 0 ? '-' : '+', std::abs(offset) / 60, std::abs(offset) % 60);
}

Csv::Csv(std::initializer_list<std::string_view> head, CsvForm form) : columns_(head.size()) {
  if (form.byte_order_mark) all_ = kByteOrderMark;
  for (const std::string_view name : head)
    add(name);
}

Csv& Csv::text(std::string_view value) {
  add(without_formulas(value));
  return *this;
}

Csv& Csv::number(std::int64_t value) {
  add(std::to_string(value));
  return *this;
}

Csv& Csv::yes_or_no(bool value) {
  add(value ? "yes" : "no");
  return *this;
}

Csv& Csv::amount(Money value) {
  add(to_decimal(value));
  return *this;
}

Csv& Csv::word(std::string_view value) {
  add(value);
  return *this;
}

void Csv::add(std::string_view value) {
  if (at_ > 0) all_ += ',';
  // Blanks at an edge are kept by quotation marks, too.
  const bool has_blank_edge = !value.empty() && (value.front() == ' ' || value.back() == ' ');
  const bool is_plain = !has_blank_edge && value.find_first_of("\",;|\r\n\t") == std::string_view::npos;
  if (is_plain) {
    all_ += value;
  } else {
    all_ += '"';
    for (const char letter : value) {
      if (letter == '"') all_ += '"';
      all_ += letter;
    }
    all_ += '"';
  }
  if (++at_ == columns_) {
    at_ = 0;
    all_ += "\r\n";
  }
}

}  // namespace amends
