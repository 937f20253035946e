#include "any_sequence.hpp"

#include <algorithm>

#include "domain/options.hpp"

namespace amends {
namespace {

using fakes::euro;

constexpr std::string_view kSecret = "SECRET";

// Numbers from the tape; zeros once it has run out.
class Tape {
 public:
  explicit Tape(std::span<const std::uint32_t> numbers) : numbers_(numbers) {}
  [[nodiscard]] bool is_over() const { return at_ >= numbers_.size(); }
  std::uint32_t below(std::size_t limit) {
    const std::uint32_t number = is_over() ? 0 : numbers_[at_++];
    return limit == 0 ? 0 : number % static_cast<std::uint32_t>(limit);
  }
  bool one_in(std::uint32_t chances) { return below(chances) == chances - 1; }
  template <class Things>
  const auto& one_of(const Things& things) {
    return things[below(things.size())];
  }

 private:
  std::span<const std::uint32_t> numbers_;
  std::size_t at_ = 0;
};

// What really happened to a request at the till, whatever it answered so far.
struct Fate {
  HostRequest request;
  bool executed = false;
  bool submitted = false;
};

Case folded(Case state, const std::vector<Fact>& facts) {
  for (const Fact& fact : facts)
    state = fold(std::move(state), fact);
  return state;
}

struct StringsOf {
  std::vector<std::string> operator()(const CaseRecorded& body) const {
    std::vector<std::string> strings = {body.number.text, body.check_number, body.place, body.failure.text};
    for (const CheckLine& line : body.lines)
      strings.push_back(line.name);
    return strings;
  }
  std::vector<std::string> operator()(const ActDone& body) const { return {body.reference}; }
  std::vector<std::string> operator()(const ActFailed& body) const { return {body.reason}; }
  std::vector<std::string> operator()(const ActKeyed& body) const { return {body.reference}; }
  std::vector<std::string> operator()(const CouponIssued& body) const { return {body.number}; }
  std::vector<std::string> operator()(const ActChosen& body) const { return {body.from.text, body.request.text}; }
  std::vector<std::string> operator()(const WishChosen& body) const { return {body.wish.text}; }
  template <class Body>
  std::vector<std::string> operator()(const Body&) const {
    return {};
  }
};

class Playing {
 public:
  Playing(std::span<const std::uint32_t> tape, const Decider& decider, const Undoer& undoer)
      : tape_(tape), decider_(decider), undoer_(undoer) {
    set_the_scene();
  }

  Outcome play() {
    give(record());
    while (!tape_.is_over() && !outcome_.broken)
      step();
    if (!outcome_.broken) expect(fold_all(facts_) == state_, "the facts do not make the case");
    return outcome_;
  }

 private:
  void set_the_scene() {
    book_ = fakes::playbook();
    context_ = fakes::context_with(tape_.one_in(2) ? fakes::open_check() : fakes::paid_check());
    Check& check = *context_.check;
    for (CheckLine& line : check.lines)
      line.total = line.unit = euro(1 + tape_.below(4000));
    check.total = euro(0);
    for (const CheckLine& line : check.lines)
      check.total.minor += line.total.minor;
    if (check.state != CheckState::open) check.paid = check.total;
    if (tape_.one_in(4)) book_.limit[2] = euro(3000);
    if (tape_.one_in(5)) context_.capabilities = {};
    drawer_ = check;
  }

  Command record() {
    std::vector<LineId> lines = {tape_.one_of(context_.check->lines).id, tape_.one_of(context_.check->lines).id};
    return RecordCase{std::move(lines), tape_.one_of(book_.failures).id};
  }

  void step() {
    const std::uint32_t kind = tape_.below(16);
    if (kind < 3) {
      give(choose(ActPurpose::fix));
    } else if (kind == 3) {
      give(choose(ActPurpose::extra));
    } else if (kind == 4) {
      approve();
    } else if (kind < 7) {
      start();
    } else if (kind < 9) {
      answer();
    } else if (kind == 9) {
      by_hand();
    } else if (kind == 10) {
      change_the_scene();
    } else if (kind == 11) {
      give(correction());
    } else if (kind == 12) {
      give(note());
    } else if (kind > 13 && tape_.one_in(4)) {
      deliver();
    } else if (kind > 13) {
      use_coupon();
    } else {
      give(ending());
    }
  }

