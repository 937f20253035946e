// The till's own file: every check as it was last left, and every request that was answered.
// Promises: append() returns only once the record is on the disk; a last line torn by a crash is as if never
// written; one till at a time. Refuses: a file damaged before its last line, another till's lock, and, after a
// write or sync that failed, every further record until it is opened anew.
//
// One record a line: sixteen hexadecimal digits of a check sum, a tab, and the fields, tab-separated.

#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/check.hpp"
#include "kiosk/result.hpp"

namespace kiosk {

// The fields of one record, in the order they were put.
class FieldWriter {
 public:
  FieldWriter& put(std::string_view text);
  FieldWriter& put(std::int64_t number);
  const std::string& text() const { return text_; }

 private:
  std::string text_;
  bool begun_ = false;
};

class FieldReader {
 public:
  explicit FieldReader(std::string_view text) : rest_(text) {}
  // Answer "" and 0 once something was missing or malformed; then good() is false.
  std::string text();
  std::int64_t number();
  bool good() const { return good_; }
  bool at_end() const { return ended_; }

 private:
  std::string_view rest_;
  bool good_ = true;
  bool ended_ = false;
};

void put_check(FieldWriter& fields, const Check& check);
Check take_check(FieldReader& fields);

class TillFile {
 public:
  enum class Use { write, read_only };

  // Makes the folder and the file where they are missing, unless read_only: then a missing file has no records.
  [[nodiscard]] static Result<TillFile> open(const std::filesystem::path& file, Use use);

  TillFile(TillFile&& other) noexcept;
  TillFile(const TillFile&) = delete;
  TillFile& operator=(const TillFile&) = delete;
  TillFile& operator=(TillFile&&) = delete;
  ~TillFile();

  // What stood in the file when it was opened, without check sums, oldest first.
  const std::vector<std::string>& records() const { return records_; }
  // Once they are read: a till runs for months.
  void forget_records() { records_ = {}; }

  bool is_writable() const { return writable_; }
  [[nodiscard]] Result<void> append(const FieldWriter& fields);

 private:
  TillFile(int descriptor, bool writable, std::vector<std::string> records, std::int64_t size_bytes);

  int descriptor_ = -1;
  std::vector<std::string> records_;
  std::int64_t size_bytes_ = 0;
  bool writable_ = false;  // false as well once a write or sync failed
};

}  // namespace kiosk
