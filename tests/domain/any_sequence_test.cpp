// Whatever is tapped in whatever order, and whatever the till answers: the promises hold. And the harness that says so
// is tried on rules that were broken on purpose.
#include <catch_amalgamated.hpp>

#include <algorithm>
#include <cstdlib>
#include <random>

#include <rapidcheck.h>

#include "any_sequence.hpp"

namespace amends {
namespace {

constexpr std::size_t kTapeLength = 400;

std::size_t sequences_in_a_case() {
  return std::getenv("AMENDS_LONG") ? 200 : 5;
}

struct Broken {
  std::string_view situation;
  std::string promise;  // the one that must be seen to break
  Decider decider;
  Undoer undoer = undo_of;
};

// A till whose guest paid a fortune, as far as the rules can see.
tl::expected<Decision, Refusal> without_the_cap(const Case& state, const Command& command, const Context& context,
                                                const Playbook& book, Instant now, Mint& mint) {
  Context blind = context;
  Case forgetful = state;
  if (blind.check && blind.check->state != CheckState::open) {
    blind.check->paid.minor *= 100;
    blind.check->refunded.minor = 0;
    for (CheckLine& line : blind.check->lines)
      line.refunded.minor = 0;
  }
  for (Act& act : forgetful.acts) {
    if (std::holds_alternative<Refund>(act.remedy)) act.remedy = Gesture{};
  }
  return decide(forgetful, command, blind, book, now, mint);
}

tl::expected<Decision, Refusal> with_everybody_an_owner(const Case& state, const Command& command,
                                                        const Context& context, const Playbook& book, Instant now,
                                                        Mint& mint) {
  Context blind = context;
  if (blind.operator_) blind.operator_->role = Role::owner;
  return decide(state, command, blind, book, now, mint);
}

tl::expected<Decision, Refusal> with_one_limit_too_high(const Case& state, const Command& command,
                                                        const Context& context, const Playbook& book, Instant now,
                                                        Mint& mint) {
  Playbook generous = book;
  generous.limit[0].minor += 200;
  return decide(state, command, context, generous, now, mint);
}

tl::expected<Decision, Refusal> with_own_approval(const Case& state, const Command& command, const Context& context,
                                                  const Playbook& book, Instant now, Mint& mint) {
  Case disguised = state;
  for (Act& act : disguised.acts)
    act.chosen_by = {"somebody"};
  return decide(disguised, command, context, book, now, mint);
}

tl::expected<Decision, Refusal> with_any_approver(const Case& state, const Command& command, const Context& context,
                                                  const Playbook& book, Instant now, Mint& mint) {
  Context blind = context;
  if (blind.approver) blind.approver->role = Role::owner;
  return decide(state, command, blind, book, now, mint);
}

tl::expected<Decision, Refusal> taking_answers_twice(const Case& state, const Command& command, const Context& context,
                                                     const Playbook& book, Instant now, Mint& mint) {
  const auto* answer = std::get_if<TakeHostAnswer>(&command);
  const Act* act = answer ? state.find(answer->request) : nullptr;
  if (act && act->is_settled()) return Decision{{{state.id, now, {}, ActDone{act->id, {}, answer->amount}}}, {}};
  return decide(state, command, context, book, now, mint);
}

tl::expected<Decision, Refusal> blind_to_flaws(const Case& state, const Command& command, const Context& context,
                                               const Playbook& book, Instant now, Mint& mint) {
  Case blind = state;
  for (CheckLine& line : blind.lines)
    line.component.clear();
  return decide(blind, command, context, book, now, mint);
}

tl::expected<Decision, Refusal> leaking_words(const Case& state, const Command& command, const Context& context,
                                              const Playbook& book, Instant now, Mint& mint) {
  auto decision = decide(state, command, context, book, now, mint);
  const auto* note = std::get_if<NoteText>(&command);
  if (decision && note) decision->facts.push_back({state.id, now, {}, ActFailed{{99}, note->text.text}});
  return decision;
}

tl::expected<Decision, Refusal> asking_twice(const Case& state, const Command& command, const Context& context,
                                             const Playbook& book, Instant now, Mint& mint) {
  auto decision = decide(state, command, context, book, now, mint);
  if (decision && !decision->requests.empty()) decision->requests.push_back(decision->requests[0]);
  return decision;
}

tl::expected<Decision, Refusal> without_the_safety_branch(const Case& state, const Command& command,
                                                          const Context& context, const Playbook& book, Instant now,
                                                          Mint& mint) {
  Playbook careless = book;
  for (Failure& failure : careless.failures)
    failure.safety = false;
  return decide(state, command, context, careless, now, mint);
}

// A coupon is worth something again as soon as its use is over.
tl::expected<Decision, Refusal> with_coupons_for_ever(const Case& state, const Command& command, const Context& context,
                                                      const Playbook& book, Instant now, Mint& mint) {
  Case forgetful = state;
  for (Act& act : forgetful.acts) {
    if (act.coupon == CouponState::spent) act.coupon = CouponState::issued;
  }
  return decide(std::holds_alternative<RedeemCoupon>(command) ? forgetful : state, command, context, book, now, mint);
}

// It can be promised to another check while the till is still asked.
tl::expected<Decision, Refusal> without_reserving(const Case& state, const Command& command, const Context& context,
                                                  const Playbook& book, Instant now, Mint& mint) {
  Case forgetful = state;
  for (Act& act : forgetful.acts) {
    if (act.coupon == CouponState::started || act.coupon == CouponState::in_doubt) act.coupon = CouponState::issued;
  }
  return decide(std::holds_alternative<RedeemCoupon>(command) ? forgetful : state, command, context, book, now, mint);
}

tl::expected<Decision, Refusal> with_two_extras(const Case& state, const Command& command, const Context& context,
                                                const Playbook& book, Instant now, Mint& mint) {
  Case forgetful = state;
  for (Act& act : forgetful.acts)
    act.purpose = ActPurpose::fix;
  return decide(forgetful, command, context, book, now, mint);
}

// Clears whatever was said, though something else was said before.
std::vector<Command> forgetting_what_stood(const Case& before, std::span<const Fact> facts, const Playbook& book) {
  Case empty = before;
  empty.sent_back.reset();
  empty.feeling.reset();
  empty.temper.reset();
  return undo_of(empty, facts, book);
}

std::vector<Command> leaving_the_manager_called(const Case& before, std::span<const Fact> facts, const Playbook& book) {
  auto back = undo_of(before, facts, book);
  if (back.size() > 1) std::erase(back, Command{TakeBackAnswer{AnswerKind::manager_called}});
  return back;
}

std::vector<Command> calling_off_first(const Case& before, std::span<const Fact> facts, const Playbook& book) {
  auto back = undo_of(before, facts, book);
  std::reverse(back.begin(), back.end());
  return back;
}

// Takes back only the first of what a decision did.
std::vector<Command> half_way(const Case& before, std::span<const Fact> facts, const Playbook& book) {
  return undo_of(before, facts.first(std::min<std::size_t>(facts.size(), 1)), book);
}

std::vector<Command> taking_the_record_for_an_answer(const Case& before, std::span<const Fact> facts,
                                                     const Playbook& book) {
  if (std::holds_alternative<CaseRecorded>(facts.front().body)) return {ShowStep{Step::after}};
  return undo_of(before, facts, book);
}

std::vector<Broken> broken_rules() {
  return {
      {"no cap on refunds", "more was given back than was paid", without_the_cap},
      {"no roles", "more than the role may give, and nobody was asked", with_everybody_an_owner},
      {"a limit 2.00 too high", "more than the role may give, and nobody was asked", with_one_limit_too_high},
      {"one's own approval", "somebody approved their own request", with_own_approval},
      {"any approver", "an approval above what the approver may give", with_any_approver},
      {"answers taken twice", "an act is settled twice", taking_answers_twice},
      {"blind to shared components", "a replacement that shares the flaw", blind_to_flaws},
      {"words in facts", "a guest's words stand in a fact", leaking_words},
      {"requests doubled", "the till is asked twice for the same", asking_twice},
      {"no safety branch", "compensation by a waiter in the safety branch", without_the_safety_branch},
      {"two extras", "two extras stand", with_two_extras},
      {"coupons for ever", "a coupon came off two checks", with_coupons_for_ever},
      {"coupons that are not reserved", "a coupon came off two checks", without_reserving},
      {"an undo that clears what stood", "what was taken back left something behind", decide, forgetting_what_stood},
      {"an undo that leaves the call", "what was taken back left something behind", decide, leaving_the_manager_called},
      {"an undo in the wrong order", "what takes a tap back is refused", decide, calling_off_first},
      {"half an undo", "what was taken back left something behind", decide, half_way},
      {"a record that stays", "a record that was taken back stands", decide, taking_the_record_for_an_answer}};
}

std::vector<std::uint32_t> tape_of(std::mt19937& random) {
  std::vector<std::uint32_t> tape(kTapeLength);
  for (std::uint32_t& number : tape)
    number = static_cast<std::uint32_t>(random() % 5040);
  return tape;
}

}  // namespace

TEST_CASE("any sequence of taps, approvals and answers keeps every promise") {
  const bool held = rc::check("promises hold", [] {
    const auto numbers = rc::gen::resize(rc::kNominalSize, rc::gen::inRange<std::uint32_t>(0, 5040));
    for (std::size_t at = 0; at < sequences_in_a_case(); ++at) {
      const auto tape = *rc::gen::container<std::vector<std::uint32_t>>(kTapeLength, numbers);
      const Outcome outcome = play(tape, decide);
      if (outcome.broken) RC_FAIL(*outcome.broken);
    }
  });
  CHECK(held);
}

TEST_CASE("more than a quarter of what is tried is legal, and everything that can happen does") {
  std::mt19937 random(20'181);
  std::size_t tried = 0;
  std::size_t taken = 0;
  std::set<std::size_t> happened;
  std::set<std::size_t> undone;
  for (int at = 0; at < 400; ++at) {
    const Outcome outcome = play(tape_of(random), decide);
    CHECK(outcome.broken.value_or("") == std::string_view{});
    tried += outcome.tried;
    taken += outcome.taken;
    happened.insert(outcome.happened.begin(), outcome.happened.end());
    undone.insert(outcome.undone.begin(), outcome.undone.end());
  }
  CHECK(taken * 4 > tried);
  for (std::size_t kind = 0; kind < std::variant_size_v<AnyFact>; ++kind) {
    INFO("fact " << kind);
    // A guest is erased by the ledger, not by what somebody taps; and these staff say what is so, so that no coupon can
    // be spent twice.
    const bool never = kind == FactBody(GuestErased{}).index() || kind == FactBody(CouponSpentLate{}).index();
    CHECK(happened.contains(kind) != never);
  }
  // From the record to the follow-up: every answer of one tap, and what is done by hand.
  const std::vector<FactBody> can_be_undone = {
      CaseRecorded{}, LinesChanged{},     FailureChanged{},  ReturnNoted{},     AffectedNoted{},
      FeelingNoted{}, OnlookersNoted{},   TemperNoted{},     TextNoted{},       WishChosen{},
      SaidBack{},     Apologised{},       ManagerCalled{},   ActChosen{},       ExtraDeclined{},
      ContactGiven{}, PreventionChosen{}, FollowUpDropped{}, FollowUpPlanned{}, QuestionAnswered{}};
  for (const FactBody& body : can_be_undone) {
    INFO("fact " << body.index() << " is taken back");
    CHECK(undone.contains(body.index()));
  }
  CHECK(undone.size() == can_be_undone.size());
}

TEST_CASE("each broken rule is found, by the promise that it breaks") {
  for (const Broken& broken : broken_rules()) {
    INFO(broken.situation);
    std::mt19937 random(7);
    std::set<std::string> seen;
    for (int at = 0; at < 3000 && !seen.contains(broken.promise); ++at) {
      if (const auto promise = play(tape_of(random), broken.decider, broken.undoer).broken) seen.insert(*promise);
    }
    for (const std::string& promise : seen)
      INFO("seen: " << promise);
    CHECK(seen.contains(broken.promise));
  }
}

}  // namespace amends
