// Coupons in the ledger: a code is found again, a forged one never, and the file itself lets one be spent once.
#include <random>
#include <set>
#include <string>

#include <catch_amalgamated.hpp>

#include "domain/coupon_code.hpp"
#include "ledger/coupon_keys.hpp"
#include "ledger/verify_ledger.hpp"
#include "ledger_fixture.hpp"
#include "support/share.hpp"

using namespace amends;

namespace {

constexpr std::int64_t kDayS = 86'400;

ActChosen coupon_chosen() {
  return {.act = {1},
          .purpose = ActPurpose::fix,
          .from = {"coupon_next"},
          .remedy = Coupon{euro(1000), 30},
          .cost = euro(1000),
          .state = ActState::ready};
}

// A case whose guest was given a coupon; its code.
std::string give_coupon(Till& till, Case& state) {
  state = till.record();
  const Instant expires = till.now.plus_seconds(30 * kDayS);
  const std::string code = till.ledger().mint().coupon_code(euro(1000), expires, till.now);
  REQUIRE(till.append(state, {coupon_chosen(), CouponIssued{{1}, code, expires}, ActDone{{1}, {}, euro(1000)}}));
  return code;
}

CouponReserved reserved_for(const std::string& check, const std::string& request = {}) {
  return {{1}, {request}, {check}, check, "Table 4", euro(1000)};
}

std::string edited(std::string code, std::mt19937_64& random) {
  constexpr std::string_view kLetters = "0123456789ABCDEFGHJKMNPQRSTVWXYZabcdefghjkmnopqrstvwxyzOIL- ";
  const auto at = [&] { return random() % code.size(); };
  for (std::uint64_t edits = 1 + random() % 4; edits > 0 && !code.empty(); --edits) {
    switch (random() % 5) {
      case 0:
        code[at()] = kLetters[random() % kLetters.size()];
        break;
      case 1:
        std::swap(code[at()], code[at()]);
        break;
      case 2:
        code.erase(at(), 1);
        break;
      case 3:
        code.insert(at(), 1, kLetters[random() % kLetters.size()]);
        break;
      default:
        // A tag that fits its check character, as somebody would make who knows the form.
        if (auto read = read_code(code)) {
          read->tag ^= random() >> (64 - CouponCode::kTagBits);
          code = write_code(*read);
        }
    }
  }
  return code;
}

}  // namespace

TEST_CASE("a coupon is found by its code, also after reopening, and its scan is known as the store's") {
  Till till;
  Case state;
  const std::string code = give_coupon(till, state);
  const Instant expires = state.acts.front().coupon_expires;
  CHECK(till.ledger().find_coupon(code) == CouponPlace{state.id, {1}});
  CHECK_FALSE(till.ledger().find_coupon("0000000000000000"));
  const std::string scan = till.ledger().scan_of(code, euro(1000), expires);
  till.reopen();
  CHECK(till.ledger().find_coupon(code) == CouponPlace{state.id, {1}});
  CHECK(till.ledger().scan_of(code, euro(1000), expires) == scan);
  CHECK(till.ledger().is_genuine(*read_scan(scan)));
  CHECK_FALSE(till.ledger().is_genuine(*read_scan(code)));
  // With another amount than it was tagged with nothing but the code is said.
  CHECK(till.ledger().scan_of(code, euro(2000), expires) == code);
}

TEST_CASE("no term of a scan can be altered") {
  Till till;
  Case state;
  const std::string code = give_coupon(till, state);
  const auto scan = read_scan(till.ledger().scan_of(code, euro(1000), state.acts.front().coupon_expires));
  REQUIRE(scan);
  REQUIRE(till.ledger().is_genuine(*scan));
  CouponScan other = *scan;
  SECTION("worth more") {
    other.terms->amount.minor = 9000;
  }
  SECTION("in another currency") {
    other.terms->amount.currency = *find_currency("USD");
  }
  SECTION("good for longer") {
    other.terms->last_day += 1;
  }
  SECTION("of another serial") {
    other.code.serial += 1;
  }
  SECTION("of another terminal") {
    other.code.terminal += 1;
  }
  SECTION("of another epoch") {
    other.code.epoch = static_cast<std::uint8_t>((other.code.epoch + 1) % 8);
  }
  SECTION("with another tag") {
    other.code.tag ^= 1;
  }
  SECTION("with another seal") {
    other.seal ^= 1;
  }
  CHECK_FALSE(till.ledger().is_genuine(other));
}

