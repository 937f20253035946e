#include "admin/export_tools.hpp"

#include <cstdio>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <utility>

#include "admin/ledger_place.hpp"
#include "admin/out_file.hpp"
#include "admin/say.hpp"
#include "desk/case_page.hpp"
#include "desk/case_table.hpp"
#include "domain/authority.hpp"
#include "domain/fold.hpp"
#include "ledger/fact_export.hpp"
#include "ledger/ledger.hpp"
#include "ledger/ledger_cases.hpp"
#include "ledger/open_fact.hpp"

namespace amends {
namespace {

namespace fs = std::filesystem;

int put(const std::string& text, const std::string& out) {
  OutFile file(out);
  file.write(text);
  return file.finish() ? 0 : 1;
}

bool has_days(const ExportRequest& wanted) {
  return !wanted.days.from.empty() || !wanted.days.to.empty();
}

// What is known of a guest in a case, as far as it is kept.
std::vector<PrivateRef> texts_in(const Case& of) {
  std::vector<PrivateRef> texts;
  for (const auto* text : {&of.words, &of.meaning, &of.wish_words, &of.promise_words, &of.guest_name}) {
    if (*text) texts.push_back(**text);
  }
  if (of.contact) texts.push_back(of.contact->text);
  return texts;
}

struct Revealed {
  std::map<PrivateId, std::string> texts;
  std::vector<StoredFact> history;  // that they were shown is in it
  ChainHead head;
};

// Reads a guest's texts and notes that. Nothing: they aren't to be shown, and why was said.
std::optional<Revealed> reveal(const fs::path& file, const RecordedCase& of) {
  const auto refuse = [&](StorageTrouble trouble, const std::string& text) {
    fail(file, trouble, text);
    say(stderr, "That a guest's words are shown is noted in the ledger. It can't be now, so they aren't shown.");
    return std::nullopt;
  };
  if (file.filename() != "ledger.sqlite") {
    return refuse(StorageTrouble::unavailable, "it is a copy, not a till's own ledger");
  }
  const auto ledger = Ledger::open({fs::absolute(file).parent_path(), kAdmin, {}});
  if (ledger->trouble() != StorageTrouble::none) return refuse(ledger->trouble(), ledger->trouble_text());
  Revealed revealed;
  Decision shown;
  Case after = of.state;
  for (const PrivateRef& reference : texts_in(of.state)) {
    auto text = ledger->read_text(reference);
    if (!text) return refuse(StorageTrouble::damaged, "a text of the guest can't be opened with the keys beside it");
    revealed.texts.emplace(reference.id, *std::move(text));
    shown.facts.push_back({of.state.id, now_by_the_clock(), {kAdmin}, TextRevealed{reference.id}});
    after = fold(std::move(after), shown.facts.back());
  }
  if (!shown.facts.empty()) {
    if (const auto noted = ledger->append(shown, after); !noted) return refuse(noted.error(), ledger->trouble_text());
  }
  auto history = ledger->facts_of(of.state.id);
  if (!history) return refuse(history.error(), ledger->trouble_text());
  revealed.history = *std::move(history);
  revealed.head = ledger->head();
  return revealed;
}

}  // namespace

int export_facts(const ExportRequest& wanted) {
  if (wanted.schema) return put(facts_schema(), wanted.out);
  if (wanted.place.empty()) {
    say(stderr, "Name the ledger's file, or the till's data folder.");
    return 2;
  }
  if (!is_ledger_there(wanted.place)) return 1;
  const fs::path file = ledger_file(wanted.place);
  ExportRange range;
  if (has_days(wanted)) {
    const auto calendar = calendar_of(file, wanted.zone);
    const auto span = calendar ? span_of(wanted.days, *calendar) : std::nullopt;
    if (!span) return 2;
    range = {span->begin, span->end};
  }
  auto ledger = LedgerVisit::open(file);
  if (!ledger) return fail(file, ledger.error());
  OutFile out(wanted.out);
  const auto count =
      export_facts(*ledger, range, [&](std::string_view line) { return out.write(line) && out.write("\n"); });
  if (!count) return fail(file, count.error());
  return out.finish() ? 0 : 1;
}

int export_cases(const ExportRequest& wanted) {
  if (!is_ledger_there(wanted.place)) return 1;
  const fs::path file = ledger_file(wanted.place);
  const auto calendar = calendar_of(file, wanted.zone);
  const auto span = calendar ? span_of(wanted.days, *calendar) : std::nullopt;
  if (!span) return 2;
  auto ledger = LedgerVisit::open(file);
  if (!ledger) return fail(file, ledger.error());
  const auto found =
      read_cases(*ledger, [&](const CaseRecorded&, Instant at) { return span->begin <= at && at < span->end; });
  if (!found) return fail(file, found.error());
  CaseTable table(*calendar, {.byte_order_mark = wanted.byte_order_mark});
  std::map<std::string, Playbook> playbooks;
  for (const RecordedCase& of : found->cases) {
    // Tapped by mistake: it stands in no report.
    if (of.state.withdrawn) continue;
    const auto known = playbooks.find(of.state.pack_version);
    const Playbook& playbook =
        known != playbooks.end()
            ? known->second
            : playbooks.emplace(of.state.pack_version, playbook_of(of.state, found->packs)).first->second;
    table.add(of.state, of.history, !wanted.restricted && is_restricted(of.state.failure, of.state.severity, playbook));
  }
  return put(table.all(), wanted.out);
}

int print_case(const ExportRequest& wanted) {
  if (!is_ledger_there(wanted.place)) return 1;
  const fs::path file = ledger_file(wanted.place);
  const auto calendar = calendar_of(file, wanted.zone);
  const auto assets = assets_of(wanted.assets);
  if (!calendar || !assets) return 2;
  const auto staff = staff_of(file, wanted.staff);
  if (!staff) return 1;
  std::optional<LedgerCases> found;
  {
    auto ledger = LedgerVisit::open(file);
    if (!ledger) return fail(file, ledger.error());
    auto cases = read_cases(
        *ledger, [&](const CaseRecorded& recorded, Instant) { return recorded.number.text == wanted.number; });
    if (!cases) return fail(file, cases.error());
    found = *std::move(cases);
  }
  if (found->cases.empty()) {
    say(stderr, "There is no case {} in {}. Type its number as it stands on the screen, like T3-0042.", wanted.number,
        file.string());
    return 1;
  }
  RecordedCase& of = found->cases.back();
  const auto words = words_of(*assets, of.state.pack, wanted.language);
  if (!words) return 2;
  std::map<PrivateId, std::string> texts;
  if (wanted.reveal) {
    auto revealed = reveal(file, of);
    if (!revealed) return 1;
    texts = std::move(revealed->texts);
    of.history = std::move(revealed->history);
    found->head = revealed->head;
  }
  const Playbook playbook = playbook_of(of.state, found->packs);
  const std::string head = mark_of(found->head);
  return put(case_page({*words, *calendar, playbook, *staff},
                       {of.state, of.history, texts, head, now_by_the_clock(), wanted.language}),
             wanted.out);
}

}  // namespace amends
