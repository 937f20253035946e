#include "ledger/ledger_reader.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <set>
#include <string_view>
#include <utility>

#include "ledger/bytes.hpp"
#include "ledger/figure_table.hpp"
#include "ledger/letter_case.hpp"

namespace amends {

namespace {

// The columns of a CaseRow, in the order of read_case_row.
#define AMENDS_CASE_COLUMNS                                                                                     \
  "cases.case_id, cases.number, cases.check_number, cases.place, cases.failure, cases.items, cases.opened_by, " \
  "cases.opened, cases.severity, cases.complete, cases.finished, cases.withdrawn, cases.waits_for_approval, "   \
  "cases.waits_for_hand"
constexpr int kCaseColumns = 14;
#define AMENDS_CASES_THAT_WAIT "withdrawn = 0 AND (waits_for_hand = 1 OR (waits_for_approval = 1 AND finished = 0))"

constexpr std::string_view kSelectNewest =
    "SELECT " AMENDS_CASE_COLUMNS " FROM cases ORDER BY cases.position DESC LIMIT ?";
// People come as one text, each between two unit separators.
// The newest few thousand are looked through, so that no search takes longer for what was years ago; by the whole number of a
// case or a check all are found.
constexpr std::string_view kSelectFound =
    "SELECT " AMENDS_CASE_COLUMNS
    " FROM cases WHERE cases.position IN ("
    "SELECT position FROM (SELECT position, search_text, opened_by FROM cases ORDER BY position DESC LIMIT ?1) "
    "WHERE instr(search_text, ?2) > 0 OR instr(?3, char(31) || opened_by || char(31)) > 0 "
    "UNION SELECT position FROM cases WHERE number = ?4 UNION SELECT position FROM cases WHERE check_number = ?4) "
    "ORDER BY cases.position DESC LIMIT ?5";
constexpr std::uint32_t kLookedThrough = 5000;
// Cases stand in the order they were recorded; behind those of a clock that was wrong for a while there may be more of the day.
constexpr std::uint32_t kOthersInARow = 500;
constexpr std::string_view kSelectWaiting =
    "SELECT " AMENDS_CASE_COLUMNS " FROM cases WHERE " AMENDS_CASES_THAT_WAIT " ORDER BY cases.position";
constexpr std::string_view kSelectFollowUps =
    "SELECT " AMENDS_CASE_COLUMNS
    ", follow_ups.number, follow_ups.timing, follow_ups.due, follow_ups.owner, follow_ups.answered, "
    "cases.contact_kind, cases.contact_consent, cases.contact_id, cases.contact_commitment, cases.promise_id, "
    "cases.promise_commitment FROM follow_ups JOIN cases ON cases.position = follow_ups.case_position "
    "WHERE follow_ups.result = 0 AND cases.withdrawn = 0 "
    "ORDER BY follow_ups.due, follow_ups.case_position, follow_ups.number";
// A figure of a case is found in its row as write_figures writes it.
constexpr std::string_view kSelectCounted =
    "SELECT " AMENDS_CASE_COLUMNS
    " FROM case_figures JOIN cases ON cases.position = case_figures.case_position "
    "WHERE case_figures.day = ?1 AND instr(case_figures.figures, ?2) > 0 "
    "ORDER BY case_figures.case_position DESC LIMIT ?3";
#undef AMENDS_CASE_COLUMNS

std::string owned(const Statement& row, int column) {
  return std::string(row.text(column));
}

CaseRow read_case_row(const Statement& row) {
  CaseRow found;
  int column = 0;
  static_cast<void>(copy_exactly(row.blob(column++), found.id.bytes));
  found.number.text = owned(row, column++);
  found.check_number = owned(row, column++);
  found.place = owned(row, column++);
  found.failure.text = owned(row, column++);
  found.items = owned(row, column++);
  found.opened_by.text = owned(row, column++);
  found.opened.microseconds = row.integer(column++);
  found.severity = static_cast<Severity>(row.integer(column++));
  found.complete = row.integer(column++) != 0;
  found.finished = row.integer(column++) != 0;
  found.withdrawn = row.integer(column++) != 0;
  found.waits_for_approval = row.integer(column++) != 0;
  found.waits_for_hand = row.integer(column++) != 0;
  return found;
}

std::uint64_t read_seq(const Statement& row) {
  return static_cast<std::uint64_t>(row.integer(0));
}

CaseId read_case_id(const Statement& row) {
  CaseId id;
  static_cast<void>(copy_exactly(row.blob(0), id.bytes));
  return id;
}

CouponPlace read_coupon_place(const Statement& row) {
  return {read_case_id(row), ActId{static_cast<std::uint32_t>(row.integer(1))}};
}

std::optional<PrivateRef> read_reference(const Statement& row, int column) {
  PrivateRef reference;
  if (!copy_exactly(row.blob(column), reference.id.bytes) ||
      !copy_exactly(row.blob(column + 1), reference.commitment)) {
    return std::nullopt;
  }
  return reference;
}

FollowUpRow read_follow_up_row(const Statement& row) {
  FollowUpRow found;
  found.of = read_case_row(row);
  int column = kCaseColumns;
  found.follow_up.id.number = static_cast<std::uint32_t>(row.integer(column++));
  found.follow_up.when = static_cast<FollowUpWhen>(row.integer(column++));
  found.follow_up.due.microseconds = row.integer(column++);
  found.follow_up.owner.text = owned(row, column++);
  found.follow_up.answered.microseconds = row.integer(column++);
  const auto contact_kind = row.integer(column++);
  const bool consent = row.integer(column++) != 0;
  if (const auto text = read_reference(row, column); text && contact_kind != 0) {
    found.contact = Contact{static_cast<PrivateKind>(contact_kind), *text, consent};
  }
  found.promise = read_reference(row, column + 2);
  return found;
}

// All rows of a run, each made by `read`.
template <class Read, class... Values>
auto read_all(Statement& statement, Read read, const Values&... values)
    -> LedgerResult<std::vector<decltype(read(statement))>> {
  std::vector<decltype(read(statement))> found;
  auto rows = statement.rows(values...);
  for (;;) {
    const auto row = rows.next();
    if (!row) {
      return tl::unexpected(problem_of(row.error()));
    }
    if (!*row) {
      return found;
    }
    found.push_back(read(statement));
  }
}

// The first row of a run, if there is one.
template <class Read, class... Values>
auto read_first(Statement& statement, Read read, const Values&... values)
    -> LedgerResult<std::optional<decltype(read(statement))>> {
  auto rows = statement.rows(values...);
  const auto row = rows.next();
  if (!row) {
    return tl::unexpected(problem_of(row.error()));
  }
  if (!*row) {
    return std::nullopt;
  }
  return read(statement);
}

std::string between_separators(const std::vector<PersonId>& people) {
  constexpr char kUnitSeparator = '\x1f';
  std::string joined(1, kUnitSeparator);
  for (const PersonId& person : people) {
    joined += person.text + kUnitSeparator;
  }
  return joined;
}

struct UnsealedText {
  std::string text;
  Commitment commitment{};
};

// Of a row whose columns begin with case_id, kind, key_id, nonce, sealed, salt.
std::optional<UnsealedText> unsealed(const Statement& row, const PrivateId& id, const Vault& vault) {
  TextPlace place;
  Nonce nonce{};
  Salt salt{};
  place.id = id;
  place.kind = static_cast<PrivateKind>(row.integer(1));
  if (!copy_exactly(row.blob(0), place.subject.bytes) || !copy_exactly(row.blob(2), place.key) ||
      !copy_exactly(row.blob(3), nonce) || !copy_exactly(row.blob(5), salt)) {
    return std::nullopt;
  }
  auto clear = vault.unseal(place, nonce, row.blob(4));
  if (!clear) {
    return std::nullopt;
  }
  const Commitment commitment = vault.commit(place.kind, salt, *clear);
  return UnsealedText{*std::move(clear), commitment};
}

// Two people write one number or address in many ways: case, blanks and the marks between digits don't count.
std::string written_the_same(std::string_view text) {
  std::string same = without_case(text);
  std::erase_if(same, [](char letter) { return std::string_view(" -/().\t").find(letter) != std::string_view::npos; });
  return same;
}

}  // namespace

SqlResult<LedgerReader> LedgerReader::prepare(Connection& connection) {
  LedgerReader reader;
  struct Wanted {
    Statement* statement;
    std::string_view sql;
  };
  const std::array wanted = std::to_array<Wanted>({
      {&reader.select_last_seq_, "SELECT last_seq FROM cases WHERE case_id = ?"},
      {&reader.select_open_case_,
       "SELECT case_id FROM cases WHERE check_id = ? AND check_id <> '' AND finished = 0 AND withdrawn = 0 "
       "ORDER BY position DESC LIMIT 1"},
      {&reader.select_figures_,
       "SELECT key, SUM(count), SUM(sum) FROM (SELECT key, count, sum FROM figures WHERE measure = ?1 AND day >= ?2 "
       "AND "
       "day < ?3 UNION ALL SELECT key, count, sum FROM figure_blocks WHERE measure = ?1 AND block >= ?4 AND block < ?5 "
       "UNION ALL SELECT key, count, sum FROM figures WHERE measure = ?1 AND day >= ?6 AND day < ?7) GROUP BY key "
       "ORDER "
       "BY key"},
      {&reader.select_figure_days_,
       "SELECT key, count, sum, day FROM figures WHERE measure = ? AND day BETWEEN ? AND ? ORDER BY day, key"},
      {&reader.select_days_counted_,
       "SELECT day FROM figures WHERE measure = ?1 AND day BETWEEN ?3 AND ?4 AND key = ?2 ORDER BY day DESC"},
      {&reader.select_counted_, kSelectCounted},
      {&reader.select_since_, "SELECT case_id, opened FROM cases ORDER BY position DESC"},
      {&reader.select_last_written_,
       "SELECT at FROM (SELECT at, terminal FROM facts ORDER BY seq DESC LIMIT 64) WHERE terminal = ? LIMIT 1"},
      {&reader.select_newest_, kSelectNewest},
      {&reader.select_found_, kSelectFound},
      {&reader.select_follow_ups_, kSelectFollowUps},
      {&reader.select_waiting_, kSelectWaiting},
      {&reader.count_waiting_, "SELECT COUNT(*) FROM cases WHERE " AMENDS_CASES_THAT_WAIT},
      {&reader.select_requests_, "SELECT asked_seq, state FROM outbox WHERE state < 3 ORDER BY asked_seq"},
      {&reader.select_house_,
       "SELECT seq FROM facts WHERE case_id = x'00000000000000000000000000000000' ORDER BY seq DESC"},
      {&reader.select_restorations_,
       "SELECT seq FROM facts WHERE case_id = x'00000000000000000000000000000000' AND kind = 'ledger.restored' "
       "ORDER BY seq"},
      {&reader.select_clock_facts_,
       "SELECT seq FROM facts WHERE case_id = x'00000000000000000000000000000000' AND kind IN ('clock.jumped', "
       "'clock.seen') "
       "ORDER BY seq DESC LIMIT 200"},
      {&reader.select_number_, "SELECT case_id FROM cases WHERE number = ? ORDER BY position DESC LIMIT 1"},
      {&reader.select_coupon_,
       "SELECT cases.case_id, coupons.act FROM coupons JOIN cases ON cases.position = coupons.case_position "
       "WHERE coupons.code = ?"},
      {&reader.select_coupons_on_,
       "SELECT cases.case_id, coupons.act FROM coupons JOIN cases ON cases.position = coupons.case_position "
       "WHERE coupons.check_id = ? AND coupons.check_id <> '' ORDER BY coupons.code"},
      {&reader.select_deliveries_,
       "SELECT case_id FROM cases WHERE position IN (SELECT case_position FROM deliveries WHERE state < 3) "
       "ORDER BY position"},
      {&reader.select_request_case_,
       "SELECT cases.case_id FROM outbox JOIN cases ON cases.position = outbox.case_position "
       "WHERE outbox.request_id = ?"},
      {&reader.select_has_texts_, "SELECT 1 FROM private_texts WHERE case_id = ? LIMIT 1"},
      {&reader.select_opened_, "SELECT opened FROM cases ORDER BY position DESC LIMIT 1 OFFSET ?"},
      {&reader.select_old_texts_,
       "SELECT DISTINCT private_texts.case_id FROM private_texts JOIN cases ON cases.case_id = private_texts.case_id "
       "WHERE cases.opened < ? LIMIT ?"},
      {&reader.select_contacts_,
       "SELECT case_id, kind, key_id, nonce, sealed, salt, id FROM private_texts WHERE kind IN (?, ?)"},
      {&reader.select_keys_, "SELECT DISTINCT key_id FROM private_texts"},
      {&reader.select_text_, "SELECT case_id, kind, key_id, nonce, sealed, salt FROM private_texts WHERE id = ?"},
  });
  for (const Wanted& one : wanted) {
    auto prepared = connection.prepare(one.sql);
    if (!prepared) {
      return tl::unexpected(prepared.error());
    }
    *one.statement = std::move(*prepared);
  }
  return reader;
}

LedgerResult<std::uint64_t> LedgerReader::last_seq_of(const CaseId& subject) {
  const auto seq = read_first(
      select_last_seq_, [](const Statement& row) { return static_cast<std::uint64_t>(row.integer(0)); },
      Blob{subject.bytes});
  return seq.map([](const auto& found) { return found.value_or(0); });
}

LedgerResult<std::optional<CaseId>> LedgerReader::open_case_of(const CheckId& check) {
  return read_first(select_open_case_, read_case_id, check.text);
}

LedgerResult<std::vector<Figure>> LedgerReader::figures(Measure measure, DaySpan days) {
  const auto read = [&](const Statement& row) {
    return Figure{measure, owned(row, 0), row.integer(1), row.integer(2)};
  };
  // Whole blocks, and the days before and after them; where there is no whole block, the days.
  const std::int32_t end = days.last + 1;
  const std::int32_t first_block = block_of(days.first + kBlockDays - 1);
  const std::int32_t end_block = block_of(end);
  if (first_block >= end_block) {
    return read_all(select_figures_, read, measure, days.first, end, 0, 0, 0, 0);
  }
  return read_all(select_figures_, read, measure, days.first, first_block * kBlockDays, first_block, end_block,
                  end_block * kBlockDays, end);
}

LedgerResult<std::vector<DayFigure>> LedgerReader::figures_by_day(Measure measure, DaySpan days) {
  const auto read = [&](const Statement& row) {
    return DayFigure{static_cast<std::int32_t>(row.integer(3)),
                     Figure{measure, owned(row, 0), row.integer(1), row.integer(2)}};
  };
  return read_all(select_figure_days_, read, measure, days.first, days.last);
}

LedgerResult<std::vector<CaseRow>> LedgerReader::cases_counted(Measure measure, std::string_view key, DaySpan days,
                                                               std::uint32_t limit) {
  std::string wanted = "\n" + std::to_string(static_cast<int>(measure)) + "\t";
  wanted += key;
  wanted += '\t';
  // Only days are looked through on which there is one.
  std::vector<CaseRow> found;
  auto counted_on = select_days_counted_.rows(measure, key, days.first, days.last);
  while (found.size() < limit) {
    const auto day = counted_on.next();
    if (!day) {
      return tl::unexpected(problem_of(day.error()));
    }
    if (!*day) {
      break;
    }
    auto of_the_day = read_all(select_counted_, read_case_row, select_days_counted_.integer(0), wanted,
                               limit - static_cast<std::uint32_t>(found.size()));
    if (!of_the_day) {
      return of_the_day;
    }
    std::ranges::move(*of_the_day, std::back_inserter(found));
  }
  return found;
}

LedgerResult<std::vector<CaseId>> LedgerReader::cases_between(Instant begin, Instant end) {
  std::vector<CaseId> found;
  std::uint32_t others = 0;
  auto rows = select_since_.rows();
  for (;;) {
    const auto row = rows.next();
    if (!row) {
      return tl::unexpected(problem_of(row.error()));
    }
    if (!*row || others == kOthersInARow) {
      return found;
    }
    const std::int64_t opened = select_since_.integer(1);
    if (opened < begin.microseconds || opened >= end.microseconds) {
      ++others;
      continue;
    }
    others = 0;
    found.push_back(read_case_id(select_since_));
  }
}

LedgerResult<std::optional<Instant>> LedgerReader::last_written(std::string_view terminal) {
  return read_first(
      select_last_written_, [](const Statement& row) { return Instant{row.integer(0)}; }, terminal);
}

LedgerResult<std::vector<CaseRow>> LedgerReader::find_cases(const CaseQuery& query) {
  if (query.text.empty()) {
    return read_all(select_newest_, read_case_row, query.limit);
  }
  return read_all(select_found_, read_case_row, kLookedThrough, without_case(query.text),
                  between_separators(query.people), query.text, query.limit);
}

LedgerResult<std::vector<FollowUpRow>> LedgerReader::open_follow_ups() {
  return read_all(select_follow_ups_, read_follow_up_row);
}

LedgerResult<std::vector<CaseRow>> LedgerReader::cases_waiting() {
  return read_all(select_waiting_, read_case_row);
}

LedgerResult<std::uint32_t> LedgerReader::waiting_count() {
  const auto count =
      read_first(count_waiting_, [](const Statement& row) { return static_cast<std::uint32_t>(row.integer(0)); });
  return count.map([](const auto& found) { return found.value_or(0); });
}

LedgerResult<std::vector<OutboxRow>> LedgerReader::open_requests(FactTable& facts) {
  const auto open = read_all(select_requests_, [](const Statement& row) {
    return std::pair(static_cast<std::uint64_t>(row.integer(0)), static_cast<OutboxState>(row.integer(1)));
  });
  if (!open) {
    return tl::unexpected(open.error());
  }
  std::vector<OutboxRow> found;
  for (const auto& [seq, state] : *open) {
    OutboxRow row;
    row.state = state;
    auto asked = facts.request_at(seq, row.subject);
    if (!asked) {
      return tl::unexpected(asked.error());
    }
    row.request = std::move(asked->request);
    found.push_back(std::move(row));
  }
  return found;
}

LedgerResult<std::vector<std::uint64_t>> LedgerReader::facts_of_the_house() {
  return read_all(select_house_, read_seq);
}

LedgerResult<std::vector<std::uint64_t>> LedgerReader::clock_facts() {
  return read_all(select_clock_facts_, read_seq);
}

LedgerResult<std::vector<std::uint64_t>> LedgerReader::restorations() {
  return read_all(select_restorations_, read_seq);
}

LedgerResult<std::optional<CaseId>> LedgerReader::case_of_number(std::string_view number) {
  return read_first(select_number_, read_case_id, number);
}

LedgerResult<std::optional<CouponPlace>> LedgerReader::find_coupon(std::string_view code) {
  return read_first(select_coupon_, read_coupon_place, code);
}

LedgerResult<std::vector<CouponPlace>> LedgerReader::coupons_on(const CheckId& check) {
  return read_all(select_coupons_on_, read_coupon_place, check.text);
}

LedgerResult<std::vector<CaseId>> LedgerReader::cases_with_deliveries() {
  return read_all(select_deliveries_, read_case_id);
}

LedgerResult<std::optional<CaseId>> LedgerReader::case_of_request(const RequestId& request) {
  return read_first(select_request_case_, read_case_id, request.text);
}

LedgerResult<bool> LedgerReader::has_texts(const CaseId& subject) {
  const auto one = read_first(
      select_has_texts_, [](const Statement&) { return true; }, Blob{subject.bytes});
  return one.map([](const auto& found) { return found.has_value(); });
}

LedgerResult<std::optional<Instant>> LedgerReader::opened_before_newest(std::uint32_t count) {
  return read_first(
      select_opened_, [](const Statement& row) { return Instant{row.integer(0)}; }, count);
}

LedgerResult<std::vector<CaseId>> LedgerReader::cases_with_texts_before(Instant opened, std::uint32_t limit) {
  return read_all(select_old_texts_, read_case_id, opened.microseconds, limit);
}

LedgerResult<std::vector<CaseId>> LedgerReader::cases_of_contact(std::string_view contact, const Vault& vault) {
  const std::string wanted = written_the_same(contact);
  std::set<CaseId> found;
  auto rows = select_contacts_.rows(PrivateKind::phone, PrivateKind::mail);
  for (;;) {
    const auto row = rows.next();
    if (!row) {
      return tl::unexpected(problem_of(row.error()));
    }
    if (!*row) {
      return std::vector<CaseId>(found.begin(), found.end());
    }
    PrivateId id;
    const auto text = copy_exactly(select_contacts_.blob(6), id.bytes) ? unsealed(select_contacts_, id, vault)
                                                                       : std::optional<UnsealedText>();
    if (text && written_the_same(text->text) == wanted) found.insert(read_case_id(select_contacts_));
  }
}

LedgerResult<std::vector<KeyId>> LedgerReader::keys_in_use() {
  return read_all(select_keys_, [](const Statement& row) {
    KeyId id{};
    static_cast<void>(copy_exactly(row.blob(0), id));
    return id;
  });
}

LedgerResult<std::optional<std::string>> LedgerReader::read_text(const PrivateRef& text, const Vault& vault) {
  const auto read = [&](const Statement& row) -> std::optional<std::string> {
    auto clear = unsealed(row, text.id, vault);
    if (!clear || clear->commitment != text.commitment) {
      return std::nullopt;
    }
    return std::move(clear->text);
  };
  const auto found = read_first(select_text_, read, Blob{text.id.bytes});
  return found.map([](const auto& clear) { return clear.value_or(std::nullopt); });
}

}  // namespace amends
