#include "ledger/fact_export.hpp"

#include <map>
#include <string>
#include <variant>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "ledger/bytes.hpp"
#include "ledger/fact_fields.hpp"
#include "ledger/open_fact.hpp"

namespace amends {

namespace {

std::string json_text(std::string_view text) {
  return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string chain_line(const LedgerIdentity& identity) {
  const std::string key = identity.signing_key == PublicKey{} ? "null" : json_text(to_hex(identity.signing_key));
  return fmt::format(R"({{"record":"chain","format":"amends-facts/1","chain_id":"{}","signing_key":{}}})",
                     to_hex(identity.chain), key);
}

std::string signature_line(const VisitedFact& fact) {
  return fmt::format(R"({{"record":"signature","seq":{},"hash":"{}","signature":"{}"}})", fact.link.seq,
                     to_hex(fact.hash), to_hex(*fact.signature));
}

class Exporting {
 public:
  // Nothing of it where the body can't be read.
  [[nodiscard]] tl::expected<std::string, CodecError> line_of(const VisitedFact& fact) {
    const ChainLink& link = fact.link;
    return open_body(fact.subject(), link.kind, link.version, link.body).map([&](const std::string& body) {
      return fmt::format(R"({{"record":"fact","seq":{},"case":{},"at":{},"terminal":{},"actor":{},"kind":{},)"
                         R"("version":{},"body":{},"stored":{},"previous_hash":"{}","hash":"{}"}})",
                         link.seq, case_of(fact), open_instant(fact.at()), json_text(link.terminal),
                         json_text(link.actor), json_text(link.kind), link.version, body, json_text(link.body),
                         to_hex(link.previous), to_hex(fact.hash));
    });
  }

  // Before line_of, and for facts that get no line, too: later ones of the case go by its number.
  void note_number(const VisitedFact& fact) {
    if (fact.link.kind != kKindName<CaseRecorded>) return;
    const auto body = decode(fact.link.kind, fact.link.version, fact.link.body);
    const auto* recorded = body ? std::get_if<CaseRecorded>(&*body) : nullptr;
    if (recorded != nullptr) numbers_.emplace(fact.subject(), recorded->number.text);
  }

 private:
  [[nodiscard]] std::string case_of(const VisitedFact& fact) const {
    if (fact.subject().is_none()) return "null";
    const auto number = numbers_.find(fact.subject());
    return fmt::format(R"({{"id":"{}","number":{}}})", to_hex(fact.link.case_id),
                       json_text(number == numbers_.end() ? std::string() : number->second));
  }

  std::map<CaseId, std::string> numbers_;
};

}  // namespace

tl::expected<std::uint64_t, LedgerProblem> export_facts(LedgerVisit& ledger, const ExportRange& range,
                                                        const std::function<bool(std::string_view)>& take) {
  if (!take(chain_line(ledger.identity()))) return 0;
  Exporting exporting;
  std::uint64_t count = 0;
  std::optional<LedgerProblem> problem;
  const auto visited = ledger.visit([&](const VisitedFact& fact) {
    exporting.note_number(fact);
    if (fact.at() < range.begin || fact.at() >= range.end) return true;
    const auto line = exporting.line_of(fact);
    if (!line) {
      // What was hashed is what stands there, so that another version has written it.
      problem = LedgerProblem{StorageTrouble::newer, fmt::format("fact {}: {}", fact.link.seq, line.error().text)};
      return false;
    }
    ++count;
    return take(*line) && (!fact.signature || take(signature_line(fact)));
  });
  if (!visited) return tl::unexpected(visited.error());
  if (problem) return tl::unexpected(*std::move(problem));
  return count;
}

}  // namespace amends
