// Which request carries a remedy out, by what the host can do.
#include <catch_amalgamated.hpp>

#include <functional>
#include <string_view>

#include "domain/host_work.hpp"
#include "support/domain_fakes.hpp"

namespace amends {
namespace {

using fakes::euro;

struct Row {
  std::string_view situation;
  Check check;
  std::function<void(Capabilities&)> lacks;
  Remedy remedy;
  std::optional<HostWork> work;  // nothing: staff key it
  std::size_t lines = 0;
};

Check closed_check() {
  Check check = fakes::paid_check();
  check.state = CheckState::closed;
  return check;
}

const LinePart kTea{{"1"}, 1000, euro(450)};
const LinePart kPartOfTea{{"1"}, 1000, euro(100)};
const ItemPart kWater{{"water"}, "water", 1000};

void nothing(Capabilities&) {}

std::vector<Row> rows() {
  const Check open = fakes::open_check();
  const Check paid = fakes::paid_check();
  const auto without = [](auto... members) { return [=](Capabilities& can) { ((can.*members = false), ...); }; };
  const auto refund_line = &Capabilities::refund_line;
  const auto refund_amount = &Capabilities::refund_amount;
  const auto refund_check = &Capabilities::refund_check;
  const auto void_line = &Capabilities::void_line;
  const auto discount_line = &Capabilities::discount_line;
  const auto discount_check = &Capabilities::discount_check;
  return {
      {"lines given back", paid, nothing, Refund{euro(450), {kTea}}, HostWork::refund, 1},
      {"lines, and the till knows amounts only", paid, without(refund_line), Refund{euro(450), {kTea}},
       HostWork::refund, 0},
      {"an amount", paid, nothing, Refund{euro(450), {}}, HostWork::refund, 0},
      {"an amount, and the till knows whole checks only", paid, without(refund_line, refund_amount),
       Refund{euro(450), {}}, std::nullopt},
      {"all of it, and the till knows whole checks only", paid, without(refund_line, refund_amount),
       Refund{euro(2640), {}}, HostWork::refund, 0},
      {"no refunds at all", paid, without(refund_line, refund_amount, refund_check), Refund{euro(2640), {}},
       std::nullopt},
      {"closed", closed_check(), nothing, Refund{euro(450), {kTea}}, HostWork::refund, 1},
      {"closed, and the till can't after that", closed_check(), without(&Capabilities::refund_after_close),
       Refund{euro(450), {kTea}}, std::nullopt},
      {"a whole line to be paid", open, nothing, Discount{euro(450), {kTea}}, HostWork::void_line, 1},
      {"a whole line, and the till voids none", open, without(void_line), Discount{euro(450), {kTea}},
       HostWork::discount, 1},
      {"a part of a line", open, nothing, Discount{euro(100), {kPartOfTea}}, HostWork::discount, 1},
      {"a part of a line, and the till knows checks only", open, without(discount_line),
       Discount{euro(100), {kPartOfTea}}, HostWork::discount, 0},
      {"a part of the check", open, nothing, Discount{euro(100), {}}, HostWork::discount, 0},
      {"no discounts", open, without(discount_line, discount_check), Discount{euro(100), {kPartOfTea}}, std::nullopt},
      {"a replacement", open, nothing, Replacement{{{"1"}}, {kWater}}, HostWork::reorder, 1},
      {"a replacement the till can't", open, without(&Capabilities::reorder), Replacement{{{"1"}}, {kWater}},
       std::nullopt},
      {"a replacement without a menu", open, nothing, Replacement{{{"1"}}, {}}, std::nullopt},
      {"an exchange", paid, nothing, Exchange{{{"1"}}, {kWater}}, HostWork::exchange, 1},
      {"an exchange the till can't", paid, without(&Capabilities::exchange), Exchange{{{"1"}}, {kWater}}, std::nullopt},
      {"an exchange of what is to be paid", open, without(&Capabilities::exchange), Exchange{{{"1"}}, {kWater}},
       HostWork::reorder, 1},
      {"a gift of the menu", open, nothing, Gesture{{kWater}}, HostWork::add_at_zero, 0},
      {"a gift the till can't", open, without(&Capabilities::add_at_zero), Gesture{{kWater}}, std::nullopt},
      {"a call", open, nothing, Gesture{}, std::nullopt},
      {"a coupon", open, nothing, Coupon{euro(500), 30}, std::nullopt},
      {"an apology", open, nothing, PersonalApology{{"mira"}}, std::nullopt},
  };
}

}  // namespace

TEST_CASE("each remedy asks for the work that the host can do, or is keyed") {
  for (const Row& row : rows()) {
    INFO(row.situation);
    fakes::Story story;
    story.context.check = row.check;
    row.lacks(story.context.capabilities);
    REQUIRE(story.give(RecordCase{{{"1"}}, {"awful"}}));
    const auto request = host_request(story.state, story.context, row.remedy, euro(77), PersonId{"ana"});
    REQUIRE(request.has_value() == row.work.has_value());
    if (!request) continue;
    CHECK(request->work == *row.work);
    CHECK(request->lines.size() == row.lines);
    CHECK(request->check == row.check.id);
    const bool moves = std::holds_alternative<Refund>(row.remedy) || std::holds_alternative<Discount>(row.remedy);
    const bool waives = row.work == HostWork::exchange;
    CHECK(request->amount.is_zero() == (!moves && !waives));
  }
}

TEST_CASE("a case without a check asks no host for anything") {
  fakes::Story story;
  REQUIRE(story.give(RecordCase{{}, {"rude"}, Channel::phone}));
  CHECK_FALSE(host_request(story.state, story.context, Gesture{{kWater}}, euro(0), PersonId{"ana"}));
}

}  // namespace amends
