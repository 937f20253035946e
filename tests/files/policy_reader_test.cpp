// The store's own file over a pack, and the watch that notices a change.
#include "files/policy_reader.hpp"

#include <atomic>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <thread>

#include <unistd.h>
#include <catch_amalgamated.hpp>

#include "files/folder_watch.hpp"
#include "files/pack_reader.hpp"
#include "files/site_reader.hpp"
#include "support/domain_fakes.hpp"

namespace amends {
namespace {

namespace fs = std::filesystem;
using fakes::euro;
using fakes::kEuro;

class Folder {
 public:
  Folder() : path(fs::temp_directory_path() / ("amends-policy-" + std::to_string(::getpid()))) {
    fs::remove_all(path);
    fs::create_directories(path);
  }
  ~Folder() { fs::remove_all(path); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  void write(const std::string& name, std::string_view text) const {
    std::ofstream(path / name, std::ios::binary) << text;
  }
  [[nodiscard]] PolicyPlace place() const {
    return {fs::path(AMENDS_ASSETS_DIR) / "packs" / "restaurant", path / "site.toml", kEuro};
  }
  fs::path path;
};

}  // namespace

TEST_CASE("without a file of the store's own the pack holds as it is") {
  const Folder folder;
  const auto policy = read_policy(folder.place());
  REQUIRE(policy);
  const auto pack = read_playbook(folder.place().pack, kEuro);
  CHECK((*policy)->playbook == *pack);
  CHECK((*policy)->text.version == pack->version);
  CHECK((*policy)->site == Site{});
}

TEST_CASE("what the store says lies over the pack, and the version tells them apart") {
  const Folder folder;
  folder.write(
      "site.toml",
      "name = \"The Corner\"\nalcohol = \"never\"\nextra_limit = \"7.50\"\ntold_at_once = [\"mira\"]\n"
      "[limits]\nwaiter = \"30\"\nowner = \"none\"\n[shift_limits]\nwaiter = \"none\"\nshift_lead = \"200\"\n");
  const auto policy = read_policy(folder.place());
  if (!policy) FAIL(describe(policy.error()));
  const Playbook& book = (*policy)->playbook;
  CHECK(book.house == "The Corner");
  CHECK(book.alcohol == Alcohol::never);
  CHECK(book.extra_limit == euro(750));
  CHECK(book.limit == std::array{euro(3000), euro(7500), euro(25000), euro(0)});
  CHECK(book.shift_limit == std::array{euro(0), euro(20000), euro(0), euro(0)});
  CHECK(book.told_at_once == std::vector<PersonId>{{"mira"}});
  CHECK(book.version != read_playbook(folder.place().pack, kEuro)->version);
  // As it is read from its text, years later.
  PolicyFolder shelf(folder.place());
  const auto again = shelf.read((*policy)->text);
  REQUIRE(again);
  CHECK(again->playbook == book);
}

TEST_CASE("a mistake in the store's file is one sentence with its line") {
  struct Row {
    std::string_view text;
    std::int32_t line;
    std::string_view says;
  };
  const Row table[] = {
      {"nam = \"x\"", 1, "\"nam\" is not known here"},
      {"\n[limits]\nwaiter = 30", 3, "must be a text in quotes"},
      {"[limits]\nwaiter = \"30.005\"", 2, "is not an amount in EUR"},
      {"[limits]\nwaiter = \"none\"", 2, "is not an amount in EUR"},
      {"[shift_limits]\nwaiter = \"none\"\n[limits]\n\nwaiter = \"80\"", 3,
       "The limit of shift_lead is below the one of waiter"},
      {"[limits]\nshift_lead = \"10\"", 2, "The limit of shift_lead is below the one of waiter"},
      {"[limits]\nwaiter = \"45\"", 1, "In a shift waiter may give less than in one case"},
      {"[shift_limits]\nwaiter = \"20\"", 2, "In a shift waiter may give less than in one case"},
      {"[limits]\ncook = \"3\"", 2, "\"cook\" is not known here"},
      {"alcohol = \"sometimes\"", 1, "Use one of: allowed, one_a_day, never"},
      {"told_at_once = \"mira\"", 1, "must be a list of texts"},
      {"guest_days = -1", 1, "guest_days"},
      {"copies = 1000", 1, "copies"},
      {"copies = \"seven\"", 1, "copies"},
      {"name = ", 1, "isn't TOML"},
  };
  const Folder folder;
  for (const Row& row : table) {
    INFO(row.text);
    folder.write("site.toml", row.text);
    const auto policy = read_policy(folder.place());
    REQUIRE_FALSE(policy);
    CHECK(policy.error().file == (folder.path / "site.toml").string());
    CHECK(policy.error().line == row.line);
    CHECK_THAT(policy.error().sentence, Catch::Matchers::ContainsSubstring(std::string(row.says)));
  }
}

TEST_CASE("what holds before all else is read alone, and checked") {
  const auto ground =
      read_site_ground("site.toml", "currency = \"JPY\"\ntime_zone = \"Asia/Tokyo\"\nlanguage = \"de\"\n");
  REQUIRE(ground);
  CHECK(ground->currency == find_currency("JPY"));
  CHECK(ground->time_zone == "Asia/Tokyo");
  CHECK(ground->language == "de");
  CHECK(read_site_ground("site.toml", "currency = \"coins\"").error().line == 1);
  CHECK(read_site_ground("site.toml", "\nlanguage = \"../de\"").error().line == 2);
}

TEST_CASE("what is kept on the screen stands in the file, beside what was written there by hand") {
  const Folder folder;
  folder.write("site.toml", "name = \"The Corner\"\ntime_zone = \"Europe/Lisbon\"\n");
  PolicyFolder shelf(folder.place());
  const auto before = read_policy(folder.place());
  REQUIRE(before);
  Site wanted = (*before)->site;
  wanted.limit[0] = euro(2000);
  wanted.shift_limit[0] = euro(0);
  wanted.alcohol = Alcohol::one_a_day;
  wanted.told_at_once = {{"mira"}, {"tom"}};
  const auto kept = shelf.keep(**before, wanted);
  REQUIRE(kept);
  CHECK((*kept)->site == wanted);
  const auto again = read_policy(folder.place());
  REQUIRE(again);
  CHECK((*again)->site == wanted);
  CHECK((*again)->text == (*kept)->text);
  CHECK(read_site_ground("site.toml", (*again)->text.site)->time_zone == "Europe/Lisbon");
  // What can't hold is not kept.
  wanted.limit[0] = euro(900'000);
  CHECK_FALSE(shelf.keep(**again, wanted));
  CHECK((*read_policy(folder.place()))->text == (*again)->text);
}

TEST_CASE("a change is noticed once it has come to rest, several at once are one, and other files are none") {
  const Folder folder;
  std::atomic<int> changes{0};
  {
    const FolderWatch watch({folder.path, folder.path / "not-there"}, std::chrono::milliseconds(60),
                            [&] { ++changes; });
    const auto wait = [](int milliseconds) { std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds)); };
    for (int i = 0; i < 3; ++i) {
      folder.write("site.toml", "name = \"" + std::to_string(i) + "\"\n");
      wait(10);
    }
    CHECK(changes == 0);
    for (int tries = 0; tries < 200 && changes == 0; ++tries)
      wait(10);
    CHECK(changes == 1);
    folder.write("ledger.sqlite", "x");
    wait(150);
    CHECK(changes == 1);
    fs::rename(folder.path / "site.toml", folder.path / "other.toml");
    for (int tries = 0; tries < 200 && changes == 1; ++tries)
      wait(10);
    CHECK(changes == 2);
  }
  folder.write("site.toml", "name = \"late\"\n");
  std::this_thread::sleep_for(std::chrono::milliseconds(120));
  CHECK(changes == 2);
}

}  // namespace amends