  Command choose(ActPurpose purpose) {
    const auto options = purpose == ActPurpose::fix ? fixes(state_, context_, book_) : extras(state_, context_, book_);
    ChooseAct choose{purpose, {"off"}, {}, true};
    if (options.empty()) return choose;
    const Option& option = tape_.one_of(options);
    choose.from = option.from;
    if (option.choices.empty()) return choose;
    const bool wild = tape_.one_in(4);
    std::int64_t left = std::max(option.count, 1);
    while (left > 0) {
      const std::int64_t pieces = 1 + tape_.below(static_cast<std::size_t>(left));
      const Item& item = wild ? tape_.one_of(context_.items) : tape_.one_of(option.choices);
      choose.items.push_back({item.id, item.name, pieces * 1000});
      left -= pieces;
    }
    return choose;
  }

  void approve() {
    const std::vector<Person> everybody = {fakes::ana(), fakes::jon(), fakes::mira(), fakes::tom()};
    context_.approver = tape_.one_of(everybody);
    ApproveAct wanted{{1}, euro(tape_.below(5000))};
    for (const Act& act : state_.acts) {
      if (act.state == ActState::needs_approval) wanted = {act.id, act.cost};
    }
    if (tape_.one_in(8)) wanted.cost.minor += 1;
    if (tape_.one_in(3)) wanted.amount = euro(tape_.below(5000));
    if (!tape_.one_in(4)) wanted.why = WhyYes::greater_loss;
    if (tape_.one_in(5)) {
      give(DeclineAct{wanted.act, WhyNo::other_fits, tape_.one_of(book_.remedies).id});
    } else {
      give(wanted);
    }
    context_.approver.reset();
  }

  // One of the requests: mostly one that waits for this, at times any of them, as a retry does.
  template <class Waits>
  Fate* request_that(Waits&& waits) {
    std::vector<Fate*> all;
    std::vector<Fate*> waiting;
    for (auto& [id, fate] : fates_) {
      all.push_back(&fate);
      if (waits(fate)) waiting.push_back(&fate);
    }
    const auto& from = waiting.empty() || tape_.one_in(5) ? all : waiting;
    return from.empty() ? nullptr : tape_.one_of(from);
  }

  [[nodiscard]] bool is_in(const Fate& fate, ActState state, CouponState coupon) const {
    if (const Act* act = state_.find(fate.request.id)) return act->state == state;
    const Act* used = state_.find_use(fate.request.id);
    return used && used->use()->request == fate.request.id && used->coupon == coupon;
  }

  // The outbox: what it may start it sends, and the till decides for good whether it does it.
  void start() {
    Fate* fate = request_that([&](const Fate& it) { return is_in(it, ActState::ready, CouponState::reserved); });
    if (!fate || !give(StartAct{fate->request.id}) || fate->submitted) return;
    fate->submitted = true;
    fate->executed = !tape_.one_in(4);
    if (fate->executed) execute(fate->request);
  }

  // The till answers what is true, late, twice, or says that it can't tell.
  void answer() {
    if (tape_.one_in(12)) {
      give(TakeHostAnswer{{"request-of-nobody"}, HostOutcome::done, {}, {}, euro(1)});
      return;
    }
    const Fate* fate = request_that([&](const Fate& it) {
      return is_in(it, ActState::started, CouponState::started) || is_in(it, ActState::in_doubt, CouponState::in_doubt);
    });
    if (!fate || !fate->submitted) return;
    const HostOutcome truth = fate->executed ? HostOutcome::done : HostOutcome::rejected;
    const HostOutcome outcome = tape_.one_in(4) ? HostOutcome::in_doubt : truth;
    give(TakeHostAnswer{fate->request.id, outcome, "R-1", "No.", fate->request.amount});
  }

  // The guest comes back with a coupon, to one of three checks; staff say what is so.
  void use_coupon() {
    std::vector<Act> coupons;
    std::copy_if(state_.acts.begin(), state_.acts.end(), std::back_inserter(coupons),
                 [](const Act& act) { return act.coupon != CouponState::none; });
    if (coupons.empty()) return;
    const Act act = tape_.one_of(coupons);
    const std::uint32_t kind = tape_.below(8);
    if (kind < 4) {
      Check next = fakes::open_check();
      next.id = {"visit-" + std::to_string(tape_.below(3))};
      const auto kept = std::exchange(context_.check, next);
      give(RedeemCoupon{act.id});
      context_.check = kept;
    } else if (kind < 7) {
      const auto fate = act.use() ? fates_.find(act.use()->request) : fates_.end();
      const bool executed = fate != fates_.end() && fate->second.executed;
      const bool keys_it = act.coupon == CouponState::to_be_keyed && tape_.one_in(2);
      if (executed || keys_it) {
        if (give(ConfirmCoupon{act.id, "17"}) && keys_it) ++came_off_[act.id];
      } else {
        give(ReleaseCoupon{act.id});
      }
    } else if (tape_.one_in(3)) {
      give(VoidCoupon{act.id});
    }
  }

