// How long the desk takes from a command to its commit, beside one raw insert into SQLite with the same durability.
// Measured: whole cases of a restaurant on the real ledger, command by command; after each of ours one of the raw
// inserts, or before it, in turns, in the same folder. Ours begins when Desk::take is called and ends when the store has
// appended; making the next view isn't in it. Medians over all pairs. Both logs are moved into their files between cases,
// outside what is timed.

#include <fmt/format.h>
#include <linux/magic.h>
#include <sqlite3.h>
#include <sys/vfs.h>

#include <array>
#include <map>
#include <memory>
#include <utility>

#include "desk/desk.hpp"
#include "effects/calendar.hpp"
#include "effects/system_clock.hpp"
#include "ledger/ledger.hpp"
#include "measure.hpp"
#include "support/domain_fakes.hpp"

namespace amends::bench {
namespace {

using Steady = std::chrono::steady_clock;

constexpr int kWarmUpCases = 5;
constexpr int kCases = 40;
constexpr int kWarmUpFacts = 100;
constexpr int kFacts = 1500;
constexpr int kFactsPerCase = 12;
// What a fact's body takes on average, so that both sides write about as much of their own.
constexpr std::size_t kRawBodyBytes = 200;

double ms_between(Steady::time_point begin, Steady::time_point end) {
  return std::chrono::duration<double, std::milli>(end - begin).count();
}

bool is_in_memory(const std::filesystem::path& folder) {
  struct statfs info {};
  return statfs(folder.c_str(), &info) == 0 && (info.f_type == TMPFS_MAGIC || info.f_type == RAMFS_MAGIC);
}

// The ledger, and when it last had appended.
class TimedStore final : public Store {
 public:
  explicit TimedStore(Ledger& ledger) : ledger_(ledger) {}

  std::optional<Steady::time_point> appended;

  [[nodiscard]] StorageTrouble trouble() const override { return ledger_.trouble(); }
  [[nodiscard]] Mint& mint() override { return ledger_.mint(); }
  void forget() override { ledger_.forget(); }
  [[nodiscard]] tl::expected<void, StorageTrouble> append(const Decision& decision, const Case& after) override {
    const auto done = ledger_.append(decision, after);
    if (done) appended = Steady::now();
    return done;
  }
  [[nodiscard]] tl::expected<std::vector<StoredFact>, StorageTrouble> facts_of(CaseId subject) override {
    return ledger_.facts_of(subject);
  }
  [[nodiscard]] std::optional<CaseId> open_case_of(const CheckId& check) override {
    return ledger_.open_case_of(check);
  }
  [[nodiscard]] std::vector<CaseRow> find_cases(const CaseQuery& query) override { return ledger_.find_cases(query); }
  [[nodiscard]] std::vector<FollowUpRow> open_follow_ups() override { return ledger_.open_follow_ups(); }
  [[nodiscard]] std::vector<Figure> figures(Measure measure, DaySpan days) override {
    return ledger_.figures(measure, days);
  }
  [[nodiscard]] std::vector<DayFigure> figures_by_day(Measure measure, DaySpan days) override {
    return ledger_.figures_by_day(measure, days);
  }
  [[nodiscard]] std::vector<CaseRow> cases_counted(Measure measure, std::string_view key, DaySpan days,
                                                   std::uint32_t limit) override {
    return ledger_.cases_counted(measure, key, days, limit);
  }
  [[nodiscard]] std::vector<CaseId> cases_between(Instant begin, Instant end) override {
    return ledger_.cases_between(begin, end);
  }
  [[nodiscard]] std::vector<CaseRow> cases_waiting() override { return ledger_.cases_waiting(); }
  [[nodiscard]] std::uint32_t waiting_count() override { return ledger_.waiting_count(); }
  [[nodiscard]] std::vector<OutboxRow> open_requests() override { return ledger_.open_requests(); }
  [[nodiscard]] std::optional<CouponPlace> find_coupon(std::string_view code) override {
    return ledger_.find_coupon(code);
  }
  [[nodiscard]] std::vector<CouponPlace> coupons_on(const CheckId& check) override { return ledger_.coupons_on(check); }
  [[nodiscard]] std::vector<CaseId> cases_with_deliveries() override { return ledger_.cases_with_deliveries(); }
  [[nodiscard]] std::optional<CaseId> case_of_request(const RequestId& request) override {
    return ledger_.case_of_request(request);
  }
  [[nodiscard]] std::string scan_of(std::string_view code, Money amount, Instant expires) override {
    return ledger_.scan_of(code, amount, expires);
  }
  [[nodiscard]] bool is_genuine(const CouponScan& scan) override { return ledger_.is_genuine(scan); }
  [[nodiscard]] std::optional<Instant> last_written() override { return ledger_.last_written(); }
  [[nodiscard]] std::optional<ClockJump> unseen_clock_jump() override { return ledger_.unseen_clock_jump(); }
  [[nodiscard]] tl::expected<void, StorageTrouble> append(const HouseFact& fact) override {
    return ledger_.append(fact);
  }
  [[nodiscard]] std::optional<PackText> last_pack() override { return ledger_.last_pack(); }
  [[nodiscard]] std::optional<PackText> pack_of(std::string_view version) override { return ledger_.pack_of(version); }
  [[nodiscard]] tl::expected<std::uint32_t, StorageTrouble> erase_guests_before(Instant opened, Instant at) override {
    return ledger_.erase_guests_before(opened, at);
  }
  [[nodiscard]] std::optional<std::string> read_text(const PrivateRef& text) override {
    return ledger_.read_text(text);
  }

