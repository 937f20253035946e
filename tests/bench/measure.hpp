// What all measurements share: what they are told, medians, CPU time, and the temporary folder they work in.

#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "row.hpp"

namespace amends::bench {

// Never lowered: where a figure falls short, the program says so.
namespace goal {
inline constexpr double kCommit = 1.5;        // times a raw insert
inline constexpr double kAppend = 1.0 / 0.7;  // likewise: at least 0.7 of its rate
inline constexpr double kFrameClosedMs = 0.05;
inline constexpr double kFrameOpenMs = 0.3;
inline constexpr double kTap = 0.8;     // times the GTK3 form's CPU
inline constexpr double kIdle = 0;      // wake-ups
inline constexpr double kStart = 1.0;   // times the GTK3 form's
inline constexpr double kMemory = 0.8;  // times the GTK3 form's
inline constexpr double kRankingUs = 50;
inline constexpr double kLedgerStartMs = 300;  // with a million facts
inline constexpr double kLedgerReadMs = 5;
inline constexpr double kReportOpenMs = 50;
inline constexpr double kReportPeriodMs = 20;
inline constexpr double kLedgerTenMillion = 2;  // times what a million takes
inline constexpr double kTapsRecord = 3;
inline constexpr double kTapsRemedy = 9;
inline constexpr double kTapsApproval = 4;  // beside the PIN
}  // namespace goal

// What was asked for on the command line.
struct Wishes {
  std::function<bool(const std::string& row)> wants;
  std::filesystem::path folder;            // temporary folders are made here; on the disk that is to be measured
  std::filesystem::path till;              // the kiosk's program
  std::filesystem::path journeys;          // those whose sections and screens are measured
  std::chrono::microseconds slow_down{0};  // burnt within each frame and commit of ours, to see a row fall short
};

// A program that doesn't behave as the measurement needs: nothing is measured, and the sentence says why.
struct CannotMeasure {
  std::string why;
};

// The middle one; of an even number the mean of the two in the middle. `values` isn't empty.
[[nodiscard]] double median(std::vector<double> values);
// The smallest value that `percent` of them don't exceed.
[[nodiscard]] double percentile(std::vector<double> values, int percent);

// CPU time of this process, all its threads.
[[nodiscard]] double cpu_ms();
// CPU time of a process, all its threads, those that ended too. CannotMeasure where it is gone.
[[nodiscard]] double cpu_ms_of(int process);

// Keeps the CPU busy for so long.
void burn(std::chrono::microseconds duration);

// A folder of its own below `parent`, removed with all that is in it.
class TemporaryFolder {
 public:
  explicit TemporaryFolder(const std::filesystem::path& parent);
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder();
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

// Each answers the rows that it has, wanted or not.
[[nodiscard]] std::vector<Row> measure_append(const Wishes& wishes);
[[nodiscard]] std::vector<Row> measure_commit(const Wishes& wishes);
[[nodiscard]] std::vector<Row> measure_frames(const Wishes& wishes);
[[nodiscard]] std::vector<Row> measure_tap(const Wishes& wishes);
[[nodiscard]] std::vector<Row> measure_idle(const Wishes& wishes);
[[nodiscard]] std::vector<Row> measure_start(const Wishes& wishes);
[[nodiscard]] std::vector<Row> measure_memory(const Wishes& wishes);
[[nodiscard]] std::vector<Row> measure_ranking(const Wishes& wishes);
[[nodiscard]] std::vector<Row> measure_keystrokes(const Wishes& wishes);
[[nodiscard]] std::vector<Row> measure_ledger(const Wishes& wishes);

}  // namespace amends::bench
