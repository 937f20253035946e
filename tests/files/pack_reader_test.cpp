// The shipped packs are whole; a broken one is refused with the sentence, the file and the line that help.
#include <catch_amalgamated.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>

#include <unistd.h>

#include "domain/options.hpp"
#include "files/pack_reader.hpp"
#include "support/domain_fakes.hpp"

namespace amends {
namespace {

namespace fs = std::filesystem;

const fs::path kAssets = AMENDS_ASSETS_DIR;

// A small pack in a folder of its own that a test breaks in one place.
class PackOnDisk {
 public:
  PackOnDisk() : assets_(fs::temp_directory_path() / ("amends-pack-" + std::to_string(::getpid()))) {
    fs::remove_all(assets_);
    fs::create_directories(folder() / "languages");
    fs::create_directories(assets_ / "languages");
    write(folder() / "playbook.toml", kPlaybook);
    write(folder() / "languages" / "en.toml", kTexts);
    write(assets_ / "languages" / "en.toml", "guarantee = \"The program's\"\n[step]\nhear = \"Hear\"\n");
  }
  ~PackOnDisk() { fs::remove_all(assets_); }
  PackOnDisk(const PackOnDisk&) = delete;
  PackOnDisk& operator=(const PackOnDisk&) = delete;

  [[nodiscard]] fs::path folder() const { return assets_ / "packs" / "small"; }
  [[nodiscard]] fs::path playbook() const { return folder() / "playbook.toml"; }
  [[nodiscard]] fs::path texts(const std::string& language = "en") const {
    return folder() / "languages" / (language + ".toml");
  }
  [[nodiscard]] tl::expected<Pack, FileProblem> read(std::string_view language = "en",
                                                     Currency currency = fakes::kEuro) const {
    return read_pack(assets_, "small", language, currency);
  }

  static void write(const fs::path& file, std::string_view text) { std::ofstream(file, std::ios::binary) << text; }

  // Replaces the only place where `before` stands.
  static void change(const fs::path& file, std::string_view before, std::string_view after) {
    std::ifstream stream(file, std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(stream), {}};
    const std::size_t at = text.find(before);
    REQUIRE(at != std::string::npos);
    REQUIRE(text.find(before, at + 1) == std::string::npos);
    text.replace(at, before.size(), after);
    write(file, text);
  }

  static constexpr std::string_view kPlaybook = R"(extra_limit = "10"
[limits]
waiter = "25"
shift_lead = "75"
manager = "250"
owner = "none"
[[remedy]]
id = "money"
kind = "refund"
icon = "payments"
base = "lines"
percent = 80
[[remedy]]
id = "paper"
kind = "coupon"
icon = "local_activity"
amount = "12.50"
valid_days = 60
[[remedy]]
id = "call"
kind = "gesture"
icon = "call"
[[failure]]
id = "awful"
icon = "schedule"
severity = "clear"
scope = "item"
wishes = ["money"]
remedies = ["money", "paper", "call"]
extras = ["paper"]
preventions = ["care"]
follow_up = "tomorrow"
)";
  static constexpr std::string_view kTexts = R"(guarantee = "Ours to fix."
[failure]
awful = "Awful"
[wish]
money = "Money"
[prevention]
care = "We take care"
[remedy.money]
title = "Money"
doing = "Give {amount}"
[remedy.paper]
title = "Coupon"
doing = "Give it"
[remedy.call]
title = "Call"
doing = "Call"
[cue.awful]
hear = "Listen."
right = "Offer."
after = "Thank."
)";

 private:
  fs::path assets_;
};

struct Broken {
  std::string_view situation;
  std::string_view before;
  std::string_view after;
  std::int32_t line;
  std::string_view says;
};

RemedyKind for_guest(RemedyKind kind) {
  return kind == RemedyKind::discount ? RemedyKind::refund : kind;
}

}  // namespace

