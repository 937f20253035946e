#include "files/policy_reader.hpp"

#include <fstream>
#include <system_error>
#include <utility>

#include "files/pack_reader.hpp"
#include "files/replace_file.hpp"
#include "files/rule_words.hpp"
#include "files/site_reader.hpp"
#include "files/toml_table.hpp"

namespace amends {

namespace {

constexpr std::string_view kRulesFile = "playbook.toml";

// Limits of both files together: the site's may contradict the pack's.
std::optional<FileProblem> find_contradiction(const Playbook& playbook, const std::string& file,
                                              std::string_view text) {
  const LimitFault fault = find_limit_fault(playbook);
  if (fault.sentence.empty()) return std::nullopt;
  const TomlFile site(file, text);
  return FileProblem{file, line_of(site, std::string(fault.table) + "." + std::string(fault.role)), fault.sentence};
}

}  // namespace

tl::expected<std::shared_ptr<const Policy>, FileProblem> read_policy(const PolicyPlace& place, std::string rules,
                                                                     std::string site) {
  auto playbook =
      read_playbook(place.pack.filename().string(), (place.pack / kRulesFile).string(), rules, place.currency);
  if (!playbook) return tl::unexpected(playbook.error());
  Policy policy;
  policy.text = {playbook->name, playbook->version, std::move(rules), std::move(site)};
  if (!policy.text.site.empty()) {
    auto read = read_site(place.site.string(), policy.text.site, place.currency);
    if (!read) return tl::unexpected(read.error());
    policy.site = *std::move(read);
    policy.text.version = version_of(policy.text.rules + '\0' + policy.text.site);
    playbook->version = policy.text.version;
  }
  policy.playbook = lay_over(*std::move(playbook), policy.site);
  if (auto problem = find_contradiction(policy.playbook, place.site.string(), policy.text.site)) {
    return tl::unexpected(*std::move(problem));
  }
  return std::make_shared<const Policy>(std::move(policy));
}

tl::expected<std::shared_ptr<const Policy>, FileProblem> read_policy(const PolicyPlace& place) {
  auto rules = read_policy_text(place.pack / kRulesFile);
  if (!rules) return tl::unexpected(rules.error());
  std::error_code failed;
  if (!std::filesystem::exists(place.site, failed)) return read_policy(place, *std::move(rules), {});
  auto site = read_policy_text(place.site);
  if (!site) return tl::unexpected(site.error());
  return read_policy(place, *std::move(rules), *std::move(site));
}

tl::expected<std::string, FileProblem> read_policy_text(const std::filesystem::path& path) {
  const TomlFile file(path);
  if (!file.is_sound()) return tl::unexpected(*file.problem());
  return file.text();
}

std::shared_ptr<const Policy> PolicyFolder::read(const PackText& text) {
  auto policy = read_policy(place_, text.rules, text.site);
  return policy ? *std::move(policy) : nullptr;
}

tl::expected<std::shared_ptr<const Policy>, std::string> PolicyFolder::keep(const Policy& now, const Site& wanted) {
  const std::string text = write_site(now.text.site, wanted);
  auto policy = read_policy(place_, now.text.rules, text);
  if (!policy) return tl::unexpected(describe(policy.error()));
  if (!replace_file(place_.site, text)) return tl::unexpected(place_.site.string() + ": it can't be written.");
  return *std::move(policy);
}

}  // namespace amends
