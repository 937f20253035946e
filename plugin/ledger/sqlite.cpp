#include "ledger/sqlite.hpp"

#include <cassert>
#include <utility>

#include <sqlite3.h>

namespace amends {

namespace {

tl::unexpected<SqlError> error_of(sqlite3* database, int code) {
  const int extended = database != nullptr ? sqlite3_extended_errcode(database) : code;
  const bool is_same = (extended & 0xff) == (code & 0xff);
  const char* text = database != nullptr && is_same ? sqlite3_errmsg(database) : sqlite3_errstr(code);
  return tl::unexpected(SqlError{is_same ? extended : code, text});
}

// A path as SQLite's URI wants it: everything that means something in a URI is written as %XX.
std::string uri_of(const std::string& path, OpenMode mode) {
  static constexpr char kHex[] = "0123456789ABCDEF";
  std::string uri = "file:";
  for (const char letter : path) {
    const auto byte = static_cast<unsigned char>(letter);
    const bool is_plain = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
                          (byte >= '0' && byte <= '9') || letter == '/' || letter == '.' || letter == '-' ||
                          letter == '_';
    if (is_plain) {
      uri += letter;
    } else {
      uri += '%';
      uri += kHex[byte >> 4];
      uri += kHex[byte & 15];
    }
  }
  if (mode == OpenMode::frozen) {
    uri += "?immutable=1";
  }
  return uri;
}

int flags_of(OpenMode mode) {
  constexpr int kAlways = SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  switch (mode) {
    case OpenMode::read_write:
      return kAlways | SQLITE_OPEN_READWRITE;
    case OpenMode::create:
    case OpenMode::scratch:
      return kAlways | SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    case OpenMode::read_only:
    case OpenMode::frozen:
      break;
  }
  return kAlways | SQLITE_OPEN_READONLY;
}

}  // namespace

Rows::~Rows() {
  statement_->reset();
}

SqlResult<bool> Rows::next() {
  return statement_->step();
}

Statement::Statement(Statement&& other) noexcept
    : database_(other.database_), handle_(std::exchange(other.handle_, nullptr)), bind_error_(other.bind_error_) {}

Statement& Statement::operator=(Statement&& other) noexcept {
  if (this != &other) {
    sqlite3_finalize(handle_);
    database_ = other.database_;
    handle_ = std::exchange(other.handle_, nullptr);
    bind_error_ = other.bind_error_;
  }
  return *this;
}

Statement::~Statement() {
  sqlite3_finalize(handle_);
}

void Statement::bind(int position, std::int64_t value) {
  const int code = sqlite3_bind_int64(handle_, position, value);
  assert(code != SQLITE_RANGE && code != SQLITE_MISUSE);
  bind_error_ = code == SQLITE_OK ? bind_error_ : code;
}

void Statement::bind(int position, std::string_view value) {
  const char* bytes = value.data() != nullptr ? value.data() : "";
  const int code = sqlite3_bind_text64(handle_, position, bytes, value.size(), SQLITE_STATIC, SQLITE_UTF8);
  assert(code != SQLITE_RANGE && code != SQLITE_MISUSE);
  bind_error_ = code == SQLITE_OK ? bind_error_ : code;
}

void Statement::bind(int position, Blob value) {
  const void* bytes = value.bytes.empty() ? "" : static_cast<const void*>(value.bytes.data());
  const int code = sqlite3_bind_blob64(handle_, position, bytes, value.bytes.size(), SQLITE_STATIC);
  assert(code != SQLITE_RANGE && code != SQLITE_MISUSE);
  bind_error_ = code == SQLITE_OK ? bind_error_ : code;
}

SqlResult<bool> Statement::step() {
  if (bind_error_ != SQLITE_OK) {
    return error_of(nullptr, bind_error_);
  }
  const int code = sqlite3_step(handle_);
  if (code == SQLITE_ROW) {
    return true;
  }
  if (code == SQLITE_DONE) {
    return false;
  }
  return error_of(database_, code);
}

SqlResult<void> Statement::run_bound() {
  SqlResult<void> result;
  for (;;) {
    const auto row = step();
    if (!row) {
      result = tl::unexpected(row.error());
      break;
    }
    if (!*row) {
      break;
    }
  }
  reset();
  return result;
}

void Statement::reset() {
  // Its code repeats what step() has already said.
  static_cast<void>(sqlite3_reset(handle_));
}

std::int64_t Statement::integer(int column) const {
  return sqlite3_column_int64(handle_, column);
}

std::string_view Statement::text(int column) const {
  const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(handle_, column));
  const int size = sqlite3_column_bytes(handle_, column);
  return bytes != nullptr ? std::string_view(bytes, static_cast<std::size_t>(size)) : std::string_view();
}

std::span<const std::uint8_t> Statement::blob(int column) const {
  const auto* bytes = static_cast<const std::uint8_t*>(sqlite3_column_blob(handle_, column));
  const int size = sqlite3_column_bytes(handle_, column);
  return bytes != nullptr ? std::span(bytes, static_cast<std::size_t>(size)) : std::span<const std::uint8_t>();
}

int Statement::columns() const {
  return sqlite3_column_count(handle_);
}

Connection::Connection(Connection&& other) noexcept
    : handle_(std::exchange(other.handle_, nullptr)),
      begin_(std::move(other.begin_)),
      commit_(std::move(other.commit_)) {}

