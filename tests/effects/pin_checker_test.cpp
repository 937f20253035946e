// PINs at the host, and against the staff file's hashes on the worker.

#include "effects/pin_checker.hpp"

#include <sodium.h>

#include <array>
#include <catch_amalgamated.hpp>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <set>

#include "support/scripted_host.hpp"

namespace amends {
namespace {

using std::chrono::seconds;
using testing::ScriptedHost;

const PersonId kMira{"mira"};
const PersonId kJon{"jon"};
const PersonId kEva{"eva"};  // with this till's pepper
const PersonId kTom{"tom"};  // with another's

const std::vector<std::uint8_t> kPepper(32, 7);
const std::vector<std::uint8_t> kOtherPepper(32, 9);

// Argon2id with its smallest cost: the strength isn't what is tested.
std::string hash_of(const std::string& pin) {
  REQUIRE(sodium_init() >= 0);
  std::array<char, crypto_pwhash_STRBYTES> hash{};
  REQUIRE(crypto_pwhash_str_alg(hash.data(), pin.c_str(), pin.size(), crypto_pwhash_OPSLIMIT_MIN,
                                crypto_pwhash_MEMLIMIT_MIN, crypto_pwhash_ALG_ARGON2ID13) == 0);
  return hash.data();
}

struct Checking {
  explicit Checking(bool host_checks = false) {
    if (!host_checks) host.operators.check_pin = nullptr;
    proxy = std::make_unique<HostProxy>(&host.host, find_currency("EUR").value());
    proxy->connect();
    checker = std::make_unique<PinChecker>(
        *proxy,
        std::map<PersonId, std::string>{{kMira, hash_of("482913")},
                                        {kJon, hash_of("482913")},
                                        {kEva, hash_pin(Secret("482913"), kPepper).value()},
                                        {kTom, hash_pin(Secret("482913"), kOtherPepper).value()}},
        kPepper, [this] { wake(); }, [this] { return now; });
  }

  void wake() {
    const std::lock_guard guard(mutex);
    ++wakes;
    woken.notify_one();
  }
  // Waits until the checker wished to be asked, then asks it.
  std::vector<PinAnswer> answers() {
    std::unique_lock lock(mutex);
    REQUIRE(woken.wait_for(lock, seconds{60}, [this] { return wakes > 0; }));
    wakes = 0;
    lock.unlock();
    return checker->take_answers();
  }
  PinAnswer try_pin(const PersonId& person, std::string pin) {
    checker->check(++attempt, person, Secret(std::move(pin)));
    std::vector<PinAnswer> given;
    while (given.empty())
      given = answers();
    REQUIRE(given.size() == 1);
    CHECK(given.front().attempt == attempt);
    CHECK(given.front().person == person);
    return given.front();
  }