  // Something is printed, and the printer, or somebody beside it, says how it went.
  void deliver() {
    const DeliveryId id{1 + tape_.below(state_.deliveries.size() + 1)};
    const auto states = {DeliveryState::done, DeliveryState::failed, DeliveryState::in_doubt};
    switch (tape_.below(7)) {
      case 0:
      case 1:
        give(AskDelivery{tape_.one_in(5) ? Destination::mail : Destination::printer,
                         tape_.one_in(2) ? SlipKind::coupon : SlipKind::promise,
                         {1 + tape_.below(state_.acts.size() + 1)},
                         {tape_.below(3)}});
        break;
      case 2:
        give(StartDelivery{id});
        break;
      case 3:
        give(NoteDelivery{id, *(states.begin() + tape_.below(states.size())), "paper_out"});
        break;
      case 4:
        give(ConfirmDelivery{id});
        break;
      case 5:
        give(RepeatDelivery{id});
        break;
      default:
        give(DropDelivery{id});
    }
  }

  // Staff say what is so: they looked at the till, or keyed it themselves.
  void by_hand() {
    if (state_.acts.empty()) return;
    const Act act = tape_.one_of(state_.acts);
    const auto fate = fates_.find(act.request);
    const bool executed = fate != fates_.end() && fate->second.executed;
    const bool doubtful = act.state == ActState::in_doubt;
    if (doubtful && tape_.one_in(4)) {
      give(TryAgain{act.id});
      return;
    }
    if (tape_.one_in(3)) {
      if (!doubtful || !executed) give(WithdrawAct{act.id});
      return;
    }
    if (doubtful && !executed) return;
    const bool taken = give(ConfirmAct{act.id, "17"});
    if (taken && act.state == ActState::to_be_keyed) key(act.remedy);
  }

  void change_the_scene() {
    const std::vector<Person> people = {fakes::ana(), fakes::ana(), fakes::jon(), fakes::mira(), fakes::tom()};
    switch (tape_.below(4)) {
      case 0:
        context_.operator_ = tape_.one_of(people);
        break;
      case 1:
        context_.check = drawer_;
        break;
      case 2:
        context_.capabilities = tape_.one_in(3) ? Capabilities{} : fakes::all_capabilities();
        break;
      default:
        pay();
        break;
    }
  }

  void pay() {
    if (drawer_.state != CheckState::open) return;
    drawer_.state = CheckState::paid;
    drawer_.paid = drawer_.total;
    context_.check = drawer_;
  }

  Command correction() {
    switch (tape_.below(4)) {
      case 0:
        return ChangeLines{{tape_.one_of(context_.check->lines).id}};
      case 1:
        return ChangeFailure{tape_.one_of(book_.failures).id};
      case 2:
        return NoteReturn{tape_.one_in(2)};
      default:
        return record();
    }
  }

  Command note() {
    const PrivateText secret{std::string(kSecret) + std::to_string(tape_.below(100))};
    switch (tape_.below(14)) {
      case 0:
        return NoteText{PrivateKind::words, secret};
      case 1:
        return NoteText{PrivateKind::wish, secret};
      case 2:
        return GiveContact{PrivateKind::phone, secret, !tape_.one_in(4)};
      case 3:
        return NoteTemper{static_cast<Temper>(1 + tape_.below(4))};
      case 4:
        return ChoosePrevention{{tape_.one_in(2) ? "new_batch" : "coaching"}, true};
      case 5:
        return NoteAffected{static_cast<Affected>(1 + tape_.below(4))};
      case 6:
        return NoteFeeling{static_cast<Feeling>(1 + tape_.below(5))};
      case 7:
        return NoteOnlookers{tape_.one_in(2)};
      case 8:
        return SayBack{};
      case 9:
        return ChooseWish{{tape_.one_in(2) ? "something_else" : "part"}};
      case 10:
        return TakeBackAnswer{static_cast<AnswerKind>(1 + tape_.below(17))};
      case 11:
        return TellManager{tape_.one_of(context_.staff).id};
      case 12: {
        const std::uint32_t told = tape_.below(4);
        return AnswerQuestion{{tape_.one_in(2) ? "doctor_now" : "sample_kept"},
                              told == 0 ? std::nullopt : std::optional(static_cast<Told>(told))};
      }
      default:
        return PlanFollowUp{static_cast<FollowUpWhen>(1 + tape_.below(4)), {}};
    }
  }

