// Every screen in every state, seen by every size, language, light and hand: nothing cut, nothing overlapping, nothing off
// the screen, targets large enough, contrast high enough. With AMENDS_PICTURES each is kept as look/VARIANT/STATE.png; with
// AMENDS_LONG the whole matrix is walked, else its corners; AMENDS_LOOK leaves the variants whose names hold it.

#include <array>
#include <catch_amalgamated.hpp>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "faults.hpp"
#include "rehearsal.hpp"
#include "support/png_file.hpp"
#include "support/share.hpp"

namespace amends::look {

namespace {

constexpr std::array<const char*, 5> kLanguages = {"en", "es", "fr", "de", "pt"};
constexpr std::array<std::pair<int, int>, 7> kSizes = {
    {{800, 600}, {1024, 600}, {1280, 800}, {1366, 768}, {1920, 1080}, {800, 1280}, {1080, 1920}}};
constexpr std::size_t kToldMost = 12;

// The language whose texts are longest together; the corners of the matrix are seen in it.
const std::string& longest_language() {
  static const std::string longest = [] {
    const std::filesystem::path assets = AMENDS_ASSETS_DIR;
    std::string most;
    std::size_t most_bytes = 0;
    for (const char* language : kLanguages) {
      std::vector<FileProblem> problems;
      std::size_t bytes = 0;
      for (const auto& [key, text] : read_texts(assets, "restaurant", language, problems))
        bytes += text.size();
      if (bytes <= most_bytes) continue;
      most = language;
      most_bytes = bytes;
    }
    return most;
  }();
  return longest;
}

std::vector<Variant> corners() {
  std::vector<Variant> variants;
  for (const auto& [width, height] : {std::pair{1280, 800}, std::pair{800, 600}}) {
    for (const std::string& language : {std::string("en"), longest_language()}) {
      for (const Lighting light : {Lighting::light, Lighting::dark})
        variants.push_back({width, height, 1, {.language = language, .lighting = light}});
    }
  }
  return variants;
}

// Of the corners, for a sanitizer, which looks for other faults than these and takes five times as long: both sizes, the one as
// it is used most, the other with the longest texts.
std::vector<Variant> opposite_corners() {
  return {{1280, 800, 1, {.language = "en", .lighting = Lighting::light}},
          {800, 600, 1, {.language = longest_language(), .lighting = Lighting::dark}}};
}

std::vector<Variant> whole_matrix() {
  std::vector<Variant> variants;
  for (const auto& [width, height] : kSizes) {
    for (const char* language : kLanguages) {
      for (const Lighting light : {Lighting::light, Lighting::dark, Lighting::contrast})
        variants.push_back({width, height, 1, {.language = language, .lighting = light}});
      variants.push_back({width, height, 1, {.language = language, .hand = Hand::left}});
    }
    for (const std::int32_t percent : {150, 200})
      variants.push_back({width, height, 1, {.language = longest_language(), .text_percent = percent}});
  }
  for (const char* language : kLanguages) {
    for (const auto& [width, height] : {std::pair{800, 600}, std::pair{1280, 800}, std::pair{1080, 1920}})
      variants.push_back({width, height, 1, {.language = language, .text_percent = 80}});
    variants.push_back({640, 480, 1, {.language = language}});
    variants.push_back({1280, 960, 2, {.language = language}});
    variants.push_back({1920, 1080, 1.5F, {.language = language}});
    variants.push_back({2560, 1600, 2, {.language = language, .text_percent = 80}});
  }
  return variants;
}

const std::vector<Variant>& variants() {
  static const std::vector<Variant> all = [] {
    std::vector<Variant> wanted = std::getenv("AMENDS_LONG") != nullptr ? whole_matrix()
                                  : kIsWatched                          ? opposite_corners()
                                                                        : corners();
    if (const char* only = std::getenv("AMENDS_LOOK")) {
      std::erase_if(wanted, [&](const Variant& each) { return each.name().find(only) == std::string::npos; });
    }
    return wanted;
  }();
  return all;
}

// Looks at the rehearsal's screen in every variant.
class Looker {
 public:
  explicit Looker(Rehearsal& rehearsal) : rehearsal_(rehearsal) {}
  Looker(const Looker&) = delete;
  Looker& operator=(const Looker&) = delete;
  ~Looker() {
    if (told_ > kToldMost) WARN(told_ - kToldMost << " more faults were found");
  }

  void at(const std::string& state) {
    const Variant before = rehearsal_.variant();
    for (const Variant& variant : variants()) {
      rehearsal_.look(variant);
      const std::vector<std::uint32_t> pixels = rehearsal_.pixels();
      const std::vector<Fault> faults = faults_of({.nodes = rehearsal_.tree().nodes(),
                                                   .pixels = pixels,
                                                   .width_px = variant.width_px,
                                                   .height_px = variant.height_px,
                                                   .device_scale = variant.device_scale});
      for (const Fault& fault : faults)
        tell(state, variant, fault);
      keep(state, variant, pixels);
    }
    rehearsal_.look(before);
  }

 private:
  void tell(const std::string& state, const Variant& variant, const Fault& fault) {
    constexpr const char* kRules[] = {"cut", "off screen", "overlap", "small target", "contrast", "lying colour"};
    if (++told_ > kToldMost) {
      FAIL_CHECK("more faults");
      return;
    }
    FAIL_CHECK(state << " " << variant.name() << ": " << kRules[static_cast<int>(fault.rule)] << ": " << fault.what);
  }

