// The ledger as the desk sees it: what was appended is there, in order, after closing, and nothing else is.
#include "ledger/ledger.hpp"

#include <catch_amalgamated.hpp>

#include "ledger_fixture.hpp"

using namespace amends;

TEST_CASE("what was appended is read back as it was, also after reopening") {
  Till till;
  REQUIRE(till.ledger().trouble() == StorageTrouble::none);
  Case state = till.record();
  REQUIRE(till.append(state, {ReturnNoted{true}, FeelingNoted{Feeling::worried}}));
  REQUIRE(till.append(state, {TemperNoted{Temper::upset}}));
  const auto before = till.ledger().facts_of(state.id);
  REQUIRE(before);
  REQUIRE(before->size() == 4);
  CHECK((*before)[0].seq == 1);
  CHECK((*before)[3].seq == 4);
  CHECK((*before)[1].fact == Fact{state.id, {1'700'000'000'000'000 + 2'000'000}, {"ana"}, ReturnNoted{true}});

  till.reopen();
  REQUIRE(till.ledger().trouble() == StorageTrouble::none);
  const auto after = till.ledger().facts_of(state.id);
  REQUIRE(after);
  CHECK(*after == *before);
  CHECK(fold_all_of(*after) == state);
}

TEST_CASE("facts of several cases are told apart") {
  Till till;
  Case tea = till.record("Iced tea", "Table 1");
  Case soup = till.record("Soup", "Table 2");
  REQUIRE(till.append(tea, {ReturnNoted{true}}));
  REQUIRE(till.append(soup, {ReturnNoted{false}}));
  REQUIRE(till.append(tea, {SaidBack{}}));
  const auto of_tea = till.ledger().facts_of(tea.id);
  const auto of_soup = till.ledger().facts_of(soup.id);
  REQUIRE(of_tea);
  REQUIRE(of_soup);
  CHECK(of_tea->size() == 3);
  CHECK(of_soup->size() == 2);
  CHECK(till.ledger().facts_of(CaseId{})->empty());
}

TEST_CASE("the text of a pack is a fact of the house: found by its version, in the chain, and in no case's way") {
  Till till;
  const HouseFact first{{1'700'000'000'000'000}, {}, PackTaken{{"restaurant", "aa", "rules = \"one\"\n", ""}, {}}};
  const HouseFact second{{1'700'000'000'000'001},
                         {"tom"},
                         PackTaken{{"restaurant", "bb", "rules = \"two\"\n", "name = \"x\"\n"}, {"tom"}}};
  REQUIRE(till.ledger().append(first));
  Case state = till.record();
  REQUIRE(till.append(state, {ReturnNoted{true}}));
  REQUIRE(till.ledger().append(second));
  CHECK(till.ledger().last_pack() == std::get<PackTaken>(second.body).text);
  CHECK(till.ledger().pack_of("aa") == std::get<PackTaken>(first.body).text);
  CHECK_FALSE(till.ledger().pack_of("cc"));

  // The house's fact is the last in the file, and no case is behind for it.
  till.reopen();
  REQUIRE(till.ledger().trouble() == StorageTrouble::none);
  CHECK(till.ledger().last_pack() == std::get<PackTaken>(second.body).text);
  CHECK(fold_all_of(*till.ledger().facts_of(state.id)) == state);
  REQUIRE(till.append(state, {SaidBack{}}));
  REQUIRE(till.ledger().rebuild());
  CHECK(fold_all_of(*till.ledger().facts_of(state.id)) == state);
  CHECK(till.ledger().find_cases({}).size() == 1);
}
