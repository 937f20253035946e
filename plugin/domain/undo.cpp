#include "domain/undo.hpp"

#include <algorithm>
#include <optional>

namespace amends {
namespace {

using Commands = std::vector<Command>;

// What takes back one fact; nothing where it can't be.
class Undoing {
 public:
  Undoing(const Case& before, const Playbook& playbook) : before_(before), failure_(playbook.find(before.failure)) {}

  std::optional<Commands> operator()(const LinesChanged&) const {
    ChangeLines back;
    for (const CheckLine& line : before_.lines)
      back.lines.push_back(line.id);
    return Commands{std::move(back)};
  }
  std::optional<Commands> operator()(const FailureChanged&) const {
    if (!failure_) return std::nullopt;
    return Commands{ChangeFailure{before_.failure}};
  }
  std::optional<Commands> operator()(const ReturnNoted&) const {
    return before_.sent_back ? Commands{NoteReturn{*before_.sent_back}} : cleared(AnswerKind::sent_back);
  }
  std::optional<Commands> operator()(const AffectedNoted&) const {
    return before_.affected ? Commands{NoteAffected{*before_.affected}} : cleared(AnswerKind::affected);
  }
  std::optional<Commands> operator()(const FeelingNoted&) const {
    return before_.feeling ? Commands{NoteFeeling{*before_.feeling}} : cleared(AnswerKind::feeling);
  }
  std::optional<Commands> operator()(const OnlookersNoted&) const {
    return Commands{NoteOnlookers{before_.in_front_of_others}};
  }
  std::optional<Commands> operator()(const TemperNoted&) const {
    return before_.temper ? Commands{NoteTemper{*before_.temper}} : cleared(AnswerKind::temper);
  }
  std::optional<Commands> operator()(const TextNoted& body) const {
    switch (body.kind) {
      case PrivateKind::words:
        return cleared_if_new(AnswerKind::words);
      case PrivateKind::meaning:
        return cleared_if_new(AnswerKind::meaning);
      case PrivateKind::wish:
        return cleared_if_new(AnswerKind::wish_words);
      case PrivateKind::guest_name:
        return cleared_if_new(AnswerKind::guest_name);
      case PrivateKind::promise:
        return cleared_if_new(AnswerKind::promise_words);
      case PrivateKind::phone:
      case PrivateKind::mail:
      case PrivateKind::note:
        break;
    }
    return std::nullopt;
  }
  std::optional<Commands> operator()(const WishChosen&) const {
    if (!before_.wish) return cleared(AnswerKind::wish);
    // The failure may have changed since, and its wishes with it.
    if (!failure_ || !has(failure_->wishes, *before_.wish)) return std::nullopt;
    return Commands{ChooseWish{*before_.wish}};
  }
  std::optional<Commands> operator()(const SaidBack&) const { return cleared(AnswerKind::said_back); }
  std::optional<Commands> operator()(const Apologised&) const { return cleared_if_new(AnswerKind::apology); }
  std::optional<Commands> operator()(const QuestionAnswered& body) const {
    const std::optional<Told> told = before_.answer_to(body.question);
    // The failure may have changed since, and what it asks with it.
    if (told && (!failure_ || !has(failure_->questions, body.question))) return std::nullopt;
    return Commands{AnswerQuestion{body.question, told}};
  }
  std::optional<Commands> operator()(const ManagerCalled&) const { return cleared(AnswerKind::manager_called); }
  std::optional<Commands> operator()(const ActChosen& body) const {
    // What waits for a yes, or to be keyed, has its own way back on the screen that asks.
    const bool by_hand = body.state == ActState::ready && body.request.empty();
    if (!by_hand) return std::nullopt;
    Commands back = {WithdrawAct{body.act}};
    if (body.purpose == ActPurpose::extra && before_.extra_declined) back.emplace_back(DeclineExtra{});
    return back;
  }
  std::optional<Commands> operator()(const ExtraDeclined&) const { return cleared(AnswerKind::extra_declined); }
  std::optional<Commands> operator()(const PreventionChosen&) const {
    if (!before_.prevention) return cleared(AnswerKind::prevention);
    if (!failure_ || !has(failure_->preventions, *before_.prevention)) return std::nullopt;
    return Commands{ChoosePrevention{*before_.prevention, before_.prevention_told}};
  }
  std::optional<Commands> operator()(const ContactGiven&) const { return cleared_if_new(AnswerKind::contact); }
  std::optional<Commands> operator()(const FollowUpDropped&) const { return follow_up_before(); }
  std::optional<Commands> operator()(const FollowUpPlanned&) const { return follow_up_before(); }
  template <class Body>
  std::optional<Commands> operator()(const Body&) const {
    return std::nullopt;
  }

 private:
  template <class Id>
  static bool has(const std::vector<Id>& known, const Id& wanted) {
    return std::find(known.begin(), known.end(), wanted) != known.end();
  }
  static Commands cleared(AnswerKind which) { return {TakeBackAnswer{which}}; }
  std::optional<Commands> cleared_if_new(AnswerKind which) const {
    if (before_.has(which)) return std::nullopt;
    return cleared(which);
  }
  Commands follow_up_before() const {
    if (const FollowUp* open = before_.open_follow_up()) return {PlanFollowUp{open->when, open->owner}};
    if (before_.follow_up_declined) return {PlanFollowUp{FollowUpWhen::not_needed, {}}};
    return cleared(AnswerKind::follow_up);
  }

  const Case& before_;
  const Failure* failure_;
};

}  // namespace

std::vector<Command> undo_of(const Case& before, std::span<const Fact> facts, const Playbook& playbook) {
  if (facts.empty()) return {};
  // Whatever came with the record is withdrawn with it.
  if (std::holds_alternative<CaseRecorded>(facts.front().body)) return {WithdrawCase{}};
  Commands back;
  for (const Fact& fact : facts) {
    const auto one = std::visit(Undoing{before, playbook}, fact.body);
    if (!one) return {};
    for (const Command& command : *one) {
      // Dropping and planning are one tap, and one way back.
      if (std::find(back.begin(), back.end(), command) == back.end()) back.push_back(command);
    }
  }
  return back;
}

}  // namespace amends