 private:
  Ledger& ledger_;
};

// One row into one table, each a transaction of its own.
class RawInserts {
 public:
  explicit RawInserts(const std::filesystem::path& file) {
    check(sqlite3_open(file.c_str(), &database_));
    check(sqlite3_exec(database_,
                       "PRAGMA page_size = 4096; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; "
                       "PRAGMA wal_autocheckpoint = 4000; CREATE TABLE raw (id INTEGER PRIMARY KEY, body BLOB) STRICT",
                       nullptr, nullptr, nullptr));
    check(sqlite3_prepare_v2(database_, "INSERT INTO raw (body) VALUES (?)", -1, &insert_, nullptr));
  }
  RawInserts(const RawInserts&) = delete;
  RawInserts& operator=(const RawInserts&) = delete;
  ~RawInserts() {
    sqlite3_finalize(insert_);
    sqlite3_close(database_);
  }

  [[nodiscard]] double insert_ms() {
    const auto begin = Steady::now();
    check(sqlite3_bind_blob(insert_, 1, body_.data(), static_cast<int>(body_.size()), SQLITE_STATIC));
    const int stepped = sqlite3_step(insert_);
    const int done = sqlite3_reset(insert_);
    const auto end = Steady::now();
    if (stepped != SQLITE_DONE) check(done);
    return ms_between(begin, end);
  }
  void tidy() { check(sqlite3_exec(database_, "PRAGMA wal_checkpoint(PASSIVE)", nullptr, nullptr, nullptr)); }

 private:
  void check(int code) const {
    if (code != SQLITE_OK) throw CannotMeasure{fmt::format("the raw insert failed: {}", sqlite3_errmsg(database_))};
  }

  sqlite3* database_ = nullptr;
  sqlite3_stmt* insert_ = nullptr;
  std::array<unsigned char, kRawBodyBytes> body_{};
};

struct Timings {
  std::vector<double> ours_ms;
  std::vector<double> raw_ms;
  std::vector<double> view_ms;  // from the command to the next view
  std::map<std::string, std::vector<double>> by_kind_ms;
};

// A waiter, a till that does what it is asked, and the desk between them.
class Service {
 public:
  Service(const std::filesystem::path& folder, const Wishes& wishes)
      : wishes_(wishes),
        ledger_(Ledger::open({.folder = folder / "ledger", .terminal = "T3", .vfs = {}})),
        store_(*ledger_),
        zone_(make_calendar("Europe/Lisbon")),
        desk_({.store = store_, .clock = clock_, .calendar = *zone_.calendar},
              std::make_shared<const Policy>(Policy{.playbook = fakes::playbook(), .site = {}, .text = {}})),
        raw_(folder / "raw.sqlite") {
    if (ledger_->trouble() != StorageTrouble::none) throw CannotMeasure{"no ledger: " + ledger_->trouble_text()};
    auto host = std::make_shared<HostPicture>();
    host->check = fakes::open_check();
    host->items = fakes::menu();
    host->operator_ = fakes::ana();
    host->staff = {fakes::ana(), fakes::jon(), fakes::mira(), fakes::tom()};
    host->capabilities = fakes::all_capabilities();
    host->has_pos = host->has_operator = true;
    host_ = std::move(host);
  }