  ScriptedHost host;
  std::unique_ptr<HostProxy> proxy;
  PinLockout::Time now = PinLockout::Time{} + std::chrono::hours{1000};
  std::mutex mutex;
  std::condition_variable woken;
  int wakes = 0;
  std::uint64_t attempt = 0;
  std::unique_ptr<PinChecker> checker;
};

TEST_CASE("The right PIN is right, another is wrong, and somebody without one has none") {
  Checking at;
  CHECK(at.try_pin(kMira, "482913").outcome == PinOutcome::right);
  CHECK(at.try_pin(kMira, "482914").outcome == PinOutcome::wrong);
  CHECK(at.try_pin(kMira, "").outcome == PinOutcome::wrong);
  CHECK(at.try_pin(kMira, std::string(200, '4')).outcome == PinOutcome::wrong);
  CHECK(at.try_pin({"ana"}, "482913").outcome == PinOutcome::no_pin);
}

TEST_CASE("A PIN that was hashed with the till's pepper is checked with it, and by no other till") {
  Checking at;
  CHECK(at.try_pin(kEva, "482913").outcome == PinOutcome::right);
  CHECK(at.try_pin(kEva, "482914").outcome == PinOutcome::wrong);
  CHECK(at.try_pin(kTom, "482913").outcome == PinOutcome::unavailable);
  const auto lines = at.host.log_lines();
  REQUIRE(lines.size() == 1);
  CHECK(lines.front().text.find("The PIN of tom was made for another till") != std::string::npos);
  CHECK(lines.front().text.find("482913") == std::string::npos);
  // Nobody is locked for what no one could have known.
  for (int count = 0; count < 8; ++count)
    CHECK(at.try_pin(kTom, "482913").outcome == PinOutcome::unavailable);
}

TEST_CASE("A hash is Argon2id with three passes over 32 MiB, salted, and of no use without the pepper") {
  REQUIRE(sodium_init() >= 0);
  const Secret pin("482913");
  const std::string with = hash_pin(pin, kPepper).value();
  const std::string without = hash_pin(pin, {}).value();
  CHECK(with.find("$argon2id$v=19$m=32768,t=3,p=1$") != std::string::npos);
  CHECK(without.starts_with("$argon2id$v=19$m=32768,t=3,p=1$"));
  CHECK(with != hash_pin(pin, kPepper).value());
  CHECK(fits(with, pin, kPepper));
  CHECK(fits(without, pin, {}));
  CHECK(can_check(without, {}));
  CHECK_FALSE(can_check(with, {}));
  CHECK_FALSE(can_check(with, kOtherPepper));
  CHECK_FALSE(fits(with, pin, kOtherPepper));
  // Its Argon2 text alone tells nothing of the digits.
  CHECK_FALSE(fits(with.substr(with.find('$')), pin, {}));
}

TEST_CASE("Five wrong PINs lock this person and no other, and the right one doesn't help meanwhile") {
  Checking at;
  for (int count = 0; count < 4; ++count) {
    const PinAnswer answer = at.try_pin(kMira, "000000");
    CHECK(answer.outcome == PinOutcome::wrong);
    CHECK(answer.locked_for == seconds{0});
  }
  const PinAnswer fifth = at.try_pin(kMira, "000000");
  CHECK(fifth.outcome == PinOutcome::wrong);
  CHECK(fifth.locked_for == seconds{30});
  at.now += seconds{10};
  const PinAnswer locked = at.try_pin(kMira, "482913");
  CHECK(locked.outcome == PinOutcome::locked);
  CHECK(locked.locked_for == seconds{20});
  CHECK(at.try_pin(kJon, "482913").outcome == PinOutcome::right);
  at.now += seconds{20};
  CHECK(at.try_pin(kMira, "482913").outcome == PinOutcome::right);
}

TEST_CASE("Many tries at once are answered one by one, and the lock holds among them") {
  Checking at;
  for (std::uint64_t attempt = 1; attempt <= 8; ++attempt)
    at.checker->check(attempt, kMira, Secret("111111"));
  std::vector<PinAnswer> all;
  while (all.size() < 8) {
    for (PinAnswer& answer : at.answers())
      all.push_back(std::move(answer));
  }
  for (std::size_t index = 0; index < all.size(); ++index) {
    CHECK(all[index].attempt == index + 1);
    CHECK(all[index].outcome == (index < 5 ? PinOutcome::wrong : PinOutcome::locked));
  }
}

TEST_CASE("A host that checks PINs is asked instead of the staff file") {
  Checking at(true);
  std::vector<std::string> pins;
  amends_status_t status = AMENDS_OK;
  at.host.on_pin = [&](const std::string&, const std::string& person, const std::string& pin) {
    CHECK(person == "mira");
    pins.push_back(pin);
    return status;
  };
  CHECK(at.try_pin(kMira, "1").outcome == PinOutcome::right);
  status = AMENDS_E_REFUSED;
  CHECK(at.try_pin(kMira, "2").outcome == PinOutcome::wrong);
  status = AMENDS_E_INTERNAL;
  CHECK(at.try_pin(kMira, "3").outcome == PinOutcome::unavailable);
  CHECK(at.host.blamed_count() == 1);
  status = AMENDS_E_UNAVAILABLE;
  CHECK(at.try_pin(kMira, "482913").outcome == PinOutcome::right);
  CHECK(pins == std::vector<std::string>{"1", "2", "3", "482913"});
}

TEST_CASE("A host's wrong PINs lock the person too") {
  Checking at(true);
  int asked = 0;
  at.host.on_pin = [&](const std::string&, const std::string&, const std::string&) {
    ++asked;
    return amends_status_t{AMENDS_E_REFUSED};
  };
  for (int count = 0; count < 5; ++count)
    CHECK(at.try_pin(kMira, "1").outcome == PinOutcome::wrong);
  CHECK(at.try_pin(kMira, "1").outcome == PinOutcome::locked);
  CHECK(asked == 5);
}

TEST_CASE("A host answers later, within the call, twice, or for a request that nobody made") {
  Checking at(true);
  std::string request;
  SECTION("later") {
    at.host.on_pin = [&](const std::string& id, const std::string&, const std::string&) {
      request = id;
      return amends_status_t{AMENDS_PENDING};
    };
    at.checker->check(1, kMira, Secret("1"));
    CHECK(at.checker->take_answers().empty());
    at.checker->host_answered("pin-99", AMENDS_OK);
    at.checker->host_answered(nullptr, AMENDS_OK);
    CHECK(at.checker->take_answers().empty());
    at.checker->host_answered(request.c_str(), AMENDS_OK);
    at.checker->host_answered(request.c_str(), AMENDS_E_REFUSED);
  }
  SECTION("within the call") {
    at.host.on_pin = [&](const std::string& id, const std::string&, const std::string&) {
      at.checker->host_answered(id.c_str(), AMENDS_OK);
      return amends_status_t{AMENDS_PENDING};
    };
    at.checker->check(1, kMira, Secret("1"));
  }
  SECTION("within the call, and with its status again") {
    at.host.on_pin = [&](const std::string& id, const std::string&, const std::string&) {
      at.checker->host_answered(id.c_str(), AMENDS_OK);
      return amends_status_t{AMENDS_E_REFUSED};
    };
    at.checker->check(1, kMira, Secret("1"));
  }
  CHECK(at.checker->take_answers() == std::vector<PinAnswer>{{1, kMira, PinOutcome::right, seconds{0}}});
}

TEST_CASE("Stopping joins the worker in the middle of its work") {
  Checking at;
  for (std::uint64_t attempt = 1; attempt <= 4; ++attempt)
    at.checker->check(attempt, kMira, Secret("111111"));
  at.checker->stop();
  at.checker.reset();
}

}  // namespace
}  // namespace amends
