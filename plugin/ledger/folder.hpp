// The data folder's files: made so that they survive a power cut, and held by one ledger at a time.
// Promises: what returns without an error is on the disk, the name in its folder, too. Errors are values.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "desk/ports.hpp"

namespace amends {

struct FileError {
  int code = 0;  // errno
  std::string text;
};

[[nodiscard]] StorageTrouble trouble_of(const FileError& error);

// Owns a file descriptor; closed with it.
class File {
 public:
  File() = default;
  explicit File(int descriptor) : descriptor_(descriptor) {}
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  File(File&& other) noexcept;
  File& operator=(File&& other) noexcept;
  ~File();
  // `flags` as for open(2); a new file is for its owner alone.
  [[nodiscard]] static tl::expected<File, FileError> open(const std::filesystem::path& path, int flags);

  [[nodiscard]] bool is_open() const { return descriptor_ >= 0; }
  [[nodiscard]] int descriptor() const { return descriptor_; }
  [[nodiscard]] tl::expected<void, FileError> write_all(std::span<const std::uint8_t> bytes);
  [[nodiscard]] tl::expected<void, FileError> sync();
  [[nodiscard]] tl::expected<void, FileError> cut_to(std::uint64_t size);

 private:
  int descriptor_ = -1;
};

// Makes the folder for its owner alone, with those above it; one that is there stays as it is.
[[nodiscard]] tl::expected<void, FileError> make_folder(const std::filesystem::path& folder);
[[nodiscard]] tl::expected<void, FileError> sync_folder(const std::filesystem::path& folder);
// Syncs the draft, gives it the name, syncs the folder.
[[nodiscard]] tl::expected<void, FileError> publish_file(const std::filesystem::path& draft,
                                                         const std::filesystem::path& file);

// Held as long as the returned file is open. An error with code EWOULDBLOCK: somebody has it, in this process or another.
[[nodiscard]] tl::expected<File, FileError> lock_file(const std::filesystem::path& path);

}  // namespace amends