TEST_CASE("a whole pack is read as it stands in its files") {
  const PackOnDisk disk;
  const auto pack = disk.read();
  REQUIRE(pack);
  const Playbook& book = pack->playbook;
  CHECK(book.name == "small");
  CHECK(book.version.size() == 64);
  CHECK(book.currency == fakes::kEuro);
  CHECK(book.limit == std::array{fakes::euro(2500), fakes::euro(7500), fakes::euro(25000), fakes::euro(0)});
  CHECK(book.extra_limit == fakes::euro(1000));
  REQUIRE(book.remedies.size() == 3);
  CHECK(book.remedies[0].kind == RemedyKind::refund);
  CHECK(book.remedies[0].base == AmountBase::lines);
  CHECK(book.remedies[0].percent == 80);
  CHECK(book.remedies[1].fixed == fakes::euro(1250));
  CHECK(book.remedies[1].valid_days == 60);
  REQUIRE(book.failures.size() == 1);
  CHECK(book.failures[0].remedies == std::vector<TemplateId>{{"money"}, {"paper"}, {"call"}});
  CHECK(book.failures[0].scope == FailureScope::item);
  CHECK(book.failures[0].follow_up == FollowUpWhen::tomorrow);
  // The pack's words lie over the program's.
  CHECK(pack->texts.at("guarantee") == "Ours to fix.");
  CHECK(pack->texts.at("step.hear") == "Hear");
  CHECK(pack->texts.at("remedy.money.doing") == "Give {amount}");
}

TEST_CASE("a playbook's version changes with a single byte") {
  const PackOnDisk disk;
  const std::string before = read_playbook(disk.folder(), fakes::kEuro)->version;
  CHECK(read_playbook(disk.folder(), fakes::kEuro)->version == before);
  PackOnDisk::change(disk.playbook(), "percent = 80", "percent = 81");
  CHECK(read_playbook(disk.folder(), fakes::kEuro)->version != before);
}

TEST_CASE("limits for the same guests and for one kind are read by role") {
  const PackOnDisk disk;
  PackOnDisk::change(disk.playbook(), "owner = \"none\"",
                     "owner = \"none\"\n[guest_limits]\nwaiter = \"30\"\nmanager = \"none\"\n"
                     "[[kind_limit]]\nkind = \"coupon\"\nwaiter = \"12.50\"\nshift_lead = \"20\"");
  const auto pack = disk.read();
  REQUIRE(pack);
  CHECK(pack->playbook.guest_limit == std::array{fakes::euro(3000), fakes::euro(0), fakes::euro(0), fakes::euro(0)});
  REQUIRE(pack->playbook.kind_limits.size() == 1);
  CHECK(pack->playbook.kind_limits[0].kind == RemedyKind::coupon);
  CHECK(pack->playbook.kind_limits[0].limit ==
        std::array{fakes::euro(1250), fakes::euro(2000), fakes::euro(0), fakes::euro(0)});
}

TEST_CASE("the policy of a playbook: what isn't said is the default") {
  const PackOnDisk disk;
  const auto plain = disk.read();
  REQUIRE(plain);
  CHECK(plain->playbook.shift_limit[0].is_zero());
  CHECK(plain->playbook.band == FairBand{60, 120});
  CHECK(plain->playbook.own_refund_minutes == 60);
  CHECK(plain->playbook.alcohol == Alcohol::allowed);
  disk.change(disk.playbook(), "owner = \"none\"",
              "owner = \"none\"\n[shift_limits]\nwaiter = \"40\"\nowner = \"none\"\n[fair_band]\nfrom = 50");
  disk.change(disk.playbook(), "extra_limit = \"10\"",
              "extra_limit = \"10\"\nown_refund_minutes = 5\nalcohol = \"never\"");
  disk.change(disk.playbook(), "extras = [\"paper\"]", "extras = [\"paper\"]\nowed = [\"money\"]\nnever_served = true");
  const auto said = disk.read();
  REQUIRE(said);
  CHECK(said->playbook.shift_limit[0] == fakes::euro(4000));
  CHECK(said->playbook.shift_limit[3].is_zero());
  CHECK(said->playbook.band == FairBand{50, 120});
  CHECK(said->playbook.own_refund_minutes == 5);
  CHECK(said->playbook.alcohol == Alcohol::never);
  CHECK(said->playbook.failures[0].owed == std::vector<TemplateId>{{"money"}});
  CHECK(said->playbook.failures[0].never_served);
}

