#include "kiosk/check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <numeric>

namespace kiosk {
namespace {

template <typename Range, typename Amount>
std::int64_t sum(const Range& range, Amount amount) {
  return std::accumulate(range.begin(), range.end(), std::int64_t{0},
                         [&](std::int64_t total, const auto& element) { return total + amount(element); });
}

// a * b / divisor, half away from zero, for amounts that aren't negative.
std::int64_t multiply_divide(std::int64_t a, std::int64_t b, std::int64_t divisor) {
  return (a * b + divisor / 2) / divisor;
}

}  // namespace

std::int64_t Line::total_minor() const {
  if (voided) return 0;
  return multiply_divide(unit_minor, quantity_thousandths, 1000) - discount_minor;
}

std::int64_t Line::tax_minor() const {
  return multiply_divide(total_minor(), tax_permille, 1000 + tax_permille);
}

std::int64_t Check::total_minor() const {
  return sum(lines, [](const Line& line) { return line.total_minor(); }) - discount_minor;
}

std::int64_t Check::tax_minor() const {
  const std::int64_t lines_minor = sum(lines, [](const Line& line) { return line.total_minor(); });
  const std::int64_t tax_minor = sum(lines, [](const Line& line) { return line.tax_minor(); });
  if (lines_minor <= 0) return tax_minor;
  return multiply_divide(tax_minor, lines_minor - discount_minor, lines_minor);
}

std::int64_t Check::discounts_minor() const {
  return sum(lines, [](const Line& line) { return line.discount_minor; }) + discount_minor;
}

std::int64_t Check::paid_minor() const {
  return sum(tenders, [](const Tender& tender) { return tender.paid_minor; });
}

std::int64_t Check::refunded_minor() const {
  return sum(tenders, [](const Tender& tender) { return tender.refunded_minor; });
}

Line* Check::find_line(std::string_view line_id) {
  const auto found = std::find_if(lines.begin(), lines.end(), [&](const Line& line) { return line.id == line_id; });
  return found == lines.end() ? nullptr : &*found;
}

std::string Check::next_line_id() const {
  int highest = 0;
  for (const Line& line : lines) {
    int position = 0;
    const auto parsed = std::from_chars(line.id.data(), line.id.data() + line.id.size(), position);
    if (parsed.ec == std::errc{}) highest = std::max(highest, position);
  }
  return std::to_string(highest + 1);
}

std::string Request::body() const {
  std::string text = fmt::format("{} {} {} {}", kind, check_id, currency, amount_minor);
  for (const RequestLine& line : lines) {
    text += fmt::format(" line {} {} {}", line.line_id, line.quantity_thousandths, line.amount_minor);
  }
  for (const RequestItem& item : items) {
    text += fmt::format(" item {} {}", item.item_id, item.quantity_thousandths);
  }
  return text;
}

std::string_view request_kind_name(amends_request_kind_t kind) {
  switch (kind) {
    case AMENDS_REQUEST_REFUND:
      return "refund";
    case AMENDS_REQUEST_DISCOUNT:
      return "discount";
    case AMENDS_REQUEST_VOID:
      return "void";
    case AMENDS_REQUEST_REORDER:
      return "reorder";
    case AMENDS_REQUEST_EXCHANGE:
      return "exchange";
    case AMENDS_REQUEST_CREDIT:
      return "credit";
    case AMENDS_REQUEST_ADD_AT_ZERO:
      return "add-at-zero";
    default:
      return "unknown";
  }
}

std::string_view check_state_name(amends_check_state_t state) {
  switch (state) {
    case AMENDS_CHECK_OPEN:
      return "open";
    case AMENDS_CHECK_PAID:
      return "paid";
    case AMENDS_CHECK_CLOSED:
      return "closed";
    case AMENDS_CHECK_VOIDED:
      return "voided";
    default:
      return "unknown";
  }
}

std::string_view outcome_name(amends_outcome_t outcome) {
  switch (outcome) {
    case AMENDS_OUTCOME_DONE:
      return "done";
    case AMENDS_OUTCOME_PENDING:
      return "pending";
    case AMENDS_OUTCOME_REJECTED:
      return "rejected";
    default:
      return "unknown";
  }
}

}  // namespace kiosk
