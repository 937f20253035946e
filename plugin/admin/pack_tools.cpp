#include "admin/pack_tools.hpp"

#include <cstdio>
#include <filesystem>
#include <optional>
#include <utility>
#include <vector>

#include "admin/policy_page.hpp"
#include "files/language_reader.hpp"
#include "files/pack_reader.hpp"
#include "files/policy_reader.hpp"

namespace amends {
namespace {

// A pack lies in ASSETS/packs/NAME.
std::filesystem::path assets_of(const PackRequest& wanted) {
  if (!wanted.assets.empty()) return wanted.assets;
  return std::filesystem::weakly_canonical(wanted.folder).parent_path().parent_path();
}

std::optional<Currency> currency_of(const PackRequest& wanted) {
  const auto currency = find_currency(wanted.currency);
  if (!currency) std::fprintf(stderr, "%s is no ISO 4217 code. Name one like EUR.\n", wanted.currency.c_str());
  return currency ? std::optional(*currency) : std::nullopt;
}

}  // namespace

int check_pack(const PackRequest& wanted) {
  const auto currency = currency_of(wanted);
  if (!currency) return 2;
  const std::filesystem::path folder = std::filesystem::weakly_canonical(wanted.folder);
  const auto problems = check_pack(folder, assets_of(wanted), *currency);
  for (const FileProblem& problem : problems)
    std::printf("%s\n", describe(problem).c_str());
  if (!problems.empty()) return 1;
  const auto playbook = read_playbook(folder, *currency);
  if (!playbook) return 1;
  std::printf("The pack %s is whole: %zu failures, %zu remedies. Version %s.\n", playbook->name.c_str(),
              playbook->failures.size(), playbook->remedies.size(), playbook->version.c_str());
  return 0;
}

int print_policy(const PackRequest& wanted) {
  const auto currency = currency_of(wanted);
  if (!currency) return 2;
  const std::filesystem::path folder = std::filesystem::weakly_canonical(wanted.folder);
  const auto policy = read_policy({folder, wanted.site, *currency});
  std::vector<FileProblem> problems;
  if (!policy) problems.push_back(policy.error());
  Texts texts = read_texts(assets_of(wanted), folder.filename().string(), wanted.language, problems);
  for (const FileProblem& problem : problems)
    std::fprintf(stderr, "%s\n", describe(problem).c_str());
  if (!problems.empty()) return 1;
  std::fputs(policy_page(**policy, Words(std::move(texts))).c_str(), stdout);
  return 0;
}

}  // namespace amends
