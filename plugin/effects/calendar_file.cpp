#include "effects/calendar_file.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <string_view>

#include <sodium.h>

#include <fmt/format.h>

#include "effects/utf8.hpp"

namespace amends {

namespace {

// Without the line end (RFC 5545, 3.1).
constexpr std::size_t kLineOctetsMax = 75;

void put_line(std::string& file, std::string_view line) {
  std::string_view part = cut_utf8(line, kLineOctetsMax);
  while (true) {
    file += part;
    file += "\r\n";
    line.remove_prefix(part.size());
    if (line.empty()) return;
    file += ' ';
    part = cut_utf8(line, kLineOctetsMax - 1);
  }
}

// A value of the type TEXT (RFC 5545, 3.3.11).
std::string escaped(std::string_view given) {
  const std::string text = repaired_utf8(given);
  std::string value;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char letter = text[at];
    if (letter == '\r' || letter == '\n') {
      if (letter == '\r' && at + 1 < text.size() && text[at + 1] == '\n') ++at;
      value += "\\n";
    } else if (letter == '\\' || letter == ';' || letter == ',') {
      value += '\\';
      value += letter;
    } else if (const auto byte = static_cast<unsigned char>(letter); (byte >= 0x20 && byte != 0x7f) || byte == '\t') {
      value += letter;
    }
  }
  return value;
}

// In UTC (RFC 5545, 3.3.5).
std::string date_time(Instant instant) {
  using std::chrono::days;
  using std::chrono::seconds;
  constexpr std::chrono::sys_seconds kLast =
      std::chrono::sys_days(std::chrono::year(9999) / 12 / 31) + std::chrono::hours(24) - seconds(1);
  const std::chrono::sys_seconds at(
      std::clamp(seconds(instant.microseconds / 1'000'000), seconds(0), kLast.time_since_epoch()));
  const auto day = std::chrono::floor<days>(at);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss time(at - day);
  return fmt::format("{:04}{:02}{:02}T{:02}{:02}{:02}Z", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), time.hours().count(),
                     time.minutes().count(), time.seconds().count());
}

std::string uid_of(const CalendarTask& task) {
  std::array<char, 2 * sizeof(task.case_id.bytes) + 1> hex{};
  sodium_bin2hex(hex.data(), hex.size(), task.case_id.bytes.data(), task.case_id.bytes.size());
  return fmt::format("{}-follow-up-{}@amends", hex.data(), task.follow_up.number);
}

std::string_view status_of(CalendarTaskState state) {
  switch (state) {
    case CalendarTaskState::open:
      return "NEEDS-ACTION";
    case CalendarTaskState::done:
      return "COMPLETED";
    case CalendarTaskState::dropped:
      break;
  }
  return "CANCELLED";
}

}  // namespace

std::string write_calendar_file(const CalendarTask& task) {
  std::string file;
  const std::string summary = escaped(task.summary);
  put_line(file, "BEGIN:VCALENDAR");
  put_line(file, "VERSION:2.0");
  put_line(file, "PRODID:-//Amends//Follow-ups//EN");
  put_line(file, "BEGIN:VTODO");
  put_line(file, "UID:" + uid_of(task));
  put_line(file, "DTSTAMP:" + date_time(task.written));
  put_line(file, "DUE:" + date_time(task.due));
  put_line(file, "SUMMARY:" + summary);
  if (!task.description.empty()) put_line(file, "DESCRIPTION:" + escaped(task.description));
  put_line(file, fmt::format("STATUS:{}", status_of(task.state)));
  if (task.state == CalendarTaskState::done) put_line(file, "COMPLETED:" + date_time(task.answered));
  if (task.state == CalendarTaskState::open) {
    put_line(file, "BEGIN:VALARM");
    put_line(file, "ACTION:DISPLAY");
    put_line(file, "DESCRIPTION:" + summary);
    // A task without a start is reminded of before its end, which is DUE (RFC 5545, 3.8.6.3).
    put_line(file, fmt::format("TRIGGER;RELATED=END:-PT{}M", std::max(task.remind_before_minutes, 0)));
    put_line(file, "END:VALARM");
  }
  put_line(file, "END:VTODO");
  put_line(file, "END:VCALENDAR");
  return file;
}

}  // namespace amends
