// A ledger looked after by hand, from the shell: what is printed, the exit code, and what became of the files.
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include <catch_amalgamated.hpp>

#include <unistd.h>

#include "called.hpp"
#include "domain/fold.hpp"
#include "ledger/ledger.hpp"

using namespace amends;

namespace {

namespace fs = std::filesystem;

// A till's data folder with two cases in it, each of a guest; gone when the test is over.
class DataFolder {
 public:
  DataFolder() {
    fs::remove_all(path_);
    const auto ledger = open();
    for (const char* phone : {"0151 234", "0170 111"}) {
      Case state;
      state.id = ledger->mint().case_id();
      CaseRecorded recorded;
      recorded.number = ledger->mint().case_number();
      recorded.currency = {{'E', 'U', 'R'}, 2};
      const PrivateRef text = ledger->mint().keep(PrivateKind::phone, {phone});
      Decision decision;
      for (FactBody body : {FactBody(recorded), FactBody(ContactGiven{{PrivateKind::phone, text, true}})})
        decision.facts.push_back({state.id, {1'700'000'000'000'000}, {"ana"}, std::move(body)});
      const CaseId subject = state.id;
      for (const Fact& fact : decision.facts)
        state = fold(std::move(state), fact);
      REQUIRE(subject == state.id);
      REQUIRE(ledger->append(decision, state));
    }
  }
  DataFolder(const DataFolder&) = delete;
  DataFolder& operator=(const DataFolder&) = delete;
  ~DataFolder() { fs::remove_all(path_); }

  [[nodiscard]] std::unique_ptr<Ledger> open() const { return Ledger::open({data(), "T3", {}}); }
  [[nodiscard]] fs::path data() const { return path_ / "data"; }
  [[nodiscard]] fs::path file() const { return data() / "ledger.sqlite"; }
  [[nodiscard]] fs::path copies() const { return path_ / "copies"; }
  [[nodiscard]] std::string quoted() const { return "'" + data().string() + "'"; }

 private:
  fs::path path_ = fs::temp_directory_path() / ("amends-ledger-tools-" + std::to_string(::getpid()));
};

fs::path only_copy_in(const fs::path& folder) {
  fs::path found;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() == ".sqlite") found = entry.path();
  }
  return found;
}

// The head as the tool printed it.
std::string head_in(const std::string& said) {
  const std::size_t place = said.find("Head ") + 5;
  return said.substr(place, said.find('.', place) - place);
}

}  // namespace

using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::StartsWith;

TEST_CASE("a whole ledger is said to be whole, with its head, and how far that is proven") {
  const DataFolder till;
  const Said said = admin("verify " + till.quoted());
  INFO(said.text);
  CHECK(said.code == 0);
  CHECK_THAT(said.text, StartsWith("The ledger is whole: 4 facts. Head 4-"));
  CHECK_THAT(said.text, ContainsSubstring("up to fact 4;"));
  CHECK_THAT(said.text, ContainsSubstring("Texts of guests that are what their facts say: 2."));
  const Said known = admin("verify '" + till.file().string() + "' --head " + head_in(said.text));
  CHECK(known.code == 0);
  CHECK_THAT(known.text, ContainsSubstring("nothing before fact 4 is missing"));
  const Said beside = admin("verify " + till.quoted() + " --keys /nowhere");
  CHECK(beside.code == 0);
  CHECK_THAT(beside.text, ContainsSubstring("were not looked at"));
}

TEST_CASE("a ledger is verified while a till has it open") {
  const DataFolder till;
  const auto ledger = till.open();
  CHECK(admin("verify " + till.quoted()).code == 0);
}

TEST_CASE("a head that was noted finds what was cut off") {
  const DataFolder till;
  const Said said = admin("verify " + till.quoted() + " --head 9-0123456789abcdef");
  CHECK(said.code == 1);
  CHECK_THAT(said.text, ContainsSubstring("fact 5: the head that was given is fact 9: 5 facts are missing at the end"));
  const Said other = admin("verify " + till.quoted() + " --head 2-0123456789abcdef");
  CHECK(other.code == 1);
  CHECK_THAT(other.text, ContainsSubstring("another one"));
}

TEST_CASE("a damaged file is told, and what to do") {
  const DataFolder till;
  std::ofstream(till.file(), std::ios::binary) << "nothing of this is a ledger";
  const Said said = admin("verify " + till.quoted());
  CHECK(said.code == 1);
  CHECK_THAT(said.text, ContainsSubstring("amends-admin restore"));
  CHECK(admin("verify /nowhere/ledger.sqlite").code == 1);
  CHECK(admin("verify " + till.quoted() + " --head tomorrow").code == 2);
}

TEST_CASE("what changes the file waits until no till has it") {
  const DataFolder till;
  {
    const auto ledger = till.open();
    for (const std::string tool : {"rebuild ", "erase-guest --contact 1 "}) {
      const Said said = admin(tool + till.quoted());
      INFO(said.text);
      CHECK(said.code == 1);
      CHECK_THAT(said.text, ContainsSubstring("Stop it first"));
    }
  }
  CHECK(admin("rebuild " + till.quoted()).code == 0);
  const Said nothing = admin("rebuild /nowhere/at/all");
  CHECK(nothing.code == 1);
  CHECK_THAT(nothing.text, StartsWith("There is no ledger in /nowhere/at/all."));
  CHECK_FALSE(fs::exists("/nowhere"));
}

TEST_CASE("a copy is made beside a till, and put back when it is stopped") {
  const DataFolder till;
  {
    const auto ledger = till.open();
    const Said said = admin("backup " + till.quoted() + " '" + till.copies().string() + "'");
    INFO(said.text);
    REQUIRE(said.code == 0);
    CHECK_THAT(said.text, ContainsSubstring("holds 4 facts and is whole"));
    CHECK(fs::exists(till.copies() / "keys" / "case-keys"));
    const Said early = admin("restore " + till.quoted() + " '" + only_copy_in(till.copies()).string() + "'");
    CHECK(early.code == 1);
    CHECK_THAT(early.text, ContainsSubstring("Stop it first"));
  }
  std::ofstream(till.file(), std::ios::binary) << "the disk had a bad day";
  const Said back = admin("restore " + till.quoted() + " '" + only_copy_in(till.copies()).string() + "'");
  INFO(back.text);
  CHECK(back.code == 0);
  CHECK_THAT(back.text, ContainsSubstring("is now " + till.file().string() + ".before-1"));
  CHECK_THAT(admin("verify " + till.quoted()).text, StartsWith("The ledger is whole: 5 facts."));
  CHECK(till.open()->find_cases({}).size() == 2);
}

TEST_CASE("a guest is erased by what they left, or by their case, and nobody else is") {
  const DataFolder till;
  const Said said = admin("erase-guest " + till.quoted() + " --contact 0151-234");
  INFO(said.text);
  CHECK(said.code == 0);
  CHECK_THAT(said.text, StartsWith("Names, contacts and words of the guest are gone from 1 case."));
  CHECK_THAT(admin("verify " + till.quoted()).text,
             ContainsSubstring("Texts of guests that are what their facts say: 1."));
  CHECK(admin("erase-guest " + till.quoted() + " --contact 0151-234").code == 1);
  CHECK(admin("erase-guest " + till.quoted() + " --case T3-0002").code == 0);
  CHECK_THAT(admin("verify " + till.quoted()).text,
             ContainsSubstring("Texts of guests that are what their facts say: 0."));
  CHECK(admin("erase-guest " + till.quoted()).code == 2);
}