TEST_CASE("another terminal with the same keys knows the coupon, one of another store or with other keys doesn't") {
  Till till;
  Case state;
  const std::string code = give_coupon(till, state);
  const auto scan = read_scan(till.ledger().scan_of(code, euro(1000), state.acts.front().coupon_expires));
  REQUIRE(scan);
  Till other;
  CHECK_FALSE(other.ledger().is_genuine(*scan));
  other.close();
  write_file(other.folder() / "keys/coupon-keys", bytes_of_file(till.folder() / "keys/coupon-keys"));
  other.reopen();
  CHECK(other.ledger().is_genuine(*scan));
  other.close();
  LedgerSettings elsewhere = other.settings();
  elsewhere.store = "another store";
  CHECK_FALSE(Ledger::open(elsewhere)->is_genuine(*scan));
}

TEST_CASE("a key lasts a quarter, and what it tagged is known for as long as it is there") {
  Till till;
  Instant now = till.now;
  std::vector<std::pair<std::string, Instant>> given;
  std::set<std::uint8_t> epochs;
  for (int quarter = 0; quarter < 8; ++quarter) {
    const Instant expires = now.plus_seconds(30 * kDayS);
    for (int each = 0; each < 2; ++each)
      given.emplace_back(till.ledger().mint().coupon_code(euro(500), expires, now.plus_seconds(each * 91 * kDayS)),
                         expires);
    CHECK(read_code(given.back().first)->epoch == read_code(given[given.size() - 2].first)->epoch);
    epochs.insert(read_code(given.back().first)->epoch);
    now = now.plus_seconds(92 * kDayS);
    till.reopen();
  }
  CHECK(epochs.size() == 8);
  for (const auto& [code, expires] : given)
    CHECK(till.ledger().scan_of(code, euro(500), expires) != code);
  // The ninth takes the first one's number.
  const std::string ninth = till.ledger().mint().coupon_code(euro(500), now, now);
  CHECK(read_code(ninth)->epoch == read_code(given.front().first)->epoch);
  CHECK(till.ledger().scan_of(given.front().first, euro(500), given.front().second) == given.front().first);
  CHECK(till.ledger().scan_of(given.back().first, euro(500), given.back().second) != given.back().first);
}

TEST_CASE("a clock that was set back makes no new key") {
  Till till;
  const std::string code = till.ledger().mint().coupon_code(euro(500), till.now, till.now);
  const std::string earlier =
      till.ledger().mint().coupon_code(euro(500), till.now, till.now.plus_seconds(-1000 * kDayS));
  CHECK(read_code(code)->epoch == read_code(earlier)->epoch);
}

TEST_CASE("keys that can't be written are no reason to write nothing else") {
  Till till;
  std::filesystem::create_directory(till.folder() / "keys/coupon-keys.new");
  CHECK(till.ledger().mint().coupon_code(euro(500), till.now, till.now).empty());
  CHECK_THROWS(till.record());
  till.ledger().forget();
  CHECK(till.record().is_recorded());
  CHECK(till.ledger().trouble() == StorageTrouble::none);
}

