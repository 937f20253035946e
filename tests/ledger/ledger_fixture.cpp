#include "ledger_fixture.hpp"

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <system_error>
#include <utility>

#include <unistd.h>

#include "domain/fold.hpp"

namespace amends {

TemporaryFolder::TemporaryFolder() {
  // Memory where there is some: no test here cuts the power, and thousands of syncs take minutes on a slow disk.
  std::error_code ignored;
  const bool has_memory = std::filesystem::is_directory("/dev/shm", ignored) && access("/dev/shm", W_OK) == 0;
  const std::filesystem::path place = has_memory ? "/dev/shm" : std::filesystem::temp_directory_path();
  std::string pattern = (place / "amends-ledger-XXXXXX").string();
  if (mkdtemp(pattern.data()) == nullptr) {
    throw std::runtime_error("no temporary folder");
  }
  path_ = pattern;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

Till::Till(std::string vfs) : vfs_(std::move(vfs)) {
  reopen();
}

void Till::reopen() {
  close();
  ledger_ = Ledger::open(settings());
}

LedgerSettings Till::settings() const {
  return {folder(), "T3", vfs_, "demo"};
}

Connection Till::raw() {
  auto connection = Connection::open(file().string(), OpenMode::read_write, "");
  if (!connection) {
    throw std::runtime_error(connection.error().text);
  }
  return std::move(*connection);
}

tl::expected<void, StorageTrouble> Till::append(Case& state, const std::vector<FactBody>& bodies,
                                                const std::vector<HostRequest>& requests) {
  Decision decision;
  decision.requests = requests;
  const CaseId subject = state.is_recorded() ? state.id : ledger_->mint().case_id();
  Case after = state;
  for (const FactBody& body : bodies) {
    now = now.plus_seconds(1);
    decision.facts.push_back({subject, now, operator_, body});
    after = fold(std::move(after), decision.facts.back());
  }
  auto appended = ledger_->append(decision, after);
  if (appended) {
    state = std::move(after);
  }
  return appended;
}

Case Till::record(const std::string& item, const std::string& place) {
  CaseRecorded recorded;
  recorded.number = ledger_->mint().case_number();
  recorded.check = {"check-" + place};
  recorded.check_number = "1007";
  recorded.place = place;
  recorded.currency = euro(0).currency;
  recorded.lines = {line_of(item)};
  recorded.failure = {"tastes_wrong"};
  recorded.pack = "restaurant";
  recorded.pack_version = "0123abcd";
  Case state;
  if (!append(state, {recorded})) {
    throw std::runtime_error("the case was not recorded: " + ledger_->trouble_text());
  }
  return state;
}

Case fold_all_of(const std::vector<StoredFact>& facts) {
  Case state;
  for (const StoredFact& stored : facts) {
    state = fold(std::move(state), stored.fact);
  }
  return state;
}

Money euro(std::int64_t minor) {
  return {minor, {{'E', 'U', 'R'}, 2}};
}

CheckLine line_of(const std::string& name) {
  CheckLine line;
  line.id = {"line-" + name};
  line.item = {"item-" + name};
  line.name = name;
  line.group = "Drinks";
  line.unit = euro(450);
  line.total = euro(450);
  line.refunded = euro(0);
  return line;
}

HostRequest refund_request(const Case& of, const RequestId& id) {
  HostRequest request;
  request.id = id;
  request.work = HostWork::refund;
  request.check = of.check;
  request.case_number = of.number;
  request.reason = of.failure;
  request.by = {"ana"};
  request.amount = euro(450);
  request.lines = {{of.lines.front().id, 1000, euro(450)}};
  return request;
}

namespace {

CheckLine whole_line() {
  CheckLine line = line_of("Süßes \"Törtchen\"\n\\ \x01");
  line.component = "syrup";
  line.quantity_thousandths = 1500;
  line.total = euro(675);
  line.refunded = {12, {{'K', 'W', 'D'}, 3}};
  line.seat = 2;
  line.course = -1;
  line.fired = true;
  line.voided = true;
  line.alcohol = true;
  return line;
}

PrivateRef reference(std::uint8_t seed) {
  PrivateRef text;
  text.id.bytes.fill(seed);
  text.commitment.fill(static_cast<std::uint8_t>(seed + 1));
  return text;
}

ActChosen chosen(Remedy remedy) {
  ActChosen fact;
  fact.act = {3};
  fact.purpose = ActPurpose::extra;
  fact.from = {"as_good"};
  fact.remedy = std::move(remedy);
  fact.cost = euro(-9'007'199'254'740'993);
  fact.guest_chose = true;
  fact.ready_minutes = 5;
  fact.state = ActState::needs_approval;
  fact.request = {"T3-00ff"};
  return fact;
}

FollowUp whole_follow_up() {
  return {{2}, FollowUpWhen::today, {1'700'000'000'000'001}, {"mira"}, FollowUpResult::lost, {1'700'000'000'000'002}};
}

}  // namespace

std::vector<FactBody> one_of_each_fact() {
  const std::vector<LinePart> lines = {{{"a"}, 500, euro(225)}, {{"b"}, 1000, euro(1)}};
  const std::vector<ItemPart> items = {{{"lemonade"}, "Lemonade", 2000}};
  const std::vector<LineId> instead_of = {{"a"}, {"b"}};
  CaseRecorded recorded{{"T3-0042"},    Channel::phone,   {"c1"},          "1007",       "Table 12", euro(0).currency,
                        {whole_line()}, {"tastes_wrong"}, Severity::grave, "restaurant", "00ff"};
  return {recorded,
          LinesChanged{{whole_line(), whole_line()}},
          FailureChanged{{"too_late"}, Severity::minor},
          ReturnNoted{true},
          AffectedNoted{Affected::child},
          FeelingNoted{Feeling::worried},
          OnlookersNoted{true},
          TemperNoted{Temper::may_go_public},
          TextNoted{PrivateKind::meaning, reference(7)},
          WishChosen{{"a_new_one"}},
          SaidBack{},
          Apologised{{"mira"}, Manner::in_writing},
          ApologyAsked{},
          ManagerCalled{},
          StepShown{Step::after},
          chosen(Refund{euro(450), lines}),
          chosen(Discount{euro(1), {}}),
          chosen(Replacement{instead_of, items}),
          chosen(Exchange{instead_of, items}),
          chosen(Coupon{euro(1000), 90}),
          chosen(PersonalApology{{"jon"}}),
          chosen(Gesture{items}),
          ActApproved{{1}, {"jon"}, ActState::to_be_keyed},
          ActAmended{{1}, {"jon"}, Refund{euro(300), lines}, euro(300)},
          ApprovalReasoned{{1}, WhyYes::our_fault},
          ActDeclined{{1}, {"mira"}, WhyNo::other_fits, {"coupon_small"}},
          ActStarted{{1}},
          ActDone{{1}, "R-17", euro(450)},
          CouponIssued{{2}, "C-T3-0007", {1'702'592'000'000'000}},
          ActFailed{{1}, "closed"},
          ActInDoubt{{1}},
          ActKeyed{{1}, "Z9"},
          ActWithdrawn{{1}},
          ExtraDeclined{},
          PreventionChosen{{"taste_first"}, true},
          ContactGiven{{PrivateKind::mail, reference(9), true}},
          FollowUpPlanned{whole_follow_up()},
          FollowUpDropped{{2}},
          FollowUpAnswered{{2}, FollowUpResult::not_reached},
          TextRevealed{reference(3).id},
          PinRefused{{"jon"}},
          CaseFinished{},
          CaseReopened{},
          CaseWithdrawn{},
          AnswerTakenBack{AnswerKind::contact},
          ManagerTold{{"mira"}},
          QuestionAnswered{{"sample_kept"}, Told::not_known},
          GuestErased{},
          CouponReserved{{1}, {"T3-request"}, {"check-52"}, "52", "Table 4", euro(750)},
          CouponStarted{{1}},
          CouponSpent{{1}, "R-18", euro(750)},
          CouponSpentLate{{1}, {"T3-request"}, "R-19", euro(750)},
          CouponInDoubt{{1}},
          CouponReleased{{1}, "closed"},
          CouponVoided{{1}},
          ActRetried{{1}},
          DeliveryAsked{{1}, Destination::mail, SlipKind::remake, {1}, {2}},
          DeliveryStarted{{1}},
          DeliveryChanged{{1}, DeliveryState::in_doubt, "cut_off"}};
}

void tamper(Till& till, const std::string& sql) {
  Connection connection = till.raw();
  std::string drop;
  std::string rules;
  {
    auto select = connection.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY name");
    REQUIRE(select);
    auto rows = select->rows();
    while (rows.next().value()) {
      drop += "DROP TRIGGER " + std::string(select->text(0)) + ";\n";
      rules += std::string(select->text(1)) + ";\n";
    }
  }
  REQUIRE(connection.run("PRAGMA ignore_check_constraints = ON"));
  REQUIRE(connection.run(drop.c_str()));
  REQUIRE(connection.run(sql.c_str()));
  REQUIRE(connection.run(rules.c_str()));
}

std::string bytes_of_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

void write_file(const std::filesystem::path& path, const std::string& bytes) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

std::string dump_of_projections(Connection& connection) {
  constexpr const char* kRows[] = {
      "SELECT quote(position) || ' ' || quote(case_id) || ' ' || last_seq || ' ' || finished || withdrawn || complete "
      "|| waits_for_approval || waits_for_hand || severity || ' ' || opened || quote(number) || quote(check_id) || "
      "quote(check_number) || quote(place) || quote(failure) || quote(items) || quote(opened_by) || "
      "quote(search_text) || contact_kind || contact_consent || quote(contact_id) || quote(contact_commitment) || "
      "quote(promise_id) || quote(promise_commitment) FROM cases ORDER BY position",
      "SELECT case_position || ' ' || number || ' ' || timing || ' ' || due || quote(owner) || ' ' || result || ' ' || "
      "answered FROM follow_ups ORDER BY case_position, number",
      "SELECT asked_seq || ' ' || quote(request_id) || ' ' || case_position || ' ' || state FROM outbox ORDER BY "
      "asked_seq",
      "SELECT name || ' ' || value FROM counters ORDER BY name",
      "SELECT quote(code) || ' ' || case_position || ' ' || act || ' ' || state || quote(check_id) FROM coupons ORDER "
      "BY "
      "code",
      "SELECT case_position || ' ' || number || ' ' || state FROM deliveries ORDER BY case_position, number",
      "SELECT measure || ' ' || day || quote(key) || count || ' ' || sum FROM figures ORDER BY measure, day, key",
      "SELECT measure || ' ' || block || quote(key) || count || ' ' || sum FROM figure_blocks ORDER BY measure, block, "
      "key",
      "SELECT case_position || ' ' || day || quote(figures) FROM case_figures ORDER BY case_position"};
  std::string text;
  for (const char* sql : kRows) {
    auto select = connection.prepare(sql);
    if (!select) {
      throw std::runtime_error(select.error().text);
    }
    auto rows = select->rows();
    for (auto row = rows.next(); row.value(); row = rows.next()) {
      text += select->text(0);
      text += '\n';
    }
    text += "--\n";
  }
  return text;
}

}  // namespace amends
