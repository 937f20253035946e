// What leaves a ledger in open forms, from the shell: what stands in the files, who can read them, and each way it can fail.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

#include <catch_amalgamated.hpp>

#include <unistd.h>

#include "called.hpp"
#include "domain/fold.hpp"
#include "ledger/ledger.hpp"
#include "ledger/sqlite.hpp"
#include "support/scripted_program.hpp"

using namespace amends;

namespace {

namespace fs = std::filesystem;

// 2023-11-14 22:13:20 UTC, 23:13:20 in Madrid.
constexpr Instant kEvening{1'700'000'000'000'000};
constexpr Currency kEuro{{'E', 'U', 'R'}, 2};

std::string bytes_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

std::vector<std::string> lines_of(const std::string& text) {
  std::istringstream stream(text);
  std::vector<std::string> lines;
  for (std::string line; std::getline(stream, line);)
    lines.push_back(line);
  return lines;
}

// A till's data folder with three cases: one that came to its end, of a guest who left words and a number; one tapped by
// mistake; one of the safety branch, a day later. Gone when the test is over.
class DataFolder {
 public:
  DataFolder() {
    fs::remove_all(path_);
    const auto ledger = open();
    const std::string rules = bytes_of(AMENDS_ASSETS_DIR "/packs/restaurant/playbook.toml");
    REQUIRE(ledger->append(
        HouseFact{kEvening, {}, PackTaken{{"restaurant", "v1", rules, "name = \"The <Corner>\"\n"}, {}}}));
    now_ = kEvening;
    Case first = record(*ledger, "Table 12", "tastes_wrong");
    const PrivateRef words = ledger->mint().keep(PrivateKind::words, {"<b>Too sweet</b> & \"cold\""});
    const PrivateRef phone = ledger->mint().keep(PrivateKind::phone, {"0151 234"});
    ActChosen chosen;
    chosen.act = {1};
    chosen.from = {"other_item"};
    chosen.remedy = Gesture{{{{"tea"}, "Tea <hot>", 1000}}};
    chosen.cost = {450, kEuro};
    append(*ledger, first,
           {TextNoted{PrivateKind::words, words}, ContactGiven{{PrivateKind::phone, phone, true}},
            Apologised{{"ana"}, Manner::in_person}, chosen, ActApproved{{1}, {"mira"}, ActState::ready},
            ActDone{{1}, "", chosen.cost}, PreventionChosen{{"tasted_first"}, true},
            FollowUpPlanned{{{1}, FollowUpWhen::tomorrow, kEvening.plus_seconds(80'000), {"mira"}, std::nullopt, {}}},
            CaseFinished{}});
    Case second = record(*ledger, "Table 3", "tastes_wrong");
    append(*ledger, second, {CaseWithdrawn{}});
    now_ = kEvening.plus_seconds(86'400);
    (void)record(*ledger, "Table 4", "illness_allergy");
    std::ofstream(data() / "staff.toml") << "[[person]]\nid = \"ana\"\nname = \"Ana & Co\"\nrole = \"waiter\"\n"
                                            "[[person]]\nid = \"mira\"\nname = \"Mira\"\nrole = \"manager\"\n";
    std::ofstream(data() / "site.toml") << "time_zone = \"Europe/Madrid\"\n";
  }
  DataFolder(const DataFolder&) = delete;
  DataFolder& operator=(const DataFolder&) = delete;
  ~DataFolder() { fs::remove_all(path_); }

  [[nodiscard]] std::unique_ptr<Ledger> open() const { return Ledger::open({data(), "T3", {}}); }
  [[nodiscard]] fs::path data() const { return path_ / "data"; }
  [[nodiscard]] fs::path file() const { return data() / "ledger.sqlite"; }
  [[nodiscard]] fs::path out() const { return path_ / "out"; }
  [[nodiscard]] std::string quoted() const { return "'" + data().string() + "'"; }
  [[nodiscard]] std::string to_out() const { return " --out '" + out().string() + "'"; }
  // The page of a case, as a reader that isn't ours finds it; the exit code of making it is 0.
  [[nodiscard]] std::vector<std::string> page(const std::string& wanted) const {
    const Said said = admin("case " + quoted() + " " + wanted + to_out());
    INFO(said.text);
    REQUIRE(said.code == 0);
    testing::ScriptedProgram reader(AMENDS_SOURCE_DIR "/tests/support/read_page", {out().string()});
    std::vector<std::string> found;
    std::string line;
    while (reader.read_line(line))
      found.push_back(line);
    return found;
  }

 private:
  Case record(Ledger& ledger, const char* place, const char* failure) {
    CaseRecorded recorded;
    recorded.number = ledger.mint().case_number();
    recorded.place = place;
    recorded.check_number = "1007";
    recorded.currency = kEuro;
    CheckLine line;
    line.id = {"l1"};
    line.item = {"tea"};
    line.name = "Iced tea, peach";
    line.quantity_thousandths = 2000;
    line.unit = line.total = line.refunded = {900, kEuro};
    recorded.lines = {line};
    recorded.failure = {failure};
    recorded.pack = "restaurant";
    recorded.pack_version = "v1";
    Case state;
    append(ledger, state, {recorded});
    return state;
  }
  void append(Ledger& ledger, Case& state, const std::vector<FactBody>& bodies) {
    Decision decision;
    const CaseId subject = state.is_recorded() ? state.id : ledger.mint().case_id();
    for (const FactBody& body : bodies) {
      decision.facts.push_back({subject, now_, {"ana"}, body});
      state = fold(std::move(state), decision.facts.back());
      now_ = now_.plus_seconds(60);
    }
    REQUIRE(ledger.append(decision, state));
  }

  fs::path path_ = fs::temp_directory_path() / ("amends-export-" + std::to_string(::getpid()));
  Instant now_;
};

bool has(const std::vector<std::string>& page, const std::string& line) {
  return std::find(page.begin(), page.end(), line) != page.end();
}

}  // namespace

using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::StartsWith;

TEST_CASE("facts are exported beside a till, and prove themselves to who has nothing of ours") {
  const DataFolder till;
  const auto ledger = till.open();
  const Said said = admin("export-facts " + till.quoted());
  REQUIRE(said.code == 0);
  testing::ScriptedProgram reader(AMENDS_SOURCE_DIR "/tests/support/read_facts",
                                  {AMENDS_SOURCE_DIR "/plugin/ledger/facts.schema.json"});
  reader.write(said.text);
  reader.end_input();
  std::string found;
  REQUIRE(reader.read_line(found));
  CHECK_THAT(found, StartsWith("whole 14 "));
  for (const char* secret : {"0151", "Too sweet"})
    CHECK_THAT(said.text, !ContainsSubstring(secret));
  const Said file = admin("export-facts '" + till.file().string() + "'" + till.to_out());
  CHECK(file.code == 0);
  CHECK(file.text.empty());
  CHECK(bytes_of(till.out()) == said.text);
  CHECK((fs::status(till.out()).permissions() & fs::perms::mask) == (fs::perms::owner_read | fs::perms::owner_write));
}

TEST_CASE("facts of some business days are exported alone, days as the store counts them") {
  const DataFolder till;
  const Said first = admin("export-facts " + till.quoted() + " --to 2023-11-14");
  CHECK(first.code == 0);
  CHECK(lines_of(first.text).size() == 1 + 13);
  const Said second = admin("export-facts " + till.quoted() + " --from 2023-11-15 --to 2023-11-15");
  // The last one is signed.
  CHECK(lines_of(second.text).size() == 1 + 1 + 1);
  CHECK(lines_of(admin("export-facts " + till.quoted() + " --from 2023-11-16").text).size() == 1);
  // East of Madrid it is the fifteenth already, after four in the morning.
  CHECK(lines_of(admin("export-facts " + till.quoted() + " --zone Asia/Tokyo --to 2023-11-14").text).size() == 1);
}

TEST_CASE("the schema is told by the program itself") {
  const Said said = admin("export-facts --schema");
  CHECK(said.code == 0);
  CHECK(said.text == bytes_of(AMENDS_SOURCE_DIR "/plugin/ledger/facts.schema.json"));
}

TEST_CASE("an export that can't be made says why, and leaves no file") {
  const DataFolder till;
  const auto refused = [&](const std::string& arguments, int code, const std::string& words) {
    INFO(arguments);
    const Said said = admin(arguments + till.to_out());
    CHECK(said.code == code);
    CHECK_THAT(said.text, ContainsSubstring(words));
    CHECK_FALSE(fs::exists(till.out()));
    CHECK_FALSE(fs::exists(till.out().string() + ".new"));
  };
  refused("export-facts", 2, "Name the ledger's file, or the till's data folder.");
  for (const std::string tool : {"export-facts ", "cases "}) {
    refused(tool + "/nowhere/at/all", 1, "There is no ledger in /nowhere/at/all.");
    refused(tool + till.quoted() + " --from yesterday", 2, "yesterday is no day. Type it like 2026-11-28.");
    refused(tool + till.quoted() + " --to 2023-02-30", 2, "2023-02-30 is no day.");
    refused(tool + till.quoted() + " --from 2023-11-15 --to 2023-11-14", 2, "2023-11-15 comes after 2023-11-14.");
    refused(tool + till.quoted() + " --from 2023-11-15 --zone Nowhere/City", 2, "Nowhere/City is no time zone.");
  }
  refused("case " + till.quoted() + " T3-0099", 1, "There is no case T3-0099 in");
  refused("case /nowhere/at/all T3-0001", 1, "There is no ledger in /nowhere/at/all.");
  refused("case " + till.quoted() + " T3-0001 --language xx", 2, "There is no language xx in");
  refused("case " + till.quoted() + " T3-0001 --assets /nowhere", 2, "There are no languages in /nowhere.");
  refused("case " + till.quoted() + " T3-0001 --staff /nowhere/staff.toml", 1, "/nowhere/staff.toml");
  refused("case " + till.quoted() + " T3-0001 --zone Nowhere/City", 2, "Nowhere/City is no time zone.");
  const Said nowhere = admin("cases " + till.quoted() + " --out /nowhere/at/all.csv");
  CHECK(nowhere.code == 1);
  CHECK_THAT(nowhere.text, StartsWith("/nowhere/at/all.csv can't be written: No such file or directory."));
}

TEST_CASE("a damaged ledger and a newer one are told, and what to do") {
  const DataFolder till;
  const std::string whole = bytes_of(till.file());
  for (const std::string& tool :
       {"export-facts " + till.quoted(), "cases " + till.quoted(), "case " + till.quoted() + " T3-0001"}) {
    INFO(tool);
    std::ofstream(till.file(), std::ios::binary | std::ios::trunc) << "nothing of this is a ledger";
    const Said damaged = admin(tool + till.to_out());
    CHECK(damaged.code == 1);
    CHECK_THAT(damaged.text, ContainsSubstring("amends-admin restore puts a copy back."));
    std::string altered = whole;
    const std::size_t place = altered.find("\"name\":\"Iced");  // in a fact, not in a list
    REQUIRE(place != std::string::npos);
    altered.replace(place, 12, "\"name\":\"Cold");
    std::ofstream(till.file(), std::ios::binary | std::ios::trunc) << altered;
    const Said changed = admin(tool + till.to_out());
    CHECK(changed.code == 1);
    CHECK_THAT(changed.text, ContainsSubstring("its bytes are not those that were hashed. Nothing was changed."));
    CHECK_FALSE(fs::exists(till.out()));
    std::ofstream(till.file(), std::ios::binary | std::ios::trunc) << whole;
    REQUIRE(admin("verify " + till.quoted()).code == 0);
  }
  {
    auto file = Connection::open(till.file().string(), OpenMode::read_write, "");
    REQUIRE(file);
    REQUIRE(file->run("UPDATE meta SET value = 99 WHERE name IN ('schema_version', 'compatible_version')"));
  }
  const Said newer = admin("export-facts " + till.quoted());
  CHECK(newer.code == 1);
  CHECK_THAT(newer.text, ContainsSubstring("Use the amends-admin of the version that wrote it."));
}

TEST_CASE(
    "cases are a table: one row each, without those tapped by mistake, and without what the safety branch is about") {
  const DataFolder till;
  const Said said = admin("cases " + till.quoted());
  CHECK(said.code == 0);
  const auto lines = lines_of(said.text);
  REQUIRE(lines.size() == 3);
  CHECK_THAT(lines[0], StartsWith("number,day,place,check,channel,failure,severity,items,"));
  CHECK(lines[1] ==
        "T3-0001,2023-11-14,Table 12,1007,at_check,tastes_wrong,2,\"Iced tea, "
        "peach\",yes,yes,yes,other_item,4.50,0.00,EUR,"
        "no,open,2023-11-14T23:13:20+01:00,2023-11-14T23:16:20+01:00,,2023-11-14T23:17:20+01:00,"
        "2023-11-14T23:19:20+01:00,2023-11-14T23:22:20+01:00,\r");
  CHECK_THAT(lines[2], StartsWith("T3-0003,2023-11-15,Table 4,1007,at_check,,2,,no,"));
  CHECK_THAT(admin("cases " + till.quoted() + " --restricted").text,
             ContainsSubstring("T3-0003,2023-11-15,Table 4,1007,at_check,illness_allergy,2,\"Iced tea, peach\","));
  CHECK(lines_of(admin("cases " + till.quoted() + " --from 2023-11-15").text).size() == 2);
  CHECK_THAT(admin("cases " + till.quoted() + " --bom").text, StartsWith("\xef\xbb\xbfnumber,"));
}

TEST_CASE("without a zone times are UTC, and that is said") {
  const DataFolder till;
  fs::remove(till.data() / "site.toml");
  const Said said = admin("cases " + till.quoted());
  CHECK(said.code == 0);
  CHECK_THAT(said.text, ContainsSubstring("Times and days are UTC. Name the store's zone with --zone"));
  CHECK_THAT(said.text, ContainsSubstring("2023-11-14T22:13:20+00:00"));
  std::ofstream(till.data() / "site.toml") << "time_zone = 7\n";
  const Said broken = admin("cases " + till.quoted());
  CHECK(broken.code == 0);
  CHECK_THAT(broken.text, ContainsSubstring("site.toml, line 1"));
}

TEST_CASE("a case is a page that says what happened, when and by whom, and shows nothing of the guest") {
  const DataFolder till;
  const auto ledger = till.open();
  const auto page = till.page("T3-0001");
  CAPTURE(page);
  CHECK(has(page, "h1 Case T3-0001 · Table 12 · Check 1007"));
  CHECK(has(page, "p The <Corner>"));
  CHECK(has(page, "p Recorded by Ana & Co, 14 Nov 2023, 23:13"));
  CHECK(has(page, "td 2 × Iced tea, peach"));
  CHECK(has(page, "td Tea <hot>"));
  CHECK(has(page, "td Ana & Co; Mira said yes"));
  CHECK(has(page, "td 14 Nov 2023, 23:16"));
  CHECK(has(page, "td Ana & Co apologised"));
  CHECK(has(page, "td Their words were noted"));
  CHECK(has(page, "figcaption Their words"));
  CHECK(has(page, "figcaption Phone number"));
  CHECK(has(page, "blockquote Kept, not shown"));
  CHECK(has(page, "li To get back to them: Mira, 15 Nov 2023, 21:26"));
  CHECK(has(page, "p What guests wrote and left is not shown here."));
  const std::string written = bytes_of(till.out());
  for (const char* secret : {"0151", "Too sweet"})
    CHECK_THAT(written, !ContainsSubstring(secret));
  CHECK_THAT(written, ContainsSubstring("from the facts up to 14-"));
  const auto restricted = till.page("T3-0003");
  CHECK(has(restricted, "p Kept for managers"));
  CHECK(has(restricted, "li Not yet: Acknowledged"));
}

TEST_CASE("the page is in each language that there is, with no word missing") {
  const DataFolder till;
  for (const std::string language : {"en", "es", "fr", "de", "pt"}) {
    INFO(language);
    const auto page = till.page("T3-0001 --language " + language);
    CHECK_THAT(bytes_of(till.out()), ContainsSubstring("<html lang=\"" + language + "\">"));
    for (const std::string& line : page) {
      INFO(line);
      CHECK_FALSE(std::regex_search(line, std::regex("[{}]|(^|[^a-z])[a-z_]+\\.[a-z]+[_.a-z]*($|[^a-z])")));
    }
  }
}

TEST_CASE("a guest's words are shown on purpose, and that is noted first") {
  const DataFolder till;
  const auto page = till.page("T3-0001 --reveal");
  CAPTURE(page);
  CHECK(has(page, "blockquote <b>Too sweet</b> & \"cold\""));
  CHECK(has(page, "blockquote 0151 234"));
  CHECK_FALSE(has(page, "blockquote Kept, not shown"));
  CHECK(has(page, "p With what a guest told us in confidence: only for who needs it."));
  CHECK(std::count(page.begin(), page.end(), "td A contact was shown") == 2);
  CHECK_THAT(admin("verify " + till.quoted()).text, StartsWith("The ledger is whole: 16 facts."));
}

TEST_CASE("where it can't be noted a guest's words aren't shown") {
  const DataFolder till;
  const auto refused = [&](const std::string& place, const std::string& why) {
    const Said said = admin("case " + place + " T3-0001 --reveal" + till.to_out());
    INFO(said.text);
    CHECK(said.code == 1);
    CHECK_THAT(said.text, ContainsSubstring(why));
    CHECK_THAT(said.text, ContainsSubstring("It can't be now, so they aren't shown."));
    CHECK_FALSE(fs::exists(till.out()));
  };
  {
    const auto ledger = till.open();
    refused(till.quoted(), "A till is using this folder. Stop it first");
  }
  const fs::path copy = till.data() / "copy.sqlite";
  fs::copy_file(till.file(), copy);
  refused("'" + copy.string() + "'", "it is a copy, not a till's own ledger");
  fs::rename(till.data() / "keys", till.data() / "keys-elsewhere");
  refused(till.quoted(), till.file().string());
  fs::rename(till.data() / "keys-elsewhere", till.data() / "keys");
  CHECK_THAT(admin("verify " + till.quoted()).text, StartsWith("The ledger is whole: 14 facts."));
}
