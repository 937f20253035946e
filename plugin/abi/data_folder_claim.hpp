// One overlay for one data folder in this process: whoever claims it has it until the claim goes. [thread-safe]
// Other processes are the ledger's business: its lock file says so, and the till runs on.

#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace amends {

class DataFolderClaim {
 public:
  // Nothing where another overlay has it. The folder need not be there yet; another way to write it is the same folder.
  [[nodiscard]] static std::optional<DataFolderClaim> make(const std::filesystem::path& folder);
  ~DataFolderClaim();
  DataFolderClaim(DataFolderClaim&& other) noexcept;
  DataFolderClaim& operator=(DataFolderClaim&&) = delete;
  DataFolderClaim(const DataFolderClaim&) = delete;
  DataFolderClaim& operator=(const DataFolderClaim&) = delete;

 private:
  explicit DataFolderClaim(std::string name);

  std::string name_;  // empty: moved away
};

}  // namespace amends
