#include "kiosk/till_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstring>
#include <optional>
#include <system_error>
#include <utility>

namespace kiosk {
namespace {

constexpr std::size_t kSumDigits = 16;

// FNV-1a: finds torn and flipped bytes; it isn't meant to withstand a person.
std::uint64_t check_sum(std::string_view text) {
  std::uint64_t sum = 14695981039346656037U;
  for (const char character : text) {
    sum ^= static_cast<unsigned char>(character);
    sum *= 1099511628211U;
  }
  return sum;
}

std::string system_reason() {
  return std::generic_category().message(errno);
}

// The fields of a line, or nothing where its check sum doesn't fit.
std::optional<std::string_view> open_line(std::string_view line) {
  if (line.size() < kSumDigits + 1 || line[kSumDigits] != '\t') return std::nullopt;
  std::uint64_t sum = 0;
  const auto parsed = std::from_chars(line.data(), line.data() + kSumDigits, sum, 16);
  if (parsed.ec != std::errc{} || parsed.ptr != line.data() + kSumDigits) return std::nullopt;
  const std::string_view fields = line.substr(kSumDigits + 1);
  if (check_sum(fields) != sum) return std::nullopt;
  return fields;
}

struct Contents {
  std::vector<std::string> records;
  std::int64_t good_bytes = 0;  // up to the end of the last whole line
};

Result<Contents> read_contents(const std::string& text, const std::filesystem::path& file) {
  Contents contents;
  std::size_t begin = 0;
  while (begin < text.size()) {
    const std::size_t end = text.find('\n', begin);
    const bool last = end == std::string::npos || end + 1 == text.size();
    const auto fields =
        end == std::string::npos ? std::nullopt : open_line(std::string_view(text).substr(begin, end - begin));
    if (!fields) {
      // A crash while writing tears the last line only; it was never answered for.
      if (last) break;
      return failure(fmt::format("{} is damaged at its line {}; the till won't guess what it sold.", file.string(),
                                 contents.records.size() + 1));
    }
    contents.records.emplace_back(*fields);
    begin = end + 1;
    contents.good_bytes = static_cast<std::int64_t>(begin);
  }
  return contents;
}

Result<std::string> read_all(int descriptor) {
  std::string text;
  char buffer[65536];
  for (;;) {
    const ssize_t count = ::read(descriptor, buffer, sizeof buffer);
    if (count == 0) return text;
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return failure(system_reason());
    text.append(buffer, static_cast<std::size_t>(count));
  }
}

// A new file is only there for good once its folder is synced too.
bool sync_folder(const std::filesystem::path& folder) {
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return false;
  const bool synced = ::fsync(descriptor) == 0;
  ::close(descriptor);
  return synced;
}

bool write_all(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t count = ::write(descriptor, text.data(), text.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return false;
    text.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

// Closes unless released, so that every early return below undoes the opening.
class Descriptor {
 public:
  explicit Descriptor(int value) : value_(value) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (value_ >= 0) ::close(value_);
  }
  int get() const { return value_; }
  int release() { return std::exchange(value_, -1); }

 private:
  int value_;
};

}  // namespace

FieldWriter& FieldWriter::put(std::string_view text) {
  if (begun_) text_ += '\t';
  begun_ = true;
  for (const char character : text) {
    switch (character) {
      case '\t':
        text_ += "\\t";
        break;
      case '\n':
        text_ += "\\n";
        break;
      case '\\':
        text_ += "\\\\";
        break;
      default:
        text_ += character;
    }
  }
  return *this;
}

FieldWriter& FieldWriter::put(std::int64_t number) {
  return put(std::to_string(number));
}

std::string FieldReader::text() {
  if (ended_) {
    good_ = false;
    return {};
  }
  const std::size_t end = rest_.find('\t');
  const std::string_view field = rest_.substr(0, end);
  ended_ = end == std::string_view::npos;
  rest_ = ended_ ? std::string_view{} : rest_.substr(end + 1);
  std::string text;
  for (std::size_t i = 0; i < field.size(); ++i) {
    if (field[i] != '\\' || i + 1 == field.size()) {
      text += field[i];
      continue;
    }
    ++i;
    text += field[i] == 't' ? '\t' : field[i] == 'n' ? '\n' : field[i];
  }
  return text;
}

std::int64_t FieldReader::number() {
  const std::string field = text();
  std::int64_t value = 0;
  const auto parsed = std::from_chars(field.data(), field.data() + field.size(), value);
  if (field.empty() || parsed.ec != std::errc{} || parsed.ptr != field.data() + field.size()) good_ = false;
  return good_ ? value : 0;
}

void put_check(FieldWriter& fields, const Check& check) {
  fields.put(check.id).put(check.number).put(check.place).put(check.currency).put(check.server_id);
  fields.put(check.state).put(check.guests).put(check.opened_us).put(check.closed_us);
  fields.put(check.discount_minor).put(check.credit_minor);
  fields.put(static_cast<std::int64_t>(check.lines.size()));
  for (const Line& line : check.lines) {
    fields.put(line.id).put(line.item_id).put(line.name).put(line.group).put(line.component);
    fields.put(line.quantity_thousandths).put(line.unit_minor).put(line.discount_minor).put(line.refunded_minor);
    fields.put(line.tax_permille).put(line.seat).put(line.course);
    fields.put(line.fired).put(line.voided).put(line.alcohol).put(line.exchanged).put(line.note);
  }
  fields.put(static_cast<std::int64_t>(check.tenders.size()));
  for (const Tender& tender : check.tenders) {
    fields.put(tender.kind).put(tender.paid_minor).put(tender.refunded_minor);
  }
}

Check take_check(FieldReader& fields) {
  const auto small = [&] { return static_cast<std::int32_t>(fields.number()); };
  Check check;
  check.id = fields.text();
  check.number = fields.text();
  check.place = fields.text();
  check.currency = fields.text();
  check.server_id = fields.text();
  check.state = small();
  check.guests = small();
  check.opened_us = fields.number();
  check.closed_us = fields.number();
  check.discount_minor = fields.number();
  check.credit_minor = fields.number();
  for (std::int64_t count = fields.number(); count > 0 && fields.good(); --count) {
    Line line;
    line.id = fields.text();
    line.item_id = fields.text();
    line.name = fields.text();
    line.group = fields.text();
    line.component = fields.text();
    line.quantity_thousandths = fields.number();
    line.unit_minor = fields.number();
    line.discount_minor = fields.number();
    line.refunded_minor = fields.number();
    line.tax_permille = small();
    line.seat = small();
    line.course = small();
    line.fired = fields.number() != 0;
    line.voided = fields.number() != 0;
    line.alcohol = fields.number() != 0;
    line.exchanged = fields.number() != 0;
    line.note = fields.text();
    check.lines.push_back(std::move(line));
  }
  for (std::int64_t count = fields.number(); count > 0 && fields.good(); --count) {
    Tender tender;
    tender.kind = fields.text();
    tender.paid_minor = fields.number();
    tender.refunded_minor = fields.number();
    check.tenders.push_back(std::move(tender));
  }
  return check;
}

Result<TillFile> TillFile::open(const std::filesystem::path& file, Use use) {
  const auto refused = [&](std::string_view what) { return failure(fmt::format("{}: {}.", file.string(), what)); };
  const bool writes = use == Use::write;
  std::error_code made;
  if (writes) std::filesystem::create_directories(file.parent_path(), made);
  if (made) return refused(made.message());

  const int flags = writes ? O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC : O_RDONLY | O_CLOEXEC;
  Descriptor descriptor(::open(file.c_str(), flags, 0600));
  if (descriptor.get() < 0 && !writes && errno == ENOENT) return TillFile(-1, false, {}, 0);
  if (descriptor.get() < 0) return refused(system_reason());
  if (writes && ::flock(descriptor.get(), LOCK_EX | LOCK_NB) != 0) return refused("another till is using it");

  const auto text = read_all(descriptor.get());
  if (!text) return refused(text.error());
  auto contents = read_contents(*text, file);
  if (!contents) return failure(contents.error());
  if (writes) {
    // What a crash tore off must not run into the next record.
    const bool torn = contents->good_bytes != static_cast<std::int64_t>(text->size());
    if (torn && ::ftruncate(descriptor.get(), contents->good_bytes) != 0) return refused(system_reason());
    if (::fsync(descriptor.get()) != 0 || !sync_folder(file.parent_path())) return refused(system_reason());
  }
  return TillFile(descriptor.release(), writes, std::move(contents->records), contents->good_bytes);
}

TillFile::TillFile(int descriptor, bool writable, std::vector<std::string> records, std::int64_t size_bytes)
    : descriptor_(descriptor), records_(std::move(records)), size_bytes_(size_bytes), writable_(writable) {}

TillFile::TillFile(TillFile&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)),
      records_(std::move(other.records_)),
      size_bytes_(other.size_bytes_),
      writable_(other.writable_) {}

TillFile::~TillFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

Result<void> TillFile::append(const FieldWriter& fields) {
  if (!writable_) return failure("the till's file can't be written");
  const std::string line = fmt::format("{:016x}\t{}\n", check_sum(fields.text()), fields.text());
  if (!write_all(descriptor_, line)) {
    const std::string reason = system_reason();
    // Half a line is taken back; where even that fails, nothing more may follow it.
    writable_ = ::ftruncate(descriptor_, size_bytes_) == 0;
    return failure(reason);
  }
  if (::fdatasync(descriptor_) != 0) {
    // Nobody can tell what is on the disk now, so only reading it anew helps.
    writable_ = false;
    return failure(system_reason());
  }
  size_bytes_ += static_cast<std::int64_t>(line.size());
  return {};
}

}  // namespace kiosk
