#include "files/pack_reader.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <set>

#include <sodium.h>

#include "files/limits_reader.hpp"
#include "files/rule_words.hpp"
#include "files/toml_table.hpp"
#include "files/word_check.hpp"

namespace amends {

namespace {

constexpr std::size_t kFewestKinds = 3;

constexpr std::pair<std::string_view, AmountBase> kBases[] = {
    {"lines", AmountBase::lines}, {"check", AmountBase::check}, {"fixed", AmountBase::fixed}};
constexpr std::pair<std::string_view, DoneBy> kDoneBy[] = {{"operator", DoneBy::operator_self},
                                                           {"manager", DoneBy::manager}};
constexpr std::pair<std::string_view, Severity> kSeverities[] = {
    {"minor", Severity::minor}, {"clear", Severity::clear}, {"serious", Severity::serious}, {"grave", Severity::grave}};
constexpr std::pair<std::string_view, FailureScope> kScopes[] = {{"item", FailureScope::item},
                                                                 {"visit", FailureScope::visit}};
constexpr std::pair<std::string_view, FollowUpWhen> kFollowUps[] = {{"before_bill", FollowUpWhen::before_bill},
                                                                    {"today", FollowUpWhen::today},
                                                                    {"tomorrow", FollowUpWhen::tomorrow},
                                                                    {"not_needed", FollowUpWhen::not_needed}};
}  // namespace

std::string version_of(std::string_view bytes) {
  const int ready = sodium_init();
  assert(ready >= 0);
  static_cast<void>(ready);
  std::array<unsigned char, crypto_generichash_BYTES> hash{};
  crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                     nullptr, 0);
  std::array<char, 2 * crypto_generichash_BYTES + 1> hex{};
  sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
  return hex.data();
}