TEST_CASE("a broken playbook is refused with its line and what to do") {
  const std::vector<Broken> table = {
      {"not TOML", "waiter = \"25\"", "waiter = ", 3, "isn't TOML"},
      {"a key nobody knows", "percent = 80", "percnt = 80", 12,
       "\"percnt\" is not known here. Remove it, or use one of"},
      {"a table nobody knows", "[limits]", "[limit]", 2, "\"limit\" is not known here"},
      {"a missing limit", "manager = \"250\"\n", "", 2, "\"manager\" is missing here"},
      {"a limit below the lower role's", "shift_lead = \"75\"", "shift_lead = \"20\"", 4, "is below the one of waiter"},
      {"an amount that is a number", "waiter = \"25\"", "waiter = 25", 3, "\"waiter\" must be a text in quotes"},
      {"an amount with a comma", "amount = \"12.50\"", "amount = \"12,50\"", 17, "\"12,50\" is not an amount in EUR"},
      {"an amount with too many decimals", "amount = \"12.50\"", "amount = \"12.505\"", 17, "is not an amount in EUR"},
      {"a shift's limit below a case's", "owner = \"none\"", "owner = \"none\"\n[shift_limits]\nwaiter = \"24.99\"", 8,
       "In a shift waiter may give less than in one case"},
      {"a shift's limit for nobody", "owner = \"none\"", "owner = \"none\"\n[shift_limits]\ncook = \"24\"", 8,
       "\"cook\" is not known here"},
      {"a guests' limit for nobody", "owner = \"none\"", "owner = \"none\"\n[guest_limits]\ncook = \"24\"", 8,
       "\"cook\" is not known here"},
      {"a limit of a kind that nobody knows", "owner = \"none\"",
       "owner = \"none\"\n[[kind_limit]]\nkind = \"voucher\"\nwaiter = \"5\"", 8, "Use one of: refund"},
      {"a limit of money off", "owner = \"none\"",
       "owner = \"none\"\n[[kind_limit]]\nkind = \"discount\"\nwaiter = \"5\"", 8, "Write kind = \"refund\""},
      {"two limits of one kind", "owner = \"none\"",
       "owner = \"none\"\n[[kind_limit]]\nkind = \"coupon\"\nwaiter = \"5\"\n[[kind_limit]]\nkind = \"coupon\"", 11,
       "This kind has a limit already"},
      {"a band that ends below the price", "owner = \"none\"", "owner = \"none\"\n[fair_band]\nto = 90", 8,
       "a whole number from 100 to 200"},
      {"alcohol as nobody says it", "extra_limit = \"10\"", "extra_limit = \"10\"\nalcohol = \"sometimes\"", 2,
       "Use one of: allowed, one_a_day, never"},
      {"owed, and not offered", "extras = [\"paper\"]", "extras = [\"paper\"]\nowed = [\"soup\"]", 31,
       "is none of the remedies of \"awful\""},
      {"a coupon that is owed", "extras = [\"paper\"]", "extras = [\"paper\"]\nowed = [\"paper\"]", 31,
       "never stands for what is owed"},
      {"a negative amount", "extra_limit = \"10\"", "extra_limit = \"-10\"", 1, "is not an amount in EUR"},
      {"a coupon of nothing", "amount = \"12.50\"\n", "", 13, "says no amount"},
      {"an amount beside a base", "percent = 80", "percent = 80\namount = \"3\"", 13, "exclude each other"},
      {"a kind nobody knows", "kind = \"coupon\"", "kind = \"voucher\"", 15, "Use one of: refund, discount"},
      {"a share of 900 %", "percent = 80", "percent = 900", 12, "a whole number from 1 to 200"},
      {"an id with blanks", "id = \"paper\"", "id = \"a paper\"", 14, "can't be an id"},
      {"a remedy twice", "id = \"call\"", "id = \"paper\"", 20, "The remedy \"paper\" is there twice"},
      {"a remedy that isn't there", "\"money\", \"paper\", \"call\"", "\"money\", \"papers\", \"call\"", 29,
       "\"papers\" in remedies is no [[remedy]] of this file"},
      {"a remedy named twice", "\"money\", \"paper\", \"call\"", "\"money\", \"paper\", \"call\", \"money\"", 29,
       "\"money\" stands twice in remedies"},
      {"fewer than three kinds", "\"money\", \"paper\", \"call\"", "\"money\", \"paper\"", 29,
       "has remedies of 2 kinds. Name at least three"},
      {"an extra that isn't there", "extras = [\"paper\"]", "extras = [\"cake\"]", 30, "\"cake\" in extras"},
      {"cash as an extra", "extras = [\"paper\"]", "extras = [\"money\"]", 30, "can't be an extra"},
      {"an extra in the safety branch", "scope = \"item\"", "scope = \"item\"\nsafety = true", 31, "has no extras"},
      {"a safety branch that asks nothing",
       "scope = \"item\"\nwishes = [\"money\"]\nremedies = [\"money\", \"paper\", \"call\"]\nextras = [\"paper\"]",
       "scope = \"item\"\nsafety = true\nwishes = [\"money\"]\nremedies = [\"money\", \"paper\", \"call\"]", 28,
       "asks nothing. Add its questions"},
      {"fixed questions outside the safety branch", "scope = \"item\"", "scope = \"item\"\nquestions = [\"kept\"]", 28,
       "Only the safety branch has fixed questions"},
      {"a question twice", "scope = \"item\"", "scope = \"item\"\nquestions = [\"kept\", \"kept\"]", 28,
       "\"kept\" stands twice in questions"},
      {"a way on that leads nowhere", "icon = \"payments\"", "icon = \"payments\"\ninstead = \"soup\"", 11,
       "\"soup\" in instead is no [[remedy]] of this file"},
      {"a remedy instead of itself", "icon = \"payments\"", "icon = \"payments\"\ninstead = \"money\"", 11,
       "Instead of \"money\" leads back to \"money\", so nothing is ever given"},
      {"a loop of two", "valid_days = 60\n[[remedy]]\nid = \"call\"",
       "valid_days = 60\ninstead = \"call\"\n[[remedy]]\ninstead = \"paper\"\nid = \"call\"", 19,
       "Instead of \"paper\" leads back to \"paper\""},
      {"a truth in quotes", "scope = \"item\"", "scope = \"item\"\nsafety = \"yes\"", 28, "must be true or false"},
      {"a severity nobody knows", "severity = \"clear\"", "severity = \"awful\"", 26, "Use one of: minor, clear"},
      {"no preventions", "preventions = [\"care\"]\n", "", 23, "has no preventions"},
      {"a list that isn't one", "wishes = [\"money\"]", "wishes = \"money\"", 28, "must be a list of texts"},
      {"a list of numbers", "wishes = [\"money\"]", "wishes = [1]", 28, "must be a list of texts"},
      {"no icon", "icon = \"schedule\"\n", "", 23, "\"icon\" is missing here"},
      {"an empty icon", "icon = \"schedule\"", "icon = \"\"", 25, "\"icon\" is empty"},
  };
  for (const Broken& broken : table) {
    INFO(broken.situation);
    const PackOnDisk disk;
    PackOnDisk::change(disk.playbook(), broken.before, broken.after);
    const auto pack = disk.read();
    REQUIRE_FALSE(pack);
    CHECK(pack.error().file == disk.playbook().string());
    CHECK(pack.error().line == broken.line);
    CHECK_THAT(pack.error().sentence, Catch::Matchers::ContainsSubstring(std::string(broken.says)));
    CHECK(describe(pack.error()).find("line " + std::to_string(broken.line)) != std::string::npos);
  }
}

