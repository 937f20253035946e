// A disk that writes down what is done to it, so that the power can be cut afterwards, at any point and in many ways.
// Promises: an SQLite file system over the real one; what was synced is kept by every cut, of what wasn't each 512-byte
// sector is kept, lost or garbage, and a file made or deleted since may be there or not.
// Refuses: to model locks and shared memory, which no power cut outlives.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <random>
#include <string>
#include <vector>

namespace amends {

// The files of a folder, by name. One that isn't there has no entry.
using DiskImage = std::map<std::string, std::string>;

struct DiskOperation {
  enum class Kind : std::uint8_t { create = 1, write, cut, sync, remove };
  Kind kind = Kind::write;
  std::string file;
  std::uint64_t place = 0;  // with cut: the new size
  std::string bytes;
  bool is_durable = false;  // with remove: the folder was synced
};

struct Recording {
  DiskImage before;
  std::vector<DiskOperation> operations;
};

// The name under which SQLite knows it. One disk for the whole program; tests run one after the other.
[[nodiscard]] const char* recorded_disk();
// From now on, for the files of this folder. Drops what was recorded before.
void start_recording(const std::filesystem::path& folder);
[[nodiscard]] const Recording& recording();

// What a disk may hold that lost its power after so many operations.
[[nodiscard]] DiskImage after_power_loss(const Recording& of, std::size_t operations, std::mt19937_64& random);

// Reads and writes the files that belong to SQLite; others in the folder stay.
[[nodiscard]] DiskImage read_image(const std::filesystem::path& folder);
void write_image(const DiskImage& image, const std::filesystem::path& folder);

// Syncs fail from now on, or no more.
void fail_syncs(bool are_failing);

// A disk that says it has synced, and hasn't: files whose name ends so. Empty: an honest one.
void lie_about_syncs_of(const std::string& suffix);

}  // namespace amends
