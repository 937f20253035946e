// Which rules hold: taken up without a restart, held back where they give more, kept for the cases of their day.
#include <catch_amalgamated.hpp>

#include "desk/desk.hpp"
#include "support/domain_fakes.hpp"
#include "support/memory_store.hpp"

using namespace amends;
using amends::testing::MemoryStore;
using fakes::euro;

namespace {

class StoppedClock : public Clock {
 public:
  [[nodiscard]] Instant now() const override { return fakes::kNoon; }
};

class PlainCalendar : public Calendar {
 public:
  [[nodiscard]] LocalTime local(Instant) const override { return {.year = 2025, .month = 11, .day = 24, .hour = 16}; }
  [[nodiscard]] Instant instant(const LocalTime&) const override { return fakes::kNoon; }
};

std::shared_ptr<const Policy> policy(std::string version, std::int64_t waiter_minor, const Site& site = {}) {
  Policy made;
  made.playbook = fakes::playbook();
  made.playbook.limit[0] = euro(waiter_minor);
  made.playbook = lay_over(std::move(made.playbook), site);
  made.playbook.version = version;
  made.site = site;
  // The limit stands in the text, for Shelf to read.
  made.text = {made.playbook.name, version, std::to_string(waiter_minor), {}};
  return std::make_shared<const Policy>(std::move(made));
}

class Shelf : public PolicySource {
 public:
  bool full = false;
  [[nodiscard]] std::shared_ptr<const Policy> read(const PackText& text) override {
    return policy(text.version, std::stoll(text.rules));
  }
  [[nodiscard]] tl::expected<std::shared_ptr<const Policy>, std::string> keep(const Policy& now,
                                                                              const Site& wanted) override {
    if (full) return tl::unexpected(std::string("The disk is full."));
    return policy(now.text.version + "+", std::stoll(now.text.rules), wanted);
  }
};

struct House {
  MemoryStore store;
  StoppedClock clock;
  PlainCalendar calendar;
  Shelf shelf;
  std::unique_ptr<Desk> desk;
  std::uint64_t number = 0;

  explicit House(std::shared_ptr<const Policy> offered = policy("a", 2500)) { begin(std::move(offered)); }
  void begin(std::shared_ptr<const Policy> offered) {
    desk = std::make_unique<Desk>(DeskPorts{.store = store, .clock = clock, .calendar = calendar, .policies = &shelf},
                                  std::move(offered));
  }
  void take(IntentBody body) {
    auto host = std::make_shared<HostPicture>();
    host->check = fakes::open_check();
    host->operator_ = fakes::ana();
    host->staff = {fakes::ana(), fakes::jon(), fakes::mira(), fakes::tom()};
    host->has_pos = true;
    desk->take({.number = ++number, .host = std::move(host), .body = std::move(body)});
  }
  void record() { take(Give{.subject = std::nullopt, .command = RecordCase{.lines = {{"1"}}, .failure = {"awful"}}}); }
  [[nodiscard]] const DeskView& view() const { return *desk->view(); }
  [[nodiscard]] std::int64_t waiter_limit() const { return view().policy->playbook.limit[0].minor; }
};

Site with_waiter(std::int64_t minor) {
  Site site;
  site.limit[0] = euro(minor);
  return site;
}

}  // namespace

TEST_CASE("the text of the rules is in the ledger before the first case that is judged by them, once") {
  House house;
  CHECK(house.store.of_the_house.empty());
  house.record();
  REQUIRE(house.store.of_the_house.size() == 1);
  CHECK(house.store.packs_taken()[0].text.version == house.view().open->state.pack_version);
  CHECK(house.store.packs_taken()[0].text.rules == "2500");
  house.take(LeaveCase{});
  house.record();
  CHECK(house.store.of_the_house.size() == 1);
  house.begin(policy("a", 2500));
  house.record();
  CHECK(house.store.of_the_house.size() == 1);
}

TEST_CASE("a case without the text of its rules is none: nothing is recorded") {
  House house;
  house.store.fail_next_append = StorageTrouble::no_space;
  house.record();
  CHECK_FALSE(house.view().open);
  CHECK(house.store.facts.empty());
  CHECK(house.view().trouble == StorageTrouble::no_space);
}

TEST_CASE("a changed pack that gives no more holds at once, and the open case goes on by its own") {
  House house;
  house.record();
  house.take(OfferPolicy{policy("b", 2000)});
  CHECK(house.waiter_limit() == 2000);
  CHECK_FALSE(house.view().waiting);
  REQUIRE(house.view().open);
  CHECK(house.view().open->policy->playbook.version == "a");
  CHECK(house.view().open->authority_left == euro(2500));
  house.take(LeaveCase{});
  house.record();
  CHECK(house.view().open->policy->playbook.version == "b");
  CHECK(house.view().open->authority_left == euro(2000));
}

