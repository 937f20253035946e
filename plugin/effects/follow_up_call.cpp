#include "effects/follow_up_call.hpp"

#include <array>
#include <chrono>
#include <cstdio>

#include <date/date.h>
#include <nlohmann/json.hpp>

namespace amends {

namespace {

std::string utc(Instant instant) {
  const auto seconds = std::chrono::floor<std::chrono::seconds>(
      std::chrono::sys_time<std::chrono::microseconds>(std::chrono::microseconds(instant.microseconds)));
  return date::format("%Y-%m-%dT%H:%M:%SZ", seconds);
}

}  // namespace

std::string outbox_id(const FollowUpOrder& order) {
  constexpr std::string_view kHex = "0123456789abcdef";
  std::string id;
  for (const std::uint8_t byte : order.subject.bytes) {
    id += kHex[byte >> 4U];
    id += kHex[byte & 0xFU];
  }
  return id + "-" + std::to_string(order.delivery.number);
}

std::string follow_up_json(const FollowUpOrder& order) {
  const nlohmann::ordered_json call = {{"type", "follow_up.planned"},
                                       {"timestamp", utc(order.now)},
                                       {"data",
                                        {{"case", order.number.text},
                                         {"place", order.place},
                                         {"failure", order.failure},
                                         {"owner", order.owner},
                                         {"due", utc(order.follow_up.due)}}}};
  return call.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace amends
