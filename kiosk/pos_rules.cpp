#include "kiosk/pos_rules.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "kiosk/money.hpp"

namespace kiosk {
namespace {

constexpr std::array<std::pair<std::string_view, std::uint32_t>, 13> kCapabilityNames = {{
    {"refund-amount", AMENDS_CAN_REFUND_AMOUNT},
    {"refund-line", AMENDS_CAN_REFUND_LINE},
    {"refund-check", AMENDS_CAN_REFUND_CHECK},
    {"refund-after-close", AMENDS_CAN_REFUND_AFTER_CLOSE},
    {"discount-line", AMENDS_CAN_DISCOUNT_LINE},
    {"discount-check", AMENDS_CAN_DISCOUNT_CHECK},
    {"void-line", AMENDS_CAN_VOID_LINE},
    {"reorder", AMENDS_CAN_REORDER},
    {"exchange", AMENDS_CAN_EXCHANGE},
    {"credit", AMENDS_CAN_CREDIT},
    {"add-at-zero", AMENDS_CAN_ADD_AT_ZERO},
    {"look-up", AMENDS_CAN_LOOK_UP},
    {"idempotent", AMENDS_IS_IDEMPOTENT},
}};

tl::unexpected<std::string> cannot() {
  return failure("This till can't do that.");
}

bool moves_money(amends_request_kind_t kind) {
  return kind == AMENDS_REQUEST_REFUND || kind == AMENDS_REQUEST_DISCOUNT || kind == AMENDS_REQUEST_CREDIT;
}

// The request's lines are all there, none of them voided, and together take no more than its amount.
Result<void> lines_fit(const Request& request, Check& check) {
  std::int64_t rest_minor = request.amount_minor;
  for (const RequestLine& asked : request.lines) {
    const Line* line = check.find_line(asked.line_id);
    if (line == nullptr) return failure(fmt::format("Check {} has no line {}.", check.number, asked.line_id));
    if (line->voided) return failure(fmt::format("{} was voided before.", line->name));
    if (!moves_money(request.kind)) continue;
    if (asked.amount_minor < 0 || asked.amount_minor > rest_minor) {
      return failure("The amounts of the lines don't fit the amount asked for.");
    }
    rest_minor -= asked.amount_minor;
  }
  return {};
}

bool splits_amount(const Request& request) {
  return std::any_of(request.lines.begin(), request.lines.end(),
                     [](const RequestLine& line) { return line.amount_minor > 0; });
}

void add_note(Line& line, std::string_view note) {
  if (!line.note.empty()) line.note += ", ";
  line.note += note;
}

void note_on_lines(const Request& request, Check& check, std::string_view note) {
  for (const RequestLine& asked : request.lines) {
    if (Line* line = check.find_line(asked.line_id)) add_note(*line, note);
  }
}

}  // namespace

std::uint32_t capability_by_name(std::string_view name) {
  for (const auto& [known, capability] : kCapabilityNames) {
    if (known == name) return capability;
  }
  return 0;
}

std::string capability_names() {
  std::string names;
  for (const auto& [name, capability] : kCapabilityNames) {
    if (!names.empty()) names += ", ";
    names += name;
  }
  return names;
}

PosRules::Moved PosRules::carry_out(const Request& request, Check& check) const {
  if (check.state == AMENDS_CHECK_VOIDED) return failure(fmt::format("Check {} was voided.", check.number));
  if (!request.currency.empty() && request.currency != check.currency) {
    return failure(fmt::format("Check {} is in {}.", check.number, check.currency));
  }
  if (request.amount_minor < 0) return failure("An amount can't be below zero.");
  if (const auto fit = lines_fit(request, check); !fit) return failure(fit.error());

  Check changed = check;
  Moved moved = cannot();
  switch (request.kind) {
    case AMENDS_REQUEST_REFUND:
      moved = refund(request, changed);
      break;
    case AMENDS_REQUEST_DISCOUNT:
      moved = discount(request, changed);
      break;
    case AMENDS_REQUEST_VOID:
      moved = void_lines(request, changed);
      break;
    case AMENDS_REQUEST_REORDER:
      moved = reorder(request, changed);
      break;
    case AMENDS_REQUEST_EXCHANGE:
      moved = exchange(request, changed);
      break;
    case AMENDS_REQUEST_CREDIT:
      moved = credit(request, changed);
      break;
    case AMENDS_REQUEST_ADD_AT_ZERO:
      if (!can(AMENDS_CAN_ADD_AT_ZERO)) break;
      if (const auto added = add_items(request, changed, "on the house"); added) {
        moved = 0;
      } else {
        moved = failure(added.error());
      }
      break;
    default:
      break;
  }
  if (moved) check = std::move(changed);
  return moved;
}

PosRules::Moved PosRules::refund(const Request& request, Check& check) const {
  const std::int64_t refundable_minor = check.paid_minor() - check.refunded_minor();
  const bool whole = request.amount_minor == refundable_minor && check.refunded_minor() == 0;
  const bool by_line = splits_amount(request);
  const bool able = can(AMENDS_CAN_REFUND_AMOUNT) || (by_line && can(AMENDS_CAN_REFUND_LINE)) ||
                    (whole && can(AMENDS_CAN_REFUND_CHECK));
  if (!able) return cannot();
  if (check.state == AMENDS_CHECK_CLOSED && !can(AMENDS_CAN_REFUND_AFTER_CLOSE)) {
    return failure(fmt::format("Check {} is closed, and this till can't refund after that.", check.number));
  }
  if (check.state == AMENDS_CHECK_OPEN) return failure(fmt::format("Check {} isn't paid yet.", check.number));
  if (request.amount_minor == 0) return failure("An amount above zero is needed.");
  if (request.amount_minor > refundable_minor) {
    return failure(fmt::format("Of check {} only {} can be given back.", check.number,
                               format_money(refundable_minor, check.currency)));
  }
  for (const RequestLine& asked : request.lines) {
    Line& line = *check.find_line(asked.line_id);
    const std::int64_t left_minor = line.total_minor() - line.refunded_minor;
    if (asked.amount_minor > left_minor) {
      return failure(
          fmt::format("Of {} only {} can be given back.", line.name, format_money(left_minor, check.currency)));
    }
    line.refunded_minor += asked.amount_minor;
  }
  std::int64_t rest_minor = request.amount_minor;
  for (Tender& tender : check.tenders) {
    const std::int64_t part_minor = std::min(rest_minor, tender.paid_minor - tender.refunded_minor);
    tender.refunded_minor += part_minor;
    rest_minor -= part_minor;
  }
  note_on_lines(request, check, "refunded");
  return request.amount_minor;
}

PosRules::Moved PosRules::discount(const Request& request, Check& check) const {
  const bool by_line = splits_amount(request);
  if (!can(by_line ? AMENDS_CAN_DISCOUNT_LINE : AMENDS_CAN_DISCOUNT_CHECK)) return cannot();
  if (check.state != AMENDS_CHECK_OPEN) {
    return failure(fmt::format("Check {} is paid: a refund is needed.", check.number));
  }
  if (request.amount_minor == 0) return failure("An amount above zero is needed.");
  if (request.amount_minor > check.total_minor()) {
    return failure(
        fmt::format("Check {} comes to {} only.", check.number, format_money(check.total_minor(), check.currency)));
  }
  std::int64_t rest_minor = request.amount_minor;
  for (const RequestLine& asked : request.lines) {
    Line& line = *check.find_line(asked.line_id);
    if (asked.amount_minor > line.total_minor()) {
      return failure(fmt::format("{} comes to {} only.", line.name, format_money(line.total_minor(), check.currency)));
    }
    line.discount_minor += asked.amount_minor;
    rest_minor -= asked.amount_minor;
  }
  check.discount_minor += rest_minor;
  note_on_lines(request, check, "discount");
  return request.amount_minor;
}

PosRules::Moved PosRules::void_lines(const Request& request, Check& check) const {
  if (!can(AMENDS_CAN_VOID_LINE)) return cannot();
  if (check.state != AMENDS_CHECK_OPEN) {
    return failure(fmt::format("Check {} is paid: a refund is needed.", check.number));
  }
  if (request.lines.empty()) return failure("Which line is to be voided isn't said.");
  const std::int64_t before_minor = check.total_minor();
  for (const RequestLine& asked : request.lines) {
    Line& line = *check.find_line(asked.line_id);
    line.voided = true;
    add_note(line, "voided");
  }
  // A discount on the whole check mustn't take it below zero now.
  if (check.total_minor() < 0) check.discount_minor += check.total_minor();
  return before_minor - check.total_minor();
}

PosRules::Moved PosRules::reorder(const Request& request, Check& check) const {
  if (!can(AMENDS_CAN_REORDER)) return cannot();
  Request filled = request;
  if (filled.items.empty()) {
    // Nothing else was chosen, so the same is made once more.
    for (const RequestLine& asked : request.lines) {
      const Line& line = *check.find_line(asked.line_id);
      filled.items.push_back({line.item_id, line.quantity_thousandths});
    }
  }
  if (const auto added = add_items(filled, check, "instead"); !added) return failure(added.error());
  note_on_lines(request, check, "replaced");
  return 0;
}

PosRules::Moved PosRules::exchange(const Request& request, Check& check) const {
  if (!can(AMENDS_CAN_EXCHANGE)) return cannot();
  if (check.state == AMENDS_CHECK_OPEN) return failure(fmt::format("Check {} isn't paid yet.", check.number));
  if (request.lines.empty()) return failure("What is taken back isn't said.");
  for (const RequestLine& asked : request.lines) {
    Line& line = *check.find_line(asked.line_id);
    if (line.exchanged) return failure(fmt::format("{} was exchanged before.", line.name));
    line.exchanged = true;
    add_note(line, "taken back");
  }
  if (const auto added = add_items(request, check, "in exchange"); !added) return failure(added.error());
  return 0;
}

PosRules::Moved PosRules::credit(const Request& request, Check& check) const {
  if (!can(AMENDS_CAN_CREDIT)) return cannot();
  if (request.amount_minor == 0) return failure("An amount above zero is needed.");
  check.credit_minor += request.amount_minor;
  return request.amount_minor;
}

Result<void> PosRules::add_items(const Request& request, Check& check, std::string_view note) const {
  if (request.items.empty()) return failure("What is handed out isn't said.");
  for (const RequestItem& asked : request.items) {
    const auto item =
        std::find_if(items.begin(), items.end(), [&](const Item& known) { return known.id == asked.item_id; });
    if (item == items.end()) return failure(fmt::format("The till doesn't sell \"{}\".", asked.item_id));
    if (!item->available) return failure(fmt::format("{} isn't to be had now.", item->name));
    if (asked.quantity_thousandths <= 0) return failure("A quantity above zero is needed.");
    Line line;
    line.id = check.next_line_id();
    line.item_id = item->id;
    line.name = item->name;
    line.group = item->group;
    line.component = item->component;
    line.quantity_thousandths = asked.quantity_thousandths;
    line.tax_permille = item->tax_permille;
    line.fired = true;
    line.alcohol = item->alcohol;
    line.note = note;
    check.lines.push_back(std::move(line));
  }
  return {};
}

}  // namespace kiosk
