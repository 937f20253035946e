// A host for tests: every extension of amends.h, each answer a knob that a test turns before it asks.
// Promises: counts what it was asked; its structs are its own and may be made wrong on purpose. The log, the wishes and
// the clock may be used from any thread, the rest from one. Include it where amends.h is on the path.

#pragma once

#include <atomic>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "amends.h"

namespace amends::testing {

struct LogLine {
  amends_log_severity_t severity = 0;
  std::string text;
};

// A request as the host saw it, copied.
struct SeenRequest {
  amends_request_kind_t kind = 0;
  std::string request_id;
  std::string check_id;
  std::string case_number;
  std::string currency;
  std::string reason;
  std::string operator_id;
  std::string approver_id;
  std::int64_t amount_minor = 0;
  std::vector<std::pair<std::string, std::int64_t>> lines;  // id and amount
  std::vector<std::pair<std::string, std::int64_t>> items;  // id and thousandths
};

class ScriptedHost {
 public:
  ScriptedHost() {
    host.struct_size = sizeof host;
    host.abi_version = {AMENDS_VERSION_MAJOR, AMENDS_VERSION_MINOR, AMENDS_VERSION_PATCH};
    host.host_data = this;
    host.name = "scripted till";
    host.vendor = "tests";
    host.version = "1";
    host.get_extension = [](const amends_host_t* self, const char* id) -> const void* {
      ScriptedHost& own = of(self);
      own.asked_extensions.push_back(id);
      const auto found = own.extensions.find(id);
      return found == own.extensions.end() ? nullptr : found->second;
    };
    host.request_callback = [](const amends_host_t* self) { ++of(self).callbacks_wished; };
    host.request_frame = [](const amends_host_t* self) { ++of(self).frames_wished; };
    fill_small_tables();
    fill_operator();
    fill_pos();
    extensions = {{AMENDS_EXTENSION_LOG, &log},
                  {AMENDS_EXTENSION_THREAD_CHECK, &thread_check},
                  {AMENDS_EXTENSION_CLOCK, &clock},
                  {AMENDS_EXTENSION_OPERATOR, &operators},
                  {AMENDS_EXTENSION_POS, &pos}};
    fill_demo();
  }
  ScriptedHost(const ScriptedHost&) = delete;
  ScriptedHost& operator=(const ScriptedHost&) = delete;

  // The tables; a test may take one out of `extensions`, shorten it, or put a null into it.
  amends_host_t host{};
  amends_host_log_t log{};
  amends_host_thread_check_t thread_check{};
  amends_host_clock_t clock{};
  amends_host_operator_t operators{};
  amends_host_pos_t pos{};
  std::map<std::string, const void*> extensions;

