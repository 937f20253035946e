// Card numbers don't get into the ledger, and other numbers do.
#include "ledger/card_mask.hpp"

#include <catch_amalgamated.hpp>

using namespace amends;

TEST_CASE("a card number keeps its last four digits, however it is written") {
  CHECK(mask_card_numbers("4111111111111111") == "************1111");
  CHECK(mask_card_numbers("paid with 4111 1111 1111 1111 today") == "paid with **** **** **** 1111 today");
  CHECK(mask_card_numbers("4111-1111-1111-1111.") == "****-****-****-1111.");
  CHECK(mask_card_numbers("378282246310005") == "***********0005");
  CHECK(mask_card_numbers("4222222222222") == "*********2222");
  CHECK(mask_card_numbers("6304000000000000000") == "***************0000");
}

TEST_CASE("a card number among other numbers is found") {
  CHECK(mask_card_numbers("table 12 4111 1111 1111 1111 5") == "table 12 **** **** **** 1111 5");
  CHECK(mask_card_numbers("4111111111111111, 5500005555555559") == "************1111, ************5559");
}

TEST_CASE("numbers that aren't cards stay") {
  for (const char* text : {"4111111111111112", "table 12", "411111111111", "41111111111111111111",
                           "+49 4111 1111 1111 1111", "030 1234567", "", "1007", "4111  1111 1111 1111"}) {
    CHECK(mask_card_numbers(text) == text);
  }
}
