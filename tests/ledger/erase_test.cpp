// A guest is erased: gone from the file, its log, the keys, and every copy that the keys there are now could open.
#include <algorithm>
#include <filesystem>
#include <string>

#include <catch_amalgamated.hpp>

#include "ledger/backup.hpp"
#include "ledger/verify_ledger.hpp"
#include "ledger_fixture.hpp"
#include "support/recorded_disk.hpp"

using namespace amends;
namespace fs = std::filesystem;

namespace {

const std::string kPhone = "+49 (151) 234-567";
const std::string kWords = "My mother Erika was ill";

struct Guest {
  Case state;
  PrivateRef words;
  PrivateRef phone;
};

Guest come(Till& till, const std::string& phone, const std::string& said) {
  Guest guest;
  guest.state = till.record();
  guest.words = till.ledger().mint().keep(PrivateKind::words, {said});
  guest.phone = till.ledger().mint().keep(PrivateKind::phone, {phone});
  REQUIRE(till.append(guest.state, {TextNoted{PrivateKind::words, guest.words},
                                    ContactGiven{{PrivateKind::phone, guest.phone, true}}}));
  return guest;
}

LedgerVerdict verdict_on(const fs::path& file, const fs::path& keys) {
  const auto verdict = verify_ledger({file, "", keys, std::nullopt});
  REQUIRE(verdict);
  return *verdict;
}

// The sealed bytes of every text of the file, as they stand in it.
std::vector<std::string> sealed_texts(Till& till) {
  Connection connection = till.raw();
  auto select = connection.prepare("SELECT sealed FROM private_texts");
  REQUIRE(select);
  std::vector<std::string> sealed;
  auto rows = select->rows();
  while (rows.next().value()) {
    const auto bytes = select->blob(0);
    sealed.emplace_back(bytes.begin(), bytes.end());
  }
  return sealed;
}

bool is_anywhere(const fs::path& folder, const std::string& bytes) {
  return std::any_of(fs::recursive_directory_iterator(folder), {}, [&](const auto& entry) {
    return entry.is_regular_file() && bytes_of_file(entry.path()).find(bytes) != std::string::npos;
  });
}

}  // namespace

TEST_CASE("an erased guest's texts and key are in no file, and the ledger still verifies") {
  Till till;
  const Guest gone = come(till, kPhone, kWords);
  const Guest stays = come(till, "0170 111", "The soup was cold");
  till.close();
  const std::vector<std::string> before = sealed_texts(till);
  REQUIRE(before.size() == 4);
  const std::string keys = bytes_of_file(till.folder() / "keys" / "case-keys");
  REQUIRE(keys.size() == 128);
  till.reopen();
  REQUIRE(till.ledger().erase_guest(gone.state.id, {"admin"}, till.now));
  CHECK_FALSE(till.ledger().read_text(gone.words));
  CHECK_FALSE(till.ledger().read_text(gone.phone));
  CHECK(till.ledger().read_text(stays.words) == "The soup was cold");
  const auto facts = till.ledger().facts_of(gone.state.id);
  REQUIRE(facts);
  CHECK(std::holds_alternative<GuestErased>(facts->back().fact.body));
  CHECK_FALSE(fold_all_of(*facts).contact);
  till.close();

  const std::vector<std::string> after = sealed_texts(till);
  CHECK(after.size() == 2);
  for (const std::string& sealed : before) {
    const bool is_kept = std::find(after.begin(), after.end(), sealed) != after.end();
    CHECK(is_anywhere(till.folder(), sealed) == is_kept);
  }
  CHECK(bytes_of_file(till.folder() / "keys" / "case-keys").size() == 64);
  const std::size_t record = keys.find(std::string(gone.state.id.bytes.begin(), gone.state.id.bytes.end()));
  REQUIRE(record != std::string::npos);
  CHECK_FALSE(is_anywhere(till.folder(), keys.substr(record + 16, 32)));
  CHECK_FALSE(is_anywhere(till.folder(), kWords));

  const LedgerVerdict verdict = verdict_on(till.file(), till.folder() / "keys");
  CHECK(verdict.faults.empty());
  CHECK(verdict.texts == 2);
}

TEST_CASE("an older copy can't be read for an erased guest with the keys there are now") {
  Till till;
  const Guest gone = come(till, kPhone, kWords);
  const fs::path copy = till.folder().parent_path() / "copy.sqlite";
  REQUIRE(back_up(till.file(), copy, {}));
  REQUIRE(till.ledger().erase_guest(gone.state.id, {"admin"}, till.now));
  till.close();
  CHECK(verdict_on(copy, {}).faults.empty());
  const LedgerVerdict with_keys = verdict_on(copy, till.folder() / "keys");
  REQUIRE(with_keys.faults.size() == 1);
  CHECK(with_keys.faults.front().text == "the guest's text that it names is gone or is another one");
}