  Command ending() {
    switch (tape_.below(8)) {
      case 0:
        // Seldom, for it ends the story.
        if (tape_.one_in(6)) return WithdrawCase{};
        return CallManager{};
      case 1:
        return AnswerFollowUp{{1 + tape_.below(4)}, static_cast<FollowUpResult>(1 + tape_.below(4))};
      case 2:
        return Apologise{};
      case 3:
        return RefusePin{{"mira"}};
      case 4:
        return DeclineExtra{};
      case 5:
        return RevealText{state_.words ? state_.words->id : PrivateId{}};
      case 6:
        return ShowStep{static_cast<Step>(1 + tape_.below(4))};
      default:
        return FinishCase{};
    }
  }

  // This till refunds whatever it is told: what keeps it honest must be ours.
  void execute(const HostRequest& request) {
    if (request.work == HostWork::refund) drawer_.refunded.minor += request.amount.minor;
    if (const Act* used = state_.find_use(request.id)) ++came_off_[used->id];
    for (const LinePart& part : request.lines) {
      for (CheckLine& line : drawer_.lines) {
        if (line.id == part.line && request.work == HostWork::refund) line.refunded.minor += part.amount.minor;
      }
    }
  }

  void key(const Remedy& remedy) {
    const auto* refund = std::get_if<Refund>(&remedy);
    if (!refund) return;
    HostRequest request;
    request.amount = refund->amount;
    request.lines = refund->lines;
    execute(request);
  }

  bool give(const Command& command) {
    now_ = now_.plus_seconds(1);
    ++outcome_.tried;
    const auto decision = decider_(state_, command, context_, book_, now_, mint_);
    if (!decision) {
      refused_and_unchanged(decision.error());
      return false;
    }
    ++outcome_.taken;
    const Case before = state_;
    state_ = folded(std::move(state_), decision->facts);
    facts_.insert(facts_.end(), decision->facts.begin(), decision->facts.end());
    check_requests(*decision);
    for (const Fact& fact : decision->facts) {
      outcome_.happened.insert(fact.body.index());
      check_fact(before, fact);
    }
    check_case();
    check_undo(before, decision->facts);
    return true;
  }

  // A case without what no undo gives back: when it changed, numbers that were given, acts that were withdrawn.
  static Case without_traces(Case state) {
    state.changed = {};
    // Something was offered, though it was taken back.
    state.offered = {};
    state.follow_ups_planned = 0;
    for (FollowUp& follow_up : state.follow_ups)
      follow_up.id = {};
    std::erase_if(state.acts, [](const Act& act) { return act.state == ActState::withdrawn; });
    return state;
  }

  void check_undo(const Case& before, const std::vector<Fact>& facts) {
    const std::vector<Command> back = undoer_(before, facts, book_);
    if (back.empty() || outcome_.broken) return;
    Case state = state_;
    for (const Command& command : back) {
      const auto decision = decider_(state, command, context_, book_, now_, mint_);
      expect(decision.has_value(), "what takes a tap back is refused");
      if (!decision) return;
      expect(decision->requests.empty(), "taking a tap back asks the till");
      state = folded(std::move(state), decision->facts);
    }
    outcome_.undone.insert(facts.front().body.index());
    if (before.is_recorded()) {
      expect(without_traces(state) == without_traces(before), "what was taken back left something behind");
    } else {
      expect(state.withdrawn, "a record that was taken back stands");
    }
  }

  void refused_and_unchanged(Refusal refusal) {
    expect(refusal > Refusal{0} && refusal < Refusal::count_, "a refusal that has no name");
  }

  void check_requests(const Decision& decision) {
    for (const HostRequest& request : decision.requests) {
      expect(!request.id.empty() && request.id.text.size() <= 45, "a request without an id of its own");
      expect(!fates_.contains(request.id), "the till is asked twice for the same");
      expect(state_.find(request.id) || state_.find_use(request.id), "the till is asked for what no act stands for");
      fates_.emplace(request.id, Fate{request, false, false});
    }
  }

  Money limit_of(Role role) const { return book_.limit[static_cast<std::size_t>(role) - 1]; }

  Role role_of(const PersonId& person) const {
    for (const Person& each : {fakes::ana(), fakes::jon(), fakes::mira(), fakes::tom()}) {
      if (each.id == person) return each.role;
    }
    return Role::waiter;
  }

