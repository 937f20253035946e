// Facts as strangers read them: every kind has an open form, the schema knows it, and a reader that isn't ours agrees.
#include "ledger/open_fact.hpp"

#include <limits>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include <catch_amalgamated.hpp>
#include <nlohmann/json.hpp>

#include "ledger/fact_export.hpp"
#include "ledger_fixture.hpp"
#include "support/scripted_program.hpp"

using namespace amends;

namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kSchemaFile = AMENDS_SOURCE_DIR "/plugin/ledger/facts.schema.json";

CaseId some_case() {
  CaseId id;
  id.bytes[15] = 1;
  return id;
}

std::vector<HouseBody> one_of_each_of_the_house() {
  return {PackTaken{{"restaurant", "00ff", "name = \"é\"\n", "site = 1\n"}, {"tom"}}, LedgerRestored{7, "00ff", 42, 9},
          ClockJumped{{1'700'000'000'000'000}, {}}, ClockSeen{{1'700'000'000'000'000}, {1'700'000'000'000'001}},
          CouponsLocked{5}};
}

Json opened(const FactBody& fact) {
  const EncodedFact encoded = encode(fact);
  const auto body = open_body(some_case(), encoded.kind, encoded.version, encoded.body);
  REQUIRE(body);
  return Json::parse(*body);
}

// Every kind there is, each in its own case or in the house's, so that no rule of the lists is broken by what doesn't fit.
std::vector<std::string> export_of_all(Till& till) {
  for (const FactBody& fact : one_of_each_fact()) {
    Case state = till.record();
    INFO(encode(fact).kind);
    REQUIRE(till.append(state, {fact}));
  }
  Case asked = till.record();
  REQUIRE(till.append(asked, {ActStarted{{1}}}, {refund_request(asked, {"T3-77"})}));
  for (const HouseBody& body : one_of_each_of_the_house())
    REQUIRE(till.ledger().append(HouseFact{till.now, {"admin"}, body}));
  till.close();
  auto ledger = LedgerVisit::open(till.file());
  REQUIRE(ledger);
  std::vector<std::string> lines;
  const auto count = export_facts(*ledger, {}, [&](std::string_view line) {
    lines.emplace_back(line);
    return true;
  });
  REQUIRE(count);
  return lines;
}

// What tests/support/read_facts says of the lines.
std::vector<std::string> read_facts(const std::vector<std::string>& lines, std::vector<std::string> how = {}) {
  how.insert(how.begin(), kSchemaFile);
  testing::ScriptedProgram reader(AMENDS_SOURCE_DIR "/tests/support/read_facts", how);
  for (const std::string& line : lines)
    reader.write(line + "\n");
  reader.end_input();
  std::vector<std::string> said;
  std::string line;
  while (reader.read_line(line))
    said.push_back(line);
  return said;
}

}  // namespace

using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::StartsWith;

TEST_CASE("the schema that stands beside the format is that of the facts as they are") {
  INFO("Where a kind or a part is new: amends-admin export-facts --schema --out plugin/ledger/facts.schema.json");
  CHECK(bytes_of_file(kSchemaFile) == facts_schema());
}

TEST_CASE("the schema names every kind of fact once") {
  const Json schema = Json::parse(bytes_of_file(kSchemaFile));
  std::set<std::string> wanted;
  for (const FactBody& fact : one_of_each_fact())
    wanted.emplace(encode(fact).kind);
  REQUIRE(wanted.size() == std::variant_size_v<AnyFact>);
  for (const HouseBody& fact : one_of_each_of_the_house())
    wanted.emplace(encode(fact).kind);
  wanted.emplace(encode(HostRequest{}).kind);
  REQUIRE(wanted.size() == std::variant_size_v<AnyFact> + std::variant_size_v<HouseBody> + 1);
  std::set<std::string> named;
  for (const Json& one : schema["$defs"]["fact"]["oneOf"]) {
    const std::string kind = one["properties"]["kind"]["const"];
    CHECK(one["properties"]["body"]["$ref"] == "#/$defs/" + kind);
    CHECK(schema["$defs"].contains(kind));
    CHECK(named.insert(kind).second);
  }
  CHECK(named == wanted);
}

TEST_CASE("a fact of each kind fits the schema, and proves itself, to a reader that has nothing of ours") {
  Till till;
  const std::vector<std::string> lines = export_of_all(till);
  const std::vector<std::string> said = read_facts(lines);
  REQUIRE(said.size() == 1);
  CHECK_THAT(said.front(), StartsWith("whole "));
  std::uint64_t facts = 0;
  std::set<std::string> kinds;
  for (const std::string& line : lines) {
    const Json read = Json::parse(line);
    if (read["record"] != "fact") continue;
    ++facts;
    kinds.insert(read["kind"]);
    CHECK(read["stored"] == Json::parse(read["stored"].get<std::string>()).dump());
  }
  CHECK(kinds.size() == std::variant_size_v<AnyFact> + std::variant_size_v<HouseBody> + 1);
  CHECK_THAT(said.front(), ContainsSubstring("whole " + std::to_string(facts) + " "));
  CHECK_THAT(said.front(), ContainsSubstring("signed up to " + std::to_string(facts)));
}

TEST_CASE("each part that is missing, one too many, of another type or another value is found by that reader") {
  Till till;
  const std::vector<std::string> said = read_facts(export_of_all(till), {"--prove"});
  REQUIRE(said.size() == 1);
  CHECK_THAT(said.front(), StartsWith("found "));
  CHECK(std::stoi(said.front().substr(6)) > 2000);
}

TEST_CASE("the open form says names, decimal amounts and times") {
  CHECK(opened(TemperNoted{Temper::may_go_public}).dump() == R"({"temper":"may_go_public"})");
  CHECK(opened(SaidBack{}).dump() == "{}");
  CHECK(opened(ActDone{{1}, "R-17", {-1'250, {{'K', 'W', 'D'}, 3}}}).dump() ==
        R"({"act":1,"reference":"R-17","amount":{"amount":"-1.250","currency":"KWD"}})");
  CHECK(
      opened(FollowUpPlanned{{{2}, FollowUpWhen::today, {1'764'000'000'000'001}, {"mira"}, std::nullopt, {}}}).dump() ==
      R"({"follow_up":{"id":2,"when":"today","due":"2025-11-24T16:00:00.000001Z","owner":"mira","result":null,)"
      R"("answered":null}})");
  ActChosen chosen;
  chosen.act = {1};
  chosen.from = {"half"};
  chosen.remedy = Refund{euro(225), {{{"a"}, 500, euro(225)}}};
  chosen.cost = euro(225);
  CHECK(opened(chosen)["remedy"].dump() ==
        R"({"kind":"refund","amount":{"amount":"2.25","currency":"EUR"},"lines":[{"line":"a",)"
        R"("quantity_thousandths":500,"amount":{"amount":"2.25","currency":"EUR"}}]})");
}

TEST_CASE("a guest's text is a reference and nothing else") {
  TextNoted noted;
  noted.text.id.bytes.fill(0x0f);
  CHECK(opened(noted)["text"].dump() == R"({"id":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","commitment":)"
                                        R"("0000000000000000000000000000000000000000000000000000000000000000"})");
}

TEST_CASE("a time is as RFC 3339 has it, as far as that knows the year") {
  CHECK(open_instant({}) == "\"1970-01-01T00:00:00.000000Z\"");
  CHECK(open_instant({-1}) == "\"1969-12-31T23:59:59.999999Z\"");
  CHECK(open_instant({-62'167'219'200'000'000}) == "\"0000-01-01T00:00:00.000000Z\"");
  CHECK(open_instant({-62'167'219'200'000'001}) == "-62167219200000001");
  CHECK(open_instant({253'402'300'799'999'999}) == "\"9999-12-31T23:59:59.999999Z\"");
  CHECK(open_instant({253'402'300'800'000'000}) == "253402300800000000");
  CHECK(open_instant({std::numeric_limits<std::int64_t>::max()}) == "9223372036854775807");
}

TEST_CASE("what isn't a fact of that case or of the house has no open form") {
  CHECK_FALSE(open_body(some_case(), "case.forgotten", 1, "{}"));
  CHECK_FALSE(open_body(some_case(), "temper.noted", 1, R"({"temper":9})"));
  CHECK_FALSE(open_body(some_case(), "case.said_back", 2, "{}"));
  CHECK_FALSE(open_body({}, "case.said_back", 1, "{}"));
  CHECK_FALSE(open_body(some_case(), "clock.seen", 1, R"({"from":1,"to":2})"));
  CHECK(open_body({}, "clock.seen", 1, R"({"from":1,"to":2})"));
}
