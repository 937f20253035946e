// Every single thing that SQLite asks of the disk and of the memory fails, once or from then on, on a full disk, too: after
// reopening, what was acknowledged is there, no half of the rest, and chain and lists agree.
#include <cstdint>
#include <functional>
#include <string>

#include <catch_amalgamated.hpp>

#include <sqlite3.h>

#include "ledger/verify_ledger.hpp"
#include "ledger_fixture.hpp"
#include "support/faulty_disk.hpp"
#include "support/faulty_memory.hpp"
#include "support/recorded_disk.hpp"
#include "support/share.hpp"

using namespace amends;

namespace {

// Allocations are many: one of so many is refused.
std::int64_t stride_of_memory() {
  return 50 / share_of(50);
}

constexpr std::uint64_t kFactsPerAppend = 2;

// The till is started, serves and is closed; how many facts were acknowledged.
std::uint64_t serve(Till& till) {
  till.reopen();
  std::uint64_t acknowledged = 0;
  for (int guest = 0; guest < 3; ++guest) {
    Case state;
    CaseRecorded recorded;
    recorded.number = till.ledger().mint().case_number();
    recorded.check = {"check-" + std::to_string(guest)};
    recorded.lines = {line_of("Iced tea")};
    recorded.currency = euro(0).currency;
    const auto words = till.ledger().mint().keep(PrivateKind::words, {"It was warm"});
    ActChosen chosen;
    chosen.act = {1};
    chosen.remedy = Refund{euro(450), {}};
    chosen.request = till.ledger().mint().request_id();
    if (till.append(state, {recorded, TextNoted{PrivateKind::words, words}})) acknowledged += kFactsPerAppend;
    if (state.is_recorded() && till.append(state, {chosen}, {refund_request(state, chosen.request)})) {
      acknowledged += kFactsPerAppend;
    }
    till.ledger().forget();
  }
  static_cast<void>(till.ledger().find_cases({}));
  till.close();
  return acknowledged;
}

struct Faults {
  std::function<void(std::int64_t good)> arm;  // the next of all fails after so many good ones
  std::function<std::int64_t()> disarm;        // how many there were
};

// Serves once for each point at which something can fail, and looks at what is left.
void fail_everywhere(const Faults& faults, std::int64_t stride) {
  Till till(faulty_disk());
  serve(till);
  const DiskImage start = read_image(till.folder());
  const std::string keys = bytes_of_file(till.folder() / "keys" / "case-keys");
  const std::uint64_t before = verify_ledger({till.file(), "", till.folder() / "keys", std::nullopt})->head.seq;
  bool is_hit = true;
  std::int64_t refused = 0;
  for (std::int64_t point = 0; is_hit; point += stride) {
    INFO("point " << point);
    write_image(start, till.folder());
    write_file(till.folder() / "keys" / "case-keys", keys);
    faults.arm(point);
    const std::uint64_t acknowledged = serve(till);
    is_hit = faults.disarm() > point;
    till.reopen();
    REQUIRE(till.ledger().trouble() == StorageTrouble::none);
    const std::uint64_t seq = till.ledger().head().seq;
    till.close();
    const std::uint64_t promised = before + acknowledged;
    // One append may have arrived that nobody could be told of.
    REQUIRE((seq == promised || seq == promised + kFactsPerAppend));
    const auto verdict = verify_ledger({till.file(), "", till.folder() / "keys", std::nullopt});
    REQUIRE(verdict);
    REQUIRE((verdict->faults.empty() ? std::string() : verdict->faults.front().text) == "");
    refused += acknowledged < 6 * kFactsPerAppend ? 1 : 0;
  }
  CHECK(refused > 10);
}

}  // namespace

TEMPLATE_TEST_CASE_SIG("whatever the disk is asked fails at every point", "",
                       ((bool IsLasting, int WriteCode), IsLasting, WriteCode), (false, SQLITE_IOERR_WRITE),
                       (true, SQLITE_IOERR_WRITE), (false, SQLITE_FULL), (true, SQLITE_FULL)) {
  fail_everywhere({[](std::int64_t good) {
                     disk_faults() = {};
                     disk_faults().good_operations = good;
                     disk_faults().write_code = WriteCode;
                     disk_faults().is_lasting = IsLasting;
                   },
                   [] {
                     const std::int64_t operations = disk_faults().operations;
                     disk_faults() = {};
                     return operations;
                   }},
                  1);
}

TEMPLATE_TEST_CASE_SIG("memory is refused at every point", "", ((bool IsLasting), IsLasting), false, true) {
  disk_faults() = {};
  fail_everywhere({[](std::int64_t good) {
                     memory_faults() = {good, IsLasting, 0};
                   },
                   [] {
                     const std::int64_t allocations = memory_faults().allocations;
                     memory_faults() = {};
                     return allocations;
                   }},
                  stride_of_memory());
}