TEST_CASE("a text that is missing is named, with the table where it belongs") {
  const std::vector<Broken> table = {
      {"a failure's", "awful = \"Awful\"\n", "", 2, "\"failure.awful\" is missing"},
      {"a remedy's button", "doing = \"Give it\"\n", "", 11, "\"remedy.paper.doing\" is missing"},
      {"a cue", "after = \"Thank.\"\n", "", 17, "\"cue.awful.after\" is missing"},
      {"a wish's", "money = \"Money\"\n", "", 4, "\"wish.money\" is missing"},
      {"a prevention's", "care = \"We take care\"\n", "", 6, "\"prevention.care\" is missing"},
      {"a number instead", "awful = \"Awful\"", "awful = 3", 3, "must be a text in quotes"},
      {"an empty one", "awful = \"Awful\"", "awful = \"\"", 3, "that isn't empty"},
  };
  for (const Broken& broken : table) {
    INFO(broken.situation);
    const PackOnDisk disk;
    PackOnDisk::change(disk.texts(), broken.before, broken.after);
    const auto pack = disk.read();
    REQUIRE_FALSE(pack);
    CHECK(pack.error().file == disk.texts().string());
    CHECK(pack.error().line == broken.line);
    CHECK_THAT(pack.error().sentence, Catch::Matchers::ContainsSubstring(std::string(broken.says)));
  }
}