namespace {

void read_policy(const TomlTable& root, Playbook& playbook) {
  constexpr std::int32_t kYearMinutes = 366 * 24 * 60;
  playbook.own_refund_minutes = root.whole_or("own_refund_minutes", playbook.own_refund_minutes, 0, kYearMinutes);
  playbook.alcohol = root.one_of("alcohol", kAlcohol, std::optional(Alcohol::allowed));
  if (!root.has("fair_band")) return;
  const TomlTable band = root.table("fair_band");
  band.allow_only({"from", "to"});
  playbook.band.from_percent = band.whole_or("from", playbook.band.from_percent, 0, 100);
  playbook.band.to_percent = band.whole_or("to", playbook.band.to_percent, 100, 200);
}

bool is_about_money(RemedyKind kind) {
  return kind == RemedyKind::refund || kind == RemedyKind::discount || kind == RemedyKind::coupon;
}

RemedyTemplate read_remedy(const TomlTable& table, Currency currency) {
  table.allow_only({"id", "kind", "icon", "base", "percent", "amount", "group", "item", "same_item", "done_by",
                    "valid_days", "ready_minutes", "instead"});
  RemedyTemplate remedy;
  remedy.id = TemplateId{table.id("id")};
  remedy.kind = table.one_of("kind", kKinds);
  remedy.icon = table.text("icon");
  remedy.base = table.one_of("base", kBases, std::optional(AmountBase::fixed));
  remedy.percent = table.whole_or("percent", 100, 1, 200);
  remedy.fixed = table.has("amount") ? read_money(table, "amount", currency) : Money{0, currency};
  remedy.group = table.text_or("group", {});
  remedy.item = ItemId{table.text_or("item", {})};
  remedy.same_item = table.truth_or("same_item", false);
  remedy.done_by = table.one_of("done_by", kDoneBy, std::optional(DoneBy::operator_self));
  if (table.has("instead")) remedy.instead = TemplateId{table.id("instead")};
  remedy.valid_days = table.whole_or("valid_days", 30, 1, 3650);
  remedy.ready_minutes = table.whole_or("ready_minutes", 0, 0, 24 * 60);
  const bool fixed = remedy.base == AmountBase::fixed;
  if (is_about_money(remedy.kind) && fixed && remedy.fixed.is_zero()) {
    table.fail("amount", "This remedy says no amount. Add amount = " + example_of(currency) +
                             ", or base = \"lines\" with a percent.");
  }
  if (!fixed && table.has("amount")) {
    table.fail("amount", "An amount and a base of \"lines\" or \"check\" exclude each other. Remove one of them.");
  }
  return remedy;
}

// Each way on ends: a remedy that is replaced by another, and that by the first, would be offered for ever.
void check_replacements(const TomlTable& root, const Playbook& playbook) {
  for (const TomlTable& entry : root.tables("remedy")) {
    const std::string first = entry.text_or("id", {});
    std::vector<TemplateId> way = {TemplateId{first}};
    for (const RemedyTemplate* at = playbook.find(way.front()); at && !at->instead.empty();) {
      const RemedyTemplate* next = playbook.find(at->instead);
      if (!next) {
        entry.fail("instead", "\"" + at->instead.text +
                                  "\" in instead is no [[remedy]] of this file. Add it, or correct "
                                  "the name.");
      } else if (std::find(way.begin(), way.end(), next->id) != way.end()) {
        entry.fail("instead", "Instead of \"" + first + "\" leads back to \"" + next->id.text +
                                  "\", so nothing is ever given. Let one of them end.");
        next = nullptr;
      } else {
        way.push_back(next->id);
      }
      at = next;
    }
  }
}

template <class Id>
std::vector<Id> read_ids(const TomlTable& table, std::string_view key) {
  std::vector<Id> ids;
  for (auto& [text, line] : table.texts(key)) {
    Id id{std::move(text)};
    if (std::find(ids.begin(), ids.end(), id) != ids.end()) {
      table.fail(key, "\"" + id.text + "\" stands twice in " + std::string(key) + ". Remove one.");
    }
    ids.push_back(std::move(id));
  }
  return ids;
}

void check_remedies(const TomlTable& table, const Playbook& playbook, const Failure& failure) {
  std::set<RemedyKind> kinds;
  const auto known = [&](std::string_view key, const TemplateId& id) {
    const RemedyTemplate* remedy = playbook.find(id);
    if (!remedy) {
      table.fail(key, "\"" + id.text + "\" in " + std::string(key) +
                          " is no [[remedy]] of this file. Add it, or correct the name.");
    }
    return remedy;
  };
  for (const TemplateId& id : failure.remedies) {
    if (const RemedyTemplate* remedy = known("remedies", id)) kinds.insert(kind_for_guest(remedy->kind));
  }
  for (const TemplateId& id : failure.extras) {
    const RemedyTemplate* extra = known("extras", id);
    const bool fits = !extra || extra->kind == RemedyKind::gesture || extra->kind == RemedyKind::coupon;
    if (!fits) table.fail("extras", "\"" + id.text + "\" can't be an extra. Use a gesture or a coupon, never cash.");
  }
  for (const TemplateId& id : failure.owed) {
    const bool offered = std::find(failure.remedies.begin(), failure.remedies.end(), id) != failure.remedies.end();
    if (!offered) {
      table.fail("owed", "\"" + id.text + "\" in owed is none of the remedies of \"" + failure.id.text +
                             "\". Add it there, or remove it here.");
    }
    const RemedyTemplate* remedy = playbook.find(id);
    if (remedy && remedy->kind == RemedyKind::coupon) {
      table.fail("owed", "\"" + id.text + "\" is a coupon, which never stands for what is owed. Remove it from owed.");
    }
  }
  if (kinds.size() < kFewestKinds) {
    table.fail("remedies", "\"" + failure.id.text + "\" has remedies of " + std::to_string(kinds.size()) +
                               " kinds. Name at least three that differ in kind.");
  }
  if (failure.safety && !failure.extras.empty()) {
    table.fail("extras", "\"" + failure.id.text + "\" is of the safety branch, which has no extras. Remove them.");
  }
}

Failure read_failure(const TomlTable& table, const Playbook& playbook) {
  table.allow_only({"id", "icon", "severity", "scope", "safety", "questions", "never_served", "wishes", "remedies",
                    "owed", "extras", "preventions", "follow_up"});
  Failure failure;
  failure.id = FailureId{table.id("id")};
  failure.icon = table.text("icon");
  failure.severity = table.one_of("severity", kSeverities);
  failure.scope = table.one_of("scope", kScopes);
  failure.safety = table.truth_or("safety", false);
  failure.never_served = table.truth_or("never_served", false);
  if (table.has("questions")) failure.questions = read_ids<QuestionId>(table, "questions");
  failure.wishes = read_ids<WishId>(table, "wishes");
  failure.remedies = read_ids<TemplateId>(table, "remedies");
  if (table.has("owed")) failure.owed = read_ids<TemplateId>(table, "owed");
  failure.extras = read_ids<TemplateId>(table, "extras");
  failure.preventions = read_ids<PreventionId>(table, "preventions");
  failure.follow_up = table.one_of("follow_up", kFollowUps);
  check_remedies(table, playbook, failure);
  if (failure.safety && failure.questions.empty()) {
    table.fail("safety", "\"" + failure.id.text + "\" is of the safety branch and asks nothing. Add its questions.");
  }
  if (!failure.safety && !failure.questions.empty()) {
    table.fail("questions", "Only the safety branch has fixed questions. Remove those of \"" + failure.id.text + "\".");
  }
  if (failure.preventions.empty()) {
    table.fail("preventions",
               "\"" + failure.id.text + "\" has no preventions. Name at least one, for the guest to hear.");
  }
  return failure;
}

// What each id of the playbook must have words for.
std::vector<std::string> keys_of(const Playbook& playbook) {
  std::vector<std::string> keys = {"guarantee"};
  for (const RemedyTemplate& remedy : playbook.remedies) {
    keys.push_back("remedy." + remedy.id.text + ".title");
    keys.push_back("remedy." + remedy.id.text + ".doing");
  }
  for (const Failure& failure : playbook.failures) {
    keys.push_back("failure." + failure.id.text);
    for (const std::string_view part : {".hear", ".right", ".after"}) {
      keys.push_back("cue." + failure.id.text + std::string(part));
    }
    for (const QuestionId& question : failure.questions)
      keys.push_back("question." + question.text);
    for (const WishId& wish : failure.wishes)
      keys.push_back("wish." + wish.text);
    for (const PreventionId& prevention : failure.preventions)
      keys.push_back("prevention." + prevention.text);
  }
  return keys;
}

std::optional<FileProblem> find_missing_text(const Playbook& playbook, const std::filesystem::path& path) {
  std::error_code trouble;
  if (!std::filesystem::exists(path, trouble)) return std::nullopt;
  const auto texts = read_language(path);
  if (!texts) return texts.error();
  for (const std::string& key : keys_of(playbook)) {
    if (texts->contains(key)) continue;
    const TomlFile file(path);
    return FileProblem{path.string(), line_of(file, key), "The text \"" + key + "\" is missing. Add it there."};
  }
  return std::nullopt;
}

tl::expected<Playbook, FileProblem> read_rules(std::string name, TomlFile file, Currency currency) {
  if (!file.is_sound()) return tl::unexpected(*file.problem());
  const TomlTable root(file);
  root.allow_only({"currency", "worth", "extra_limit", "own_refund_minutes", "fallback_minutes", "alcohol", "limits",
                   "shift_limits", "guest_limits", "kind_limit", "fair_band", "remedy", "failure"});
  Playbook playbook;
  playbook.name = std::move(name);
  playbook.version = version_of(file.text());
  const AmountScale scale = read_scale(root, currency);
  playbook.currency = scale.made_for;
  read_limits(root, playbook);
  read_policy(root, playbook);
  for (const TomlTable& entry : root.tables("remedy")) {
    RemedyTemplate remedy = read_remedy(entry, playbook.currency);
    if (playbook.find(remedy.id)) {
      entry.fail("id", "The remedy \"" + remedy.id.text + "\" is there twice. Rename or remove one.");
    }
    playbook.remedies.push_back(std::move(remedy));
  }
  check_replacements(root, playbook);
  for (const TomlTable& entry : root.tables("failure")) {
    Failure failure = read_failure(entry, playbook);
    if (playbook.find(failure.id)) {
      entry.fail("id", "The failure \"" + failure.id.text + "\" is there twice. Rename or remove one.");
    }
    playbook.failures.push_back(std::move(failure));
  }
  if (playbook.failures.empty()) file.fail(0, "There is no [[failure]] in this file. Add what can go wrong.");
  if (!file.is_sound()) return tl::unexpected(*file.problem());
  scale_all(playbook, scale);
  return playbook;
}

}  // namespace

