// The rules in force, from a pack's folder and the store's own file.
// Promises: whole or one problem; the version changes with any byte of either file.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include <tl/expected.hpp>

#include "desk/policy.hpp"
#include "files/file_problem.hpp"

namespace amends {

struct PolicyPlace {
  std::filesystem::path pack;  // the folder
  std::filesystem::path site;  // DATA/site.toml, there or not
  Currency currency;
};

// A file as it stands, at most 1 MiB.
[[nodiscard]] tl::expected<std::string, FileProblem> read_policy_text(const std::filesystem::path& file);
[[nodiscard]] tl::expected<std::shared_ptr<const Policy>, FileProblem> read_policy(const PolicyPlace& place);
// The same from texts that were read before, perhaps long ago.
[[nodiscard]] tl::expected<std::shared_ptr<const Policy>, FileProblem> read_policy(const PolicyPlace& place,
                                                                                   std::string rules, std::string site);

class PolicyFolder : public PolicySource {
 public:
  explicit PolicyFolder(PolicyPlace place) : place_(std::move(place)) {}

  [[nodiscard]] std::shared_ptr<const Policy> read(const PackText& text) override;
  [[nodiscard]] tl::expected<std::shared_ptr<const Policy>, std::string> keep(const Policy& now,
                                                                              const Site& wanted) override;

 private:
  PolicyPlace place_;
};

}  // namespace amends
