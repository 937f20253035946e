#include "admin/ledger_tools.hpp"

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "admin/ledger_place.hpp"
#include "admin/say.hpp"
#include "ledger/backup.hpp"
#include "ledger/bytes.hpp"
#include "ledger/ledger.hpp"
#include "ledger/verify_ledger.hpp"

namespace amends {
namespace {

namespace fs = std::filesystem;

// The ledger of a folder that is there, for writing.
std::unique_ptr<Ledger> open_ledger(const std::string& data) {
  if (!is_ledger_there(data)) return nullptr;
  auto ledger = Ledger::open({data, kAdmin, {}});
  if (ledger->trouble() == StorageTrouble::none) return ledger;
  fail(ledger_file(data), ledger->trouble(), ledger->trouble_text());
  return nullptr;
}

}  // namespace

int verify(const LedgerRequest& wanted) {
  const fs::path file = ledger_file(wanted.place);
  const auto mark = parse_mark(wanted.head);
  if (!wanted.head.empty() && !mark) {
    say(stderr, "{} is no head. Type it as it is printed, like 1042-5f3a9c01b2c3d4e5.", wanted.head);
    return 2;
  }
  if (!is_ledger_there(wanted.place)) return 1;
  const fs::path keys = wanted.keys.empty() ? file.parent_path() / "keys" : fs::path(wanted.keys);
  const auto verdict = verify_ledger({file, "", keys, mark});
  if (!verdict) return fail(file, verdict.error());
  for (const LedgerFault& fault : verdict->faults) {
    if (fault.seq == 0) {
      say(stdout, "{}: {}.", file.string(), fault.text);
    } else {
      say(stdout, "{}: fact {}: {}.", file.string(), fault.seq, fault.text);
    }
  }
  if (!verdict->faults.empty()) return 1;
  say(stdout, "The ledger is whole: {} facts. Head {}.", verdict->facts, mark_of(verdict->head));
  if (mark) {
    say(stdout, "It goes on from the head that was given: nothing before fact {} is missing.", mark->seq);
  }
  say(stdout,
      "Signed by the terminal's key {} up to fact {}; that nothing is missing after it only a noted head can prove.",
      to_hex(verdict->signing_key).substr(0, 16), verdict->signed_up_to);
  if (verdict->texts_were_read) {
    say(stdout, "Texts of guests that are what their facts say: {}.", verdict->texts);
  } else {
    say(stdout, "The texts of guests were not looked at: there are no keys in {}.", keys.string());
  }
  return 0;
}

int rebuild(const LedgerRequest& wanted) {
  const auto ledger = open_ledger(wanted.place);
  if (!ledger) return 1;
  if (const auto rebuilt = ledger->rebuild(); !rebuilt) {
    return fail(ledger_file(wanted.place), rebuilt.error(), ledger->trouble_text());
  }
  say(stdout, "The lists were made again from {} facts.", ledger->head().seq);
  return 0;
}

int back_up(const LedgerRequest& wanted) {
  if (!is_ledger_there(wanted.place)) return 1;
  const fs::path file = ledger_file(wanted.place);
  const fs::path folder = wanted.copy;
  std::error_code error;
  fs::create_directories(folder, error);
  const auto today = fmt::gmtime(std::chrono::system_clock::now());
  const fs::path target = folder / fmt::format("ledger-{:%Y-%m-%d-%H%M%S}.sqlite", today);
  const auto head = back_up(file, target, BackupPace{});
  if (!head) return fail(file, head.error());
  if (const auto keys = back_up_keys(file.parent_path() / "keys", folder / "keys"); !keys) {
    return fail(folder / "keys", keys.error());
  }
  say(stdout, "{} holds {} facts and is whole. Head {}.", target.string(), head->seq, mark_of(*head));
  say(stdout, "The keys as they are now are in {}: keep them on another disk than the copies.",
      (folder / "keys").string());
  return 0;
}

int restore(const LedgerRequest& wanted) {
  const auto restored = restore(fs::path(wanted.place), fs::path(wanted.copy));
  if (!restored) return fail(wanted.copy, restored.error());
  const auto ledger = open_ledger(wanted.place);
  if (!ledger) return 1;
  if (const auto noted = ledger->append(HouseFact{now_by_the_clock(), {kAdmin}, restored->fact}); !noted) {
    return fail(ledger_file(wanted.place), noted.error(), ledger->trouble_text());
  }
  say(stdout, "The ledger is that of the copy, {} facts, and goes on from there. Head {}.", restored->fact.seq,
      mark_of(ledger->head()));
  if (!restored->before.empty()) {
    say(stdout, "The file that was there is now {}: what came after the copy is only in it.",
        restored->before.string());
  }
  return 0;
}

int erase_guest(const LedgerRequest& wanted) {
  if (wanted.contact.empty() == wanted.number.empty()) {
    say(stderr,
        "Say whom to erase: --contact with the phone number or mail address, or --case with the case's number.");
    return 2;
  }
  const auto ledger = open_ledger(wanted.place);
  if (!ledger) return 1;
  std::vector<CaseId> cases;
  if (wanted.number.empty()) {
    cases = ledger->cases_of_contact(wanted.contact);
  } else if (const auto found = ledger->case_of_number(wanted.number)) {
    cases.push_back(*found);
  }
  if (cases.empty()) {
    say(stderr, "No case fits. Nothing was changed. Look at how the number or address is written.");
    return 1;
  }
  for (const CaseId& subject : cases) {
    if (const auto erased = ledger->erase_guest(subject, {kAdmin}, now_by_the_clock()); !erased) {
      return fail(ledger_file(wanted.place), erased.error(), ledger->trouble_text());
    }
  }
  say(stdout, "Names, contacts and words of the guest are gone from {} {}. What was done for the guest stands.",
      cases.size(), cases.size() == 1 ? "case" : "cases");
  say(stdout,
      "Copies of the keys that were made before can still open them: replace them now, with amends-admin backup.");
  return 0;
}

}  // namespace amends
