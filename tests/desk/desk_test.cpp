// The desk on a store in memory and a stopped clock: what it shows, what it asks the host and how often, and what is left
// after the program ended at any point between.
#include "desk/desk.hpp"

#include <catch_amalgamated.hpp>

#include "support/memory_store.hpp"

using namespace amends;
using amends::testing::MemoryStore;

namespace {

class StoppedClock : public Clock {
 public:
  Instant at{1'795'437'660'000'000};  // a Monday, 12:41
  // What the machine counts, where a test sets the clock; nothing: it isn't known.
  std::optional<std::chrono::microseconds> passed;
  [[nodiscard]] Instant now() const override { return at; }
  [[nodiscard]] std::optional<std::chrono::microseconds> since_start() const override { return passed; }
};

class UtcCalendar : public Calendar {
 public:
  [[nodiscard]] LocalTime local(Instant instant) const override {
    const std::int64_t minutes = instant.microseconds / 60'000'000;
    return {.year = 2026,
            .month = 11,
            .day = static_cast<std::int32_t>(minutes / 1440 - kFirstDay + 1),
            .hour = static_cast<std::int32_t>(minutes / 60 % 24),
            .minute = static_cast<std::int32_t>(minutes % 60)};
  }
  [[nodiscard]] Instant instant(const LocalTime& local) const override {
    return {((local.day - 1 + kFirstDay) * std::int64_t{1440} + local.hour * 60 + local.minute) * 60'000'000};
  }

 private:
  static constexpr std::int64_t kFirstDay = 20758;  // 2026-11-01
};

Currency euro() {
  return *find_currency("EUR");
}
Money euros(std::int64_t minor) {
  return {minor, euro()};
}

std::shared_ptr<const Policy> policy() {
  Playbook book;
  book.name = "test";
  book.version = "1";
  book.currency = euro();
  book.limit = {euros(2500), euros(7500), euros(25000), euros(0)};
  book.extra_limit = euros(1000);
  book.remedies = {{.id = {"off_the_bill"}, .kind = RemedyKind::refund, .base = AmountBase::lines},
                   {.id = {"whole_bill"}, .kind = RemedyKind::refund, .base = AmountBase::check},
                   {.id = {"sorry"}, .kind = RemedyKind::personal_apology, .fixed = euros(0)}};
  book.failures = {{.id = {"tastes_wrong"}, .remedies = {{"off_the_bill"}, {"whole_bill"}, {"sorry"}}},
                   {.id = {"allergy"},
                    .severity = Severity::grave,
                    .safety = true,
                    .questions = {{"sample_kept"}},
                    .remedies = {{"off_the_bill"}, {"whole_bill"}, {"sorry"}}}};
  return std::make_shared<const Policy>(
      Policy{.playbook = std::move(book), .site = {}, .text = {"test", "1", "rules", ""}});
}

std::shared_ptr<HostPicture> host() {
  auto picture = std::make_shared<HostPicture>();
  Check check{.id = {"check-41"},
              .number = "41",
              .place = "Table 12",
              .state = CheckState::paid,
              .currency = euro(),
              .total = euros(4130),
              .paid = euros(4130),
              .refunded = euros(0)};
  check.lines = {
      {.id = {"1"}, .item = {"tea"}, .name = "Iced tea", .unit = euros(450), .total = euros(450), .refunded = euros(0)},
      {.id = {"2"},
       .item = {"fish"},
       .name = "Sea bass",
       .unit = euros(3680),
       .total = euros(3680),
       .refunded = euros(0)}};
  picture->check = check;
  picture->operator_ = Person{.id = {"ana"}, .name = "Ana", .role = Role::waiter};
  picture->staff = {*picture->operator_, {.id = {"mira"}, .name = "Mira", .role = Role::manager}};
  picture->capabilities = {
      .refund_amount = true, .refund_line = true, .refund_after_close = true, .look_up = true, .idempotent = true};
  picture->has_pos = true;
  picture->has_operator = true;
  return picture;
}

// Preferences that survive the desk, and a shelf whose every language says its own name.
class KeptPreferences : public PreferenceStore {
 public:
  std::map<PersonId, Preferences> kept;
  bool full = false;
  [[nodiscard]] std::map<PersonId, Preferences> load() override { return kept; }
  [[nodiscard]] bool save(const std::map<PersonId, Preferences>& all) override {
    if (!full) kept = all;
    return !full;
  }
};
class NamingShelf : public LanguageShelf {
 public:
  [[nodiscard]] std::vector<Language> languages() override { return {{"de", "Deutsch"}, {"pt", "Português"}}; }
  [[nodiscard]] std::shared_ptr<const Words> words(std::string_view code) override {
    return std::make_shared<const Words>(std::map<std::string, std::string, std::less<>>{{"name", std::string(code)}});
  }
};

struct Bench {
  MemoryStore store;
  KeptPreferences preferences;
  NamingShelf shelf;
  StoppedClock clock;
  UtcCalendar calendar;
  std::shared_ptr<HostPicture> picture = host();
  std::unique_ptr<Desk> desk = begin();
  std::uint64_t number = 0;

