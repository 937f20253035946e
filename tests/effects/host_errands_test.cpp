// Errands at scripted hosts: prompt, slow, refusing, silent, twice, contradictory.

#include "effects/host_errands.hpp"

#include <catch_amalgamated.hpp>
#include <memory>
#include <variant>
#include <vector>

#include "support/scripted_host.hpp"

namespace amends {
namespace {

using testing::ScriptedHost;

const Currency kEuro = find_currency("EUR").value();

struct Errands {
  ScriptedHost host;
  std::unique_ptr<HostProxy> proxy;
  std::vector<IntentBody> heard;
  std::unique_ptr<HostErrands> errands;

  void connect() {
    proxy = std::make_unique<HostProxy>(&host.host, kEuro);
    proxy->connect();
    errands = std::make_unique<HostErrands>(
        *proxy, [](const FailureId& failure) { return "words for " + failure.text; },
        [this](IntentBody body) { heard.push_back(std::move(body)); });
  }
  void submit(const char* id) { errands->run({request(id), false}); }
  void look_up(const char* id) { errands->run({request(id), true}); }
  void host_answers(const char* id, amends_outcome_t outcome, std::int64_t amount_minor) {
    const amends_answer_t answer = ScriptedHost::make_answer(id, outcome, amount_minor);
    errands->answer(&answer);
  }
  static HostRequest request(const char* id) {
    HostRequest request;
    request.id = {id};
    request.reason = {"tastes_wrong"};
    request.amount = {450, kEuro};
    return request;
  }
};

IntentBody done(const char* id, std::int64_t amount_minor) {
  return Give{std::nullopt, TakeHostAnswer{{id}, HostOutcome::done, "R-1", "", {amount_minor, kEuro}}, std::nullopt};
}
IntentBody rejected(const char* id) {
  return Give{std::nullopt, TakeHostAnswer{{id}, HostOutcome::rejected, "", "", {0, kEuro}}, std::nullopt};
}
IntentBody taken(const char* id, bool is_taken) {
  return NoteSubmitted{{id}, is_taken};
}

TEST_CASE("Each status of submit means one thing to the desk") {
  struct Row {
    amends_status_t status;
    IntentBody expected;
    std::size_t blamed;
  };
  const std::vector<Row> rows{
      {AMENDS_OK, taken("T3-1", true), 0},
      {AMENDS_PENDING, taken("T3-1", true), 0},
      {AMENDS_E_REFUSED, rejected("T3-1"), 0},
      {AMENDS_E_INVALID_ARGUMENT, rejected("T3-1"), 0},
      {AMENDS_E_UNAVAILABLE, taken("T3-1", false), 0},
      {AMENDS_E_WRONG_STATE, taken("T3-1", false), 0},
      // It may have happened: only silence, a look-up or a person can tell.
      {AMENDS_E_STORAGE, taken("T3-1", true), 1},
      {AMENDS_E_INTERNAL, taken("T3-1", true), 1},
      {-77, taken("T3-1", true), 1},
      {77, taken("T3-1", true), 1},
  };
  for (const Row& row : rows) {
    CAPTURE(row.status);
    Errands at;
    at.host.on_submit = [&](const amends_request_t&) { return row.status; };
    at.connect();
    at.submit("T3-1");
    CHECK(at.heard == std::vector<IntentBody>{row.expected});
    CHECK(at.host.blamed_count() == row.blamed);
    CHECK(at.host.submitted.front().reason == "words for tastes_wrong");
  }
}

TEST_CASE("An answer given within submit is the answer, whatever submit then says") {
  const amends_status_t status = GENERATE(as<amends_status_t>{}, AMENDS_OK, AMENDS_PENDING, AMENDS_ALREADY_DONE,
                                          AMENDS_E_REFUSED, AMENDS_E_UNAVAILABLE, AMENDS_E_INTERNAL);
  Errands at;
  at.host.on_submit = [&](const amends_request_t& request) {
    at.host_answers(request.request_id, AMENDS_OUTCOME_DONE, 450);
    return status;
  };
  at.connect();
  at.submit("T3-1");
  CHECK(at.heard == std::vector<IntentBody>{done("T3-1", 450)});
  CHECK(at.host.blamed_count() == (status < AMENDS_OK ? 1U : 0U));
}

TEST_CASE("An answer for another request within submit doesn't stand for this one") {
  Errands at;
  at.host.on_submit = [&](const amends_request_t&) {
    at.host_answers("T3-0", AMENDS_OUTCOME_DONE, 100);
    return amends_status_t{AMENDS_PENDING};
  };
  at.connect();
  at.submit("T3-1");
  CHECK(at.heard == std::vector<IntentBody>{done("T3-0", 100), taken("T3-1", true)});
}

TEST_CASE("A request that the host says it has done is looked up for its outcome") {
  Errands at;
  at.host.on_submit = [](const amends_request_t&) { return amends_status_t{AMENDS_ALREADY_DONE}; };
  SECTION("where the host can") {
    at.host.on_look_up = [](const std::string& id, amends_answer_visitor_t visit, void* context) {
      const amends_answer_t answer = ScriptedHost::make_answer(id.c_str(), AMENDS_OUTCOME_DONE, 450);
      visit(context, &answer);
      return amends_status_t{AMENDS_OK};
    };
    at.connect();
    at.submit("T3-1");
    CHECK(at.heard == std::vector<IntentBody>{taken("T3-1", true), done("T3-1", 450)});
  }
  SECTION("where it can't, its own repetition is waited for") {
    at.host.pos.look_up = nullptr;
    at.connect();
    at.submit("T3-1");
    at.host_answers("T3-1", AMENDS_OUTCOME_DONE, 450);
    CHECK(at.heard == std::vector<IntentBody>{taken("T3-1", true), done("T3-1", 450)});
  }
}

TEST_CASE("A look-up says known, never heard of, or nothing") {
  Errands at;
  amends_status_t status = AMENDS_OK;
  amends_outcome_t outcome = 0;
  at.host.on_look_up = [&](const std::string& id, amends_answer_visitor_t visit, void* context) {
    const amends_answer_t answer = ScriptedHost::make_answer(id.c_str(), outcome, 450);
    if (outcome != 0) visit(context, &answer);
    return status;
  };
  at.connect();
  SECTION("done") {
    outcome = AMENDS_OUTCOME_DONE;
    at.look_up("T3-1");
    CHECK(at.heard == std::vector<IntentBody>{done("T3-1", 450)});
  }
  SECTION("pending") {
    outcome = AMENDS_OUTCOME_PENDING;
    at.look_up("T3-1");
    CHECK(at.heard == std::vector<IntentBody>{taken("T3-1", true)});
  }
  SECTION("never heard of it") {
    status = AMENDS_E_UNAVAILABLE;
    at.look_up("T3-1");
    CHECK(at.heard == std::vector<IntentBody>{NoteLookedUp{{"T3-1"}, false}});
  }
  SECTION("a failure is no leave to send it again") {
    status = AMENDS_E_INTERNAL;
    at.look_up("T3-1");
    CHECK(at.heard.empty());
    CHECK(at.host.blamed_count() == 1);
  }
  SECTION("success without an answer is none either") {
    at.look_up("T3-1");
    CHECK(at.heard.empty());
    CHECK(at.host.blamed_count() == 1);
  }
  CHECK(at.host.submitted.empty());
}

TEST_CASE("Answers come late, twice, or are nonsense") {
  Errands at;
  at.connect();
  at.host_answers("T3-1", AMENDS_OUTCOME_DONE, 450);
  at.host_answers("T3-1", AMENDS_OUTCOME_DONE, 450);
  CHECK(at.heard == std::vector<IntentBody>{done("T3-1", 450), done("T3-1", 450)});
  at.errands->answer(nullptr);
  at.host_answers("T3-1", 9, 450);
  at.host_answers(nullptr, AMENDS_OUTCOME_DONE, 450);
  CHECK(at.heard.size() == 2);
}

}  // namespace
}  // namespace amends
