// A file's bytes as they lie on disk, mapped for reading: clean pages that the system may share and drop.
// Promises: nothing is read until it is used. Refuses: writing.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>

namespace amends {

class MappedFile {
 public:
  // Nothing where the file is missing, empty or unreadable.
  [[nodiscard]] static std::optional<MappedFile> open(const std::string& path);
  ~MappedFile();
  MappedFile(MappedFile&& other) noexcept;
  MappedFile& operator=(MappedFile&& other) noexcept;
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;

  [[nodiscard]] std::span<const std::uint8_t> bytes() const { return bytes_; }
  // What was read no longer counts as memory of this process; it comes back when it is read again.
  void let_go() const;

 private:
  explicit MappedFile(std::span<const std::uint8_t> bytes) : bytes_(bytes) {}
  std::span<const std::uint8_t> bytes_;
};

}  // namespace amends
