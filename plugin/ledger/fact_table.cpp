#include "ledger/fact_table.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "ledger/bytes.hpp"

namespace amends {

namespace {

// Columns of the SELECT below.
enum Column : int { kCaseId, kCasePrevious, kAt, kTerminal, kActor, kKind, kVersion, kBody, kPreviousHash, kHash };

tl::unexpected<LedgerProblem> damaged(std::uint64_t seq, const std::string& text) {
  return tl::unexpected(LedgerProblem{StorageTrouble::damaged, "fact " + std::to_string(seq) + ": " + text});
}

}  // namespace

SqlResult<FactTable> FactTable::prepare(Connection& connection, const ChainId& chain) {
  FactTable table;
  table.chain_ = chain;
  auto insert = connection.prepare(
      "INSERT INTO facts (seq, case_id, case_previous, at, terminal, actor, kind, version, body, previous_hash, hash) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  auto select = connection.prepare(
      "SELECT case_id, case_previous, at, terminal, actor, kind, version, body, previous_hash, hash "
      "FROM facts WHERE seq = ?");
  auto select_head = connection.prepare("SELECT seq, hash FROM facts ORDER BY seq DESC LIMIT 1");
  for (const auto* prepared : {&insert, &select, &select_head}) {
    if (!*prepared) {
      return tl::unexpected(prepared->error());
    }
  }
  table.insert_ = std::move(*insert);
  table.select_ = std::move(*select);
  table.select_head_ = std::move(*select_head);
  auto head = table.read_head();
  if (!head) {
    return tl::unexpected(head.error());
  }
  table.head_ = *head;
  return table;
}

SqlResult<ChainHead> FactTable::read_head() {
  auto rows = select_head_.rows();
  const auto row = rows.next();
  if (!row) {
    return tl::unexpected(row.error());
  }
  ChainHead head;
  if (*row) {
    head.seq = static_cast<std::uint64_t>(select_head_.integer(0));
    static_cast<void>(copy_exactly(select_head_.blob(1), head.hash));
  }
  return head;
}

SqlResult<std::uint64_t> FactTable::append(const LinkContext& context, const EncodedFact& fact) {
  ChainLink link;
  link.seq = head_.seq + 1;
  link.previous = head_.hash;
  link.case_id = context.subject.bytes;
  link.at_microseconds = context.at.microseconds;
  link.terminal = context.terminal;
  link.actor = context.actor;
  link.kind = fact.kind;
  link.version = fact.version;
  link.body = fact.body;
  const Hash hash = hash_of(chain_, link);
  auto inserted = insert_.run(link.seq, Blob{link.case_id}, context.case_previous, link.at_microseconds, link.terminal,
                              link.actor, link.kind, link.version, link.body, Blob{link.previous}, Blob{hash});
  if (!inserted) {
    return tl::unexpected(inserted.error());
  }
  head_ = {link.seq, hash};
  return link.seq;
}

tl::expected<void, LedgerProblem> FactTable::check_row(std::uint64_t seq, CaseId& subject) const {
  ChainLink link;
  Hash stored{};
  link.seq = seq;
  if (!copy_exactly(select_.blob(kCaseId), link.case_id) || !copy_exactly(select_.blob(kPreviousHash), link.previous) ||
      !copy_exactly(select_.blob(kHash), stored)) {
    return damaged(seq, "its identifiers or hashes have a wrong length");
  }
  link.at_microseconds = select_.integer(kAt);
  link.terminal = select_.text(kTerminal);
  link.actor = select_.text(kActor);
  link.kind = select_.text(kKind);
  link.version = static_cast<std::uint32_t>(select_.integer(kVersion));
  link.body = select_.text(kBody);
  if (hash_of(chain_, link) != stored) {
    return damaged(seq, "its bytes are not those that were hashed");
  }
  subject.bytes = link.case_id;
  return {};
}

tl::expected<CaseHistory, LedgerProblem> FactTable::history_of(const CaseId& wanted, std::uint64_t last_seq) {
  CaseHistory history;
  for (std::uint64_t seq = last_seq; seq != 0;) {
    auto rows = select_.rows(seq);
    const auto row = rows.next();
    if (!row) {
      return tl::unexpected(problem_of(row.error()));
    }
    CaseId subject;
    if (!*row) {
      return damaged(seq, "missing");
    }
    if (auto checked = check_row(seq, subject); !checked) {
      return tl::unexpected(std::move(checked.error()));
    }
    const auto previous = static_cast<std::uint64_t>(select_.integer(kCasePrevious));
    if (subject != wanted || previous >= seq) {
      return damaged(seq, "it stands among another case's facts");
    }
    const auto version = static_cast<std::uint32_t>(select_.integer(kVersion));
    if (is_request(select_.text(kKind))) {
      auto request = decode_request(version, select_.text(kBody));
      if (!request) {
        return damaged(seq, request.error().text);
      }
      history.requests.push_back({seq, *std::move(request)});
    } else {
      auto body = decode(select_.text(kKind), version, select_.text(kBody));
      if (!body) {
        return damaged(seq, body.error().text);
      }
      history.facts.push_back(
          {seq, {subject, {select_.integer(kAt)}, {std::string(select_.text(kActor))}, *std::move(body)}});
    }
    seq = previous;
  }
  std::reverse(history.facts.begin(), history.facts.end());
  std::reverse(history.requests.begin(), history.requests.end());
  return history;
}

tl::expected<void, LedgerProblem> FactTable::select_fact(Rows& rows, std::uint64_t seq, CaseId& subject) const {
  const auto row = rows.next();
  if (!row) {
    return tl::unexpected(problem_of(row.error()));
  }
  if (!*row) {
    return damaged(seq, "missing");
  }
  return check_row(seq, subject);
}

tl::expected<HouseBody, LedgerProblem> FactTable::house_at(std::uint64_t seq) {
  auto rows = select_.rows(seq);
  CaseId none;
  if (auto selected = select_fact(rows, seq, none); !selected) {
    return tl::unexpected(std::move(selected.error()));
  }
  auto body =
      decode_house(select_.text(kKind), static_cast<std::uint32_t>(select_.integer(kVersion)), select_.text(kBody));
  if (!body) {
    return damaged(seq, body.error().text);
  }
  return *std::move(body);
}

tl::expected<AskedRequest, LedgerProblem> FactTable::request_at(std::uint64_t seq, CaseId& subject) {
  auto rows = select_.rows(seq);
  if (auto selected = select_fact(rows, seq, subject); !selected) {
    return tl::unexpected(std::move(selected.error()));
  }
  if (!is_request(select_.text(kKind))) {
    return damaged(seq, "no request stands there");
  }
  auto request = decode_request(static_cast<std::uint32_t>(select_.integer(kVersion)), select_.text(kBody));
  if (!request) {
    return damaged(seq, request.error().text);
  }
  return AskedRequest{seq, *std::move(request)};
}

}  // namespace amends
