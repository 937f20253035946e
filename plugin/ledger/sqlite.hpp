// SQLite with manners: a connection, statements prepared once, a transaction that rolls back unless committed.
// Promises: errors are values with SQLite's own text; nothing throws; a handle is closed exactly once.
// Refuses: to retry, to convert types, and to keep a borrowed text longer than the statement that uses it.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>

#include <tl/expected.hpp>

struct sqlite3;
struct sqlite3_stmt;

namespace amends {

struct SqlError {
  int code = 0;  // SQLite's extended result code
  std::string text;
  [[nodiscard]] int primary_code() const { return code & 0xff; }
};

template <class T>
using SqlResult = tl::expected<T, SqlError>;

struct Blob {
  std::span<const std::uint8_t> bytes;
};

class Statement;

// The rows of one run of a statement. The statement is free again, and its read lock gone, when this is.
class [[nodiscard]] Rows {
 public:
  explicit Rows(Statement& statement) : statement_(&statement) {}
  Rows(const Rows&) = delete;
  Rows& operator=(const Rows&) = delete;
  ~Rows();
  // Whether there is a next row; its columns are the statement's until the next call.
  [[nodiscard]] SqlResult<bool> next();

 private:
  Statement* statement_;
};

// Parameters are borrowed: what is bound must live until the run is over.
class Statement {
 public:
  Statement() = default;
  Statement(sqlite3* database, sqlite3_stmt* handle) : database_(database), handle_(handle) {}
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;
  Statement(Statement&& other) noexcept;
  Statement& operator=(Statement&& other) noexcept;
  ~Statement();

  [[nodiscard]] bool is_prepared() const { return handle_ != nullptr; }
  // Runs to the end; rows are passed over.
  template <class... Values>
  [[nodiscard]] SqlResult<void> run(const Values&... values) {
    bind_all(values...);
    return run_bound();
  }
  template <class... Values>
  Rows rows(const Values&... values) {
    bind_all(values...);
    return Rows(*this);
  }

  // Columns of the present row, counted from 0. Texts and blobs live until the next step.
  [[nodiscard]] std::int64_t integer(int column) const;
  [[nodiscard]] std::string_view text(int column) const;
  [[nodiscard]] std::span<const std::uint8_t> blob(int column) const;
  [[nodiscard]] int columns() const;

 private:
  friend class Rows;
  template <class... Values>
  void bind_all(const Values&... values) {
    bind_error_ = 0;
    int position = 0;
    (bind_one(++position, values), ...);
  }
  template <class Value>
  void bind_one(int position, const Value& value) {
    if constexpr (std::is_integral_v<Value> || std::is_enum_v<Value>) {
      bind(position, static_cast<std::int64_t>(value));
    } else if constexpr (std::is_same_v<Value, Blob>) {
      bind(position, value);
    } else {
      bind(position, std::string_view(value));
    }
  }
  void bind(int position, std::int64_t value);
  void bind(int position, std::string_view value);
  void bind(int position, Blob value);
  [[nodiscard]] SqlResult<bool> step();
  [[nodiscard]] SqlResult<void> run_bound();
  void reset();

  sqlite3* database_ = nullptr;
  sqlite3_stmt* handle_ = nullptr;
  int bind_error_ = 0;
};

enum class OpenMode : std::uint8_t {
  read_write = 1,
  create,     // the file must not matter: it is made when missing
  scratch,    // a nameless file of SQLite's own, gone when it is closed; the path must be empty
  read_only,  // sees what other connections wrote, changes nothing
  frozen      // read-only, and trusts that nobody else has the file; looks at no file beside it
};

// Used from one thread at a time.
class Connection {
 public:
  Connection() = default;
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  Connection(Connection&& other) noexcept;
  Connection& operator=(Connection&& other) noexcept;
  ~Connection();
  // `vfs` names a registered SQLite file system; empty: the default one.
  [[nodiscard]] static SqlResult<Connection> open(const std::string& path, OpenMode mode, const std::string& vfs);

  [[nodiscard]] bool is_open() const { return handle_ != nullptr; }
  [[nodiscard]] bool is_in_transaction() const;
  // Rows that the last statement which wrote has written.
  [[nodiscard]] std::int64_t changes() const;
  // One statement or several, no parameters, no rows wanted.
  [[nodiscard]] SqlResult<void> run(const char* sql);
  [[nodiscard]] SqlResult<Statement> prepare(std::string_view sql);
  // The first column of the first row, of a statement without parameters.
  [[nodiscard]] SqlResult<std::int64_t> integer(std::string_view sql);
  [[nodiscard]] SqlResult<std::string> text(std::string_view sql);
  // Puts all of `from` in place of what is here. `goes_on` is asked after every `pages` of it, and a no ends the copy with
  // an error. Where somebody writes meanwhile, `from` must be in a transaction, or it begins anew each time.
  [[nodiscard]] SqlResult<void> take_copy_of(Connection& from, int pages, const std::function<bool()>& goes_on);
  // Asks `goes_on`, which must live as long as the connection, again and again within whatever runs long; a no ends that
  // with an error.
  void ask_on_the_way(const std::function<bool()>& goes_on);
  [[nodiscard]] sqlite3* handle() { return handle_; }

 private:
  friend class Transaction;
  explicit Connection(sqlite3* handle) : handle_(handle) {}
  // Runs a statement that is prepared when it is first needed.
  [[nodiscard]] SqlResult<void> run_kept(Statement& kept, std::string_view sql);

  sqlite3* handle_ = nullptr;
  Statement begin_;
  Statement commit_;
};

// Takes the write lock at once. Whoever lets it go without commit() has written nothing.
class [[nodiscard]] Transaction {
 public:
  [[nodiscard]] static SqlResult<Transaction> begin(Connection& connection);
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  Transaction(Transaction&& other) noexcept;
  Transaction& operator=(Transaction&&) = delete;
  ~Transaction();
  [[nodiscard]] SqlResult<void> commit();
  // Afterwards the connection is out of the transaction; otherwise nobody knows what the file holds.
  [[nodiscard]] SqlResult<void> roll_back();

 private:
  explicit Transaction(Connection& connection) : connection_(&connection) {}
  Connection* connection_;
};

}  // namespace amends
