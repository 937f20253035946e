#include "kiosk/host_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <string_view>
#include <vector>

namespace kiosk {
namespace {

constexpr std::int64_t kDayUs = 86'400'000'000;

// The overlay's struct as this till knows it: what it doesn't give is zero, what this till doesn't know is cut.
template <typename Struct>
Struct read_struct(const void* given, std::size_t given_size) {
  Struct own{};
  std::memcpy(&own, given, std::min(given_size, sizeof own));
  return own;
}

std::string text_or_empty(const char* text) {
  return text != nullptr ? text : "";
}

template <typename Struct, typename Take>
bool read_array(const Struct* first, uint32_t count, uint32_t size_bytes, uint32_t least_size, Take take) {
  if (count > 0 && (first == nullptr || size_bytes < least_size)) return false;
  const auto* bytes = reinterpret_cast<const unsigned char*>(first);
  for (uint32_t i = 0; i < count; ++i) {
    take(read_struct<Struct>(bytes + std::size_t{i} * size_bytes, size_bytes));
  }
  return true;
}

std::optional<Request> read_request(const amends_request_t* given) {
  if (given == nullptr || given->struct_size < AMENDS_REQUEST_SIZE_0_1) return std::nullopt;
  const auto own = read_struct<amends_request_t>(given, given->struct_size);
  if (own.request_id == nullptr) return std::nullopt;
  Request request;
  request.kind = own.kind;
  request.id = own.request_id;
  request.check_id = text_or_empty(own.check_id);
  request.case_number = text_or_empty(own.case_number);
  request.currency = text_or_empty(own.currency);
  request.reason = text_or_empty(own.reason);
  request.operator_id = text_or_empty(own.operator_id);
  request.approver_id = text_or_empty(own.approver_id);
  request.amount_minor = own.amount_minor;
  const bool lines_read =
      read_array(own.lines, own.line_count, own.line_size_bytes, AMENDS_REQUEST_LINE_SIZE_0_1, [&](const auto& line) {
        request.lines.push_back({text_or_empty(line.line_id), line.quantity_thousandths, line.amount_minor});
      });
  const bool items_read =
      read_array(own.items, own.item_count, own.item_size_bytes, AMENDS_REQUEST_ITEM_SIZE_0_1, [&](const auto& item) {
        request.items.push_back({text_or_empty(item.item_id), item.quantity_thousandths});
      });
  if (!lines_read || !items_read) return std::nullopt;
  return request;
}

const char* text_or_null(const std::string& text) {
  return text.empty() ? nullptr : text.c_str();
}

uint32_t flag_if(bool set, uint32_t flag) {
  return set ? flag : 0;
}

amends_line_t as_abi(const Line& line) {
  amends_line_t out{};
  out.struct_size = sizeof out;
  out.flags = flag_if(line.fired, AMENDS_LINE_FIRED) | flag_if(line.voided, AMENDS_LINE_VOIDED) |
              flag_if(line.alcohol, AMENDS_LINE_ALCOHOL);
  out.id = line.id.c_str();
  out.item_id = line.item_id.c_str();
  out.name = line.name.c_str();
  out.group = text_or_null(line.group);
  out.component = text_or_null(line.component);
  out.quantity_thousandths = line.quantity_thousandths;
  out.unit_minor = line.unit_minor;
  out.total_minor = line.total_minor();
  out.tax_minor = line.tax_minor();
  out.refunded_minor = line.refunded_minor;
  out.seat = line.seat;
  out.course = line.course;
  return out;
}

amends_person_t as_abi(const Person& person) {
  amends_person_t out{};
  out.struct_size = sizeof out;
  out.id = person.id.c_str();
  out.name = person.name.c_str();
  out.role = person.role;
  out.on_shift = person.on_shift ? 1 : 0;
  return out;
}

amends_answer_t as_abi(const Answer& answer) {
  amends_answer_t out{};
  out.struct_size = sizeof out;
  out.outcome = answer.outcome;
  out.request_id = answer.request_id.c_str();
  out.reference = text_or_null(answer.reference);
  out.message = text_or_null(answer.message);
  out.amount_minor = answer.amount_minor;
  return out;
}

std::string_view severity_name(amends_log_severity_t severity) {
  switch (severity) {
    case AMENDS_LOG_DEBUG:
      return "debug";
    case AMENDS_LOG_INFO:
      return "info";
    case AMENDS_LOG_WARNING:
      return "warning";
    case AMENDS_LOG_ERROR:
      return "error";
    case AMENDS_LOG_HOST_MISBEHAVING:
      return "this till misbehaves";
    case AMENDS_LOG_OVERLAY_MISBEHAVING:
      return "the overlay misbehaves";
    default:
      return "note";
  }
}

}  // namespace

Wishes::Wishes() : event_type_(SDL_RegisterEvents(1)) {}

void Wishes::wish(std::atomic<bool>& wanted) {
  if (wanted.exchange(true)) return;
  SDL_Event event{};
  event.type = event_type_;
  // Where the queue is full the main loop is awake anyway, and looks at the wishes after every event.
  SDL_PushEvent(&event);
}

HostTables::HostTables(DemoPos& pos, const TillClock& clock, Wishes& wishes, HostChoices choices)
    : pos_(&pos), clock_(&clock), wishes_(&wishes), choices_(choices) {
  fill_tables();
}

HostTables& HostTables::self(const amends_host_t* host) {
  return *static_cast<HostTables*>(host->host_data);
}

void HostTables::fill_tables() {
  host_.struct_size = sizeof host_;
  host_.abi_version = {AMENDS_VERSION_MAJOR, AMENDS_VERSION_MINOR, AMENDS_VERSION_PATCH};
  host_.host_data = this;
  host_.name = "amends-kiosk";
  host_.vendor = "Amends";
  host_.version = AMENDS_VERSION_TEXT;
  host_.get_extension = get_extension;
  host_.request_callback = [](const amends_host_t* host) { self(host).wishes_->wish_callback(); };
  host_.request_frame = [](const amends_host_t* host) { self(host).wishes_->wish_frame(); };

  log_table_.struct_size = sizeof log_table_;
  log_table_.log = log;

  thread_check_table_.struct_size = sizeof thread_check_table_;
  thread_check_table_.is_main_thread = [](const amends_host_t* host) -> uint32_t {
    return self(host).main_thread_ == std::this_thread::get_id() ? 1 : 0;
  };

  clock_table_.struct_size = sizeof clock_table_;
  clock_table_.now_us = [](const amends_host_t* host) { return self(host).clock_->now_us(); };

  operator_table_.struct_size = sizeof operator_table_;
  operator_table_.visit_operator = visit_operator;
  operator_table_.visit_staff = visit_staff;
  operator_table_.check_pin = nullptr;  // the overlay checks PINs by its staff file

  pos_table_.struct_size = sizeof pos_table_;
  pos_table_.get_capabilities = [](const amends_host_t* host) { return self(host).pos_->capabilities(); };
  pos_table_.visit_check = visit_check;
  pos_table_.find_check = find_check;
  pos_table_.visit_items = visit_items;
  pos_table_.visit_sales = visit_sales;
  pos_table_.submit = submit;
  pos_table_.look_up = look_up;
}

const void* HostTables::get_extension(const amends_host_t* host, const char* id) {
  const HostTables& tables = self(host);
  const std::string_view wanted = id != nullptr ? id : "";
  if (wanted == AMENDS_EXTENSION_LOG) return &tables.log_table_;
  if (wanted == AMENDS_EXTENSION_THREAD_CHECK) return &tables.thread_check_table_;
  if (wanted == AMENDS_EXTENSION_CLOCK) return &tables.clock_table_;
  if (wanted == AMENDS_EXTENSION_OPERATOR && tables.choices_.has_operator) return &tables.operator_table_;
  if (wanted == AMENDS_EXTENSION_POS && tables.choices_.has_pos) return &tables.pos_table_;
  return nullptr;
}

void HostTables::log(const amends_host_t* host, amends_log_severity_t severity, const char* message) {
  HostTables& tables = self(host);
  if (severity >= AMENDS_LOG_HOST_MISBEHAVING) ++tables.faults_;
  if (severity < AMENDS_LOG_WARNING && !tables.choices_.logs_all) return;
  // One write, so that lines of several threads don't mix.
  const std::string line = fmt::format("amends: {}: {}\n", severity_name(severity), text_or_empty(message));
  std::fwrite(line.data(), 1, line.size(), stderr);
}

// ---- operator ----

amends_status_t HostTables::visit_operator(const amends_host_t* host, amends_person_visitor_t visit, void* context) {
  const Person* person = self(host).pos_->signed_on();
  if (person == nullptr) return AMENDS_E_UNAVAILABLE;
  const amends_person_t out = as_abi(*person);
  visit(context, &out);
  return AMENDS_OK;
}

amends_status_t HostTables::visit_staff(const amends_host_t* host, amends_person_visitor_t visit, void* context) {
  for (const Person& person : self(host).pos_->pack().people) {
    const amends_person_t out = as_abi(person);
    visit(context, &out);
  }
  return AMENDS_OK;
}

// ---- pos ----

void HostTables::show_check(const Check& check, amends_check_visitor_t visit, void* context) const {
  std::vector<amends_line_t> lines;
  lines.reserve(check.lines.size());
  for (const Line& line : check.lines)
    lines.push_back(as_abi(line));
  std::vector<amends_tender_t> tenders;
  tenders.reserve(check.tenders.size());
  for (const Tender& tender : check.tenders) {
    tenders.push_back(
        {sizeof(amends_tender_t), tender.kind.c_str(), tender.paid_minor, tender.paid_minor - tender.refunded_minor});
  }
  const Person* server = pos_->find_person(check.server_id);
  amends_check_t out{};
  out.struct_size = sizeof out;
  out.state = check.state;
  out.id = check.id.c_str();
  out.number = check.number.c_str();
  out.place = text_or_null(check.place);
  out.currency = check.currency.c_str();
  out.server_id = check.server_id.c_str();
  out.server_name = server != nullptr ? server->name.c_str() : nullptr;
  out.opened_us = check.opened_us;
  out.closed_us = check.closed_us;
  out.total_minor = check.total_minor();
  out.tax_minor = check.tax_minor();
  out.discount_minor = check.discounts_minor();
  out.paid_minor = check.paid_minor();
  out.refunded_minor = check.refunded_minor();
  out.guests = check.guests;
  out.line_count = static_cast<uint32_t>(lines.size());
  out.line_size_bytes = sizeof(amends_line_t);
  out.tender_count = static_cast<uint32_t>(tenders.size());
  out.tender_size_bytes = sizeof(amends_tender_t);
  out.lines = lines.data();
  out.tenders = tenders.data();
  visit(context, &out);
}

amends_status_t HostTables::visit_check(const amends_host_t* host, amends_check_visitor_t visit, void* context) {
  const Check* check = self(host).pos_->on_screen();
  if (check == nullptr) return AMENDS_E_UNAVAILABLE;
  self(host).show_check(*check, visit, context);
  return AMENDS_OK;
}

amends_status_t HostTables::find_check(const amends_host_t* host, const char* reference, amends_check_visitor_t visit,
                                       void* context) {
  if (reference == nullptr) return AMENDS_E_INVALID_ARGUMENT;
  const Check* check = self(host).pos_->find_check(reference);
  if (check == nullptr) return AMENDS_E_UNAVAILABLE;
  self(host).show_check(*check, visit, context);
  return AMENDS_OK;
}

amends_status_t HostTables::visit_items(const amends_host_t* host, amends_item_visitor_t visit, void* context) {
  for (const Item& item : self(host).pos_->pack().items) {
    amends_item_t out{};
    out.struct_size = sizeof out;
    out.flags = flag_if(item.available, AMENDS_ITEM_AVAILABLE) | flag_if(item.alcohol, AMENDS_ITEM_ALCOHOL);
    out.id = item.id.c_str();
    out.name = item.name.c_str();
    out.group = text_or_null(item.group);
    out.component = text_or_null(item.component);
    out.unit_minor = item.unit_minor;
    out.cost_minor = item.cost_minor;
    visit(context, &out);
  }
  return AMENDS_OK;
}

amends_status_t HostTables::visit_sales(const amends_host_t* host, int64_t from_us, int64_t to_us,
                                        amends_sales_visitor_t visit, void* context) {
  const DemoPos& pos = *self(host).pos_;
  const std::int64_t first_day_us = pos.first_start_us() / kDayUs * kDayUs;
  for (const DaySales& day : pos.pack().sales) {
    amends_sales_t out{};
    out.struct_size = sizeof out;
    out.currency = pos.pack().currency.c_str();
    out.from_us = first_day_us - day.days_ago * kDayUs;
    out.to_us = out.from_us + kDayUs;
    out.total_minor = day.total_minor;
    out.check_count = day.check_count;
    out.guest_count = day.guest_count;
    if (out.from_us >= from_us && out.to_us <= to_us) visit(context, &out);
  }
  return AMENDS_OK;
}

amends_status_t HostTables::submit(const amends_host_t* host, const amends_request_t* given) {
  const auto request = read_request(given);
  if (!request) return AMENDS_E_INVALID_ARGUMENT;
  return self(host).pos_->submit(*request);
}

amends_status_t HostTables::look_up(const amends_host_t* host, const char* request_id, amends_answer_visitor_t visit,
                                    void* context) {
  const DemoPos& pos = *self(host).pos_;
  if (request_id == nullptr) return AMENDS_E_INVALID_ARGUMENT;
  if ((pos.capabilities() & AMENDS_CAN_LOOK_UP) == 0) return AMENDS_E_UNAVAILABLE;
  const auto answer = pos.look_up(request_id);
  if (!answer) return AMENDS_E_UNAVAILABLE;
  const amends_answer_t out = as_abi(*answer);
  visit(context, &out);
  return AMENDS_OK;
}

// ---- the other direction ----

void HostTables::connect(const OverlayLibrary& library) {
  overlay_ = &library.overlay();
  overlay_pos_ = library.extension<amends_overlay_pos_t>(AMENDS_EXTENSION_POS, AMENDS_OVERLAY_POS_SIZE_0_1);
  overlay_operator_ =
      library.extension<amends_overlay_operator_t>(AMENDS_EXTENSION_OPERATOR, AMENDS_OVERLAY_OPERATOR_SIZE_0_1);
  told_operator_revision_ = pos_->operator_revision();
  told_check_revision_ = pos_->check_revision();
}

void HostTables::disconnect() {
  overlay_ = nullptr;
  overlay_pos_ = nullptr;
  overlay_operator_ = nullptr;
}

void HostTables::give_answer(const Answer& answer) const {
  if (overlay_pos_ == nullptr || !choices_.has_pos) return;
  const amends_answer_t out = as_abi(answer);
  overlay_pos_->answer(overlay_, &out);
}

bool HostTables::tell_overlay() {
  const std::vector<Answer> answers = pos_->take_due_answers();
  const std::vector<std::string> closed = pos_->take_closed();
  const bool other_operator =
      std::exchange(told_operator_revision_, pos_->operator_revision()) != pos_->operator_revision();
  const bool other_check = std::exchange(told_check_revision_, pos_->check_revision()) != pos_->check_revision();
  if (overlay_operator_ != nullptr && choices_.has_operator && other_operator) {
    overlay_operator_->operator_changed(overlay_);
  }
  if (overlay_pos_ != nullptr && choices_.has_pos) {
    if (other_check) overlay_pos_->check_changed(overlay_);
    for (const std::string& id : closed) {
      const Check* check = pos_->find_check(id);
      if (check == nullptr) continue;
      const auto tell = [](void* context, const amends_check_t* out) {
        const auto* tables = static_cast<const HostTables*>(context);
        tables->overlay_pos_->check_closed(tables->overlay_, out);
      };
      show_check(*check, tell, this);
    }
    for (const Answer& answer : answers)
      give_answer(answer);
  }
  return other_operator || other_check || !closed.empty() || !answers.empty();
}

}  // namespace kiosk