Connection& Connection::operator=(Connection&& other) noexcept {
  if (this != &other) {
    begin_ = std::move(other.begin_);
    commit_ = std::move(other.commit_);
    sqlite3_close_v2(handle_);
    handle_ = std::exchange(other.handle_, nullptr);
  }
  return *this;
}

Connection::~Connection() {
  begin_ = Statement();
  commit_ = Statement();
  sqlite3_close_v2(handle_);
}

SqlResult<Connection> Connection::open(const std::string& path, OpenMode mode, const std::string& vfs) {
  sqlite3* handle = nullptr;
  const std::string name = mode == OpenMode::scratch ? std::string() : uri_of(path, mode);
  const int code = sqlite3_open_v2(name.c_str(), &handle, flags_of(mode), vfs.empty() ? nullptr : vfs.c_str());
  Connection connection(handle);
  if (code != SQLITE_OK) {
    return error_of(handle, code);
  }
  if (mode == OpenMode::read_only || mode == OpenMode::frozen) {
    // Who only looks leaves the write-ahead log as it was found.
    sqlite3_db_config(handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
  }
  return connection;
}

std::int64_t Connection::changes() const {
  return sqlite3_changes64(handle_);
}

bool Connection::is_in_transaction() const {
  return sqlite3_get_autocommit(handle_) == 0;
}

SqlResult<void> Connection::run(const char* sql) {
  const int code = sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) {
    return error_of(handle_, code);
  }
  return {};
}

SqlResult<void> Connection::run_kept(Statement& kept, std::string_view sql) {
  if (!kept.is_prepared()) {
    auto prepared = prepare(sql);
    if (!prepared) {
      return tl::unexpected(prepared.error());
    }
    kept = std::move(*prepared);
  }
  return kept.run();
}

SqlResult<Statement> Connection::prepare(std::string_view sql) {
  sqlite3_stmt* handle = nullptr;
  const int code = sqlite3_prepare_v3(handle_, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT,
                                      &handle, nullptr);
  if (code != SQLITE_OK) {
    return error_of(handle_, code);
  }
  return Statement(handle_, handle);
}

SqlResult<std::int64_t> Connection::integer(std::string_view sql) {
  auto statement = prepare(sql);
  if (!statement) {
    return tl::unexpected(statement.error());
  }
  auto rows = statement->rows();
  const auto row = rows.next();
  if (!row) {
    return tl::unexpected(row.error());
  }
  return *row ? statement->integer(0) : 0;
}

SqlResult<std::string> Connection::text(std::string_view sql) {
  auto statement = prepare(sql);
  if (!statement) {
    return tl::unexpected(statement.error());
  }
  auto rows = statement->rows();
  const auto row = rows.next();
  if (!row) {
    return tl::unexpected(row.error());
  }
  return *row ? std::string(statement->text(0)) : std::string();
}

SqlResult<void> Connection::take_copy_of(Connection& from, int pages, const std::function<bool()>& goes_on) {
  sqlite3_backup* copying = sqlite3_backup_init(handle_, "main", from.handle_, "main");
  if (copying == nullptr) {
    return error_of(handle_, sqlite3_errcode(handle_));
  }
  int code = SQLITE_OK;
  while ((code = sqlite3_backup_step(copying, pages)) == SQLITE_OK) {
    if (goes_on && !goes_on()) {
      sqlite3_backup_finish(copying);
      return tl::unexpected(SqlError{SQLITE_INTERRUPT, "the copy was ended"});
    }
  }
  const int finished = sqlite3_backup_finish(copying);
  if (code != SQLITE_DONE || finished != SQLITE_OK) {
    return error_of(handle_, finished != SQLITE_OK ? finished : code);
  }
  return {};
}

void Connection::ask_on_the_way(const std::function<bool()>& goes_on) {
  // About as many steps as take SQLite a millisecond.
  constexpr int kSteps = 20'000;
  const auto ask = [](void* asked) { return (*static_cast<const std::function<bool()>*>(asked))() ? 0 : 1; };
  // SQLite hands the pointer back as it got it.
  sqlite3_progress_handler(handle_, kSteps, ask, const_cast<std::function<bool()>*>(&goes_on));
}

SqlResult<Transaction> Transaction::begin(Connection& connection) {
  if (auto begun = connection.run_kept(connection.begin_, "BEGIN IMMEDIATE"); !begun) {
    return tl::unexpected(begun.error());
  }
  return Transaction(connection);
}

Transaction::Transaction(Transaction&& other) noexcept : connection_(std::exchange(other.connection_, nullptr)) {}

Transaction::~Transaction() {
  if (connection_ != nullptr) {
    static_cast<void>(roll_back());
  }
}

SqlResult<void> Transaction::commit() {
  auto done = connection_->run_kept(connection_->commit_, "COMMIT");
  if (done) {
    connection_ = nullptr;
  }
  return done;
}

SqlResult<void> Transaction::roll_back() {
  Connection* connection = std::exchange(connection_, nullptr);
  // SQLite has rolled back by itself after some errors.
  if (connection == nullptr || !connection->is_in_transaction()) {
    return {};
  }
  return connection->run("ROLLBACK");
}

}  // namespace amends
