// One coupon, three checks and everybody at once: presented, let go, voided, the till silent, slow or gone in the middle, the
// program killed between any two steps. Whatever comes, it comes off at most once, and the case says so.
#include <deque>
#include <filesystem>
#include <map>
#include <memory>
#include <random>
#include <set>
#include <string>

#include <catch_amalgamated.hpp>

#include "desk/desk.hpp"
#include "ledger/ledger.hpp"
#include "support/domain_fakes.hpp"
#include "support/scratch_folder.hpp"
#include "support/set_clock.hpp"
#include "support/share.hpp"

using namespace amends;

namespace {

using Random = std::mt19937_64;

constexpr int kChecks = 3;

// The till's books: what came off for which request. It does a request once, or never; when it answers is another matter.
class Till {
 public:
  explicit Till(Random& random) : random_(random) {}

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
    const auto mood = random_() % 7;
    if (mood == 0) return;
    if (mood == 1) {
      posted.emplace_back(NoteSubmitted{id, false});
      return;
    }
    if (mood == 2 && !done_.contains(id)) refused_.insert(id);
    if (!refused_.contains(id)) done_.insert(id);
    posted.emplace_back(NoteSubmitted{id, true});
    if (mood == 3) return;
    (mood == 4 ? late : posted).emplace_back(answer(errand.request));
    if (mood == 5) late.emplace_back(answer(errand.request));
  }
  [[nodiscard]] const std::set<RequestId>& done() const { return done_; }
  std::deque<IntentBody> late;

 private:
  [[nodiscard]] Give answer(const HostRequest& request) const {
    const bool refused = refused_.contains(request.id);
    return {std::nullopt,
            TakeHostAnswer{request.id, refused ? HostOutcome::rejected : HostOutcome::done, refused ? "" : "R-1",
                           refused ? "closed" : "", request.amount},
            std::nullopt};
  }
  Random& random_;
  std::set<RequestId> done_;
  std::set<RequestId> refused_;
};

class Counter {
 public:
  explicit Counter(std::uint64_t seed) : random_(seed), till_(random_) {
    policy_ = std::make_shared<const Policy>(
        Policy{.playbook = fakes::playbook(), .site = {}, .text = {"test", "0f", "rules", ""}});
    start();
    give_the_coupon();
  }

  // As many steps as `count`; what went wrong, if anything.
  std::string attempt(int count) {
    for (int each = 0; each < count && wrong_.empty(); ++each) {
      step();
      look();
    }
    return wrong_;
  }
  // Another terminal looks at a copy of the ledger as it is now, and takes turns with this one.
  void set_up_a_copy() {
    desk_.reset();
    ledger_.reset();
    std::filesystem::copy(folder_.path() / "data", folder_.path() / "copy", std::filesystem::copy_options::recursive);
    has_copy_ = true;
    start();
  }
  [[nodiscard]] int attempts() const { return attempts_; }
  [[nodiscard]] int kills() const { return kills_; }
  [[nodiscard]] bool was_spent() const { return came_off() > 0; }

 private:
  void start() {
    const bool on_the_copy = has_copy_ && random_() % 2 == 0;
    ledger_ = Ledger::open({folder_.path() / (on_the_copy ? "copy" : "data"), "T3", {}, "demo"});
    desk_ = std::make_unique<Desk>(DeskPorts{.store = *ledger_, .clock = clock_, .calendar = calendar_}, policy_);
    posted_.clear();
    take(Refresh{});
  }
  void kill() {
    ++kills_;
    desk_.reset();
    ledger_.reset();
    start();
  }

  void take(IntentBody body) {
    auto host = std::make_shared<HostPicture>();
    Check check = fakes::open_check();
    check.id = {"check-" + std::to_string(on_screen_)};
    host->check = std::move(check);
    host->items = fakes::menu();
    host->operator_ = manager_ ? fakes::mira() : fakes::ana();
    host->staff = {fakes::ana(), fakes::jon(), fakes::mira(), fakes::tom()};
    host->capabilities = fakes::all_capabilities();
    host->capabilities.idempotent = is_idempotent_;
    host->capabilities.discount_check = takes_discounts_;
    host->has_pos = host->has_operator = true;
    desk_->take({++intents_, std::move(host), std::move(body)});
  }

  void give_the_coupon() {
    const auto give = [&](Command command) {
      const auto& open = desk_->view()->open;
      take(Give{open ? std::optional(open->state.id) : std::nullopt, std::move(command), std::nullopt});
    };
    give(RecordCase{.lines = {{"1"}}, .failure = {"awful"}});
    give(ChooseAct{ActPurpose::fix, {"sorry"}, {}});
    give(ChooseAct{ActPurpose::fix, {"coupon"}, {}});
    const Case state = desk_->view()->open.value().state;
    subject_ = state.id;
    act_ = state.acts.back().id;
    code_ = state.acts.back().coupon_number;
    give(FinishCase{});
  }

