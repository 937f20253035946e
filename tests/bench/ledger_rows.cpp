// What a ledger costs that has run for years: how long a start takes, a list, a search, a case's history, a manager's page.

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

#include "desk/report.hpp"
#include "domain/fold.hpp"
#include "ledger/fact_table.hpp"
#include "ledger/ledger.hpp"
#include "ledger/projection.hpp"
#include "ledger/schema.hpp"
#include "ledger/vault.hpp"
#include "measure.hpp"

namespace amends::bench {

namespace {

constexpr std::uint64_t kMillion = 1'000'000;
constexpr std::uint64_t kFactsPerCase = 10;
constexpr std::uint64_t kCasesPerText = 4;  // in one of so many somebody writes something
constexpr std::uint64_t kCasesPerTransaction = 5000;
constexpr int kStarts = 7;
constexpr int kReads = 60;
// A year is a million facts.
constexpr std::uint64_t kCasesPerDay = 274;
constexpr std::int32_t kFirstDay = 16'000;
constexpr std::uint64_t kItems = 200;
constexpr const char* kFailures[] = {"tastes_wrong", "wrong_item", "cold", "slow", "missing", "bill", "rude", "dirty"};
constexpr const char* kGroups[] = {"Drinks", "Food", "Sweets", "Specials"};
constexpr Currency kEuro{{'E', 'U', 'R'}, 2};

using Steady = std::chrono::steady_clock;

double ms_since(Steady::time_point begin) {
  return std::chrono::duration<double, std::milli>(Steady::now() - begin).count();
}

std::vector<FactBody> facts_of_case(std::uint64_t number) {
  CaseRecorded recorded;
  recorded.number = {fmt::format("T3-{:04}", number)};
  recorded.check = {fmt::format("check-{}", number)};
  recorded.check_number = std::to_string(number % 10'000);
  recorded.place = fmt::format("Table {}", number % 40);
  recorded.currency = kEuro;
  CheckLine line;
  line.id = {"1"};
  line.item = {"tea"};
  line.name = fmt::format("Dish {}", number * 7919 % kItems);
  line.group = kGroups[number % std::size(kGroups)];
  line.component = fmt::format("part {}", number % 40);
  line.unit = line.total = line.refunded = {450, kEuro};
  recorded.lines = {line};
  recorded.failure = {kFailures[number % std::size(kFailures)]};
  recorded.when =
      StoreHour{kFirstDay + static_cast<std::int32_t>(number / kCasesPerDay), static_cast<std::int32_t>(number % 24)};
  ActChosen chosen;
  chosen.act = {1};
  chosen.remedy = PersonalApology{{"ana"}};
  chosen.cost = {0, kEuro};
  FollowUp call;
  call.id = {1};
  call.owner = {"ana"};
  return {recorded,
          FeelingNoted{Feeling::annoyed},
          ReturnNoted{true},
          TemperNoted{Temper::upset},
          SaidBack{},
          chosen,
          ActKeyed{{1}, "R"},
          FollowUpPlanned{call},
          FollowUpAnswered{{1}, FollowUpResult::satisfied},
          CaseFinished{}};
}

void check(bool done, const char* what) {
  if (!done) throw CannotMeasure{std::string("the ledger can't be filled: ") + what};
}

// As the ledger itself would have written them one by one, without waiting for the disk each time.
class Filling {
 public:
  explicit Filling(const std::filesystem::path& folder) : folder_(folder) {
    { check(Ledger::open({folder, "T3", {}})->trouble() == StorageTrouble::none, "it isn't made"); }
    auto judged = judge_ledger(folder / "ledger.sqlite", "");
    check(judged.has_value(), "it isn't read");
    chain_ = judged->identity.chain;
  }

  void fill_up_to(std::uint64_t facts) {
    auto opened = open_for_writing(folder_ / "ledger.sqlite", "");
    check(opened.has_value(), "it isn't opened");
    connection_ = std::move(*opened);
    check(connection_.run("PRAGMA synchronous = OFF").has_value(), "pragma");
    auto table = FactTable::prepare(connection_, chain_);
    auto projections = Projections::prepare(connection_);
    auto key = SigningKey::open(folder_ / "keys");
    auto head = connection_.prepare("INSERT INTO heads (seq, hash, signature) VALUES (?, ?, ?)");
    auto vault = Vault::open(folder_ / "keys");
    check(table && projections && key && head && vault, "statements");
    while (table->head().seq < facts) {
      auto transaction = Transaction::begin(connection_);
      check(transaction.has_value(), "transaction");
      for (std::uint64_t i = 0; i < kCasesPerTransaction && table->head().seq < facts; ++i)
        write_case(*table, *projections, *key, *head);
      for (; keyed_ < ids_.size(); keyed_ += kCasesPerText)
        check(vault->ensure_key(ids_[keyed_].bytes).has_value(), "key");
      check(transaction->commit().has_value(), "commit");
    }
    head = tl::unexpected(SqlError{});
    check(connection_.run("PRAGMA wal_checkpoint(TRUNCATE)").has_value(), "checkpoint");
    *table = FactTable();
    *projections = Projections();
    connection_ = Connection();
  }
  [[nodiscard]] const CaseId& in_the_middle() const { return ids_[ids_.size() / 2]; }
  [[nodiscard]] std::uint64_t cases() const { return ids_.size(); }

 private:
  void write_case(FactTable& table, Projections& projections, const SigningKey& key, Statement& head) {
    CaseId id;
    const std::uint64_t number = ids_.size() + 1;
    for (std::size_t at = 0; at < 8; ++at)
      id.bytes[at] = static_cast<std::uint8_t>((number * 0x9e3779b97f4a7c15ULL) >> (8 * at));
    id.bytes[15] = 1;
    LinkContext context;
    context.subject = id;
    context.terminal = "T3";
    context.actor = "ana";
    Case state;
    for (FactBody& body : facts_of_case(number)) {
      context.at.microseconds = 1'700'000'000'000'000 + static_cast<std::int64_t>(number) * 60'000'000;
      const EncodedFact encoded = encode(body);
      const auto seq = table.append(context, encoded);
      check(seq.has_value(), "fact");
      context.case_previous = *seq;
      state = fold(std::move(state), {id, context.at, {"ana"}, std::move(body)});
      if (*seq % kFactsPerSignature == 0) {
        const ChainHead now = table.head();
        const Signature signature = key.sign(chain_, now);
        check(head.run(now.seq, Blob{now.hash}, Blob{signature}).has_value(), "signature");
      }
    }
    check(projections.write(state, context.case_previous, {}).has_value(), "case");
    projections.forget_all();
    ids_.push_back(id);
  }

  std::filesystem::path folder_;
  ChainId chain_{};
  Connection connection_;
  std::vector<CaseId> ids_;
  std::size_t keyed_ = 0;  // so many cases have what they need of keys
};

template <class Read>
double median_ms(int times, Read&& read) {
  std::vector<double> ms;
  for (int i = 0; i < times; ++i) {
    const auto begin = Steady::now();
    read();
    ms.push_back(ms_since(begin));
  }
  return median(std::move(ms));
}

struct Figures {
  double start_ms = 0;
  double list_ms = 0;
  double search_ms = 0;
  double history_ms = 0;
  double report_ms = 0;  // a page opened, of four weeks
  double period_ms = 0;  // the same for a year
  double behind_ms = 0;  // the cases behind a number that is rare
};

Figures measure(const std::filesystem::path& folder, const Filling& filling, const Wishes& wishes) {
  Figures figures;
  const LedgerSettings settings{folder, "T3", {}};
  figures.start_ms = median_ms(kStarts, [&] {
    burn(wishes.slow_down);
    check(Ledger::open(settings)->trouble() == StorageTrouble::none, "start");
  });
  const auto ledger = Ledger::open(settings);
  figures.list_ms = median_ms(kReads, [&] {
    check(ledger->find_cases({}).size() == 50, "list");
    check(ledger->open_follow_ups().empty() && ledger->cases_waiting().empty(), "lists");
  });
  // What is nowhere takes longest to not find.
  figures.search_ms = median_ms(kReads, [&] { check(ledger->find_cases({.text = "octopus"}).empty(), "search"); });
  figures.history_ms = median_ms(kReads, [&] {
    const auto facts = ledger->facts_of(filling.in_the_middle());
    check(facts && facts->size() == kFactsPerCase, "history");
  });
  const std::int32_t today = kFirstDay + static_cast<std::int32_t>(filling.cases() / kCasesPerDay);
  const auto report = [&](ReportQuery query) {
    burn(wishes.slow_down);
    return make_report(*ledger, query, today, {});
  };
  figures.report_ms = median_ms(kReads, [&] { check(report({}).cases > 0, "report"); });
  figures.period_ms = median_ms(kReads, [&] { check(report({.days = 364}).items.size() > 50, "year"); });
  const FigureName rare{Measure::recovered, "lost"};
  figures.behind_ms = median_ms(kReads, [&] { check(report({.days = 364, .behind = rare}).behind.empty(), "behind"); });
  return figures;
}

}  // namespace

std::vector<Row> measure_ledger(const Wishes& wishes) {
  const TemporaryFolder folder(wishes.folder);
  Filling filling(folder.path());
  const auto begin = Steady::now();
  filling.fill_up_to(kMillion);
  const double filled_s = ms_since(begin) / 1000;
  const Figures million = measure(folder.path(), filling, wishes);
  std::vector<Row> rows = {row_alone("ledger_start", million.start_ms, "ms", goal::kLedgerStartMs),
                           row_alone("ledger_list", million.list_ms, "ms", goal::kLedgerReadMs),
                           row_alone("ledger_search", million.search_ms, "ms", goal::kLedgerReadMs),
                           row_alone("ledger_history", million.history_ms, "ms", goal::kLedgerReadMs),
                           row_alone("report_open", million.report_ms, "ms", goal::kReportOpenMs),
                           row_alone("report_period", million.period_ms, "ms", goal::kReportPeriodMs),
                           row_alone("report_behind", million.behind_ms, "ms", goal::kReportOpenMs)};
  rows.front().note = fmt::format("{} facts of {} cases, keys for one in four, written in {:.0f} s.", kMillion,
                                  filling.cases(), filled_s);
  constexpr const char* kTen[] = {"ledger_list_10m", "ledger_search_10m", "ledger_history_10m",
                                  "report_open_10m", "report_period_10m", "report_behind_10m"};
  const bool wants_ten = std::ranges::any_of(kTen, [&](const char* name) { return wishes.wants(name); });
  const bool is_long = std::getenv("AMENDS_LONG") != nullptr;
  for (const char* name : kTen) {
    if (!is_long)
      rows.push_back(
          row_not_measured(name, goal::kLedgerTenMillion, "ten million facts are written only with AMENDS_LONG=1"));
  }
  if (!wants_ten || !is_long) return rows;
  filling.fill_up_to(10 * kMillion);
  const Figures ten = measure(folder.path(), filling, wishes);
  rows.push_back(row_beside("ledger_list_10m", ten.list_ms, "ms", million.list_ms, goal::kLedgerTenMillion));
  rows.push_back(row_beside("ledger_search_10m", ten.search_ms, "ms", million.search_ms, goal::kLedgerTenMillion));
  rows.push_back(row_beside("ledger_history_10m", ten.history_ms, "ms", million.history_ms, goal::kLedgerTenMillion));
  rows.push_back(row_beside("report_open_10m", ten.report_ms, "ms", million.report_ms, goal::kLedgerTenMillion));
  rows.push_back(row_beside("report_period_10m", ten.period_ms, "ms", million.period_ms, goal::kLedgerTenMillion));
  rows.push_back(row_beside("report_behind_10m", ten.behind_ms, "ms", million.behind_ms, goal::kLedgerTenMillion));
  return rows;
}

}  // namespace amends::bench