  void serve_one_guest() {
    give("record", RecordCase{.lines = {{"1"}}, .failure = {"awful"}});
    give("answer", NoteReturn{true});
    give("answer", NoteAffected{Affected::child});
    give("answer", NoteFeeling{Feeling::disappointed});
    give("answer", NoteTemper{Temper::upset});
    give("first words", NoteText{PrivateKind::words, {"It tastes of soap, and so did the one before."}});
    give("words", NoteText{PrivateKind::meaning, {"She had looked forward to it all week."}});
    give("answer", ChooseWish{{"something_else"}});
    give("answer", SayBack{});
    give("apology", Apologise{});
    give("step", ShowStep{Step::put_right});
    give("remedy", ChooseAct{.purpose = ActPurpose::fix, .from = {"replace"}, .items = {{{"lemonade"}, "lemonade"}}});
    let_host_work();
    give("step", ShowStep{Step::extra});
    give("extra", ChooseAct{.purpose = ActPurpose::extra, .from = {"treat"}, .items = {{{"cake"}, "cake"}}});
    let_host_work();
    give("step", ShowStep{Step::after});
    give("prevention", ChoosePrevention{{"new_batch"}, true});
    give("contact", GiveContact{PrivateKind::phone, {"+351 210 000 000"}, true});
    give("follow-up", PlanFollowUp{FollowUpWhen::tomorrow, {}});
    give("finish", FinishCase{});
    ledger_->tidy();
    raw_.tidy();
  }

  void forget_timings() { timings_ = {}; }
  [[nodiscard]] const Timings& timings() const { return timings_; }

 private:
  // `act` hands the desk something; both sides take turns in going first.
  template <typename Act>
  void time(const std::string& kind, Act act) {
    ours_first_ = !ours_first_;
    double raw_ms = ours_first_ ? 0 : raw_.insert_ms();
    store_.appended.reset();
    const auto begin = Steady::now();
    burn(wishes_.slow_down);
    act();
    const auto end = Steady::now();
    if (!store_.appended) throw CannotMeasure{"the desk didn't record: " + kind};
    if (ours_first_) raw_ms = raw_.insert_ms();
    const double ours_ms = ms_between(begin, *store_.appended);
    timings_.ours_ms.push_back(ours_ms);
    timings_.raw_ms.push_back(raw_ms);
    timings_.view_ms.push_back(ms_between(begin, end));
    timings_.by_kind_ms[kind].push_back(ours_ms);
  }

  void give(const std::string& kind, Command command) {
    std::optional<CaseId> subject;
    if (desk_.view()->open) subject = desk_.view()->open->state.id;
    const Intent intent{.number = ++number_,
                        .host = host_,
                        .body = Give{.subject = subject, .command = std::move(command), .approver = std::nullopt}};
    time(kind, [&] { desk_.take(intent); });
  }

  // The desk starts what is due, durable before it is sent; the till answers each once.
  void let_host_work() {
    std::vector<HostErrand> errands;
    time("start", [&] { errands = desk_.take_errands(); });
    for (const HostErrand& errand : errands) {
      give("host's answer", TakeHostAnswer{.request = errand.request.id,
                                           .outcome = HostOutcome::done,
                                           .reference = "R-1",
                                           .reason = {},
                                           .amount = errand.request.amount});
    }
  }

