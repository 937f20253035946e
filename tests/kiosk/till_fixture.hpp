// What the tests of the till share: a folder that goes when the test ends, and a till's business in it that can be
// closed and opened again as after a crash.

#pragma once

#include <catch_amalgamated.hpp>

#include <filesystem>
#include <optional>
#include <string>

#include "kiosk/clock.hpp"
#include "kiosk/demo_pack.hpp"
#include "kiosk/demo_pos.hpp"

namespace kiosk {

class TestFolder {
 public:
  TestFolder();
  TestFolder(const TestFolder&) = delete;
  TestFolder& operator=(const TestFolder&) = delete;
  ~TestFolder();
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

class BusinessOnDisk {
 public:
  explicit BusinessOnDisk(std::uint32_t capabilities = kAllCapabilities, std::string pack = "restaurant");

  DemoPos& pos() { return *pos_; }
  TillClock& clock() { return clock_; }
  std::filesystem::path journal() const { return folder_.path() / "till" / "journal"; }
  void open_again();

  const Check& check(std::string_view number) const { return *pos_->find_check(number); }
  // The one answer that is due now.
  Answer answer();

 private:
  TestFolder folder_;
  std::uint32_t capabilities_;
  std::string pack_;
  TillClock clock_{1'795'437'660'000'000};
  std::optional<DemoPos> pos_;
};

// A request on a check by its number; ids are up to the test.
Request request(std::string id, amends_request_kind_t kind, const Check& check, std::int64_t amount_minor);

std::string read_text(const std::filesystem::path& file);
void write_text(const std::filesystem::path& file, const std::string& text);

}  // namespace kiosk
