#include "effects/pin_checker.hpp"

#include <utility>

namespace amends {
namespace {

// A host that never answers must not make us remember for ever.
constexpr std::size_t kAtHostMax = 16;

}  // namespace

PinChecker::PinChecker(HostProxy& host, std::map<PersonId, std::string> hashes, PinPepper pepper,
                       std::function<void()> wake, Monotonic monotonic)
    : host_(host),
      hashes_(std::move(hashes)),
      pepper_(pepper),
      wake_(wake),
      monotonic_(std::move(monotonic)),
      worker_(pepper, std::move(wake)) {}

void PinChecker::check(std::uint64_t attempt, const PersonId& person, Secret pin) {
  if (refused_as_locked(attempt, person)) return;
  if (host_.can_check_pin()) {
    if (at_host_.size() >= kAtHostMax) at_host_.erase(at_host_.begin());
    const std::string request_id = "pin-" + std::to_string(attempt);
    // Known before the call: the host may answer within it.
    at_host_.insert_or_assign(request_id, Try{attempt, person, {}});
    const amends_status_t status = host_.check_pin(request_id, person, pin.text());
    if (status == AMENDS_PENDING || !at_host_.contains(request_id)) return;
    at_host_.erase(request_id);
    if (take_status(attempt, person, status)) return;
  }
  const auto hash = hashes_.find(person);
  if (hash == hashes_.end()) {
    answer(attempt, person, PinOutcome::no_pin);
    return;
  }
  if (!can_check(hash->second, pepper_)) {
    host_.log(AMENDS_LOG_WARNING,
              "The PIN of " + person.text +
                  " was made for another till, or this till's keys are gone. Make it anew: amends-admin pin.");
    answer(attempt, person, PinOutcome::unavailable);
    return;
  }
  waiting_.push_back({attempt, person, std::move(pin)});
  hand_to_worker();
}

void PinChecker::host_answered(const char* request_id, amends_status_t status) {
  const auto id = to_id(request_id);
  const auto found = id ? at_host_.find(*id) : at_host_.end();
  if (found == at_host_.end()) return;
  const Try tried = std::move(found->second);
  at_host_.erase(found);
  if (!take_status(tried.attempt, tried.person, status)) answer(tried.attempt, tried.person, PinOutcome::unavailable);
}

std::vector<PinAnswer> PinChecker::take_answers() {
  if (const auto verdict = worker_.take_verdict()) {
    const Try tried = std::move(*at_worker_);
    at_worker_.reset();
    answer(tried.attempt, tried.person, *verdict ? PinOutcome::right : PinOutcome::wrong);
    hand_to_worker();
  }
  return std::exchange(answers_, {});
}

std::optional<PinTries> PinChecker::take_tries() {
  if (!std::exchange(tries_changed_, false)) return std::nullopt;
  return lockout_.tries();
}

void PinChecker::stop() {
  worker_.stop();
  waiting_.clear();
  at_host_.clear();
}

bool PinChecker::refused_as_locked(std::uint64_t attempt, const PersonId& person) {
  if (lockout_.locked_for(person, monotonic_()) == std::chrono::seconds{0}) return false;
  answer(attempt, person, PinOutcome::locked);
  return true;
}

void PinChecker::answer(std::uint64_t attempt, const PersonId& person, PinOutcome outcome) {
  const PinLockout::Time now = monotonic_();
  if (outcome == PinOutcome::right) lockout_.note_right(person);
  if (outcome == PinOutcome::wrong) lockout_.note_wrong(person, now);
  tries_changed_ = tries_changed_ || outcome == PinOutcome::right || outcome == PinOutcome::wrong;
  answers_.push_back({attempt, person, outcome, lockout_.locked_for(person, now)});
  wake_();
}

bool PinChecker::take_status(std::uint64_t attempt, const PersonId& person, amends_status_t status) {
  switch (status) {
    case AMENDS_OK:
      answer(attempt, person, PinOutcome::right);
      return true;
    case AMENDS_E_REFUSED:
      answer(attempt, person, PinOutcome::wrong);
      return true;
    case AMENDS_E_UNAVAILABLE:
      return false;
    default:
      host_.blame("A PIN was answered with a status that amends.h doesn't allow there; it counts as not checked.");
      answer(attempt, person, PinOutcome::unavailable);
      return true;
  }
}

void PinChecker::hand_to_worker() {
  while (!at_worker_ && !waiting_.empty()) {
    Try next = std::move(waiting_.front());
    waiting_.pop_front();
    if (refused_as_locked(next.attempt, next.person)) continue;
    const std::string& hash = hashes_.at(next.person);
    worker_.check(hash, std::move(next.pin));
    at_worker_.emplace(std::move(next));
  }
}

}  // namespace amends
