// Bits, bytes, sectors and pages of a ledger's file go bad: verifying finds it, or nothing that the file says has changed.
#include <cstdint>
#include <random>
#include <string>

#include <catch_amalgamated.hpp>

#include "ledger/verify_ledger.hpp"
#include "ledger_fixture.hpp"
#include "support/recorded_disk.hpp"
#include "support/share.hpp"

using namespace amends;

namespace {

constexpr int kParts = 8;

int corruptions_in_all() {
  return share_of(104'000);
}

void fill(Till& till) {
  for (int guest = 0; guest < 14; ++guest) {
    Case state = till.record("Soup", "Table " + std::to_string(guest));
    const auto words = till.ledger().mint().keep(PrivateKind::words, {"It was cold"});
    ActChosen chosen;
    chosen.act = {1};
    chosen.remedy = Refund{euro(450), {}};
    chosen.cost = euro(450);
    chosen.request = till.ledger().mint().request_id();
    FollowUp call;
    call.id = {1};
    call.owner = {"ana"};
    REQUIRE(till.append(state, {TextNoted{PrivateKind::words, words}, chosen, FollowUpPlanned{call}},
                        {refund_request(state, chosen.request)}));
  }
  till.close();
}

// Everything that the file says, as text; empty: it can't be read.
std::string dump_of_all(Till& till) {
  auto connection = Connection::open(till.file().string(), OpenMode::frozen, "");
  if (!connection) return {};
  std::string dump;
  for (const char* table : {"meta", "facts", "heads", "private_texts", "cases", "follow_ups", "outbox", "coupons",
                            "deliveries", "counters", "figures", "figure_blocks", "case_figures"}) {
    auto select = connection->prepare(std::string("SELECT * FROM ") + table + " ORDER BY 1, 2");
    if (!select) return {};
    auto rows = select->rows();
    for (;;) {
      const auto row = rows.next();
      if (!row) return {};
      if (!*row) break;
      for (int column = 0; column < select->columns(); ++column)
        dump += std::string(select->text(column)) + "\x1f";
      dump += "\n";
    }
  }
  return dump;
}

std::string spoil(std::string bytes, std::mt19937_64& random) {
  constexpr std::size_t kSector = 512;
  constexpr std::size_t kPage = 4096;
  const auto anywhere = [&](std::size_t unit) { return random() % (bytes.size() / unit) * unit; };
  const auto garble = [&](std::size_t place, std::size_t size) {
    for (std::size_t at = place; at < place + size; ++at)
      bytes[at] = static_cast<char>(random());
  };
  switch (random() % 8) {
    case 0: {
      const std::size_t place = anywhere(1);
      bytes[place] = static_cast<char>(static_cast<unsigned char>(bytes[place]) ^ (1U << (random() % 8)));
      break;
    }
    case 1:
      garble(anywhere(1), 1);
      break;
    case 2:
      garble(anywhere(kSector), kSector);
      break;
    case 3:
      bytes.replace(anywhere(kSector), kSector, std::string(kSector, '\0'));
      break;
    case 4:
      garble(anywhere(kPage), kPage);
      break;
    case 5: {
      const std::string other = bytes.substr(anywhere(kPage), kPage);
      bytes.replace(anywhere(kPage), kPage, other);
      break;
    }
    case 6:
      bytes.resize(random() % bytes.size());
      break;
    case 7: {
      // One digit or letter becomes another.
      const std::size_t place = anywhere(1);
      bytes[place] = static_cast<char>(bytes[place] + 1);
      break;
    }
  }
  return bytes;
}

// Whether the product says that something is wrong with the file.
bool is_found(Till& till) {
  const auto verdict = verify_ledger({till.file(), "", till.folder() / "keys", std::nullopt});
  return !verdict || !verdict->faults.empty();
}

}  // namespace

TEMPLATE_TEST_CASE_SIG("no corruption of the file is silent", "", ((int Part), Part), 0, 1, 2, 3, 4, 5, 6, 7) {
  Till till;
  fill(till);
  const std::string whole = bytes_of_file(till.file());
  const std::string said = dump_of_all(till);
  REQUIRE(said.size() > 10'000);
  REQUIRE_FALSE(is_found(till));
  int found = 0;
  for (int seed = Part; seed < corruptions_in_all(); seed += kParts) {
    std::mt19937_64 random(static_cast<std::uint64_t>(seed));
    const std::string spoilt = spoil(whole, random);
    if (spoilt == whole) continue;
    write_file(till.file(), spoilt);
    if (is_found(till)) {
      ++found;
      continue;
    }
    INFO("seed " << seed);
    REQUIRE(dump_of_all(till) == said);
  }
  CHECK(found > corruptions_in_all() / kParts / 2);
}

TEST_CASE("a ledger with any corruption is opened or refused, and what it shows is never made up") {
  Till till;
  fill(till);
  const std::string whole = bytes_of_file(till.file());
  const int tries = corruptions_in_all() / 20;
  for (int seed = 0; seed < tries; ++seed) {
    INFO("seed " << seed);
    std::mt19937_64 random(static_cast<std::uint64_t>(seed));
    write_image({{"ledger.sqlite", spoil(whole, random)}}, till.folder());
    till.reopen();
    if (till.ledger().trouble() == StorageTrouble::none) {
      for (const CaseRow& row : till.ledger().find_cases({})) {
        const auto facts = till.ledger().facts_of(row.id);
        if (facts && !facts->empty()) REQUIRE(facts->front().fact.subject == row.id);
      }
      static_cast<void>(till.ledger().open_follow_ups());
      static_cast<void>(till.ledger().open_requests());
    }
    till.close();
  }
}

TEST_CASE("what only the chain sees would be a silent change without it") {
  Till till;
  fill(till);
  const std::string said = dump_of_all(till);
  tamper(till, "UPDATE facts SET actor = 'jon' WHERE seq = 7");
  CHECK(dump_of_all(till) != said);
  CHECK(is_found(till));
}
