// Facts as bytes: every kind comes back as it went, and bytes that aren't a fact are an error, never a guess.
#include "ledger/fact_codec.hpp"

#include <set>
#include <string>
#include <vector>

#include <catch_amalgamated.hpp>
#include <nlohmann/json.hpp>

#include "ledger_fixture.hpp"

using namespace amends;

namespace {

// Calls `change` with each place of the tree, on a copy of the whole of its own.
template <class Change>
void at_each_place(const nlohmann::json& whole, const Change& change) {
  const nlohmann::json flat = whole.flatten();
  for (const auto& [pointer, value] : flat.items()) {
    nlohmann::json copy = whole;
    const nlohmann::json::json_pointer place(pointer);
    change(copy, place);
  }
}

}  // namespace

TEST_CASE("one of each kind of fact is written and read as it was") {
  std::set<std::string_view> names;
  std::set<std::size_t> alternatives;
  for (const FactBody& fact : one_of_each_fact()) {
    const EncodedFact encoded = encode(fact);
    INFO(encoded.kind << " " << encoded.body);
    const auto decoded = decode(encoded.kind, encoded.version, encoded.body);
    REQUIRE(decoded);
    CHECK(*decoded == fact);
    CHECK(encoded.version == (encoded.kind == "case.recorded" ? 2 : 1));
    names.insert(encoded.kind);
    alternatives.insert(fact.index());
  }
  CHECK(alternatives.size() == std::variant_size_v<AnyFact>);
  CHECK(names.size() == std::variant_size_v<AnyFact>);
}

TEST_CASE("a request to the host is written and read as it was") {
  HostRequest request;
  request.id = {"T3-0f"};
  request.work = HostWork::add_at_zero;
  request.check = {"c1"};
  request.case_number = {"T3-0042"};
  request.reason = {"tastes_wrong"};
  request.by = {"ana"};
  request.approver = {"mira"};
  request.amount = euro(-1);
  request.lines = {{{"a"}, 500, euro(225)}};
  request.items = {{{"lemonade"}, "Lemonade", 2000}};
  const EncodedFact encoded = encode(request);
  CHECK(is_request(encoded.kind));
  CHECK_FALSE(is_request("case.recorded"));
  const auto decoded = decode_request(encoded.version, encoded.body);
  REQUIRE(decoded);
  CHECK(*decoded == request);
  CHECK_FALSE(decode_request(2, encoded.body));
  CHECK_FALSE(decode_request(1, "[]"));
}

TEST_CASE("the stored form is for ever") {
  const auto body_of = [](const FactBody& fact) { return std::string(encode(fact).kind) + " " + encode(fact).body; };
  CHECK(body_of(SaidBack{}) == "case.said_back {}");
  CHECK(body_of(TemperNoted{Temper::may_go_public}) == R"(temper.noted {"temper":4})");
  CHECK(body_of(AnswerTakenBack{AnswerKind::manager_called}) == R"(answer.taken_back {"which":14})");
  CHECK(body_of(ActDone{{1}, "R-17", euro(450)}) == R"(act.done {"act":1,"reference":"R-17","amount":[450,"EUR",2]})");
  CHECK(body_of(FollowUpPlanned{{{2}, FollowUpWhen::today, {5}, {"mira"}, std::nullopt, {}}}) ==
        R"(follow_up.planned {"follow_up":{"id":2,"when":2,"due":5,"owner":"mira","result":null,"answered":0}})");
  TextNoted noted;
  noted.kind = PrivateKind::note;
  noted.text.id.bytes.fill(0x0f);
  CHECK(body_of(noted) == R"(text.noted {"kind":8,"text":{"id":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","commitment":)"
                          R"("0000000000000000000000000000000000000000000000000000000000000000"}})");
  ActChosen chosen;
  chosen.act = {1};
  chosen.from = {"half"};
  chosen.remedy = Refund{euro(225), {{{"a"}, 500, euro(225)}}};
  chosen.cost = euro(225);
  CHECK(body_of(chosen) ==
        R"(act.chosen {"act":1,"purpose":1,"from":"half","remedy":{"kind":"refund","amount":[225,"EUR",2],)"
        R"("lines":[{"line":"a","quantity_thousandths":500,"amount":[225,"EUR",2]}]},"cost":[225,"EUR",2],)"
        R"("guest_chose":false,"ready_minutes":0,"state":2,"request":""})");
}

TEST_CASE("a body that lacks a part, or has one too many, is refused") {
  for (const FactBody& fact : one_of_each_fact()) {
    const EncodedFact encoded = encode(fact);
    const auto whole = nlohmann::json::parse(encoded.body);
    INFO(encoded.kind);
    auto longer = whole;
    longer["surprise"] = 1;
    CHECK_FALSE(decode(encoded.kind, encoded.version, longer.dump()));
    for (const auto& [name, value] : whole.items()) {
      auto shorter = whole;
      shorter.erase(name);
      INFO(name);
      CHECK_FALSE(decode(encoded.kind, encoded.version, shorter.dump()));
    }
  }
}