  // What it shows.
  std::deque<amends_line_t> lines;
  std::vector<amends_tender_t> tenders;
  amends_check_t check{};
  bool shows_check = true;
  std::vector<amends_item_t> items;
  std::vector<amends_person_t> staff;
  std::size_t signed_on = 0;  // of staff; beyond it: nobody
  std::uint32_t capabilities = 0;
  std::atomic<std::int64_t> now_us{1'750'000'000'000'000};

  // What it does when asked.
  std::function<amends_status_t(const amends_request_t&)> on_submit;
  std::function<amends_status_t(const std::string& request_id, amends_answer_visitor_t visit, void* context)>
      on_look_up;
  std::function<amends_status_t(const std::string& request_id, const std::string& person, const std::string& pin)>
      on_pin;
  std::function<amends_status_t(amends_check_visitor_t visit, void* context)> on_visit_check;

  // What it saw.
  std::vector<std::string> asked_extensions;
  std::vector<SeenRequest> submitted;
  std::vector<std::string> looked_up;
  std::atomic<int> callbacks_wished{0};
  std::atomic<int> frames_wished{0};

  [[nodiscard]] std::vector<LogLine> log_lines() const {
    const std::lock_guard guard(log_lock_);
    return log_lines_;
  }
  [[nodiscard]] std::size_t blamed_count() const {
    std::size_t count = 0;
    for (const LogLine& line : log_lines())
      count += line.severity == AMENDS_LOG_HOST_MISBEHAVING ? 1 : 0;
    return count;
  }

  [[nodiscard]] static amends_line_t make_line(const char* id, const char* name, std::int64_t total_minor) {
    amends_line_t line{};
    line.struct_size = sizeof line;
    line.flags = AMENDS_LINE_FIRED;
    line.id = id;
    line.item_id = id;
    line.name = name;
    line.group = "Drinks";
    line.component = "";
    line.quantity_thousandths = 1000;
    line.unit_minor = total_minor;
    line.total_minor = total_minor;
    return line;
  }
  [[nodiscard]] static amends_item_t make_item(const char* id, const char* name, const char* group,
                                               std::int64_t unit_minor) {
    return {sizeof(amends_item_t), AMENDS_ITEM_AVAILABLE, id, name, group, "", unit_minor, -1};
  }
  [[nodiscard]] static amends_person_t make_person(const char* id, const char* name, amends_role_t role) {
    return {sizeof(amends_person_t), id, name, role, 1};
  }
  [[nodiscard]] static amends_answer_t make_answer(const char* request_id, amends_outcome_t outcome,
                                                   std::int64_t amount_minor) {
    return {sizeof(amends_answer_t), outcome, request_id, "R-1", "", amount_minor};
  }
  // The check with the lines as they are now.
  [[nodiscard]] const amends_check_t& told_check() {
    told_lines_.assign(lines.begin(), lines.end());
    check.lines = told_lines_.data();
    check.line_count = static_cast<std::uint32_t>(told_lines_.size());
    check.line_size_bytes = sizeof(amends_line_t);
    return check;
  }

 private:
  static ScriptedHost& of(const amends_host_t* self) { return *static_cast<ScriptedHost*>(self->host_data); }

  void fill_small_tables() {
    log = {sizeof log, [](const amends_host_t* self, amends_log_severity_t severity, const char* text) {
             ScriptedHost& own = of(self);
             const std::lock_guard guard(own.log_lock_);
             own.log_lines_.push_back({severity, text});
           }};
    thread_check = {sizeof thread_check, [](const amends_host_t* self) -> std::uint32_t {
                      return std::this_thread::get_id() == of(self).main_thread_ ? 1 : 0;
                    }};
    clock = {sizeof clock, [](const amends_host_t* self) -> std::int64_t { return of(self).now_us; }};
  }

  void fill_operator() {
    operators.struct_size = sizeof operators;
    operators.visit_operator = [](const amends_host_t* self, amends_person_visitor_t visit, void* context) {
      ScriptedHost& own = of(self);
      if (own.signed_on >= own.staff.size()) return amends_status_t{AMENDS_E_UNAVAILABLE};
      visit(context, &own.staff[own.signed_on]);
      return amends_status_t{AMENDS_OK};
    };
    operators.visit_staff = [](const amends_host_t* self, amends_person_visitor_t visit, void* context) {
      for (const amends_person_t& person : of(self).staff)
        visit(context, &person);
      return amends_status_t{AMENDS_OK};
    };
    operators.check_pin = [](const amends_host_t* self, const char* request_id, const char* person, const char* pin) {
      ScriptedHost& own = of(self);
      return own.on_pin ? own.on_pin(request_id, person, pin) : amends_status_t{AMENDS_E_UNAVAILABLE};
    };
  }

  void fill_pos() {
    pos.struct_size = sizeof pos;
    pos.get_capabilities = [](const amends_host_t* self) { return of(self).capabilities; };
    pos.visit_check = [](const amends_host_t* self, amends_check_visitor_t visit, void* context) {
      ScriptedHost& own = of(self);
      if (own.on_visit_check) return own.on_visit_check(visit, context);
      if (!own.shows_check) return amends_status_t{AMENDS_E_UNAVAILABLE};
      visit(context, &own.told_check());
      return amends_status_t{AMENDS_OK};
    };
    pos.find_check = [](const amends_host_t* self, const char* reference, amends_check_visitor_t visit, void* context) {
      ScriptedHost& own = of(self);
      if (std::string(reference) != own.check.id) return amends_status_t{AMENDS_E_UNAVAILABLE};
      visit(context, &own.told_check());
      return amends_status_t{AMENDS_OK};
    };
    pos.visit_items = [](const amends_host_t* self, amends_item_visitor_t visit, void* context) {
      for (const amends_item_t& item : of(self).items)
        visit(context, &item);
      return amends_status_t{AMENDS_OK};
    };
    pos.visit_sales = [](const amends_host_t*, std::int64_t, std::int64_t, amends_sales_visitor_t, void*) {
      return amends_status_t{AMENDS_E_UNAVAILABLE};
    };
    pos.submit = [](const amends_host_t* self, const amends_request_t* request) {
      ScriptedHost& own = of(self);
      own.submitted.push_back(copy_of(*request));
      return own.on_submit ? own.on_submit(*request) : amends_status_t{AMENDS_OK};
    };
    pos.look_up = [](const amends_host_t* self, const char* request_id, amends_answer_visitor_t visit, void* context) {
      ScriptedHost& own = of(self);
      own.looked_up.emplace_back(request_id);
      return own.on_look_up ? own.on_look_up(request_id, visit, context) : amends_status_t{AMENDS_E_UNAVAILABLE};
    };
  }

  [[nodiscard]] static SeenRequest copy_of(const amends_request_t& request) {
    SeenRequest seen;
    seen.kind = request.kind;
    seen.request_id = request.request_id;
    seen.check_id = request.check_id;
    seen.case_number = request.case_number;
    seen.currency = request.currency;
    seen.reason = request.reason;
    seen.operator_id = request.operator_id;
    seen.approver_id = request.approver_id == nullptr ? "" : request.approver_id;
    seen.amount_minor = request.amount_minor;
    for (std::uint32_t index = 0; index < request.line_count; ++index) {
      seen.lines.emplace_back(request.lines[index].line_id, request.lines[index].amount_minor);
    }
    for (std::uint32_t index = 0; index < request.item_count; ++index) {
      seen.items.emplace_back(request.items[index].item_id, request.items[index].quantity_thousandths);
    }
    return seen;
  }

  void fill_demo() {
    lines = {make_line("1", "Iced tea", 450), make_line("2", "Iced tea", 450), make_line("3", "Soup", 780)};
    check.struct_size = sizeof check;
    check.state = AMENDS_CHECK_OPEN;
    check.id = "check-41";
    check.number = "41";
    check.place = "Table 12";
    check.currency = "EUR";
    check.server_id = "ana";
    check.server_name = "Ana";
    check.opened_us = 1'749'999'000'000'000;
    check.total_minor = 1680;
    check.guests = 3;
    items = {make_item("lemonade", "Lemonade", "Drinks", 420), make_item("espresso", "Espresso", "Drinks", 280),
             make_item("water", "Water", "Drinks", 350), make_item("pastry", "Pastry", "Desserts", 390)};
    staff = {make_person("ana", "Ana", AMENDS_ROLE_WAITER), make_person("mira", "Mira", AMENDS_ROLE_MANAGER)};
    capabilities = AMENDS_CAN_REFUND_AMOUNT | AMENDS_CAN_REFUND_LINE | AMENDS_CAN_DISCOUNT_LINE |
                   AMENDS_CAN_DISCOUNT_CHECK | AMENDS_CAN_VOID_LINE | AMENDS_CAN_REORDER | AMENDS_CAN_ADD_AT_ZERO |
                   AMENDS_CAN_LOOK_UP | AMENDS_IS_IDEMPOTENT;
  }

  mutable std::mutex log_lock_;
  std::vector<LogLine> log_lines_;
  std::vector<amends_line_t> told_lines_;
  std::thread::id main_thread_ = std::this_thread::get_id();
};

}  // namespace amends::testing