TEST_CASE("after a restart a case is still judged by the rules of its day, from their text in the ledger") {
  House house;
  house.record();
  const CaseId subject = house.view().open->state.id;
  house.begin(policy("b", 2000));
  house.take(OpenCase{subject});
  REQUIRE(house.view().open);
  CHECK(house.view().open->policy->playbook.version == "a");
  CHECK(house.view().open->authority_left == euro(2500));
}

TEST_CASE("a pack that gives more waits for the owner, and nobody else's PIN will do") {
  House house;
  house.record();
  house.take(OfferPolicy{policy("b", 2501)});
  CHECK(house.waiter_limit() == 2500);
  REQUIRE(house.view().waiting);
  CHECK(house.view().waiting->playbook.limit[0] == euro(2501));
  house.take(AllowPolicy{"b", fakes::mira()});
  REQUIRE(house.view().refused);
  CHECK(house.view().refused->refusal == Refusal::approver_may_not);
  CHECK(house.waiter_limit() == 2500);
  house.take(AllowPolicy{"b", fakes::tom()});
  CHECK(house.waiter_limit() == 2501);
  CHECK_FALSE(house.view().waiting);
  CHECK(house.store.packs_taken().back().allowed_by == fakes::tom().id);
  CHECK(house.store.packs_taken().back().text.version == "b");
}

TEST_CASE("a yes to what was on the screen is no yes to what came after it") {
  House house;
  house.take(OfferPolicy{policy("b", 2600)});
  house.take(OfferPolicy{policy("c", 99000)});
  house.take(AllowPolicy{"b", fakes::tom()});
  REQUIRE(house.view().refused);
  CHECK(house.view().refused->refusal == Refusal::approval_changed);
  CHECK(house.waiter_limit() == 2500);
  house.take(AllowPolicy{"c", fakes::tom()});
  CHECK(house.waiter_limit() == 99000);
}

TEST_CASE("what waits is left, by hand or because the files are as they were") {
  House house;
  house.take(OfferPolicy{policy("b", 9900)});
  REQUIRE(house.view().waiting);
  house.take(DropPolicy{});
  CHECK_FALSE(house.view().waiting);
  house.take(OfferPolicy{policy("b", 9900)});
  house.take(OfferPolicy{policy("a", 2500)});
  CHECK_FALSE(house.view().waiting);
  CHECK(house.waiter_limit() == 2500);
}

TEST_CASE("a limit that was raised while the program was off is asked for like any other") {
  House house;
  house.record();
  house.begin(policy("b", 9900));
  CHECK(house.waiter_limit() == 2500);
  REQUIRE(house.view().waiting);
  CHECK(house.view().waiting->playbook.version == "b");
  // Lowered, it holds.
  house.begin(policy("c", 1000));
  CHECK(house.waiter_limit() == 1000);
  CHECK_FALSE(house.view().waiting);
}

TEST_CASE("broken files are told, and what held before holds on until they are mended") {
  House house;
  house.take(TellPolicyProblem{"playbook.toml, line 3: no."});
  CHECK(house.view().policy_problem == "playbook.toml, line 3: no.");
  CHECK(house.waiter_limit() == 2500);
  house.take(OfferPolicy{policy("a", 2500)});
  CHECK(house.view().policy_problem.empty());
}

TEST_CASE("the store's own limits: a manager may lower them, the owner raise them, nobody else either") {
  House house;
  house.take(ChangeSite{with_waiter(2000), fakes::jon()});
  REQUIRE(house.view().refused);
  CHECK(house.view().refused->refusal == Refusal::approver_may_not);
  house.take(ChangeSite{with_waiter(2000), fakes::mira()});
  CHECK(house.waiter_limit() == 2000);
  CHECK(house.store.packs_taken().back().allowed_by == fakes::mira().id);
  house.take(ChangeSite{with_waiter(2001), fakes::mira()});
  CHECK(house.view().refused->refusal == Refusal::approver_may_not);
  CHECK(house.waiter_limit() == 2000);
  house.take(ChangeSite{with_waiter(2001), fakes::tom()});
  CHECK(house.waiter_limit() == 2001);
  house.shelf.full = true;
  house.take(ChangeSite{with_waiter(1000), fakes::tom()});
  CHECK(house.view().refused->refusal == Refusal::not_stored);
  CHECK(house.waiter_limit() == 2001);
}
