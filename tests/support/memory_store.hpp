// A store in memory, for tests of the desk: the same promises as the ledger's, without a file. What it is told to fail, it
// fails once; what it holds survives the desk, so that a test can begin another one on it.
#pragma once

#include <algorithm>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "desk/ports.hpp"
#include "domain/fold.hpp"

namespace amends::testing {

class MemoryStore : public Store, private Mint {
 public:
  StorageTrouble fail_next_append = StorageTrouble::none;
  std::vector<StoredFact> facts;
  std::vector<HouseFact> of_the_house;
  Instant erased_before;  // as it was last asked for
  // Called with the request ids of each append, once it is durable.
  std::function<void(const Decision&)> appended;

  [[nodiscard]] StorageTrouble trouble() const override { return trouble_; }
  void recover() { trouble_ = StorageTrouble::none; }
  [[nodiscard]] std::optional<Instant> last_written() override {
    std::optional<Instant> last;
    if (!facts.empty()) last = facts.back().fact.at;
    if (!of_the_house.empty()) last = std::max(last.value_or(Instant{}), of_the_house.back().at);
    return last;
  }
  [[nodiscard]] std::optional<ClockJump> unseen_clock_jump() override {
    std::optional<ClockJump> unseen;
    for (const HouseFact& fact : of_the_house) {
      if (std::holds_alternative<ClockSeen>(fact.body)) unseen.reset();
      const auto* jump = std::get_if<ClockJumped>(&fact.body);
      if (jump == nullptr) continue;
      const std::int64_t before = unseen ? unseen->to.microseconds - unseen->from.microseconds : 0;
      unseen = ClockJump{{jump->from.microseconds - before}, jump->to};
    }
    return unseen;
  }
  [[nodiscard]] Mint& mint() override { return *this; }
  void forget() override {
    kept_.clear();
    given_ = 0;
  }

  [[nodiscard]] tl::expected<void, StorageTrouble> append(const Decision& decision, const Case& after) override {
    if (fail_next_append != StorageTrouble::none) {
      trouble_ = std::exchange(fail_next_append, StorageTrouble::none);
      return tl::unexpected(trouble_);
    }
    for (const Fact& fact : decision.facts)
      facts.push_back({.seq = facts.size() + 1, .fact = fact});
    for (auto& [id, text] : kept_)
      texts_[id] = std::move(text);
    kept_.clear();
    for (const HostRequest& request : decision.requests)
      outbox_.push_back({.request = request, .subject = after.id});
    for (OutboxRow& row : outbox_) {
      if (row.subject != after.id) continue;
      const Act* act = after.find(row.request.id);
      const Act* used = after.find_use(row.request.id);
      const bool is_started =
          act != nullptr ? act->state == ActState::started : used != nullptr && used->coupon == CouponState::started;
      row.state = !after.is_under_way(row.request.id) ? OutboxState::settled
                  : is_started                        ? OutboxState::started
                                                      : OutboxState::waiting;
    }
    cases_[after.id] = after;
    taken_ += given_;
    given_ = 0;
    if (appended) appended(decision);
    return {};
  }

