#include "ledger/projection.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include <sqlite3.h>

#include "domain/fold.hpp"
#include "ledger/bytes.hpp"
#include "ledger/letter_case.hpp"

namespace amends {

namespace {

constexpr std::size_t kKnownMax = 256;

std::string joined_names(const std::vector<CheckLine>& lines) {
  std::string names;
  for (const CheckLine& line : lines) {
    names += names.empty() ? "" : ", ";
    names += line.name;
  }
  return names;
}

// What the host refused waits until something else was chosen for the same purpose.
bool waits_for_hand(const Case& state) {
  if (std::any_of(state.deliveries.begin(), state.deliveries.end(),
                  [](const Delivery& delivery) { return delivery.needs_a_hand(); })) {
    return true;
  }
  for (auto act = state.acts.begin(); act != state.acts.end(); ++act) {
    if (act->needs_a_hand()) {
      return true;
    }
    const auto replaces = [&](const Act& later) { return later.purpose == act->purpose && later.is_alive(); };
    if (act->state == ActState::failed && !state.finished && std::none_of(act + 1, state.acts.end(), replaces)) {
      return true;
    }
  }
  return false;
}

std::string search_text(const CaseRow& row) {
  return without_case(row.number.text + "\n" + row.check_number + "\n" + row.place + "\n" + row.items);
}

// A reference that isn't there is two empty blobs.
struct StoredRef {
  explicit StoredRef(const PrivateRef* reference) {
    if (reference != nullptr) {
      id.bytes = reference->id.bytes;
      commitment.bytes = reference->commitment;
    }
  }
  Blob id;
  Blob commitment;
};

}  // namespace

OutboxState outbox_state(ActState state) {
  switch (state) {
    case ActState::needs_approval:
    case ActState::ready:
      return OutboxState::waiting;
    case ActState::started:
      return OutboxState::started;
    case ActState::done:
    case ActState::failed:
    case ActState::in_doubt:
    case ActState::to_be_keyed:
    case ActState::keyed:
    case ActState::withdrawn:
    case ActState::declined:
      break;
  }
  return OutboxState::settled;
}

OutboxState outbox_state(CouponState state) {
  switch (state) {
    case CouponState::reserved:
      return OutboxState::waiting;
    case CouponState::started:
      return OutboxState::started;
    case CouponState::none:
    case CouponState::issued:
    case CouponState::in_doubt:
    case CouponState::to_be_keyed:
    case CouponState::spent:
    case CouponState::voided:
      break;
  }
  return OutboxState::settled;
}

ProjectedCase project(const Case& state) {
  ProjectedCase projected;
  CaseRow& row = projected.row;
  row.id = state.id;
  row.number = state.number;
  row.check_number = state.check_number;
  row.place = state.place;
  row.failure = state.failure;
  row.items = joined_names(state.lines);
  row.opened_by = state.opened_by;
  row.opened = state.opened;
  row.severity = state.severity;
  row.complete = state.is_complete();
  row.finished = state.finished;
  row.withdrawn = state.withdrawn;
  row.waits_for_approval = state.waits_for_yes();
  row.waits_for_hand = waits_for_hand(state);
  projected.check = state.check;
  projected.contact = state.contact;
  projected.promise = state.promise_words;
  projected.follow_ups = state.follow_ups;
  projected.day = state.when.day;
  projected.figures = figures_of(state);
  for (const Delivery& delivery : state.deliveries) {
    projected.deliveries.emplace_back(delivery.id, delivery.state);
  }
  for (const Act& act : state.acts) {
    if (!act.request.empty()) {
      projected.requests.emplace_back(act.request, outbox_state(act.state));
    }
    for (const CouponUse& use : act.coupon_uses) {
      if (use.request.empty()) continue;
      const bool is_last = &use == act.use();
      projected.requests.emplace_back(use.request, is_last ? outbox_state(act.coupon) : OutboxState::settled);
    }
    if (act.coupon != CouponState::none) {
      const bool is_in_use =
          act.use() != nullptr && act.coupon != CouponState::issued && act.coupon != CouponState::voided;
      projected.coupons.push_back({act.coupon_number, act.id, act.coupon, is_in_use ? act.use()->check : CheckId{}});
    }
  }
  return projected;
}

SqlResult<Projections> Projections::prepare(Connection& connection) {
  Projections projections;
  projections.connection_ = &connection;
  struct Wanted {
    Statement* statement;
    std::string_view sql;
  };
  const std::array wanted = std::to_array<Wanted>({
      {&projections.select_place_, "SELECT position, last_seq FROM cases WHERE case_id = ?"},
      {&projections.insert_case_,
       "INSERT INTO cases (last_seq, finished, withdrawn, complete, waits_for_approval, waits_for_hand, severity, "
       "opened, number, check_id, check_number, place, failure, items, opened_by, search_text, contact_kind, "
       "contact_consent, contact_id, contact_commitment, promise_id, promise_commitment, case_id) "
       "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING position"},
      {&projections.update_case_,
       "UPDATE cases SET last_seq = ?, finished = ?, withdrawn = ?, complete = ?, waits_for_approval = ?, "
       "waits_for_hand = ?, severity = ?, opened = ?, number = ?, check_id = ?, check_number = ?, place = ?, "
       "failure = ?, items = ?, opened_by = ?, search_text = ?, contact_kind = ?, contact_consent = ?, "
       "contact_id = ?, contact_commitment = ?, promise_id = ?, promise_commitment = ? WHERE position = ?"},
      {&projections.update_last_seq_, "UPDATE cases SET last_seq = ? WHERE position = ?"},
      {&projections.delete_follow_ups_, "DELETE FROM follow_ups WHERE case_position = ?"},
      {&projections.insert_follow_up_,
       "INSERT INTO follow_ups (case_position, number, timing, due, owner, result, answered) "
       "VALUES (?, ?, ?, ?, ?, ?, ?)"},
      {&projections.insert_request_,
       "INSERT INTO outbox (asked_seq, request_id, case_position, state) VALUES (?, ?, ?, ?)"},
      {&projections.update_request_, "UPDATE outbox SET state = ? WHERE request_id = ?"},
      {&projections.upsert_delivery_,
       "INSERT INTO deliveries (case_position, number, state) VALUES (?, ?, ?) ON CONFLICT (case_position, number) DO "
       "UPDATE SET state = excluded.state"},
      {&projections.delete_coupons_,
       "DELETE FROM coupons WHERE case_position = (SELECT position FROM cases WHERE case_id = ?)"},
      {&projections.insert_coupon_,
       "INSERT INTO coupons (code, case_position, act, state, check_id) VALUES (?, ?, ?, ?, ?) "
       "ON CONFLICT (code) DO NOTHING"},
      {&projections.update_coupon_,
       "UPDATE coupons SET state = ?1, check_id = ?2 WHERE code = ?3 AND case_position = ?4 AND act = ?5 AND "
       "(state = ?1 OR state NOT IN (6, 7)) AND (check_id = '' OR ?2 = '' OR check_id = ?2)"},
      {&projections.upsert_coupon_counter_,
       "INSERT INTO counters (name, value) VALUES ('coupon', ?) ON CONFLICT (name) DO UPDATE SET value = "
       "excluded.value"},
  });
  for (const Wanted& one : wanted) {
    auto prepared = connection.prepare(one.sql);
    if (!prepared) {
      return tl::unexpected(prepared.error());
    }
    *one.statement = std::move(*prepared);
  }
  auto figures = FigureTable::prepare(connection);
  if (!figures) {
    return tl::unexpected(figures.error());
  }
  projections.figures_ = *std::move(figures);
  return projections;
}

SqlResult<Projections::Place> Projections::place_of(const CaseId& subject) {
  if (const auto known = known_.find(subject); known != known_.end()) {
    return known->second.place;
  }
  auto rows = select_place_.rows(Blob{subject.bytes});
  const auto row = rows.next();
  if (!row) {
    return tl::unexpected(row.error());
  }
  Place place;
  if (*row) {
    place.position = static_cast<std::uint64_t>(select_place_.integer(0));
    place.last_seq = static_cast<std::uint64_t>(select_place_.integer(1));
  }
  return place;
}

SqlResult<void> Projections::write(const Case& after, std::uint64_t last_seq, std::span<const Asked> asked) {
  auto place = place_of(after.id);
  if (!place) {
    return tl::unexpected(place.error());
  }
  const auto known = known_.find(after.id);
  const Known* before = known != known_.end() ? &known->second : nullptr;
  place->last_seq = last_seq;
  ProjectedCase now = project(after);
  auto done = write_case(now, before, *place);
  if (done) {
    done = write_follow_ups(now, before, *place);
  }
  if (done) {
    done = write_requests(now, before, *place, asked);
  }
  if (done) {
    done = write_coupons(now, before, *place);
  }
  if (done) {
    done = write_deliveries(now, before, *place);
  }
  if (done) {
    done = write_figures(now, before, *place);
  }
  if (!done) {
    return done;
  }
  if (before == nullptr && known_.size() >= kKnownMax) {
    known_.clear();
  }
  known_.insert_or_assign(after.id, Known{*place, std::move(now)});
  return {};
}

SqlResult<void> Projections::write_case(const ProjectedCase& now, const Known* before, Place& place) {
  const bool is_same = before != nullptr && before->projected.row == now.row && before->projected.check == now.check &&
                       before->projected.contact == now.contact && before->projected.promise == now.promise;
  if (is_same) {
    return update_last_seq_.run(place.last_seq, place.position);
  }
  const CaseRow& row = now.row;
  const std::string words = search_text(row);
  const StoredRef contact(now.contact ? &now.contact->text : nullptr);
  const StoredRef promise(now.promise ? &*now.promise : nullptr);
  const int contact_kind = now.contact ? static_cast<int>(now.contact->kind) : 0;
  const bool consent = now.contact && now.contact->consent;
  const auto with_columns = [&](auto&& run, const auto& last) {
    return run(place.last_seq, row.finished, row.withdrawn, row.complete, row.waits_for_approval, row.waits_for_hand,
               row.severity, row.opened.microseconds, row.number.text, now.check.text, row.check_number, row.place,
               row.failure.text, row.items, row.opened_by.text, words, contact_kind, consent, contact.id,
               contact.commitment, promise.id, promise.commitment, last);
  };
  if (place.position != 0) {
    return with_columns([&](const auto&... columns) { return update_case_.run(columns...); }, place.position);
  }
  auto inserted =
      with_columns([&](const auto&... columns) { return insert_case_.rows(columns...); }, Blob{row.id.bytes});
  const auto position = inserted.next();
  if (!position) {
    return tl::unexpected(position.error());
  }
  place.position = static_cast<std::uint64_t>(insert_case_.integer(0));
  const auto end = inserted.next();
  return end ? SqlResult<void>() : tl::unexpected(end.error());
}

SqlResult<void> Projections::write_follow_ups(const ProjectedCase& now, const Known* before, Place place) {
  if (before != nullptr && before->projected.follow_ups == now.follow_ups) {
    return {};
  }
  if (auto deleted = delete_follow_ups_.run(place.position); !deleted) {
    return deleted;
  }
  for (const FollowUp& follow_up : now.follow_ups) {
    const int result = follow_up.result ? static_cast<int>(*follow_up.result) : 0;
    auto inserted =
        insert_follow_up_.run(place.position, follow_up.id.number, follow_up.when, follow_up.due.microseconds,
                              follow_up.owner.text, result, follow_up.answered.microseconds);
    if (!inserted) {
      return inserted;
    }
  }
  return {};
}

SqlResult<void> Projections::write_requests(const ProjectedCase& now, const Known* before, Place place,
                                            std::span<const Asked> asked) {
  for (const Asked& one : asked) {
    const auto act = std::find_if(now.requests.begin(), now.requests.end(),
                                  [&](const auto& request) { return request.first == one.id; });
    const OutboxState state = act != now.requests.end() ? act->second : OutboxState::settled;
    if (auto inserted = insert_request_.run(one.seq, one.id.text, place.position, state); !inserted) {
      return inserted;
    }
  }
  for (const auto& request : now.requests) {
    const bool is_new =
        std::any_of(asked.begin(), asked.end(), [&](const Asked& one) { return one.id == request.first; });
    const bool is_same =
        before != nullptr && std::find(before->projected.requests.begin(), before->projected.requests.end(), request) !=
                                 before->projected.requests.end();
    if (is_new || is_same) {
      continue;
    }
    if (auto updated = update_request_.run(request.second, request.first.text); !updated) {
      return updated;
    }
  }
  return {};
}

SqlResult<void> Projections::write_coupons(const ProjectedCase& now, const Known* before, Place place) {
  if (before != nullptr && before->projected.coupons == now.coupons) {
    return {};
  }
  for (const ProjectedCoupon& coupon : now.coupons) {
    auto inserted = insert_coupon_.run(coupon.code, place.position, coupon.act.number, coupon.state, coupon.check.text);
    if (!inserted) {
      return inserted;
    }
    if (connection_->changes() != 0) {
      continue;
    }
    // The file itself lets a coupon be used once at a time, and never after it was spent, whoever has decided otherwise.
    auto updated = update_coupon_.run(coupon.state, coupon.check.text, coupon.code, place.position, coupon.act.number);
    if (!updated) {
      return updated;
    }
    if (connection_->changes() != 1) {
      return tl::unexpected(SqlError{SQLITE_CONSTRAINT, "the coupon " + coupon.code + " is another's, or is spent"});
    }
  }
  return {};
}

SqlResult<void> Projections::write_deliveries(const ProjectedCase& now, const Known* before, Place place) {
  for (const auto& delivery : now.deliveries) {
    const bool is_same =
        before != nullptr && std::find(before->projected.deliveries.begin(), before->projected.deliveries.end(),
                                       delivery) != before->projected.deliveries.end();
    if (is_same) {
      continue;
    }
    if (auto written = upsert_delivery_.run(place.position, delivery.first.number, delivery.second); !written) {
      return written;
    }
  }
  return {};
}

SqlResult<void> Projections::write_figures(const ProjectedCase& now, const Known* before, Place place) {
  if (before != nullptr) {
    return figures_.write(place.position, now.day, before->projected.figures, now.figures);
  }
  const auto stands = figures_.of_case(place.position);
  return stands ? figures_.write(place.position, now.day, *stands, now.figures) : tl::unexpected(stands.error());
}

SqlResult<void> Projections::drop_coupons(const CaseId& subject) {
  return delete_coupons_.run(Blob{subject.bytes});
}

SqlResult<void> Projections::write_coupon_counter(std::uint64_t coupons) {
  return upsert_coupon_counter_.run(coupons);
}

SqlResult<Counters> read_counters(Connection& connection) {
  const auto number = connection.text("SELECT number FROM cases ORDER BY position DESC LIMIT 1");
  const auto coupons = connection.integer("SELECT value FROM counters WHERE name = 'coupon'");
  if (!number || !coupons) {
    return tl::unexpected(number ? coupons.error() : number.error());
  }
  return Counters{serial_of(*number), static_cast<std::uint64_t>(*coupons)};
}

SqlResult<bool> Projections::are_behind() {
  // The last fact's case says which was the last fact that it took in: one transaction wrote both.
  const auto behind = connection_->integer(
      "SELECT COUNT(*) FROM (SELECT seq, case_id FROM facts WHERE case_id <> x'00000000000000000000000000000000' "
      "ORDER BY seq DESC LIMIT 1) AS last "
      "LEFT JOIN cases ON cases.case_id = last.case_id WHERE cases.last_seq IS NOT last.seq");
  return behind.map([](std::int64_t count) { return count != 0; });
}

namespace {

struct CaseSpan {
  CaseId id;
  std::uint64_t last_seq = 0;
};

SqlResult<std::vector<CaseSpan>> cases_changed_after(Connection& connection, std::uint64_t seq) {
  auto select = connection.prepare(
      "SELECT MAX(seq), case_id FROM facts WHERE case_id IN (SELECT case_id FROM facts WHERE seq > ? AND "
      "case_id <> x'00000000000000000000000000000000') "
      "GROUP BY case_id ORDER BY MIN(seq)");
  if (!select) {
    return tl::unexpected(select.error());
  }
  std::vector<CaseSpan> spans;
  auto rows = select->rows(seq);
  for (;;) {
    const auto row = rows.next();
    if (!row) {
      return tl::unexpected(row.error());
    }
    if (!*row) {
      return spans;
    }
    CaseSpan span{{}, static_cast<std::uint64_t>(select->integer(0))};
    static_cast<void>(copy_exactly(select->blob(1), span.id.bytes));
    spans.push_back(span);
  }
}

}  // namespace

tl::expected<void, LedgerProblem> fill_lists(Connection& connection, FactTable& facts, Projections& projections) {
  const auto failed = [](const SqlError& error) { return tl::unexpected(problem_of(error)); };
  const auto to_fill = connection.integer("SELECT COUNT(*) FROM meta WHERE name = 'lists_to_fill'");
  if (!to_fill) {
    return failed(to_fill.error());
  }
  if (*to_fill == 0) {
    return {};
  }
  auto select = connection.prepare("SELECT cases.case_id, cases.last_seq FROM cases ORDER BY cases.position");
  if (!select) {
    return failed(select.error());
  }
  std::vector<CaseSpan> spans;
  {
    auto rows = select->rows();
    for (auto row = rows.next();; row = rows.next()) {
      if (!row) {
        return failed(row.error());
      }
      if (!*row) {
        break;
      }
      CaseSpan span{{}, static_cast<std::uint64_t>(select->integer(1))};
      static_cast<void>(copy_exactly(select->blob(0), span.id.bytes));
      spans.push_back(span);
    }
  }
  auto transaction = Transaction::begin(connection);
  if (!transaction) {
    return failed(transaction.error());
  }
  for (const CaseSpan& span : spans) {
    const auto history = facts.history_of(span.id, span.last_seq);
    if (!history) {
      continue;
    }
    Case state;
    for (const StoredFact& stored : history->facts)
      state = fold(std::move(state), stored.fact);
    auto written = projections.write(state, span.last_seq, {});
    // Of two coupons of one number, from before such were refused, the first is found.
    if (!written && written.error().primary_code() != SQLITE_CONSTRAINT) {
      return failed(written.error());
    }
  }
  projections.forget_all();
  auto done = connection.run("DELETE FROM meta WHERE name = 'lists_to_fill'");
  if (done) {
    done = transaction->commit();
  }
  return done ? tl::expected<void, LedgerProblem>() : failed(done.error());
}

tl::expected<void, LedgerProblem> bring_up_to_date(Connection& connection, FactTable& facts, Projections& projections,
                                                   bool from_nothing) {
  const auto failed = [](const SqlError& error) { return tl::unexpected(problem_of(error)); };
  auto transaction = Transaction::begin(connection);
  if (!transaction) {
    return failed(transaction.error());
  }
  if (from_nothing) {
    if (auto emptied = connection.run(kEmptyProjections); !emptied) {
      return failed(emptied.error());
    }
  }
  projections.forget_all();
  const auto known_up_to = connection.integer("SELECT COALESCE(MAX(last_seq), 0) FROM cases");
  if (!known_up_to) {
    return failed(known_up_to.error());
  }
  const auto seq_known = static_cast<std::uint64_t>(*known_up_to);
  const auto changed = cases_changed_after(connection, seq_known);
  auto counters = read_counters(connection);
  if (!changed || !counters) {
    return failed(changed ? counters.error() : changed.error());
  }
  for (const CaseSpan& span : *changed) {
    auto history = facts.history_of(span.id, span.last_seq);
    if (!history) {
      return tl::unexpected(history.error());
    }
    Case state;
    for (const StoredFact& stored : history->facts) {
      count_in(stored.fact.body, *counters);
      state = fold(std::move(state), stored.fact);
    }
    std::vector<Projections::Asked> asked;
    for (const AskedRequest& request : history->requests) {
      if (request.seq > seq_known) {
        asked.push_back({request.seq, request.request.id});
      }
    }
    auto written = projections.drop_coupons(span.id);
    if (written) {
      written = projections.write(state, span.last_seq, asked);
    }
    if (!written) {
      return failed(written.error());
    }
  }
  if (counters->coupons != 0) {
    if (auto written = projections.write_coupon_counter(counters->coupons); !written) {
      return failed(written.error());
    }
  }
  if (auto committed = transaction->commit(); !committed) {
    return failed(committed.error());
  }
  return {};
}

}  // namespace amends
