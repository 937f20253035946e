#include "abi/data_folder_claim.hpp"

#include <mutex>
#include <set>
#include <system_error>
#include <utility>

namespace amends {
namespace {

// The one thing that overlays of a process share.
struct Claims {
  std::mutex mutex;
  std::set<std::string> names;
};

[[nodiscard]] Claims& claims() {
  static Claims shared;
  return shared;
}

[[nodiscard]] std::string name_of(const std::filesystem::path& folder) {
  std::error_code failed;
  std::filesystem::path whole = std::filesystem::weakly_canonical(folder, failed);
  if (failed) whole = std::filesystem::absolute(folder, failed).lexically_normal();
  // "data/" and "data" are one folder.
  if (!whole.has_filename()) whole = whole.parent_path();
  return whole.string();
}

}  // namespace

DataFolderClaim::DataFolderClaim(std::string name) : name_(std::move(name)) {}

DataFolderClaim::DataFolderClaim(DataFolderClaim&& other) noexcept : name_(std::exchange(other.name_, {})) {}

DataFolderClaim::~DataFolderClaim() {
  if (name_.empty()) return;
  const std::lock_guard guard(claims().mutex);
  claims().names.erase(name_);
}

std::optional<DataFolderClaim> DataFolderClaim::make(const std::filesystem::path& folder) {
  std::string name = name_of(folder);
  const std::lock_guard guard(claims().mutex);
  if (!claims().names.insert(name).second) return std::nullopt;
  return DataFolderClaim(std::move(name));
}

}  // namespace amends
