// Digits that are tapped: what is there of them, where, and what is left when they go.
#include <cstring>
#include <string>
#include <utility>

#include <catch_amalgamated.hpp>

#include "desk/secret.hpp"
#include "support/memory_flags.hpp"

using namespace amends;
using amends::testing::memory_flags;

TEST_CASE("a secret is what was tapped, and goes on as one") {
  Secret pin;
  CHECK(pin.empty());
  CHECK(std::string(pin.text()).empty());
  for (const char digit : std::string("4829"))
    pin.push_back(digit);
  pin.pop_back();
  pin.push_back('7');
  CHECK(std::string(pin.text()) == "4827");
  Secret taken = std::move(pin);
  CHECK(pin.empty());
  CHECK(std::string(taken.text()) == "4827");
  pin.push_back('1');
  taken = std::move(pin);
  CHECK(std::string(taken.text()) == "1");
  CHECK(pin.empty());
}

TEST_CASE("a secret from a text leaves nothing of it, and is no longer than it may be") {
  std::string digits = "482913";
  const char* where = digits.data();
  const Secret pin(std::move(digits));
  CHECK(std::string(pin.text()) == "482913");
  for (int at = 0; at < 6; ++at)
    CHECK(where[at] == '\0');
  CHECK(Secret(std::string(Secret::kBytesMax, '1')).size() == Secret::kBytesMax);
  CHECK(Secret(std::string(Secret::kBytesMax + 1, '1')).empty());
  Secret full(std::string(Secret::kBytesMax, '1'));
  full.push_back('2');
  CHECK(full.size() == Secret::kBytesMax);
}

TEST_CASE("a secret that is wiped is gone from where it was, digits that were erased too") {
  Secret pin(std::string("482913"));
  const char* where = pin.text();
  pin.pop_back();
  CHECK(where[5] == '\0');
  pin.wipe();
  CHECK(pin.empty());
  for (int at = 0; at < 6; ++at)
    CHECK(where[at] == '\0');
}

TEST_CASE("a text that is wiped leaves nothing, spare room included") {
  std::string text(300, 'x');
  const char* where = text.data();
  wipe(text);
  CHECK(text.empty());
  for (int at = 0; at < 300; ++at)
    CHECK(where[at] == '\0');
}

TEST_CASE("a secret lies where no core dump has it") {
  const Secret pin(std::string("482913"));
  CHECK(memory_flags(pin.text()).find(" dd ") != std::string::npos);
  CHECK(memory_flags(&pin).find(" dd ") == std::string::npos);
}
