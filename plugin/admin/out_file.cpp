#include "admin/out_file.hpp"

#include <cerrno>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

#include "admin/say.hpp"

namespace amends {

OutFile::OutFile(std::string path) : path_(std::move(path)) {
  if (path_.empty()) {
    file_ = stdout;
    return;
  }
  draft_ = path_ + ".new";
  constexpr int kOwnerOnly = 0600;
  const int handle = ::open(draft_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, kOwnerOnly);
  file_ = handle < 0 ? nullptr : ::fdopen(handle, "w");
  if (file_ == nullptr) error_ = errno;
}

OutFile::~OutFile() {
  drop();
}

bool OutFile::write(std::string_view text) {
  if (file_ == nullptr || error_ != 0) return false;
  if (std::fwrite(text.data(), 1, text.size(), file_) != text.size()) error_ = errno;
  return error_ == 0;
}

bool OutFile::finish() {
  if (error_ == 0 && (std::fflush(file_) != 0 || (!path_.empty() && ::fsync(::fileno(file_)) != 0))) error_ = errno;
  if (error_ == 0 && !path_.empty()) {
    if (std::fclose(std::exchange(file_, nullptr)) != 0 || std::rename(draft_.c_str(), path_.c_str()) != 0) {
      error_ = errno;
    }
  }
  if (error_ == 0) return true;
  const std::string name = path_.empty() ? "Standard output" : path_;
  say(stderr, "{} can't be written: {}. Look at the path, its permissions and the space on the disk.", name,
      std::strerror(error_));
  drop();
  return false;
}

void OutFile::drop() {
  if (path_.empty()) return;
  if (file_ != nullptr) std::fclose(std::exchange(file_, nullptr));
  ::unlink(draft_.c_str());
}

}  // namespace amends
