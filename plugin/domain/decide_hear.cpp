// The rules of Hear: recording the case, correcting it, and every answer of one tap.
#include <algorithm>

#include "domain/authority.hpp"
#include "domain/question.hpp"

namespace amends {
namespace {

bool is_blank(const PrivateText& text) {
  return text.text.find_first_not_of(" \t\r\n") == std::string::npos;
}

// The lines with these ids, each once, in the order tapped. unknown_line, voided_line.
tl::expected<std::vector<CheckLine>, Refusal> lines_of(const Check& check, const std::vector<LineId>& ids) {
  std::vector<CheckLine> lines;
  bool voided = false;
  for (const LineId& id : ids) {
    const CheckLine* line = check.find(id);
    if (!line) return refuse(Refusal::unknown_line);
    voided = voided || line->voided;
    const bool taken = std::any_of(lines.begin(), lines.end(), [&](const CheckLine& it) { return it.id == id; });
    if (!taken) lines.push_back(*line);
  }
  if (voided) return refuse(Refusal::voided_line);
  return lines;
}

bool are_same_lines(const std::vector<CheckLine>& lines, const std::vector<LineId>& ids) {
  const auto has = [&](const LineId& id) {
    return std::any_of(lines.begin(), lines.end(), [&](const CheckLine& it) { return it.id == id; });
  };
  const auto wanted = [&](const CheckLine& line) { return std::find(ids.begin(), ids.end(), line.id) != ids.end(); };
  return std::all_of(ids.begin(), ids.end(), has) && std::all_of(lines.begin(), lines.end(), wanted);
}

// Up one where something failed before for the same table; grave is for safety and dignity alone (Maxham & Netemeyer
// 2002).
Severity severity_of(const Failure& failure, const Standing& standing) {
  if (standing.failures_before == 0 || failure.severity >= Severity::serious) return failure.severity;
  return static_cast<Severity>(static_cast<std::uint8_t>(failure.severity) + 1);
}

// Whether the failure itself wants a manager: in the safety branch, and where it is serious.
bool wants_manager(const Failure& failure) {
  return failure.safety || failure.severity >= Severity::serious;
}

// A manager is called for the failure, or because it isn't the first thing, once. In the safety branch, where none is on
// shift, who answers for the house has a call to make.
void call_for_failure(const Question& question, const Failure& failure, bool again, CaseId subject,
                      Decision& decision) {
  const auto& [state, context, playbook, now, mint] = question;
  if (!wants_manager(failure) && !again) return;
  const auto add = [&](FactBody body) {
    const PersonId& actor = question.context.operator_->id;
    decision.facts.push_back({subject, question.now, actor, std::move(body)});
  };
  if (state.manager_called == Instant{}) add(ManagerCalled{});
  const bool somebody = role_of_operator(context) >= Role::manager || somebody_with(context, Role::manager);
  const Person* owner = in_charge(context);
  if (!failure.safety || somebody || !owner || state.open_follow_up()) return;
  FollowUp call;
  call.id = FollowUpId{state.follow_ups_planned + 1};
  call.when = FollowUpWhen::today;
  call.due = now;
  call.owner = owner->id;
  add(FollowUpPlanned{call});
}

// The check on the screen is the case's if it is told at the check, or where lines of it were tapped: a guest on the
// phone has nothing to do with who stands at the till.
bool is_about_check(const RecordCase& command) {
  return command.channel == Channel::at_check || !command.lines.empty();
}

}  // namespace

Verdict decide_on(const Question& question, const RecordCase& command) {
  const auto& [state, context, playbook, now, mint] = question;
  if (state.is_recorded()) return refuse(Refusal::already_recorded);
  if (!context.operator_) return refuse(Refusal::nobody_signed_on);
  const Check* check = context.check && is_about_check(command) ? &*context.check : nullptr;
  if (!check && !command.lines.empty()) return refuse(Refusal::no_check);
  const Failure* failure = playbook.find(command.failure);
  if (!failure) return refuse(Refusal::unknown_failure);
  if (check && command.lines.empty() && failure->scope == FailureScope::item) return refuse(Refusal::no_lines);
  CaseRecorded recorded;
  recorded.channel = command.channel;
  recorded.currency = playbook.currency;
  recorded.failure = failure->id;
  // What stands beside a guest on the phone isn't about them.
  recorded.severity = check ? severity_of(*failure, context.standing) : failure->severity;
  recorded.pack = playbook.name;
  recorded.pack_version = playbook.version;
  recorded.when = context.when;
  if (check) {
    auto lines = lines_of(*check, command.lines);
    if (!lines) return refuse(lines.error());
    recorded.lines = std::move(*lines);
    recorded.check = check->id;
    recorded.check_number = check->number;
    recorded.place = check->place;
    recorded.currency = check->currency;
  }
  recorded.number = mint.case_number();
  const CaseId id = mint.case_id();
  Decision decision;
  decision.facts.push_back({id, now, context.operator_->id, std::move(recorded)});
  const bool again = check && context.standing.failures_before > 0;
  call_for_failure(question, *failure, again, id, decision);
  return decision;
}

Verdict decide_on(const Question& question, const ChangeLines& command) {
  const auto& [state, context, playbook, now, mint] = question;
  if (are_same_lines(state.lines, command.lines)) return refuse(Refusal::already_so);
  if (const auto refusal = hindrance(question)) return refuse(*refusal);
  const bool has_check = context.check && !state.check.empty() && context.check->id == state.check;
  if (!has_check) return refuse(Refusal::no_check);
  const Failure* failure = playbook.find(state.failure);
  const bool about_lines = !failure || failure->scope == FailureScope::item;
  if (command.lines.empty() && about_lines) return refuse(Refusal::no_lines);
  auto lines = lines_of(*context.check, command.lines);
  if (!lines) return refuse(lines.error());
  if (state.has_sent_anything()) return refuse(Refusal::too_late_to_change);
  Decision decision{{by_operator(question, LinesChanged{std::move(*lines)})}, {}};
  withdraw_waiting(question, decision);
  return decision;
}

Verdict decide_on(const Question& question, const ChangeFailure& command) {
  const auto& [state, context, playbook, now, mint] = question;
  if (state.failure == command.failure) return refuse(Refusal::already_so);
  if (const auto refusal = hindrance(question)) return refuse(*refusal);
  const Failure* failure = playbook.find(command.failure);
  if (!failure) return refuse(Refusal::unknown_failure);
  const bool about_lines = failure->scope == FailureScope::item && !state.check.empty();
  if (about_lines && state.lines.empty()) return refuse(Refusal::no_lines);
  if (state.has_sent_anything()) return refuse(Refusal::too_late_to_change);
  Decision decision{{by_operator(question, FailureChanged{failure->id, severity_of(*failure, context.standing)})}, {}};
  withdraw_waiting(question, decision);
  call_for_failure(question, *failure, false, state.id, decision);
  return decision;
}

Verdict decide_on(const Question& question, const NoteReturn& command) {
  return answer(question, question.state.sent_back == command.sent_back, ReturnNoted{command.sent_back});
}

Verdict decide_on(const Question& question, const NoteAffected& command) {
  return answer(question, question.state.affected == command.affected, AffectedNoted{command.affected});
}

Verdict decide_on(const Question& question, const NoteFeeling& command) {
  return answer(question, question.state.feeling == command.feeling, FeelingNoted{command.feeling});
}

Verdict decide_on(const Question& question, const NoteOnlookers& command) {
  const bool already = question.state.in_front_of_others == command.in_front_of_others;
  return answer(question, already, OnlookersNoted{command.in_front_of_others});
}

Verdict decide_on(const Question& question, const NoteTemper& command) {
  Verdict verdict = answer(question, question.state.temper == command.temper, TemperNoted{command.temper});
  if (verdict && command.temper >= Temper::wants_manager) call_manager(question, *verdict);
  return verdict;
}

Verdict decide_on(const Question& question, const NoteText& command) {
  if (const auto refusal = hindrance(question)) return refuse(*refusal);
  if (is_blank(command.text)) return refuse(Refusal::nothing_written);
  switch (command.kind) {
    case PrivateKind::words:
    case PrivateKind::meaning:
    case PrivateKind::wish:
    case PrivateKind::guest_name:
    case PrivateKind::promise:
      break;
    // A contact is kept with consent only, by GiveContact; a note has no place in a case yet.
    case PrivateKind::phone:
    case PrivateKind::mail:
    case PrivateKind::note:
      return refuse(Refusal::unknown_text);
  }
  const PrivateRef kept = question.mint.keep(command.kind, command.text);
  return Decision{{by_operator(question, TextNoted{command.kind, kept})}, {}};
}

Verdict decide_on(const Question& question, const ChooseWish& command) {
  if (question.state.wish == command.wish) return refuse(Refusal::already_so);
  if (const auto refusal = hindrance(question)) return refuse(*refusal);
  const Failure* failure = question.playbook.find(question.state.failure);
  if (!failure) return refuse(Refusal::unknown_failure);
  const auto& wishes = failure->wishes;
  if (std::find(wishes.begin(), wishes.end(), command.wish) == wishes.end()) return refuse(Refusal::unknown_option);
  return Decision{{by_operator(question, WishChosen{command.wish})}, {}};
}

Verdict decide_on(const Question& question, const SayBack&) {
  return answer(question, question.state.said_back, SaidBack{});
}

Verdict decide_on(const Question& question, const Apologise& command) {
  const auto& person = question.context.operator_;
  const auto& apology = question.state.apology;
  const PersonId by = person ? person->id : PersonId{};
  const bool already = person && apology && apology->by == by && apology->how == command.how;
  return answer(question, already, Apologised{by, command.how});
}

Verdict decide_on(const Question& question, const CallManager&) {
  return answer(question, question.state.manager_called != Instant{}, ManagerCalled{});
}

Verdict decide_on(const Question& question, const TellManager& command) {
  const auto& [state, context, playbook, now, mint] = question;
  if (!command.person.empty() && state.manager_told == command.person) return refuse(Refusal::already_so);
  if (const auto refusal = hindrance(question)) return refuse(*refusal);
  const auto& staff = context.staff;
  const bool is_manager = std::any_of(staff.begin(), staff.end(), [&](const Person& person) {
    return person.id == command.person && person.role >= Role::manager;
  });
  if (!is_manager) return refuse(Refusal::not_a_manager);
  Decision decision{{by_operator(question, ManagerTold{command.person})}, {}};
  call_manager(question, decision);
  return decision;
}

Verdict decide_on(const Question& question, const AnswerQuestion& command) {
  const auto& [state, context, playbook, now, mint] = question;
  if (state.answer_to(command.question) == command.told) return refuse(Refusal::already_so);
  if (const auto refusal = hindrance(question)) return refuse(*refusal);
  const Failure* failure = playbook.find(state.failure);
  const bool asked = failure && std::find(failure->questions.begin(), failure->questions.end(), command.question) !=
                                    failure->questions.end();
  if (!asked && command.told) return refuse(Refusal::unknown_question);
  return Decision{{by_operator(question, QuestionAnswered{command.question, command.told})}, {}};
}

Verdict decide_on(const Question& question, const ShowStep& command) {
  return answer(question, question.state.step == command.step, StepShown{command.step});
}

Verdict decide_on(const Question& question, const WithdrawCase&) {
  if (question.state.withdrawn) return refuse(Refusal::already_so);
  if (const auto refusal = hindrance(question)) return refuse(*refusal);
  if (question.state.has_sent_anything()) return refuse(Refusal::already_sent);
  Decision decision;
  withdraw_waiting(question, decision);
  decision.facts.push_back(by_operator(question, CaseWithdrawn{}));
  return decision;
}

Verdict decide_on(const Question& question, const TakeBackAnswer& command) {
  const Case& state = question.state;
  if (!state.has(command.which)) return refuse(Refusal::already_so);
  if (const auto refusal = hindrance(question)) return refuse(*refusal);
  if (command.which == AnswerKind::manager_called) {
    const Failure* failure = question.playbook.find(state.failure);
    const bool wanted = state.temper && *state.temper >= Temper::wants_manager;
    if (wanted || (failure && wants_manager(*failure))) return refuse(Refusal::manager_is_wanted);
  }
  return Decision{{by_operator(question, AnswerTakenBack{command.which})}, {}};
}

}  // namespace amends
