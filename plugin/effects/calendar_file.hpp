// A follow-up as a file that any calendar or list of tasks takes: one iCalendar object with one VTODO (RFC 5545).
// Promises: pure; lines end with CRLF and have at most 75 octets, folded between two characters; the same follow-up has the
// same UID in every file about it, so that a later one replaces the earlier.
// Refuses: METHOD and ORGANIZER: it is a note to oneself, no invitation. Control characters other than line ends are left out.
#pragma once

#include <cstdint>
#include <string>

#include "domain/ids.hpp"
#include "domain/instant.hpp"

namespace amends {

enum class CalendarTaskState : std::uint8_t { open = 1, done, dropped };

struct CalendarTask {
  CaseId case_id;
  FollowUpId follow_up;
  CalendarTaskState state = CalendarTaskState::open;
  Instant written;   // when what the file says was so: DTSTAMP
  Instant due;       // years 1970 to 9999, like the others; beyond, the nearest of them
  Instant answered;  // of a done one: COMPLETED
  std::string summary;
  std::string description;
  std::int32_t remind_before_minutes = 15;  // of an open one; 0: when it is due
};

[[nodiscard]] std::string write_calendar_file(const CalendarTask& task);

}  // namespace amends
