// amends-admin: what is done to a store's files by hand, without a till.
// Promises: reads only; a finding is a line with its file, what is wrong and what to do. Exit code 0: nothing was found, 1:
// something was, 2: it was called in a way that it doesn't know.
#include <cstdio>
#include <filesystem>
#include <string>

#include <CLI/CLI.hpp>

#include "files/pack_reader.hpp"

namespace amends {
namespace {

struct PackToCheck {
  std::string folder;
  std::string assets;
  std::string currency = "EUR";
};

// A pack lies in ASSETS/packs/NAME.
std::filesystem::path assets_of(const PackToCheck& wanted) {
  if (!wanted.assets.empty()) return wanted.assets;
  return std::filesystem::weakly_canonical(wanted.folder).parent_path().parent_path();
}

int run(const PackToCheck& wanted) {
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
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
  return amends::run(pack);
}