  static void keep(const std::string& state, const Variant& variant, std::vector<std::uint32_t> pixels) {
    const char* folder = std::getenv("AMENDS_PICTURES");
    if (folder == nullptr) return;
    const std::filesystem::path place = std::filesystem::path(folder) / "look" / variant.name();
    std::filesystem::create_directories(place);
    REQUIRE(testing::write_png(place / (state + ".png"), variant.width_px, variant.height_px, std::move(pixels),
                               testing::PixelOrder::rgba));
  }

  Rehearsal& rehearsal_;
  std::size_t told_ = 0;
};

Money euros(std::int64_t minor) {
  return {minor, *find_currency("EUR")};
}

CheckLine line(const char* id, const char* name, std::int64_t minor, const char* group, const char* component) {
  return {.id = {id},
          .item = {std::string("item-") + id},
          .name = name,
          .group = group,
          .component = component,
          .unit = euros(minor),
          .total = euros(minor),
          .refunded = euros(0),
          .fired = true};
}

HostPicture host_of(std::vector<CheckLine> lines, CheckState state) {
  HostPicture picture;
  Money total = euros(0);
  for (const CheckLine& each : lines)
    total.minor += each.total.minor;
  picture.check = Check{.id = {"check-41"},
                        .number = "41",
                        .place = "Table 12",
                        .state = state,
                        .currency = total.currency,
                        .server = {"ana"},
                        .server_name = "Ana",
                        .total = total,
                        .paid = state == CheckState::paid ? total : euros(0),
                        .refunded = euros(0),
                        .guests = 3,
                        .lines = std::move(lines)};
  picture.operator_ = Person{{"ana"}, "Ana", Role::waiter, true};
  picture.staff = {*picture.operator_,
                   {{"jon"}, "Jonathan", Role::shift_lead, true},
                   {{"mira"}, "Μυρτώ Παπαδοπούλου", Role::manager, true},
                   {{"tom"}, "Александра", Role::owner, true}};
  picture.capabilities = {.refund_amount = true,
                          .refund_line = true,
                          .refund_check = true,
                          .refund_after_close = true,
                          .discount_line = true,
                          .discount_check = true,
                          .void_line = true,
                          .reorder = true,
                          .exchange = true,
                          .credit = true,
                          .add_at_zero = true,
                          .look_up = true,
                          .idempotent = true};
  picture.has_pos = true;
  picture.has_operator = true;
  return picture;
}

HostPicture at_the_table() {
  HostPicture picture =
      host_of({line("1", "Iced tea, peach", 450, "Drinks", "tea"), line("2", "Iced tea, lemon", 450, "Drinks", "tea"),
               line("3", "Iced tea, mint", 450, "Drinks", "tea"), line("4", "Caesar salad", 1290, "Food", "salad"),
               line("5", "Sandwich with grilled vegetables", 1140, "Food", "bread"),
               line("6", "Apple cake", 350, "Sweets", "cake")},
              CheckState::open);
  const auto item = [](const char* id, const char* name, std::int64_t minor, const char* group, const char* component) {
    return Item{.id = {id}, .name = name, .group = group, .component = component, .unit = euros(minor)};
  };
  picture.items = {item("lemonade", "Lemonade", 420, "Drinks", "lemon"),
                   item("juice", "Apple juice, freshly pressed", 450, "Drinks", "apple"),
                   item("water", "Sparkling water", 300, "Drinks", "water"),
                   item("cake", "Apple cake", 350, "Sweets", "cake"),
                   item("brownie", "Chocolate brownie with walnuts", 450, "Sweets", "chocolate"),
                   item("espresso", "Espresso", 250, "Drinks", "coffee")};
  return picture;
}

HostPicture at_the_counter() {
  HostPicture picture = host_of({line("1", "Electric kettle, 1.7 l, brushed steel", 3990, "Kitchen", "kettle"),
                                 line("2", "Walking boots, size 42", 12900, "Outdoor", "boots"),
                                 line("3", "Batteries AA, 12", 899, "Small things", "battery")},
                                CheckState::paid);
  picture.check->place = "";
  picture.items = {
      Item{.id = {"item-1"}, .name = "Electric kettle", .group = "Kitchen", .component = "kettle", .unit = euros(3990)},
      Item{.id = {"toaster"},
           .name = "Toaster, two slices",
           .group = "Kitchen",
           .component = "toaster",
           .unit = euros(3490)},
      Item{.id = {"boots"},
           .name = "Walking boots, size 43",
           .group = "Outdoor",
           .component = "boots",
           .unit = euros(12900)}};
  return picture;
}

HostPicture at_a_long_table() {
  HostPicture picture = at_the_table();
  for (int i = 7; i <= 16; ++i) {
    picture.check->lines.push_back(
        line(std::to_string(i).c_str(), "Slow-cooked shoulder of lamb with rosemary potatoes", 123450, "Food", "lamb"));
  }
  return picture;
}

void open_sheet(Rehearsal& rehearsal, HostPicture host) {
  rehearsal.host = std::move(host);
  rehearsal.host_changed();
  rehearsal.tap_key("tab.label");
}

RecordCase record(std::vector<LineId> lines, const char* failure) {
  return {.lines = std::move(lines), .failure = {failure}, .channel = Channel::at_check};
}

}  // namespace

TEST_CASE("the closed tab and what it says") {
  Rehearsal r("restaurant");
  Looker look(r);
  r.host = at_the_table();
  r.host_changed();
  look.at("tab");
  for (const StorageTrouble trouble :
       {StorageTrouble::locked, StorageTrouble::damaged, StorageTrouble::newer, StorageTrouble::no_space,
        StorageTrouble::read_only, StorageTrouble::uncertain, StorageTrouble::unavailable}) {
    r.show_trouble(trouble);
    if (trouble == StorageTrouble::locked) look.at("tab-trouble");
    if (trouble == StorageTrouble::locked) r.tap_key("tab.trouble");
    look.at("trouble-" + std::to_string(static_cast<int>(trouble)));
  }
  r.show_trouble(StorageTrouble::none);
}

TEST_CASE("hearing them, on a check and without one") {
  Rehearsal r("restaurant");
  Looker look(r);
  open_sheet(r, at_the_table());
  look.at("hear-empty");
  r.tap_key("failure.tastes_wrong");
  look.at("hear-failure-first");
  r.tap("Iced tea, peach");
  look.at("hear-recorded");
  r.give(NoteReturn{true});
  r.give(Apologise{});
  r.give(NoteText{PrivateKind::wish, {"Just something we can drink, please, and soon"}});
  look.at("hear-told");
  r.tap_key("hear.people");
  look.at("people");
  r.give(NoteAffected{Affected::everyone});
  r.give(NoteFeeling{Feeling::disappointed});
  r.give(NoteTemper{Temper::wants_manager});
  look.at("people-told");
}

TEST_CASE("hearing them, where it is serious and the check is long") {
  Rehearsal r("restaurant");
  Looker look(r);
  open_sheet(r, at_a_long_table());
  look.at("hear-long");
  // The failures are in sight whatever the check is; a line beyond those shown is one tap further.
  CHECK(r.tree().find(r.words("failure.accident"))->rect.bottom() <= 800);
  const auto lamb = [&] {
    return std::ranges::count_if(r.tree().nodes(),
                                 [](const Node& node) { return node.label.starts_with("Slow-cooked"); });
  };
  CHECK(lamb() < 10);
  r.tap(" more");
  CHECK(lamb() == 10);
  look.at("hear-long-all");
  r.give(record({{"7"}}, "foreign_object"));
  look.at("hear-safety");
  r.tap_key("hear.put_right");
  look.at("right-safety");
}

TEST_CASE("a new sheet has nothing chosen and nothing written, and shows no other case") {
  Rehearsal r("restaurant");
  open_sheet(r, at_the_table());
  r.give(record({{"4"}}, "cold"));
  r.give(NoteText{PrivateKind::words, {"It is cold in the middle"}});
  r.host.check->id = {"check-77"};
  r.host_changed();
  r.tap_key("tab.label");
  bool some = false;
  for (const Node& node : r.tree().nodes()) {
    INFO(node.label);
    some = some || node.role == NodeRole::radio;
    CHECK_FALSE((node.state.selected && node.role != NodeRole::tab));
    if (node.role == NodeRole::text_field) CHECK(node.value.empty());
    CHECK(node.label.find("T3-0001") == std::string::npos);
    CHECK(node.label.find("cold in the middle") == std::string::npos);
  }
  CHECK(some);
}

TEST_CASE("a step tapped while the case is still on its way to the disk is shown once the case stands") {
  Rehearsal r("restaurant");
  open_sheet(r, at_the_table());
  r.desk_is_slow = true;
  r.tap("Iced tea");
  r.tap("Tastes wrong");
  r.tap_key("step.put_right");
  CHECK_FALSE(r.view().open);
  r.desk_is_slow = false;
  r.settle();
  REQUIRE(r.view().open);
  CHECK(r.view().open->state.step == Step::put_right);
  r.tap("Take them off the bill");
}

TEST_CASE("minutes that pass change no word of a case on the waiter's screen") {
  Rehearsal r("restaurant");
  open_sheet(r, at_the_table());
  r.give(record({{"1"}}, "tastes_wrong"));
  r.give(Apologise{});
  for (const char* step : {"step.hear", "step.put_right", "step.extra", "step.after"}) {
    INFO(step);
    r.tap_key(step);
    r.wait(10);
    const auto said = [&] {
      std::vector<std::string> all;
      for (const Node& node : r.tree().nodes())
        all.push_back(node.label + "=" + node.value);
      return all;
    };
    const auto before = said();
    r.wait(20 * 60);
    CHECK(said() == before);
  }
}

TEST_CASE("the guarantee stands beside what is offered, and thanks and the exception among the cues") {
  Rehearsal r("restaurant");
  open_sheet(r, at_the_table());
  r.give(record({{"1"}}, "tastes_wrong"));
  const auto shows = [&](const std::string& words) {
    return std::ranges::any_of(r.tree().nodes(),
                               [&](const Node& node) { return node.label.find(words) != std::string::npos; });
  };
  r.tap_key("hear.people");
  CHECK(shows(r.words("cue.feelings")));
  CHECK(r.words("cue.feelings").find("Thank") != std::string::npos);
  r.tap_key("people.back");
  r.tap_key("hear.put_right");
  CHECK(shows(r.words("guarantee")));
  r.give(GiveContact{.kind = PrivateKind::phone, .text = {"+351 912"}, .consent = true});
  r.give(Apologise{});
  r.give(FinishCase{});
  r.tap_key("tab.label");
  r.tap_key("sheet.lists");
  r.tap("T3-0001");
  CHECK(shows(r.words("cue.second_chance")));
  CHECK(r.words("cue.second_chance").find("exception") != std::string::npos);
  CHECK(r.words("cue.second_chance").find("Thank") != std::string::npos);
}

TEST_CASE("who approves sees what others got for the same today") {
  Rehearsal r("restaurant");
  open_sheet(r, at_the_table());
  r.give(record({{"1"}}, "slow"));
  r.give(ChooseAct{.purpose = ActPurpose::fix, .from = {"coupon_next"}, .items = {}});
  r.give(Apologise{});
  r.give(FinishCase{});
  r.host.check->id = {"check-77"};
  r.host.check->place = "Table 3";
  r.host_changed();
  r.tap_key("tab.label");
  r.give(record({{"1"}}, "slow"));
  r.give(ChooseAct{.purpose = ActPurpose::fix, .from = {"whole_bill"}, .items = {}});
  r.tap_key("step.put_right");
  const auto nodes = r.tree().nodes();
  CHECK(std::ranges::any_of(nodes, [](const Node& node) { return node.label.starts_with("T3-0001 \u20ac"); }));
  const auto says = [&](const std::string& words) {
    return std::ranges::any_of(r.tree().nodes(), [&](const Node& node) { return node.label == words; });
  };
  CHECK(says(r.words("approve.others_today")));
  CHECK_FALSE(says(r.words("approve.these_guests")));
}

TEST_CASE("what was understood, with the screen turned to the guest") {
  Rehearsal r("restaurant");
  Looker look(r);
  open_sheet(r, at_the_table());
  r.give(record({{"1"}, {"2"}}, "tastes_wrong"));
  r.give(NoteText{PrivateKind::words, {"It tastes of soap, and the last time it did, too, so we left it standing"}});
  r.give(NoteText{PrivateKind::meaning, {"My mother's birthday began with it"}});
  r.give(NoteText{PrivateKind::wish, {"Just something we can drink, please, and soon"}});
  r.tap_key("hear.people");
  r.tap_key("people.read_back");
  look.at("read-back");
  r.tap_key("read_back.not_quite");
  CHECK_FALSE(r.view().open->state.said_back);
  r.tap_key("people.read_back");
  r.tap_key("read_back.thats_it");
  CHECK(r.view().open->state.said_back);
}

TEST_CASE("a manager sees on the case what is unusual about it, a waiter doesn't") {
  Rehearsal r("restaurant");
  Looker look(r);
  r.host = at_the_table();
  r.host.operator_ = r.host.staff[2];
  open_sheet(r, r.host);
  r.give(record({{"1"}}, "slow"));
  r.give(ChooseAct{.purpose = ActPurpose::fix, .from = {"whole_bill"}, .items = {}});
  r.give(Apologise{});
  r.tap_key("sheet.lists");
  r.tap_key("cases.tab");
  r.tap("T3-0001");
  look.at("case-exceptions");
  const auto shows = [&](const std::string& words) {
    return std::ranges::any_of(r.tree().nodes(),
                               [&](const Node& node) { return node.label.find(words) != std::string::npos; });
  };
  CHECK(shows(r.words("exception.outside_band")));
  r.host.operator_ = r.host.staff[0];
  r.host_changed();
  CHECK_FALSE(shows(r.words("exception.outside_band")));
}

TEST_CASE("the store's own rules, changed on the screen and by a pack") {
  Rehearsal r("restaurant", Page::settings);
  Looker look(r);
  r.host = at_the_table();
  r.host_changed();
  look.at("settings");
  r.tap("More: A waiter");
  look.at("settings-changed");
  r.tap_key("settings.keep");
  look.at("settings-whose-pin");
  for (const char* digit : {"1", "1", "2", "3", "5", "8"})
    r.tap(digit);
  look.at("settings-pin");
  r.tap_key("settings.keep");
  r.answer_pin(PinProblem::wrong, 0);
  look.at("settings-pin-wrong");
  r.tap_key("settings.back");
  r.tap_key("settings.as_it_was");
  Policy more = *r.view().policy;
  more.playbook.limit[0].minor += 1500;
  more.playbook.shift_limit[0] = {0, more.playbook.currency};
  more.playbook.version = more.text.version = "another";
  Policy foreign = *r.view().policy;
  foreign.playbook.scaled_from = find_currency("JPY");
  foreign.playbook.version = foreign.text.version = "foreign";
  r.ask(OfferPolicy{std::make_shared<const Policy>(foreign)});
  r.settle();
  look.at("settings-scaled");
  r.tap_key("settings.right");
  look.at("settings-scaled-pin");
  r.tap_key("settings.back");
  r.tap_key("settings.as_it_was");
  r.ask(OfferPolicy{std::make_shared<const Policy>(more)});
  r.ask(TellPolicyProblem{"playbook.toml, line 12: \"percnt\" is not known here. Remove it, or use one of: id, kind."});
  r.settle();
  look.at("settings-waiting");
  r.tap_key("settings.take");
  r.tap("1");
  look.at("settings-take");
}

TEST_CASE("the safety branch: who comes, what is asked, and what others see of it") {
  Rehearsal r("restaurant");
  Looker look(r);
  open_sheet(r, at_the_table());
  r.give(record({}, "illness_allergy"));
  for (const char* question : {"doctor_now", "allergy_known", "others_too"})
    r.give(AnswerQuestion{{question}, Told::not_known});
  r.give(TellManager{{"mira"}});
  r.give(NoteText{PrivateKind::words, {"There was a nut in it, and now my lips tingle and I can't swallow well"}});
  r.give(Apologise{});
  look.at("safety-told");
  r.tap_key("safety.write_again");
  look.at("safety-words");
  r.tap_key("writing.back");
  r.tap_key("hear.put_right");
  r.tap_key("remedy.whole_bill.title");
  look.at("safety-right");
  r.tap_key("step.after");
  look.at("safety-after");
  r.give(FinishCase{});
  r.tap_key("tab.label");
  r.tap_key("sheet.lists");
  look.at("safety-among-due");
  r.tap_key("cases.tab");
  look.at("safety-masked");
  r.tap("T3-0001");
  look.at("safety-closed");
}

TEST_CASE("the safety branch with nobody on shift who decides") {
  Rehearsal r("restaurant");
  Looker look(r);
  HostPicture host = at_the_table();
  for (Person& person : host.staff)
    person.on_shift = person.role < Role::manager;
  open_sheet(r, std::move(host));
  r.give(record({}, "harassed"));
  look.at("safety-nobody");
  r.give(FinishCase{});
  look.at("safety-nobody-asked");
}

TEST_CASE("hearing them by phone") {
  Rehearsal r("restaurant");
  Looker look(r);
  HostPicture host = at_the_table();
  host.check.reset();
  open_sheet(r, std::move(host));
  look.at("hear-no-check");
  r.tap_key("failure.treated_badly");
  look.at("hear-no-check-recorded");
  r.tap_key("hear.put_right");
  look.at("right-no-check");
}

TEST_CASE("writing each kind of words") {
  Rehearsal r("restaurant");
  Looker look(r);
  open_sheet(r, at_the_table());
  r.give(record({{"1"}}, "tastes_wrong"));
  r.tap_key("hear.words");
  look.at("writing-words");
  r.type("Too bitter, we");
  look.at("writing-words-typed");
  r.tap_key("writing.back");
  r.tap_key("hear.wish_words");
  look.at("writing-wish");
  r.tap_key("writing.back");
  r.tap_key("hear.people");
  r.tap_key("people.meaning");
  look.at("writing-meaning");
  r.tap_key("writing.back");
  r.give(ShowStep{Step::after});
  r.tap_key("people.back");
  r.tap_key("step.after");
  for (const char* kind : {"after.phone", "after.mail", "after.name"}) {
    r.tap_key(kind);
    look.at(std::string("writing-") + (kind + 6));
    r.tap_key("writing.back");
  }
  r.tap_key("after.promise_hint");
  CHECK(r.tree().find(r.words("writing.heading_promise")) != nullptr);
  look.at("writing-promise");
  r.tap_key("writing.back");
}

TEST_CASE("putting it right") {
  Rehearsal r("restaurant");
  Looker look(r);
  open_sheet(r, at_the_table());
  r.give(record({{"1"}, {"2"}, {"3"}}, "tastes_wrong"));
  r.give(NoteText{PrivateKind::wish, {"Just something we can drink."}});
  r.tap_key("hear.put_right");
  look.at("right");
  r.tap_key("remedy.off_bill.title");
  look.at("right-chosen");
  r.tap_key("remedy.whole_bill.title");
  look.at("right-needs-role");
  r.tap_key("remedy.other_item.title");
  look.at("right-pick");
}

TEST_CASE("not the first thing at this table") {
  Rehearsal r("restaurant");
  Looker look(r);
  open_sheet(r, at_the_table());
  r.give(record({{"1"}}, "tastes_wrong"));
  r.give(FinishCase{});
  r.give(Apologise{});
  r.give(FinishCase{});
  r.ask(LeaveCase{});
  r.give(record({{"1"}, {"4"}}, "cold"));
  CHECK(r.view().open->standing.failures_before == 1);
  r.tap_key("tab.label");
  r.tap_key("step.put_right");
  CHECK(r.tree().find(r.words("right.failed_before")) != nullptr);
  look.at("right-second-failure");
  r.tap_key("step.after");
  look.at("after-second-complaint");
}

TEST_CASE("what the till does with it") {
  Rehearsal r("restaurant");
  Looker look(r);
  open_sheet(r, at_the_table());
  r.give(record({{"1"}}, "tastes_wrong"));
  r.tap_key("hear.put_right");
  r.till = TillDoes::nothing;
  r.give(ChooseAct{.purpose = ActPurpose::fix, .from = {"off_bill"}, .items = {}});
  r.give(ShowStep{Step::put_right});
  r.tap_key("step.put_right");
  look.at("right-on-its-way");
  r.till = TillDoes::refuse;
  r.wait(200);
  look.at("right-till-said-no");
  r.tap_key("step.after");
  look.at("after-till-said-no");
}

TEST_CASE("what the till can't do, or nobody can tell") {
  Rehearsal r("restaurant");
  Looker look(r);
  HostPicture host = at_the_table();
  host.capabilities = {.discount_line = true};
  open_sheet(r, std::move(host));
  r.give(record({{"1"}}, "tastes_wrong"));
  r.till = TillDoes::nothing;
  r.give(ChooseAct{.purpose = ActPurpose::fix, .from = {"off_bill"}, .items = {}});
  r.wait(400);
  r.wait(400);
  r.tap_key("step.put_right");
  look.at("right-in-doubt");
  r.host.capabilities = {};
  r.host_changed();
  r.ask(LeaveCase{});
  r.give(record({{"4"}}, "cold"));
  r.give(ChooseAct{.purpose = ActPurpose::fix, .from = {"off_bill"}, .items = {}});
  r.tap_key("step.put_right");
  look.at("right-to-be-keyed");
}

TEST_CASE("a manager's yes") {
  Rehearsal r("restaurant");
  Looker look(r);
  open_sheet(r, at_the_table());
  r.give(record({{"1"}}, "tastes_wrong"));
  r.give(NoteText{PrivateKind::words, {"Bitter, and the glass was warm."}});
  r.give(NoteText{PrivateKind::wish, {"We would rather not pay for any of it."}});
  r.tap_key("hear.put_right");
  r.give(ChooseAct{.purpose = ActPurpose::fix, .from = {"whole_bill"}, .items = {}});
  look.at("approval");
  r.tap("Μυρτώ");
  r.tap("1");
  r.tap("2");
  look.at("approval-typing");
  r.tap("3");
  r.tap("4");
  look.at("approval-reason-first");
  r.tap_key("why_yes.failed_before");
  look.at("approval-whole");
  r.tap_key("approve.decline");
  look.at("declining");
  r.tap_key("remedy.coupon_next.title");
  r.tap_key("why_no.other_fits");
  look.at("declining-whole");
  r.tap_key("right.back");
  r.tap_key("approve.other_amount");
  look.at("amount");
  for (const char* digit : {"1", "2", "00"})
    r.tap(digit);
  look.at("amount-typed");
  r.tap(r.words("approve.take_amount").substr(0, 4));
  look.at("approval-amended");
  r.tap("€");
  r.answer_pin(PinProblem::wrong);
  look.at("approval-wrong");
  for (const char* digit : {"1", "2", "3", "4"})
    r.tap(digit);
  r.tap("€");
  r.answer_pin(PinProblem::locked, 30);
  look.at("approval-locked");
  r.host.staff = {*r.host.operator_};
  r.host_changed();
  look.at("approval-nobody");
}

TEST_CASE("requests that wait, and a no") {
  Rehearsal r("restaurant");
  Looker look(r);
  open_sheet(r, at_the_table());
  r.tap_key("sheet.lists");
  r.tap_key("requests.tab");
  look.at("requests-none");
  // At two tables: of one bill nobody gets the whole twice.
  r.host.check->id = {"check-47"};
  r.host.check->number = "47";
  r.host.check->place = "Table 7";
  r.host_changed();
  r.give(record({{"4"}}, "slow"));
  r.give(ChooseAct{.purpose = ActPurpose::fix, .from = {"whole_bill"}, .items = {}});
  r.ask(LeaveCase{});
  r.wait(4 * 60);
  r.host.check = at_the_table().check;
  r.host_changed();
  r.give(record({{"1"}}, "tastes_wrong"));
  r.give(ChooseAct{.purpose = ActPurpose::fix, .from = {"whole_bill"}, .items = {}});
  r.ask(LeaveCase{});
  CHECK(r.view().requests.size() == 2);
  look.at("requests");
  r.tap("Table 12");
  look.at("approval-of-a-request");
  r.tap_key("approve.park");
  look.at("parked");
  r.ask(Give{.subject = r.view().open->state.id,
             .command = DeclineAct{.act = {1}, .why = WhyNo::beyond_harm, .instead = {"off_bill"}},
             .approver = r.host.staff[2]});
  r.settle();
  r.tap_key("step.put_right");
  CHECK(r.tree().find(r.words("remedy.off_bill.title")) != nullptr);
  look.at("right-said-no");
}

TEST_CASE("something extra, and after") {
  Rehearsal r("restaurant");
  Looker look(r);
  open_sheet(r, at_the_table());
  r.give(record({{"1"}}, "tastes_wrong"));
  r.give(ChooseAct{.purpose = ActPurpose::fix, .from = {"off_bill"}, .items = {}});
  r.tap_key("step.extra");
  look.at("extra");
  r.tap_key("remedy.coupon_extra.title");
  look.at("extra-chosen");
  r.tap(r.words("extra.add").substr(0, 4));
  look.at("after");
  r.tap_key("step.extra");
  look.at("extra-given");
  r.tap_key("step.after");
  r.tap_key("after.done");
  look.at("after-apology-asked");
  r.give(Apologise{});
  r.give(
      ChoosePrevention{.prevention = r.playbook().find(FailureId{"tastes_wrong"})->preventions.front(), .told = true});
  r.give(PlanFollowUp{.when = FollowUpWhen::tomorrow, .owner = {}});
  r.give(GiveContact{.kind = PrivateKind::phone, .text = {"912 555 014"}, .consent = true});
  r.give(NoteText{PrivateKind::promise, {"Mira calls tomorrow before noon and tells what changed"}});
  look.at("after-full");
}

TEST_CASE("a coupon is given, and comes back") {
  Rehearsal r("restaurant");
  Looker look(r);
  open_sheet(r, at_the_table());
  r.give(record({{"1"}}, "tastes_wrong"));
  r.give(ChooseAct{.purpose = ActPurpose::fix, .from = {"off_bill"}, .items = {}});
  r.give(ChooseAct{.purpose = ActPurpose::fix, .from = {"coupon_next"}, .items = {}});
  r.tap_key("step.put_right");
  look.at("right-coupon");
  r.tap_key("coupon.show");
  look.at("coupon-for-the-guest");
  r.tap_key("coupon.guest_has_it");
  const std::string code = r.view().open->state.acts.back().coupon_number;
  r.give(Apologise{});
  r.give(FinishCase{});
  // Weeks later, on another check.
  r.wait(14 * 24 * 3600);
  HostPicture next = at_the_table();
  next.check->id = {"check-52"};
  next.check->number = "52";
  next.check->place = "Table 4";
  open_sheet(r, next);
  r.tap_key("sheet.lists");
  r.tap_key("coupon.tab");
  look.at("coupon-typing");
  for (const char letter : {'7', 'A'})
    r.tap(std::string(1, letter));
  r.tap_key("coupon.look");
  look.at("coupon-too-short");
  r.ask(LookAtCoupon{});
  r.tap_key("writing.erase");
  r.tap_key("writing.erase");
  r.type(code);
  look.at("coupon-good");
  r.till = TillDoes::nothing;
  r.tap("Take");
  look.at("coupon-on-its-way");
  r.host.capabilities.idempotent = r.host.capabilities.look_up = false;
  r.host_changed();
  r.wait(300);
  look.at("coupon-in-doubt");
  r.tap_key("coupon.it_did");
  look.at("coupon-spent");
  CHECK(r.view().coupon->act.coupon == CouponState::spent);
  r.tap_key("cases.to_the_check");
}

TEST_CASE("slips are seen, printed, and what is in the way is said") {
  Rehearsal r("restaurant");
  Looker look(r);
  open_sheet(r, at_the_table());
  r.give(record({{"1"}}, "tastes_wrong"));
  r.give(ChooseAct{.purpose = ActPurpose::fix, .from = {"off_bill"}, .items = {}});
  r.give(ChooseAct{.purpose = ActPurpose::fix, .from = {"coupon_next"}, .items = {}});
  r.give(PlanFollowUp{.when = FollowUpWhen::tomorrow, .owner = {}});
  r.tap_key("step.after");
  r.tap(r.words("print.slip_promise"));
  look.at("slip-promise");
  r.tap_key("print.back");
  r.tap(r.words("print.slip_coupon"));
  look.at("slip-coupon");
  r.printer.says = PrintOutcome::paper_out;
  r.tap_key("print.print");
  look.at("slip-paper-out");
  r.tap_key("print.back");
  look.at("after-paper-out");
  r.printer.says = PrintOutcome::cut_off;
  r.wait(30);
  look.at("after-cut-off");
  CHECK(r.view().open->state.deliveries.back().state == DeliveryState::in_doubt);
  r.tap_key("print.came_out");
  look.at("after-printed");
  r.printer.is_set_up = false;
  r.tap(r.words("print.slip_apology"));
  look.at("slip-no-printer");
}

TEST_CASE("a printer is found, named and tested") {
  Rehearsal r("restaurant", Page::settings);
  Looker look(r);
  r.host = at_the_table();
  r.host_changed();
  r.tap_key("print.set_up");
  look.at("printer-none");
  r.tap_key("print.address_hint");
  for (const char* key : {"1", "9", "2", ".", "1", "6", "8", ".", "1", ".", "5", "0"})
    r.tap(key);
  look.at("printer-address");
  r.tap_key("print.use_address");
  look.at("printer-set");
  r.printer.says = PrintOutcome::cover_open;
  r.tap_key("print.test");
  look.at("printer-cover-open");
  r.printer.says = PrintOutcome::printed;
  r.tap_key("print.test");
  look.at("printer-tested");
  r.tap_key("print.back");
  look.at("settings-printer");
}

TEST_CASE("a manager voids a coupon, and what the till left open is in a list") {
  Rehearsal r("restaurant");
  Looker look(r);
  open_sheet(r, at_the_table());
  r.give(record({{"1"}}, "tastes_wrong"));
  r.till = TillDoes::nothing;
  r.host.capabilities.look_up = false;
  r.host_changed();
  r.give(ChooseAct{.purpose = ActPurpose::fix, .from = {"off_bill"}, .items = {}});
  r.give(ChooseAct{.purpose = ActPurpose::fix, .from = {"coupon_next"}, .items = {}});
  const std::string code = r.view().open->state.acts.back().coupon_number;
  for (int minutes = 0; minutes < 40; ++minutes)
    r.wait(60);
  REQUIRE(r.view().open->state.acts.front().state == ActState::in_doubt);
  r.tap_key("step.put_right");
  look.at("right-ask-again");
  r.host.operator_ = r.host.staff[2];
  r.host_changed();
  r.tap_key("sheet.lists");
  r.tap_key("requests.tab");
  look.at("requests-to-settle");
  r.tap_key("coupon.tab");
  r.type(code);
  look.at("coupon-of-a-manager");
  r.tap_key("coupon.void");
  look.at("coupon-void-question");
  r.tap_key("coupon.void_safe");
  CHECK(r.view().coupon->act.coupon == CouponState::issued);
}

TEST_CASE("the lists, one case, and the display") {
  Rehearsal r("restaurant");
  Looker look(r);
  open_sheet(r, at_the_table());
  r.tap_key("sheet.lists");
  look.at("follow-ups-none");
  r.tap_key("cases.tab");
  look.at("cases-none");
  for (int i = 0; i < 5; ++i) {
    r.ask(LeaveCase{});
    r.give(record({{i == 0 ? "5" : "1"}, {"4"}}, i % 2 == 0 ? "tastes_wrong" : "slow"));
    r.give(Apologise{});
    r.give(GiveContact{.kind = PrivateKind::phone, .text = {"912 555 014"}, .consent = true});
    r.give(PlanFollowUp{.when = i == 0 ? FollowUpWhen::before_bill : FollowUpWhen::tomorrow, .owner = {}});
    if (i == 1) r.give(ChooseAct{.purpose = ActPurpose::fix, .from = {"whole_bill"}, .items = {}});
    if (i > 1) r.give(FinishCase{});
  }
  r.wait(60 * 60);
  r.ask(ListCases{});
  r.settle();
  look.at("cases");
  r.tap_key("follow_ups.tab");
  look.at("follow-ups");
  r.set_clock(-3 * 3600);
  look.at("follow-ups-clock");
  r.tap_key("cases.tab");
  look.at("cases-clock");
  r.tap_key("clock.seen");
  CHECK_FALSE(r.view().clock_jump.has_value());
  r.wait(61);
  r.set_clock(3 * 3600);
  CHECK(r.view().clock_jump.has_value());
  r.tap_key("clock.seen");
  r.tap_key("follow_ups.tab");
  r.tap("T3-0001");
  look.at("case");
  r.tap_key("one_case.show");
  look.at("case-shown");
  r.tap_key("one_case.back");
  r.tap_key("cases.tab");
  r.tap_key("cases.search");
  r.type("T");
  look.at("cases-search");
  r.type("nothing like it");
  look.at("cases-none-found");
  r.tap_key("display.tab");
  look.at("display");
  // Another case is open meanwhile; one without a check begins all the same.
  r.tap_key("cases.tab");
  r.tap_key("cases.without_check");
  look.at("hear-without-check");
  CHECK(r.tree().find(r.words("hear.channel")) != nullptr);
  CHECK_FALSE(r.view().open);
  r.tap_key("sheet.lists");
  r.tap_key("sheet.close");
  look.at("tab-waiting");
}

namespace {

// Three weeks of cases at a table, most of them about the tea; some followed up.
void live_some_weeks(Rehearsal& r) {
  constexpr std::int64_t kDayS = 24 * 3600;
  r.set_clock(-21 * kDayS);
  r.ask(NoteClockSeen{});
  const std::vector<const char*> failures = {"tastes_wrong", "slow", "tastes_wrong", "wrong_item", "cold"};
  for (int day = 0; day < 21; ++day) {
    for (int i = 0; i < (day > 17 ? 4 : 1); ++i) {
      r.ask(LeaveCase{});
      const char* const failure = failures.at(static_cast<std::size_t>(day + i) % 5);
      r.give(record({{day > 17 ? "1" : i % 2 == 0 ? "4" : "5"}}, failure));
      r.wait(70);
      if (day % 3 != 0) r.give(Apologise{});
      const auto& wishes = r.playbook().find(FailureId{failure})->wishes;
      if (day % 4 == 0 && !wishes.empty()) r.give(ChooseWish{wishes.front()});
      r.wait(50);
      const auto& fixes = r.view().open->fixes;
      const auto money = std::ranges::find_if(fixes, [](const Option& option) {
        return option.answer == Answer::yours &&
               (option.kind == RemedyKind::refund || option.kind == RemedyKind::discount);
      });
      if (money != fixes.end()) r.give(ChooseAct{.purpose = ActPurpose::fix, .from = money->from, .items = {}});
      r.wait(40);
      r.give(PlanFollowUp{.when = FollowUpWhen::before_bill, .owner = {}});
      r.give(FinishCase{});
    }
    r.wait(kDayS - 160);
  }
}

}  // namespace

TEST_CASE("the manager's desk: what is learned and what was given") {
  Rehearsal r("restaurant");
  Looker look(r);
  open_sheet(r, at_the_table());
  live_some_weeks(r);
  r.host.operator_ = r.host.staff[2];
  r.host_changed();
  if (r.tree().find(r.words("tab.label")) != nullptr) r.tap_key("tab.label");
  r.tap_key("sheet.lists");
  r.tap_key("desk.open");
  look.at("learn");
  r.tap_key("learn.by_item");
  look.at("learn-items");
  r.tap("Iced tea, peach");
  look.at("learn-behind");
  CHECK(r.view().report->behind.size() == 12);
  r.tap_key("desk.back");
  r.tap_key("desk.days_91");
  look.at("learn-weeks");
  r.tap_key("desk.watch");
  look.at("watch");
  r.host.items[0].available = false;
  r.host_changed();
  r.tap_key("slip.line_up");
  look.at("line-up");
  r.printer.says = PrintOutcome::paper_out;
  r.tap_key("print.print");
  CHECK(r.printer.loose == 1);
  look.at("line-up-paper-out");
  // Whoever else is signed on has no business here.
  r.host.operator_ = r.host.staff[0];
  r.host_changed();
  CHECK(r.view().report == nullptr);
  look.at("line-up-waiter");
}

TEST_CASE("the manager's desk on the first day") {
  Rehearsal r("restaurant", Page::learn);
  Looker look(r);
  r.host = at_the_table();
  r.host.operator_ = r.host.staff[2];
  r.host_changed();
  look.at("learn-none");
  r.tap_key("desk.watch");
  look.at("watch-none");
}

TEST_CASE("the gallery") {
  Rehearsal r("restaurant", Page::gallery);
  Looker look(r);
  r.host = at_the_table();
  r.host_changed();
  look.at("gallery-colour");
  r.tap("Paper");
  look.at("gallery-paper");
  for (const char* page : {"To tap", "To read", "To fill", "To set"}) {
    r.tap(page);
    look.at(std::string("gallery-") + (page + 3));
  }
  r.tap("Ask");
  r.tap("I can't tell");
}

TEST_CASE("a shop's screens") {
  Rehearsal r("retail");
  Looker look(r);
  open_sheet(r, at_the_counter());
  look.at("shop-hear-empty");
  r.tap("Electric kettle");
  r.tap_key("failure.defective");
  look.at("shop-hear");
  r.tap_key("hear.put_right");
  look.at("shop-right");
  r.tap_key("step.after");
  look.at("shop-after");
}

namespace {

// Goes through what can go wrong, each looked at where `step` is shown.
void look_at_every_failure(const char* pack, HostPicture host, const char* step, const std::string& name) {
  Rehearsal r(pack);
  Looker look(r);
  open_sheet(r, std::move(host));
  r.give(record({{"1"}}, r.playbook().failures.front().id.text.c_str()));
  for (const Failure& failure : r.playbook().failures) {
    if (r.view().open->state.failure != failure.id) r.give(ChangeFailure{failure.id});
    r.tap_key(step);
    look.at(name + "-" + failure.id.text);
  }
}

}  // namespace

TEST_CASE("every failure of a restaurant, heard") {
  look_at_every_failure("restaurant", at_the_table(), "step.hear", "hear");
}

TEST_CASE("every failure of a restaurant, put right") {
  look_at_every_failure("restaurant", at_the_table(), "step.put_right", "right");
}

TEST_CASE("every failure of a restaurant, and after") {
  look_at_every_failure("restaurant", at_the_table(), "step.after", "after");
}

TEST_CASE("every failure of a shop, put right") {
  look_at_every_failure("retail", at_the_counter(), "step.put_right", "shop-right");
}

TEST_CASE("every failure of a shop, and after") {
  look_at_every_failure("retail", at_the_counter(), "step.after", "shop-after");
}

}  // namespace amends::look