  void command(Command command) { take(Give{subject_, std::move(command), std::nullopt}); }

  [[nodiscard]] Act coupon() {
    take(LookAtCoupon{code_});
    return desk_->view()->coupon.value().act;
  }

  void step() {
    switch (random_() % 12) {
      case 0:
      case 1:
      case 2:
        ++attempts_;
        on_screen_ = static_cast<int>(random_() % kChecks);
        command(RedeemCoupon{act_});
        break;
      case 3:
        ++attempts_;
        say_what_is_so();
        break;
      case 4:
        ++attempts_;
        command(release_unless_done());
        break;
      case 5:
        // A manager who voids ends the story; seldom, then.
        if (random_() % 60 == 0) {
          manager_ = true;
          command(VoidCoupon{act_});
          manager_ = false;
        }
        break;
      case 6:
      case 7:
        for (const HostErrand& errand : desk_->take_errands())
          till_.run(errand, posted_);
        if (random_() % 4 == 0) kill();
        break;
      case 8:
        if (!till_.late.empty()) {
          take(till_.late.front());
          if (random_() % 3 != 0) till_.late.pop_front();
        }
        break;
      case 9:
        clock_.pass(static_cast<std::int64_t>(random_() % 120));
        break;
      case 10:
        is_idempotent_ = random_() % 2 == 0;
        takes_discounts_ = random_() % 4 != 0;
        break;
      default:
        kill();
    }
    while (!posted_.empty()) {
      IntentBody body = std::move(posted_.front());
      posted_.pop_front();
      take(std::move(body));
      if (random_() % 6 == 0) kill();
    }
  }

  // Who is asked looks at the till first.
  void say_what_is_so() {
    const Act act = coupon();
    if (act.coupon == CouponState::in_doubt && till_.done().contains(act.use()->request)) {
      command(ConfirmCoupon{act_, {}});
    } else if (act.coupon == CouponState::in_doubt) {
      command(ReleaseCoupon{act_});
    } else if (act.coupon == CouponState::to_be_keyed) {
      command(ConfirmCoupon{act_, "17"});
      if (coupon().coupon == CouponState::spent) ++keyed_;
    }
  }
  [[nodiscard]] Command release_unless_done() {
    const Act act = coupon();
    const bool done = act.use() != nullptr && till_.done().contains(act.use()->request);
    if (done) return RedeemCoupon{act_};
    return ReleaseCoupon{act_};
  }

  [[nodiscard]] int came_off() const { return keyed_ + static_cast<int>(till_.done().size()); }

  void look() {
    if (came_off() > 1) wrong_ = "it came off " + std::to_string(came_off()) + " times";
    const Act act = coupon();
    if (act.coupon == CouponState::spent && came_off() == 0) wrong_ = "the case says that it was spent, and it wasn't";
    if (act.coupon == CouponState::issued && came_off() != 0) wrong_ = "it came off, and is good again";
    if (ledger_->trouble() != StorageTrouble::none) wrong_ = "the ledger: " + ledger_->trouble_text();
  }

  testing::ScratchFolder folder_;
  Random random_;
  Till till_;
  SetClock clock_;
  OneDay calendar_;
  std::shared_ptr<const Policy> policy_;
  std::unique_ptr<Ledger> ledger_;
  std::unique_ptr<Desk> desk_;
  std::deque<IntentBody> posted_;
  std::uint64_t intents_ = 0;
  CaseId subject_;
  ActId act_;
  std::string code_;
  int on_screen_ = 0;
  bool has_copy_ = false;
  bool manager_ = false;
  bool is_idempotent_ = true;
  bool takes_discounts_ = true;
  int keyed_ = 0;
  int attempts_ = 0;
  int kills_ = 0;
  std::string wrong_;
};

}  // namespace

TEST_CASE("ten thousand attempts to redeem, release and void one coupon spend it once, whatever crashes between") {
  const int whole = share_of(10'000);
  int attempts = 0;
  int kills = 0;
  int spent = 0;
  int stories = 0;
  for (std::uint64_t seed = 1; attempts < whole; ++seed) {
    Counter counter(seed);
    INFO("seed " << seed);
    REQUIRE(counter.attempt(120).empty());
    attempts += counter.attempts();
    kills += counter.kills();
    spent += counter.was_spent() ? 1 : 0;
    ++stories;
  }
  CHECK(kills > stories);
  CHECK(spent * 4 > stories);
}

TEST_CASE("a coupon that is looked up in a copy of the ledger is spent twice, and these attempts find it out") {
  std::set<std::string> found;
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    Counter counter(seed);
    counter.set_up_a_copy();
    found.insert(counter.attempt(120));
  }
  CHECK(found.contains("it came off 2 times"));
}
