// Copies: whole and verified while the till writes on; put back, the ledger goes on from them and says so.
#include <algorithm>
#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

#include <catch_amalgamated.hpp>

#include "ledger/backup.hpp"
#include "ledger/ledger_mint.hpp"
#include "ledger/verify_ledger.hpp"
#include "ledger_fixture.hpp"
#include "support/recorded_disk.hpp"

using namespace amends;
namespace fs = std::filesystem;

namespace {

fs::path copy_of(const Till& till) {
  return till.folder().parent_path() / "copy.sqlite";
}

// Some pages' worth.
void fill(Till& till) {
  for (int number = 0; number < 40; ++number)
    till.record("Soup", "Table " + std::to_string(number));
}

}  // namespace

TEST_CASE("a copy that is made while the till writes on is the file of one moment, and whole") {
  Till till;
  fill(till);
  int pauses = 0;
  const auto head = back_up(till.file(), copy_of(till), {4, [&] {
                                                           ++pauses;
                                                           till.record();
                                                           return true;
                                                         }});
  REQUIRE(head);
  CHECK(pauses > 3);
  CHECK(head->seq >= 40);
  CHECK(head->seq < till.ledger().head().seq);
  const auto verdict = verify_ledger({copy_of(till), "", {}, std::nullopt});
  REQUIRE(verdict);
  CHECK(verdict->faults.empty());
  CHECK(verdict->head == *head);
  CHECK_FALSE(fs::exists(copy_of(till).string() + ".new"));
}

TEST_CASE("what can't be copied leaves no copy, and the older one stays") {
  Till till;
  fill(till);
  REQUIRE(back_up(till.file(), copy_of(till), {}));
  const std::string older = bytes_of_file(copy_of(till));
  till.close();
  tamper(till, "UPDATE facts SET actor = 'jon' WHERE seq = 20");
  const auto head = back_up(till.file(), copy_of(till), {});
  REQUIRE_FALSE(head);
  CHECK(head.error().trouble == StorageTrouble::damaged);
  CHECK(head.error().text == "fact 20: its bytes are not those that were hashed");
  CHECK(bytes_of_file(copy_of(till)) == older);
  CHECK_FALSE(back_up(till.folder() / "none.sqlite", copy_of(till), {}));
}

TEST_CASE("a copy put back goes on as the ledger, keeps the file it replaced, and gives no number twice") {
  Till till;
  fill(till);
  REQUIRE(back_up(till.file(), copy_of(till), {}));
  const Case lost = till.record();
  CHECK(restore(till.folder(), copy_of(till)).error().trouble == StorageTrouble::locked);
  till.close();
  const bool is_readable = GENERATE(true, false);
  if (!is_readable) write_file(till.file(), std::string(8192, 'x'));
  const std::string replaced = bytes_of_file(till.file());

  const auto restored = restore(till.folder(), copy_of(till));
  REQUIRE(restored);
  CHECK(restored->fact.seq == 40);
  CHECK(bytes_of_file(restored->before) == replaced);
  till.reopen();
  REQUIRE(till.ledger().trouble() == StorageTrouble::none);
  REQUIRE(till.ledger().append(HouseFact{till.now, {"admin"}, restored->fact}));
  const Case next = till.record();
  CHECK(serial_of(next.number.text) > serial_of(lost.number.text));
  till.reopen();
  const Case after = till.record();
  CHECK(serial_of(after.number.text) == serial_of(next.number.text) + 1);
  till.close();
  const auto verdict = verify_ledger({till.file(), "", till.folder() / "keys", std::nullopt});
  REQUIRE(verdict);
  CHECK(verdict->faults.empty());
}

TEST_CASE("the numbers that were given before hold also when no case came between") {
  Till till;
  till.record();
  REQUIRE(till.ledger().append(HouseFact{till.now, {"admin"}, LedgerRestored{1, "ab", 70, 9}}));
  till.reopen();
  CHECK(till.record().number.text == "T3-0071");
  CHECK(read_code(till.ledger().mint().coupon_code(euro(1000), till.now, till.now))->serial == 10);
}

TEST_CASE("a damaged copy, or one of another ledger, is not put back") {
  Till till;
  fill(till);
  Till other;
  other.record();
  REQUIRE(back_up(other.file(), copy_of(other), {}));
  till.close();
  const std::string before = bytes_of_file(till.file());
  const auto foreign = restore(till.folder(), copy_of(other));
  REQUIRE_FALSE(foreign);
  CHECK(foreign.error().text == "the keys beside it are another ledger's");
  other.close();
  std::string bytes = bytes_of_file(copy_of(other));
  write_file(copy_of(other), bytes.substr(0, bytes.size() / 2));
  CHECK_FALSE(restore(till.folder(), copy_of(other)));
  CHECK(bytes_of_file(till.file()) == before);
}

TEST_CASE("keys are copied as they are now") {
  Till till;
  fill(till);
  const fs::path target = till.folder().parent_path() / "keys-copy";
  REQUIRE(back_up_keys(till.folder() / "keys", target));
  for (const char* name : {"pepper", "case-keys", "signing-key"})
    CHECK(bytes_of_file(target / name) == bytes_of_file(till.folder() / "keys" / name));
  CHECK((fs::status(target / "pepper").permissions() & fs::perms(077)) == fs::perms::none);
}

TEST_CASE("there is one copy for each day, and the newest are kept") {
  Till till;
  fill(till);
  const fs::path folder = till.folder() / "copies";
  const std::chrono::sys_days first = std::chrono::year(2026) / 12 / 30;
  for (int day = 0; day < 5; ++day)
    REQUIRE(keep_daily_copy(till.folder(), first + std::chrono::days(day), 3, {}));
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder))
    names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  CHECK(names ==
        std::vector<std::string>{"ledger-2027-01-01.sqlite", "ledger-2027-01-02.sqlite", "ledger-2027-01-03.sqlite"});
  // The day's copy is as it was made, whatever came after.
  const std::string made = bytes_of_file(folder / "ledger-2027-01-03.sqlite");
  till.record();
  REQUIRE(keep_daily_copy(till.folder(), first + std::chrono::days(4), 3, {}));
  CHECK(bytes_of_file(folder / "ledger-2027-01-03.sqlite") == made);
}

TEST_CASE("a copy that is ended on the way leaves nothing") {
  Till till;
  fill(till);
  const std::chrono::sys_days day = std::chrono::year(2026) / 12 / 30;
  CHECK_FALSE(keep_daily_copy(till.folder(), day, 3, {2, [] { return false; }}));
  CHECK(fs::is_empty(till.folder() / "copies"));
}

TEST_CASE("a verification can be ended on the way, and then calls nothing whole") {
  Till till(recorded_disk());
  for (int guest = 0; guest < 2000; ++guest)
    till.record();
  till.close();
  int asked = 0;
  VerifyRequest request{till.file(), "", till.folder() / "keys", std::nullopt};
  request.goes_on = [&] { return ++asked < 2; };
  const auto verdict = verify_ledger(request);
  REQUIRE(verdict);
  CHECK(asked == 2);
  REQUIRE_FALSE(verdict->faults.empty());
  CHECK(verdict->faults.back().text == "it can't be read further: interrupted");
}
