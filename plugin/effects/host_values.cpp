#include "effects/host_values.hpp"

#include <set>

#include "effects/utf8.hpp"

namespace amends {
namespace {

[[nodiscard]] bool is_control(char letter) {
  const auto byte = static_cast<unsigned char>(letter);
  return byte < 0x20 || byte == 0x7F;
}

[[nodiscard]] bool is_amount(std::int64_t minor) {
  return minor >= 0 && minor <= kAmountMinorMax;
}

// The element of the host's array at that place, copied; nothing where it is shorter than the minimum.
template <class Element>
[[nodiscard]] std::optional<Element> element_at(const Element* first, std::uint32_t index, std::uint32_t element_bytes,
                                                std::uint32_t minimum_bytes) {
  const auto* place = reinterpret_cast<const unsigned char*>(first) + std::size_t{index} * element_bytes;
  std::uint32_t given_bytes = 0;
  std::memcpy(&given_bytes, place, sizeof given_bytes);
  if (given_bytes < minimum_bytes) return std::nullopt;
  Element own{};
  std::memcpy(&own, place, std::min({std::size_t{given_bytes}, std::size_t{element_bytes}, sizeof own}));
  return own;
}

[[nodiscard]] std::optional<CheckLine> to_line(const amends_line_t& given, Currency currency, const BlameHost& blame) {
  auto id = to_id(given.id);
  if (!id) {
    blame("A line without a usable id was left out.");
    return std::nullopt;
  }
  const bool quantity_is_sane = given.quantity_thousandths > 0 && given.quantity_thousandths <= kQuantityThousandthsMax;
  if (!quantity_is_sane || !is_amount(given.unit_minor) || !is_amount(given.total_minor)) {
    blame("A line was left out: its quantity or an amount is negative, or too large to be one.");
    return std::nullopt;
  }
  CheckLine line;
  line.id.text = std::move(*id);
  line.item.text = to_id(given.item_id).value_or("");
  line.name = to_text(given.name, kNameBytesMax, blame);
  line.group = to_text(given.group, kNameBytesMax, blame);
  line.component = to_text(given.component, kNameBytesMax, blame);
  line.quantity_thousandths = given.quantity_thousandths;
  line.unit = {given.unit_minor, currency};
  line.total = {given.total_minor, currency};
  line.refunded = {std::clamp<std::int64_t>(given.refunded_minor, 0, given.total_minor), currency};
  if (line.refunded.minor != given.refunded_minor) {
    blame("What a line says was given back is negative or more than its total; the nearest possible amount is used.");
  }
  line.seat = std::max<std::int32_t>(given.seat, 0);
  line.course = std::max<std::int32_t>(given.course, 0);
  line.fired = (given.flags & AMENDS_LINE_FIRED) != 0;
  line.voided = (given.flags & AMENDS_LINE_VOIDED) != 0;
  line.alcohol = (given.flags & AMENDS_LINE_ALCOHOL) != 0;
  return line;
}

// Nothing where the array as a whole can't be walked.
[[nodiscard]] std::optional<std::vector<CheckLine>> to_lines(const amends_check_t& given, Currency currency,
                                                             const BlameHost& blame) {
  std::vector<CheckLine> lines;
  if (given.line_count == 0) return lines;
  if (given.lines == nullptr || given.line_count > kLinesMax || given.line_size_bytes < AMENDS_LINE_SIZE_0_1) {
    blame("A check was refused: its lines are missing, too many, or of too small an element size.");
    return std::nullopt;
  }
  std::set<std::string> seen;
  lines.reserve(given.line_count);
  for (std::uint32_t index = 0; index < given.line_count; ++index) {
    const auto element = element_at(given.lines, index, given.line_size_bytes, AMENDS_LINE_SIZE_0_1);
    if (!element) {
      blame("A check was refused: a line's struct_size is below the minimum of version 0.1.");
      return std::nullopt;
    }
    auto line = to_line(*element, currency, blame);
    if (!line) continue;
    if (!seen.insert(line->id.text).second) {
      blame("A line was left out: another of the same check has its id.");
      continue;
    }
    lines.push_back(std::move(*line));
  }
  return lines;
}

[[nodiscard]] std::optional<Currency> currency_of(const amends_check_t& given, Currency site, const BlameHost& blame) {
  if (given.currency == nullptr) return site;
  const auto code = to_id(given.currency);
  const auto currency = code ? find_currency(*code) : std::nullopt;
  if (!currency) {
    blame("A check was refused: its currency is no ISO 4217 code.");
    return std::nullopt;
  }
  if (*currency != site) {
    blame("A check was refused: it is in another currency than the overlay is set to.");
    return std::nullopt;
  }
  return currency;
}

[[nodiscard]] std::optional<HostOutcome> to_outcome(amends_outcome_t outcome) {
  switch (outcome) {
    case AMENDS_OUTCOME_DONE:
      return HostOutcome::done;
    case AMENDS_OUTCOME_REJECTED:
      return HostOutcome::rejected;
    case AMENDS_OUTCOME_UNKNOWN:
      return HostOutcome::in_doubt;
    default:
      return std::nullopt;
  }
}

}  // namespace

std::string to_text(const char* given, std::size_t bytes_max, const BlameHost& blame) {
  if (given == nullptr) return {};
  const std::string_view whole{given, strnlen(given, bytes_max + 1)};
  std::string text;
  if (whole.size() > bytes_max) {
    blame("A text was cut: it is longer than the overlay keeps.");
    text = cut_utf8(whole, bytes_max);
  } else {
    text = whole;
  }
  if (!is_utf8(text)) {
    blame("A text was repaired: it is not UTF-8.");
    text = repaired_utf8(text);
    text.resize(cut_utf8(text, bytes_max).size());
  }
  std::replace_if(text.begin(), text.end(), is_control, ' ');
  return text;
}

std::optional<std::string> to_id(const char* given) {
  if (given == nullptr) return std::nullopt;
  const std::string_view whole{given, strnlen(given, kIdBytesMax + 1)};
  if (whole.empty() || whole.size() > kIdBytesMax || !is_utf8(whole)) return std::nullopt;
  if (std::any_of(whole.begin(), whole.end(), is_control)) return std::nullopt;
  return std::string{whole};
}

std::optional<Check> to_check(const amends_check_t* given, Currency site, const BlameHost& blame) {
  const auto own = copy_struct<amends_check_t>(given, AMENDS_CHECK_SIZE_0_1);
  if (!own) {
    blame("A check was refused: it is null, or its struct_size is below the minimum of version 0.1.");
    return std::nullopt;
  }
  auto id = to_id(own->id);
  if (!id || own->state < AMENDS_CHECK_OPEN || own->state > AMENDS_CHECK_VOIDED) {
    blame("A check was refused: it has no usable id, or a state that amends.h doesn't know.");
    return std::nullopt;
  }
  if (!is_amount(own->total_minor) || !is_amount(own->paid_minor)) {
    blame("A check was refused: its total, or what was paid, is negative or too large to be an amount.");
    return std::nullopt;
  }
  const auto currency = currency_of(*own, site, blame);
  if (!currency) return std::nullopt;
  auto lines = to_lines(*own, *currency, blame);
  if (!lines) return std::nullopt;

  Check check;
  check.id.text = std::move(*id);
  check.number = to_text(own->number, kNameBytesMax, blame);
  check.place = to_text(own->place, kNameBytesMax, blame);
  check.state = static_cast<CheckState>(own->state);
  check.currency = *currency;
  check.server.text = to_id(own->server_id).value_or("");
  check.server_name = to_text(own->server_name, kNameBytesMax, blame);
  check.opened.microseconds = std::max<std::int64_t>(own->opened_us, 0);
  check.closed.microseconds = std::max<std::int64_t>(own->closed_us, 0);
  check.total = {own->total_minor, *currency};
  check.paid = {own->paid_minor, *currency};
  check.refunded = {std::clamp<std::int64_t>(own->refunded_minor, 0, own->paid_minor), *currency};
  if (check.refunded.minor != own->refunded_minor) {
    blame("What a check says was given back is negative or more than was paid; the nearest possible amount is used.");
  }
  check.guests = std::max<std::int32_t>(own->guests, 0);
  check.lines = std::move(*lines);
  return check;
}

std::optional<Item> to_item(const amends_item_t* given, Currency site, const BlameHost& blame) {
  const auto own = copy_struct<amends_item_t>(given, AMENDS_ITEM_SIZE_0_1);
  auto id = own ? to_id(own->id) : std::nullopt;
  if (!id || !is_amount(own->unit_minor)) {
    blame("An item was left out: it is null or too short, has no usable id, or a price that can't be one.");
    return std::nullopt;
  }
  Item item;
  item.id.text = std::move(*id);
  item.name = to_text(own->name, kNameBytesMax, blame);
  item.group = to_text(own->group, kNameBytesMax, blame);
  item.component = to_text(own->component, kNameBytesMax, blame);
  item.unit = {own->unit_minor, site};
  if (is_amount(own->cost_minor)) {
    item.cost = Money{own->cost_minor, site};
  } else if (own->cost_minor != -1) {
    blame("An item's cost is neither an amount nor -1; it counts as not known.");
  }
  item.available = (own->flags & AMENDS_ITEM_AVAILABLE) != 0;
  item.alcohol = (own->flags & AMENDS_ITEM_ALCOHOL) != 0;
  return item;
}

std::optional<Person> to_person(const amends_person_t* given, const BlameHost& blame) {
  const auto own = copy_struct<amends_person_t>(given, AMENDS_PERSON_SIZE_0_1);
  auto id = own ? to_id(own->id) : std::nullopt;
  if (!id || own->role < AMENDS_ROLE_WAITER || own->role > AMENDS_ROLE_OWNER) {
    blame("A person was left out: null or too short, without a usable id, or with a role that amends.h doesn't know.");
    return std::nullopt;
  }
  Person person;
  person.id.text = std::move(*id);
  person.name = to_text(own->name, kNameBytesMax, blame);
  if (person.name.empty()) person.name = person.id.text;
  person.role = static_cast<Role>(own->role);
  person.on_shift = own->on_shift != 0;
  return person;
}

Capabilities to_capabilities(std::uint32_t flags) {
  const auto can = [flags](std::uint32_t flag) { return (flags & flag) != 0; };
  Capabilities capabilities;
  capabilities.refund_amount = can(AMENDS_CAN_REFUND_AMOUNT);
  capabilities.refund_line = can(AMENDS_CAN_REFUND_LINE);
  capabilities.refund_check = can(AMENDS_CAN_REFUND_CHECK);
  capabilities.refund_after_close = can(AMENDS_CAN_REFUND_AFTER_CLOSE);
  capabilities.discount_line = can(AMENDS_CAN_DISCOUNT_LINE);
  capabilities.discount_check = can(AMENDS_CAN_DISCOUNT_CHECK);
  capabilities.void_line = can(AMENDS_CAN_VOID_LINE);
  capabilities.reorder = can(AMENDS_CAN_REORDER);
  capabilities.exchange = can(AMENDS_CAN_EXCHANGE);
  capabilities.credit = can(AMENDS_CAN_CREDIT);
  capabilities.add_at_zero = can(AMENDS_CAN_ADD_AT_ZERO);
  capabilities.look_up = can(AMENDS_CAN_LOOK_UP);
  capabilities.idempotent = can(AMENDS_IS_IDEMPOTENT);
  return capabilities;
}

std::optional<HostAnswer> to_answer(const amends_answer_t* given, Currency site, const BlameHost& blame) {
  const auto own = copy_struct<amends_answer_t>(given, AMENDS_ANSWER_SIZE_0_1);
  auto id = own ? to_id(own->request_id) : std::nullopt;
  if (!id || id->size() > AMENDS_REQUEST_ID_MAX) {
    blame("An answer was refused: it is null or too short, or names no request.");
    return std::nullopt;
  }
  if (own->outcome < AMENDS_OUTCOME_DONE || own->outcome > AMENDS_OUTCOME_UNKNOWN) {
    blame("An answer was refused: amends.h doesn't know its outcome.");
    return std::nullopt;
  }
  HostAnswer answer;
  answer.request.text = std::move(*id);
  const auto outcome = to_outcome(own->outcome);
  if (!outcome) return answer;
  TakeHostAnswer command;
  command.request = answer.request;
  command.outcome = *outcome;
  command.reference = to_text(own->reference, kIdBytesMax, blame);
  command.reason = to_text(own->message, kMessageBytesMax, blame);
  command.amount = {own->amount_minor, site};
  if (!is_amount(own->amount_minor)) {
    blame("An answer's amount can't be one; what happened is in doubt, and a person will look.");
    command.amount.minor = 0;
    command.outcome = HostOutcome::in_doubt;
  }
  answer.outcome = std::move(command);
  return answer;
}

}  // namespace amends