  std::unique_ptr<Desk> begin() {
    return std::make_unique<Desk>(DeskPorts{.store = store,
                                            .clock = clock,
                                            .calendar = calendar,
                                            .preferences = &preferences,
                                            .languages = &shelf,
                                            .site = {.language = "pt"}},
                                  policy());
  }
  // The program ends here, and starts again on what was durable.
  void restart() {
    desk = begin();
    take(FocusCheck{});
  }
  void take(IntentBody body) {
    desk->take({.number = ++number, .host = std::make_shared<HostPicture>(*picture), .body = std::move(body)});
  }
  void give(Command command, std::optional<Person> approver = std::nullopt) {
    std::optional<CaseId> subject;
    if (view().open) subject = view().open->state.id;
    take(Give{.subject = subject, .command = std::move(command), .approver = std::move(approver)});
  }
  void record(const char* line = "1") { give(RecordCase{.lines = {{line}}, .failure = {"tastes_wrong"}}); }
  [[nodiscard]] const DeskView& view() const { return *desk->view(); }
  [[nodiscard]] const Case& state() const { return view().open->state; }
  void later(std::int64_t seconds) {
    clock.at = clock.at.plus_seconds(seconds);
    if (clock.passed) *clock.passed += std::chrono::seconds(seconds);
  }
  void answer(const RequestId& id, HostOutcome outcome = HostOutcome::done) {
    take(Give{.subject = std::nullopt,
              .command = TakeHostAnswer{.request = id, .outcome = outcome, .reference = "R-1", .amount = euros(450)},
              .approver = std::nullopt});
  }
};

}  // namespace

TEST_CASE("a recorded case is open, durable and offers something before anything else is asked") {
  Bench bench;
  bench.record();
  REQUIRE(bench.view().open);
  CHECK(bench.state().number.text.starts_with("T1-"));
  CHECK(bench.view().open->fixes.size() >= 3);
  CHECK(bench.store.facts.size() == 1);
  CHECK(bench.view().last_intent == 1);
}

TEST_CASE("a refused command is shown with its intent and leaves no fact") {
  Bench bench;
  bench.give(RecordCase{.lines = {}, .failure = {"tastes_wrong"}});
  REQUIRE(bench.view().refused);
  CHECK(bench.view().refused->refusal == Refusal::no_lines);
  CHECK(bench.view().refused->intent == 1);
  CHECK(bench.store.facts.empty());
}

TEST_CASE("the same answer twice is no refusal") {
  Bench bench;
  bench.record();
  bench.give(NoteReturn{true});
  const auto facts = bench.store.facts.size();
  bench.give(NoteReturn{true});
  CHECK_FALSE(bench.view().refused);
  CHECK(bench.store.facts.size() == facts);
}

TEST_CASE("words come back in clear for the open case and stand in no fact") {
  Bench bench;
  bench.record();
  bench.give(NoteText{.kind = PrivateKind::wish, .text = {"Just something we can drink."}});
  REQUIRE(bench.state().wish_words);
  CHECK(bench.view().open->texts.at(bench.state().wish_words->id) == "Just something we can drink.");
}

TEST_CASE("a contact is shown only once it was revealed, and the revealing stands in the history") {
  Bench bench;
  bench.record();
  bench.give(GiveContact{.kind = PrivateKind::phone, .text = {"+351 912 000 111"}, .consent = true});
  const PrivateId contact = bench.state().contact->text.id;
  CHECK_FALSE(bench.view().open->texts.contains(contact));
  bench.give(RevealText{contact});
  CHECK(bench.view().open->texts.at(contact) == "+351 912 000 111");
  CHECK(std::holds_alternative<TextRevealed>(bench.view().open->history.back().fact.body));
}

TEST_CASE("a refund is durable as started before the host is asked") {
  Bench bench;
  bench.record();
  bench.give(ChooseAct{.from = {"off_the_bill"}});
  CHECK(bench.state().acts.front().state == ActState::ready);
  const auto errands = bench.desk->take_errands();
  REQUIRE(errands.size() == 1);
  CHECK(errands.front().request.amount == euros(450));
  CHECK(bench.state().acts.front().state == ActState::started);
  CHECK(std::ranges::any_of(bench.store.facts, [](const StoredFact& stored) {
    return std::holds_alternative<ActStarted>(stored.fact.body);
  }));
}

TEST_CASE("an errand is given once, and again with the same id only after silence") {
  Bench bench;
  bench.record();
  bench.give(ChooseAct{.from = {"off_the_bill"}});
  const auto first = bench.desk->take_errands();
  REQUIRE(first.size() == 1);
  CHECK(bench.desk->take_errands().empty());
  bench.later(11);
  const auto second = bench.desk->take_errands();
  REQUIRE(second.size() == 1);
  CHECK(second.front().request == first.front().request);
  CHECK_FALSE(second.front().look_up);
  bench.later(11);
  CHECK(bench.desk->take_errands().empty());  // later and later
}

TEST_CASE("an answer settles the act and ends the errand, however often it comes") {
  Bench bench;
  bench.record();
  bench.give(ChooseAct{.from = {"off_the_bill"}});
  const RequestId id = bench.desk->take_errands().front().request.id;
  bench.answer(id);
  CHECK(bench.state().acts.front().state == ActState::done);
  CHECK(bench.state().acts.front().reference == "R-1");
  const auto facts = bench.store.facts.size();
  bench.answer(id);
  CHECK(bench.store.facts.size() == facts);
  CHECK_FALSE(bench.view().refused);
  bench.later(3600);
  CHECK(bench.desk->take_errands().empty());
}

TEST_CASE("the program ends at any point between choosing and the answer, and the same id goes on") {
  const int ends_after = GENERATE(0, 1, 2);
  Bench bench;
  bench.record();
  bench.give(ChooseAct{.from = {"off_the_bill"}});
  const RequestId chosen = bench.state().acts.front().request;
  if (ends_after >= 1) CHECK(bench.desk->take_errands().size() == 1);
  if (ends_after >= 2) bench.take(NoteSubmitted{.request = chosen, .taken = true});
  bench.restart();
  REQUIRE(bench.view().open);
  const auto errands = bench.desk->take_errands();
  REQUIRE(errands.size() == 1);
  CHECK(errands.front().request.id == chosen);
  bench.answer(chosen);
  CHECK(bench.state().acts.front().state == ActState::done);
}

TEST_CASE("a host that isn't idempotent is looked up after a restart, never asked twice") {
  Bench bench;
  bench.picture->capabilities.idempotent = false;
  bench.record();
  bench.give(ChooseAct{.from = {"off_the_bill"}});
  const RequestId id = bench.desk->take_errands().front().request.id;
  bench.restart();
  const auto errands = bench.desk->take_errands();
  REQUIRE(errands.size() == 1);
  CHECK(errands.front().look_up);

  SECTION("never heard of it: sending it is safe") {
    bench.take(NoteLookedUp{.request = id, .known = false});
    const auto again = bench.desk->take_errands();
    REQUIRE(again.size() == 1);
    CHECK_FALSE(again.front().look_up);
    CHECK(again.front().request.id == id);
  }
  SECTION("no word of it at all: a person is asked") {
    bench.later(31);
    CHECK(bench.desk->take_errands().empty());
    CHECK(bench.state().acts.front().state == ActState::in_doubt);
  }
}

TEST_CASE("a host that can't tell leaves the case in doubt") {
  Bench bench;
  bench.picture->capabilities.idempotent = false;
  bench.picture->capabilities.look_up = false;
  bench.record();
  bench.give(ChooseAct{.from = {"off_the_bill"}});
  CHECK(bench.desk->take_errands().size() == 1);
  bench.restart();
  CHECK(bench.desk->take_errands().empty());
  CHECK(bench.state().acts.front().state == ActState::in_doubt);
}

TEST_CASE("not now from the host is asked again, even where it isn't idempotent") {
  Bench bench;
  bench.picture->capabilities.idempotent = false;
  bench.record();
  bench.give(ChooseAct{.from = {"off_the_bill"}});
  const RequestId id = bench.desk->take_errands().front().request.id;
  bench.take(NoteSubmitted{.request = id, .taken = false});
  bench.later(31);
  const auto again = bench.desk->take_errands();
  REQUIRE(again.size() == 1);
  CHECK_FALSE(again.front().look_up);
}

TEST_CASE("above the waiter's limit nothing is asked of the host until an entitled person said yes") {
  Bench bench;
  bench.record("2");
  bench.give(ChooseAct{.from = {"whole_bill"}});
  REQUIRE(bench.state().acts.front().state == ActState::needs_approval);
  CHECK(bench.desk->take_errands().empty());
  bench.give(ApproveAct{.act = {1}, .cost = bench.state().acts.front().cost}, bench.picture->staff[1]);
  CHECK(bench.desk->take_errands().size() == 1);
  CHECK(bench.state().acts.front().approved_by.text == "mira");
}

TEST_CASE("a store that can't write refuses with its trouble, and shows nothing as recorded") {
  Bench bench;
  bench.store.fail_next_append = StorageTrouble::no_space;
  bench.record();
  CHECK_FALSE(bench.view().open);
  CHECK(bench.view().trouble == StorageTrouble::no_space);
  REQUIRE(bench.view().refused);
  CHECK(bench.view().refused->refusal == Refusal::not_stored);
}

TEST_CASE("a check that comes back to the screen brings its open case at the step it was at") {
  Bench bench;
  bench.record();
  bench.give(ShowStep{Step::put_right});
  bench.take(LeaveCase{});
  CHECK_FALSE(bench.view().open);
  bench.take(FocusCheck{});
  REQUIRE(bench.view().open);
  CHECK(bench.state().step == Step::put_right);
}

TEST_CASE("done asks once for the apology, then finishes and plans to get back to them") {
  Bench bench;
  bench.record();
  bench.give(FinishCase{});
  REQUIRE(bench.view().open);
  CHECK(bench.state().apology_asked);
  bench.give(Apologise{});
  bench.give(PlanFollowUp{.when = FollowUpWhen::tomorrow});
  bench.give(FinishCase{});
  CHECK_FALSE(bench.view().open);
  REQUIRE(bench.view().follow_ups.size() == 1);
  const LocalTime due = bench.calendar.local(bench.view().follow_ups.front().follow_up.due);
  const LocalTime now = bench.calendar.local(bench.clock.at);
  CHECK(due.day == now.day + 1);
  CHECK(due.hour == 11);
}

TEST_CASE("each person's screens are as that person chose, at once and after a restart") {
  Bench bench;
  CHECK(bench.view().preferences.language == "pt");
  CHECK(bench.view().words->text("name") == "pt");
  CHECK(bench.view().languages.size() == 2);
  const Preferences of_ana{.language = "de", .lighting = Lighting::dark, .text_percent = 120, .hand = Hand::left};
  bench.take(SetPreferences{of_ana});
  CHECK(bench.view().preferences == of_ana);
  CHECK(bench.view().words->text("name") == "de");

  const auto ana = bench.picture->operator_;
  bench.picture->operator_ = bench.picture->staff.back();
  bench.take(Refresh{});
  CHECK(bench.view().words->text("name") == "pt");
  bench.picture->operator_ = ana;
  bench.restart();
  CHECK(bench.view().preferences == of_ana);
}

TEST_CASE("what is chosen while nobody is signed on is everybody's who never chose") {
  Bench bench;
  const auto ana = bench.picture->operator_;
  bench.picture->operator_.reset();
  bench.take(SetPreferences{{.language = "de", .still = true}});
  bench.picture->operator_ = ana;
  bench.take(Refresh{});
  CHECK(bench.view().preferences.still);
  bench.take(SetPreferences{{.language = "pt"}});
  CHECK_FALSE(bench.view().preferences.still);
  bench.picture->operator_.reset();
  bench.take(Refresh{});
  CHECK(bench.view().preferences.still);
}

TEST_CASE("preferences that can't be kept hold for now, and staff are told") {
  Bench bench;
  bench.preferences.full = true;
  bench.take(SetPreferences{{.language = "de"}});
  CHECK(bench.view().words->text("name") == "de");
  REQUIRE(bench.view().refused);
  CHECK(bench.view().refused->refusal == Refusal::not_stored);
  bench.restart();
  CHECK(bench.view().words->text("name") == "pt");
}

namespace {

// Undo, as the screen does it: of what the view says was last.
void undo(Bench& bench) {
  REQUIRE(bench.view().last_tap);
  bench.take(TakeBack{bench.view().last_tap->intent});
}

}  // namespace

TEST_CASE("the last tap is taken back, durable, and says so once") {
  Bench bench;
  bench.record();
  bench.give(NoteReturn{true});
  bench.give(NoteReturn{false});
  REQUIRE(bench.view().last_tap);
  CHECK(bench.view().last_tap->intent == 3);
  CHECK(bench.view().last_tap->facts.front().body == FactBody{ReturnNoted{false}});
  undo(bench);
  CHECK(bench.state().sent_back == true);
  CHECK(bench.view().last_tap->taken_back);
  CHECK(bench.view().last_tap->intent == 4);
  CHECK(bench.store.facts.size() == 4);
  // What was taken back has no way back of its own: the card is there to be tapped.
  bench.take(TakeBack{bench.view().last_tap->intent});
  CHECK(bench.state().sent_back == true);
  CHECK(bench.store.facts.size() == 4);
}

TEST_CASE("a tap that called the manager calls off with its undo") {
  Bench bench;
  bench.record();
  bench.give(NoteTemper{Temper::wants_manager});
  CHECK(bench.state().manager_called != Instant{});
  undo(bench);
  CHECK_FALSE(bench.state().temper);
  CHECK(bench.state().manager_called == Instant{});
  CHECK_FALSE(bench.view().refused);
}

TEST_CASE("a record that is taken back is closed, withdrawn, and another can begin") {
  Bench bench;
  bench.record();
  undo(bench);
  CHECK_FALSE(bench.view().open);
  REQUIRE(bench.view().last_tap);
  CHECK(bench.view().last_tap->taken_back);
  bench.take(FocusCheck{});
  CHECK_FALSE(bench.view().open);
  bench.record("2");
  REQUIRE(bench.view().open);
  CHECK(bench.state().lines.front().name == "Sea bass");
  CHECK_FALSE(bench.view().last_tap->taken_back);
}

TEST_CASE("steps, looks and the till's answers leave the last tap what it was") {
  Bench bench;
  bench.record();
  bench.give(NoteText{.kind = PrivateKind::words, .text = {"Too sweet."}});
  const std::uint64_t tap = bench.view().last_tap->intent;
  bench.give(ShowStep{Step::put_right});
  bench.give(RevealText{bench.state().words->id});
  bench.take(Refresh{});
  CHECK(bench.view().last_tap->intent == tap);
  undo(bench);
  CHECK_FALSE(bench.state().words);
  CHECK(bench.state().step == Step::put_right);
}

TEST_CASE("a tap with no way back leaves none, not the one before") {
  Bench bench;
  bench.record();
  bench.give(NoteReturn{true});
  const std::uint64_t tap = bench.view().last_tap->intent;
  bench.give(ChooseAct{.from = {"off_the_bill"}});
  CHECK_FALSE(bench.view().last_tap);
  bench.take(TakeBack{tap});
  CHECK(bench.state().sent_back == true);
  CHECK(bench.state().acts.front().state == ActState::ready);
}

TEST_CASE("an undo that comes late, for a tap that isn't the last any more, does nothing") {
  Bench bench;
  bench.record();
  bench.give(NoteReturn{true});
  const std::uint64_t tap = bench.view().last_tap->intent;
  bench.give(Apologise{});
  const auto facts = bench.store.facts.size();
  bench.take(TakeBack{tap});
  CHECK(bench.state().sent_back == true);
  CHECK(bench.state().apology);
  CHECK(bench.store.facts.size() == facts);
  CHECK_FALSE(bench.view().refused);
}

TEST_CASE("a case that left the screen takes its last tap along") {
  Bench bench;
  bench.record();
  bench.give(NoteReturn{true});
  const std::uint64_t tap = bench.view().last_tap->intent;
  bench.take(LeaveCase{});
  CHECK_FALSE(bench.view().last_tap);
  bench.take(FocusCheck{});
  bench.take(TakeBack{tap});
  CHECK(bench.state().sent_back == true);
}

TEST_CASE("an undo that can't be stored is refused, and nothing is said to be taken back") {
  Bench bench;
  bench.record();
  bench.give(NoteReturn{true});
  bench.store.fail_next_append = StorageTrouble::no_space;
  undo(bench);
  REQUIRE(bench.view().refused);
  CHECK(bench.view().refused->refusal == Refusal::not_stored);
  CHECK_FALSE(bench.view().last_tap);
  CHECK(bench.state().sent_back == true);
}

TEST_CASE("a case of the safety branch stands in the lists without what it is about, and opens to managers alone") {
  Bench bench;
  bench.give(RecordCase{.lines = {{"1"}}, .failure = {"allergy"}});
  bench.give(NoteText{.kind = PrivateKind::words, .text = {"My lips tingle."}});
  REQUIRE(bench.view().open);
  const CaseId subject = bench.state().id;
  const auto row = [&]() -> const CaseRow& { return bench.view().cases.front(); };
  CHECK(row().restricted);
  CHECK(row().may_open);
  CHECK(row().failure.empty());
  CHECK(row().items.empty());
  CHECK(row().place == "Table 12");

  // Another waiter signs on: it leaves the screen, and comes back by no way.
  bench.picture->operator_ = Person{.id = {"eva"}, .name = "Eva", .role = Role::waiter};
  bench.take(Refresh{});
  CHECK_FALSE(bench.view().open);
  CHECK_FALSE(row().may_open);
  bench.take(FocusCheck{});
  CHECK_FALSE(bench.view().open);
  bench.take(OpenCase{subject});
  CHECK_FALSE(bench.view().open);
  REQUIRE(bench.view().refused);
  CHECK(bench.view().refused->refusal == Refusal::managers_only);

  bench.picture->operator_ = Person{.id = {"mira"}, .name = "Mira", .role = Role::manager};
  bench.take(OpenCase{subject});
  REQUIRE(bench.view().open);
  CHECK(row().may_open);
  CHECK(row().failure.empty());
}

TEST_CASE("a search finds a case of the safety branch by its number and place, never by what it is about") {
  Bench bench;
  bench.give(RecordCase{.lines = {{"1"}}, .failure = {"allergy"}});
  bench.take(LeaveCase{});
  bench.give(RecordCase{.lines = {{"1"}}, .failure = {"tastes_wrong"}});
  bench.take(ListCases{"Iced"});
  REQUIRE(bench.view().cases.size() == 1);
  CHECK(bench.view().cases.front().failure.text == "tastes_wrong");
  bench.take(ListCases{"Table 12"});
  CHECK(bench.view().cases.size() == 2);
}

TEST_CASE("a complaint by phone isn't weighed by the table on the till's screen") {
  Bench bench;
  bench.record();
  bench.take(LeaveCase{});
  bench.give(RecordCase{.lines = {}, .failure = {"tastes_wrong"}, .channel = Channel::phone});
  REQUIRE(bench.view().open);
  CHECK(bench.state().severity == Severity::clear);
  CHECK(bench.state().manager_called == Instant{});
}

TEST_CASE("guests whose time is over are erased once a day, when nobody waits, and never while a case is open") {
  Bench bench;
  bench.record();
  bench.desk->rest();
  CHECK(bench.store.erased_before == Instant{});
  bench.take(LeaveCase{});
  bench.desk->rest();
  // As long as the store says: a year, where it says nothing.
  CHECK(bench.store.erased_before == bench.clock.at.plus_seconds(-365 * 24 * 3600));
  bench.store.erased_before = {};
  bench.later(24 * 3600 - 1);
  bench.desk->rest();
  CHECK(bench.store.erased_before == Instant{});
  bench.later(1);
  bench.desk->rest();
  CHECK(bench.store.erased_before != Instant{});
}

TEST_CASE("a clock that was set is a fact, and is said until it is right again or somebody has seen it") {
  Bench bench;
  bench.clock.passed = std::chrono::seconds(10);
  bench.record();
  bench.later(600);
  bench.take(Refresh{});
  CHECK(bench.store.of_the_house.size() == 1);  // the pack
  CHECK_FALSE(bench.view().clock_jump);

  const Instant right = bench.clock.at;
  bench.clock.at = right.plus_seconds(-3 * 3600);
  bench.take(Refresh{});
  REQUIRE(bench.store.of_the_house.size() == 2);
  CHECK(bench.store.of_the_house.back() == HouseFact{bench.clock.at, PersonId{}, ClockJumped{right, bench.clock.at}});
  REQUIRE(bench.view().clock_jump);
  CHECK(*bench.view().clock_jump == ClockJump{right, bench.clock.at});
  // Work goes on by the clock there is.
  bench.give(ChooseAct{.from = {"off_the_bill"}});
  CHECK(bench.state().acts.size() == 1);

  // Said again after a restart, until it is right.
  bench.restart();
  REQUIRE(bench.view().clock_jump);
  CHECK(bench.store.of_the_house.size() == 2);
  bench.later(61);
  bench.clock.at = bench.clock.at.plus_seconds(3 * 3600);
  CHECK(bench.desk->take_errands().size() == 1);
  CHECK(bench.store.of_the_house.size() == 3);
  CHECK_FALSE(bench.view().clock_jump);

  bench.later(61);
  bench.clock.at = bench.clock.at.plus_seconds(24 * 3600);
  bench.take(Refresh{});
  REQUIRE(bench.view().clock_jump);
  const ClockJump seen = *bench.view().clock_jump;
  CHECK(seen.to == bench.clock.at);
  // What jumps while it is looked at isn't seen yet.
  bench.later(61);
  bench.clock.at = bench.clock.at.plus_seconds(24 * 3600);
  bench.take(NoteClockSeen{seen});
  REQUIRE(bench.view().clock_jump);
  const ClockJump both = *bench.view().clock_jump;
  CHECK(both.to.microseconds - both.from.microseconds == 2 * 24 * std::int64_t{3600} * 1'000'000);
  bench.take(NoteClockSeen{both});
  CHECK_FALSE(bench.view().clock_jump);
  CHECK(bench.store.of_the_house.back() == HouseFact{bench.clock.at, {"ana"}, ClockSeen{both.from, both.to}});
  bench.restart();
  CHECK_FALSE(bench.view().clock_jump);
}

TEST_CASE("a program that starts with its clock set back says so, once") {
  Bench bench;
  bench.clock.passed = std::chrono::seconds(10);
  bench.record();
  const Instant written = bench.clock.at;
  bench.clock.at = written.plus_seconds(-24 * 3600);
  bench.restart();
  REQUIRE(bench.view().clock_jump);
  CHECK(*bench.view().clock_jump == ClockJump{written, bench.clock.at});
  CHECK(bench.store.of_the_house.back() == HouseFact{bench.clock.at, PersonId{}, ClockJumped{written, bench.clock.at}});
}

TEST_CASE("an errand that waits for its answer waits no longer and no shorter when the clock is set") {
  const std::int64_t set = GENERATE(-3 * 3600, 24 * 3600);
  Bench bench;
  bench.clock.passed = std::chrono::seconds(10);
  bench.record();
  bench.give(ChooseAct{.from = {"off_the_bill"}});
  REQUIRE(bench.desk->take_errands().size() == 1);
  bench.clock.at = bench.clock.at.plus_seconds(set);
  CHECK(bench.desk->take_errands().empty());
  bench.later(9);
  CHECK(bench.desk->take_errands().empty());
  bench.later(2);
  CHECK(bench.desk->take_errands().size() == 1);
}

TEST_CASE("a clock that was set while the ledger can't write is said all the same") {
  Bench bench;
  bench.clock.passed = std::chrono::seconds(10);
  bench.record();
  bench.store.fail_next_append = StorageTrouble::no_space;
  bench.record("2");
  const auto facts = bench.store.of_the_house.size();
  bench.clock.at = bench.clock.at.plus_seconds(-3600);
  bench.take(Refresh{});
  CHECK(bench.view().clock_jump);
  CHECK(bench.store.of_the_house.size() == facts);
  bench.store.recover();
  bench.later(1);
  bench.take(Refresh{});
  CHECK(bench.store.of_the_house.size() == facts + 1);
}

TEST_CASE("an errand is asked again on a till whose clock stands still") {
  Bench bench;
  bench.clock.passed = std::chrono::seconds(10);
  bench.record();
  bench.give(ChooseAct{.from = {"off_the_bill"}});
  REQUIRE(bench.desk->take_errands().size() == 1);
  CHECK(bench.desk->next_errand_in() == std::chrono::seconds(10));
  *bench.clock.passed += std::chrono::seconds(11);
  CHECK(bench.desk->next_errand_in() == std::chrono::seconds(0));
  CHECK(bench.desk->take_errands().size() == 1);
}

TEST_CASE("cases of a clock that was a year ahead for an hour are of the day it said, not of today") {
  Bench bench;
  constexpr std::int64_t kYearS = 365 * 24 * 3600;
  bench.clock.at = bench.clock.at.plus_seconds(kYearS);
  bench.record();
  bench.give(ChooseAct{.from = {"off_the_bill"}});
  bench.take(LeaveCase{});
  bench.clock.at = bench.clock.at.plus_seconds(-kYearS);
  bench.restart();
  bench.take(LeaveCase{});
  bench.record("2");
  CHECK(bench.view().open->standing.failures_before == 0);
  CHECK(bench.view().open->standing.given_this_shift.minor == 0);
}

TEST_CASE("what the till still owes an answer since yesterday counts for what the check has to give today") {
  Bench bench;
  bench.record();
  bench.give(ChooseAct{.from = {"off_the_bill"}});
  const auto asked = bench.desk->take_errands();
  REQUIRE(asked.size() == 1);
  bench.take(LeaveCase{});
  bench.later(24 * 3600);
  const bool restarts = GENERATE(false, true);
  if (restarts) bench.restart();
  bench.take(LeaveCase{});
  bench.record("2");
  CHECK(bench.view().open->standing.refunds_under_way == euros(450));
  CHECK(bench.view().open->standing.failures_before == 0);
  bench.answer(asked.front().request.id);
  CHECK(bench.view().open->standing.refunds_under_way == euros(0));
}
