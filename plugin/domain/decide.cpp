#include "domain/decide.hpp"

#include <type_traits>

#include "domain/question.hpp"

namespace amends {

tl::expected<Decision, Refusal> decide(const Case& state, const Command& command, const Context& context,
                                       const Playbook& playbook, Instant now, Mint& mint) {
  const Question question{state, context, playbook, now, mint};
  return std::visit(
      [&](const auto& wanted) -> Verdict {
        constexpr bool records = std::is_same_v<std::decay_t<decltype(wanted)>, RecordCase>;
        if (!records && !state.is_recorded()) return refuse(Refusal::no_case);
        return decide_on(question, wanted);
      },
      command);
}

void withdraw_waiting(const Question& question, Decision& decision) {
  for (const Act& act : question.state.acts) {
    const bool waits =
        act.state == ActState::needs_approval || act.state == ActState::ready || act.state == ActState::to_be_keyed;
    if (waits) decision.facts.push_back(by_operator(question, ActWithdrawn{act.id}));
  }
}

void call_manager(const Question& question, Decision& decision) {
  if (question.state.manager_called != Instant{}) return;
  decision.facts.push_back(by_operator(question, ManagerCalled{}));
}

}  // namespace amends
