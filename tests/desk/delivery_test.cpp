// What leaves the house beside the till, by the desk: asked for once, started before it is sent, tried again where nothing
// was sent, and where nobody can tell, somebody is asked. A printer that fails is no reason to print twice.
#include "desk/desk.hpp"

#include <catch_amalgamated.hpp>

#include "support/memory_store.hpp"
#include "support/set_clock.hpp"

using namespace amends;
using amends::testing::MemoryStore;

namespace {

class OneForm : public SlipShelf {
 public:
  [[nodiscard]] const SlipTemplate* find(SlipKind kind) override { return kind == SlipKind::coupon ? &form_ : nullptr; }

 private:
  SlipTemplate form_{{{.text = {{}, "{code} {worth}"}}, {.kind = SlipPartKind::qr, .text = {{}, "{qr}"}}}};
};

class Hands : public Courier {
 public:
  bool has_printer = true;
  std::vector<PrintOrder> orders;
  [[nodiscard]] bool can_print() const override { return has_printer; }
  void print(PrintOrder order) override { orders.push_back(std::move(order)); }
};

class OneLanguage : public LanguageShelf {
 public:
  [[nodiscard]] std::vector<Language> languages() override { return {}; }
  [[nodiscard]] std::shared_ptr<const Words> words(std::string_view) override {
    return std::make_shared<const Words>(std::map<std::string, std::string, std::less<>>{});
  }
};

// A guest was given a coupon, and a slip of it is asked for.
struct Bench {
  MemoryStore store;
  OneForm forms;
  Hands hands;
  OneLanguage languages;
  SetClock clock;
  OneDay calendar;
  std::unique_ptr<Desk> desk;
  std::uint64_t number = 0;
  CaseId subject;
  ActId act;

  Bench() {
    start();
    give(RecordCase{.lines = {{"1"}}, .failure = {"awful"}});
    give(ChooseAct{ActPurpose::fix, {"sorry"}, {}});
    give(ChooseAct{ActPurpose::fix, {"coupon"}, {}});
    subject = desk->view()->open.value().state.id;
    act = desk->view()->open->state.acts.back().id;
  }
  void start() {
    desk = std::make_unique<Desk>(
        DeskPorts{.store = store,
                  .clock = clock,
                  .calendar = calendar,
                  .languages = &languages,
                  .slips = &forms,
                  .courier = &hands},
        std::make_shared<const Policy>(Policy{.playbook = fakes::playbook(), .site = {}, .text = {"t", "1", "r", ""}}));
    take(Refresh{});
  }
  void take(IntentBody body) {
    auto host = std::make_shared<HostPicture>();
    host->check = fakes::open_check();
    host->items = fakes::menu();
    host->operator_ = fakes::ana();
    host->staff = {fakes::ana(), fakes::mira()};
    host->has_operator = true;
    desk->take({++number, std::move(host), std::move(body)});
  }
  void give(Command command) {
    const auto& open = desk->view()->open;
    take(Give{open ? std::optional(open->state.id) : std::nullopt, std::move(command), std::nullopt});
  }
  void ask() { take(Give{subject, AskDelivery{Destination::printer, SlipKind::coupon, act, {}}, std::nullopt}); }
  void answer(PrintOutcome outcome) { take(NotePrinted{subject, hands.orders.back().delivery, outcome}); }
  void pass(std::int64_t seconds) {
    clock.pass(seconds);
    (void)desk->take_errands();
  }
  Delivery delivery() {
    take(OpenCase{subject});
    return desk->view()->open.value().state.deliveries.at(0);
  }
};

}  // namespace

TEST_CASE("a slip is started in the ledger before it is handed to the printer, once") {
  Bench bench;
  bench.ask();
  CHECK(bench.delivery().state == DeliveryState::waiting);
  CHECK(bench.hands.orders.empty());
  bench.pass(0);
  CHECK(bench.delivery().state == DeliveryState::started);
  REQUIRE(bench.hands.orders.size() == 1);
  // Asked for again while it is on its way: nothing more comes of it.
  bench.ask();
  bench.pass(600);
  CHECK(bench.hands.orders.size() == 1);
  bench.answer(PrintOutcome::printed);
  CHECK(bench.delivery().state == DeliveryState::done);
  bench.pass(600);
  CHECK(bench.hands.orders.size() == 1);
}

TEST_CASE("what the slip says is the coupon's, made when it is sent") {
  Bench bench;
  bench.ask();
  bench.pass(0);
  const Case state = bench.desk->view()->open.value().state;
  const std::string code = spell_code(state.find(bench.act)->coupon_number);
  const auto& parts = bench.hands.orders.at(0).slip.parts;
  REQUIRE(parts.size() == 2);
  CHECK(std::get<SlipText>(parts[0]).text.starts_with(code));
  CHECK(std::get<SlipQr>(parts[1]).data == state.find(bench.act)->coupon_number);
}

