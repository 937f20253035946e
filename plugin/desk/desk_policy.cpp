// The desk's part about its own rules: which hold, which wait for the owner, which a case is judged by.
#include <utility>

#include "desk/desk.hpp"

namespace amends {

const std::shared_ptr<const Policy>& Desk::policy_of(const Case& state) {
  const std::string& version = state.pack_version;
  if (version.empty() || version == book().version || state.pack != book().name) return policy_;
  if (const auto known = policies_.find(version); known != policies_.end()) return known->second;
  std::shared_ptr<const Policy> read;
  if (ports_.policies != nullptr) {
    if (const auto text = ports_.store.pack_of(version)) read = ports_.policies->read(*text);
  }
  // What can't be read any more is judged as things stand.
  return policies_.emplace(version, read ? std::move(read) : policy_).first->second;
}

bool Desk::keep_pack(const PersonId& allowed_by) {
  if (kept_pack_ == book().version && allowed_by.empty()) return true;
  const HouseFact fact{ports_.clock.now(), allowed_by, PackTaken{policy_->text, allowed_by}};
  if (!ports_.store.append(fact)) return false;
  kept_pack_ = book().version;
  return true;
}

std::optional<Refusal> Desk::take_up(std::shared_ptr<const Policy> policy, const PersonId& allowed_by) {
  const auto before = std::exchange(policy_, std::move(policy));
  if (!allowed_by.empty() && !keep_pack(allowed_by)) {
    policy_ = before;
    return Refusal::not_stored;
  }
  // The cases that are open go on by the rules they began with.
  policies_.emplace(before->playbook.version, before);
  policies_.erase(book().version);
  next_.waiting.reset();
  next_.policy_problem.clear();
  if (ports_.languages != nullptr) ports_.languages->forget();
  return std::nullopt;
}

void Desk::take_body(const OfferPolicy& offer, const Intent&) {
  const Playbook& offered = offer.policy->playbook;
  next_.policy_problem.clear();
  if (offered.version == book().version) {
    // As it was: what was waiting is no longer in the files. Words may have changed.
    next_.waiting.reset();
    if (ports_.languages != nullptr) ports_.languages->forget();
  } else if (raises_authority(book(), offered)) {
    next_.waiting = offer.policy;
  } else {
    (void)take_up(offer.policy, PersonId{});
  }
}

void Desk::take_body(const TellPolicyProblem& problem, const Intent&) {
  next_.policy_problem = problem.sentence;
}

void Desk::take_body(const AllowPolicy& allow, const Intent& intent) {
  if (!next_.waiting) return;
  std::optional<Refusal> refusal;
  if (allow.by.role != Role::owner) {
    refusal = Refusal::approver_may_not;
  } else if (next_.waiting->playbook.version != allow.version) {
    // The files have changed again since: that was seen by nobody.
    refusal = Refusal::approval_changed;
  } else {
    refusal = take_up(next_.waiting, allow.by.id);
  }
  if (refusal) next_.refused = Refused{.intent = intent.number, .refusal = *refusal};
}

void Desk::take_body(const DropPolicy&, const Intent&) {
  next_.waiting.reset();
}

void Desk::take_body(const ChangeSite& change, const Intent& intent) {
  const auto refuse = [&](Refusal refusal) { next_.refused = Refused{.intent = intent.number, .refusal = refusal}; };
  if (ports_.policies == nullptr) return refuse(Refusal::not_stored);
  const bool raises = raises_authority(book(), lay_over(book(), change.site));
  if (change.by.role < (raises ? Role::owner : Role::manager)) return refuse(Refusal::approver_may_not);
  auto kept = ports_.policies->keep(*policy_, change.site);
  if (!kept) return refuse(Refusal::not_stored);
  if (const auto refusal = take_up(*std::move(kept), change.by.id)) refuse(*refusal);
}

}  // namespace amends
