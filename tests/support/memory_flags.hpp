// What the system does with the pages that something lies in.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <string>

namespace amends::testing {

// Of proc(5), /proc/pid/smaps: "dd" is left out of core dumps, "lo" is locked. Each between two blanks; empty: not mapped.
[[nodiscard]] inline std::string memory_flags(const void* place) {
  const auto wanted = reinterpret_cast<std::uintptr_t>(place);
  std::ifstream smaps("/proc/self/smaps");
  bool is_it = false;
  for (std::string line; std::getline(smaps, line);) {
    char* end = nullptr;
    const std::uintptr_t begin = std::strtoull(line.c_str(), &end, 16);
    if (end != line.c_str() && *end == '-') is_it = begin <= wanted && wanted < std::strtoull(end + 1, nullptr, 16);
    if (is_it && line.starts_with("VmFlags:")) return line.substr(8) + " ";
  }
  return {};
}

}  // namespace amends::testing
