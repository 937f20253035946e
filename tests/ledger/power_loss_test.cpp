// The power goes at any moment: what was acknowledged is there, what wasn't is there whole or not at all, and the chain, the
// lists and what the host is to be asked agree. Mutants that promise what they don't keep are caught by the same checks.
#include <algorithm>
#include <cstdint>
#include <functional>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include <catch_amalgamated.hpp>

#include "ledger/verify_ledger.hpp"
#include "ledger_fixture.hpp"
#include "support/recorded_disk.hpp"
#include "support/share.hpp"

using namespace amends;

namespace {

constexpr int kParts = 8;

int points_in_all() {
  return share_of(104'000);
}

// What the ledger had said when so many operations of the disk were over: its last fact, durable.
struct Acknowledged {
  std::size_t operations = 0;
  std::uint64_t seq = 0;
};

// An evening: cases with texts, what the host is asked, a fact of the house, and the till closed and opened between.
class Evening {
 public:
  explicit Evening(Till& till) : till_(till) { acknowledge(); }

  void work() {
    for (int guest = 0; guest < 6; ++guest) {
      serve();
      if (guest % 2 == 1) start_again();
    }
    till_.close();
    acknowledge();
  }
  [[nodiscard]] const std::vector<Acknowledged>& acknowledged() const { return acknowledged_; }

 private:
  void serve() {
    Case state = till_.record();
    acknowledge();
    const auto words = till_.ledger().mint().keep(PrivateKind::words, {"It was cold, and so were we"});
    give(state, {ReturnNoted{true}, TextNoted{PrivateKind::words, words}});
    ActChosen chosen;
    chosen.act = {1};
    chosen.remedy = Refund{euro(450), {}};
    chosen.cost = euro(450);
    chosen.request = till_.ledger().mint().request_id();
    give(state, {FeelingNoted{Feeling::angry}, chosen}, {refund_request(state, chosen.request)});
    give(state, {ActStarted{{1}}});
    give(state, {ActDone{{1}, "R-7", euro(450)}, CaseFinished{}});
    REQUIRE(till_.ledger().append(HouseFact{till_.now, {}, PackTaken{{"restaurant", "aa", "rules = 1\n", ""}, {}}}));
    acknowledge();
  }
  void give(Case& state, const std::vector<FactBody>& bodies, const std::vector<HostRequest>& requests = {}) {
    REQUIRE(till_.append(state, bodies, requests));
    acknowledge();
  }
  void start_again() {
    till_.reopen();
    REQUIRE(till_.ledger().trouble() == StorageTrouble::none);
    acknowledge();
  }
  void acknowledge() {
    const std::size_t operations = recording().operations.size();
    const std::uint64_t seq = acknowledged_.empty() ? seq_now() : std::max(acknowledged_.back().seq, seq_now());
    acknowledged_.push_back({operations, seq});
  }
  [[nodiscard]] std::uint64_t seq_now() const { return till_.is_open() ? till_.ledger().head().seq : 0; }

  Till& till_;
  std::vector<Acknowledged> acknowledged_;
};

struct Story {
  Recording recording;
  std::vector<Acknowledged> acknowledged;
};

Story tell(Till& till) {
  till.close();
  start_recording(till.folder());
  till.reopen();
  Evening evening(till);
  evening.work();
  return {recording(), evening.acknowledged()};
}

// What is wrong with the ledger that a start finds on this disk after so many operations; nothing: all is well.
std::optional<std::string> complaint(Till& till, const Story& story, std::size_t operations) {
  till.reopen();
  if (till.ledger().trouble() != StorageTrouble::none) return "it isn't opened: " + till.ledger().trouble_text();
  const std::uint64_t seq = till.ledger().head().seq;
  const auto after = std::find_if(story.acknowledged.begin(), story.acknowledged.end(),
                                  [&](const Acknowledged& one) { return one.operations > operations; });
  const std::uint64_t promised = after == story.acknowledged.begin() ? 0 : std::prev(after)->seq;
  const std::uint64_t under_way = after == story.acknowledged.end() ? promised : after->seq;
  if (seq < promised) return "acknowledged facts are gone: " + std::to_string(seq) + " of " + std::to_string(promised);
  if (seq != promised && seq != under_way) return "half of an append is there";
  const auto verdict = verify_ledger({till.file(), recorded_disk(), till.folder() / "keys", std::nullopt});
  if (!verdict) return verdict.error().text;
  if (!verdict->faults.empty()) return verdict->faults.front().text;
  return std::nullopt;
}

std::optional<std::string> cut_and_look(Till& till, const Story& story, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  const std::size_t operations = random() % (story.recording.operations.size() + 1);
  till.close();
  write_image(after_power_loss(story.recording, operations, random), till.folder());
  // In one of eight the power goes again while the next start recovers.
  if (random() % 8 == 0) {
    start_recording(till.folder());
    till.reopen();
    till.close();
    const Recording recovery = recording();
    write_image(after_power_loss(recovery, random() % (recovery.operations.size() + 1), random), till.folder());
  }
  return complaint(till, story, operations);
}

// Whether the harness sees that something is wrong with it.
bool is_caught(Till& till, const Story& story) {
  for (std::uint64_t seed = 0; seed < 2000; ++seed) {
    if (cut_and_look(till, story, seed)) return true;
  }
  return false;
}

}  // namespace

TEMPLATE_TEST_CASE_SIG("at no moment a power cut loses what was acknowledged, or leaves half of the rest", "",
                       ((int Part), Part), 0, 1, 2, 3, 4, 5, 6, 7) {
  Till till(recorded_disk());
  const Story story = tell(till);
  REQUIRE(story.recording.operations.size() > 200);
  for (int seed = Part; seed < points_in_all(); seed += kParts) {
    const auto wrong = cut_and_look(till, story, static_cast<std::uint64_t>(seed));
    INFO("seed " << seed);
    REQUIRE(wrong.value_or("") == "");
  }
}

TEST_CASE("after a power cut the ledger goes on") {
  Till till(recorded_disk());
  const Story story = tell(till);
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    INFO("seed " << seed);
    REQUIRE(cut_and_look(till, story, seed).value_or("") == "");
    Case state = till.record();
    REQUIRE(till.append(state, {SaidBack{}}));
    till.close();
    const auto verdict = verify_ledger({till.file(), "", till.folder() / "keys", std::nullopt});
    REQUIRE(verdict);
    REQUIRE(verdict->faults.empty());
  }
}

TEST_CASE("a ledger that doesn't wait for the disk is caught") {
  Till till(recorded_disk());
  lie_about_syncs_of("-wal");
  const Story story = tell(till);
  lie_about_syncs_of("");
  CHECK(is_caught(till, story));
}

TEST_CASE("a ledger that acknowledges before it has committed is caught") {
  Till till(recorded_disk());
  Story story = tell(till);
  for (std::size_t at = 0; at + 1 < story.acknowledged.size(); ++at)
    story.acknowledged[at].seq = story.acknowledged[at + 1].seq;
  CHECK(is_caught(till, story));
}

TEST_CASE("a ledger that writes the facts of one append in more than one transaction is caught") {
  Till till(recorded_disk());
  till.close();
  start_recording(till.folder());
  till.reopen();
  Story story;
  for (int guest = 0; guest < 10; ++guest) {
    Case state = till.record();
    REQUIRE(till.append(state, {SaidBack{}}));
    REQUIRE(till.append(state, {ApologyAsked{}}));
    // It says that the three were one append.
    story.acknowledged.push_back({recording().operations.size(), till.ledger().head().seq});
  }
  story.recording = recording();
  CHECK(is_caught(till, story));
}
