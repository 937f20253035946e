#include "domain/exceptions.hpp"

#include <algorithm>

#include "domain/authority.hpp"
#include "domain/offer.hpp"

namespace amends {
namespace {

// Shares that differ by less are rounding, or another round price.
constexpr std::int64_t kOtherShareFrom = 10;  // percent of the lines

// Percent of what the lines cost; nothing where no line says what it would be of.
std::optional<std::int64_t> share_of_lines(const Case& state, const Act& act) {
  const Money value = value_of_lines(state);
  if (!is_money(kind_of(act.remedy)) || value.is_zero()) return std::nullopt;
  return act.cost.minor * 100 / value.minor;
}

class Looking {
 public:
  Looking(std::span<const Case* const> day, const Playbook& playbook) : playbook_(playbook) {
    cases_.assign(day.begin(), day.end());
    std::erase_if(cases_, [](const Case* state) { return state->withdrawn; });
    std::stable_sort(cases_.begin(), cases_.end(),
                     [](const Case* left, const Case* right) { return left->opened < right->opened; });
  }

  std::vector<Exception> look() {
    for (const Case* state : cases_) {
      for (const Act& act : state->acts) {
        if (is_given(act)) look_at(*state, act);
      }
    }
    return std::move(found_);
  }

 private:
  void look_at(const Case& state, const Act& act) {
    const auto flag = [&](ExceptionKind kind, const PersonId& other = {}) {
      found_.push_back({kind, state.id, act.id, act.chosen_by, other});
    };
    const bool alone = act.approved_by.empty() || act.approved_by == act.chosen_by;
    const bool owed = is_owed(state, playbook_, act.from);
    if (alone && !owed && !may_give(playbook_, Role::waiter, Money{0, act.cost.currency}, act.cost)) {
      flag(ExceptionKind::own_request);
    }
    if (!act.approved_by.empty() && said_yes(act.chosen_by, act.approved_by)) {
      flag(ExceptionKind::reciprocal, act.approved_by);
    }
    if (!owed && is_outside_band(state, playbook_, act.remedy, act.cost)) flag(ExceptionKind::outside_band);
    const auto share = share_of_lines(state, act);
    const auto first = first_share(state.failure, act.from);
    if (share && first && std::abs(*share - *first) >= kOtherShareFrom) flag(ExceptionKind::other_amount);
  }

  // Whether `approver` said yes to something that `asker` asked for.
  bool said_yes(const PersonId& approver, const PersonId& asker) const {
    return std::any_of(cases_.begin(), cases_.end(), [&](const Case* state) {
      return std::any_of(state->acts.begin(), state->acts.end(), [&](const Act& act) {
        return is_given(act) && act.approved_by == approver && act.chosen_by == asker && approver != asker;
      });
    });
  }

  // What the first guest of the day got for that failure by that remedy.
  std::optional<std::int64_t> first_share(const FailureId& failure, const TemplateId& from) const {
    for (const Case* state : cases_) {
      if (state->failure != failure) continue;
      for (const Act& act : state->acts) {
        if (is_given(act) && act.from == from) return share_of_lines(*state, act);
      }
    }
    return std::nullopt;
  }

  const Playbook& playbook_;
  std::vector<const Case*> cases_;
  std::vector<Exception> found_;
};

}  // namespace

bool is_given(const Act& act) {
  return act.purpose == ActPurpose::fix && act.is_alive() && act.state != ActState::needs_approval;
}

std::vector<Exception> exceptions_in(std::span<const Case* const> day, const Playbook& playbook) {
  return Looking(day, playbook).look();
}

}  // namespace amends
