// What the ledger's tests share: a data folder of their own, and facts with everything in them.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "domain/facts.hpp"
#include "ledger/ledger.hpp"
#include "ledger/sqlite.hpp"

namespace amends {

// Gone, with all in it, when the test is over.
class TemporaryFolder {
 public:
  TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder();
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

// A till's worth of verbs over a ledger that can be closed and opened again.
class Till {
 public:
  explicit Till(std::string vfs = {});
  // Closes the ledger, if it is open, and opens it anew.
  void reopen();
  void close() { ledger_.reset(); }
  [[nodiscard]] bool is_open() const { return ledger_ != nullptr; }
  [[nodiscard]] Ledger& ledger() { return *ledger_; }
  [[nodiscard]] std::filesystem::path folder() const { return folder_.path() / "data"; }
  [[nodiscard]] std::filesystem::path file() const { return folder() / "ledger.sqlite"; }
  [[nodiscard]] LedgerSettings settings() const;
  // A connection of somebody who has the file and no manners.
  [[nodiscard]] Connection raw();

  // Appends to the case and folds; the case's first fact must be CaseRecorded. Says what the ledger said.
  tl::expected<void, StorageTrouble> append(Case& state, const std::vector<FactBody>& bodies,
                                            const std::vector<HostRequest>& requests = {});
  // A case of one line of iced tea on table 12, recorded.
  Case record(const std::string& item = "Iced tea", const std::string& place = "Table 12");
  Instant now{1'700'000'000'000'000};
  PersonId operator_{"ana"};

 private:
  TemporaryFolder folder_;
  std::string vfs_;
  std::unique_ptr<Ledger> ledger_;
};

// Somebody who has the file: takes its rules away, runs this, and puts the rules back.
void tamper(Till& till, const std::string& sql);

[[nodiscard]] Money euro(std::int64_t minor);
[[nodiscard]] CheckLine line_of(const std::string& name);
[[nodiscard]] Case fold_all_of(const std::vector<StoredFact>& facts);
[[nodiscard]] HostRequest refund_request(const Case& of, const RequestId& id);
// One of each alternative of FactBody, every part filled with something that isn't its default.
[[nodiscard]] std::vector<FactBody> one_of_each_fact();

[[nodiscard]] std::string bytes_of_file(const std::filesystem::path& path);
void write_file(const std::filesystem::path& path, const std::string& bytes);
// All tables that are made from the facts, as text.
[[nodiscard]] std::string dump_of_projections(Connection& connection);

}  // namespace amends