TEST_CASE("paper that is out is told and tried again by itself, and the slip comes out once") {
  const PrintOutcome unsent = GENERATE(PrintOutcome::paper_out, PrintOutcome::cover_open, PrintOutcome::not_reached,
                                       PrintOutcome::no_answer, PrintOutcome::stopped);
  Bench bench;
  bench.ask();
  bench.pass(0);
  bench.answer(unsent);
  CHECK(bench.delivery().state == DeliveryState::waiting);
  CHECK(bench.delivery().why == name_of(unsent));
  bench.pass(1);
  CHECK(bench.hands.orders.size() == 1);
  bench.pass(60);
  REQUIRE(bench.hands.orders.size() == 2);
  // What was in the way is said until it is out of it.
  CHECK(bench.delivery().state == DeliveryState::started);
  CHECK(bench.delivery().why == name_of(unsent));
  bench.answer(PrintOutcome::printed);
  CHECK(bench.delivery().state == DeliveryState::done);
}

TEST_CASE("a printer that stays silent is given up after a while, aloud, and is tried again when somebody says so") {
  Bench bench;
  bench.ask();
  bench.pass(0);
  for (int each = 0; each < 100 && bench.delivery().is_open(); ++each) {
    bench.answer(PrintOutcome::not_reached);
    bench.pass(60);
  }
  CHECK(bench.delivery().state == DeliveryState::failed);
  CHECK(bench.delivery().why == "not_reached");
  const std::size_t tried = bench.hands.orders.size();
  CHECK(tried > 10);
  bench.pass(3600);
  CHECK(bench.hands.orders.size() == tried);
  bench.take(Give{bench.subject, RepeatDelivery{{1}}, std::nullopt});
  bench.pass(0);
  CHECK(bench.hands.orders.size() == tried + 1);
}

TEST_CASE("cut off in the middle, nothing is printed again until somebody has looked") {
  Bench bench;
  bench.ask();
  bench.pass(0);
  bench.answer(PrintOutcome::cut_off);
  CHECK(bench.delivery().state == DeliveryState::in_doubt);
  bench.pass(3600);
  CHECK(bench.hands.orders.size() == 1);
  SECTION("it came out") {
    bench.take(Give{bench.subject, ConfirmDelivery{{1}}, std::nullopt});
    CHECK(bench.delivery().state == DeliveryState::done);
    bench.pass(3600);
    CHECK(bench.hands.orders.size() == 1);
  }
  SECTION("it did not") {
    bench.take(Give{bench.subject, RepeatDelivery{{1}}, std::nullopt});
    bench.pass(0);
    CHECK(bench.hands.orders.size() == 2);
  }
  SECTION("nobody needs it") {
    bench.take(Give{bench.subject, DropDelivery{{1}}, std::nullopt});
    bench.pass(3600);
    CHECK(bench.hands.orders.size() == 1);
  }
}

TEST_CASE("killed before it was started it is printed after the start, killed after that somebody is asked") {
  Bench bench;
  bench.ask();
  SECTION("before") {
    bench.start();
    bench.pass(0);
    CHECK(bench.hands.orders.size() == 1);
    CHECK(bench.delivery().state == DeliveryState::started);
  }
  SECTION("after") {
    bench.pass(0);
    bench.start();
    bench.pass(3600);
    CHECK(bench.hands.orders.size() == 1);
    CHECK(bench.delivery().state == DeliveryState::in_doubt);
    // What the printer of the run before says now is heard no more.
    bench.answer(PrintOutcome::printed);
    CHECK(bench.delivery().state == DeliveryState::in_doubt);
  }
}

TEST_CASE("a till that ends while paper is out prints by itself after the start: nothing was sent") {
  Bench bench;
  bench.ask();
  bench.pass(0);
  bench.answer(PrintOutcome::paper_out);
  bench.start();
  bench.pass(0);
  CHECK(bench.hands.orders.size() == 2);
  CHECK(bench.delivery().state == DeliveryState::started);
}

TEST_CASE("without a printer nothing is asked for, and one that was taken away fails what waits") {
  Bench bench;
  bench.hands.has_printer = false;
  bench.ask();
  CHECK(bench.desk->view()->refused.value().refusal == Refusal::no_printer);
  bench.hands.has_printer = true;
  bench.ask();
  bench.hands.has_printer = false;
  bench.pass(0);
  CHECK(bench.delivery().state == DeliveryState::failed);
  CHECK(bench.delivery().why == "no_printer");
}

TEST_CASE("a slip is shown as it would be printed") {
  Bench bench;
  bench.take(OpenCase{bench.subject});
  bench.take(ShowSlip{CaseSlip{SlipKind::coupon, bench.act}});
  REQUIRE(bench.desk->view()->slip);
  bench.ask();
  bench.pass(0);
  CHECK(bench.hands.orders.at(0).slip == bench.desk->view()->slip->slip);
  bench.take(ShowSlip{});
  CHECK_FALSE(bench.desk->view()->slip);
}
