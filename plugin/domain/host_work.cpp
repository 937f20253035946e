#include "domain/host_work.hpp"

#include <algorithm>
#include <type_traits>

#include "domain/offer.hpp"
#include "domain/sums.hpp"

namespace amends {
namespace {

// Fills in what is the remedy's own; answers false where the host can't do it.
class Asking {
 public:
  Asking(HostRequest& request, const Case& state, const Context& context, Money cost)
      : request_(request), state_(state), check_(check_of(state, context)), can_(context.capabilities), cost_(cost) {}

  bool operator()(const Refund& refund) {
    if (check_ && check_->state == CheckState::closed && !can_.refund_after_close) return false;
    request_.work = HostWork::refund;
    request_.amount = refund.amount;
    if (!refund.lines.empty() && can_.refund_line) {
      request_.lines = refund.lines;
      return true;
    }
    if (can_.refund_amount) return true;
    return can_.refund_check && check_ && refund.amount == rest_of(check_->paid, check_->refunded);
  }

  bool operator()(const Discount& discount) {
    request_.amount = discount.amount;
    if (takes_whole_lines(discount) && can_.void_line) {
      request_.work = HostWork::void_line;
      request_.lines = discount.lines;
      return true;
    }
    request_.work = HostWork::discount;
    if (!discount.lines.empty() && can_.discount_line) {
      request_.lines = discount.lines;
      return true;
    }
    return can_.discount_check;
  }

  bool operator()(const Replacement& replacement) {
    request_.work = HostWork::reorder;
    request_.items = replacement.items;
    put_lines(replacement.instead_of);
    return can_.reorder && !replacement.items.empty();
  }

  bool operator()(const Exchange& exchange) {
    request_.items = exchange.items;
    put_lines(exchange.instead_of);
    if (exchange.items.empty()) return false;
    // Nothing was sold yet that could be taken back: the others are made at price zero.
    if (check_ && !guest_has_paid(*check_)) {
      request_.work = HostWork::reorder;
      return can_.reorder;
    }
    request_.work = HostWork::exchange;
    request_.amount = cost_;
    return can_.exchange;
  }

  bool operator()(const Gesture& gesture) {
    request_.work = HostWork::add_at_zero;
    request_.items = gesture.items;
    return can_.add_at_zero && !gesture.items.empty();
  }

  bool operator()(const Coupon&) { return false; }
  bool operator()(const PersonalApology&) { return false; }

 private:
  bool takes_whole_lines(const Discount& discount) const {
    if (!check_ || discount.lines.empty()) return false;
    return std::all_of(discount.lines.begin(), discount.lines.end(), [&](const LinePart& part) {
      const CheckLine* line = check_->find(part.line);
      return line && line->total == part.amount;
    });
  }

  void put_lines(const std::vector<LineId>& ids) {
    for (const CheckLine& line : state_.lines) {
      if (std::find(ids.begin(), ids.end(), line.id) == ids.end()) continue;
      request_.lines.push_back({line.id, line.quantity_thousandths, nothing_in(state_.currency)});
    }
  }

  HostRequest& request_;
  const Case& state_;
  const Check* check_;
  const Capabilities& can_;
  Money cost_;
};

}  // namespace

bool needs_host(const Remedy& remedy) {
  return !is_personal(remedy) && !std::holds_alternative<Coupon>(remedy);
}

std::optional<HostRequest> host_request(const Case& state, const Context& context, const Remedy& remedy, Money cost,
                                        const PersonId& by) {
  if (state.check.empty() || !needs_host(remedy)) return std::nullopt;
  HostRequest request;
  request.check = state.check;
  request.case_number = state.number;
  request.reason = state.failure;
  request.by = by;
  request.amount = nothing_in(state.currency);
  if (!std::visit(Asking{request, state, context, cost}, remedy)) return std::nullopt;
  return request;
}

}  // namespace amends
