#include "ledger/secret_file.hpp"

#include <algorithm>
#include <cerrno>

#include <fcntl.h>
#include <unistd.h>

namespace amends {

tl::expected<SecretVector<std::uint8_t>, FileError> read_secret_file(const std::filesystem::path& path) {
  auto file = File::open(path, O_RDONLY);
  if (!file) {
    return tl::unexpected(file.error());
  }
  const off_t size = ::lseek(file->descriptor(), 0, SEEK_END);
  SecretVector<std::uint8_t> bytes(static_cast<std::size_t>(std::max<off_t>(size, 0)));
  std::size_t done = 0;
  while (done < bytes.size()) {
    const ssize_t count =
        ::pread(file->descriptor(), bytes.data() + done, bytes.size() - done, static_cast<off_t>(done));
    if (count < 0 && errno == EINTR) {
      continue;
    }
    if (count <= 0) {
      return tl::unexpected(FileError{count < 0 ? errno : EIO, path.string() + ": can't be read"});
    }
    done += static_cast<std::size_t>(count);
  }
  return bytes;
}

tl::expected<void, FileError> make_secret_file(const std::filesystem::path& path, std::span<const std::uint8_t> bytes) {
  const std::filesystem::path draft = path.string() + ".new";
  {
    auto file = File::open(draft, O_WRONLY | O_CREAT | O_TRUNC);
    if (!file) {
      return tl::unexpected(file.error());
    }
    if (auto written = file->write_all(bytes); !written) {
      return written;
    }
  }
  return publish_file(draft, path);
}

}  // namespace amends