  [[nodiscard]] tl::expected<std::vector<StoredFact>, StorageTrouble> facts_of(CaseId subject) override {
    std::vector<StoredFact> of;
    std::ranges::copy_if(facts, std::back_inserter(of),
                         [&](const StoredFact& stored) { return stored.fact.subject == subject; });
    return of;
  }
  [[nodiscard]] std::optional<CaseId> open_case_of(const CheckId& check) override {
    for (const auto& [id, state] : cases_) {
      if (state.check == check && !state.finished && !state.withdrawn) return id;
    }
    return std::nullopt;
  }
  [[nodiscard]] std::vector<CaseRow> find_cases(const CaseQuery& query) override {
    std::vector<CaseRow> rows;
    for (const auto& [id, state] : cases_) {
      const CaseRow row = row_of(state);
      const std::string searched = row.number.text + "\n" + row.place + "\n" + row.items;
      if (searched.find(query.text) != std::string::npos) rows.push_back(row);
    }
    return rows;
  }
  [[nodiscard]] std::vector<FollowUpRow> open_follow_ups() override {
    std::vector<FollowUpRow> rows;
    for (const auto& [id, state] : cases_) {
      for (const FollowUp& follow_up : state.follow_ups) {
        if (!follow_up.result) rows.push_back({.of = row_of(state), .follow_up = follow_up});
      }
    }
    return rows;
  }
  [[nodiscard]] std::vector<Figure> figures(Measure measure, DaySpan days) override {
    std::map<std::string, Figure> sums;
    for (const DayFigure& one : figures_by_day(measure, days)) {
      Figure& sum = sums.try_emplace(one.figure.key, Figure{measure, one.figure.key}).first->second;
      sum.count += one.figure.count;
      sum.sum += one.figure.sum;
    }
    std::vector<Figure> found;
    for (auto& [key, sum] : sums)
      found.push_back(std::move(sum));
    return found;
  }
  [[nodiscard]] std::vector<DayFigure> figures_by_day(Measure measure, DaySpan days) override {
    std::vector<DayFigure> found;
    for (const auto& [id, state] : cases_) {
      if (state.when.day < days.first || state.when.day > days.last) continue;
      for (Figure& figure : figures_of(state)) {
        if (figure.measure == measure) found.push_back({state.when.day, std::move(figure)});
      }
    }
    return found;
  }
  [[nodiscard]] std::vector<CaseRow> cases_counted(Measure measure, std::string_view key, DaySpan days,
                                                   std::uint32_t) override {
    std::vector<CaseRow> rows;
    for (const auto& [id, state] : cases_) {
      if (state.when.day < days.first || state.when.day > days.last) continue;
      for (const Figure& figure : figures_of(state)) {
        if (figure.measure == measure && figure.key == key) rows.push_back(row_of(state));
      }
    }
    return rows;
  }
  [[nodiscard]] std::vector<CaseId> cases_between(Instant begin, Instant end) override {
    std::vector<CaseId> found;
    for (const auto& [id, state] : cases_) {
      if (state.opened >= begin && state.opened < end) found.insert(found.begin(), id);
    }
    return found;
  }
  [[nodiscard]] std::vector<CaseRow> cases_waiting() override {
    std::vector<CaseRow> rows;
    for (const auto& [id, state] : cases_) {
      if (state.waits_for_yes() && !state.finished && !state.withdrawn) rows.push_back(row_of(state));
    }
    return rows;
  }
  [[nodiscard]] std::uint32_t waiting_count() override { return static_cast<std::uint32_t>(cases_waiting().size()); }
  [[nodiscard]] std::vector<OutboxRow> open_requests() override {
    std::vector<OutboxRow> rows;
    std::ranges::copy_if(outbox_, std::back_inserter(rows),
                         [](const OutboxRow& row) { return row.state != OutboxState::settled; });
    return rows;
  }
  [[nodiscard]] std::optional<CouponPlace> find_coupon(std::string_view code) override {
    for (const auto& [id, state] : cases_) {
      for (const Act& act : state.acts) {
        if (act.coupon != CouponState::none && act.coupon_number == code) return CouponPlace{id, act.id};
      }
    }
    return std::nullopt;
  }
  [[nodiscard]] std::vector<CouponPlace> coupons_on(const CheckId& check) override {
    std::vector<CouponPlace> places;
    for (const auto& [id, state] : cases_) {
      for (const Act& act : state.acts) {
        if (act.use() != nullptr && act.use()->check == check) places.push_back({id, act.id});
      }
    }
    return places;
  }
  [[nodiscard]] std::vector<CaseId> cases_with_deliveries() override {
    std::vector<CaseId> found;
    for (const auto& [id, state] : cases_) {
      if (std::ranges::any_of(state.deliveries, [](const Delivery& it) { return it.is_open(); })) found.push_back(id);
    }
    return found;
  }
  [[nodiscard]] std::optional<CaseId> case_of_request(const RequestId& request) override {
    for (const OutboxRow& row : outbox_) {
      if (row.request.id == request) return row.subject;
    }
    return std::nullopt;
  }
  [[nodiscard]] std::string scan_of(std::string_view code, Money, Instant) override { return std::string(code); }
  [[nodiscard]] bool is_genuine(const CouponScan&) override { return false; }
  [[nodiscard]] tl::expected<void, StorageTrouble> append(const HouseFact& fact) override {
    if (fail_next_append != StorageTrouble::none) {
      trouble_ = std::exchange(fail_next_append, StorageTrouble::none);
      return tl::unexpected(trouble_);
    }
    of_the_house.push_back(fact);
    return {};
  }
  [[nodiscard]] std::optional<PackText> last_pack() override {
    const auto packs = packs_taken();
    return packs.empty() ? std::nullopt : std::optional(packs.back().text);
  }
  [[nodiscard]] std::optional<PackText> pack_of(std::string_view version) override {
    for (const PackTaken& pack : packs_taken()) {
      if (pack.text.version == version) return pack.text;
    }
    return std::nullopt;
  }
  [[nodiscard]] tl::expected<std::uint32_t, StorageTrouble> erase_guests_before(Instant opened, Instant) override {
    erased_before = opened;
    return 0;
  }
  [[nodiscard]] std::vector<PackTaken> packs_taken() const {
    std::vector<PackTaken> packs;
    for (const HouseFact& fact : of_the_house) {
      if (const auto* pack = std::get_if<PackTaken>(&fact.body)) packs.push_back(*pack);
    }
    return packs;
  }
  [[nodiscard]] std::optional<std::string> read_text(const PrivateRef& text) override {
    const auto found = texts_.find(text.id);
    return found == texts_.end() ? std::nullopt : std::optional(found->second);
  }

 private:
  [[nodiscard]] static CaseRow row_of(const Case& state) {
    CaseRow row{.id = state.id,
                .number = state.number,
                .place = state.place,
                .failure = state.failure,
                .opened_by = state.opened_by,
                .severity = state.severity,
                .finished = state.finished,
                .waits_for_approval = state.waits_for_yes()};
    for (const CheckLine& line : state.lines)
      row.items += row.items.empty() ? line.name : ", " + line.name;
    return row;
  }
  [[nodiscard]] std::uint8_t next() { return static_cast<std::uint8_t>(taken_ + ++given_); }
  [[nodiscard]] CaseId case_id() override {
    CaseId id;
    id.bytes[0] = next();
    return id;
  }
  [[nodiscard]] CaseNumber case_number() override { return {"T1-" + std::to_string(next())}; }
  [[nodiscard]] RequestId request_id() override { return {"request-" + std::to_string(next())}; }
  [[nodiscard]] std::string coupon_code(Money, Instant, Instant) override {
    return write_code({.epoch = 0, .terminal = 1, .serial = next(), .tag = 7});
  }
  [[nodiscard]] PrivateRef keep(PrivateKind, const PrivateText& text) override {
    PrivateRef ref;
    ref.id.bytes[0] = next();
    kept_[ref.id] = text.text;
    return ref;
  }

  StorageTrouble trouble_ = StorageTrouble::none;
  std::map<CaseId, Case> cases_;
  std::vector<OutboxRow> outbox_;
  std::map<PrivateId, std::string> texts_;
  std::map<PrivateId, std::string> kept_;
  unsigned taken_ = 0;
  unsigned given_ = 0;
};

}  // namespace amends::testing
