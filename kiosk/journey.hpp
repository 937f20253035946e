// A journey: a plain text file of steps that a person could take at the till, one a line, and its reader.
//
//   # pack: retail            first line, optional: which demo it is for (restaurant)
//   tap "Label"               also: tap 2 "Label" (second match), tap "Label" in "Parent", tap till "Label"
//   press "Label"             a long press
//   drag "Label" up 200       up, down, left or right, in pixels
//   type "text"
//   key Return                by SDL's name
//   scan "text"               a scanner types it and Return, as fast as they do; what a US keyboard has
//   wait "text"               until it is there, up to 5 s
//   expect "text"             it is there
//   absent "text"             it isn't
//   picture name              saves the window as name.png
//   host silent               how the till answers from now on
//   advance 1 day             minutes, hours or days
//   sign-on Mira
//   restart                   stops, unloads, loads and starts the overlay
//   pause 300                 milliseconds
//   size 1024x600
//   measure record            counts hand and head from here, see keystrokes.hpp; may lie within another
//   measured                  until here: ends what began last
//   think                     a person decides something
//   walk "LABEL"              Tab until the overlay's keyboard focus is on that
//
// In a text, \" is a quote and \\ a backslash. Refuses: what isn't a step, and a measure without its end, with file and line.

#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "kiosk/demo_pos.hpp"
#include "kiosk/result.hpp"

namespace kiosk {

enum class StepKind {
  tap,
  press,
  drag,
  type,
  key,
  scan,
  wait,
  expect,
  absent,
  picture,
  host,
  advance,
  sign_on,
  restart,
  pause,
  size,
  measure,
  measured,
  think,
  walk
};

struct Step {
  StepKind kind = StepKind::tap;
  int line = 0;
  std::string source;  // as it stands in the file
  std::string text;    // label, text, name or key
  std::string parent;  // of a tap: the label of something around it; empty: anywhere
  int position = 1;    // of a tap: which of several matches
  bool till_only = false;
  int distance_x = 0, distance_y = 0;  // of a drag
  std::int64_t duration_us = 0;        // of advance and pause
  HostBehaviour behaviour = HostBehaviour::normal;
  int width = 0, height = 0;
};

struct Journey {
  std::filesystem::path file;
  std::string pack = "restaurant";
  std::vector<Step> steps;
};

[[nodiscard]] Result<Journey> read_journey(const std::filesystem::path& file);

// For tests: the same from a text. `name` stands for the file in errors.
[[nodiscard]] Result<Journey> parse_journey(const std::string& name, const std::string& text);

}  // namespace kiosk