TEST_CASE("a million edits of valid codes, and none is taken for one") {
  Till till;
  std::set<std::string> codes;
  std::vector<std::pair<std::string, CouponScan>> given;
  for (int each = 0; each < 50; ++each) {
    Case state;
    const std::string code = give_coupon(till, state);
    codes.insert(code);
    given.emplace_back(code, *read_scan(till.ledger().scan_of(code, euro(1000), state.acts.front().coupon_expires)));
  }
  std::mt19937_64 random(20'181);
  int well_written = 0;
  int the_same = 0;
  const int whole = share_of(1'000'000);
  for (int each = 0; each < whole; ++each) {
    const auto& [code, scan] = given[random() % given.size()];
    const auto read = read_code(edited(code, random));
    if (!read) continue;
    if (write_code(*read) == code) {
      ++the_same;
      continue;
    }
    ++well_written;
    CouponScan forged = scan;
    forged.code = *read;
    REQUIRE_FALSE(till.ledger().is_genuine(forged));
    if (!codes.contains(write_code(*read))) {
      REQUIRE_FALSE(till.ledger().find_coupon(write_code(*read)));
    }
  }
  // The edits are worth something: many fit the form, and some only wrote the same code in another way.
  CHECK(well_written > whole / 20);
  CHECK(the_same > whole / 100);
}

TEST_CASE("the file itself refuses a second check, and any change of what is spent or void") {
  Till till;
  Case state;
  const std::string code = give_coupon(till, state);
  REQUIRE(till.append(state, {reserved_for("41")}));
  CHECK(till.ledger().coupons_on({"41"}) == std::vector{CouponPlace{state.id, {1}}});
  SECTION("reserved for another check") {
    Case twice = state;
    CHECK_FALSE(till.append(twice, {reserved_for("42")}));
  }
  SECTION("issued again after it was spent") {
    REQUIRE(till.append(state, {CouponSpent{{1}, "R-1", euro(1000)}}));
    CHECK_FALSE(till.append(state, {CouponReleased{{1}, {}}}));
  }
  SECTION("reserved after it was voided") {
    REQUIRE(till.append(state, {CouponReleased{{1}, {}}, CouponVoided{{1}}}));
    CHECK(till.ledger().coupons_on({"41"}).empty());
    CHECK_FALSE(till.append(state, {reserved_for("42")}));
  }
  SECTION("a code that another case has") {
    Case other = till.record();
    CHECK_FALSE(till.append(other, {coupon_chosen(), CouponIssued{{1}, code, till.now}}));
  }
  till.reopen();
  CHECK(till.ledger().trouble() == StorageTrouble::none);
  till.close();
  const auto verdict = verify_ledger({till.file(), "", till.folder() / "keys", std::nullopt});
  REQUIRE(verdict);
  CHECK(verdict->faults.empty());
}

TEST_CASE("a request is known by its id long after nobody waits for it") {
  Till till;
  Case state;
  static_cast<void>(give_coupon(till, state));
  HostRequest request = refund_request(state, {"T3-request-of-a-coupon"});
  REQUIRE(till.append(state, {reserved_for("41", request.id.text)}, {request}));
  CHECK(till.ledger().open_requests().size() == 1);
  REQUIRE(till.append(state, {CouponStarted{{1}}, CouponInDoubt{{1}}}));
  CHECK(till.ledger().open_requests().empty());
  CHECK(till.ledger().case_of_request(request.id) == state.id);
  CHECK_FALSE(till.ledger().case_of_request({"nobody's"}));
}

TEST_CASE("a finished case whose coupon is in doubt waits for a hand") {
  Till till;
  Case state;
  static_cast<void>(give_coupon(till, state));
  REQUIRE(till.append(state, {CaseFinished{}}));
  CHECK(till.ledger().waiting_count() == 0);
  REQUIRE(till.append(state, {reserved_for("41")}));
  CHECK(till.ledger().waiting_count() == 1);
  CHECK(till.ledger().cases_waiting().front().id == state.id);
  REQUIRE(till.append(state, {CouponSpent{{1}, {}, euro(1000)}}));
  CHECK(till.ledger().waiting_count() == 0);
}

TEST_CASE("a coupon of before there were codes is found after the file was brought up") {
  Till till;
  till.close();
  std::filesystem::remove_all(till.folder());
  std::filesystem::copy(std::filesystem::path(AMENDS_SOURCE_DIR) / "tests/ledger/files/schema-3", till.folder(),
                        std::filesystem::copy_options::recursive);
  till.reopen();
  REQUIRE(till.ledger().trouble() == StorageTrouble::none);
  const auto place = till.ledger().find_coupon("C-T3-0001");
  REQUIRE(place);
  Case state = fold_all_of(*till.ledger().facts_of(place->subject));
  CHECK(state.acts.front().coupon == CouponState::issued);
  CHECK(read_code(till.ledger().mint().coupon_code(euro(500), till.now, till.now))->serial == 2);
}
