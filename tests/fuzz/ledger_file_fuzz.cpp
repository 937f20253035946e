// Bytes of any kind as a ledger's file, beside the keys of tests/ledger/files/schema-2: refused, or opened and read; what it
// shows of a case is that case's, and what verifies as whole can be written on and is still whole.
#include <unistd.h>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>

#include "domain/fold.hpp"
#include "ledger/ledger.hpp"
#include "ledger/verify_ledger.hpp"
#include "promise.hpp"

namespace {

using namespace amends;
namespace fs = std::filesystem;

const fs::path& data_folder() {
  static const fs::path folder = [] {
    const fs::path shared = "/dev/shm";
    std::error_code ignored;
    const fs::path parent = fs::is_directory(shared, ignored) ? shared : fs::temp_directory_path();
    return parent / ("amends-ledger-file-fuzz-" + std::to_string(::getpid()));
  }();
  return folder;
}

void look_at(Ledger& ledger) {
  for (const CaseRow& row : ledger.find_cases({})) {
    const auto facts = ledger.facts_of(row.id);
    if (!facts) continue;
    Case state;
    for (const StoredFact& stored : *facts) {
      expect(stored.fact.subject == row.id, "a case's facts are its own");
      state = fold(std::move(state), stored.fact);
    }
    if (state.words) static_cast<void>(ledger.read_text(*state.words));
  }
  static_cast<void>(ledger.find_cases({.text = "tea"}));
  static_cast<void>(ledger.open_follow_ups());
  static_cast<void>(ledger.cases_waiting());
  static_cast<void>(ledger.open_requests());
  static_cast<void>(ledger.last_pack());
}

bool is_whole() {
  const auto verdict = verify_ledger({data_folder() / "ledger.sqlite", "", data_folder() / "keys", std::nullopt});
  return verdict && verdict->faults.empty();
}

void write_on(Ledger& ledger) {
  Case state;
  CaseRecorded recorded;
  recorded.number = ledger.mint().case_number();
  recorded.currency = {{'E', 'U', 'R'}, 2};
  const Fact fact{ledger.mint().case_id(), {1}, {"ana"}, recorded};
  expect(ledger.append({{fact}, {}}, fold(state, fact)).has_value(), "a whole ledger can be written on");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  fs::remove_all(data_folder());
  fs::create_directories(data_folder());
  fs::copy(fs::path(AMENDS_SOURCE_DIR) / "tests/ledger/files/schema-2/keys", data_folder() / "keys");
  std::ofstream(data_folder() / "ledger.sqlite", std::ios::binary)
      .write(reinterpret_cast<const char*>(bytes), static_cast<std::streamsize>(size));
  const bool was_whole = is_whole();
  {
    const auto ledger = Ledger::open({data_folder(), "T3", {}});
    expect(ledger->trouble() != StorageTrouble::none || size > 0, "nothing is no ledger");
    look_at(*ledger);
    if (was_whole && ledger->trouble() == StorageTrouble::none) write_on(*ledger);
  }
  if (was_whole) expect(is_whole(), "what is written on a whole ledger leaves it whole");
  fs::remove_all(data_folder());
  return 0;
}
