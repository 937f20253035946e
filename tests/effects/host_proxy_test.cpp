// The host behind its proxy: hosts that lack, shorten, repeat and come late.

#include "effects/host_proxy.hpp"

#include <catch_amalgamated.hpp>
#include <memory>
#include <thread>

#include "effects/system_clock.hpp"
#include "support/scripted_host.hpp"

namespace amends {
namespace {

using testing::ScriptedHost;

const Currency kEuro = find_currency("EUR").value();

struct Till {
  ScriptedHost host;
  std::unique_ptr<HostProxy> proxy;

  HostProxy& connected() {
    proxy = std::make_unique<HostProxy>(&host.host, kEuro);
    REQUIRE(proxy->unusable().empty());
    proxy->connect();
    return *proxy;
  }
};

TEST_CASE("Making the proxy calls nothing of the host's; connecting asks for each extension once") {
  Till till;
  HostProxy proxy(&till.host.host, kEuro);
  CHECK(till.host.asked_extensions.empty());
  proxy.connect();
  auto asked = till.host.asked_extensions;
  std::sort(asked.begin(), asked.end());
  CHECK(asked == std::vector<std::string>{AMENDS_EXTENSION_CLOCK, AMENDS_EXTENSION_LOG, AMENDS_EXTENSION_OPERATOR,
                                          AMENDS_EXTENSION_POS, AMENDS_EXTENSION_THREAD_CHECK});
  CHECK(till.host.log_lines().empty());
}

TEST_CASE("A host that is null, short, of another major version or without its three functions is unusable") {
  CHECK_FALSE(HostProxy(nullptr, kEuro).unusable().empty());
  const auto spoiled = [](auto spoil) {
    ScriptedHost host;
    spoil(host.host);
    return !HostProxy(&host.host, kEuro).unusable().empty();
  };
  CHECK(spoiled([](amends_host_t& host) { host.struct_size = AMENDS_HOST_SIZE_0_1 - 1; }));
  CHECK(spoiled([](amends_host_t& host) { host.abi_version.major = AMENDS_VERSION_MAJOR + 1; }));
  CHECK(spoiled([](amends_host_t& host) { host.get_extension = nullptr; }));
  CHECK(spoiled([](amends_host_t& host) { host.request_callback = nullptr; }));
  CHECK(spoiled([](amends_host_t& host) { host.request_frame = nullptr; }));
  CHECK_FALSE(spoiled([](amends_host_t& host) { host.struct_size += 64; }));
  CHECK_FALSE(spoiled([](amends_host_t& host) { host.name = nullptr; }));
}

TEST_CASE("The picture holds what the host shows") {
  Till till;
  const HostPicture picture = till.connected().picture(std::nullopt);
  CHECK(picture.has_pos);
  CHECK(picture.has_operator);
  REQUIRE(picture.check);
  CHECK(picture.check->id.text == "check-41");
  CHECK_FALSE(picture.case_check);
  CHECK(picture.items.size() == 4);
  REQUIRE(picture.operator_);
  CHECK(picture.operator_->id.text == "ana");
  CHECK(picture.staff.size() == 2);
  CHECK(picture.capabilities.refund_line);
  CHECK_FALSE(picture.capabilities.exchange);
}

TEST_CASE("A case's own check is found only where it isn't the one on the screen") {
  Till till;
  HostProxy& proxy = till.connected();
  CHECK_FALSE(proxy.picture(CheckId{"check-41"}).case_check);
  till.host.shows_check = false;
  const HostPicture picture = proxy.picture(CheckId{"check-41"});
  CHECK_FALSE(picture.check);
  REQUIRE(picture.case_check);
  CHECK(picture.case_check->id.text == "check-41");
  CHECK_FALSE(proxy.picture(CheckId{"check-40"}).case_check);
  CHECK_FALSE(proxy.picture(CheckId{}).case_check);
}

TEST_CASE("A till that finds another check than was asked for is not believed") {
  Till till;
  till.host.pos.find_check = [](const amends_host_t* self, const char*, amends_check_visitor_t visit, void* context) {
    visit(context, &static_cast<ScriptedHost*>(self->host_data)->told_check());
    return amends_status_t{AMENDS_OK};
  };
  CHECK_FALSE(till.connected().picture(CheckId{"check-7"}).case_check);
  CHECK(till.host.blamed_count() == 1);
}

TEST_CASE("A host with no extension at all is a host that can do nothing") {
  Till till;
  till.host.extensions.clear();
  HostProxy& proxy = till.connected();
  CHECK(proxy.picture(CheckId{"check-41"}) == HostPicture{});
  CHECK(proxy.submit({}, "") == AMENDS_E_UNAVAILABLE);
  CHECK(proxy.look_up({"T3-1"}).status == AMENDS_E_UNAVAILABLE);
  CHECK(proxy.check_pin("pin-1", {"mira"}, "1234") == AMENDS_E_UNAVAILABLE);
  CHECK_FALSE(proxy.now());
  proxy.log(AMENDS_LOG_INFO, "nobody hears this");
}

TEST_CASE("An extension whose table is short or has holes is not used, and the host is told so once") {
  Till till;
  SECTION("short") {
    till.host.pos.struct_size = AMENDS_HOST_POS_SIZE_0_1 - 1;
  }
  SECTION("without submit") {
    till.host.pos.submit = nullptr;
  }
  SECTION("without capabilities") {
    till.host.pos.get_capabilities = nullptr;
  }
  HostProxy& proxy = till.connected();
  CHECK_FALSE(proxy.has_pos());
  CHECK(proxy.has_operator());
  CHECK_FALSE(proxy.picture(std::nullopt).check);
  CHECK(till.host.blamed_count() == 1);
}

TEST_CASE("A till without look_up, items or past checks still shows its check") {
  Till till;
  till.host.pos.look_up = nullptr;
  till.host.pos.visit_items = nullptr;
  till.host.pos.find_check = nullptr;
  const HostPicture picture = till.connected().picture(CheckId{"check-7"});
  CHECK(picture.check);
  CHECK(picture.items.empty());
  CHECK_FALSE(picture.capabilities.look_up);
  CHECK(till.host.blamed_count() == 0);
}

TEST_CASE("A table of a newer host is used as far as it is known") {
  struct NewerPos {
    amends_host_pos_t known;
    void* appended;
  };
  Till till;
  NewerPos newer{till.host.pos, &till};
  newer.known.struct_size = sizeof newer;
  till.host.extensions[AMENDS_EXTENSION_POS] = &newer;
  CHECK(till.connected().picture(std::nullopt).check);
}

TEST_CASE("A check that is visited twice counts once") {
  Till till;
  till.host.on_visit_check = [&](amends_check_visitor_t visit, void* context) {
    visit(context, &till.host.told_check());
    amends_check_t second = till.host.told_check();
    second.id = "check-42";
    visit(context, &second);
    return amends_status_t{AMENDS_OK};
  };
  CHECK(till.connected().picture(std::nullopt).check->id.text == "check-41");
  CHECK(till.host.blamed_count() == 1);
}

TEST_CASE("A visitor that is called late, from another thread, with null, or before a failure does nothing") {
  Till till;
  amends_check_visitor_t late = nullptr;
  void* late_context = nullptr;
  SECTION("late") {
    till.host.on_visit_check = [&](amends_check_visitor_t visit, void* context) {
      late = visit;
      late_context = context;
      return amends_status_t{AMENDS_OK};
    };
    CHECK_FALSE(till.connected().picture(std::nullopt).check);
    late(late_context, &till.host.told_check());
  }
  SECTION("from another thread") {
    till.host.on_visit_check = [&](amends_check_visitor_t visit, void* context) {
      std::thread([&] { visit(context, &till.host.told_check()); }).join();
      return amends_status_t{AMENDS_OK};
    };
    CHECK_FALSE(till.connected().picture(std::nullopt).check);
  }
  SECTION("with null") {
    till.host.on_visit_check = [&](amends_check_visitor_t visit, void* context) {
      visit(context, nullptr);
      return amends_status_t{AMENDS_OK};
    };
    CHECK_FALSE(till.connected().picture(std::nullopt).check);
  }
  SECTION("before a failure") {
    till.host.on_visit_check = [&](amends_check_visitor_t visit, void* context) {
      visit(context, &till.host.told_check());
      return amends_status_t{AMENDS_E_INTERNAL};
    };
    CHECK_FALSE(till.connected().picture(std::nullopt).check);
  }
  CHECK(till.host.blamed_count() == 1);
}

TEST_CASE("The same complaint about the host is logged once") {
  Till till;
  till.host.check.currency = "nonsense";
  HostProxy& proxy = till.connected();
  for (int time = 0; time < 3; ++time)
    CHECK_FALSE(proxy.picture(std::nullopt).check);
  CHECK(till.host.blamed_count() == 1);
}

TEST_CASE("Nobody signed on is no failure") {
  Till till;
  till.host.signed_on = 99;
  const HostPicture picture = till.connected().picture(std::nullopt);
  CHECK_FALSE(picture.operator_);
  CHECK(picture.staff.size() == 2);
  CHECK(till.host.blamed_count() == 0);
}

TEST_CASE("A request reaches the host whole") {
  Till till;
  HostProxy& proxy = till.connected();
  HostRequest request;
  request.id = {"T3-0042-1"};
  request.work = HostWork::reorder;
  request.check = {"check-41"};
  request.case_number = {"T3-0042"};
  request.by = {"ana"};
  request.amount = {900, kEuro};
  request.lines = {{{"1"}, 1000, {450, kEuro}}, {{"2"}, 1000, {450, kEuro}}};
  request.items = {{{"lemonade"}, "Lemonade", 2000}};
  CHECK(proxy.submit(request, "Tastes wrong") == AMENDS_OK);
  REQUIRE(till.host.submitted.size() == 1);
  const testing::SeenRequest& seen = till.host.submitted.front();
  CHECK(seen.kind == AMENDS_REQUEST_REORDER);
  CHECK(seen.request_id == "T3-0042-1");
  CHECK(seen.check_id == "check-41");
  CHECK(seen.case_number == "T3-0042");
  CHECK(seen.currency == "EUR");
  CHECK(seen.reason == "Tastes wrong");
  CHECK(seen.operator_id == "ana");
  CHECK(seen.approver_id.empty());
  CHECK(seen.amount_minor == 900);
  CHECK(seen.lines == std::vector<std::pair<std::string, std::int64_t>>{{"1", 450}, {"2", 450}});
  CHECK(seen.items == std::vector<std::pair<std::string, std::int64_t>>{{"lemonade", 2000}});
}

TEST_CASE("An answer for another request than was looked up is not believed") {
  Till till;
  till.host.on_look_up = [](const std::string&, amends_answer_visitor_t visit, void* context) {
    const amends_answer_t answer = ScriptedHost::make_answer("T3-2", AMENDS_OUTCOME_DONE, 450);
    visit(context, &answer);
    return amends_status_t{AMENDS_OK};
  };
  HostProxy& proxy = till.connected();
  CHECK(proxy.look_up({"T3-2"}).answer);
  CHECK_FALSE(proxy.look_up({"T3-1"}).answer);
  CHECK(till.host.blamed_count() == 1);
}

TEST_CASE("A host whose thread check denies its own main thread is told so") {
  Till till;
  till.host.thread_check.is_main_thread = [](const amends_host_t*) -> std::uint32_t { return 0; };
  (void)till.connected();
  CHECK(till.host.blamed_count() == 1);
}

TEST_CASE("The till's clock is used while it is sane, else the system's") {
  Till till;
  const HostProxy& proxy = till.connected();
  const TillClock clock(proxy);
  till.host.now_us = 1'800'000'000'000'001;
  CHECK(clock.now().microseconds == 1'800'000'000'000'001);
  CHECK(till.host.blamed_count() == 0);
  for (const std::int64_t absurd : {std::int64_t{0}, std::int64_t{-5}, INT64_MAX}) {
    till.host.now_us = absurd;
    const Instant before = SystemClock{}.now();
    const Instant told = clock.now();
    CHECK(told >= before);
    CHECK(told <= SystemClock{}.now());
  }
  CHECK(till.host.blamed_count() == 1);
}

}  // namespace
}  // namespace amends
