// A whole evening in one thread, from one seed: waiters tap, a till answers, twice or never, a printer runs out of paper or is cut
// off, the clock jumps, the disk fails and the power goes. Whatever comes, money goes back at most once, a slip comes out at
// most once, nothing that was acknowledged is lost, nothing that the till did is unknown to the ledger, and when all is quiet
// again nothing is left open. AMENDS_SEED=N plays one evening again.
#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <deque>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <vector>

#include <catch_amalgamated.hpp>

#include <sodium.h>
#include <unistd.h>

#include "desk/desk.hpp"
#include "domain/fold.hpp"
#include "ledger/ledger.hpp"
#include "ledger/verify_ledger.hpp"
#include "support/domain_fakes.hpp"
#include "support/recorded_disk.hpp"
#include "support/set_clock.hpp"
#include "support/share.hpp"

using namespace amends;

namespace {

using Random = std::mt19937_64;

constexpr int kParts = 8;
constexpr int kSteps = 60;

int evenings_in_all() {
  return share_of(10'400);
}

// Ids, keys and nonces come from the seed, too: an evening that went wrong goes wrong again.
Random& chance_of_sodium() {
  static Random random;
  return random;
}
void fill_from_seed(void* memory, std::size_t size) {
  auto* bytes = static_cast<unsigned char*>(memory);
  for (std::size_t at = 0; at < size; ++at)
    bytes[at] = static_cast<unsigned char>(chance_of_sodium()());
}
std::uint32_t number_from_seed() {
  return static_cast<std::uint32_t>(chance_of_sodium()());
}
const char* name_of_source() {
  return "seeded";
}
randombytes_implementation seeded = {name_of_source, number_from_seed, nullptr, nullptr, fill_from_seed, nullptr};
// Before libsodium is first used, so before main.
const int set_up = randombytes_set_implementation(&seeded);

// What kind of till it is.
struct HostKind {
  bool idempotent = true;
  bool look_up = true;
  bool keeps_its_word = true;  // false: it says it is idempotent, and does everything again
};

// The till's own books: what it did for which request, and how often.
class Till {
 public:
  Till(HostKind kind, Random& random) : kind_(kind), random_(random) {}

  // What the till posts to the desk at once; what it says later it keeps.
  void run(const HostErrand& errand, std::deque<IntentBody>& posted) {
    const RequestId& id = errand.request.id;
    if (errand.look_up) {
      if (done_.contains(id) || refused_.contains(id)) {
        posted.emplace_back(answer(errand.request));
      } else {
        posted.emplace_back(NoteLookedUp{id, false});
      }
      return;
    }
    const auto mood = is_calm ? 0 : random_() % 8;
    if (mood == 1) return;  // the line is dead: nothing was done
    if (mood == 2) {
      posted.emplace_back(NoteSubmitted{id, false});
      return;
    }
    if (mood == 3 && !done_.contains(id)) refused_.insert(id);
    if (!refused_.contains(id)) do_it(errand.request);
    posted.emplace_back(NoteSubmitted{id, true});
    if (mood == 4) return;  // it did it, and never says so by itself
    auto& told = mood == 5 ? late : posted;
    told.emplace_back(answer(errand.request));
    if (mood == 6) late.emplace_back(answer(errand.request));
    if (mood == 7) posted.emplace_back(answer(errand.request));
  }

  bool is_calm = false;
  std::deque<IntentBody> late;
  [[nodiscard]] const std::map<RequestId, int>& done() const { return done_; }
  [[nodiscard]] Money given_back() const { return given_back_; }
  [[nodiscard]] const HostKind& kind() const { return kind_; }

 private:
  void do_it(const HostRequest& request) {
    const bool again = done_.contains(request.id);
    if (again && kind_.idempotent && kind_.keeps_its_word) return;
    ++done_[request.id];
    if (request.work == HostWork::refund) given_back_.minor += request.amount.minor;
  }
  [[nodiscard]] Give answer(const HostRequest& request) const {
    const bool refused = refused_.contains(request.id);
    return {std::nullopt,
            TakeHostAnswer{.request = request.id,
                           .outcome = refused ? HostOutcome::rejected : HostOutcome::done,
                           .reference = refused ? "" : "R-1",
                           .reason = refused ? "closed" : "",
                           .amount = request.amount},
            std::nullopt};
  }

  HostKind kind_;
  Random& random_;
  std::map<RequestId, int> done_;
  std::set<RequestId> refused_;
  Money given_back_ = fakes::euro(0);
};

// The printer's own memory: how often each slip came out, whatever was heard of it.
class Printer : public Courier {
 public:
  explicit Printer(Random& random) : random_(random) {}
  [[nodiscard]] bool can_print() const override { return true; }
  void print(PrintOrder order) override {
    const Slot slot{order.subject, order.delivery};
    const auto mood = is_calm ? 0 : random_() % 6;
    if (mood == 1) {
      told.push_back(NotePrinted{slot.first, slot.second, PrintOutcome::paper_out});
    } else if (mood == 2) {
      // Half of it is on paper, or all of it.
      if (random_() % 2 == 0) ++came_out_[slot];
      told.push_back(NotePrinted{slot.first, slot.second, PrintOutcome::cut_off});
    } else {
      ++came_out_[slot];
      // The last mood: nothing is heard of it until the program is started anew.
      if (mood != 5) told.push_back(NotePrinted{slot.first, slot.second, PrintOutcome::printed});
    }
  }
  [[nodiscard]] int came_out(const CaseId& subject, DeliveryId delivery) const {
    const auto found = came_out_.find({subject, delivery});
    return found == came_out_.end() ? 0 : found->second;
  }
  bool is_calm = false;
  std::vector<NotePrinted> told;

 private:
  using Slot = std::pair<CaseId, DeliveryId>;
  Random& random_;
  std::map<Slot, int> came_out_;
};

class OneForm : public SlipShelf {
 public:
  [[nodiscard]] const SlipTemplate* find(SlipKind) override { return &form_; }

 private:
  SlipTemplate form_{{{.text = {{}, "From the house"}}}};
};
class NoWords : public LanguageShelf {
 public:
  [[nodiscard]] std::vector<Language> languages() override { return {}; }
  [[nodiscard]] std::shared_ptr<const Words> words(std::string_view) override { return words_; }

 private:
  std::shared_ptr<const Words> words_ = std::make_shared<const Words>();
};

// A folder for all evenings of this process.
const std::filesystem::path& data_folder() {
  static const std::filesystem::path folder = [] {
    std::filesystem::path path =
        std::filesystem::temp_directory_path() / ("amends-simulation-" + std::to_string(::getpid()));
    std::atexit([] {
      std::error_code ignored;
      std::filesystem::remove_all(
          std::filesystem::temp_directory_path() / ("amends-simulation-" + std::to_string(::getpid())), ignored);
    });
    return path;
  }();
  return folder;
}

class Evening {
 public:
  Evening(std::uint64_t seed, HostKind kind) : random_(seed), till_(kind, random_), printer_(random_) {
    chance_of_sodium().seed(seed);
    std::filesystem::remove_all(data_folder());
    std::filesystem::create_directories(data_folder());
    policy_ = std::make_shared<const Policy>(
        Policy{.playbook = fakes::playbook(), .site = {}, .text = {"test", "0f", "rules", ""}});
    start();
    // A new file is made beside what is recorded; the evening begins once it is there.
    end();
    start_recording(data_folder());
    start();
  }
  ~Evening() { end(); }
  Evening(const Evening&) = delete;
  Evening& operator=(const Evening&) = delete;

  // What went wrong; nothing: all is well.
  std::optional<std::string> play() {
    for (int step = 0; step < kSteps && !wrong_; ++step)
      step_once();
    if (!wrong_) come_to_rest();
    if (!wrong_) look_at_the_books();
    return wrong_;
  }

 private:
  void start() {
    ledger_ = Ledger::open({data_folder(), "T3", recorded_disk()});
    // What the printer would have said to the program before, nobody hears.
    printer_.told.clear();
    desk_ = std::make_unique<Desk>(DeskPorts{.store = *ledger_,
                                             .clock = clock_,
                                             .calendar = calendar_,
                                             .languages = &words_,
                                             .slips = &forms_,
                                             .courier = &printer_},
                                   policy_);
    posted_.clear();
    take(FocusCheck{});
  }
  void end() {
    desk_.reset();
    ledger_.reset();
  }
  void fail(std::string what) {
    if (!wrong_) wrong_ = std::move(what);
  }

  void take(IntentBody body) {
    auto host = std::make_shared<HostPicture>();
    Check check = fakes::paid_check();
    check.refunded = till_.given_back();
    host->check = std::move(check);
    host->items = fakes::menu();
    host->operator_ = fakes::ana();
    host->staff = {fakes::ana(), fakes::jon(), fakes::mira(), fakes::tom()};
    host->capabilities = fakes::all_capabilities();
    host->capabilities.idempotent = till_.kind().idempotent;
    host->capabilities.look_up = till_.kind().look_up;
    host->has_pos = host->has_operator = true;
    desk_->take({++intents_, std::move(host), std::move(body)});
  }
  void give(Command command, std::optional<Person> approver = std::nullopt) {
    const auto& open = desk_->view()->open;
    take(Give{open ? std::optional(open->state.id) : std::nullopt, std::move(command), std::move(approver)});
  }

  void step_once() {
    const std::size_t operations = recording().operations.size();
    const std::uint64_t before = ledger_->head().seq;
    bool till_acted = false;
    switch (random_() % 20) {
      default:
        tap();
        break;
      case 11:
      case 12:
      case 13:
      case 14:
        till_acted = true;
        run_errands();
        break;
      case 15:
        if (!till_.late.empty()) {
          take(till_.late.front());
          if (random_() % 4 != 0) till_.late.pop_front();
        }
        break;
      case 16:
        clock_.pass(static_cast<std::int64_t>(random_() % 300));
        break;
      case 17:
        // Somebody sets the till's clock.
        clock_.set(random_() % 2 == 0 ? -3600 : 86'400);
        break;
      case 18:
        disk_fails();
        return;
      case 19:
        // The power goes within the step before, or right after it: not where the till was asked, which has acted.
        if (random_() % 3 == 0) {
          power_goes(operations, before, till_acted);
          return;
        }
        tap();
        power_goes(operations, before, till_acted);
        return;
    }
    deliver();
  }

  void deliver() {
    while (!posted_.empty()) {
      IntentBody body = std::move(posted_.front());
      posted_.pop_front();
      take(std::move(body));
    }
  }

  void tap() {
    const auto view = desk_->view();
    if (!view->open) {
      if (!view->cases.empty() && random_() % 3 == 0) {
        take(OpenCase{view->cases[random_() % view->cases.size()].id});
      } else {
        give(RecordCase{.lines = {{std::to_string(1 + random_() % 4)}}, .failure = {"awful"}});
      }
      return;
    }
    const CaseView& open = *view->open;
    switch (random_() % 11) {
      case 9:
        give(AskDelivery{Destination::printer, SlipKind::apology, {}, {}});
        break;
      case 10:
        settle_slips(open.state);
        break;
      case 0:
        give(NoteReturn{random_() % 2 == 0});
        break;
      case 1:
        give(NoteText{PrivateKind::words, {"It was cold " + std::to_string(random_() % 100)}});
        break;
      case 2:
        give(Apologise{});
        break;
      case 3:
      case 4:
        choose(open);
        break;
      case 5:
        approve(open.state);
        break;
      case 6:
        if (!open.state.acts.empty()) take_back(open.state.acts[random_() % open.state.acts.size()]);
        break;
      case 7:
        give(FinishCase{});
        break;
      case 8:
        take(LeaveCase{});
        take(ListCases{});
        break;
    }
  }
  void choose(const CaseView& open) {
    if (open.fixes.empty()) return;
    const Option& option = open.fixes[random_() % open.fixes.size()];
    ChooseAct chosen{.purpose = ActPurpose::fix, .from = option.from, .items = {}};
    for (int piece = 0; piece < option.count && !option.choices.empty(); ++piece) {
      const Item& item = option.choices[random_() % option.choices.size()];
      chosen.items.push_back({item.id, item.name});
    }
    give(std::move(chosen));
  }
  // Where nobody can tell, the waiter looks at the till before saying that it wasn't done.
  void take_back(const Act& act) {
    if (act.state == ActState::in_doubt && till_.done().contains(act.request)) {
      give(ConfirmAct{act.id});
    } else {
      give(WithdrawAct{act.id});
    }
  }
  // Whoever is asked looks at the printer first.
  void settle_slips(const Case& state) {
    for (const Delivery& delivery : state.deliveries) {
      if (!delivery.needs_a_hand()) continue;
      if (printer_.came_out(state.id, delivery.id) > 0) {
        give(ConfirmDelivery{delivery.id});
      } else {
        give(RepeatDelivery{delivery.id});
      }
      return;
    }
  }
  void approve(const Case& state) {
    for (const Act& act : state.acts) {
      if (act.state == ActState::needs_approval) {
        give(ApproveAct{.act = act.id, .cost = act.cost, .why = WhyYes::greater_loss}, fakes::tom());
        return;
      }
    }
  }

  void run_errands() {
    for (const HostErrand& errand : desk_->take_errands()) {
      if (ledger_->trouble() != StorageTrouble::none) fail("an errand was given out by a ledger that can't keep it");
      till_.run(errand, posted_);
    }
    for (const NotePrinted& said : std::exchange(printer_.told, {}))
      posted_.emplace_back(said);
  }

  void disk_fails() {
    fail_syncs(true);
    tap();
    tap();
    const std::uint64_t seq = ledger_->head().seq;
    fail_syncs(false);
    // The disk is well again, but nobody knows what it holds: until a start nothing is written.
    tap();
    if (ledger_->trouble() == StorageTrouble::uncertain && ledger_->head().seq != seq) fail("written after a doubt");
    end();
    start_recording(data_folder());
    start();
    if (ledger_->trouble() != StorageTrouble::none) fail("not opened after a failed sync: " + ledger_->trouble_text());
  }

  void power_goes(std::size_t operations, std::uint64_t acknowledged, bool till_acted) {
    const std::size_t now = recording().operations.size();
    const std::uint64_t seq = ledger_->head().seq;
    const std::size_t cut = till_acted ? now : operations + random_() % (now - operations + 1);
    const DiskImage left = after_power_loss(recording(), cut, random_);
    end();
    write_image(left, data_folder());
    start_recording(data_folder());
    start();
    if (ledger_->trouble() != StorageTrouble::none) {
      fail("not opened after a power cut: " + ledger_->trouble_text());
      return;
    }
    const std::uint64_t there = ledger_->head().seq;
    if (there < (cut == now ? seq : acknowledged)) fail("acknowledged facts are gone");
  }

  // The till is well, and all that is open gets its answer.
  void come_to_rest() {
    till_.is_calm = printer_.is_calm = true;
    end();
    start_recording(data_folder());
    start();
    for (int round = 0; round < 40; ++round) {
      run_errands();
      deliver();
      while (!till_.late.empty()) {
        take(till_.late.front());
        till_.late.pop_front();
      }
      clock_.pass(900);
    }
  }

  void look_at_the_books() {
    std::set<RequestId> known;
    std::set<std::string> coupons;
    for (const CaseRow& row : ledger_->find_cases({.limit = 1000})) {
      const auto facts = ledger_->facts_of(row.id);
      if (!facts) return fail("a case can't be read");
      Case state;
      for (const StoredFact& stored : *facts)
        state = fold(std::move(state), stored.fact);
      for (const Act& act : state.acts) {
        if (!act.coupon_number.empty() && !coupons.insert(act.coupon_number).second) fail("a coupon was given twice");
        look_at(act, known);
      }
      for (const Delivery& delivery : state.deliveries)
        look_at(state, delivery);
    }
    for (const auto& [id, times] : till_.done()) {
      if (times > 1) fail("the till did one request " + std::to_string(times) + " times");
      if (!known.contains(id)) fail("the till did what no case knows of");
    }
    if (till_.given_back().minor > fakes::paid_check().paid.minor) fail("more was given back than was paid");
    if (till_.kind().idempotent && !ledger_->open_requests().empty()) fail("a request is open for ever");
    end();
    const auto verdict = verify_ledger({data_folder() / "ledger.sqlite", recorded_disk(), data_folder() / "keys", {}});
    if (!verdict) return fail(verdict.error().text);
    if (!verdict->faults.empty()) fail(verdict->faults.front().text);
  }
  void look_at(const Case& state, const Delivery& delivery) {
    const int times = printer_.came_out(state.id, delivery.id);
    if (times > 1) fail("a slip came out " + std::to_string(times) + " times");
    if (delivery.is_open()) fail("a slip is still on its way");
    if (delivery.state == DeliveryState::done && times == 0) fail("said to be printed, and it never came out");
    if (delivery.state == DeliveryState::failed && times != 0) fail("said not to be printed, and it came out");
  }
  void look_at(const Act& act, std::set<RequestId>& known) {
    if (act.request.empty()) return;
    if (!known.insert(act.request).second) fail("two acts have one request");
    const bool is_done = till_.done().contains(act.request);
    switch (act.state) {
      case ActState::done:
        if (!is_done) fail("said to be done, and the till did nothing");
        break;
      case ActState::failed:
      case ActState::withdrawn:
      case ActState::declined:
      case ActState::needs_approval:
        if (is_done)
          fail("said not to be done, and the till did it: " + std::to_string(static_cast<int>(act.state)) + " " +
               act.request.text);
        break;
      case ActState::ready:
      case ActState::started:
        fail("an errand is still on its way");
        break;
      case ActState::in_doubt:
        if (till_.kind().idempotent) fail("in doubt, and the till could have been asked again");
        break;
      case ActState::to_be_keyed:
      case ActState::keyed:
        break;
    }
  }

  Random random_;
  Till till_;
  Printer printer_;
  OneForm forms_;
  NoWords words_;
  SetClock clock_;
  OneDay calendar_;
  std::shared_ptr<const Policy> policy_;
  std::unique_ptr<Ledger> ledger_;
  std::unique_ptr<Desk> desk_;
  std::deque<IntentBody> posted_;
  std::uint64_t intents_ = 0;
  std::optional<std::string> wrong_;
};

HostKind kind_of(std::uint64_t seed) {
  constexpr std::array kKinds = {HostKind{true, true, true}, HostKind{true, false, true}, HostKind{false, true, true},
                                 HostKind{false, false, true}};
  return kKinds[seed % kKinds.size()];
}

// The seed of the first evening that goes wrong.
std::optional<std::uint64_t> first_wrong(HostKind kind, int evenings) {
  for (std::uint64_t seed = 0; seed < static_cast<std::uint64_t>(evenings); ++seed) {
    if (Evening(seed, kind).play()) return seed;
  }
  return std::nullopt;
}

}  // namespace

TEMPLATE_TEST_CASE_SIG("whatever an evening brings, the books are right", "", ((int Part), Part), 0, 1, 2, 3, 4, 5, 6,
                       7) {
  if (const char* wanted = std::getenv("AMENDS_SEED")) {
    if (Part != 0) return;
    const std::uint64_t seed = std::strtoull(wanted, nullptr, 10);
    CHECK(Evening(seed, kind_of(seed)).play().value_or("") == "");
    return;
  }
  for (int evening = Part; evening < evenings_in_all(); evening += kParts) {
    const auto seed = static_cast<std::uint64_t>(evening);
    INFO("AMENDS_SEED=" << seed);
    REQUIRE(Evening(seed, kind_of(seed)).play().value_or("") == "");
  }
}

TEST_CASE("an evening that went wrong goes wrong again in the same way") {
  const HostKind liar{true, true, false};
  const auto seed = first_wrong(liar, 200);
  REQUIRE(seed);
  const auto once = Evening(*seed, liar).play();
  CHECK(once == Evening(*seed, liar).play());
}

TEST_CASE("a till that is asked again though it does everything again is caught") {
  CHECK(first_wrong({true, true, false}, 200));
}

TEST_CASE("a ledger that doesn't wait for the disk is caught by the evening, too") {
  lie_about_syncs_of("-wal");
  const auto seed = first_wrong({true, true, true}, 200);
  lie_about_syncs_of("");
  CHECK(seed);
}
