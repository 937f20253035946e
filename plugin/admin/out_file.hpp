// Where a tool writes what it makes: standard output, or a file that is there whole or not at all.
// Promises: only its owner reads a file; what stood there before stays until all is written.
#pragma once

#include <cstdio>
#include <string>
#include <string_view>

namespace amends {

class OutFile {
 public:
  // Empty: standard output.
  explicit OutFile(std::string path);
  OutFile(const OutFile&) = delete;
  OutFile& operator=(const OutFile&) = delete;
  // What wasn't finished is gone.
  ~OutFile();

  // False, now and from then on: it can't be written.
  bool write(std::string_view text);
  // Whether all is written; otherwise what is wrong was said.
  [[nodiscard]] bool finish();

 private:
  void drop();

  std::string path_;
  std::string draft_;
  std::FILE* file_ = nullptr;
  int error_ = 0;
};

}  // namespace amends
