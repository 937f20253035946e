// What lets somebody give more than before, at the last unit of each limit.
#include <functional>
#include <string_view>

#include <catch_amalgamated.hpp>

#include "support/domain_fakes.hpp"

namespace amends {
namespace {

using fakes::euro;

Playbook shipped() {
  Playbook book = fakes::playbook();
  book.shift_limit = {euro(4000), euro(0), euro(0), euro(0)};
  book.guest_limit = {euro(5000), euro(0), euro(0), euro(0)};
  book.kind_limits = {{RemedyKind::coupon, {euro(1500), euro(0), euro(0), euro(0)}}};
  book.alcohol = Alcohol::one_a_day;
  return book;
}

}  // namespace

TEST_CASE("what lets somebody give more than before waits for the owner") {
  struct Row {
    std::string_view situation;
    std::function<void(Playbook&)> change;
    bool raises;
  };
  const Row table[] = {
      {"nothing", [](Playbook&) {}, false},
      {"a waiter's limit, a cent more", [](Playbook& b) { b.limit[0].minor += 1; }, true},
      {"a waiter's limit, a cent less", [](Playbook& b) { b.limit[0].minor -= 1; }, false},
      {"a shift lead's limit, a cent more", [](Playbook& b) { b.limit[1].minor += 1; }, true},
      {"a manager's limit, a cent more", [](Playbook& b) { b.limit[2].minor += 1; }, true},
      {"an owner's limit where there was none", [](Playbook& b) { b.limit[3] = euro(100000); }, false},
      {"a shift's limit, a cent more", [](Playbook& b) { b.shift_limit[0].minor += 1; }, true},
      {"a shift's limit, a cent less", [](Playbook& b) { b.shift_limit[0].minor -= 1; }, false},
      {"a shift's limit gone", [](Playbook& b) { b.shift_limit[0] = euro(0); }, true},
      {"a shift's limit where there was none", [](Playbook& b) { b.shift_limit[1] = euro(10000); }, false},
      {"a guests' limit gone", [](Playbook& b) { b.guest_limit[0] = euro(0); }, true},
      {"a guests' limit, a cent more", [](Playbook& b) { b.guest_limit[0].minor += 1; }, true},
      {"a guests' limit, a cent less", [](Playbook& b) { b.guest_limit[0].minor -= 1; }, false},
      {"a kind's limit, a cent more", [](Playbook& b) { b.kind_limits[0].limit[0].minor += 1; }, true},
      {"a kind's limit gone", [](Playbook& b) { b.kind_limits.clear(); }, true},
      {"a kind's limit, a cent less", [](Playbook& b) { b.kind_limits[0].limit[0].minor -= 1; }, false},
      {"the extra, a cent more", [](Playbook& b) { b.extra_limit.minor += 1; }, true},
      {"the extra, a cent less", [](Playbook& b) { b.extra_limit.minor -= 1; }, false},
      {"a wider band above", [](Playbook& b) { b.band.to_percent += 1; }, true},
      {"a wider band below", [](Playbook& b) { b.band.from_percent -= 1; }, true},
      {"a narrower band",
       [](Playbook& b) {
         b.band = {70, 110};
       },
       false},
      {"a longer time for one's own refund", [](Playbook& b) { b.own_refund_minutes += 1; }, true},
      {"a shorter one", [](Playbook& b) { b.own_refund_minutes -= 1; }, false},
      {"alcohol allowed", [](Playbook& b) { b.alcohol = Alcohol::allowed; }, true},
      {"alcohol never", [](Playbook& b) { b.alcohol = Alcohol::never; }, false},
      {"the safety branch lost", [](Playbook& b) { b.failures[2].safety = false; }, true},
      {"a failure that becomes one of safety", [](Playbook& b) { b.failures[0].safety = true; }, false},
      {"a remedy that is owed from now on", [](Playbook& b) { b.failures[0].owed = {{"off"}}; }, true},
      {"lines that count as never served", [](Playbook& b) { b.failures[0].never_served = true; }, true},
      {"a new failure", [](Playbook& b) { b.failures.push_back({.id = {"new"}}); }, false},
      {"a new failure that owes something",
       [](Playbook& b) { b.failures.push_back({.id = {"new"}, .owed = {{"off"}}}); }, true},
      {"another currency",
       [](Playbook& b) {
         for (Money& limit : b.limit)
           limit.currency = *find_currency("JPY");
       },
       true},
  };
  for (const Row& row : table) {
    INFO(row.situation);
    Playbook next = shipped();
    row.change(next);
    CHECK(raises_authority(shipped(), next) == row.raises);
  }
}

}  // namespace amends
