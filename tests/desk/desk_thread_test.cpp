// The desk's thread: intents taken in order, views that grow, errands given once, and an end by the deadline.
#include "desk/desk_thread.hpp"

#include <atomic>
#include <catch_amalgamated.hpp>
#include <thread>

#include "support/memory_store.hpp"

using namespace amends;
using amends::testing::MemoryStore;

namespace {

class SystemClock : public Clock {
 public:
  [[nodiscard]] Instant now() const override {
    return {std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::system_clock::now().time_since_epoch())
                .count()};
  }
};

class NoCalendar : public Calendar {
 public:
  [[nodiscard]] LocalTime local(Instant) const override { return {}; }
  [[nodiscard]] Instant instant(const LocalTime&) const override { return {}; }
};

struct Running {
  MemoryStore store;
  SystemClock clock;
  NoCalendar calendar;
  std::atomic<int> wakes{0};
  std::shared_ptr<HostPicture> host = std::make_shared<HostPicture>();
  DeskThread thread;

  Running()
      : thread(
            [this] {
              auto policy = std::make_shared<Policy>();
              Playbook* book = &policy->playbook;
              book->currency = *find_currency("EUR");
              book->failures = {{.id = {"slow"}, .scope = FailureScope::visit}};
              return std::make_unique<Desk>(DeskPorts{.store = store, .clock = clock, .calendar = calendar}, policy);
            },
            [this] { ++wakes; }) {
    host->operator_ = Person{.id = {"ana"}, .name = "Ana"};
  }
  void record(std::uint64_t number) {
    thread.post({.number = number,
                 .host = host,
                 .body = Give{.subject = std::nullopt, .command = RecordCase{.lines = {}, .failure = {"slow"}}}});
  }
  std::shared_ptr<const DeskView> view_after(std::uint64_t number) {
    for (int tries = 0; tries < 5000; ++tries) {
      if (auto view = thread.view(); view && view->last_intent >= number) return view;
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    FAIL("the desk did not take intent " << number);
    return nullptr;
  }
};

}  // namespace

TEST_CASE("intents are taken in order and the last view shows them all") {
  Running running;
  for (std::uint64_t number = 1; number <= 100; ++number)
    running.record(number);
  const auto view = running.view_after(100);
  CHECK(view->cases.size() == 100);
  CHECK(running.wakes > 0);
}

TEST_CASE("a view in hand never changes while the desk goes on") {
  Running running;
  running.record(1);
  const auto before = running.view_after(1);
  const auto revision = before->revision;
  running.record(2);
  (void)running.view_after(2);
  CHECK(before->revision == revision);
  CHECK(before->cases.size() == 1);
}

TEST_CASE("stop takes what was posted before it") {
  Running running;
  for (std::uint64_t number = 1; number <= 50; ++number)
    running.record(number);
  running.thread.stop(std::chrono::seconds(5));
  CHECK(running.store.facts.size() == 50);
}

TEST_CASE("a fault inside the desk leaves a view that says so, and no exception leaves its thread") {
  Running running;
  running.record(1);
  (void)running.view_after(1);
  running.store.appended = [](const Decision&) { throw std::runtime_error("a fault put in on purpose"); };
  running.record(2);
  std::shared_ptr<const DeskView> view;
  for (int tries = 0; tries < 5000; ++tries) {
    view = running.thread.view();
    if (view && view->trouble != StorageTrouble::none) break;
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  CHECK(view->trouble == StorageTrouble::uncertain);
  running.record(3);
  running.thread.stop(std::chrono::seconds(5));
}

TEST_CASE("intents from several threads are each taken once") {
  Running running;
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 4; ++i) {
      threads.emplace_back([&] {
        for (int n = 0; n < 25; ++n)
          running.record(1);
      });
    }
  }
  running.thread.stop(std::chrono::seconds(5));
  CHECK(running.store.facts.size() == 100);
  CHECK(running.thread.is_idle());
}
