// amends-admin: what is done to a store's files by hand, without a till.
// Promises: reads only; a finding is a line with its file, what is wrong and what to do. Exit code 0: nothing was found, 1:
// something was, 2: it was called in a way that it doesn't know.
#include <cstdio>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>

#include "admin/policy_page.hpp"
#include "files/language_reader.hpp"
#include "files/pack_reader.hpp"
#include "files/policy_reader.hpp"

namespace amends {
namespace {

// A pack, and how it is to be read.
struct PackToCheck {
  std::string folder;
  std::string assets;
  std::string currency = "EUR";
  std::string site;  // of the store; empty: the pack alone
  std::string language = "en";
};

// A pack lies in ASSETS/packs/NAME.
std::filesystem::path assets_of(const PackToCheck& wanted) {
  if (!wanted.assets.empty()) return wanted.assets;
  return std::filesystem::weakly_canonical(wanted.folder).parent_path().parent_path();
}

int check(const PackToCheck& wanted) {
  const auto currency = find_currency(wanted.currency);
  if (!currency) {
    std::fprintf(stderr, "%s is no ISO 4217 code. Name one like EUR.\n", wanted.currency.c_str());
    return 2;
  }
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

int print_policy(const PackToCheck& wanted) {
  const auto currency = find_currency(wanted.currency);
  if (!currency) {
    std::fprintf(stderr, "%s is no ISO 4217 code. Name one like EUR.\n", wanted.currency.c_str());
    return 2;
  }
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

}  // namespace
}  // namespace amends

int main(int argc, char** argv) {
  CLI::App app("Looks after the files of Amends.", "amends-admin");
  app.require_subcommand(1);
  amends::PackToCheck pack;
  CLI::App* check = app.add_subcommand("check-pack", "All that is wrong with a pack, with file, line and what to do");
  check->add_option("folder", pack.folder, "The pack: a folder with playbook.toml and languages/")->required();
  check->add_option("--assets", pack.assets, "The assets with languages/ and phrases/ (default: two folders above)");
  check->add_option("--currency", pack.currency, "The currency its amounts are read in (default: EUR)");
  CLI::App* print = app.add_subcommand("print-policy", "Who may give what, as a page for staff");
  print->add_option("folder", pack.folder, "The pack: a folder with playbook.toml and languages/")->required();
  print->add_option("--site", pack.site, "The store's own file over it, DATA/site.toml");
  print->add_option("--language", pack.language, "Of the page (default: en)");
  print->add_option("--assets", pack.assets, "The assets with languages/ (default: two folders above)");
  print->add_option("--currency", pack.currency, "The currency its amounts are read in (default: EUR)");
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
  return print->parsed() ? amends::print_policy(pack) : amends::check(pack);
}
