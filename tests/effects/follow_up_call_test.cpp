// What the store's webhook is told of a follow-up.
#include "effects/follow_up_call.hpp"

#include <catch_amalgamated.hpp>

#include <nlohmann/json.hpp>

namespace amends {
namespace {

FollowUpOrder order() {
  FollowUpOrder order;
  order.subject.bytes = {0, 1, 2, 0xfe, 0xff};
  order.delivery.number = 12;
  order.number = {"T3-0042"};
  order.place = "Table \"12\"\nby the door";
  order.failure = "tastes_wrong";
  order.owner = "Μυρτώ";
  order.follow_up.due = {1'700'000'000'000'000};
  order.now = {1'699'999'999'999'999};
  order.address = "ana@example.net";
  order.name = "Ana";
  order.heading = "Ana";
  order.detail = "Ana";
  return order;
}

}  // namespace

TEST_CASE("the call says what, where, who and when, in UTC, and no word of the guest") {
  const std::string text = follow_up_json(order());
  const auto call = nlohmann::json::parse(text);
  CHECK(call.at("type") == "follow_up.planned");
  CHECK(call.at("timestamp") == "2023-11-14T22:13:19Z");
  const auto& data = call.at("data");
  CHECK(data.at("case") == "T3-0042");
  CHECK(data.at("place") == "Table \"12\"\nby the door");
  CHECK(data.at("failure") == "tastes_wrong");
  CHECK(data.at("owner") == "Μυρτώ");
  CHECK(data.at("due") == "2023-11-14T22:13:20Z");
  CHECK(text.find("Ana") == std::string::npos);
  CHECK(text.find("ana@") == std::string::npos);
}

TEST_CASE("the same delivery has the same id, another has another, and each fits what receivers take") {
  CHECK(outbox_id(order()) == outbox_id(order()));
  FollowUpOrder other = order();
  other.delivery.number = 13;
  CHECK(outbox_id(other) != outbox_id(order()));
  other = order();
  other.subject.bytes[15] = 1;
  CHECK(outbox_id(other) != outbox_id(order()));
  other.delivery.number = 4'294'967'295;
  CHECK(outbox_id(other).size() <= 45);
  CHECK(outbox_id(other).find('.') == std::string::npos);
}

}  // namespace amends