TEST_CASE("a guest is found by the number as it is spoken, in all cases of theirs") {
  Till till;
  const Guest first = come(till, kPhone, kWords);
  come(till, "+49 151 234 568", "Somebody else");
  const Guest second = come(till, "+49151234567", "Again");
  auto found = till.ledger().cases_of_contact("+49 151 234567");
  std::sort(found.begin(), found.end());
  std::vector<CaseId> expected = {first.state.id, second.state.id};
  std::sort(expected.begin(), expected.end());
  CHECK(found == expected);
  CHECK(till.ledger().cases_of_contact("nobody@example.org").empty());
  CHECK(till.ledger().case_of_number(first.state.number.text) == first.state.id);
  CHECK_FALSE(till.ledger().case_of_number("T3-9999"));
}

TEST_CASE("a case that holds nothing of a guest gets no fact for it") {
  Till till;
  const Case state = till.record();
  REQUIRE(till.ledger().erase_guest(state.id, {"admin"}, till.now));
  CHECK(till.ledger().facts_of(state.id)->size() == 1);
}

TEST_CASE("what is older than it may be kept is erased, and what isn't stays") {
  Till till(recorded_disk());
  const Guest old = come(till, kPhone, kWords);
  till.now.microseconds += 3'600'000'000;
  const Instant between = till.now;
  const Guest young = come(till, "0170 111", "The soup was cold");
  for (int guest = 0; guest < 25; ++guest)
    till.record();
  CHECK(till.ledger().erase_guests_before(between, till.now) == 1);
  CHECK(till.ledger().erase_guests_before(between, till.now) == 0);
  CHECK_FALSE(till.ledger().read_text(old.words));
  CHECK(till.ledger().read_text(young.words));
  till.close();
  CHECK(verdict_on(till.file(), till.folder() / "keys").faults.empty());
}

TEST_CASE("a case that can't be read keeps no other from being erased, nor the ledger from being written") {
  Till till(recorded_disk());
  const Guest unreadable = come(till, kPhone, kWords);
  const Guest old = come(till, "0170 222", "The soup was cold");
  till.now.microseconds += 3'600'000'000;
  const Instant between = till.now;
  for (int guest = 0; guest < 25; ++guest)
    till.record();
  till.close();
  tamper(till, "UPDATE cases SET last_seq = (SELECT max(last_seq) FROM cases) - 1 WHERE position = 1");
  till.reopen();
  CHECK(till.ledger().erase_guests_before(between, till.now) == 1);
  CHECK(till.ledger().erase_guests_before(between, till.now) == 0);
  CHECK_FALSE(till.ledger().read_text(old.words));
  CHECK(till.ledger().read_text(unreadable.words));
  CHECK(till.ledger().trouble() == StorageTrouble::none);
  static_cast<void>(till.record());
}

TEST_CASE("a clock that somebody set years ahead erases nothing, until cases have been recorded by it") {
  Till till(recorded_disk());
  const Guest guest = come(till, kPhone, kWords);
  for (int before = 0; before < 25; ++before)
    till.record();
  constexpr std::int64_t kYearUs = 365LL * 24 * 3600 * 1'000'000;
  const Instant ahead{till.now.microseconds + 3 * kYearUs};
  const Instant limit{ahead.microseconds - kYearUs};
  CHECK(till.ledger().erase_guests_before(limit, ahead) == 0);
  till.now = ahead;
  for (int after = 0; after < 20; ++after)
    till.record();
  CHECK(till.ledger().erase_guests_before(limit, ahead) == 0);
  till.record();
  CHECK(till.ledger().erase_guests_before(limit, ahead) == 1);
  CHECK_FALSE(till.ledger().read_text(guest.words));
}

TEST_CASE("an erasure that was interrupted before its key was dropped is finished at the next start") {
  Till till;
  const Guest gone = come(till, kPhone, kWords);
  till.close();
  const std::string keys = bytes_of_file(till.folder() / "keys" / "case-keys");
  till.reopen();
  REQUIRE(till.ledger().erase_guest(gone.state.id, {"admin"}, till.now));
  till.close();
  // As the power cut leaves it: the transaction is in the file, the key still there.
  write_file(till.folder() / "keys" / "case-keys", keys);
  REQUIRE(till.raw().run("INSERT INTO meta (name, value) VALUES ('erasing', 1)"));
  till.reopen();
  REQUIRE(till.ledger().trouble() == StorageTrouble::none);
  CHECK(bytes_of_file(till.folder() / "keys" / "case-keys").empty());
  CHECK(till.raw().integer("SELECT COUNT(*) FROM meta WHERE name = 'erasing'") == 0);
}

TEST_CASE("lists made again after an erasure are the same") {
  Till till;
  Guest gone = come(till, kPhone, kWords);
  FollowUp call;
  call.id = {1};
  call.owner = {"ana"};
  REQUIRE(till.append(gone.state, {FollowUpPlanned{call}}));
  REQUIRE(till.ledger().erase_guest(gone.state.id, {"admin"}, till.now));
  REQUIRE(till.ledger().open_follow_ups().size() == 1);
  CHECK_FALSE(till.ledger().open_follow_ups().front().contact);
  Connection connection = till.raw();
  const std::string live = dump_of_projections(connection);
  REQUIRE(till.ledger().rebuild());
  CHECK(dump_of_projections(connection) == live);
}
