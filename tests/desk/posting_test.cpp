// Follow-ups that go out: only where the store has set it up and the guest agreed, each attempt a fact, and nothing of a
// guest but what goes to the guest.
#include "desk/desk.hpp"

#include <catch_amalgamated.hpp>

#include "support/memory_store.hpp"
#include "support/set_clock.hpp"

using namespace amends;
using amends::testing::MemoryStore;

namespace {

class Post : public Poster {
 public:
  std::set<Destination> set_up = {Destination::mail, Destination::webhook, Destination::calendar};
  std::vector<FollowUpOrder> orders;
  [[nodiscard]] bool can_send(Destination to) const override { return set_up.contains(to); }
  void send(FollowUpOrder order) override { orders.push_back(std::move(order)); }
};

class English : public LanguageShelf {
 public:
  [[nodiscard]] std::vector<Language> languages() override { return {}; }
  [[nodiscard]] std::shared_ptr<const Words> words(std::string_view) override {
    return std::make_shared<const Words>(std::map<std::string, std::string, std::less<>>{
        {"failure.awful", "Tastes wrong"}, {"failure.allergy", "Allergy"}});
  }
};

struct Bench {
  MemoryStore store;
  Post post;
  English languages;
  SetClock clock;
  OneDay calendar;
  MailTemplate mail{"{store}: {case}", "Hello {name}\n{item}: {what}"};
  std::unique_ptr<Desk> desk;
  std::uint64_t number = 0;
  CaseId subject;

  explicit Bench(const char* failure = "awful") {
    start();
    give(RecordCase{.lines = {{"1"}}, .failure = {failure}});
    subject = desk->view()->open.value().state.id;
    give(NoteText{PrivateKind::guest_name, {"Ana"}});
    give(Apologise{});
    give(PlanFollowUp{FollowUpWhen::tomorrow, {"mira"}});
  }
  void start() {
    Policy policy{.playbook = fakes::playbook(), .site = {}, .text = {"t", "1", "r", ""}};
    policy.site.name = "The Corner";
    desk = std::make_unique<Desk>(DeskPorts{.store = store,
                                            .clock = clock,
                                            .calendar = calendar,
                                            .languages = &languages,
                                            .poster = &post,
                                            .mail = &mail},
                                  std::make_shared<const Policy>(std::move(policy)));
    take(Refresh{});
  }
  void take(IntentBody body) {
    auto host = std::make_shared<HostPicture>();
    host->check = fakes::open_check();
    host->operator_ = fakes::mira();
    host->staff = {fakes::ana(), fakes::mira()};
    host->has_operator = true;
    desk->take({++number, std::move(host), std::move(body)});
  }
  void give(Command command) {
    const auto& open = desk->view()->open;
    take(Give{open ? std::optional(open->state.id) : std::nullopt, std::move(command), std::nullopt});
  }
  void leave_a_mail_address() { give(GiveContact{PrivateKind::mail, {"ana@example.net"}, true}); }
  void ask_for_mail() {
    take(Give{subject, AskDelivery{Destination::mail, std::nullopt, {}, state().follow_ups.back().id}, std::nullopt});
  }
  void pass(std::int64_t seconds) {
    clock.pass(seconds);
    (void)desk->take_errands();
  }
  void answer(DeliveryState state, std::string why = {}) {
    take(NoteSent{subject, post.orders.back().delivery, state, std::move(why)});
  }
  Case state() {
    take(OpenCase{subject});
    return desk->view()->open.value().state;
  }
  std::size_t facts_of_deliveries() {
    std::size_t count = 0;
    for (const StoredFact& stored : store.facts) {
      const FactBody& body = stored.fact.body;
      count += std::holds_alternative<DeliveryStarted>(body) || std::holds_alternative<DeliveryChanged>(body) ? 1 : 0;
    }
    return count;
  }
};

}  // namespace