TEST_CASE(
    "a case of before the store's hour was kept is read without it, and one of no version that there is isn't read") {
  CaseRecorded recorded;
  recorded.currency = euro(0).currency;
  recorded.failure = {"cold"};
  recorded.when = StoreHour{20'000, 23};
  const EncodedFact encoded = encode(FactBody(recorded));
  auto old = nlohmann::json::parse(encoded.body);
  old.erase("when");
  const auto read = decode(encoded.kind, 1, old.dump());
  REQUIRE(read);
  recorded.when.reset();
  CHECK(*read == FactBody(recorded));
  CHECK_FALSE(decode(encoded.kind, 1, encoded.body));
  CHECK_FALSE(decode(encoded.kind, 0, old.dump()));
  CHECK_FALSE(decode(encoded.kind, 3, encoded.body));
}

TEST_CASE("a part of another type is refused, however deep it lies") {
  std::size_t tried = 0;
  for (const FactBody& fact : one_of_each_fact()) {
    const EncodedFact encoded = encode(fact);
    const auto whole = nlohmann::json::parse(encoded.body);
    if (whole.empty()) {
      continue;
    }
    at_each_place(whole, [&](nlohmann::json& copy, const nlohmann::json::json_pointer& place) {
      const bool is_text = copy.at(place).is_string();
      for (const nlohmann::json& other :
           {is_text ? nlohmann::json(7) : nlohmann::json("x"), nlohmann::json(1.5), nlohmann::json::object()}) {
        copy[place] = other;
        INFO(encoded.kind << " " << place.to_string() << " " << other.dump());
        CHECK_FALSE(decode(encoded.kind, encoded.version, copy.dump()));
        ++tried;
      }
    });
  }
  CHECK(tried > 500);
}

TEST_CASE("numbers that mean nothing are refused") {
  const auto [kind, body] = GENERATE(table<const char*, const char*>({
      {"temper.noted", R"({"temper":0})"},
      {"temper.noted", R"({"temper":5})"},
      {"temper.noted", R"({"temper":-1})"},
      {"temper.noted", R"({"temper":4294967297})"},
      {"answer.taken_back", R"({"which":0})"},
      {"answer.taken_back", R"({"which":18})"},
      {"act.started", R"({"act":-1})"},
      {"act.started", R"({"act":4294967296})"},
      {"act.done", R"({"act":1,"reference":"","amount":[9223372036854775808,"EUR",2]})"},
      {"act.done", R"({"act":1,"reference":"","amount":[1e3,"EUR",2]})"},
      {"act.done", R"({"act":1,"reference":"","amount":[1,"EURO",2]})"},
      {"act.done", R"({"act":1,"reference":"","amount":[1,"eur",2]})"},
      {"act.done", R"({"act":1,"reference":"","amount":[1,"EUR",5]})"},
      {"act.done", R"({"act":1,"reference":"","amount":[1,"EUR"]})"},
      {"act.done", R"({"act":1,"reference":"","amount":[1,"EUR",2,0]})"},
      {"text.revealed", R"({"text":"0f"})"},
      {"text.revealed", R"({"text":"0F0F0F0F0F0F0F0F0F0F0F0F0F0F0F0F"})"},
      {"text.revealed", R"({"text":"0g0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f"})"},
  }));
  INFO(kind << " " << body);
  CHECK_FALSE(decode(kind, 1, body));
}

TEST_CASE("what isn't a fact at all is an error") {
  CHECK_FALSE(decode("case.forgotten", 1, "{}"));
  CHECK_FALSE(decode("", 1, "{}"));
  CHECK_FALSE(decode("case.said_back", 2, "{}"));
  CHECK_FALSE(decode("case.said_back", 0, "{}"));
  CHECK_FALSE(decode("case.said_back", 1, ""));
  CHECK_FALSE(decode("case.said_back", 1, "[]"));
  CHECK_FALSE(decode("case.said_back", 1, "null"));
  CHECK_FALSE(decode("case.said_back", 1, "{} {}"));
  CHECK_FALSE(decode("case.said_back", 1, "{\"a\":"));
  CHECK_FALSE(decode("request.asked", 1, "{}"));
  CHECK_FALSE(decode("act.chosen", 1, R"({"remedy":{"kind":"bribe"}})"));
  CHECK_FALSE(decode("temper.noted", 1, std::string(100'000, '[')));
}

TEST_CASE("a text that isn't UTF-8 is kept readable, and the fact can be read") {
  const EncodedFact encoded = encode(ActFailed{{1}, "closed \xff\xc3"});
  const auto decoded = decode(encoded.kind, encoded.version, encoded.body);
  REQUIRE(decoded);
  CHECK(std::get<ActFailed>(*decoded).reason == "closed \xef\xbf\xbd\xef\xbf\xbd");
}
