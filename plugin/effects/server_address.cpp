#include "effects/server_address.hpp"

#include <algorithm>
#include <utility>

namespace amends {

namespace {

constexpr std::pair<std::string_view, Scheme> kSchemes[] = {
    {"smtp://", Scheme::smtp}, {"smtps://", Scheme::smtps}, {"http://", Scheme::http}, {"https://", Scheme::https}};

bool is_digits(std::string_view text) {
  return std::ranges::all_of(text, [](char letter) { return letter >= '0' && letter <= '9'; });
}

bool is_plain(char letter) {
  return letter > ' ' && letter < '\x7f' && letter != '@' && letter != '\\';
}

// Nothing: neither is there. Otherwise what follows the host.
std::optional<std::string_view> take_host(std::string_view& rest) {
  if (rest.starts_with('[')) {
    const std::size_t end = rest.find(']');
    if (end == std::string_view::npos) return std::nullopt;
    const std::string_view host = rest.substr(1, end - 1);
    rest.remove_prefix(end + 1);
    return host;
  }
  const std::size_t end = std::min(rest.find_first_of(":/?#"), rest.size());
  const std::string_view host = rest.substr(0, end);
  rest.remove_prefix(end);
  return host;
}

}  // namespace

std::optional<ServerAddress> read_server_address(std::string_view url) {
  if (!std::ranges::all_of(url, is_plain)) return std::nullopt;
  const auto* const known =
      std::ranges::find_if(kSchemes, [&](const auto& scheme) { return url.starts_with(scheme.first); });
  if (known == std::end(kSchemes)) return std::nullopt;
  std::string_view rest = url.substr(known->first.size());
  const auto host = take_host(rest);
  if (!host || host->empty()) return std::nullopt;
  if (rest.starts_with(':')) {
    const std::size_t end = std::min(rest.find_first_of("/?#"), rest.size());
    constexpr std::size_t kPortDigitsMax = 5;
    if (end < 2 || end - 1 > kPortDigitsMax || !is_digits(rest.substr(1, end - 1))) return std::nullopt;
    rest.remove_prefix(end);
  }
  if (!rest.empty() && std::string_view("/?#").find(rest.front()) == std::string_view::npos) return std::nullopt;
  const bool is_loopback = *host == "127.0.0.1" || *host == "::1" || *host == "localhost";
  return ServerAddress{known->second, std::string(*host), !rest.empty(), is_loopback};
}

}  // namespace amends
