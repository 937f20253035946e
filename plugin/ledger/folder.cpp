#include "ledger/folder.hpp"

#include <cerrno>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace amends {

namespace {

constexpr mode_t kOwnerAlone = 0600;
constexpr mode_t kOwnerAloneFolder = 0700;

tl::unexpected<FileError> error_now(const std::filesystem::path& path) {
  const int code = errno;
  return tl::unexpected(FileError{code, path.string() + ": " + std::generic_category().message(code)});
}

}  // namespace

StorageTrouble trouble_of(const FileError& error) {
  switch (error.code) {
    case EWOULDBLOCK:
      return StorageTrouble::locked;
    case ENOSPC:
    case EDQUOT:
      return StorageTrouble::no_space;
    case EROFS:
    case EACCES:
    case EPERM:
      return StorageTrouble::read_only;
    case EIO:
      return StorageTrouble::uncertain;
    default:
      return StorageTrouble::unavailable;
  }
}

File::File(File&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

File& File::operator=(File&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  return *this;
}

File::~File() {
  if (is_open()) {
    ::close(descriptor_);
  }
}

tl::expected<File, FileError> File::open(const std::filesystem::path& path, int flags) {
  File file(::open(path.c_str(), flags | O_CLOEXEC, kOwnerAlone));
  if (!file.is_open()) {
    return error_now(path);
  }
  return file;
}

tl::expected<void, FileError> File::write_all(std::span<const std::uint8_t> bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) {
      continue;
    }
    if (written < 0) {
      return error_now("write");
    }
    bytes = bytes.subspan(static_cast<std::size_t>(written));
  }
  return {};
}

tl::expected<void, FileError> File::sync() {
  if (::fsync(descriptor_) != 0) {
    return error_now("fsync");
  }
  return {};
}

tl::expected<void, FileError> File::cut_to(std::uint64_t size) {
  if (::ftruncate(descriptor_, static_cast<off_t>(size)) != 0) {
    return error_now("ftruncate");
  }
  return {};
}

tl::expected<void, FileError> make_folder(const std::filesystem::path& folder) {
  if (::mkdir(folder.c_str(), kOwnerAloneFolder) == 0) {
    return sync_folder(folder.has_parent_path() ? folder.parent_path() : ".");
  }
  if (errno == ENOENT && folder.has_parent_path() && folder.parent_path() != folder) {
    if (auto made = make_folder(folder.parent_path()); !made) {
      return made;
    }
    return ::mkdir(folder.c_str(), kOwnerAloneFolder) == 0 ? sync_folder(folder.parent_path()) : error_now(folder);
  }
  const int code = errno;
  std::error_code ignored;
  if (std::filesystem::is_directory(folder, ignored)) {
    return {};
  }
  errno = code;
  return error_now(folder);
}

tl::expected<void, FileError> sync_folder(const std::filesystem::path& folder) {
  auto opened = File::open(folder, O_RDONLY | O_DIRECTORY);
  if (!opened) {
    return tl::unexpected(opened.error());
  }
  return opened->sync();
}

tl::expected<void, FileError> publish_file(const std::filesystem::path& draft, const std::filesystem::path& file) {
  auto opened = File::open(draft, O_RDONLY);
  if (!opened) {
    return tl::unexpected(opened.error());
  }
  if (::fchmod(opened->descriptor(), kOwnerAlone) != 0) {
    return error_now(draft);
  }
  if (auto synced = opened->sync(); !synced) {
    return synced;
  }
  if (::rename(draft.c_str(), file.c_str()) != 0) {
    return error_now(file);
  }
  return sync_folder(file.parent_path());
}

tl::expected<File, FileError> lock_file(const std::filesystem::path& path) {
  auto file = File::open(path, O_RDWR | O_CREAT);
  if (!file) {
    return file;
  }
  // flock belongs to the open file, so a second ledger in this process is refused like one in another.
  if (::flock(file->descriptor(), LOCK_EX | LOCK_NB) != 0) {
    return error_now(path);
  }
  return file;
}

}  // namespace amends
