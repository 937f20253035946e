// Names, contacts and free words: readable with the keys, in the right place, and nowhere else.
#include "ledger/vault.hpp"

#include <filesystem>
#include <string>

#include <sodium.h>
#include <catch_amalgamated.hpp>

#include "ledger/bytes.hpp"
#include "ledger/ledger.hpp"
#include "ledger_fixture.hpp"
#include "support/memory_flags.hpp"

using namespace amends;

namespace {

constexpr const char* kWords = "Her grandmother's Geburtstag was ruined";
constexpr const char* kPhone = "+49 151 2345678";

// The case with words and a phone number kept.
Case with_texts(Till& till) {
  Case state = till.record();
  const PrivateRef words = till.ledger().mint().keep(PrivateKind::words, {kWords});
  const PrivateRef phone = till.ledger().mint().keep(PrivateKind::phone, {kPhone});
  REQUIRE(till.append(state, {TextNoted{PrivateKind::words, words}, ContactGiven{{PrivateKind::phone, phone, true}}}));
  return state;
}

bool any_file_holds(const std::filesystem::path& folder, const std::string& text) {
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file() && bytes_of_file(entry.path()).find(text) != std::string::npos) {
      return true;
    }
  }
  return false;
}

}  // namespace

TEST_CASE("a text is read back by its reference, also after reopening") {
  Till till;
  const Case state = with_texts(till);
  CHECK(till.ledger().read_text(*state.words) == kWords);
  till.reopen();
  CHECK(till.ledger().read_text(*state.words) == kWords);
  CHECK(till.ledger().read_text(state.contact->text) == kPhone);
}

TEST_CASE("no text can be read in any file, neither while the ledger is open nor after") {
  Till till;
  const Case state = with_texts(till);
  // The search itself finds what is there: the case's words for staff stand in the log as they are.
  CHECK(any_file_holds(till.folder(), "Iced tea"));
  for (const char* part : {"grandmother", "Geburtstag", "2345678"}) {
    CHECK_FALSE(any_file_holds(till.folder(), part));
  }
  till.close();
  CHECK(any_file_holds(till.folder(), "Iced tea"));
  for (const char* part : {"grandmother", "Geburtstag", "2345678"}) {
    CHECK_FALSE(any_file_holds(till.folder(), part));
  }
}

TEST_CASE("a reference with another commitment reads nothing") {
  Till till;
  const Case state = with_texts(till);
  PrivateRef forged = *state.words;
  forged.commitment[31] ^= 1;
  CHECK_FALSE(till.ledger().read_text(forged));
  forged = *state.words;
  forged.id.bytes[0] ^= 1;
  CHECK_FALSE(till.ledger().read_text(forged));
}

TEST_CASE("a sealed text that was changed or moved to another row reads nothing") {
  const std::string sql = GENERATE(
      as<std::string>{},
      "CREATE TEMP TABLE IF NOT EXISTS held AS SELECT id, nonce, sealed FROM private_texts; UPDATE private_texts SET "
      "(nonce, sealed) = (SELECT nonce, sealed FROM held WHERE held.id <> private_texts.id)",
      "UPDATE private_texts SET nonce = randomblob(24)", "UPDATE private_texts SET kind = 8",
      "UPDATE private_texts SET salt = randomblob(16)", "UPDATE private_texts SET sealed = x'00'",
      "UPDATE private_texts SET key_id = randomblob(16)", "UPDATE private_texts SET case_id = randomblob(16)",
      "DELETE FROM private_texts");
  INFO(sql);
  Till till;
  const Case state = with_texts(till);
  Connection connection = till.raw();
  if (sql.find("UPDATE") != std::string::npos) {
    CHECK_FALSE(connection.run(sql.c_str()));  // the file's own rule
  }
  REQUIRE(connection.run("DROP TRIGGER private_texts_are_not_changed"));
  REQUIRE(connection.run(sql.c_str()));
  CHECK_FALSE(till.ledger().read_text(*state.words));
  CHECK_FALSE(till.ledger().read_text(state.contact->text));
}

TEST_CASE("a text without its key reads nothing, and the chain still holds") {
  Till till;
  const Case state = with_texts(till);
  till.close();
  write_file(till.folder() / "keys" / "case-keys", "");
  till.reopen();
  CHECK(till.ledger().trouble() == StorageTrouble::none);
  CHECK_FALSE(till.ledger().read_text(*state.words));
  CHECK(till.ledger().facts_of(state.id)->size() == 3);
}

