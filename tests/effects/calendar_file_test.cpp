// Follow-ups as iCalendar files: what an independent reader finds in them, and their form octet by octet.

#include "effects/calendar_file.hpp"

#include <algorithm>
#include <catch_amalgamated.hpp>
#include <map>

#include "effects/utf8.hpp"
#include "support/scripted_program.hpp"

namespace amends {
namespace {

CalendarTask task() {
  CalendarTask task;
  task.case_id.bytes = {0x0a, 0x1b, 0x2c};
  task.case_id.bytes.back() = 0xff;
  task.follow_up = {2};
  task.written = {1'772'366'400'000'000};  // 2026-03-01 12:00:00
  task.due = {1'772'442'305'999'999};      // 2026-03-02 09:05:05
  task.summary = "T3-0042: call back";
  task.description = "Was it right this time?";
  return task;
}

// By python3-icalendar; several of a name lie behind each other.
std::multimap<std::string, std::string> read(const std::string& file) {
  testing::ScriptedProgram reader(AMENDS_SOURCE_DIR "/tests/support/read_calendar", {});
  reader.write(file);
  reader.end_input();
  std::multimap<std::string, std::string> found;
  std::string line;
  while (reader.read_line(line))
    found.emplace(line.substr(0, line.find('=')), line.substr(line.find('=') + 1));
  return found;
}

std::string one(const std::multimap<std::string, std::string>& found, const std::string& name) {
  INFO(name);
  REQUIRE(found.count(name) == 1);
  return found.find(name)->second;
}

std::vector<std::string> lines_of(const std::string& file) {
  std::vector<std::string> lines;
  std::size_t at = 0;
  while (at < file.size()) {
    const std::size_t end = file.find("\r\n", at);
    REQUIRE(end != std::string::npos);
    lines.push_back(file.substr(at, end - at));
    at = end + 2;
  }
  return lines;
}

}  // namespace

TEST_CASE("A follow-up is a task with a due time and a reminder for a reader of calendars that isn't ours") {
  const auto found = read(write_calendar_file(task()));
  CHECK(one(found, "VCALENDAR.VERSION") == "2.0");
  CHECK(one(found, "VTODO.UID") == "0a1b2c000000000000000000000000ff-follow-up-2@amends");
  CHECK(one(found, "VTODO.DTSTAMP") == "2026-03-01 12:00:00+00:00");
  CHECK(one(found, "VTODO.DUE") == "2026-03-02 09:05:05+00:00");
  CHECK(one(found, "VTODO.SUMMARY") == "T3-0042: call back");
  CHECK(one(found, "VTODO.DESCRIPTION") == "Was it right this time?");
  CHECK(one(found, "VTODO.STATUS") == "NEEDS-ACTION");
  CHECK(one(found, "VALARM.ACTION") == "DISPLAY");
  CHECK(one(found, "VALARM.DESCRIPTION") == "T3-0042: call back");
  CHECK(one(found, "VALARM.TRIGGER/END") == "-1 day, 23:45:00");
  CHECK_FALSE(found.contains("VTODO.COMPLETED"));
}

TEST_CASE("What became of a follow-up is a file with the same UID, done or dropped, that reminds of nothing") {
  CalendarTask done = task();
  done.state = CalendarTaskState::done;
  done.answered = {1'772'445'600'000'000};
  CalendarTask dropped = task();
  dropped.state = CalendarTaskState::dropped;
  const auto of_open = read(write_calendar_file(task()));
  const auto of_done = read(write_calendar_file(done));
  const auto of_dropped = read(write_calendar_file(dropped));
  CHECK(one(of_done, "VTODO.STATUS") == "COMPLETED");
  CHECK(one(of_done, "VTODO.COMPLETED") == "2026-03-02 10:00:00+00:00");
  CHECK(one(of_dropped, "VTODO.STATUS") == "CANCELLED");
  CHECK(one(of_done, "VTODO.UID") == one(of_open, "VTODO.UID"));
  CHECK(one(of_dropped, "VTODO.UID") == one(of_open, "VTODO.UID"));
  CHECK_FALSE(of_done.contains("VALARM.ACTION"));
  CHECK_FALSE(of_dropped.contains("VALARM.ACTION"));
  CalendarTask next = task();
  next.follow_up = {3};
  CHECK(one(read(write_calendar_file(next)), "VTODO.UID") != one(of_open, "VTODO.UID"));
}

TEST_CASE("Long texts with accents are folded between characters and come back whole") {
  CalendarTask wordy = task();
  wordy.summary.clear();
  for (int count = 0; count < 40; ++count)
    wordy.summary += "Größe – ça va ? 😀 ";
  wordy.summary += "fin";
  // Each shift meets the fold with another part of a character.
  for (int shift = 0; shift < 4; ++shift) {
    wordy.summary.insert(0, "x");
    const std::string file = write_calendar_file(wordy);
    for (const std::string& line : lines_of(file)) {
      CHECK(line.size() <= 75);
      CHECK(is_utf8(line));
      CHECK(line.find_first_of("\r\n") == std::string::npos);
    }
    CHECK(one(read(file), "VTODO.SUMMARY") == wordy.summary);
  }
}

TEST_CASE("Signs that mean something in a calendar, line ends and bytes that are no text add no property") {
  CalendarTask sly = task();
  sly.summary = "a;b,c\\d:e \"f\"\r\nBEGIN:VEVENT\nX\rY\x01\x7f\tZ\xff";
  sly.description = "\\n";
  const std::string file = write_calendar_file(sly);
  const auto found = read(file);
  CHECK(one(found, "VTODO.SUMMARY") == "a;b,c\\d:e \"f\"\\nBEGIN:VEVENT\\nX\\nY\tZ\uFFFD");
  CHECK(one(found, "VTODO.DESCRIPTION") == "\\n");
  CHECK(file.find("\r\nDESCRIPTION:\\\\n\r\n") != std::string::npos);
  CHECK(std::ranges::count_if(lines_of(file), [](const auto& line) { return line.starts_with("BEGIN:"); }) == 3);
}

TEST_CASE("Times that no calendar holds become the nearest that it does") {
  CalendarTask far = task();
  far.written = {-1};
  far.due = {INT64_MAX};
  const std::string file = write_calendar_file(far);
  CHECK(file.find("DTSTAMP:19700101T000000Z\r\n") != std::string::npos);
  CHECK(file.find("DUE:99991231T235959Z\r\n") != std::string::npos);
}

}  // namespace amends
