// What the till does when it is asked to put something right: once for each request id, never more than was paid,
// and on the disk before it answers.

#include "kiosk/demo_pos.hpp"

#include <sys/wait.h>
#include <unistd.h>
#include <catch_amalgamated.hpp>

#include <csignal>

#include "till_fixture.hpp"

namespace kiosk {
namespace {

constexpr std::int64_t kSecondUs = 1'000'000;

TEST_CASE("the first day is as the pack says") {
  BusinessOnDisk business;
  const Check& check = business.check("41");
  CHECK(business.pos().on_screen() == &check);
  CHECK(business.pos().signed_on()->name == "Ana");
  CHECK(check.place == "Table 12");
  CHECK(check.guests == 3);
  CHECK(check.lines.size() == 6);
  CHECK(check.total_minor() == 4130);
  CHECK(check.paid_minor() == 0);
  CHECK(check.lines[0].component == "iced tea base");
  CHECK(check.lines[0].component == check.lines[2].component);
  CHECK(business.clock().now_us() - check.opened_us >= 23 * 60 * kSecondUs);
  CHECK(business.pos().find_check("Check 39") == &business.check("39"));
  CHECK(business.pos().find_check("#39") == &business.check("39"));
  CHECK(business.pos().find_check("4711") == nullptr);
}

TEST_CASE("a refund is answered with a reference, and changes the check") {
  BusinessOnDisk business;
  Request asked = request("r-1", AMENDS_REQUEST_REFUND, business.check("39"), 1790);
  asked.lines = {{"4", 1000, 1790}};
  CHECK(business.pos().submit(asked) == AMENDS_OK);
  CHECK(business.check("39").refunded_minor() == 1790);
  CHECK(business.check("39").lines[3].refunded_minor == 1790);
  const Answer answer = business.answer();
  CHECK(answer.outcome == AMENDS_OUTCOME_DONE);
  CHECK(answer.request_id == "r-1");
  CHECK(answer.amount_minor == 1790);
  CHECK_FALSE(answer.reference.empty());
}

TEST_CASE("the same request id again is the same refund, also after a restart") {
  BusinessOnDisk business;
  const Request asked = request("r-1", AMENDS_REQUEST_REFUND, business.check("39"), 1790);
  REQUIRE(business.pos().submit(asked) == AMENDS_OK);
  const Answer first = business.answer();
  CHECK(business.pos().submit(asked) == AMENDS_ALREADY_DONE);
  CHECK(business.answer().reference == first.reference);

  business.open_again();
  CHECK(business.check("39").refunded_minor() == 1790);
  CHECK(business.pos().submit(asked) == AMENDS_ALREADY_DONE);
  const Answer again = business.answer();
  CHECK(again.outcome == AMENDS_OUTCOME_DONE);
  CHECK(again.reference == first.reference);
  CHECK(again.amount_minor == 1790);
  CHECK(business.check("39").refunded_minor() == 1790);
  CHECK(business.pos().look_up("r-1")->reference == first.reference);
}

TEST_CASE("a request id that was used for something else is refused and does nothing") {
  BusinessOnDisk business;
  REQUIRE(business.pos().submit(request("r-1", AMENDS_REQUEST_REFUND, business.check("39"), 100)) == AMENDS_OK);
  business.answer();
  CHECK(business.pos().submit(request("r-1", AMENDS_REQUEST_REFUND, business.check("39"), 200)) == AMENDS_E_REFUSED);
  CHECK(business.pos().take_due_answers().empty());
  CHECK(business.check("39").refunded_minor() == 100);
}

TEST_CASE("a till that isn't idempotent does it again: that is what the overlay must know") {
  BusinessOnDisk business(kAllCapabilities & ~std::uint32_t{AMENDS_IS_IDEMPOTENT});
  const Request asked = request("r-1", AMENDS_REQUEST_REFUND, business.check("39"), 1000);
  business.pos().submit(asked);
  business.pos().submit(asked);
  CHECK(business.check("39").refunded_minor() == 2000);
}

TEST_CASE("no sequence of refunds gives back more than was paid") {
  BusinessOnDisk business;
  const std::int64_t paid_minor = business.check("39").paid_minor();
  for (int i = 0; i < 12; ++i) {
    business.pos().submit(request("r-" + std::to_string(i), AMENDS_REQUEST_REFUND, business.check("39"), 999));
    CHECK(business.check("39").refunded_minor() <= paid_minor);
  }
  CHECK(business.check("39").refunded_minor() == paid_minor / 999 * 999);
}

struct Refusal {
  const char* situation;
  amends_request_kind_t kind;
  const char* number;
  std::int64_t amount_minor;
  std::vector<RequestLine> lines;
  std::vector<RequestItem> items;
  const char* message;
};

const std::vector<Refusal>& refusals() {
  static const std::vector<Refusal> kRefusals = {
      {"more than was paid", AMENDS_REQUEST_REFUND, "39", 5991, {}, {}, "Of check 39 only € 59.90 can be given back."},
      {"an open check", AMENDS_REQUEST_REFUND, "41", 100, {}, {}, "Check 41 isn't paid yet."},
      {"nothing", AMENDS_REQUEST_REFUND, "39", 0, {}, {}, "An amount above zero is needed."},
      {"less than nothing", AMENDS_REQUEST_REFUND, "39", -1, {}, {}, "An amount can't be below zero."},
      {"an unknown line", AMENDS_REQUEST_REFUND, "39", 100, {{"99", 1000, 100}}, {}, "Check 39 has no line 99."},
      {"more than the line",
       AMENDS_REQUEST_REFUND,
       "39",
       600,
       {{"1", 1000, 600}},
       {},
       "Of House red, glass only € 5.50 can be given back."},
      {"lines above the amount",
       AMENDS_REQUEST_REFUND,
       "39",
       100,
       {{"1", 1000, 101}},
       {},
       "The amounts of the lines don't fit the amount asked for."},
      {"a discount on a paid check",
       AMENDS_REQUEST_DISCOUNT,
       "39",
       100,
       {},
       {},
       "Check 39 is paid: a refund is needed."},
      {"a discount above the total", AMENDS_REQUEST_DISCOUNT, "41", 4131, {}, {}, "Check 41 comes to € 41.30 only."},
      {"a void on a paid check",
       AMENDS_REQUEST_VOID,
       "39",
       0,
       {{"1", 1000, 0}},
       {},
       "Check 39 is paid: a refund is needed."},
      {"a void of nothing", AMENDS_REQUEST_VOID, "41", 0, {}, {}, "Which line is to be voided isn't said."},
      {"an exchange before payment",
       AMENDS_REQUEST_EXCHANGE,
       "41",
       0,
       {{"1", 1000, 0}},
       {{"lemonade", 1000}},
       "Check 41 isn't paid yet."},
      {"an item that isn't sold",
       AMENDS_REQUEST_ADD_AT_ZERO,
       "41",
       0,
       {},
       {{"caviar", 1000}},
       "The till doesn't sell \"caviar\"."},
      {"an item that is out",
       AMENDS_REQUEST_REORDER,
       "41",
       0,
       {},
       {{"octopus-rice", 1000}},
       "Octopus rice isn't to be had now."},
      {"a credit of nothing", AMENDS_REQUEST_CREDIT, "41", 0, {}, {}, "An amount above zero is needed."},
  };
  return kRefusals;
}

TEST_CASE("what the till refuses, each with a sentence, and nothing changes") {
  BusinessOnDisk business;
  const std::string before = business.pos().describe();
  int id = 0;
  for (const Refusal& refusal : refusals()) {
    INFO(refusal.situation);
    Request asked =
        request("r-" + std::to_string(++id), refusal.kind, business.check(refusal.number), refusal.amount_minor);
    asked.lines = refusal.lines;
    asked.items = refusal.items;
    CHECK(business.pos().submit(asked) == AMENDS_OK);
    const Answer answer = business.answer();
    CHECK(answer.outcome == AMENDS_OUTCOME_REJECTED);
    CHECK(answer.message == refusal.message);
  }
  CHECK(business.pos().describe().substr(0, before.size()) == before);
}

TEST_CASE("an unknown check and another currency are refused") {
  BusinessOnDisk business;
  Request asked = request("r-1", AMENDS_REQUEST_REFUND, business.check("39"), 100);
  asked.check_id = "check-4711";
  business.pos().submit(asked);
  CHECK(business.answer().message == "There is no check check-4711.");
  asked = request("r-2", AMENDS_REQUEST_REFUND, business.check("39"), 100);
  asked.currency = "JPY";
  business.pos().submit(asked);
  CHECK(business.answer().message == "Check 39 is in EUR.");
}

TEST_CASE("a voided line can't be voided or refunded again") {
  BusinessOnDisk business;
  Request asked = request("r-1", AMENDS_REQUEST_VOID, business.check("41"), 0);
  asked.lines = {{"4", 1000, 0}};
  business.pos().submit(asked);
  CHECK(business.answer().amount_minor == 1290);
  CHECK(business.check("41").total_minor() == 4130 - 1290);
  asked.id = "r-2";
  business.pos().submit(asked);
  CHECK(business.answer().message == "Caesar salad was voided before.");
}

TEST_CASE("a replacement and an extra stand on the check at price zero") {
  BusinessOnDisk business;
  Request asked = request("r-1", AMENDS_REQUEST_REORDER, business.check("41"), 0);
  asked.lines = {{"1", 1000, 450}, {"2", 1000, 450}};
  asked.items = {{"lemonade", 2000}};
  business.pos().submit(asked);
  CHECK(business.answer().outcome == AMENDS_OUTCOME_DONE);
  asked = request("r-2", AMENDS_REQUEST_ADD_AT_ZERO, business.check("41"), 0);
  asked.items = {{"apple-cake", 1000}};
  business.pos().submit(asked);
  business.answer();
  const Check& check = business.check("41");
  REQUIRE(check.lines.size() == 8);
  CHECK(check.lines[6].name == "Lemonade");
  CHECK(check.lines[6].quantity_thousandths == 2000);
  CHECK(check.lines[6].fired);
  CHECK(check.lines[7].id != check.lines[6].id);
  CHECK(check.lines[0].note == "replaced");
  CHECK(check.total_minor() == 4130);
}

TEST_CASE("a discount goes off its lines first and the rest off the check") {
  BusinessOnDisk business;
  Request asked = request("r-1", AMENDS_REQUEST_DISCOUNT, business.check("41"), 1000);
  asked.lines = {{"1", 1000, 450}};
  business.pos().submit(asked);
  CHECK(business.answer().amount_minor == 1000);
  CHECK(business.check("41").lines[0].total_minor() == 0);
  CHECK(business.check("41").discount_minor == 550);
  CHECK(business.check("41").total_minor() == 3130);
  CHECK(business.check("41").discounts_minor() == 1000);
}

TEST_CASE("goods are exchanged once, on a closed receipt too") {
  BusinessOnDisk business(kAllCapabilities, "retail");
  Request asked = request("r-1", AMENDS_REQUEST_EXCHANGE, business.check("2064"), 0);
  asked.lines = {{"1", 1000, 0}};
  asked.items = {{"rain-jacket-m", 1000}};
  business.pos().submit(asked);
  CHECK(business.answer().outcome == AMENDS_OUTCOME_DONE);
  CHECK(business.check("2064").lines.back().name == "Rain jacket, M");
  asked.id = "r-2";
  business.pos().submit(asked);
  CHECK(business.answer().message == "Rain jacket, S was exchanged before.");
}

TEST_CASE("a till without a capability refuses what needs it") {
  BusinessOnDisk business(AMENDS_CAN_REFUND_CHECK | AMENDS_IS_IDEMPOTENT);
  business.pos().submit(request("r-1", AMENDS_REQUEST_REFUND, business.check("39"), 100));
  CHECK(business.answer().message == "This till can't do that.");
  business.pos().submit(request("r-2", AMENDS_REQUEST_REFUND, business.check("39"), 5990));
  CHECK(business.answer().outcome == AMENDS_OUTCOME_DONE);
  business.pos().submit(request("r-3", AMENDS_REQUEST_REFUND, business.check("37"), 3920));
  CHECK(business.answer().outcome == AMENDS_OUTCOME_REJECTED);
  business.pos().submit(request("r-4", AMENDS_REQUEST_CREDIT, business.check("41"), 100));
  CHECK(business.answer().message == "This till can't do that.");
}

TEST_CASE("a slow till says pending until it has done it") {
  BusinessOnDisk business;
  business.pos().set_behaviour(HostBehaviour::slow);
  const Request asked = request("r-1", AMENDS_REQUEST_REFUND, business.check("39"), 100);
  CHECK(business.pos().submit(asked) == AMENDS_PENDING);
  CHECK(business.pos().submit(asked) == AMENDS_PENDING);
  CHECK(business.pos().look_up("r-1")->outcome == AMENDS_OUTCOME_PENDING);
  CHECK(business.check("39").refunded_minor() == 0);
  CHECK(business.pos().take_due_answers().empty());
  business.clock().advance(2 * kSecondUs);
  CHECK(business.answer().outcome == AMENDS_OUTCOME_DONE);
  CHECK(business.check("39").refunded_minor() == 100);
}

TEST_CASE("a silent till does it and only says so when it is asked for that request") {
  BusinessOnDisk business;
  business.pos().set_behaviour(HostBehaviour::silent);
  const Request asked = request("r-1", AMENDS_REQUEST_REFUND, business.check("39"), 100);
  CHECK(business.pos().submit(asked) == AMENDS_PENDING);
  business.clock().advance(3600 * kSecondUs);
  CHECK(business.pos().take_due_answers().empty());
  CHECK(business.pos().look_up("r-1")->outcome == AMENDS_OUTCOME_DONE);
  business.pos().set_behaviour(HostBehaviour::normal);
  CHECK(business.pos().submit(asked) == AMENDS_ALREADY_DONE);
  CHECK(business.answer().amount_minor == 100);
  CHECK(business.check("39").refunded_minor() == 100);
}

TEST_CASE("a till that drops a request never heard of it") {
  BusinessOnDisk business;
  business.pos().set_behaviour(HostBehaviour::drop);
  CHECK(business.pos().submit(request("r-1", AMENDS_REQUEST_REFUND, business.check("39"), 100)) == AMENDS_PENDING);
  CHECK_FALSE(business.pos().look_up("r-1").has_value());
  CHECK(business.check("39").refunded_minor() == 0);
}

TEST_CASE("a till may answer twice, or late, and has done it once") {
  BusinessOnDisk business;
  business.pos().set_behaviour(HostBehaviour::twice);
  business.pos().submit(request("r-1", AMENDS_REQUEST_REFUND, business.check("39"), 100));
  CHECK(business.answer().request_id == "r-1");
  business.clock().advance(kSecondUs);
  CHECK(business.answer().request_id == "r-1");
  business.pos().set_behaviour(HostBehaviour::late);
  CHECK(business.pos().submit(request("r-2", AMENDS_REQUEST_REFUND, business.check("39"), 100)) == AMENDS_PENDING);
  CHECK(business.pos().take_due_answers().empty());
  business.clock().advance(21 * kSecondUs);
  CHECK(business.answer().request_id == "r-2");
  CHECK(business.check("39").refunded_minor() == 200);
}

TEST_CASE("a till killed after doing it and before answering has done it") {
  BusinessOnDisk business;
  const Request asked = request("r-1", AMENDS_REQUEST_REFUND, business.check("39"), 100);
  const pid_t child = fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    business.pos().set_behaviour(HostBehaviour::crash_after);
    business.pos().submit(asked);
    _exit(0);
  }
  int status = 0;
  REQUIRE(waitpid(child, &status, 0) == child);
  REQUIRE(WIFSIGNALED(status));
  CHECK(WTERMSIG(status) == SIGKILL);
  business.open_again();
  CHECK(business.check("39").refunded_minor() == 100);
  CHECK(business.pos().submit(asked) == AMENDS_ALREADY_DONE);
  CHECK(business.check("39").refunded_minor() == 100);
}

TEST_CASE("a request id that is too long or empty isn't taken") {
  BusinessOnDisk business;
  CHECK(business.pos().submit(request("", AMENDS_REQUEST_REFUND, business.check("39"), 1)) ==
        AMENDS_E_INVALID_ARGUMENT);
  CHECK(business.pos().submit(request(std::string(46, 'x'), AMENDS_REQUEST_REFUND, business.check("39"), 1)) ==
        AMENDS_E_INVALID_ARGUMENT);
  CHECK(business.pos().submit(request(std::string(45, 'x'), AMENDS_REQUEST_REFUND, business.check("39"), 1)) ==
        AMENDS_OK);
}

TEST_CASE("paying and closing a check survive a restart, and a closed one is told once") {
  BusinessOnDisk business;
  CHECK_FALSE(business.pos().close_check().has_value());
  REQUIRE(business.pos().pay_check("card"));
  CHECK(business.check("41").paid_minor() == 4130);
  CHECK_FALSE(business.pos().pay_check("card").has_value());
  REQUIRE(business.pos().close_check());
  CHECK(business.pos().take_closed() == std::vector<std::string>{"check-41"});
  CHECK(business.pos().take_closed().empty());
  business.open_again();
  CHECK(business.check("41").state == AMENDS_CHECK_CLOSED);
  CHECK(business.check("41").closed_us > business.check("41").opened_us);
  CHECK(business.pos().check_at("Table 12") == nullptr);
}

TEST_CASE("a data folder of another pack isn't opened") {
  BusinessOnDisk business;
  const auto journal = business.journal();
  auto pack = read_demo_pack(std::filesystem::path(AMENDS_ASSETS_DIR) / "demo", "retail");
  REQUIRE(pack);
  auto file = TillFile::open(journal, TillFile::Use::read_only);
  REQUIRE(file);
  const auto opened = DemoPos::open(std::move(*pack), std::move(*file), business.clock(), kAllCapabilities);
  REQUIRE_FALSE(opened);
  CHECK(opened.error() == "The data folder holds a till of the restaurant pack, not of retail.");
}

}  // namespace
}  // namespace kiosk
