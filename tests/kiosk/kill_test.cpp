// A kill proves something: at ten points of a journey, and between the till's doing and its answering, the program is
// killed and started again on the same data. What was tapped and shown is there; money went back at most once.

#include <catch_amalgamated.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

#include <sqlite3.h>

#include "kiosk_process.hpp"
#include "support/share.hpp"
#include "till_fixture.hpp"

namespace kiosk {
namespace {

struct KillStep {
  const char* step;
  const char* in_history;  // what the case's history says of it; empty: nothing
};

// One sea bass was eaten, two were paid for.
constexpr std::array<KillStep, 17> kSteps = {{
    {"tap \"Table 7\"", ""},
    {"tap \"Make it right\"", ""},
    {"wait \"What went wrong?\"", ""},
    {"tap 2 \"Grilled sea bass\"", ""},
    {"tap \"Bill\"", "Recorded: Bill"},
    {"wait \"Recorded\"", ""},
    {"tap \"I apologised\"", "Ana apologised"},
    {"tap \"The money back\"", "They asked for: The money back"},
    {"tap \"Put it right\"", ""},
    {"wait \"Give back what was charged wrong\"", ""},
    {"tap \"Give back what was charged wrong\"", ""},
    {"tap \"Give € 17.90 back\"", "Chosen: Give back what was charged wrong, € 17.90"},
    {"wait \"And something small\"", "Done: Give back what was charged wrong"},
    {"wait \"done\"", ""},
    {"tap \"No extra\"", "No extra"},
    {"wait \"Prevention told\"", ""},
    {"tap \"The price in the till is corrected\"", "Prevention: The price in the till is corrected"},
}};
constexpr int kMoneyStep = 12;
constexpr const char* kMoney = "17.90";

int count(const std::string& text, const std::string& wanted) {
  int found = 0;
  for (std::size_t at = text.find(wanted); at != std::string::npos; at = text.find(wanted, at + wanted.size()))
    ++found;
  return found;
}

class KilledTill {
 public:
  KilledTill() {
    std::string text;
    for (const KillStep& step : kSteps)
      text += std::string(step.step) + "\n";
    write_text(journey(), text);
  }

  // Until it is killed or through. What a stranger could read of the ledger right before is what had been acknowledged.
  Ended play_for(std::chrono::microseconds time) {
    return run_kiosk_for({"--data", data(), "--journey", journey().string()}, time, [this] { seen_ = head(); });
  }
  // Whether what was seen is still there, the same.
  bool keeps_what_was_seen() { return seen_.seq == 0 || hash_at(seen_.seq) == seen_.hash; }
  [[nodiscard]] std::int64_t facts_seen() const { return seen_.seq; }
  // What amends-admin says of the ledger; its exit code.
  int verify() {
    return std::system(("'" AMENDS_ADMIN_PATH "' verify '" + data() + "/amends' >/dev/null 2>&1").c_str());
  }
  bool has_ledger() { return std::filesystem::exists(folder_.path() / "data" / "amends" / "ledger.sqlite"); }

  Ended play(std::vector<std::string> more) {
    std::vector<std::string> arguments = {"--data", data(), "--journey", journey().string()};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run_kiosk(arguments);
  }

  // Starts again and looks the case up; every text must be in its history.
  Ended come_back(const std::vector<std::string>& history, std::vector<std::string> more = {}) {
    std::string text = "tap \"Table 7\"\ntap \"Make it right\"\n";
    if (!history.empty()) {
      text += "wait \"Case T3-0001\"\ntap \"All cases\"\ntap \"Cases\"\nwait \"T3-0001\"\ntap \"T3-0001\"\n";
      for (const std::string& one : history)
        text += "wait \"" + one + "\"\n";
    }
    const auto file = folder_.path() / "come-back.journey";
    write_text(file, text);
    std::vector<std::string> arguments = {"--data", data(), "--journey", file.string()};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run_kiosk(arguments);
  }

  // What the till itself says of check 39 and of what it was asked.
  std::string checks() { return run_kiosk({"--data", data(), "--print-checks"}).output; }
  int refunds() { return count(checks(), "kind=refund check=check-39"); }
  bool gave_back(const std::string& amount) {
    return checks().find("number=39 state=paid total=59.90 paid=59.90 refunded=" + amount) != std::string::npos;
  }

 private:
  struct Head {
    std::int64_t seq = 0;
    std::string hash;
  };
  Head head() { return ask("SELECT seq, hex(hash) FROM facts ORDER BY seq DESC LIMIT 1"); }
  std::string hash_at(std::int64_t seq) {
    return ask("SELECT seq, hex(hash) FROM facts WHERE seq = " + std::to_string(seq)).hash;
  }
  Head ask(const std::string& sql) {
    Head found;
    sqlite3* database = nullptr;
    sqlite3_stmt* statement = nullptr;
    const std::string file = data() + "/amends/ledger.sqlite";
    if (sqlite3_open_v2(file.c_str(), &database, SQLITE_OPEN_READONLY, nullptr) == SQLITE_OK &&
        sqlite3_prepare_v2(database, sql.c_str(), -1, &statement, nullptr) == SQLITE_OK &&
        sqlite3_step(statement) == SQLITE_ROW) {
      found.seq = sqlite3_column_int64(statement, 0);
      found.hash = reinterpret_cast<const char*>(sqlite3_column_text(statement, 1));
    }
    sqlite3_finalize(statement);
    sqlite3_close(database);
    return found;
  }
  std::string data() const { return (folder_.path() / "data").string(); }
  std::filesystem::path journey() const { return folder_.path() / "wrong-bill.journey"; }