  const Wishes& wishes_;
  std::unique_ptr<Ledger> ledger_;
  TimedStore store_;
  SystemClock clock_;
  ZoneCalendar zone_;
  Desk desk_;
  RawInserts raw_;
  std::shared_ptr<const HostPicture> host_;
  std::uint64_t number_ = 0;
  bool ours_first_ = false;
  Timings timings_;
};

std::string note_of(const Timings& timings) {
  std::string note = fmt::format("{} pairs; medians in ms by kind:", timings.ours_ms.size());
  for (const auto& [kind, times_ms] : timings.by_kind_ms)
    note += fmt::format(" {} {:.3f},", kind, median(times_ms));
  note.back() = '.';
  return note;
}

}  // namespace

std::vector<Row> measure_append(const Wishes& wishes) {
  const TemporaryFolder folder(wishes.folder);
  if (is_in_memory(folder.path())) {
    throw CannotMeasure{folder.path().string() + " is in memory, not on a disk: --folder names another"};
  }
  const auto ledger = Ledger::open({.folder = folder.path() / "ledger", .terminal = "T3", .vfs = {}});
  if (ledger->trouble() != StorageTrouble::none) throw CannotMeasure{"no ledger: " + ledger->trouble_text()};
  RawInserts raw(folder.path() / "raw.sqlite");
  fakes::Story story;
  Timings timings;
  const auto append = [&](const CaseId& subject, FactBody body) {
    const Fact fact{subject, fakes::kNoon, {"ana"}, std::move(body)};
    story.state = fold(std::move(story.state), fact);
    const auto begin = Steady::now();
    burn(wishes.slow_down);
    if (!ledger->append({{fact}, {}}, story.state)) throw CannotMeasure{"a fact was not appended"};
    return ms_between(begin, Steady::now());
  };
  for (int at = 0; at < kWarmUpFacts + kFacts; ++at) {
    if (at % kFactsPerCase == 0) {
      story.state = {};
      CaseRecorded recorded;
      recorded.number = ledger->mint().case_number();
      recorded.currency = fakes::kEuro;
      recorded.lines = {fakes::line("1", "tea-peach", "Drinks", 450)};
      (void)append(ledger->mint().case_id(), recorded);
      ledger->tidy();
      raw.tidy();
    }
    const bool ours_first = at % 2 == 0;
    double raw_ms = ours_first ? 0 : raw.insert_ms();
    const double ours_ms = append(
        story.state.id, at % 2 == 0 ? FactBody(FeelingNoted{Feeling::annoyed}) : FactBody(TemperNoted{Temper::upset}));
    if (ours_first) raw_ms = raw.insert_ms();
    if (at < kWarmUpFacts) continue;
    timings.ours_ms.push_back(ours_ms);
    timings.raw_ms.push_back(raw_ms);
  }
  Row row = row_beside("append", median(timings.ours_ms), "ms", median(timings.raw_ms), goal::kAppend);
  row.note = fmt::format("{:.0f} durable facts a second, {:.0f} raw rows; {} pairs.", 1000 / median(timings.ours_ms),
                         1000 / median(timings.raw_ms), kFacts);
  return {row, row_to_know("append_p99", percentile(timings.ours_ms, 99), "ms", percentile(timings.raw_ms, 99))};
}

std::vector<Row> measure_commit(const Wishes& wishes) {
  const TemporaryFolder folder(wishes.folder);
  if (is_in_memory(folder.path())) {
    throw CannotMeasure{folder.path().string() + " is in memory, not on a disk: --folder names another"};
  }
  Service service(folder.path(), wishes);
  for (int i = 0; i < kWarmUpCases; ++i)
    service.serve_one_guest();
  service.forget_timings();
  for (int i = 0; i < kCases; ++i)
    service.serve_one_guest();
  const Timings& timings = service.timings();
  Row row = row_beside("commit", median(timings.ours_ms), "ms", median(timings.raw_ms), goal::kCommit);
  row.note = note_of(timings);
  return {row, row_to_know("commit_p99", percentile(timings.ours_ms, 99), "ms", percentile(timings.raw_ms, 99)),
          row_to_know("commit_to_view", median(timings.view_ms), "ms", std::nullopt)};
}

}  // namespace amends::bench
