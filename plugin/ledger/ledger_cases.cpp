#include "ledger/ledger_cases.hpp"

#include <optional>
#include <utility>
#include <variant>

#include "domain/fold.hpp"
#include "ledger/fact_codec.hpp"

namespace amends {

namespace {

class Reading {
 public:
  explicit Reading(const std::function<bool(const CaseRecorded&, Instant)>& is_wanted) : is_wanted_(is_wanted) {}

  // False: it can't be read, and problem() says why.
  [[nodiscard]] bool take(const VisitedFact& fact) {
    const ChainLink& link = fact.link;
    found_.head = {link.seq, fact.hash};
    if (is_request(link.kind)) return true;
    if (fact.subject().is_none()) {
      auto house = decode_house(link.kind, link.version, link.body);
      if (!house) return refuse(fact, house.error());
      if (auto* taken = std::get_if<PackTaken>(&*house)) {
        found_.packs.insert_or_assign(taken->text.version, std::move(taken->text));
      }
      return true;
    }
    auto body = decode(link.kind, link.version, link.body);
    if (!body) return refuse(fact, body.error());
    const auto known = places_.find(fact.subject());
    const auto* recorded = std::get_if<CaseRecorded>(&*body);
    if (known == places_.end() && (recorded == nullptr || !is_wanted_(*recorded, fact.at()))) return true;
    if (known == places_.end()) found_.cases.emplace_back();
    const auto [place, is_new] = places_.try_emplace(fact.subject(), found_.cases.size() - 1);
    RecordedCase& of = found_.cases[place->second];
    of.history.push_back({link.seq, {fact.subject(), fact.at(), {std::string(link.actor)}, *std::move(body)}});
    of.state = fold(std::move(of.state), of.history.back().fact);
    return true;
  }

  [[nodiscard]] const std::optional<LedgerProblem>& problem() const { return problem_; }
  [[nodiscard]] LedgerCases finish() { return std::move(found_); }

 private:
  // What was hashed is what stands there, so that another version has written it.
  bool refuse(const VisitedFact& fact, const CodecError& error) {
    problem_ = LedgerProblem{StorageTrouble::newer, "fact " + std::to_string(fact.link.seq) + ": " + error.text};
    return false;
  }

  const std::function<bool(const CaseRecorded&, Instant)>& is_wanted_;
  LedgerCases found_;
  std::map<CaseId, std::size_t> places_;
  std::optional<LedgerProblem> problem_;
};

}  // namespace

tl::expected<LedgerCases, LedgerProblem> read_cases(
    LedgerVisit& ledger, const std::function<bool(const CaseRecorded& recorded, Instant at)>& is_wanted) {
  Reading reading(is_wanted);
  auto visited = ledger.visit([&](const VisitedFact& fact) { return reading.take(fact); });
  if (!visited) return tl::unexpected(std::move(visited.error()));
  if (reading.problem()) return tl::unexpected(*reading.problem());
  return reading.finish();
}

}  // namespace amends
