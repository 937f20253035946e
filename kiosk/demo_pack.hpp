// The demo data of a pack: assets/demo/PACK.toml and the staff file that it names.
// Promises: everything in it is checked while it is read, so the till never meets an unknown item or person.
// Refuses: a file that can't be read as such, with one sentence that begins with file and line.

#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "kiosk/check.hpp"
#include "kiosk/result.hpp"

namespace kiosk {

// What was sold on a day before the till's first start.
struct DaySales {
  std::int64_t days_ago = 0;
  std::int64_t total_minor = 0;
  std::int64_t check_count = 0;
  std::int64_t guest_count = 0;
};

struct DemoPack {
  std::string name;  // "restaurant", "retail"
  std::string store_name;
  std::string currency;
  std::string time_zone;
  std::string locale;
  std::string terminal;
  std::string check_word;  // what staff call a check: "Check", "Receipt"
  std::string place_word;  // what is tapped to open one: "table", "basket or receipt"
  std::string signed_on;   // person id
  std::string on_screen;   // check id
  std::filesystem::path staff_file;
  std::vector<std::string> places;
  std::vector<Item> items;
  std::vector<Person> people;
  std::vector<Check> checks;  // times are relative to the till's first start, so below zero
  std::vector<DaySales> sales;
};

// `demo_dir` is assets/demo. The error is one sentence.
[[nodiscard]] Result<DemoPack> read_demo_pack(const std::filesystem::path& demo_dir, const std::string& name);

}  // namespace kiosk
