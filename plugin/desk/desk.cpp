#include "desk/desk.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

#include "desk/due_times.hpp"
#include "desk/standing_of.hpp"
#include "desk/test_slip.hpp"
#include "domain/approval.hpp"
#include "domain/authority.hpp"
#include "domain/fold.hpp"
#include "domain/follow_up_plan.hpp"
#include "domain/undo.hpp"

namespace amends {

namespace {

constexpr std::int64_t kDayS = 24 * 3600;

// The first silence may be a slow till; after that the same id is sent again, later and later.
constexpr std::int64_t kFirstRetryS = 10;
constexpr std::int64_t kLongestRetryS = 120;
// A host that isn't idempotent is never sent the same thing twice: after this long a person is asked.
constexpr std::int64_t kSilenceS = 30;
// Some twenty minutes of asking: then somebody is told, instead of nobody.
constexpr std::uint32_t kAttemptsMost = 13;
constexpr std::uint32_t kListed = 100;
// 40 bits of a tag hold only where nobody may try for long.
constexpr std::uint32_t kBadCodesMost = 5;
constexpr std::int64_t kCodesLockedS = 60;
constexpr std::int64_t kCodesForgottenS = 600;

std::int64_t retry_after_s(std::uint32_t attempts) {
  std::int64_t seconds = kFirstRetryS;
  for (std::uint32_t i = 1; i < attempts && seconds < kLongestRetryS; ++i)
    seconds *= 2;
  return std::min(seconds, kLongestRetryS);
}

// Whether it is in there, in any case of ASCII letters; everything has an empty text.
bool has_text(std::string_view whole, std::string_view part) {
  const auto small = [](char letter) {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
  };
  const auto same = [&](char left, char right) { return small(left) == small(right); };
  return part.empty() || std::search(whole.begin(), whole.end(), part.begin(), part.end(), same) != whole.end();
}

// Whether the search led to the row by where it was and who took it, not by what it is about.
bool is_found_by_place(const CaseRow& row, const CaseQuery& query) {
  return std::ranges::find(query.people, row.opened_by) != query.people.end() ||
         has_text(row.number.text, query.text) || has_text(row.check_number, query.text) ||
         has_text(row.place, query.text);
}

// Where a command sends something; nothing: nowhere.
std::optional<Destination> destination_of(const Command& command, const Case& state) {
  if (const auto* asked = std::get_if<AskDelivery>(&command)) return asked->to;
  const auto* again = std::get_if<RepeatDelivery>(&command);
  const Delivery* delivery = again != nullptr ? state.find(again->delivery) : nullptr;
  return delivery != nullptr ? std::optional(delivery->to) : std::nullopt;
}

CouponFault fault_of(CodeFault fault) {
  switch (fault) {
    case CodeFault::too_short:
      return CouponFault::too_short;
    case CodeFault::too_long:
      return CouponFault::too_long;
    case CodeFault::not_a_letter:
      return CouponFault::not_a_letter;
    case CodeFault::mistyped:
      break;
  }
  return CouponFault::mistyped;
}

// Of before there were codes: "C-T3-0007", however it was typed.
std::string older_number(std::string_view written) {
  std::string number;
  for (const char letter : written) {
    if (letter != ' ') number += letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A') : letter;
  }
  return number;
}

bool is_about(const std::optional<Check>& check, const CheckId& id) {
  return check && check->id == id;
}

}  // namespace

std::shared_ptr<const Words> words_of_the_store(const DeskPorts& ports) {
  return ports.languages != nullptr ? ports.languages->words(ports.site.language) : nullptr;
}

Desk::Desk(DeskPorts ports, std::shared_ptr<const Policy> offered)
    : ports_(ports),
      clock_watch_(ports.store.last_written()),
      policy_(std::move(offered)),
      host_(std::make_shared<const HostPicture>()) {
  const auto last = ports_.store.last_pack();
  if (last && last->name == book().name) {
    kept_pack_ = last->version;
    // What was changed while nobody looked is asked for like any other change.
    const auto held =
        last->version != book().version && ports_.policies != nullptr ? ports_.policies->read(*last) : nullptr;
    if (held && raises_authority(held->playbook, book())) next_.waiting = std::exchange(policy_, held);
  }
  for (OutboxRow& row : ports_.store.open_requests()) {
    const bool is_started = row.state == OutboxState::started;
    pending_.push_back({.row = std::move(row), .maybe_taken = is_started, .next = steady_now()});
  }
  if (ports_.preferences != nullptr) preferences_ = ports_.preferences->load();
  if (ports_.pin_tries != nullptr) next_.pin_tries = ports_.pin_tries->load();
  if (ports_.languages != nullptr) next_.languages = ports_.languages->languages();
  if (const auto unseen = ports_.store.unseen_clock_jump()) {
    clock_off_us_ = unseen->to.microseconds - unseen->from.microseconds;
    if (is_clock_jump(std::chrono::microseconds(clock_off_us_))) next_.clock_jump = *unseen;
  }
  static_cast<void>(watch_clock());
  take_deliveries_up();
  read_lists();
  publish();
}

void Desk::take_deliveries_up() {
  for (const CaseId& id : ports_.store.cases_with_deliveries()) {
    const Case* state = load(id);
    if (state == nullptr) continue;
    const Case before = *state;
    for (const Delivery& delivery : before.deliveries) {
      if (delivery.state != DeliveryState::started) continue;
      // A call carries its id, and a file replaces itself: these may be sent again without harm.
      const bool may_repeat = delivery.to == Destination::webhook || delivery.to == Destination::calendar;
      note_delivery(id, delivery.id, may_repeat ? DeliveryState::waiting : DeliveryState::in_doubt,
                    std::string(name_of(PrintOutcome::cut_off)), Dispatch::Pace::of_the_post);
    }
    if (const Case* now = load(id)) dispatch_.follow(*now, steady_now());
  }
}

void Desk::take(const Intent& intent) {
  assert(intent.host != nullptr);
  const bool is_another = host_->operator_ != intent.host->operator_;
  host_ = intent.host;
  static_cast<void>(watch_clock());
  next_.last_intent = intent.number;
  next_.refused.reset();
  std::visit([&](const auto& body) { take_body(body, intent); }, intent.body);
  // What a list shows is for who is signed on.
  if (is_another) read_lists();
  publish();
}

void Desk::take_body(const Give& give, const Intent& intent) {
  CaseId subject = give.subject.value_or(CaseId{});
  if (const auto* answer = std::get_if<TakeHostAnswer>(&give.command)) {
    // The host knows the request, not the case.
    const auto pending =
        std::ranges::find(pending_, answer->request, [](const Pending& p) { return p.row.request.id; });
    // What nobody waits for any more may have been done after all.
    const auto asked_in =
        pending != pending_.end() ? std::optional(pending->row.subject) : ports_.store.case_of_request(answer->request);
    if (!asked_in) return;
    subject = *asked_in;
  }
  const bool opens = std::holds_alternative<RecordCase>(give.command);
  if (const auto refusal = apply(subject, give.command, give.approver)) {
    // The same answer twice is no failure, and nothing to tell anybody.
    if (*refusal != Refusal::already_so && *refusal != Refusal::already_answered) {
      next_.refused = Refused{.intent = intent.number, .refusal = *refusal};
    }
    return;
  }
  if (opens) open_ = recorded_;
  if (const auto* reveal = std::get_if<RevealText>(&give.command)) revealed_.insert(reveal->text);
  if (std::holds_alternative<FinishCase>(give.command)) announce_follow_up(subject);
  if (std::holds_alternative<FinishCase>(give.command) || std::holds_alternative<WithdrawCase>(give.command)) {
    close_if_over(subject);
  }
  read_lists();
}

void Desk::take_body(const TakeBack& back, const Intent& intent) {
  if (way_back_.empty() || !next_.last_tap || next_.last_tap->intent != back.tap) return;
  LastTap tap = *std::move(next_.last_tap);
  for (const Command& command : std::exchange(way_back_, {})) {
    const auto refusal = apply(tap.subject, command, std::nullopt);
    if (!refusal || *refusal == Refusal::already_so) continue;
    next_.refused = Refused{.intent = intent.number, .refusal = *refusal};
    break;
  }
  way_back_.clear();
  next_.last_tap.reset();
  close_if_over(tap.subject);
  read_lists();
  if (next_.refused) return;
  tap.intent = intent.number;
  tap.taken_back = true;
  next_.last_tap = std::move(tap);
}

void Desk::take_body(const FocusCheck&, const Intent&) {
  if (!host_->check) return;
  open_ = ports_.store.open_case_of(host_->check->id);
  if (open_) (void)load(*open_);
}

void Desk::take_body(const OpenCase& open, const Intent& intent) {
  const Case* wanted = load(open.subject);
  if (wanted == nullptr) return;
  if (may_open(*wanted, policy_of(*wanted)->playbook, host_->operator_)) {
    open_ = open.subject;
  } else {
    next_.refused = Refused{.intent = intent.number, .refusal = Refusal::managers_only};
  }
}

void Desk::take_body(const LeaveCase&, const Intent&) {
  open_.reset();
}

void Desk::take_body(const ListCases& list, const Intent&) {
  list_text_ = list.text;
  read_lists();
}

void Desk::take_body(const NoteSubmitted& submitted, const Intent&) {
  // Taken or not, the next look is already set: at an answer the errand ends, at silence it comes again.
  for (Pending& pending : pending_) {
    if (pending.row.request.id != submitted.request || submitted.taken) continue;
    pending.refused_for_now = true;
  }
}

void Desk::take_body(const NoteLookedUp& looked_up, const Intent&) {
  if (looked_up.known) return;  // its answer comes by itself
  const auto pending =
      std::ranges::find(pending_, looked_up.request, [](const Pending& p) { return p.row.request.id; });
  if (pending == pending_.end()) return;
  pending->looked_up_unknown = true;
  pending->next = steady_now();
}

void Desk::take_body(const SetPreferences& wanted, const Intent& intent) {
  preferences_[host_->operator_ ? host_->operator_->id : PersonId{}] = wanted.preferences;
  if (ports_.preferences == nullptr || ports_.preferences->save(preferences_)) return;
  next_.refused = Refused{.intent = intent.number, .refusal = Refusal::not_stored};
}

void Desk::take_body(const KeepPinTries& keep, const Intent&) {
  // Where it can't be kept the lock still holds as long as the program runs.
  if (ports_.pin_tries != nullptr) static_cast<void>(ports_.pin_tries->save(keep.tries));
}

void Desk::take_body(const NoteClockSeen& seen, const Intent&) {
  // Another than was on the screen is still to be seen.
  if (next_.clock_jump != seen.jump) return;
  next_.clock_jump.reset();
  clock_off_us_ = 0;
  house_facts_.push_back({ports_.clock.now(), host_->operator_ ? host_->operator_->id : PersonId{},
                          ClockSeen{seen.jump.from, seen.jump.to}});
  write_house_facts();
}

void Desk::take_body(const LookAtCoupon& look, const Intent&) {
  coupon_.reset();
  next_.coupon.reset();
  if (look.written.empty()) return;
  CouponView& view = next_.coupon.emplace();
  view.written = look.written;
  const Instant now = steady_now();
  if (now < coupons_locked_) {
    view.fault = CouponFault::locked;
    view.locked_until = ports_.clock.now().plus_seconds((coupons_locked_.microseconds - now.microseconds) / 1'000'000);
    return;
  }
  const auto scan = read_scan(look.written);
  coupon_ = ports_.store.find_coupon(scan ? write_code(scan->code) : look.written);
  if (!coupon_ && !scan) coupon_ = ports_.store.find_coupon(older_number(look.written));
  if (coupon_) return;
  if (!scan) {
    view.fault = fault_of(scan.error());
    // Numbers of before there were codes are easy to guess.
    if (older_number(look.written).starts_with("C-")) count_bad_code();
  } else if (ports_.store.is_genuine(*scan)) {
    view.fault = CouponFault::elsewhere;
    view.terms = scan->terms;
  } else {
    view.fault = CouponFault::unknown;
    count_bad_code();
  }
}

void Desk::count_bad_code() {
  const Instant now = steady_now();
  // A good one between doesn't make up for it; time does.
  if (now > bad_codes_until_) bad_codes_ = 0;
  bad_codes_until_ = now.plus_seconds(kCodesForgottenS);
  if (++bad_codes_ < kBadCodesMost) return;
  coupons_locked_ = now.plus_seconds(kCodesLockedS);
  house_facts_.push_back({ports_.clock.now(), host_->operator_ ? host_->operator_->id : PersonId{},
                          CouponsLocked{std::exchange(bad_codes_, 0)}});
  write_house_facts();
}

void Desk::read_coupon() {
  if (!coupon_) return;
  const Case* state = load(coupon_->subject);
  const Act* act = state != nullptr ? state->find(coupon_->act) : nullptr;
  if (act == nullptr) {
    next_.coupon.reset();
    return;
  }
  CouponView& view = *next_.coupon;
  view.subject = state->id;
  view.number = state->number;
  view.act = *act;
  view.check = host_->check ? host_->check->id : CheckId{};
  view.obstacle.reset();
  view.off = act->cost;
  // What would come of it is asked of the rule itself; nothing of it is kept.
  const auto decision = decide(*state, RedeemCoupon{act->id}, context_at_till(*state), policy_of(*state)->playbook,
                               ports_.clock.now(), ports_.store.mint());
  ports_.store.forget();
  if (!decision) {
    view.obstacle = decision.error();
  } else if (const auto* reserved = std::get_if<CouponReserved>(&decision->facts.front().body)) {
    view.off = reserved->amount;
  }
}

void Desk::take_body(const ShowSlip& show, const Intent&) {
  slip_ = show.of;
}

void Desk::take_body(const NotePrinted& printed, const Intent&) {
  const std::string why(name_of(printed.outcome));
  switch (printed.outcome) {
    case PrintOutcome::printed:
    case PrintOutcome::sent:
      note_delivery(printed.subject, printed.delivery, DeliveryState::done, why, Dispatch::Pace::of_a_printer);
      return;
    case PrintOutcome::cut_off:
      note_delivery(printed.subject, printed.delivery, DeliveryState::in_doubt, why, Dispatch::Pace::of_a_printer);
      return;
    case PrintOutcome::not_reached:
    case PrintOutcome::no_answer:
    case PrintOutcome::paper_out:
    case PrintOutcome::cover_open:
    case PrintOutcome::stopped:
      break;
  }
  note_delivery(printed.subject, printed.delivery, DeliveryState::waiting, why, Dispatch::Pace::of_a_printer);
}

void Desk::take_body(const NoteSent& sent, const Intent&) {
  note_delivery(sent.subject, sent.delivery, sent.state, sent.why, Dispatch::Pace::of_the_post);
}

void Desk::note_delivery(const CaseId& subject, DeliveryId id, DeliveryState state, const std::string& why,
                         Dispatch::Pace pace) {
  // Each try is a fact, also one of which nothing was sent.
  const auto refusal = apply(subject, NoteDelivery{id, state, why}, std::nullopt);
  if (refusal == Refusal::not_stored) {
    // It is known, and the ledger can't take it yet.
    unwritten_.push_back({subject, NoteDelivery{id, state, why}, pace});
    return;
  }
  if (!refusal && state == DeliveryState::waiting && !dispatch_.try_later(subject, id, steady_now(), pace)) {
    (void)apply(subject, StartDelivery{id}, std::nullopt);
    (void)apply(subject, NoteDelivery{id, DeliveryState::failed, why}, std::nullopt);
  }
  read_lists();
}

void Desk::take_body(const LookForPrinters&, const Intent&) {
  next_.test_printed.reset();
  if (ports_.courier == nullptr) return;
  next_.printer_kinds = ports_.courier->kinds();
  next_.printers_found = ports_.courier->found();
}

void Desk::take_body(const PrintTest& test, const Intent&) {
  const auto words = words_of_the_store(ports_);
  if (ports_.courier == nullptr || !words || next_.test_under_way) return;
  next_.test_printed.reset();
  next_.test_under_way = true;
  ports_.courier->test(test.printer, test_slip(*words));
}

void Desk::take_body(const NoteTestPrinted& printed, const Intent&) {
  next_.test_under_way = false;
  next_.test_printed = printed.outcome;
}

std::optional<Slip> Desk::slip_of(const Case& state, const CaseSlip& wanted) {
  const auto words = words_of_the_store(ports_);
  const SlipTemplate* form = ports_.slips != nullptr ? ports_.slips->find(wanted.kind) : nullptr;
  if (!words || form == nullptr) return std::nullopt;
  const SlipGround ground{*words, ports_.calendar, policy_of(state)->playbook, host_->staff};
  const Act* act = state.find(wanted.act);
  const auto text_of = [&](const std::optional<PrivateRef>& text) {
    return text ? ports_.store.read_text(*text).value_or(std::string()) : std::string();
  };
  switch (wanted.kind) {
    case SlipKind::coupon: {
      const auto* coupon = act != nullptr ? std::get_if<Coupon>(&act->remedy) : nullptr;
      if (coupon == nullptr || act->coupon != CouponState::issued) return std::nullopt;
      return compose(*form, *words,
                     coupon_values(ground, state, *act,
                                   {spell_code(act->coupon_number),
                                    ports_.store.scan_of(act->coupon_number, coupon->amount, act->coupon_expires)}));
    }
    case SlipKind::promise:
      return compose(*form, *words, promise_values(ground, state, text_of(state.promise_words)));
    case SlipKind::remake:
      if (act == nullptr) return std::nullopt;
      return compose(*form, *words, remake_values(ground, state, *act));
    case SlipKind::apology:
      return compose(*form, *words, apology_values(ground, state, text_of(state.guest_name)));
    case SlipKind::line_up:
      break;
  }
  return std::nullopt;
}

bool Desk::can_deliver(Destination to) const {
  if (to == Destination::printer) return ports_.courier != nullptr && ports_.courier->can_print();
  if (to == Destination::mail && ports_.mail == nullptr) return false;
  return ports_.poster != nullptr && ports_.poster->can_send(to);
}

std::optional<FollowUpOrder> Desk::order_of(const Case& state, const Delivery& delivery) {
  const FollowUp* follow_up = state.find(delivery.follow_up);
  const auto words = words_of_the_store(ports_);
  if (follow_up == nullptr || !words) return std::nullopt;
  FollowUpOrder order{.subject = state.id,
                      .delivery = delivery.id,
                      .to = delivery.to,
                      .follow_up = *follow_up,
                      .number = state.number,
                      .place = state.place,
                      .failure = state.failure.text,
                      .owner = {},
                      .asked = delivery.asked,
                      .now = ports_.clock.now(),
                      .heading = {},
                      .detail = {},
                      .address = {},
                      .name = {}};
  for (const Person& person : host_->staff) {
    if (person.id == follow_up->owner) order.owner = person.name;
  }
  const bool is_kept = is_restricted(state.failure, state.severity, policy_of(state)->playbook);
  const std::string failure = is_kept ? std::string() : words->text("failure." + state.failure.text);
  if (delivery.to != Destination::mail) {
    if (is_kept) order.failure.clear();
    order.heading = state.number.text + (state.place.empty() ? "" : " \u00b7 " + state.place);
    order.detail = failure + (order.owner.empty() || failure.empty() ? "" : " \u00b7 ") + order.owner;
    return order;
  }
  const auto address = state.contact && !is_kept ? ports_.store.read_text(state.contact->text) : std::nullopt;
  if (!address) return std::nullopt;
  order.address = *address;
  if (state.guest_name) order.name = ports_.store.read_text(*state.guest_name).value_or(std::string());
  const MailTemplate written =
      fill(*ports_.mail, {.name = order.name,
                          .store = policy_->site.name,
                          .item = state.lines.empty() ? std::string() : state.lines.front().name,
                          .what = failure,
                          .case_number = state.number.text});
  order.heading = written.subject;
  order.detail = written.body;
  return order;
}

void Desk::hand_over(const Case& state, const Delivery& delivery) {
  const CaseId subject = state.id;
  const DeliveryId id = delivery.id;
  const Destination to = delivery.to;
  if (can_deliver(to) && to == Destination::printer) {
    if (auto slip = slip_of(state, {delivery.slip.value_or(SlipKind::line_up), delivery.act})) {
      ports_.courier->print({subject, id, *std::move(slip)});
      return;
    }
  } else if (can_deliver(to)) {
    if (auto order = order_of(state, delivery)) {
      ports_.poster->send(*std::move(order));
      return;
    }
  }
  (void)apply(subject,
              NoteDelivery{id, DeliveryState::failed, to == Destination::printer ? "no_printer" : "not_set_up"},
              std::nullopt);
}

void Desk::announce_follow_up(CaseId subject) {
  const Case* state = load(subject);
  const FollowUp* open = state != nullptr && state->finished ? state->open_follow_up() : nullptr;
  if (open == nullptr) return;
  const FollowUpId follow_up = open->id;
  for (const Destination to : {Destination::webhook, Destination::calendar}) {
    if (can_deliver(to)) (void)apply(subject, AskDelivery{to, std::nullopt, {}, follow_up}, std::nullopt);
  }
}

bool Desk::is_still_wanted(const Case& state, const Delivery& delivery) {
  if (state.withdrawn) return false;
  if (delivery.to == Destination::printer) {
    const CaseSlip slip{delivery.slip.value_or(SlipKind::line_up), delivery.act};
    const std::vector<CaseSlip> slips = slips_of(state, policy_of(state)->playbook);
    return std::ranges::find(slips, slip) != slips.end();
  }
  const FollowUp* follow_up = state.find(delivery.follow_up);
  if (follow_up == nullptr || follow_up->result) return false;
  const bool may_write = state.contact && state.contact->kind == PrivateKind::mail && state.contact->consent;
  return delivery.to != Destination::mail || may_write;
}

bool Desk::send_deliveries() {
  // Before the first intent nobody knows who works here, and slips are signed.
  if (next_.last_intent == 0) return false;
  bool changed = false;
  if (ports_.store.trouble() == StorageTrouble::none) {
    for (const Unwritten& one : std::exchange(unwritten_, {})) {
      note_delivery(one.subject, one.note.delivery, one.note.state, one.note.why, one.pace);
      changed = true;
    }
  }
  for (const Dispatch::Due& due : dispatch_.take_due(steady_now())) {
    const Case* state = load(due.subject);
    const Delivery* delivery = state != nullptr ? state->find(due.delivery) : nullptr;
    if (delivery == nullptr || delivery->state != DeliveryState::waiting) continue;
    if (!is_still_wanted(*state, *delivery)) {
      (void)apply(due.subject, NoteDelivery{due.delivery, DeliveryState::dropped, {}}, std::nullopt);
      changed = true;
      continue;
    }
    // Durable before the first byte (RELIABILITY rule 8).
    if (apply(due.subject, StartDelivery{due.delivery}, std::nullopt)) {
      (void)dispatch_.try_later(due.subject, due.delivery, steady_now(), Dispatch::Pace::of_a_printer);
      continue;
    }
    state = load(due.subject);
    hand_over(*state, *state->find(due.delivery));
    changed = true;
  }
  return changed;
}

void Desk::take_body(const Refresh&, const Intent&) {}

Instant Desk::steady_now() const {
  const auto since_start = ports_.clock.since_start();
  return since_start ? Instant{since_start->count()} : ports_.clock.now();
}

bool Desk::watch_clock() {
  const Instant now = ports_.clock.now();
  const auto jump = clock_watch_.look(now, ports_.clock.since_start());
  if (jump) {
    house_facts_.push_back({now, PersonId{}, ClockJumped{jump->from, jump->to}});
    next_erasure_ = std::min(next_erasure_, now);
    clock_off_us_ += jump->to.microseconds - jump->from.microseconds;
    next_.clock_jump.reset();
    if (is_clock_jump(std::chrono::microseconds(clock_off_us_))) {
      next_.clock_jump = ClockJump{{now.microseconds - clock_off_us_}, now};
    }
  }
  write_house_facts();
  return jump.has_value();
}

void Desk::write_house_facts() {
  while (!house_facts_.empty() && ports_.store.trouble() == StorageTrouble::none) {
    if (!ports_.store.append(house_facts_.front())) {
      next_.trouble = ports_.store.trouble();
      return;
    }
    house_facts_.erase(house_facts_.begin());
  }
}

void Desk::remember(const Case& before, const Command& command, const Decision& decision) {
  // The till, the clock and a look do nothing that a hand could take back.
  const bool by_hand = !std::holds_alternative<StartAct>(command) && !std::holds_alternative<TakeHostAnswer>(command) &&
                       !std::holds_alternative<ShowStep>(command) && !std::holds_alternative<RevealText>(command) &&
                       !std::holds_alternative<RefusePin>(command) && !std::holds_alternative<StartDelivery>(command) &&
                       !std::holds_alternative<NoteDelivery>(command);
  if (!by_hand) return;
  next_.last_tap.reset();
  way_back_ = undo_of(before, decision.facts, policy_of(before)->playbook);
  if (way_back_.empty()) return;
  next_.last_tap =
      LastTap{.intent = next_.last_intent, .subject = decision.facts.front().subject, .facts = decision.facts};
}

void Desk::close_if_over(CaseId subject) {
  const Case* closed = load(subject);
  if (open_ == subject && closed != nullptr && (closed->finished || closed->withdrawn)) open_.reset();
}

std::vector<const Case*> Desk::cases_of_today() {
  const Instant begin = business_day_begin(ports_.clock.now(), ports_.calendar);
  if (begin != day_begin_) {
    day_begin_ = begin;
    // Cases of a clock that was ahead for a while are those of the day they say, not of each day until then.
    today_ = ports_.store.cases_between(begin, begin.plus_seconds(kDayS));
  }
  std::vector<const Case*> cases;
  for (const CaseId& id : today_) {
    if (const Case* known = load(id)) cases.push_back(known);
  }
  return cases;
}

std::vector<const Case*> Desk::unsettled_cases() {
  std::set<CaseId> ids(waiting_.begin(), waiting_.end());
  for (const Pending& pending : pending_)
    ids.insert(pending.row.subject);
  for (const CaseId& id : today_)
    ids.erase(id);
  std::vector<const Case*> cases;
  for (const CaseId& id : ids) {
    if (const Case* known = load(id)) cases.push_back(known);
  }
  return cases;
}

std::vector<const Case*> Desk::cases_with_coupons_on(const CheckId& check) {
  std::vector<const Case*> cases;
  for (const CouponPlace& place : ports_.store.coupons_on(check)) {
    const Case* known = load(place.subject);
    if (known != nullptr && std::ranges::find(cases, known) == cases.end()) cases.push_back(known);
  }
  return cases;
}

Context Desk::context_for(const Case& subject, const FailureId& failure) {
  if (!subject.is_recorded() || is_about(host_->check, subject.check)) {
    return context_on(host_->check, subject, failure);
  }
  return context_on(is_about(host_->case_check, subject.check) ? host_->case_check : std::nullopt, subject, failure);
}

Context Desk::context_at_till(const Case& subject) {
  return context_on(host_->check, subject, subject.failure);
}

Context Desk::context_on(std::optional<Check> check, const Case& subject, const FailureId& failure) {
  Context context;
  context.check = std::move(check);
  context.items = host_->items;
  context.operator_ = host_->operator_;
  context.staff = host_->staff;
  context.capabilities = host_->capabilities;
  const Instant now = ports_.clock.now();
  context.due = due_times(now, ports_.calendar);
  context.when = store_hour(now, ports_.calendar);
  const std::vector<const Case*> today = cases_of_today();
  const std::vector<const Case*> with_coupons =
      context.check ? cases_with_coupons_on(context.check->id) : std::vector<const Case*>();
  context.standing = standing_of(subject, failure, context.check, context.operator_, context.items,
                                 {today, unsettled_cases(), with_coupons}, book());
  if (context.check) context.standing.sale_age = sale_age(*context.check, book(), now, ports_.calendar);
  return context;
}

std::optional<Refusal> Desk::apply(CaseId subject, const Command& command, const std::optional<Person>& approver) {
  if (ports_.store.trouble() != StorageTrouble::none) return Refusal::not_stored;
  static const Case kNothing;
  const Case* before = subject.is_none() ? &kNothing : load(subject);
  if (before == nullptr) return Refusal::no_case;
  if (const auto to = destination_of(command, *before); to && !can_deliver(*to)) {
    return *to == Destination::printer ? Refusal::no_printer : Refusal::not_set_up;
  }
  const auto* record = std::get_if<RecordCase>(&command);
  Context context = std::holds_alternative<RedeemCoupon>(command)
                        ? context_at_till(*before)
                        : context_for(*before, record != nullptr ? record->failure : before->failure);
  context.approver = approver;
  const std::shared_ptr<const Policy> policy = policy_of(*before);
  ports_.store.forget();
  const auto decision = decide(*before, command, context, policy->playbook, ports_.clock.now(), ports_.store.mint());
  if (!decision) return decision.error();
  if (decision->facts.empty()) return std::nullopt;

  if (record != nullptr && !keep_pack(PersonId{})) {
    next_.trouble = ports_.store.trouble();
    return Refusal::not_stored;
  }
  Case after = *before;
  for (const Fact& fact : decision->facts)
    after = fold(std::move(after), fact);
  if (!ports_.store.append(*decision, after)) {
    next_.trouble = ports_.store.trouble();
    return Refusal::not_stored;
  }
  for (const HostRequest& request : decision->requests) {
    pending_.push_back({.row = {.request = request, .subject = after.id}, .next = steady_now()});
  }
  if (std::holds_alternative<TryAgain>(command)) ask_again(after.id);
  settle_errands(after);
  dispatch_.follow(after, steady_now());
  remember(*before, command, *decision);
  recorded_ = after.id;
  if (!before->is_recorded()) today_.insert(today_.begin(), after.id);
  cases_[after.id] = std::move(after);
  return std::nullopt;
}

const Case* Desk::load(CaseId subject) {
  if (const auto known = cases_.find(subject); known != cases_.end()) return &known->second;
  const auto stored = ports_.store.facts_of(subject);
  if (!stored) {
    next_.trouble = stored.error();
    return nullptr;
  }
  if (stored->empty()) return nullptr;
  Case folded;
  for (const StoredFact& row : *stored)
    folded = fold(std::move(folded), row.fact);
  return &(cases_[subject] = std::move(folded));
}

void Desk::ask_again(const CaseId& subject) {
  for (OutboxRow& row : ports_.store.open_requests()) {
    const bool is_known =
        std::ranges::any_of(pending_, [&](const Pending& p) { return p.row.request.id == row.request.id; });
    if (row.subject == subject && !is_known) pending_.push_back({.row = std::move(row), .next = steady_now()});
  }
}

void Desk::settle_errands(const Case& after) {
  std::erase_if(pending_, [&](const Pending& pending) {
    return pending.row.subject == after.id && !after.is_under_way(pending.row.request.id);
  });
}

std::vector<HostErrand> Desk::take_errands() {
  std::vector<HostErrand> errands;
  bool changed = watch_clock();
  changed = send_deliveries() || changed;
  if (host_->has_pos) changed = take_host_errands(errands) || changed;
  if (changed) {
    read_lists();
    publish();
  }
  return errands;
}

bool Desk::take_host_errands(std::vector<HostErrand>& errands) {
  bool changed = false;
  const Instant now = steady_now();
  std::vector<RequestId> due;
  for (const Pending& pending : pending_) {
    if (pending.next <= now) due.push_back(pending.row.request.id);
  }
  for (const RequestId& id : due) {
    const auto pending = std::ranges::find(pending_, id, [](const Pending& p) { return p.row.request.id; });
    if (pending == pending_.end()) continue;
    if (pending->row.state == OutboxState::waiting) {
      // Durable before the first send (RELIABILITY rule 8).
      const auto refusal = apply(pending->row.subject, StartAct{.request = id}, std::nullopt);
      changed = true;
      if (refusal && *refusal != Refusal::already_so) {
        pending->next = now.plus_seconds(kLongestRetryS);
        continue;
      }
    }
    changed = next_errand(id, now, errands) || changed;
  }
  return changed;
}

bool Desk::next_errand(const RequestId& id, Instant now, std::vector<HostErrand>& errands) {
  const auto pending = std::ranges::find(pending_, id, [](const Pending& p) { return p.row.request.id; });
  if (pending == pending_.end()) return false;
  const bool first = pending->row.state == OutboxState::waiting;
  pending->row.state = OutboxState::started;
  const bool may_send =
      first || pending->refused_for_now || host_->capabilities.idempotent || pending->looked_up_unknown;
  if (may_send && pending->attempts >= kAttemptsMost) {
    // It never took it, so nothing was done; or it never answered, and nobody knows.
    const bool is_untouched = pending->refused_for_now && !pending->maybe_taken;
    const HostOutcome outcome = is_untouched ? HostOutcome::rejected : HostOutcome::in_doubt;
    (void)apply(pending->row.subject, TakeHostAnswer{.request = id, .outcome = outcome}, std::nullopt);
    return true;
  }
  if (may_send) {
    errands.push_back({.request = pending->row.request, .look_up = false});
    // That the host never heard of it says of all sends before that they were lost.
    const bool was_silent = pending->attempts > 0 && !pending->refused_for_now;
    pending->maybe_taken = (pending->maybe_taken || was_silent) && !pending->looked_up_unknown;
    pending->refused_for_now = false;
    pending->looked_up_unknown = false;
    pending->looked_up = false;
    ++pending->attempts;
    const bool again = host_->capabilities.idempotent;
    pending->next = now.plus_seconds(again ? retry_after_s(pending->attempts) : kSilenceS);
    return first;
  }
  if (host_->capabilities.look_up && !pending->looked_up) {
    errands.push_back({.request = pending->row.request, .look_up = true});
    pending->looked_up = true;
    pending->next = now.plus_seconds(kSilenceS);
    return false;
  }
  // Nobody can tell, and asking again could pay twice: a person looks.
  (void)apply(pending->row.subject, TakeHostAnswer{.request = id, .outcome = HostOutcome::in_doubt}, std::nullopt);
  return true;
}

void Desk::rest() {
  if (open_) return;
  ports_.store.tidy();
  const Instant now = ports_.clock.now();
  const std::int32_t days = policy_->site.guest_days;
  if (days == 0 || now < next_erasure_ || ports_.store.trouble() != StorageTrouble::none) return;
  const auto erased = ports_.store.erase_guests_before(now.plus_seconds(-kDayS * days), now);
  // There may be more: the next idle moment goes on.
  next_erasure_ = erased && *erased == 0 ? now.plus_seconds(kDayS) : now;
  if (erased && *erased != 0) cases_.clear();
}

std::optional<std::chrono::microseconds> Desk::next_errand_in() const {
  std::optional<Instant> next = dispatch_.next();
  if (host_->has_pos && !pending_.empty()) {
    const Instant asked = std::ranges::min_element(pending_, {}, &Pending::next)->next;
    next = next ? std::min(*next, asked) : asked;
  }
  if (!next) return std::nullopt;
  return std::chrono::microseconds(std::max<std::int64_t>(next->microseconds - steady_now().microseconds, 0));
}

void Desk::read_lists() {
  CaseQuery query{.text = list_text_, .people = {}, .limit = kListed};
  if (!list_text_.empty()) {
    for (const Person& person : host_->staff) {
      if (person.name == list_text_) query.people.push_back(person.id);
    }
  }
  next_.cases.clear();
  for (CaseRow& row : ports_.store.find_cases(query)) {
    CaseRow masked = shown(std::move(row));
    // That it was found by what it is about would tell what it is about.
    if (!masked.restricted || is_found_by_place(masked, query)) next_.cases.push_back(std::move(masked));
  }
  next_.follow_ups = ports_.store.open_follow_ups();
  for (FollowUpRow& row : next_.follow_ups) {
    row.of = shown(std::move(row.of));
    if (row.of.restricted && !row.of.may_open) row.promise.reset();
  }
  next_.waiting_count = ports_.store.waiting_count();
}

CaseRow Desk::shown(CaseRow row) {
  row.restricted = is_restricted(row.failure, row.severity, book());
  if (!row.restricted) return row;
  const Case* state = load(row.id);
  row.may_open = state != nullptr && amends::may_open(*state, policy_of(*state)->playbook, host_->operator_);
  row.failure = FailureId{};
  row.items.clear();
  return row;
}

void Desk::read_requests() {
  next_.requests.clear();
  waiting_.clear();
  std::vector<CaseRow> rows = ports_.store.cases_waiting();
  for (const CaseRow& row : rows)
    waiting_.push_back(row.id);
  next_.to_settle.clear();
  for (const CaseRow& row : rows) {
    if (row.waits_for_hand) next_.to_settle.push_back(shown(row));
  }
  for (CaseRow& row : rows) {
    const Case* state = row.waits_for_approval ? load(row.id) : nullptr;
    if (state == nullptr) continue;
    for (const Act& act : state->acts) {
      if (act.state != ActState::needs_approval) continue;
      const Context context = context_for(*state, state->failure);
      next_.requests.push_back({shown(row), act, approvers(*state, context, policy_of(*state)->playbook, act)});
    }
  }
  std::ranges::stable_sort(next_.requests, {}, [](const RequestRow& row) { return row.act.chosen; });
}

void Desk::read_preferences() {
  auto known = preferences_.find(host_->operator_ ? host_->operator_->id : PersonId{});
  if (known == preferences_.end()) known = preferences_.find(PersonId{});
  next_.preferences = known == preferences_.end() ? ports_.site : known->second;
  if (ports_.languages != nullptr) next_.words = ports_.languages->words(next_.preferences.language);
}

void Desk::publish() {
  read_preferences();
  read_requests();
  read_coupon();
  next_.trouble = ports_.store.trouble();
  next_.open.reset();
  if (open_) {
    const Case* state = load(*open_);
    // Another may be signed on by now.
    if (state != nullptr && !may_open(*state, policy_of(*state)->playbook, host_->operator_)) {
      open_.reset();
    } else if (state != nullptr) {
      next_.open = view_of(*state);
    }
  }
  if (!may_see_reports(host_->operator_)) next_.report.reset();
  // What isn't on the screen any more is not taken back from there.
  if (next_.last_tap && !next_.last_tap->taken_back && open_ != next_.last_tap->subject) next_.last_tap.reset();
  next_.policy = policy_;
  next_.can_print = can_deliver(Destination::printer);
  next_.can_mail = can_deliver(Destination::mail);
  next_.slip.reset();
  if (slip_ && next_.open) {
    if (auto slip = slip_of(next_.open->state, *slip_)) next_.slip = SlipPreview{*slip_, *std::move(slip)};
  }
  ++next_.revision;
  view_ = std::make_shared<const DeskView>(next_);
}

CaseView Desk::view_of(const Case& state) {
  const Context context = context_for(state, state.failure);
  const std::shared_ptr<const Policy>& policy = policy_of(state);
  const Playbook& playbook = policy->playbook;
  CaseView view{.state = state,
                .fixes = fixes(state, context, playbook),
                .extras = extras(state, context, playbook),
                .authority_left = authority_left(state, context, playbook),
                .standing = context.standing,
                .approvers = {},
                .follow_up_preset = follow_up_preset(state, context, playbook),
                .texts = {},
                .history = {},
                .policy = policy,
                .exceptions = {},
                .scans = {},
                .slips = ports_.slips != nullptr ? slips_of(state, playbook) : std::vector<CaseSlip>()};
  for (const Act& act : state.acts) {
    const auto* coupon = std::get_if<Coupon>(&act.remedy);
    if (coupon != nullptr && act.coupon == CouponState::issued) {
      view.scans[act.id] = ports_.store.scan_of(act.coupon_number, coupon->amount, act.coupon_expires);
    }
    if (act.state == ActState::needs_approval) view.approvers = approvers(state, context, playbook, act);
  }
  const auto show = [&](const std::optional<PrivateRef>& text) {
    if (!text) return;
    if (auto clear = ports_.store.read_text(*text)) view.texts[text->id] = std::move(*clear);
  };
  show(state.words);
  show(state.wish_words);
  show(state.meaning);
  show(state.promise_words);
  show(state.guest_name);
  if (state.contact && revealed_.contains(state.contact->text.id)) show(state.contact->text);
  if (host_->operator_ && host_->operator_->role >= Role::manager) {
    view.exceptions = exceptions_in(cases_of_today(), playbook);
    std::erase_if(view.exceptions, [&](const Exception& one) { return one.subject != state.id; });
  }
  if (auto facts = ports_.store.facts_of(state.id)) view.history = std::move(*facts);
  return view;
}

}  // namespace amends
