#include "measure.hpp"

#include <fmt/format.h>
#include <time.h>

#include <algorithm>
#include <cstdlib>
#include <system_error>

namespace amends::bench {
namespace {

double read_ms(clockid_t clock) {
  timespec time{};
  if (clock_gettime(clock, &time) != 0) throw CannotMeasure{"the CPU time of a process that has ended was asked for"};
  return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

}  // namespace

double median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  if (values.size() % 2 == 1) return *middle;
  return (*middle + *std::max_element(values.begin(), middle)) / 2;
}

double percentile(std::vector<double> values, int percent) {
  const std::size_t rank = (values.size() * static_cast<std::size_t>(percent) + 99) / 100;
  const auto at = values.begin() + static_cast<std::ptrdiff_t>(std::max<std::size_t>(rank, 1) - 1);
  std::nth_element(values.begin(), at, values.end());
  return *at;
}

double cpu_ms() {
  return read_ms(CLOCK_PROCESS_CPUTIME_ID);
}

double cpu_ms_of(int process) {
  clockid_t clock{};
  if (clock_getcpuclockid(process, &clock) != 0) throw CannotMeasure{fmt::format("process {} has ended", process)};
  return read_ms(clock);
}

void burn(std::chrono::microseconds duration) {
  if (duration.count() == 0) return;
  const double until_ms = read_ms(CLOCK_THREAD_CPUTIME_ID) + static_cast<double>(duration.count()) / 1e3;
  while (read_ms(CLOCK_THREAD_CPUTIME_ID) < until_ms) {
  }
}

TemporaryFolder::TemporaryFolder(const std::filesystem::path& parent) {
  std::string name = (parent / "amends-bench-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) throw CannotMeasure{"no folder can be made in " + parent.string()};
  path_ = name;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

}  // namespace amends::bench