TEST_CASE("a text that says to a guest what nobody should is refused with its line") {
  const PackOnDisk disk;
  fs::create_directories(disk.folder().parent_path().parent_path() / "phrases");
  PackOnDisk::write(disk.folder().parent_path().parent_path() / "phrases" / "en.toml", "forbidden = [\"calm down\"]\n");
  PackOnDisk::change(disk.texts(), "care = \"We take care\"", "care = \"Please Calm down, we take care\"");
  const auto pack = disk.read();
  REQUIRE_FALSE(pack);
  CHECK(pack.error().file == disk.texts().string());
  CHECK(pack.error().line == 7);
  CHECK_THAT(pack.error().sentence, Catch::Matchers::ContainsSubstring("says \"calm down\" to a guest"));
  // What only staff read may say it.
  PackOnDisk::change(disk.texts(), "Please Calm down, we take care", "We take care");
  PackOnDisk::change(disk.texts(), "hear = \"Listen.\"", "hear = \"Calm down yourself first.\"");
  CHECK(disk.read());
}

TEST_CASE("all that is wrong with a pack is told at once") {
  const PackOnDisk disk;
  const fs::path assets = disk.folder().parent_path().parent_path();
  CHECK(check_pack(disk.folder(), assets, fakes::kEuro).empty());
  PackOnDisk::change(disk.playbook(), "percent = 80", "percnt = 80");
  PackOnDisk::write(disk.texts("pt"), "[failure]\nawful = \"Mau\"\nnobody = \"Ninguém\"\n");
  const auto problems = check_pack(disk.folder(), assets, fakes::kEuro);
  REQUIRE(problems.size() > 2);
  CHECK(problems[0].file == disk.playbook().string());
  CHECK(problems[0].line == 12);
  CHECK(std::ranges::any_of(problems, [](const FileProblem& problem) {
    return problem.sentence.find("\"failure.nobody\" is in no English file") != std::string::npos;
  }));
  CHECK(std::ranges::any_of(problems, [](const FileProblem& problem) {
    return problem.sentence.find("\"guarantee\" is missing") != std::string::npos;
  }));
}

TEST_CASE("a language without files is spoken in English, and so is each text that one lacks") {
  const PackOnDisk disk;
  CHECK(disk.read("pt")->texts.at("failure.awful") == "Awful");
  CHECK(disk.read("../../en")->texts.at("failure.awful") == "Awful");
  PackOnDisk::write(disk.texts("pt"), "[failure]\nawful = \"Horrível\"\n");
  const auto part = disk.read("pt");
  REQUIRE(part);
  CHECK(part->texts.at("failure.awful") == "Horrível");
  CHECK(part->texts.at("wish.money") == "Money");
  PackOnDisk::write(disk.texts("pt"), "[failure\n");
  const auto broken = disk.read("pt");
  REQUIRE_FALSE(broken);
  CHECK(broken.error().file == disk.texts("pt").string());
  CHECK(disk.read("en")->texts.at("failure.awful") == "Awful");
}

