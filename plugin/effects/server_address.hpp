// The address of a server as a store's settings write it: "smtp://mail.example:587", "https://example/hooks?till=3".
// Promises: what is_loopback says can't leave this machine. Refuses: user names and passwords within it, blanks, control
// characters, backslashes and whatever isn't ASCII, so that no two readers see different hosts in it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace amends {

enum class Scheme : std::uint8_t { smtp = 1, smtps, http, https };

struct ServerAddress {
  Scheme scheme = Scheme::https;
  std::string host;  // without the brackets of an IPv6 address
  bool has_path = false;
  bool is_loopback = false;
  bool operator==(const ServerAddress&) const = default;
};

// Nothing: it is none of these.
[[nodiscard]] std::optional<ServerAddress> read_server_address(std::string_view url);

}  // namespace amends
