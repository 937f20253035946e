// What the till knows of a sale: checks with their lines and tenders, what it sells, who works there, and the
// requests that the overlay makes of it. Plain values; totals are always computed, never kept beside the lines.

#pragma once

#include <amends.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk {

struct Person {
  std::string id;
  std::string name;
  amends_role_t role = AMENDS_ROLE_WAITER;
  bool on_shift = true;
};

struct Item {
  std::string id;
  std::string name;
  std::string group;
  std::string component;  // what it shares with other items; empty: nothing
  std::int64_t unit_minor = 0;
  std::int64_t cost_minor = -1;  // -1: not known
  std::int32_t tax_permille = 0;
  bool alcohol = false;
  bool available = true;
};

struct Line {
  std::string id;
  std::string item_id;
  std::string name;
  std::string group;
  std::string component;
  std::int64_t quantity_thousandths = 1000;
  std::int64_t unit_minor = 0;
  std::int64_t discount_minor = 0;
  std::int64_t refunded_minor = 0;
  std::int32_t tax_permille = 0;
  std::int32_t seat = 0;
  std::int32_t course = 0;
  bool fired = false;
  bool voided = false;
  bool alcohol = false;
  bool exchanged = false;
  std::string note;  // for staff: what was put right here

  // What the guest pays for the line, discounts taken off, tax in; zero once voided.
  std::int64_t total_minor() const;
  std::int64_t tax_minor() const;
};

struct Tender {
  std::string kind;
  std::int64_t paid_minor = 0;
  std::int64_t refunded_minor = 0;
};

struct Check {
  std::string id;
  std::string number;
  std::string place;  // empty: none
  std::string currency;
  std::string server_id;
  amends_check_state_t state = AMENDS_CHECK_OPEN;
  std::int32_t guests = 0;
  std::int64_t opened_us = 0;
  std::int64_t closed_us = 0;       // 0: not closed
  std::int64_t discount_minor = 0;  // off the whole check
  std::int64_t credit_minor = 0;    // store credit that was given for it
  std::vector<Line> lines;
  std::vector<Tender> tenders;

  std::int64_t total_minor() const;
  std::int64_t tax_minor() const;
  std::int64_t discounts_minor() const;
  std::int64_t paid_minor() const;
  std::int64_t refunded_minor() const;
  Line* find_line(std::string_view line_id);
  // For a line that is added: unique in this check.
  std::string next_line_id() const;
};

struct RequestLine {
  std::string line_id;
  std::int64_t quantity_thousandths = 0;
  std::int64_t amount_minor = 0;
};

struct RequestItem {
  std::string item_id;
  std::int64_t quantity_thousandths = 0;
};

// A request of the overlay's, copied out of amends_request_t.
struct Request {
  amends_request_kind_t kind = AMENDS_REQUEST_REFUND;
  std::string id;
  std::string check_id;
  std::string case_number;
  std::string currency;
  std::string reason;
  std::string operator_id;
  std::string approver_id;
  std::int64_t amount_minor = 0;
  std::vector<RequestLine> lines;
  std::vector<RequestItem> items;

  // Two requests that ask for the same have the same body, whatever their ids.
  std::string body() const;
};

struct Answer {
  amends_outcome_t outcome = AMENDS_OUTCOME_UNKNOWN;
  std::string request_id;
  std::string reference;
  std::string message;
  std::int64_t amount_minor = 0;
};

std::string_view request_kind_name(amends_request_kind_t kind);
std::string_view check_state_name(amends_check_state_t state);
std::string_view outcome_name(amends_outcome_t outcome);

}  // namespace kiosk
