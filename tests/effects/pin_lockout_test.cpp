// Locks after wrong PINs, as a table of tries.

#include "effects/pin_lockout.hpp"

#include <catch_amalgamated.hpp>
#include <vector>

namespace amends {
namespace {

using std::chrono::seconds;

const PersonId kMira{"mira"};
const PersonId kJon{"jon"};

PinLockout::Time at(std::int64_t second) {
  return PinLockout::Time{} + std::chrono::hours{1000} + seconds{second};
}

TEST_CASE("The lock grows from 30 seconds to 15 minutes with each wrong try after the fifth") {
  struct Row {
    int wrong_tries;
    std::int64_t lock_seconds;
  };
  const std::vector<Row> rows{{1, 0},   {2, 0},   {3, 0},   {4, 0},    {5, 30},   {6, 60},
                              {7, 120}, {8, 240}, {9, 480}, {10, 900}, {11, 900}, {60, 900}};
  for (const Row& row : rows) {
    CAPTURE(row.wrong_tries);
    PinLockout lockout;
    std::int64_t now = 0;
    for (int count = 0; count < row.wrong_tries; ++count) {
      now += lockout.locked_for(kMira, at(now)).count();
      lockout.note_wrong(kMira, at(now));
    }
    CHECK(lockout.locked_for(kMira, at(now)) == seconds{row.lock_seconds});
  }
}

TEST_CASE("A lock ends by itself, to the second, and never begins for others") {
  PinLockout lockout;
  for (int count = 0; count < 5; ++count)
    lockout.note_wrong(kMira, at(0));
  CHECK(lockout.locked_for(kMira, at(29)) == seconds{1});
  CHECK(lockout.locked_for(kMira, at(29) + std::chrono::milliseconds{1}) == seconds{1});
  CHECK(lockout.locked_for(kMira, at(30)) == seconds{0});
  CHECK(lockout.locked_for(kJon, at(0)) == seconds{0});
}

TEST_CASE("A right PIN forgives what was wrong before") {
  PinLockout lockout;
  for (int count = 0; count < 4; ++count)
    lockout.note_wrong(kMira, at(0));
  lockout.note_right(kMira);
  for (int count = 0; count < 4; ++count)
    lockout.note_wrong(kMira, at(1));
  CHECK(lockout.locked_for(kMira, at(1)) == seconds{0});
  lockout.note_wrong(kMira, at(1));
  CHECK(lockout.locked_for(kMira, at(1)) == seconds{30});
}

TEST_CASE(
    "Whoever was locked when the program ended is locked anew at the next start, whatever the clock says by then") {
  PinLockout before;
  for (int count = 0; count < 6; ++count)
    before.note_wrong(kMira, at(count * 100));
  for (int count = 0; count < 3; ++count)
    before.note_wrong(kJon, at(count));
  CHECK(before.tries() == PinTries{{kJon, 3}, {kMira, 6}});
  PinLockout after;
  after.take_over(before.tries(), at(0));
  CHECK(after.locked_for(kMira, at(0)) == seconds{60});
  CHECK(after.locked_for(kJon, at(0)) == seconds{0});
  after.note_wrong(kJon, at(0));
  after.note_wrong(kJon, at(0));
  CHECK(after.locked_for(kJon, at(0)) == seconds{30});
  // What was tried since counts, where it is more.
  after.take_over({{kJon, 1}}, at(100));
  CHECK(after.tries() == PinTries{{kJon, 5}, {kMira, 6}});
  after.note_right(kMira);
  CHECK(after.tries() == PinTries{{kJon, 5}});
}

}  // namespace
}  // namespace amends
