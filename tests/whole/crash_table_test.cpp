// Every moment at which the program can die while money is given back, with every way in which a till can behave: the money
// moves once or not at all, and where nobody can know which, the case says so and waits for somebody.
#include <array>
#include <deque>
#include <memory>
#include <string>
#include <vector>

#include <catch_amalgamated.hpp>

#include "desk/desk.hpp"
#include "ledger/ledger.hpp"
#include "support/domain_fakes.hpp"
#include "support/scratch_folder.hpp"
#include "support/set_clock.hpp"

using namespace amends;

namespace {

enum class Dies {
  never,
  before_the_start,   // the request is in the outbox
  after_the_start,    // it is in the ledger that the till is about to be asked
  in_the_call,        // the till was asked, and nobody heard what it said
  after_the_call,     // it was heard that the till took it
  before_the_answer,  // the till has answered, and it wasn't heard
  after_the_answer
};
constexpr std::array kDies = {Dies::never,          Dies::before_the_start,  Dies::after_the_start, Dies::in_the_call,
                              Dies::after_the_call, Dies::before_the_answer, Dies::after_the_answer};

enum class Behaves {
  well,
  slow,           // takes it, answers minutes later
  silent,         // does nothing, says nothing
  silently_done,  // does it, says nothing, whoever asks
  twice,          // answers two times
  refuses,
  forgets_to_say,  // does it, is started anew, and answers only whoever asks again
  not_now          // takes it at the third time
};
constexpr std::array kBehaves = {Behaves::well,  Behaves::slow,    Behaves::silent,         Behaves::silently_done,
                                 Behaves::twice, Behaves::refuses, Behaves::forgets_to_say, Behaves::not_now};

struct Kind {
  bool idempotent = true;
  bool look_up = true;
  bool keeps_its_word = true;  // false: it says it is idempotent, and does everything again
};
constexpr std::array kKinds = {Kind{true, true}, Kind{true, false}, Kind{false, true}, Kind{false, false}};

// The till's own books.
class Till {
 public:
  Till(Behaves behaves, Kind kind) : behaves_(behaves), kind_(kind) {}

  void run(const HostErrand& errand, std::deque<IntentBody>& posted) {
    ++asked_;
    if (errand.look_up) {
      look_up(errand.request, posted);
      return;
    }
    if (behaves_ == Behaves::silent) return;
    if (behaves_ == Behaves::not_now && asked_ < 3) {
      posted.emplace_back(NoteSubmitted{errand.request.id, false});
      return;
    }
    const bool again = moved_ > 0 && kind_.idempotent && kind_.keeps_its_word;
    if (behaves_ != Behaves::refuses && !again) ++moved_;
    if (behaves_ == Behaves::silently_done) return;
    posted.emplace_back(NoteSubmitted{errand.request.id, true});
    const bool is_first = asked_ == 1;
    if (behaves_ == Behaves::forgets_to_say && is_first) return;
    if (behaves_ == Behaves::slow && is_first) {
      late.emplace_back(answer(errand.request));
      return;
    }
    posted.emplace_back(answer(errand.request));
    if (behaves_ == Behaves::twice) posted.emplace_back(answer(errand.request));
  }

  std::deque<IntentBody> late;
  [[nodiscard]] int moved() const { return moved_; }
  [[nodiscard]] const Kind& kind() const { return kind_; }

 private:
  void look_up(const HostRequest& request, std::deque<IntentBody>& posted) {
    if (behaves_ == Behaves::silent || behaves_ == Behaves::silently_done) return;
    if (moved_ == 0 && behaves_ != Behaves::refuses) {
      posted.emplace_back(NoteLookedUp{request.id, false});
    } else {
      posted.emplace_back(answer(request));
    }
  }
  [[nodiscard]] Give answer(const HostRequest& request) const {
    const bool refused = behaves_ == Behaves::refuses;
    return {std::nullopt,
            TakeHostAnswer{request.id, refused ? HostOutcome::rejected : HostOutcome::done, refused ? "" : "R-1",
                           refused ? "closed" : "", request.amount},
            std::nullopt};
  }

  Behaves behaves_;
  Kind kind_;
  int asked_ = 0;
  int moved_ = 0;
};

struct Ending {
  int moved = 0;
  ActState state = ActState::ready;
  bool is_asked_about = false;  // stands in the list of what somebody must look at
};

class Story {
 public:
  Story(Behaves behaves, Kind kind) : till_(behaves, kind) {
    policy_ = std::make_shared<const Policy>(
        Policy{.playbook = fakes::playbook(), .site = {}, .text = {"test", "0f", "rules", ""}});
    start();
  }