  TestFolder folder_;
  Head seen_;
};

TEST_CASE("killed at ten points of a journey, nothing that was tapped is lost and no refund is made twice") {
  for (const int killed_at : {5, 6, 7, 8, 9, 11, 12, 13, 15, 17}) {
    INFO("killed at step " << killed_at);
    KilledTill till;
    const Ended killed = till.play({"--kill-at", std::to_string(killed_at)});
    INFO(killed.output);
    REQUIRE(killed.signal == SIGKILL);
    // The step it was killed at was sent and not waited for: it may have happened or not. All before it was shown.
    std::vector<std::string> history;
    for (int i = 0; i + 1 < killed_at; ++i) {
      const std::string text = kSteps[static_cast<std::size_t>(i)].in_history;
      if (!text.empty()) history.push_back(text);
    }
    const Ended back = till.come_back(history);
    INFO(back.output);
    CHECK(back.exit_code == 0);
    CHECK(till.refunds() <= 1);
    if (killed_at < kMoneyStep) CHECK(till.gave_back("0.00"));
    if (killed_at > kMoneyStep) CHECK(till.gave_back(kMoney));
  }
}

// 20 moments, or 200, of a journey that is through in about two seconds.
TEMPLATE_TEST_CASE_SIG("killed at any moment, the till's file and the ledger are whole", "", ((int Part), Part), 0, 1,
                       2, 3) {
  const int moments = amends::share_of(200);
  constexpr int kParts = 4;
  KilledTill whole;
  const auto began = std::chrono::steady_clock::now();
  REQUIRE(whole.play({}).exit_code == 0);
  const auto whole_us =
      std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - began).count();
  std::int64_t most_seen = 0;
  for (int moment = Part; moment < moments; moment += kParts) {
    INFO("moment " << moment);
    std::mt19937_64 random(static_cast<std::uint64_t>(moment));
    KilledTill till;
    // The first late, when much has been recorded; the others at any time.
    const auto us = static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(whole_us));
    const Ended ended = till.play_for(std::chrono::microseconds(moment == Part ? whole_us * 9 / 10 : us));
    INFO(ended.output);
    most_seen = std::max(most_seen, till.facts_seen());
    CHECK(till.keeps_what_was_seen());
    if (till.has_ledger()) CHECK(till.verify() == 0);
    CHECK((till.gave_back("0.00") || till.gave_back(kMoney)));
    const Ended back = till.come_back({});
    INFO(back.output);
    CHECK(back.exit_code == 0);
    CHECK(till.verify() == 0);
    CHECK(till.keeps_what_was_seen());
    CHECK(till.refunds() <= 1);
  }
  CHECK(most_seen > 2);
}

TEST_CASE("killed after the till gave the money back and before it said so, the same request is one refund") {
  KilledTill till;
  const Ended killed = till.play({"--host-behaviour", "crash-after"});
  REQUIRE(killed.signal == SIGKILL);
  REQUIRE(till.gave_back(kMoney));
  const Ended back = till.come_back({"Done: Give back what was charged wrong"});
  INFO(back.output);
  CHECK(back.exit_code == 0);
  CHECK(till.refunds() == 1);
  CHECK(till.gave_back(kMoney));
}

TEST_CASE("killed while the till had dropped the request, it is asked again and gives the money back once") {
  KilledTill till;
  const Ended killed = till.play({"--host-behaviour", "drop", "--kill-at", "13"});
  INFO(killed.output);
  REQUIRE(killed.signal == SIGKILL);
  REQUIRE(till.gave_back("0.00"));
  const Ended back = till.come_back({"Done: Give back what was charged wrong"});
  INFO(back.output);
  CHECK(back.exit_code == 0);
  CHECK(till.refunds() == 1);
  CHECK(till.gave_back(kMoney));
}

TEST_CASE("a till that can't tell and would do it again isn't asked again: a person looks") {
  const std::vector<std::string> forgetful = {"--host-without", "idempotent,look-up"};
  KilledTill till;
  std::vector<std::string> crashing = forgetful;
  crashing.insert(crashing.end(), {"--host-behaviour", "crash-after"});
  REQUIRE(till.play(crashing).signal == SIGKILL);
  const Ended back = till.come_back({"Asked the till: Give back what was charged wrong"}, forgetful);
  INFO(back.output);
  CHECK(back.exit_code == 0);
  CHECK(till.refunds() == 1);
  CHECK(till.gave_back(kMoney));
}

}  // namespace
}  // namespace kiosk