TEST_CASE("a pack that isn't there, or isn't a file, is one sentence") {
  const PackOnDisk disk;
  fs::remove(disk.playbook());
  CHECK(disk.read().error().sentence.find("can't be read") != std::string::npos);
  fs::create_directory(disk.playbook());
  CHECK(disk.read().error().sentence.find("can't be read") != std::string::npos);
  fs::remove(disk.playbook());
  PackOnDisk::write(disk.playbook(), std::string((1 << 20) + 1, '#'));
  CHECK(disk.read().error().sentence.find("larger than 1 MiB") != std::string::npos);
  PackOnDisk::write(disk.playbook(), "");
  CHECK_FALSE(disk.read());
}

TEST_CASE("amounts are read in the site's currency") {
  const PackOnDisk disk;
  const Currency yen = *find_currency("JPY");
  const auto pack = disk.read("en", yen);
  REQUIRE_FALSE(pack);
  CHECK_THAT(pack.error().sentence,
             Catch::Matchers::ContainsSubstring("is not an amount in JPY. Write it like \"25\""));
  PackOnDisk::change(disk.playbook(), "amount = \"12.50\"", "amount = \"1250\"");
  CHECK(disk.read("en", yen)->playbook.limit[0] == Money{25, yen});
  CHECK(disk.read("en", *find_currency("KWD"))->playbook.limit[0].minor == 25000);
}

TEST_CASE("a pack made for one currency is scaled to the site's by what it says, to two figures") {
  struct Row {
    const char* currency;
    std::int64_t waiter;
    std::int64_t coupon;  // of 12.50
  };
  const Row table[] = {
      {"EUR", 2500, 1250}, {"JPY", 4000, 2000}, {"USD", 2800, 1400}, {"KWD", 8300, 4100}, {"SAR", 1, 1}};
  for (const Row& row : table) {
    INFO(row.currency);
    const PackOnDisk disk;
    PackOnDisk::change(
        disk.playbook(), "extra_limit = \"10\"",
        "currency = \"EUR\"\nextra_limit = \"10\"\n[worth]\nJPY = \"160\"\nUSD = \"1.1\"\nKWD = \"0.33\"\n"
        "SAR = \"0.0001\"");
    const auto pack = disk.read("en", *find_currency(row.currency));
    if (!pack) FAIL(describe(pack.error()));
    CHECK(pack->playbook.limit[0] == Money{row.waiter, *find_currency(row.currency)});
    CHECK(pack->playbook.find(TemplateId{"paper"})->fixed == Money{row.coupon, *find_currency(row.currency)});
    CHECK(pack->playbook.scaled_from.has_value() == (std::string(row.currency) != "EUR"));
    CHECK(pack->playbook.limit[3].is_zero());
  }
}

TEST_CASE("what a pack can't be scaled by is a sentence with its line") {
  const PackOnDisk disk;
  PackOnDisk::change(disk.playbook(), "extra_limit = \"10\"",
                     "currency = \"EUR\"\nextra_limit = \"10\"\n[worth]\nUSD = \"much\"");
  CHECK(disk.read("en", fakes::kEuro));
  const auto no_rate = disk.read("en", *find_currency("JPY"));
  REQUIRE_FALSE(no_rate);
  CHECK(no_rate.error().line == 3);
  CHECK_THAT(no_rate.error().sentence, Catch::Matchers::ContainsSubstring("Add JPY"));
  const auto no_number = disk.read("en", *find_currency("USD"));
  REQUIRE_FALSE(no_number);
  CHECK(no_number.error().line == 4);
  PackOnDisk::change(disk.playbook(), "currency = \"EUR\"", "currency = \"COIN\"");
  CHECK(disk.read("en", fakes::kEuro).error().line == 1);
}

TEST_CASE("both shipped packs can be had in every currency they name, limits in order and nothing for nothing") {
  for (const std::string name : {"restaurant", "retail"}) {
    for (const char* code : {"EUR", "USD", "JPY", "KRW", "KWD", "VND", "CHF", "IDR", "BHD", "CLP"}) {
      INFO(name << " " << code);
      const auto book = read_playbook(kAssets / "packs" / name, *find_currency(code));
      if (!book) FAIL(describe(book.error()));
      CHECK(book->limit[0].minor > 0);
      CHECK(book->limit[0].minor < book->limit[1].minor);
      CHECK(book->limit[1].minor < book->limit[2].minor);
      CHECK(book->shift_limit[0].minor >= book->limit[0].minor);
      CHECK(book->currency == *find_currency(code));
    }
  }
}