  Ending play(Dies dies) {
    give(RecordCase{.lines = {{"1"}}, .failure = {"awful"}});
    subject_ = desk_->view()->open.value().state.id;
    give(ChooseAct{ActPurpose::fix, {"off"}, {}});
    die_if(dies == Dies::before_the_start);
    const std::vector<HostErrand> errands = desk_->take_errands();
    die_if(dies == Dies::after_the_start);
    // What was handed out before a death was never carried to the till.
    if (dies != Dies::after_the_start) {
      for (const HostErrand& errand : errands)
        till_.run(errand, posted_);
      die_if(dies == Dies::in_the_call);
      while (!posted_.empty()) {
        const bool is_answer = std::holds_alternative<Give>(posted_.front());
        if (is_answer && dies == Dies::before_the_answer) {
          kill();
          break;
        }
        take_first(posted_);
        if (!is_answer && dies == Dies::after_the_call) {
          kill();
          break;
        }
        if (is_answer && dies == Dies::after_the_answer) {
          kill();
          break;
        }
      }
    }
    come_to_rest();
    return ending();
  }

 private:
  void start() {
    ledger_ = Ledger::open({folder_.path() / "data", "T3", {}, {}});
    desk_ = std::make_unique<Desk>(DeskPorts{.store = *ledger_, .clock = clock_, .calendar = calendar_}, policy_);
    take(Refresh{});
  }
  void kill() {
    desk_.reset();
    ledger_.reset();
    posted_.clear();
    start();
  }
  void die_if(bool dies) {
    if (dies) kill();
  }
  void take(IntentBody body) {
    auto host = std::make_shared<HostPicture>();
    host->check = fakes::paid_check();
    host->items = fakes::menu();
    host->operator_ = fakes::ana();
    host->staff = {fakes::ana(), fakes::jon(), fakes::mira(), fakes::tom()};
    host->capabilities = fakes::all_capabilities();
    host->capabilities.idempotent = till_.kind().idempotent;
    host->capabilities.look_up = till_.kind().look_up;
    host->has_pos = host->has_operator = true;
    desk_->take({++intents_, std::move(host), std::move(body)});
  }
  void take_first(std::deque<IntentBody>& from) {
    IntentBody body = std::move(from.front());
    from.pop_front();
    take(std::move(body));
  }
  void give(Command command) {
    const auto& open = desk_->view()->open;
    take(Give{open ? std::optional(open->state.id) : std::nullopt, std::move(command), std::nullopt});
  }
  void come_to_rest() {
    for (int round = 0; round < 22; ++round) {
      clock_.pass(130);
      for (const HostErrand& errand : desk_->take_errands())
        till_.run(errand, posted_);
      while (!posted_.empty())
        take_first(posted_);
      if (round == 2) {
        while (!till_.late.empty())
          take_first(till_.late);
      }
    }
  }
  [[nodiscard]] Ending ending() {
    take(OpenCase{subject_});
    const auto view = desk_->view();
    Ending ending{till_.moved(), view->open.value().state.acts.back().state, false};
    ending.is_asked_about =
        std::ranges::any_of(view->to_settle, [&](const CaseRow& row) { return row.id == subject_; });
    return ending;
  }

  testing::ScratchFolder folder_;
  Till till_;
  SetClock clock_;
  OneDay calendar_;
  std::shared_ptr<const Policy> policy_;
  std::unique_ptr<Ledger> ledger_;
  std::unique_ptr<Desk> desk_;
  std::deque<IntentBody> posted_;
  std::uint64_t intents_ = 0;
  CaseId subject_;
};

// What is wrong with it; nothing: all is well.
std::string judge(const Ending& ending) {
  if (ending.moved > 1) return "the money moved " + std::to_string(ending.moved) + " times";
  switch (ending.state) {
    case ActState::done:
      return ending.moved == 1 ? "" : "the case says that it was done, and it wasn't";
    case ActState::failed:
      return ending.moved == 0 ? "" : "the case says that it was not done, and it was";
    case ActState::in_doubt:
      return ending.is_asked_about ? "" : "in doubt, and nobody is asked";
    default:
      return "nothing became of it";
  }
}

}  // namespace

TEST_CASE("whenever the program dies and however the till behaves, money moves once or somebody is asked") {
  int in_doubt = 0;
  for (const Kind& kind : kKinds) {
    for (const Behaves behaves : kBehaves) {
      for (const Dies dies : kDies) {
        INFO("idempotent " << kind.idempotent << ", look-up " << kind.look_up << ", behaves "
                           << static_cast<int>(behaves) << ", dies " << static_cast<int>(dies));
        const Ending ending = Story(behaves, kind).play(dies);
        CHECK(judge(ending).empty());
        in_doubt += ending.state == ActState::in_doubt ? 1 : 0;
        // Where the till can tell, nobody has to go and look.
        const bool can_tell = kind.idempotent || (kind.look_up && behaves != Behaves::not_now);
        const bool says_nothing = behaves == Behaves::silent || behaves == Behaves::silently_done;
        if (can_tell && !says_nothing) CHECK(ending.state != ActState::in_doubt);
      }
    }
  }
  CHECK(in_doubt > 0);
}

TEST_CASE("a till that only says that it does nothing twice is found out by the table") {
  const Ending ending = Story(Behaves::forgets_to_say, Kind{true, false, false}).play(Dies::never);
  CHECK(judge(ending) == "the money moved 2 times");
}
