#include "kiosk/demo_pos.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <csignal>
#include <utility>

#include "kiosk/money.hpp"

namespace kiosk {
namespace {

constexpr std::int64_t kSlowUs = 1'500'000;
constexpr std::int64_t kLateUs = 20'000'000;
constexpr std::int64_t kSecondAnswerUs = 300'000;
constexpr std::string_view kFileFormat = "1";

constexpr std::array<std::pair<std::string_view, HostBehaviour>, 8> kBehaviourNames = {{
    {"normal", HostBehaviour::normal},
    {"slow", HostBehaviour::slow},
    {"refuse", HostBehaviour::refuse},
    {"silent", HostBehaviour::silent},
    {"twice", HostBehaviour::twice},
    {"late", HostBehaviour::late},
    {"drop", HostBehaviour::drop},
    {"crash-after", HostBehaviour::crash_after},
}};

std::string_view reference_prefix(amends_request_kind_t kind) {
  switch (kind) {
    case AMENDS_REQUEST_REFUND:
      return "RF";
    case AMENDS_REQUEST_DISCOUNT:
      return "DC";
    case AMENDS_REQUEST_VOID:
      return "VD";
    case AMENDS_REQUEST_REORDER:
      return "RO";
    case AMENDS_REQUEST_EXCHANGE:
      return "EX";
    case AMENDS_REQUEST_CREDIT:
      return "CR";
    default:
      return "AZ";
  }
}

// As somebody reads it off a receipt: without blanks, "No." signs and case.
std::string normalised(std::string_view reference) {
  std::string text;
  for (const char character : reference) {
    const auto byte = static_cast<unsigned char>(character);
    if (std::isspace(byte) == 0 && character != '#') text += static_cast<char>(std::tolower(byte));
  }
  return text;
}

}  // namespace

std::optional<HostBehaviour> behaviour_by_name(std::string_view name) {
  for (const auto& [known, behaviour] : kBehaviourNames) {
    if (known == name) return behaviour;
  }
  return std::nullopt;
}

std::string behaviour_names() {
  std::string names;
  for (const auto& [name, behaviour] : kBehaviourNames) {
    if (!names.empty()) names += ", ";
    names += name;
  }
  return names;
}

DemoPos::DemoPos(DemoPack pack, TillFile file, const TillClock& clock, std::uint32_t capabilities)
    : pack_(std::move(pack)),
      file_(std::move(file)),
      clock_(&clock),
      capabilities_(capabilities),
      signed_on_(pack_.signed_on),
      on_screen_(pack_.on_screen) {}

Result<DemoPos> DemoPos::open(DemoPack pack, TillFile file, const TillClock& clock, std::uint32_t capabilities) {
  DemoPos pos(std::move(pack), std::move(file), clock, capabilities);
  const auto opened = pos.file_.records().empty() ? pos.begin() : pos.replay();
  if (!opened) return failure(opened.error());
  pos.file_.forget_records();
  return pos;
}

void DemoPos::lay_out_first_day() {
  checks_ = pack_.checks;
  for (Check& check : checks_) {
    check.opened_us += first_start_us_;
    if (check.state == AMENDS_CHECK_CLOSED) check.closed_us += first_start_us_;
  }
}

Result<void> DemoPos::begin() {
  first_start_us_ = clock_->now_us();
  lay_out_first_day();
  if (!file_.is_writable()) return {};
  FieldWriter fields;
  fields.put("begin").put(kFileFormat).put(pack_.name).put(first_start_us_);
  return file_.append(fields);
}

Result<void> DemoPos::replay() {
  FieldReader first(file_.records().front());
  const bool begins = first.text() == "begin" && first.text() == kFileFormat;
  const std::string pack_name = first.text();
  first_start_us_ = first.number();
  if (!begins || !first.good()) return failure("The till's file is of another format.");
  if (pack_name != pack_.name) {
    return failure(fmt::format("The data folder holds a till of the {} pack, not of {}.", pack_name, pack_.name));
  }
  lay_out_first_day();
  for (std::size_t i = 1; i < file_.records().size(); ++i) {
    FieldReader fields(file_.records()[i]);
    if (!take_record(fields)) {
      return failure(fmt::format("The till's file has a record {} that can't be read.", i + 1));
    }
  }
  return {};
}

bool DemoPos::take_record(FieldReader& fields) {
  const std::string kind = fields.text();
  if (kind != "check" && kind != "answer") return false;
  bool changes_check = true;
  if (kind == "answer") {
    Answered answered;
    answered.request.id = fields.text();
    answered.request.kind = static_cast<amends_request_kind_t>(fields.number());
    answered.request.check_id = fields.text();
    answered.request.case_number = fields.text();
    answered.body = fields.text();
    answered.answer.request_id = answered.request.id;
    answered.answer.outcome = static_cast<amends_outcome_t>(fields.number());
    answered.answer.reference = fields.text();
    answered.answer.message = fields.text();
    answered.answer.amount_minor = fields.number();
    changes_check = answered.answer.outcome == AMENDS_OUTCOME_DONE;
    if (!fields.good()) return false;
    answered_.push_back(std::move(answered));
  }
  if (changes_check) {
    const Check changed = take_check(fields);
    Check* check = find(changed.id);
    if (!fields.good() || check == nullptr) return false;
    *check = changed;
  }
  return fields.at_end();
}

const Person* DemoPos::signed_on() const {
  return find_person(signed_on_);
}

const Person* DemoPos::find_person(std::string_view id) const {
  const auto found =
      std::find_if(pack_.people.begin(), pack_.people.end(), [&](const Person& person) { return person.id == id; });
  return found == pack_.people.end() ? nullptr : &*found;
}

Check* DemoPos::find(std::string_view check_id) {
  const auto found =
      std::find_if(checks_.begin(), checks_.end(), [&](const Check& check) { return check.id == check_id; });
  return found == checks_.end() ? nullptr : &*found;
}

const Check* DemoPos::on_screen() const {
  const auto found =
      std::find_if(checks_.begin(), checks_.end(), [&](const Check& check) { return check.id == on_screen_; });
  return found == checks_.end() ? nullptr : &*found;
}

const Check* DemoPos::check_at(std::string_view place) const {
  const auto found = std::find_if(checks_.begin(), checks_.end(), [&](const Check& check) {
    return check.place == place && (check.state == AMENDS_CHECK_OPEN || check.state == AMENDS_CHECK_PAID);
  });
  return found == checks_.end() ? nullptr : &*found;
}

const Check* DemoPos::find_check(std::string_view reference) const {
  const std::string wanted = normalised(reference);
  const auto found = std::find_if(checks_.begin(), checks_.end(), [&](const Check& check) {
    return check.id == reference || normalised(check.number) == wanted ||
           normalised(pack_.check_word + check.number) == wanted;
  });
  return found == checks_.end() ? nullptr : &*found;
}

const DemoPos::Answered* DemoPos::find_answered(std::string_view request_id) const {
  const auto found = std::find_if(answered_.begin(), answered_.end(),
                                  [&](const Answered& answered) { return answered.request.id == request_id; });
  return found == answered_.end() ? nullptr : &*found;
}

std::vector<std::string> DemoPos::take_closed() {
  return std::exchange(closed_, {});
}

void DemoPos::sign_on(std::string_view person_id) {
  if (signed_on_ == person_id) return;
  signed_on_ = person_id;
  ++operator_revision_;
}

void DemoPos::show_check(std::string_view check_id) {
  if (on_screen_ == check_id) return;
  on_screen_ = check_id;
  ++check_revision_;
}

Result<void> DemoPos::change_check(const Check& changed) {
  FieldWriter fields;
  fields.put("check");
  put_check(fields, changed);
  if (const auto kept = file_.append(fields); !kept) {
    return failure(fmt::format("The till couldn't keep it: {}.", kept.error()));
  }
  *find(changed.id) = changed;
  ++check_revision_;
  return {};
}

Result<void> DemoPos::pay_check(std::string_view tender) {
  const Check* check = on_screen();
  if (check == nullptr || check->state != AMENDS_CHECK_OPEN) return failure("There is nothing to pay.");
  Check changed = *check;
  changed.tenders.push_back({std::string(tender), changed.total_minor() - changed.paid_minor(), 0});
  changed.state = AMENDS_CHECK_PAID;
  return change_check(changed);
}

Result<void> DemoPos::close_check() {
  const Check* check = on_screen();
  if (check == nullptr || check->state != AMENDS_CHECK_PAID) return failure("There is nothing to close.");
  Check changed = *check;
  changed.state = AMENDS_CHECK_CLOSED;
  changed.closed_us = clock_->now_us();
  if (const auto kept = change_check(changed); !kept) return kept;
  closed_.push_back(changed.id);
  return {};
}

void DemoPos::owe(const Answer& answer, std::int64_t at_us) {
  const Due due{at_us, answer};
  const auto later = [](const Due& a, const Due& b) { return a.at_us < b.at_us; };
  due_.insert(std::upper_bound(due_.begin(), due_.end(), due, later), due);
}

Result<Answer> DemoPos::settle(const Request& request) {
  Answer answer;
  answer.request_id = request.id;
  Check* check = find(request.check_id);
  Check changed = check != nullptr ? *check : Check{};
  const PosRules rules{capabilities_, pack_.items};
  const auto moved = behaviour_ == HostBehaviour::refuse ? failure("The till won't do this now.")
                     : check == nullptr ? failure(fmt::format("There is no check {}.", request.check_id))
                                        : rules.carry_out(request, changed);
  answer.outcome = moved ? AMENDS_OUTCOME_DONE : AMENDS_OUTCOME_REJECTED;
  answer.message = moved ? "" : moved.error();
  answer.amount_minor = moved.value_or(0);
  if (moved) answer.reference = fmt::format("{}-{:04}", reference_prefix(request.kind), answered_.size() + 1);

  const std::string body = request.body();
  FieldWriter fields;
  fields.put("answer").put(request.id).put(request.kind).put(request.check_id).put(request.case_number).put(body);
  fields.put(answer.outcome).put(answer.reference).put(answer.message).put(answer.amount_minor);
  if (moved) put_check(fields, changed);
  if (const auto kept = file_.append(fields); !kept) return failure(kept.error());

  if (moved) {
    *check = std::move(changed);
    ++check_revision_;
  }
  answered_.push_back({request, body, answer});
  return answer;
}

amends_status_t DemoPos::submit_again(const Answered& known, const Request& request) {
  if (known.body != request.body()) return AMENDS_E_REFUSED;
  if (behaviour_ == HostBehaviour::silent || behaviour_ == HostBehaviour::drop) return AMENDS_PENDING;
  owe(known.answer, clock_->now_us());
  return AMENDS_ALREADY_DONE;
}

amends_status_t DemoPos::submit(const Request& request) {
  const bool id_fits = !request.id.empty() && request.id.size() <= AMENDS_REQUEST_ID_MAX;
  if (!id_fits) return AMENDS_E_INVALID_ARGUMENT;
  // A till that isn't idempotent really does it again: that is what the word means.
  if ((capabilities_ & AMENDS_IS_IDEMPOTENT) != 0) {
    if (const Answered* known = find_answered(request.id)) return submit_again(*known, request);
    const bool waiting = std::any_of(waiting_.begin(), waiting_.end(),
                                     [&](const Waiting& entry) { return entry.request.id == request.id; });
    if (waiting) return AMENDS_PENDING;
  }
  if (behaviour_ == HostBehaviour::drop) return AMENDS_PENDING;
  if (behaviour_ == HostBehaviour::slow) {
    waiting_.push_back({clock_->now_us() + kSlowUs, request});
    return AMENDS_PENDING;
  }

  const std::int64_t now_us = clock_->now_us();
  const auto answer = settle(request);
  if (!answer) return AMENDS_E_UNAVAILABLE;
  if (behaviour_ == HostBehaviour::crash_after) std::raise(SIGKILL);
  if (behaviour_ == HostBehaviour::silent) return AMENDS_PENDING;
  if (behaviour_ == HostBehaviour::late) {
    owe(*answer, now_us + kLateUs);
    return AMENDS_PENDING;
  }
  owe(*answer, now_us);
  if (behaviour_ == HostBehaviour::twice) owe(*answer, now_us + kSecondAnswerUs);
  return AMENDS_OK;
}

std::optional<Answer> DemoPos::look_up(std::string_view request_id) const {
  if (const Answered* known = find_answered(request_id)) return known->answer;
  for (const Waiting& entry : waiting_) {
    if (entry.request.id != request_id) continue;
    Answer answer;
    answer.outcome = AMENDS_OUTCOME_PENDING;
    answer.request_id = entry.request.id;
    return answer;
  }
  return std::nullopt;
}

std::vector<Answer> DemoPos::take_due_answers() {
  const std::int64_t now_us = clock_->now_us();
  while (!waiting_.empty() && waiting_.front().at_us <= now_us) {
    const Request request = std::move(waiting_.front().request);
    waiting_.erase(waiting_.begin());
    // What can't be kept isn't answered: the same id will be sent again.
    if (const auto answer = settle(request)) owe(*answer, now_us);
  }
  std::vector<Answer> answers;
  while (!due_.empty() && due_.front().at_us <= now_us) {
    answers.push_back(std::move(due_.front().answer));
    due_.erase(due_.begin());
  }
  return answers;
}

std::optional<std::int64_t> DemoPos::next_answer_us() const {
  std::optional<std::int64_t> next_us;
  if (!due_.empty()) next_us = due_.front().at_us;
  if (!waiting_.empty()) next_us = std::min(next_us.value_or(waiting_.front().at_us), waiting_.front().at_us);
  return next_us;
}

std::string DemoPos::describe() const {
  std::string text;
  for (const Check& check : checks_) {
    const auto amount = [&](std::int64_t minor) { return format_minor(minor, check.currency); };
    text += fmt::format("check number={} state={} total={} paid={} refunded={} discount={} credit={} lines={}\n",
                        check.number, check_state_name(check.state), amount(check.total_minor()),
                        amount(check.paid_minor()), amount(check.refunded_minor()), amount(check.discounts_minor()),
                        amount(check.credit_minor), check.lines.size());
  }
  for (const Answered& answered : answered_) {
    text += fmt::format("request id={} kind={} check={} case={} outcome={} amount={} reference={}\n",
                        answered.request.id, request_kind_name(answered.request.kind), answered.request.check_id,
                        answered.request.case_number, outcome_name(answered.answer.outcome),
                        format_minor(answered.answer.amount_minor, pack_.currency), answered.answer.reference);
  }
  return text;
}

}  // namespace kiosk