  // All fixes that stand after the decision must be inside what this person may give.
  bool covers(const PersonId& person, Money cost) const {
    if (cost.is_zero() || role_of(person) == Role::owner) return true;
    return state_.given(ActPurpose::fix).minor <= limit_of(role_of(person)).minor;
  }

  void check_fact(const Case& before, const Fact& fact) {
    for (const std::string& text : std::visit(StringsOf{}, fact.body))
      expect(text.find(kSecret) == std::string::npos, "a guest's words stand in a fact");
    if (const auto* chosen = std::get_if<ActChosen>(&fact.body)) check_chosen(before, fact, *chosen);
    if (const auto* approved = std::get_if<ActApproved>(&fact.body)) {
      const Act* act = state_.find(approved->act);
      expect(act && act->chosen_by != approved->by, "somebody approved their own request");
      expect(act && covers(approved->by, act->cost), "an approval above what the approver may give");
    }
    if (const auto* spent = std::get_if<CouponSpent>(&fact.body)) {
      expect(spent_.insert(spent->act).second, "a coupon is spent twice");
    }
    if (const auto* done = std::get_if<ActDone>(&fact.body)) settle(done->act);
    if (const auto* keyed = std::get_if<ActKeyed>(&fact.body)) settle(keyed->act);
  }

  void settle(ActId act) { expect(settled_.insert(act).second, "an act is settled twice"); }

  void check_chosen(const Case& before, const Fact& fact, const ActChosen& chosen) {
    if (chosen.purpose == ActPurpose::extra) {
      expect(chosen.cost.minor <= book_.extra_limit.minor, "an extra above its budget");
    } else if (chosen.state != ActState::needs_approval) {
      expect(covers(fact.actor, chosen.cost), "more than the role may give, and nobody was asked");
    }
    const Failure* failure = book_.find(before.failure);
    const bool waiter = role_of(fact.actor) < Role::manager;
    const bool free = chosen.cost.is_zero();
    if (failure->safety && waiter) expect(free, "compensation by a waiter in the safety branch");
    if (const auto* replacement = std::get_if<Replacement>(&chosen.remedy)) check_flaw(before, *replacement);
  }

  void check_flaw(const Case& before, const Replacement& replacement) {
    for (const ItemPart& part : replacement.items) {
      const auto item = std::find_if(menu_.begin(), menu_.end(), [&](const Item& it) { return it.id == part.item; });
      expect(item != menu_.end(), "a replacement that isn't on the menu");
      for (const CheckLine& line : before.lines) {
        expect(line.item != part.item, "the flawed item as its own replacement");
        const bool shared = item != menu_.end() && !item->component.empty() && item->component == line.component;
        expect(!shared, "a replacement that shares the flaw");
      }
    }
  }

  void check_case() {
    expect(!fixes(state_, context_, book_).empty() || !state_.is_recorded(), "nothing is offered");
    expect(drawer_.refunded.minor <= drawer_.paid.minor, "more was given back than was paid");
    std::int64_t extras_alive = 0;
    for (const Act& act : state_.acts) {
      if (act.purpose == ActPurpose::extra && act.is_alive()) ++extras_alive;
      const bool waits = act.state == ActState::needs_approval || act.state == ActState::ready;
      expect(!state_.withdrawn || !waits, "an act waits in a case that was tapped by mistake");
    }
    expect(extras_alive <= 1, "two extras stand");
    for (const auto& [act, times] : came_off_)
      expect(times <= 1, "a coupon came off two checks");
    std::set<FollowUpId> numbers;
    for (const FollowUp& follow_up : state_.follow_ups)
      expect(numbers.insert(follow_up.id).second, "two follow-ups of one number");
  }

  void expect(bool holds, const char* promise) {
    if (!holds && !outcome_.broken) outcome_.broken = promise;
  }

  Tape tape_;
  const Decider& decider_;
  const Undoer& undoer_;
  Playbook book_;
  Context context_;
  const std::vector<Item> menu_ = fakes::menu();
  fakes::CountedMint mint_;
  Instant now_ = fakes::kNoon;
  Case state_;
  std::vector<Fact> facts_;
  Check drawer_;  // the till's truth; the context's check may be older
  std::map<RequestId, Fate> fates_;
  std::set<ActId> settled_;
  std::set<ActId> spent_;
  std::map<ActId, int> came_off_;  // a check, whatever the case says
  Outcome outcome_;
};

}  // namespace

Outcome play(std::span<const std::uint32_t> tape, const Decider& decider, const Undoer& undoer) {
  return Playing(tape, decider, undoer).play();
}

}  // namespace amends
