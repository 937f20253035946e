// The rules of After: prevention, contact, follow-ups, finishing.
#include <algorithm>

#include "domain/authority.hpp"
#include "domain/follow_up_plan.hpp"
#include "domain/question.hpp"

namespace amends {
namespace {

Instant due_at(const DueTimes& due, FollowUpWhen when) {
  switch (when) {
    case FollowUpWhen::before_bill:
      return due.before_bill;
    case FollowUpWhen::today:
      return due.today;
    case FollowUpWhen::tomorrow:
      return due.tomorrow;
    case FollowUpWhen::not_needed:
      break;
  }
  return Instant{};
}

Fact plan(const Question& question, FollowUpWhen when, const PersonId& owner) {
  FollowUp follow_up;
  follow_up.id = FollowUpId{question.state.follow_ups_planned + 1};
  follow_up.when = when;
  follow_up.due = due_at(question.context.due, when);
  follow_up.owner = owner.empty() ? question.context.operator_->id : owner;
  return by_operator(question, FollowUpPlanned{follow_up});
}

PersonId manager_or_operator(const Context& context) {
  if (role_of_operator(context) >= Role::manager) return context.operator_->id;
  if (const Person* manager = somebody_with(context, Role::manager)) return manager->id;
  for (const Person& person : context.staff) {
    if (person.role >= Role::manager) return person.id;
  }
  return context.operator_->id;
}

bool holds(const Case& state, const PrivateId& text) {
  const auto is = [&](const std::optional<PrivateRef>& ref) { return ref && ref->id == text; };
  if (state.contact && state.contact->text.id == text) return true;
  return is(state.wish_words) || is(state.words) || is(state.meaning) || is(state.guest_name) ||
         is(state.promise_words);
}

}  // namespace

Verdict decide_on(const Question& question, const ChoosePrevention& command) {
  const auto& [state, context, playbook, now, mint] = question;
  if (state.prevention == command.prevention && state.prevention_told == command.told)
    return refuse(Refusal::already_so);
  if (const auto refusal = hindrance(question)) return refuse(*refusal);
  const Failure* failure = playbook.find(state.failure);
  if (!failure) return refuse(Refusal::unknown_failure);
  const auto& known = failure->preventions;
  if (std::find(known.begin(), known.end(), command.prevention) == known.end())
    return refuse(Refusal::unknown_prevention);
  return Decision{{by_operator(question, PreventionChosen{command.prevention, command.told})}, {}};
}

Verdict decide_on(const Question& question, const GiveContact& command) {
  if (const auto refusal = hindrance(question)) return refuse(*refusal);
  if (command.text.text.find_first_not_of(" \t\r\n") == std::string::npos) return refuse(Refusal::nothing_written);
  if (!command.consent) return refuse(Refusal::no_consent);
  const bool is_contact = command.kind == PrivateKind::phone || command.kind == PrivateKind::mail;
  if (!is_contact) return refuse(Refusal::unknown_text);
  const PrivateRef kept = question.mint.keep(command.kind, command.text);
  return Decision{{by_operator(question, ContactGiven{Contact{command.kind, kept, command.consent}})}, {}};
}

Verdict decide_on(const Question& question, const PlanFollowUp& command) {
  const auto& [state, context, playbook, now, mint] = question;
  const FollowUp* open = state.open_follow_up();
  const bool none = command.when == FollowUpWhen::not_needed;
  if (none && !open && state.follow_up_declined) return refuse(Refusal::already_so);
  const PersonId owner = command.owner.empty() && context.operator_ ? context.operator_->id : command.owner;
  if (open && open->when == command.when && open->owner == owner) return refuse(Refusal::already_so);
  if (const auto refusal = hindrance(question)) return refuse(*refusal);
  Decision decision;
  if (open || none) decision.facts.push_back(by_operator(question, FollowUpDropped{open ? open->id : FollowUpId{}}));
  if (!none) decision.facts.push_back(plan(question, command.when, owner));
  return decision;
}

Verdict decide_on(const Question& question, const AnswerFollowUp& command) {
  const auto& [state, context, playbook, now, mint] = question;
  const FollowUp* follow_up = state.find(command.follow_up);
  if (follow_up && follow_up->result == command.result) return refuse(Refusal::already_so);
  if (const auto refusal = hindrance(question)) return refuse(*refusal);
  if (follow_up && follow_up->result) return refuse(Refusal::already_answered);
  if (!follow_up) return refuse(Refusal::unknown_follow_up);
  Decision decision{{by_operator(question, FollowUpAnswered{follow_up->id, command.result})}, {}};
  if (command.result == FollowUpResult::lost && !state.finished) {
    decision.facts.push_back(by_operator(question, CaseFinished{}));
  }
  if (command.result == FollowUpResult::not_yet) {
    if (state.finished) decision.facts.push_back(by_operator(question, CaseReopened{}));
    decision.facts.push_back(plan(question, FollowUpWhen::tomorrow, manager_or_operator(context)));
  }
  return decision;
}

Verdict decide_on(const Question& question, const RevealText& command) {
  if (const auto refusal = hindrance(question)) return refuse(*refusal);
  if (!holds(question.state, command.text)) return refuse(Refusal::unknown_text);
  return Decision{{by_operator(question, TextRevealed{command.text})}, {}};
}

Verdict decide_on(const Question& question, const FinishCase&) {
  const Case& state = question.state;
  if (state.finished) return refuse(Refusal::already_so);
  if (const auto refusal = hindrance(question)) return refuse(*refusal);
  // Closed, nobody would answer it (S0.20).
  if (state.waits_for_yes()) return refuse(Refusal::waits_for_yes);
  if (!state.apology && !state.apology_asked) return Decision{{by_operator(question, ApologyAsked{})}, {}};
  Decision decision;
  if (state.follow_ups.empty() && !state.follow_up_declined) {
    const FollowUpWhen when = follow_up_preset(state, question.context, question.playbook);
    if (when != FollowUpWhen::not_needed) decision.facts.push_back(plan(question, when, PersonId{}));
  }
  decision.facts.push_back(by_operator(question, CaseFinished{}));
  return decision;
}

}  // namespace amends