tl::expected<Playbook, FileProblem> read_playbook(const std::filesystem::path& pack_folder, Currency currency) {
  return read_rules(pack_folder.filename().string(), TomlFile(pack_folder / "playbook.toml"), currency);
}

tl::expected<Playbook, FileProblem> read_playbook(std::string name, const std::string& file, std::string_view text,
                                                  Currency currency) {
  return read_rules(std::move(name), TomlFile(file, text), currency);
}

std::vector<FileProblem> check_pack(const std::filesystem::path& pack_folder, const std::filesystem::path& assets,
                                    Currency currency) {
  std::vector<FileProblem> problems;
  const auto playbook = read_playbook(pack_folder, currency);
  if (!playbook) {
    problems.push_back(playbook.error());
  } else if (auto missing = find_missing_text(*playbook, language_file(pack_folder, kOwnLanguage))) {
    problems.push_back(*std::move(missing));
  }
  const std::vector<FileProblem> of_words = check_words(pack_folder, assets / "phrases");
  problems.insert(problems.end(), of_words.begin(), of_words.end());
  return problems;
}

tl::expected<Pack, FileProblem> read_pack(const std::filesystem::path& assets, const std::string& name,
                                          std::string_view language, Currency currency) {
  const std::filesystem::path folder = assets / "packs" / name;
  auto playbook = read_playbook(folder, currency);
  if (!playbook) return tl::unexpected(playbook.error());
  std::vector<FileProblem> problems;
  Texts texts = read_texts(assets, name, language, problems);
  if (!problems.empty()) return tl::unexpected(problems.front());
  if (auto problem = find_missing_text(*playbook, language_file(folder, kOwnLanguage))) return tl::unexpected(*problem);
  return Pack{std::move(*playbook), std::move(texts)};
}

}  // namespace amends