TEST_CASE("both shipped packs are whole, each failure with at least three kinds, one of them free") {
  for (const std::string name : {"restaurant", "retail"}) {
    INFO(name);
    const auto pack = read_pack(kAssets, name, "en", fakes::kEuro);
    if (!pack) FAIL(describe(pack.error()));
    const Playbook& book = pack->playbook;
    CHECK(book.failures.size() >= 12);
    for (const Failure& failure : book.failures) {
      INFO(failure.id.text);
      std::set<RemedyKind> kinds;
      bool free = false;
      for (const TemplateId& id : failure.remedies) {
        const RemedyTemplate* remedy = book.find(id);
        REQUIRE(remedy);
        kinds.insert(for_guest(remedy->kind));
        const bool gift = !remedy->group.empty() || !remedy->item.empty();
        const bool by_hand = remedy->kind == RemedyKind::gesture && !gift && remedy->fixed.is_zero();
        free = free || by_hand || remedy->kind == RemedyKind::personal_apology;
      }
      CHECK(kinds.size() >= 3);
      CHECK(free);
      CHECK(failure.wishes.size() >= 3);
      CHECK(failure.preventions.size() >= 2);
      CHECK(failure.safety == (failure.severity == Severity::grave || failure.id.text == "accident"));
      // What a minor failure doesn't need, the rest has; the safety branch never.
      CHECK(failure.extras.empty() == (failure.safety || failure.severity == Severity::minor));
    }
    CHECK(book.limit == std::array{fakes::euro(2500), fakes::euro(7500), fakes::euro(25000), fakes::euro(0)});
  }
}

TEST_CASE("the restaurant's minor failure offers the coupon first, dignity offers money last") {
  const Playbook book = *read_playbook(kAssets / "packs" / "restaurant", fakes::kEuro);
  const auto kind_at = [&](const Failure& failure, std::size_t at) { return book.find(failure.remedies[at])->kind; };
  for (const Failure& failure : book.failures) {
    INFO(failure.id.text);
    if (failure.severity == Severity::minor) CHECK(kind_at(failure, 0) == RemedyKind::coupon);
    if (failure.id.text != "treated_badly") continue;
    CHECK(kind_at(failure, 0) == RemedyKind::personal_apology);
    CHECK(for_guest(kind_at(failure, failure.remedies.size() - 1)) == RemedyKind::refund);
  }
}

TEST_CASE("what a shop owes for a defect comes first, and no coupon stands in for it") {
  const Playbook book = *read_playbook(kAssets / "packs" / "retail", fakes::kEuro);
  const Failure* defective = book.find(FailureId{"defective"});
  REQUIRE(defective);
  CHECK(book.find(defective->remedies[0])->kind == RemedyKind::exchange);
  CHECK(book.find(defective->remedies[1])->kind == RemedyKind::refund);
  for (const TemplateId& id : defective->remedies)
    CHECK(book.find(id)->kind != RemedyKind::coupon);
}

TEST_CASE("no text of a pack says what nobody should say to a guest") {
  const std::vector<std::string> forbidden = {"sorry you feel", "but",  "policy",  "unfortunately",  "calm down",
                                              "nothing we can", "busy", "however", "you should have"};
  const auto says = [](std::string text, const std::string& phrase) {
    std::transform(text.begin(), text.end(), text.begin(), [](unsigned char letter) {
      return static_cast<char>(std::isalpha(letter) ? std::tolower(letter) : ' ');
    });
    return (" " + text + " ").find(" " + phrase + " ") != std::string::npos;
  };
  REQUIRE(says("Sorry. But no.", "but"));
  REQUIRE_FALSE(says("Tap the button.", "but"));
  for (const std::string name : {"restaurant", "retail"}) {
    const auto pack = read_pack(kAssets, name, "en", fakes::kEuro);
    REQUIRE(pack);
    for (const auto& [key, text] : pack->texts) {
      for (const std::string& phrase : forbidden) {
        INFO(name << " " << key << ": " << text);
        CHECK_FALSE(says(text, phrase));
      }
    }
  }
}

}  // namespace amends