TEST_CASE("a mail goes to a guest who agreed, in the store's words, and says once that it went") {
  Bench bench;
  bench.leave_a_mail_address();
  bench.ask_for_mail();
  bench.pass(0);
  REQUIRE(bench.post.orders.size() == 1);
  const FollowUpOrder& order = bench.post.orders.front();
  CHECK(order.to == Destination::mail);
  CHECK(order.address == "ana@example.net");
  CHECK(order.name == "Ana");
  CHECK(order.heading == "The Corner: " + bench.state().number.text);
  CHECK(order.detail.find("Tastes wrong") != std::string::npos);
  bench.answer(DeliveryState::done);
  CHECK(bench.state().deliveries.front().state == DeliveryState::done);
  bench.pass(100'000);
  CHECK(bench.post.orders.size() == 1);
}

TEST_CASE("no mail without a contact, without consent, and where the store writes none") {
  Bench bench;
  SECTION("no contact") {
    bench.ask_for_mail();
    CHECK(bench.desk->view()->refused.value().refusal == Refusal::no_consent);
  }
  SECTION("a phone number") {
    bench.give(GiveContact{PrivateKind::phone, {"0123"}, true});
    bench.ask_for_mail();
    CHECK(bench.desk->view()->refused.value().refusal == Refusal::no_consent);
  }
  SECTION("not set up") {
    bench.leave_a_mail_address();
    bench.post.set_up.clear();
    bench.ask_for_mail();
    CHECK(bench.desk->view()->refused.value().refusal == Refusal::not_set_up);
  }
  bench.pass(0);
  CHECK(bench.post.orders.empty());
}

TEST_CASE("each attempt is a fact; a server that is away is tried for a day, then somebody is told") {
  Bench bench;
  bench.leave_a_mail_address();
  bench.ask_for_mail();
  for (int each = 0; each < 60 && bench.state().deliveries.front().is_open(); ++each) {
    bench.pass(3600);
    bench.answer(DeliveryState::waiting, "not_reached");
  }
  const Delivery last = bench.state().deliveries.front();
  CHECK(last.state == DeliveryState::failed);
  CHECK(last.why == "not_reached");
  CHECK(bench.post.orders.size() >= 20);
  CHECK(bench.facts_of_deliveries() >= 2 * bench.post.orders.size());
}

TEST_CASE(
    "what is known of the follow-up goes to webhook and calendar when the case is over, and no word of the guest") {
  Bench bench;
  bench.leave_a_mail_address();
  bench.give(FinishCase{});
  bench.pass(0);
  REQUIRE(bench.post.orders.size() == 2);
  for (const FollowUpOrder& order : bench.post.orders) {
    CHECK(order.to != Destination::mail);
    CHECK(order.address.empty());
    CHECK(order.name.empty());
    CHECK(order.owner == "Mira");
    CHECK(order.detail.find("Ana") == std::string::npos);
    CHECK(order.follow_up.id == FollowUpId{1});
  }
}

TEST_CASE("of the safety branch nothing is told but that somebody gets back to them") {
  Bench bench("allergy");
  bench.give(FinishCase{});
  bench.pass(0);
  REQUIRE(bench.post.orders.size() == 2);
  for (const FollowUpOrder& order : bench.post.orders) {
    CHECK(order.failure.empty());
    CHECK(order.detail.find("Allergy") == std::string::npos);
  }
}

TEST_CASE("killed while it was on its way: a mail is asked about, a call and a file go out again") {
  Bench bench;
  bench.leave_a_mail_address();
  SECTION("a mail") {
    bench.ask_for_mail();
    bench.pass(0);
    bench.start();
    bench.pass(4000);
    CHECK(bench.post.orders.size() == 1);
    CHECK(bench.state().deliveries.front().state == DeliveryState::in_doubt);
  }
  SECTION("a call") {
    bench.post.set_up = {Destination::webhook};
    bench.give(FinishCase{});
    bench.pass(0);
    REQUIRE(bench.post.orders.size() == 1);
    bench.start();
    bench.pass(0);
    CHECK(bench.post.orders.size() == 1);
    bench.pass(4000);
    REQUIRE(bench.post.orders.size() == 2);
    CHECK(bench.post.orders[0].delivery == bench.post.orders[1].delivery);
  }
}