TEST_CASE("a key file with a torn end keeps its whole keys, and the torn end is cut before the next") {
  const std::size_t torn_bytes = GENERATE(1U, 15U, 16U, 47U, 48U, 63U, 64U, 100U);
  Till till;
  const Case state = with_texts(till);
  till.close();
  const auto keys = till.folder() / "keys" / "case-keys";
  const std::string whole = bytes_of_file(keys);
  REQUIRE(whole.size() == 64);
  write_file(keys, whole + std::string(torn_bytes, '\x33'));
  till.reopen();
  REQUIRE(till.ledger().trouble() == StorageTrouble::none);
  CHECK(till.ledger().read_text(*state.words) == kWords);
  const Case other = with_texts(till);
  const std::string grown = bytes_of_file(keys);
  CHECK(grown.size() == 128);
  CHECK(grown.substr(0, 64) == whole);
  till.reopen();
  CHECK(till.ledger().read_text(*state.words) == kWords);
  CHECK(till.ledger().read_text(*other.words) == kWords);
}

TEST_CASE("one damaged key loses its own texts only") {
  Till till;
  const Case first = with_texts(till);
  const Case second = with_texts(till);
  till.close();
  const auto keys = till.folder() / "keys" / "case-keys";
  std::string bytes = bytes_of_file(keys);
  bytes[20] = static_cast<char>(bytes[20] ^ 1);
  write_file(keys, bytes);
  till.reopen();
  REQUIRE(till.ledger().trouble() == StorageTrouble::none);
  CHECK_FALSE(till.ledger().read_text(*first.words));
  CHECK(till.ledger().read_text(*second.words) == kWords);
}

TEST_CASE("the key of a case is on the disk before the fact that needs it, and there is one for each case") {
  Till till;
  Case state = with_texts(till);
  const auto keys = till.folder() / "keys" / "case-keys";
  CHECK(std::filesystem::file_size(keys) == 64);
  const PrivateRef wish = till.ledger().mint().keep(PrivateKind::wish, {"A call from the owner"});
  REQUIRE(till.append(state, {TextNoted{PrivateKind::wish, wish}}));
  CHECK(std::filesystem::file_size(keys) == 64);
  with_texts(till);
  CHECK(std::filesystem::file_size(keys) == 128);
  CHECK((std::filesystem::status(keys).permissions() & std::filesystem::perms::all) == std::filesystem::perms(0600));
  CHECK((std::filesystem::status(keys.parent_path()).permissions() & std::filesystem::perms::all) ==
        std::filesystem::perms(0700));
}

TEST_CASE("a card number in a text is masked before it is kept, a phone number isn't") {
  Till till;
  Case state = till.record();
  const PrivateRef words = till.ledger().mint().keep(PrivateKind::words, {"Charge 4111 1111 1111 1111"});
  const PrivateRef phone = till.ledger().mint().keep(PrivateKind::phone, {"4111111111111111"});
  REQUIRE(till.append(state, {TextNoted{PrivateKind::words, words}, ContactGiven{{PrivateKind::phone, phone, true}}}));
  CHECK(till.ledger().read_text(words) == "Charge **** **** **** 1111");
  CHECK(till.ledger().read_text(phone) == "4111111111111111");
}

TEST_CASE("a text that was kept and then forgotten is never written") {
  Till till;
  Case state = till.record();
  const PrivateRef forgotten = till.ledger().mint().keep(PrivateKind::words, {"forgotten"});
  till.ledger().forget();
  const PrivateRef unused = till.ledger().mint().keep(PrivateKind::words, {"unused"});
  REQUIRE(till.append(state, {SaidBack{}}));
  CHECK_FALSE(till.ledger().read_text(forgotten));
  CHECK_FALSE(till.ledger().read_text(unused));
  CHECK(till.raw().integer("SELECT COUNT(*) FROM private_texts").value() == 0);
}

TEST_CASE("the same text twice looks different, to the fact and in the file") {
  Till till;
  const PrivateRef one = till.ledger().mint().keep(PrivateKind::words, {kWords});
  const PrivateRef two = till.ledger().mint().keep(PrivateKind::words, {kWords});
  CHECK(one.id != two.id);
  CHECK(one.commitment != two.commitment);
}

TEST_CASE("keys lie where no core dump has them") {
  REQUIRE(sodium_init() >= 0);
  SecretVector<std::uint8_t> key(32, 7);
  CHECK(amends::testing::memory_flags(key.data()).find(" dd ") != std::string::npos);
  CHECK(amends::testing::memory_flags(&key).find(" dd ") == std::string::npos);
}
